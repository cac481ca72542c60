"""Who is compared: the store's own lists, and groups made of what is known of organisations.

A group's id stands in addresses and commands and says the same group again: `scheme:year:code` for a list of the store,
`sector:region`, `in_county:municipality:12`, `band:municipality:20000`, `all`, `alike:10:1-1-1` and `picked:a,b,c`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan

import pandas as pd

from data.errors import GenomslagError
from data.register.peers import OWN_LIST
from locales import N_
from metrics.facts import Facts

FEW = 2  # organisations; a smaller group is not offered first
SKR = "skr"
SIZES = (0, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
"""Where each size band begins, in inhabitants; the last has no end."""
BUILT = ("sector", "in_county", "band", "all", "alike", "picked")


class UnknownGroup(GenomslagError):
    """An id that names no group."""

    def __init__(self, group: str, offered: Iterable[str]) -> None:
        super().__init__(
            N_("There is no group “{group}”."),
            todo=N_("Choose one of {choices}, alike:10:1-1-1, or picked: with organisations' ids between commas."),
            group=group,
            choices=", ".join(offered),
        )


@dataclass(frozen=True)
class PeerGroup:
    """Organisations to be compared. `scheme` is one of BUILT where no list of the store made it.

    `name` is the list's own name, a sector, a county's code, or a band's beginning. `member`: the organisation whose
    comparison it is belongs to it.
    """

    id: str
    scheme: str
    name: str
    year: int | None
    organisations: tuple[str, ...]
    member: bool

    @property
    def kept(self) -> bool:
        """Whether somebody chose its members, and the store keeps them under a name."""
        return self.scheme.startswith(OWN_LIST)


def groups(facts: Facts, organisation: str) -> tuple[PeerGroup, ...]:
    """The groups to choose from: the organisation's own, newest first, then its sector, all, and other groups."""
    return facts.kept(("peer groups", organisation), lambda: _groups(facts, organisation))


def _groups(facts: Facts, organisation: str) -> tuple[PeerGroup, ...]:
    listed = _listed(facts.peer_groups, organisation)
    own = [group for group in listed if group.member]
    built: list[PeerGroup] = []
    for group in _built(facts, organisation):
        if not any(set(group.organisations) == set(other.organisations) for other in (*own, *built)):
            built.append(group)
    everyone = PeerGroup("all", "all", "", None, tuple(facts.organisations["org_id"]), member=True)
    return (*own, *built, everyone, *(group for group in listed if not group.member))


def _listed(memberships: pd.DataFrame, organisation: str) -> list[PeerGroup]:
    """The groups of the store's lists, newest year first."""
    columns = (memberships[name] for name in ("scheme", "year", "group_code", "group_name", "org_id"))
    members: dict[tuple[str, int, str], list[str]] = {}
    names: dict[tuple[str, int, str], str] = {}
    for scheme, year, code, name, organisation_id in zip(*columns, strict=True):
        key = (str(scheme), int(year), str(code))
        members.setdefault(key, []).append(organisation_id)
        names[key] = name if isinstance(name, str) else str(code)
    found = [
        PeerGroup(":".join(map(str, key)), key[0], names[key], key[1], tuple(ids), organisation in ids)
        for key, ids in sorted(members.items())
    ]
    return sorted(found, key=lambda group: -(group.year or 0))


def _built(facts: Facts, organisation: str) -> list[PeerGroup]:
    """The groups of its sector, and of its county and its size within the sector, where those are known."""
    table = facts.organisations.set_index("org_id")
    sector = table["sector"].get(organisation)
    if not isinstance(sector, str):
        return []
    same = table[table["sector"] == sector]
    found = [PeerGroup(f"sector:{sector}", "sector", sector, None, tuple(same.index), member=True)]
    people = {one: facts.audience("inhabitants", one, facts.today.year)[0] for one in same.index}
    if organisation in people and not isnan(people[organisation]):
        begins = size_band(people[organisation])[0]
        alike = tuple(one for one, size in people.items() if not isnan(size) and size_band(size)[0] == begins)
        found.append(PeerGroup(f"band:{sector}:{begins}", "band", str(begins), None, alike, member=True))
    county = same["county_code"].get(organisation)
    near = same.index[same["county_code"] == county] if isinstance(county, str) and county else ()
    if len(near) > FEW:
        found.append(
            PeerGroup(f"in_county:{sector}:{county}", "in_county", str(county), None, tuple(near), member=True)
        )
    return [group for group in found if len(group.organisations) > FEW or group.scheme == "sector"]


def size_band(people: float) -> tuple[int, float]:
    """Where the size band of so many inhabitants begins, and where the next one does (infinite: none)."""
    place = bisect_right(SIZES, people)
    return SIZES[place - 1], SIZES[place] if place < len(SIZES) else inf


def picked(facts: Facts, organisation: str, members: Iterable[str]) -> PeerGroup:
    """A group of hand-picked organisations, those that the store has, in the order of its table."""
    wanted = {*members, organisation}
    found = tuple(one for one in facts.organisations["org_id"] if one in wanted)
    others = (one for one in found if one != organisation)
    return PeerGroup(f"picked:{','.join(others)}", "picked", "", None, found, member=organisation in found)


def newest_codes(memberships: pd.DataFrame, scheme: str) -> Mapping[str, str]:
    """The group of each organisation in a scheme, by code, of the newest year that names it."""
    rows = memberships[memberships["scheme"] == scheme].sort_values("year")
    return dict(zip(rows["org_id"], rows["group_code"], strict=True))


def first_group(offered: Sequence[PeerGroup]) -> PeerGroup:
    """The group to begin with: the first that the organisation belongs to and that has others in it."""
    return next((group for group in offered if group.member and len(group.organisations) > FEW), offered[0])
