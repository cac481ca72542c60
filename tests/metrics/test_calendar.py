"""Swedish holidays against the almanac, and what is said where only one of two periods holds them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from locales import Language
from metrics.calendar import holiday_notes, holiday_time, holidays_in
from metrics.change import beside
from metrics.period import Kind, Period
from metrics.season import WEEKLY, holidays

TODAY = date(2027, 6, 1)


def days(period: str, name: str) -> list[str]:
    return [f"{day:%m-%d}" for day in holidays_in(Period.parse(period)).get(name, [])]


@pytest.mark.parametrize(
    ("year", "easter", "ascension", "whit", "midsummer", "all_saints"),
    [
        ("2015", "04-05", "05-14", "05-24", "06-20", "10-31"),
        ("2020", "04-12", "05-21", "05-31", "06-20", "10-31"),
        ("2023", "04-09", "05-18", "05-28", "06-24", "11-04"),
        ("2024", "03-31", "05-09", "05-19", "06-22", "11-02"),
        ("2025", "04-20", "05-29", "06-08", "06-21", "11-01"),
        ("2026", "04-05", "05-14", "05-24", "06-20", "10-31"),
        ("2027", "03-28", "05-06", "05-16", "06-26", "11-06"),
    ],
)
def test_the_almanac(year: str, easter: str, ascension: str, whit: str, midsummer: str, all_saints: str) -> None:
    assert days(year, "Easter")[2] == easter
    assert days(year, "Ascension Day") == [ascension]
    assert days(year, "Whit Sunday") == [whit]
    assert days(year, "Midsummer’s Day") == [midsummer]
    assert days(year, "All Saints’ Day") == [all_saints]


def test_easter_is_good_friday_to_easter_monday() -> None:
    assert days("2026", "Easter") == ["04-03", "04-04", "04-05", "04-06"]
    assert days("2024-03", "Easter") == ["03-29", "03-30", "03-31"]
    assert days("2024-04", "Easter") == ["04-01"]


def test_two_holidays_on_one_day_are_both_told() -> None:
    """In 2008 Ascension Day was 1 May."""
    assert days("2008-05", "May Day") == days("2008-05", "Ascension Day") == ["05-01"]


def test_over_new_year() -> None:
    assert list(holidays_in(Period.parse("2026-W53"))) == ["New Year’s Day"]
    assert list(holidays_in(Period.parse("2026-12-20..2027-01-10"))) == [
        *("Christmas Day", "Boxing Day", "New Year’s Day", "Epiphany"),
    ]


def said(period: str, against: str, today: date = TODAY, code: str = "en") -> list[str]:
    asked = Period.parse(period)
    notes = holiday_notes(asked, *beside(asked, against, today), against)
    return [note.text(Language(code)) for note in notes]


@pytest.mark.parametrize(
    ("period", "against", "here", "earlier"),
    [
        ("2024-03", "year", "Easter", ""),  # 31 March, 9 April the year before
        ("2025-03", "year", "", "Easter"),
        ("2024-04", "year", "", ""),  # Easter Monday alone is Easter too
        ("2026-04", "year", "", ""),
        ("2026-04", "previous", "", ""),  # of months only against the year before
        ("2026-10", "year", "All Saints’ Day", ""),
        ("2026-Q2", "year", "", ""),  # longer than five weeks
        ("28d:2026-04-19", "year", "", ""),
        ("28d:2026-04-05", "year", "Easter", ""),
        ("2026-W14", "previous", "Easter", ""),
        ("2026-W15", "previous", "", ""),  # both hold a part of Easter
        ("2026-W16", "previous", "", "Easter"),
        ("2026-W18", "previous", "May Day", ""),
        ("2026-W23", "previous", "Sweden’s National Day", ""),
        ("2026-W25", "year", "", ""),
        ("2026-W23", "year", "", "Whit Sunday"),
        ("2026-W52", "previous", "Christmas Day and Boxing Day", ""),
        ("2027-W01", "year", "Epiphany", "New Year’s Day"),
    ],
)
def test_holidays_that_only_one_of_two_periods_holds_are_named(
    period: str, against: str, here: str, earlier: str
) -> None:
    expected = [f"Holidays in this period only: {here}."] if here else []
    expected += [f"Holidays in the earlier period only: {earlier}."] if earlier else []
    assert said(period, against) == expected


def test_of_an_unfinished_month_only_the_days_that_are_over_count() -> None:
    assert said("2026-04", "year", date(2026, 4, 13)) == ["Holidays in this period only: Easter."]
    assert said("2026-04", "year", date(2026, 4, 25)) == []
    assert said("2026-04", "year", date(2026, 4, 13), "sv") == ["Helgdagar bara i den här perioden: påsken."]


# Holiday time, when nothing is as usual


def test_much_of_the_country_is_away() -> None:
    away = holiday_time(2026)
    for day in ((1, 1), (4, 3), (4, 6), (5, 14), (6, 19), (7, 15), (8, 15), (12, 24), (12, 31)):
        assert date(2026, *day) in away
    for day in ((1, 2), (4, 2), (4, 7), (5, 13), (6, 18), (8, 16), (10, 31), (12, 23)):
        assert date(2026, *day) not in away


@pytest.mark.parametrize(
    ("year", "weeks"),
    [
        (2026, [1, 14, 15, 20, *range(25, 34), 52, 53]),
        (2025, [1, 16, 17, 22, *range(25, 34), 52]),
        (2024, [1, 13, 14, 19, *range(25, 34), 52]),
    ],
)
def test_weeks_that_hold_such_a_day(year: int, weeks: list[int]) -> None:
    first = Period.of(Kind.WEEK, date(year, 1, 4))
    mondays = pd.date_range(first.start, date(year, 12, 28), freq="W-MON")
    flags = holidays(mondays, WEEKLY)
    assert [monday.isocalendar().week for monday in mondays[flags]] == weeks


def test_flags_are_of_weeks_that_begin_on_any_day() -> None:
    sundays = pd.date_range("2026-03-01", "2026-04-26", freq="7D")
    expected = [any(day.date() + timedelta(days=n) in holiday_time(2026) for n in range(7)) for day in sundays]
    assert list(holidays(sundays, WEEKLY)) == expected
    assert any(expected)
    assert not all(expected)


def test_of_months_july() -> None:
    months = pd.date_range("2025-01-01", periods=24, freq="MS")
    assert list(np.flatnonzero(holidays(months, 12))) == [6, 18]
    assert not len(holidays(pd.DatetimeIndex([]), WEEKLY))
