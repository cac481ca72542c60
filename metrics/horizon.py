"""How far ahead a figure of days is to be told, and on which earlier days the same could be told and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil, sqrt

import numpy as np
import numpy.typing as npt

from metrics.period import WEEK_DAYS
from metrics.usual_growth import LEAST_COURSES

Places = npt.NDArray[np.intp]

LEVEL_DAYS = (28, 91)
"""The level is that of as many days as are to come, but no fewer and no more than these."""
LEAST_ERRORS, MOST_ERRORS = 6, 104


@dataclass(frozen=True)
class Horizon:
    """Up to where days are known and how many are left: places in arrays of days whose first day is `first`.

    What is known begins at `begun`; `cuts` are the places from which days are counted in another way, as is known by
    then, in order.
    """

    first: int
    begun: int
    known: int
    days: int
    cuts: tuple[int, ...] = ()

    @property
    def settled(self) -> int:
        """The first place from which all days that are known are counted alike."""
        return max((self.begun, *self.cuts))

    @cached_property
    def level_days(self) -> int:
        """Over how many of the latest days the level is taken."""
        fewest, most = LEVEL_DAYS
        return min(max(fewest, min(self.days, most)), self.known - self.settled)

    @cached_property
    def tried(self) -> int:
        """For how many days ahead earlier forecasts are checked: as many as are left, or as fit three times.

        Never under a week.
        """
        days = self.days
        while days > WEEK_DAYS and self._fit(days) < LEAST_COURSES:
            days = max(WEEK_DAYS, days - WEEK_DAYS)
        return days

    @property
    def stretch(self) -> float:
        """By how much errors grow from the days that were tried to those that are left, as those of a random walk."""
        return sqrt(self.days / max(1, self.tried))

    @property
    def told(self) -> bool:
        """Whether enough forecasts can be checked for their errors to tell of the next."""
        return len(self.earlier) >= LEAST_ERRORS and self.independent >= LEAST_COURSES

    @property
    def _step(self) -> int:
        return WEEK_DAYS * max(1, round(self.tried / (4 * WEEK_DAYS)))

    @cached_property
    def earlier(self) -> Places:
        """Earlier places, on the same weekday, from which the same forecast can be made and checked, newest first."""
        last = self.known - WEEK_DAYS * ceil(self.tried / WEEK_DAYS)
        places = np.arange(last, self.begun + self.level_days - 1, -self._step, dtype=np.intp)
        return places[self.whole(places - self.level_days, places + self.tried)][:MOST_ERRORS]

    @property
    def independent(self) -> float:
        """How many of the earlier forecasts share no days, neither those that they rest on nor those to come."""
        most = 1 + (MOST_ERRORS - 1) * self._step / (self.tried + self.level_days)
        return min(most, self._fit(self.tried))

    def _fit(self, days: int) -> float:
        """How many times a level and so many days after it fit into what is known, none across a cut."""
        needed = self.level_days + days
        alike = [end - start for start, end in pairwise((self.begun, *self.cuts, self.known))]
        return sum(count / needed for count in alike if count >= needed)

    def whole(self, starts: Places, ends: Places) -> npt.NDArray[np.bool_]:
        """Whether the days from each start to before each end are known, and all counted alike."""
        alike = (starts >= self.begun) & (ends <= self.known)
        for cut in self.cuts:
            alike &= (ends <= cut) | (starts >= cut)
        return np.asarray(alike)
