"""How far a total may be from what it would be without chance: as a bootstrap of the posts themselves tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.peers.spread import PRIOR, Spread, additive_spread, relative_spread, without_top
from metrics.peers.units import Units
from metrics.rows import Floats

Lists: TypeAlias = "Sequence[Sequence[float] | Floats]"
"""What the posts of each account gave."""
AMOUNTS = st.lists(st.integers(0, 5000), min_size=0, max_size=12)
ACCOUNTS = st.lists(st.tuples(st.integers(0, 3), AMOUNTS), min_size=1, max_size=7)
"""The organisation of each account, and what its posts gave."""


def units_of(lists: Lists, *, of_posts: bool = True) -> Units:
    amounts = [np.array(one, dtype=float) for one in lists]
    return Units(
        np.array([len(one) for one in amounts], dtype=float),
        np.array([one.sum() for one in amounts]),
        np.array([(one**2).sum() for one in amounts]),
        np.array([one.max(initial=0) for one in amounts]),
        np.full(len(lists), of_posts),
    )


def spread_of(lists: Lists, place: Sequence[int], platforms: Sequence[str] = ()) -> Spread:
    at, totals = np.array(place), np.zeros(max(place) + 1)
    np.add.at(totals, at, [sum(one) for one in lists])
    return relative_spread(units_of(lists), platforms or ["facebook"] * len(lists), at, totals)


def test_the_variance_is_that_of_a_bootstrap_of_the_posts() -> None:
    """Two channels are drawn from one by one; the draws vary as n of n − 1 posts do."""
    random = np.random.default_rng(5)
    lists = [random.lognormal(4, 0.9, 30).round(), random.lognormal(2, 1.2, 12).round()]
    again = sum(random.choice(one, (20_000, len(one))).sum(axis=1) for one in lists)
    whole, corrected = sum(one.sum() for one in lists), [len(one) / (len(one) - 1) for one in lists]
    parts = [random.choice(one, (20_000, len(one))).sum(axis=1).var() for one in lists]
    resampled = sum(part * factor for part, factor in zip(parts, corrected, strict=True)) / whole**2
    found = spread_of(lists, [0, 0], ["facebook", "instagram"])
    assert np.expm1(found.variance[0]) == pytest.approx(resampled, rel=0.05)
    assert found.variance[0] == pytest.approx(np.log(again).var(), rel=0.1)
    assert found.count[0] == 42


def test_of_few_posts_it_is_within_a_fifth_of_what_resampled_logarithms_vary_by() -> None:
    random = np.random.default_rng(6)
    posts = random.lognormal(4, 1.2, 8).round()
    again = np.log(random.choice(posts, (40_000, 8)).sum(axis=1)).var()
    assert spread_of([posts], [0]).variance[0] == pytest.approx(again * 8 / 7, rel=0.2)


@given(ACCOUNTS)
def test_without_the_largest_is_as_if_it_had_never_been(accounts: list[tuple[int, list[int]]]) -> None:
    place, lists = [one for one, _ in accounts], [[float(one) for one in amounts] for _, amounts in accounts]
    found = spread_of(lists, place)
    shorter = [sorted(one) for one in lists]
    for at in found.top_at[found.top_at >= 0]:
        shorter[at].pop()
    left, counted = without_top(units_of(lists), found), units_of(shorter)
    for name in ("count", "total", "squares"):
        assert getattr(left, name) == pytest.approx(getattr(counted, name))
    totals = np.array([sum(sum(one) for one, whose in zip(shorter, place, strict=True) if whose == organisation)
                       for organisation in range(max(place) + 1)], dtype=float)  # fmt: skip
    platforms = ["facebook"] * len(lists)
    ours, theirs = (relative_spread(one, platforms, np.array(place), totals) for one in (left, counted))
    assert ours.variance == pytest.approx(theirs.variance, rel=1e-6, nan_ok=True)
    assert (ours.count == theirs.count).all()


@given(ACCOUNTS)
def test_the_largest_post_is_the_organisations_and_its_share_is_of_all_of_it(
    accounts: list[tuple[int, list[int]]],
) -> None:
    place, lists = [one for one, _ in accounts], [list(map(float, amounts)) for _, amounts in accounts]
    found = spread_of(lists, place)
    for organisation in range(max(place) + 1):
        ours = [one for whose, amounts in zip(place, lists, strict=True) if whose == organisation for one in amounts]
        if max(ours, default=0) > 0:
            assert found.top_share[organisation] == pytest.approx(max(ours) / sum(ours))
            assert place[found.top_at[organisation]] == organisation
            assert max(lists[found.top_at[organisation]]) == max(ours)
        else:
            assert np.isnan(found.top_share[organisation])
            assert found.top_at[organisation] == -1


@given(ACCOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_accounts_changes_nothing(accounts: list[tuple[int, list[int]]], random) -> None:
    accounts = [(3, []), *accounts]  # so that there are as many organisations in every order
    turned = random.sample(accounts, len(accounts))
    one, other = (
        spread_of([amounts for _, amounts in some], [whose for whose, _ in some]) for some in (accounts, turned)
    )
    for name in ("variance", "count", "top_share"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-9, nan_ok=True)


@given(ACCOUNTS, st.integers(2, 50))
def test_more_of_everything_is_never_less_certain(accounts: list[tuple[int, list[int]]], times: int) -> None:
    """Relative to the total nothing changes but the floor, which falls with what is counted."""
    place, lists = [one for one, _ in accounts], [list(map(float, amounts)) for _, amounts in accounts]
    one, more = spread_of(lists, place), spread_of([[times * each for each in some] for some in lists], place)
    known = ~np.isnan(one.variance)
    assert (more.variance[known] <= one.variance[known] + 1e-9).all()


def test_few_posts_borrow_from_the_platform_as_if_they_were_twenty_more() -> None:
    random = np.random.default_rng(7)
    many = [random.lognormal(3, 0.9, 200) for _ in range(5)]
    alike = [10.0, 10.0, 10.0]
    alone = spread_of([*many, alike], [0, 1, 2, 3, 4, 5], ["facebook"] * 5 + ["youtube"])
    among = spread_of([*many, alike], [0, 1, 2, 3, 4, 5])
    relative = [one.var(ddof=1) / one.mean() ** 2 for one in many]
    pooled = (199 * sum(relative) + 2 * 0) / (5 * 199 + 2)
    assert np.expm1(among.variance[5]) == pytest.approx(PRIOR * pooled / (PRIOR + 2) / 3, rel=1e-6)
    assert np.expm1(alone.variance[5]) == pytest.approx(1 / 30.5)  # nothing but the count itself


def test_posts_and_weeks_do_not_lend_to_each_other() -> None:
    posts, weeks = units_of([[1, 100, 1, 1]]), units_of([[50, 50, 51]], of_posts=False)
    both = Units(*(np.concatenate([getattr(posts, name), getattr(weeks, name)]) for name in Units.__dataclass_fields__))
    found = relative_spread(both, ["facebook"] * 2, np.array([0, 1]), np.array([103.0, 151.0]))
    alone = relative_spread(weeks, ["facebook"], np.array([0]), np.array([151.0]))
    assert found.variance[1] == alone.variance[0]
    assert found.top_at[1] == -1


@pytest.mark.parametrize(("lists", "known"), [([[]], False), ([[5.0]], False), ([[0.0, 0.0]], True), ([[3, 4]], True)])
def test_where_nothing_tells_of_chance_nothing_is_said(lists: list[list[float]], known: bool) -> None:
    assert bool(~np.isnan(spread_of(lists, [0]).variance[0])) is known


def test_one_post_and_none_at_all_vary_as_the_others_do() -> None:
    found = spread_of([[40.0, 60.0, 20.0, 50.0], [30.0], [0.0, 0.0, 0.0]], [0, 1, 2])
    assert np.isfinite(found.variance).all()
    assert found.variance[1] > found.variance[0]
    assert found.variance[2] == pytest.approx(np.log1p(1 / 0.5))  # a count of none: the floor


def test_changes_in_followers_vary_as_their_weeks_do() -> None:
    random = np.random.default_rng(8)
    weeks = [random.normal(30, 12, 40), random.normal(5, 3, 40)]
    sizes = np.array([6000.0, 900.0])
    variance, count = additive_spread(units_of(weeks, of_posts=False), np.array([0, 0]), 1, sizes, 40.0)
    shares = [one / size for one, size in zip(weeks, sizes, strict=True)]
    pooled = np.mean([one.var(ddof=1) for one in shares])
    moved = [(PRIOR * pooled + 39 * one.var(ddof=1)) / (PRIOR + 39) for one in shares]
    assert variance[0] == pytest.approx(sum(m * size**2 * 40 for m, size in zip(moved, sizes, strict=True)))
    assert count[0] == 80


def test_even_weeks_are_not_known_without_end() -> None:
    variance, _ = additive_spread(units_of([[10.0] * 4], of_posts=False), np.array([0]), 1, np.array([500.0]), 4.0)
    assert variance[0] == 40.5
    nothing, _ = additive_spread(units_of([[]], of_posts=False), np.array([0]), 1, np.array([500.0]), 4.0)
    assert np.isnan(nothing[0])
