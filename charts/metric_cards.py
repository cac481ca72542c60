"""A metric's card: its figure, two changes and its months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isnan
from typing import Any

from charts.card import Card, Change
from charts.months import breaks_of, months_of, trailing_of
from locales import Language
from metrics.breaks import COUNTED_BOTH_WAYS
from metrics.catalogue import metric
from metrics.channel_names import account_names
from metrics.claims import change_text, claimed, why_no_change
from metrics.compared import Rows, known, largest_channel, last_28
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.judgement import judged, strongest
from metrics.monthly import Months, since_break
from metrics.period import Kind, Period
from metrics.reach_narrative import at_most
from metrics.verdict_wording import Judged, verdict_reason, verdict_text
from metrics.view import View
from metrics.wording import days_compared, unit_word

SPARK_MONTHS = 13


def cards_of(facts: Facts, view: View, rows: Rows, wanted: Iterable[str], most: int | None = None) -> list[Card]:
    """Cards of the wanted metrics (at most so many) that have a figure, in their order.

    Reach is that of the last 28 days.
    """
    cards = []
    for one in [one for one in wanted if known(rows[one][0])][:most]:
        if one == "reach":
            cards.append(reach_card(facts, view, rows))
        else:
            said = judged(facts, one, view.scope, view.period)
            months = since_break(months_of(facts, view, metric(one)), breaks_of(facts, view, metric(one), view.scope))
            cards.append(metric_card(metric(one), rows[one], months, view.language, said))
    return cards


def reach_card(facts: Facts, view: View, rows: Rows) -> Card:
    """The card of the persons reached in 28 days, with their share of the inhabitants where that is known.

    Several channels have no exact number together, so that the card is the largest channel's, and tells the interval.
    """
    language, names = view.language, account_names(facts, view.organisation, view.language)
    account, own = largest_channel(facts, view)
    said = judged(facts, "reach", view.scope, last_28(facts, view))
    scope = Scope(view.organisation, (), (account,)) if account else view.scope
    months = trailing_of(facts, view, account) if _rolling(rows) else months_of(facts, view, metric("reach"))
    months = since_break(months, breaks_of(facts, view, metric("reach"), scope))
    if account == "":
        return _people_card(rows, months, said, language, names)
    card = _people_card(own, months, said, language, names)
    most = at_most(rows, language)
    together = language.text("All channels together: {people} people.", people=most) if most else ""
    return replace(card, account=account, note=" ".join(filter(None, (f"{names[account]}.", card.note, together))))


def _people_card(rows: Rows, months: Months, said: Judged, language: Language, names: Mapping[str, str]) -> Card:
    share = rows["reach_share_of_inhabitants"][0]
    percent = claimed(metric("reach_share_of_inhabitants"), share, language, short=True)
    return metric_card(
        metric("reach"),
        rows["reach"],
        months,
        language,
        said,
        label=language.text("Reach, 28 days") if _rolling(rows) else "",
        note=language.text("{share} of the inhabitants.", share=percent) if known(share) else "",
        names={} if len(rows["reach"]) and rows["reach"][0].exact else names,
    )


def _rolling(rows: Rows) -> bool:
    return Period.parse(rows["reach"][0].period).kind is Kind.ROLLING


def metric_card(
    declared: Metric,
    compared: list[Any],
    months: Months,
    language: Language,
    said: Judged = (),
    *,
    label: str = "",
    note: str = "",
    names: Mapping[str, str] | None = None,
) -> Card:
    """The card of a metric. `compared` are its rows beside each earlier period, the first deciding its figure.

    `said` are the verdicts on it, and `names` the channels by account, where one of them was judged for all.
    """
    now = compared[0]
    changes = tuple(
        Change(_against(row, language), change_text(declared, row, language), why_no_change(row, language))
        for row in compared
    )
    both = [one.text(language) for one in now.notes if one.message == COUNTED_BOTH_WAYS]
    months = months[-SPARK_MONTHS:]
    values = [(month.low + month.high) / 2 if isnan(month.value) else month.value for month in months]
    return Card(
        label=label or language.text(declared.label),
        value=claimed(declared, now, language, short=True),
        unit_text=unit_word(declared.unit, language) if known(now) else "",
        help="\n".join(filter(None, (_help(declared, language), verdict_reason(said, declared.id, language)))),
        changes=changes if known(now) else (),
        spark=tuple(None if isnan(value) else value for value in values),
        spark_alt=_spark_alt(declared, months, language),
        note=" ".join(filter(None, (note, *both))),
        verdict=verdict_text(said, declared.id, names or {}, language),
        weight=strongest(said) or "",
        compared=tuple(compared),
    )


def _help(metric: Metric, language: Language) -> str:
    formula = language.text("Formula: {formula}.", formula=language.text(metric.formula))
    return f"{language.text(metric.explanation)} {formula}"


def _against(row: Any, language: Language) -> str:
    period, earlier = Period.parse(row.period), Period.parse(row.earlier_period)
    if earlier.kind is not Kind.ROLLING:
        return language.text("compared with {period}", period=days_compared(period, earlier, language))
    if earlier == period.previous():
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
