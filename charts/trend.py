"""Trends over calendar months: lines, columns and intervals. A gap is a gap, and an unfinished month is hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan
from textwrap import wrap
from typing import Any

from charts.axis import value_axis
from charts.chart import Chart
from charts.judged import judged_meta, judgement_reason, judgement_text
from charts.series import Marks, Series, in_json, month_of
from charts.theme import faded
from charts.trend_words import month_table, trend_in_words
from locales import Language
from metrics.definition import Metric
from metrics.monthly import Month
from metrics.wording import figure_text

Trace = dict[str, Any]
SLIVER = 0.006
"""An exact figure is drawn this high, as a share of itself, so that it is seen."""
HOVER_WIDTH = 46  # characters of a line
OPEN = 0.12
"""A bar without a highest fades out over this share of the highest figure in the chart."""


@dataclass(frozen=True)
class Words:
    """What a chart says: the finding, the measure with its unit, and the name of its file."""

    title: str
    subtitle: str
    file_name: str


def month_lines(series: Sequence[Series], metric: Metric, words: Words, marks: Marks, language: Language) -> Chart:
    """A line a series, its name at the line's end."""
    traces = []
    for one in series:
        values = [in_json(row.value) for row in one.months]
        trace = _trace("scatter", one, metric, marks, language, named=len(series) > 1)
        trace |= {
            "mode": "lines+markers" if _alone(values) else "lines",
            "y": values,
            "line": {"color": one.colour, "width": 2.5, "dash": one.dash},
            "marker": {"color": one.colour},
            "connectgaps": False,
        }
        traces.append(trace)
    return _chart(traces, series, metric, words, marks, language)


def month_columns(series: Series, metric: Metric, words: Words, marks: Marks, language: Language) -> Chart:
    """A column a month, from zero."""
    trace = _trace("bar", series, metric, marks, language)
    trace |= {"y": [in_json(row.value) for row in series.months], "marker": {"color": series.colour}}
    return _chart([trace], [series], metric, words, marks, language)


def month_intervals(series: Series, metric: Metric, words: Words, marks: Marks, language: Language) -> Chart:
    """A bar a month from the lowest to the highest that the figure can be; one without a highest has an open end."""
    trace = _trace("bar", series, metric, marks, language)
    top = max((bound for row in series.months for bound in (row.low, row.high) if not isnan(bound)), default=0.0)
    spans = [_span(row, top) for row in series.months]
    trace |= {
        "base": [in_json(low) for low, _ in spans],
        "y": [in_json(height) for _, height in spans],
        "marker": {"color": faded(series.colour, 0.45), "line": {"color": series.colour, "width": 1.5}},
    }
    if opened := [place for place, row in enumerate(series.months) if isnan(row.high) and not isnan(row.low)]:
        trace["meta"]["open"] = {"label": language.text("at least so many"), "at": opened}
    return _chart([trace], [series], metric, words, marks, language)


def _span(row: Month, top: float) -> tuple[float, float]:
    """Where a month's bar begins and how high it is. People are never fewer than none."""
    if not row.known:
        return nan, nan
    if isnan(row.high):
        return row.low, OPEN * top
    low = 0.0 if isnan(row.low) else row.low
    return low, max(row.high - low, row.high * SLIVER)


def _trace(
    kind: str, series: Series, metric: Metric, marks: Marks, language: Language, *, named: bool = False
) -> Trace:
    """What every series has: its months, and what is said of each of them."""
    rows = series.months
    told = [_told(row, series, metric, language) for row in rows]
    templates = [_hover(len(lines), named=named) for lines in told]
    unfinished = [place for place, row in enumerate(rows) if month_of(row.by).end > marks.last_day]
    meta: dict[str, Any] = {"label": series.name} if named else {}
    meta |= {"hollow": unfinished} if unfinished else {}
    return {
        "type": kind,
        "x": [month_of(row.by).start.isoformat() for row in rows],
        "customdata": told,
        "name": series.name,
        "hovertemplate": templates[0] if len(set(templates)) == 1 else templates,
        "meta": meta | judged_meta(series.judgements, [row.by for row in rows], language),
    }


def _told(row: Month, series: Series, metric: Metric, language: Language) -> list[str]:
    """A month as it is read on hover, line by line."""
    judged = series.judgements.get(row.by)
    lines = [figure_text(metric, row.value, row.low, row.high, language), judgement_text(judged, language)]
    reason = judgement_reason(judged, language)
    return [*filter(None, lines), *(wrap(reason, HOVER_WIDTH) if reason else ())]


def _chart(
    traces: list[Trace], series: Sequence[Series], metric: Metric, words: Words, marks: Marks, language: Language
) -> Chart:
    layout = {
        "xaxis": {"type": "date"},
        "yaxis": value_axis(metric, language),
        "meta": _beside(series, marks),
    }
    return Chart(
        title=words.title,
        subtitle=words.subtitle,
        figure={"data": traces, "layout": layout},
        alt=trend_in_words(series, metric, words.subtitle, marks, language),
        table=month_table(series, metric, marks, language),
        file_name=words.file_name,
        metrics=(metric.id,),
    )


def _alone(values: Sequence[float | None]) -> bool:
    """Whether a value has no neighbour to be joined to, so that a line alone would hide it."""
    padded = [None, *values, None]
    return any(
        value is not None and before is None and after is None
        for before, value, after in zip(padded, values, padded[2:], strict=False)
    )


def _beside(series: Sequence[Series], marks: Marks) -> dict[str, Any]:
    """Breaks and notes as the browser draws them; a break cuts the lines that it concerns.

    A month's figure holds what came after a break in it, so the break stands before the month.
    """
    concerned: dict[tuple[date, str], list[str]] = {}
    for one in series:
        for found in one.breaks:
            concerned.setdefault((found.day.replace(day=1), found.text), []).append(one.name)
    breaks = [{"x": day.isoformat(), "label": text, "traces": names} for (day, text), names in concerned.items()]
    notes = enumerate(marks.notes, start=1)
    numbered = [{"x": note.day.isoformat(), "label": str(n), "text": note.text} for n, note in notes]
    return {name: listed for name, listed in (("breaks", breaks), ("marks", numbered)) if listed}


def _hover(lines: int, *, named: bool) -> str:
    name = "%{fullData.name}: " if named else ""
    return "<br>".join(["%{x|%B %Y}", *(f"{name}%{{customdata[{line}]}}" for line in range(lines))]) + "<extra></extra>"
