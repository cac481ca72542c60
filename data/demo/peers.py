"""Fictional peers: regions and municipalities of very different sizes, with public figures only."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
import polars as pl

from data.demo.names import REGIONS, genitive, municipalities
from data.demo.posts import DAYS_ALIVE, PostDays, decay
from data.demo.season import LAST_DAY, attention, days_between, posting, stream
from data.demo.tables import contract

Oddity = Literal["", "gaps", "few posts", "viral"]
SKR = {
    "A1": "Storstäder",
    "A2": "Pendlingskommun nära storstad",
    "B3": "Större stad",
    "B4": "Pendlingskommun nära större stad",
    "B5": "Lågpendlingskommun nära större stad",
    "C6": "Mindre stad/tätort",
    "C7": "Pendlingskommun nära mindre stad/tätort",
    "C8": "Landsbygdskommun",
    "C9": "Landsbygdskommun med besöksnäring",
}
# For each group: how many of forty municipalities, and the smallest and largest of them.
SKR_SHAPE = {
    "A1": (1, 900_000, 900_000), "A2": (6, 21_000, 112_000), "B3": (4, 58_000, 246_000), "B4": (6, 7_900, 43_000),
    "B5": (4, 6_100, 18_500), "C6": (5, 17_200, 49_000), "C7": (5, 5_400, 14_800), "C8": (5, 3_100, 12_900),
    "C9": (4, 2_400, 11_500),
}  # fmt: skip
REGION_SIZES = (60_000, 2_300_000)
MOST_REGIONS = 20
HOW_COMMON = {"facebook": 1.0, "instagram": 0.85, "linkedin": 0.55, "youtube": 0.3}
# relative following, growth a year, posts a week, reactions per post (× followers^0.86), comments and shares per reaction
BEHAVIOUR = {
    "facebook": (1.0, 0.06, 3.2, 0.020, 0.11, 0.12),
    "instagram": (0.42, 0.16, 2.3, 0.075, 0.035, 0.05),
    "linkedin": (0.30, 0.19, 1.1, 0.050, 0.05, 0.06),
    "youtube": (0.05, 0.11, 0.35, 0.030, 0.08, None),
}
VIRAL_ON = date(2026, 5, 6)


@dataclass(frozen=True)
class Peer:
    """A fictional organisation: its size and what is odd about its figures."""

    org_id: str
    name: str
    sector: str
    code: str
    county: str
    inhabitants: int
    skr: str | None
    oddity: Oddity = ""


def peers(seed: int, count: int) -> list[Peer]:
    """So many peers: a third of them regions, at most twenty; the municipalities in every group of SKR's."""
    regions = min(MOST_REGIONS, count // 3)
    return _regions(seed, regions) + _municipalities(seed, count - regions, max(regions, 1))


def _regions(seed: int, count: int) -> list[Peer]:
    random = stream(seed, "regions")
    sizes = np.geomspace(*REGION_SIZES, MOST_REGIONS) * random.uniform(0.93, 1.07, MOST_REGIONS)
    sizes[[0, -1]] = REGION_SIZES
    order = random.permutation(MOST_REGIONS)
    odd: dict[int, Oddity] = {2: "gaps", 5: "viral"}
    return [
        Peer(slug(f"region {REGIONS[n]}"), f"Region {REGIONS[n]}", "region", str(70 + n), str(70 + n),
             int(sizes[order[n]]), None, odd.get(n, ""))
        for n in range(count)
    ]  # fmt: skip


def _municipalities(seed: int, count: int, counties: int) -> list[Peer]:
    random = stream(seed, "municipalities")
    groups = [group for group, (share, *_) in SKR_SHAPE.items() for _ in range(share)]
    found = []
    for n, place in enumerate(municipalities(count)):
        group = groups[n % len(groups)]
        _, low, high = SKR_SHAPE[group]
        nth = groups[: n % len(groups)].count(group)  # the first of a group is its smallest, the second its largest
        size = (low, high)[nth] if nth < 2 else int(np.exp(random.uniform(np.log(low), np.log(high))))
        county = str(70 + n % counties)
        code = f"{county}{80 + n // counties:02d}"
        name = genitive(place)
        found.append(Peer(slug(name), name, "municipality", code, county, size, group, "few posts" if n == 7 else ""))
    return found


def slug(name: str) -> str:
    """The name in lower case without accents, for ids."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")


def public_figures(seed: int, peer: Peer, first: date) -> tuple[list[dict[str, Any]], list[pl.DataFrame], list[pl.DataFrame]]:
    """A peer's account rows, and for each account its days and its posts."""
    random = stream(seed, peer.org_id)
    platforms = [name for name, common in HOW_COMMON.items() if random.random() < common]
    following = 3.15 * peer.inhabitants**-0.302 * random.lognormal(0, 0.3)
    accounts, days, posts = [], [], []
    for platform in platforms:
        account_id = f"{peer.org_id}-{platform}"
        accounts.append(
            {"account_id": account_id, "org_id": peer.org_id, "platform": platform, "name": peer.name,
             "handle": peer.org_id.replace("-", ""), "primary": True}
        )  # fmt: skip
        days_of, posts_of = _account(stream(seed, account_id), peer, account_id, platform, following, first)
        days.append(days_of)
        posts.append(posts_of)
    return accounts, days, posts


def _account(
    random: np.random.Generator, peer: Peer, account_id: str, platform: str, following: float, first: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    relative, growth, pace, liking, talk, sharing = BEHAVIOUR[platform]
    days = days_between(first - timedelta(days=DAYS_ALIVE), LAST_DAY)
    size = peer.inhabitants * following * relative * random.lognormal(0, 0.35)
    growth = max(growth + random.normal(0, 0.05), -0.03)
    path = size * (1 + growth) ** ((np.arange(len(days)) - len(days)) / 365.25)
    net = random.poisson(path * 0.0004) - random.poisson(np.maximum(path * 0.0004 - np.gradient(path), 0))
    followers = np.maximum(round(path[0]) + np.cumsum(net), 25)
    pace *= random.lognormal(0, 0.45) * (0.04 if peer.oddity == "few posts" else 1.0)
    day = np.repeat(np.arange(len(days)), random.poisson(pace / 7 * posting(days)))
    level = liking * random.lognormal(0, 0.35) * followers[day] ** 0.86 * attention(days)[day]
    expected = level * random.lognormal(-0.3, 0.8, len(day))
    if peer.oddity == "viral" and platform == "facebook" and VIRAL_ON in days:
        day, expected = np.append(day, days.index(VIRAL_ON)), np.append(expected, np.median(expected) * 180)
    order = np.argsort(day, kind="stable")
    day, expected = day[order], expected[order]
    format_ = _formats(random, platform, len(day))
    filmed = np.isin(format_, ["video", "reel"])
    totals = {
        "reactions": random.poisson(expected),
        "comments": random.poisson(expected * talk),
        "shares": None if sharing is None else random.poisson(expected * sharing),
        "video_views": None if platform == "linkedin" else random.poisson(expected * np.where(filmed, 14, 0)),
    }
    post_days = PostDays.of(day.astype(np.int64), len(days))
    gathered = {
        name: None if total is None else post_days.spread(random, total, decay(platform))
        for name, total in totals.items()
    }
    sums = {name: None if found is None else post_days.by_day(found) for name, found in gathered.items()}
    account_days = pl.DataFrame(
        {"account_id": account_id, "date": days, "followers": followers,
         "posts_published": np.bincount(day, minlength=len(days))} | sums,
        strict=False,
    ).filter(pl.col("date") >= first)  # fmt: skip
    if peer.oddity == "gaps":
        account_days = account_days.with_columns(pl.when(~_in_gap()).then("followers"))
    lifetimes = {name: None if found is None else found.sum(axis=1) for name, found in gathered.items()}
    return contract("account_days", account_days), _posts(random, account_id, days, day, format_, followers, lifetimes)


def _in_gap() -> pl.Expr:
    """Spells when nobody noted the followers: two months, a fortnight, and every other week of a quarter."""
    day = pl.col("date")
    return (
        day.is_between(date(2024, 6, 10), date(2024, 8, 12))
        | day.is_between(date(2025, 12, 20), date(2026, 1, 3))
        | (day.is_between(date(2026, 4, 1), date(2026, 6, 30)) & (day.dt.week() % 2 == 0))
    )


def _formats(random: np.random.Generator, platform: str, posts: int) -> np.ndarray[Any, np.dtype[np.str_]]:
    names, shares = {
        "facebook": (["photo", "link", "video", "album"], [0.5, 0.28, 0.14, 0.08]),
        "instagram": (["photo", "album", "reel"], [0.45, 0.25, 0.30]),
        "linkedin": (["photo", "link", "text"], [0.5, 0.35, 0.15]),
        "youtube": (["video"], [1.0]),
    }[platform]
    return random.choice(names, posts, p=shares)


def _posts(
    random: np.random.Generator,
    account_id: str,
    days: list[date],
    day: np.ndarray[Any, np.dtype[np.int64]],
    format_: np.ndarray[Any, np.dtype[np.str_]],
    followers: np.ndarray[Any, np.dtype[np.int64]],
    lifetimes: dict[str, Any],
) -> pl.DataFrame:
    minute = np.clip(random.normal(12.5, 3, len(day)) * 4, 24, 88).astype(np.int64) * 15
    local = pl.col("day").cast(pl.Datetime("us")) + pl.duration(minutes=pl.col("minute"))
    utc = local.dt.replace_time_zone("Europe/Stockholm").dt.convert_time_zone("UTC")
    filmed = pl.col("format").is_in(["video", "reel"])
    frame = pl.DataFrame(
        {"account_id": account_id, "day": [days[n] for n in day], "minute": minute, "format": format_,
         "followers_at_post": followers[day]} | lifetimes,
        schema_overrides={"day": pl.Date, "format": pl.String},
        strict=False,
    )  # fmt: skip
    frame = frame.filter(pl.col("day") >= days[DAYS_ALIVE]).sort("day", "minute", maintain_order=True)
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5)
    return contract(
        "posts",
        frame.with_columns(
            pl.when(filmed).then("video_views"), published_at=utc, post_id=pl.lit(f"{account_id}-") + number
        ),
    )
