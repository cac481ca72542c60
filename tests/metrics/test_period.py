"""Periods name themselves, know their neighbours and are made of whole days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import NBSP, Language
from metrics.narrative import in_period
from metrics.period import MONTHS_IN, Kind, Period, UnknownPeriod
from metrics.wording import period_name

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
KINDS = st.sampled_from([kind for kind in Kind if kind is not Kind.CUSTOM])
PERIODS = st.builds(Period.of, KINDS, DAYS) | st.builds(
    lambda day, length: Period(day, day + timedelta(days=length)), DAYS, st.integers(0, 900)
)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-W43", date(2026, 10, 19), date(2026, 10, 25)),
        ("2026-W44", date(2026, 10, 26), date(2026, 11, 1)),  # the clocks go back on its last day
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),  # begins in the year before its own
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2015-W53", date(2015, 12, 28), date(2016, 1, 3)),
        ("2024-W09", date(2024, 2, 26), date(2024, 3, 3)),  # holds a leap day
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-T2", date(2026, 5, 1), date(2026, 8, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("28d:2026-10-31", date(2026, 10, 4), date(2026, 10, 31)),
        ("2026-01-15..2026-03-02", date(2026, 1, 15), date(2026, 3, 2)),
    ],
)
def test_names(text: str, start: date, end: date) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, period.id) == (start, end, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13", "2026-00", "2026-Q5", "2026-T4", "2026-Q0", "26", "28d:2026-02-30", "2026-03-02..2026-01-15"),
        *("2025-W53", "2027-W53", "2026-W54", "2026-W00", "2026-W5", "2026-w43", "9999-W52", "28d:0001-01-05"),
    ],
)
def test_what_is_no_period_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(UnknownPeriod, match=r"is not a period.*2026-T2"):
        Period.parse(text)


@given(PERIODS)
def test_a_name_reads_back(period: Period) -> None:
    again = Period.parse(period.id)
    assert (again.start, again.end) == (period.start, period.end)


@given(PERIODS)
def test_the_previous_period_ends_the_day_before(period: Period) -> None:
    previous = period.previous()
    assert previous.end == period.start - timedelta(days=1)
    assert previous.kind is period.kind
    assert period.kind in MONTHS_IN or previous.days == period.days


@given(PERIODS)
def test_a_year_before_is_the_same_part_of_the_year(period: Period) -> None:
    before = period.year_before()
    assert before.kind is period.kind
    if period.kind is Kind.WEEK:
        number = period.start.isocalendar().week
        assert before.start.isocalendar().week == (1 if number == 53 else number)
        assert before.days == 7
    else:
        assert 364 <= (period.end - before.end).days <= 366
    if period.kind in MONTHS_IN:
        assert (before.start.month, before.start.day) == (period.start.month, period.start.day)


@given(PERIODS)
def test_months_cut_a_period_without_gap_or_overlap(period: Period) -> None:
    months = period.months()
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert all(later.start == earlier.end + timedelta(days=1) for earlier, later in pairwise(months))
    assert all(month.start.month == month.end.month for month in months)
    assert period.whole_months == all(month.kind is Kind.MONTH for month in months)


@pytest.mark.parametrize(
    ("week", "previous", "year_before"),
    [
        ("2026-W43", "2026-W42", "2025-W43"),
        ("2026-W01", "2025-W52", "2025-W01"),
        ("2027-W01", "2026-W53", "2026-W01"),
        ("2026-W53", "2026-W52", "2026-W01"),
        ("2020-W53", "2020-W52", "2020-W01"),
        ("2021-W52", "2021-W51", "2020-W52"),
    ],
)
def test_weeks_know_their_neighbours_over_new_year(week: str, previous: str, year_before: str) -> None:
    assert Period.parse(week).previous().id == previous
    assert Period.parse(week).year_before().id == year_before


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 3, 29), "2026-W13"),  # the clocks go forward
        (date(2026, 10, 25), "2026-W43"),  # and back
        (date(2024, 2, 29), "2024-W09"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_day_is_in_one_week_of_seven_days(day: date, week: str) -> None:
    period = Period.of(Kind.WEEK, day)
    assert (period.id, period.days) == (week, 7)
    assert period.start.weekday() == 0
    assert period.start <= day <= period.end


@pytest.mark.parametrize(
    ("text", "swedish", "english"),
    [
        ("2026-W43", "vecka 43 2026", "week 43, 2026"),
        ("2026-W01", "vecka 1 2026", "week 1, 2026"),
        ("2026-10-04..2026-10-19", "4–19 oktober 2026", "4–19 October 2026"),
        (
            "2026-09-28..2026-10-04",
            f"28 september{NBSP}–{NBSP}4 oktober 2026",
            f"28 September{NBSP}–{NBSP}4 October 2026",
        ),
        ("2025-12-29..2026-01-04", f"29 december 2025{NBSP}–{NBSP}4 januari 2026", None),
        ("2026-10-04..2026-10-04", "4 oktober 2026", "4 October 2026"),
    ],
)
def test_a_period_in_words(text: str, swedish: str, english: str | None) -> None:
    assert period_name(Period.parse(text), Language("sv")) == swedish
    assert english is None or period_name(Period.parse(text), Language("en")) == english


def test_a_week_inside_a_sentence() -> None:
    week = Period.parse("2026-W43")
    assert in_period(week, Language("sv")) == "under vecka 43 2026"
    assert in_period(week, Language("en")) == "in week 43, 2026"
