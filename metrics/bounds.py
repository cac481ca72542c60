"""Guaranteed intervals for the number of distinct people reached in a period.

Platforms count distinct people in windows (1, 7, 28 days, sometimes a calendar month). Windows
cannot be added: somebody reached on Monday and Tuesday is one person. What they do prove:

- **At least.** Whoever a window inside the period counted was reached in the period, so the largest of
  them is a floor. Of those whom a window counted that reaches outside, on either side or both, at most the
  sum of the daily counts of its outside days were reached on those days alone; the rest is a floor too.
- **At most.** Whoever was reached in the period was reached on one of its days, and so stands in one of
  the windows of any set that covers every day; they are at most as many as its windows sum to. The
  cheapest such set is a shortest path over the days: a cover of one day more is one window and a cover
  of the days before it. With a day that no window covers there is no ceiling, and nothing else (no
  number of followers or inhabitants) stands in for one.

Where a window is the period itself, the platform's own count is the answer; an interval whose ends meet is
exact too. Both proofs are Boole's inequality (a union is never larger than the sum of its parts) and the
path is Bellman's; putting them together for platforms' windows is ours. The interval holds the truth
whenever the windows do. It need not be the narrowest: windows are not set against each other further.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from metrics.period import Period
from metrics.places import Places

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Windows:
    """Every window of a set of accounts, laid out by its last day.

    `reach[n][a, d]` is the number of persons that account `accounts[a]` reached in the `n` days that
    end on `first_day + d`; NaN where the platform gave none.
    """

    accounts: tuple[str, ...]
    first_day: date
    days: int
    reach: Mapping[int, Floats]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, date, int, float | None]]) -> Windows:
        """The windows of rows (account, last day, length in days, persons)."""
        known = [(account, end, length, reach) for account, end, length, reach in rows if reach is not None]
        if not known:
            return cls((), date.min, 0, {})
        accounts = tuple(sorted({account for account, *_ in known}))
        place = {account: index for index, account in enumerate(accounts)}
        first = min(end for _, end, _, _ in known)
        days = (max(end for _, end, _, _ in known) - first).days + 1
        reach = {length: np.full((len(accounts), days), np.nan) for length in {length for _, _, length, _ in known}}
        for account, end, length, people in known:
            reach[length][place[account], (end - first).days] = people
        return cls(accounts, first, days, reach)

    @cached_property
    def places(self) -> Places:
        """Where accounts stand in the tables."""
        return Places(self.accounts)

    def of_accounts(self, chosen: npt.NDArray[np.bool_]) -> Windows:
        """The windows of some of the accounts."""
        accounts = tuple(account for account, wanted in zip(self.accounts, chosen, strict=True) if wanted)
        return replace(self, accounts=accounts, reach={n: table[chosen] for n, table in self.reach.items()})

    def ending(self, length: int, first: date, last: date) -> Floats:
        """Persons by account and last day (both ends included), NaN outside what is known."""
        wanted = (last - first).days + 1
        found = np.full((len(self.accounts), wanted), np.nan)
        if length not in self.reach:
            return found
        offset = (first - self.first_day).days
        lower, upper = max(0, -offset), min(wanted, self.days - offset)
        if lower < upper:
            found[:, lower:upper] = self.reach[length][:, offset + lower : offset + upper]
        return found


@dataclass(frozen=True)
class Bounds:
    """Persons reached in a period, by account (arrays in the order of `Windows.accounts`).

    `low` and `high` are NaN where no such bound can be given; `covered[a, d]` says whether any window of
    the account covers day d of the period: without one there is no upper bound.
    """

    low: Floats
    high: Floats
    covered: npt.NDArray[np.bool_]


def bounds(windows: Windows, period: Period) -> Bounds:
    """The guaranteed interval of persons reached in the period, for every account."""
    count = len(windows.accounts)
    low, high, covered = np.full(count, np.nan), np.full(count, np.nan), np.ones((count, period.days), dtype=bool)
    counted = windows.ending(period.days, period.end, period.end)[:, 0]
    low[:] = high[:] = counted
    others = np.isnan(counted)
    if others.any():
        some = windows.of_accounts(others)
        ceiling, covered[others] = _cheapest_cover(some, period)
        floor = _best_floor(some, period)
        # Windows that contradict each other (platforms round and restate) give an interval that holds both.
        swapped = floor > ceiling
        low[others], high[others] = np.where(swapped, ceiling, floor), np.where(swapped, floor, ceiling)
    return Bounds(low, high, covered)


def _cheapest_cover(windows: Windows, period: Period) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The smallest sum of windows that cover the period, by account, and which days any window covers."""
    length, count, back = period.days, len(windows.accounts), max(windows.reach)
    covered = np.zeros((count, length), dtype=bool)
    prices: dict[int, Floats] = {}
    for n in windows.reach:
        people = windows.ending(n, period.start, period.end + timedelta(days=n - 1))
        covered |= sliding_window_view(~np.isnan(people), n, axis=1).any(axis=2)
        prices[n] = np.where(np.isnan(people), np.inf, people).T.copy()
    # cost[back + d]: the cheapest cover of the first d days of the period, by account; of none it is 0.
    # The last window of a cover of one day more holds that day, and begins where a cheapest cover ends.
    cost = np.full((back + length + 1, count), np.inf)
    cost[: back + 1] = 0
    for day in range(length):
        done = back + day + 1
        for n, price in prices.items():
            np.minimum(cost[done], (cost[done - n : done] + price[day : day + n]).min(axis=0), out=cost[done])
    return np.where(np.isfinite(cost[-1]), cost[-1], np.nan), covered


def _best_floor(windows: Windows, period: Period) -> Floats:
    """The largest number of persons that some window proves were reached in the period, by account."""
    best = np.full(len(windows.accounts), np.nan)
    for n in windows.reach:
        first, last = period.start, period.end + timedelta(days=n - 1)
        people = windows.ending(n, first, last)
        ends = np.arange(people.shape[1])
        before = np.maximum(0, n - 1 - ends)
        after = np.maximum(0, ends - (period.days - 1))
        floor = people - _daily_sums(windows, period, before, after)
        best = np.fmax(best, np.fmax.reduce(floor, axis=1))
    return np.where(best < 0, 0, best)


def _daily_sums(
    windows: Windows, period: Period, before: npt.NDArray[np.int64], after: npt.NDArray[np.int64]
) -> Floats:
    """Σ daily reach of the `before` days just before and the `after` days just after the period."""
    most_before, most_after = int(before.max()), int(after.max())
    sums = np.zeros((len(windows.accounts), len(before)))
    if most_before:
        days = windows.ending(1, period.start - timedelta(days=most_before), period.start - timedelta(days=1))
        backwards = np.cumsum(days[:, ::-1], axis=1)
        sums += np.where(before > 0, backwards[:, np.maximum(before, 1) - 1], 0)
    if most_after:
        days = windows.ending(1, period.end + timedelta(days=1), period.end + timedelta(days=most_after))
        onwards = np.cumsum(days, axis=1)
        sums += np.where(after > 0, onwards[:, np.maximum(after, 1) - 1], 0)
    return sums


def intervals(
    low: npt.ArrayLike, high: npt.ArrayLike, group: npt.NDArray[np.intp], groups: int, counted: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Bounds for the persons that the parts of each group reached together: the largest low … the sum of highs.

    `group` gives each part's group. Parts that are not `counted` are left out; a part without a high
    leaves its group without one (NaN): a sum over the rest is no ceiling.
    """
    lows, highs = np.full(groups, np.nan), np.full(groups, np.nan)
    part, place = np.asarray(low, dtype=float)[counted], group[counted]
    np.fmax.at(lows, place, part)
    parts = np.bincount(place, minlength=groups)
    cover = np.bincount(place, weights=np.asarray(high, dtype=float)[counted], minlength=groups)
    highs[parts > 0] = cover[parts > 0]
    return lows, highs


def reach_interval(
    windows: Iterable[tuple[date, int, float | None]], period: Period
) -> tuple[float | None, float | None]:
    """The interval of persons that one account reached in a period, from its windows (last day, days, persons)."""
    table = Windows.of(("", end, days, reach) for end, days, reach in windows)
    found = bounds(table, period)
    if not table.accounts:
        return None, None
    low, high = float(found.low[0]), float(found.high[0])
    return (None if np.isnan(low) else low), (None if np.isnan(high) else high)
