"""Posts and what they gather day by day: an account's days are the sum of its posts' days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.demo.season import Counts, Numbers

DAYS_ALIVE = 14  # what a post gathers later is too little to follow
LASTING = {"facebook": 0.45, "instagram": 0.5, "linkedin": 0.6, "youtube": 0.75}


def decay(platform: str) -> Numbers:
    """The share of a post's attention that falls on each day of its life, 1 in all."""
    left = LASTING[platform] ** np.arange(DAYS_ALIVE)
    return np.asarray(left / left.sum(), dtype=np.float64)


@dataclass(frozen=True)
class PostDays:
    """The days on which each post gathers something: one row a post, one column a day of its life.

    `days` are day numbers. Those from `days_in_all` on have not happened yet.
    """

    days: Counts
    days_in_all: int

    @classmethod
    def of(cls, published: Counts, days_in_all: int) -> PostDays:
        """The days from publishing, on day number `published`."""
        return cls(published[:, None] + np.arange(DAYS_ALIVE), days_in_all)

    @property
    def past(self) -> npt.NDArray[np.bool_]:
        """Which of the days have happened."""
        return self.days < self.days_in_all

    def spread(self, random: np.random.Generator, totals: Counts, shares: Numbers) -> Counts:
        """Each post's total dealt out over its days by `shares`; what falls on days to come is dropped."""
        return np.asarray(random.multinomial(totals, shares) * self.past, dtype=np.int64)

    def dealt(self, of_day: Counts, weights: Numbers, of_all: Numbers) -> Counts:
        """Each day's count dealt out over the posts by weight, `of_all` being what the weights of a day add up to."""
        day = np.minimum(self.days, self.days_in_all - 1)
        return np.floor(of_day[day] * weights / of_all[day] * self.past).astype(np.int64)

    def by_day(self, per_post: npt.NDArray[np.number]) -> Numbers:
        """The sum over posts of each day."""
        kept = self.past
        sums = np.bincount(self.days[kept], weights=per_post[kept], minlength=self.days_in_all)
        return np.asarray(sums, dtype=np.float64)
