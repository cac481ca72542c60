"""A metric declared once: everything that is said about a number is derived from its declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from data.errors import GenomslagError


class Unit(StrEnum):
    """What a figure counts."""

    PERSONS = "persons"
    FOLLOWERS = "followers"
    COUNT = "count"
    PER_CENT = "per cent"
    MINUTES = "minutes"
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


@dataclass(frozen=True)
class Example:
    """One row of inputs and the value it gives: run as a test and shown in the glossary."""

    given: Mapping[str, float]
    expected: float
    story: str = ""


@dataclass(frozen=True)
class Metric:
    """One number that Genomslag can show.

    `inputs` name columns of the combined facts (`metrics/roll_up.py`); `compute` takes a frame with
    those columns, one row a group, and returns the value of each row, missing where an input is.
    A metric of distinct people has `compute` applied to both bounds of `reach`; `falls_with_reach`
    says that a larger reach gives a smaller value, so that the bounds change places.
    Texts are message ids (English).
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
    compute: Callable[[pd.DataFrame], pd.Series]
    example: Example
    source: str = ""
    caveats: tuple[str, ...] = ()
    decimals: int = 0
    falls_with_reach: bool = False
    post_based: bool = field(default=False)

    @property
    def unique(self) -> bool:
        """Whether the figure rests on distinct people and may therefore be an interval."""
        return RollUp.UNIQUE in (self.over_days, self.over_accounts)


class UnknownMetric(GenomslagError):
    """A metric id that the catalogue does not hold."""
