"""A figure beside its earlier self: the change, or the reason why none may be claimed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from data.errors import GenomslagError
from locales import N_
from metrics.amounts import month_key
from metrics.breaks import breaks_of
from metrics.calendar import holiday_notes
from metrics.catalogue import metric
from metrics.definition import Metric, RollUp
from metrics.facts import Facts
from metrics.figures import COLUMNS, Scope, accounts_in, figure_columns
from metrics.notes import Note
from metrics.period import WEEK_DAYS, WEEKDAYS_BELOW, Kind, Period

AGAINST = ("previous", "year")
MOST_MISSING = 0.1
"""The share of expected days that may be missing on either side of a comparison."""

BROKEN = N_("No change is given: {label} on {date}.")
OVERLAP = Note(N_("No change is given: the intervals overlap, so it cannot be told which is larger."))
AT_LEAST_SO_MUCH = Note(N_("The change is at least this large: one of the figures is an interval."))
INCOMPLETE = Note(N_("No change is given: too many days are missing in one of the periods."))
NOTHING_EARLIER = Note(N_("There is nothing earlier to compare with."))
NOTHING_NOW = Note(N_("There is no figure in the period."))


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

    A period that is not over is compared over the days that are: see `beside`. `change` (in the metric's
    unit; for intervals that do not overlap the smallest change that is certain) and `change_percent` (of
    the earlier value) are missing where none may be claimed; the notes say why.
    """
    if by != "month":
        return _rows(facts, metric_ids, scope, _Asked(period, against, beside(period, against, facts.today)), by)
    found = []
    for part in period.months():
        asked = _Asked(part, against, _over(part, _same_part(part, against), facts.today))
        rows = _rows(facts, metric_ids, scope, asked, None)
        found += [replace(row, by=month_key(part), period=period.id) for row in rows]
    return sorted(found, key=lambda row: list(metric_ids).index(row.metric))


def beside(period: Period, against: str, today: date) -> tuple[Period, Period]:
    """The days of the period that are compared, and the earlier days that they are compared with.

    Of a period that is not over, the days that are: of a short one beside the same weekdays, of a long one beside as
    many first days of the earlier period.
    """
    return _over(period, _earlier(period, against), today)


def _over(period: Period, earlier: Period, today: date) -> tuple[Period, Period]:
    yesterday = today - timedelta(days=1)
    if not period.start <= yesterday < period.end:
        return period, earlier
    over = Period(period.start, yesterday)
    if period.days >= WEEKDAYS_BELOW:
        return over, Period(earlier.start, min(earlier.end, earlier.start + timedelta(days=over.days - 1)))
    apart = math.ceil(over.days / WEEK_DAYS)  # so many weeks, that no day is compared with itself
    back = timedelta(weeks=max(apart, round((over.start - earlier.start).days / WEEK_DAYS)))
    return over, Period(over.start - back, over.end - back)


def _earlier(period: Period, against: str) -> Period:
    if against not in AGAINST:
        raise GenomslagError(N_("“{against}” cannot be compared with."), todo=N_("Choose one of {choices}."),
                             against=against, choices=", ".join(AGAINST))  # fmt: skip
    return period.previous() if against == "previous" else period.year_before()


def _same_part(part: Period, against: str) -> Period:
    """The days of an earlier month that answer to these days of a month."""
    month = Period.of(Kind.MONTH, part.start)
    earlier = _earlier(month, against)
    if part == month:
        return earlier
    start = min(earlier.end, earlier.start + (part.start - month.start))
    return Period(start, min(earlier.end, start + timedelta(days=part.days - 1)))


@dataclass(frozen=True)
class _Asked:
    """A period, and the two spans of days that are compared."""

    period: Period
    against: str
    spans: tuple[Period, Period]


def _rows(facts: Facts, metric_ids: Sequence[str], scope: Scope, asked: _Asked, by: str | None) -> list[Compared]:
    over, before = asked.spans
    now, earlier = (figure_columns(facts, metric_ids, scope, span, by) for span in asked.spans)
    then = {key: _side(earlier, i) for i, key in enumerate(zip(earlier["metric"], earlier["by"], strict=True))}
    told = holiday_notes(asked.period, over, before, asked.against)
    found = []
    for i, (metric_id, key) in enumerate(zip(now["metric"], now["by"], strict=True)):
        sides = _Sides(metric(metric_id), key, over, before, _side(now, i), then.get((metric_id, key), _Side()))
        claimed = _change(facts, scope, sides, by)
        of_flow = sides.metric.over_days is not RollUp.LAST and not math.isnan(claimed.change)
        found.append(
            Compared(
                **{name: now[name][i] for name in COLUMNS if name not in ("period", "notes")},
                period=asked.period.id,
                notes=(*now["notes"][i], *claimed.notes, *(told if of_flow else ())),
                earlier_period=before.id,
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
        return _Change(notes=(NOTHING_EARLIER if now.known else NOTHING_NOW,))
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
    between = [one for one in facts.breaks if sides.before.start < one.day <= sides.period.end]
    if not between:
        return None
    accounts = accounts_in(facts, scope)
    if by in ("account", "platform"):
        accounts = accounts[accounts["account_id" if by == "account" else by] == sides.group]
    found = breaks_of(between, sides.metric, list(accounts["account_id"]))
    return Note(BROKEN, found[0].said) if found else None
