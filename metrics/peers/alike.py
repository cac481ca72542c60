"""The organisations most like one: in inhabitants, SKR's group and followers, weighed as the reader likes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, log, nan

import numpy as np

from metrics.facts import Facts
from metrics.figures import peer_columns
from metrics.peers.groups import SKR, PeerGroup, UnknownGroup, groups, newest_codes, picked
from metrics.period import Period
from metrics.rows import Floats

MOST_WEIGHT = 3
WRITTEN = re.compile(r"alike:(\d{1,3}):([0-3])-([0-3])-([0-3])")


@dataclass(frozen=True)
class Likeness:
    """How many organisations are wanted, and what likeness is: weights of 0 to 3, of which at least one is above 0.

    A difference counts in standard deviations of the sector (of logarithms); another group of SKR's is one.
    """

    count: int = 10
    people: int = 1
    group: int = 1
    followers: int = 1

    @property
    def id(self) -> str:
        """As it stands in an address: alike:10:1-1-1."""
        return f"alike:{self.count}:{self.people}-{self.group}-{self.followers}"


def likeness_of(group_id: str) -> Likeness | None:
    """What an id asks for; None of another kind of group, or of one that weighs nothing."""
    found = WRITTEN.fullmatch(group_id)
    asked = Likeness(*map(int, found.groups())) if found else None
    return asked if asked and asked.count and asked.people + asked.group + asked.followers else None


def alike(facts: Facts, organisation: str, period: Period, asked: Likeness) -> PeerGroup:
    """The organisations of the same sector that are nearest at the end of the period, and the organisation itself.

    What is not known of the organisation itself does not count; one of which something that counts is not known is
    not among them.
    """
    table = facts.organisations.set_index("org_id")
    sector = table["sector"].get(organisation)
    same = tuple(table.index[table["sector"] == sector] if isinstance(sector, str) else table.index)
    own = same.index(organisation)
    distance = np.zeros(len(same))
    people = [facts.inhabitants(one, period.end.year)[0] for one in same]
    followers = peer_columns(facts, ["followers"], same, period)["followers"]["value"]
    for weight, sizes in ((asked.people, people), (asked.followers, followers)):
        if weight and sizes[own] > 0:
            distance += weight * _apart(sizes, own) ** 2
    codes = newest_codes(facts.peer_groups, SKR)
    if asked.group and organisation in codes:
        ours = codes[organisation]
        distance += asked.group * np.array([float(codes[one] != ours) if one in codes else nan for one in same])
    distance[own] = -1
    order = np.argsort(distance, kind="stable")[: asked.count + 1]
    near = {same[place] for place in order if not isnan(distance[place])}
    return PeerGroup(asked.id, "alike", "", None, tuple(one for one in same if one in near), member=True)


def _apart(sizes: Sequence[float], own: int) -> Floats:
    """How far each size is from the own one, in standard deviations of their logarithms; NaN where unknown."""
    values = np.array([log(one) if one > 0 else nan for one in sizes])
    found: Floats = (values - values[own]) / (float(np.nanstd(values)) or 1)
    return found


def group_of(facts: Facts, organisation: str, group_id: str, period: Period) -> PeerGroup:
    """The group of an id, as it was at the end of the period. Raises UnknownGroup."""
    offered = {group.id: group for group in groups(facts, organisation)}
    if group_id in offered:
        return offered[group_id]
    if (asked := likeness_of(group_id)) is not None:
        return alike(facts, organisation, period, asked)
    if group_id.startswith("picked:"):
        found = picked(facts, organisation, group_id.removeprefix("picked:").split(","))
        if len(found.organisations) > 1:
            return found
    raise UnknownGroup(group_id, offered)
