"""Values by how precisely each is known, within what chance and ordinary differences give: for the analyst."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from charts.axis import unit_axis
from charts.chart import Cell, Chart, Table
from charts.peers.scatter import Point, dots
from charts.series import in_json
from charts.theme import MEDIAN, PEER, faded
from locales import Language
from metrics.peers.comparison import Comparison
from metrics.peers.funnel import LIMITS, Funnel, funnel
from metrics.peers.measured import Scale
from metrics.peers.measures import Per
from metrics.peers.wording import measure_name, subtitle, value_text
from metrics.rows import Floats
from metrics.wording import listed

STEPS = 40
NAMED_AT_MOST = 5
DASHES = {95.0: "dash", 99.9: "solid"}


def funnel_chart(found: Comparison, language: Language) -> Chart | None:
    """A dot an organisation by the precision of its value, with limits; None where nothing is estimated."""
    rows = found.rows[found.rows["rank"].notna() & found.rows["variance"].notna()]
    if not found.certainty.estimated or len(rows) < 3:
        return None
    variances = rows["variance"].to_numpy(dtype=float)
    values = rows["value"].to_numpy(dtype=float)
    levels = _levels(values, found)
    limits = funnel(levels, variances)
    precision = 1 / np.sqrt(variances)
    points = [
        Point(str(one), float(x), float(y), bool(own), f"{one}: {value_text(found, float(y), language)}")
        for one, x, y, own in zip(rows["name"], precision, values, rows["own"], strict=True)
    ]
    outside = _outside([str(one) for one in rows["name"]], levels, variances, limits)
    title = language.text("Everybody lies within what chance and ordinary differences give")
    if outside:
        few = listed(outside, language) if len(outside) <= NAMED_AT_MOST else language.number(len(outside))
        title = language.text("Outside the limits of 95 per cent: {names}", names=few)
    return Chart(
        title=title,
        subtitle=language.text(
            "{measure} by precision (1 / standard error): the further to the right, the better known. Lines: 95 and "
            "99.9 per cent",
            measure=subtitle(found, found.period, language),
        ),
        figure={
            "data": [*_lines(limits, precision, found), dots(points, own=False), dots(points, own=True)],
            "layout": {
                "xaxis": {"rangemode": "tozero"},
                "yaxis": unit_axis(found.metric.unit if found.per is Per.RAW else None, language),
            },
        },
        alt=title + ".",
        table=_table(points, np.sqrt(variances), limits, found, language),
        file_name=f"funnel-{found.metric.id}-{found.per}-{found.period.id}",
    )


def _levels(values: Floats, found: Comparison) -> Floats:
    """The values on the scale on which limits are straight; a value of nothing as the smallest of the others."""
    if found.certainty.scale is not Scale.LOG:
        return values
    return np.log(np.where(values > 0, values, values[values > 0].min(initial=1.0)))


def _back(levels: Floats, found: Comparison) -> Floats:
    return np.exp(levels) if found.certainty.scale is Scale.LOG else levels


def _lines(limits: Funnel, precision: Floats, found: Comparison) -> list[dict[str, object]]:
    steps = np.linspace(precision.min() * 0.9, precision.max() * 1.05, STEPS)
    lines = [_line(steps, _back(np.full(STEPS, limits.middle), found), MEDIAN, "solid")]
    for share in LIMITS:
        edges = limits.limits(1 / steps, share)
        lines += [_line(steps, _back(edge, found), faded(PEER, 0.8), DASHES[share]) for edge in edges]
    return lines


def _line(x: Floats, y: Floats, colour: str, dash: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [in_json(value) for value in x],
        "y": [in_json(value) for value in y],
        "line": {"color": colour, "width": 1.25, "dash": dash},
        "hoverinfo": "skip",
    }


def _outside(names: Sequence[str], levels: Floats, variances: Floats, limits: Funnel) -> list[str]:
    low, high = limits.limits(np.sqrt(variances), 95.0)
    return [name for name, out in zip(names, (levels < low) | (levels > high), strict=True) if out]


def _table(points: Sequence[Point], errors: Floats, limits: Funnel, found: Comparison, language: Language) -> Table:
    text = language.text
    edges = {share: [_back(edge, found) for edge in limits.limits(errors, share)] for share in LIMITS}
    columns = [text("Organisation"), measure_name(found.metric, found.per, language), text("Precision")]
    rows: list[list[Cell]] = [[point.name, point.y, point.x] for point in points]
    shown = [[point.name, value_text(found, point.y, language), language.number(point.x, 1)] for point in points]
    for share, sides in edges.items():
        percent = language.number(share, 1 if share % 1 else 0)
        columns += [text("Lower limit, {share} %", share=percent), text("Upper limit, {share} %", share=percent)]
        for place, (row, read) in enumerate(zip(rows, shown, strict=True)):
            row += [float(side[place]) for side in sides]
            read += [value_text(found, float(side[place]), language) for side in sides]
    return Table(columns, rows, shown)
