"""Sectors side by side: what is usual among the organisations of each, how certain that is, and what has changed.

Everything is a median of organisations, so that a large one weighs no more than a small. What is compared is public.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan, nan

import numpy as np

from metrics.breaks import breaks_of
from metrics.change import beside
from metrics.facts import Facts
from metrics.figures import peer_accounts, peer_columns
from metrics.peers.aspects import Aspect, metric_of, values_of
from metrics.peers.medians import Median, Standing, differs, median_of, standings
from metrics.period import Period
from metrics.rows import Floats

FEWEST_MEMBERS = 3
"""Organisations of a sector, and of them those with a figure; of fewer nothing is said."""
FLAT = {Aspect.ACTIVITY: 0.5, Aspect.FOLLOWERS: 0.5, Aspect.GROWTH: 0.05, Aspect.INTERACTION: 0.5}
"""A smaller change is none: in per cent, for growth in percentage points."""


@dataclass(frozen=True)
class Usual:
    """What is usual in a sector on one aspect: the median and where it stands among the sectors'.

    `change` is the median of what the organisations that have both changed by since the earlier period: in per cent,
    for growth in percentage points.
    """

    median: Median
    standing: Standing
    change: Median
    aspect: Aspect

    @property
    def way(self) -> int | None:
        """1 where it has surely increased, −1 where decreased, 0 where neither; None where too little is known."""
        if not self.change.sure:
            return None
        return 0 if abs(self.change.value) < FLAT[self.aspect] else differs(self.change)


@dataclass(frozen=True)
class Sector:
    """A sector. `relations` are the followers of `related` of its organisations together: relations, never persons.

    NaN where nobody's are known. `alike` are the sectors that each aspect cannot be told apart from.
    """

    id: str
    organisations: tuple[str, ...]
    relations: float
    related: int
    usual: Mapping[Aspect, Usual]
    alike: Mapping[Aspect, tuple[str, ...]]


@dataclass(frozen=True)
class Sectors:
    """The sectors of a store in the order of their ids. `over` is what is known of the period, set beside `earlier`."""

    period: Period
    over: Period
    earlier: Period
    platforms: tuple[str, ...]
    sectors: tuple[Sector, ...]

    def of(self, sector: str) -> Sector:
        """The sector with this id."""
        return next(one for one in self.sectors if one.id == sector)


def sector_members(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """The organisations of each sector that has enough of them, by the sector's id."""
    return facts.kept("sector members", lambda: _members(facts))


def _members(facts: Facts) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for organisation, sector in zip(facts.organisations["org_id"], facts.organisations["sector"], strict=True):
        found.setdefault(str(sector), []).append(organisation)
    return {sector: tuple(ids) for sector, ids in sorted(found.items()) if len(ids) >= FEWEST_MEMBERS}


def sector_of(facts: Facts, organisation: str) -> str:
    """The organisation's sector where it is one of those shown, else the largest of them; empty where none is."""
    members = sector_members(facts)
    own = next((sector for sector, ids in members.items() if organisation in ids), "")
    return own or max(members, key=lambda sector: len(members[sector]), default="")


def sectors(facts: Facts, period: Period, against: str, platforms: Sequence[str] = ()) -> Sectors:
    """Every sector in the period, on these platforms (none: all); `against` is an earlier period of `AGAINST`."""
    key = ("sectors", period, against, tuple(platforms))
    return facts.kept(key, lambda: _sectors(facts, period, against, tuple(platforms)))


def _sectors(facts: Facts, period: Period, against: str, platforms: tuple[str, ...]) -> Sectors:
    members = sector_members(facts)
    over, earlier = beside(period, against, _known_until(facts))
    everyone = tuple(one for ids in members.values() for one in ids)
    asked = (facts, everyone, platforms)
    usual = {aspect: _usual(aspect, members, *asked, (period, over, earlier)) for aspect in Aspect}
    followers = peer_columns(facts, ["followers"], everyone, period, platforms)["followers"]["value"]
    followed = dict(zip(everyone, followers, strict=True))
    names = list(members)
    found = [
        Sector(
            sector,
            ids,
            *_together([followed[one] for one in ids]),
            {aspect: usual[aspect][at] for aspect in Aspect},
            {aspect: tuple(names[other] for other in usual[aspect][at].standing.alike) for aspect in Aspect},
        )
        for at, (sector, ids) in enumerate(members.items())
    ]
    return Sectors(period, over, earlier, platforms, tuple(found))


def _known_until(facts: Facts) -> date:
    """The day after the last one with figures: what nobody has told of yet is not compared with what has been."""
    return min(facts.today, facts.last_day + timedelta(days=1)) if facts.last_day else facts.today


def _usual(
    aspect: Aspect,
    members: Mapping[str, tuple[str, ...]],
    facts: Facts,
    everyone: Sequence[str],
    platforms: tuple[str, ...],
    spans: tuple[Period, Period, Period],
) -> list[Usual]:
    """One aspect of every sector. `spans` are the period, what is over of it, and the earlier one."""
    now, over, before = (values_of(facts, aspect, everyone, span, platforms) for span in spans)
    changes = np.where(_cut(facts, aspect, everyone, platforms, spans[1:]), np.nan, changed(aspect, over, before))
    place, medians, moved = 0, [], []
    for sector, ids in members.items():
        those = slice(place, place := place + len(ids))
        medians.append(median_of(enough(now[those]), sector))
        moved.append(median_of(enough(changes[those]), sector))
    return [Usual(*one, aspect) for one in zip(medians, standings(medians), moved, strict=True)]


def enough(values: Floats) -> Floats:
    """The values where they are of FEWEST_MEMBERS at least: one or two are not a sector. Else none."""
    return values if np.count_nonzero(~np.isnan(values)) >= FEWEST_MEMBERS else values[:0]


def changed(aspect: Aspect, now: Floats, before: Floats) -> Floats:
    """What each organisation changed by: percentage points of growth, per cent of the rest. NaN from nothing."""
    if aspect is Aspect.GROWTH:
        return now - before
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(before > 0, 100 * (now / before - 1), np.nan)


def _cut(
    facts: Facts, aspect: Aspect, everyone: Sequence[str], platforms: tuple[str, ...], spans: tuple[Period, ...]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whose figures of the two periods are not counted alike. A growth stands on one way of counting by itself."""
    now, before = spans
    if aspect is Aspect.GROWTH:
        return np.zeros(len(everyone), dtype=bool)
    accounts = peer_accounts(facts, everyone, platforms)
    ids = set(accounts["account_id"])
    broken = [one for one in breaks_of(facts.breaks, metric_of(aspect), ids) if before.start < one.day <= now.end]
    cut = frozenset[str]().union(*(one.cut for one in broken))
    whose = set(accounts.loc[accounts["account_id"].isin(list(cut)), "org_id"])
    return np.array([one in whose for one in everyone], dtype=bool)


def _together(followers: Sequence[float]) -> tuple[float, int]:
    """The followers of all whose are known, and how many these are."""
    known = [one for one in followers if not isnan(one)]
    return (sum(known) if known else nan), len(known)
