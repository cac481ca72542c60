"""Day by day, what there is of each account: figures, part of them, provisional ones, posts alone, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

import narwhals as nw
import pandas as pd

from data.schema import dtypes
from metrics.facts import NO_FIGURES, Facts
from metrics.figures import Scope, accounts_in
from metrics.freshness import DAILY
from metrics.period import Period
from metrics.provisional import provisional_spans
from metrics.roll_up import PARTS

COUNTED_FROM = {"followers": ("followers",), "interactions": (*PARTS, "interactions")}
MONTHS_BACK = 12
LONGEST_SILENCE = timedelta(days=92)
"""How long the calendar goes on after the last day with figures."""
DAY = timedelta(days=1)
NO_DAYS = (date.max, date.min)
Days = frozenset[date]


class DayState(StrEnum):
    """What there is of an account on a day."""

    FIGURES = "figures"
    PARTLY = "partly"
    PROVISIONAL = "provisional"
    MISSING = "missing"
    NOT_OPEN = "not_open"
    POSTS = "posts"


@dataclass(frozen=True)
class DaySpan:
    """Days in a row of one state, both ends included; `lacking` are the metrics that PARTLY lacks."""

    state: DayState
    first: date
    last: date
    lacking: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class AccountDays:
    """One account's days in the calendar, in order; a day on which nothing is expected is in no span.

    The first and last day with figures are the store's, not the calendar's; None for an account without figures by
    day, which may have posts.
    """

    account_id: str
    platform: str
    name: str
    first_day: date | None
    last_day: date | None
    has_posts: bool
    spans: tuple[DaySpan, ...]

    def of(self, *states: DayState) -> tuple[DaySpan, ...]:
        """Its spans of these states."""
        return tuple(span for span in self.spans if span.state in states)

    def days(self, *states: DayState) -> int:
        """How many days of the calendar are of these states."""
        return sum(span.days for span in self.of(*states))

    @property
    def late(self) -> bool:
        """Whether figures are missing before its first ones."""
        return any(span.first < (self.first_day or date.min) for span in self.of(DayState.MISSING))

    @property
    def stopped(self) -> bool:
        """Whether figures are missing to the end of the calendar."""
        return self.last_day is not None and bool(self.spans) and self.spans[-1].state is DayState.MISSING

    @property
    def holed(self) -> bool:
        """Whether days are missing between its first and its last one with figures."""
        first, last = self.first_day or date.max, self.last_day or date.min
        return any(first < span.first and span.last < last for span in self.of(DayState.MISSING))


@dataclass(frozen=True)
class DayCalendar:
    """Thirteen months of days (both ends included) of each account, in the store's order."""

    first: date
    last: date
    accounts: tuple[AccountDays, ...]


@dataclass(frozen=True)
class _Known:
    """The first and last day with figures, the calendar's days with any, and with each metric that it ever gives."""

    ends: tuple[date, date] = NO_DAYS
    days: Days = frozenset()
    daily: Mapping[str, Days] = field(default_factory=dict)


def day_calendar(facts: Facts, scope: Scope) -> DayCalendar:
    """Day by day, what there is of each account in scope.

    A day has figures where the account has followers and interactions, or those of them that it ever gives; an account
    that gives neither, where it has any figure; one with people reached alone, where a window covers the day.
    """
    return facts.kept(("day calendar", scope), lambda: _day_calendar(facts, scope))


def _day_calendar(facts: Facts, scope: Scope) -> DayCalendar:
    accounts, shown = accounts_in(facts, scope), _shown(facts)
    ids = list(accounts["account_id"])
    known, provisional = _known(facts, ids, shown.start), provisional_spans(facts)
    posted = _posted(facts, [account for account in ids if account not in known], shown)
    columns = (accounts[column] for column in ("account_id", "platform", "name", "opened_on", "closed_on"))
    made = []
    for account, platform, name, opened, closed in zip(*columns, strict=True):
        one = known.get(account)
        rules = _Rules(
            one or _Known(),
            posted.get(account, frozenset()),
            (_day(opened, date.min), _day(closed, date.max)),
            provisional.get(account, NO_DAYS),
            facts.today,
        )
        first, last = one.ends if one else (None, None)
        has_posts = account in facts.first_posts
        made.append(AccountDays(account, platform, str(name), first, last, has_posts, tuple(_runs(rules, shown))))
    return DayCalendar(shown.start, shown.end, tuple(made))


@dataclass(frozen=True)
class _Rules:
    """What decides the state of an account's days."""

    known: _Known
    posted: Days
    open: tuple[date, date]
    provisional: tuple[date, date]
    today: date

    def state(self, day: date) -> tuple[DayState | None, tuple[str, ...]]:
        """The state of a day, None where nothing is expected, and the metrics that it lacks where it has others."""
        if day in self.known.days:
            if lacking := tuple(metric for metric, given in self.known.daily.items() if day not in given):
                return DayState.PARTLY, lacking
            restated = self.provisional[0] <= day <= self.provisional[1]
            return (DayState.PROVISIONAL if restated else DayState.FIGURES), ()
        if day in self.posted:
            return DayState.POSTS, ()
        if not self.open[0] <= day <= self.open[1]:
            return DayState.NOT_OPEN, ()
        return (DayState.MISSING if self.known.ends != NO_DAYS and day < self.today else None), ()


def _runs(rules: _Rules, shown: Period) -> Iterator[DaySpan]:
    days = [shown.start + DAY * number for number in range(shown.days)]
    for (state, lacking), run in groupby(days, rules.state):
        together = list(run)
        if state is not None:
            yield DaySpan(state, together[0], together[-1], lacking)


def _shown(facts: Facts) -> Period:
    """The days of the calendar.

    It goes on to yesterday, so that channels which have all stopped are seen to have; but not for ever, and not where
    the figures are invented, which follow no clock.
    """
    yesterday = facts.today - DAY
    figures_to = facts.last_day or min((month.end for month in facts.months.periods[-1:]), default=yesterday)
    last = figures_to if facts.store.demo else max(figures_to, min(yesterday, figures_to + LONGEST_SILENCE))
    month = last.year * 12 + last.month - 1 - MONTHS_BACK
    return Period(date(month // 12, month % 12 + 1, 1), last)


def _known(facts: Facts, account_ids: Sequence[str], since: date) -> dict[str, _Known]:
    """What is known of each account that has any figures by day; its days only from `since` on."""
    daily = _daily(facts, account_ids)
    rows = pd.concat([daily, _reached(facts, account_ids, daily["account_id"])])
    found = {}
    for account, known in rows.groupby("account_id"):
        days = known["date"]
        shown = known[days >= pd.Timestamp(since)]
        given = {metric: _dates(shown.loc[shown[metric], "date"]) for metric in DAILY if known[metric].any()}
        ends = _day(days.min(), date.min), _day(days.max(), date.max)
        found[str(account)] = _Known(ends, _dates(shown["date"]), given)
    return found


def _daily(facts: Facts, account_ids: Sequence[str]) -> pd.DataFrame:
    """Account, day, and whether it has each metric of DAILY, for days with any figure."""
    has = [_any(COUNTED_FROM[metric]).alias(metric) for metric in DAILY]
    figure = _any(dtypes("account_days").keys() - NO_FIGURES)
    return _rows(facts, "account_days", account_ids, figure, "date", *has)


def _reached(facts: Facts, account_ids: Sequence[str], with_daily: pd.Series) -> pd.DataFrame:
    """Account and day, of reach: the days that a window covers, but beside daily figures only the one it ends on."""
    known = ~nw.col("reach").is_null()
    windows = _rows(facts, "account_reach", account_ids, known, "window_end", "window_days")
    lengths = windows["window_days"].where(~windows["account_id"].isin(with_daily.unique()), 1)
    days = windows.loc[windows.index.repeat(lengths)]
    back = pd.to_timedelta(days.groupby(level=0).cumcount(), unit="D")
    found = pd.DataFrame({"account_id": days["account_id"], "date": days["window_end"] - back})
    return found.drop_duplicates().assign(**dict.fromkeys(DAILY, False))


def _rows(
    facts: Facts, table: str, account_ids: Sequence[str], wanted: nw.Expr, *columns: str | nw.Expr
) -> pd.DataFrame:
    """These columns of the wanted rows of these accounts."""
    rows = nw.from_native(facts.store.scan(table)).filter(nw.col("account_id").is_in(list(account_ids)), wanted)
    return facts.store.collect(nw.to_native(rows.select("account_id", *columns))).to_pandas()


def _any(columns: Collection[str]) -> nw.Expr:
    return nw.any_horizontal(*[~nw.col(column).is_null() for column in sorted(columns)], ignore_nulls=True)


def _posted(facts: Facts, account_ids: Sequence[str], shown: Period) -> dict[str, Days]:
    """The days on which these accounts published posts, by account."""
    if not facts.first_posts.keys() & {*account_ids}:
        return {}
    posts = facts.posts(account_ids, shown)
    return {str(account): _dates(days) for account, days in posts["published_on"].groupby(posts["account_id"])}


def _dates(days: pd.Series) -> Days:
    return frozenset(pd.to_datetime(days).dt.date)


def _day(value: Any, otherwise: date) -> date:
    return otherwise if pd.isna(value) else date(value.year, value.month, value.day)
