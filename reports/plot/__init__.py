"""What a chart draws, as values that need no Plotly: slides make native charts of it, and the document pictures.

`reports.plot.reading.plot_of` reads one from a finished `Chart`. Nothing here depends on the size of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from charts.palette import palette

Place: TypeAlias = date | str | float
"""Where something stands along the chart: a day, a name, or a row's number."""
Dash: TypeAlias = Literal["solid", "dash", "dot"]
Side: TypeAlias = Literal[
    "outside", "top right", "bottom right", "middle right", "middle left", "top center", "bottom center"
]
"""Where a point's text stands; outside is beyond the end of its bar."""
Standing: TypeAlias = Literal["clear", "probably"]
"""How a point stands out: a clear change, or probably a shift."""


class Runs(StrEnum):
    """What an axis runs over."""

    TIME = "time"
    NAMES = "names"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Colour:
    """A colour by its name in `static/palette.js`, and how much of it is seen (1: all)."""

    token: str
    opacity: float = 1.0

    @property
    def hex(self) -> str:
        """#rrggbb on white paper, opacity left out."""
        return palette("light")[self.token]


@dataclass(frozen=True)
class Axis:
    """One axis.

    `sign` follows each number (" %"). `ends` are a range that is given: what stands at the left or bottom, and at the
    right or top; days are numbered as `date.toordinal` does. `rows` are the names that it runs over, from the top down
    or from the left. `ticks` are named places on an axis of numbers. With `written` False nothing stands beside it.
    `by_month` says that every point of an axis of time is the first of its month and stands for all of it.
    """

    runs: Runs
    sign: str = ""
    ends: tuple[float, float] | None = None
    from_zero: bool = False
    zero_line: bool = True
    rows: tuple[str, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    written: bool = True
    by_month: bool = False


@dataclass(frozen=True)
class Point:
    """One point or bar.

    `value` is where it ends on the axis of values, None where it is missing; a bar begins at `start`. `text` stands
    beside it, `told` is what the app tells when it is pointed at. It is `hollow` where its period is unfinished and
    `open` where nobody knows how far up it goes. `size` is its dot's diameter in pixels, 0 where it has none.
    """

    at: Place
    value: float | None
    colour: Colour
    start: float = 0.0
    text: str = ""
    side: Side = "middle right"
    told: tuple[str, ...] = ()
    hollow: bool = False
    open: bool = False
    size: float = 0.0


@dataclass(frozen=True)
class Expected:
    """The range that was to be expected at each point, None where there is none."""

    label: str
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True)
class Signal:
    """Points that stand out, by their number among the mark's points."""

    kind: Standing
    label: str
    at: tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """Points joined in order; `Plot.pieces` says where the line is cut. `label` stands at its end."""

    name: str
    points: tuple[Point, ...]
    colour: Colour
    width: float
    dash: Dash = "solid"
    label: str = ""
    expected: Expected | None = None
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Bars or columns. `width` is a share of the room that each has, None for the usual one.

    `outline` is drawn around each in its width in pixels; `striped` marks what is provisional; `open_label` says what
    bars are that have an open end.
    """

    name: str
    points: tuple[Point, ...]
    width: float | None = None
    outline: Colour | None = None
    outline_width: float = 0.0
    striped: bool = False
    open_label: str = ""
    expected: Expected | None = None
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True)
class Dots:
    """Points by themselves."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Words:
    """Texts that stand at places without a mark."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Interval:
    """From `low` to `high` with a stroke of `size` pixels across each end, and a dot at `value` where there is one."""

    at: Place
    low: float
    high: float
    value: float | None
    colour: Colour
    width: float
    size: float
    hollow: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stroke:
    """A thick short line across the row at one value."""

    at: Place
    value: float
    colour: Colour
    width: float
    size: float


@dataclass(frozen=True)
class Rule:
    """A line at one value, from the place `first` to `last`, with its label at the first."""

    value: float
    first: float
    last: float
    label: str
    colour: Colour
    width: float


Mark: TypeAlias = Line | Bars | Dots | Words | Interval | Stroke | Rule


@dataclass(frozen=True)
class Break:
    """A change of definition. `at` is half-way between two points, where its line crosses none; `day` is its own.

    It cuts the lines called `names`, or all where that is empty.
    """

    at: float
    day: date
    label: str
    names: tuple[str, ...] = ()

    def cuts(self, line: Line) -> bool:
        """Whether no line may be drawn across it there."""
        return not self.names or line.name in self.names


@dataclass(frozen=True)
class Target:
    """A goal: a line at one value."""

    value: float
    label: str


@dataclass(frozen=True)
class Band:
    """A field between two values: a goal that is a band, or the middle half of a group (which has no label)."""

    low: float
    high: float
    label: str


@dataclass(frozen=True)
class Numbered:
    """A note: a numbered mark at a day, and what it says."""

    day: date
    label: str
    text: str


@dataclass(frozen=True)
class Plot:
    """A chart's picture. It `lies` where values run from left to right and what they are of from the top down.

    `along` is the axis of places, `across` that of values.
    """

    lies: bool
    along: Axis
    across: Axis
    marks: tuple[Mark, ...]
    breaks: tuple[Break, ...] = ()
    targets: tuple[Target, ...] = ()
    bands: tuple[Band, ...] = ()
    notes: tuple[Numbered, ...] = ()

    @property
    def series(self) -> tuple[Line | Bars, ...]:
        """The lines and bars: what may have an expected range, and points that stand out."""
        return tuple(mark for mark in self.marks if isinstance(mark, Line | Bars))

    @property
    def expected(self) -> tuple[Expected, ...]:
        """The ranges that were to be expected."""
        return tuple(mark.expected for mark in self.series if mark.expected)

    def pieces(self, line: Line) -> tuple[tuple[Point, ...], ...]:
        """The points of the line that are joined to each other: it is cut at every gap and at the breaks of its own."""
        cuts = sorted(each.at for each in self.breaks if each.cuts(line))
        found: list[list[Point]] = [[]]
        before: float | None = None
        for point in line.points:
            day = point.at.toordinal() if isinstance(point.at, date) else None
            if point.value is None or (before and day and any(before < cut <= day for cut in cuts)):
                found.append([])
            if point.value is not None:
                found[-1].append(point)
            before = day
        return tuple(tuple(piece) for piece in found if piece)
