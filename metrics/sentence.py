"""A sentence with the figures it was made from, so that every number in it can be traced."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """One sentence as it is read, the metrics (catalogue ids) it speaks of, and the numbers that stand in it.

    `values` are unrounded, in the metric's unit: each number in the text is one of them, rounded as
    `metrics.claims` rounds. Years, days and other parts of dates need none.
    """

    text: str
    metrics: tuple[str, ...] = ()
    values: tuple[float, ...] = ()

    def __str__(self) -> str:
        return self.text
