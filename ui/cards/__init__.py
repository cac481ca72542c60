"""Metric cards: a value or an interval, how it has changed, in words, and its line over time."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from charts.card import Card
from locales import N_, Language
from ui.element import element, packed

SHOWN = ("label", "value", "unit_text", "help", "spark_alt", "note", "verdict", "weight")
HELP = N_("What {label} means")
_mount = element("cards", "cards.js")


def show_cards(cards: Sequence[Card], *, key: str, language: Language) -> None:
    """Shows the cards as one row: four beside each other on a wide screen, two on a tablet, one on a phone."""
    words = {"help": language.text(HELP), "id": key}
    content = {"cards": [_content(card) for card in cards], "words": words, "lang": language.code}
    _mount(key=key, data=packed(content), width="stretch", height="content")


def _content(card: Card) -> dict[str, object]:
    known = [value if value is not None and isfinite(value) else None for value in card.spark]
    changes = [vars(change) for change in card.changes]
    said = {name: getattr(card, name) for name in SHOWN}
    return {**said, "changes": changes, "unit": card.unit_text, "spark": known}
