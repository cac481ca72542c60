"""How much room a text needs: in points, from the widths of Arial's letters, with a margin for other typefaces.

No typeface need be installed where reports are made. What is estimated is a little too much rather than too little.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

WIDTHS = {
    191: "'",
    222: "ijl‘’",
    278: " !,./:;I[\\]ft·\u00a0",
    333: "()-`r“”|{}",
    389: "*°\"^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–«»§",
    611: "FTZ+<=>~−×",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1015: "Æ—…@",
}  # fmt: skip
"""Of letters, in thousandths of the size, as Liberation Sans has them upright, which is as wide as Arial."""
LETTERS = {letter: width / 1000 for width, letters in WIDTHS.items() for letter in letters}
OTHER, WIDE = 0.65, 1.1
FIRST_WIDE = "\u2e80"
"""From here on letters are as wide as they are high: Chinese, and pictures."""
BOLD = 1.08
LINE = 1.2
"""A line's height, in sizes."""
MARGIN = 1.04
FACES = {
    "arial": 1.0, "helvetica": 1.0, "liberation sans": 1.0, "calibri": 0.93, "carlito": 0.93, "aptos": 1.0,
    "times new roman": 0.93, "garamond": 0.9, "georgia": 1.06, "cambria": 0.98, "verdana": 1.19, "tahoma": 1.03,
    "segoe ui": 1.02, "trebuchet ms": 1.0, "source sans pro": 0.95, "open sans": 1.07, "century gothic": 1.12,
}  # fmt: skip
"""How wide other typefaces are beside Arial; one that is not known is taken for wide."""
UNKNOWN_FACE = 1.12


def face_width(name: str) -> float:
    """How wide a typeface is beside Arial."""
    return FACES.get(name.casefold(), UNKNOWN_FACE)


def width_of(text: str, size: float, *, bold: bool = False, face: float = 1.0) -> float:
    """How wide a text on one line is, in points."""
    return _ems(text) * _em(size, bold=bold, face=face)


def _em(size: float, *, bold: bool, face: float) -> float:
    """How many points a letter as wide as its size takes."""
    return size * face * (BOLD if bold else 1) * MARGIN


@lru_cache(maxsize=20_000)
def _ems(text: str) -> float:
    """How wide a text is, in sizes. Kept, as the same words are measured again and again."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    """A letter is as wide with its accent as without."""
    return LETTERS.get(normalize("NFD", letter)[0], WIDE if letter >= FIRST_WIDE else OTHER)


@lru_cache(maxsize=4_000)
def lines_of(text: str, size: float, room: float, *, bold: bool = False, face: float = 1.0) -> tuple[str, ...]:
    """The lines that a text is broken into where `room` points are free. A word longer than a line is broken itself."""
    most = room / _em(size, bold=bold, face=face)
    space = _ems(" ")
    lines: list[str] = []
    for given in text.split("\n"):
        words: list[str] = []
        used = 0.0
        for word in _words(given, most):
            wide = _ems(word)
            if words and used + space + wide > most:
                lines.append(" ".join(words))
                words, used = [], 0.0
            used += wide + (space if words else 0.0)
            words.append(word)
        lines.append(" ".join(words))
    return tuple(lines)


def _words(text: str, most: float) -> Iterator[str]:
    """The words of a line, those that are wider than it in pieces."""
    for word in text.split(" "):
        if _ems(word) <= most:
            yield word
            continue
        begin, used = 0, 0.0
        for place, letter in enumerate(word):
            wide = _letter(letter)
            if place > begin and used + wide > most:
                yield word[begin:place]
                begin, used = place, 0.0
            used += wide
        yield word[begin:]


def height_of(text: str, size: float, room: float, *, bold: bool = False, face: float = 1.0) -> float:
    """How high a text is in the room, in points."""
    return len(lines_of(text, size, room, bold=bold, face=face)) * size * LINE


def shortened(text: str, size: float, room: float, lines: int, *, bold: bool = False, face: float = 1.0) -> str:
    """The text cut at a word where it needs more lines than there are."""
    broken = lines_of(text, size, room, bold=bold, face=face)
    if len(broken) <= lines:
        return text
    kept = " ".join(broken[:lines])
    while kept and len(lines_of(f"{kept} …", size, room, bold=bold, face=face)) > lines:
        kept = kept.rsplit(" ", 1)[0] if " " in kept else kept[:-1]
    return f"{kept.rstrip(' .,;:')} …"
