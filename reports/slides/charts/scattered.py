"""Scatters: points, intervals and bars at exact places, where a chart of bars or lines has no words for them."""

from __future__ import annotations

from datetime import date

from reports.plot import Bars, Dots, Interval, Line, Mark, Plot, Rule, Runs, Stroke
from reports.slides.charts.axes import Side, Written, value_axis
from reports.slides.charts.drawing import GAP, LINE, Canvas
from reports.slides.charts.parts import Room
from reports.slides.charts.scale import Scale, days_scaled, given, scaled
from reports.slides.charts.scatter import Scatter, names_of, rows_of
from reports.slides.charts.scatter_marks import draw_bands, draw_mark, draw_names, draw_targets, draw_words
from reports.slides.charts.series import scatter_chart
from reports.slides.charts.sheet import EPOCH, serial
from reports.slides.markup import tag

FOOT = 24.0
NAMES = 0.4
"""How much of the chart the names of rows may take."""
AROUND = 0.5
"""Rows above the first and below the last."""
HIGHEST = 64.0
"""Points: no row is higher, so that few bars do not become blocks."""
DAY_ROOM = 96.0
"""Points that a day on an axis needs."""


def scattered(plot: Plot, canvas: Canvas) -> str:
    """The plot area of a scatter."""
    room = _room(plot, canvas)
    canvas.sheet.rows = 6 * max(2, len(names_of(plot)), *(len(getattr(mark, "points", ())) for mark in plot.marks))
    chart = Scatter(canvas, plot, _along(plot, room), _across(plot, room), room)
    draw_bands(chart)
    for mark in plot.marks:
        draw_mark(chart, mark)
    draw_words(chart)
    draw_targets(chart)
    if plot.lies and plot.along.written:
        draw_names(chart)
    return tag("c:plotArea", room.layout(), scatter_chart(chart.series), *_axes(chart))


def _room(plot: Plot, canvas: Canvas) -> Room:
    said = [one.label for one in plot.targets] + [one.label for one in plot.bands]
    if not plot.lies:
        numbers = [canvas.language.number(tick, 1) + plot.across.sign for tick in _across(plot, None).ticks()]
        left = max(map(canvas.wide, numbers)) + GAP
        right = max((canvas.wide(label, bold=True) for label in said), default=0.0) + GAP * 2
        return Room(canvas.width, canvas.height, left, right, GAP, FOOT)
    names = names_of(plot).values() if plot.along.written else ()
    left = min(max(map(canvas.wide, names), default=0.0), canvas.width * NAMES) + GAP * 2
    said += [mark.label for mark in plot.marks if isinstance(mark, Rule)]
    top = LINE * any(said) + GAP
    below = max(FOOT, canvas.height - top - HIGHEST * rows_of(plot))
    # A label is as wide to the right of its line as to the left.
    right = max([GAP * 3, *(canvas.wide(label, bold=True) / 2 for label in said)])
    return Room(canvas.width, canvas.height, left, right, top, below)


def _along(plot: Plot, room: Room) -> Scale:
    if plot.lies:
        return Scale(1 - AROUND, rows_of(plot) + AROUND, 1.0)
    days = [serial(at) for mark in plot.marks for at in _days(mark)]
    first, last = min(days, default=0.0), max(days, default=1.0)
    return days_scaled(first - 2, last + 2, max(2, int(room.across / DAY_ROOM)))


def _days(mark: Mark) -> list[date]:
    points = mark.points if isinstance(mark, Dots | Line | Bars) else ()
    return [point.at for point in points if isinstance(point.at, date)]


def _across(plot: Plot, room: Room | None) -> Scale:
    if plot.across.runs is Runs.TIME:
        first, last = plot.across.ends or (0.0, 1.0)
        return days_scaled(first - EPOCH, last - EPOCH, max(2, int((room.across if room else 600) / DAY_ROOM)))
    if plot.across.ends:
        low, high = sorted(plot.across.ends)
        return given(low, high)
    values = [value for mark in plot.marks for value in _values(mark)]
    values += [target.value for target in plot.targets]
    values += [end for band in plot.bands for end in (band.low, band.high)]
    return scaled(values, from_zero=plot.across.from_zero, room=0.02)


def _values(mark: Mark) -> list[float]:
    match mark:
        case Interval():
            return [mark.low, mark.high]
        case Stroke() | Rule():
            return [mark.value]
        case _:
            return [end for one in mark.points if one.value is not None for end in (one.start, one.value)]


def _axes(chart: Scatter) -> list[str]:
    style = chart.canvas.style
    time = {True: style.day_format()}
    numbers = style.number_format(chart.across.decimals, chart.plot.across.sign)
    across = Written(time.get(chart.plot.across.runs is Runs.TIME, numbers), grid=True)
    if chart.plot.lies:
        rows = Written("General", labelled="none", grid=False, line=True)
        return [
            value_axis(Side("b"), chart.across, across, style, own=1, crosses="midCat"),
            value_axis(Side("l"), chart.along, rows, style, crosses="midCat"),
        ]
    days = Written(style.day_format(), grid=False, line=True)
    return [
        value_axis(Side("b"), chart.along, days, style, own=1, crosses="midCat"),
        value_axis(Side("l"), chart.across, across, style, crosses="midCat"),
    ]
