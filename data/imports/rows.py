"""Which rows of a file a store can hold: those that keep the data contract and name what is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import polars as pl

from data.importers.source import Lines, Rejected
from data.schema import PARENTS, SCHEMAS, dtypes, key_of, marked
from locales import N_

RULE = N_("{place} = {value} breaks the data contract: {rule}.")
FUTURE = N_("{place} = {value} is a time that has not been.")
ORPHAN = N_("{place} = {value}: no row in {parent} has this.")
TWICE = N_("The file says different things of one row: {place}.")
Parents = Mapping[str, Collection[str]]


PLACE = "row.place"


def sound_rows(
    table: str, rows: pl.DataFrame, observed_at: datetime, now: datetime, parents: Parents, lines: Lines | None = None
) -> tuple[pl.DataFrame, list[Rejected]]:
    """The rows that can be written, in the contract's types, and the others with what is wrong with each.

    `lines` tell where in the file a row stands; without them its line is 0. `parents` are the ids, by table, that rows
    may name; posts that don't say when they were observed were when the file was.
    """
    lacking = [pl.lit(None).alias(name) for name in key_of(table) if name not in rows.columns]
    rows = rows.with_columns(lacking)
    rows = rows.select(pl.col(name).cast(dtype) for name, dtype in dtypes(table).items() if name in rows.columns)
    if table == "posts":
        told = pl.col("observed_at") if "observed_at" in rows.columns else pl.lit(None, dtype=pl.Datetime("us", "UTC"))
        rows = rows.with_columns(observed_at=told.fill_null(pl.lit(observed_at)))
    given = rows.columns
    rows = rows.with_row_index(PLACE)
    rejected: list[Rejected] = []
    rows = _by_rules(table, rows, rejected)
    for column in marked(table, "past"):
        if column in rows.columns:
            late = rows[column].cast(pl.Date) > now.date() + timedelta(days=1)
            rows = _without(table, rows, late, rejected, FUTURE, column)
    for column, parent in PARENTS.items():
        if column in rows.columns and parent not in (table, "imports"):
            known = pl.Series(sorted(parents[parent]), dtype=pl.String).implode()
            orphans = rows[column].is_not_null() & ~rows.select(pl.col(column).is_in(known)).to_series()
            rows = _without(table, rows, orphans, rejected, ORPHAN, column, parent=parent)
    rows = rows.unique(given, keep="first", maintain_order=True)
    again = ~rows.select(pl.struct(key_of(table)).is_first_distinct()).to_series()
    rows = _without(table, rows, again, rejected, TWICE, key_of(table)[-1])
    return rows.drop(PLACE), _on_lines(rejected, lines)


def _by_rules(table: str, rows: pl.DataFrame, rejected: list[Rejected]) -> pl.DataFrame:
    given = [name for name in rows.columns if name != PLACE]
    _, failure = SCHEMAS[table].filter(
        rows.select(
            (pl.col(name) if name in given else pl.lit(None, dtype=dtype)).alias(name)
            for name, dtype in dtypes(table).items()
        )
    )
    if not len(failure):
        return rows
    # Rows that are alike break the same rules, so what they hold leads back to their places.
    broken = failure.details().unique()
    for row in rows.join(broken, on=given, nulls_equal=True, maintain_order="left").iter_rows(named=True):
        rule = next(rule for rule in failure.counts() if row[rule] == "invalid")
        column, _, kind = rule.partition("|")
        shown = column if kind else key_of(table)[0]
        fields = {"place": _place(table, shown, row), "value": _value(row[shown]), "rule": kind or column}
        rejected.append(Rejected(row[PLACE], RULE, fields))
    return rows.join(broken, on=given, how="anti", nulls_equal=True, maintain_order="left")


def _without(
    table: str,
    rows: pl.DataFrame,
    faulty: pl.Series,
    rejected: list[Rejected],
    reason: str,
    column: str,
    **fields: object,
) -> pl.DataFrame:
    """The rows that are not faulty; the others are reported."""
    for row in rows.filter(faulty).iter_rows(named=True):
        told = {"place": _place(table, column, row), "value": _value(row[column])}
        rejected.append(Rejected(row[PLACE], reason, told | fields))
    return rows.filter(~faulty)


def _on_lines(rejected: Sequence[Rejected], lines: Lines | None) -> list[Rejected]:
    """The rows that are rejected, which have their place in the table, in its order and with their line in the file."""
    ordered = sorted(rejected, key=lambda one: one.row)
    places = [one.row for one in ordered]
    told = lines(places) if lines and places else [0] * len(places)
    return [replace(one, row=line) for one, line in zip(ordered, told, strict=True)]


def _place(table: str, column: str, row: Mapping[str, object]) -> str:
    return f"{table}.{column} ({', '.join(str(row[name]) for name in key_of(table))})"


def _value(value: object) -> str:
    return "–" if value is None else str(value)[:80]
