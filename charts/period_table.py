"""A period in figures: a row a metric, a column a period, and how much has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Any

from charts.chart import Cell, Table
from locales import Language
from metrics.catalogue import metric
from metrics.change import MOST_MISSING, NOTHING_EARLIER
from metrics.claims import change_text, why_no_change
from metrics.definition import RollUp
from metrics.monthly import Month
from metrics.narrative import capital
from metrics.period import Period
from metrics.wording import figure_text

DASH = "–"


@dataclass(frozen=True)
class Column:
    """The figures of one period by metric (rows of `metrics.figures`), those that are shown, and its name."""

    name: str
    rows: Mapping[str, Any]


def period_table(columns: Sequence[Column], changes: Column, language: Language) -> Table:
    """The metrics that any of the columns has; `changes` are the last column's rows with how much they changed."""
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for metric_id, change in changes.rows.items():
        told = [one.rows.get(metric_id) for one in columns]
        if not any(row is not None for row in told):
            continue
        label = language.text(metric(metric_id).label)
        read = [DASH if row is None else _figure(row, language) for row in told]
        cells = [None if row is None else _raw(row, words) for row, words in zip(told, read, strict=True)]
        rows.append([label, *cells, _change(change)])
        shown.append([label, *read, _change_words(change, language)])
    headings = [language.text("Measure"), *(one.name for one in columns)]
    return Table([*headings, language.text("Change since {earlier}", earlier=changes.name)], rows, shown)


def whole(row: Any) -> bool:
    """Whether a figure rests on enough of its days to stand for its period."""
    kept = metric(row.metric).over_days is RollUp.LAST
    return kept or not row.days_missing > MOST_MISSING * row.days_expected


def _figure(row: Any, language: Language) -> str:
    return figure_text(metric(row.metric), row.value, row.low, row.high, language)


def _raw(row: Any, words: str) -> Cell:
    return words if isnan(row.value) else float(row.value)


def _change(row: Any) -> Cell:
    """In per cent, else in the metric's unit."""
    change = row.change if isnan(row.change_percent) else row.change_percent
    return None if isnan(change) else float(change)


def _change_words(row: Any, language: Language) -> str:
    if not isnan(row.change):
        return change_text(metric(row.metric), row, language)
    reason = "" if NOTHING_EARLIER in row.notes else why_no_change(row, language)
    return f"{language.text('unclear')} ({reason})" if reason else DASH


def month_rows(months: Sequence[str], series: Mapping[str, Mapping[str, Month]], language: Language) -> Table:
    """A row a month and a column a metric (`series` by metric and month), the first month first."""
    rows: list[list[Cell]] = []
    shown = []
    for by in months:
        told = [(metric(name), found.get(by) or Month(by, nan, nan, nan)) for name, found in series.items()]
        read = [figure_text(one, month.value, month.low, month.high, language) if month.known else DASH
                for one, month in told]  # fmt: skip
        cells = [_number(month, words) for (_, month), words in zip(told, read, strict=True)]
        rows.append([by, *cells])
        shown.append([capital(language.month(Period.parse(by).start)), *read])
    return Table([language.text("Month"), *(language.text(metric(name).label) for name in series)], rows, shown)


def _number(month: Month, words: str) -> Cell:
    if not month.known:
        return None
    return words if isnan(month.value) else float(month.value)
