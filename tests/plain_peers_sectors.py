"""Sectors in plain Python: what is usual among their organisations, and what chance leaves of it, slowly.

Written from the definitions and not from the code: figures are `plain_python`'s, medians are sorted and counted, and
organisations are drawn again one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from statistics import median

from tests.plain_calendar import Span
from tests.plain_python import Tables, figure, interactions_of, local_day

ASPECTS = {
    "activity": "posts",
    "followers": "followers",
    "growth": "follower_growth",
    "interaction": "interactions_per_1000_followers_and_post",
}
FEWEST_MEMBERS, FEWEST_SURE = 3, 5
FEWEST_POSTS, FEWEST_WEEKS, DAYS_OF_A_WEEK_SEEN = 5, 3, 4
DRAWN = 3_000


def public(tables: Tables) -> Tables:
    """The tables as others see them: what is saved is seen by the owner alone."""
    hidden = {"account_days", "posts"}
    return {
        name: [{column: None if column == "saves" else value for column, value in row.items()} for row in rows]
        if name in hidden
        else rows
        for name, rows in tables.items()
    }


def members(tables: Tables) -> dict[str, list[str]]:
    """The organisations of each sector that has three."""
    found: dict[str, list[str]] = {}
    for row in tables["organisations"]:
        if row.get("sector"):
            found.setdefault(row["sector"], []).append(row["org_id"])
    return {sector: ids for sector, ids in found.items() if len(ids) >= FEWEST_MEMBERS}


def value(
    tables: Tables, aspect: str, organisation: str, span: Span, today: date, platforms: tuple[str, ...] = ()
) -> float | None:
    """What an organisation has, of tables as others see them; None where too many days are missing or posts are few."""
    (row,) = figure(tables, ASPECTS[aspect], organisation, span, today, None, platforms)
    if row.value is None:
        return None
    missing = (row.days_missing or 0) / row.days_expected if row.days_expected else 0
    if aspect != "followers" and missing > 0.1:
        return None
    if aspect == "interaction" and not enough_units(tables, organisation, span, platforms):
        return None
    return row.value / (months_over(span, today) * (1 - missing)) if aspect == "activity" else row.value


def months_over(span: Span, today: date) -> float:
    """The months of the span that are over, a part of one by its days."""
    over = Span(span.start, min(span.end, today - timedelta(days=1)))
    whole = over.start.day == 1 and (over.end + timedelta(days=1)).day == 1
    return len(list(over.months())) if whole else over.days / (365.2425 / 12)


def enough_units(tables: Tables, organisation: str, span: Span, platforms: tuple[str, ...]) -> bool:
    """Whether there are five posts; of accounts without posts weeks stand in, and of weeks alone three do."""
    posts, weeks = 0, 0
    for account in tables["accounts"]:
        if account["org_id"] != organisation or (platforms and account["platform"] not in platforms):
            continue
        known = [post for post in tables.get("posts", []) if post["account_id"] == account["account_id"]]
        known = [post for post in known if span.start <= local_day(post["published_at"]) <= span.end]
        counted = [post for post in known if interactions_of(post) is not None]
        posts += len(counted)
        weeks += 0 if counted else weeks_of(tables, account["account_id"], span)
    return posts + weeks >= (FEWEST_POSTS if posts else FEWEST_WEEKS)


def weeks_of(tables: Tables, account: str, span: Span) -> int:
    """The weeks of each month of which at least four days tell of interactions."""
    seen: dict[tuple[int, int, int], int] = {}
    for row in tables.get("account_days", []):
        if row["account_id"] == account and span.start <= row["date"] <= span.end and interactions_of(row) is not None:
            week = (row["date"] - date(1900, 1, 1)).days // 7
            key = (row["date"].year, row["date"].month, week)
            seen[key] = seen.get(key, 0) + 1
    return len([days for days in seen.values() if days >= DAYS_OF_A_WEEK_SEEN])


def usual(values: Sequence[float | None]) -> float | None:
    """The median of those that are known, of three at least."""
    known = [one for one in values if one is not None]
    return median(known) if len(known) >= FEWEST_MEMBERS else None


def change(aspect: str, now: float | None, before: float | None) -> float | None:
    """Percentage points of growth, per cent of the rest."""
    if now is None or before is None:
        return None
    if aspect == "growth":
        return now - before
    return 100 * (now / before - 1) if before > 0 else None


def drawn_medians(values: Sequence[float], seed: int) -> list[float]:
    """Medians of as many organisations drawn again, in order."""
    random = Random(seed)
    return sorted(median(random.choices(values, k=len(values))) for _ in range(DRAWN))


def place(values: Sequence[float], mine: float) -> int:
    """The place among the values: 1 for the highest."""
    return 1 + len([one for one in values if one > mine])
