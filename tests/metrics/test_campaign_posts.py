"""Which posts a rule would make a campaign's: whole hashtags, beginnings of addresses, days."""

from __future__ import annotations

import unicodedata
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.campaign_posts import PostRule, matched_posts
from tests.stores import drawn

CAPTIONS = (
    "Sök #Sommarjobb idag",
    "Sök #sommarjobb2026 idag",
    "Läs mer: https://www.bolaget.se/sommar/jobb?utm_campaign=sommarjobb",
    "bolaget.se/sommarjobb",
    "Inget särskilt",
    None,
)
DAYS = [date(2026, 5, day) for day in (3, 1, 2, 4, 6, 5)]


def posts() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "post_id": [f"p{number}" for number in range(len(CAPTIONS))],
            "account_id": ["fb", "fb", "fb", "ig", "ig", "ig"],
            "published_on": DAYS,
            "caption": pd.Series(CAPTIONS, dtype=object),
            "url": [None] * 5 + ["https://facebook.com/1"],
            "campaign_id": [None, None, "vinter", None, None, None],
        }
    )
    return frame.astype({"published_on": "datetime64[us]"})


def matched(**rule: object) -> list[str]:
    return sorted(matched_posts(posts(), PostRule(**rule))["post_id"])  # type: ignore[arg-type]  # rules by name


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"hashtags": ("sommarjobb",)}, ["p0"]),
        ({"hashtags": ("#SOMMARJOBB",)}, ["p0"]),
        ({"hashtags": ("sommar",)}, []),
        ({"hashtags": (" # ",)}, []),
        ({"links": ("bolaget.se/sommar",)}, ["p2"]),
        ({"links": ("https://www.bolaget.se/sommar/",)}, ["p2"]),
        ({"links": ("bolaget.se",)}, ["p2", "p3"]),
        ({"links": ("laget.se",)}, []),
        ({"links": ("utm_campaign=sommarjobb",)}, ["p2"]),
        ({"links": ("facebook.com/1",)}, ["p5"]),
        ({"hashtags": ("sommarjobb",), "links": ("bolaget.se",)}, ["p0", "p2", "p3"]),
        ({"hashtags": ("sommarjobb",), "last": date(2026, 5, 2)}, []),
        ({"first": date(2026, 5, 2), "last": date(2026, 5, 4)}, ["p0", "p2", "p3"]),
        ({"first": date(2026, 5, 4), "accounts": ("ig",)}, ["p3", "p4", "p5"]),
        ({"accounts": ("ig",)}, []),
        ({}, []),
    ],
)
def test_a_rule_matches(rule: dict[str, object], found: list[str]) -> None:
    assert matched(**rule) == found


def test_an_a_with_its_ring_apart_is_the_same_letter() -> None:
    frame = posts().assign(caption=unicodedata.normalize("NFD", "#Återvinn"))
    assert len(matched_posts(frame, PostRule(hashtags=("återvinn",)))) == len(frame)


def test_the_preview_is_oldest_first_says_why_and_changes_nothing() -> None:
    before = posts()
    found = matched_posts(before, PostRule(hashtags=("sommarjobb",), links=("bolaget.se",)))
    assert list(found["post_id"]) == ["p2", "p0", "p3"]
    assert list(found["because"]) == ["link", "hashtag", "link"]
    assert found["campaign_id"].tolist()[0] == "vinter"
    pd.testing.assert_frame_equal(before, posts())


WORDS = st.sampled_from(("sommarjobb", "sommar", "bolaget.se", "jobb", "x"))


@drawn(40)
@given(st.lists(WORDS, max_size=2), st.lists(WORDS, min_size=1, max_size=2), st.sampled_from(DAYS))
def test_more_to_look_for_matches_no_fewer_and_fewer_days_no_more(
    hashtags: list[str], links: list[str], day: date
) -> None:
    fewer = set(matched(links=tuple(links)))
    more = set(matched(hashtags=tuple(hashtags), links=tuple(links)))
    later = set(matched(hashtags=tuple(hashtags), links=tuple(links), first=day))
    assert fewer <= more
    assert later <= more
