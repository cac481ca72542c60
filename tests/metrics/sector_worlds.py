"""Stores of whole sectors: organisations that post, grow and are reacted to, with holes, as plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from tests.stores import Tables

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 4, 20), date(2026, 7, 31)
TODAY = date(2026, 8, 10)
PLATFORMS = ("facebook", "instagram")


def world(
    sizes: Mapping[str, int],
    seed: int = 1,
    *,
    first: date = FIRST,
    last: date = LAST,
    holes: float = 0.0,
    with_posts: float = 1.0,
    followers_only: bool = False,
) -> Tables:
    """So many organisations of each sector. `holes` of their days are missing, `with_posts` of them have posts."""
    random = Random(seed)
    tables: Tables = {name: [] for name in ("organisations", "accounts", "account_days", "posts", "audience_bases")}
    for sector, count in sizes.items():
        for number in range(count):
            organisation = f"{sector}-{number}"
            tables["organisations"].append(
                {
                    "org_id": organisation,
                    "name": f"{sector} {number}",
                    "sector": sector,
                    "own": organisation == "region-0",
                }
            )
            size = {"org_id": organisation, "kind": "inhabitants", "year": 2026, "size": random.randint(5_000, 90_000)}
            tables["audience_bases"].append(size)
            for platform in random.sample(PLATFORMS, random.randint(1, len(PLATFORMS))):
                account = f"{organisation}-{platform}"
                row = {"account_id": account, "org_id": organisation, "platform": platform, "name": account}
                tables["accounts"].append(row)
                posts = random.random() < with_posts and not followers_only
                _fill(tables, account, (first, last), random, holes=holes, posts=posts, only=followers_only)
    return tables


def _fill(
    tables: Tables, account: str, days: tuple[date, date], random: Random, *, holes: float, posts: bool, only: bool
) -> None:
    """The days of an account, and its posts."""
    followers, pace, liked = random.randint(200, 9_000), random.choice((0.1, 0.5, 0.9, 1.3, 1.8)), random.uniform(1, 30)
    holes *= random.choice((0, 1, 3))
    day, number = days[0], 0
    while day <= days[1]:
        followers = max(1, followers + random.randint(-2, 6))
        published = sum(random.random() < pace / 3 for _ in range(3))
        row: dict[str, Any] = {"account_id": account, "date": day, "followers": followers}
        if not only:
            row |= {"posts_published": published, "comments": random.randint(0, 3), "shares": random.randint(0, 2)}
            row |= {"reactions": int(random.expovariate(1 / liked)), "saves": random.randint(0, 9)}
        if random.random() >= holes:
            tables["account_days"].append(row)
        for _ in range(published if posts else 0):
            number += 1
            at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
            post = {"post_id": f"{account}-{number}", "account_id": account, "published_at": at}
            post |= {"format": random.choice(("photo", "video", "link")), "followers_at_post": followers}
            tables["posts"].append(post | {"reactions": int(random.expovariate(1 / liked)), "comments": 1, "shares": 0})
        day += DAY
