"""Goals on a unit's channels, and on posts of a topic or format: their figures are the oracle's, and honest."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import open_store
from metrics.attainment import Status, Target
from metrics.facts import Facts, build_facts
from metrics.goal_results import goal_posts, goal_results
from metrics.goals import Goal, GoalResult
from metrics.period import Kind, Period
from tests import plain_python
from tests.plain_calendar import Span, span_named
from tests.stores import STORES, Made, Rows, Tables, drawn, facts_of, write_store

SET_AT = datetime(2019, 1, 1, tzinfo=UTC)
UNITS = ("Kansliet", "Biblioteken")
ON_UNITS = ("followers", "reach", "interactions", "posts", "engagement_rate_followers", "hours_per_answer", "clicks")
KINDS = {"topic": ("Vård", "Kultur"), "format": ("video", "story"), "kind": ("film", "pictures")}


def row(goal_id: str, metric: str, **given: Any) -> dict[str, Any]:
    said = {"goal_id": goal_id, "set_at": SET_AT, "org_id": "own", "metric": metric, "period": "month", "low": 1.0}
    return said | given


def wordings() -> Rows:
    """A goal a unit and metric, and a goal a kind on the share of the posts and on how many they are."""
    found = [row(f"{unit} {metric}", metric, unit=unit) for unit in UNITS for metric in ON_UNITS]
    for by, names in KINDS.items():
        column = "topic" if by == "topic" else "format"
        for name in names:
            found += [row(f"{by} {name} {one}", one, **{column: name}) for one in ("share_of_posts", "posts")]
    return found


@drawn(6)
@given(STORES, st.integers(0, 2))
def test_their_figures_are_the_oracles(store: Made, month: int) -> None:
    months = Period(store.first, store.last).months()
    period = Period.of(Kind.MONTH, months[min(month, len(months) - 1)].start)
    with facts_of(store.tables | {"goals": wordings()}, period.end + timedelta(days=9)) as facts:
        found = {result.goal.id: result for result in goal_results(facts, "own", period)}
        today = facts.today
    assert len(found) == len(wordings())
    for unit in UNITS:
        theirs = [account for account in store.tables["accounts"] if account["unit"] == unit]
        tables = store.tables | {"accounts": theirs}
        for metric in ON_UNITS:
            (expected,) = plain_python.figure(tables, metric, "own", span_named(period.id), today)
            assert same(found[f"{unit} {metric}"], expected.low, expected.high), (unit, metric)
    for by, names in KINDS.items():
        shares = plain_python.figure(store.tables, "share_of_posts", "own", span_named(period.id), today, by)
        of_group = {share.by: share for share in shares}
        for name in names:
            share = of_group.get(name) or plain_python.Row(name, None, None, None, exact=False, days_missing=None)
            assert same(found[f"{by} {name} share_of_posts"], share.low, share.high), (by, name)
            assert same(found[f"{by} {name} posts"], *counted(store, by, name, span_named(period.id))), (by, name)


def same(result: GoalResult, low: float | None, high: float | None) -> bool:
    return all(
        math.isnan(one) if other is None else math.isclose(one, other, rel_tol=1e-9)
        for one, other in ((result.figure.low, low), (result.figure.high, high))
    )


def counted(store: Made, by: str, name: str, span: Span) -> tuple[int | None, int | None]:
    """How many posts are of a kind, by loops: at least those that say so, at most those that say nothing too."""
    own = {account["account_id"] for account in store.tables["accounts"] if account["org_id"] == "own"}
    posts = [post for post in store.tables.get("posts", []) if post["account_id"] in own]
    if not any(plain_python.local_day(post["published_at"]) <= span.end for post in posts):
        return None, None
    inside = [post for post in posts if span.start <= plain_python.local_day(post["published_at"]) <= span.end]
    low = len([post for post in inside if plain_python.kind_of(post, by) == name])
    told = "topic" if by == "topic" else "format"
    either = [post for post in inside if post[told] is None or (by == "kind" and post[told] == "story")]
    return low, low + len(either)


# What is said of them, in a small store: ten posts in October 2026, of two channels that two units run.

OCTOBER = Period.parse("2026-10")
FORMATS = ("reel", "video", "live", "photo", "photo", "album", "photo", "text", "link", "event")  # 3 of 10 are film


def post(number: int, account: str, post_format: str | None, topic: str | None = "Vård") -> dict[str, Any]:
    published = datetime(2026, 10, 2 * number + 1, 10, tzinfo=UTC)
    return {
        "post_id": f"p{number}", "account_id": account, "published_at": published, "format": post_format,
        "topic": topic, "reactions": 10 * (number + 1), "followers_at_post": 1_000,
    }  # fmt: skip


POSTS = [post(number, "ig" if number % 2 else "fb", one) for number, one in enumerate(FORMATS)]


def facts(folder: Path, posts: Rows, *goals: dict[str, Any], today: date = date(2026, 11, 10)) -> Facts:
    accounts = [
        {"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "Kommunen", "unit": "Kansliet"},
        {"account_id": "ig", "org_id": "own", "platform": "instagram", "name": "Biblioteket", "unit": "Biblioteken"},
    ]
    organisations = [{"org_id": "own", "name": "Kommunen", "sector": "municipality", "own": True}]
    days = [{"account_id": "fb", "date": date(2026, 9, 1) + timedelta(days=day), "views": 9} for day in range(60)]
    tables: Tables = {"organisations": organisations, "accounts": accounts, "account_days": days, "posts": posts}
    return build_facts(open_store(str(write_store(folder, tables | {"goals": list(goals)}))), today=today)


def only(store: Facts, period: Period = OCTOBER) -> GoalResult:
    (found,) = goal_results(store, "own", period)
    return found


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ({"low": 30.0}, Status.REACHED),
        ({"low": 31.0}, Status.NOT_REACHED),
        ({"low": 20.0, "high": 25.0}, Status.NOT_REACHED),
    ],
)
def test_three_posts_of_ten_are_film(tmp_path: Path, target: dict[str, float], status: Status) -> None:
    found = only(facts(tmp_path, POSTS, row("g", "share_of_posts", format="film", low=None) | target))
    assert (found.figure.value, found.status) == (30, status)


def test_a_post_without_a_format_may_be_film_and_a_story_too(tmp_path: Path) -> None:
    posts = [*POSTS[:8], post(8, "fb", None), post(9, "ig", "story")]
    found = only(facts(tmp_path, posts, row("g", "share_of_posts", format="film", low=40.0)))
    assert (found.figure.low, found.figure.high, found.status) == (30, 50, Status.CANNOT_TELL)
    (note,) = found.figure.notes
    assert (note.fields["posts"], note.fields["count"]) == (10, 2)


def test_none_of_a_format_is_none_and_not_unknown(tmp_path: Path) -> None:
    assert only(facts(tmp_path, POSTS, row("g", "share_of_posts", format="poll", low=5.0))).figure.value == 0
    assert only(facts(tmp_path / "no", POSTS, row("g", "posts", format="poll", low=1.0))).status is Status.NOT_REACHED
    assert (
        only(facts(tmp_path / "un", POSTS, row("g", "share_of_posts", topic="Kultur", low=5.0))).status
        is Status.NO_DATA
    )


def test_a_month_without_posts_has_no_mix(tmp_path: Path) -> None:
    store = facts(tmp_path, POSTS, row("g", "share_of_posts", format="film", low=30.0), today=date(2026, 12, 10))
    assert only(store, Period.parse("2026-11")).status is Status.NO_DATA


def test_what_is_published_is_planned_and_so_not_projected(tmp_path: Path) -> None:
    """Half-way through, seven of seven posts may be film and the month end otherwise."""
    goals = [
        row("share", "share_of_posts", format="film", low=30.0),
        row("rate", "engagement_rate_followers", format="film"),
        row("enough", "posts", format="film", low=2.0), row("more", "posts", format="film", low=4.0),
    ]  # fmt: skip
    store = facts(tmp_path, POSTS, *goals, today=date(2026, 10, 16))
    found = {one.goal.id: one for one in goal_results(store, "own", OCTOBER)}
    assert {one: result.status for one, result in found.items()} == {
        "share": Status.UNDER_WAY, "rate": Status.UNDER_WAY, "enough": Status.REACHED, "more": Status.UNDER_WAY,
    }  # fmt: skip
    assert all(result.projection is None for result in found.values())


def test_every_post_of_a_kind_is_one_of_that_kind(tmp_path: Path) -> None:
    band = row("g", "engagement_rate_followers", period="post", format="film", low=1.0, high=2.0)
    store = facts(tmp_path, POSTS, band)
    found = only(store)
    assert found.figure.post_ids == ("p0", "p1", "p2")
    assert [one.value for one in goal_posts(store, found)] == [1, 2, 3]
    assert found.posts is not None
    assert round(found.posts.inside) == 67


def test_a_channel_and_a_format_narrow_together(tmp_path: Path) -> None:
    goals = row("g", "share_of_posts", format="film", account_id="ig", platform="instagram", low=30.0)
    assert only(facts(tmp_path, POSTS, goals)).figure.value == pytest.approx(20)
    of_unit = row("g", "share_of_posts", format="film", unit="Kansliet", low=30.0)
    assert only(facts(tmp_path / "unit", POSTS, of_unit)).figure.value == pytest.approx(40)


def test_channels_in_view_keep_the_goals_of_their_units(tmp_path: Path) -> None:
    goals = [row(unit, "posts", unit=unit, low=1.0) for unit in UNITS]
    store = facts(tmp_path, POSTS, *goals)

    def shown(platforms: tuple[str, ...] = (), accounts: tuple[str, ...] = ()) -> set[str]:
        return {one.goal.id for one in goal_results(store, "own", OCTOBER, platforms, accounts)}

    assert shown() == set(UNITS)
    assert shown(accounts=("ig",)) == {"Biblioteken"}
    assert shown(platforms=("facebook",)) == {"Kansliet"}


def test_a_units_goal_heads_where_its_channels_do(tmp_path: Path) -> None:
    goals = [row("unit", "views", unit="Kansliet", low=400.0), row("channel", "views", account_id="fb", low=400.0)]
    found = goal_results(facts(tmp_path, POSTS, *goals, today=date(2026, 10, 21)), "own", OCTOBER)
    unit, channel = found[1].projection, found[0].projection
    assert unit is not None
    assert unit == channel


def test_a_unit_that_runs_no_channel_has_no_figures(tmp_path: Path) -> None:
    assert only(facts(tmp_path, POSTS, row("g", "posts", unit="Badhuset"))).status is Status.NO_DATA


def test_a_goal_tells_what_narrows_it() -> None:
    goal = Goal("g", "own", "posts", "month", Target(low=1))
    assert (goal.scope, goal.posts_of) == ("organisation", None)
    assert replace(goal, unit="Kansliet", platform="facebook").scope == "unit"
    assert replace(goal, format="film").posts_of == ("kind", "film")
    assert replace(goal, format="reel").posts_of == ("format", "reel")
    assert replace(goal, topic="Vård").posts_of == ("topic", "Vård")
    accounts = pd.DataFrame({"org_id": ["own"] * 2, "platform": ["facebook"] * 2, "unit": ["Kansliet", None]})
    assert len(replace(goal, unit="Kansliet").channels.of(accounts)) == 1
