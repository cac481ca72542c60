"""Posts and weeks of a period: sums that add up over months, and what is left of a store without the largest posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import CATALOGUE
from metrics.peers.measured import measured
from metrics.peers.measures import Per
from metrics.peers.units import OF_WEEKS, units
from metrics.period import Period
from tests import peer_stores
from tests.peer_stores import PEER_STORES, SHAPES
from tests.stores import Made, Tables, drawn, facts_of

DAY = timedelta(days=1)


def accounts_of(store: Made) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array([row["account_id"] for row in store.tables["accounts"]], dtype=object)


@drawn(4)
@given(PEER_STORES)
def test_a_period_of_months_is_its_months_added_up(store: Made) -> None:
    last = (store.last.replace(day=1) + 31 * DAY).replace(day=1) - DAY
    whole, ids = Period(store.first.replace(day=1), last), accounts_of(store)
    with facts_of(store.tables, store.today) as facts:
        for name in OF_WEEKS:
            together = units(facts, name, whole, ids)
            months = [units(facts, name, month, ids) for month in whole.months()]
            # A month without a post is told by its weeks; only where all months are of posts do they add up to posts.
            alike = np.logical_and.reduce([month.of_posts == together.of_posts for month in months])
            for column in ("count", "total", "squares"):
                added = sum(getattr(month, column) for month in months)
                assert getattr(together, column)[alike] == pytest.approx(added[alike], rel=1e-12)
            assert (together.top[alike] == np.max([month.top for month in months], axis=0)[alike]).all()


@drawn(4)
@given(PEER_STORES, st.randoms(use_true_random=False))
def test_accounts_are_told_one_by_one_in_any_order_of_rows(store: Made, random) -> None:
    shuffled = replace(store, tables={name: random.sample(rows, len(rows)) for name, rows in store.tables.items()})
    period = Period(store.first, store.last)
    with facts_of(store.tables, store.today) as facts, facts_of(shuffled.tables, store.today) as others:
        ids = accounts_of(store)
        for name in OF_WEEKS:
            one, other = (units(these, name, period, ids) for these in (facts, others))
            for column in ("count", "total", "squares", "top", "of_posts"):
                assert getattr(one, column) == pytest.approx(getattr(other, column), rel=1e-9)
            alone = units(facts, name, period, ids[:1])
            assert (alone.count[0], alone.total[0]) == (one.count[0], one.total[0])


@drawn(4)
@given(SHAPES)
def test_without_the_largest_posts_is_as_if_they_had_not_been_published(shape: peer_stores.Shape) -> None:
    """Where posts are all that is known, so that figures are made of them alone."""
    store = peer_stores.made(replace(shape, missing=0.0))
    posts = [row | {"saves": None} for row in store.tables["posts"]]
    days = [{name: row[name] for name in ("account_id", "date", "followers")} for row in store.tables["account_days"]]
    period = Period(store.first, store.last)
    all_of_them: Tables = store.tables | {"posts": posts, "account_days": days}
    rest: Tables = all_of_them | {"posts": without_largest(posts)}
    with facts_of(all_of_them, store.today) as facts, facts_of(rest, store.today) as left:
        ids = tuple(facts.organisations["org_id"])
        for per in (Per.RAW, Per.POST, Per.FOLLOWERS_POST):
            asked = (CATALOGUE["interactions"], ids, period, per, ())
            ours, theirs = measured(facts, *asked), measured(left, *asked)
            assert ours.without is not None
            known = ~np.isnan(ours.without.level) & ~np.isnan(theirs.seen.level)
            assert ours.without.level[known] == pytest.approx(theirs.seen.level[known], rel=1e-9)
            assert ours.without.variance[known] == pytest.approx(theirs.seen.variance[known], rel=1e-6, nan_ok=True)


def without_largest(posts: list[dict]) -> list[dict]:
    """The posts without each organisation's largest (of equals the one on its last account)."""
    largest: dict[str, dict] = {}
    for row in sorted(posts, key=lambda one: (interactions(one), one["account_id"])):
        largest[row["account_id"].split("-")[0]] = row
    return [row for row in posts if row not in largest.values()]


def interactions(row: dict) -> int:
    return sum(row[name] for name in ("reactions", "comments", "shares"))


def one_account(**columns: list) -> Tables:
    """An account with a day for each value, from Monday 5 January 2026."""
    monday = date(2026, 1, 5)
    count = len(next(iter(columns.values())))
    rows = [
        {"account_id": "a", "date": monday + DAY * number} | {name: one[number] for name, one in columns.items()}
        for number in range(count)
    ]
    return {
        "organisations": [{"org_id": "o", "name": "O", "sector": "region", "own": True}],
        "accounts": [{"account_id": "a", "org_id": "o", "platform": "facebook", "name": "a"}],
        "account_days": rows,
    }


def weeks_of(tables: Tables, name: str, period: str) -> tuple[float, float]:
    with facts_of(tables, date(2026, 3, 1)) as facts:
        found = units(facts, name, Period.parse(period), np.array(["a", "unknown"], dtype=object))
    assert found.count[1] == 0
    return float(found.count[0]), float(found.total[0])


def test_a_week_counts_from_four_known_days_and_is_told_as_seven() -> None:
    shares = [1, 1, 1, None, None, None, None, 2, 2, 2, 2, None, None, None, *[3] * 7]
    assert weeks_of(one_account(shares=shares), "shares", "2026-01") == (2, 14 + 21)


def test_a_day_without_its_day_before_changes_no_followers() -> None:
    followers = [100, 103, None, 110, 112, 113, 115, *[120] * 7]
    # Known: +3, +2, +1, +2 of the first week (its Monday has no day before); +5 and six noughts of the second.
    assert weeks_of(one_account(followers=followers), "net_followers", "2026-01") == (2, 7 * 8 / 4 + 5)


def test_weeks_are_cut_where_the_period_ends() -> None:
    tables = one_account(comments=[2] * 14)
    assert weeks_of(tables, "comments", "2026-01-08..2026-01-18") == (2, 28)
    assert weeks_of(tables, "comments", "2026-01-09..2026-01-18") == (1, 14)
    assert weeks_of(tables, "comments", "2026-W02") == (1, 14)


def test_a_post_belongs_to_its_local_day_and_one_without_the_amount_is_no_unit() -> None:
    at = [((2026, 1, 31, 22), 5), ((2026, 1, 31, 23), 7), ((2026, 1, 12, 9), None)]
    posts = [
        {"post_id": f"p{place}", "account_id": "a", "published_at": datetime(*day, 30, tzinfo=UTC), "shares": shares}
        for place, (day, shares) in enumerate(at)
    ]
    tables = one_account(followers=[9] * 60) | {"posts": posts}
    assert weeks_of(tables, "shares", "2026-01") == (1, 5)
    assert weeks_of(tables, "shares", "2026-02") == (1, 7)
