"""The rows of a table of the template as the contract has them, and those that cannot be, with why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from data.columns import metadata
from data.importers.archive import Limits, too_many_rows
from data.importers.cells import ZONE, Reading, careful, fast, filled, left_over
from data.importers.reading import plain
from data.importers.source import Lines, Rejected
from data.importers.template_sheets import EXAMPLE, HEAD_ROWS, Grid, Header, lines_of
from data.integrity import ROW_RULES
from data.schema import SCHEMAS, dtypes, key_of, marked
from data.store import today
from data.template.words import IN_PER_CENT, choices, spelt
from locales import N_, Language

ROW = "row number in the grid"
COLUMNS_AT_A_TIME = 4
REASONS = {
    "nullability": N_("{column} is empty."),
    "min_length": N_("{column} is empty."),
    "min": N_("{column}: {value} is less than {low}."),
    "max": N_("{column}: {value} is more than {high}."),
    "closes_after_opening": N_("{column}: {value} is before the day when it was opened."),
    "known_window": N_("{column}: {value} is not 1, 7, 28 or all the days of the month that ends on the last day."),
    "ends_after_start": N_("{column}: {value} is before the start."),
    "low_or_high": N_("{column}: a goal needs a lowest value, a highest value, or both."),
    "low_at_most_high": N_("{column}: the lowest value of the goal, {value}, is above the highest."),
    "posts_of_one_kind": N_("{column}: a goal is about one of a campaign, a topic and a format."),
    "share_of_a_kind": N_("{column}: a share of the posts needs a topic or a format."),
    "spans_forwards": N_("{column}: {value} is before the start."),
}
SHARE_OVER_ONE = N_("{column}: {value} is more than the whole. Write per cent with its sign, {value} %.")
UNCLEAR_PER_CENT = N_("{column}: {value} may be a fraction or per cent. Write it with its sign, as in 5 %.")
LATER = N_("{column}: {value} has not been yet.")
TWICE = N_("{column}: the same as on line {line}, but the rest of the row is another.")


@dataclass(frozen=True)
class Typed:
    """The rows that can be used, in the contract's types, where in the file they stand, and those that cannot."""

    rows: pl.DataFrame
    lines: Lines
    rejected: list[Rejected]


@dataclass(frozen=True)
class _Wrong:
    """What is wrong with a row of the grid."""

    row: int
    reason: str
    fields: dict[str, object]


def typed(grid: Grid, limits: Limits) -> Typed:
    """What stands in the grid. Columns that are empty throughout are left out: they say nothing."""
    header = grid.header
    readings = {column: _reading(header, column, grid.decimal) for column in header.places}
    rows = _read_fast(grid, readings, limits)
    wrong: list[_Wrong] = []
    for column, reading in readings.items():
        if rows[f"?{column}"].any():
            rows, unread = _read_carefully(rows, grid, column, reading)
            wrong += unread
    examples = _examples(grid)
    used = _without(rows.select(ROW, *header.places), examples)
    given = [
        column for column in header.places if column in key_of(header.table) or used[column].null_count() < len(used)
    ]
    wrong = [one for one in wrong if one.row not in examples]
    wrong += _against_the_rules(_without(used, {one.row for one in wrong}), header)
    wrong += _twice(_without(used, {one.row for one in wrong}), grid)
    good = _without_repeats(_without(used, {one.row for one in wrong}), header.table)
    places = good[ROW]
    return Typed(
        good.select(given), lambda rows: lines_of(grid, places.gather(list(rows)).to_list()), _rejected(wrong, grid)
    )


def _read_fast(grid: Grid, readings: Mapping[str, Reading], limits: Limits) -> pl.DataFrame:
    """The rows in which anything stands, and for each column whether `careful` has to look at it.

    A few columns are read at a time: a million posts then take half the memory.
    """
    raw = [(column, pl.col(str(grid.header.places[column])), reading) for column, reading in readings.items()]
    anything = pl.any_horizontal(filled(cell) for _, cell, _ in raw)
    stands = grid.cells.select(anything).collect(engine="streaming").to_series()
    if len(stands) > limits.max_rows:
        raise too_many_rows(grid.header.table, limits)
    some = [raw[first : first + COLUMNS_AT_A_TIME] for first in range(0, len(raw), COLUMNS_AT_A_TIME)]
    parts = [
        grid.cells.select(
            *(fast(cell, reading).alias(column) for column, cell, reading in columns),
            *(left_over(cell, reading).alias(f"?{column}") for column, cell, reading in columns),
        ).collect(engine="streaming")
        for columns in some
    ]
    rows = pl.concat(parts, how="horizontal").with_row_index(ROW)
    return rows if stands.all() else rows.filter(stands)


def _without(rows: pl.DataFrame, numbers: set[int]) -> pl.DataFrame:
    return rows.filter(~pl.col(ROW).is_in(numbers)) if numbers else rows


def _reading(header: Header, column: str, decimal: str) -> Reading:
    table = header.table
    kind = SCHEMAS[table].columns()[column]
    return Reading(
        dtype=kind.dtype,
        words=spelt(table, column),
        strict=bool(metadata(kind).get("choices")) or column == "metric",
        decimal=decimal,
        zone="UTC" if plain(header.name(column)) == column else ZONE,
        share=column == "share",
        per_cent=table == "goals",
        identifier=column.endswith("_id"),
    )


def _read_carefully(rows: pl.DataFrame, grid: Grid, column: str, reading: Reading) -> tuple[pl.DataFrame, list[_Wrong]]:
    """The rows with what people write in the column read too, and the cells that could not be."""
    place = str(grid.header.places[column])
    numbers = rows.filter(pl.col(f"?{column}"))[ROW]
    left = grid.cells.select(place).collect(engine="streaming").to_series()[numbers]
    found, wrong = careful(left.unique().to_list(), reading)
    told = pl.DataFrame(
        {"text": list(found), column: pl.Series(list(found.values()), dtype=reading.dtype)},
        schema={"text": pl.String(), column: reading.dtype},
    )
    read = pl.DataFrame({ROW: numbers, "text": left}).join(told, on="text", how="left").select(ROW, column)
    rows = rows.update(read, on=ROW, how="left", include_nulls=True)
    language = Language("sv" if grid.header.swedish else "en")
    fields: dict[str, object] = {
        "column": grid.header.said(column),
        "choices": ", ".join(language.text(name) for name in choices(grid.header.table, column).values()),
    }
    cells = zip(numbers, left, strict=True) if wrong else ()
    return rows, [
        _Wrong(number, wrong[cell], fields | {"value": _shown(cell)}) for number, cell in cells if cell in wrong
    ]


def _shown(value: object) -> str:
    written = str(value)
    return written if len(written) <= 60 else f"{written[:59]}…"


def _examples(grid: Grid) -> set[int]:
    """The rows near the top that are there to show how it is done."""
    top = grid.cells.head(HEAD_ROWS).collect().rows()
    return {number for number, row in enumerate(top) if any(cell and EXAMPLE.match(cell) for cell in row)}


def _against_the_rules(rows: pl.DataFrame, header: Header) -> Iterator[_Wrong]:
    """Rows that break a rule of the contract, have not been yet, or whose per cent cannot be told from a fraction."""
    table = header.table
    contract = rows.select(
        (pl.col(name) if name in header.places else pl.lit(None, dtype=dtype)).alias(name)
        for name, dtype in dtypes(table).items()
    )
    _, failure = SCHEMAS[table].filter(contract)
    if len(failure):
        details = failure.details()
        rules = [name for name in details.columns if name not in contract.columns]
        broken = rows.join(details.unique(), on=list(header.places), nulls_equal=True, how="inner")
        for row in broken.iter_rows(named=True):
            yield from (_broken(row, rule, header) for rule in rules if row[rule] == "invalid")
    limit = today() + timedelta(days=1)
    for column in set(marked(table, "past")) & set(header.places):
        late = rows.filter(pl.col(column).cast(pl.Date) > limit)
        for number, value in late.select(ROW, column).iter_rows():
            yield _Wrong(number, LATER, {"column": header.said(column), "value": _shown(value)})
    if table == "goals" and "metric" in header.places:
        yield from _unclear_per_cent(rows, header)


def _broken(row: dict[str, object], rule: str, header: Header) -> _Wrong:
    number = int(str(row[ROW]))
    column, kind = rule.split("|") if "|" in rule else (ROW_RULES[rule][0], rule)
    described = SCHEMAS[header.table].columns()[column]
    limits: dict[str, object] = {"low": getattr(described, "min", None), "high": getattr(described, "max", None)}
    reason = SHARE_OVER_ONE if (column, kind) == ("share", "max") else REASONS[kind]
    return _Wrong(number, reason, limits | {"column": header.said(column), "value": _shown(row.get(column, ""))})


def _unclear_per_cent(rows: pl.DataFrame, header: Header) -> Iterator[_Wrong]:
    for column in ("low", "high"):
        if column not in header.places:
            continue
        unclear = rows.filter(pl.col("metric").is_in(IN_PER_CENT), pl.col(column) > 0, pl.col(column) < 1)
        for number, value in unclear.select(ROW, column).iter_rows():
            yield _Wrong(number, UNCLEAR_PER_CENT, {"column": header.said(column), "value": _shown(value)})


def _twice(rows: pl.DataFrame, grid: Grid) -> Iterator[_Wrong]:
    """Rows that share their key with another but not their values: which one is right is not ours to say."""
    key = [column for column in key_of(grid.header.table) if column in grid.header.places]
    shared = (
        rows.filter(pl.struct(key).is_duplicated()) if len(key) > 1 else rows.filter(pl.col(key[0]).is_duplicated())
    )
    if shared.is_empty():
        return
    columns = [column for column in shared.columns if column != ROW]
    for _, alike in shared.group_by(key, maintain_order=True):
        if alike.select(columns).unique().height > 1:
            lines = list(lines_of(grid, alike[ROW].to_list()))
            names = ", ".join(grid.header.said(column) for column in key)
            for place, number in enumerate(alike[ROW]):
                yield _Wrong(number, TWICE, {"column": names, "line": lines[0 if place else 1]})


def _without_repeats(rows: pl.DataFrame, table: str) -> pl.DataFrame:
    """The rows, each key once: whoever writes the same row twice means it once."""
    key = [column for column in key_of(table) if column in rows.columns]
    return rows.unique(key, keep="first", maintain_order=True) if rows.select(key).is_duplicated().any() else rows


def _rejected(wrong: list[_Wrong], grid: Grid) -> list[Rejected]:
    """A row for each that is wrong, with the first thing that is."""
    first = {one.row: one for one in reversed(wrong)}
    ordered = [first[row] for row in sorted(first)]
    lines = lines_of(grid, [one.row for one in ordered]) if ordered else ()
    return [Rejected(line, one.reason, one.fields) for line, one in zip(lines, ordered, strict=True)]
