"""What the data are read against: grid and ticks, goals, bands, breaks and notes, and the names at lines' ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.drawing.fitting import BESIDE
from reports.drawing.frame import Frame
from reports.drawing.labels import in_row, spread
from reports.drawing.svg import AXIS, BAND, GRID, MEDIAN, QUIET, TARGET, Box, box, line, words
from reports.drawing.text import LINE, width
from reports.markup import Markup, element
from reports.plot import Colour, Line, Runs

FIELD = Colour(BAND.token, 0.45)
UNDER, TICK = 8.0, 4.0
"""From the area to the middle of the first line under it takes half a line more than this; a tick's length."""
NUMBER = 18.0
"""The height of a note's number in its circle, in pixels."""


def behind(frame: Frame) -> Iterator[Markup]:
    """Bands, grid, breaks and notes: all that lies under the data."""
    area, plot = frame.area, frame.plot
    for band in plot.bands:
        yield box(_all_along(frame, band.low, band.high), FIELD)
    for tick in frame.value_ticks:
        zero = tick.at == 0 and plot.across.zero_line and plot.across.runs is Runs.NUMBERS
        if not _by_rows(frame):
            yield _level(frame, tick.at, AXIS if zero else GRID)
    if _by_rows(frame):
        for tick in frame.place_ticks:
            y = frame.along(tick.at)
            yield line((area.left, y), (frame.right, y), GRID, 1)
    for one in plot.breaks:
        yield _upright(frame, frame.along(one.at), MEDIAN, 1.25, "break")
    for note in plot.notes:
        yield _upright(frame, frame.place(note.day), AXIS, 1, "note")


def before(frame: Frame) -> Iterator[Markup]:
    """Targets: lines over the data."""
    for target in frame.plot.targets:
        yield _level(frame, target.value, TARGET, 1.75)


def _by_rows(frame: Frame) -> bool:
    """Whether dots lie in numbered rows, each with a thin line of its own."""
    return frame.plot.lies and frame.plot.along.runs is Runs.NUMBERS


def _all_along(frame: Frame, low: float, high: float) -> Box:
    first, last = frame.places
    return frame.span(first, last, low, high)


def _level(frame: Frame, value: float, ink: Colour, wide: float = 1.0) -> Markup:
    """A line at a value, through the whole area."""
    at = _all_along(frame, value, value)
    return line((at.left, at.top), (at.left + at.width, at.top + at.height), ink, wide)


def _upright(frame: Frame, x: float, ink: Colour, wide: float, dash: str) -> Markup:
    return line((x, frame.area.top), (x, frame.bottom), ink, wide, dash)


def ticks(frame: Frame) -> Iterator[Markup]:
    """The numbers, days and names beside the axes."""
    lies, plot = frame.plot.lies, frame.plot
    beside, under = (frame.place_ticks, frame.value_ticks) if lies else (frame.value_ticks, frame.place_ticks)
    if plot.along.written if lies else plot.across.written:
        for tick in beside:
            y = frame.along(tick.at) if lies else frame.value(tick.at)
            top = y - (len(tick.lines) - 1) * LINE / 2
            for number, text in enumerate(tick.lines):
                yield words(text, (frame.area.left - BESIDE, top + number * LINE), "end", QUIET)
    for tick in under:
        x = frame.value(tick.at) if lies else frame.along(tick.at)
        yield line((x, frame.bottom), (x, frame.bottom + TICK), AXIS, 1)
        for number, text in enumerate(tick.lines):
            yield words(text, (_kept_inside(x, text, frame), foot(frame, number)), "middle", QUIET)


def _kept_inside(x: float, text: str, frame: Frame) -> float:
    half = width(text) / 2
    return min(max(x, half), frame.width - half)


def foot(frame: Frame, number: int) -> float:
    """The middle of a line under the area, counted from 0."""
    return frame.bottom + UNDER + LINE / 2 + number * LINE


@dataclass(frozen=True)
class Above:
    """The rows over the area: `height` of all of them, and what stands in them once it is known where that is."""

    height: float
    shapes: tuple[Markup, ...]


def above(frame: Frame, bottom: float) -> Above:
    """The labels of breaks, and of targets and bands where the chart lies, with the notes' numbers under them.

    `bottom` is where the rows end, above the area.
    """
    labels = [(one.label, frame.along(one.at), QUIET, False) for one in frame.plot.breaks]
    if frame.plot.lies:
        labels += [(one.label, frame.value(one.value), TARGET, True) for one in frame.plot.targets]
        labels += [
            (one.label, frame.value((one.low + one.high) / 2), QUIET, False) for one in frame.plot.bands if one.label
        ]
    labels.sort(key=lambda label: label[1])
    shapes, height = [], 0.0
    if frame.plot.notes:
        places = spread([frame.place(note.day) for note in frame.plot.notes], NUMBER / 2, frame.width - NUMBER / 2, 22)
        for note, x in zip(frame.plot.notes, places, strict=True):
            shapes.append(_number(note.label, (x, bottom - NUMBER / 2)))
        height = NUMBER + 4
    placed = in_row([(text, place) for text, place, *_ in labels], frame.width, bold=any(bold for *_, bold in labels))
    most = max((len(one.lines) for one in placed), default=0)
    for one, (_, _, ink, bold) in zip(placed, labels, strict=True):
        top = bottom - height - len(one.lines) * LINE
        for number, text in enumerate(one.lines):
            shapes.append(words(text, (one.left, top + (number + 0.5) * LINE), "start", ink, bold=bold))
    return Above(height + most * LINE, tuple(shapes))


def _number(text: str, at: tuple[float, float]) -> Markup:
    wide = max(NUMBER, width(text, size=12) + 8)
    circle = element(
        "rect", x=at[0] - wide / 2, y=at[1] - NUMBER / 2 + 0.5, width=wide, height=NUMBER - 1, rx=NUMBER / 2 - 0.5,
        fill="none", stroke=QUIET.hex, stroke_width=1, class_="s-quiet",
    )  # fmt: skip
    return Markup(circle + words(text, at, "middle", size=12))


def level_labels(frame: Frame) -> list[tuple[str, tuple[float, float], Colour, bool]]:
    """The labels of targets and bands that lie level: over their left end."""
    if frame.plot.lies:
        return []
    x = frame.area.left + 4
    found = [(one.label, (x, frame.value(one.value) - 10), TARGET, True) for one in frame.plot.targets]
    found += [(one.label, (x, frame.value(one.high) + 10), QUIET, False) for one in frame.plot.bands if one.label]
    return found


def line_ends(frame: Frame) -> Iterator[Markup]:
    """The lines' names at their ends, in their colours, none over another."""
    lines = [mark for mark in frame.plot.marks if isinstance(mark, Line) and mark.label]
    ends = [next(((p.at, p.value) for p in reversed(one.points) if p.value is not None), None) for one in lines]
    found = [(one, frame.at(*end)) for one, end in zip(lines, ends, strict=True) if end and end[1] is not None]
    places = spread([at[1] for _, at in found], frame.area.top, frame.bottom)
    for (one, (x, _)), y in zip(found, places, strict=True):
        yield words(one.label, (x + BESIDE, y), "start", one.colour, bold=True)
