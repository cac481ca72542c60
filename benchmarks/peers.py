"""How often a comparison with peers errs: `python -m benchmarks.peers [--quick]` prints the tables of decision 11.

Leagues are simulated from single posts: how large and how active organisations are differs a hundredfold, what a post
of theirs truly gives for every follower not at all, or by so much. What is compared is interactions per 1,000 followers
and post; or, of weeks, the growth of followers. Everything after the posts is the product's own code.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.peers.certainty import Verdict, certainty
from metrics.peers.league import places_of
from metrics.peers.measured import Measured, Scale, Seen, in_logarithms
from metrics.peers.spread import additive_spread, relative_spread
from metrics.peers.units import Units
from metrics.places import Numbers
from metrics.rows import Floats, Mask

SIZES = (8, 21, 60, 290)
DIFFERENCES = (0.1, 0.3, 0.7)
FOLLOWERS = (500.0, 60_000.0)
SMALL, ENDS = 0.25, 0.1
"""Which organisations are small, by what is counted of them, and which places are the ends of a league."""


@dataclass(frozen=True)
class World:
    """What leagues are drawn from: posts of lognormal variation, some of which spread so many times as far."""

    variation: float = 0.9
    posts: tuple[float, float] = (5, 120)
    viral: float = 0.003
    times: float = 50.0
    rate: float = 5.0
    """Interactions that a typical post gets for every 1,000 followers."""

    def league(self, between: Floats, random: np.random.Generator) -> Measured:
        """A league of organisations that truly differ so (in logarithms)."""
        count, followers = len(between), sizes(FOLLOWERS, len(between), random)
        posts = sizes(self.posts, count, random).round().astype(np.intp)
        place = np.repeat(np.arange(count), posts)
        means = (self.rate * followers / 1000 * np.exp(between))[place] * random.lognormal(
            0, self.variation, len(place)
        )
        means *= np.where(random.random(len(place)) < self.viral, self.times, 1)
        found = units_of(random.poisson(means).astype(float), place, count, of_posts=True)
        own = np.arange(count, dtype=np.intp)
        spread = relative_spread(found, ["facebook"] * count, own, found.total)
        each = 1000 / (posts * followers)
        value = found.total * each
        return Measured(pd.DataFrame({"value": value}), Scale.LOG, in_logarithms(value, found.total, each, spread))


@dataclass(frozen=True)
class Growing:
    """Followers that come and go by the week: growth in so many weeks in per cent, which differs by points."""

    weeks: int = 13
    share: float = 0.001
    variation: float = 0.002

    def league(self, between: Floats, random: np.random.Generator) -> Measured:
        """A league of organisations whose growth truly differs so (in percentage points)."""
        count, followers = len(between), sizes(FOLLOWERS, len(between), random)
        place = np.repeat(np.arange(count), self.weeks)
        usual = random.normal(self.share, self.variation, len(place)) + (between / 100 / self.weeks)[place]
        net = (usual * followers[place]).round() + random.poisson(2.0, len(place)) - random.poisson(2.0, len(place))
        found = units_of(net, place, count, of_posts=False)
        own = np.arange(count, dtype=np.intp)
        variance, _ = additive_spread(found, own, count, followers, self.weeks)
        each = 100 / followers
        value = found.total * each
        return Measured(pd.DataFrame({"value": value}), Scale.PLAIN, Seen(value, variance * each**2))


WORLDS: dict[str, World | Growing] = {
    "usual: σ 0.9, 5–120 posts, 0.3 % viral × 50": World(),
    "none viral": World(viral=0),
    "1 % viral × 50": World(viral=0.01),
    "σ 1.2": World(variation=1.2),
    "5–40 posts": World(posts=(5, 40)),
    "σ 1.2, 5–40 posts": World(variation=1.2, posts=(5, 40)),
    "σ 1.2, 5–40 posts, 1 % viral × 50": World(variation=1.2, posts=(5, 40), viral=0.01),
    "20–500 posts": World(posts=(20, 500)),
    "small: 0.3 for 1,000 followers": World(rate=0.3),
    "growth in 13 weeks": Growing(),
    "growth in 4 weeks": Growing(weeks=4),
}


def sizes(ends: tuple[float, float], count: int, random: np.random.Generator) -> Floats:
    """Sizes between the ends, evenly by factors."""
    low, high = np.log(ends)
    found: Floats = np.exp(random.uniform(low, high, count))
    return found


def units_of(amounts: Floats, place: Numbers, count: int, *, of_posts: bool) -> Units:
    """Posts or weeks as the sums that the product keeps of them."""
    top = np.zeros(count)
    np.maximum.at(top, place, amounts)
    number, total, squares = (
        np.bincount(place, weights=weights, minlength=count).astype(float)
        for weights in (np.ones(len(place)), amounts, amounts**2)
    )
    return Units(number, total, squares, top, np.full(count, of_posts))


@dataclass(frozen=True)
class Told:
    """Leagues, an organisation a column: whether it is called different, its places and rank, the true place, whether
    it is small, and the place that its value as counted has."""

    called: Mask
    first: Floats
    last: Floats
    rank: Floats
    true: Floats
    small: Mask
    counted: Floats

    @property
    def held(self) -> float:
        """In per cent of organisations, how often the true place is among the told ones."""
        return 100 * float(np.mean((self.first <= self.true) & (self.true <= self.last)))

    @property
    def called_different(self) -> float:
        """In per cent of organisations."""
        return 100 * float(np.mean(self.called))

    @property
    def places(self) -> float:
        """How many places are told, in per cent of all."""
        return 100 * float(np.mean(self.last - self.first + 1)) / int(self.first.shape[1])

    def small_at_ends(self, rank: Floats) -> float:
        """Per cent of the places at the ends that small organisations have; a quarter of all are small."""
        count = rank.shape[1]
        ends = (rank <= max(1, ENDS * count)) | (rank > count - max(1, ENDS * count))
        return 100 * float(np.mean(self.small[ends]))


def told(world: World | Growing, count: int, difference: float, leagues: int, seed: int = 11) -> Told:
    """So many leagues of a world."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(leagues):
        true = random.normal(0, difference, count) if difference else np.zeros(count)
        measured = world.league(true, random)
        columns = certainty(measured, np.ones(count, dtype=bool)).columns
        variance = measured.seen.variance
        found.append((
            [verdict is not Verdict.MIDDLE for verdict in columns["verdict"]],
            *(columns[name].astype(float) for name in ("rank_low", "rank_high", "rank")),
            places_of(true).astype(float),
            variance >= np.quantile(variance, 1 - SMALL),
            places_of(measured.rows["value"].to_numpy(dtype=float)).astype(float),
        ))  # fmt: skip
    return Told(*(np.array(one) for one in zip(*found, strict=True)))


def leagues_of(count: int, few: int = 1) -> int:
    """How many leagues of this size are drawn: some ten thousand organisations, fewer where few are asked for."""
    return max(3, 12_000 // count // few)


def identical(few: int = 1) -> Iterator[tuple[str, int, Told]]:
    """Leagues of organisations that do not differ, in every world and size."""
    for name, world in WORLDS.items():
        for count in SIZES:
            yield name, count, told(world, count, 0.0, leagues_of(count, few))


def different(few: int = 1) -> Iterator[tuple[str, int, float, Told]]:
    """Leagues of organisations that differ, in every world and size."""
    for name, world in WORLDS.items():
        for count in SIZES:
            for difference in DIFFERENCES:
                yield name, count, difference, told(world, count, difference, leagues_of(count, few))


def main() -> None:
    """Print every rate."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="a tenth of the leagues")
    few = 10 if asked.parse_args().quick else 1
    print("Identical organisations: called different; small ones at the ends, by place and as counted (per cent)")
    for name, count, found in identical(few):
        ends = found.small_at_ends(found.rank), found.small_at_ends(found.counted)
        print(f"  {name:45} {count:4} {found.called_different:6.2f} {ends[0]:6.1f} {ends[1]:6.1f}", flush=True)
    print("Different organisations: the true place is among those told; how many are told; called (per cent)")
    for name, count, difference, found in different(few):
        rates = f"{found.held:6.1f} {found.places:6.1f} {found.called_different:6.1f}"
        print(f"  {name:45} {count:4} {difference:4} {rates}", flush=True)


if __name__ == "__main__":
    main()
