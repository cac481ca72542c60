"""What is judged, by the oracle: the series behind every verdict is that of the decision pages, month by month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import isclose, isnan, nan
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

from data.store import open_store
from metrics.facts import build_facts
from metrics.figures import Scope
from metrics.judgement import judgements
from metrics.period import Kind
from metrics.signal import verdicts
from tests.plain_calendar import Span, week
from tests.plain_change import breaks_of, lacks_days
from tests.plain_python import Tables, figure
from tests.stores import write_store

DAY = timedelta(days=1)
FIRST = date(2023, 11, 10)
JUDGED_AS = {"followers": "net_followers", "followers_per_1000_inhabitants": "net_followers"}
METRICS = ("views", "interactions", "followers", "net_followers", "posts", "interactions_per_post", "spend")
NUMBERS = ("value", "low", "centre", "high")


def store(seed: int, last: date) -> Tables:
    """Two years of two accounts: steps, holes, days that never come, a late start, breaks."""
    random = Random(seed)
    days = list(Span(FIRST, last))
    accounts = [{"account_id": name, "org_id": "own", "platform": name, "name": name} for name in ("facebook", "x")]
    rows = []
    for account in accounts:
        begins = random.choice((0, 0, 200))
        step, factor = random.randrange(200, 700), random.choice((1, 0.4, 2.5))
        hole, length = random.randrange(100, 700), random.choice((0, 3, 4, 12))
        followers = 10_000
        for number, day in enumerate(days):
            level = 100 * (factor if number >= step else 1) * random.lognormvariate(0, 0.3)
            followers += round(level / 50)
            row = {"views": round(20 * level), "reactions": round(level), "comments": None, "followers": followers}
            row |= {"posts_published": random.randint(0, 2)}
            if number >= begins and not hole <= number < hole + length:
                rows.append({"account_id": account["account_id"], "date": day} | row)
    named = (("facebook", None), ("x", "x"), ("linkedin", None))
    columns = ("views", "followers", "comments", "posts_published", "reach")
    breaks = [
        {"platform": platform, "account_id": account, "metric": metric, "date": random.choice(days)}
        | {"label_sv": "Ny räkning", "label_en": "New count", "source": None}
        for platform, account in named
        for metric in columns
        if random.random() < 0.3
    ]
    published = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in days if random.random() < 0.2]
    posts = [
        {"post_id": f"p{number}", "account_id": "x", "published_at": moment, "spend": float(random.randint(0, 90))}
        for number, moment in enumerate(published)
    ]
    organisations = [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}]
    return {
        "organisations": organisations,
        "accounts": accounts,
        "account_days": rows,
        "series_breaks": breaks,
        "posts": posts,
        "account_reach": [window for account in accounts for window in windows(random, account["account_id"], days)],
    }


def windows(random: Random, account_id: str, days: list[date]) -> list[dict[str, Any]]:
    """People reached in the 28 days to the end of each month, as the platform counted most of them."""
    level = random.choice((4_000, 5_000))
    ends = [day for day in days if (day + DAY).day == 1 and random.random() < 0.95]
    return [
        {"account_id": account_id, "window_end": day, "window_days": 28}
        | {"reach": round(level * random.lognormvariate(0, 0.2))}
        for day in ends
    ]


def months_of(tables: Tables) -> dict[str, Span]:
    """The calendar months from the first with figures to the last, whole."""
    days = [row["date"] for row in tables["account_days"]]
    found = {}
    for month in Span(min(days), max(days)).months():
        first = month.start.replace(day=1)
        after = (first + DAY * 31).replace(day=1)
        found[f"{first:%Y-%m}"] = Span(first, after - DAY)
    return found


def weeks_of(tables: Tables) -> dict[str, Span]:
    days = [row["date"] for row in tables["account_days"]]
    asked = [(year, number) for year in range(2023, 2027) for number in range(1, 53)]
    weeks = {f"{year}-W{number:02}": week(year, number) for year, number in asked}
    return {name: span for name, span in weeks.items() if span.end >= min(days) and span.start <= max(days)}


def judged_value(tables: Tables, metric: str, span: Span, last: date, today: date) -> float:
    """The figure; nothing where the period or its figures are not over, or lack more than a tenth of the days."""
    (row,) = figure(tables, metric, "own", span, today)
    return nan if span.end >= today or span.end > last or lacks_days(row) or row.value is None else row.value


CASES = [(seed, kind, date.fromisoformat(last), date.fromisoformat(today)) for seed, (kind, last, today) in enumerate([
    (Kind.MONTH, "2025-12-31", "2026-01-01"), (Kind.MONTH, "2026-01-15", "2026-01-16"),
    (Kind.MONTH, "2025-06-29", "2025-06-30"), (Kind.MONTH, "2025-11-29", "2025-12-20"),
    (Kind.MONTH, "2025-11-20", "2025-12-20"), (Kind.WEEK, "2025-02-02", "2025-02-03"),
    (Kind.WEEK, "2025-02-05", "2025-02-06"), (Kind.MONTH, "2025-10-31", "2026-01-20"),
])]  # fmt: skip


@pytest.mark.parametrize(("seed", "kind", "last", "today"), CASES)
def test_verdicts_are_of_the_oracles_series(seed: int, kind: Kind, last: date, today: date, tmp_path: Path) -> None:
    tables = store(seed, last)
    facts = build_facts(open_store(str(write_store(tmp_path, tables))), today=today)
    spans = months_of(tables) if kind is Kind.MONTH else weeks_of(tables)
    for metric in METRICS:
        judged = JUDGED_AS.get(metric, metric)
        values = [judged_value(tables, judged, span, last, today) for span in spans.values()]
        series = pd.Series(values, index=pd.DatetimeIndex([span.start for span in spans.values()]))
        expected = verdicts(series, breaks=breaks_of(tables, judged), per_year=52 if kind is Kind.WEEK else 12)
        found = judgements(facts, metric, Scope("own"), kind)
        assert [name for name in found if name >= min(spans)] == list(spans), metric
        for name, row in zip(spans, expected.to_dict("records"), strict=True):
            ours = found[name]
            assert (ours.verdict, ours.metric) == (row["verdict"], judged), (metric, name, ours, row)
            if not isnan(row["low"]):
                assert ours.season == row["season"], (metric, name)
            for number in NUMBERS:
                assert close(getattr(ours, number), row[number]), (metric, name, number, ours, row)


@pytest.mark.parametrize("seed", range(4))
def test_reach_is_judged_by_the_channel_that_reached_most(seed: int, tmp_path: Path) -> None:
    """Its 28 days to the end of each month: over several channels, and over other days, no count is exact."""
    tables, today = store(seed, date(2025, 12, 31)), date(2026, 1, 1)
    facts = build_facts(open_store(str(write_store(tmp_path, tables))), today=today)
    of_account: dict[str, dict[date, int]] = {"facebook": {}, "x": {}}
    for window in tables["account_reach"]:
        of_account[window["account_id"]][window["window_end"]] = window["reach"]
    largest = max(of_account, key=lambda name: of_account[name][max(of_account[name])])
    spans = months_of(tables)
    values = [of_account[largest].get(span.end, nan) for span in spans.values()]
    series = pd.Series(values, index=pd.DatetimeIndex([span.start for span in spans.values()]), dtype=float)
    expected = verdicts(series, breaks=breaks_of(tables, "reach", "account", largest))
    found = judgements(facts, "reach", Scope("own"), Kind.MONTH)
    assert {one.account for one in found.values()} == {largest}
    for name, row in zip(spans, expected.to_dict("records"), strict=True):
        assert found[name].verdict == row["verdict"], (name, found[name], row)
        assert all(close(getattr(found[name], number), row[number]) for number in NUMBERS), (name, found[name], row)


def close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) or (isnan(one) and isnan(other))
