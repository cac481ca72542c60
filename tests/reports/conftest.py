"""What reports are made of in the tests: every chart that the app shows of the demo, and a report of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from charts.chart import Chart
from reports.report import Report
from tests.reports.every_chart import charts_of_the_app
from tests.reports.fixture import fixture_report


@pytest.fixture(scope="session")
def every_chart() -> list[Chart]:
    """Every chart of the demo's region, and of some of its campaigns."""
    return charts_of_the_app()


@pytest.fixture(scope="session")
def report(demo_store: Path, every_chart: list[Chart]) -> Report:
    """A report with all that a report may hold."""
    return fixture_report(str(demo_store), every_chart)
