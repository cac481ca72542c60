"""What a period's place in the year explains of its value: from its own earlier years, from peers, or not known.

Everything here is on the scale on which a series is judged (logarithms, or the values themselves) and has one row a
series and one column a period. NaN is missing.
"""

from __future__ import annotations

from enum import StrEnum
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from locales import N_
from metrics.calendar import holiday_time

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

YEARS_NEEDED = 2
WEEKLY = 52
WEEKS_A_YEAR = 365.25 / 7
HOLIDAY_FACTOR = log(3)
"""How far a holiday may lie from the rest of the year, as a logarithm: a third, or three times as much."""


class Season(StrEnum):
    """Whose season a point is corrected for. The value stands in exports."""

    OWN = "own"
    PEERS = "peers"
    NONE = "none"

    @property
    def label(self) -> str:
        """Whose season it is, in plain words (a message id)."""
        return _LABELS[self]


_LABELS = {
    Season.OWN: N_("the same time in earlier years"),
    Season.PEERS: N_("the same time in the peer group"),
    Season.NONE: N_("the season is not known"),
}


class Offsets(NamedTuple):
    """How far the season lifts periods: those before the one that is judged, and that one (two bounds and a middle)."""

    before: Floats
    low: Floats
    middle: Floats
    high: Floats

    @property
    def known(self) -> Flags:
        """For which series the season of the judged period is known."""
        return ~np.isnan(self.middle)


def departures(values: Floats, first: Places, per_year: int) -> Floats:
    """Each period's distance from the mean of the year around it, as centred as the series allows.

    `first` says where each series begins.
    """
    count = values.shape[1]
    known = ~np.isnan(values)
    total, counted = (
        np.pad(np.add.accumulate(part, axis=1), ((0, 0), (1, 0)))
        for part in (np.where(known, values, 0.0), known.astype(float))
    )
    latest = np.maximum(first, count - per_year)[:, None]
    start = np.clip(np.arange(count) - per_year // 2, first[:, None], latest)
    end = np.minimum(start + per_year, count)
    inside, number = (np.take_along_axis(one, end, 1) - np.take_along_axis(one, start, 1) for one in (total, counted))
    around: Floats = np.divide(inside, number, out=np.full(values.shape, np.nan), where=number > 0)
    return values - around


def own_season(departures: Floats, per_year: int, holiday: bool) -> Offsets:
    """The season of the next period from at least two earlier years of the series itself.

    The season is the median of the earlier years' departures (from the year around) and of zero: “no season” has a
    vote, so that a single odd year moves nothing, and of two years the smaller departure counts if they agree on the
    direction. A holiday is only news outside all that its earlier years were.
    """
    series, count = departures.shape
    years = _years_back(count, per_year)
    if count < YEARS_NEEDED * per_year:
        return _unknown(departures)
    places = count - years[:, None] + np.arange(per_year)
    told = places >= 0
    by_year = np.where(told, departures[:, places], np.nan)
    votes = np.concatenate([by_year, np.zeros((series, 1, per_year))], axis=1)
    season = np.where(np.count_nonzero(~np.isnan(by_year), axis=1) >= YEARS_NEEDED, median(votes, axis=1), np.nan)
    phase = np.full(count, per_year)
    phase[places[told]] = np.broadcast_to(np.arange(per_year), places.shape)[told]
    lifted = np.concatenate([season, np.full((series, 1), np.nan)], axis=1)[:, phase]
    middle = season[:, 0]
    earlier = by_year[:, :, 0] if holiday else middle[:, None]
    return Offsets(lifted, np.fmin(middle, _least(earlier)), middle, np.fmax(middle, -_least(-earlier)))


def peer_season(peers: Floats, first: Places, per_year: int) -> Offsets:
    """The season of the last period as the peer group has it: its distance from the peers' mean of the year around."""
    away = departures(peers, first, per_year)
    return Offsets(away[:, :-1], away[:, -1], away[:, -1], away[:, -1])


def no_season(earlier_holidays: Flags, series: int, holiday: bool) -> Offsets:
    """No correction: a holiday may lie far from the rest, and is no measure of it."""
    may = np.full(series, HOLIDAY_FACTOR if holiday else 0.0)
    before = np.where(earlier_holidays, np.nan, 0.0)
    return Offsets(np.broadcast_to(before, (series, len(before))), -may, np.zeros(series), may)


def holidays(periods: pd.DatetimeIndex, per_year: int) -> Flags:
    """Which periods hold so much holiday that no other part of the year can be their measure.

    July; of weeks, those that hold a day of Easter, Ascension Day, midsummer to mid-August, or Christmas to New Year.
    """
    if per_year != WEEKLY or periods.empty:
        return np.asarray(periods.month == 7)
    years = range(periods[0].year, periods[-1].year + 2)  # the last week may end in the year after
    away = np.array([day for year in years for day in holiday_time(year)], dtype="datetime64[D]")
    mondays = periods.to_numpy().astype("datetime64[D]")
    return np.searchsorted(away, mondays) < np.searchsorted(away, mondays + np.timedelta64(7, "D"))


def median(values: Floats, axis: int = -1) -> Floats:
    """The median of what is not missing; NaN where all is. Many times faster on short rows than numpy's."""
    ordered = np.sort(values, axis=axis)
    count = np.count_nonzero(~np.isnan(ordered), axis=axis, keepdims=True)
    last = np.maximum(count - 1, 0)
    halves = [np.take_along_axis(ordered, place, axis=axis) for place in (last // 2, (last + 1) // 2)]
    return np.asarray((halves[0] + halves[1]) / 2).squeeze(axis)


def _years_back(count: int, per_year: int) -> Places:
    """How many periods ago the same time of earlier years was; a year has 52 weeks and a day or two.

    The first year may have begun late.
    """
    length = WEEKS_A_YEAR if per_year == WEEKLY else per_year
    return np.round(np.arange(1, count // per_year + 2) * length).astype(np.intp)


def _least(values: Floats) -> Floats:
    return np.asarray(np.fmin.reduce(values, axis=1))


def _unknown(before: Floats) -> Offsets:
    nothing = np.full(len(before), np.nan)
    return Offsets(np.full(before.shape, np.nan), nothing, nothing, nothing)
