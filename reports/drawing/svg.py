"""The few shapes that pictures are made of. Colours are written out, and named by class for a dark screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reports.drawing.text import BASELINE, SIZE, width
from reports.markup import Markup, element
from reports.plot import Colour

Anchor = Literal["start", "middle", "end"]
QUIET, TEXT, PAPER, GRID, AXIS = (Colour(name) for name in ("quiet", "text", "background", "grid", "axis"))
TARGET, MEDIAN, BAND = (Colour(name) for name in ("target", "median", "band"))
TAG = Colour("background", 0.82)
"""What lies under a text that stands on the data."""
STRIPE = 5.0
"""From one stripe to the next, in pixels, along either side."""
DASHES = {"solid": None, "dash": "6 4", "dot": "2 4", "break": "4 3", "note": "1 3"}


@dataclass(frozen=True)
class Box:
    """A rectangle of the picture, in pixels from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return not (
            self.left + self.width < other.left
            or other.left + other.width < self.left
            or self.top + self.height < other.top
            or other.top + other.height < self.top
        )


def line(one: tuple[float, float], other: tuple[float, float], ink: Colour, wide: float, dash: str = "solid") -> Markup:
    """A straight line."""
    return element(
        "line", x1=one[0], y1=one[1], x2=other[0], y2=other[1],
        **_stroke(ink, wide), stroke_dasharray=DASHES[dash], class_=f"s-{ink.token}",
    )  # fmt: skip


def path(points: Sequence[tuple[float, float]], ink: Colour, wide: float, dash: str = "solid") -> Markup:
    """Points joined by straight lines."""
    to = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return element(
        "path", d=f"M{to}", fill="none", **_stroke(ink, wide), stroke_dasharray=DASHES[dash], stroke_linejoin="round",
        class_=f"s-{ink.token}",
    )  # fmt: skip


def field(points: Iterable[tuple[float, float]], fill: Colour, ink: Colour | None = None) -> Markup:
    """An area between points, with an edge of one pixel where it has ink."""
    outline = _stroke(ink, 1) if ink else {}
    return element("path", d=f"M{'L'.join(f'{x:.1f},{y:.1f}' for x, y in points)}Z", **_looks(fill, ink), **outline)


def box(at: Box, fill: Colour, ink: Colour | None = None, wide: float = 0, fades: str = "") -> Markup:
    """A filled rectangle, perhaps with an outline along its edges; `fades` names colours that fade instead."""
    looks = _looks(fill, ink) | ({"fill": f"url(#{fades})", "class_": None} if fades else {})
    return element(
        "rect",
        x=at.left, y=at.top, width=at.width, height=at.height, **looks, **(_stroke(ink, wide) if ink else {}),
    )  # fmt: skip


def stripes(at: Box, ink: Colour) -> Markup:
    """A rectangle that is striped: lines of their own, since a PDF holds a pattern of SVG as a photograph."""
    sums = [STRIPE * number for number in range(1, math.ceil((at.width + at.height) / STRIPE))]
    lines = "".join(
        f"M{at.left + max(0.0, one - at.height):.1f},{at.top + min(one, at.height):.1f}"
        f"L{at.left + min(one, at.width):.1f},{at.top + max(0.0, one - at.width):.1f}"
        for one in sums
    )
    striped = element("path", d=lines, **_stroke(ink, 1.75), class_=f"s-{ink.token}") if lines else ""
    return Markup(box(at, PAPER, ink, 1) + striped)


def dot(at: tuple[float, float], size: float, fill: Colour, ink: Colour | None = None, wide: float = 0) -> Markup:
    """A circle of that diameter."""
    return element("circle", cx=at[0], cy=at[1], r=size / 2, **_looks(fill, ink), **(_stroke(ink, wide) if ink else {}))


def words(
    text: str,
    at: tuple[float, float],
    anchor: Anchor = "start",
    ink: Colour = TEXT,
    *,
    bold: bool = False,
    size: float = SIZE,
) -> Markup:
    """A line of text; `at` is the middle of its height."""
    return element(
        "text",
        text,
        x=at[0],
        y=at[1] + size * BASELINE,
        text_anchor=None if anchor == "start" else anchor,
        font_weight="600" if bold else None,
        font_size=None if size == SIZE else size,
        **_looks(ink),
    )


def tagged(text: str, at: tuple[float, float], anchor: Anchor, ink: Colour, *, bold: bool = False) -> Markup:
    """A line of text that may stand on data, which shows but a little through."""
    return Markup(box(room_of(text, at, anchor, bold=bold), TAG) + words(text, at, anchor, ink, bold=bold))


def room_of(text: str, at: tuple[float, float], anchor: Anchor, *, bold: bool = False) -> Box:
    """The room that a line of text takes, with a little air beside it."""
    wide = width(text, bold=bold) + 6
    left = {"start": -3.0, "middle": -wide / 2, "end": 3 - wide}[anchor]
    return Box(at[0] + left, at[1] - 8, wide, 16)


def _looks(fill: Colour, ink: Colour | None = None) -> dict[str, str | float | None]:
    """The fill, and the classes by which a stylesheet gives both their dark look."""
    names = [f"f-{fill.token}", *([f"s-{ink.token}"] if ink else [])]
    return {"fill": fill.hex, "fill_opacity": fill.opacity if fill.opacity < 1 else None, "class_": " ".join(names)}


def _stroke(ink: Colour, wide: float) -> dict[str, str | float | None]:
    seen = ink.opacity if ink.opacity < 1 else None
    return {"stroke": ink.hex, "stroke_width": wide, "stroke_opacity": seen}
