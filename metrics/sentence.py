"""A sentence with the figures it was made from, so that every number in it can be traced."""

from __future__ import annotations

from dataclasses import dataclass

from locales import Language
from locales.typesetting import bound
from metrics.number import Number


@dataclass(frozen=True)
class Sentence:
    """One sentence as it is read, the metrics (catalogue ids) it speaks of, and the numbers that stand in it.

    `values` are unrounded, in the metric's unit: each number in the text is one of them, rounded as
    `metrics.claims` rounds. Years, days and other parts of dates need none. `numbers` are the figures that
    they come from.
    """

    text: str
    metrics: tuple[str, ...] = ()
    values: tuple[float, ...] = ()
    numbers: tuple[Number, ...] = ()

    def __str__(self) -> str:
        return self.text


def told(text: str, language: Language, *numbers: Number) -> Sentence:
    """The sentence as it is set, made from these figures."""
    values = tuple(value for number in numbers for value in number.values)
    return Sentence(bound(text, language), tuple(dict.fromkeys(one.metric for one in numbers)), values, numbers)
