"""How attention varies over the days of a Swedish year, and random streams that depend on nothing but their name."""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from functools import cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

LAST_DAY = date(2026, 10, 31)
WEEKDAY = np.array([1.04, 1.08, 1.07, 1.05, 0.98, 0.84, 0.94])  # Monday first: attention
WEEKDAY_POSTS = np.array([1.30, 1.35, 1.30, 1.30, 1.10, 0.30, 0.35])  # offices publish on weekdays
MONTH = np.array([1.04, 1.03, 1.04, 1.0, 1.0, 0.93, 0.70, 0.95, 1.05, 1.07, 1.08, 0.98])  # July is quiet


def stream(seed: int, *name: object) -> np.random.Generator:
    """A random stream of its own for each name, so that adding a peer leaves every other number as it was."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32("/".join(map(str, name)).encode())]))


def first_day(years: float) -> date:
    """The first of the month that begins so many years of days ending on LAST_DAY."""
    months = LAST_DAY.year * 12 + LAST_DAY.month - round(years * 12)
    return date(months // 12, months % 12 + 1, 1)


def days_between(first: date, last: date) -> list[date]:
    """Every day, both ends included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The days of a year when Swedish offices are closed, eves included."""
    sunday = easter(year)
    midsummer_eve = next(day for day in days_between(date(year, 6, 19), date(year, 6, 25)) if day.weekday() == 4)
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    moving = [sunday + timedelta(days=n) for n in (-2, 0, 1, 39)] + [midsummer_eve, midsummer_eve + timedelta(days=1)]
    return frozenset([date(year, *day) for day in fixed] + moving)


def attention(days: list[date]) -> Numbers:
    """How much people look on each day, 1 on an ordinary day."""
    return np.array([WEEKDAY[d.weekday()] * _month(d) * (0.8 if d in holidays(d.year) else 1.0) for d in days])


def posting(days: list[date]) -> Numbers:
    """How much offices publish on each day, 1 on average over a week."""
    return np.array(
        [WEEKDAY_POSTS[d.weekday()] * _month(d) ** 1.5 * (0.25 if d in holidays(d.year) else 1.0) for d in days]
    )


def _month(day: date) -> float:
    """The month's level, sliding from the middle of one month to the middle of the next."""
    position = day.month - 1 + (day.day - 15) / 30
    low = int(np.floor(position))
    return float(MONTH[low % 12] + (MONTH[(low + 1) % 12] - MONTH[low % 12]) * (position - low))
