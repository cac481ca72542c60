"""Figures month by month, and what happened beside them: breaks in definition and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan

import numpy as np
import pandas as pd

from locales import Language
from metrics.amounts import people
from metrics.bounds import intervals
from metrics.breaks import breaks_of
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in, figures
from metrics.period import Kind, Period
from metrics.wording import channel_name, listed

MONTHS = 25
"""How many months a trend shows: two years and the month that the first of them is compared with."""


TRENDS = (
    "followers",
    "net_followers",
    "follower_growth",
    "followers_per_1000_inhabitants",
    "reach",
    "views",
    "interactions",
    "posts",
    "interactions_per_post",
    "engagement_rate_followers",
    "engagement_rate_reach",
    "answered_in_time",
    "web_visits_social",
)
"""The metrics whose months are computed together, once for each choice of channels."""


@dataclass(frozen=True)
class Happening:
    """A day that a reader of a trend must know about, and why."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Month:
    """A figure of one calendar month, in its metric's unit; NaN where missing. `by` is the month: 2026-10."""

    by: str
    value: float
    low: float
    high: float
    days_missing: float = nan
    days_expected: float = nan

    @property
    def known(self) -> bool:
        """Whether anything is known of the figure."""
        return not (isnan(self.value) and isnan(self.low) and isnan(self.high))


Months = tuple[Month, ...]
"""A metric month by month, the first one first."""


def trend_span(facts: Facts, period: Period, months: int = MONTHS) -> Period:
    """Whole months up to the end of the period, at most `months` and only from the first with data."""
    last = Period.of(Kind.MONTH, min(period.end, facts.last_day or period.end))
    first = last
    while first.start > (facts.first_day or first.start) and _months_between(first, last) < months - 1:
        first = first.previous()
    return Period(first.start, last.end)


def _months_between(first: Period, last: Period) -> int:
    return (last.start.year - first.start.year) * 12 + last.start.month - first.start.month


def monthly(facts: Facts, metric_ids: Sequence[str], scope: Scope, span: Period) -> dict[str, Months]:
    """Each metric in each calendar month of the span."""
    table = figures(facts, metric_ids, scope, span, by="month")
    found: dict[str, list[Month]] = {metric_id: [] for metric_id in metric_ids}
    columns = (table[name] for name in ("metric", *Month.__dataclass_fields__))
    for metric_id, *figure in zip(*columns, strict=True):
        found[metric_id].append(Month(*figure))
    return {metric_id: tuple(months) for metric_id, months in found.items()}


def trailing_reach(facts: Facts, scope: Scope, span: Period) -> Months:
    """Persons reached in the 28 days to the end of each month of the span.

    Months that end after the last day with figures have none yet.
    """
    accounts = np.asarray(accounts_in(facts, scope)["account_id"], dtype=object)
    everyone = np.zeros(len(accounts), dtype=np.intp)
    found = []
    for month in span.months():
        low = high = np.full(1, nan)
        if len(accounts) and facts.last_day is not None and month.end <= facts.last_day:
            reached = people(facts, accounts, Period.of(Kind.ROLLING, month.end))
            low, high = intervals(reached["reach_low"], reached["reach_high"], everyone, 1, reached["reaches"] > 0)
        least, most = float(low[0]), float(high[0])
        found.append(Month(month.id, least if least == most else nan, least, most))
    return tuple(found)


def breaks(facts: Facts, metric: Metric, scope: Scope, span: Period, language: Language) -> list[Happening]:
    """Changes of definition in the span that concern the metric on a channel in scope, oldest first.

    One that not all of several platforms in scope made names those that did.
    """
    accounts = accounts_in(facts, scope)
    platform_of = dict(zip(accounts["account_id"], accounts["platform"], strict=True))
    found = []
    for one in breaks_of(facts.breaks, metric, list(platform_of)):
        label = one.label_sv if language.code == "sv" else one.label_en
        changed = {platform_of[account] for account in one.accounts & platform_of.keys()}
        if changed != set(platform_of.values()):
            names = listed(sorted(channel_name(platform, language) for platform in changed), language)
            label = f"{names}: {label[:1].lower()}{label[1:]}"
        found.append((one.day, label))
    return _inside(span, found)


def since_break(months: Months, breaks: Sequence[Happening]) -> Months:
    """The months that are counted as the last one is: whole ones from the last break on, all where there is none."""
    if not breaks:
        return months
    changed = max(one.day for one in breaks)
    return tuple(month for month in months if Period.parse(month.by).start >= changed)


def notes(facts: Facts, scope: Scope, span: Period) -> list[Happening]:
    """Comments in the span on the organisation or a channel in scope, oldest first."""
    current = current_notes(facts, scope)
    days = zip(current["from_date"], current["text"], strict=True)
    return _inside(span, [(_day(day), str(text)) for day, text in days])


def current_notes(facts: Facts, scope: Scope) -> pd.DataFrame:
    """The notes on the organisation or a channel in scope, each in its newest wording: rows of `notes`."""
    rows = facts.notes[facts.notes["org_id"] == scope.organisation]
    newest = rows.sort_values("written_at").drop_duplicates("note_id", keep="last")
    current = newest[~newest["withdrawn"].fillna(False).astype(bool)]
    accounts = accounts_in(facts, scope)["account_id"]
    return current[current["account_id"].isna() | current["account_id"].isin(accounts)]


def _inside(span: Period, days: list[tuple[date, str]]) -> list[Happening]:
    found = {Happening(day, text) for day, text in days if span.start <= day <= span.end}
    return sorted(found, key=lambda one: (one.day, one.text))


def _day(day: date) -> date:
    return date(day.year, day.month, day.day)
