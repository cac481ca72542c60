"""Reads the picture back from a finished chart: from the figure that the browser is sent to a `Plot`.

The vocabulary is that of `charts/theme.py` and of the charts themselves. What is not known raises, so that no report
silently leaves out what a page shows; a test reads every chart that the app makes of the demo.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.chart import Chart
from reports.plot import Axis, Band, Break, Numbered, Plot, Runs, Target
from reports.plot.traces import mark_of
from reports.plot.vocabulary import Json, day, fields, is_day, number, word


def plot_of(chart: Chart) -> Plot:
    """What the chart draws. Raises UnknownVocabulary where a report would leave something out."""
    figure = fields("figure", chart.figure)
    layout, traces = fields("layout", figure.get("layout", {})), figure["data"]
    word("barmode", layout.get("barmode", "overlay"))
    meta = fields("layout meta", layout.get("meta", {}))
    lies = any(map(_lies, traces))
    places, values = ("y", "x") if lies else ("x", "y")
    every = [place for trace in traces for place in trace[places]]
    return Plot(
        lies=lies,
        along=_along(fields("axis", layout.get(f"{places}axis", {})), every, lies=lies),
        across=_across(fields("axis", layout.get(f"{values}axis", {}))),
        marks=tuple(mark for trace in traces if (mark := mark_of(trace, places, values))),
        breaks=tuple(_break(one, every) for one in meta.get("breaks", ())),
        targets=tuple(Target(float(one[values]), one["label"]) for one in meta.get("targets", ())),
        bands=tuple(
            Band(float(one[f"{values}0"]), float(one[f"{values}1"]), one["label"]) for one in meta.get("bands", ())
        ),
        notes=tuple(Numbered(day(one["x"]), one["label"], one["text"]) for one in meta.get("marks", ())),
    )


def _lies(trace: Json) -> bool:
    """Whether values run from left to right, and what they are of has names or is rows with numbers."""
    if trace["type"] == "bar":
        return bool(trace.get("orientation") == "h")
    return any(isinstance(y, str) for y in trace["y"]) or not all(isinstance(x, str) for x in trace["x"])


def _along(axis: Json, every: Sequence[Any], *, lies: bool) -> Axis:
    rows: list[str] = []
    runs = Runs.NUMBERS
    if every and all(is_day(one) for one in every) and not lies:
        runs = Runs.TIME
    elif any(isinstance(one, str) for one in every):
        runs, rows = Runs.NAMES, list(dict.fromkeys(every))
    if lies and axis.get("autorange") != "reversed":
        rows.reverse()  # Plotly begins at the bottom
    return Axis(
        runs,
        ends=_ends(axis),
        zero_line=axis.get("zeroline", True),
        rows=tuple(rows),
        ticks=tuple(zip(map(float, axis.get("tickvals", ())), axis.get("ticktext", ()), strict=True)),
        written=axis.get("showticklabels", True),
        by_month=runs is Runs.TIME and all(day(one).day == 1 for one in every),
    )


def _across(axis: Json) -> Axis:
    return Axis(
        Runs.TIME if axis.get("type") == "date" else Runs.NUMBERS,
        sign=axis.get("ticksuffix", ""),
        ends=_ends(axis),
        from_zero=axis.get("rangemode") == "tozero",
        zero_line=axis.get("zeroline", True),
        written=axis.get("showticklabels", True),
    )


def _ends(axis: Json) -> tuple[float, float] | None:
    first, last = map(number, axis["range"]) if "range" in axis else (None, None)
    return None if first is None or last is None else (first, last)


def _break(said: Json, every: Sequence[str]) -> Break:
    """A break half-way between the last day before it and the first after it."""
    own, days = day(said["x"]), sorted(set(map(day, every)))
    after = next((place for place, one in enumerate(days) if one >= own), 0)
    at = own.toordinal() if not after else (days[after - 1].toordinal() + days[after].toordinal()) / 2
    return Break(float(at), own, said["label"], tuple(said.get("traces", ())))
