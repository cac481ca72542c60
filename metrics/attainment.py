"""What is said of one figure beside its target: attainment in per cent, and reached or not.

A figure may be an interval (distinct people are never summed), so "reached" has a third answer:
it cannot be told, because the target lies inside the interval. Of a figure whose time is not up, a
projection (`metrics/pacing.py`) says whether the target is likely to be met.
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
    LIKELY = "likely"
    UNCERTAIN = "uncertain"
    UNLIKELY = "unlikely"
    TOO_EARLY = "too_early"
    NOT_REACHED = "not_reached"
    PARTLY = "partly_reached"
    UNDER_WAY = "under_way"
    CANNOT_TELL = "cannot_tell"
    NO_DATA = "no_data"
    UNKNOWN_METRIC = "unknown_metric"


STATUS_WORDS = {
    Status.REACHED: N_("reached"),
    Status.LIKELY: N_("likely to be reached"),
    Status.UNCERTAIN: N_("uncertain"),
    Status.UNLIKELY: N_("unlikely to be reached"),
    Status.TOO_EARLY: N_("too early to say"),
    Status.NOT_REACHED: N_("not reached"),
    Status.PARTLY: N_("partly reached"),
    Status.UNDER_WAY: N_("under way"),
    Status.CANNOT_TELL: N_("cannot be told"),
    Status.NO_DATA: N_("no figures"),
    Status.UNKNOWN_METRIC: N_("unknown metric"),
}

PENDING = (Status.LIKELY, Status.UNCERTAIN, Status.UNLIKELY, Status.TOO_EARLY, Status.UNDER_WAY)
"""What is said of a goal while its outcome is open and its time is not up."""

NOT_JUDGED = (Status.NO_DATA, Status.UNKNOWN_METRIC)
"""Said of goals that are neither reached nor missed, and so are not among those that could be."""

TOO_EARLY = 0.2
"""Before such a share of its days is over, nothing is said of where a figure ends."""

ROUGH = 2.0
"""An interval whose upper bound is more than so many times its lower says little, wherever the target lies."""


class Basis(StrEnum):
    """What a projection rests on. The value stands in exports."""

    CAMPAIGNS = "campaigns"
    PERIODS = "periods"
    DAYS = "days"
    OWN_DAYS = "own_days"
    STRAIGHT = "straight"

    @property
    def label(self) -> str:
        """What it is called (a message id)."""
        return _BASES[self]


_BASES = {
    Basis.CAMPAIGNS: N_("the course of earlier campaigns"),
    Basis.PERIODS: N_("the course of earlier periods"),
    Basis.DAYS: N_("the channel’s usual days"),
    Basis.OWN_DAYS: N_("the days so far"),
    Basis.STRAIGHT: N_("the days so far, as a straight line"),
}


@dataclass(frozen=True)
class Projection:
    """Where a figure ends, in the metric's unit: it lies from `low` to `high` four times out of five.

    `value` is the middle, NaN where the figure itself will be an interval, and `high` is NaN where nothing bounds
    it. `share` of the span's days have been seen (0–1). `alike` is False where what is seen does not go as that which
    it rests on did.
    """

    value: float
    low: float
    high: float
    share: float
    basis: Basis
    alike: bool = True

    @property
    def rough(self) -> bool:
        """Whether the end is so open that neither likely nor unlikely would be right often enough."""
        few = self.basis in (Basis.CAMPAIGNS, Basis.OWN_DAYS, Basis.STRAIGHT)
        return not self.alike or (few and self.high > ROUGH * self.low)


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


def status(figure: Span, target: Target) -> Status:
    """The status of a goal whose time is up and whose figure is one number or interval."""
    if not figure.known:
        return Status.NO_DATA
    answer = reached(figure, target)
    if answer is None:
        return Status.CANNOT_TELL
    return Status.REACHED if answer else Status.NOT_REACHED


def pending_status(figure: Span, target: Target, projection: Projection | None, share: float, *, grows: bool) -> Status:
    """The status of a goal whose time is not up.

    `share` is how much of its days is over (0–1), `grows` whether the figure can only grow: then a floor that is
    passed is reached, and a ceiling that is passed is not, whatever comes.
    """
    if grows and (outcome := settled(figure, target)):
        return outcome
    if share < TOO_EARLY:
        return Status.TOO_EARLY
    if projection is None or not figure.known:
        return Status.CANNOT_TELL if figure.known else Status.NO_DATA
    answer = None if projection.rough else reached(Span(projection.low, projection.high), target)
    return {True: Status.LIKELY, False: Status.UNLIKELY, None: Status.UNCERTAIN}[answer]


def settled(figure: Span, target: Target) -> Status | None:
    """What nothing that comes can change of a figure that only grows; None while it is open."""
    if math.isnan(target.high) and meets(figure.low, target.low):
        return Status.REACHED
    above = figure.low > target.high and not meets(target.high, figure.low)
    return Status.NOT_REACHED if above else None
