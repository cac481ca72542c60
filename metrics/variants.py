"""Two versions of a campaign's posts (A/B): how much more one gave than the other, and between what.

The difference is relative, in per cent of the first version, so that it reads alike for every rate. A rate is a count
of a post divided by what the same post had: the people it reached, or its views. People are never added over posts.

- **Several posts a version.** Posts are what varies, and not people or views: a post that goes well does so for all who
  see it. Each post has one vote, with the logarithm of its rate, (count + 1/2) / (reach or views). Versions are
  compared within a channel and within paid or organic, as those have rates of their own; the differences are averaged
  with the weight n₁n₂/(n₁ + n₂) of each, which is least squares with a level for each of them and one difference (a
  randomised block design). The interval is Student's t with the posts' variation around it, never less than the counts
  alone would vary (Poisson). R. J. Hayes & L. H. Moulton, *Cluster Randomised Trials* (2nd ed., 2017), chapters 10–11:
  analyse one value a cluster; logarithms for rates.
- **One post of each**, in one channel and both paid or both organic: nothing is known of how posts vary, so the
  interval tells of these two posts alone. Each count has its score limits (Poisson; Wilson's for rare events) and the
  quotient theirs by R. G. Newcombe's hybrid of them (*Statistics in Medicine* 17, 1998, 873–890), for quotients as
  A. Donner & G. Y. Zou give it (*Statistical Methods in Medical Research* 21, 2012, 347–359): it holds 1 exactly when
  Newcombe's interval for the difference holds 0.

Intervals are of 95 per cent; with more than two versions each pair has its share of the five (Bonferroni). The four
rates are looked at one by one. Versions that never stood in the same place cannot be compared, and of fewer than ten
counts nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pandas as pd

from locales import N_

Floats = npt.NDArray[np.float64]

MISSING = math.nan
OUTSIDE = 0.05
"""The share of intervals that may miss what they are about."""
FEWEST = 10
"""Counts of a version under which nothing is said."""


@dataclass(frozen=True)
class Rate:
    """A count of a post per so many people that it reached, or per so many of its views."""

    id: str
    label: str
    count: str
    per: str
    times: int


RATES = (
    Rate("interactions_per_reach", N_("Interactions per 100 people reached"), "interactions", "reach", 100),
    Rate("clicks_per_reach", N_("Clicks per 100 people reached"), "clicks", "reach", 100),
    Rate("interactions_per_views", N_("Interactions per 1,000 views"), "interactions", "views", 1000),
    Rate("clicks_per_views", N_("Clicks per 1,000 views"), "clicks", "views", 1000),
)


class Answer(StrEnum):
    """What is said of two versions. The value stands in exported rows."""

    FIRST = "first"
    SECOND = "second"
    CANNOT_TELL = "cannot_tell"
    TOO_FEW = "too_few"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Compared:
    """Two versions by one rate: the second's difference from the first in per cent, with its interval.

    `first_rate` and `second_rate` are those of a typical post of each where both were shown; `posts` how many of each
    have the rate there. NaN where nothing is said. `single`: one post of each, and so of these two alone.
    """

    rate: Rate
    first: str
    second: str
    answer: Answer
    posts: tuple[int, int] = (0, 0)
    first_rate: float = MISSING
    second_rate: float = MISSING
    difference: float = MISSING
    low: float = MISSING
    high: float = MISSING
    single: bool = False


def compared_variants(posts: pd.DataFrame) -> tuple[Compared, ...]:
    """Every pair of versions among a campaign's posts, by each rate that both have; none without two versions.

    Posts are rows of `roll_up.post_rows`: variant, account_id, paid, interactions, clicks, reach, views.
    """
    versions = sorted({str(one) for one in posts["variant"].dropna() if str(one)})
    pairs = list(combinations(versions, 2))
    found = (_compared(posts, rate, *pair, outside=OUTSIDE / len(pairs)) for pair in pairs for rate in RATES)
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True)
class _Post:
    """One post: its count, what it is divided by, whether it is of the second version, and where it stood."""

    count: float
    per: float
    second: bool
    place: tuple[str, str]


def _posts(posts: pd.DataFrame, rate: Rate, first: str, second: str) -> list[_Post]:
    rows = posts[posts["variant"].isin([first, second])]
    columns = (rows[name] for name in (rate.count, rate.per, "variant", "account_id", "paid"))
    return [
        _Post(float(count), float(per), variant == second, (str(account), "" if pd.isna(paid) else str(bool(paid))))
        for count, per, variant, account, paid in zip(*columns, strict=True)
        if pd.notna(count) and pd.notna(per) and per > 0
    ]


def _compared(posts: pd.DataFrame, rate: Rate, first: str, second: str, *, outside: float) -> Compared | None:
    """The pair by the rate; None where one of them never has it."""
    known = _posts(posts, rate, first, second)
    if len({post.second for post in known}) < 2:
        return None
    shared = [post for post in known if len({other.second for other in known if other.place == post.place}) == 2]
    ours, theirs = ([post for post in shared if post.second is side] for side in (False, True))
    if not shared:
        return Compared(rate, first, second, Answer.NOT_COMPARABLE)
    numbers = len(ours), len(theirs)
    if min(sum(post.count for post in side) for side in (ours, theirs)) < FEWEST:
        return Compared(rate, first, second, Answer.TOO_FEW, numbers)
    single = numbers == (1, 1)
    found = _of_two(ours[0], theirs[0], outside) if single else _of_several(shared, outside)
    low, high = (100 * (bound - 1) for bound in (found.low, found.high))
    answer = Answer.SECOND if low > 0 else Answer.FIRST if high < 0 else Answer.CANNOT_TELL
    rates = (rate.times * found.first, rate.times * found.second)
    return Compared(rate, first, second, answer, numbers, *rates, 100 * (found.ratio - 1), low, high, single)


@dataclass(frozen=True)
class _Ratio:
    first: float
    second: float
    low: float
    high: float

    @property
    def ratio(self) -> float:
        return self.second / self.first


def _of_several(posts: Sequence[_Post], outside: float) -> _Ratio:
    """The quotient of typical posts, places apart, by least squares on the logarithms of their rates."""
    logs = np.log([(post.count + 0.5) / post.per for post in posts])
    second = np.array([post.second for post in posts])
    places = sorted({post.place for post in posts})
    at = np.array([places.index(post.place) for post in posts])
    sides = [[logs[(at == place) & (second == side)] for place in range(len(places))] for side in (False, True)]
    numbers = np.array([[len(some) for some in side] for side in sides], dtype=float)
    means = np.array([[some.mean() for some in side] for side in sides])
    weights = numbers[0] * numbers[1] / (numbers[0] + numbers[1])
    whole = float(weights @ np.ones(len(places)))
    typical = means @ weights / whole
    difference = float(typical[1] - typical[0])
    level = (numbers[0] * means[0] + numbers[1] * (means[1] - difference)) / (numbers[0] + numbers[1])
    left = logs - level[at] - difference * second
    freedom = len(posts) - len(places) - 1
    by_chance = float(np.mean([1 / (post.count + 0.5) for post in posts]))
    variance = max(float(left @ left) / freedom, by_chance)
    reach_out = student_t(1 - outside / 2, freedom) * math.sqrt(variance / whole)
    low, high = (math.exp(min(difference + side * reach_out, 50)) for side in (-1, 1))
    return _Ratio(math.exp(float(typical[0])), math.exp(float(typical[1])), low, high)


def _of_two(ours: _Post, theirs: _Post, outside: float) -> _Ratio:
    """The quotient of two posts' rates, with the limits that those of each count give (variance estimates recovery)."""
    z = NormalDist().inv_cdf(1 - outside / 2)
    below, above = ours.count / ours.per, theirs.count / theirs.per
    (l2, u2), (l1, u1) = (tuple(limit / post.per for limit in _score(post.count, z)) for post in (ours, theirs))
    product = above * below
    down = max(0.0, product**2 - l1 * u2 * (2 * above - l1) * (2 * below - u2))
    up = max(0.0, product**2 - u1 * l2 * (2 * above - u1) * (2 * below - l2))
    low = (product - math.sqrt(down)) / (u2 * (2 * below - u2)) if 2 * below > u2 else 0.0
    return _Ratio(below, above, low, (product + math.sqrt(up)) / (l2 * (2 * below - l2)))


def _score(count: float, z: float) -> tuple[float, float]:
    """The score limits of a Poisson count: what it would be expected to be at the least and at the most."""
    middle, aside = count + z * z / 2, z * math.sqrt(count + z * z / 4)
    return middle - aside, middle + aside


def student_t(share: float, freedom: int) -> float:
    """The quantile of Student's t: exact for one and two degrees of freedom, else Fisher's expansion.

    M. Abramowitz & I. A. Stegun, *Handbook of Mathematical Functions* (1964), 26.7.5: right to 0.3 per cent from three
    degrees of freedom on.
    """
    if freedom == 1:
        return math.tan(math.pi * (share - 0.5))
    if freedom == 2:
        return (2 * share - 1) / math.sqrt(2 * share * (1 - share))
    z, n = NormalDist().inv_cdf(share), freedom
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4)
    )
