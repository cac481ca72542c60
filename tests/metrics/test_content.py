"""Which content engaged: groups, the post that carries a period, and the quiet posts, each worked out a second time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from math import isnan
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import NBSP, Language
from metrics.content import carried_by, groups_of, quiet_posts, without
from metrics.content_narrative import Posts, least_engaging, most_engaging, ranked
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.narrative import rows_of
from metrics.period import Period
from tests.stores import Tables, drawn, facts_of

SV, MARCH, OWN = Language("sv"), Period.parse("2026-03"), Scope("own")
TODAY = date(2026, 5, 1)


@contextmanager
def store(posts: Sequence[dict[str, Any]]) -> Iterator[Facts]:
    """A store with these posts on two channels, and figures by day to the end of April."""
    rows = [
        {
            "post_id": f"p{number:03}",
            "account_id": "fb",
            "published_at": datetime(2026, 3, 1 + number % 28, 12, tzinfo=UTC),
            "topic": "Vård",
            "format": "photo",
            "caption": f"Inlägg {number}",
        }
        | post
        for number, post in enumerate(posts)
    ]
    days = [date(2026, 3, 1) + timedelta(days=number) for number in range(61)]
    tables: Tables = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": one, "org_id": "own", "platform": platform, "name": name}
                     for one, platform, name in (("fb", "facebook", "Region Ö"), ("fb2", "facebook", "Trafiken"))],
        "account_days": [{"account_id": one, "date": day, "followers": 100} for one in ("fb", "fb2") for day in days],
        "posts": rows,
    }  # fmt: skip
    with facts_of(tables, TODAY) as facts:
        yield facts


def counts(*interactions: int, **more: Any) -> list[dict[str, Any]]:
    return [{"reactions": number, **more} for number in interactions]


def said(text: object) -> str:
    return str(text).replace(NBSP, " ")


def test_kinds_are_ranked_by_what_a_post_had_where_they_have_posts_enough() -> None:
    posts = [*counts(90, topic="Kultur"), *counts(40, 50, 60), *counts(5, 10, 15, topic="Jobb")]
    with store(posts) as facts:
        groups = groups_of(facts, OWN, MARCH, "topic")
        assert [(one.key, one.posts, one.per_post) for one in groups] == [
            ("Kultur", 1, 90),
            ("Vård", 3, 50),
            ("Jobb", 3, 10),
        ]
        assert [one.key for one in ranked(groups)] == ["Vård", "Jobb"]
        first, last = most_engaging(groups, "topic", MARCH, OWN, SV), least_engaging(groups, "topic", MARCH, OWN, SV)
        assert said(first) == "Av ämnena engagerade Vård mest: i snitt 50,0 interaktioner per inlägg (tre inlägg)."
        assert said(last) == "Av ämnena engagerade Jobb minst: i snitt 10,0 interaktioner per inlägg (tre inlägg)."
        assert first is not None
        assert [number.of for number in first.numbers] == ["own/topic:Vård"] * 2


def test_kinds_that_hardly_differ_are_not_ranked_in_words() -> None:
    with store([*counts(100, 100, 100), *counts(95, 95, 95, topic="Jobb")]) as facts:
        groups = groups_of(facts, OWN, MARCH, "topic")
        assert most_engaging(groups, "topic", MARCH, OWN, SV) is None
        assert least_engaging(groups, "topic", MARCH, OWN, SV) is None
    with store(counts(100, 100, 100)) as facts:
        assert ranked(groups_of(facts, OWN, MARCH, "topic")) == ()


def test_stories_are_not_set_beside_what_stays() -> None:
    with store([*counts(100, 110, 120), *counts(1, 2, 3, format="story"), *counts(50, 50, 50, format="link")]) as facts:
        assert [one.key for one in ranked(groups_of(facts, OWN, MARCH, "format"))] == ["photo", "link"]


def test_one_post_that_carries_the_month_is_told_with_it_and_without_it() -> None:
    with store([*counts(1000, topic="Buss"), *counts(10, 20, topic="Buss"), *counts(30, 40, 50)]) as facts:
        found = carried_by(facts, OWN, MARCH)
        assert found is not None
        assert found.posts == 6
        assert found.share == pytest.approx(100 * 1000 / 1150)
        assert [found.with_it, found.without_it] == pytest.approx([1150 / 6, 30])
        assert said(Posts(facts, OWN, MARCH, SV).carried(found)) == (
            "Av alla interaktioner på inläggen gick 87 % till ”Inlägg 0” på Facebook den 1 mars 2026: 1 000. "
            "Med det fick ett inlägg i snitt 192 interaktioner, utan det 30,0."
        )
        assert without(facts, OWN, MARCH, "topic", "Buss", found.post.post_id) == 15
        assert isnan(without(facts, OWN, MARCH, "topic", "Vård", found.post.post_id))


@given(interactions=st.lists(st.integers(0, 3000), max_size=12))
@drawn(8)
def test_a_post_carries_where_a_quarter_is_its_own_and_it_stands_out(interactions: list[int]) -> None:
    with store(counts(*interactions)) as facts:
        found = carried_by(facts, OWN, MARCH)
        best = max(interactions, default=0)
        others = sorted(interactions)[:-1]
        carries = len(interactions) >= 5 and best >= 0.25 * sum(interactions) and best >= 5 * median(interactions)
        assert (found is not None) is carries
        if found:
            assert found.post.interactions == best
            assert found.with_it == pytest.approx(sum(interactions) / len(interactions))
            assert found.without_it == pytest.approx(sum(others) / len(others))


@given(
    interactions=st.lists(st.integers(0, 400), min_size=8, max_size=25),
    wanted=st.integers(1, 6),
)
@drawn(8)
def test_quiet_posts_are_those_furthest_below_their_channels_median(interactions: list[int], wanted: int) -> None:
    half = len(interactions) // 3
    posts = [*counts(*interactions[half:]), *counts(*interactions[:half], account_id="fb2")]
    with store(posts) as facts:
        found = quiet_posts(facts, OWN, MARCH, wanted)
        expected = []
        for account in ("fb", "fb2"):
            own = [(n, p["reactions"]) for n, p in enumerate(posts) if p.get("account_id", "fb") == account]
            usual = median([count for _, count in own]) if len(own) >= 10 else 0
            expected += [(count / usual, f"p{n:03}") for n, count in own if count < usual]
        assert list(found["post_id"]) == [post for _, post in sorted(expected)[:wanted]]


def test_stories_and_young_posts_are_not_called_quiet() -> None:
    young = datetime(2026, 4, 28, 9, tzinfo=UTC)  # the figures end on 30 April
    posts = [*counts(*[100] * 10), *counts(1, format="story"), *counts(2), *counts(3, published_at=young)]
    with store(posts) as facts:
        both = Period(date(2026, 3, 1), date(2026, 4, 30))
        assert [row.interactions for row in rows_of(quiet_posts(facts, OWN, both, 5))] == [2]
        (post,) = rows_of(quiet_posts(facts, OWN, both, 5))
        assert said(Posts(facts, OWN, both, SV).quietest(post)) == (
            "Längst under det vanliga i sin kanal låg ”Inlägg 11” på Facebook den 12 mars 2026: "
            "2 interaktioner mot 100."
        )


def test_a_post_without_words_and_one_of_another_page_are_told_as_that() -> None:
    with store([*counts(9, caption=None), *counts(8, account_id="fb2")]) as facts:
        posts = Posts(facts, OWN, MARCH, SV)
        first, second = rows_of(facts.posts(["fb", "fb2"], MARCH).sort_values("post_id"))
        assert said(posts.name(first)) == "ett inlägg på Facebook den 1 mars 2026"
        assert said(posts.name(second)) == "”Inlägg 1” på Facebook (Trafiken) den 2 mars 2026"


def test_nothing_is_said_of_a_month_without_posts() -> None:
    with store(counts(1)) as facts:
        empty = Period.parse("2026-04")
        assert carried_by(facts, OWN, empty) is None
        assert groups_of(facts, OWN, empty, "topic") == ()
        assert quiet_posts(facts, OWN, empty, 5).empty
