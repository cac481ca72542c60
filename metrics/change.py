"""A figure beside its earlier self: the change, or the reason why none may be claimed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from data.errors import GenomslagError
from locales import N_
from metrics.amounts import month_key
from metrics.breaks import Break
from metrics.catalogue import metric
from metrics.definition import Metric, RollUp
from metrics.facts import Facts
from metrics.figures import COLUMNS, Scope, accounts_in, figure_columns
from metrics.notes import Note
from metrics.period import Kind, Period

AGAINST = ("previous", "year")
MOST_MISSING = 0.1
"""The share of expected days that may be missing on either side of a comparison."""

BROKEN = N_("No change is given: {label} on {date}.")
OVERLAP = Note(N_("No change is given: the intervals overlap, so it cannot be told which is larger."))
AT_LEAST_SO_MUCH = Note(N_("The change is at least this large: one of the figures is an interval."))
INCOMPLETE = Note(N_("No change is given: too many days are missing in one of the periods."))
NOTHING_EARLIER = Note(N_("There is nothing earlier to compare with."))


def compare(
    facts: Facts,
    metric_ids: Sequence[str],
    scope: Scope,
    period: Period,
    against: str = "previous",
    by: str | None = None,
) -> pd.DataFrame:
    """Figures with the same figures of an earlier period, one row a metric and group.

    A period that is not over is compared with the same number of days of the earlier one.

    Adds earlier_period, earlier_value, earlier_low, earlier_high, `change` (in the metric's unit; for
    intervals that do not overlap the smallest change that is certain) and `change_percent` (of the
    earlier value), NaN where none may be claimed; the reason is among the notes.
    """
    so_far = _so_far(period, facts.today)
    now = figure_columns(facts, metric_ids, scope, so_far, by)
    if by == "month":
        spans = {month_key(part): (part, _same_part(part, against)) for part in so_far.months()}
        earlier = [(key, figure_columns(facts, metric_ids, scope, before)) for key, (_, before) in spans.items()]
        then = {(one["metric"][i], key): _side(one, i) for key, one in earlier for i in range(len(one["metric"]))}
    else:
        before = _as_long_as(so_far, _earlier(period, against)) if so_far != period else _earlier(period, against)
        spans = dict.fromkeys(now["by"], (so_far, before))
        one = figure_columns(facts, metric_ids, scope, before, by)
        then = {key: _side(one, i) for i, key in enumerate(zip(one["metric"], one["by"], strict=True))}
    sides = [
        _Sides(metric(metric_id), key, *spans[key], _side(now, i), then.get((metric_id, key), _Side()))
        for i, (metric_id, key) in enumerate(zip(now["metric"], now["by"], strict=True))
    ]
    changes = [_change(facts, scope, one, by) for one in sides]
    return pd.DataFrame(
        {
            **{name: now[name] for name in COLUMNS},
            "period": period.id,
            "notes": [(*now["notes"][i], *found.notes) for i, found in enumerate(changes)],
            "earlier_period": [one.before.id for one in sides],
            "earlier_value": [one.then.value for one in sides],
            "earlier_low": [one.then.low for one in sides],
            "earlier_high": [one.then.high for one in sides],
            "change": [found.change for found in changes],
            "change_percent": [found.percent for found in changes],
        }
    )


@dataclass(frozen=True)
class _Side:
    """One of the two figures, NaN where missing; `lacking` is the share of its expected days without figures."""

    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    lacking: float = 0.0

    @property
    def known(self) -> bool:
        return not (math.isnan(self.low) and math.isnan(self.high))


@dataclass(frozen=True)
class _Sides:
    """A figure and its earlier self, with their periods."""

    metric: Metric
    group: str | None
    period: Period
    before: Period
    now: _Side
    then: _Side


@dataclass(frozen=True)
class _Change:
    change: float = math.nan
    percent: float = math.nan
    notes: tuple[Note, ...] = ()


def _side(columns: Mapping[str, Any], i: int) -> _Side:
    missing, expected = float(columns["days_missing"][i]), float(columns["days_expected"][i])
    lacking = missing / expected if expected > 0 else 0.0
    return _Side(float(columns["value"][i]), float(columns["low"][i]), float(columns["high"][i]), lacking)


def _change(facts: Facts, scope: Scope, sides: _Sides, by: str | None) -> _Change:
    """The change that may be claimed, or why none may."""
    now, then = sides.now, sides.then
    if not (now.known and then.known):
        return _Change(notes=(NOTHING_EARLIER,) if now.known else ())
    refusal = _break(facts, scope, sides, by)
    if max(now.lacking, then.lacking) > MOST_MISSING and sides.metric.over_days is not RollUp.LAST:
        refusal = refusal or INCOMPLETE
    if refusal:
        return _Change(notes=(refusal,))
    if not (math.isnan(now.value) or math.isnan(then.value)):
        change = now.value - then.value
        return _Change(change, 100 * change / then.value if then.value > 0 else math.nan)
    apart = now.low - then.high if now.low > then.high else now.high - then.low if now.high < then.low else None
    return _Change(notes=(OVERLAP,)) if apart is None else _Change(apart, notes=(AT_LEAST_SO_MUCH,))


def _break(facts: Facts, scope: Scope, sides: _Sides, by: str | None) -> Note | None:
    """The first change of definition between the two periods, if any of the channels had one."""
    columns = {sides.metric.id, *(column.split(".")[1] for column in sides.metric.inputs)}
    for one in facts.breaks:
        if (
            one.metric in columns
            and sides.before.start < one.date <= sides.period.end
            and _meets(facts, scope, one, by, sides.group)
        ):
            return Note(BROKEN, {"label": one.label_en, "label_sv": one.label_sv, "date": str(one.date)})
    return None


def _meets(facts: Facts, scope: Scope, found: Break, by: str | None, group: str | None) -> bool:
    """Whether the break is of an account in scope (and in the group)."""
    accounts = accounts_in(facts, scope)
    for account, platform in zip(accounts["account_id"], accounts["platform"], strict=True):
        in_group = group == {"account": account, "platform": platform}.get(by or "", group)
        if in_group and found.meets(account, platform):
            return True
    return False


def _same_part(part: Period, against: str) -> Period:
    """The days of an earlier month that answer to these days of a month."""
    month = Period.of(Kind.MONTH, part.start)
    earlier = _earlier(month, against)
    if part == month:
        return earlier
    start = min(earlier.end, earlier.start + (part.start - month.start))
    return Period(start, min(earlier.end, start + timedelta(days=part.days - 1)))


def _so_far(period: Period, today: date) -> Period:
    """The days of the period that are over; the period itself where all of them, or none, are."""
    yesterday = today - timedelta(days=1)
    return Period(period.start, yesterday) if period.start <= yesterday < period.end else period


def _as_long_as(period: Period, earlier: Period) -> Period:
    """The earlier period's first days, as many as the period has."""
    return Period(earlier.start, min(earlier.end, earlier.start + timedelta(days=period.days - 1)))


def _earlier(period: Period, against: str) -> Period:
    if against not in AGAINST:
        raise GenomslagError(N_("“{against}” cannot be compared with."), todo=N_("Choose one of {choices}."),
                             against=against, choices=", ".join(AGAINST))  # fmt: skip
    return period.previous() if against == "previous" else period.year_before()
