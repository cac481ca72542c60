"""Trends over calendar months: lines, columns and intervals. A gap is a gap, and an unfinished month is hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

from charts.chart import Cell, Chart, Table
from charts.theme import ACCENT, faded
from locales import NBSP, Language
from metrics.definition import Metric, Unit
from metrics.monthly import Happening, Months
from metrics.period import Period
from metrics.wording import amount, figure_text

Trace = dict[str, Any]


@dataclass(frozen=True)
class Series:
    """One line or row of columns. No line crosses the days in `breaks`."""

    name: str
    months: Months
    colour: str = ACCENT
    dash: str = "solid"
    breaks: tuple[Happening, ...] = ()


@dataclass(frozen=True)
class Marks:
    """What stands beside a trend. `last_day` is the last day with figures: a month that ends later is unfinished."""

    last_day: date
    notes: tuple[Happening, ...] = ()


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
        points = _points(one, metric, language)
        days, values = [_axis_day(period) for period, _, _ in points], [value for _, value, _ in points]
        label = {"label": one.name} if len(series) > 1 else {}
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if _alone(values) else "lines",
                "x": days,
                "y": values,
                "customdata": [shown for _, _, shown in points],
                "name": one.name,
                "line": {"color": one.colour, "width": 2.5, "dash": one.dash},
                "marker": {"color": one.colour},
                "connectgaps": False,
                "hovertemplate": _hover(series),
                "meta": label | _hollow(one, marks, days),
            }
        )
    return _chart(traces, series, metric, words, marks, language)


def month_columns(series: Series, metric: Metric, words: Words, marks: Marks, language: Language) -> Chart:
    """A column a month, from zero."""
    points = _points(series, metric, language)
    trace = {
        "type": "bar",
        "x": [_axis_day(period) for period, _, _ in points],
        "y": [value for _, value, _ in points],
        "customdata": [shown for _, _, shown in points],
        "name": series.name,
        "marker": {"color": series.colour},
        "hovertemplate": _hover([series]),
        "meta": _hollow(series, marks, [_axis_day(period) for period, _, _ in points]),
    }
    return _chart([trace], [series], metric, words, marks, language)


def month_intervals(series: Series, metric: Metric, words: Words, marks: Marks, language: Language) -> Chart:
    """A bar a month from the lowest to the highest that the figure can be."""
    rows = [row for row in series.months if not isnan(row.low) and not isnan(row.high)]
    days = [_axis_day(Period.parse(row.by)) for row in rows]
    trace = {
        "type": "bar",
        "x": days,
        "base": [_json(row.low) for row in rows],
        # An exact figure keeps a sliver, so that it is seen.
        "y": [_json(max(row.high - row.low, row.high * 0.006)) for row in rows],
        "customdata": [figure_text(metric, row.value, row.low, row.high, language) for row in rows],
        "name": series.name,
        "marker": {"color": faded(series.colour, 0.45), "line": {"color": series.colour, "width": 1.5}},
        "hovertemplate": _hover([series]),
        "meta": _hollow(series, marks, days),
    }
    return _chart([trace], [series], metric, words, marks, language)


def _chart(
    traces: list[Trace], series: Sequence[Series], metric: Metric, words: Words, marks: Marks, language: Language
) -> Chart:
    axis: dict[str, Any] = {"rangemode": "tozero"}
    if metric.unit is Unit.PER_CENT:
        axis["ticksuffix"] = f"{NBSP}%"
    layout = {"xaxis": {"type": "date"}, "yaxis": axis, "meta": _beside(series, marks)}
    return Chart(
        title=words.title,
        subtitle=words.subtitle,
        figure={"data": traces, "layout": layout},
        alt=_alt(series, metric, words, marks, language),
        table=month_table(series, metric, language),
        file_name=words.file_name,
    )


def month_table(series: Sequence[Series], metric: Metric, language: Language) -> Table:
    """The rows behind a trend: a month a row; a figure that is an interval has its bounds beside it."""
    by_month = {one.name: {row.by: row for row in one.months} for one in series}
    months = sorted({month for rows in by_month.values() for month in rows})
    bounded = metric.unique
    columns, rows, shown = [language.text("Month")], [], []
    for one in series:
        columns += [one.name] if not bounded else [one.name, language.text("lowest"), language.text("highest")]
    for month in months:
        cells: list[Cell] = [month]
        words = [language.month(Period.parse(month).start)]
        for one in series:
            row = by_month[one.name].get(month)
            value, low, high = (row.value, row.low, row.high) if row else (float("nan"),) * 3
            cells += [_json(value), _json(low), _json(high)] if bounded else [_json(value)]
            words += [figure_text(metric, value, low, high, language)]
            words += [_bound(metric, bound, language) for bound in (low, high)] if bounded else []
        rows.append(cells)
        shown.append(words)
    return Table(columns, rows, shown)


def _alt(series: Sequence[Series], metric: Metric, words: Words, marks: Marks, language: Language) -> str:
    sentences = [words.subtitle + "."]
    for one in series:
        known = [row for row in one.months if row.known]
        if not known:
            sentences.append(language.text("{name}: no figures.", name=one.name))
            continue
        first, last = known[0], known[-1]
        sentences.append(
            language.text(
                "{name}: from {first} in {start} to {last} in {end}.",
                name=one.name,
                first=figure_text(metric, first.value, first.low, first.high, language),
                start=language.month(Period.parse(first.by).start),
                last=figure_text(metric, last.value, last.low, last.high, language),
                end=language.month(Period.parse(last.by).start),
            )
        )
    beside = sorted({*(found for one in series for found in one.breaks), *marks.notes}, key=lambda one: one.day)
    sentences += [f"{language.day(one.day)}: {one.text.rstrip('.')}." for one in beside]
    return " ".join(sentences)


def _points(series: Series, metric: Metric, language: Language) -> list[tuple[Period, float | None, str]]:
    return [
        (Period.parse(row.by), _json(row.value), figure_text(metric, row.value, row.low, row.high, language))
        for row in series.months
    ]


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


def _hollow(series: Series, marks: Marks, days: Sequence[str]) -> dict[str, list[int]]:
    """Which points belong to a month that has not ended in the data."""
    months = (Period.parse(month.by) for month in series.months)
    unfinished = {_axis_day(month) for month in months if month.end > marks.last_day}
    places = [place for place, day in enumerate(days) if day in unfinished]
    return {"hollow": places} if places else {}


def _axis_day(period: Period) -> str:
    """Where a month stands on the axis: at its first day, which the axis names."""
    return period.start.isoformat()


def _hover(series: Sequence[Series]) -> str:
    name = "%{fullData.name}: " if len(series) > 1 else ""
    return "%{x|%B %Y}<br>" + name + "%{customdata}<extra></extra>"


def _bound(metric: Metric, value: float, language: Language) -> str:
    return "" if isnan(value) else amount(metric, value, language)


def _json(value: float) -> float | None:
    """A number as JSON has it: missing is null, and no digits beyond what can be seen."""
    return None if isnan(value) else float(f"{value:.8g}")
