"""The template as an Excel workbook: a sheet a table, with lists to choose from and explanations on the headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.cells import TEXT_ONLY, write_text
from data.schema import PARENTS, SCHEMAS
from data.template.examples import Value
from data.template.guide import COLUMN, GUIDE, HOW, LISTS, MUST, SHEET, STEPS, TITLE
from data.template.headings import SHEETS, columns_of, heading, wording
from data.template.layout import IN_PER_CENT_COLUMNS, choice_names, example
from locales import Language

FIRST_ROW, LAST_ROW = 3, 5_000  # rows below the example that have lists and formats
DAY, TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
INK, PAPER, QUIET, LINE = "#1f2933", "#e8eef2", "#616e7c", "#9aa5b1"


class _Formats:
    """The formats of one workbook, by what they are for."""

    def __init__(self, book: Workbook) -> None:
        heading = {"bold": True, "font_color": INK, "bg_color": PAPER, "text_wrap": True, "valign": "top", "bottom": 1}
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.heading = book.add_format({**heading, "bottom_color": LINE})
        self.optional = book.add_format({**heading, "bottom_color": LINE, "bold": False})
        self.code = book.add_format({"font_color": QUIET, "font_size": 9})
        example = {"italic": True, "font_color": QUIET, "bottom": 1, "bottom_color": LINE}
        self.example = book.add_format(example)
        self.example_day = book.add_format({**example, "num_format": DAY})
        self.example_time = book.add_format({**example, "num_format": TIME})
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": DAY})
        self.time = book.add_format({"num_format": TIME})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.decimal = book.add_format({"num_format": "#,##0.##"})
        self.plain = book.add_format({"num_format": "0"})

    def of(self, table: str, column: str) -> Format:
        """How the cells of a column are shown. Text is kept as text, so that 0114 keeps its zero and 5 % its sign."""
        dtype = SCHEMAS[table].columns()[column].dtype
        if column in IN_PER_CENT_COLUMNS:
            return self.text
        if column == "year":
            return self.plain
        kinds: dict[type[pl.DataType], Format] = {
            pl.Date: self.day, pl.Datetime: self.time, pl.Int64: self.whole, pl.Float64: self.decimal,
        }  # fmt: skip
        return kinds.get(dtype.base_type(), self.text)


def workbook(language: Language) -> bytes:
    """The template with all its sheets, as a file's content."""
    content = BytesIO()
    write_workbook(content, language)
    return content.getvalue()


def write_workbook(target: Path | BytesIO, language: Language, tables: Iterable[str] = tuple(SHEETS)) -> None:
    """Writes the template, with a sheet for each of the tables. Nothing in it is worked out by formulas."""
    chosen = [table for table in SHEETS if table in set(tables)]
    with xlsxwriter.Workbook(target, TEXT_ONLY) as book:
        book.set_properties({"title": language.text(TITLE), "author": "Genomslag"})
        formats = _Formats(book)
        _write_guide(book.add_worksheet(language.text(GUIDE)), chosen, language, formats)
        sheets = {table: book.add_worksheet(language.text(SHEETS[table].heading)) for table in chosen}
        lists = _Lists(book.add_worksheet(language.text(LISTS)))
        for table, sheet in sheets.items():
            _write_sheet(sheet, table, language, formats)
            for place, column in enumerate(columns_of(table)):
                _offer(sheet, place, lists.of(table, column, chosen, language), _prompt(table, column, language))
        lists.sheet.hide()


class _Lists:
    """The sheet that the drop-downs take their choices from: Excel refuses long ones written into the cell itself."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._places: dict[tuple[str, ...], str] = {}

    def of(self, table: str, column: str, chosen: Sequence[str], language: Language) -> str:
        """Where the choices of a column stand; empty where it has none."""
        giver = PARENTS.get(column, table)  # the sheet that gives the ids that others choose from
        if giver != table and giver in chosen:
            ids = f"$A${FIRST_ROW + 1}:$A${LAST_ROW}"
            return f"='{language.text(SHEETS[giver].heading)}'!{ids}"
        names = tuple(choice_names(table, column, language))
        if names and names not in self._places:
            place = len(self._places)
            self.sheet.write_column(0, place, names)
            letter = xl_col_to_name(place)
            self._places[names] = f"='{self.sheet.get_name()}'!${letter}$1:${letter}${len(names)}"
        return self._places.get(names, "")


def _prompt(table: str, column: str, language: Language) -> str:
    return language.text(wording(table, column).explanation)


def _offer(sheet: Worksheet, place: int, choices: str, prompt: str) -> None:
    """A list to choose from, which only advises: ids and measures may be others, and a wrong word is told at import."""
    if choices:
        options = {"validate": "list", "source": choices, "input_message": prompt[:255], "error_type": "warning"}
        sheet.data_validation(FIRST_ROW, place, LAST_ROW, place, options)


def _write_sheet(sheet: Worksheet, table: str, language: Language, formats: _Formats) -> None:
    for place, column in enumerate(columns_of(table)):
        needed = not SCHEMAS[table].columns()[column].nullable
        text = heading(table, column, language)
        sheet.set_column(place, place, max(14, min(len(text) + 4, 40)), formats.of(table, column))
        write_text(sheet, 0, place, text, formats.heading if needed else formats.optional)
        sheet.write_comment(0, place, _prompt(table, column, language), {"x_scale": 2})
        write_text(sheet, 1, place, column, formats.code)
    for place, cell in enumerate(example(table, language)):
        _write_example(sheet, place, cell, formats)
    sheet.set_row(0, 32)
    sheet.freeze_panes(3, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns_of(table)) - 1)}{LAST_ROW}"})


def _write_example(sheet: Worksheet, place: int, cell: Value | None, formats: _Formats) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(2, place, cell, formats.example_time)
    elif isinstance(cell, date):
        sheet.write_datetime(2, place, cell, formats.example_day)
    elif isinstance(cell, int | float):
        sheet.write_number(2, place, cell, formats.example)
    else:
        write_text(sheet, 2, place, cell or "", formats.example)


def _write_guide(sheet: Worksheet, tables: Sequence[str], language: Language, formats: _Formats) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 2, 28)
    sheet.set_column(3, 3, 70)
    write_text(sheet, 0, 0, language.text(TITLE), formats.title)
    for row, step in enumerate(STEPS, 2):
        sheet.merge_range(row, 0, row, 3, f"{row - 1}. {language.text(step)}", formats.wrapped)
        sheet.set_row(row, 32)
    row = len(STEPS) + 3
    for place, text in enumerate((SHEET, COLUMN, MUST, HOW)):
        write_text(sheet, row, place, language.text(text), formats.heading)
    for table in tables:
        row += 1
        write_text(sheet, row, 0, language.text(SHEETS[table].heading), formats.heading)
        sheet.merge_range(row, 1, row, 3, language.text(SHEETS[table].explanation), formats.heading)
        for column in columns_of(table):
            row += 1
            needed = not SCHEMAS[table].columns()[column].nullable
            write_text(sheet, row, 1, heading(table, column, language), formats.wrapped)
            write_text(sheet, row, 2, language.text(MUST) if needed else "", formats.wrapped)
            write_text(sheet, row, 3, _prompt(table, column, language), formats.wrapped)
