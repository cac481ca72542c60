"""The frame of a picture: how much room names, numbers and labels take beside the data, and how high it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from locales import Language
from reports.drawing.frame import NARROW, Frame
from reports.drawing.scale import across, along, points_of
from reports.drawing.svg import Box
from reports.drawing.text import LINE, width, wrapped
from reports.plot import Bars, Dots, Interval, Line, Plot, Stroke, Words

HIGH, HIGH_ON_A_PHONE = 160.0, 180.0
"""Of the data where values run upwards, in pixels."""
ROW, CROWD, MOST_ROWS = 20.0, 420.0, 46
"""A row with one dot; all rows where they are more than this, since then nobody's name stands there."""
BAR_ROW, BETWEEN_ROWS = 28.0, 10.0
EDGE, BESIDE = 14.0, 8.0
"""Right of the data where nothing stands there; between a mark and its text."""
NAMES, NAMES_ON_A_PHONE = 0.36, 0.42
"""How much of the width the names of rows may take."""
LABELS = 0.32
"""How much of it labels at the ends of lines may take; wider ones stand above the picture."""


def fitted(plot: Plot, language: Language, wide: float) -> Frame:
    """The frame, its area at the top of the picture: `lowered` makes room above it."""
    names = _names(plot, wide)
    rows = tuple(_row(plot, row, lines) for row, lines in enumerate(names))
    frame = Frame(plot, language, wide, Box(0, 0, wide, 100), across(plot), along(plot), rows, names)
    left = _left(frame)
    inner = min((wide - left - _right(plot, wide), *_fitting(frame, wide - left)))
    return replace(frame, area=Box(left, 0, inner, _height(frame)))


def lowered(frame: Frame, top: float) -> Frame:
    """The frame with so much room above its area."""
    return replace(frame, area=replace(frame.area, top=top))


def labels_beside(plot: Plot, wide: float) -> bool:
    """Whether there is room for the lines' names at their ends."""
    widest = _widest_label(plot)
    return 0 < widest < wide * LABELS


def usual_beside(plot: Plot, wide: float) -> str:
    """What an expected range is called, where there is room for it right of the picture."""
    return plot.expected[0].label if plot.expected and not labels_beside(plot, wide) and wide >= NARROW else ""


def _widest_label(plot: Plot) -> float:
    return max((width(mark.label, bold=True) for mark in plot.marks if isinstance(mark, Line)), default=0.0)


def _names(plot: Plot, wide: float) -> tuple[tuple[str, ...], ...]:
    """The names of rows, in lines."""
    if not plot.along.written:
        return tuple(() for _ in plot.along.rows)
    room = wide * (NAMES_ON_A_PHONE if wide < NARROW else NAMES)
    return tuple(wrapped(name, room) for name in plot.along.rows)


def _row(plot: Plot, row: int, lines: tuple[str, ...]) -> float:
    """The height of a row that has a name: as much as its name and what is drawn in it need."""
    name = plot.along.rows[row]
    needed = [len(lines) * LINE + BETWEEN_ROWS, BAR_ROW]
    for mark in plot.marks:
        if isinstance(mark, Interval | Stroke) and mark.at == name:
            needed.append(mark.size + BETWEEN_ROWS)
        elif isinstance(mark, Words) and any(point.at == name and "middle" not in point.side for point in mark.points):
            needed.append(2 * LINE + BETWEEN_ROWS)
    return max(needed)


def _height(frame: Frame) -> float:
    if frame.rows:
        return sum(frame.rows)
    if not frame.plot.lies:
        return HIGH_ON_A_PHONE if frame.narrow else HIGH
    first, last = frame.places
    return ROW * (last - first) if last - first <= MOST_ROWS else CROWD


def _left(frame: Frame) -> float:
    """How much the numbers or names left of the data need."""
    ticks = frame.place_ticks if frame.plot.lies else frame.value_ticks
    texts = [text for tick in ticks for text in tick.lines] if frame.plot.lies or frame.plot.across.written else []
    return max(map(width, texts), default=-BESIDE) + BESIDE + 2


def _right(plot: Plot, wide: float) -> float:
    if labels_beside(plot, wide):
        return _widest_label(plot) + BESIDE + 4
    if usual := usual_beside(plot, wide):
        return max(map(width, usual.split(" "))) + BESIDE + 4
    return EDGE


def _fitting(frame: Frame, room: float) -> Iterator[float]:
    """The widths of the area at which each text beside a mark that lies still ends inside the picture."""
    low, high = frame.values
    for mark in frame.plot.marks if frame.plot.lies else ():
        if not isinstance(mark, Bars | Dots | Words):
            continue
        for point in points_of(mark):
            share = ((point.value or low) - low) / (high - low)
            if point.text and point.side not in ("middle left", "top center") and share > 0:
                yield (room - BESIDE - width(point.text) - 2) / share
