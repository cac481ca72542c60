"""A figure beside its earlier self: the change, or the reason why none may be claimed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
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


@dataclass(frozen=True)
class Compared:
    """A figure (the columns of `figures`) beside its earlier self; NaN where missing."""

    metric: str
    organisation: str
    period: str
    by: str | None
    value: float
    low: float
    high: float
    exact: bool
    unit: str
    days_missing: float
    days_expected: float
    notes: tuple[Note, ...]
    earlier_period: str
    earlier_value: float
    earlier_low: float
    earlier_high: float
    change: float
    change_percent: float


def compare(
    facts: Facts,
    metric_ids: Sequence[str],
    scope: Scope,
    period: Period,
    against: str = "previous",
    by: str | None = None,
) -> pd.DataFrame:
    """The rows of `compared` as a frame."""
    rows = compared(facts, metric_ids, scope, period, against, by)
    names = [one.name for one in fields(Compared)]
    return pd.DataFrame({name: [getattr(row, name) for row in rows] for name in names}, columns=names).astype(
        {"by": object, "notes": object}
    )


def compared(
    facts: Facts,
    metric_ids: Sequence[str],
    scope: Scope,
    period: Period,
    against: str = "previous",
    by: str | None = None,
) -> list[Compared]:
    """Figures with the same figures of an earlier period, one a metric and group.

    A period that is not over is compared with the same number of days of the earlier one. `change` (in
    the metric's unit; for intervals that do not overlap the smallest change that is certain) and
    `change_percent` (of the earlier value) are missing where none may be claimed; the notes say why.
    """
    so_far = _so_far(period, facts.today)
    now = figure_columns(facts, metric_ids, scope, so_far, by)
    spans: dict[str | None, tuple[Period, Period]]
    if by == "month":
        spans = {month_key(part): (part, _same_part(part, against)) for part in so_far.months()}
        earlier = [(key, figure_columns(facts, metric_ids, scope, before)) for key, (_, before) in spans.items()]
        then = {(one["metric"][i], key): _side(one, i) for key, one in earlier for i in range(len(one["metric"]))}
    else:
        before = _as_long_as(so_far, _earlier(period, against)) if so_far != period else _earlier(period, against)
        spans = dict.fromkeys(now["by"], (so_far, before))
        one = figure_columns(facts, metric_ids, scope, before, by)
        then = {key: _side(one, i) for i, key in enumerate(zip(one["metric"], one["by"], strict=True))}
    found = []
    for i, (metric_id, key) in enumerate(zip(now["metric"], now["by"], strict=True)):
        sides = _Sides(metric(metric_id), key, *spans[key], _side(now, i), then.get((metric_id, key), _Side()))
        claimed = _change(facts, scope, sides, by)
        found.append(
            Compared(
                **{name: now[name][i] for name in COLUMNS if name not in ("period", "notes")},
                period=period.id,
                notes=(*now["notes"][i], *claimed.notes),
                earlier_period=sides.before.id,
                earlier_value=sides.then.value,
                earlier_low=sides.then.low,
                earlier_high=sides.then.high,
                change=claimed.change,
                change_percent=claimed.percent,
            )
        )
    return found


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
