"""On simulated leagues, of which we know who differs, the comparison errs as rarely as promised (decision 11)."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.peers import SIZES, WORLDS, Growing, Told, World, told

CALLED, HELD, SMALL = 5.0, 90.0, 35.0
"""Per cent: called different at most, held at least, and of the ends for a quarter of all at most."""
LEAGUES = {8: 120, 21: 40, 60: 14, 290: 4}


@cache
def alike(world: World | Growing, count: int) -> Told:
    return told(world, count, 0.0, LEAGUES[count])


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize(
    "world", [World(), World(variation=1.2, posts=(5, 40)), Growing(4)], ids=["usual", "wild", "growth"]
)
def test_organisations_that_do_not_differ_are_called_different_at_most_5_times_of_100(
    world: World | Growing, count: int
) -> None:
    assert alike(world, count).called_different <= CALLED


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("world", [World(), World(rate=0.3)], ids=["usual", "small"])
def test_small_ones_are_not_at_the_ends_though_their_counted_values_are(world: World, count: int) -> None:
    """A quarter are small, and as counted they have half of the ends."""
    found = alike(world, count)
    assert found.small_at_ends(found.rank) <= SMALL
    assert found.small_at_ends(found.counted) > SMALL


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("difference", [0.1, 0.3, 0.7])
def test_the_true_place_is_among_those_told_at_least_90_times_of_100(count: int, difference: float) -> None:
    found = told(World(), count, difference, LEAGUES[count])
    assert found.held >= HELD
    assert found.places < 100


def test_where_posts_tell_much_the_places_are_few_and_the_middle_is_left() -> None:
    """It is not that nothing is ever told."""
    found = told(World(posts=(60, 500)), 60, 0.7, 5)
    assert found.places < 40
    assert found.called_different > 45
    assert found.held >= HELD


def test_every_world_of_the_decision_is_simulated() -> None:
    assert len(set(map(repr, WORLDS.values()))) == len(WORLDS) >= 10
