"""Series as they stand in a chart: bars, lines and points, numbered in the order in which they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from reports.slides.charts.axes import axes
from reports.slides.charts.parts import NO_MARKER, Label, Style, labels
from reports.slides.charts.sheet import Column
from reports.slides.markup import tag

Looks = Mapping[int, str]
"""How single points look that are not as their series."""


@dataclass
class Numbering:
    """Gives every series of a chart its number."""

    _next: count[int] = field(default_factory=count)

    def __call__(self) -> tuple[str, str]:
        """The next number, as what it is and where it stands."""
        number = next(self._next)
        return tag("c:idx", val=number), tag("c:order", val=number)


@dataclass(frozen=True)
class Look:
    """How a series looks: its shape properties, its marker, its single points and its labels, and what is added."""

    shape: str
    marker: str = NO_MARKER
    points: Looks = field(default_factory=dict)
    labels: Mapping[int, Label] = field(default_factory=dict)
    errors: Sequence[str] = ()
    format: str = "General"


def bar_series(number: tuple[str, str], values: Column, places: str, look: Look, style: Style) -> str:
    """A series of bars over the places."""
    single = [tag("c:dPt", tag("c:idx", val=at), NOT_INVERTED, FLAT, look.points[at]) for at in sorted(look.points)]
    return tag(
        "c:ser",
        *number,
        values.name(),
        look.shape,
        NOT_INVERTED,
        *single,
        labels(look.labels, style),
        *look.errors,
        places,
        values.numbers("c:val", look.format),
    )


def line_series(number: tuple[str, str], values: Column, places: str, look: Look, style: Style) -> str:
    """A series of points joined over the places; `look.points` are markers of single ones."""
    single = [tag("c:dPt", tag("c:idx", val=at), look.points[at], FLAT, look.shape) for at in sorted(look.points)]
    return tag(
        "c:ser",
        *number,
        values.name(),
        look.shape,
        look.marker,
        *single,
        labels(look.labels, style),
        *look.errors,
        places,
        values.numbers("c:val", look.format),
        tag("c:smooth", val="0"),
    )


def point_series(number: tuple[str, str], name: Column, along: Column, values: Column, look: Look, style: Style) -> str:
    """A series of points in a scatter: `along` runs from left to right, `values` upwards; it is called as `name`."""
    return tag(
        "c:ser",
        *number,
        name.name(),
        look.shape,
        look.marker,
        labels(look.labels, style),
        *look.errors,
        along.numbers("c:xVal"),
        values.numbers("c:yVal", look.format),
        tag("c:smooth", val="0"),
    )


NOT_INVERTED = tag("c:invertIfNegative", val="0")
FLAT = tag("c:bubble3D", val="0")


def bar_chart(series: Sequence[str], *, pair: int, lies: bool = False, stacked: bool = False, gap: int = 40) -> str:
    """Bars of one pair of axes, on each other or in the same place."""
    return tag(
        "c:barChart",
        tag("c:barDir", val="bar" if lies else "col"),
        tag("c:grouping", val="stacked" if stacked else "clustered"),
        tag("c:varyColors", val="0"),
        *series,
        tag("c:gapWidth", val=gap),
        tag("c:overlap", val="100"),
        *axes(pair),
    )


def line_chart(series: Sequence[str], *, pair: int) -> str:
    """Lines of one pair of axes."""
    shown = tag("c:marker", val="1")
    return tag(
        "c:lineChart", tag("c:grouping", val="standard"), tag("c:varyColors", val="0"), *series, shown, *axes(pair)
    )


def scatter_chart(series: Sequence[str]) -> str:
    """Points on two axes of values."""
    return tag(
        "c:scatterChart", tag("c:scatterStyle", val="lineMarker"), tag("c:varyColors", val="0"), *series, *axes(1)
    )
