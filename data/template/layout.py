"""What stands in the cells of the template: headings, the example, and how each kind of column is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import polars as pl

from data.schema import SCHEMAS
from data.template.examples import EXAMPLES, MARK, Value
from data.template.headings import columns_of, heading
from data.template.words import NO, PER_CENT, YES, choices
from locales import Language

IN_PER_CENT_COLUMNS = ("low", "high", "share")


def choice_names(table: str, column: str, language: Language) -> list[str]:
    """What there is to choose from in a column, as it is read; empty where anything may stand."""
    if isinstance(SCHEMAS[table].columns()[column].dtype, pl.Boolean):
        return [language.text(YES), language.text(NO)]
    return [language.text(message) for message in choices(table, column).values()]


def header(table: str, language: Language) -> list[str]:
    """The headings of a table."""
    return [heading(table, column, language) for column in columns_of(table)]


def example(table: str, language: Language) -> list[Value | None]:
    """The cells of the example; its first is marked, so that it is never imported."""
    given = EXAMPLES[table]
    cells = [_cell(table, column, given[column], language) if column in given else None for column in columns_of(table)]
    return [language.text(MARK, value=cells[0]), *cells[1:]]


def _cell(table: str, column: str, value: Value, language: Language) -> Value:
    if isinstance(value, bool):
        return language.text(YES if value else NO)
    if known := choices(table, column):
        return language.text(known[str(value)])
    if column in IN_PER_CENT_COLUMNS and not isinstance(value, str | date):
        return f"{language.number(value * 100 if column == 'share' else value)} {PER_CENT}"
    return language.text(value) if isinstance(value, str) else value


def written(cells: Iterable[Value | None], language: Language) -> list[str]:
    """Cells as they are written in a CSV file in the language: days as 2026-03-05, decimals with its sign."""
    return [_written(cell, language) for cell in cells]


def _written(cell: Value | None, language: Language) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, float):
        return str(cell).replace(".", "," if language.code == "sv" else ".")
    return "" if cell is None else str(cell)
