"""How far a sum of days, or a number of followers, usually goes on from where it stands.

Two ways, from the more that is known to the less, each with an interval for four ends out of five:

- `from_history`: the level of the latest days, spread over the days that are left as weekdays, holidays and the same
  days of earlier years usually weigh. How far such a forecast errs is not assumed but seen: it is made again from many
  earlier days (`metrics/horizon.py`), for as many days ahead, and its errors then are its errors now. W. H. Williams
  and M. L. Goodman, “A simple method for the construction of empirical confidence limits for economic forecasts”, JASA
  66 (1971). Bursts, days that resemble the day before, and levels that drift are in these errors.
- `from_own_days`: the days so far alone, weighted as days usually weigh, with the spread between them: the ratio
  estimator of W. G. Cochran, Sampling Techniques (1977), ch. 6, widened where days resemble the day before, and by how
  unlike later days may be.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import exp, isnan, log, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.calendar import holidays_in
from metrics.horizon import LEAST_ERRORS, Horizon, Places
from metrics.period import WEEK_DAYS, Period
from metrics.usual_growth import LEAST_COURSES, NORMAL, SIDE, Ends, Floats, student

MOODS = 2
"""Followers come and go in moods that last longer than a forecast: only every second earlier one counts as its own."""
YEAR = 364
"""52 weeks: so long ago the weekdays were the same."""
WEEKS_FOR_WEIGHTS = 26
LEAST_WEEKS = 3
SUNDAY = 6


def day_weights(amounts: Floats, horizon: Horizon) -> Floats:
    """How each day usually weighs, 1 on average, from the latest half-year: by weekday, a public holiday as a Sunday.

    All 1 where fewer than three weeks are known.
    """
    count = horizon.known + horizon.days
    kinds = day_kinds(horizon.first, count)
    start = max(horizon.begun, horizon.known - WEEKS_FOR_WEIGHTS * WEEK_DAYS)  # a break changes little of shares
    seen, kind = amounts[start : horizon.known], kinds[start : horizon.known]
    known = ~np.isnan(seen)
    if np.count_nonzero(known) < LEAST_WEEKS * WEEK_DAYS:
        return np.ones(count)
    seen, kind = seen[known], kind[known]
    capped = np.minimum(seen, np.quantile(seen, 0.95))  # one burst is no weekday
    counted = np.bincount(kind, minlength=WEEK_DAYS)
    mean = np.bincount(kind, capped, minlength=WEEK_DAYS) / np.maximum(counted, 1)
    typical = float(capped.mean())
    if typical <= 0:
        return np.ones(count)
    weights = (counted * mean / typical + 2) / (counted + 2)
    return np.asarray(weights[kinds])


@lru_cache(maxsize=32)
def day_kinds(first: int, count: int) -> npt.NDArray[np.intp]:
    """The weekday of each day from an ordinal on, Monday 0; of public holidays that of Sunday."""
    kinds = (np.arange(first, first + count) - 1) % WEEK_DAYS
    span = Period(date.fromordinal(first), date.fromordinal(first + max(count, 1) - 1))
    for days in holidays_in(span).values():
        kinds[[day.toordinal() - first for day in days]] = SUNDAY
    return kinds.astype(np.intp)


class Rest(NamedTuple):
    """What the days that are left are expected to give, and how far such forecasts erred (logarithms; NaN: no telling).

    `independent` is how many of these errors share no days. `added` is what sums are given before their logarithm is
    taken, so that nothing at all has one.
    """

    expected: float
    errors: Floats
    independent: float
    added: float


HALF = 0.5


def from_history(amounts: Floats, horizon: Horizon) -> Rest | None:
    """The sum of the days that are left, from the level of the latest days; None where too little is known."""
    if not horizon.told:
        return None
    days = _Days(amounts, horizon)
    now = np.array([horizon.known], dtype=np.intp)
    expected = float(days.expected(now, horizon.days)[0])
    earlier, came = days.expected(horizon.earlier, horizon.tried), days.came(horizon.earlier, horizon.tried)
    alike = ((earlier > 0) == (expected > 0)) & ~np.isnan(came)
    independent = horizon.independent * float(np.mean(alike))
    if independent < LEAST_COURSES or not np.isfinite(expected):
        return None
    # When nothing came of late, only forecasts made when nothing did tell, by what then came.
    added = HALF if expected > 0 else max(HALF, float(np.mean(came[alike])))
    errors = np.log((came + added) / (earlier + added))
    return Rest(expected, np.where(alike, errors, np.nan), independent, added)


class _Days:
    """Amounts by day, and what was to be expected of the days after a place."""

    def __init__(self, amounts: Floats, horizon: Horizon) -> None:
        self.horizon = horizon
        seen = amounts[: horizon.known]
        missing = np.isnan(seen)
        weights = day_weights(amounts, horizon)
        self._sums, self._gaps = _summed(np.where(missing, 0.0, seen)), _summed(missing)
        self._weights = _summed(weights)
        self._weights_seen = _summed(np.where(missing, 0.0, weights[: horizon.known]))

    def came(self, places: Places, days: int) -> Floats:
        """What came in so many days after each place; missing where more than a tenth of them are."""
        gaps = _over(self._gaps, places, places + days)
        return np.where(gaps > 0.1 * days, np.nan, _over(self._sums, places, places + days))

    def expected(self, places: Places, days: int) -> Floats:
        """What was to be expected of so many days after each place."""
        back = self.horizon.level_days
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = self._level(places - back, places) * _over(self._weights, places, places + days)
            found = [np.zeros(len(places))]
            for years in (1, 2):
                ago = places - years * YEAR
                shift = np.log(self._level(ago, ago + days) / self._level(ago - back, ago))
                told = self.horizon.whole(ago - back, ago + days)
                found.append(np.where(told & np.isfinite(shift), shift, np.nan))
        # “No season” has a vote, as it has where months are judged (metrics/season.py).
        return np.asarray(expected * np.exp(np.nanmean(found, axis=0)))

    def _level(self, starts: Places, ends: Places) -> Floats:
        return _over(self._sums, starts, ends) / _over(self._weights_seen, starts, ends)


def _summed(amounts: npt.NDArray[np.generic]) -> Floats:
    """The sum of the days before each place."""
    return np.concatenate([[0.0], np.cumsum(amounts, dtype=float)])


def _over(summed: Floats, starts: Places, ends: Places) -> Floats:
    """Sums over days from each start to before each end, of the days that there are."""
    last = len(summed) - 1
    first, after = (np.minimum(np.maximum(places, 0), last) for places in (starts, ends))
    return np.asarray(summed[after] - summed[first])


def widened(errors: Floats, independent: float, stretch: float) -> Floats:
    """Errors (none missing) as wide as those of a new forecast: few tell little of how far the next may go."""
    wider = student(max(1.0, independent - 1)) * sqrt(1 + 1 / independent) / NORMAL * stretch
    middle = float(np.median(errors))
    return np.asarray(middle + (errors - middle) * wider)


def ends_of(values: Floats) -> Ends:
    """The middle of what may come and the bounds of four out of five, by the places that leave one out of n + 1."""
    low, middle, high = np.quantile(values, [SIDE, 0.5, 1 - SIDE], method="weibull")
    return Ends(float(middle), float(low), float(high))


def rests(found: Rest, horizon: Horizon) -> Floats:
    """What the days that are left may give, one a past error."""
    errors = widened(found.errors, found.independent, horizon.stretch)
    return np.maximum(0.0, (found.expected + found.added) * np.exp(errors) - found.added)


def changes_from_history(levels: Floats, horizon: Horizon) -> Floats | None:
    """By what a stock may change in the days that are left, one a past error; None where too little is known.

    Changes are shares of the stock, so that those of a small account tell of the large one that it became.
    """
    if not horizon.told:
        return None
    back = horizon.level_days

    def change(start: Places, days: int) -> Floats:
        known = horizon.whole(start, start + days + 1)
        begun, ended = (levels[np.where(known, at, horizon.begun)] for at in (start, start + days))
        return np.where(known, (ended - begun) / begun, np.nan)

    def expected(at: Places, days: int) -> Floats:
        lately = [change(one - back + 1, back - 1) / (back - 1) * days for one in (at, at - YEAR, at - 2 * YEAR)]
        seasons = [change(at - years * YEAR, days) - lately[years] for years in (1, 2)]
        return np.asarray(lately[0] + np.nanmean([np.zeros(len(at)), *seasons], axis=0))

    now, earlier = np.array([horizon.known - 1], dtype=np.intp), horizon.earlier - 1
    errors = change(earlier, horizon.tried) - expected(earlier, horizon.tried)
    errors = errors[~np.isnan(errors)]
    ahead = float(expected(now, horizon.days)[0])
    if len(errors) < LEAST_ERRORS or isnan(ahead):
        return None
    stretched = widened(errors, horizon.independent / MOODS, horizon.stretch)
    return np.asarray(levels[now[0]] * (ahead + stretched))


def total(amounts: Floats) -> float:
    """The sum of the days that are known."""
    return float(np.nansum(amounts))


def so_far(amounts: Floats) -> Floats:
    """The sum from the first day to each."""
    return np.asarray(np.cumsum(np.nan_to_num(amounts)))


def from_own_days(amounts: Floats, weights: Floats, left: float, days: int, unknown: float) -> Ends | None:
    """The sum of days that weigh `left` together, from the days so far with their weights; None from under three.

    `unknown` is how far the level of the days to come may lie from that of the days so far, as a standard deviation in
    logarithms.
    """
    known = ~np.isnan(amounts)
    seen, weights = amounts[known], weights[known]
    if len(seen) < LEAST_COURSES or weights.sum() <= 0 or seen.sum() <= 0:
        return None
    level = seen.sum() / weights.sum()
    away = seen - level * weights
    deviation = float(np.sqrt(np.sum(away**2) / (len(seen) - 1)))
    alike = float(np.clip(np.sum(away[1:] * away[:-1]) / max(np.sum(away**2), 1e-9), 0, 0.6))
    error = deviation * sqrt(days * (1 + days / len(seen)) * (1 + alike) / (1 - alike))
    error = max(error, sqrt(level * left * (1 + left / weights.sum())))  # counts vary by their root at least
    middle = level * left
    relative = sqrt(log(1 + (error / middle) ** 2) + unknown**2) if middle > 0 else 0.0
    reach = student(len(seen) - 1) * relative
    return Ends(middle, middle * exp(-reach), middle * exp(reach))


def change_from_own_days(changes: Floats, days: int, unknown: float) -> Ends | None:
    """By what a stock changes in so many days, from its changes on the days so far; None from under a week.

    `unknown` is how far the changes of the days to come may be from those so far, as a share of them.
    """
    known = changes[~np.isnan(changes)]
    if len(known) < WEEK_DAYS:
        return None
    error = float(np.std(known, ddof=1)) * sqrt(days * (1 + days / len(known)))
    middle = float(np.mean(known)) * days
    reach = student(len(known) - 1) * sqrt(error**2 + (unknown * middle) ** 2)
    return Ends(middle, middle - reach, middle + reach)
