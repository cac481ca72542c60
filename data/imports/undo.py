"""Undoing an import, and the way from a number back to the files that said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial as with_arguments
from pathlib import Path
from typing import Any

import polars as pl

from data.errors import GenomslagError
from data.imports.changes import SAID
from data.imports.following import Followed
from data.imports.restore import GONE, LONG_AGO, Claims, Kept, Restored, restored
from data.imports.table import attempted, opened
from data.schema import PARENTS, TABLES, dtypes, key_of
from data.write import store_folder
from locales import N_


@dataclass(frozen=True)
class Undone:
    """What undoing an import did: rows taken away and rows put back, by table, and what it could not put back."""

    import_id: str
    removed: Mapping[str, int]
    restored: Mapping[str, int]
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class Said:
    """What one import says of a value."""

    import_id: str
    file_name: str
    observed_at: datetime | None
    value: object


def undo(store: str | Path, import_id: str, now: datetime | None = None) -> Undone:
    """Puts back what stood before the import, or what the other imports say.

    A value that another import has said later, or that somebody has changed, stays, and so do organisations, accounts
    and campaigns that other rows name. Undone twice, nothing more happens. Raises GenomslagError for an import that
    is not there, StoreError where the store can't be written to.
    """
    folder = store_folder(store)
    tables = Followed(folder)
    row = tables.opened("imports").rows().filter(pl.col("import_id") == import_id).collect()
    if row.is_empty():
        raise GenomslagError(
            N_("There is no import {import_id} in this store."),
            todo=N_("Choose one of those that are listed."),
            import_id=import_id,
        )
    done: dict[str, Restored] = {}
    for name in reversed(TABLES):  # what names other rows goes before them
        if tables.opened(name).in_effect(import_id):
            done[name] = attempted(f"{folder}/{name}", with_arguments(_undone, tables, name, import_id))
    if row["undone_at"].item() is None:
        attempted(f"{folder}/imports", with_arguments(_marked, tables, import_id, now or datetime.now(UTC)))
    return Undone(
        import_id,
        {name: back.removed for name, back in done.items()},
        {name: back.restored for name, back in done.items()},
        tuple(kept for back in done.values() for kept in back.kept),
    )


def _undone(tables: Followed, name: str, import_id: str) -> Restored:
    """Undoes one table. Raises Conflict."""
    table = tables.opened(name)
    key, own = list(key_of(name)), table.image(import_id)
    mark = table.next_mark(in_effect=False)
    if own is None:  # somebody took the image away: nothing tells what stood there before
        back = Restored(table.rows().head(0).collect(), 0, 0, (Kept(name, "", "", 0, ""),))
    else:
        observed = tables.recorded().observed
        found = {
            other: pl.scan_parquet(path, glob=False)
            .join(own.lazy().select(key), on=key, how="semi", nulls_equal=True)
            .collect()
            for other, path in table.images(near=own).items()
        }
        effective = sorted(filter(table.in_effect, found), key=lambda one: (observed.get(one, LONG_AGO), one))
        present = table.present(own, [column for column in dtypes(name) if column not in key])
        back = restored(Claims(name, found, effective), present, import_id)
        back = _with_children_kept(tables, name, back)
        if any(found[other].height for other in effective if other != import_id):
            table.keep(import_id, mark, own)  # they may have to go back to what stood before it
    table.commit(back.rows, import_id, mark, only_new=back.rows.is_empty())
    table.forget(import_id)
    return back


def _with_children_kept(tables: Followed, name: str, back: Restored) -> Restored:
    """Rows that others name are not taken away."""
    column = next((column for column, parent in PARENTS.items() if parent == name), None)
    if column is None or not back.removed:
        return back
    named = [
        tables.opened(child).rows().select(pl.col(column).unique()).collect()
        for child in TABLES
        if child != name and column in dtypes(child)
    ]
    used = pl.concat(named)[column].implode()
    rows = back.rows.filter(~(pl.col(GONE) & pl.col(column).is_in(used)))
    stays = back.rows.height - rows.height
    if not stays:
        return back
    example = str(back.rows.filter(pl.col(GONE) & pl.col(column).is_in(used))[column][0])
    return Restored(rows, back.removed - stays, back.restored, (*back.kept, Kept(name, "", "", stays, example)))


def _marked(tables: Followed, import_id: str, now: datetime) -> None:
    rows = pl.DataFrame({"import_id": [import_id], "undone_at": [now]})
    kind = dtypes("imports")["undone_at"]
    tables.opened("imports").commit(rows.with_columns(pl.col("undone_at").cast(kind)), import_id, only_new=False)


def trace(store: str | Path, table: str, key: Mapping[str, Any], column: str) -> list[Said]:
    """The imports in effect that speak of one value, the newest observation first."""
    folder = store_folder(store)
    found, imports = opened(folder, table), opened(folder, "imports").rows().collect()
    files = {row["import_id"]: row for row in imports.iter_rows(named=True)}
    same = [pl.col(name).eq_missing(pl.lit(value, dtype=dtypes(table)[name])) for name, value in key.items()]
    said = []
    for import_id, path in found.images().items():
        image = pl.scan_parquet(path)
        if found.in_effect(import_id) and SAID + column in image.collect_schema():
            for value in image.filter(*same).select(SAID + column).collect().to_series():
                if value is not None:
                    row = files.get(import_id, {})
                    at, name = row.get("observed_at"), row.get("file_name") or ""
                    said.append(Said(import_id, name, at, value))
    return sorted(said, key=lambda one: (one.observed_at or LONG_AGO, one.import_id), reverse=True)
