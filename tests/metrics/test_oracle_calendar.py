"""The oracle's calendar is the world's, and the product's periods are the oracle's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from metrics.period import Kind, Period
from tests.plain_calendar import Span, compared, earlier_span, easter_sunday, movable_holidays, span_named, week

DAY = timedelta(days=1)
DAYS = st.dates(date(1996, 1, 1), date(2060, 12, 31))
MANY = settings(max_examples=400, derandomize=True, deadline=None, phases=[Phase.generate])


@MANY
@given(st.sampled_from([kind for kind in Kind if kind is not Kind.CUSTOM]), DAYS)
def test_periods_are_the_oracles(kind: Kind, day: date) -> None:
    period = Period.of(kind, day)
    assert period.start <= day <= period.end
    assert span_of(Period.parse(period.id)) == span_of(period) == span_named(period.id)
    assert span_of(period.previous()) == earlier_span(period.id, "previous")
    assert span_of(period.year_before()) == earlier_span(period.id, "year")


@MANY
@given(DAYS, st.integers(0, 500))
def test_any_days_are_compared_with_as_many_before_and_with_the_same_dates(day: date, more: int) -> None:
    period = Period(day, day + DAY * more)
    assert span_of(period.previous()) == earlier_span(period.id, "previous")
    assert span_of(period.year_before()) == earlier_span(period.id, "year")


@MANY
@given(DAYS)
def test_iso_weeks_are_pythons(day: date) -> None:
    year, number, weekday = day.isocalendar()
    assert week(year, number) == Span(day - DAY * (weekday - 1), day + DAY * (7 - weekday))


@pytest.mark.parametrize("easter", ["2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2026-04-05",
                                    "2027-03-28", "2038-04-25", "2049-04-18", "2076-04-19"])  # fmt: skip
def test_easter(easter: str) -> None:
    assert easter_sunday(int(easter[:4])) == date.fromisoformat(easter)


def test_the_movable_holidays_of_a_year() -> None:
    days = {name: [f"{day:%m-%d}" for day in found] for name, found in movable_holidays(2026).items()}
    assert days == {
        "Easter": ["04-03", "04-04", "04-05", "04-06"],
        "Ascension Day": ["05-14"],
        "Whit Sunday": ["05-24"],
        "Midsummer’s Eve": ["06-19"],
        "Midsummer’s Day": ["06-20"],
        "All Saints’ Day": ["10-31"],
    }


@pytest.mark.parametrize(
    ("name", "against", "today", "over", "earlier"),
    [
        # Thursday 1 to Sunday 18 October; 1 September is a Tuesday, and 3 September the Thursday next to it.
        ("2026-10", "previous", "2026-10-19", "2026-10-01..2026-10-18", "2026-09-03..2026-09-20"),
        ("2026-10", "year", "2026-10-19", "2026-10-01..2026-10-18", "2025-10-02..2025-10-19"),
        # Thirty days of March do not fit between 1 February and 1 March: five weeks back, not four.
        ("2026-03", "previous", "2026-03-31", "2026-03-01..2026-03-30", "2026-01-25..2026-02-23"),
        ("2026-03", "previous", "2026-03-29", "2026-03-01..2026-03-28", "2026-02-01..2026-02-28"),
        ("2026-W43", "previous", "2026-10-23", "2026-10-19..2026-10-22", "2026-10-12..2026-10-15"),
        ("2026-W43", "year", "2026-10-23", "2026-10-19..2026-10-22", "2025-10-20..2025-10-23"),
        ("2020-W53", "year", "2021-01-02", "2020-12-28..2021-01-01", "2019-12-30..2020-01-03"),
        ("2026-Q4", "previous", "2026-10-19", "2026-10-01..2026-10-18", "2026-07-01..2026-07-18"),
        ("2026-10", "previous", "2026-11-01", "2026-10-01..2026-10-31", "2026-09-01..2026-09-30"),
        ("2026-10", "previous", "2026-10-01", "2026-10-01..2026-10-31", "2026-09-01..2026-09-30"),
    ],
)
def test_days_that_are_compared(name: str, against: str, today: str, over: str, earlier: str) -> None:
    """Reckoned by hand from the decision page."""
    found = compared(span_named(name), earlier_span(name, against), date.fromisoformat(today))
    assert found == (span_named(over), span_named(earlier))


def span_of(period: Period) -> Span:
    return Span(period.start, period.end)
