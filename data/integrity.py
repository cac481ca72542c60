"""What in a store breaks the data contract: columns, types, rules of a row, keys and references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import polars as pl

from data.casts import TYPE_NAMES, lossless
from data.columns import metadata
from data.errors import Violation
from data.files import Part
from data.schema import PARENTS, SCHEMAS, dtypes, key_of, marked
from locales import N_

EXAMPLES = 5  # rows listed for each rule that is broken
# The column that a rule over several columns speaks of, and what it expects.
ROW_RULES = {
    "closes_after_opening": ("closed_on", N_("a day on or after opened_on")),
    "known_window": ("window_days", N_("1, 7 or 28 days, or the length of the calendar month that ends on window_end")),
    "ends_after_start": ("ends_on", N_("a day on or after starts_on")),
    "low_or_high": ("low", N_("a number in low or high")),
    "low_at_most_high": ("low", N_("a number that is not above high")),
    "posts_of_one_kind": ("format", N_("only one of campaign_id, topic and format")),
    "share_of_a_kind": ("metric", N_("a topic or a format, of which it is the share")),
    "spans_forwards": ("to_date", N_("a day on or after from_date")),
}
COLUMN_RULES = {
    "nullability": N_("a value"),
    "min": N_("at least {low}"),
    "range": N_("a number from {low} to {high}"),
    "regex": N_("one of {choices}"),
    "min_length": N_("text that is not empty"),
    "inf": N_("a number that is not infinite"),
    "nan": N_("a number"),
}


def schema_violations(table: str, parts: list[Part]) -> list[Violation]:
    """Columns that are absent, or whose values would change if they were read as the contract's type."""
    return [violation for part in parts for violation in _part_violations(table, part)]


def _part_violations(table: str, part: Part) -> Iterator[Violation]:
    lost: dict[str, pl.Expr] = {}
    for name, column in SCHEMAS[table].columns().items():
        if name not in part.schema:
            if not column.nullable:
                yield Violation(table, N_("this column, which every row needs"), name, key=part.location)
        elif (loss := lossless(name, part.schema[name], column.dtype).lost) is not None:
            lost[name] = loss
    if not lost:
        return
    counts = part.rows.select(expr.sum().alias(name) for name, expr in lost.items()).collect().row(0, named=True)
    for name, rows in counts.items():
        if rows:
            found = part.rows.filter(lost[name]).head(EXAMPLES).collect()
            message = TYPE_NAMES[dtypes(table)[name].base_type()]
            shown = found.with_columns(pl.Series(name, [f"{value} ({part.schema[name]})" for value in found[name]]))
            yield from _rows(table, name, shown, rows, message)


def _rows(
    table: str, column: str, found: pl.DataFrame, rows: int, expected: str, /, **fields: object
) -> Iterator[Violation]:
    """A violation for each row found; the last one counts those that were not looked up."""
    keys = [name for name in key_of(table) if name in found.columns]
    listed = found.head(EXAMPLES).to_dicts()
    for number, row in enumerate(listed, 1):
        key = ", ".join(f"{name}={_written(row[name])}" for name in keys)
        more = rows - number if number == len(listed) else 0
        value = "" if row.get(column) is None else _written(row[column])
        yield Violation(table, expected, column, key, value, more, fields)


def _written(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def row_violations(table: str, rows: pl.DataFrame) -> list[Violation]:
    """Rows that break a rule of their own: a missing value, a negative count, an unknown word …"""
    _, failure = SCHEMAS[table].filter(rows.select(*dtypes(table)))
    broken: list[Violation] = []
    details = failure.details() if len(failure) else pl.DataFrame()
    for rule, count in failure.counts().items():
        column, expected, fields = _rule(table, rule)
        found = details.filter(pl.col(rule) == "invalid").head(EXAMPLES)
        broken += _rows(table, column, found, count, expected, **fields)
    return broken


def _rule(table: str, rule: str) -> tuple[str, str, dict[str, object]]:
    """The column that a dataframely rule speaks of, and in words what it expects there."""
    if rule in ROW_RULES:
        return (*ROW_RULES[rule], {})
    name, kind = rule.split("|")
    column = SCHEMAS[table].columns()[name]
    low, high = getattr(column, "min", None), getattr(column, "max", None)
    if kind in ("min", "max") and high is not None:
        kind = "range"
    return (
        name,
        COLUMN_RULES[kind],
        {"low": low, "high": high, "choices": ", ".join(metadata(column).get("choices", ()))},
    )


def key_violations(table: str, rows: pl.LazyFrame) -> list[Violation]:
    """Rows that share their key, and so would be counted twice."""
    key = list(key_of(table))
    shared = rows.group_by(key).len("rows").filter(pl.col("rows") > 1).sort(key).collect()
    expected = N_("one row with this key, not {rows}")
    broken: list[Violation] = []
    for rows_found, found in shared.head(EXAMPLES).group_by("rows", maintain_order=True):
        broken += _rows(table, "", found, len(found), expected, rows=rows_found[0])
    return _counted(broken, len(shared))


def _counted(listed: list[Violation], rows: int) -> list[Violation]:
    if not listed or rows <= len(listed):
        return listed
    last = listed[-1]
    counted = Violation(last.table, last.expected, last.column, last.key, last.value, rows - len(listed), last.fields)
    return [*listed[:-1], counted]


def future_violations(table: str, rows: pl.LazyFrame, today: date) -> list[Violation]:
    """Observations dated later than tomorrow (today has begun in the east before it has in UTC)."""
    limit = today + timedelta(days=1)
    broken: list[Violation] = []
    for column in marked(table, "past"):
        late = rows.filter(pl.col(column).cast(pl.Date) > limit)
        found = late.select(*dict.fromkeys((*key_of(table), column))).sort(column, descending=True).collect()
        broken += _rows(table, column, found, len(found), N_("a day that has been; today is {today}"), today=today)
    return broken


def reference_violations(table: str, rows: pl.LazyFrame, parents: Mapping[str, pl.LazyFrame]) -> list[Violation]:
    """Rows that name an organisation, account, campaign or import that the store doesn't hold.

    A parent table that is absent is no violation: the pages say what is missing.
    """
    broken: list[Violation] = []
    for column, parent in PARENTS.items():
        if parent == table or parent not in parents or column not in dtypes(table):
            continue
        known = parents[parent].select(column).unique()
        named = rows.filter(pl.col(column).is_not_null())
        orphans = named.select(column).unique().join(known, on=column, how="anti").collect()
        if orphans.is_empty():
            continue
        names = orphans[column].sort().head(EXAMPLES)
        found = named.filter(pl.col(column).is_in(names.implode())).unique(column).sort(column)
        keys = found.select(*dict.fromkeys((*key_of(table), column))).collect()
        expected = N_("a row in {parent} with this {reference}")
        broken += _rows(table, column, keys, len(orphans), expected, parent=parent, reference=column)
    return broken
