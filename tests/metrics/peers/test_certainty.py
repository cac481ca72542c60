"""Places, verdicts, and whether one post decides: of what is counted, and of what chance plays a part in."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import CATALOGUE
from metrics.peers.certainty import Verdict, verdict_of
from metrics.peers.measures import Per
from tests.comparisons import NAN, comparison_of, measured_of
from tests.plain_peers import counted_verdict, verdict
from tests.stores import drawn

COUNTED = st.lists(st.one_of(st.just(NAN), st.integers(-20, 20).map(float)), min_size=1, max_size=12)
ESTIMATED = st.lists(
    st.tuples(st.floats(0.5, 500), st.sampled_from((0.001, 0.05, 0.3, NAN)), st.floats(0.4, 1.0)),
    min_size=1,
    max_size=10,
)
"""Values, variances, and how much of each is left without the largest post."""


def by_organisation(found, name: str) -> dict[str, object]:
    return dict(zip(found.rows["organisation"], found.rows[name], strict=True))


def test_a_verdict_is_told_as_the_oracle_tells_it() -> None:
    for count in range(1, 30):
        for first, last in product(range(1, count + 1), repeat=2):
            if first <= last:
                assert verdict_of(first, last, count).value == verdict(first, last, count)


@pytest.mark.parametrize(
    ("first", "last", "count", "told"),
    [
        (4, 11, 21, Verdict.MIDDLE),
        (1, 10, 21, Verdict.ABOVE),
        (1, 11, 21, Verdict.MIDDLE),
        (12, 21, 21, Verdict.BELOW),
        (1, 2, 3, Verdict.MIDDLE),
        (1, 1, 2, Verdict.ABOVE),
        (1, 2, 4, Verdict.ABOVE),
    ],
)
def test_nothing_is_told_where_the_middle_or_more_than_half_is_among_the_places(
    first: int, last: int, count: int, told: Verdict
) -> None:
    assert verdict_of(first, last, count) is told


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    found = comparison_of(measured_of([5.0, 9.0, 5.0, 1.0]), own=1)
    assert by_organisation(found, "rank") == {"o1": 1, "o0": 2, "o2": 2, "o3": 4}
    assert by_organisation(found, "rank_high") == {"o1": 1, "o0": 3, "o2": 3, "o3": 4}
    assert (found.own_rank, found.ranked) == (1, 4)


@drawn(20)
@given(COUNTED)
def test_what_is_counted_has_its_place_and_nothing_is_estimated(values: list[float]) -> None:
    found = comparison_of(measured_of(values))
    known = [value for value in values if not math.isnan(value)]
    for row in found.rows.to_dict("records"):
        if math.isnan(row["value"]):
            assert math.isnan(row["rank"])
            assert row["verdict"] is None
            continue
        assert row["rank"] == row["rank_low"] == 1 + sum(other > row["value"] for other in known)
        assert row["rank_high"] == sum(other >= row["value"] for other in known)
        assert row["shrunk"] == row["low"] == row["high"] == row["value"]
        assert row["verdict"].value == counted_verdict(row["value"], known)
        assert row["flips"] is None
    assert not found.certainty.estimated


@drawn(20)
@given(ESTIMATED)
def test_places_hold_the_rank_and_verdicts_follow_from_them(entries: list[tuple[float, float, float]]) -> None:
    values, variances, left = (list(one) for one in zip(*entries, strict=True))
    without = [value * share for value, share in zip(values, left, strict=True)]
    found = comparison_of(measured_of(values, variances, without), "interactions")
    rows = found.rows.to_dict("records")
    assert found.certainty.estimated is (len(values) > 1 and not all(math.isnan(one) for one in variances))
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    for row in rows:
        assert 1 <= row["rank_low"] <= row["rank"] <= row["rank_high"] <= len(values)
        assert row["low"] <= row["shrunk"] * (1 + 1e-12)
        assert row["shrunk"] <= row["high"] * (1 + 1e-12)
        if found.certainty.estimated:
            assert row["verdict"].value == verdict(row["rank_low"], row["rank_high"], len(values))
            told = verdict(row["without_low"], row["without_high"], len(values))
            assert row["verdict_without"].value == told
            assert row["flips"] is (told != row["verdict"].value)


def test_one_of_whom_nothing_is_known_of_chance_is_as_uncertain_as_the_most_uncertain() -> None:
    known = comparison_of(measured_of([9.0, 5.0, 4.0], [0.3, 0.1, 0.1]), "interactions")
    unknown = comparison_of(measured_of([9.0, 5.0, 4.0], [NAN, 0.1, 0.3]), "interactions")
    same = comparison_of(measured_of([9.0, 5.0, 4.0], [0.3, 0.1, 0.3]), "interactions")
    assert by_organisation(unknown, "shrunk") == by_organisation(same, "shrunk")
    assert by_organisation(known, "shrunk") != by_organisation(same, "shrunk")
    assert math.isnan(float(unknown.rows.set_index("organisation")["variance"]["o0"]))


def test_where_nothing_is_known_of_chance_places_are_as_counted() -> None:
    found = comparison_of(measured_of([9.0, 5.0], [NAN, NAN]), "interactions")
    assert not found.certainty.estimated
    assert list(found.rows["rank"]) == [1, 2]


def test_one_viral_post_decides_and_is_said_to() -> None:
    """The first stands high because of a single post; without it, it is one among the others."""
    values = [40.0, 10.0, 11.0, 9.0, 10.5, 9.5, 8.0, 12.0]
    without = [10.0, 9.8, 10.8, 8.8, 10.2, 9.2, 7.8, 11.8]
    found = comparison_of(measured_of(values, [0.01] * 8, without), "interactions")
    assert found.own["verdict"] is Verdict.ABOVE
    assert found.own["flips"] is True
    assert found.own["verdict_without"] is Verdict.MIDDLE
    assert found.own["without_high"] > 4


def test_whose_posts_are_not_known_keeps_its_place_without_the_others_largest() -> None:
    values = [40.0, 10.0, 11.0, 9.0]
    found = comparison_of(measured_of(values, [0.001] * 4, [NAN, 9.0, 10.0, 8.0]), "interactions")
    assert found.own["flips"] is None
    assert found.own["verdict_without"] is None
    assert math.isnan(found.own["without_low"])
    assert by_organisation(found, "flips")["o1"] is False


@pytest.mark.parametrize("variances", [None, [0.001, 0.001, 0.001]])
def test_less_is_better_where_the_metric_says_so(variances: list[float] | None, monkeypatch) -> None:
    lower = next(one for one in CATALOGUE.values() if one.direction == "lower")
    found = comparison_of(measured_of([3.0, 1.0, 8.0], variances), lower.id)
    assert list(found.rows["organisation"]) == ["o1", "o0", "o2"]
    assert [verdict.value for verdict in found.rows["verdict"]] == ["above", "middle", "below"]
    assert found.rows["low"].tolist() <= found.rows["high"].tolist()
    if variances:
        assert found.rows["shrunk"].tolist() == pytest.approx([1, 3, 8], rel=0.1)


def test_equals_share_a_rank_also_among_those_that_are_estimated() -> None:
    values, variances = (
        [440.6753121622555, 203.06839545729784, 440.6753121622555, 118.2463357020811],
        [0.05, 0.1, 0.05, 0.3],
    )
    for factor in (1.0, 100 / 321.87, 1e6, 1e-3):
        found = comparison_of(measured_of([one * factor for one in values], variances), "interactions")
        assert by_organisation(found, "rank")["o0"] == by_organisation(found, "rank")["o2"] == 1


def test_an_index_is_read_in_its_own_unit_also_where_nothing_is_estimated() -> None:
    found = comparison_of(measured_of([10.0, 20.0, 40.0]), per=Per.INDEX)
    for name in ("shrunk", "low", "high"):
        assert by_organisation(found, name) == {"o2": 200, "o1": 100, "o0": 50}


@drawn(20)
@given(ESTIMATED.filter(lambda entries: len(entries) > 2))
def test_an_index_changes_no_place(entries: list[tuple[float, float, float]]) -> None:
    values, variances, left = (list(one) for one in zip(*entries, strict=True))
    without = [value * share for value, share in zip(values, left, strict=True)]
    plain = comparison_of(measured_of(values, variances, without), "interactions")
    index = comparison_of(measured_of(values, variances, without), "interactions", Per.INDEX)
    assert index.median == pytest.approx(100)
    for name in ("rank", "rank_low", "rank_high"):
        assert by_organisation(plain, name) == by_organisation(index, name)
    factor = index.own_value / plain.own_value
    assert index.own["shrunk"] == pytest.approx(plain.own["shrunk"] * factor)
    assert index.own["high"] == pytest.approx(plain.own["high"] * factor)


def test_small_and_uncertain_ones_are_not_at_the_ends_by_chance() -> None:
    random = np.random.default_rng(4)
    certain = random.normal(0, 0.2, 20)
    values = [*np.exp(certain), math.exp(0.6), math.exp(-0.6)]
    found = comparison_of(measured_of(values, [0.002] * 20 + [0.5, 0.5]), "interactions")
    small = found.rows[found.rows["organisation"].isin(["o20", "o21"])]
    assert set(small["verdict"]) == {Verdict.MIDDLE}
    assert small["rank"].between(2, 21).all()
