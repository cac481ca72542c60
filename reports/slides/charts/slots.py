"""The places along a chart over time: a slot a month or day, and one for each break that no line may cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from locales import Language
from reports.plot import Break, Line, Place, Plot, Point
from reports.slides.charts.axes import Side, category_axis, date_axis
from reports.slides.charts.parts import Style
from reports.slides.charts.sheet import Sheet, levels, serial
from reports.slides.markup import tag

NARROWEST_MONTH = 25.0
"""Points that the short name of a month needs."""
SHORT = 3
"""Letters of a month, so that a year's months take the same room: juni and juli are told apart by theirs."""
DAY_WIDTH = 84.0
"""Points that a whole day needs: 14 sep 2026."""
EVERY = (1, 2, 3, 4, 6, 7, 12, 14, 28, 56)


@dataclass(frozen=True)
class Slot:
    """A place along the chart: a day, or a gap where `breaks` stand."""

    day: date | None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Slots:
    """All places, from left to right."""

    found: tuple[Slot, ...]

    def __len__(self) -> int:
        return len(self.found)

    @property
    def places(self) -> dict[Place, int]:
        """Which slot each day is."""
        return {slot.day: place for place, slot in enumerate(self.found) if slot.day is not None}

    def values(self, points: Sequence[Point]) -> list[float | None]:
        """The points' values, one a slot, None where there is none."""
        at = {point.at: point.value for point in points}
        return [at.get(slot.day) if slot.day else None for slot in self.found]

    def nearest(self, day: date) -> int:
        """The slot of a day, or the last one before it."""
        return max((place for place, slot in enumerate(self.found) if slot.day and slot.day <= day), default=0)

    def first_from(self, at: float) -> int:
        """The first slot of a day from there on, counted as `date.toordinal` does."""
        return next((place for place, slot in enumerate(self.found) if slot.day and slot.day.toordinal() >= at), 0)


def across_all(plot: Plot) -> tuple[Break, ...]:
    """The breaks that cut every line, or stand among columns: the others are marked on their own line."""
    lines = [mark for mark in plot.marks if isinstance(mark, Line)]
    return tuple(one for one in plot.breaks if all(one.cuts(line) for line in lines))


def gaps(plot: Plot) -> tuple[Break, ...]:
    """The breaks that have a slot of their own: only months do, as days stand on an axis that counts them."""
    return across_all(plot) if plot.along.by_month else ()


def slots_of(plot: Plot) -> Slots:
    """A slot for each day that has a point, and one before the first day after each break."""
    days = sorted({point.at for mark in plot.series for point in mark.points if isinstance(point.at, date)})
    found: list[Slot] = []
    before = -1.0
    for day in days:
        own = tuple(one for one in gaps(plot) if before < one.at <= day.toordinal())
        found += [Slot(None, own)] if own else []
        found.append(Slot(day))
        before = float(day.toordinal())
    return Slots(tuple(found))


@dataclass(frozen=True)
class Along:
    """How the slots are written: as the categories of each series, and on the axis."""

    categories: str
    skip: int = 1
    unit: str = ""
    """Of an axis of dates: days or months; empty for one of texts."""

    def axis(self, side: Side, style: Style) -> str:
        """The axis below the plot."""
        if not self.unit:
            return category_axis(side, style, skip=self.skip)
        look = style.day_format() if self.unit == "days" else style.month_format()
        return date_axis(side, style, unit=self.unit, every=self.skip, look=look)


def along(slots: Slots, plot: Plot, sheet: Sheet, width: float, style: Style) -> Along:
    """The slots as months under their years where these fit, else as dates of which some are written."""
    text = style.language.text
    if plot.along.by_month and width / len(slots) >= NARROWEST_MONTH:
        months = [_month(slot, style.language) for slot in slots.found]
        years = [str(slot.day.year) if slot.day else "" for slot in slots.found]
        first = [year if year not in years[:place] else "" for place, year in enumerate(years)]
        return Along(levels([sheet.texts(text("Year"), first), sheet.texts(text("Month"), months)]))
    every = _every(ceil(len(slots) * DAY_WIDTH / width))
    heading, unit = (text("Month"), "months") if plot.along.by_month else (text("Day"), "days")
    if gaps(plot):
        names = [style.language.short_month(slot.day) if slot.day else "" for slot in slots.found]
        return Along(levels([sheet.texts(heading, names)]), every)
    days = sheet.numbers(heading, [serial(slot.day) if slot.day else None for slot in slots.found], days=True)
    look = style.day_format() if unit == "days" else style.month_format()
    return Along(tag("c:cat", days.reference(look)), every, unit)


def _every(needed: int) -> int:
    return next((each for each in EVERY if each >= needed), needed)


def _month(slot: Slot, language: Language) -> str:
    return language.short_month(slot.day)[:SHORT] if slot.day else ""
