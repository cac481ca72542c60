"""The workbook inside a chart: what is drawn, column by column, and the chart's own table on a second sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from charts.chart import Table
from locales import Language
from reports.printable import on_one_line
from reports.slides.markup import tag, written
from reports.workbook.grid import table_grid
from reports.workbook.sheets import TEXT_ONLY, Formats, write_cell

DATA = "Data"
"""The first sheet's name, in every language: the references of a chart name it."""
EPOCH = date(1899, 12, 30).toordinal()
"""Excel's day nought."""
Values = Sequence[float | None]


def serial(day: date) -> float:
    """A day as Excel numbers it."""
    return float(day.toordinal() - EPOCH)


@dataclass(frozen=True)
class Column:
    """A column of the sheet: its heading and what stands under it, each with its reference."""

    place: int
    heading: str
    values: Values = ()
    texts: Sequence[str] = ()
    days: bool = False

    @property
    def length(self) -> int:
        """How many cells it has under its heading."""
        return max(len(self.values), len(self.texts))

    @property
    def cells(self) -> str:
        """Where its cells are."""
        letter = xl_col_to_name(self.place)
        return f"{DATA}!${letter}$2:${letter}${self.length + 1}"

    def name(self) -> str:
        """The heading as a series' name."""
        cell = f"{DATA}!${xl_col_to_name(self.place)}$1"
        return tag("c:tx", tag("c:strRef", tag("c:f", cell), _cache("c:strCache", [written(self.heading)])))

    def numbers(self, element: str, look: str = "General") -> str:
        """Its values as a series' own, under the element that they are given as."""
        return tag(element, self.reference(look))

    def reference(self, look: str) -> str:
        """Where its values are, and a copy of them."""
        cells = [None if value is None else f"{value:.16G}" for value in self.values]  # as XlsxWriter writes them
        cache = _cache("c:numCache", cells, tag("c:formatCode", written(look)))
        return tag("c:numRef", tag("c:f", written(self.cells)), cache)


def _cache(element: str, cells: Sequence[str | None], *before: str) -> str:
    points = (tag("c:pt", tag("c:v", cell), idx=place) for place, cell in enumerate(cells) if cell is not None)
    return tag(element, *before, tag("c:ptCount", val=len(cells)), *points)


def levels(columns: Sequence[Column]) -> str:
    """Text columns as the categories of a chart; of two, the first groups the second."""
    if len(columns) == 1:
        (only,) = columns
        cache = _cache("c:strCache", [written(text) for text in only.texts])
        return tag("c:cat", tag("c:strRef", tag("c:f", written(only.cells)), cache))
    first, last = columns[0], columns[-1]
    cells = f"{first.cells.split(':', 1)[0]}:{last.cells.split(':', 1)[1]}"
    inner = [tag("c:lvl", *_points(column.texts)) for column in reversed(columns)]
    cache = tag("c:multiLvlStrCache", tag("c:ptCount", val=last.length), *inner)
    return tag("c:cat", tag("c:multiLvlStrRef", tag("c:f", written(cells)), cache))


def _points(texts: Sequence[str]) -> list[str]:
    return [tag("c:pt", tag("c:v", written(text)), idx=place) for place, text in enumerate(texts) if text]


@dataclass
class Sheet:
    """The columns of a chart, in the order in which they are added, each of at least so many `rows`.

    LibreOffice forgets the series of a scatter that are shorter than a later one.
    """

    columns: list[Column] = field(default_factory=list)
    rows: int = 0

    def numbers(self, heading: str, values: Values, *, days: bool = False) -> Column:
        """A new column of numbers, or of days as Excel numbers them."""
        padded = [*values, *[None] * (self.rows - len(values))]
        return self._add(Column(len(self.columns), on_one_line(heading) or "–", padded, (), days))

    def texts(self, heading: str, texts: Sequence[str]) -> Column:
        """A new column of texts."""
        return self._add(
            Column(len(self.columns), on_one_line(heading) or "–", (), [on_one_line(one) for one in texts])
        )

    def _add(self, column: Column) -> Column:
        self.columns.append(column)
        return column

    def blob(self, table: Table, language: Language) -> bytes:
        """The workbook's content."""
        content = BytesIO()
        with xlsxwriter.Workbook(content, TEXT_ONLY | {"in_memory": True}) as book:
            formats = Formats(book)
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            page = book.add_worksheet(DATA)
            page.freeze_panes(1, 0)
            for column in self.columns:
                page.set_column(column.place, column.place, 18, day if column.days else None)
                page.write_string(0, column.place, column.heading, formats.heading)
                for row, text in enumerate(column.texts, 1):
                    page.write_string(row, column.place, text)
                for row, value in enumerate(column.values, 1):
                    if value is not None:
                        page.write_number(row, column.place, value)
            rows = book.add_worksheet(language.text("Table"))
            grid = table_grid(table)
            for place, heading in enumerate(grid.headings):
                rows.set_column(place, place, 22)
                rows.write_string(0, place, heading, formats.heading)
            for number, cells in enumerate(grid.rows, 1):
                for place, cell in enumerate(cells):
                    write_cell(rows, number, place, cell, formats.of(cell))
        return content.getvalue()
