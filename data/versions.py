"""The versions of a store's Delta tables: which they are, and whether all their files are still there."""

from __future__ import annotations

from pathlib import Path

from data.errors import StoreError
from data.files import DeltaTable, reading
from data.schema import APART, TABLES
from locales import N_


class VersionsGone(StoreError):
    """A version of a table can no longer be read: its files, or the table, have been taken away."""


def table_versions(folder: Path) -> dict[str, int]:
    """The version of each table with figures as it lies now, by table. Raises StoreError."""
    found = {}
    for name in TABLES:
        target = f"{folder}/{name}"
        with reading(target):
            if name not in APART and DeltaTable.is_deltatable(target):
                found[name] = int(DeltaTable(target).version())
    return found


def refuse_gone(table: str, version: int) -> None:
    """Raises VersionsGone where files of this version of the table at this place are no longer there."""
    gone = VersionsGone(
        N_("{table} can no longer be read as it was at version {version}."),
        todo=N_("What was kept of it in reports can still be read."),
        table=table,
        version=version,
    )
    try:
        with reading(table):
            files = DeltaTable(table, version=version).file_uris()
    except StoreError as error:
        raise gone from error
    if not all(Path(one).exists() for one in files):
        raise gone
