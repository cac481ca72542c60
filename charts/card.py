"""A metric's card: a figure with its changes, its verdict and its months, every text ready to be read."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.change import Compared


@dataclass(frozen=True)
class Change:
    """A change as it is read: since when, how much, and why none is told."""

    label: str
    text: str
    reason: str = ""


@dataclass(frozen=True)
class Card:
    """One metric: every text ready to be read, `spark` its values over time with None where missing.

    `verdict` says whether the value is more than normal variation, and `weight` how much it matters: a code of
    `metrics.verdict.Verdict`, or nothing. `compared` are the figures that its texts are made of, of one
    `account` where that is named.
    """

    label: str
    value: str
    unit_text: str = ""
    help: str = ""
    changes: tuple[Change, ...] = ()
    spark: tuple[float | None, ...] = ()
    spark_alt: str = ""
    note: str = ""
    verdict: str = ""
    weight: str = ""
    compared: tuple[Compared, ...] = ()
    account: str = ""
