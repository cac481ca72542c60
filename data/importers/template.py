"""Our own template, read: a workbook with a sheet a table, or a CSV file a table, in any of our languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl
import polars.exceptions as plx

from data.importers.archive import Limits
from data.importers.reading import Sheet, is_workbook, is_zip, plain, workbook
from data.importers.source import Answers, ImportRejected, Lines, Parsed, Rejected, Source
from data.importers.template_rows import typed
from data.importers.template_sheets import (
    Ambiguous,
    Header,
    careful_grid,
    csv_grid,
    csv_header,
    header_of,
    refuse_incomplete,
    sheet_grid,
)
from data.template.guide import GUIDE, LISTS
from locales import LANGUAGES, N_, Language

TOO_WIDE = N_(
    "The row has more cells than there are columns. Put quotation marks around text that holds the delimiter."
)


@dataclass(frozen=True)
class Template:
    """The importer of our own template. Ids in it are the store's own, so its `Parsed` names no channels."""

    id: str = "template"
    label: str = N_("Genomslag's own template")

    def detect(self, source: Source) -> bool:
        """Whether a sheet, or the file, has the headings of one of our tables."""
        try:
            if is_workbook(source.content):
                return any(header_of(sheet.rows, sheet.name) for sheet in workbook(source.content, name=source.name))
            return not is_zip(source.content) and csv_header(source) is not None
        except Ambiguous:
            return True  # reading it says so
        except ImportRejected:
            return False

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:  # noqa: ARG002 -- the template asks nothing
        """The tables that are filled in. Raises ImportRejected."""
        limits = Limits()
        if is_workbook(source.content):
            return [_workbook(self.id, workbook(source.content, name=source.name, limits=limits), limits)]
        return [_csv(self.id, source, limits)]


def _csv(importer: str, source: Source, limits: Limits) -> Parsed:
    found = csv_header(source)
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
    return Parsed(importer, tables, rejected=tuple(rejected), unknown=header.unknown, lines=lines)


def _workbook(importer: str, sheets: list[Sheet], limits: Limits) -> Parsed:
    headers = {sheet.name: _header(sheet, single=len(sheets) == 1) for sheet in sheets}
    tables: dict[str, pl.DataFrame] = {}
    lines: dict[str, Lines] = {}
    rejected: list[Rejected] = []
    for sheet in sheets:
        if header := headers[sheet.name]:
            refuse_incomplete(header, sheet.name)
            read = typed(sheet_grid(sheet, header, limits), limits)
            _refuse_two(header, tables)
            tables[header.table], lines[header.table] = read.rows, read.lines
            rejected += read.rejected
    filled = {table: rows for table, rows in tables.items() if len(rows)}
    unknown = tuple(_unknown(sheets, headers))
    return Parsed(importer, filled, rejected=tuple(rejected), unknown=unknown, lines=lines)


def _header(sheet: Sheet, *, single: bool) -> Header | None:
    header = header_of(sheet.rows, sheet.name)
    return replace(header, sheet=sheet.name) if header and not single else header


def _refuse_two(header: Header, tables: dict[str, pl.DataFrame]) -> None:
    if header.table in tables:
        raise ImportRejected(
            N_("Two sheets hold the same table: {sheet} is the second."),
            todo=N_("Put the rows in one sheet."),
            sheet=header.sheet,
        )


def _unknown(sheets: list[Sheet], headers: Mapping[str, Header | None]) -> Iterator[str]:
    """Columns that were not used, and sheets that are none of our tables and no part of the template."""
    of_ours = {plain(Language(code).text(name)) for code in LANGUAGES for name in (GUIDE, LISTS)}
    for sheet in sheets:
        if header := headers[sheet.name]:
            yield from (f"{sheet.name}: {name}" for name in header.unknown)
        elif any(any(row) for row in sheet.rows) and plain(sheet.name) not in of_ours:
            yield sheet.name
