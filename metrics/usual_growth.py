"""How much a value usually grows from a share of its days to their end, as earlier campaigns or periods tell it.

This is the chain ladder of insurers, in logarithms: T. Mack, “Distribution-free calculation of the standard error of
chain ladder reserve estimates”, ASTIN Bulletin 23 (1993). With few courses, Student's t for one that is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, nan, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

SIDE = 0.1
"""How often the end lies below the interval, and as often above it: it holds four ends out of five."""
NORMAL = 1.2816
"""The normal distribution's quantile at 1 − SIDE."""
STUDENT = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372)
"""Student's t at 1 − SIDE, for 1, 2 … 10 degrees of freedom."""
LEAST_COURSES = 3


class Ends(NamedTuple):
    """Where something usually ends: the middle, and the bounds of four ends out of five."""

    middle: float
    low: float
    high: float


class Course(NamedTuple):
    """A value so far on each of its days, as bounds that are equal where it is exact."""

    low: Floats
    high: Floats

    def at(self, share: float) -> Ends:
        """The bounds when a share of the days is over; between two days on the line from one to the other."""
        day = share * len(self.low) - 1
        low, high = (float(np.interp(day, np.arange(len(side)), side)) for side in self)
        return Ends(nan, low, high)


class Growth(NamedTuple):
    """By what a value so far is multiplied at the end, as logarithms: the middle and how far to either side."""

    middle: float
    reach: float

    def of(self, so_far: float, noise: float = 0.0) -> Ends:
        """Where the value ends; `noise` is a standard deviation in logarithms that the earlier courses did not have."""
        reach = sqrt(self.reach**2 + (NORMAL * noise) ** 2)
        return Ends(*(so_far * exp(self.middle + side * reach) for side in (0, -1, 1)))


def from_courses(so_far: Sequence[float], ended: Sequence[float]) -> Growth | None:
    """The usual growth from the values so far to those at the end, one of each a course; None from too few."""
    grown = [log(end / now) for now, end in zip(so_far, ended, strict=True) if now > 0 and end > 0]
    if len(grown) < LEAST_COURSES:
        return None
    spread = float(np.std(grown, ddof=1))
    return Growth(float(np.mean(grown)), student(len(grown) - 1) * spread * sqrt(1 + 1 / len(grown)))


def from_periods(so_far: Sequence[float], ended: Sequence[float], now: float, share: float) -> Growth | None:
    """The usual growth of a value of which periods are alike in size: as far as it is not seen, their ends count.

    A share of what is expected comes from the growth since, the rest from where the periods ended: G. Benktander, “An
    approach to credibility in calculating IBNR for casualty excess reinsurance”, The Actuarial Review (1976).
    """
    known = [(log(begun), log(end)) for begun, end in zip(so_far, ended, strict=True) if begun > 0 and end > 0]
    if len(known) < LEAST_COURSES or not now > 0:
        return None
    begun, ends = np.array(known).T
    grown, usual = float(np.mean(ends - begun)), float(np.mean(ends))
    errors = ends - share * (begun + grown) - (1 - share) * usual
    middle = share * grown + (1 - share) * (usual - log(now))
    spread = float(np.std(errors, ddof=2))  # two means are estimated
    return Growth(middle, student(len(known) - 2) * spread * sqrt(1 + 1 / len(known)))


def student(freedom: float) -> float:
    """Student's t at 1 − SIDE; above ten degrees of freedom by the first term of its expansion."""
    if freedom <= len(STUDENT):
        return float(np.interp(freedom, range(1, len(STUDENT) + 1), STUDENT))
    return NORMAL + (NORMAL**3 + NORMAL) / (4 * freedom)


def noise(count: float, earlier: Sequence[float], share: float) -> float:
    """What chance adds to a count that is smaller than the earlier ones at that share (logarithms)."""

    def chance(counted: float) -> float:
        return (1 - share) / counted if counted > 0 else 1.0

    more = chance(count) - float(np.mean([chance(counted) for counted in earlier]))
    return sqrt(max(0.0, more))


FEW_COURSES = 6
"""So many that agree may do so by chance, while not half of the days are seen."""


def goes_alike(own: Course, earlier: Sequence[Course], share: float) -> bool:
    """Whether what is seen of a course goes as the earlier ones did, so that they tell of its end.

    What they would have said of today at half of the days so far must have held. Fewer than six tell nothing before
    half of all days.
    """
    if share < 0.5 and len(earlier) < FEW_COURSES:
        return False
    before = [course.at(share / 2).low for course in earlier]
    growth = from_courses(before, [course.at(share).low for course in earlier])
    half = own.at(share / 2).low
    if growth is None or not half > 0:
        return False
    said = growth.of(half)
    return said.low <= own.at(share).low <= said.high


def unknown_course(share: float) -> float:
    """How far the level of a campaign's later days may lie from that of a share of them, where no course is known.

    A standard deviation in logarithms, measured on simulated campaigns (docs/decisions/0009): some begin with a bang,
    others end with one. At a share of 0 it is that of a channel of which little is known.
    """
    return 0.45 + 0.25 * share


UNKNOWN_PRICE = 0.10
"""How far a quotient of later days may lie from that of the earlier (a standard deviation in logarithms)."""


SLOWER, UNSURE = 0.12, 0.13
"""By how much the power by which people reached grow is lower in the days to come, and its standard deviation.

Measured on simulated people, who differ in how often they look (docs/decisions/0009).
"""


def growth_of_people(reached: Floats, days: int) -> Growth | None:
    """How people reached grow to the end of so many days: by the power of the number of days that they have followed.

    New people are fewer every day. The power is that between half of the days so far and all of them.
    """
    seen = len(reached)
    if seen < LEAST_COURSES or not reached[seen - 1] > 0 or not reached[seen // 2 - 1] > 0:
        return None
    power = log(reached[seen - 1] / reached[seen // 2 - 1]) / log(seen / (seen // 2))
    longer = log(days / seen)
    return Growth(float(np.clip(power - SLOWER, 0, 1)) * longer, NORMAL * UNSURE * longer)
