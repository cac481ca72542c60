"""The own organisation month by month beside its group: the group's median a line, its middle half a field."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from charts.axis import unit_axis
from charts.chart import Cell, Chart, Table
from charts.series import in_json
from charts.theme import ACCENT, MEDIAN
from locales import Language
from metrics.monthly import Happening
from metrics.peers.comparison import Comparison
from metrics.peers.course import Course
from metrics.peers.group_wording import group_name
from metrics.peers.measures import Per
from metrics.peers.wording import measure_name, value_text
from metrics.period import Period
from metrics.rows import Floats

DASH = "–"


def course_chart(
    found: Comparison, told: Course, finding: str, name: str, breaks: Sequence[Happening], language: Language
) -> Chart:
    """Two lines over a field. A month in which the largest post decides the side has a hollow dot without it."""
    months = [month.start.isoformat() for month in told.months]
    own = _line(months, told.own, name, ACCENT, found, language)
    own["meta"] = {
        "label": name,
        "expected": {
            "label": language.text("the middle half of the group"),
            "low": [in_json(value) for value in told.low],
            "high": [in_json(value) for value in told.high],
        },
    }
    group = _line(months, told.middle, language.text("Median"), MEDIAN, found, language)
    group["meta"] = {"label": language.text("Median")}
    traces = [own, group]
    if told.turned:
        traces.append(_without(told, found, language))
    cut = [{"x": one.day.replace(day=1).isoformat(), "label": one.text} for one in breaks]
    return Chart(
        title=finding,
        subtitle=f"{measure_name(found.metric, found.per, language)} · {group_name(found.group, language)}",
        figure={
            "data": traces,
            "layout": {
                "xaxis": {"type": "date"},
                "yaxis": unit_axis(found.metric.unit if found.per is Per.RAW else None, language),
                "meta": {"breaks": cut} if cut else {},
            },
        },
        alt=f"{finding}.",
        table=_table(told, found, name, language),
        file_name=f"peers-months-{found.metric.id}-{found.per}-{found.period.id}",
    )


def _line(
    months: Sequence[str], values: Floats, name: str, colour: str, found: Comparison, language: Language
) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(months),
        "y": [in_json(value) for value in values],
        "customdata": [[value_text(found, value, language)] for value in values],
        "hovertemplate": "%{x|%B %Y}<br>%{fullData.name}: %{customdata[0]}<extra></extra>",
        "line": {"color": colour, "width": 2.5 if colour == ACCENT else 1.75},
        "connectgaps": False,
    }


def _without(told: Course, found: Comparison, language: Language) -> dict[str, object]:
    at = [place for place, month in enumerate(told.months) if month in told.turned]
    name = language.text("Without the largest post")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [told.months[place].start.isoformat() for place in at],
        "y": [in_json(told.without[place]) for place in at],
        "customdata": [[value_text(found, told.without[place], language)] for place in at],
        "hovertemplate": "%{x|%B %Y}<br>%{fullData.name}: %{customdata[0]}<extra></extra>",
        "marker": {"color": ACCENT, "size": 9, "symbol": "circle-open"},
    }


def _table(told: Course, found: Comparison, name: str, language: Language) -> Table:
    text = language.text
    columns = [
        text("Month"), name, text("Without the largest post"), text("Lower quartile"), text("Median"),
        text("Upper quartile"), text("Members"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    parts = (told.own, told.without, told.low, told.middle, told.high)
    for month, members, *values in zip(told.months, told.members, *parts, strict=True):
        rows.append([_id(month), *(None if isnan(value) else float(value) for value in values), members])
        shown.append(
            [language.month(month.start), *(value_text(found, value, language) for value in values),
             language.number(members)]
        )  # fmt: skip
    return Table(columns, rows, shown)


def _id(month: Period) -> str:
    return f"{month.start:%Y-%m}"
