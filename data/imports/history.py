"""The imports that a store has seen."""

from __future__ import annotations

from typing import Any

from data.store import Store


def imports_of(store: Store) -> list[dict[str, Any]]:
    """The rows of the table imports, the newest first, also those that have been undone."""
    if not store.has("imports"):
        return []
    return store.collect(store.scan("imports").sort("imported_at", "import_id", descending=True)).to_dicts()
