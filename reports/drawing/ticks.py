"""Where ticks stand on an axis and what is written at them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from locales import Language
from reports.drawing.text import width

NICE = (1, 2, 5, 10)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
DAY_STEPS = (1, 2, 7, 14, 28)
MONTHS_FROM = 5
"""Days that touch so many calendar months have their ticks on months."""
BETWEEN = 12.0
"""Pixels from one tick's text to the next one's."""
MONDAY = date(2001, 1, 1)


@dataclass(frozen=True)
class Tick:
    """A place on an axis and the lines that are written at it."""

    at: float
    lines: tuple[str, ...]


def number_ticks(low: float, high: float, most: int, sign: str, language: Language) -> list[Tick]:
    """At most so many ticks from low to high, at 1, 2 or 5 times a power of ten, all with as many decimals."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in NICE if nice * power >= rough * (1 - 1e-9))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    numbers = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    return [Tick(number * step, (language.number(number * step, decimals) + sign,)) for number in numbers]


def time_ticks(days: Sequence[date], room: float, language: Language, *, by_month: bool) -> list[Tick]:
    """Ticks on months or days, no closer than they can be read; the year stands where it begins."""
    first, last = days[0], days[-1]
    months = _months(last) - _months(first) + 1
    if by_month or months >= MONTHS_FROM:
        return _with_years(_month_starts(first, last, months, room), language, daily=False)
    widest = width("28 sep") + BETWEEN
    span = (last - first).days + 1
    step = next((one for one in DAY_STEPS if span / one <= max(2.0, room / widest)), DAY_STEPS[-1])
    start = first + timedelta(days=-(first - MONDAY).days % step)
    starts = [start + timedelta(days=step * number) for number in range((last - start).days // step + 1)]
    return _with_years(starts or [first], language, daily=True)


def _months(day: date) -> int:
    """The number of the day's month, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _month_starts(first: date, last: date, months: int, room: float) -> list[date]:
    step = next((one for one in MONTH_STEPS if months / one <= max(2.0, room / 44)), MONTH_STEPS[-1])
    numbers = range(_months(first) + -_months(first) % step, _months(last) + 1, step)
    starts = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return [day for day in starts if day >= first] or [first]


def _with_years(starts: Sequence[date], language: Language, *, daily: bool) -> list[Tick]:
    return list(_dated(starts, language, daily=daily))


def _dated(starts: Sequence[date], language: Language, *, daily: bool) -> Iterator[Tick]:
    years_alone = not daily and all(day.month == 1 for day in starts) and len(starts) > 1
    before = 0
    for day in starts:
        name = language.month_names()[day.month - 1][:3]
        text = f"{day.day} {name}" if daily else name
        if years_alone:
            yield Tick(day.toordinal(), (str(day.year),))
        else:
            yield Tick(day.toordinal(), (text, str(day.year)) if day.year != before else (text,))
        before = day.year
