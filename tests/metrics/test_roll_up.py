"""How values combine: flows add up, stocks are last seen, ratios are of sums, people are never added."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import open_store
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figures, peer_figures
from metrics.period import Kind, Period
from tests.stores import SHAPES, Made, Tables, drawn, facts_of, made, write_store

FLOWS = ("views", "interactions", "posts", "video_views", "minutes_viewed")
RATIOS = ("interactions_per_post", "minutes_per_view", "answered_in_time", "follower_growth")
OWN = Scope("own")
FEW = drawn(3)

# Without posts, so that nothing stands in for daily figures.
STORES = SHAPES.map(lambda shape: made(replace(shape, without=frozenset({"posts", "campaign_days"}))))

Bounds = tuple[float, float, float]
PRIVATE = ("views", "saves", "messages_received", "messages_answered", "messages_answered_in_time")


class Figures:
    """Every metric's value, low and high in a period, by group; NaN where missing."""

    def __init__(self, facts: Facts, period: Period, by: str | None = None) -> None:
        found = figures(facts, list(CATALOGUE), OWN, period, by).to_dict("records")
        self.rows = {(row["metric"], row["by"]): (row["value"], row["low"], row["high"]) for row in found}

    def groups(self, metric: str) -> dict[Any, Bounds]:
        return {by: bounds for (name, by), bounds in self.rows.items() if name == metric}

    def whole(self, metric: str) -> Bounds:
        return self.rows[metric, None]

    def added(self, metric: str) -> float:
        known = [value for value, _, _ in self.groups(metric).values() if not math.isnan(value)]
        return sum(known) if known else math.nan


def close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9) or (math.isnan(one) and math.isnan(other))


def spans(store: Made) -> tuple[Period, Period, Period]:
    """The days of the store, and those before and from their middle."""
    middle = store.first + (store.last - store.first) / 2
    after = middle + timedelta(days=1)
    return Period(store.first, store.last), Period(store.first, middle), Period(after, max(after, store.last))


@FEW
@given(STORES)
def test_flows_add_up_over_days_months_accounts_and_channels(store: Made) -> None:
    days, first, second = spans(store)
    with facts_of(store.tables, store.today) as facts:
        total = Figures(facts, days)
        parts = {by: Figures(facts, days, by) for by in ("account", "platform", "month")}
        halves = [Figures(facts, half) for half in (first, second)]
    for flow in FLOWS:
        value, _, _ = total.whole(flow)
        assert {by: part.added(flow) for by, part in parts.items() if not close(part.added(flow), value)} == {}, flow
        of_halves = [part.whole(flow)[0] for part in halves if not math.isnan(part.whole(flow)[0])]
        assert close(sum(of_halves) if of_halves else math.nan, value), flow


@FEW
@given(STORES)
def test_followers_add_up_over_accounts_and_are_the_last_seen(store: Made) -> None:
    days, _, _ = spans(store)
    rows = [row for row in store.tables.get("account_days", []) if row["followers"] is not None]
    rows = [row for row in rows if row["account_id"].startswith("own")]
    last_seen = {row["account_id"]: row["followers"] for row in sorted(rows, key=lambda row: row["date"])}
    with facts_of(store.tables, store.today) as facts:
        by_account = Figures(facts, days, "account")
        total, _, _ = Figures(facts, days).whole("followers")
    found = {account: value for account, (value, _, _) in by_account.groups("followers").items()}
    assert {account: value for account, value in found.items() if not math.isnan(value)} == last_seen
    assert close(total, sum(last_seen.values()) if last_seen else math.nan)


@FEW
@given(STORES)
def test_a_ratio_of_several_accounts_lies_between_theirs(store: Made) -> None:
    days, _, _ = spans(store)
    with facts_of(store.tables, store.today) as facts:
        total, by_account = Figures(facts, days), Figures(facts, days, "account")
    for ratio in RATIOS:
        accounts = [value for value, _, _ in by_account.groups(ratio).values()]
        # An account with nothing to divide by has no ratio of its own, but may add to what is divided.
        if accounts and not any(map(math.isnan, accounts)):
            assert min(accounts) - 1e-9 <= total.whole(ratio)[0] <= max(accounts) + 1e-9, ratio


@FEW
@given(STORES)
def test_people_of_several_accounts_or_months_are_never_added_up(store: Made) -> None:
    days, _, _ = spans(store)
    with facts_of(store.tables, store.today) as facts:
        value, low, high = Figures(facts, days).whole("reach")
        parts = {by: Figures(facts, days, by).groups("reach").values() for by in ("account", "month")}
    for by, found in parts.items():
        lows = [part for _, part, _ in found if not math.isnan(part)]
        assert not lows or low >= max(lows), by
        assert sum(part > 0 for part in lows) < 2 or value != sum(lows), by
    highs = [part for _, _, part in parts["account"] if not math.isnan(part)]
    assert math.isnan(high) or high <= sum(highs)


@FEW
@given(STORES, st.integers(0, 2**32))
def test_neither_the_order_of_rows_nor_the_number_of_files_matters(store: Made, seed: int) -> None:
    random = Random(seed)
    days, _, _ = spans(store)
    metrics = list(CATALOGUE)
    with facts_of(store.tables, store.today) as facts, TemporaryDirectory() as folder:
        write_store(Path(folder), store.tables)
        for table in ("account_days", "account_reach"):
            file = Path(folder) / f"{table}.parquet"
            if file.exists():
                rows = pl.read_parquet(file)
                rows = rows[random.sample(range(rows.height), rows.height)]
                file.unlink()
                (Path(folder) / table).mkdir()
                for number, part in enumerate(rows.iter_slices(max(1, rows.height // 3))):
                    part.write_parquet(Path(folder) / table / f"part-{number}.parquet")
        other = build_facts(open_store(folder), today=store.today)
        for by in (None, "account", "month"):
            compared = ["metric", "by", "low", "high", "days_missing"]
            one, two = (figures(each, metrics, OWN, days, by)[compared].to_dict("records") for each in (facts, other))
            assert len(one) == len(two)
            for mine, theirs in zip(one, two, strict=True):
                assert mine["metric"] == theirs["metric"]
                assert all(close(mine[name], theirs[name]) for name in compared[2:]), (mine, theirs)


@FEW
@given(STORES)
def test_among_peers_an_organisation_has_the_figures_that_anyone_can_see(store: Made) -> None:
    """As if nobody had told their private numbers: what one keeps to itself must not weigh in a comparison."""
    days, _, _ = spans(store)
    metrics = [metric.id for metric in CATALOGUE.values() if metric.public]
    shown = [row | dict.fromkeys(PRIVATE) for row in store.tables.get("account_days", [])]
    with (
        facts_of(store.tables, store.today) as facts,
        facts_of(store.tables | {"account_days": shown}, store.today) as public,
    ):
        many = peer_figures(facts, metrics, ["peer", "own"], days)
        alone = {org: figures(public, metrics, Scope(org), days).to_dict("records") for org in ("own", "peer")}
    for organisation, rows in alone.items():
        together = many[many["organisation"] == organisation].to_dict("records")
        assert [row["metric"] for row in together] == metrics
        for mine, theirs in zip(rows, together, strict=True):
            assert all(close(mine[name], theirs[name]) for name in ("value", "low", "high")), (mine, theirs)


@FEW
@given(STORES)
def test_an_account_without_a_single_row_changes_no_value(store: Made) -> None:
    days, _, _ = spans(store)
    silent = {"account_id": "silent", "org_id": "own", "platform": "threads", "name": "silent"}
    more = store.tables | {"accounts": [*store.tables["accounts"], silent]}
    with facts_of(store.tables, store.today) as facts, facts_of(more, store.today) as with_silent:
        without, with_it = Figures(facts, days).rows, Figures(with_silent, days).rows
    changed = [key for key in without if not all(map(close, without[key], with_it[key]))]
    assert changed == []


@pytest.mark.parametrize("kind", [pl.Int32, pl.UInt32, pl.Int64, pl.Float64])
def test_sums_past_32_bits_of_columns_of_any_whole_type(tmp_path: Path, kind: type[pl.DataType]) -> None:
    days = [date(2026, 10, day) for day in range(1, 32)]
    rows = [{"account_id": "a", "date": day, "views": 2**31 - 1, "reactions": 2**30, "shares": 2**30} for day in days]
    write_store(
        tmp_path,
        {
            "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
            "accounts": [{"account_id": "a", "org_id": "own", "platform": "facebook", "name": "a"}],
            "account_days": rows,
        },
    )
    file = tmp_path / "account_days.parquet"
    pl.read_parquet(file).with_columns(pl.col("views", "reactions", "shares").cast(kind)).write_parquet(file)
    facts = build_facts(open_store(str(tmp_path)), today=date(2026, 11, 22))
    found = Figures(facts, Period.parse("2026-10"))
    assert found.whole("views")[0] == 31 * (2**31 - 1)
    assert found.whole("interactions")[0] == 31 * 2**31


def one_account(days: list[dict[str, Any]], **tables: Any) -> Tables:
    return {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": "a", "org_id": "own", "platform": "facebook", "name": "a"}],
        "account_days": [{"account_id": "a"} | day for day in days],
        **tables,
    }


@pytest.mark.parametrize(("days_before", "net"), [(31, 40), (32, 10)])
def test_followers_before_are_those_of_the_31_days_before(days_before: int, net: int) -> None:
    """An older count is too old to grow from: then the first count inside the period is where growth begins."""
    october = Period.parse("2026-10")
    days = [
        {"date": october.start - timedelta(days=days_before), "followers": 60},
        {"date": date(2026, 10, 5), "followers": 90},
        {"date": date(2026, 10, 30), "followers": 100},
    ]
    with facts_of(one_account(days), date(2026, 11, 22)) as facts:
        assert Figures(facts, october).whole("net_followers")[0] == net


@pytest.mark.parametrize(
    ("published", "month"),
    [
        (datetime(2026, 10, 31, 22, 59, tzinfo=UTC), "2026-10"),  # 23:59 in Stockholm, in winter time
        (datetime(2026, 10, 31, 23, 0, tzinfo=UTC), "2026-11"),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), "2026-06"),  # 23:59 in Stockholm, in summer time
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), "2026-07"),
    ],
)
def test_a_post_belongs_to_its_day_in_stockholm(published: datetime, month: str) -> None:
    post = {"post_id": "p", "account_id": "a", "published_at": published, "reactions": 7}
    with facts_of(one_account([], posts=[post]), date(2026, 11, 22)) as facts:
        period = Period.parse(month)
        assert Figures(facts, period).whole("interactions")[0] == 7
        assert math.isnan(Figures(facts, period.previous()).whole("interactions")[0])
        assert math.isnan(Figures(facts, period.previous()).whole("posts")[0])
        assert Figures(facts, Period.of(Kind.MONTH, period.end + timedelta(days=1))).whole("posts")[0] == 0
