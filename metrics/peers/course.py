"""An organisation month by month beside its group: the median and middle half of the same members throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from metrics.definition import Metric, RollUp
from metrics.facts import Facts
from metrics.peers.comparison import MOST_MISSING, Comparison
from metrics.peers.measured import largest_left_out, values
from metrics.peers.measures import Per
from metrics.period import Period
from metrics.rows import Floats, Mask

FEWEST = 5
"""So many members, or half of them, must have every month for the others to be left out."""


@dataclass(frozen=True)
class Course:
    """A measure by month. `own` is the organisation's; `low`, `middle` and `high` the quartiles of the group.

    `without` is `own` without the month's largest post, NaN where that is not known. `members` is how many the group
    has each month: where it is `constant` they are the same throughout, and `left_out` names those that lack a month;
    else `left_out` names those that came or went. NaN where nothing is known.
    """

    months: tuple[Period, ...]
    own: Floats
    without: Floats
    low: Floats
    middle: Floats
    high: Floats
    members: tuple[int, ...]
    constant: bool
    left_out: tuple[str, ...]

    @property
    def turned(self) -> tuple[Period, ...]:
        """The months in which the largest post decides on which side of the middle half the organisation stands."""
        sides = zip(self.own, self.without, self.low, self.high, self.months, strict=True)
        return tuple(
            month
            for own, without, low, high, month in sides
            if not np.isnan(without) and _side(own, low, high) != _side(without, low, high)
        )

    @property
    def sides(self) -> tuple[int, ...]:
        """By month with both: 1 above the group's middle half, 0 in it, −1 below."""
        known = zip(self.own, self.low, self.high, strict=True)
        return tuple(_side(own, low, high) for own, low, high in known if not np.isnan(own) and not np.isnan(low))


def _side(value: float, low: float, high: float) -> int:
    return int(value > high) - int(value < low)


def course(facts: Facts, found: Comparison, span: Period) -> Course:
    """The comparison in each calendar month of the span, with its group, division and platforms."""
    own = str(found.own["organisation"])
    key = ("peer course", found.metric.id, found.per, found.group, found.platforms, own, span)
    return facts.kept(key, lambda: _course(facts, found, own, span))


def _course(facts: Facts, found: Comparison, own: str, span: Period) -> Course:
    months, members = tuple(span.months()), found.group.organisations
    ids = tuple(dict.fromkeys((*members, own)))
    table = np.array([_known(facts, found.metric, ids, month, found.per, found.platforms) for month in months])
    place = ids.index(own)
    followed, left_out = panel(~np.isnan(table) & np.array([one in members for one in ids]))
    shown = np.where(followed, table, nan)
    if found.per is Per.INDEX:
        with np.errstate(invalid="ignore", divide="ignore"):
            of_group = _quantile(shown, 0.5)[:, None]
            table, shown = (np.where(of_group > 0, one / of_group * 100, nan) for one in (table, shown))
    left = [largest_left_out(facts, found.metric, own, month, found.per, found.platforms) for month in months]
    low, middle, high = (_quantile(shown, part) for part in (0.25, 0.5, 0.75))
    return Course(
        months,
        table[:, place],
        table[:, place] * np.array(left),
        low,
        middle,
        high,
        tuple(int(count) for count in np.count_nonzero(~np.isnan(shown), axis=1)),
        _same_throughout(followed),
        tuple(ids[at] for at in np.flatnonzero(left_out)),
    )


def _known(
    facts: Facts, metric: Metric, ids: Sequence[str], month: Period, per: Per, platforms: Sequence[str]
) -> Floats:
    """The values of a month that can stand beside each other; NaN for the others."""
    found = values(facts, metric, ids, month, per, platforms)
    value, cut = found["value"], np.array([bool(one) for one in found["apart"]])
    if metric.over_days is RollUp.SUM or metric.denominator is not None:
        cut |= found["days_missing"] > MOST_MISSING * found["days_expected"]
    return np.where(cut, nan, value)


def panel(known: Mask) -> tuple[Mask, Mask]:
    """Which values (months or quarters × organisations) are followed, and which organisations lack some of them.

    Those that have every month in which anybody has one, where they are FEWEST or half of all; else whoever there is.
    """
    ever = np.asarray(known.any(axis=0))
    always = ever & np.asarray(known[known.any(axis=1)].all(axis=0))
    if always.any() and np.count_nonzero(always) >= min(FEWEST, np.count_nonzero(ever) / 2):
        return known & always, ever & ~always
    return known, ever & ~always


def _same_throughout(followed: Mask) -> bool:
    """Whether the group has the same members in every month in which it has any."""
    shown = followed[followed.any(axis=1)]
    return bool((shown == shown[:1]).all())


def _quantile(table: Floats, part: float) -> Floats:
    """By month, NaN where nobody has a value."""
    some = ~np.isnan(table).all(axis=1)
    found = np.full(len(table), nan)
    found[some] = np.nanquantile(table[some], part, axis=1)
    return found
