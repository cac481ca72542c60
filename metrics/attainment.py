"""What is said of one figure beside its target: attainment in per cent, and reached or not.

A figure may be an interval (distinct people are never summed), so "reached" has a third answer:
it cannot be told, because the target lies inside the interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from locales import N_

MISSING = math.nan
SAME = 1e-9  # relative; 700 / 10 000 × 100 is 7, whatever the binary fractions say


class Status(StrEnum):
    """What is said of a goal. The value stands in exported rows."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    PARTLY = "partly_reached"
    UNDER_WAY = "under_way"
    CANNOT_TELL = "cannot_tell"
    NO_DATA = "no_data"
    UNKNOWN_METRIC = "unknown_metric"


STATUS_WORDS = {
    Status.REACHED: N_("reached"),
    Status.NOT_REACHED: N_("not reached"),
    Status.PARTLY: N_("partly reached"),
    Status.UNDER_WAY: N_("under way"),
    Status.CANNOT_TELL: N_("cannot be told"),
    Status.NO_DATA: N_("no figures"),
    Status.UNKNOWN_METRIC: N_("unknown metric"),
}


@dataclass(frozen=True)
class Target:
    """What a goal asks of a figure, in the metric's unit: at least `low`, at most `high`, or both."""

    low: float = MISSING
    high: float = MISSING

    @property
    def band(self) -> bool:
        """Whether the figure is to lie between two bounds."""
        return not (math.isnan(self.low) or math.isnan(self.high))


@dataclass(frozen=True)
class Span:
    """A figure known to lie from `low` to `high`; equal where it is exact, NaN where a side is unknown."""

    low: float
    high: float

    @property
    def known(self) -> bool:
        """Whether anything is known of the figure."""
        return not (math.isnan(self.low) and math.isnan(self.high))


def attainment(value: float, target: Target) -> float:
    """The value in per cent of its target; NaN where either is missing or the target is zero.

    At least and at most alike: 80 is four fifths of a floor or of a ceiling. Inside a band it is
    100; below, the per cent of the band's floor; above, of its ceiling.
    """
    if math.isnan(value):
        return MISSING
    if target.band and meets(value, target.low) and meets(target.high, value):
        return 100.0
    below = target.low if not math.isnan(target.low) else target.high
    aim = target.high if target.band and value > target.high else below
    return MISSING if math.isnan(aim) or aim == 0 else value / aim * 100


def reached(figure: Span, target: Target) -> bool | None:
    """Whether the figure meets its target; None where its interval, or lack of data, leaves it open."""
    answers = [_at_least(figure, target.low), _at_most(figure, target.high)]
    asked = [answer for answer in answers if answer != "not asked"]
    if "no" in asked:
        return False
    return True if asked and all(answer == "yes" for answer in asked) else None


def _at_least(figure: Span, floor: float) -> str:
    if math.isnan(floor):
        return "not asked"
    if meets(figure.low, floor):
        return "yes"
    return "no" if figure.high < floor and not meets(figure.high, floor) else "open"


def _at_most(figure: Span, ceiling: float) -> str:
    if math.isnan(ceiling):
        return "not asked"
    if meets(ceiling, figure.high):
        return "yes"
    return "no" if figure.low > ceiling and not meets(ceiling, figure.low) else "open"


def meets(value: float, floor: float) -> bool:
    """Whether the value is at least the floor, but for the noise of binary fractions; False where either is NaN."""
    return value >= floor or math.isclose(value, floor, rel_tol=SAME)


@dataclass(frozen=True)
class PostShares:
    """How the posts of a period lie beside a target that each of them has: shares in per cent."""

    posts: int
    inside: float
    above: float
    below: float
    median: float

    @classmethod
    def of(cls, values: Sequence[float], target: Target) -> PostShares:
        """The shares of the posts that have a value; all NaN with none."""
        known = [value for value in values if not math.isnan(value)]
        if not known:
            return cls(0, MISSING, MISSING, MISSING, MISSING)
        above = sum(value > target.high and not meets(target.high, value) for value in known)
        below = sum(value < target.low and not meets(value, target.low) for value in known)
        inside = len(known) - above - below
        per_cent = 100 / len(known)
        return cls(len(known), inside * per_cent, above * per_cent, below * per_cent, median(known))

    @property
    def reached(self) -> bool | None:
        """Whether every post lies inside; None without posts."""
        return None if not self.posts else self.above + self.below == 0


def post_status(shares: PostShares) -> Status:
    """The status of a goal that every post of a finished period has."""
    if not shares.posts:
        return Status.NO_DATA
    if shares.reached:
        return Status.REACHED
    return Status.PARTLY if shares.inside > 0 else Status.NOT_REACHED


def status(figure: Span, target: Target, *, finished: bool) -> Status:
    """The status of a goal whose figure is one number or interval."""
    if not finished:
        return Status.UNDER_WAY
    if not figure.known:
        return Status.NO_DATA
    answer = reached(figure, target)
    if answer is None:
        return Status.CANNOT_TELL
    return Status.REACHED if answer else Status.NOT_REACHED
