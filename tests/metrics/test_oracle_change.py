"""Changes against the oracle: a change is claimed where the decision page allows one, and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data.store import open_store
from metrics.catalogue import CATALOGUE
from metrics.change import compare
from metrics.definition import RollUp
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.period import Kind, Period
from tests.plain_python import figure
from tests.stores import STORES, Made, Tables, periods, write_store

DAY = timedelta(days=1)
OWN = Scope("own")


@dataclass(frozen=True)
class Change:
    """A change and what it is in per cent; None where none may be claimed."""

    amount: float | None = None
    per_cent: float | None = None


def same_days(now: Period, earlier: Period, today: date) -> tuple[Period, Period]:
    """A period that is not over, over the days that are, beside as many first days of the earlier one."""
    if now.end < today or now.start >= today:
        return now, earlier
    over = Period(now.start, today - DAY)
    return over, Period(earlier.start, min(earlier.end, earlier.start + DAY * (over.days - 1)))


def expected_change(tables: Tables, metric: str, now: Period, earlier: Period, today: date) -> Change:
    """The change of the whole organisation, by the decision page."""
    now, earlier = same_days(now, earlier, today)
    (one,) = figure(tables, metric, "own", now, today)
    (other,) = figure(tables, metric, "own", earlier, today)
    if (one.low is None and one.high is None) or (other.low is None and other.high is None):
        return Change()
    if CATALOGUE[metric].over_days is not RollUp.LAST and any(
        row.days_missing is not None and row.days_expected and row.days_missing > row.days_expected / 10
        for row in (one, other)
    ):
        return Change()
    rise = None if one.low is None or other.high is None else one.low - other.high
    fall = None if one.high is None or other.low is None else one.high - other.low
    amount = rise if rise is not None and rise > 0 else fall if fall is not None and fall < 0 else None
    if rise == 0 and fall == 0:
        amount = 0
    exact = one.value is not None and other.value is not None and other.value > 0 and amount is not None
    return Change(amount, amount / other.value * 100 if exact else None)  # type: ignore[operator]


@settings(max_examples=15, derandomize=True, deadline=None, phases=[Phase.generate])
@given(STORES, st.data())
def test_changes_are_the_oracles(store: Made, data: st.DataObject) -> None:
    today = store.today if store.today > store.first else store.last + DAY
    with facts_of(store.tables, today) as facts:
        for _ in range(2):
            period, against = data.draw(periods(store)), data.draw(st.sampled_from(("previous", "year")))
            earlier = period.previous() if against == "previous" else period.year_before()
            rows = compare(facts, list(CATALOGUE), OWN, period, against).to_dict("records")
            for row in rows:
                expected = expected_change(store.tables, row["metric"], period, earlier, today)
                claimed = Change(
                    *(None if math.isnan(row[name]) else row[name] for name in ("change", "change_percent"))
                )
                assert same(claimed, expected), (row["metric"], period.id, against, claimed, expected)
                assert row["earlier_period"], row["metric"]


def same(one: Change, other: Change) -> bool:
    pairs = ((one.amount, other.amount), (one.per_cent, other.per_cent))
    return all(a is b if a is None or b is None else math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) for a, b in pairs)


@contextmanager
def facts_of(tables: Tables, today: date) -> Iterator[Facts]:
    with TemporaryDirectory() as folder:
        yield build_facts(open_store(str(write_store(Path(folder), tables))), today=today)


# Small cases that can be read


def views_every_day(first: date, last: date, views: int = 100, **more: Any) -> Tables:
    days = [first + DAY * number for number in range((last - first).days + 1)]
    return {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "fb"}],
        "account_days": [{"account_id": "fb", "date": day, "views": views} for day in days],
        **more,
    }


def change_of(
    tables: Tables, metric: str, period: str, against: str = "previous", today: date = date(2026, 11, 22)
) -> Any:
    with facts_of(tables, today) as facts:
        (row,) = compare(facts, [metric], OWN, Period.parse(period), against).to_dict("records")
    return row


def test_a_month_that_is_not_over_is_compared_with_as_many_days() -> None:
    row = change_of(views_every_day(date(2026, 10, 1), date(2026, 11, 21)), "views", "2026-11")
    assert (row["value"], row["earlier_value"], row["change"]) == (2100, 2100, 0)


def test_a_month_that_is_over_is_compared_with_the_whole_month_before() -> None:
    row = change_of(views_every_day(date(2026, 9, 1), date(2026, 10, 31)), "views", "2026-10")
    assert (row["value"], row["earlier_value"], row["change"]) == (3100, 3000, 100)
    assert row["change_percent"] == pytest.approx(100 / 30)


@pytest.mark.parametrize(("missing", "claimed"), [(9, True), (10, False)])
def test_no_change_where_more_than_a_tenth_of_the_days_are_missing(missing: int, claimed: bool) -> None:
    """Of the 92 days of a quarter, nine are just below a tenth and ten above it."""
    tables = views_every_day(date(2026, 4, 1), date(2026, 9, 30))
    del tables["account_days"][100 : 100 + missing]
    row = change_of(tables, "views", "2026-Q3")
    assert (row["days_missing"], row["earlier_value"]) == (missing, 9100)
    assert (row["change"] == 100 - 100 * missing) is claimed
    assert math.isnan(row["change"]) is not claimed
    assert bool(row["notes"]) is not claimed


def test_days_missing_from_the_earlier_period_count_as_much() -> None:
    tables = views_every_day(date(2026, 9, 1), date(2026, 10, 31))
    del tables["account_days"][3:7]
    row = change_of(tables, "views", "2026-10")
    assert (row["value"], row["earlier_value"]) == (3100, 2600)
    assert math.isnan(row["change"])


def test_a_stock_is_compared_whatever_days_are_missing() -> None:
    tables = views_every_day(date(2026, 9, 1), date(2026, 10, 31))
    tables["account_days"] = [
        {"account_id": "fb", "date": date(2026, month, 1), "followers": 100 * month} for month in (9, 10)
    ]
    assert change_of(tables, "followers", "2026-10")["change"] == 100


def test_an_account_that_falls_silent_is_not_a_fall() -> None:
    """LinkedIn stops delivering: half the days of October are missing, and no decline may be claimed."""
    tables = views_every_day(date(2026, 9, 1), date(2026, 10, 31))
    tables["accounts"].append({"account_id": "li", "org_id": "own", "platform": "linkedin", "name": "li"})
    september = [date(2026, 9, day) for day in range(1, 31)]
    tables["account_days"] += [{"account_id": "li", "date": day, "views": 100} for day in september]
    row = change_of(tables, "views", "2026-10")
    assert (row["value"], row["earlier_value"], row["days_missing"]) == (3100, 6000, 31)
    assert math.isnan(row["change"])


def test_a_rise_from_below_zero_has_no_per_cent() -> None:
    tables = views_every_day(date(2026, 8, 1), date(2026, 10, 31))
    for row in tables["account_days"]:
        row["followers"] = {8: 10, 9: 5, 10: 20}[row["date"].month]
    found = change_of(tables, "net_followers", "2026-10")
    assert (found["value"], found["earlier_value"], found["change"]) == (15, -5, 20)
    assert math.isnan(found["change_percent"])


BREAK = {
    "platform": "facebook",
    "account_id": None,
    "metric": "views",
    "date": date(2026, 10, 15),
    "label_sv": "a",
    "label_en": "b",
}


@pytest.mark.parametrize(
    ("changed", "claimed"),
    [
        ({}, False),
        ({"date": date(2026, 9, 2)}, False),
        ({"date": date(2026, 10, 31)}, False),
        ({"date": date(2026, 9, 1)}, True),  # from its first day the earlier month already counts the new way
        ({"date": date(2026, 11, 1)}, True),
        ({"account_id": "fb"}, False),
        ({"account_id": "another"}, True),
        ({"platform": "instagram"}, True),
        ({"metric": "followers"}, True),
    ],
)
def test_no_change_is_claimed_across_a_break(changed: dict[str, Any], claimed: bool) -> None:
    tables = views_every_day(date(2026, 9, 1), date(2026, 10, 31), series_breaks=[BREAK | changed])
    tables["organisations"].append({"org_id": "peer", "name": "Region Å", "sector": "region", "own": False})
    tables["accounts"].append({"account_id": "another", "org_id": "peer", "platform": "facebook", "name": "another"})
    row = change_of(tables, "views", "2026-10")
    assert math.isnan(row["change"]) is not claimed
    assert bool(row["notes"]) is not claimed


def test_people_are_compared_only_where_the_intervals_do_not_overlap() -> None:
    def reach(day: date, persons: int) -> dict[str, Any]:
        return {"account_id": "fb", "window_end": day, "window_days": 28, "reach": persons}

    def daily(month: int, days: int, persons: int) -> list[dict[str, Any]]:
        return [
            {"account_id": "fb", "window_end": date(2026, month, day), "window_days": 1, "reach": persons}
            for day in range(1, days + 1)
        ]

    def asked(september: int, october: int) -> Any:
        windows = [
            reach(date(2026, 9, 30), september),
            *daily(9, 2, 50),
            reach(date(2026, 10, 31), october),
            *daily(10, 3, 50),
        ]
        return change_of(
            views_every_day(date(2026, 9, 1), date(2026, 10, 31), account_reach=windows), "reach", "2026-10"
        )

    apart, overlapping = asked(1_000, 2_000), asked(1_000, 1_080)
    assert (apart["earlier_low"], apart["earlier_high"], apart["low"], apart["high"]) == (1_000, 1_100, 2_000, 2_150)
    assert apart["change"] == 900  # at least
    assert math.isnan(apart["change_percent"])
    assert math.isnan(overlapping["change"])
    assert apart["notes"]
    assert overlapping["notes"]


def test_months_are_compared_each_with_its_own_earlier_month() -> None:
    tables = views_every_day(date(2025, 1, 1), date(2026, 3, 31))
    with facts_of(tables, date(2026, 11, 22)) as facts:
        rows = compare(facts, ["views"], OWN, Period.of(Kind.QUARTER, date(2026, 1, 1)), "previous", by="month")
    assert list(rows["by"]) == ["2026-01", "2026-02", "2026-03"]
    assert list(rows["change"]) == [0, -300, 300]
