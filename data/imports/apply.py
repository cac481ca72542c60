"""Doing what a plan says: the import's own row first, then each table in one transaction."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial as with_arguments
from pathlib import Path

import polars as pl

from data.imports.accounts import Row
from data.imports.changes import Counts, changes, with_earlier
from data.imports.plan import File, Plan, Progress, changed, observations, rank
from data.imports.table import attempted, begun, opened
from data.schema import TABLES, dtypes, key_of
from data.write import writing

SET_UP = ("organisations", "accounts")


def apply(
    plan: Plan,
    by: str = "",
    *,
    partial: bool = False,
    now: datetime | None = None,
    progress: Progress = lambda _done, _of, _name: None,
) -> tuple[File, ...]:
    """Imports the files that are ready; returns each with what it did, counted when it was done.

    A file with rejected rows is imported without them where `partial` is agreed to, else not at all. Made twice, or
    again after it was cut off, an import ends in the same state. Raises StoreError; files before are then imported.
    """
    at = now or datetime.now(UTC)
    done: dict[int, File] = {}
    order = sorted(range(len(plan.files)), key=lambda place: rank(plan.files[place]))
    for number, place in enumerate(order):
        file = plan.files[place]
        progress(number, len(plan.files), file.file)
        if file.status != "ready":
            done[place] = file
        elif file.rejected and not partial:
            done[place] = replace(file, status="stopped", counts={})
        else:
            done[place] = _imported(plan.folder, file, by, at)
    return tuple(done[place] for place in range(len(plan.files)))


def _imported(folder: Path, file: File, by: str, now: datetime) -> File:
    _set_up(folder, file.setup)
    recorded = _record(folder, file, by, now)
    counts = {
        table: attempted(f"{folder}/{table}", with_arguments(_written, folder, table, file))
        for table in TABLES
        if table in file.tables
    }
    if recorded and counts != file.counts:  # somebody else wrote to the store after the plan was made
        _record(folder, replace(file, counts=counts), by, now, again=True)
    return replace(file, status="imported", counts=counts)


def _set_up(folder: Path, setup: Mapping[str, Sequence[Row]]) -> None:
    """Adds the organisations and accounts that a file needs. A new store is there with both of them, or not at all."""
    new = all(setup.get(table) for table in SET_UP) and not (folder.exists() and any(folder.iterdir()))
    place = folder.with_name(f".{folder.name}.{os.getpid()}") if new else folder
    with writing(str(folder)):
        place.mkdir(parents=True, exist_ok=True)
    for table in SET_UP:
        if setup.get(table):
            _add(place, table, setup[table])
    if new:
        with writing(str(folder)):
            place.rename(folder)  # an empty folder of that name is replaced


def _add(folder: Path, name: str, rows: Sequence[Row]) -> None:
    """Adds organisations and accounts that are not there, and fills in what is not known of those that are."""
    said = pl.DataFrame([{column: row.get(column) for column in dtypes(name)} for row in rows], schema=dtypes(name))
    said = said.unique(key_of(name), maintain_order=True)

    def attempt() -> None:
        table = begun(folder, name)
        columns = [column for column in dtypes(name) if column not in key_of(name)]
        present = table.present(said, columns)
        told = present.select(*key_of(name), pl.col(columns).is_not_null())
        found = changes(name, said, present, told, "", 0)
        if found.rows.height:
            table.commit(found.rows, "", only_new=found.only_new)

    attempted(f"{folder}/{name}", attempt)


def _record(folder: Path, file: File, by: str, now: datetime, *, again: bool = False) -> bool:
    """Writes the import's row; returns whether it did: one that is there and in effect says what it did."""

    def attempt() -> bool:
        table = begun(folder, "imports")
        row = _import_row(file, by, now)
        present = table.present(row, ["imported_at", "undone_at"])
        there = present.height > 0 and present["undone_at"].item() is None
        if not there or again:
            table.commit(row, file.import_id, only_new=present.is_empty())
        return not there or again

    return attempted(f"{folder}/imports", attempt)


def _import_row(file: File, by: str, now: datetime) -> pl.DataFrame:
    first, last = file.days or (None, None)
    row = {
        "import_id": file.import_id,
        "file_name": file.file,
        "sha256": file.sha256,
        "importer": file.importer,
        "rows_added": file.total.added,
        "rows_changed": file.total.changed,
        "rows_same": file.total.same,
        "rows_rejected": len(file.rejected),
        "from_date": first,
        "to_date": last,
        "observed_at": file.observed_at,
        "imported_at": now,
        "imported_by": by or None,
        "undone_at": None,
    }
    return pl.DataFrame([row], schema=dtypes("imports"))


def _written(folder: Path, name: str, file: File) -> Counts:
    """What became of one table: its image is kept before its rows are written. Raises Conflict."""
    table, import_id, rows = begun(folder, name), file.import_id, file.tables[name]
    found = changed(table, rows, observations(folder), file.observed_at or datetime.now(UTC), import_id)
    if table.in_effect(import_id) and found.rows.is_empty():
        return found.counts
    mark = table.next_mark(in_effect=True)
    table.keep(import_id, mark, with_earlier(name, found.image, table.image(import_id)))
    table.commit(found.rows, import_id, mark, only_new=found.only_new)
    opened(folder, name).forget(import_id)
    return found.counts
