"""The organisations of a sector ranked on each thing that sectors are followed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from metrics.facts import Facts
from metrics.peers.aspects import MEASURES, Aspect
from metrics.peers.comparison import Comparison, comparison
from metrics.peers.groups import PeerGroup
from metrics.peers.measures import Per
from metrics.peers.sectors import sector_members
from metrics.period import Period

FIRST = (Aspect.INTERACTION, Aspect.FOLLOWERS, Aspect.GROWTH, Aspect.ACTIVITY)
"""In which order a ranking is looked for to begin with: where size cancels, before where it decides."""
FEWEST_RANKED = 2

Ranking = Mapping[Aspect, Comparison]


def sector_group(facts: Facts, sector: str, organisation: str = "") -> PeerGroup:
    """The organisations of a sector as a group; of any sector, also one that the organisation is not in."""
    ids = sector_members(facts)[sector]
    return PeerGroup(f"sector:{sector}", "sector", sector, None, ids, member=organisation in ids)


def sector_ranking(
    facts: Facts, organisation: str, sector: str, period: Period, platforms: Sequence[str] = ()
) -> Ranking:
    """A comparison of the sector's organisations on each aspect; the organisation is marked where it is one of them."""
    group = sector_group(facts, sector, organisation)
    asked = organisation if group.member else group.organisations[0]
    found = {}
    for aspect in Aspect:
        metric, per = _measure(facts, aspect, group, period)
        one = comparison(facts, metric, asked, group, period, per, platforms)
        found[aspect] = one if group.member else replace(one, rows=one.rows.assign(own=False))
    return found


def _measure(facts: Facts, aspect: Aspect, group: PeerGroup, period: Period) -> tuple[str, Per]:
    """Followers by inhabitants where anybody's number of them is known."""
    if aspect is Aspect.FOLLOWERS:
        people = [facts.inhabitants(one, period.end.year)[0] for one in group.organisations]
        return "followers", Per.INHABITANTS if any(size > 0 for size in people) else Per.RAW
    return MEASURES[aspect]


def first_aspect(ranking: Ranking) -> Aspect:
    """What to rank on to begin with: the first that ranks anybody."""
    return next((one for one in FIRST if ranking[one].ranked >= FEWEST_RANKED), Aspect.FOLLOWERS)
