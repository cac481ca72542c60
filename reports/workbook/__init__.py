"""A report as an Excel workbook: a sheet a section with its figures as numbers, and a sheet for each table in it.

Nothing in it is worked out by a formula, and no text can become one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from charts.chart import Chart
from reports.report import Report, Rows, Section
from reports.workbook.about import about_grid
from reports.workbook.figures import definitions_grid, numbers_grid, texts_grid
from reports.workbook.grid import Grid, table_grid
from reports.workbook.sheets import TEXT_ONLY, Formats, Sheet, named, write_contents, write_sheet


def write_workbook(report: Report, target: Path | BinaryIO) -> None:
    """Writes the report's workbook: about it, its texts, a section's figures and tables, and what metrics mean."""
    about, *sheets = named(_sheets(report))
    with xlsxwriter.Workbook(target, TEXT_ONLY) as book:
        book.set_properties(
            {
                "title": report.title,
                "subject": report.subtitle,
                "author": report.author or "Genomslag",
                "created": report.made_at.replace(tzinfo=None),
                "comments": report.limits,
            }
        )
        formats = Formats(book)
        first = book.add_worksheet(about.name)
        write_sheet(first, about, report, formats)
        write_contents(first, about, sheets, report, formats)
        for sheet in sheets:
            write_sheet(book.add_worksheet(sheet.name), sheet, report, formats)


def _sheets(report: Report) -> Iterator[Sheet]:
    """Every sheet; those without a table to show are left out."""
    text = report.language.text
    yield Sheet(text("About the report"), report.title, report.subtitle, "", about_grid(report), "about")
    if (texts := texts_grid(report)).rows:
        yield Sheet(text("Texts"), text("Texts of the report"), "", "", texts, "texts")
    for section in report.sections:
        yield from _sheets_of(section, report)
    if (definitions := definitions_grid(report)).rows:
        yield Sheet(text("Definitions"), text("What the metrics mean"), "", "", definitions, "definitions")


def _sheets_of(section: Section, report: Report) -> Iterator[Sheet]:
    """The section's figures, and then each of its charts and tables as rows, all named after the section."""
    if section.numbers:
        yield _sheet(section, section.title, "", numbers_grid(section.numbers, report.language))
    for block in section.blocks:
        if isinstance(block, Chart) and block.table.columns:
            yield _sheet(section, block.title, block.subtitle, table_grid(block.table))
        elif isinstance(block, Rows) and block.table.columns:
            yield _sheet(section, block.caption, "", table_grid(block.table, block.units))


def _sheet(section: Section, title: str, subtitle: str, grid: Grid) -> Sheet:
    return Sheet(section.name, title, subtitle, section.source, grid, section.id)
