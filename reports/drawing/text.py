"""How much room a text takes in the typeface of the reports, from the widths of its letters."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

SIZE = 13.0
"""Of text in a picture, in pixels, as in the app."""
LINE = 17.0
"""From one line of it to the next."""
BASELINE = 0.34
"""How far below the middle of a line its letters stand, as a share of their size."""
WIDTHS = Path(__file__).with_name("widths.json")
UNKNOWN = 1.0
"""Of a letter that the typeface lacks, as a share of its size: no common one is wider."""


@cache
def _widths(weight: int) -> dict[str, float]:
    """Each letter's width as a share of the text's size."""
    written: dict[str, dict[str, str]] = json.loads(WIDTHS.read_text(encoding="utf-8"))
    return {letter: int(width) / 1000 for width, letters in written[str(weight)].items() for letter in letters}


@lru_cache(maxsize=20_000)
def width(text: str, *, bold: bool = False, size: float = SIZE) -> float:
    """The width of a line of text, in the unit of its size."""
    widths = _widths(600 if bold else 400)
    return size * sum(widths.get(letter, UNKNOWN) for letter in text)


def wrapped(text: str, room: float, *, bold: bool = False, size: float = SIZE) -> tuple[str, ...]:
    """The text in lines that fit the room, broken between words; a word that is wider is broken inside."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, bold=bold, size=size) <= room:
            lines[-1] = longer
            continue
        *whole, last = _pieces(word, room, bold=bold, size=size)
        lines += [*whole, last]
    return tuple(line for line in lines if line) or ("",)


def _pieces(word: str, room: float, *, bold: bool, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, bold=bold, size=size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
