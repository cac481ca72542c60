"""What the best of a group post: whose posts are listed, what is counted, and what may be said of it."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import Language
from metrics.facts import Facts
from metrics.peers.best_posts import (
    FEWEST_OF_A_KIND,
    MOST_OF_ONE,
    TOP,
    BestPosts,
    Kind,
    Part,
    apart,
    best_posts,
    best_quarter,
    group_posts,
    kinds,
    top_of,
    web_address,
)
from metrics.peers.best_posts_wording import best_sentence, share_finding, typical_finding, what_may_be_said
from metrics.peers.comparison import Comparison, comparison
from metrics.peers.measures import Per
from metrics.peers.medians import median_of
from metrics.peers.sector_ranking import sector_group
from metrics.period import Period
from tests.metrics.sector_worlds import TODAY, world
from tests.plain_python import interactions_of, local_day
from tests.stores import Tables, facts_of

JULY = Period.parse("2026-07")
EN = Language("en")


def compared(facts: Facts, platforms: tuple[str, ...] = ()) -> Comparison:
    group = sector_group(facts, "region", "region-0")
    return comparison(facts, "interactions", "region-0", group, JULY, Per.FOLLOWERS_POST, platforms)


def found_in(tables: Tables, platforms: tuple[str, ...] = ()) -> BestPosts:
    with facts_of(tables, TODAY) as facts:
        return best_posts(facts, compared(facts, platforms))


def plain_rates(tables: Tables) -> list[tuple[float, str, str]]:
    """Every post of July by what it gave for every 1,000 followers: rate, post, organisation; the most first."""
    whose = {row["account_id"]: row["org_id"] for row in tables["accounts"]}
    found = []
    for post in tables["posts"]:
        seen = {name: value for name, value in post.items() if name != "saves"}
        gave, followers = interactions_of(seen), post["followers_at_post"]
        if JULY.start <= local_day(post["published_at"]) <= JULY.end and gave and followers:
            found.append((1000 * gave / followers, post["post_id"], whose[post["account_id"]]))
    return sorted(found, key=lambda one: (-one[0], one[1]))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_list_is_that_of_going_through_all_posts_one_by_one(seed) -> None:
    tables, taken = world({"region": 8}, seed), dict[str, int]()
    expected: list[tuple[str, Any]] = []
    for rate, post, organisation in plain_rates(tables):
        taken[organisation] = taken.get(organisation, 0) + 1
        if taken[organisation] <= MOST_OF_ONE and len(expected) < TOP:
            expected.append((post, pytest.approx(rate)))
    top = found_in(tables).top
    assert list(zip(top["post_id"], top["rate"], strict=True)) == expected


POSTS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.one_of(st.just(math.nan), st.floats(0, 500))), min_size=1, max_size=60
)


@given(POSTS)
def test_nobody_fills_the_list_and_no_better_post_is_passed_over(rows) -> None:
    posts = pd.DataFrame({"post_id": [f"p{n:03}" for n in range(len(rows))], "organisation": [one for one, _ in rows],
                          "rate": [rate for _, rate in rows]})  # fmt: skip
    top = top_of(posts)
    assert len(top) <= TOP
    assert top["organisation"].value_counts().le(MOST_OF_ONE).all()
    assert list(top["rate"]) == sorted(top["rate"], reverse=True)
    left = posts[~posts["post_id"].isin(top["post_id"]) & (posts["rate"] > 0)]
    for organisation, rate in zip(left["organisation"], left["rate"], strict=True):
        better = top[top["organisation"] == organisation]
        full = len(top) == TOP and rate <= top["rate"].min()
        assert full or (len(better) == MOST_OF_ONE and rate <= better["rate"].min())


def test_what_only_the_owner_sees_is_not_counted_for_the_owner_either() -> None:
    tables = world({"region": 4})
    before = found_in(tables).top
    for post in tables["posts"]:
        post["saves"] = 10_000 if post["account_id"].startswith("region-0") else None
    pd.testing.assert_series_equal(found_in(tables).top["rate"], before["rate"])


def test_followers_at_the_end_stand_in_where_those_at_the_post_are_not_known() -> None:
    tables = world({"region": 3})
    account = "region-1-facebook"
    last = [row["followers"] for row in tables["account_days"] if row["account_id"] == account][-1]
    tables["account_days"] = [
        row for row in tables["account_days"] if row["account_id"] != account or row["date"] == date(2026, 7, 31)
    ]
    for post in tables["posts"]:
        if post["account_id"] == account:
            post["followers_at_post"] = None
    with facts_of(tables, TODAY) as facts:
        posts = group_posts(facts, compared(facts))
    mine = posts[posts["account_id"] == account]
    assert len(mine)
    assert set(mine["followers"]) == {last}


def test_a_post_without_followers_is_counted_and_not_measured() -> None:
    tables = world({"region": 4})
    tables["account_days"] = [row for row in tables["account_days"] if not row["account_id"].startswith("region-3")]
    lost = [post for post in tables["posts"] if post["account_id"].startswith("region-3")]
    for post in lost:
        post["followers_at_post"] = None
    in_july = [post for post in lost if local_day(post["published_at"]).month == 7]
    found = found_in(tables)
    assert found.unrated == len(in_july) > 0
    assert "region-3" not in set(found.top["organisation"])


def test_on_one_platform_only_its_posts_are_there() -> None:
    tables = world({"region": 6})
    assert set(found_in(tables, ("instagram",)).top["platform"]) == {"instagram"}


def test_where_no_posts_are_loaded_nothing_is_listed() -> None:
    found = found_in(world({"region": 5}, with_posts=0))
    assert (found.loaded, found.asked, len(found.top), found.formats) == (0, 5, 0, ())


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/p/1", True),
        ("HTTP://example.org/p/1?x=1#y", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("https://", False),
        ("data:text/html,x", False),
        ("//example.org/x", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
        (math.nan, False),
    ],
)
def test_only_an_address_of_the_web_is_led_to(url, safe) -> None:
    assert web_address(url) == (url if safe else "")


@given(st.text(max_size=40))
def test_no_text_leads_anywhere_else(text) -> None:
    found = web_address(text)
    assert found == "" or found.lower().startswith(("http://", "https://"))
    assert web_address(f"javascript:{text}") == ""


def rank(own: int, count: int) -> Comparison:
    """A comparison of so many, in which the own organisation has that place."""
    rows = pd.DataFrame(
        {"organisation": [f"o{at}" for at in range(count)], "rank": [float(at + 1) for at in range(count)]}
    )

    class Found:
        pass

    found: Any = Found()
    found.rows = rows.assign(own=[at + 1 == own for at in range(count)])
    return found


@pytest.mark.parametrize(
    ("own", "count", "best", "is_best"),
    [
        (9, 21, 6, False),
        (3, 21, 5, True),
        (2, 3, 1, False),
        (1, 3, 0, True),
        (1, 1, 0, False),
        (200, 290, 73, False),
    ],
)
def test_the_best_quarter_is_the_first_of_the_order_without_the_own(own, count, best, is_best) -> None:
    found, among = best_quarter(rank(own, count))
    assert (len(found), among) == (best, is_best)
    assert f"o{own - 1}" not in found


def test_shares_and_what_is_typical_are_those_of_the_posts() -> None:
    tables = world({"region": 8}, 5)
    with facts_of(tables, TODAY) as facts:
        found = best_posts(facts, compared(facts))
        posts = group_posts(facts, compared(facts))
    names = dict(zip(posts["organisation"], posts["name"], strict=True))
    best = {organisation for organisation, name in names.items() if name in found.best}
    for kind in found.formats:
        of_kind = posts[posts["format"] == kind.key]
        theirs = of_kind[of_kind["organisation"].isin(best)]["rate"].tolist()
        all_of_best = len(posts[posts["organisation"].isin(best)])
        assert kind.posts[Part.BEST] == len(theirs)
        assert kind.share[Part.BEST] == pytest.approx(100 * len(theirs) / all_of_best)
        if len(theirs) >= FEWEST_OF_A_KIND:
            assert kind.typical[Part.BEST].value == pytest.approx(median(theirs))
    for part in Part:
        assert sum(kind.posts[part] for kind in found.formats) == found.formats[0].of[part]


def rows(counts: dict[tuple[str, Part], int], rate: float = 5.0) -> pd.DataFrame:
    made = [(kind, part, rate + number % 3) for (kind, part), count in counts.items() for number in range(count)]
    return pd.DataFrame(made, columns=["format", "part", "rate"])


def test_of_too_few_posts_nothing_is_said() -> None:
    (kind,) = kinds(rows({("video", Part.BEST): FEWEST_OF_A_KIND, ("video", Part.OWN): FEWEST_OF_A_KIND - 1}), "format")
    assert math.isnan(kind.share[Part.BEST])
    assert kind.typical[Part.BEST].count == FEWEST_OF_A_KIND
    assert kind.typical[Part.OWN].count == 0
    assert share_finding([kind], "format", "Region Ö", EN) == "Too few posts to say what is posted more"


def test_what_nobody_else_posts_is_left_out() -> None:
    found = list(kinds(rows({("story", Part.OWN): 40, ("photo", Part.REST): 9, ("photo", Part.OWN): 9}), "format"))
    assert [kind.key for kind in found] == ["photo"]


def mix(best: int, own: int, of: int = 100) -> list[Kind]:
    counts = {
        ("video", Part.BEST): best,
        ("photo", Part.BEST): of - best,
        ("video", Part.OWN): own,
        ("photo", Part.OWN): of - own,
    }
    return list(kinds(rows(counts), "format"))


@pytest.mark.parametrize(
    ("best", "own", "of", "told"),
    [(40, 10, 100, True), (14, 10, 100, False), (12, 8, 20, False), (62, 55, 1000, False), (300, 100, 1000, True)],
)
def test_a_difference_is_told_where_it_is_more_than_chance_and_worth_telling(best, own, of, told) -> None:
    video = next(kind for kind in mix(best, own, of) if kind.key == "video")
    assert math.isnan(apart(video, Part.BEST, Part.OWN)) is not told


def test_alike_shares_are_seldom_told_apart() -> None:
    random, told = np.random.default_rng(7), 0
    for _ in range(300):
        best, own = (int(one) for one in random.binomial(60, 0.3, 2))
        told += any(not math.isnan(apart(kind, Part.BEST, Part.OWN)) for kind in mix(best, own, 60))
    assert told / 300 <= 0.03


def test_the_largest_difference_is_the_finding_and_never_a_reason() -> None:
    shares = {("video", Part.BEST): 40, ("video", Part.OWN): 10, ("photo", Part.BEST): 30, ("photo", Part.OWN): 45}
    others = {("link", Part.BEST): 30, ("link", Part.OWN): 45}
    said = share_finding(list(kinds(rows(shares | others), "format")), "format", "Region Ö", EN)
    assert said == "Largest difference: video, 40\u00a0% of the best's posts and 10\u00a0% of those by Region Ö"
    assert "No certain difference" in share_finding(mix(12, 10), "format", "Region Ö", EN)


def test_a_kind_gives_most_only_where_no_other_reaches_it() -> None:
    def kind(key: str, rates: list[float]) -> Kind:
        typical = {part: median_of(np.array(rates if part is Part.BEST else []), key) for part in Part}
        return Kind(key, dict.fromkeys(Part, 9), dict.fromkeys(Part, 99), dict.fromkeys(Part, 9.0), typical)

    low, high, wide = (
        kind("link", [1.0, 2, 3, 4, 5]),
        kind("reel", [21.0, 22, 23, 24, 25]),
        kind("photo", [1.0, 2, 9, 22, 40]),
    )
    assert typical_finding([low, high], "format", EN) == "Reel gives the best most: 23 interactions per 1,000 followers"
    assert "No kind of post surely" in typical_finding([low, high, wide], "format", EN)


def test_what_may_not_be_said_is_said() -> None:
    tables = world({"region": 8})
    with facts_of(tables, TODAY) as facts:
        found, order = best_posts(facts, compared(facts)), compared(facts)
    said = " ".join(what_may_be_said(found, EN))
    assert "not why" in said
    assert "Topics are each organisation's own words" in said
    assert best_sentence(found, order, "region 0", EN).startswith(
        "The best quarter in interactions per 1,000 followers"
    )


def test_topics_that_several_use_are_compared() -> None:
    tables = world({"region": 4})
    for post in tables["posts"]:
        shared = post["account_id"].startswith(("region-0", "region-1", "region-2"))
        post["topic"] = "Vård" if shared else "Vår egen"
    found = found_in(tables)
    assert [kind.key for kind in found.topics] == ["Vård"]


def test_one_that_writes_most_of_the_bests_posts_is_named() -> None:
    tables = world({"region": 8}, 4)
    with facts_of(tables, TODAY) as facts:
        best, _ = best_quarter(compared(facts))
    account = next(row["account_id"] for row in tables["accounts"] if row["org_id"] == best[0])
    days = [datetime(2026, 7, 1 + number % 28, 9, tzinfo=UTC) for number in range(400)]
    tables["posts"] += [
        {"post_id": f"more-{number}", "account_id": account, "published_at": day, "format": "text"}
        for number, day in enumerate(days)
    ]
    found = found_in(tables)
    assert found.dominating == best[0].replace("-", " ")
    assert found.unrated == 400
