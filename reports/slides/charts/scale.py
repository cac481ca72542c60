"""The ends and steps of an axis, set once: a chart of several parts has them in common, and labels rest on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

STEPS = 5
"""How many steps an axis has, about."""
NICE = (1, 2, 5, 10)
DAYS = (1, 7, 14, 28, 56, 91, 182, 364, 728)


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high`, written every `step`."""

    low: float
    high: float
    step: float

    @property
    def decimals(self) -> int:
        """How many decimals its numbers need to differ."""
        places = 0
        while places < 3 and abs(self.step * 10**places - round(self.step * 10**places)) > 1e-9:
            places += 1
        return places

    def ticks(self) -> list[float]:
        """What is written along it."""
        first = ceil(self.low / self.step - 1e-9)
        count = floor((self.high - first * self.step) / self.step + 1e-9)
        return [(first + place) * self.step for place in range(count + 1)]

    def share(self, value: float) -> float:
        """How far along the axis a value is, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scaled(values: Iterable[float], *, from_zero: bool = True, room: float = 0.0) -> Scale:
    """A scale that holds the values, with `room` (a share of it) free above."""
    known = [value for value in values if isfinite(value)]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + (abs(low) or 1.0)
    high += (high - low) * room
    raw = (high - low) / STEPS
    power = 10.0 ** floor(log10(raw))
    step = next(nice * power for nice in NICE if nice * power >= raw * (1 - 1e-9))
    return Scale(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step)


def given(low: float, high: float) -> Scale:
    """A scale with ends that are given; it is written from below, so that it begins at a whole step."""
    step = scaled((low, high), from_zero=False).step
    return Scale(floor(low / step + 1e-9) * step, high, step)


def days_scaled(first: float, last: float, most: int) -> Scale:
    """A scale of days, at most so many of them written."""
    span = max(1.0, last - first)
    step = next((days for days in DAYS if span / days <= most), ceil(span / most / 364) * 364)
    return Scale(first, last, float(step))
