"""A scatter under way: where its places and values stand, and how strokes and points are added to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reports.plot import Dots, Place, Plot, Runs
from reports.slides.charts.drawing import Canvas
from reports.slides.charts.parts import Room
from reports.slides.charts.scale import Scale
from reports.slides.charts.series import Look, point_series
from reports.slides.charts.sheet import EPOCH, serial

Segment = tuple[tuple[float, float], ...]
"""A stroke from one (place, value) to the next."""


@dataclass
class Scatter:
    """A scatter under way: `along` runs over places (upwards where it lies), `across` over values."""

    canvas: Canvas
    plot: Plot
    along: Scale
    across: Scale
    room: Room
    series: list[str] = field(default_factory=list)

    @property
    def row(self) -> float:
        """How high a row is, in points, or wide where the chart does not lie."""
        length = self.room.up if self.plot.lies else self.room.across
        return length / (self.along.high - self.along.low)

    def place(self, at: Place) -> float:
        """Where a place stands on its axis: rows are numbered from the bottom."""
        if isinstance(at, date):
            return serial(at)
        if isinstance(at, str):
            return float(len(self.plot.along.rows) - self.plot.along.rows.index(at))
        return self._mirrored(at) if self.plot.lies else at

    def _mirrored(self, row: float) -> float:
        """A row's number from the top as one from the bottom."""
        return rows_of(self.plot) + 1 - row

    def value(self, value: float) -> float:
        """A value as the sheet has it: a day that is numbered as Python does becomes Excel's."""
        return value - EPOCH if self.plot.across.runs is Runs.TIME else value

    def segments(self, name: str, found: Sequence[Segment], look: Look) -> None:
        """A series of strokes that are not joined, each from one (place, value) to another: a row without a figure
        stands between them.
        """
        sheet, text = self.canvas.sheet, self.canvas.language.text
        ends = [end for segment in found for end in (*segment, None)][:-1]
        along, across = (self.plot.along.runs is Runs.TIME, self.plot.across.runs is Runs.TIME)
        places = sheet.numbers(text("{name}, place", name=name), [end and end[0] for end in ends], days=along)
        values = sheet.numbers(name, [end and end[1] for end in ends], days=across)
        pair = (values, places) if self.plot.lies else (places, values)
        self.series.append(point_series(self.canvas.number(), values, *pair, look, self.canvas.style))

    def add(self, name: str, points: Sequence[tuple[float, float]], look: Look) -> None:
        """A series of points, or of one stroke through all of them."""
        self.segments(name or self.canvas.measure, [tuple(points)], look)


def rows_of(plot: Plot) -> int:
    """How many rows there are in a plot that lies, or 1."""
    if plot.along.rows:
        return len(plot.along.rows)
    dots = [point.at for mark in plot.marks if isinstance(mark, Dots) for point in mark.points]
    return max((int(at) for at in dots if isinstance(at, float | int)), default=1)


def names_of(plot: Plot) -> dict[float, str]:
    """The rows' names, by their number from the top."""
    if plot.along.rows:
        return {float(place): row for place, row in enumerate(plot.along.rows, 1)}
    return dict(plot.along.ticks)
