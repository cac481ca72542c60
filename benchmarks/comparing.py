"""What a changed filter costs on the comparison page, and how often its places err."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.bounds import cpu_seconds
from benchmarks.peers import World, leagues_of, told
from benchmarks.result import Result, ratio
from data.store import open_store
from metrics.facts import Facts, build_facts
from metrics.peers.comparison import comparison
from metrics.peers.course import course
from metrics.peers.groups import PeerGroup
from metrics.peers.measures import Per
from metrics.period import Period

MUNICIPALITIES = 290
FILTERS = (
    ("interactions", Per.FOLLOWERS_POST),
    ("reactions", Per.INHABITANTS),
    ("net_followers", Per.RAW),
    ("video_views", Per.INDEX),
    ("interactions", Per.POST),
)
UNITS = ("units of posts", "units of weeks")
AIM = 300


def filters(store: Path, rounds: int) -> list[Result]:
    """Processor time of the places and months of 290 municipalities after a changed filter, beside the bare months.

    Facts, posts and weeks are in memory, as they are after the first reader; no answer is.
    """
    facts = build_facts(open_store(str(store)))
    months = facts.months.periods[-36:]
    span = Period(months[0].start, months[-1].end)
    group = _municipalities(facts)
    comparison(facts, "interactions", group.organisations[0], group, months[-1])
    warm = {key: facts.answers[key] for key in facts.answers if isinstance(key, tuple) and key[0] in UNITS}
    ours, bare = [], []
    for number in range(rounds * len(FILTERS)):
        metric, per = FILTERS[number % len(FILTERS)]
        facts.answers.clear()
        facts.answers.update(warm)
        ours.append(cpu_seconds(partial(_asked, facts, group, span, metric, per)))
        bare.append(cpu_seconds(partial(_bare, facts, group, span)))
    size = f"{len(group.organisations)} municipalities × {len(months)} months"
    return [
        Result(f"comparison and months of {size}, a changed filter", 1000 * median(ours), "ms", AIM, ours),
        ratio(f"comparison and months of {size}, against reading the months bare", ours, bare),
    ]


def _municipalities(facts: Facts) -> PeerGroup:
    named = facts.organisations[facts.organisations["sector"] == "municipality"]["org_id"]
    return PeerGroup("bench", "picked", "", None, tuple(named[:MUNICIPALITIES]), member=True)


def _asked(facts: Facts, group: PeerGroup, span: Period, metric: str, per: Per) -> None:
    last = list(span.months())[-1]
    course(facts, comparison(facts, metric, group.organisations[0], group, last, per), span)


def _bare(facts: Facts, group: PeerGroup, span: Period) -> None:
    """Every amount of the same accounts in each month, undivided."""
    accounts = facts.accounts["account_id"][facts.accounts["org_id"].isin(list(group.organisations))].to_numpy()
    for month in span.months():
        facts.months.amounts(month, accounts)


def rates(few: int) -> list[Result]:
    """How often usual organisations that are alike are called different, and true places are not among those told."""
    found = []
    for count in (8, 290):
        alike = told(World(), count, 0.0, leagues_of(count, few))
        apart = told(World(), count, 0.3, leagues_of(count, few))
        found += [
            Result(f"{count} organisations that are alike: called different", alike.called_different, "%", 5),
            Result(f"{count} organisations: the true place is not among those told", 100 - apart.held, "%", 10),
        ]
    return found
