"""What a trend is drawn from: the months of one or more series, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import isnan

from charts.judged import Judgements
from charts.theme import ACCENT
from metrics.monthly import Happening, Months
from metrics.period import Period


@dataclass(frozen=True)
class Series:
    """One line or row of columns. No line crosses the days in `breaks`; `judgements` are by month (2026-10)."""

    name: str
    months: Months
    colour: str = ACCENT
    dash: str = "solid"
    breaks: tuple[Happening, ...] = ()
    judgements: Judgements = field(default_factory=dict)


@dataclass(frozen=True)
class Marks:
    """What stands beside a trend. `last_day` is the last day with figures: a month that ends later is unfinished.

    Figures from `provisional_from` on may still be changed by the platform.
    """

    last_day: date
    notes: tuple[Happening, ...] = ()
    provisional_from: date | None = None


@lru_cache(maxsize=1_000)
def month_of(by: str) -> Period:
    """The calendar month of a month's figure. Kept, as every series has the same ones."""
    return Period.parse(by)


def in_json(value: float) -> float | None:
    """A number as JSON has it: missing is null, and no digits beyond what can be seen."""
    return None if isnan(value) else float(f"{value:.8g}")
