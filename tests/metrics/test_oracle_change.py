"""Changes against the oracle: a change is claimed where the decision page allows one, and nowhere else."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import CATALOGUE
from metrics.change import compare
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.period import Kind, Period
from tests.plain_change import Change, changes
from tests.stores import COMPARED_STORES, Made, Tables, drawn, facts_of, periods

DAY = timedelta(days=1)
OWN = Scope("own")


WHOLE_MONTHS = (Kind.MONTH, Kind.QUARTER, Kind.TERTIAL, Kind.HALF_YEAR, Kind.YEAR)
NUMBERS = ("low", "high", "value", "earlier_low", "earlier_high", "earlier_value", "change", "change_percent")
Numbers = tuple[float | None, ...]


@drawn(6)
@given(COMPARED_STORES, st.data())
def test_changes_are_the_oracles(store: Made, data: st.DataObject) -> None:
    with facts_of(store.tables, store.today) as facts:
        for against in ("previous", "year"):
            period = data.draw(periods(store))
            for by in (None, data.draw(st.sampled_from(("account", "platform", "month", "campaign", "topic")))):
                if by != "month" or period.kind in WHOLE_MONTHS:
                    found = differences_of(store, facts, period, against, by)
                    assert not found, "\n".join(found)


def differences_of(store: Made, facts: Facts, period: Period, against: str, by: str | None) -> list[str]:
    """What code and oracle say differently of the changes; a group without any figure need not be listed."""
    found = []
    rows = compare(facts, list(CATALOGUE), OWN, period, against, by).to_dict("records")
    for metric in CATALOGUE:
        ours = {key_of(row["by"]): row for row in rows if row["metric"] == metric}
        for change in changes(store.tables, metric, period.id, against, store.today, by):
            where = f"{metric} {period.id} against {against} by {by} [{change.by}], today {store.today}"
            if change.by not in ours:
                if change.now.low is not None or change.now.high is not None:
                    found.append(f"{where}: no row")
                continue
            row = ours[change.by]
            code, oracle = tuple(number_of(row[name]) for name in NUMBERS), numbers_of(change)
            if not same(code, oracle):
                found.append(f"{where} {change.spans}:\n  oracle {oracle}\n  code   {code}")
            elif change.amount is None and not row["notes"]:
                known = [row.low is not None or row.high is not None for row in (change.now, change.earlier)]
                found.append(f"{where}: no change and no reason {known}")
    return found


def numbers_of(change: Change) -> Numbers:
    now, earlier = change.now, change.earlier
    figures = (now.low, now.high, now.value, earlier.low, earlier.high, earlier.value)
    return (*figures, change.amount, change.per_cent)


def number_of(value: float) -> float | None:
    return None if math.isnan(value) else value


def key_of(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def same(ours: Numbers, theirs: Numbers) -> bool:
    return all(
        one is other if one is None or other is None else math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
        for one, other in zip(ours, theirs, strict=True)
    )


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


def reasons(row: Any) -> list[str]:
    """What is said of a change, beside that the last days are provisional."""
    return [note.message for note in row["notes"] if "provisional" not in note.message]


@pytest.mark.parametrize(("missing", "claimed"), [(9, True), (10, False)])
def test_no_change_where_more_than_a_tenth_of_the_days_are_missing(missing: int, claimed: bool) -> None:
    """Of the 92 days of a quarter, nine are just below a tenth and ten above it."""
    tables = views_every_day(date(2026, 4, 1), date(2026, 9, 30))
    del tables["account_days"][100 : 100 + missing]
    row = change_of(tables, "views", "2026-Q3")
    assert (row["days_missing"], row["earlier_value"]) == (missing, 9100)
    assert (row["change"] == 100 - 100 * missing) is claimed
    assert math.isnan(row["change"]) is not claimed
    assert bool(reasons(row)) is not claimed


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
    assert bool(reasons(row)) is not claimed


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
