"""Every chart that the pages of the app show, gathered while they are run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import ui.figure
from charts.chart import Chart


@contextmanager
def gathered() -> Iterator[list[Chart]]:
    """The charts that are shown meanwhile."""
    found: list[Chart] = []
    show = ui.figure.content

    def content(chart: Chart, *rest: Any) -> dict[str, Any]:
        found.append(chart)
        return show(chart, *rest)

    with patch.object(ui.figure, "content", content):
        yield found
