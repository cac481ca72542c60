"""A metric's card as it stands on paper."""

from __future__ import annotations

from charts.card import Card, Change
from locales import Language
from metrics.change import NOTHING_EARLIER
from metrics.number import Number, change_of, of_row, percent_of
from reports.report import KeyFigure


def key_figure(card: Card, of: str, language: Language) -> KeyFigure:
    """The card as a key figure, with the figures that its texts are made of."""
    return KeyFigure(
        label=card.label,
        value=card.value,
        unit=card.unit_text,
        verdict=card.verdict,
        changes=tuple(
            _change(change, language)
            for change, row in zip(card.changes, card.compared, strict=False)
            if NOTHING_EARLIER not in row.notes
        ),
        note=card.note,
        numbers=card_numbers(card, of),
    )


def card_numbers(card: Card, of: str) -> tuple[Number, ...]:
    """The figures of a card: its own, and how much they have changed since both earlier periods."""
    whose = f"{of}/account:{card.account}" if card.account else of
    found = [
        number
        for row in card.compared
        for number in (of_row(row, whose), change_of(row, whose), percent_of(row, whose))
    ]
    return tuple({number.key: number for number in found if number.known}.values())


def _change(change: Change, language: Language) -> str:
    """A change on one line: since when, how much, and why none is told."""
    label = f"{change.label[:1].upper()}{change.label[1:]}"
    said = language.text("{label}: {change}", label=label, change=change.text)
    return f"{said} ({change.reason})" if change.reason else said
