"""The median of organisations, its interval and its place: what must hold whatever the values are."""

from __future__ import annotations

import math
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.peers.medians import DRAWS, FEWEST, Median, differs, median_of, standings
from tests.plain_peers_sectors import drawn_medians, place

VALUES = st.lists(st.floats(-1e6, 1e6).map(lambda one: round(one, 3)), min_size=1, max_size=60)
GROUPS = st.lists(
    st.lists(st.floats(0.1, 1e4).map(lambda one: round(one, 3)), min_size=1, max_size=25), min_size=1, max_size=6
)


def of(values: list[float], name: str = "region") -> Median:
    return median_of(np.array(values, dtype=float), name)


@given(VALUES, st.randoms())
def test_the_order_of_organisations_does_not_matter(values, random) -> None:
    turned = random.sample(values, len(values))
    one, other = of(values), of(turned)
    assert (one.value, one.low, one.high) == (other.value, other.low, other.high)


@given(VALUES)
def test_the_interval_holds_the_median_and_stays_among_the_values(values) -> None:
    found = of(values)
    assert found.value == pytest.approx(median(values))
    assert min(values) <= found.low <= found.value <= found.high <= max(values)
    assert found.count == len(values)


@given(VALUES, st.sampled_from((0.5, 2, 1000)))
def test_another_unit_is_the_same_in_another_unit(values, factor) -> None:
    one, other = of(values), of([value * factor for value in values])
    assert (other.value, other.low, other.high) == pytest.approx(
        (one.value * factor, one.low * factor, one.high * factor)
    )


@given(VALUES)
def test_missing_ones_are_not_there(values) -> None:
    one, other = of(values), of([math.nan, *values, math.nan])
    assert (one.value, one.low, one.high, one.count) == (other.value, other.low, other.high, other.count)


def test_of_nothing_there_is_nothing() -> None:
    found = of([math.nan])
    assert math.isnan(found.value)
    assert math.isnan(found.low)
    assert (found.count, found.sure, differs(found)) == (0, False, 0)


def test_few_have_the_interval_from_lowest_to_highest_and_are_sure_of_nothing() -> None:
    found = of([3.0, 1.0, 2.0, 9.0])
    assert (found.value, found.low, found.high, found.sure) == (2.5, 1, 9, False)
    assert differs(found) == 0
    assert of([1.0] * FEWEST).sure


@pytest.mark.parametrize("size", [5, 6, 8, 21, 60])
def test_the_interval_is_that_of_drawing_organisations_again_one_by_one(size) -> None:
    values = np.random.default_rng(size).lognormal(size=size).tolist()
    found, slowly = of(values), drawn_medians(values, seed=size)

    def share(bound: float) -> float:
        return len([one for one in slowly if one < bound]) / len(slowly)

    def share_up_to(bound: float) -> float:
        return len([one for one in slowly if one <= bound]) / len(slowly)

    assert share(found.low) < 0.023
    assert share_up_to(found.low) > 0.008
    assert share(found.high) < 0.992
    assert share_up_to(found.high) > 0.977
    assert np.mean(found.drawn) == pytest.approx(np.mean(slowly), rel=0.03)


@given(GROUPS)
def test_places_are_those_of_the_values_and_within_what_they_may_be(groups) -> None:
    medians = [of(group, str(number)) for number, group in enumerate(groups)]
    found = standings(medians)
    among = [one.value for one in medians if one.sure]
    for one, standing in zip(medians, found, strict=True):
        if not one.sure or len(among) < 2:
            assert math.isnan(standing.place)
            assert standing.alike == ()
        else:
            assert standing.place == place(among, one.value)
            assert 1 <= standing.first <= standing.place <= standing.last <= len(among)


@given(GROUPS)
def test_not_to_be_told_apart_is_mutual(groups) -> None:
    found = standings([of(group, str(number)) for number, group in enumerate(groups)])
    for number, standing in enumerate(found):
        assert number not in standing.alike
        assert all(number in found[other].alike for other in standing.alike)


def test_clearly_different_groups_have_a_place_each() -> None:
    low, high = [1.0, 2, 3, 4, 5, 6], [11.0, 12, 13, 14, 15, 16]
    first, second = standings([of(low, "a"), of(high, "b")])
    assert (first.place, first.first, first.last, first.alike) == (2, 2, 2, ())
    assert (second.place, second.first, second.last) == (1, 1, 1)


def test_the_same_values_cannot_be_told_apart() -> None:
    values = [1.0, 2, 3, 4, 5, 6, 7]
    one, other = standings([of(values, "a"), of(values, "b")])
    assert (one.alike, other.alike) == ((1,), (0,))
    assert {one.first, one.last} == {other.first, other.last} == {1, 2}


@pytest.mark.parametrize("size", [5, 8, 21, 60, 290])
def test_the_interval_holds_the_true_median_about_19_times_of_20(size) -> None:
    random = np.random.default_rng(20 + size)
    held = 0
    for _ in range(300):
        found = of(random.lognormal(sigma=0.8, size=size).tolist())
        held += found.low <= 1 <= found.high
    assert held / 300 >= 0.91


@pytest.mark.parametrize("sizes", [(5, 5), (5, 21), (21, 40), (21, 290)])
def test_alike_sectors_are_seldom_told_apart(sizes) -> None:
    random = np.random.default_rng(sum(sizes))
    told = 0
    for _ in range(300):
        medians = [of(random.lognormal(sigma=0.8, size=size).tolist(), str(size + at)) for at, size in enumerate(sizes)]
        told += not standings(medians)[0].alike
    assert told / 300 <= 0.05


def test_a_change_is_told_where_nought_is_outside() -> None:
    assert differs(of([1.0, 2, 3, 4, 5, 6])) == 1
    assert differs(of([-1.0, -2, -3, -4, -5, -6])) == -1
    assert differs(of([-3.0, -2, -1, 1, 2, 3])) == 0
    assert len(of([1.0] * 9).drawn) == DRAWS
