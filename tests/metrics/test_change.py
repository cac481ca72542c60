"""Which days are compared with which: of a period that is over, of one that is not, and what is said of both."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import open_store
from locales import NBSP, Language
from metrics.change import AGAINST, beside, compared
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.period import Kind, Period
from metrics.wording import days_compared
from tests.stores import write_store

DAY = timedelta(days=1)
OWN = Scope("own")
SHORT = [kind for kind in Kind if kind in (Kind.WEEK, Kind.MONTH, Kind.ROLLING)]
DATES = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def spans(period: str, against: str, today: date) -> tuple[str, str]:
    now, earlier = beside(Period.parse(period), against, today)
    return now.id, earlier.id


@pytest.mark.parametrize(
    ("period", "against", "today", "now", "earlier"),
    [
        # On the 1st no day is over, and the calendar's months are compared.
        ("2026-11", "previous", date(2026, 11, 1), "2026-11", "2026-10"),
        ("2026-11", "previous", date(2026, 11, 2), "2026-11-01..2026-11-01", "2026-10-04..2026-10-04"),
        ("2026-11", "previous", date(2026, 11, 15), "2026-11-01..2026-11-14", "2026-10-04..2026-10-17"),
        ("2026-11", "previous", date(2026, 11, 29), "2026-11-01..2026-11-28", "2026-10-04..2026-10-31"),
        # From the 30th four weeks back would compare the 1st with itself.
        ("2026-11", "previous", date(2026, 11, 30), "2026-11-01..2026-11-29", "2026-09-27..2026-10-25"),
        ("2026-11", "previous", date(2026, 12, 1), "2026-11", "2026-10"),
        ("2026-11", "year", date(2026, 11, 15), "2026-11-01..2026-11-14", "2025-11-02..2025-11-15"),
        ("2026-11", "year", date(2026, 11, 30), "2026-11-01..2026-11-29", "2025-11-02..2025-11-30"),
        ("2024-03", "previous", date(2024, 3, 11), "2024-03-01..2024-03-10", "2024-02-02..2024-02-11"),
        ("2024-02", "year", date(2024, 2, 29), "2024-02-01..2024-02-28", "2023-02-02..2023-03-01"),
        # The clocks change on 29 March and 25 October 2026.
        ("2026-03", "previous", date(2026, 3, 30), "2026-03-01..2026-03-29", "2026-01-25..2026-02-22"),
        ("2026-W43", "previous", date(2026, 10, 25), "2026-10-19..2026-10-24", "2026-10-12..2026-10-17"),
        # A week: on its Monday no day is over, on Sunday six.
        ("2026-W47", "previous", date(2026, 11, 16), "2026-W47", "2026-W46"),
        ("2026-W47", "previous", date(2026, 11, 17), "2026-11-16..2026-11-16", "2026-11-09..2026-11-09"),
        ("2026-W47", "previous", date(2026, 11, 22), "2026-11-16..2026-11-21", "2026-11-09..2026-11-14"),
        ("2026-W47", "previous", date(2026, 11, 23), "2026-W47", "2026-W46"),
        ("2026-W47", "year", date(2026, 11, 19), "2026-11-16..2026-11-18", "2025-11-17..2025-11-19"),
        ("2026-W53", "year", date(2027, 1, 1), "2026-12-28..2026-12-31", "2025-12-29..2026-01-01"),
        ("2027-W01", "year", date(2027, 1, 6), "2027-01-04..2027-01-05", "2025-12-29..2025-12-30"),
        ("2027-01", "previous", date(2027, 1, 8), "2027-01-01..2027-01-07", "2026-12-04..2026-12-10"),
        ("28d:2026-12-05", "previous", date(2026, 11, 22), "2026-11-08..2026-11-21", "2026-10-11..2026-10-24"),
        ("28d:2026-12-05", "year", date(2026, 11, 22), "2026-11-08..2026-11-21", "2025-11-09..2025-11-22"),
        ("2026-11-18..2026-11-27", "previous", date(2026, 11, 22), "2026-11-18..2026-11-21", "2026-11-11..2026-11-14"),
        # Ten days back would be another weekday, one week back the same days.
        ("2026-11-18..2026-11-27", "previous", date(2026, 11, 27), "2026-11-18..2026-11-26", "2026-11-04..2026-11-12"),
        # 34 days are short, 35 are long.
        ("2026-11-01..2026-12-04", "previous", date(2026, 11, 4), "2026-11-01..2026-11-03", "2026-09-27..2026-09-29"),
        ("2026-11-01..2026-12-05", "previous", date(2026, 11, 4), "2026-11-01..2026-11-03", "2026-09-27..2026-09-29"),
        ("2026-11-02..2026-12-05", "previous", date(2026, 11, 5), "2026-11-02..2026-11-04", "2026-09-28..2026-09-30"),
        ("2026-11-02..2026-12-07", "previous", date(2026, 11, 5), "2026-11-02..2026-11-04", "2026-09-27..2026-09-29"),
        # A long period is compared with as many first days of the earlier one.
        ("2026-Q4", "previous", date(2026, 11, 22), "2026-10-01..2026-11-21", "2026-07-01..2026-08-21"),
        ("2026-Q4", "year", date(2026, 12, 31), "2026-10-01..2026-12-30", "2025-10-01..2025-12-30"),
        ("2026-T2", "previous", date(2026, 8, 31), "2026-05-01..2026-08-30", "2026-01-01..2026-04-30"),
        ("2026-H1", "previous", date(2026, 2, 1), "2026-01-01..2026-01-31", "2025-07-01..2025-07-31"),
        ("2026", "year", date(2026, 12, 31), "2026-01-01..2026-12-30", "2025-01-01..2025-12-30"),
        ("2026", "year", date(2027, 1, 1), "2026", "2025"),
        ("2026-W53", "previous", date(2026, 1, 1), "2026-W53", "2026-W52"),  # wholly to come
    ],
)
def test_which_days_are_compared(period: str, against: str, today: date, now: str, earlier: str) -> None:
    assert spans(period, against, today) == (now, earlier)


@given(st.sampled_from(SHORT), DATES, st.integers(0, 40), st.sampled_from(AGAINST))
def test_of_a_short_period_as_many_of_the_same_weekdays(kind: Kind, day: date, later: int, against: str) -> None:
    period = Period.of(kind, day)
    now, earlier = beside(period, against, period.start + DAY * later)
    unfinished = 0 < later < period.days
    assert (now == period) is not unfinished
    if not unfinished:
        assert earlier == (period.previous() if against == "previous" else period.year_before())
        return
    calendar = period.previous() if against == "previous" else period.year_before()
    assert (now.start, now.days) == (period.start, later)
    assert earlier.days == now.days
    assert earlier.start.weekday() == now.start.weekday()
    assert earlier.end < now.start
    nearest = abs((earlier.start - calendar.start).days) <= 3
    assert nearest or (now.start - earlier.end).days <= 7


@given(st.sampled_from((Kind.QUARTER, Kind.TERTIAL, Kind.HALF_YEAR, Kind.YEAR)), DATES, st.sampled_from(AGAINST))
def test_of_a_long_period_as_many_first_days(kind: Kind, today: date, against: str) -> None:
    period = Period.of(kind, today)
    now, earlier = beside(period, against, today)
    calendar = period.previous() if against == "previous" else period.year_before()
    assert earlier.start == calendar.start
    assert earlier.end <= calendar.end
    if now != period:
        assert now.end == today - DAY
        assert earlier.days == min(now.days, calendar.days)


@pytest.mark.parametrize(
    ("period", "earlier", "english", "swedish"),
    [
        ("2026-11", "2026-10", "October 2026", "oktober 2026"),
        ("2026-W43", "2025-W43", "week 43, 2025", "vecka 43 2025"),
        (
            "2026-11",
            "2026-10-04..2026-10-19",
            "4–19 October 2026, the same weekdays",
            "4–19 oktober 2026, samma veckodagar",
        ),
        (
            "2026-Q4",
            "2026-07-01..2026-08-21",
            f"1 July{NBSP}–{NBSP}21 August 2026, as many days",
            f"1 juli{NBSP}–{NBSP}21 augusti 2026, lika många dagar",
        ),
        (
            "2026-11-08..2026-11-21",
            "2026-10-25..2026-11-07",
            f"25 October{NBSP}–{NBSP}7 November 2026",
            f"25 oktober{NBSP}–{NBSP}7 november 2026",
        ),
    ],
)
def test_the_words_say_how_an_unfinished_period_is_compared(
    period: str, earlier: str, english: str, swedish: str
) -> None:
    spans = Period.parse(period), Period.parse(earlier)
    assert days_compared(*spans, Language("en")) == english
    assert days_compared(*spans, Language("sv")) == swedish


# In figures: views are the day's number, so that a sum tells which days it holds


FIRST, LAST = date(2025, 9, 1), date(2026, 11, 21)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables: dict[str, list[dict[str, Any]]] = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": "n", "org_id": "own", "platform": "newsletter", "name": "n"}],
        "account_days": [
            {"account_id": "n", "date": day, "views": day.toordinal(), "followers": 100 + day.toordinal() % 7}
            for day in (FIRST + DAY * number for number in range((LAST - FIRST).days + 1))
        ],
    }
    return write_store(tmp_path_factory.mktemp("change"), tables)


@pytest.fixture
def facts(folder: Path) -> Facts:
    return build_facts(open_store(str(folder)), today=LAST + DAY)


def views(span: str) -> int:
    period = Period.parse(span)
    return sum((period.start + DAY * number).toordinal() for number in range(period.days))


def test_months_of_an_unfinished_quarter(facts: Facts) -> None:
    october, november, december = compared(facts, ["views"], OWN, Period.parse("2026-Q4"), "previous", by="month")
    assert (october.by, november.by, december.by) == ("2026-10", "2026-11", "2026-12")
    assert (october.value, october.earlier_value) == (views("2026-10"), views("2026-09"))
    assert november.earlier_period == "2026-10-04..2026-10-24"
    assert (november.value, november.earlier_value) == (
        views("2026-11-01..2026-11-21"),
        views("2026-10-04..2026-10-24"),
    )
    assert december.earlier_period == "2026-11"
    assert december.change != december.change  # nothing to compare, and it says why
    assert [note.message for note in december.notes] == ["There is no figure in the period."]


def test_months_of_an_unfinished_year_against_the_year_before(facts: Facts) -> None:
    rows = compared(facts, ["views"], OWN, Period.parse("2026"), "year", by="month")
    found = {row.by: row.earlier_period for row in rows}
    assert found["2026-09"] == "2025-09"
    assert found["2026-11"] == "2025-11-02..2025-11-22"


def test_the_month_under_way_that_a_period_cuts(facts: Facts) -> None:
    """From the 10th: moved by the distance to 10 October."""
    november, _ = compared(facts, ["views"], OWN, Period.parse("2026-11-10..2026-12-31"), "previous", by="month")
    assert november.earlier_period == "2026-10-13..2026-10-24"
    assert november.value == views("2026-11-10..2026-11-21")
    assert november.earlier_value == views("2026-10-13..2026-10-24")


def test_a_week_is_made_of_its_own_seven_days(facts: Facts) -> None:
    (row,) = compared(facts, ["views"], OWN, Period.parse("2026-W01"), "previous")
    assert (row.period, row.earlier_period) == ("2026-W01", "2025-W52")
    assert (row.value, row.earlier_value) == (views("2025-12-29..2026-01-04"), views("2025-12-22..2025-12-28"))
    assert row.change == 7 * 7


def test_a_week_over_a_change_of_the_clock(facts: Facts) -> None:
    for week in ("2026-W13", "2026-W43"):
        (row,) = compared(facts, ["views"], OWN, Period.parse(week), "previous")
        assert (row.change, row.days_missing, row.days_expected) == (49, 0, 7)


def test_holidays_are_named_beside_the_change_they_may_explain(facts: Facts) -> None:
    (flow, stock) = compared(facts, ["views", "followers"], OWN, Period.parse("2026-W14"), "previous")
    assert flow.change == 49
    assert [note.text(Language("en")) for note in flow.notes] == ["Holidays in this period only: Easter."]
    assert stock.notes == ()
