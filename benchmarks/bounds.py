"""From the platforms' windows to intervals for distinct people."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

import numpy as np

from benchmarks.result import Result, ratio
from metrics.bounds import Windows, bounds
from metrics.period import Period

ACCOUNTS = 60
THREE_YEARS = Period(date(2023, 11, 1), date(2026, 10, 31))
YEAR = Period(date(2025, 11, 1), THREE_YEARS.end)
LENGTHS = (1, 7, 28)


def intervals(rounds: int) -> list[Result]:
    """Processor time of the bounds of a year's months and of the year, beside reading the same windows as often."""
    rows = _rows()
    windows, months = Windows.of(rows), YEAR.months()
    laid, read, monthly, yearly = [], [], [], []
    for _ in range(rounds):
        laid.append(cpu_seconds(lambda: Windows.of(rows)))
        read.append(cpu_seconds(lambda: [np.nanmin(people) for _ in months for people in windows.reach.values()]))
        monthly.append(cpu_seconds(lambda: [bounds(windows, month) for month in months]))
        yearly.append(cpu_seconds(lambda: bounds(windows, YEAR)))
    size = f"{len(months)} months × {ACCOUNTS} accounts"
    return [
        Result(f"bounds of reach, {size}", 1000 * median(monthly), "ms", 100, monthly),
        ratio(f"bounds of reach, {size}, against reading every window once a month", monthly, read),
        Result(f"bounds of reach, a year × {ACCOUNTS} accounts", 1000 * median(yearly), "ms", None, yearly),
        Result(f"laying out three years of windows, {ACCOUNTS} accounts", 1000 * median(laid), "ms", None, laid),
    ]


def _rows() -> list[tuple[str, date, int, float]]:
    """A window of each length on every day of three years, for every account."""
    random = np.random.default_rng(1)
    days = [THREE_YEARS.start + timedelta(days=number) for number in range(THREE_YEARS.days)]
    keys = [(f"a{account}", day, length) for account in range(ACCOUNTS) for day in days for length in LENGTHS]
    people = np.round(random.lognormal(8, 1, len(keys)) * np.tile(np.power(LENGTHS, 0.7), len(keys) // len(LENGTHS)))
    return [(*key, count) for key, count in zip(keys, people.tolist(), strict=True)]


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start
