"""A goal in one of its spans as it stood on a day, as the ways of pacing it see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isnan

from metrics.attainment import Basis, Projection
from metrics.catalogue import metric
from metrics.course_days import CourseDays, channel_days
from metrics.definition import INHABITANTS, Metric, RollUp
from metrics.facts import Facts
from metrics.goals import Figure, Goal
from metrics.period import Period
from metrics.usual_growth import Ends

OF_STOCK = frozenset({"followers", "net_followers", "stock_change"})
MOST_COURSES = 12
"""How many earlier campaigns are looked at."""


@dataclass(frozen=True)
class PacedGoal:
    """A goal in one of its spans, its figure as it stood on a day, and the accounts that it is about."""

    facts: Facts
    goal: Goal
    span: Period
    figure: Figure
    known_until: date
    accounts: tuple[str, ...]

    @property
    def metric(self) -> Metric:
        """The metric that the goal is on."""
        return metric(self.goal.metric)

    def share(self, last: int) -> float:
        """How much of the span's days is seen when figures reach to an ordinal."""
        seen = min(last, self.known_until.toordinal()) - self.span.start.toordinal() + 1
        return max(0.0, min(1.0, seen / self.span.days))

    @property
    def last_day(self) -> int:
        """The ordinal of the last day on which any of the accounts has figures."""
        return max((self.facts.last_days.get(one, date.min) for one in self.accounts), default=date.min).toordinal()

    def channel_days(self, declared: Metric) -> CourseDays | None:
        """What a metric is made of, day by day on the goal's accounts."""
        platform = self.goal.platform
        key = ("channel days", self.accounts, declared.id, platform)
        return self.facts.kept(
            key, lambda: channel_days(self.facts, self.goal.organisation, self.accounts, declared, platform)
        )


def projected(ends: Ends | None, share: float, basis: Basis, *, alike: bool = True) -> Projection | None:
    """The ends as a projection; None where there are none."""
    return Projection(*ends, share, basis, alike) if ends is not None and not isnan(ends.low) else None


def grows(metric: Metric) -> bool:
    """Whether the metric's figure can only become larger in a span: sums of what is counted, and people."""
    counted = metric.over_days is RollUp.SUM and metric.numerator not in OF_STOCK
    return counted or (metric.unique and metric.denominator in (None, INHABITANTS))
