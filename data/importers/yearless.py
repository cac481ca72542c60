"""Days that don't say their year, as TikTok writes them: counted back from the year of the last one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import pairwise

from data.importers.reading import Cell
from data.importers.source import Choice, ImportRejected, Question, Source
from data.importers.values import day
from locales import N_

LEAP_YEAR, DAYS_OF_A_YEAR = 2000, 366  # 29 February is a day in it
FIRST_YEAR = 2016  # TikTok began
OFFERED = 4  # years to choose from
MonthDay = tuple[int, int]
EAST_ASIAN = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")


def month_day(cell: Cell) -> MonthDay | None:
    """The month and day in a cell, None where there is none or where it says its year."""
    if not isinstance(cell, str):
        return None
    if found := EAST_ASIAN.fullmatch(cell.strip()):
        told = int(found[1]), int(found[2])
        return told if 1 <= told[0] <= 12 and 1 <= told[1] <= monthrange(LEAP_YEAR, told[0])[1] else None
    try:
        day(cell)
    except ValueError:
        pass
    else:
        return None
    try:
        on = day(cell, ("month_name",), year=LEAP_YEAR)
    except ValueError:
        return None
    return (on.month, on.day) if on else None


def dated(days: Sequence[MonthDay], last_year: int) -> list[date]:
    """The days in order, the latest in `last_year`; each step against the order of the file is a new year.

    Raises ValueError where 29 February falls in a year that hasn't one.
    """
    newest_first = _newest_first(days)
    found: list[date] = []
    year, next_day = last_year, (13, 1)
    for month_and_day in days if newest_first else reversed(days):
        if month_and_day > next_day:
            year -= 1
        found.append(date(year, *month_and_day))
        next_day = month_and_day
    return found if newest_first else found[::-1]


def dated_as_told(source: Source, days: Sequence[MonthDay], last_year: int) -> list[date]:
    """As `dated`. Raises ImportRejected where the days cannot be in the year that a person told."""
    try:
        found = dated(days, last_year)
    except ValueError:
        found = []
    if not found or max(found) > datetime.now(UTC).date() or last_year < FIRST_YEAR:
        raise ImportRejected(
            N_("The last day of {name} cannot be {day} of {year}: there was no such day on TikTok."),
            todo=N_("Choose the year of the last day in the file."),
            name=source.name,
            day=_written(last_of(days)),
            year=last_year,
        )
    return found


def last_of(days: Sequence[MonthDay]) -> MonthDay:
    """The latest of the days."""
    return days[0] if _newest_first(days) else days[-1]


def _newest_first(days: Sequence[MonthDay]) -> bool:
    """Whether the days run backwards: whichever way round they take the least time."""
    ordinals = [date(LEAP_YEAR, *on).timetuple().tm_yday for on in days]
    steps = [(after - before) % DAYS_OF_A_YEAR for before, after in pairwise(ordinals)]
    return sum(steps) > sum(-step % DAYS_OF_A_YEAR for step in steps)


def year_question(source: Source, days: Sequence[MonthDay]) -> Question:
    """Asks for the year of the last day; the latest in which it had been when the file was read is the likely one."""
    last = last_of(days)
    read_on = (source.observed_at or datetime.now(UTC)).date()
    likely = read_on.year if last <= (read_on.month, read_on.day) else read_on.year - 1
    years = [year for year in range(likely, FIRST_YEAR - 1, -1) if _can_end_in(days, year)][:OFFERED]
    return Question(
        "year",
        N_("The dates in {name} don't say their year. In which year is the last of them, {day}?"),
        tuple(Choice(str(year), str(year)) for year in years),
        {"name": source.name, "day": _written(last)},
    )


def _can_end_in(days: Sequence[MonthDay], year: int) -> bool:
    try:
        return bool(dated(days, year))
    except ValueError:
        return False


def _written(on: MonthDay) -> str:
    return f"{on[1]}/{on[0]}"
