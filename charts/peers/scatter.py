"""Two measures against each other: the own organisation named, the others on pointing and in the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.axis import unit_axis
from charts.chart import Chart, Table
from charts.theme import ACCENT, PEER, faded
from locales import Language
from metrics.narrative import lower
from metrics.peers.comparison import Comparison
from metrics.peers.group_wording import group_name
from metrics.peers.measures import Per
from metrics.peers.wording import measure_name, value_text
from metrics.wording import period_name

LOGARITHMIC = 30
"""How many times as large the largest value is as the smallest where an axis goes by factors."""


@dataclass(frozen=True)
class Point:
    """An organisation in a picture of two measures; `said` is what pointing tells."""

    name: str
    x: float
    y: float
    own: bool
    said: str


def scatter_chart(across: Comparison, up: Comparison, language: Language) -> Chart | None:
    """A dot an organisation by two measures of the same group; None where fewer than two have both."""
    points = _points(across, up, language)
    if len(points) < 2:
        return None
    names = [measure_name(found.metric, found.per, language) for found in (across, up)]
    return Chart(
        title=_finding(points, names, language),
        subtitle=language.text(
            "{up} (upwards) by {across} (to the right) · {group} · {period}",
            up=names[1],
            across=lower(names[0]),
            group=group_name(up.group, language),
            period=period_name(up.period, language),
        ),
        figure={
            "data": [dots(points, own=False), dots(points, own=True)],
            "layout": {"xaxis": _axis(across, [point.x for point in points], language),
                       "yaxis": _axis(up, [point.y for point in points], language)},
        },
        alt=language.text(
            "{count} organisations by {across} and {up}.", count=language.number(len(points)), across=lower(names[0]),
            up=lower(names[1]),
        ),
        table=_table(points, across, up, names, language),
        file_name=f"scatter-{across.metric.id}-{across.per}-{up.metric.id}-{up.per}-{up.period.id}",
    )  # fmt: skip


def dots(points: Sequence[Point], *, own: bool) -> dict[str, Any]:
    """The own organisation's dot with its name, or all the others'."""
    shown = [point for point in points if point.own is own]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers+text" if own else "markers",
        "x": [point.x for point in shown],
        "y": [point.y for point in shown],
        "customdata": [[point.said] for point in shown],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
        "marker": {"color": ACCENT if own else faded(PEER, 0.8), "size": 13 if own else 9},
    }
    if own:
        trace |= {"text": [point.name for point in shown], "textposition": "top center"}
    return trace


def _points(across: Comparison, up: Comparison, language: Language) -> list[Point]:
    """The organisations that have a place by both measures."""
    right = across.rows[across.rows["rank"].notna()].set_index("organisation")["value"].to_dict()
    rows = up.rows[up.rows["rank"].notna() & up.rows["organisation"].isin(list(right))]
    columns = (rows[name] for name in ("organisation", "name", "value", "own"))
    return [
        Point(str(name), float(right[one]), float(value), bool(own), ": ".join((str(name), ", ".join(
            (value_text(across, float(right[one]), language), value_text(up, float(value), language))))))
        for one, name, value, own in zip(*columns, strict=True)
    ]  # fmt: skip


def _axis(found: Comparison, values: Sequence[float], language: Language) -> dict[str, object]:
    axis = unit_axis(found.metric.unit if found.per is Per.RAW else None, language)
    if min(values) > 0 and max(values) / min(values) > LOGARITHMIC:
        return {**axis, "type": "log", "rangemode": "normal"}
    return axis


def _finding(points: Sequence[Point], names: Sequence[str], language: Language) -> str:
    """Whether who stands highest by one measure does so by the other: said of the first of each, never as a cause."""
    right, top = max(points, key=lambda point: point.x), max(points, key=lambda point: point.y)
    if right.name == top.name:
        return language.text(
            "{name} is first in both {across} and {up}", name=right.name, across=lower(names[0]), up=lower(names[1])
        )
    return language.text(
        "First in {across} is {right}, first in {up} {top}",
        across=lower(names[0]),
        right=right.name,
        up=lower(names[1]),
        top=top.name,
    )


def _table(
    points: Sequence[Point], across: Comparison, up: Comparison, names: Sequence[str], language: Language
) -> Table:
    shown = [[point.name, value_text(across, point.x, language), value_text(up, point.y, language)] for point in points]
    return Table([language.text("Organisation"), *names], [[point.name, point.x, point.y] for point in points], shown)
