"""The period filter: which kind of period, and which one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from locales import N_, Language
from metrics.period import Kind, Period, UnknownPeriod
from metrics.wording import period_name
from ui import view

KINDS = {
    Kind.WEEK: N_("Week"),
    Kind.MONTH: N_("Month"),
    Kind.QUARTER: N_("Quarter"),
    Kind.TERTIAL: N_("Tertial"),
    Kind.HALF_YEAR: N_("Half-year"),
    Kind.YEAR: N_("Year"),
    Kind.ROLLING: N_("28 days"),
    Kind.CUSTOM: N_("Own dates"),
}


@dataclass(frozen=True)
class Span:
    """The days that have figures, both ends included."""

    first: date
    last: date

    def holds(self, period: Period) -> bool:
        """Whether any day of the period can have a figure."""
        return period.start <= self.last and period.end >= self.first

    def default(self) -> Period:
        """The last whole month with figures, or the only month there is."""
        month = Period.of(Kind.MONTH, self.last)
        return month if month.end == self.last or month.start <= self.first else month.previous()

    def periods(self, kind: Kind) -> list[Period]:
        """The periods of a kind that hold figures, newest first; 28 days end on the last day or with a month."""
        if kind is Kind.ROLLING:
            ends = {self.last, *(month.end for month in self.periods(Kind.MONTH) if month.end <= self.last)}
            return [Period.of(kind, day) for day in sorted(ends, reverse=True)]
        found = [Period.of(kind, self.last)]
        while (earlier := found[-1].previous()).end >= self.first:
            found.append(earlier)
        return found

    def of_kind(self, kind: Kind, period: Period) -> Period:
        """The period of another kind that the reader most likely means: around the last day of this one.

        Of weeks, the last whole one with figures; a week itself lies where its Thursday does.
        """
        if kind is Kind.CUSTOM:
            return Period(max(period.start, self.first), min(period.end, self.last))
        of_week = period.kind is Kind.WEEK and kind is not Kind.ROLLING
        day = min(period.start + timedelta(days=3) if of_week else period.end, self.last)
        found = Period.of(kind, day)
        unfinished = kind is Kind.WEEK and found.end > day
        return found.previous() if unfinished and found.previous().start >= period.start else found


def period_filter(span: Span, language: Language, *, kind_width: int, width: int) -> Period:
    """The chosen period, from two widgets; the address holds it as `?period=2026-10`."""
    before = _before(span)
    kind = _kind(before, language, kind_width)
    moved = view.opened() or kind is not before.kind
    if kind is not before.kind:
        before = span.of_kind(kind, before)
    pick = _own_dates if kind is Kind.CUSTOM else _listed_period
    period = pick(before, span, language, width, moved)
    view.remember("period", period.id)
    return period


def _before(span: Span) -> Period:
    """The period that the opened address names, or that was shown last, or the default one."""
    text = view.remembered("period")
    if not text:
        return span.default()
    try:
        period = Period.parse(text)
    except UnknownPeriod:
        period = None
    if period is None or not span.holds(period):
        view.refuse("period", text)
        return span.default()
    return period


def _kind(before: Period, language: Language, width: int) -> Kind:
    asked = view.widget_value("period_kind")
    kind = before.kind if view.opened() or asked not in set(KINDS) else Kind(asked)
    view.set_widget("period_kind", kind.value)
    kinds = [one.value for one in KINDS]
    st.selectbox(
        language.text("Period"),
        kinds,
        format_func=lambda one: language.text(KINDS[Kind(one)]),
        key="period_kind",
        width=width,
    )
    return kind


def _listed_period(before: Period, span: Span, language: Language, width: int, moved: bool) -> Period:
    periods = {period.id: period for period in span.periods(before.kind)} | {before.id: before}
    asked = view.widget_value("period_one")
    chosen = before.id if moved or asked not in periods else asked
    view.set_widget("period_one", chosen)
    st.selectbox(
        language.text("Which period"),
        list(periods),
        format_func=lambda one: period_name(periods[one], language),
        key="period_one",
        width=width,
    )
    return periods[chosen]


def _own_dates(before: Period, span: Span, language: Language, width: int, moved: bool) -> Period:
    days = view.widget_value("period_days")
    if moved or days is None:
        days = (max(before.start, span.first), min(before.end, span.last))
        view.set_widget("period_days", days)
    st.date_input(
        language.text("First and last day"),
        min_value=span.first,
        max_value=span.last,
        key="period_days",
        format="YYYY-MM-DD",
        width=width,
    )
    # While the reader has picked only the first day, the period stays as it was.
    return Period(days[0], days[1]) if len(days) == 2 else before
