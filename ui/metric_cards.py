"""A metric's card: its figure, two changes and its months."""

from __future__ import annotations

from math import isnan
from typing import Any

from locales import Language
from metrics.claims import change_text, claimed, why_no_change
from metrics.definition import Metric, Unit
from metrics.monthly import Months
from metrics.period import Kind, Period
from metrics.wording import period_name
from ui.cards import Card, Change

SPARK_MONTHS = 13


def metric_card(
    metric: Metric,
    compared: list[Any],
    months: Months,
    language: Language,
    *,
    label: str = "",
    note: str = "",
    unit: str = "",
) -> Card:
    """The card of a metric. `compared` are its rows beside each earlier period, the first deciding its figure."""
    now = compared[0]
    changes = tuple(
        Change(_against(row, language), change_text(metric, row, language), why_no_change(row, language))
        for row in compared
    )
    months = months[-SPARK_MONTHS:]
    values = [(month.low + month.high) / 2 if isnan(month.value) else month.value for month in months]
    return Card(
        label=label or language.text(metric.label),
        value=claimed(metric, now, language, short=True),
        unit_text=unit or unit_text(metric, language),
        help=_help(metric, language),
        changes=changes if not (isnan(now.low) and isnan(now.high)) else (),
        spark=tuple(None if isnan(value) else value for value in values),
        spark_alt=_spark_alt(metric, months, language),
        note=note,
    )


def _help(metric: Metric, language: Language) -> str:
    formula = language.text("Formula: {formula}.", formula=language.text(metric.formula))
    return f"{language.text(metric.explanation)} {formula}"


def unit_text(metric: Metric, language: Language) -> str:
    """What stands after the figure on its card; nothing where the figure carries its sign."""
    words = {Unit.PERSONS: language.text("people"), Unit.MINUTES: language.text("minutes")}
    return words.get(metric.unit, "")


def _against(row: Any, language: Language) -> str:
    earlier = Period.parse(row.earlier_period)
    if earlier.kind is not Kind.ROLLING:
        return language.text("against {period}", period=period_name(earlier, language))
    if earlier == Period.parse(row.period).previous():
        return language.text("against the 28 days before")
    return language.text("against the same days last year")


def _spark_alt(metric: Metric, months: Months, language: Language) -> str:
    known = [month for month in months if month.known]
    if not known:
        return ""
    return language.text(
        "From {first} in {start} to {last} in {end}.",
        first=claimed(metric, known[0], language),
        start=language.month(Period.parse(known[0].by).start),
        last=claimed(metric, known[-1], language),
        end=language.month(Period.parse(known[-1].by).start),
    )
