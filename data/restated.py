"""What has changed in a store's tables since they were at given versions, and which imports changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from data.files import DeltaTable, Part, reading
from data.schema import APART, TABLES, dtypes, key_of
from data.store import Store, read_apart
from data.versions import refuse_gone

DAY_OF = {
    "account_days": "date",
    "account_reach": "window_end",
    "posts": "published_at",
    "campaign_days": "date",
    "web_days": "date",
    "audience_shares": "date",
}
TRACE = "import_id"
_THEN, _PLACE = ".then", "row.there"


@dataclass(frozen=True)
class Changed:
    """Values of a column that are not what they were: of which account (or organisation), in which month.

    `then` and `now` are the imports that the rows came from; empty where they came from none, or the row is not there.
    `month` is its first day, None in tables without days.
    """

    table: str
    column: str
    account: str
    organisation: str
    month: date | None
    then: str
    now: str


@dataclass(frozen=True)
class Import:
    """An import as it is named where something has changed because of it, or because it was undone."""

    id: str
    file_name: str
    imported_at: datetime | None
    undone_at: datetime | None


def changed_since(store: Store, versions: Mapping[str, int], until: date) -> list[Changed]:
    """What has changed since these versions, of days to `until`. Raises VersionsGone and StoreError."""
    found = []
    for table in TABLES:
        if table not in (*APART, "imports"):
            with reading(f"{store.location}/{table}"):
                found += list(_changed_in(store, table, versions.get(table), until))
    return found


def imports_of(store: Store) -> dict[str, Import]:
    """Every import by id, as the store tells of it now."""
    rows = store.collect(read_apart(store.location, "imports").select(TRACE, "file_name", "imported_at", "undone_at"))
    return {row[0]: Import(row[0], row[1] or row[0], row[2], row[3]) for row in rows.iter_rows()}


def _changed_in(store: Store, table: str, version: int | None, until: date) -> Iterator[Changed]:
    place = f"{store.location}/{table}"
    if not DeltaTable.is_deltatable(place):
        if version is not None:
            refuse_gone(place, version)
        return
    files_now = set(DeltaTable(place).file_uris())
    files_then = set[str]()
    if version is not None:
        refuse_gone(place, version)
        files_then = set(DeltaTable(place, version=version).file_uris())
    then, now = (_rows(table, sorted(files), until) for files in (files_then - files_now, files_now - files_then))
    if then.height or now.height:
        yield from _differences(table, then, now)


def _rows(table: str, files: list[str], until: date) -> pl.DataFrame:
    """The rows of these files alone: those that two versions share are the same."""
    if not files:
        return pl.DataFrame(schema=dtypes(table))
    parts = [Part(one, scan := pl.scan_parquet(one, glob=False), scan.collect_schema()) for one in files]
    rows = pl.concat([part.read(table).select(*dtypes(table)) for part in parts])
    if day := DAY_OF.get(table):
        rows = rows.filter(pl.col(day).cast(pl.Date) <= until)
    return rows.collect()


def _differences(table: str, then: pl.DataFrame, now: pl.DataFrame) -> Iterator[Changed]:
    key = list(key_of(table))
    there = pl.lit(value=True).alias(_PLACE)
    both = now.with_columns(there).join(
        then.with_columns(there), on=key, how="full", coalesce=True, nulls_equal=True, suffix=_THEN
    )
    added_or_gone = pl.col(_PLACE).is_null() | pl.col(_PLACE + _THEN).is_null()
    for column in dtypes(table):
        if column == TRACE:
            continue
        differs = added_or_gone if column in key else pl.col(column).ne_missing(pl.col(column + _THEN))
        rows = both.filter(differs).select(_identity(table, both.columns)).unique()
        yield from (Changed(table, column, *row) for row in rows.iter_rows())


def _identity(table: str, columns: list[str]) -> list[pl.Expr]:
    """Whose a row is, of which month, and the imports that it came from then and now."""

    def named(name: str) -> pl.Expr:
        both = [pl.col(one) for one in (name, name + _THEN) if one in columns]
        return pl.coalesce(*both, pl.lit("")) if both else pl.lit("")

    day = DAY_OF.get(table)
    either = [pl.col(one).cast(pl.Date) for one in (day, f"{day}{_THEN}") if day and one in columns]
    month = pl.coalesce(either).dt.month_start() if either else pl.lit(None, dtype=pl.Date)
    imports = [pl.col(one).fill_null("") if one in columns else pl.lit("") for one in (TRACE + _THEN, TRACE)]
    who = named("account_id").alias("account"), named("org_id").alias("organisation")
    return [*who, month.alias("month"), imports[0].alias("then"), imports[1].alias("now")]
