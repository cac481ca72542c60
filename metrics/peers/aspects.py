"""What a sector is followed on: how often its organisations post, how many follow, how that grows, what posts give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from metrics.catalogue import CATALOGUE
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.peers.comparison import with_reasons
from metrics.peers.measured import measured
from metrics.peers.measures import Per
from metrics.period import Period
from metrics.rows import Floats

DAYS_OF_A_MONTH = 365.2425 / 12


class Aspect(StrEnum):
    """One of the things a sector is followed on. The value stands in URLs and commands."""

    ACTIVITY = "activity"
    FOLLOWERS = "followers"
    GROWTH = "growth"
    INTERACTION = "interaction"


MEASURES = {
    Aspect.ACTIVITY: ("posts", Per.RAW),
    Aspect.FOLLOWERS: ("followers", Per.RAW),
    Aspect.GROWTH: ("follower_growth", Per.RAW),
    Aspect.INTERACTION: ("interactions", Per.FOLLOWERS_POST),
}
"""The metric behind each, and what it is divided by; posts by months, too."""


def metric_of(aspect: Aspect) -> Metric:
    """The metric behind it."""
    return CATALOGUE[MEASURES[aspect][0]]


def values_of(
    facts: Facts, aspect: Aspect, organisations: Sequence[str], period: Period, platforms: Sequence[str]
) -> Floats:
    """What each organisation has: posts a month, followers, growth in per cent, interactions per 1,000 followers and
    post. NaN for one that a comparison would give no place.
    """
    key = ("aspect", aspect, tuple(organisations), period, tuple(platforms))
    return facts.kept(key, lambda: _values(facts, aspect, organisations, period, platforms))


def _values(
    facts: Facts, aspect: Aspect, organisations: Sequence[str], period: Period, platforms: Sequence[str]
) -> Floats:
    metric, per = metric_of(aspect), MEASURES[aspect][1]
    rows = with_reasons(measured(facts, metric, organisations, period, per, platforms), metric)
    found: Floats = rows["value"].where(rows["reason"] == "").to_numpy(dtype=float)
    if aspect is not Aspect.ACTIVITY:
        return found
    # Days without figures are not days without posts.
    seen = 1 - (rows["days_missing"] / rows["days_expected"]).fillna(0).to_numpy(dtype=float)
    return found / (months_over(period, facts.today) * seen)


def months_over(period: Period, today: date) -> float:
    """How many months of the period are over; a part of a month by its days. NaN of one that has not begun."""
    end = min(period.end, today - timedelta(days=1))
    if end < period.start:
        return np.nan
    over = Period(period.start, end)
    return float(len(over.months())) if over.whole_months else over.days / DAYS_OF_A_MONTH
