"""Where things stand in a picture: the area of the data, and the way from places and values to pixels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locales import Language
from reports.drawing.scale import days_of, place_of
from reports.drawing.svg import Box
from reports.drawing.ticks import Tick, number_ticks, time_ticks
from reports.plot import Place, Plot, Runs

NARROW = 480.0
"""A narrower picture has fewer ticks, and labels above it rather than beside, in pixels."""


@dataclass(frozen=True)
class Frame:
    """The area of the data inside a picture of that width; `rows` are the heights of rows where they have names."""

    plot: Plot
    language: Language
    width: float
    area: Box
    values: tuple[float, float]
    places: tuple[float, float]
    rows: tuple[float, ...]
    names: tuple[tuple[str, ...], ...]

    @property
    def narrow(self) -> bool:
        """Whether it is a phone's."""
        return self.width < NARROW

    def value(self, value: float) -> float:
        """Where a value stands: from the left where the chart lies, else from the top."""
        low, high = self.values
        share = (value - low) / (high - low)
        return self.area.left + share * self.area.width if self.plot.lies else self.bottom - share * self.area.height

    def place(self, at: Place) -> float:
        """Where a place stands: from the top where the chart lies, else from the left."""
        return self.along(place_of(self.plot, at))

    def along(self, at: float) -> float:
        """Where a number on the axis of places stands."""
        if self.rows:
            row = min(int(at), len(self.rows) - 1)
            return self.area.top + sum(self.rows[:row]) + (at - row) * self.rows[row]
        low, high = self.places
        share = (at - low) / (high - low)
        start, room = (self.area.top, self.area.height) if self.plot.lies else (self.area.left, self.area.width)
        return start + share * room

    def at(self, place: Place, value: float) -> tuple[float, float]:
        """The point of a place and a value, from the upper left corner."""
        one, other = self.place(place), self.value(value)
        return (other, one) if self.plot.lies else (one, other)

    def span(self, one: float, other: float, start: float, end: float) -> Box:
        """The rectangle between two numbers on the axis of places and two values."""
        first, last = sorted((self.along(one), self.along(other)))
        return self.lying(first, last, start, end)

    def lying(self, first: float, last: float, start: float, end: float) -> Box:
        """The rectangle between two pixels along the axis of places and two values."""
        low, high = sorted((self.value(start), self.value(end)))
        if self.plot.lies:
            return Box(low, first, high - low, last - first)
        return Box(first, low, last - first, high - low)

    @property
    def bottom(self) -> float:
        """The lower edge of the area."""
        return self.area.top + self.area.height

    @property
    def right(self) -> float:
        """The right edge of the area."""
        return self.area.left + self.area.width

    @property
    def value_ticks(self) -> list[Tick]:
        """The ticks of the axis of values."""
        low, high = self.values
        if self.plot.across.runs is Runs.TIME:
            days = [date.fromordinal(round(end)) for end in (low, high)]
            return time_ticks(days, self.area.width, self.language, by_month=False)
        return number_ticks(low, high, 4 if self.narrow else 6, self.plot.across.sign, self.language)

    @property
    def place_ticks(self) -> list[Tick]:
        """The ticks of the axis of places: months and days, or named rows."""
        if self.plot.along.runs is Runs.TIME:
            return time_ticks(days_of(self.plot), self.area.width, self.language, by_month=self.plot.along.by_month)
        if self.plot.along.runs is Runs.NAMES:
            return [Tick(row + 0.5, lines) for row, lines in enumerate(self.names)]
        return [Tick(at, (name,)) for at, name in self.plot.along.ticks]
