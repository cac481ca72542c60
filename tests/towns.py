"""Stores of a few municipalities with a channel each, in October 2026: what is compared is told in a line a town."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from data.write import write_table
from tests.stores import TEXT, TYPES, Rows, Tables

DAYS = [date(2026, 10, 1) + timedelta(days=number) for number in range(31)]


def tables(**organisations: dict[str, Any]) -> Tables:
    """Organisations with one channel: what each has every day, `posts` (interactions of each), and `people`."""
    found: dict[str, Rows] = {
        "organisations": [],
        "accounts": [],
        "account_days": [],
        "posts": [],
        "audience_bases": [],
    }
    for place, (one, given_) in enumerate(organisations.items()):
        told = dict(given_)
        posts, people = told.pop("posts", ()), told.pop("people", None)
        days = told.pop("days", 31)
        found["organisations"].append(
            {"org_id": one, "name": f"Kommun {one}", "sector": "municipality", "own": place == 0}
            | {"lead_metric": told.pop("lead", None)}
        )
        found["accounts"].append({"account_id": one, "org_id": one, "platform": "facebook", "name": one})
        found["account_days"] += [{"account_id": one, "date": day} | told for day in DAYS[:days]] if told else []
        found["posts"] += [
            {"post_id": f"{one}-{number}", "account_id": one, "reactions": amount, "video_views": 10 * amount,
             "published_at": datetime(2026, 10, 1 + number % 30, 9, tzinfo=UTC)}
            for number, amount in enumerate(posts)
        ]  # fmt: skip
        if people:
            found["audience_bases"].append({"org_id": one, "kind": "inhabitants", "year": 2025, "size": people})
    return found


def hundred_posts(level: int, count: int = 20) -> list[int]:
    """Posts around a level, each another."""
    return [level * (8 + number * 7 % 9) // 10 for number in range(count)]


def many(count: int, **own: Any) -> Tables:
    """So many municipalities t0 … with posts, followers and inhabitants; the later the larger, the less it gives."""
    towns = {
        f"t{place}": {
            "followers": 2_000 + 900 * place, "posts_published": 1, "reactions": 400 - 17 * place,
            "posts": hundred_posts(620 - 26 * place), "people": 9_000 + 2_500 * place,
        }
        for place in range(count)
    }  # fmt: skip
    towns["t0"] |= own
    return tables(**towns)


def write_delta(folder: Path, made: Tables) -> Path:
    """The folder with these tables, such as the app may write to."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in made.items():
        if rows:
            schema = {column: TYPES.get(column, TEXT) for row in rows for column in row}
            write_table(folder, name, pl.DataFrame(rows, schema=schema, orient="row"))
    return folder
