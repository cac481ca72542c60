"""Simulated people, of whom we know who was reached when: many worlds at once, each with a few accounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from metrics.bounds import Windows
from metrics.period import Kind, Period

Bools = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.float64]

DAY = timedelta(days=1)
SPAN = Period(date(2024, 1, 20), date(2024, 4, 12))  # holds a leap day and two whole months
DAYS = [SPAN.start + DAY * number for number in range(SPAN.days)]
MONTHS = [month for month in SPAN.months() if month.kind is Kind.MONTH]
LENGTHS = (1, 7, 28, *sorted({month.days for month in MONTHS}))
ACCOUNTS, PEOPLE = 3, 30
KEPT = (1.0, 0.9, 0.5, 0.1, 0.02)
"""Shares of their windows that accounts may still have."""


@dataclass(frozen=True)
class Worlds:
    """Who was reached: `seen[w, a, d, p]` is whether account a of world w reached person p on day d of SPAN.

    The accounts of a world share its people: a few see nearly everything, most see little, some days
    reach nobody and some go viral. `windows` are true counts, account after account, world after world.
    """

    seen: Bools
    windows: Windows

    @classmethod
    def simulated(cls, worlds: int, seed: int) -> Worlds:
        """Worlds in which every window is known."""
        random = np.random.default_rng(seed)
        keen = random.pareto(1.2, (worlds, 1, 1, PEOPLE)) / 20
        keen *= np.arange(PEOPLE) < random.choice((3, PEOPLE), (worlds, 1, 1, 1))
        liked = random.choice((0, 0.3, 1, 1), (worlds, ACCOUNTS, 1, PEOPLE))
        viral = random.choice((0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 12), (worlds, ACCOUNTS, SPAN.days, 1))
        shape = (worlds, ACCOUNTS, SPAN.days, PEOPLE)
        seen = random.random(shape, dtype=np.float32) < (keen * liked * viral).astype(np.float32)
        accounts = worlds * ACCOUNTS
        before = np.zeros((accounts, SPAN.days + 1, PEOPLE), dtype=np.int8)
        np.cumsum(seen.reshape(accounts, SPAN.days, PEOPLE), axis=1, out=before[:, 1:])
        reach = {n: np.full((accounts, SPAN.days), np.nan) for n in LENGTHS}
        for n in LENGTHS:
            only = None if n in (1, 7, 28) else {month.end for month in MONTHS if month.days == n}
            for last in range(n - 1, SPAN.days):
                if only is None or DAYS[last] in only:
                    reach[n][:, last] = (before[:, last + 1] > before[:, last + 1 - n]).sum(axis=1)
        return cls(seen, Windows(tuple(map(str, range(accounts))), SPAN.start, SPAN.days, reach))

    def thinned(self, seed: int) -> Worlds:
        """The same people, of whose windows each account has lost some, or all of some lengths."""
        random = np.random.default_rng(seed)
        accounts = len(self.windows.accounts)
        kept, whole = random.choice(KEPT, (accounts, 1)), random.random((accounts, len(LENGTHS))) < 0.8
        reach = {}
        for place, (n, people) in enumerate(self.windows.reach.items()):
            known = (random.random(people.shape) < kept) & whole[:, [place]]
            reach[n] = np.where(known, people, np.nan)
        return replace(self, windows=replace(self.windows, reach=reach))

    def reached(self, period: Period) -> Counts:
        """Persons that each account reached in the period; outside SPAN nobody is."""
        return self._ever(period).sum(axis=2).astype(float).ravel()

    def reached_together(self, period: Period, counted: Bools) -> Counts:
        """Persons that any of the counted accounts of each world reached in the period."""
        ever = self._ever(period) & counted.reshape(-1, ACCOUNTS, 1)
        return np.asarray(ever.any(axis=1).sum(axis=1), dtype=float)

    def _ever(self, period: Period) -> Bools:
        first, last = (np.clip((day - SPAN.start).days, -1, SPAN.days) for day in (period.start, period.end))
        return np.asarray(self.seen[:, :, max(0, first) : last + 1].any(axis=2))


def spans(count: int, seed: int) -> list[Period]:
    """Months, 28 days and other spans of 1 to 46 days that touch SPAN, some of them reaching outside it."""
    random = np.random.default_rng(seed)
    found = [*MONTHS, Period.of(Kind.MONTH, SPAN.start), Period.of(Kind.MONTH, SPAN.end)]
    while len(found) < count:
        start = SPAN.start + DAY * int(random.integers(-5, SPAN.days))
        if random.random() < 0.3:
            found.append(Period.of(Kind.ROLLING, max(start, SPAN.start)))
        else:
            found.append(Period(start, max(start, SPAN.start) + DAY * int(random.integers(0, 41))))
    return found
