"""What a sheet of the workbook holds: one table, its cells as numbers, days or text, decided column by column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import isfinite

from charts.chart import Table
from reports.printable import printable

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-\d{2}")
MOST_SIGNS = 32_767
"""What a cell of Excel can hold."""

Value = str | float | int | date | datetime | None


class Look(StrEnum):
    """How a cell is shown: text, or a number with so many decimals, a day or a month."""

    TEXT = "@"
    WHOLE = "#,##0"
    ONE = "#,##0.0"
    TWO = "#,##0.00"
    DAY = "yyyy-mm-dd"
    MONTH = "yyyy-mm"
    TIME = "yyyy-mm-dd hh:mm"


DECIMALS = (Look.WHOLE, Look.ONE, Look.TWO)


@dataclass(frozen=True)
class Cell:
    """A value and how it is shown; nothing where there is none, which is not nought."""

    value: Value
    look: Look = Look.TEXT


@dataclass(frozen=True)
class Grid:
    """A table of a sheet: headings that differ, and rows as long as they."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def text_cell(text: str) -> Cell:
    """A cell of text, whatever it begins with."""
    return Cell(printable(text)[:MOST_SIGNS])


def number_cell(value: float, decimals: int) -> Cell:
    """A number as it is, shown with so many decimals; empty where it is missing."""
    return Cell(value if isfinite(value) else None, DECIMALS[min(decimals, len(DECIMALS) - 1)])


def table_grid(table: Table, units: Sequence[str] = ()) -> Grid:
    """The raw rows of a table, its days as days; a column with a unit says it in its heading."""
    columns = list(zip(*table.rows, strict=True)) if table.rows else [() for _ in table.columns]
    looks = [_look(column) for column in columns]
    rows = [tuple(_cell(value, look) for value, look in zip(row, looks, strict=True)) for row in table.rows]
    units = [*units, *[""] * (len(table.columns) - len(units))]
    named = [f"{name} ({unit})" if unit else name for name, unit in zip(table.columns, units, strict=True)]
    return Grid(unlike(named), tuple(rows))


def unlike(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings as a table of Excel takes them: none empty, and none the same as another in other letters."""
    found: dict[str, str] = {}
    for heading in headings:
        name = printable(heading)[:250].strip() or "–"
        tries = (name, *(f"{name} {number}" for number in range(2, len(headings) + 2)))
        kept = next(one for one in tries if one.casefold() not in found)
        found[kept.casefold()] = kept
    return tuple(found.values())


def _look(column: Sequence[object]) -> Look:
    """How the column's numbers or days are shown: with no more decimals than its largest number carries."""
    given = [value for value in column if value is not None and value != ""]
    if given and all(isinstance(value, str) for value in given):
        texts = [str(value) for value in given]
        patterns = ((Look.DAY, DAY), (Look.MONTH, MONTH))
        return next((look for look, pattern in patterns if all(map(pattern.fullmatch, texts))), Look.TEXT)
    numbers = [float(value) for value in given if isinstance(value, int | float)]
    if not numbers:
        return Look.TEXT
    if all(number.is_integer() for number in numbers):
        return Look.WHOLE
    largest = max(map(abs, numbers))
    return Look.TWO if largest < 10 else Look.ONE if largest < 1_000 else Look.WHOLE


def _cell(value: object, look: Look) -> Cell:
    if value is None or value == "":
        return Cell(None, look)
    if isinstance(value, int | float):
        return Cell(value if isfinite(value) else None, look)
    text = str(value)
    if look in (Look.DAY, Look.MONTH):
        try:
            return Cell(date.fromisoformat(text if look is Look.DAY else f"{text}-01"), look)
        except ValueError:
            return text_cell(text)  # 2026-13 looks like a month, and is none
    return text_cell(text)
