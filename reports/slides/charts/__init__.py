"""Native charts: a plot as DrawingML with its own workbook, so that whoever presents it can change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from charts.chart import Chart
from reports.plot import Bars, Line, Plot, Runs
from reports.plot.reading import plot_of
from reports.slides.charts.drawing import Canvas, keyed
from reports.slides.charts.lying import lying
from reports.slides.charts.parts import Style, chart_space
from reports.slides.charts.scattered import scattered
from reports.slides.charts.subset import only
from reports.slides.charts.upright import upright


@dataclass(frozen=True)
class Native:
    """A chart as python-pptx takes it, in the place of its own chart data."""

    markup: bytes
    xlsx_blob: bytes

    def xml_bytes(self, _kind: Any) -> bytes:
        """The chart, whatever kind it is called."""
        return self.markup


def native_chart(
    chart: Chart, width: float, height: float, style: Style, rows: tuple[int, int] | None = None
) -> Native:
    """The chart at a size in points; with `rows` only those from the first to before the last."""
    plot = plot_of(chart)
    if rows is not None:
        plot = only(plot, plot.along.rows[slice(*rows)])
    measure = chart.table.columns[1] if len(chart.table.columns) > 1 else chart.subtitle
    canvas = Canvas(width, height, style, measure)
    area = _drawn(plot, canvas)
    return Native(chart_space(area, style), canvas.sheet.blob(chart.table, style.language))


def _drawn(plot: Plot, canvas: Canvas) -> str:
    """Lines and columns over time, bars that lie down, or else a scatter, which can hold anything."""
    if not plot.lies and plot.along.runs is Runs.TIME and all(isinstance(mark, Line | Bars) for mark in plot.marks):
        return upright(plot, canvas)
    bars = all(isinstance(mark, Bars) for mark in plot.marks) and not (plot.bands or plot.targets)
    if plot.lies and bars and plot.along.written and plot.across.runs is Runs.NUMBERS:
        return lying(plot, canvas)
    return scattered(plot, canvas)


def said_below(chart: Chart, style: Style) -> tuple[str, ...]:
    """What is said of the chart's breaks and notes, a line each."""
    return keyed(plot_of(chart), style.language).below


def said_beside(chart: Chart, style: Style) -> str:
    """What a field behind the data is, for the line that names the measure; empty where the chart itself says it."""
    plot = plot_of(chart)
    fields = {one.label for one in plot.expected}
    return style.language.text("grey: {field}", field=", ".join(sorted(fields))) if fields else ""
