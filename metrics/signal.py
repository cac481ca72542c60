"""Is this more than normal variation? A verdict for each point of a series, with the range that was to be expected.

The method is the process-behaviour chart for individual values and moving ranges (XmR) of W. A. Shewhart, Economic
Control of Quality of Manufactured Product (1931), as D. J. Wheeler teaches it in Understanding Variation (1993): the
middle is the median of the points before, and the limits lie three standard deviations from it, which are read off
the median moving range (limits at 3.145 times it). docs/decisions/0006-signal.md says where this differs, why, and
how often it errs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from metrics.limits import LIMIT, POINTS_NEEDED, Series, expected
from metrics.season import WEEKLY, Flags, Floats, Places, Season, holidays
from metrics.verdict import (
    BEYOND,
    EIGHT,
    EXPECTED,
    FEW,
    FEW_SINCE,
    HOLIDAY,
    MIXED,
    NO_VALUE,
    REASONS,
    SHIFTED,
    TWICE,
    WARNED,
    WILD,
    Verdict,
)

RUN = 8
"""So many in a row on one side of the middle are no chance."""
HALF_WAY = 1.65
"""Nearer the limit (which lies at 3) than the middle, with a margin, as limits from few points are uncertain."""
WARNING, WARNING_TWICE = 2.3, 1.2
"""How far out one value, or each of two in a row, is probably a shift."""
SEASONS = (Season.OWN, Season.PEERS, Season.NONE)


@dataclass(frozen=True)
class Verdicts:
    """Verdicts on many series: arrays with one row a series and one column a period.

    `low`, `centre` and `high` are the range to be expected, in the series' own unit; `distance` is the value's distance
    from it with the limit at 3. NaN where there is too little data. `season` and `reason` are codes; `verdict` an index
    into `tuple(Verdict)`.
    """

    names: pd.Index
    periods: pd.DatetimeIndex
    value: Floats
    low: Floats
    centre: Floats
    high: Floats
    distance: Floats
    verdict: Places
    season: Places
    reason: Places
    count: Places
    since: Places
    changed: tuple[tuple[date, ...], ...]

    def of(self, name: Any) -> pd.DataFrame:
        """One series: a row a period, with value, low, centre, high, verdict, season, reason and fields.

        `reason` is a message id to be filled from `fields`; dates there are ISO dates.
        """
        row = int(np.flatnonzero(self.names == name)[0])
        reasons = [self._reason(row, column) for column in range(len(self.periods))]
        return pd.DataFrame(
            {
                "value": self.value[row],
                "low": self.low[row],
                "centre": self.centre[row],
                "high": self.high[row],
                "verdict": np.array(tuple(Verdict), dtype=object)[self.verdict[row]],
                "season": np.array(SEASONS, dtype=object)[self.season[row]],
                "reason": [reason for reason, _ in reasons],
                "fields": [fields for _, fields in reasons],
            },
            index=self.periods,
        )

    def _reason(self, row: int, column: int) -> tuple[str, dict[str, object]]:
        code = int(self.reason[row, column])
        _, high, low = REASONS[code]
        fields: dict[str, object] = {}
        if code in (FEW, FEW_SINCE, EXPECTED):
            fields |= {"count": int(self.count[row, column])}
        if code in (FEW, FEW_SINCE):
            fields |= {"needed": POINTS_NEEDED}
        if code in (MIXED, FEW_SINCE):
            after = self.periods[column + 1] if column + 1 < len(self.periods) else pd.Timestamp.max
            fields |= {"changed": max(day for day in self.changed[row] if pd.Timestamp(day) < after).isoformat()}
        if code in (EIGHT, SHIFTED):
            fields |= {"since": self.periods[self.since[row, column]].date().isoformat()}
        return (low if self.distance[row, column] < 0 else high), fields


def verdicts(
    values: pd.Series, *, breaks: Sequence[date] = (), peers: pd.Series | None = None, per_year: int = 12
) -> pd.DataFrame:
    """Verdicts on one series in its own unit: see `Verdicts.of` for the columns, `verdicts_of` for the rest."""
    table = values.to_frame("values")
    group = None if peers is None else peers.to_frame("values")
    return verdicts_of(table, breaks={"values": breaks}, peers=group, per_year=per_year).of("values")


def verdicts_of(
    values: pd.DataFrame,
    *,
    breaks: Mapping[Any, Sequence[date]] | None = None,
    peers: pd.DataFrame | None = None,
    per_year: int = 12,
) -> Verdicts:
    """Verdicts on many series, a column each, from periods that begin on the index's days (months, or weeks for 52).

    A point is judged by the points before it and since the last break alone, so that what was said of a month is not
    unsaid later. `peers` has what is typical of the peer group in the same periods. A stock (followers) is to be
    judged by its net change: its level always depends on the month before.
    Raises ValueError where the index is not of months or weeks.
    """
    table = _regular(values, per_year)
    numbers = np.ascontiguousarray(table.to_numpy(dtype=float, na_value=np.nan).T)
    changed = tuple(tuple(sorted((breaks or {}).get(name, ()))) for name in table.columns)
    periods = pd.DatetimeIndex(table.index)
    first, mixed = _segments(periods, changed)
    group = None if peers is None else peers.reindex(index=table.index, columns=table.columns).to_numpy(dtype=float).T
    series = Series(np.where(mixed, np.nan, numbers), first, holidays(periods, per_year), group, per_year)
    for place in range(numbers.shape[1]):
        _judge(series, place)
    verdict = np.array([tuple(Verdict).index(REASONS[code][0]) for code in range(len(REASONS))])
    missing = np.isnan(numbers)
    reason = np.where(mixed, MIXED, np.where(missing, NO_VALUE, series.reason))
    few = (reason == FEW) & (first > 0)
    reason = np.where(few, FEW_SINCE, reason)
    ranges = [np.where(mixed | series.wild, np.nan, one) for one in (series.low, series.centre, series.high)]
    known = ~np.isnan(series.centre)
    return Verdicts(
        table.columns, periods, numbers, ranges[0], ranges[1], ranges[2], series.distance,
        verdict[reason], np.where(known, series.season, SEASONS.index(Season.NONE)), reason, series.count, series.since,
        changed,
    )  # fmt: skip


def _judge(series: Series, place: int) -> None:
    """Judges one period of every series, and begins a new level where a shift is confirmed."""
    expected(series, place)
    distance = series.distance[:, place]
    if np.isnan(distance).all():
        return
    unknown = series.season[:, place] == SEASONS.index(Season.NONE)
    start = max(0, place - RUN + 1)
    recent = series.distance[:, start : place + 1] * np.sign(distance)[:, None]
    recent[np.arange(start, place + 1) < series.fresh[:, None]] = np.nan
    # A season that isn't known looks like many in a row: a half-year always, and for weeks any few of them.
    tells = ~unknown if series.per_year == WEEKLY else np.full(len(unknown), fill_value=True)
    last_four = recent[:, -4:]
    shifted = (np.count_nonzero(last_four > HALF_WAY, axis=1) >= 3) & tells
    twice = (recent[:, -2:] > WARNING_TWICE).all(axis=1) & (recent.shape[1] > 1) & tells
    run = (np.count_nonzero(recent > 0, axis=1) >= RUN) & ~unknown
    far = np.abs(distance)
    spared = (series.season[:, place] != SEASONS.index(Season.OWN)) & (distance == 0) & series.holidays[place]
    series.reason[:, place] = np.select(
        [np.isnan(distance), shifted, far > LIMIT, twice, run, far > WARNING, series.wild[:, place], spared],
        [FEW, SHIFTED, BEYOND, TWICE, EIGHT, WARNED, WILD, HOLIDAY],
        EXPECTED,
    )
    for row in np.flatnonzero(shifted | run):
        began = place - RUN + 1
        if shifted[row]:
            began = place + 1 - last_four.shape[1] + int(np.argmax(last_four[row] > HALF_WAY))
        series.begin_level(int(row), began, place)


def _regular(values: pd.DataFrame, per_year: int) -> pd.DataFrame:
    """The values with every period from the first to the last, missing ones as NaN."""
    index = pd.DatetimeIndex(values.index)
    if not len(index):
        return values.set_axis(index)
    step = "7D" if per_year == WEEKLY else pd.offsets.MonthBegin(12 // per_year)
    periods = pd.date_range(index.min(), index.max(), freq=step)
    if not index.isin(periods).all() or index.has_duplicates:
        raise ValueError("The index must hold each period's first day once.")
    return values.set_axis(index).reindex(periods)


def _segments(periods: pd.DatetimeIndex, changed: Sequence[Sequence[date]]) -> tuple[Places, Flags]:
    """Where the series that each period belongs to begins, and which periods a break cuts in two."""
    first = np.zeros((len(changed), len(periods)), dtype=np.intp)
    mixed = np.zeros(first.shape, dtype=bool)
    for row, days in enumerate(changed):
        for day in days:
            place = int(periods.searchsorted(pd.Timestamp(day)))
            first[row, place:] = np.maximum(first[row, place:], place)
            exact = place < len(periods) and periods[place] == pd.Timestamp(day)
            if place and not exact:
                mixed[row, place - 1] = _holds(periods, place - 1, day)
    return first, mixed


def _holds(periods: pd.DatetimeIndex, place: int, day: date) -> bool:
    """Whether a day can lie in the period; the last one's length is not known from what follows."""
    return place + 1 < len(periods) or (pd.Timestamp(day) - periods[place]).days < 31
