"""One figure as a report is held to account for it, and what it is a figure of."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan


@dataclass(frozen=True)
class Number:
    """One figure of a report, as it is held to account later: freezing, the workbook and every comparison use these.

    `metric` is a catalogue id, or a word of ours for what is counted otherwise (`goals_reached`). `of` says whose it
    is: an organisation, and a channel, goal, campaign, post or peer where it is not the whole. `low` and `high` are the
    bounds (both the value where it is exact; NaN where missing), in the metric's unit.
    """

    metric: str
    of: str
    period: str
    value: float
    low: float
    high: float

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same figure in two reports."""
        return self.metric, self.of, self.period

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return not (isnan(self.value) and isnan(self.low) and isnan(self.high))

    @property
    def values(self) -> tuple[float, ...]:
        """What can be said of it: the value, else the bounds that are known."""
        told = (self.low, self.high) if isnan(self.value) else (self.value,)
        return tuple(one for one in told if not isnan(one))


def exact(metric: str, of: str, period: str, value: float) -> Number:
    """A figure without an interval."""
    return Number(metric, of, period, value, value, value)


def interval(metric: str, of: str, period: str, low: float, high: float) -> Number:
    """A figure of which only its bounds are known, or one of them; exact where they are the same."""
    return Number(metric, of, period, low if low == high else nan, low, high)
