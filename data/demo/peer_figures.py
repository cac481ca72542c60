"""What anyone can see of the peers' accounts: followers, posts, reactions, comments, shares and video views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from data.demo.peers import Peer
from data.demo.posts import DAYS_ALIVE, PostDays, decay
from data.demo.season import LAST_DAY, Counts, Numbers, attention, days_between, posting, stream
from data.demo.tables import contract, from_stockholm


class Habit(NamedTuple):
    """How peers behave on a platform.

    `common` is the share of peers that are there, `following` relative to Facebook, `growth` a year, `pace` in posts a
    week, `liking` in reactions per post and follower ** 0.86; comments and shares are per reaction.
    """

    common: float
    following: float
    growth: float
    pace: float
    liking: float
    comments: float
    shares: float | None
    formats: dict[str, float]


HABITS = {
    "facebook": Habit(
        1.0, 1.0, 0.06, 3.2, 0.048, 0.11, 0.12, {"photo": 0.5, "link": 0.28, "video": 0.14, "album": 0.08}
    ),
    "instagram": Habit(0.85, 0.42, 0.16, 2.3, 0.075, 0.035, 0.05, {"photo": 0.45, "album": 0.25, "reel": 0.30}),
    "linkedin": Habit(0.55, 0.30, 0.19, 1.1, 0.050, 0.05, 0.06, {"photo": 0.5, "link": 0.35, "text": 0.15}),
    "youtube": Habit(0.30, 0.05, 0.11, 0.35, 0.030, 0.08, None, {"video": 1.0}),
}
SIZE_MATTERS = 0.86  # reactions grow more slowly than followers
VIDEO_VIEWS = 14  # a reaction, on a film
VIRAL_ON, VIRAL_TIMES = date(2026, 5, 6), 180
FEW = 0.04


@dataclass(frozen=True)
class PeerTables:
    """A peer's rows: of `accounts`, and of `account_days` and `posts` for each account."""

    accounts: list[dict[str, Any]]
    account_days: list[pl.DataFrame]
    posts: list[pl.DataFrame]


def peer_tables(seed: int, peer: Peer, first: date) -> PeerTables:
    """One peer from the first day to the last of the demo."""
    random = stream(seed, peer.org_id)
    platforms = [name for name, habit in HABITS.items() if random.random() < habit.common]
    # Followers per inhabitant fall with size: a third in a small municipality, a twentieth in a city.
    following = 3.15 * peer.inhabitants**-0.302 * random.lognormal(0, 0.3)
    found = PeerTables([], [], [])
    for platform in platforms:
        account_id = f"{peer.org_id}-{platform}"
        account = {"account_id": account_id, "org_id": peer.org_id, "platform": platform, "name": peer.name}
        found.accounts.append(account | {"handle": peer.org_id.replace("-", ""), "primary": True})
        account_days, posts = _account(stream(seed, account_id), peer, account_id, platform, following, first)
        found.account_days.append(account_days)
        found.posts.append(posts)
    return found


def _account(
    random: np.random.Generator, peer: Peer, account_id: str, platform: str, following: float, first: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    habit, days = HABITS[platform], days_between(first - timedelta(days=DAYS_ALIVE), LAST_DAY)
    followers = _followers(random, peer.inhabitants * following * habit.following, habit.growth, len(days))
    day, reactions = _posting(random, peer, platform, days, followers)
    format_ = random.choice(list(habit.formats), len(day), p=list(habit.formats.values()))
    post_days = PostDays.of(day, len(days))
    gathered = {
        name: post_days.spread(random, total, decay(platform))
        for name, total in _totals(random, platform, format_, reactions).items()
    }
    account_days = pl.DataFrame(
        {name: post_days.by_day(found) for name, found in gathered.items()}
        | {
            "account_id": account_id,
            "date": days,
            "followers": followers,
            "posts_published": np.bincount(day, minlength=len(days)),
        },
        strict=False,
    ).filter(pl.col("date") >= first)
    if peer.oddity == "gaps":
        account_days = account_days.with_columns(pl.when(~_in_gap()).then("followers"))
    posts = pl.DataFrame(
        {name: found.sum(axis=1) for name, found in gathered.items()}
        | {
            "day": [days[n] for n in day],
            "minute": np.clip(random.normal(12.5, 3, len(day)) * 4, 24, 88).astype(np.int64) * 15,
            "format": format_,
            "followers_at_post": followers[day],
        },
        schema_overrides={"day": pl.Date, "format": pl.String},
        strict=False,
    )
    return contract("account_days", account_days), _posts(account_id, posts.filter(pl.col("day") >= first))


def _followers(random: np.random.Generator, size: float, growth: float, days: int) -> Counts:
    """Followers each day, never fewer than a handful."""
    growth = max(growth + random.normal(0, 0.05), -0.03)
    path = size * random.lognormal(0, 0.35) * (1 + growth) ** ((np.arange(days) - days) / 365.25)
    coming = path * 0.0004
    net = random.poisson(coming) - random.poisson(np.maximum(coming - np.gradient(path), 0))
    return np.asarray(np.maximum(round(path[0]) + np.cumsum(net), 25))


def _posting(
    random: np.random.Generator, peer: Peer, platform: str, days: list[date], followers: Counts
) -> tuple[Counts, Numbers]:
    """The day number of each post, in order, and the reactions it can expect."""
    habit = HABITS[platform]
    pace = habit.pace * random.lognormal(0, 0.45) * (FEW if peer.oddity == "few posts" else 1.0)
    day = np.repeat(np.arange(len(days)), random.poisson(pace / 7 * posting(days)))
    level = habit.liking * random.lognormal(0, 0.35) * followers[day] ** SIZE_MATTERS * attention(days)[day]
    expected = level * random.lognormal(-0.3, 0.8, len(day))
    if peer.oddity == "viral" and platform == "facebook" and VIRAL_ON in days:
        place = int(np.searchsorted(day, days.index(VIRAL_ON)))
        expected = np.insert(expected, place, np.median(expected) * VIRAL_TIMES)
        day = np.insert(day, place, days.index(VIRAL_ON))
    return day.astype(np.int64), expected


def _totals(
    random: np.random.Generator, platform: str, format_: npt.NDArray[np.str_], reactions: Numbers
) -> dict[str, Counts]:
    """What each post gathers in its life, of what the platform shows to anyone."""
    habit = HABITS[platform]
    totals = {"reactions": random.poisson(reactions), "comments": random.poisson(reactions * habit.comments)}
    if habit.shares is not None:
        totals["shares"] = random.poisson(reactions * habit.shares)
    if platform != "linkedin":
        filmed = np.isin(format_, ["video", "reel"])
        totals["video_views"] = random.poisson(reactions * np.where(filmed, VIDEO_VIEWS, 0))
    return totals


def _in_gap() -> pl.Expr:
    """Spells when nobody noted the followers: two months, a fortnight, and every other week of a quarter."""
    day = pl.col("date")
    return (
        day.is_between(date(2024, 6, 10), date(2024, 8, 12))
        | day.is_between(date(2025, 12, 20), date(2026, 1, 3))
        | (day.is_between(date(2026, 4, 1), date(2026, 6, 30)) & (day.dt.week() % 2 == 0))
    )


def _posts(account_id: str, posts: pl.DataFrame) -> pl.DataFrame:
    filmed = pl.col("format").is_in(["video", "reel"])
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5)
    shown = posts.sort("day", "minute", maintain_order=True).with_columns(
        account_id=pl.lit(account_id),
        post_id=pl.lit(f"{account_id}-") + number,
        published_at=from_stockholm("day", "minute"),
    )
    if "video_views" in shown.columns:
        shown = shown.with_columns(pl.when(filmed).then("video_views"))
    return contract("posts", shown)
