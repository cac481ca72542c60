"""Where the number of people reached in a period ends: both of its bounds, each by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import isnan, nan
from typing import Any

import numpy as np

from metrics.attainment import Basis, Projection
from metrics.breaks import breaks_of
from metrics.figures import Scope, figure_series
from metrics.goals import Pace
from metrics.paced_goal import PacedGoal, grows, projected
from metrics.period import Period
from metrics.usual_growth import Ends, Floats, Growth, from_periods

MOST_PERIODS = 8
"""How many periods before are looked at: two years of quarters. Older ones tell of another channel than today's."""


def pace_of_people(one: PacedGoal, scope: Scope) -> Pace:
    """People grow from a share of a period to its end as in the periods before; both bounds, each by itself."""
    share = one.share(one.last_day)
    if share <= 0 or isnan(one.figure.low):
        return Pace(share, None)
    spans = _earlier(one)
    if not spans:
        return Pace(share, None)
    seen = round(share * one.span.days)
    so_far = [Period(span.start, span.start + timedelta(days=min(seen, span.days) - 1)) for span in spans]
    begun, ended = (_series(one, scope, periods) for periods in (so_far, spans))
    growths = [
        from_periods(list(begun[side]), list(ended[side]), now, share)
        for side, now in (("low", one.figure.low), ("high", one.figure.high))
    ]
    return Pace(share, people_ends(one, growths, share, Basis.PERIODS))


def _earlier(one: PacedGoal) -> list[Period]:
    """The periods before, oldest first: comparable, with figures, eight at most."""
    first = one.facts.windows.first_day if one.facts.windows.accounts else date.max
    breaks = breaks_of(one.facts.breaks, one.metric, one.accounts)
    cuts = [found.unsettled[1] for found in breaks if found.unsettled[1] <= one.known_until]
    first = max([first, *cuts])
    found: list[Period] = []
    span = one.span.previous()
    while span.start >= first and len(found) < MOST_PERIODS:
        found.append(span)
        span = span.previous()
    return found[::-1]


def _series(one: PacedGoal, scope: Scope, periods: Sequence[Period]) -> Mapping[str, Floats]:
    key = ("people", one.metric.id, scope, tuple(periods))
    found: Mapping[str, Any] = one.facts.kept(key, lambda: figure_series(one.facts, [one.metric.id], scope, periods))
    return {side: np.asarray(found[side], dtype=float) for side in ("low", "high")}


def people_ends(
    one: PacedGoal, growths: Sequence[Growth | None], share: float, basis: Basis, *, alike: bool = True
) -> Projection | None:
    """From where people reached are bounded today to where they are at the end; never fewer than today."""
    lower, upper = growths
    if lower is None:
        return None
    low = lower.of(one.figure.low)
    high = upper.of(one.figure.high) if upper is not None and not isnan(one.figure.high) else Ends(nan, nan, nan)
    least = one.figure.low if grows(one.metric) else 0.0
    exact = one.figure.low == one.figure.high and low.middle == high.middle
    ends = Ends(max(low.middle, least) if exact else nan, max(low.low, least), max(high.high, least))
    if isnan(high.high):
        ends = ends._replace(high=nan)
    return projected(ends, share, basis, alike=alike)
