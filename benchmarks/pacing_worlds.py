"""Simulated campaigns and channels, of which we know the end.

Campaigns are steady, with a bang at either end, by weekday or in bursts; channels have weekdays, a season and moods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.attainment import ROUGH
from metrics.horizon import Horizon
from metrics.usual_course import ends_of, from_history, from_own_days, rests
from metrics.usual_growth import Course, Ends, from_courses, goes_alike, growth_of_people, noise, unknown_course

Floats = npt.NDArray[np.float64]
SHAPES = ("steady", "front-loaded", "late peak", "weekday", "bursts")
MIXED = "mixed"
SHARES = (0.25, 0.5, 0.75)
SHORTEST, LONGEST = 21, 77


class Outcome(NamedTuple):
    """A projection at a share of a campaign's days, where the campaign ended, and a target set before it began."""

    group: str
    share: float
    low: float
    high: float
    ended_low: float
    ended_high: float
    target: float
    rough: bool = False


@dataclass(frozen=True)
class World:
    """An organisation whose campaigns have a shape (mixed: each its own), and how many of them are over.

    Days vary by `dispersion` times what chance alone would give; 1 is Poisson.
    """

    shape: str
    dispersion: float
    earlier: int

    def weights(self, days: int, random: np.random.Generator) -> tuple[Floats, Floats]:
        """What each day of a campaign weighs, and what its weekday alone does."""
        shape = str(random.choice(SHAPES)) if self.shape == MIXED else self.shape
        week = np.where((np.arange(days) + random.integers(7)) % 7 >= 5, 0.4 if shape == "weekday" else 0.8, 1.0)
        over, weights = (np.arange(days) + 0.5) / days, week.copy()
        if shape == "front-loaded":
            weights *= np.exp(-random.uniform(1, 3) * over)
        elif shape == "late peak":
            weights *= 1 + random.uniform(1, 4) * np.exp(-(((over - random.uniform(0.7, 0.9)) / 0.12) ** 2))
        elif shape == "bursts":
            weights[random.choice(days, max(2, days // 14), replace=False)] *= random.uniform(3, 6)
        return weights / weights.mean(), week

    def campaign(self, random: np.random.Generator) -> tuple[Floats, Floats, float]:
        """What a campaign gave by day, what its weekdays weigh, and what was expected of it."""
        days = int(random.integers(SHORTEST, LONGEST + 1))
        expected = float(np.exp(random.uniform(np.log(300), np.log(20_000))))
        weights, week = self.weights(days, random)
        means = weights * expected / days
        spread = self.dispersion - 1
        drawn = random.gamma(means / spread, spread) if spread > 0 else means
        return random.poisson(drawn).astype(float), week, expected

    def outcomes(self, campaigns: int, seed: int = 1) -> Iterator[Outcome]:
        """Campaigns with targets between 70 and 130 per cent of what was expected, at each of SHARES."""
        random = np.random.default_rng(seed)
        for _ in range(campaigns):
            past = [_course(self.campaign(random)[0]) for _ in range(self.earlier)]
            amounts, week, expected = self.campaign(random)
            target, ended = expected * random.uniform(0.7, 1.3), float(amounts.sum())
            for share in SHARES:
                seen = round(share * len(amounts))
                ends = _ends(amounts, week, seen, past)
                if ends is not None:
                    alike = not past or goes_alike(_course(amounts), past, seen / len(amounts))
                    rough = not alike or ends.high > ROUGH * ends.low
                    yield Outcome(self.shape, share, ends.low, ends.high, ended, ended, target, rough)

    def people(self, campaigns: int, seed: int = 1) -> Iterator[Outcome]:
        """People reached since a campaign's start, who differ log-normally in how often they look."""
        random = np.random.default_rng(seed)
        for _ in range(campaigns):
            days = int(random.integers(SHORTEST, LONGEST + 1))
            looks = random.lognormal(-(1.3**2) / 2, 1.3, 2000)
            weights = self.weights(days, random)[0] * random.gamma(8, 1 / 8, days)
            daily = random.uniform(0.02, 0.15) * weights
            reached = 100_000 * (1 - np.exp(-np.outer(np.cumsum(daily), looks))).mean(axis=1)
            ended = float(reached[-1])
            for share in SHARES:
                growth = growth_of_people(reached[: round(share * days)], days)
                if growth is not None:
                    ends = growth.of(float(reached[round(share * days) - 1]))
                    yield Outcome(f"people {self.shape}", share, ends.low, ends.high, ended, ended, np.nan)


def _course(amounts: Floats) -> Course:
    return Course(np.cumsum(amounts), np.cumsum(amounts))


def _ends(amounts: Floats, week: Floats, seen: int, past: list[Course]) -> Ends | None:
    share, so_far = seen / len(amounts), float(amounts[:seen].sum())
    begun = [course.at(share).low for course in past]
    growth = from_courses(begun, [float(course.low[-1]) for course in past])
    if growth is not None:
        return growth.of(so_far, noise(so_far, begun, share))
    left, days = float(week[seen:].sum()), len(amounts) - seen
    rest = from_own_days(amounts[:seen], week[:seen], left, days, unknown_course(share))
    return Ends(*(so_far + side for side in rest)) if rest else None


FIRST_DAY = 738_000
RECENT = 40
"""How many days ago a simulated channel's break is, and by how much more was counted before it."""
COUNTED_BEFORE = 3.0


def channel_days(days: int, random: np.random.Generator) -> Floats:
    """What a channel gave by day: weekdays, a season, growth, moods that last for weeks, bursts and chance."""
    at = np.arange(days)
    weights = np.where((at + random.integers(7)) % 7 >= 5, random.uniform(0.3, 1), 1.0)
    season = random.uniform(0.05, 0.25) * np.sin(2 * np.pi * (at / 365.25 + random.uniform()))
    lasts = random.uniform(0.9, 0.99)
    pushes = random.normal(0, random.uniform(0.02, 0.3) * np.sqrt(1 - lasts**2), days)
    moods = np.fromiter(accumulate(pushes, lambda mood, push: lasts * mood + push), float)
    bursts = np.where(random.uniform(size=days) < 0.02, random.uniform(2, 6, days), 1.0)
    level = np.exp(random.uniform(np.log(5), np.log(3000)) + season + moods + random.uniform(-0.1, 0.3) * at / 365.25)
    means, spread = level * weights * bursts, random.choice([2.0, 7.0])
    return np.asarray(random.poisson(random.gamma(means / spread, spread)), dtype=float)


def channels(known: int, days: int, count: int, *, cut: bool = False, seed: int = 1) -> Iterator[Outcome]:
    """Sums of the days after those that are known, told from the channel's usual days; none where they cannot be.

    The target is between 70 and 130 per cent of what as many days gave of late. With a break the latest days are
    counted in another way than those before.
    """
    random = np.random.default_rng(seed)
    turn = known - RECENT
    horizon = Horizon(FIRST_DAY, 0, known, days, (turn,) if cut else ())
    for _ in range(count):
        amounts = channel_days(known + days, random)
        target = float(amounts[known - days : known].sum()) * random.uniform(0.7, 1.3)
        amounts[:turn] *= COUNTED_BEFORE if cut else 1
        found = from_history(np.where(np.arange(known + days) < known, amounts, np.nan), horizon)
        if found is not None:
            ends, came = ends_of(rests(found, horizon)), float(amounts[known:].sum())
            group = f"{days} days{', break' if cut else ''}, of {known}"
            yield Outcome(group, 0.0, ends.low, ends.high, came, came, target)
