"""A table as an Excel file: its rows as they are, and what is said of them; nothing in it is worked out or run."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from datetime import date
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.chart import Cell, Table
from locales import N_, NBSP, Language

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS, ABOUT = N_("Rows"), N_("About the table")
LONGEST = 32_767  # what a cell of Excel holds, in UTF-16 units
TAKEN = "history"  # a sheet that Excel keeps for itself
NARROW, WIDE = 9, 60  # of a column, in characters
PAPER, QUIET = "#e8eef2", "#4d5760"
INERT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def written(table: Table, title: str, language: Language, about: Sequence[str] = ()) -> bytes:
    """The file's content: all rows below their headings, numbers as numbers and days as days.

    `about` are sentences that belong to the rows wherever they go (what is filtered, what they do not say): a sheet.
    """
    content = BytesIO()
    with Workbook(content, INERT) as book:
        book.set_properties({"title": _on_one_line(title), "author": "Genomslag"})
        sheet = book.add_worksheet(sheet_name(title, {TAKEN, language.text(ABOUT).casefold()}) or language.text(ROWS))
        heading = book.add_format({"bold": True, "bg_color": PAPER, "text_wrap": True, "valign": "top", "bottom": 1})
        for place, name in enumerate(table.columns):
            _write_text(sheet, 0, place, name, heading)
            _write_column(book, sheet, place, table, language)
        places = any(isinstance(row[0], int | float) for row in table.rows)
        sheet.freeze_panes(1, 2 if places else 1)  # to the name, which a place may stand before
        sheet.autofilter(0, 0, len(table.rows), max(0, len(table.columns) - 1))
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if about:
            _write_about(book, [title, *about], language)
    return content.getvalue()


def sheet_name(title: str, taken: Collection[str] = ()) -> str:
    """The title as Excel lets a sheet be called; empty where nothing of it is left, or what is left is taken."""
    name = _cut(_on_one_line(re.sub(r"[\[\]:*?/\\]", " ", title)), 31).strip(" '")
    return "" if name.casefold() in taken else name


def _on_one_line(text: str) -> str:
    """The text without what XML may not hold, and with single spaces."""
    return " ".join(re.sub(r"[\x00-\x1f\ufffe\uffff]", " ", text).split())


def _write_about(book: Workbook, lines: Sequence[str], language: Language) -> None:
    sheet = book.add_worksheet(language.text(ABOUT))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, WIDE)
    for number, line in enumerate(lines):
        _write_text(sheet, number, 0, line, book.add_format({"text_wrap": True, "valign": "top", "bold": number == 0}))


def _write_column(book: Workbook, sheet: Worksheet, place: int, table: Table, language: Language) -> None:
    """The cells below one heading, and the room that they need."""
    values = [_known(row[place]) for row in table.rows]
    readings = [row[place] for row in table.shown]
    held = [value for value in values if value is not None]
    days = bool(held) and all(_day(value) for value in held)
    shape = {"num_format": "yyyy-mm-dd" if days else number_format(readings, language), "valign": "top"}
    styles = [book.add_format(shape | more) for more in ({}, {"bold": True}, {"font_color": QUIET})]
    for number, value in enumerate(values):
        style = styles[1 if number in table.marked else 2 if number in table.muted else 0]
        if isinstance(value, str) and not days:
            _write_text(sheet, number + 1, place, value, style)
        elif isinstance(value, str):
            sheet.write_datetime(number + 1, place, _day(value), style)
        elif value is not None:
            sheet.write_number(number + 1, place, value, style)
    longest = max((len(one) for one in readings), default=0)
    sheet.set_column(place, place, max(NARROW, min(WIDE, max(longest, len(table.columns[place]) // 2) + 2)))


def _known(value: Cell) -> Cell:
    """The value, or None where it is missing: also a number that is none, and a text without a letter."""
    missing = not math.isfinite(value) if isinstance(value, float) else value == ""
    return None if missing else value


def _day(value: Cell) -> date | None:
    """The day that a text is, written as 2026-10-31."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return None
        return day if day.year >= 1900 else None  # where Excel begins
    return None


def number_format(readings: Sequence[str], language: Language) -> str:
    """How Excel is to show numbers that read like these: as many decimals, thousands apart, per cent."""
    group, point = (NBSP, ",") if language.code == "sv" else (",", r"\.")
    decimals = max((len(one) for text in readings for one in re.findall(rf"\d{point}(\d+)", text)), default=0)
    whole = "#,##0" if any(re.search(rf"\d{group}\d{{3}}", text) for text in readings) else "0"
    sign = f'"{NBSP}%"' if any(text.endswith("%") for text in readings) else ""
    return whole + (f".{'0' * decimals}" if decimals else "") + sign


def _write_text(sheet: Worksheet, row: int, place: int, text: str, style: Format) -> None:
    """A cell that is text whatever stands in it."""
    text = text if _cut(text, LONGEST) == text else f"{_cut(text, LONGEST - 1)}…"
    if text.startswith("<r>") and text.endswith("</r>"):
        # The library takes such a text for markup of its own and writes it as it is. In two pieces it is text.
        sheet.write_rich_string(row, place, text[0], style, text[1:], style)
    else:
        sheet.write_string(row, place, text, style)


def _cut(text: str, units: int) -> str:
    """As much of the text as so many UTF-16 units hold."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
