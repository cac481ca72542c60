"""Small stores of several organisations, made to be awkward, for what compares them (`tests/stores.py` tells how)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.stores import DAY, FIRST_DAYS, STOCKHOLM, Made, Rows, Tables

PLATFORMS = ("facebook", "instagram", "youtube")
PARTS = ("reactions", "comments", "shares", "saves", "video_views")
KINDS = ("usual", "usual", "usual", "usual", "no posts", "followers only", "nothing", "silent", "one post", "viral")
"""What organisations are like: `silent` has posts that nobody reacts to."""


@dataclass(frozen=True)
class Shape:
    """What hypothesis chose."""

    seed: int
    first: date
    days: int
    kinds: tuple[str, ...]
    most_accounts: int
    missing: float
    sized: float
    by_day: float
    days_until_today: int


SHAPES = st.builds(
    Shape,
    seed=st.integers(0, 2**32),
    first=st.sampled_from(FIRST_DAYS),
    days=st.integers(15, 75),
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=6).map(lambda kinds: ("usual", *kinds)),
    most_accounts=st.integers(1, 3),
    missing=st.sampled_from((0.0, 0.0, 0.0, 0.05, 0.3)),
    sized=st.sampled_from((1.0, 0.7, 0.0)),
    by_day=st.sampled_from((1.0, 0.7, 0.3)),
    days_until_today=st.sampled_from((1, 1, 4, -10)),
)


def made(shape: Shape) -> Made:
    """The store of a shape: organisations o0 (the own one), o1 …"""
    random = Random(shape.seed)
    days = [shape.first + DAY * number for number in range(shape.days)]
    ids = [f"o{place}" for place in range(len(shape.kinds))]
    accounts: Rows = [
        {"account_id": f"{one}-{number}", "org_id": one, "platform": random.choice(PLATFORMS), "name": one,
         "opened_on": random.choice(days) if random.random() < 0.1 else None, "closed_on": None}
        for one in ids for number in range(random.randint(1, shape.most_accounts))
    ]  # fmt: skip
    kinds = dict(zip(ids, shape.kinds, strict=True))
    found = [account_of(account, kinds[account["org_id"]], shape, days, random) for account in accounts]
    tables: Tables = {
        "organisations": [
            {"org_id": one, "name": f"Kommun {one}", "sector": "municipality", "own": one == "o0"} for one in ids
        ],
        "accounts": accounts,
        "account_days": [row for rows, _ in found for row in rows],
        "posts": [row for _, rows in found for row in rows],
        "audience_bases": [row for one in ids for row in sizes(one, shape.sized, random)],
    }
    return Made(tables, days[0], days[-1], days[-1] + DAY * shape.days_until_today)


PEER_STORES: st.SearchStrategy[Made] = SHAPES.map(made)


def account_of(account: dict[str, Any], kind: str, shape: Shape, days: list[date], random: Random) -> tuple[Rows, Rows]:
    """Its days and its posts."""
    if kind == "nothing":
        return [], []
    level, followers = random.lognormvariate(2.5, 1), random.randint(50, 9000)
    count = {"no posts": 0, "followers only": 0, "one post": 1}.get(kind, random.randint(0, 15))
    never = set(PARTS) | {"posts_published"} if kind == "followers only" else set()
    if random.random() > shape.by_day:
        never |= set(PARTS)
    if random.random() < 0.2:
        never.add("posts_published")
    rows = []
    for day in days:
        followers = max(0, followers + random.randint(-3, 12))
        row: dict[str, Any] = {"followers": followers, "posts_published": random.choice((0, 0, 1, 2))}
        row |= {part: amount(level, kind, random) for part in PARTS}
        row |= {name: None for name in row if name in never or random.random() < shape.missing}
        if random.random() >= shape.missing / 2:
            rows.append({"account_id": account["account_id"], "date": day} | row)
    return rows, [post(account, number, level, kind, shape, days, random) for number in range(count)]


def amount(level: float, kind: str, random: Random) -> int:
    if kind == "silent":
        return 0
    viral = 60 if kind == "viral" and random.random() < 0.1 else 1
    return int(level * random.lognormvariate(0, 0.9) * viral)


def post(
    account: dict[str, Any], number: int, level: float, kind: str, shape: Shape, days: list[date], random: Random
) -> dict[str, Any]:
    at = datetime.combine(random.choice(days), random.choice((time(0, 15), time(12), time(23, 30))), STOCKHOLM)
    row: dict[str, Any] = {part: amount(level, kind, random) for part in PARTS}
    row |= {"followers_at_post": random.randint(50, 9000) if random.random() < 0.3 else None}
    row |= {name: None for name in row if random.random() < shape.missing}
    known = {"post_id": f"{account['account_id']}-{number}", "account_id": account["account_id"]}
    return known | {"published_at": at.astimezone(UTC)} | row


def sizes(organisation: str, share: float, random: Random) -> Rows:
    years = [year for year in (2019, 2023, 2026) if random.random() < 0.6] if random.random() < share else []
    rows = [(organisation, "inhabitants", year, random.randint(2_000, 90_000)) for year in years]
    rows += [(organisation, "customers", 2024, random.randint(100, 900))] if random.random() < share / 2 else []
    return [dict(zip(("org_id", "kind", "year", "size"), row, strict=True)) for row in rows]
