"""A sheet of the workbook: its name, its head, and its table with frozen headings, ready to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from metrics.wording import period_name
from reports.printable import on_one_line
from reports.report import Report
from reports.workbook.grid import Cell, Grid, Look

TITLE, SUBTITLE, SOURCE, LIMITS, HEADINGS = range(5)
"""The rows of a sheet's head; the table begins in the last of them."""
NARROWEST, WIDEST = 9, 60
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
RESERVED = "history"
"""Excel keeps this name for itself."""
A4 = 9
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What a workbook is opened with: text stays text, whatever it looks like."""
INK, QUIET, PAPER = "#101418", "#4d5760", "#e8eef2"
RISKY = tuple("=+-@\t\n")
"""What a formula begins with. Such a text keeps its quote, so that it stays a text when the cell is edited."""


@dataclass(frozen=True)
class Sheet:
    """One sheet. `section` is what its table is named after, in letters that Excel takes."""

    name: str
    title: str
    subtitle: str
    source: str
    grid: Grid
    section: str = "report"


class Formats:
    """The formats of one workbook, by how a cell is shown."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self.quiet = book.add_format({"font_color": QUIET})
        self.strong = book.add_format({"bold": True, "font_color": INK})
        self.heading = book.add_format(
            {"bold": True, "font_color": INK, "bg_color": PAPER, "text_wrap": True, "valign": "top", "bottom": 1}
        )
        top = {"valign": "top"}
        self.text = book.add_format({**top, "text_wrap": True})
        self.quoted = book.add_format({**top, "text_wrap": True, "quote_prefix": True})
        self.looks = {
            look: book.add_format({**top, "num_format": look.value}) for look in Look if look is not Look.TEXT
        }

    def of(self, cell: Cell) -> Format:
        """How this cell is shown."""
        if isinstance(cell.value, str) or cell.look is Look.TEXT:
            return self.quoted if str(cell.value or "").startswith(RISKY) else self.text
        return self.looks[cell.look]


def named(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets under names that Excel takes, each another: a section's second table is called Reach 2."""
    taken: set[str] = set()
    found = []
    for sheet in sheets:
        base = FORBIDDEN.sub(" ", on_one_line(sheet.name)).replace("'", "’").strip() or "–"
        base = f"{base}." if base.casefold() == RESERVED else base
        number, name = 1, base[:LONGEST_NAME].strip()
        while name.casefold() in taken:
            number += 1
            end = f" {number}"
            name = f"{base[: LONGEST_NAME - len(end)].strip()}{end}"
        taken.add(name.casefold())
        found.append(replace(sheet, name=name))
    return tuple(found)


def write_sheet(page: Worksheet, sheet: Sheet, report: Report, formats: Formats) -> None:
    """Writes the head and the table of a sheet."""
    page.hide_gridlines(2)
    head = (
        (TITLE, sheet.title, formats.title),
        (SUBTITLE, sheet.subtitle, formats.quiet),
        (SOURCE, sheet.source, formats.quiet),
        (LIMITS, report.limits if report.limits != sheet.source else "", formats.strong),
    )
    for row, text, look in head:
        page.write_string(row, 0, on_one_line(text), look)
    _write_table(page, sheet, formats)
    page.freeze_panes(HEADINGS + 1, 0)
    _set_print(page, report)


def _write_table(page: Worksheet, sheet: Sheet, formats: Formats) -> None:
    grid = sheet.grid
    last = HEADINGS + max(1, len(grid.rows))
    page.add_table(
        HEADINGS,
        0,
        last,
        len(grid.headings) - 1,
        {
            "name": table_name(sheet, page.get_name()),
            "title": on_one_line(sheet.title)[:250],
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": [{"header": heading, "header_format": formats.heading} for heading in grid.headings],
        },
    )
    for place, width in enumerate(_widths(grid)):
        page.set_column(place, place, width)
    for row, cells in enumerate(grid.rows, HEADINGS + 1):
        for place, cell in enumerate(cells):
            write_cell(page, row, place, cell, formats.of(cell))


def table_name(sheet: Sheet, name: str) -> str:
    """The table's name: the section's id and the number at the end of the sheet's name, in letters that Excel takes."""
    number = re.search(r" (\d+)$", name)
    return "table_" + re.sub(r"[^a-z0-9]+", "_", f"{sheet.section} {sheet.name}".casefold()) + ("" if number else "_1")


def write_cell(page: Worksheet, row: int, place: int, cell: Cell, look: Format) -> None:
    """Writes a value as what it is: nothing as an empty cell, text always as text."""
    value = cell.value
    if value is None:
        page.write_blank(row, place, None, look)
    elif isinstance(value, datetime | date):
        page.write_datetime(row, place, value, look)
    elif isinstance(value, str):
        page.write_string(row, place, value, look)
    else:
        page.write_number(row, place, value, look)


def _widths(grid: Grid) -> list[int]:
    """Each column as wide as its longest text, in characters, within what can be read."""
    columns = zip(*grid.rows, strict=True) if grid.rows else [() for _ in grid.headings]
    longest = [max((len(_written(cell)) for cell in column), default=0) for column in columns]
    headed = [max(len(word) for word in heading.split() or [""]) + 3 for heading in grid.headings]
    return [max(NARROWEST, min(WIDEST, max(pair) + 2)) for pair in zip(longest, headed, strict=True)]


def _written(cell: Cell) -> str:
    if isinstance(cell.value, float | int):
        return f"{cell.value:,.2f}"
    return max(str(cell.value or "").split("\n"), key=len)


def _set_print(page: Worksheet, report: Report) -> None:
    """A4 lying down, as wide as the page, its headings on every page, and who and what below."""
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADINGS)
    below = f"{report.organisation_name}, {period_name(report.period, report.language)}"
    limits = on_one_line(report.limits).replace("&", "&&")[:90]
    page.set_footer(f"&L{on_one_line(below).replace('&', '&&')[:120]}&C{limits}&R&P (&N)")


def write_contents(page: Worksheet, about: Sheet, sheets: Sequence[Sheet], report: Report, formats: Formats) -> None:
    """Under the first table, a link to every other sheet with what stands in it."""
    row = HEADINGS + len(about.grid.rows) + 2
    page.write_string(row, 0, report.language.text("Sheets"), formats.strong)
    for number, sheet in enumerate(sheets, row + 1):
        page.write_url(number, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)
        page.write_string(number, 1, on_one_line(sheet.title), formats.text)
