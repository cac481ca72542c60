"""A store's tables while one plan, import or undoing is made: each is opened once, and then followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from data.files import LOG, reading
from data.imports.table import Table, begun, opened


@dataclass
class Recorded:
    """What the table imports tells at one version: when figures were read off the platform, and what was undone."""

    version: int = -1
    observed: dict[str, datetime] = field(default_factory=dict)
    undone: dict[str, bool] = field(default_factory=dict)

    def follow(self, version: int, import_id: str, observed_at: datetime | None) -> None:
        """The next version has been written here: it tells of one import, which is in effect."""
        if version == self.version + 1:
            self.version, self.undone[import_id] = version, False
            if observed_at is not None:
                self.observed[import_id] = observed_at


class Followed:
    """The tables of a store in a folder. What is known of one is kept while it stays at its version."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tables: dict[str, Table] = {}
        self._recorded = Recorded()

    def opened(self, name: str) -> Table:
        """The table as it lies now. Raises StoreError."""
        kept = self._tables.get(name)
        if kept is None or kept.delta is None:
            kept = self._tables[name] = opened(self.folder, name)
        elif not self._newest(kept):
            with reading(f"{self.folder}/{name}"):
                kept.delta.update_incremental()
        return kept

    def _newest(self, table: Table) -> bool:
        """Whether nobody has written a version after the table's: a log has no gaps, and is never cleaned up."""
        own, later = (self.folder / table.name / LOG / f"{table.version + more:020}.json" for more in (0, 1))
        return own.exists() and not later.exists()

    def begun(self, name: str) -> Table:
        """The table as it lies now, empty where there was none. Raises StoreError."""
        kept = self._tables.get(name)
        if kept is None or kept.delta is None:
            kept = self._tables[name] = begun(self.folder, name)
            return kept
        return self.opened(name)

    def recorded(self, *, anew: bool = True) -> Recorded:
        """What the table imports tells now, or (not `anew`) when it was last opened. Raises StoreError."""
        table = self.opened("imports") if anew or "imports" not in self._tables else self._tables["imports"]
        if self._recorded.version != table.version:
            self._recorded = recorded(table)
        return self._recorded


def recorded(table: Table) -> Recorded:
    """What the table imports tells as it was opened."""
    at = pl.coalesce("observed_at", "imported_at")
    rows = table.rows().select("import_id", at, pl.col("undone_at").is_not_null()).collect().rows()
    observed = {import_id: at for import_id, at, _ in rows if at is not None}
    return Recorded(table.version, observed, {import_id: undone for import_id, _, undone in rows})


def observations(folder: Path) -> Mapping[str, datetime]:
    """When the figures of each import were read off the platform, by import_id."""
    return recorded(opened(folder, "imports")).observed
