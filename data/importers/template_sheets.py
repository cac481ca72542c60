"""Which table of the contract a sheet or a CSV file of the template is, and where its columns stand."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from pathlib import PurePath

import polars as pl

from data.importers.archive import Limits, too_many_rows
from data.importers.reading import DELIMITERS, Cell, Columns, Sheet, csv_sheet, plain, text_of
from data.importers.source import ImportRejected, Source
from data.schema import SCHEMAS
from data.template.headings import SHEETS, columns_of, wording
from locales import LANGUAGES, N_, Language

HEAD_BYTES = 1 << 16
HEAD_ROWS = 20  # the header is one of them, and the example another
# Headings that no platform's export has: a file with one of them is meant for us, even where others are missing.
OURS = ("org_id", "account_id", "campaign_id", "goal_id", "note_id")
EXAMPLE = re.compile(r"\s*(exempel|example)\s*:", re.IGNORECASE)
LONGEST_NUMBER = 1e15  # Excel keeps fifteen digits: longer ids are no longer what they were


class Ambiguous(ImportRejected):
    """A file may be any of several `tables`, and does not say which."""

    def __init__(self, what: str, *, todo: str = "", alike: Sequence[str] = (), **fields: object) -> None:
        super().__init__(what, todo=todo, **fields)
        self.tables = tuple(alike)


@dataclass(frozen=True)
class Header:
    """The header of a table: its row in the sheet (0 is the first), and the place of each column of the contract."""

    table: str
    row: int
    places: Mapping[str, int]
    names: tuple[str, ...]
    unknown: tuple[str, ...]
    sheet: str = ""  # its name, where there are several

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns that every row needs and that are not there."""
        return tuple(name for name in needed(self.table) if name not in self.places)

    def name(self, column: str) -> str:
        """What a column is called in the file."""
        return self.names[self.places[column]] if column in self.places else column

    def said(self, column: str) -> str:
        """What a column is called where the sheet has to be told too."""
        return f"{self.sheet}: {self.name(column)}" if self.sheet else self.name(column)

    @property
    def swedish(self) -> bool:
        """Whether its headings are Swedish, and `1,234` therefore is one and a bit."""
        translated = Language("sv")
        return any(
            plain(self.name(column)) == plain(swedish)
            for column in self.places
            if (swedish := translated.text(wording(self.table, column).heading)) != wording(self.table, column).heading
        )

    def same_columns(self, cells: Sequence[object]) -> bool:
        """Whether a row says again what the columns are: the contract's names under the headings."""
        return any(cells) and all(
            column in headings(self.table).get(plain(cells[place]), ())
            for column, place in self.places.items()
            if place < len(cells) and cells[place] not in (None, "")
        )


@dataclass(frozen=True)
class Grid:
    """The rows of one table as text: a column for each of the file's, named by its place, and where rows begin."""

    header: Header
    cells: pl.LazyFrame
    lines: Sequence[int] | None  # of each row in the file; None where each begins on the line after the last
    first_line: int
    decimal: str


@cache
def needed(table: str) -> tuple[str, ...]:
    """The columns of a table that every row has to have."""
    return tuple(name for name, column in SCHEMAS[table].columns().items() if not column.nullable)


@cache
def headings(table: str) -> Mapping[str, tuple[str, ...]]:
    """Which column each heading means, in every language and as the contract calls it."""
    found: dict[str, tuple[str, ...]] = {}
    for column in columns_of(table):
        for text in (column, *(Language(code).text(wording(table, column).heading) for code in LANGUAGES)):
            found[plain(text)] = tuple(dict.fromkeys((*found.get(plain(text), ()), column)))
    return found


def named_table(name: str) -> str:
    """The table that a sheet or file is named for, in any language; empty where it is none."""
    asked = plain(PurePath(name).stem.replace("_", " ").replace("-", " "))
    for table, words in SHEETS.items():
        names = (table.replace("_", " "), *(Language(code).text(words.heading) for code in LANGUAGES))
        if asked in {plain(text.replace("-", " ")) for text in names}:
            return table
    return ""


def header_of(rows: Sequence[Sequence[object]], name: str, table: str = "") -> Header | None:
    """The header among the first rows of a sheet, None where there is none. Raises Ambiguous where several fit.

    A sheet or file that is named for a table is that table's, unless it only has the headings of others; `table` is
    what a person has said that it is.
    """
    named = [told for told in (table, named_table(name)) if told in SHEETS][:1]
    found = [header for one in named if (header := _header(one, rows, named=True))]
    found = found or [header for one in SHEETS if (header := _header(one, rows, named=False))]
    whole = [header for header in found if not header.missing] or found
    best = max(whole, key=_fit, default=None)
    alike = [header.table for header in whole if best and _fit(header) == _fit(best)]
    if len(alike) > 1:
        raise Ambiguous(
            N_("{name} may be any of several tables: {tables}."),
            todo=N_("Give the file the name of its table, such as {first}.csv."),
            name=name,
            tables=", ".join(alike),
            first=alike[0],
            alike=alike,
        )
    return best


def _fit(header: Header) -> tuple[int, int]:
    return (-len(header.missing), len(header.places) - len(header.unknown))


def _header(table: str, rows: Sequence[Sequence[object]], *, named: bool) -> Header | None:
    for number, row in enumerate(rows[:HEAD_ROWS]):
        columns = Columns(row)
        places: dict[str, int] = {}
        for place, text in enumerate(columns.names):
            for column in headings(table).get(plain(text), ()):
                if column not in places and place not in places.values():
                    places[column] = place
        used = {columns.names[place] for place in places.values()}
        unknown = tuple(dict.fromkeys(name for name in columns.names if name and name not in used))
        header = Header(table, number, places, tuple(columns.names), unknown)
        if _is_ours(header, named=named):
            return header
    return None


def _is_ours(header: Header, *, named: bool) -> bool:
    if len(header.places) < 2 or len(header.places) < len(header.unknown):
        return False
    return not header.missing or (any(name in header.places for name in OURS) and (named or len(header.places) > 2))


def refuse_incomplete(header: Header, name: str) -> None:
    """Raises ImportRejected where a column is missing that every row needs."""
    if header.missing:
        raise incomplete(header.table, header.missing, header.names, name)


def incomplete(table: str, missing: Iterable[str], names: Iterable[object], name: str) -> ImportRejected:
    """The error of a sheet or file that has not the columns that every row of its table needs."""
    return ImportRejected(
        N_("{name} lacks columns that every row needs: {missing}. It has: {columns}."),
        todo=N_("Add them, or fill in a new template: python -m data template."),
        name=name,
        missing=", ".join(_both_names(table, column) for column in missing),
        columns=", ".join(str(text) for text in names if text),
    )


def _both_names(table: str, column: str) -> str:
    texts = (Language(code).text(wording(table, column).heading) for code in LANGUAGES)
    return " / ".join(dict.fromkeys((*texts, column)))


def sheet_grid(sheet: Sheet, header: Header, limits: Limits, decimal: str = "") -> Grid:
    """The rows under the header of a sheet."""
    first = header.row + 1
    while first < min(len(sheet.rows), header.row + 3) and header.same_columns(sheet.rows[first]):
        first += 1
    if len(sheet.rows) - first > limits.max_rows:
        raise too_many_rows(sheet.name, limits)
    width = len(header.names)
    cells = [[_text(row[place]) if place < len(row) else None for row in sheet.rows[first:]] for place in range(width)]
    frame = pl.DataFrame({str(place): pl.Series(column, dtype=pl.String) for place, column in enumerate(cells)})
    lines = sheet.lines[first:]
    decimal = decimal or ("," if header.swedish else "")
    return Grid(header, frame.lazy(), lines, lines[0] if lines else first + 1, decimal)


def _text(cell: Cell) -> str | None:
    """A cell as text: numbers with a point, days as 2026-03-05, and a rounded id as what it is: 1.23E+17."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        if abs(cell) >= LONGEST_NUMBER:
            return f"{cell:.3E}"
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time() else cell)
    return None if cell is None else str(cell)


def csv_header(source: Source, table: str = "") -> tuple[Header, str, int] | None:
    """The header of a CSV file, its delimiter, and how many lines there are to its first row. None: not ours."""
    head = text_of(source.content[:HEAD_BYTES])
    for delimiter in _delimiters(head):
        try:
            sheet = csv_sheet(head, delimiter=delimiter)
        except ImportRejected:
            continue
        if header := header_of(sheet.rows, source.name, table):
            first = header.row + 1
            while first < len(sheet.rows) and header.same_columns(sheet.rows[first]):
                first += 1
            lines = sheet.lines[first] - 1 if first < len(sheet.rows) else -1
            return header, delimiter, lines
    return None


def _delimiters(head: str) -> Iterable[str]:
    return sorted(DELIMITERS, key=lambda delimiter: -head.split("\n", 1)[0].count(delimiter))


def csv_grid(source: Source, header: Header, delimiter: str, skipped: int, limits: Limits) -> Grid:
    """The rows of a CSV file, not read yet; `careful_grid` is for what Polars cannot read."""
    cells = pl.scan_csv(
        io.BytesIO(_utf8(source.content)),
        has_header=False,
        separator=delimiter,
        schema=dict.fromkeys(map(str, range(len(header.names))), pl.String()),
        skip_lines=max(skipped, 0),
        n_rows=limits.max_rows + 1 if skipped >= 0 else 0,
    )
    return Grid(header, cells, None, skipped + 1, _decimal(header, delimiter))


def careful_grid(source: Source, header: Header, delimiter: str, limits: Limits) -> tuple[Grid, list[int]]:
    """The rows of a CSV file read one by one, and the lines of those with more cells than there are columns."""
    sheet = csv_sheet(text_of(source.content), delimiter=delimiter, limits=limits)
    width = len(header.names)
    wide = [any(cell not in (None, "") for cell in row[width:]) for row in sheet.rows]
    kept = [place for place, over in enumerate(wide) if not over]
    lines = [line for line, over in zip(sheet.lines, wide, strict=True) if over]
    narrow = Sheet(sheet.name, [sheet.rows[place] for place in kept], 1, [sheet.lines[place] for place in kept])
    return sheet_grid(narrow, header, limits, _decimal(header, delimiter)), lines


def _decimal(header: Header, delimiter: str) -> str:
    return "," if delimiter == ";" or header.swedish else ""


def _utf8(content: bytes) -> bytes:
    """The bytes themselves where they are UTF-8, which needs no copy of a large file; else the same text as UTF-8."""
    if b"\0" not in content[:400]:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for start in range(0, len(content), 1 << 24):
                decoder.decode(content[start : start + (1 << 24)])
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            pass
        else:
            return content
    return text_of(content).encode()


def lines_of(grid: Grid, rows: Sequence[int]) -> Iterator[int]:
    """The line in the file where each of the rows begins, the first row being 0."""
    if grid.lines is not None:
        yield from (grid.lines[row] for row in rows)
        return
    breaks = pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True).fill_null(0))
    before = grid.cells.select(breaks.cum_sum().shift(1, fill_value=0)).collect().to_series()
    yield from (grid.first_line + row + before[row] for row in rows)
