"""A made-up export, so that imports are tested without any platform's format: JSON that says what it gives."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from data.importers.source import Answers, Channel, Parsed, Question, Rejected, Source
from data.imports.apply import apply
from data.imports.plan import File, plan
from data.schema import dtypes
from data.store import Store
from data.write import write_table
from tests.data.small_store import table

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
START = date(2026, 10, 1)


def export(
    days: Mapping[int, Mapping[str, Any]] | None = None,
    *,
    name: str = "export.json",
    channel: Mapping[str, str] | None = None,
    seen: int | None = None,
    rejected: int = 0,
    asks: str = "",
    **tables: Sequence[Mapping[str, Any]],
) -> Source:
    """An export of days in October (the values by their number), and of rows of other tables.

    `seen` is the day of November on which it was read off the platform.
    """
    rows = [
        {"account_id": "0", "date": str(START + timedelta(number)), **values} for number, values in (days or {}).items()
    ]
    given = {"account_days": rows} if rows else {}
    content: dict[str, Any] = {
        "tables": given | tables,
        "channel": {"platform": "facebook", "name": "Region Älvmark"} if channel is None else channel,
    }
    content |= {"rejected": rejected, "asks": asks}
    observed = datetime(2026, 11, seen, tzinfo=UTC) if seen else None
    return Source(name, json.dumps(content, sort_keys=True).encode(), observed)


def read(source: Source, answers: Answers) -> list[Parsed]:
    """What the export gives."""
    content = json.loads(source.content)
    tables = {name: _rows(name, rows) for name, rows in content["tables"].items()}
    asked = content["asks"] and getattr(answers, content["asks"]) is None
    return [
        Parsed(
            "small",
            tables,
            channels=(Channel(**content["channel"]),),
            questions=(Question(content["asks"], "?"),) if asked else (),
            rejected=tuple(Rejected(number + 2, "no") for number in range(content["rejected"])),
            day_zone="America/Los_Angeles",
        )
    ]


def _rows(name: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    columns = dict.fromkeys(column for row in rows for column in row)
    frame = pl.DataFrame(
        rows,
        schema_overrides={
            column: pl.String for column in columns if "date" in column or column.endswith(("_at", "_end"))
        },
    )
    return frame.select(_typed(column, dtypes(name)[column]) for column in columns)


def _typed(column: str, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.Date:
        return pl.col(column).str.to_date()
    if isinstance(dtype, pl.Datetime):
        return pl.col(column).str.to_datetime(time_zone="UTC").cast(dtype)
    return pl.col(column).cast(dtype)


def new_store(folder: Path) -> Path:
    """A store with an organisation and its account on Facebook."""
    for name in ("organisations", "accounts"):
        write_table(folder, name, table(name))
    return folder


def imported(store: Path, *sources: Source, answers: Answers | None = None, **settings: Any) -> tuple[File, ...]:
    """The files after they were imported."""
    planned = plan(store, sources, answers, read=read, now=NOW)
    return apply(planned, "Eva", now=NOW, **settings)


def values(store: Path, column: str = "views", name: str = "account_days") -> dict[Any, Any]:
    """The values of a column by day of October, or by the last part of the table's key."""
    opened = Store(str(store))
    if not opened.has(name):
        return {}
    key = {"account_days": "date", "posts": "post_id", "accounts": "account_id"}[name]
    rows = opened.scan(name).sort(key).collect()
    return {
        (found - START).days if isinstance(found, date) else found: value
        for found, value in rows.select(key, column).iter_rows()
    }
