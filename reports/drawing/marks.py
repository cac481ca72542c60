"""Each mark of a plot as shapes in its frame."""

from __future__ import annotations

from collections.abc import Iterator

from reports.drawing.fitting import BESIDE
from reports.drawing.frame import Frame
from reports.drawing.scale import step_of
from reports.drawing.svg import PAPER, Anchor, Box, box, dot, line, path, stripes, words
from reports.drawing.text import LINE
from reports.markup import Markup, element, together
from reports.plot import Bars, Colour, Dots, Interval, Line, Mark, Place, Point, Rule, Stroke, Words

SHARE = 0.7
"""How much of its room a bar takes where it does not say so itself."""
HOLLOW = 1.75
"""The outline of what is hollow, in pixels."""
ALONE = 6.0
"""A point that no line joins to another, in pixels: it would not be seen otherwise."""
HAIR = 0.5
"""A bar is at least so long that it is seen, in pixels."""
FADES = "fades"
"""How the names of colours that fade begin; the picture's own name and the colour's follow."""


def drawn(mark: Mark, frame: Frame, name: str) -> Markup:
    """The mark. `name` is the picture's own, for what its shapes refer to."""
    match mark:
        case Line():
            shapes = _line(mark, frame)
        case Bars():
            shapes = _bars(mark, frame, name)
        case Dots():
            shapes = _single(mark, frame)
        case Words():
            shapes = (_said(point, frame) for point in mark.points)
        case Interval():
            shapes = _interval(mark, frame)
        case Stroke():
            shapes = iter([_across(mark.at, mark.value, mark.size, mark.colour, mark.width, frame)])
        case _:
            shapes = _rule(mark, frame)
    return together(shapes)


def _line(mark: Line, frame: Frame) -> Iterator[Markup]:
    for piece in frame.plot.pieces(mark):
        places = [frame.at(point.at, point.value) for point in piece if point.value is not None]
        if len(places) > 1:
            yield path(places, mark.colour, mark.width, mark.dash)
        elif not piece[0].size:
            yield dot(places[0], ALONE, mark.colour)
    yield from _dots(mark.points, frame)


def _bars(mark: Bars, frame: Frame, name: str) -> Iterator[Markup]:
    for point in mark.points:
        at = bar_box(mark, point, frame)
        if point.text:
            yield _beside(point, at)
        if point.value is None:
            continue
        ink = mark.outline or _whole(point.colour)
        if point.open:
            yield from _open_end(at, ink, name)
        elif point.hollow:
            yield box(at, PAPER, ink, HOLLOW)
        elif mark.striped:
            yield stripes(at, ink)
        else:
            yield box(at, point.colour, ink if mark.outline_width else None, mark.outline_width)


def definitions(marks: tuple[Mark, ...], name: str) -> Markup | None:
    """The colours that fade out over bars with an open end; None where there are none."""
    bars = [mark for mark in marks if isinstance(mark, Bars)]
    fading = {mark.outline or _whole(point.colour): None for mark in bars for point in mark.points if point.open}
    return element("defs", *(_fades(ink, name) for ink in fading)) if fading else None


def _fades(ink: Colour, name: str) -> Markup:
    stops = [
        element("stop", offset=at, stop_color=ink.hex, stop_opacity=seen, class_=f"c-{ink.token}")
        for at, seen in ((0, 0.45), (1, 0))
    ]
    return element("linearGradient", *stops, id=f"{FADES}-{name}-{ink.token}", x1=0, x2=0, y1=1, y2=0)


def bar_box(mark: Bars, point: Point, frame: Frame) -> Box:
    """Where a bar stands."""
    middle, end = frame.place(point.at), point.value if point.value is not None else point.start
    share = SHARE if mark.width is None else mark.width
    room = min(frame.rows, default=0) or abs(frame.along(step_of(frame.plot)) - frame.along(0))
    half = room * share / 2
    found = frame.lying(middle - half, middle + half, point.start, end)
    if frame.plot.lies:
        return Box(found.left, found.top, max(found.width, HAIR if end > point.start else 0.0), found.height)
    return found


def _open_end(at: Box, ink: Colour, name: str) -> Iterator[Markup]:
    """A lowest that is drawn, and above it a colour that fades out."""
    yield box(at, ink, fades=f"{FADES}-{name}-{ink.token}")
    bottom = at.top + at.height - 1
    yield line((at.left, bottom), (at.left + at.width, bottom), ink, 2)


def _beside(point: Point, at: Box) -> Markup:
    """What stands beyond the end of a bar that lies."""
    middle = at.top + at.height / 2
    if point.value is not None and point.value < point.start:
        return words(point.text, (at.left - BESIDE / 2, middle), "end")
    return words(point.text, (at.left + at.width + BESIDE / 2, middle))


def _single(mark: Dots, frame: Frame) -> Iterator[Markup]:
    yield from _dots(mark.points, frame)
    for point in mark.points:
        if point.text and point.value is not None:
            yield _said(point, frame)


def _dots(points: tuple[Point, ...], frame: Frame) -> Iterator[Markup]:
    for point in points:
        if point.value is not None and point.size:
            at = frame.at(point.at, point.value)
            if point.hollow:
                yield dot(at, point.size, PAPER, _whole(point.colour), HOLLOW)
            else:
                yield dot(at, point.size, point.colour)


def _said(point: Point, frame: Frame) -> Markup:
    """A point's text, on the side where it belongs."""
    x, y = frame.at(point.at, point.value or 0.0)
    height, _, side = point.side.partition(" ")
    anchor: Anchor = "start" if side == "right" else "end" if side == "left" else "middle"
    away = (BESIDE + point.size / 2) * {"start": 1, "end": -1, "middle": 0}[anchor]
    down = {"top": -LINE / 2, "bottom": LINE / 2}.get(height, 0.0)
    return words(point.text, (x + away, y + down), anchor)


def _interval(mark: Interval, frame: Frame) -> Iterator[Markup]:
    yield line(frame.at(mark.at, mark.low), frame.at(mark.at, mark.high), mark.colour, mark.width)
    for end in (mark.low, mark.high):
        yield _across(mark.at, end, mark.size, mark.colour, mark.width, frame)
    if mark.value is not None:
        at = frame.at(mark.at, mark.value)
        yield dot(at, 10, PAPER if mark.hollow else mark.colour, mark.colour, 2)


def _across(at: Place, value: float, size: float, ink: Colour, wide: float, frame: Frame) -> Markup:
    """A short line across a row."""
    x, y = frame.at(at, value)
    half = (0, size / 2) if frame.plot.lies else (size / 2, 0)
    return line((x - half[0], y - half[1]), (x + half[0], y + half[1]), ink, wide)


def _rule(mark: Rule, frame: Frame) -> Iterator[Markup]:
    x = frame.value(mark.value)
    yield line((x, frame.along(mark.first)), (x, frame.along(mark.last)), mark.colour, mark.width)
    yield words(mark.label, (x, frame.along(mark.first) - LINE / 2), "middle")


def _whole(colour: Colour) -> Colour:
    """The colour without anything showing through."""
    return Colour(colour.token)
