"""The key over a picture: what found no room for its name beside what it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.drawing.beside import FIELD, Kind, sign
from reports.drawing.fitting import labels_beside, usual_beside
from reports.drawing.svg import BAND, Box, box, line, words
from reports.drawing.text import width
from reports.markup import Markup
from reports.plot import Bars, Colour, Dash, Line, Plot

ROW, SWATCH, AIR = 19.0, 20.0, 18.0
"""The height of a row, the width of what stands before a name, and what lies between two names, in pixels."""


@dataclass(frozen=True)
class Entry:
    """A name with the mark that it belongs to."""

    text: str
    kind: str
    colour: Colour = BAND
    dash: Dash = "solid"


def entries(plot: Plot, wide: float, unnamed: Sequence[Kind]) -> list[Entry]:
    """What the key holds: lines without room at their ends, the expected range, and what else found no room."""
    lines = [mark for mark in plot.marks if isinstance(mark, Line) and mark.label]
    found = [] if labels_beside(plot, wide) else [Entry(one.label, "line", one.colour, one.dash) for one in lines]
    if plot.expected and not usual_beside(plot, wide):
        found.append(Entry(plot.expected[0].label, "usual"))
    ink = next((mark.outline for mark in plot.series if isinstance(mark, Bars) and mark.outline), BAND)
    return found + [Entry(one.label, one.name, ink) for one in unnamed]


def rows(found: Sequence[Entry], wide: float) -> list[list[tuple[float, Entry]]]:
    """The entries in rows, each with where it begins."""
    made: list[list[tuple[float, Entry]]] = []
    left = wide
    for entry in found:
        room = SWATCH + 6 + width(entry.text)
        if left + room > wide:
            made.append([])
            left = 0.0
        made[-1].append((left, entry))
        left += room + AIR
    return made


def drawn(found: Sequence[Entry], wide: float) -> Iterator[Markup]:
    """The key, from the top of the picture."""
    for number, row in enumerate(rows(found, wide)):
        y = (number + 0.5) * ROW
        for left, entry in row:
            yield _swatch(entry, left, y)
            yield words(entry.text, (left + SWATCH + 6, y))


def _swatch(entry: Entry, left: float, y: float) -> Markup:
    if entry.kind == "line":
        return line((left, y), (left + SWATCH, y), entry.colour, 3, entry.dash)
    if entry.kind == "usual":
        return box(Box(left, y - 5, SWATCH, 10), FIELD, BAND, 1)
    if entry.kind == "open":
        faint = box(Box(left + 4, y - 6, 12, 12), Colour(entry.colour.token, 0.25))
        return Markup(faint + line((left + 4, y + 5), (left + 16, y + 5), entry.colour, 2))
    return sign("clear" if entry.kind == "clear" else "probably", (left + SWATCH / 2, y))
