"""A sheet of the workbook: its name, its head, and its table with frozen headings, ready to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil

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
LINE, HIGHEST = 15.0, 409.0
"""Points: the height of a line, and the highest row that Excel has."""
A4 = 9
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What a workbook is opened with: text stays text, whatever it looks like."""
INK, QUIET, PAPER = "#101418", "#4d5760", "#e8eef2"
RISKY = tuple("=+-@\t\n")
"""What a formula begins with. Such a text keeps its quote, so that it stays a text when the cell is edited."""


@dataclass(frozen=True)
class Sheet:
    """One sheet. `table` is what its table is called, in letters that Excel takes."""

    name: str
    title: str
    subtitle: str
    source: str
    grid: Grid
    table: str


class Formats:
    """The formats of one workbook, by how a cell is shown."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self.quiet = book.add_format({"font_color": QUIET})
        self.strong = book.add_format({"bold": True, "font_color": INK})
        self.heading = book.add_format(
            {
                "bold": True,
                "font_color": INK,
                "bg_color": PAPER,
                "text_wrap": True,
                "valign": "top",
                "bottom": 1,
                "indent": 1,
            }
        )
        top = {"valign": "top"}
        self.text = book.add_format({**top, "text_wrap": True, "indent": 1})
        self.quoted = book.add_format({**top, "text_wrap": True, "indent": 1, "quote_prefix": True})
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
    sheets_taken: set[str] = set()
    tables_taken: set[str] = set()
    found = []
    for sheet in sheets:
        base = FORBIDDEN.sub(" ", on_one_line(sheet.name)).replace("'", "’").strip() or "–"
        name = _unlike(f"{base}." if base.casefold() == RESERVED else base, " ", sheets_taken)
        table = "table_" + re.sub(r"[^a-z0-9]+", "_", sheet.table.casefold())
        found.append(replace(sheet, name=name, table=_unlike(table, "_", tables_taken)))
    return tuple(found)


def _unlike(name: str, between: str, taken: set[str]) -> str:
    """The name, cut to what Excel takes and with a number where another has it."""
    number, kept = 1, name[:LONGEST_NAME].strip()
    while kept.casefold() in taken:
        number += 1
        end = f"{between}{number}"
        kept = f"{name[: LONGEST_NAME - len(end)].strip()}{end}"
    taken.add(kept.casefold())
    return kept


def write_sheet(page: Worksheet, sheet: Sheet, report: Report, formats: Formats) -> None:
    """Writes the head and the table of a sheet."""
    page.hide_gridlines(2)
    head = (
        (TITLE, sheet.title, formats.title),
        (SUBTITLE, sheet.subtitle, formats.quiet),
        (SOURCE, sheet.source, formats.quiet),
        (LIMITS, report.limits, formats.strong),
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
            "name": sheet.table,
            "title": on_one_line(sheet.title)[:250],
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": [{"header": heading, "header_format": formats.heading} for heading in grid.headings],
        },
    )
    widths = _widths(grid)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    page.set_row(
        HEADINGS, LINE * max(_lines(heading, width) for heading, width in zip(grid.headings, widths, strict=True))
    )
    for row, cells in enumerate(grid.rows, HEADINGS + 1):
        lines = max(_lines(_written(cell, whole=True), width) for cell, width in zip(cells, widths, strict=True))
        if lines > 1:  # LibreOffice makes no room for them by itself
            page.set_row(row, min(HIGHEST, LINE * lines))
        for place, cell in enumerate(cells):
            write_cell(page, row, place, cell, formats.of(cell))


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


def _written(cell: Cell, *, whole: bool = False) -> str:
    """About what the cell shows; of several lines the longest, or the whole."""
    if isinstance(cell.value, float | int):
        return f"{cell.value:,.2f}"
    text = str(cell.value or "")
    return text if whole else max(text.split("\n"), key=len)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so many characters wide."""
    return sum(max(1, ceil(len(line) / max(1, width - 2))) for line in text.split("\n"))


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
