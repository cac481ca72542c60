"""Periods name themselves, know their neighbours and are made of whole days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.period import MONTHS_IN, Kind, Period, UnknownPeriod

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
KINDS = st.sampled_from([kind for kind in Kind if kind is not Kind.CUSTOM])
PERIODS = st.builds(Period.of, KINDS, DAYS) | st.builds(
    lambda day, length: Period(day, day + timedelta(days=length)), DAYS, st.integers(0, 900)
)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
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
    ["", "2026-13", "2026-00", "2026-Q5", "2026-T4", "2026-Q0", "26", "28d:2026-02-30", "2026-03-02..2026-01-15"],
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
