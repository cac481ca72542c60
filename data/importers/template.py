"""Our own template, read: a workbook with a sheet a table, or a CSV file a table, in any of our languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl
import polars.exceptions as plx

from data.importers.archive import Limits
from data.importers.reading import Cell, Sheet, is_workbook, is_zip, plain, workbook
from data.importers.source import Answers, Choice, ImportRejected, Lines, Parsed, Question, Rejected, Remark, Source
from data.importers.template_rows import typed
from data.importers.template_sheets import (
    EXAMPLE,
    HEAD_ROWS,
    Ambiguous,
    Header,
    careful_grid,
    csv_grid,
    csv_header,
    header_of,
    incomplete,
    named_table,
    needed,
    refuse_incomplete,
    sheet_grid,
)
from data.template.guide import GUIDE, LISTS
from data.template.headings import SHEETS
from locales import LANGUAGES, N_, Language

TOO_WIDE = N_(
    "The row has more cells than there are columns. Put quotation marks around text that holds the delimiter."
)
WHICH = N_("Which table is {name}?")
NOTHING = (Remark(N_("Nothing is filled in.")),)
# What the sheets are called that hold no table, in every language: a workbook with the guide is ours.
GUIDES, LISTED = (frozenset(plain(Language(code).text(name)) for code in LANGUAGES) for name in (GUIDE, LISTS))


@dataclass(frozen=True)
class Template:
    """The importer of our own template. Ids in it are the store's own, so its `Parsed` names no channels."""

    id: str = "template"
    label: str = N_("Genomslag's own template")

    def detect(self, source: Source) -> bool:
        """Whether a sheet, or the file, has the headings of one of our tables."""
        try:
            if is_workbook(source.content):
                sheets = workbook(source.content, name=source.name)
                return any(plain(sheet.name) in GUIDES or header_of(sheet.rows, sheet.name) for sheet in sheets)
            return not is_zip(source.content) and csv_header(source) is not None
        except Ambiguous:
            return True  # reading it says so
        except ImportRejected:
            return False

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:
        """The tables that are filled in, or the question which table a file is. Raises ImportRejected."""
        try:
            return self._parsed(source, answers.metric or "")
        except Ambiguous as error:
            if is_workbook(source.content):
                raise
            choices = tuple(Choice(table, SHEETS[table].heading) for table in error.tables)
            return [Parsed(self.id, questions=(Question("metric", WHICH, choices, {"name": source.name}),))]

    def _parsed(self, source: Source, table: str) -> Sequence[Parsed]:
        limits = Limits()
        if is_workbook(source.content):
            return [_workbook(self.id, workbook(source.content, name=source.name, limits=limits), limits)]
        return [_csv(self.id, source, table, limits)]


def _csv(importer: str, source: Source, table: str, limits: Limits) -> Parsed:
    found = csv_header(source, table)
    if found is None:
        raise ImportRejected(N_("{name} has none of the headings of our template."), name=source.name)
    header, delimiter, skipped = found
    refuse_incomplete(header, source.name)
    wide: list[int] = []
    try:
        read = typed(csv_grid(source, header, delimiter, skipped, limits), limits)
    except plx.PolarsError:  # rows of different widths, or quotation marks that Polars does not understand
        grid, wide = careful_grid(source, header, delimiter, limits)
        read = typed(grid, limits)
    rejected = sorted([*read.rejected, *(Rejected(line, TOO_WIDE) for line in wide)], key=lambda one: one.row)
    tables, lines = {header.table: read.rows}, {header.table: read.lines}
    said = () if len(read.rows) or rejected else NOTHING
    return Parsed(importer, tables, rejected=tuple(rejected), unknown=header.unknown, lines=lines, remarks=said)


def _workbook(importer: str, sheets: list[Sheet], limits: Limits) -> Parsed:
    headers = {sheet.name: _header(sheet, single=len(sheets) == 1) for sheet in sheets}
    tables: dict[str, pl.DataFrame] = {}
    lines: dict[str, Lines] = {}
    rejected: list[Rejected] = []
    ours = any(plain(sheet.name) in GUIDES for sheet in sheets)
    for sheet in sheets:
        header = headers[sheet.name]
        if ours and header is None:
            _refuse_renamed(sheet)
        elif header and (not header.missing or _filled_in(sheet, header)):
            refuse_incomplete(header, sheet.name)
            read = typed(sheet_grid(sheet, header, limits), limits)
            _refuse_two(header, tables)
            tables[header.table], lines[header.table] = read.rows, read.lines
            rejected += read.rejected
    filled = {table: rows for table, rows in tables.items() if len(rows)}
    unknown = tuple(_unknown(sheets, headers))
    said = () if filled or rejected else NOTHING
    return Parsed(importer, filled, rejected=tuple(rejected), unknown=unknown, lines=lines, remarks=said)


def _header(sheet: Sheet, *, single: bool) -> Header | None:
    header = header_of(sheet.rows, sheet.name)
    return replace(header, sheet=sheet.name) if header and not single else header


def _filled_in(sheet: Sheet, header: Header | None = None) -> bool:
    """Whether anything stands below the headings, other than the names of the columns and the example."""
    below = sheet.rows[header.row + 1 if header else 1 :]
    rows = (cells for cells in below if any(cells) and not (header and header.same_columns(cells)))
    return any(not any(EXAMPLE.match(str(cell)) for cell in cells) for cells in rows)


def _refuse_renamed(sheet: Sheet) -> None:
    """Raises ImportRejected for a sheet of the template whose headings nobody knows, but in which something stands."""
    if (table := named_table(sheet.name)) and _filled_in(sheet):
        widest: list[Cell] = max(sheet.rows[:HEAD_ROWS], key=len)
        raise incomplete(table, needed(table), widest, sheet.name)


def _refuse_two(header: Header, tables: dict[str, pl.DataFrame]) -> None:
    if header.table in tables:
        raise ImportRejected(
            N_("Two sheets hold the same table: {sheet} is the second."),
            todo=N_("Put the rows in one sheet."),
            sheet=header.sheet,
        )


def _unknown(sheets: list[Sheet], headers: Mapping[str, Header | None]) -> Iterator[str]:
    """Columns that were not used, and sheets that are none of our tables and no part of the template."""
    for sheet in sheets:
        if header := headers[sheet.name]:
            yield from (f"{sheet.name}: {name}" for name in header.unknown)
        elif any(any(row) for row in sheet.rows) and plain(sheet.name) not in GUIDES | LISTED:
            yield sheet.name
