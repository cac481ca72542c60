"""How often the verdicts of metrics/signal.py err, and what they see: `python -m benchmarks.signal [--quick]`.

Series are sums of simulated days with a weekly and a yearly season, Poisson or over-dispersed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.season import WEEKLY
from metrics.signal import Verdicts, verdicts_of
from metrics.verdict import Verdict

Floats = npt.NDArray[np.float64]
ORDER = tuple(Verdict)


@dataclass(frozen=True)
class World:
    """What series are drawn from: `variation` is the standard deviation between periods beyond chance, as a share."""

    level: float = 10_000
    variation: float = 0.1
    swing: float = 0.06
    july: float = 0.7
    weekend: float = 0.7
    per_year: int = 12

    def periods(self, count: int) -> pd.DatetimeIndex:
        if self.per_year == WEEKLY:
            return pd.date_range("2019-03-04", periods=count, freq="7D")
        return pd.date_range("2019-03-01", periods=count, freq="MS")

    def expected(self, periods: pd.DatetimeIndex) -> Floats:
        """The mean of each period: the sum of its days."""
        end = periods[-1] + (pd.Timedelta(days=7) if self.per_year == WEEKLY else pd.offsets.MonthBegin(1))
        days = pd.date_range(periods[0], end, inclusive="left")
        week = np.where(np.asarray(days.day_of_week) >= 5, self.weekend, 1)
        year = 1 + self.swing * np.sin(2 * np.pi * np.asarray(days.day_of_year) / 365.25 + 1)
        means = np.bincount(
            periods.searchsorted(days, side="right") - 1,
            week * year * np.where(np.asarray(days.month) == 7, self.july, 1),
        )
        return np.asarray(means / means.mean() * self.level)

    def draw(self, series: int, count: int, random: np.random.Generator) -> tuple[pd.DatetimeIndex, Floats]:
        """Series in columns: Poisson, or with variation above 0 negative binomial."""
        periods = self.periods(count)
        means = np.broadcast_to(self.expected(periods)[:, None], (count, series))
        if self.variation:
            means = means * random.gamma(self.variation**-2, self.variation**2, means.shape)
        return periods, random.poisson(means).astype(float)


def judged(periods: pd.DatetimeIndex, values: Floats, per_year: int, peers: Floats | None = None) -> Verdicts:
    group = None if peers is None else pd.DataFrame(peers, index=periods)
    return verdicts_of(pd.DataFrame(values, index=periods), peers=group, per_year=per_year)


def false_calls(
    world: World, series: int, years: int = 6, seed: int = 1, *, peers: bool = False
) -> tuple[float, float, float]:
    """Per cent of judged points of stable series called clear, and probably; and of Julys either.

    Peers, if any, have the same season and vary by 3 per cent, as the median of twenty does.
    """
    random = np.random.default_rng(seed)
    periods, values = world.draw(series, years * world.per_year, random)
    group = world.expected(periods)[:, None] * random.normal(1, 0.03, values.shape) if peers else None
    verdict = judged(periods, values, world.per_year, group).verdict
    told = max((verdict != ORDER.index(Verdict.TOO_LITTLE)).sum(), 1)
    clear, probably = verdict == ORDER.index(Verdict.CLEAR), verdict == ORDER.index(Verdict.PROBABLY)
    july = (clear | probably)[:, np.asarray(periods.month == 7)]
    return 100 * clear.sum() / told, 100 * probably.sum() / told, 100 * july.mean()


def seen(world: World, step: float, at: int, series: int, within: int = 3, seed: int = 2) -> tuple[float, float]:
    """Per cent of lasting steps called within so many periods, at all and as clear."""
    periods, values = world.draw(series, at + within, np.random.default_rng(seed))
    values[at:] = np.round(values[at:] * (1 + step))
    after = judged(periods, values, world.per_year).verdict[:, at:]
    called, clear = after >= ORDER.index(Verdict.PROBABLY), after == ORDER.index(Verdict.CLEAR)
    return 100 * called.any(axis=1).mean(), 100 * clear.any(axis=1).mean()


def seen_on_average(world: World, step: float, known: int, series: int, within: int = 3) -> tuple[float, float]:
    """As `seen`, over steps that begin in each month of the year after so many known ones."""
    each = [seen(world, step, known + month, max(series // 12, 1), within, seed=month) for month in range(12)]
    called, clear = np.mean(each, axis=0)
    return float(called), float(clear)


def correlated(series: int, years: int = 6) -> Iterator[tuple[str, float, float]]:
    """What stable series are called whose good months tend to follow good ones."""
    world, random = World(), np.random.default_rng(5)
    periods = world.periods(12 * years)
    for correlation in (0.2, 0.4, 0.6):
        noise = random.normal(0, world.variation, (len(periods), series))
        for place in range(1, len(periods)):
            noise[place] = correlation * noise[place - 1] + (1 - correlation**2) ** 0.5 * noise[place]
        values: Floats = np.round(world.expected(periods)[:, None] * np.exp(noise)).astype(float)
        yield f"correlation {correlation}", *shares(judged(periods, values, 12))


def growing(series: int, years: int = 6) -> Iterator[tuple[str, float, float]]:
    """What series are called that grow by the same share every month."""
    world, random = World(), np.random.default_rng(6)
    periods, values = world.draw(series, 12 * years, random)
    for growth in (0.01, 0.02):
        grown: Floats = np.round(values * np.power(1 + growth, np.arange(len(periods), dtype=float))[:, None])
        yield f"growth of {growth:.0%} a month", *shares(judged(periods, grown, 12))


def shares(verdicts: Verdicts) -> tuple[float, float]:
    """Per cent of judged points called clear, and probably."""
    told = max((verdicts.verdict != ORDER.index(Verdict.TOO_LITTLE)).sum(), 1)
    clear, probably = (verdicts.verdict == ORDER.index(one) for one in (Verdict.CLEAR, Verdict.PROBABLY))
    return 100 * clear.sum() / told, 100 * probably.sum() / told


def worlds() -> Iterator[tuple[str, World]]:
    for per_year, name in ((12, "months"), (WEEKLY, "weeks")):
        for season, swing, july in (("mild season", 0.06, 0.7), ("strong season", 0.2, 0.6)):
            for level in (10, 300, 100_000):
                for variation in (0.0, 0.1, 0.3):
                    title = f"{name}, {season}, mean {level:,}, variation {variation:.0%}"
                    yield title, World(level, variation, swing, july, per_year=per_year)


def print_false_calls(few: int) -> None:
    print("Stable series: per cent of points called clear, probably; Julys called either")
    for title, world in worlds():
        clear, probably, july = false_calls(world, (1200 if world.per_year == 12 else 240) // few)
        print(f"  {title:55} {clear:5.2f} {probably:5.2f} {july:5.2f}", flush=True)
    for title, world in list(worlds())[:18]:
        clear, probably, july = false_calls(world, 1200 // few, years=2, peers=True)
        print(f"  two years with peers, {title:55} {clear:5.2f} {probably:5.2f} {july:5.2f}", flush=True)
    print("Stable months, each taking after the one before; months that grow: per cent clear, probably")
    for title, clear, probably in (*correlated(1200 // few), *growing(1200 // few)):
        print(f"  {title:55} {clear:5.2f} {probably:5.2f}", flush=True)


def print_steps_seen(few: int) -> None:
    print("Lasting steps called within 3 and 6 months, and as clear within 6 (per cent; months, mild season)")
    for variation in (0.05, 0.1, 0.15, 0.2, 0.3, 0.5):
        for step in (-0.5, -0.3, -0.2, 0.2, 0.3, 0.5, 1.0):
            world = World(variation=variation)
            three, _ = seen_on_average(world, step, 24, 1200 // few)
            six, clear = seen_on_average(world, step, 24, 1200 // few, within=6)
            print(f"  variation {variation:4.0%} step {step:+4.0%} {three:5.0f} {six:5.0f} {clear:5.0f}", flush=True)
    print("A step of 30 per cent up, down where variation is 10 per cent, called within 3 months")
    for known in (12, 24, 36, 60):
        for world in (World(swing=0, july=1), World(), replace(World(), swing=0.2, july=0.6)):
            up, down = (seen_on_average(world, step, known, 1200 // few)[0] for step in (0.3, -0.3))
            print(f"  {known} months known, swing {world.swing}, July {world.july}: {up:4.0f} {down:4.0f}", flush=True)


def print_time() -> None:
    periods, values = World().draw(360, 36, np.random.default_rng(3))
    rounds = []
    for _ in range(9):
        began = time.perf_counter()
        judged(periods, values, 12)
        rounds.append(time.perf_counter() - began)
    print(f"360 series of 36 months: {1000 * sorted(rounds)[4]:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    few = 10 if parser.parse_args().quick else 1
    print_false_calls(few)
    print_steps_seen(few)
    print_time()


if __name__ == "__main__":
    main()
