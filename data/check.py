"""What a store holds and whether it keeps the data contract, every row read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from data.errors import Violation
from data.files import list_store, reading, resolve
from data.register.report_rows import damaged
from data.schema import dtypes
from data.store import Snapshot

RECENT_DAYS = 31


@dataclass(frozen=True)
class TableSummary:
    """A table's rows, and the first and last day in it; None where it has no days or cannot be read."""

    table: str
    rows: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Freshness:
    """How recent an account's figures are.

    `last_day` is None where it has none; `days_missing` counts the days without a row among the 31 that end on
    the store's last day, of those on which the account was open.
    """

    account_id: str
    name: str
    platform: str
    last_day: date | None
    days_missing: int


@dataclass(frozen=True)
class Check:
    """The outcome of a check."""

    tables: tuple[TableSummary, ...]
    freshness: tuple[Freshness, ...]
    violations: tuple[Violation, ...]


def check_store(location: str, today: date) -> Check:
    """Everything about a store that tells whether to trust it. Raises StoreError when it can't be opened at all."""
    location = resolve(location)
    snapshot = Snapshot(location, list_store(location))
    violations = snapshot.violations(thorough=True, today=today)
    sound = [table for table in snapshot.parts if table not in snapshot.unreadable]
    with reading(location):
        if "reports" in sound:
            violations += damaged(snapshot.scan("reports").collect().iter_rows(named=True))
        tables = tuple(_summary(table, snapshot.scan(table)) for table in sound)
        accounts_can_be_read = "accounts" in sound and "account_days" not in snapshot.unreadable
        fresh = freshness(snapshot.scan("accounts"), snapshot.scan("account_days")) if accounts_can_be_read else ()
    return Check(tables, fresh, tuple(violations))


def _summary(table: str, rows: pl.LazyFrame) -> TableSummary:
    days = [name for name, dtype in dtypes(table).items() if dtype in (pl.Date, pl.Datetime)]
    if not days:
        return TableSummary(table, rows.select(pl.len()).collect().item())
    day = pl.col(days[0]).cast(pl.Date)
    return TableSummary(
        table, *rows.select(pl.len(), day.min().alias("first"), day.max().alias("last")).collect().row(0)
    )


def freshness(accounts: pl.LazyFrame, account_days: pl.LazyFrame) -> tuple[Freshness, ...]:
    """How recent each account's daily figures are, the stalest first."""
    end = account_days.select(pl.col("date").max()).collect().item() or date.min + timedelta(days=RECENT_DAYS)
    start = end - timedelta(days=RECENT_DAYS - 1)
    days = account_days.group_by("account_id").agg(
        pl.col("date").max().alias("last_day"), (pl.col("date") >= start).sum().alias("present")
    )
    opened = pl.max_horizontal("opened_on", pl.lit(start))
    closed = pl.min_horizontal("closed_on", pl.lit(end))
    expected = ((closed - opened).dt.total_days() + 1).clip(0)
    missing = (expected - pl.col("present").cast(pl.Int64).fill_null(0)).clip(0).alias("days_missing")
    rows = accounts.join(days, on="account_id", how="left").sort("last_day", "account_id", nulls_last=False)
    columns = rows.select("account_id", "name", "platform", "last_day", missing).collect()
    return tuple(Freshness(*row) for row in columns.iter_rows())
