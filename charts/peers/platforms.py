"""The same comparison platform by platform: a strip of dots for each, the own organisation marked."""

from __future__ import annotations

from math import isnan

from charts.axis import unit_axis
from charts.chart import Chart
from charts.peers.dots import FEWEST_IN_BAND
from charts.peers.table import peers_table
from charts.theme import ACCENT, MEDIAN, PEER, faded
from locales import Language
from metrics.peers.comparison import Comparison
from metrics.peers.measures import Per
from metrics.peers.wording import place_text, value_text, verdict_text
from metrics.wording import channel_name

STRIP_HEIGHT = 120
ROWS, CLOSE = 5, 0.03
"""Dots nearer to each other than this share of the axis stand on different rows of so many."""


def strip_chart(found: Comparison, platform: str, name: str, language: Language) -> Chart:
    """A strip of the group's values on one platform: the own dot larger, the median a line, the middle half a band."""
    rows = found.rows[found.rows["rank"].notna()]
    values = [float(one) for one in rows["value"]]
    heights = _heights(values)
    data = [
        _dots(found, [(place, heights[place]) for place in range(len(values)) if bool(rows["own"].iloc[place]) is own],
              language, own=own)
        for own in (False, True)
    ]  # fmt: skip
    bands = [{"x0": found.lower_quartile, "x1": found.upper_quartile, "label": ""}]
    median = {
        "type": "scatter", "mode": "lines", "x": [found.median] * 2, "y": [-0.5, ROWS - 0.5], "hoverinfo": "skip",
        "line": {"color": MEDIAN, "width": 1.5},
    }  # fmt: skip
    channel = channel_name(platform, language)
    said = language.text("{channel}: no place", channel=channel)
    if not isnan(found.own_rank):
        said = f"{channel}: {place_text(found, language)}"
    told = "" if isnan(found.own_rank) else verdict_text(found, found.own["verdict"], language)
    return Chart(
        title=said,
        subtitle=told or language.text(found.own["reason"]),
        figure={
            "data": [median, *data],
            "layout": {
                "xaxis": unit_axis(found.metric.unit if found.per is Per.RAW else None, language),
                "yaxis": {"range": [-1, ROWS], "showticklabels": False, "showgrid": False, "zeroline": False},
                "meta": {"bands": bands if found.ranked >= FEWEST_IN_BAND else []},
            },
        },
        alt=f"{said}. {language.text('Median')} {value_text(found, found.median, language)}; "
        f"{name}: {value_text(found, found.own_value, language)}.",
        table=peers_table(found, language),
        file_name=f"peers-{platform}-{found.metric.id}-{found.per}-{found.period.id}",
    )


def _heights(values: list[float]) -> list[int]:
    """A row for each dot, so that neighbours do not cover each other."""
    width = (max(values, default=1.0) - min(0.0, *values, 0.0)) * CLOSE or 1.0
    taken: list[float] = [float("-inf")] * ROWS
    heights = [0] * len(values)
    for place in sorted(range(len(values)), key=lambda at: values[at]):
        middle_first = sorted(range(ROWS), key=lambda row: abs(row - ROWS // 2))
        row = next(
            (row for row in middle_first if values[place] - taken[row] > width),
            min(middle_first, key=lambda row: taken[row]),
        )
        heights[place], taken[row] = row, values[place]
    return heights


def _dots(found: Comparison, places: list[tuple[int, int]], language: Language, *, own: bool) -> dict[str, object]:
    rows = found.rows
    values = [float(rows["value"].iloc[place]) for place, _ in places]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [height for _, height in places],
        "customdata": [
            [str(rows["name"].iloc[place]), value_text(found, value, language)]
            for (place, _), value in zip(places, values, strict=True)
        ],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
        "marker": {"color": ACCENT if own else faded(PEER, 0.8), "size": 13 if own else 8},
    }
