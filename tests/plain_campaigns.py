"""The oracle of campaigns: clicks, costs, paid and organic, the interval between two versions, with loops over rows.

Written from docs/decisions/0002 and the docstrings of metrics/campaign_*.py and metrics/variants.py alone; it shares no
code with `metrics/`.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from tests.plain_python import interactions_of, local_day

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def own_accounts(tables: Tables, organisation: str) -> set[str]:
    return {row["account_id"] for row in tables.get("accounts", []) if row["org_id"] == organisation}


def days_of(tables: Tables, organisation: str, campaign: str, first: date, last: date) -> list[Row]:
    accounts = own_accounts(tables, organisation)
    rows = [row for row in tables.get("campaign_days", []) if row["campaign_id"] == campaign]
    return [row for row in rows if row["account_id"] in accounts and first <= row["date"] <= last]


def posts_of(tables: Tables, organisation: str, campaign: str, first: date, last: date) -> list[Row]:
    accounts = own_accounts(tables, organisation)
    rows = [row for row in tables.get("posts", []) if row.get("campaign_id") == campaign]
    return [row for row in rows if row["account_id"] in accounts and first <= local_day(row["published_at"]) <= last]


def ever_by_day(tables: Tables, campaign: str, column: str) -> bool:
    rows = [row for row in tables.get("campaign_days", []) if row["campaign_id"] == campaign]
    return any(row.get(column) is not None for row in rows)


def added(rows: list[Row], column: str) -> float | None:
    known = [row[column] for row in rows if row.get(column) is not None]
    return sum(known) if known else None


def clicks(tables: Tables, organisation: str, campaign: str, first: date, last: date) -> float | None:
    days = days_of(tables, organisation, campaign, first, last)
    posts = posts_of(tables, organisation, campaign, first, last)
    return added(days if ever_by_day(tables, campaign, "clicks") else posts, "clicks")


def cost_per(column: str, tables: Tables, organisation: str, campaign: str, first: date, last: date) -> float | None:
    """Spend divided by the column, over the days that have both; over posts where no day tells of spend."""
    rows = days_of(tables, organisation, campaign, first, last)
    if not ever_by_day(tables, campaign, "spend"):
        rows = posts_of(tables, organisation, campaign, first, last)
    both = [row for row in rows if row.get("spend") is not None and row.get(column) is not None]
    spend, times = added(both, "spend"), added(both, column)
    return None if spend is None or not times else spend / times


def kinds(tables: Tables, organisation: str, campaign: str, first: date, last: date) -> dict[str, Row]:
    """What the posts of each kind gave together, by paid, organic and not_told."""
    names = {True: "paid", False: "organic", None: "not_told"}
    found: dict[str, Row] = {}
    for paid, name in names.items():
        posts = [row for row in posts_of(tables, organisation, campaign, first, last) if row.get("paid") is paid]
        if not posts:
            continue
        reached = [row["reach"] for row in posts if row.get("reach") is not None]
        both = [row for row in posts if row.get("spend") is not None and row.get("views") is not None]
        money, contacts = added(both, "spend"), added(both, "views")
        counted = [{"interactions": interactions_of(row)} for row in posts]
        found[name] = {
            "posts": len(posts),
            "low": max(reached, default=None),
            "high": sum(reached) if reached and len(reached) == len(posts) else None,
            "interactions": added(counted, "interactions"),
            **{column: added(posts, column) for column in ("views", "clicks", "video_views", "spend")},
            "cost_per_contact": None if money is None or not contacts else money / contacts,
        }
    return found


def quotient_of_versions(posts: list[tuple[str, str, float, float]]) -> tuple[float, float, float]:
    """Version B's typical rate divided by A's, with the ends of its interval; from (version, place, count, per).

    A level for each place and one difference are fitted in turn until neither moves, which is least squares.
    """
    logs = [(version, place, math.log((count + 0.5) / per)) for version, place, count, per in posts]
    places = sorted({place for _, place, _ in logs})
    level, difference = dict.fromkeys(places, 0.0), 0.0
    for _ in range(5000):
        for place in places:
            here = [log - (difference if version == "B" else 0) for version, where, log in logs if where == place]
            level[place] = sum(here) / len(here)
        of_second = [log - level[place] for version, place, log in logs if version == "B"]
        difference = sum(of_second) / len(of_second)
    left = [log - level[place] - (difference if version == "B" else 0) for version, place, log in logs]
    freedom = len(logs) - len(places) - 1
    chance = sum(1 / (count + 0.5) for _, _, count, _ in posts) / len(posts)
    variance = max(sum(one * one for one in left) / freedom, chance)
    weight = 0.0
    for place in places:
        versions = [version for version, where, _ in logs if where == place]
        weight += versions.count("A") * versions.count("B") / len(versions)
    aside = t_quantile(0.975, freedom) * math.sqrt(variance / weight)
    return math.exp(difference), math.exp(difference - aside), math.exp(difference + aside)


def t_quantile(share: float, freedom: int) -> float:
    """Student's t by adding up its density and halving the span in which the quantile lies."""
    constant = math.gamma((freedom + 1) / 2) / math.sqrt(freedom * math.pi) / math.gamma(freedom / 2)

    def below(x: float) -> float:
        steps = 4000
        width = x / steps
        heights = [(1 + (width * (step + 0.5)) ** 2 / freedom) ** (-(freedom + 1) / 2) for step in range(steps)]
        return 0.5 + constant * width * sum(heights)

    low, high = 0.0, 100.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < share else (low, middle)
    return (low + high) / 2
