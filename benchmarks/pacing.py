"""How often projections of goals hold: replays of finished spans as they stood at a quarter, half and three quarters.

`python -m benchmarks.pacing` prints the tables of docs/decisions/0009: simulated campaigns, then stores, all together.
An interval holds where the figure, or the whole interval of people reached, ends within it. A “likely” is right where a
target inside the lower bound was reached.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import isnan, nan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.pacing_worlds import MIXED, SHAPES, SHARES, Outcome, World, channels
from data.demo.generator import write_demo
from data.store import open_store
from metrics.attainment import Target
from metrics.catalogue import CATALOGUE, metric
from metrics.definition import Metric
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figure_columns
from metrics.goal_results import campaign_days
from metrics.goals import Figure, Goal
from metrics.paced_goal import OF_STOCK
from metrics.pacing import pace
from metrics.period import Kind, Period

DEMO = Path(__file__).parent.parent / "data" / "demo" / "store"
MONTHS_KNOWN = {Kind.MONTH: 6, Kind.QUARTER: 11, Kind.TERTIAL: 11, Kind.HALF_YEAR: 11, Kind.YEAR: 11}
"""How many months are known before the first period of each kind that is replayed; of weeks the latest year is."""
WEEKS = 52
SLACK = 1e-6


class Held(NamedTuple):
    """Of how many replays how many intervals held, and how often likely and unlikely were said and right (per cent).

    `width` is the median width of the interval in per cent of where the figure ended.
    """

    replays: int
    held: float
    width: float
    likely: float
    likely_right: float
    unlikely: float
    unlikely_right: float


def held(outcomes: Iterable[Outcome], *, together: str = "") -> dict[tuple[str, float], Held]:
    """What held, by group (or all together by that name) and share of the days."""
    groups: defaultdict[tuple[str, float], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[together or one.group, one.share].append(one)
    return {key: _held(found) for key, found in sorted(groups.items())}


def _held(found: list[Outcome]) -> Held:
    inside = [one for one in found if one.low <= one.ended_low + SLACK and not one.high < one.ended_high - SLACK]
    widths = sorted((one.high - one.low) / one.ended_high for one in found if one.ended_high and not isnan(one.high))
    aimed = [one for one in found if not isnan(one.target) and not one.rough]
    likely, unlikely = [one for one in aimed if one.low >= one.target], [one for one in aimed if one.high < one.target]
    return Held(
        len(found),
        _per_cent(len(inside), len(found)),
        100 * widths[len(widths) // 2] if widths else nan,
        _per_cent(len(likely), len(found)),
        _per_cent(sum(one.ended_low >= one.target for one in likely), len(likely)),
        _per_cent(len(unlikely), len(found)),
        _per_cent(sum(one.ended_high < one.target for one in unlikely), len(unlikely)),
    )


def _per_cent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else nan


def period_replays(facts: Facts, kind: Kind, first: date | None = None) -> Iterator[Outcome]:
    """Every period of the kind on every own channel and on all together, in every metric that days or people give.

    The target is what the period before gave. `first` is a day of the first period.
    """
    own, last = own_of(facts), facts.last_day or date.min
    channels = facts.accounts.loc[facts.accounts["org_id"] == own, "account_id"]
    for account in ("", *channels):
        span, before = Period.of(kind, first or _begun(facts, kind)), dict.fromkeys(CATALOGUE, nan)
        while span.end <= last:
            goal = Goal("replayed", own, "", kind.value, Target(), account=account)
            ends = yield from _replayed(facts, goal, span, before)
            before = {name: figure.low for name, figure in ends.items()}
            span = Period.of(kind, span.end + timedelta(days=1))


def campaign_replays(facts: Facts) -> Iterator[Outcome]:
    """Every campaign that is over, in every metric that it gives. No target: too few of them are alike."""
    for campaign, (start, end) in campaign_days(facts.campaigns).items():
        if start and end and end <= (facts.last_day or date.min):
            goal = Goal("replayed", own_of(facts), "", "campaign", Target(), campaign=campaign)
            yield from _replayed(facts, goal, Period(start, end), dict.fromkeys(CATALOGUE, nan))


def own_of(facts: Facts) -> str:
    """The store's own organisation, the first where it has several."""
    own = facts.organisations["own"].fillna(False).astype(bool)
    return str(facts.organisations.loc[own, "org_id"].iloc[0])


def _begun(facts: Facts, kind: Kind) -> date:
    """The first day of the first period of the kind that is replayed."""
    if kind is Kind.WEEK:
        day = (facts.last_day or date.min) - timedelta(weeks=WEEKS)
    else:
        first = facts.first_day or date.min
        years, months = divmod(first.month - 1 + MONTHS_KNOWN[kind], 12)
        day = date(first.year + years, months + 1, 1)
    span = Period.of(kind, day)
    return span.start if span.start == day else span.end + timedelta(days=1)


def _replayed(
    facts: Facts, goal: Goal, span: Period, targets: Mapping[str, float]
) -> Generator[Outcome, None, dict[str, Figure]]:
    """The span as it stood at each of SHARES; returns where it ended."""
    ends = _figures(facts, goal, span)
    for share in SHARES:
        known_until = span.start + timedelta(days=round(share * span.days) - 1)
        so_far = _figures(facts, goal, Period(span.start, known_until))
        for name, end in ends.items():
            ahead = pace(facts, replace(goal, metric=name), span, so_far[name], known_until).projection
            if ahead is not None and not isnan(end.low):
                group = f"{goal.rhythm}: {_kind(metric(name))}"
                yield Outcome(group, share, ahead.low, ahead.high, end.low, end.high, targets[name], ahead.rough)
    return ends


def _kind(declared: Metric) -> str:
    if declared.unique:
        return "people"
    if declared.numerator in OF_STOCK:
        return "followers"
    return "sums" if declared.denominator is None else "quotients"


def _figures(facts: Facts, goal: Goal, period: Period) -> dict[str, Figure]:
    names, scope = list(CATALOGUE), Scope(goal.organisation, (), (goal.account,) if goal.account else ())
    found = figure_columns(facts, names, scope, period, "campaign" if goal.campaign else None)
    columns = (found[one] for one in ("metric", "by", "value", "low", "high"))
    figures = dict.fromkeys(names, Figure())
    for name, by, value, low, high in zip(*columns, strict=True):
        if by == (goal.campaign or None):
            figures[name] = Figure(float(value), float(low), float(high))
    return figures


def worlds(campaigns: int, seed: int = 1) -> Iterator[tuple[str, dict[tuple[str, float], Held]]]:
    """What held on simulated campaigns, by shape and all together, with a name for how many earlier ones are known."""
    for earlier in (3, 6, 12, 0):
        every = []
        for shape in (*SHAPES, MIXED):
            found = [one for spread in (1, 3, 6) for one in World(shape, spread, earlier).outcomes(campaigns, seed)]
            every += found
            yield f"{earlier} earlier", held(found)
        yield f"{earlier} earlier", held(every, together="all shapes")
    people = [one for shape in (*SHAPES, MIXED) for one in World(shape, 1, 0).people(campaigns, seed)]
    yield "0 earlier", held([*people]) | held(people, together="people, all shapes")
    kinds = [(known, days, cut) for known in (1095, 400, 200) for days in (3, 23, 69) for cut in (False, True)]
    found = [one for known, days, cut in kinds for one in channels(known, days, campaigns, cut=cut, seed=seed)]
    yield "channels", held(found)


def main() -> None:
    """Print what held on simulated campaigns and on the history of stores."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--campaigns", type=int, default=200, help="simulated, of each shape and spread (200)")
    asked.add_argument("--seed", type=int, default=1, help="of simulated campaigns (1)")
    asked.add_argument("--store", type=Path, action="append", help="a store's folder; several are counted together")
    asked.add_argument("--demo", type=int, nargs="+", default=[], help="seeds of demo stores to make instead")
    asked.add_argument("--kinds", nargs="+", type=Kind, default=[Kind.WEEK, Kind.MONTH, Kind.QUARTER])
    given = asked.parse_args()
    if given.campaigns:
        for known, found in worlds(given.campaigns, given.seed):
            _print(known, found)
    replays: list[Outcome] = []
    for store in given.store or ([] if given.demo else [DEMO]):
        replays += _of_store(store, given.kinds)
    for seed in given.demo:
        with TemporaryDirectory() as folder:
            write_demo(Path(folder), organisations=2, seed=seed)
            replays += _of_store(Path(folder), given.kinds)
    _print("stores", held(replays))
    for kind in (*map(str, given.kinds), "campaign"):
        _print("stores", held([one for one in replays if one.group.startswith(kind)], together=f"{kind}: all"))


def _of_store(store: Path, kinds: Iterable[Kind]) -> list[Outcome]:
    facts = build_facts(open_store(str(store)))
    return [*(one for kind in kinds for one in period_replays(facts, kind)), *campaign_replays(facts)]


def _print(known: str, found: Mapping[tuple[str, float], Held]) -> None:
    for (group, share), one in found.items():
        numbers = " ".join(f"{value:6.1f}" for value in one[1:])
        print(f"{known:10} {group:22} {share:.0%} {one.replays:5} {numbers}")


if __name__ == "__main__":
    main()
