"""Shrunk values, intervals and places: exact where they can be, and beside another simulation where they are drawn."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.peers.league import League, league, places_of
from tests.plain_peers import League as Plain
from tests.plain_peers import league as plain_league
from tests.stores import drawn

ENTRIES = st.lists(st.tuples(st.floats(-3, 3), st.sampled_from((0.002, 0.02, 0.1, 0.5, 2.0))), min_size=2, max_size=9)
DIFFERENT = ENTRIES.filter(lambda entries: np.std([value for value, _ in entries]) > 0.01)
FEW = 0.06
"""By how much shares of draws beyond a limit may differ: of a thousand draws against two thousand."""


def told(entries: list[tuple[float, float]]) -> League:
    return league(*(np.array(one, dtype=float) for one in zip(*entries, strict=True)))


def plain(entries: list[tuple[float, float]]) -> Plain:
    values, variances = ([float(one) for one in column] for column in zip(*entries, strict=True))
    return plain_league(values, variances, draws=1500, steps=500)


@drawn(12)
@given(DIFFERENT)
def test_code_and_oracle_agree(entries: list[tuple[float, float]]) -> None:
    found, theirs = told(entries), plain(entries)
    spread = float(np.std([value for value, _ in entries], ddof=1))
    assert found.shrunk == pytest.approx(theirs.shrunk, rel=1e-2, abs=0.02 * spread)
    for place in range(len(entries)):
        values, places = theirs.values(place), theirs.places(place)
        assert abs(share(value < found.low[place] for value in values) - 0.025) < FEW
        assert abs(share(value > found.high[place] for value in values) - 0.025) < FEW
        assert share(one < found.first[place] for one in places) < 0.025 + FEW
        assert share(one > found.last[place] for one in places) < 0.025 + FEW
        # Not wider than it need be: a place fewer at an end would leave out more than one draw in forty.
        assert share(one <= found.first[place] for one in places) > 0.008
        assert share(one >= found.last[place] for one in places) > 0.008


def share(found) -> float:
    told_of = list(found)
    return sum(told_of) / len(told_of)


@given(ENTRIES)
def test_places_are_places_and_an_interval_holds_its_value(entries: list[tuple[float, float]]) -> None:
    found = told(entries)
    assert (found.first >= 1).all()
    assert (found.first <= found.last).all()
    assert (found.last <= len(entries)).all()
    assert (found.low <= found.shrunk).all()
    assert (found.shrunk <= found.high).all()
    assert np.isfinite([found.middle, found.spread]).all()


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_organisations_moves_no_shrunk_value(entries: list[tuple[float, float]], random) -> None:
    order = random.sample(range(len(entries)), len(entries))
    straight, turned = told(entries), told([entries[place] for place in order])
    assert turned.shrunk == pytest.approx(straight.shrunk[order], rel=1e-9, abs=1e-12)
    assert (turned.middle, turned.spread) == pytest.approx((straight.middle, straight.spread), rel=1e-9, abs=1e-12)


@given(DIFFERENT, st.floats(-9, 9), st.floats(0.1, 9))
def test_another_unit_is_another_unit(entries: list[tuple[float, float]], added: float, times: float) -> None:
    straight = told(entries)
    moved = told([(times * value + added, times**2 * variance) for value, variance in entries])
    for name in ("shrunk", "low", "high"):
        assert getattr(moved, name) == pytest.approx(times * getattr(straight, name) + added, rel=1e-6, abs=1e-4)
    assert (moved.first == straight.first).all()
    assert (moved.last == straight.last).all()


def test_the_same_values_give_the_same_draws() -> None:
    entries = [(0.1, 0.02), (0.9, 0.4), (-0.3, 0.1)]
    for name in ("shrunk", "low", "high", "first", "last"):
        assert (getattr(told(entries), name) == getattr(told(entries), name)).all()


def test_what_is_little_known_is_drawn_to_the_others_and_what_is_well_known_stays() -> None:
    found = told([(0.0, 0.01), (0.2, 0.01), (-0.2, 0.01), (0.1, 0.01), (2.0, 0.0001), (2.0, 4.0)])
    assert found.shrunk[4] == pytest.approx(2.0, abs=0.01)
    assert 0 < found.shrunk[5] < 1.6
    assert found.last[5] - found.first[5] > found.last[4] - found.first[4]


def test_equals_cannot_be_told_apart_and_those_far_apart_can() -> None:
    equal = told([(1.0, 0.1)] * 8)
    assert equal.shrunk == pytest.approx([1.0] * 8)
    assert (equal.first == 1).all()
    assert (equal.last == 8).all()
    apart = told([(float(place), 0.0001) for place in range(8)])
    assert list(apart.first) == list(apart.last) == [8, 7, 6, 5, 4, 3, 2, 1]


def test_one_far_from_seven_that_are_alike_is_seen() -> None:
    """The restricted likelihood weighs all spreads: seven equals do not make the eighth chance."""
    found = told([(0.0, 0.01)] * 7 + [(1.0, 0.01)])
    assert (found.first[7], found.last[7]) == (1, 1)
    assert found.low[7] > 0.5


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=8))
def test_places_are_each_given_once_the_highest_first(values: list[float]) -> None:
    places = places_of(np.array(values))
    assert sorted(places) == list(range(1, len(values) + 1))
    assert values[int(np.argmin(places))] == max(values)
    for value, place in zip(values, places, strict=True):
        assert sum(other > value for other in values) < place <= sum(other >= value for other in values)


def test_the_interval_holds_what_is_true_95_times_of_100() -> None:
    random = np.random.default_rng(3)
    held = []
    for _ in range(120):
        variances = np.exp(random.uniform(-6, -1, 15))
        truth = random.normal(0.4, 0.3, 15)
        found = league(truth + random.normal(0, 1, 15) * np.sqrt(variances), variances)
        held += list((found.low <= truth) & (truth <= found.high))
    assert 0.93 <= np.mean(held) <= 0.975


def test_two_are_enough_and_one_that_varies_without_end_does_no_harm() -> None:
    found = told([(0.0, 0.01), (exp(1), 1e6)])
    assert np.isfinite(found.shrunk).all()
    assert (found.first[1], found.last[1]) == (1, 2)
