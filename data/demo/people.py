"""Simulated people, so that true reach is known: every window counts the same persons on the same days."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from data.demo.season import Counts, Numbers

NEVER = -10_000


class Slice(NamedTuple):
    """A part of what an account shows between two days (a campaign): `share` of those reached each day see it."""

    name: str
    start: int
    shares: Numbers


@dataclass
class DistinctPeople:
    """Distinct persons reached by one account, by day number.

    `windows[w][d]` are those reached on the `w` days up to and including day `d`; `spans[start, end]` on any
    span of days that was asked for; `to_date[name][n]` those reached by a slice from its start to its day `n`, and
    `daily[name][n]` on that day alone. A window that begins before day 0 counts from day 0.
    """

    windows: dict[int, Counts]
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    to_date: dict[str, Counts] = field(default_factory=dict)
    daily: dict[str, Counts] = field(default_factory=dict)


def simulate(
    random: np.random.Generator,
    persons: int,
    daily_share: Numbers,
    *,
    skew: float = 1.3,
    windows: tuple[int, ...] = (1, 7, 28),
    spans: frozenset[tuple[int, int]] = frozenset(),
    slices: tuple[Slice, ...] = (),
) -> DistinctPeople:
    """The distinct persons reached by an account that shows itself to `daily_share` of `persons` on an average day.

    People differ (log-normally, by `skew`): the most active are reached on most days, many once a month or never.
    """
    days = len(daily_share)
    activity = random.lognormal(-(skew**2) / 2, skew, persons).astype(np.float32)
    last_reached = np.full(persons, NEVER, dtype=np.int16)
    found = DistinctPeople({window: np.zeros(days, dtype=np.int64) for window in windows})
    seen = {part.name: np.zeros(persons, dtype=bool) for part in slices}
    for part in slices:
        found.to_date[part.name] = np.zeros(len(part.shares), dtype=np.int64)
        found.daily[part.name] = np.zeros(len(part.shares), dtype=np.int64)
    for day, share in enumerate(daily_share):
        reached = random.random(persons, dtype=np.float32) < activity * np.float32(share)
        last_reached[reached] = day
        for window, counts in found.windows.items():
            counts[day] = np.count_nonzero(last_reached > day - window)
        for span in (span for span in spans if span[1] == day):
            found.spans[span] = int(np.count_nonzero(last_reached >= span[0]))
        for part in slices:
            if 0 <= (n := day - part.start) < len(part.shares):
                members = np.flatnonzero(reached)
                members = members[random.random(len(members)) < part.shares[n]]
                seen[part.name][members] = True
                found.daily[part.name][n] = len(members)
                found.to_date[part.name][n] = np.count_nonzero(seen[part.name])
    return found
