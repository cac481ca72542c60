"""What every native chart is drawn with, and what it comes to: its markup, its workbook, and what is said below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan

from locales import Language
from reports.plot import Plot, Point
from reports.slides.charts.parts import SIZE, Style
from reports.slides.charts.series import Numbering
from reports.slides.charts.sheet import Sheet
from reports.slides.measure import width_of

GAP = 8.0
"""Points between a label and what it stands beside."""
LINE = 17.0
"""Points from one label to the next."""


@dataclass
class Canvas:
    """A chart under way: its size in points, its style and its sheet. `measure` is what an unnamed series shows."""

    width: float
    height: float
    style: Style
    measure: str
    sheet: Sheet = field(default_factory=Sheet)
    number: Numbering = field(default_factory=Numbering)

    @property
    def language(self) -> Language:
        """The language of its labels."""
        return self.style.language

    def wide(self, text: str, *, size: float = SIZE, bold: bool = False) -> float:
        """How wide a label is, its longest line, in points."""
        face = self.style.face
        return max(width_of(line, size, bold=bold, face=face) for line in text.split("\n"))


@dataclass(frozen=True)
class Keyed:
    """What is said of breaks and notes: a mark in the chart for each, and a line below it where the mark says less."""

    breaks: tuple[str, ...]
    below: tuple[str, ...]


def keyed(plot: Plot, language: Language) -> Keyed:
    """Breaks are lettered and notes numbered, as their words would cover the data."""
    letters = [chr(ord("A") + place % 26) for place in range(len(plot.breaks))]
    new = language.text("new definition")
    marks = [new if len(letters) == 1 else f"{new} {letter}" for letter in letters]
    below = [
        f"{mark[:1].upper()}{mark[1:]}, {language.day(one.day)}: {one.label}"
        for mark, one in zip(marks, plot.breaks, strict=True)
    ]
    below += [f"{one.label}. {language.day(one.day)}: {one.text}" for one in plot.notes]
    return Keyed(tuple(marks), tuple(below))


def number_format(point: Point, sign: str, style: Style) -> str:
    """The format that writes the point's value as the page does; empty where the page says more than a number."""
    told = point.text or (point.told[0] if point.told else "")
    number = told.removesuffix(sign) if sign else told
    if not re.fullmatch(r"[\d\u2212\u00a0 ,.]+", number):
        return ""
    mark = "," if style.language.code == "sv" else "."
    return style.number_format(len(number.partition(mark)[2]), sign)


def spread(places: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """The places of labels between low and high so that none covers another, each as near its own as can be."""
    order = sorted(range(len(places)), key=lambda one: places[one])
    found = list(places)
    edge = low
    for one in order:
        found[one] = max(found[one], edge + heights[one] / 2)
        edge = found[one] + heights[one] / 2
    edge = high
    for one in reversed(order):
        found[one] = min(found[one], edge - heights[one] / 2)
        edge = found[one] - heights[one] / 2
    return found


def known(value: float | None) -> float:
    """The value, or NaN where it is missing."""
    return nan if value is None else value
