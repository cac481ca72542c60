"""Every chart that the pages of the app show, gathered while they are run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import ui.figure
from charts.chart import Chart
from tests.pages.shown import open_page

REGION = "region-alvmark"
PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("followers", {}),
    ("reach", {}),
    ("goals", {"campaign": "screening-2026"}),
    ("goals", {"campaign": "en-vecka-utan-el"}),
    ("goals", {"campaign": "sommarjobb-2025"}),
    ("peers", {}),
    ("data", {}),
)
"""The overview is run before each of them."""


@cache
def charts_of_the_app() -> list[Chart]:
    """Each chart once, by its file's name and title: all pages of the demo's region, and some of its campaigns."""
    with _gathered() as found:
        for page, chosen in PAGES:
            open_page(page, org=REGION, period="2026-10", lang="sv", **chosen)
    return list({(chart.file_name, chart.title): chart for chart in found}.values())


@contextmanager
def _gathered() -> Iterator[list[Chart]]:
    """The charts that are shown meanwhile."""
    found: list[Chart] = []
    show = ui.figure.content

    def content(chart: Chart, *rest: Any) -> dict[str, Any]:
        found.append(chart)
        return show(chart, *rest)

    with patch.object(ui.figure, "content", content):
        yield found
