"""How far the axes of a plot go. Nothing here knows of pixels but the room that a name takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from reports.plot import Bars, Interval, Line, Mark, Place, Plot, Point, Rule, Runs, Stroke

EDGE = 0.05
"""How much further than what it shows an axis goes, as a share of it."""
FURTHER = 0.5
"""An expected range much wider than the data leaves the picture: so far beyond them it is shown."""
ABOVE_A_SIGNAL = 0.12
"""Room over a point that stands out, for its name."""
ALONE = 45.0
"""Days on each side of a single one."""


def points_of(mark: Mark) -> tuple[Point, ...]:
    """The points of a mark, none where it is an interval, a stroke or a rule."""
    return () if isinstance(mark, Interval | Stroke | Rule) else mark.points


def across(plot: Plot) -> tuple[float, float]:
    """The values at the left or bottom and at the right or top."""
    if plot.across.ends:
        return plot.across.ends
    values = [value for mark in plot.marks for value in _values(mark)]
    values += [one.value for one in plot.targets]
    values += [end for one in plot.bands for end in (one.low, one.high)]
    zero = [0.0] if plot.across.from_zero else []
    low, high = min([*values, *zero], default=0.0), max([*values, *zero], default=0.0)
    low, high = _with_expected(plot, low, high)
    edge = (high - low or 1.0) * EDGE
    named = [value + ABOVE_A_SIGNAL * (high - low) for value in _standing_out(plot)]
    return (low if zero and low == 0 else low - edge), max(high + edge, *named, low + edge)


def _values(mark: Mark) -> Iterator[float]:
    if isinstance(mark, Interval):
        yield from (mark.low, mark.high)
    elif isinstance(mark, Stroke | Rule):
        yield mark.value
    else:
        for point in mark.points:
            if point.value is not None:
                yield point.value
                yield from (point.start,) if isinstance(mark, Bars) else ()


def _with_expected(plot: Plot, low: float, high: float) -> tuple[float, float]:
    """As far as the expected range where that is not much further than the data."""
    lows = [value for one in plot.expected for value in one.low if value is not None]
    highs = [value for one in plot.expected for value in one.high if value is not None]
    beyond = (high - low) * FURTHER
    return max(min([low, *lows]), low - beyond), min(max([high, *highs]), high + beyond)


def _standing_out(plot: Plot) -> Iterator[float]:
    for mark in plot.series:
        at = {place for signal in mark.signals for place in signal.at}
        yield from (value for place in at if (value := mark.points[place].value) is not None)


def along(plot: Plot) -> tuple[float, float]:
    """The places at the left or top and at the right or bottom: days, or rows counted from 0."""
    if plot.along.runs is Runs.NAMES:
        return 0.0, float(len(plot.along.rows))
    if plot.along.ends:
        bottom, top = plot.along.ends
        return (top, bottom) if plot.lies else (bottom, top)
    days = days_of(plot)
    if len(days) < 2:
        alone = float(days[0].toordinal()) if days else 0.0
        return alone - ALONE, alone + ALONE
    first, last = float(days[0].toordinal()), float(days[-1].toordinal())
    whole = plot.expected or any(isinstance(mark, Bars) for mark in plot.marks)
    room = step_of(plot) / 2 if whole else (last - first) * EDGE / 2
    return first - room, last + room


def days_of(plot: Plot) -> list[date]:
    """Every day that has a point, in order."""
    return sorted({point.at for mark in plot.marks for point in points_of(mark) if isinstance(point.at, date)})


def step_of(plot: Plot) -> float:
    """How far it is from one place to the next where that is least: in days, or 1 where they are rows."""
    days = [day.toordinal() for day in days_of(plot)]
    return float(min((after - before for before, after in pairwise(days)), default=1))


def place_of(plot: Plot, at: Place) -> float:
    """A place as a number on its axis: a day's number, or the middle of a row."""
    if isinstance(at, date):
        return float(at.toordinal())
    return plot.along.rows.index(at) + 0.5 if isinstance(at, str) else at


def edges_of(plot: Plot, mark: Line | Bars) -> list[float]:
    """The days between which each point stands: half-way to its neighbours, and as far beyond the first and last."""
    places = [place_of(plot, point.at) for point in mark.points]
    step = step_of(plot)
    padded = [2 * places[0] - (places[1] if len(places) > 1 else places[0] + step), *places]
    padded.append(2 * places[-1] - (places[-2] if len(places) > 1 else places[-1] - step))
    return [(one + other) / 2 for one, other in pairwise(padded)]
