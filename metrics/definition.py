"""A metric declared once: everything that is said about a number is derived from its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.errors import GenomslagError


class Unit(StrEnum):
    """What a figure counts."""

    PERSONS = "persons"
    FOLLOWERS = "followers"
    COUNT = "count"
    PER_CENT = "per cent"
    MINUTES = "minutes"
    HOURS = "hours"
    SEK = "SEK"
    PER_THOUSAND = "per 1000"
    PER_POST = "per post"


class Direction(StrEnum):
    """Which way is better; NONE where neither is."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class RollUp(StrEnum):
    """How values combine over days or accounts (the data contract's rule that nothing may break)."""

    SUM = "sum"
    LAST = "last observed"
    RATIO = "ratio of sums"
    UNIQUE = "interval, never summed"


REACH = "reach"
INHABITANTS = "inhabitants"
POSTS_OF_KIND, ALL_POSTS = "posts_of_kind", "all_posts"
"""How many posts are of a topic or format, and how many there are of any."""


@dataclass(frozen=True)
class Example:
    """Amounts and the value they give: run as a test and shown in the glossary."""

    given: Mapping[str, float]
    expected: float
    story: str = ""


@dataclass(frozen=True)
class Metric:
    """One number that Genomslag can show: `times` × `numerator` ÷ `denominator`.

    Both are amounts that `metrics/roll_up.py` gives for every account and period (or for every post);
    a metric without a denominator is the amount itself. Amounts are added before they are divided,
    over rows that have both. `inputs` are the contract's columns behind them; `differs` is why the platform's own
    figure may be another. Texts are message ids.
    """

    id: str
    label: str
    explanation: str
    formula: str
    unit: Unit
    direction: Direction
    over_days: RollUp
    over_accounts: RollUp
    public: bool
    inputs: tuple[str, ...]
    numerator: str
    example: Example
    differs: str
    denominator: str | None = None
    times: float = 1
    decimals: int = 0
    source: str = ""
    caveats: tuple[str, ...] = ()

    @property
    def amounts(self) -> tuple[str, ...]:
        """The amounts it is made of."""
        return (self.numerator,) if self.denominator is None else (self.numerator, self.denominator)

    @property
    def unique(self) -> bool:
        """Whether it rests on distinct people and may therefore be an interval."""
        return REACH in self.amounts

    def value(self, given: Mapping[str, float]) -> float:
        """The figure that these amounts give, in the metric's unit; `ZeroDivisionError` where none exists."""
        divisor = 1 if self.denominator is None else given[self.denominator]
        return self.times * given[self.numerator] / divisor


class UnknownMetric(GenomslagError):
    """A metric id that the catalogue does not hold."""
