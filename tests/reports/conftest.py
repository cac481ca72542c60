"""What reports are made of in the tests: every chart that the app shows of the demo."""

from __future__ import annotations

import pytest

from charts.chart import Chart
from tests.pages.shown import open_page
from tests.reports.every_chart import gathered

REGION = "region-alvmark"
CAMPAIGNS = ("screening-2026", "en-vecka-utan-el", "sommarjobb-2025")


@pytest.fixture(scope="session")
def every_chart() -> list[Chart]:
    """Each chart once, by its file's name and title: all pages of the demo's region, and some of its campaigns."""
    with gathered() as found:
        for page in ("overview", "followers", "reach", "goals", "peers", "data"):
            open_page(page, org=REGION, period="2026-10", lang="sv")
        for campaign in CAMPAIGNS:
            open_page("goals", org=REGION, period="2026-10", lang="sv", campaign=campaign)
    return list({(chart.file_name, chart.title): chart for chart in found}.values())
