"""Where a figure that comes day by day ends: sums, their quotients, and followers, on channels."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan, nan

import numpy as np

from metrics.attainment import Basis
from metrics.breaks import breaks_of
from metrics.catalogue import metric
from metrics.combine import FROM_CAMPAIGNS
from metrics.course_days import FOLLOWERS, CourseDays
from metrics.goals import Pace
from metrics.horizon import LEAST_ERRORS, Horizon
from metrics.paced_goal import OF_STOCK, PacedGoal, projected
from metrics.usual_course import (
    change_from_own_days,
    changes_from_history,
    day_weights,
    ends_of,
    from_history,
    from_own_days,
    rests,
    total,
)
from metrics.usual_growth import UNKNOWN_PRICE, Ends, Floats, unknown_course

LEAST_KNOWN = 7
OWN_HISTORY = 91
"""Days: what is known is at least a week; where nothing else is, the latest quarter counts."""


def pace_of_days(one: PacedGoal) -> Pace:
    """How far a figure made of days has come, and where it ends."""
    of_stock = one.metric.numerator in OF_STOCK
    declared = metric(FOLLOWERS) if of_stock else one.metric
    days = one.channel_days(declared)
    if days is None:
        return Pace(0.0, None)
    last = min(days.last, one.known_until.toordinal())
    share = one.share(last)
    horizon = _horizon(one, days, last)
    if share <= 0 or isnan(one.figure.value) or horizon.known - horizon.settled < LEAST_KNOWN:
        return Pace(share, None)
    ends, basis = (_stock_ends if of_stock else _flow_ends)(one, days, horizon)
    return Pace(share, projected(ends, share, basis))


def _horizon(one: PacedGoal, days: CourseDays, last: int) -> Horizon:
    """From the last day with figures to the end of the span: from when days are known, and the breaks in them."""
    known = [np.flatnonzero(~np.isnan(amounts)) for amounts in days.amounts.values()]
    begun = max((int(places[0]) for places in known if len(places)), default=0)
    breaks = breaks_of(one.facts.breaks, one.metric, one.accounts)
    turns = {day.toordinal() - days.first for found in breaks for day in found.unsettled if day <= one.known_until}
    cuts = tuple(sorted(cut for cut in turns if cut > begun))
    return Horizon(days.first, begun, last - days.first + 1, one.span.end.toordinal() - last, cuts)


def _stock_ends(one: PacedGoal, days: CourseDays, horizon: Horizon) -> tuple[Ends | None, Basis]:
    """Where followers end, or what is made of them: their number, its change, its growth."""
    levels = days.amounts[FOLLOWERS]
    now, so_far = levels[horizon.known - 1], one.figure.value
    per_follower = {
        "stock_change": (100 + so_far) / now, "net_followers": 1.0, "followers": so_far / now,
    }[one.metric.numerator]  # fmt: skip
    found = changes_from_history(levels, horizon)
    basis = Basis.DAYS
    if found is not None:
        change: Ends | None = ends_of(found)
    else:
        change = change_from_own_days(
            np.diff(levels[horizon.settled : horizon.known]), horizon.days, unknown_course(0.0)
        )
        basis = Basis.STRAIGHT
    return (Ends(*(so_far + per_follower * side for side in change)) if change else None), basis


def _flow_ends(one: PacedGoal, days: CourseDays, horizon: Horizon) -> tuple[Ends | None, Basis]:
    parts = {name: days.amounts[name] for name in one.metric.amounts}
    left = {name: from_history(amounts, horizon) for name, amounts in parts.items()}
    known = [found for found in left.values() if found is not None]
    if len(known) < len(parts):
        return _own_ends(one, parts, horizon)
    errors = ~np.isnan([found.errors for found in known]).any(axis=0)
    if np.count_nonzero(errors) < LEAST_ERRORS:
        return _own_ends(one, parts, horizon)
    may = {
        name: rests(found._replace(errors=found.errors[errors]), horizon)
        for name, found in left.items()
        if found is not None
    }
    numerator = one.metric.numerator
    if one.metric.denominator is None:
        return ends_of(one.figure.value + one.metric.times * may[numerator]), Basis.DAYS
    start = max(0, one.span.start.toordinal() - days.first)
    seen = {name: total(amounts[start : horizon.known]) for name, amounts in parts.items()}
    return quotient_ends(one, seen, may[numerator], may[one.metric.denominator]), Basis.DAYS


def quotient_ends(one: PacedGoal, seen: Mapping[str, float], above: Floats, below: Floats) -> Ends:
    """Where a quotient ends; its parts by day are brought to what the figure says of them so far."""
    top, bottom = seen[one.metric.numerator], seen[str(one.metric.denominator)]
    with np.errstate(divide="ignore", invalid="ignore"):
        values = one.metric.times * (top + above) / (bottom + below)
        aligned = one.figure.value / (one.metric.times * top / bottom) if top and bottom else 1.0
    return ends_of(values[np.isfinite(values)] * aligned) if np.isfinite(values).any() else Ends(nan, nan, nan)


def _own_ends(one: PacedGoal, parts: Mapping[str, Floats], horizon: Horizon) -> tuple[Ends | None, Basis]:
    """From the latest days alone, where too few are known to see how far forecasts err.

    None of what campaigns give: whether the next is to come, the days of the latest do not tell.
    """
    if not parts.keys().isdisjoint(FROM_CAMPAIGNS):
        return None, Basis.OWN_DAYS
    start = max(horizon.settled, horizon.known - OWN_HISTORY)
    recent = slice(start, horizon.known)
    base = parts[one.metric.denominator or one.metric.numerator]
    weights = day_weights(base, horizon)
    basis = Basis.STRAIGHT if (weights == 1).all() else Basis.OWN_DAYS
    ahead = total(weights[horizon.known :])
    left = from_own_days(base[recent], weights[recent], ahead, horizon.days, unknown_course(0.0))
    if left is None or one.metric.denominator is None:
        so_far = one.figure.value
        return (Ends(*(so_far + one.metric.times * side for side in left)) if left else None), basis
    top = parts[one.metric.numerator]
    above = from_own_days(top[recent], base[recent], left.middle, horizon.days, UNKNOWN_PRICE)
    began = max(0, one.span.start.toordinal() - horizon.first)
    seen = {name: total(amounts[began : horizon.known]) for name, amounts in parts.items()}
    if above is None:
        return None, basis
    found = [quotient_ends(one, seen, np.array([side]), np.array([left.middle])).middle for side in above]
    return Ends(*found), basis
