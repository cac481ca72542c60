"""The range in which the next point of a series is to be expected, from the points before it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from metrics.season import Flags, Floats, Offsets, Places, departures, median, no_season, own_season, peer_season
from metrics.verdict import FEW

LIMIT = 3.0
"""The limits in distances: `Series.distance` is measured so that they lie here."""
FAR = 1e6
"""A distance is never told as more: a zero in logarithms would lie infinitely far."""
POINTS_NEEDED = 6
LEVEL_NEEDED = 3
"""So few points give a new level its middle; the variation is known from before."""
RANGE_TO_DEVIATION = 1 / 0.954  # median moving range, Wheeler's d4
SPREAD_TO_DEVIATION = 1.4826  # median distance from the median
WIDEST = np.log(10)
"""Where the limits lie further from the middle than ten times as much or a tenth, no range is worth telling."""
RANGE_YEARS = 2
"""Moving ranges of so many years back: how much a channel varied in its first months says little years later."""
UNSEEN_SEASON = 0.2
"""Where the season isn't known, the spread of all values counts as normal, up to what a season of this size would add
(a standard deviation in logarithms: ±28 per cent between the best and the worst of the year). More is growth."""
HIDDEN_AT_MOST = 2
"""A season estimated from the same values hides some of their variation, so that ranges from year to year count where
they are larger; what is larger than this is growth."""
FINEST = 0.01
"""A standard deviation is never taken for less than 1 per cent, so that nothing under 3 per cent is called."""

# How much wider than three deviations the limits are where middle, deviation and season are estimates themselves:
# set by simulation so that the rates of docs/decisions/0006-signal.md hold.
WITH_SEASON, WITH_FEW_YEARS = 1.07, 1.3  # the second: × 1 / years²
WITH_PEERS, WITHOUT_SEASON, WITH_FEW_POINTS = 1.02, 0.92, 3.0  # the last: × 1 / moving ranges. Below 1: spread is wide
MIDDLE_VARIANCE = np.pi / 2  # of a median, × 1 / points

COUNTS, POSITIVE, ANY = range(3)
OWN, PEERS, NONE = range(3)


class Range(NamedTuple):
    """What is to be expected of a period, on the scale of its series: the season's place lies off the centre."""

    centre: Floats
    low: Floats
    season: Floats
    high: Floats
    deviation: Floats


class Series:
    """Many series while they are judged period by period: arrays with one row a series, one column a period.

    `first` is where the series that a period belongs to begins (after the last break). A level is a stretch between
    confirmed shifts: middles are of the current level, moving ranges of any, never across.
    """

    def __init__(self, values: Floats, first: Places, holidays: Flags, peers: Floats | None, per_year: int) -> None:
        self.values, self.first, self.holidays, self.per_year = values, first, holidays, per_year
        self.peers = None if peers is None else _logarithm(np.where(peers > 0, peers, np.nan))
        self.scales = np.stack([_logarithm(values + 1), _logarithm(values), values])
        fractions, not_positive = (values != np.floor(values)) | (values < 0), values <= 0
        self.last_fraction, self.last_not_positive = (
            np.maximum.accumulate(np.where(flags & ~np.isnan(values), np.arange(values.shape[1]), -1), axis=1)
            for flags in (fractions, not_positive)
        )
        self.low, self.centre, self.high, self.distance = (np.full(values.shape, np.nan) for _ in range(4))
        self.season, self.reason, self.count, self.since, self.level = (
            np.zeros(values.shape, dtype=np.intp) for _ in range(5)
        )
        self.reason += FEW
        self.wild = np.zeros(values.shape, dtype=bool)
        self.current, self.fresh = np.zeros((2, len(values)), dtype=np.intp)

    def begin_level(self, row: int, began: int, place: int) -> None:
        """Counts a new level of one series from `began`; run rules start afresh after `place`."""
        self.current[row] += 1
        self.level[row, began : place + 1] = self.current[row]
        self.since[row, place] = began
        self.fresh[row] = place + 1

    def enter(self, place: int) -> None:
        """Moves on to the next period; after a break run rules start afresh (the values before are not looked at)."""
        self.fresh[self.first[:, place] == place] = place
        self.level[:, place] = self.current

    def write(self, place: int, scale: Places, value: Floats, expect: Range) -> None:
        """Writes down the range in the series' own unit, and how far from the season's place the value lies."""
        width = LIMIT * expect.deviation
        self.low[:, place] = _unscaled(expect.centre + expect.low - width, scale)
        self.centre[:, place] = _unscaled(expect.centre + expect.season, scale)
        self.high[:, place] = _unscaled(expect.centre + expect.high + width, scale)
        self.wild[:, place] = (width > WIDEST) & (scale != ANY)
        off = value - expect.centre
        outside = np.maximum(off - expect.high, 0) + np.minimum(off - expect.low, 0)
        self.distance[:, place] = np.clip(outside / np.where(expect.deviation > 0, expect.deviation, np.inf), -FAR, FAR)

    def scale(self, place: int) -> Places:
        """The scale each series is judged on, from the values before: COUNTS, POSITIVE (logarithms of both) or ANY."""
        first = self.first[:, place]
        positive = np.where(self.last_not_positive[:, place - 1] < first, POSITIVE, ANY)
        return np.where(self.last_fraction[:, place - 1] < first, COUNTS, positive)


def expected(series: Series, place: int) -> None:
    """Fills in low, centre, high and distance of one period of every series, where enough is known."""
    series.enter(place)
    first = series.first[:, place]
    since = np.arange(place) >= first[:, None]
    series.count[:, place] = np.count_nonzero(since & ~np.isnan(series.values[:, :place]), axis=1)
    if place < POINTS_NEEDED:
        return
    scale = series.scale(place)
    scaled = series.scales[scale, np.arange(len(scale)), : place + 1]
    before = np.where(since, scaled[:, :place], np.nan)
    away = departures(before, first, series.per_year)
    season, offsets = _season(series, place, away, scale)
    calm = before - offsets.before
    here = series.level[:, :place]
    centre, points, spread = _middle(np.where(here == series.current[:, None], calm, np.nan))
    ranges = np.where(here[:, 1:] == here[:, :-1], np.diff(calm, axis=1), np.nan)
    from_ranges, counted = _from_ranges(ranges, series.per_year)
    from_years, _ = _from_ranges(away[:, series.per_year :] - away[:, : -series.per_year], series.per_year)
    size = np.where(scale == ANY, np.abs(centre), 1)
    unseen = np.fmin(spread, np.hypot(from_ranges, UNSEEN_SEASON * size))
    deviation = np.fmax(from_ranges, np.where(season == NONE, unseen, np.nan))
    deviation = np.fmax(deviation, np.where(season == OWN, np.fmin(from_years, HIDDEN_AT_MOST * from_ranges), np.nan))
    deviation = np.maximum(deviation, _least_deviation(centre, scale))
    years = np.maximum(series.count[:, place] // series.per_year, 1)
    deviation *= _wider(season, years, points, counted)
    centre = np.where((points >= LEVEL_NEEDED) & (counted >= POINTS_NEEDED - 1), centre, np.nan)
    # How far a holiday may lie off is a logarithm; values that are judged as they are take it in their own unit.
    plain = (scale == ANY) & (season == NONE)
    times = np.where(plain, (offsets.low, offsets.high), 0)
    low, high = np.where(plain, size * np.expm1(times), (offsets.low, offsets.high))
    series.season[:, place] = season
    series.write(place, scale, scaled[:, place], Range(centre, low, offsets.middle, high, deviation))


def _middle(values: Floats) -> tuple[Floats, Places, Floats]:
    """The median, of how many points, and the standard deviation that their distances from it tell."""
    centre = median(values)
    return (
        centre,
        np.count_nonzero(~np.isnan(values), axis=1),
        SPREAD_TO_DEVIATION * median(np.abs(values - centre[:, None])),
    )


def _from_ranges(ranges: Floats, per_year: int) -> tuple[Floats, Places]:
    """The standard deviation that the latest moving ranges tell, and of how many."""
    latest = np.abs(ranges[:, -RANGE_YEARS * per_year :])
    if not latest.shape[1]:
        return np.full(len(ranges), np.nan), np.zeros(len(ranges), dtype=np.intp)
    return RANGE_TO_DEVIATION * median(latest), np.count_nonzero(~np.isnan(latest), axis=1)


def _season(series: Series, place: int, away: Floats, scale: Places) -> tuple[Places, Offsets]:
    """The season to correct each series for, the best there is, and how much it explains."""
    holiday = bool(series.holidays[place])
    own, none = own_season(away, series.per_year, holiday), no_season(series.holidays[:place], len(away), holiday)
    season, peers = np.where(own.known, OWN, NONE), none
    if series.peers is not None:
        peers = peer_season(series.peers[:, : place + 1], series.first[:, place], series.per_year)
        # Whether the series shares its peers' season isn't known: the bounds reach from no season to theirs.
        peers = peers._replace(low=np.minimum(peers.low, none.low), high=np.maximum(peers.high, none.high))
        season = np.where((season == NONE) & peers.known & (scale != ANY), PEERS, season)
    rest = (np.choose(season, parts) for parts in zip(own[1:], peers[1:], none[1:], strict=True))
    return season, Offsets(np.choose(season[:, None], (own.before, peers.before, none.before)), *rest)


def _wider(season: Places, years: Places, points: Places, ranges: Places) -> Floats:
    """How many times wider the limits are than if middle, deviation and season were known."""
    known = WITH_SEASON + WITH_FEW_YEARS / years**2
    unknown = np.where(season == PEERS, WITH_PEERS, WITHOUT_SEASON) + WITH_FEW_POINTS / np.maximum(ranges, 1)
    return np.where(season == OWN, known, unknown) * np.sqrt(1 + MIDDLE_VARIANCE / np.maximum(points, 1))


def _least_deviation(centre: Floats, scale: Places) -> Floats:
    """What the deviation is at least: a count varies by its root (Poisson), anything by FINEST of itself."""
    number = np.maximum(np.expm1(np.where(scale == COUNTS, centre, 0)), 1)
    poisson = np.maximum(np.sqrt(number) / (number + 1), FINEST)
    return np.choose(scale, [poisson, np.full(len(centre), FINEST), FINEST * np.abs(centre)])


def _unscaled(scaled: Floats, scale: Places) -> Floats:
    """Values in the series' own unit."""
    numbers = np.exp(np.minimum(np.where(scale == ANY, 0, scaled), 700))
    return np.choose(scale, [np.maximum(numbers - 1, 0), numbers, scaled])


def _logarithm(values: Floats) -> Floats:
    """Logarithms; of what is not above zero, minus infinity."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(values <= 0, -np.inf, np.log(values))
