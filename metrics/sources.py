"""Which imported files a figure came from, and the single values that it was computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from data.imports.tracing import BY, NO_FILE, told_by
from data.schema import key_of
from metrics.catalogue import metric
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.period import Period
from metrics.source_posts import post_pieces_behind
from metrics.source_rows import IDENTITY, Piece, pieces_behind

VALUES_SHOWN = 500
_NONE = pl.DataFrame(
    schema={
        "account_id": pl.String(),
        "day": pl.Date(),
        "item": pl.String(),
        "table": pl.String(),
        "column": pl.String(),
        "value": pl.Float64(),
        "import_id": pl.String(),
    }
)
NEWEST_FIRST = {"day": True, "account_id": False, "table": False, "item": False, "column": False}


@dataclass(frozen=True)
class Column:
    """A column of a table of the contract."""

    table: str
    name: str


@dataclass(frozen=True)
class FileBehind:
    """What one import gave to a figure; `import_id` is empty for values that came from no file.

    `first` and `last` are the first and last day of its values; times are UTC, None where nothing tells.
    """

    import_id: str
    file_name: str
    importer: str
    accounts: tuple[str, ...]
    columns: tuple[Column, ...]
    values: int
    first: date | None
    last: date | None
    observed_at: datetime | None = None
    imported_at: datetime | None = None
    imported_by: str = ""


@dataclass(frozen=True)
class ValueBehind:
    """One value: `item` tells rows of an account and day apart (post, campaign, days of a window, source)."""

    day: date | None
    account_id: str
    item: str
    column: Column
    value: float
    import_id: str
    file_name: str


@dataclass(frozen=True)
class Sources:
    """Where a figure came from: its files, the newest first and what came from none last, and its newest values.

    `total` is how many values there are; `imported` is whether the store knows of any import at all.
    """

    files: tuple[FileBehind, ...]
    values: tuple[ValueBehind, ...]
    total: int
    imported: bool


def figure_sources(
    facts: Facts,
    metric_id: str,
    scope: Scope,
    period: Period,
    *,
    of_posts: bool = False,
    shown: int = VALUES_SHOWN,
) -> Sources:
    """The files and values behind a figure of channels, or of posts (by topic, format). Raises UnknownMetric."""
    behind = post_pieces_behind if of_posts else pieces_behind
    pieces = behind(facts, metric(metric_id), scope, period)
    columns = [*IDENTITY, "table", "column"]
    told = pl.concat([_NONE, *(_long(facts, piece) for piece in pieces)]).unique(columns, maintain_order=True)
    imports = _imports(facts)
    return Sources(
        tuple(_file(one, import_id, imports.get(import_id, {})) for (import_id,), one in _by_import(told, imports)),
        tuple(_value(row, imports) for row in _newest(told, shown).iter_rows(named=True)),
        told.height,
        bool(imports),
    )


def _long(facts: Facts, piece: Piece) -> pl.DataFrame:
    """A row a value that counts, with the import that it came from. A row that itself counts is 1."""
    rows = piece.rows.filter(piece.counting)
    told = told_by(facts.store.location, piece.table, rows, piece.columns)
    keys = key_of(piece.table)
    return pl.concat(
        told.filter(pl.col(column).is_not_null()).select(
            *IDENTITY,
            table=pl.lit(piece.table),
            column=pl.lit(column),
            value=pl.lit(1.0) if column in keys else pl.col(column).cast(pl.Float64),
            import_id=pl.col(BY + column),
        )
        for column in piece.columns
    )


def _imports(facts: Facts) -> Mapping[str, Mapping[str, Any]]:
    """The rows of the imports by their id."""
    rows = facts.store.collect(facts.store.scan("imports"))
    return {row["import_id"]: row for row in rows.iter_rows(named=True)}


def _by_import(told: pl.DataFrame, imports: Mapping[str, Mapping[str, Any]]) -> list[tuple[tuple[str], pl.DataFrame]]:
    """The values of each import, the newest observation first; those of none last."""

    def age(import_id: str) -> tuple[bool, float, str]:
        row = imports.get(import_id, {})
        read = row.get("observed_at") or row.get("imported_at")
        return import_id == NO_FILE, -read.timestamp() if read else 0.0, import_id

    found = [((str(import_id),), one) for (import_id,), one in told.group_by(["import_id"], maintain_order=True)]
    return sorted(found, key=lambda pair: age(pair[0][0]))


def _file(told: pl.DataFrame, import_id: str, row: Mapping[str, Any]) -> FileBehind:
    columns = told.select("table", "column").unique(maintain_order=True)
    days = told["day"].drop_nulls().sort()
    return FileBehind(
        import_id,
        row.get("file_name") or "",
        row.get("importer") or "",
        tuple(told["account_id"].drop_nulls().unique(maintain_order=True)),
        tuple(Column(*pair) for pair in columns.iter_rows()),
        told.height,
        days[0] if len(days) else None,
        days[-1] if len(days) else None,
        row.get("observed_at"),
        row.get("imported_at"),
        row.get("imported_by") or "",
    )


def _newest(told: pl.DataFrame, shown: int) -> pl.DataFrame:
    order = list(NEWEST_FIRST)
    return told.sort(order, descending=list(NEWEST_FIRST.values()), nulls_last=True).head(shown)


def _value(row: Mapping[str, Any], imports: Mapping[str, Mapping[str, Any]]) -> ValueBehind:
    name = imports.get(row["import_id"], {}).get("file_name") or ""
    column = Column(row["table"], row["column"])
    account, item = row["account_id"] or "", row["item"] or ""
    return ValueBehind(row["day"], account, item, column, row["value"], row["import_id"], name)
