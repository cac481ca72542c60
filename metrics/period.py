"""Periods that organisations report by, their names in URLs and commands, and their neighbours."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache

from data.errors import GenomslagError
from locales import N_

ROLLING_DAYS = 28
WEEK_DAYS, WEEKS_A_YEAR = 7, 52
WEEKDAYS_BELOW = 35
"""Under so many days it matters which weekdays two periods hold."""


class Kind(StrEnum):
    """How a period is delimited. The value stands in URLs."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ROLLING = "28d"
    CUSTOM = "custom"


MONTHS_IN = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.TERTIAL: 4, Kind.HALF_YEAR: 6, Kind.YEAR: 12}
LETTER = {Kind.QUARTER: "Q", Kind.TERTIAL: "T", Kind.HALF_YEAR: "H"}


class UnknownPeriod(GenomslagError):
    """A text that names no period."""

    def __init__(self, text: str) -> None:
        super().__init__(
            N_("“{text}” is not a period."),
            todo=N_(
                "Write a week (2026-W43), a month (2026-10), a quarter (2026-Q3), a tertial (2026-T2), "
                "a half-year (2026-H1), a year (2026), 28 days up to a day (28d:2026-10-31) or two days "
                "(2026-01-15..2026-03-02)."
            ),
            text=text,
        )


@dataclass(frozen=True, order=True)
class Period:
    """A span of days, both ends included."""

    start: date
    end: date
    kind: Kind = Kind.CUSTOM

    @classmethod
    def of(cls, kind: Kind, day: date) -> Period:
        """The period of this kind that holds the day; 28 days end on it."""
        if kind is Kind.ROLLING:
            return cls(day - timedelta(days=ROLLING_DAYS - 1), day, kind)
        if kind is Kind.CUSTOM:
            return cls(day, day, kind)
        if kind is Kind.WEEK:
            monday = day - timedelta(days=day.weekday())
            return cls(monday, monday + timedelta(days=WEEK_DAYS - 1), kind)
        first = (day.month - 1) // MONTHS_IN[kind] * MONTHS_IN[kind] + 1
        return cls._months(day.year, first, kind)

    @classmethod
    def _months(cls, year: int, month: int, kind: Kind) -> Period:
        last = month + MONTHS_IN[kind] - 1
        return cls(date(year, month, 1), date(year, last, monthrange(year, last)[1]), kind)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that a text names, as in `id`. Raises UnknownPeriod."""
        try:
            return _named(text.strip())
        except (ValueError, OverflowError) as error:  # a day that no calendar has
            raise UnknownPeriod(text) from error

    @cached_property
    def id(self) -> str:
        """The name of the period in URLs and commands; `parse` reads it back."""
        match self.kind:
            case Kind.WEEK:
                year, number, _ = self.start.isocalendar()
                return f"{year:04}-W{number:02}"
            case Kind.MONTH:
                return f"{self.start:%Y-%m}"
            case Kind.YEAR:
                return f"{self.start:%Y}"
            case Kind.ROLLING:
                return f"{Kind.ROLLING}:{self.end}"
            case Kind.CUSTOM:
                return f"{self.start}..{self.end}"
            case _:
                return f"{self.start:%Y}-{LETTER[self.kind]}{self._number}"

    @property
    def _number(self) -> int:
        return (self.start.month - 1) // MONTHS_IN[self.kind] + 1

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1

    @property
    def whole_months(self) -> bool:
        """Whether it begins and ends where calendar months do."""
        return self.start.day == 1 and (self.end + timedelta(days=1)).day == 1

    def months(self) -> list[Period]:
        """The calendar months it touches, cut to it: whole ones are of kind MONTH."""
        found, day = [], self.start
        while day <= self.end:
            month = Period.of(Kind.MONTH, day)
            whole = month.start >= self.start and month.end <= self.end
            found.append(month if whole else Period(max(month.start, self.start), min(month.end, self.end)))
            day = month.end + timedelta(days=1)
        return found

    def previous(self) -> Period:
        """The period of the same kind just before."""
        if self.kind in MONTHS_IN:
            return Period.of(self.kind, self.start - timedelta(days=1))
        return Period(self.start - timedelta(days=self.days), self.start - timedelta(days=1), self.kind)

    def year_before(self) -> Period:
        """The same period one year earlier; 29 February becomes 28 February, week 53 the week 52 weeks before."""
        if self.kind is Kind.WEEK:
            year, number, _ = self.start.isocalendar()
            if number > WEEKS_A_YEAR:  # the year before a year with week 53 has none
                return Period.of(self.kind, self.start - timedelta(weeks=WEEKS_A_YEAR))
            return Period.of(self.kind, date.fromisocalendar(year - 1, number, 1))
        if self.kind in MONTHS_IN:
            return Period.of(self.kind, _year_before(self.start))
        if self.kind is Kind.ROLLING:
            return Period.of(self.kind, _year_before(self.end))
        return Period(_year_before(self.start), _year_before(self.end), self.kind)


@lru_cache(maxsize=1_000)
def _named(text: str) -> Period:
    """The period that a text names. Raises ValueError."""
    if ".." in text:
        start, end = (date.fromisoformat(part.strip()) for part in text.split("..", 1))
        if start > end:
            raise ValueError(text)
        return Period(start, end)
    if text.startswith(f"{Kind.ROLLING}:"):
        return Period.of(Kind.ROLLING, date.fromisoformat(text.split(":", 1)[1]))
    if match := re.fullmatch(r"(\d{4})-W(\d{2})", text):
        return Period.of(Kind.WEEK, date.fromisocalendar(int(match[1]), int(match[2]), 1))
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return Period.of(Kind.MONTH, date(int(match[1]), int(match[2]), 1))
    if match := re.fullmatch(r"(\d{4})-([QTH])(\d)", text):
        kind = next(kind for kind, letter in LETTER.items() if letter == match[2])
        month = (int(match[3]) - 1) * MONTHS_IN[kind] + 1
        return Period.of(kind, date(int(match[1]), month, 1))
    if match := re.fullmatch(r"\d{4}", text):
        return Period.of(Kind.YEAR, date(int(text), 1, 1))
    raise ValueError(text)


def _year_before(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


EVER = Period(date(2004, 1, 1), date(2199, 12, 31))
"""From before any of the platforms to after anything that is planned."""
