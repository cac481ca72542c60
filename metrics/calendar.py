"""Swedish holidays: which days they are, and what is said where only one of two compared periods holds them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from holidays.constants import DE_FACTO, OPTIONAL, PUBLIC
from holidays.countries.sweden import Sweden

from locales import N_
from metrics.notes import Note
from metrics.period import WEEKDAYS_BELOW, Kind, Period

EASTER, ASCENSION, MIDSUMMER_EVE = N_("Easter"), N_("Ascension Day"), N_("Midsummer’s Eve")
MOVABLE = {
    **dict.fromkeys(("Good Friday", "Holy Saturday", "Easter Sunday", "Easter Monday"), EASTER),
    "Ascension Day": ASCENSION,
    "Pentecost": N_("Whit Sunday"),
    "Midsummer Eve": MIDSUMMER_EVE,
    "Midsummer Day": N_("Midsummer’s Day"),
    "All Saints' Day": N_("All Saints’ Day"),
}
"""Holidays that lie on other days from year to year: the calendar's name for them and ours, a message id."""

PUBLIC_HOLIDAYS = MOVABLE | {
    "New Year's Day": N_("New Year’s Day"),
    "Epiphany": N_("Epiphany"),
    "May Day": N_("May Day"),
    "National Day": N_("Sweden’s National Day"),
    "Christmas Day": N_("Christmas Day"),
    "Second Day of Christmas": N_("Boxing Day"),
}
"""Every public holiday and Midsummer's Eve."""

ONLY_HERE = N_("Holidays in this period only: {holidays}.")
ONLY_EARLIER = N_("Holidays in the earlier period only: {holidays}.")


def holidays_in(period: Period) -> dict[str, list[date]]:
    """The days of each public holiday that lie in the period, by its name (a message id), the earliest first."""
    found: dict[str, list[date]] = {}
    for year in range(period.start.year, period.end.year + 1):
        for day, name in _of_year(year):
            if period.start <= day <= period.end:
                found.setdefault(name, []).append(day)
    return found


def holiday_notes(period: Period, now: Period, before: Period, against: str) -> tuple[Note, ...]:
    """Which holidays only one of two compared spans of days holds; nothing where it hardly matters.

    In five weeks a holiday weighs little. Movable ones set a month apart from the same month of another year; a week
    is set apart by any.
    """
    of_weeks = period.kind is Kind.WEEK
    if period.days >= WEEKDAYS_BELOW or not (of_weeks or against == "year"):
        return ()
    counted = (PUBLIC_HOLIDAYS if of_weeks else MOVABLE).values()
    here, there = ([name for name in holidays_in(span) if name in counted] for span in (now, before))
    apart = (
        (ONLY_HERE, [name for name in here if name not in there]),
        (ONLY_EARLIER, [n for n in there if n not in here]),
    )
    return tuple(Note(message, {"holidays": tuple(names)}) for message, names in apart if names)


@lru_cache(maxsize=64)
def holiday_time(year: int) -> tuple[date, ...]:
    """The days of a year on which much of the country is away.

    Easter, Ascension Day, Midsummer's Eve to the middle of August, and Christmas to New Year.
    """
    days = {name: day for day, name in _of_year(year)}
    found = {day for day, name in _of_year(year) if name in (EASTER, ASCENSION)} | {date(year, 1, 1)}
    summer, christmas = days.get(MIDSUMMER_EVE, date(year, 6, 22)), date(year, 12, 24)
    for first, last in ((summer, date(year, 8, 15)), (christmas, date(year, 12, 31))):
        found |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def _of_year(year: int) -> tuple[tuple[date, str], ...]:
    """Each public holiday of the year with its name, the earliest first."""
    known = Sweden(years=year, categories=(PUBLIC, DE_FACTO, OPTIONAL), language="en_US")
    return tuple(
        (day, PUBLIC_HOLIDAYS[name]) for day in sorted(known) for name in known.get_list(day) if name in PUBLIC_HOLIDAYS
    )
