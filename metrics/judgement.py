"""A figure beside its own past: the series that is judged, and what `metrics.signal` says of each of its periods.

Months and weeks are judged as they are, and 28 days beside the 28 days to the same day of earlier months. A longer
period is told by its months: few quarters are known, and limits from so few would err more often than promised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import isnan, nan
from typing import Any

import numpy as np
import pandas as pd

from locales import N_, Language
from metrics.breaks import breaks_of
from metrics.catalogue import metric
from metrics.change import MOST_MISSING
from metrics.definition import REACH
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in, figure_columns, figure_series
from metrics.monthly import TRENDS
from metrics.period import ROLLING_DAYS, Kind, Period
from metrics.season import Season
from metrics.signal import Verdicts, verdicts_of
from metrics.typical import typical_course
from metrics.verdict import Verdict

STANDS_FOR = {
    "followers": "net_followers",
    "followers_per_1000_inhabitants": "net_followers",
    "reach_share_of_inhabitants": REACH,
}
"""What is judged in a metric's stead: a stock by its change, as its level always depends on the month before."""

NOT_OVER = N_("The period is not over, or its figures are not complete yet.")
MONTH_END = 31
GAPS = N_("More than a tenth of the days are missing.")
INTERVAL = N_("The figure is an interval, and cannot be judged.")
NOT_COUNTED = N_("The platform has no exact count of the people reached in these days.")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One figure beside what its own past leads one to expect.

    `by` is the period's id; `metric` what was judged (`STANDS_FOR`), of one `account` where that is named. The range
    from `low` to `high` with its `centre` is in that metric's unit, NaN where none can be told.
    """

    by: str
    metric: str
    value: float
    low: float
    centre: float
    high: float
    verdict: Verdict
    season: Season
    reason: str
    fields: Mapping[str, object] = field(default_factory=dict)
    account: str = ""

    @property
    def higher(self) -> bool:
        """Whether the value lies above the middle of what was to be expected."""
        return self.value > self.centre

    def why(self, language: Language) -> str:
        """The reason as it is read."""
        days = {name: language.day(date.fromisoformat(str(self.fields[name]))) for name in DAYS if name in self.fields}
        return language.text(self.reason, **{**self.fields, **days})


DAYS = ("changed", "since")
"""Fields of reasons that hold a day."""


def judged(facts: Facts, metric_id: str, scope: Scope, period: Period) -> tuple[Judgement, ...]:
    """What is said of the figure of a period: one judgement, or one a whole month of a longer period.

    Empty where nothing of it has been judged.
    """
    if period.kind is Kind.ROLLING:
        found = judgements(facts, metric_id, scope, Kind.ROLLING, _day_of_month(period.end))
        parts = [f"{_month_of(period.end):%Y-%m}"]
    elif period.kind is Kind.WEEK:
        found, parts = judgements(facts, metric_id, scope, Kind.WEEK), [period.id]
    else:
        found = judgements(facts, metric_id, scope)
        parts = [month.id for month in period.months() if month.kind is Kind.MONTH]
    return tuple(found[part] for part in parts if part in found)


def judgements(
    facts: Facts, metric_id: str, scope: Scope, kind: Kind = Kind.MONTH, day: int = MONTH_END
) -> Mapping[str, Judgement]:
    """A judgement on each period of the kind, from the first with figures to the last; by period id.

    Kinds are MONTH, WEEK and ROLLING: the 28 days to that `day` of each month, by month.
    """
    one = STANDS_FOR.get(metric_id, metric_id)
    key = ("judgements", one, scope, kind, day)
    return facts.kept(key, lambda: _judgements(facts, one, scope, kind, day))


def strongest(found: Sequence[Judgement]) -> Verdict | None:
    """The verdict that matters most; none where nothing was judged."""
    return max((one.verdict for one in found), key=tuple(Verdict).index, default=None)


def _judgements(facts: Facts, metric_id: str, scope: Scope, kind: Kind, day: int) -> Mapping[str, Judgement]:
    periods = _periods(facts, kind, day)
    if not periods:
        return {}
    asked: tuple[str, ...] = TRENDS if metric_id in TRENDS and metric_id != REACH else (metric_id,)
    key = ("judged", asked, scope, kind, day)
    series = facts.kept(key, lambda: _judged_together(facts, asked, scope, kind, periods))
    rows: Any = series.verdicts.of(metric_id)
    found = {}
    for row, name, reason in zip(rows.itertuples(index=False), series.names, series.reasons[metric_id], strict=True):
        found[name] = Judgement(
            name,
            metric_id,
            row.value,
            row.low,
            row.centre,
            row.high,
            Verdict(row.verdict),
            Season(row.season),
            reason or row.reason,
            {} if reason else row.fields,
            series.account,
        )
    return found


@dataclass(frozen=True)
class _Series:
    """What was judged together: each period's name, and by metric why a period could not be (or nothing)."""

    verdicts: Verdicts
    names: Sequence[str]
    reasons: Mapping[str, Sequence[str]]
    account: str = ""


def _judged_together(
    facts: Facts, metric_ids: Sequence[str], scope: Scope, kind: Kind, periods: Sequence[Period]
) -> _Series:
    if metric_ids == (REACH,):
        account, people = _largest_channel(facts, scope, kind, periods)
        scope = Scope(scope.organisation, (), (account,)) if account else scope
        values, reasons = {REACH: people}, {REACH: [NOT_COUNTED if isnan(one) else "" for one in people]}
    else:
        account = ""
        values, reasons = _values(facts, metric_ids, scope, kind, periods)
    starts = [_month_of(one.end) if kind is Kind.ROLLING else one.start for one in periods]
    table = pd.DataFrame(values, index=pd.DatetimeIndex(starts))
    accounts = accounts_in(facts, scope)
    ids = list(accounts["account_id"])
    breaks = {one: [found.day for found in breaks_of(facts.breaks, metric(one), ids)] for one in metric_ids}
    peers = typical_course(facts, scope.organisation) if kind is Kind.MONTH and metric_ids != (REACH,) else None
    found = verdicts_of(table, breaks=breaks, peers=peers, per_year=52 if kind is Kind.WEEK else 12)
    names = [f"{one:%Y-%m}" if kind is Kind.ROLLING else period.id for one, period in zip(starts, periods, strict=True)]
    return _Series(found, names, reasons, account)


def _values(
    facts: Facts, metric_ids: Sequence[str], scope: Scope, kind: Kind, periods: Sequence[Period]
) -> tuple[dict[str, list[float]], dict[str, list[str]]]:
    """The figures of each period in which they can be judged, NaN elsewhere, and why not there."""
    if kind is Kind.MONTH:  # as the trends ask, so that they are worked out once
        columns = figure_columns(facts, metric_ids, scope, Period(periods[0].start, periods[-1].end), "month")
    else:
        columns = figure_series(facts, metric_ids, scope, periods)
    values: dict[str, list[float]] = {}
    reasons: dict[str, list[str]] = {}
    for place, one in enumerate(metric_ids):
        first = place * len(periods)
        said = [_judged_value(facts, period, columns, first + at) for at, period in enumerate(periods)]
        values[one], reasons[one] = [value for value, _ in said], [reason for _, reason in said]
    return values, reasons


def _judged_value(facts: Facts, period: Period, columns: Mapping[str, Any], i: int) -> tuple[float, str]:
    if period.end >= facts.today or period.end > (facts.last_day or date.min):
        return nan, NOT_OVER
    missing, expected = float(columns["days_missing"][i]), float(columns["days_expected"][i])
    if expected > 0 and missing > MOST_MISSING * expected:
        return nan, GAPS
    value = float(columns["value"][i])
    bounded = isnan(value) and not isnan(float(columns["low"][i]))
    return value, INTERVAL if bounded else ""


def _largest_channel(facts: Facts, scope: Scope, kind: Kind, periods: Sequence[Period]) -> tuple[str, list[float]]:
    """The account in scope that reached the most when last counted, and whom the platform says it reached: people
    in each week, or in the 28 days to the end of each period. Over several channels there is no exact number."""
    places = facts.windows.places.of(accounts_in(facts, scope)["account_id"])
    places = places[places >= 0]
    nobody = [nan] * len(periods)
    if not len(places):
        return "", nobody
    spans = [one if kind is Kind.WEEK else Period.of(Kind.ROLLING, one.end) for one in periods]
    counted = [facts.reach(span) for span in spans]
    people = np.array([np.where(one.low == one.high, one.low, nan)[places] for one in counted])
    known = ~np.isnan(people)
    if not known.any():
        return "", nobody
    last = len(people) - 1 - np.argmax(known[::-1], axis=0)
    latest = np.where(known.any(axis=0), people[last, np.arange(len(places))], -1)
    largest = int(np.argmax(latest))
    return facts.windows.accounts[places[largest]], people[:, largest].tolist()


def _periods(facts: Facts, kind: Kind, day: int) -> list[Period]:
    """The periods of the kind from the first with figures to the last, whether it is over or not."""
    first, last = facts.first_day, facts.last_day
    if first is None or last is None:
        return []
    if kind is Kind.WEEK:
        week = Period.of(Kind.WEEK, first)
        count = (last - week.start).days // 7 + 1
        return [Period.of(Kind.WEEK, week.start + timedelta(days=7 * place)) for place in range(count)]
    months = [month for month in facts.months.periods if month.start <= last]
    if kind is Kind.MONTH:
        return months
    ends = [min(month.start + timedelta(days=day - 1), month.end) for month in months]
    return [Period.of(Kind.ROLLING, end) for end in ends if end <= last]


def _day_of_month(end: date) -> int:
    """On which day of the month a period ends; the last days of months are one."""
    return MONTH_END if (end + timedelta(days=1)).day == 1 else end.day


def _month_of(end: date) -> date:
    """The first day of the month that most of the 28 days to `end` lie in."""
    return (end - timedelta(days=ROLLING_DAYS // 2 - 1)).replace(day=1)
