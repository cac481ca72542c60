"""The oracle's calendar: spans of days and Swedish holidays, by arithmetic of its own.

Written from docs/decisions/0002-what-the-numbers-mean.md; it shares no code with `metrics/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
MONTHS_IN = {"Q": 3, "T": 4, "H": 6}


@dataclass(frozen=True)
class Span:
    """The days from `start` up to and with `end`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __iter__(self) -> Iterator[date]:
        return iter([self.start + DAY * number for number in range(self.days)])

    def months(self) -> list[Span]:
        """The calendar months that the span touches, cut to it."""
        found: dict[tuple[int, int], list[date]] = {}
        for day in self:
            found.setdefault((day.year, day.month), []).append(day)
        return [Span(days[0], days[-1]) for days in found.values()]

    def moved(self, days: int) -> Span:
        return Span(self.start + DAY * days, self.end + DAY * days)


def months_from(year: int, month: int, count: int) -> Span:
    """`count` calendar months from the first of `month`, which may lie outside 1–12."""
    after = month + count
    first, last = (date(year + (m - 1) // 12, (m - 1) % 12 + 1, 1) for m in (month, after))
    return Span(first, last - DAY)


def has_week_53(year: int) -> bool:
    """The year has 53 Thursdays: it begins on one, or on a Wednesday and is a leap year."""
    leap = (date(year, 12, 31) - date(year, 1, 1)).days == 365
    first = date(year, 1, 1).weekday()
    return first == 3 or (leap and first == 2)


def week(year: int, number: int) -> Span:
    """The ISO week: week 1 is the week of 4 January."""
    fourth = date(year, 1, 4)
    first = fourth - DAY * fourth.weekday()
    return Span(first, first + DAY * 6).moved(7 * (number - 1))


def span_named(name: str) -> Span:
    """The days of a period by its id."""
    if ".." in name:
        start, end = name.split("..")
        return Span(date.fromisoformat(start), date.fromisoformat(end))
    if name.startswith("28d:"):
        end_day = date.fromisoformat(name[4:])
        return Span(end_day - DAY * 27, end_day)
    year = int(name[:4])
    if len(name) == 4:
        return months_from(year, 1, 12)
    letter, number = name[5], name[6:]
    if letter == "W":
        return week(year, int(number))
    if letter in MONTHS_IN:
        length = MONTHS_IN[letter]
        return months_from(year, 1 + length * (int(number) - 1), length)
    return months_from(year, int(name[5:]), 1)


def a_year_earlier(day: date) -> date:
    """The same date a year before; 28 February for a leap day."""
    return date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def span_before(name: str) -> Span:
    """The period before: of calendar periods the calendar's, of others as many days."""
    span = span_named(name)
    if name[4:6] == "-W" or ".." in name or name.startswith("28d:"):
        return span.moved(-span.days)
    months = len(span.months())
    return months_from(span.start.year, span.start.month - months, months)


def span_year_before(name: str) -> Span:
    """The same part of the year before."""
    span = span_named(name)
    if name[4:6] == "-W":
        year, number = int(name[:4]), int(name[6:])
        return span.moved(-364) if number == 53 and not has_week_53(year - 1) else week(year - 1, number)
    if name.startswith("28d:"):
        end = a_year_earlier(span.end)
        return Span(end - DAY * 27, end)
    if ".." in name:
        return Span(a_year_earlier(span.start), a_year_earlier(span.end))
    return months_from(span.start.year - 1, span.start.month, len(span.months()))


def earlier_span(name: str, against: str) -> Span:
    return span_before(name) if against == "previous" else span_year_before(name)


# An unfinished period


def compared(now: Span, earlier: Span, today: date) -> tuple[Span, Span]:
    """The days that are compared: of an unfinished period those that are over, beside as many earlier ones."""
    if now.end < today or now.start >= today:
        return now, earlier
    over = Span(now.start, today - DAY)
    if now.days > 34:
        return over, Span(earlier.start, min(earlier.start + DAY * (over.days - 1), earlier.end))
    apart = [weeks for weeks in range(1, 60) if over.moved(-7 * weeks).end < over.start]
    weeks = min(apart, key=lambda weeks: abs((over.moved(-7 * weeks).start - earlier.start).days))
    return over, over.moved(-7 * weeks)


def compared_months(period: Span, against: str, today: date) -> dict[str, tuple[Span, Span]]:
    """Each month of the period that has begun, beside the month before or the same month of the year before."""
    return {
        f"{month.start:%Y-%m}": compared(month, earlier_span(f"{month.start:%Y-%m}", against), today)
        for month in period.months()
        if month.start < today or period.start >= today
    }


# Holidays


def easter_sunday(year: int) -> date:
    """Gauss's rule as Lichtenberg mended it (1997), for the Gregorian calendar."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    golden = year % 19
    seed = (19 * golden + moon) % 30
    mended = (seed + golden // 11) // 29
    full_moon = 21 + seed - mended
    first_sunday = 7 - (year + year // 4 + sun) % 7
    return date(year, 3, 1) + DAY * (full_moon + (7 - (full_moon - first_sunday) % 7) - 1)


def first_weekday(weekday: int, earliest: date) -> date:
    return next(day for day in Span(earliest, earliest + DAY * 6) if day.weekday() == weekday)


def movable_holidays(year: int) -> dict[str, list[date]]:
    """The Swedish holidays that move from year to year, each with its days."""
    easter = easter_sunday(year)
    return {
        "Easter": list(Span(easter - DAY * 2, easter + DAY)),
        "Ascension Day": [easter + DAY * 39],
        "Whit Sunday": [easter + DAY * 49],
        "Midsummer’s Eve": [first_weekday(4, date(year, 6, 19))],
        "Midsummer’s Day": [first_weekday(5, date(year, 6, 20))],
        "All Saints’ Day": [first_weekday(5, date(year, 10, 31))],
    }


def public_holidays(year: int) -> dict[str, list[date]]:
    """Every public holiday of a Swedish year (lag 1989:253), and Midsummer's Eve."""
    fixed = {
        "New Year’s Day": (1, 1),
        "Epiphany": (1, 6),
        "May Day": (5, 1),
        "Sweden’s National Day": (6, 6),
        "Christmas Day": (12, 25),
    }
    days = {name: [date(year, *day)] for name, day in fixed.items()} | {"Boxing Day": [date(year, 12, 26)]}
    return days | movable_holidays(year)


def holidays_held(span: Span, *, public: bool) -> set[str]:
    """The names of the holidays (the movable ones, or every public one) that have a day in the span."""
    found = set()
    for year in range(span.start.year, span.end.year + 1):
        of_year = public_holidays(year) if public else movable_holidays(year)
        found |= {name for name, days in of_year.items() if any(span.start <= day <= span.end for day in days)}
    return found


def holidays_of_one(now: Span, earlier: Span, name: str, against: str) -> tuple[set[str], set[str]]:
    """The holidays that only the period holds, and those that only the earlier one does, where they are to be named."""
    of_weeks = name[4:6] == "-W"
    if span_named(name).days > 34 or (against != "year" and not of_weeks):
        return set(), set()
    here, there = (holidays_held(span, public=of_weeks) for span in (now, earlier))
    return here - there, there - here
