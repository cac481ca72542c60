"""Which content engaged: kinds of posts beside each other, the post that carries a period, and the quiet ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan
from statistics import median
from typing import Any

import pandas as pd

from metrics.facts import Facts
from metrics.figures import Scope, accounts_in, figures
from metrics.goal_results import months_until
from metrics.period import Period
from metrics.top_posts import COLUMNS, top_posts

PER_POST = "interactions_per_post"
ENOUGH = 3
"""A kind of content with fewer posts is not ranked in words: one post may decide its figure."""

CARRIES = 0.25
"""Such a share of all interactions that posts had makes one of them the post that carries the period …"""
OUTSTANDING = 5
"""… where it is also at least so many times the median post, and there are at least so many posts."""

RIPE = timedelta(days=7)
"""A younger post is still growing."""

USUAL_POSTS = 10
"""So many posts of a channel, in the twelve months to the period's end, tell what is usual there."""


@dataclass(frozen=True)
class Group:
    """A kind of content (a topic, a format, a channel): its posts, and their interactions per post."""

    key: str
    posts: int
    per_post: float


def groups_of(facts: Facts, scope: Scope, period: Period, by: str) -> tuple[Group, ...]:
    """The kinds of content with interactions, the most engaging first."""
    return facts.kept(("content groups", scope, period, by), lambda: _groups(facts, scope, period, by))


def _groups(facts: Facts, scope: Scope, period: Period, by: str) -> tuple[Group, ...]:
    found = figures(facts, (PER_POST, "posts"), scope, period, by=by)
    values: dict[str, dict[str, float]] = {}
    for row in list[Any](found.itertuples(index=False)):
        values.setdefault(str(row.by), {})[row.metric] = float(row.value)
    groups = [
        Group(key, int(one["posts"]), one[PER_POST])
        for key, one in values.items()
        if not isnan(one[PER_POST]) and not isnan(one["posts"])
    ]
    return tuple(sorted(groups, key=lambda one: (-one.per_post, one.key)))


@dataclass(frozen=True)
class Carried:
    """A post that carries the period: its interactions, and those per post with it and without it."""

    post: Any
    share: float
    posts: int
    with_it: float
    without_it: float


def carried_by(facts: Facts, scope: Scope, period: Period) -> Carried | None:
    """The one post without which the period's posts would have engaged much less; None where there is no such post.

    `share` is in per cent of all interactions that the posts had.
    """
    posts = _engaging(facts, scope, period)
    counts = posts["interactions"].tolist()
    if len(counts) < OUTSTANDING:
        return None
    best, total = max(counts), sum(counts)
    if best < CARRIES * total or best < OUTSTANDING * median(counts):
        return None
    post = list[Any](top_posts(facts, scope, period, 1).itertuples(index=False))[0]
    rest = len(counts) - 1
    return Carried(post, 100 * best / total, len(counts), total / len(counts), (total - best) / rest)


def without(facts: Facts, scope: Scope, period: Period, by: str, group: str, post_id: str) -> float:
    """Interactions per post of a kind of content when one post is left out; NaN where the post is not of it."""
    posts = _engaging(facts, scope, period)
    own = posts[posts[by] == group]
    if post_id not in set(own["post_id"]) or len(own) < 2:
        return float("nan")
    counts: list[float] = own.loc[own["post_id"] != post_id, "interactions"].astype(float).tolist()
    return sum(counts) / len(counts)


def quiet_posts(facts: Facts, scope: Scope, period: Period, count: int) -> pd.DataFrame:
    """The posts that engaged the least beside what is usual in their own channel: one row a post, the quietest first.

    The columns of `top_posts`, and `usual`: the channel's median in the twelve months to the period's end. Only
    posts below it are named, and only of channels with enough posts to tell. Left out are stories, which vanish in a
    day, and the posts of the last week with figures, which are still growing.
    """
    quiet = facts.kept(("quiet posts", scope, period), lambda: _quiet(facts, scope, period))
    return quiet.head(count)


def _quiet(facts: Facts, scope: Scope, period: Period) -> pd.DataFrame:
    year = months_until(period)
    earlier = _engaging(facts, scope, Period(min(year.start, period.start), period.end))
    usual = {
        str(account): median(counts.tolist())
        for account, counts in earlier.groupby("account_id")["interactions"]
        if len(counts) >= USUAL_POSTS
    }
    posts = top_posts(facts, scope, period, len(earlier))
    posts = posts.assign(usual=posts["account_id"].map(usual).astype(float))
    grown = pd.Timestamp((facts.last_day or period.end) - RIPE)
    told = (posts["interactions"] < posts["usual"]) & (posts["format"] != "story") & (posts["published_on"] <= grown)
    posts = posts[told]
    ratio = posts["interactions"].astype(float) / posts["usual"]
    order = posts.assign(ratio=ratio).sort_values(["ratio", "post_id"])
    return order[[*COLUMNS, "usual"]]


def _engaging(facts: Facts, scope: Scope, period: Period) -> pd.DataFrame:
    """The posts of the period with known interactions."""
    posts = facts.posts(list(accounts_in(facts, scope)["account_id"]), period)
    return posts[posts["interactions"].notna()]


def published_on(post: Any) -> date:
    """The day on which a post was published."""
    return date(post.published_on.year, post.published_on.month, post.published_on.day)
