"""A sector quarter by quarter: the median of the same organisations throughout, where that can be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics.breaks import Break, breaks_of
from metrics.facts import Facts
from metrics.figures import peer_accounts
from metrics.peers.aspects import Aspect, metric_of, values_of
from metrics.peers.course import panel
from metrics.peers.sectors import FEWEST_MEMBERS, sector_members
from metrics.period import Kind, Period
from metrics.rows import Floats

MOST_QUARTERS = 12
MOST_CUT = 0.5
"""A break that cuts more of a sector's organisations than this is the sector's; else they are left out."""


@dataclass(frozen=True)
class Quarters:
    """One aspect of a sector by quarter: the median of `members` organisations, NaN where too little is known.

    Where it is `constant` the members are the same throughout and `left_out` are those that lack a quarter; else
    `left_out` are those that came or went. No line crosses the days of `breaks`.
    """

    middle: Floats
    members: tuple[int, ...]
    constant: bool
    left_out: tuple[str, ...]
    breaks: tuple[Break, ...]

    @property
    def known(self) -> int:
        """How many quarters have a median."""
        return int(np.count_nonzero(~np.isnan(self.middle)))


@dataclass(frozen=True)
class SectorCourse:
    """The quarters, the earliest first, and every sector's course on each aspect."""

    quarters: tuple[Period, ...]
    courses: Mapping[str, Mapping[Aspect, Quarters]]


def sector_course(facts: Facts, until: Period, platforms: Sequence[str] = ()) -> SectorCourse:
    """The whole quarters to the end of a period, at most MOST_QUARTERS, that have figures to their end."""
    quarters = whole_quarters(facts, until.end)
    key = ("sector course", quarters, tuple(platforms))
    return facts.kept(key, lambda: _course(facts, quarters, tuple(platforms)))


def whole_quarters(facts: Facts, end: date) -> tuple[Period, ...]:
    """The quarters that are over at the end, between the first month that has figures and the last day that has."""
    if facts.first_day is None or facts.last_day is None:
        return ()
    found: list[Period] = []
    quarter = Period.of(Kind.QUARTER, min(end, facts.last_day))
    if quarter.end > min(end, facts.last_day):
        quarter = quarter.previous()
    while quarter.start >= facts.first_day and len(found) < MOST_QUARTERS:
        found.append(quarter)
        quarter = quarter.previous()
    return tuple(found[::-1])


def _course(facts: Facts, quarters: tuple[Period, ...], platforms: tuple[str, ...]) -> SectorCourse:
    members = sector_members(facts)
    everyone = tuple(one for ids in members.values() for one in ids)
    courses: dict[str, dict[Aspect, Quarters]] = {sector: {} for sector in members}
    for aspect in Aspect if quarters else ():
        table = np.array([values_of(facts, aspect, everyone, quarter, platforms) for quarter in quarters])
        place = 0
        for sector, ids in members.items():
            those = table[:, place : (place := place + len(ids))]
            courses[sector][aspect] = _quarters(those, ids, quarters, _breaks(facts, aspect, ids, quarters, platforms))
    return SectorCourse(quarters, courses)


def _breaks(
    facts: Facts, aspect: Aspect, ids: Sequence[str], quarters: Sequence[Period], platforms: tuple[str, ...]
) -> list[tuple[Break, frozenset[str]]]:
    """The breaks of the aspect's series within the quarters, and the organisations that each of them cuts."""
    accounts = peer_accounts(facts, ids, platforms)
    whose = dict(zip(accounts["account_id"], accounts["org_id"], strict=True))
    found = breaks_of(facts.breaks, metric_of(aspect), whose)
    return [
        (one, frozenset(whose[account] for account in one.cut if account in whose))
        for one in found
        if quarters[0].start < one.day <= quarters[-1].end
    ]


def _quarters(
    table: Floats, ids: tuple[str, ...], quarters: Sequence[Period], breaks: Sequence[tuple[Break, frozenset[str]]]
) -> Quarters:
    """The course of values by quarter and organisation."""
    known, shared = ~np.isnan(table), []
    for one, cut in breaks:
        of_cut = np.array([organisation in cut for organisation in ids])
        if np.count_nonzero(known[:, of_cut].any(axis=0)) > MOST_CUT * np.count_nonzero(known.any(axis=0)):
            shared.append(one)
            # A quarter that holds a break of most is nobody's: the others alone would be another group.
            held = np.array([quarter.start <= one.day <= quarter.end for quarter in quarters])
            known &= ~(held & ~known[:, of_cut].any(axis=1))[:, None]
        else:
            known &= ~of_cut
    shown, left = panel(known)
    lacking = left | (~np.isnan(table)).any(axis=0) & ~known.any(axis=0)
    middle = np.full(len(quarters), np.nan)
    some = np.count_nonzero(shown, axis=1) >= FEWEST_MEMBERS
    middle[some] = np.nanmedian(np.where(shown, table, np.nan)[some], axis=1)
    constant = bool((shown[some].all(axis=0) == shown.any(axis=0)).all())
    left_out = tuple(ids[at] for at in np.flatnonzero(lacking))
    return Quarters(middle, tuple(map(int, np.count_nonzero(shown, axis=1))), constant, left_out, tuple(shared))
