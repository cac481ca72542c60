"""A metric's card: its figure, two changes and its months."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan
from typing import Any

from locales import Language
from metrics.catalogue import metric
from metrics.claims import change_text, claimed, why_no_change
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.monthly import Months
from metrics.period import Kind, Period
from metrics.wording import period_name, unit_word
from ui.cards import Card, Change
from ui.compared import Rows
from ui.trends import months_of, trailing_of
from ui.view import View

SPARK_MONTHS = 13


def cards_of(facts: Facts, view: View, rows: Rows, wanted: Iterable[str]) -> list[Card]:
    """Cards of the wanted metrics that have a figure, in their order. Reach is that of the last 28 days."""
    cards = []
    for one in wanted:
        if not known(rows[one][0]):
            continue
        if one == "reach":
            cards.append(reach_card(facts, view, rows))
        else:
            cards.append(metric_card(metric(one), rows[one], months_of(facts, view, metric(one)), view.language))
    return cards


def reach_card(facts: Facts, view: View, rows: Rows) -> Card:
    """The card of the persons reached in 28 days, with their share of the inhabitants where that is known."""
    language, share = view.language, rows["reach_share_of_inhabitants"][0]
    percent = claimed(metric("reach_share_of_inhabitants"), share, language, short=True)
    return metric_card(
        metric("reach"),
        rows["reach"],
        trailing_of(facts, view),
        language,
        label=language.text("Reach, 28 days"),
        note=language.text("{share} of the inhabitants", share=percent) if known(share) else "",
    )


def known(row: Any) -> bool:
    """Whether anything is known of a figure."""
    return not (isnan(row.low) and isnan(row.high))


def metric_card(
    declared: Metric,
    compared: list[Any],
    months: Months,
    language: Language,
    *,
    label: str = "",
    note: str = "",
) -> Card:
    """The card of a metric. `compared` are its rows beside each earlier period, the first deciding its figure."""
    now = compared[0]
    changes = tuple(
        Change(_against(row, language), change_text(declared, row, language), why_no_change(row, language))
        for row in compared
    )
    months = months[-SPARK_MONTHS:]
    values = [(month.low + month.high) / 2 if isnan(month.value) else month.value for month in months]
    return Card(
        label=label or language.text(declared.label),
        value=claimed(declared, now, language, short=True),
        unit_text=unit_word(declared.unit, language) if known(now) else "",
        help=_help(declared, language),
        changes=changes if known(now) else (),
        spark=tuple(None if isnan(value) else value for value in values),
        spark_alt=_spark_alt(declared, months, language),
        note=note,
    )


def _help(metric: Metric, language: Language) -> str:
    formula = language.text("Formula: {formula}.", formula=language.text(metric.formula))
    return f"{language.text(metric.explanation)} {formula}"


def _against(row: Any, language: Language) -> str:
    earlier = Period.parse(row.earlier_period)
    if earlier.kind is not Kind.ROLLING:
        return language.text("compared with {period}", period=period_name(earlier, language))
    if earlier == Period.parse(row.period).previous():
        return language.text("compared with the 28 days before")
    return language.text("compared with the same days last year")


def _spark_alt(metric: Metric, months: Months, language: Language) -> str:
    known = [month for month in months if month.known]
    if not known:
        return ""
    return language.text(
        "From {first} in {start} to {last} in {end}.",
        first=claimed(metric, known[0], language, short=True),
        start=language.month(Period.parse(known[0].by).start),
        last=claimed(metric, known[-1], language, short=True),
        end=language.month(Period.parse(known[-1].by).start),
    )
