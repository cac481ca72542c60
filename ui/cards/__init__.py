"""Metric cards: a value or an interval, how it has changed, in words, and its line over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import isfinite

from locales import N_, Language
from ui.element import element, packed

HELP = N_("What {label} means")
_mount = element("cards", "cards.js")


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
    `metrics.verdict.Verdict`, or nothing.
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


def show_cards(cards: Sequence[Card], *, key: str, language: Language) -> None:
    """Shows the cards as one row: four beside each other on a wide screen, two on a tablet, one on a phone."""
    words = {"help": language.text(HELP), "id": key}
    content = {"cards": [_content(card) for card in cards], "words": words, "lang": language.code}
    _mount(key=key, data=packed(content), width="stretch", height="content")


def _content(card: Card) -> dict[str, object]:
    known = [value if value is not None and isfinite(value) else None for value in card.spark]
    return {**asdict(card), "unit": card.unit_text, "spark": known}
