"""Part of a chart that has more rows than a slide: the same picture of some of them, on the same axis."""

from __future__ import annotations

from dataclasses import replace

from reports.plot import Bars, Dots, Line, Mark, Plot, Rule, Words
from reports.slides.charts.scale import scaled

BEYOND = 0.2
"""How much further than its bars the axis goes, for what stands beside them."""


def only(plot: Plot, rows: tuple[str, ...]) -> Plot:
    """The plot of these rows alone."""
    marks: list[Mark] = []
    for mark in plot.marks:
        if isinstance(mark, Bars | Dots | Words | Line):
            points = tuple(point for point in mark.points if point.at in rows)
            marks += [replace(mark, points=points)] if points else []
        elif not isinstance(mark, Rule) and mark.at in rows:
            marks.append(mark)
    across = replace(plot.across, ends=plot.across.ends or _ends(plot))
    return replace(plot, along=replace(plot.along, rows=rows), across=across, marks=tuple(marks))


def _ends(plot: Plot) -> tuple[float, float]:
    """The ends of an axis that holds all rows."""
    bars = [mark for mark in plot.marks if isinstance(mark, Bars | Dots | Words | Line)]
    values = [point.value for mark in bars for point in mark.points if point.value is not None]
    scale = scaled(values, from_zero=plot.across.from_zero, room=BEYOND)
    return scale.low, scale.high
