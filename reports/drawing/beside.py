"""What stands beside a series: the range that was to be expected, and the points that stand out, named once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.drawing.fitting import BESIDE
from reports.drawing.frame import Frame
from reports.drawing.marks import bar_box
from reports.drawing.scale import edges_of
from reports.drawing.svg import BAND, PAPER, QUIET, TEXT, Box, dot, field, room_of, tagged
from reports.drawing.text import LINE
from reports.markup import Markup
from reports.plot import Bars, Colour, Line, Point, Standing

FIELD = Colour(BAND.token, 0.5)
AWAY = 17.0
"""From the middle of a mark to that of its name, in pixels."""
MOST_TRIED = 3
"""Of the points of a kind, so many of the latest are tried for its name."""
PIECES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Of a line from one point to the next: where it is taken to be when room is looked for."""
CLEAR, PROBABLY = 11.0, 8.0
EDGE = 2.0


@dataclass(frozen=True)
class Kind:
    """What is named once of a series: points of a kind that stand out, or bars with open ends."""

    name: Standing | str
    label: str
    points: tuple[Point, ...]
    up: tuple[bool, ...]


def fields(frame: Frame) -> Iterator[Markup]:
    """The range that was to be expected: a step a point, and a gap where none is known."""
    for mark in frame.plot.series:
        if mark.expected:
            edges = edges_of(frame.plot, mark)
            low, high = mark.expected.low, mark.expected.high
            known = [one is not None and other is not None for one, other in zip(low, high, strict=True)]
            for start, end in _runs(known):
                there = [(edges[at + side], _known(high[at])) for at in range(start, end) for side in (0, 1)]
                back = [(edges[at + side], _known(low[at])) for at in reversed(range(start, end)) for side in (1, 0)]
                yield field([_inside(frame, *one) for one in (*there, *back)], FIELD, BAND)


def _known(value: float | None) -> float:
    return 0.0 if value is None else value


def _runs(known: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where each run of known ones begins, and the place after its last."""
    start = None
    for at, here in enumerate([*known, False]):
        if here and start is None:
            start = at
        elif not here and start is not None:
            yield start, at
            start = None


def _inside(frame: Frame, place: float, value: float) -> tuple[float, float]:
    """A corner of the field; what goes further than the picture ends at its edge."""
    low, high = frame.values
    return frame.along(place), frame.value(min(max(value, low), high))


def signals(frame: Frame) -> Iterator[Markup]:
    """Marks on the points that stand out, told apart by their shape."""
    for mark in frame.plot.series:
        for signal in mark.signals:
            for place in signal.at:
                if (value := mark.points[place].value) is not None:
                    yield sign(signal.kind, frame.at(mark.points[place].at, value))


def sign(kind: Standing, at: tuple[float, float]) -> Markup:
    """The mark of a kind: a diamond is a clear change, a dot probably a shift."""
    if kind == "clear":
        x, y = at
        half = CLEAR / 2 + EDGE / 2
        return field([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], TEXT, PAPER)
    return dot(at, PROBABLY + EDGE, TEXT, PAPER, EDGE)


def kinds(frame: Frame) -> list[Kind]:
    """What is to be named, with the points where its name may stand, above or below."""
    found = []
    for mark in frame.plot.series:
        for signal in mark.signals:
            places = [at for at in signal.at if mark.points[at].value is not None]
            points = tuple(mark.points[at] for at in places)
            found.append(Kind(signal.kind, signal.label, points, tuple(_is_up(mark, at) for at in places)))
        if isinstance(mark, Bars) and mark.open_label:
            opened = tuple(point for point in mark.points if point.open)
            found.append(Kind("open", mark.open_label, opened, (True,) * len(opened)))
    return found


def _is_up(mark: Line | Bars, at: int) -> bool:
    """Whether the name belongs above the point: over bars, and over a line where it runs in the upper half."""
    value = mark.points[at].value or 0.0
    if isinstance(mark, Bars):
        return value >= 0
    low, high = (mark.expected.low[at], mark.expected.high[at]) if mark.expected else (None, None)
    return low is None or high is None or value >= (low + high) / 2


def named(frame: Frame, taken: Sequence[Box]) -> tuple[list[Markup], list[Kind]]:
    """The name of each kind beside one of its latest points, and the kinds that find no room for theirs."""
    full = [*taken, *_ink(frame)]
    for kind in kinds(frame):
        full += [_around(frame, point) for point in kind.points]
    shown, unnamed = [], []
    for kind in kinds(frame):
        for point, up in list(zip(kind.points, kind.up, strict=True))[-MOST_TRIED:][::-1]:
            room = _room(frame, kind, point, up=up)
            if room.top >= 0 and room.top + room.height <= frame.bottom and not any(map(room.meets, full)):
                full.append(room)
                shown.append(tagged(kind.label, (room.left + 3, room.top + 8), "start", TEXT, bold=True))
                break
        else:
            unnamed.append(kind)
    return shown, unnamed


def _room(frame: Frame, kind: Kind, point: Point, *, up: bool) -> Box:
    x, y = frame.at(point.at, point.value or 0.0)
    room = room_of(kind.label, (x, y - AWAY if up else y + AWAY), "middle", bold=True)
    return Box(max(0.0, min(room.left, frame.width - room.width)), room.top, room.width, room.height)


def _around(frame: Frame, point: Point) -> Box:
    x, y = frame.at(point.at, point.value or 0.0)
    return Box(x - 7, y - 7, 14, 14)


def _ink(frame: Frame) -> Iterator[Box]:
    """What the data covers of the picture: bars as they stand, and lines in short pieces."""
    for mark in frame.plot.marks:
        if isinstance(mark, Bars):
            yield from (bar_box(mark, point, frame) for point in mark.points if point.value is not None)
        elif isinstance(mark, Line):
            for before, after in zip(mark.points, mark.points[1:], strict=False):
                if before.value is None or after.value is None:
                    continue
                (x0, y0), (x1, y1) = frame.at(before.at, before.value), frame.at(after.at, after.value)
                yield from (Box(x0 + part * (x1 - x0) - 1, y0 + part * (y1 - y0) - 1, 2, 2) for part in PIECES)


def usual(frame: Frame, label: str) -> Iterator[Markup]:
    """What the expected range is called, right of where it ends."""
    judged = frame.plot.expected
    ends = [(low + high) / 2 for one in judged for low, high in zip(one.low, one.high, strict=True) if low and high]
    middle = frame.value(min(ends[-1], frame.values[1])) if ends else frame.area.top
    lines = label.split(" ")
    top = middle - (len(lines) - 1) * LINE / 2
    for number, line in enumerate(lines):
        yield tagged(line, (frame.right + BESIDE, top + number * LINE), "start", QUIET)
