"""The document that these tests open and print: a report with all that a report may hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from charts.chart import Chart
from reports.document import document
from reports.report import Block, Report, Rows
from tests.reports.every_chart import charts_of_the_app
from tests.reports.fixture import fixture_report

FEW = 3


@pytest.fixture(scope="session")
def report(demo_store: Path) -> Report:
    return fixture_report(str(demo_store), charts_of_the_app())


@pytest.fixture(scope="session")
def upright(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document as a file."""
    return _written(document(report), tmp_path_factory)


@pytest.fixture(scope="session")
def lying(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for paper that lies."""
    return _written(document(report, landscape=True), tmp_path_factory)


@pytest.fixture(scope="session")
def short(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the first blocks of each part and few rows in tables, for what would take minutes of all."""
    parts = tuple(replace(part, blocks=tuple(map(_shortened, part.blocks[:FEW]))) for part in report.sections)
    return _written(document(replace(report, sections=parts)), tmp_path_factory)


def _shortened(block: Block) -> Block:
    if not isinstance(block, Chart | Rows):
        return block
    table = block.table
    return replace(block, table=replace(table, rows=table.rows[:FEW], shown=table.shown[:FEW]))


def _written(page: str, folders: pytest.TempPathFactory) -> Path:
    path = folders.mktemp("document") / "rapport.html"
    path.write_text(page, encoding="utf-8")
    return path
