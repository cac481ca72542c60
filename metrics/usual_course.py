"""How far a sum of days, or a number of followers, usually goes on from where it stands.

Two ways, from the more that is known to the less, each with an interval for four ends out of five:

- `from_history`: the level of the latest days, spread over the days that are left as weekdays, holidays and the same
  days of earlier years usually weigh. How far such a forecast errs is not assumed but seen: it is made again from many
  earlier days, for as many days ahead, and its errors then are its errors now. W. H. Williams and M. L. Goodman, “A
  simple method for the construction of empirical confidence limits for economic forecasts”, JASA 66 (1971). Bursts,
  days that resemble the day before, and levels that drift are in these errors.
- `from_own_days`: the days so far alone, weighted as days usually weigh, with the spread between them: the ratio
  estimator of W. G. Cochran, Sampling Techniques (1977), ch. 6, widened where days resemble the day before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp, isnan, log, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.calendar import holidays_in
from metrics.period import WEEK_DAYS, Period
from metrics.usual_growth import LEAST_COURSES, NORMAL, SIDE, Ends, Floats, student

LEAST_ERRORS = 6
MOST_ERRORS = 104
LEVEL_DAYS = (28, 91)
"""The level is that of as many days as are to come, but no fewer and no more than these."""
MOODS = 2
"""Followers come and go in moods that last longer than a forecast: only every second earlier one counts as its own."""
YEAR = 364
"""52 weeks: so long ago the weekdays were the same."""
WEEKS_FOR_WEIGHTS = 26
LEAST_WEEKS = 3
SUNDAY = 6


@dataclass(frozen=True)
class Horizon:
    """Up to where days are known and how many are left: places in arrays of days whose first day is `first`.

    `begun` is where what is known begins, after the latest break.
    """

    first: int
    begun: int
    known: int
    days: int

    @property
    def level_days(self) -> int:
        """Over how many of the latest days the level is taken."""
        return int(np.clip(self.days, *LEVEL_DAYS))

    @property
    def earlier(self) -> npt.NDArray[np.intp]:
        """Earlier places from which the same forecast can be made and checked, on the same weekday, newest first."""
        step = WEEK_DAYS * max(1, round(self.days / (4 * WEEK_DAYS)))
        last = self.known - self.days
        first = self.begun + self.level_days
        return np.arange(last, first - 1, -step, dtype=np.intp)[:MOST_ERRORS]

    @property
    def independent(self) -> float:
        """How many of the earlier forecasts share no days, neither those that they rest on nor those to come."""
        places = self.earlier
        return 1 + float(places[0] - places[-1]) / (self.days + self.level_days) if len(places) else 0.0


def day_weights(amounts: Floats, horizon: Horizon) -> Floats:
    """How each day usually weighs, 1 on average, from the latest half-year: by weekday, a public holiday as a Sunday.

    All 1 where fewer than three weeks are known.
    """
    count = horizon.known + horizon.days
    kinds = day_kinds(horizon.first, count)
    start = max(horizon.begun, horizon.known - WEEKS_FOR_WEIGHTS * WEEK_DAYS)
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
    """What the days that are left are expected to give, and how far such forecasts erred (logarithms; NaN: a gap)."""

    expected: float
    errors: Floats


HALF = 0.5
"""Added to sums before their logarithm is taken, so that nothing at all has one."""


def from_history(amounts: Floats, horizon: Horizon) -> Rest | None:
    """The sum of the days that are left, from the level of the latest days; None where too little is known."""
    places = np.concatenate([[horizon.known], horizon.earlier])
    if len(places) <= LEAST_ERRORS or horizon.independent < LEAST_COURSES:
        return None
    weights = day_weights(amounts, horizon)
    expected = _expected(amounts, weights, places, horizon)
    errors = np.log((_came(amounts, places[1:], horizon) + HALF) / (expected[1:] + HALF))
    return Rest(float(expected[0]), errors) if np.isfinite(expected[0]) else None


def _came(amounts: Floats, places: npt.NDArray[np.intp], horizon: Horizon) -> Floats:
    """What came in the days after each place; missing where more than a tenth of them are."""
    ends = places + horizon.days
    gaps = _Sums(np.isnan(amounts[: horizon.known]).astype(float)).over(places, ends)
    return np.where(gaps > 0.1 * horizon.days, np.nan, _Sums(amounts[: horizon.known]).over(places, ends))


def _expected(amounts: Floats, weights: Floats, places: npt.NDArray[np.intp], horizon: Horizon) -> Floats:
    """What was to be expected of the days after each place."""
    back, days = horizon.level_days, horizon.days
    known = ~np.isnan(amounts[: horizon.known])
    summed = _Sums(amounts[: horizon.known])
    weighed, weighed_all = _Sums(np.where(known, weights[: horizon.known], 0.0)), _Sums(weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        level = summed.over(places - back, places) / weighed.over(places - back, places)
        expected = level * weighed_all.over(places, places + days)
        found = [np.zeros(len(places))]
        for years in (1, 2):
            ago = places - years * YEAR
            told = ago - back >= horizon.begun
            shift = np.log(
                (summed.over(ago, ago + days) / weighed.over(ago, ago + days))
                / (summed.over(ago - back, ago) / weighed.over(ago - back, ago))
            )
            found.append(np.where(told & np.isfinite(shift), shift, np.nan))
    # “No season” has a vote, as it has where months are judged (metrics/season.py).
    return np.asarray(expected * np.exp(np.nanmean(found, axis=0)))


class _Sums:
    """Sums over days from one place to before another."""

    def __init__(self, amounts: Floats) -> None:
        self.total = np.concatenate([[0.0], np.cumsum(np.nan_to_num(amounts))])

    def over(self, start: npt.NDArray[np.intp], end: npt.NDArray[np.intp]) -> Floats:
        last = len(self.total) - 1
        return np.asarray(self.total[np.clip(end, 0, last)] - self.total[np.clip(start, 0, last)])


def widened(errors: Floats, independent: float) -> Floats:
    """Errors (none missing) as wide as those of a new forecast: few tell little of how far the next may go."""
    wider = student(max(1.0, independent - 1)) * sqrt(1 + 1 / independent) / NORMAL
    middle = float(np.median(errors))
    return np.asarray(middle + (errors - middle) * wider)


def ends_of(values: Floats) -> Ends:
    """The middle of what may come and the bounds of four out of five, by the places that leave one out of n + 1."""
    low, middle, high = np.quantile(values, [SIDE, 0.5, 1 - SIDE], method="weibull")
    return Ends(float(middle), float(low), float(high))


def rests(found: Rest, independent: float) -> Floats:
    """What the days that are left may give, one a past error."""
    return np.maximum(0.0, (found.expected + HALF) * np.exp(widened(found.errors, independent)) - HALF)


def changes_from_history(levels: Floats, horizon: Horizon) -> Floats | None:
    """By what a stock may change in the days that are left, one a past error; None where too little is known.

    Changes are shares of the stock, so that those of a small account tell of the large one that it became.
    """
    places = np.concatenate([[horizon.known], horizon.earlier]) - 1
    if len(places) <= LEAST_ERRORS or horizon.independent < LEAST_COURSES:
        return None

    def change(start: npt.NDArray[np.intp], days: int) -> Floats:
        known = (start >= horizon.begun) & (start + days < horizon.known)
        begun, ended = (levels[np.where(known, at, horizon.begun)] for at in (start, start + days))
        return np.where(known, (ended - begun) / begun, np.nan)

    def lately(at: npt.NDArray[np.intp]) -> Floats:
        return change(at - horizon.level_days, horizon.level_days) / horizon.level_days * horizon.days

    seasons = [change(at, horizon.days) - lately(at) for at in (places - YEAR, places - 2 * YEAR)]
    expected = lately(places) + np.nanmean([np.zeros(len(places)), *seasons], axis=0)
    errors = change(places[1:], horizon.days) - expected[1:]
    errors = errors[~np.isnan(errors)]
    if len(errors) < LEAST_ERRORS or isnan(expected[0]):
        return None
    return np.asarray(levels[places[0]] * (expected[0] + widened(errors, horizon.independent / MOODS)))


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


def ratio_ends(seen: Mapping[str, float], numerators: Floats, denominators: Floats, times: float) -> Ends:
    """Where a quotient ends, from what is seen of both its parts and what each may still become."""
    with np.errstate(divide="ignore", invalid="ignore"):
        values = times * (seen["numerator"] + numerators) / (seen["denominator"] + denominators)
    return ends_of(values[np.isfinite(values)])


def change_from_own_days(changes: Floats, days: int) -> Ends | None:
    """By what a stock changes in so many days, from its changes on the days so far; None from under a week."""
    known = changes[~np.isnan(changes)]
    if len(known) < WEEK_DAYS:
        return None
    error = float(np.std(known, ddof=1)) * sqrt(days * (1 + days / len(known)))
    middle, reach = float(np.mean(known)) * days, student(len(known) - 1) * error
    return Ends(middle, middle - reach, middle + reach)
