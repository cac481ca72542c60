"""What is typical of the peers, by the oracle: each in shares of its own level, nothing across a break of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import exp, isclose, isnan, log
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import Any

import pandas as pd
import pytest

from data.store import open_store
from metrics.facts import build_facts
from metrics.typical import typical_course
from tests.plain_calendar import Span, months_from
from tests.plain_change import breaks_of, lacks_days
from tests.plain_python import Tables, figure
from tests.stores import write_store

DAYS = Span(date(2023, 1, 1), date(2025, 9, 30))
TODAY = date(2025, 10, 1)
DAY = timedelta(days=1)
CHANGES = [*list(DAYS)[40:-40], date(2024, 7, 1), date(2025, 6, 1)]
MONTHS = [months_from(2023 + number // 12, 1 + number % 12, 1) for number in range(33)]
PEERS = [f"peer{number}" for number in range(7)]
OPENING = ("net_followers", "follower_growth")
"""Metrics that reach back to the last day before the month."""
STOCKS = ("followers",)
"""Metrics of one day, the last of the month."""
METRICS = (*OPENING, *STOCKS, "interactions", "posts", "interactions_per_post")


def store(seed: int) -> Tables:
    """Peers on two platforms with the same season, whose counting changes on days of their own or of the platform."""
    random = Random(seed)
    platform_of = {peer: random.choice(("x", "x", "linkedin")) for peer in ("own", *PEERS)}
    breaks: list[dict[str, Any]] = [
        {"platform": platform_of[peer] if peer else "x", "account_id": peer, "metric": column}
        | {"date": random.choice(CHANGES), "label_sv": "Ny", "label_en": "New", "source": None}
        for peer in (None, *random.sample(PEERS, 4))
        for column in ("followers", "reactions", "saves", "posts_published")
        if random.random() < 0.7
    ]
    accounts = [{"account_id": one, "org_id": one, "platform": name, "name": one} for one, name in platform_of.items()]
    return {
        "organisations": [{"org_id": one, "name": one, "sector": "region", "own": one == "own"} for one in platform_of],
        "accounts": accounts,
        "account_days": [row for account in accounts for row in daily(random, account, breaks)],
        "series_breaks": breaks,
    }


def daily(random: Random, account: dict[str, Any], breaks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """An account's days but for a hole: Julys of half, and three times as much once the counting has changed."""
    size, hole = random.choice((1, 30, 900)), random.randrange(50, 900)
    changed = [one for one in breaks if one["account_id"] in (None, account["account_id"])]
    changed = [one for one in changed if one["platform"] == account["platform"]]
    rows = []
    for number, day in enumerate(DAYS):
        followers, reactions = (
            size * 3 ** len([one for one in changed if one["metric"] == column and one["date"] <= day])
            for column in ("followers", "reactions")
        )
        reactions *= random.uniform(16, 24) * (0.5 if day.month == 7 else 1)
        row = {"followers": followers * (1000 + 10 * number), "reactions": round(reactions)}
        if not hole <= number < hole + 20:
            rows.append({"account_id": account["account_id"], "date": day, "posts_published": random.randint(0, 2)}
                        | {"saves": 1 if size > 1 else None} | row)  # fmt: skip
    return rows


def alone(tables: Tables, peer: str) -> Tables:
    """One peer's own tables, as if it were the only organisation; its saves are seen by nobody else."""
    days = [row | {"saves": None} for row in tables["account_days"] if row["account_id"] == peer]
    accounts = [row | {"org_id": "own"} for row in tables["accounts"] if row["account_id"] == peer]
    return {"accounts": accounts, "account_days": days, "series_breaks": tables["series_breaks"]}


def stretches(tables: Tables, metric: str) -> Iterator[dict[date, float]]:
    """The logarithms of a peer's months, by first day, from break to break; none of a month that holds both ways."""
    changed = sorted(set(breaks_of(tables, metric)))
    found: list[dict[date, float]] = [{} for _ in range(len(changed) + 1)]
    for month in MONTHS:
        (row,) = figure(tables, metric, "own", month, TODAY)
        first = month.end if metric in STOCKS else month.start - DAY if metric in OPENING else month.start
        cut = any(first < day <= month.end for day in changed)
        if row.value is not None and row.value > 0 and not cut and not lacks_days(row):
            found[len([day for day in changed if day <= month.end])][month.start] = log(row.value)
    yield from (one for one in found if len(one) >= (12 if changed else 1))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_typical_is_the_oracles(seed: int, tmp_path: Path) -> None:
    tables = store(seed)
    peers = [alone(tables, peer) for peer in PEERS]
    course = typical_course(build_facts(open_store(str(write_store(tmp_path, tables))), today=TODAY), "own")
    for metric in METRICS:
        levelled = [
            {month: exp(one - fmean(stretch.values())) for month, one in stretch.items()}
            for peer in peers
            for stretch in stretches(peer, metric)
        ]
        told = 0
        for month in MONTHS:
            shares = [one[month.start] for one in levelled if month.start in one]
            ours = course[metric][pd.Timestamp(month.start)]
            told += len(shares) >= 5
            if len(shares) >= 5:
                assert isclose(ours, median(shares), rel_tol=1e-9), (metric, month, ours, shares)
            else:
                assert isnan(ours), (metric, month, ours, shares)
        assert told, metric
