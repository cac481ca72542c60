"""Bars that lie down, a row each from the top, such as groups of posts."""

from __future__ import annotations

from dataclasses import dataclass

from reports.plot import Bars, Colour, Place, Plot, Point
from reports.slides.charts.axes import Side, Written, category_axis, value_axis
from reports.slides.charts.drawing import GAP, Canvas, number_format
from reports.slides.charts.parts import Label, Room
from reports.slides.charts.scale import Scale, given, scaled
from reports.slides.charts.series import Look, bar_chart, bar_series
from reports.slides.charts.sheet import levels
from reports.slides.markup import tag

NAMES = 0.36
"""How much of the chart the names may take."""
FOOT = 24.0
HIGHEST = 64.0
"""Points: no row is higher, so that few bars do not become blocks."""


@dataclass(frozen=True)
class Lying:
    """A chart of rows under way."""

    canvas: Canvas
    plot: Plot
    rows: tuple[str, ...]
    scale: Scale
    room: Room
    places: str

    def values(self, points: tuple[Point, ...]) -> list[float | None]:
        """The points' values, one a row."""
        at = {point.at: point.value for point in points}
        return [at.get(row) for row in self.rows]


def lying(plot: Plot, canvas: Canvas) -> str:
    """The plot area of bars that lie down."""
    rows = plot.along.rows
    bars = [mark for mark in plot.marks if isinstance(mark, Bars)]
    names = [_name(row, bars) for row in rows]
    room = _room(names, canvas)
    scale = _scale(plot, bars, canvas, room)
    column = canvas.sheet.texts(canvas.language.text("Row"), names)
    chart = Lying(canvas, plot, rows, scale, room, levels([column]))
    # What begins further along is drawn first, and what begins at nought over it.
    ordered = sorted(bars, key=lambda mark: -max((one.start for one in mark.points), default=0.0))
    series = [_bars(chart, mark) for mark in ordered]
    return tag("c:plotArea", room.layout(), bar_chart(series, pair=1, lies=True, gap=60), *_axes(chart))


def _name(row: str, bars: list[Bars]) -> str:
    """The row's name, and what is said of it where it has no bar."""
    said = [point.text for mark in bars for point in mark.points if point.at == row and point.value is None]
    return f"{row}: {said[0]}" if any(said) else str(row)


def _room(names: list[str], canvas: Canvas) -> Room:
    widest = max(map(canvas.wide, names), default=0.0)
    left = min(widest, canvas.width * NAMES) + GAP * 1.5
    below = max(FOOT, canvas.height - GAP / 2 - HIGHEST * len(names))
    return Room(canvas.width, canvas.height, left, GAP * 2, GAP / 2, below)


def _scale(plot: Plot, bars: list[Bars], canvas: Canvas, room: Room) -> Scale:
    """The ends that are given, or room for the words beyond the bars."""
    if plot.across.ends:
        low, high = sorted(plot.across.ends)
        return Scale(low, high, given(low, high).step)
    points = [point for mark in bars for point in mark.points if point.value is not None]
    widest = max((canvas.wide(point.text) for point in points if point.text), default=0.0) + GAP
    share = min(0.6, widest / room.across)
    return scaled([point.value or 0.0 for point in points], from_zero=plot.across.from_zero, room=share / (1 - share))


def _bars(chart: Lying, mark: Bars) -> str:
    canvas, style = chart.canvas, chart.canvas.style
    usual = mark.points[0].colour
    places: dict[Place, int] = {row: place for place, row in enumerate(chart.rows)}
    points, said = {}, {}
    for point in mark.points:
        if point.value is None:
            continue
        place = places[point.at]
        if point.hollow:
            points[place] = style.filled(Colour("background"), Colour(point.colour.token), 1.5)
        elif point.colour != usual:
            points[place] = style.filled(point.colour)
        if point.text:
            look = number_format(point, chart.plot.across.sign, style)
            said[place] = Label("" if look else point.text, side="outEnd", value=look)
    further = any(point.start for point in mark.points if point.value is not None)
    named = mark.name or canvas.measure
    heading = canvas.language.text("{name}, highest", name=named) if further else named
    column = canvas.sheet.numbers(heading, chart.values(mark.points))
    return bar_series(
        canvas.number(), column, chart.places, Look(style.filled(usual), points=points, labels=said), style
    )


def _axes(chart: Lying) -> list[str]:
    style, scale, sign = chart.canvas.style, chart.scale, chart.plot.across.sign
    said = Written(style.number_format(scale.decimals, sign))
    return [
        category_axis(Side("l", reversed=True), style),
        value_axis(Side("b", crosses="max"), scale, said, style),
    ]
