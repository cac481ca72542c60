"""Who has a place and why not, the group's quartiles, and what a comparison begins with."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import NotComparable
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.peers.comparison import TOO_FEW, Comparison, comparison, first_choice, with_reasons
from metrics.peers.groups import PeerGroup, groups, picked
from metrics.peers.measures import Per, pers, private_metrics, public_metrics
from metrics.period import Period
from tests.comparisons import NAN, comparison_of, measured_of
from tests.stores import Rows, drawn, facts_of
from tests.towns import DAYS, tables

OCTOBER = Period.parse("2026-10")


def compared(facts: Facts, metric: str, per: Per = Per.RAW, period: Period = OCTOBER, own: str = "a") -> Comparison:
    (everyone,) = (group for group in groups(facts, own) if group.id == "all")
    return comparison(facts, metric, own, everyone, period, per)


def reasons(found: Comparison) -> dict[str, str]:
    return dict(zip(found.rows["organisation"], found.rows["reason"], strict=True))


def test_quartiles_are_over_the_ranked_alone() -> None:
    found = comparison_of(measured_of([1.0, 2.0, 3.0, 4.0, 5.0, NAN]))
    assert (found.lower_quartile, found.median, found.upper_quartile) == (2, 3, 4)
    assert found.ranked == 5
    assert found.rows["organisation"].iloc[-1] == "o5"


def test_index_puts_the_group_median_at_100() -> None:
    found = comparison_of(measured_of([10.0, 20.0, 40.0]), per=Per.INDEX)
    assert found.median == 100
    assert list(found.rows["value"]) == [200, 100, 50]


@drawn(30)
@given(st.lists(st.floats(0.01, 1e9), min_size=1, max_size=12))
def test_the_median_of_an_index_is_100(values: list[float]) -> None:
    assert comparison_of(measured_of(values), per=Per.INDEX).median == pytest.approx(100)


def test_index_of_a_median_that_is_not_above_zero_ranks_nobody() -> None:
    found = comparison_of(measured_of([-1.0, -2.0, 3.0]), per=Per.INDEX)
    assert found.ranked == 0
    assert set(found.rows["reason"]) == {"the group's median is not above zero"}


@drawn(30)
@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=9), st.randoms(use_true_random=False))
def test_ranks_are_the_same_whatever_the_order_of_the_rows(values: list[float], random) -> None:
    order = random.sample(range(len(values)), len(values))
    straight = comparison_of(measured_of(values, [0.02] * len(values)), "interactions")
    turned = comparison_of(measured_of([values[place] for place in order], [0.02] * len(values)), "interactions")
    shrunk = straight.rows.set_index("organisation")["shrunk"]
    other = turned.rows.set_index("organisation")["shrunk"]
    assert [other[f"o{place}"] for place in range(len(values))] == pytest.approx(
        [shrunk[f"o{place}"] for place in order], rel=1e-9
    )


def test_the_reasons_why_one_has_no_place() -> None:
    columns: dict[str, Any] = {"figure": [1.0, 1.0, NAN, 4.0], "days_missing": [3.0, 0.0, 31.0, 4.0]}
    found = measured_of([1.0, NAN, NAN, 4.0], **columns)
    added = list(with_reasons(found, CATALOGUE["posts"])["reason"])
    assert added == ["", "the size to divide by is missing", "no figures", "too many days missing"]
    assert list(with_reasons(found, CATALOGUE["followers"])["reason"])[3] == ""
    assert list(with_reasons(found, CATALOGUE["views"])["reason"])[2] == "has not shared its figures"


@pytest.mark.parametrize(
    ("units", "of_weeks", "few"), [(4, False, True), (5, False, False), (2, True, True), (3, True, False)]
)
def test_a_handful_of_posts_gives_no_place(units: float, of_weeks: bool, few: bool) -> None:
    found = measured_of([1.0, 2.0], [0.1, 0.1], units=[units, 40.0], of_weeks=[of_weeks, False])
    assert (with_reasons(found, CATALOGUE["interactions"])["reason"].iloc[0] == TOO_FEW) is few
    counted = measured_of([1.0, 2.0], units=[units, 40.0], of_weeks=[of_weeks, False])
    assert with_reasons(counted, CATALOGUE["followers"])["reason"].iloc[0] == ""


def test_who_has_no_place_is_neither_in_the_league_nor_in_its_quartiles() -> None:
    with_few = comparison_of(measured_of([9.0, 5.0, 4.0, 90.0], [0.1] * 4, units=[9, 9, 9, 2]), "interactions")
    alone = comparison_of(measured_of([9.0, 5.0, 4.0], [0.1] * 3), "interactions")
    assert with_few.median == alone.median
    for name in ("shrunk", "low", "high", "rank_low", "rank_high"):
        assert list(with_few.rows[name][:3]) == list(alone.rows[name])
    last = with_few.rows.iloc[3]
    assert (last["organisation"], last["value"], last["verdict"], last["flips"]) == ("o3", 90, None, None)
    assert np.isnan([last[name] for name in ("shrunk", "rank", "rank_low")]).all()


def test_size_changes_the_order_and_unknown_size_leaves_one_unranked() -> None:
    made = tables(
        a={"followers": 100, "people": 1000}, b={"followers": 150, "people": 2000}, c={"followers": 70},
        d={"followers": 60},
    )  # fmt: skip
    with facts_of(made, date(2026, 11, 3)) as facts:
        assert list(compared(facts, "followers").rows["organisation"]) == ["b", "a", "c", "d"]
        sized = compared(facts, "followers", Per.INHABITANTS)
        assert list(sized.rows["organisation"][:2]) == ["a", "b"]
        assert list(sized.rows["value"][:2]) == [100, 75]
        assert list(sized.rows["denominator_year"][:2]) == [2025, 2025]
        assert reasons(sized)["c"] == reasons(sized)["d"] == "the size to divide by is missing"


def test_the_own_organisation_is_compared_though_the_group_leaves_it_out() -> None:
    with facts_of(tables(a={"followers": 1}, b={"followers": 2}, c={"followers": 3}), date(2026, 11, 3)) as facts:
        others = PeerGroup("x", "x", "", 2026, ("b", "c"), member=False)
        found = comparison(facts, "followers", "a", others, OCTOBER)
        assert list(found.rows["organisation"]) == ["c", "b", "a"]
        assert found.own["organisation"] == "a"


def test_what_only_the_owner_sees_is_compared_among_those_that_have_shared_it() -> None:
    """And never an own private figure with another's public one: nobody's saves are in anybody's interactions."""
    made = tables(
        a={"views": 900, "saves": 50, "reactions": 5, "comments": 1, "posts": [9] * 9},
        b={"views": 400, "reactions": 7, "posts": [4] * 9},
        c={"reactions": 6, "saves": 4, "posts": [5] * 9},
    )
    with facts_of(made, date(2026, 11, 3)) as facts:
        views = compared(facts, "views")
        assert reasons(views) == {"a": "", "b": "", "c": "has not shared its figures"}
        assert views.ranked == 2
        interactions = compared(facts, "interactions").rows.set_index("organisation")["value"]
        assert interactions.to_dict() == {"a": 31 * 6, "b": 31 * 7, "c": 31 * 6}


def test_every_private_metric_leaves_out_whoever_has_not_shared_it() -> None:
    made = tables(a={"reactions": 5, "followers": 9}, b={"reactions": 7, "followers": 9})
    with facts_of(made, date(2026, 11, 3)) as facts:
        for metric in private_metrics():
            for per in pers(metric):
                found = compared(facts, metric.id, per)
                assert found.ranked == 0, metric.id
                assert set(reasons(found).values()) <= {
                    "has not shared its figures",
                    "the group's median is not above zero",
                }


@pytest.mark.parametrize("metric", ["followers", "follower_growth", "interactions_per_post"])
def test_a_division_that_says_nothing_is_refused(metric: str) -> None:
    with (
        facts_of(tables(a={"followers": 1}, b={"followers": 2}), date(2026, 11, 3)) as facts,
        pytest.raises(NotComparable),
    ):
        compared(facts, metric, Per.FOLLOWERS)


def test_it_begins_with_interactions_per_follower_and_post_where_posts_are_known() -> None:
    posts = {"followers": 500, "posts_published": 1, "reactions": 8, "posts": [8, 9, 7, 10, 6, 8]}
    with facts_of(tables(a=posts, b=posts, c=posts), date(2026, 11, 3)) as facts:
        first = first_choice(facts, "a")
        assert (first.metric, first.per) == ("interactions", Per.FOLLOWERS_POST)
        assert first.group == "sector:municipality"


def test_it_begins_with_followers_where_nothing_else_is_known() -> None:
    alone = tables(a={"followers": 500, "people": 900}, b={"followers": 700}, c={"followers": 800})
    with facts_of(alone, date(2026, 11, 3)) as facts:
        assert (first_choice(facts, "a").metric, first_choice(facts, "a").per) == ("followers", Per.INHABITANTS)
        assert first_choice(facts, "b").per is Per.RAW


def test_it_begins_with_what_the_organisation_leads_with() -> None:
    posts = {"followers": 500, "posts_published": 1, "video_views": 8, "posts": [8, 9, 7, 10, 6, 8], "people": 900}
    with facts_of(tables(a=posts | {"lead": "video_views"}, b=posts, c=posts), date(2026, 11, 3)) as facts:
        assert (first_choice(facts, "a").metric, first_choice(facts, "a").per) == ("video_views", Per.INHABITANTS)


def test_a_store_of_one_organisation_without_a_row_has_a_first_choice() -> None:
    with facts_of(tables(a={}), date(2026, 11, 3)) as facts:
        assert first_choice(facts, "a").metric == "followers"
        assert compared(facts, "followers").ranked == 0


def test_public_and_private_metrics_are_the_catalogue_without_what_a_division_gives() -> None:
    ids = [one.id for one in (*public_metrics(), *private_metrics())]
    assert len(set(ids)) == len(ids)
    divided = {"followers_per_1000_inhabitants", "interactions_per_post", "interactions_per_1000_followers_and_post"}
    assert set(ids) == set(CATALOGUE) - divided


def test_a_pick_of_one_is_compared_with_nobody() -> None:
    with facts_of(tables(a={"followers": 1}, b={"followers": 2}), date(2026, 11, 3)) as facts:
        assert comparison(facts, "followers", "a", picked(facts, "a", ["unknown"]), OCTOBER).ranked == 1


def growing(start: int, step: int, count: int = 31) -> list[int]:
    return [start + step * number + (number * 7) % 5 for number in range(count)]


def test_who_counts_anew_does_not_lend_its_leap_to_the_others() -> None:
    """From likes to followers: one of five leaps to four times as many, and the rest are as certain as without it."""
    with_leap = tables(a={}, b={}, c={}, d={}, e={})
    for place, one in enumerate("abcde"):
        counted = growing(1000 * (place + 1), 3 * (place + 1))
        if one == "e":
            counted = [value if number < 15 else 4 * value for number, value in enumerate(counted)]
        with_leap["account_days"] += [
            {"account_id": one, "date": day, "followers": value} for day, value in zip(DAYS, counted, strict=True)
        ]
    broken: Rows = [{"platform": "facebook", "account_id": "e", "metric": "followers", "date": DAYS[15],
                     "label_sv": "Ny", "label_en": "New", "source": "x"}]  # fmt: skip
    four = {name: [row for row in rows if "e" not in row.values()] for name, rows in with_leap.items()}
    for metric, per in (("net_followers", Per.RAW), ("follower_growth", Per.RAW)):
        with facts_of(with_leap | {"series_breaks": broken}, date(2026, 11, 3)) as facts:
            found = compared(facts, metric, per).rows.set_index("organisation")
        with facts_of(four, date(2026, 11, 3)) as facts:
            alone = compared(facts, metric, per).rows.set_index("organisation")
        assert found["reason"]["e"] != ""
        for name in ("variance", "shrunk", "rank_low", "rank_high"):
            assert found[name].drop("e").sort_index().tolist() == pytest.approx(alone[name].sort_index().tolist())
