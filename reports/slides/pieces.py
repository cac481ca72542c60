"""What stands on a slide, and how high it is: texts that can be divided over slides, and key figures that cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.printable import on_one_line, printable
from reports.report import Comment, KeyFigure, KeyFigures
from reports.report import Paragraph as Said
from reports.slides.measure import LINE, height_of, lines_of, width_of
from reports.slides.writing import AFTER, Paragraph, Run

SMALL, SMALLEST = 14.0, 12.0
"""Points: the smallest text that is read aloud from, and that of sources and notes below."""
NEARLY = 0.01
AIRY = 18.0
"""Points: lists in smaller text are closer."""
BETWEEN = 12.0
"""Points between one piece and the next."""
GUTTER = 20.0
RULE = 14.0
"""Points from the line beside a comment to its text."""
ENOUGH = 0.3
"""How much of what fits must be whole sentences for a paragraph to be divided after them."""
VALUES = (36.0, 32.0, 28.0, 24.0, 20.0, 18.0)
"""Points that a key figure is tried in."""
SLIM, MORE, STEP, CLEARLY = 0.75, 200, 8, 16.0
"""How slim a key figure may be, of what it has where all are as wide; points that it is tried to have more, in steps,
and that all must be lower by."""


@dataclass(frozen=True)
class Text:
    """Paragraphs in one box. A `comment` is the communicator's own, and is marked as hers."""

    paragraphs: tuple[Paragraph, ...]
    size: float
    comment: bool = False

    def height(self, width: float, face: float) -> float:
        """How high it is in a box so wide, in points."""
        return sum(height_with_space(one, self._room(width), self.size, face) for one in self.paragraphs)

    def _room(self, width: float) -> float:
        return width - (RULE if self.comment else 0.0)

    def divided(self, width: float, free: float, whole: float, face: float) -> tuple[Text | None, Text | None]:
        """What of it fits into the height that is free, and the rest.

        A paragraph that does not fit is divided, but one of a list only where it is higher than a `whole` slide.
        """
        kept: list[Paragraph] = []
        rest = list(self.paragraphs)
        room = self._room(width)
        while rest and (high := height_with_space(rest[0], room, self.size, face)) <= free + NEARLY:
            kept.append(rest.pop(0))
            free -= high
        kept_whole = rest and rest[0].listed and height_with_space(rest[0], room, self.size, face) <= whole
        if rest and not kept_whole and not is_heading(rest[0]):
            lines = int((free - rest[0].after) / (self.size * LINE))
            pair = _cut(rest[0], room, self.size, lines, face)
            kept += pair[:1]
            rest[0:1] = pair[1:] or rest[0:1]
        while kept and rest and is_heading(kept[-1]):  # it stays with what it is above
            rest.insert(0, kept.pop())
        if self.comment and kept and rest:  # and says once more whose words these are
            rest.insert(0, self.paragraphs[0])
        return self._with(kept), self._with(rest)

    def _with(self, paragraphs: Sequence[Paragraph]) -> Text | None:
        return replace(self, paragraphs=tuple(paragraphs)) if paragraphs else None


def is_heading(said: Paragraph) -> bool:
    """Whether a paragraph is the heading of those after it."""
    return bool(said.runs) and all(run.bold for run in said.runs)


def height_with_space(said: Paragraph, room: float, size: float, face: float) -> float:
    """How high a paragraph is, in points, with the space after it."""
    room -= 18.0 if said.listed else 0.0
    text = "".join(run.text for run in said.runs)
    largest = max((run.size or size for run in said.runs), default=size)
    bold = any(run.bold for run in said.runs)
    if len(said.runs) > 1 and _width(said, size, face) <= room:
        return largest * LINE + said.after
    return height_of(text, largest, room, bold=bold, face=face) + said.after


def _width(said: Paragraph, size: float, face: float) -> float:
    """How wide a paragraph is on one line, each of its runs in its own size."""
    return sum(width_of(run.text, run.size or size, bold=bool(run.bold), face=face) for run in said.runs)


def _cut(said: Paragraph, room: float, size: float, lines: int, face: float) -> list[Paragraph]:
    """A paragraph as two, between sentences where it can be; nothing where so few lines hold none of it."""
    text, first = "".join(run.text for run in said.runs), said.runs[0]
    broken = lines_of(text, size, room - (18.0 if said.listed else 0.0), bold=bool(first.bold), face=face)
    if lines < 2 or len(broken) <= lines:
        return []
    kept, rest = " ".join(broken[:lines]), " ".join(broken[lines:])
    end = max(kept.rfind(mark) for mark in (". ", "! ", "? ")) + 1
    if end > len(kept) * ENOUGH:
        kept, rest = kept[:end], f"{kept[end + 1 :]} {rest}"
    return [replace(said, runs=(replace(first, text=half),)) for half in (kept, rest)]


def text_of(said: Said, size: float) -> Text:
    """Sentences as a paragraph, or a line each."""
    found = [Paragraph((Run(on_one_line(said.heading), size, bold=True),), after=AFTER / 2)] if said.heading else []
    sentences = [on_one_line(str(one)) for one in said.sentences]
    texts = sentences if said.listed else [" ".join(sentences)] * bool(sentences)
    after = AFTER / 2 if said.listed and size < AIRY else AFTER
    found += [Paragraph((Run(one, size),), listed=said.listed, after=after) for one in texts]
    return Text(tuple(found), size)


def comment_of(said: Comment, heading: str, size: float) -> Text:
    """A comment under the words that say whose it is."""
    lines = [one.strip() for one in printable(said.text).replace("\t", " ").split("\n") if one.strip()]
    head = Paragraph((Run(heading, SMALL, bold=True, ink="muted"),), after=AFTER / 2)
    return Text((head, *(Paragraph((Run(one, size),)) for one in lines)), size, comment=True)


@dataclass(frozen=True)
class Figures:
    """Key figures side by side; where they stand in several rows all columns are `even`."""

    figures: tuple[KeyFigure, ...]
    even: bool = False

    def divided(
        self, _width: float, _free: float, _whole: float, _face: float
    ) -> tuple[Figures | None, Figures | None]:
        """It stays together."""
        return None, self

    def columns(self, width: float, face: float) -> tuple[float, ...]:
        """How wide each is: the one of which most is said is wider where that makes them clearly lower."""
        each, size = self._each(width), self.size(width, face)
        equal, usual = (each,) * len(self.figures), self._height((each,) * len(self.figures), size, face)
        slim = [max(SLIM * each, width_of(_value(one), size, bold=True, face=face)) for one in self.figures]
        tried = [
            [(least + step, _figure_height(one, size, least + step, face)) for step in range(0, MORE, STEP)]
            for one, least in zip(self.figures, slim, strict=True)
        ]
        for limit in sorted({high for option in tried for _, high in option}):
            least = [next((wide for wide, high in option if high <= limit), width) for option in tried]
            spare = (sum(equal) - sum(least)) / len(least)
            if spare >= 0:
                wider = tuple(one + spare for one in least)
                gain = usual - self._height(wider, size, face)
                return wider if gain >= CLEARLY and not self.even else equal
        return equal

    def drops(self, columns: Sequence[float], face: float) -> list[float]:
        """How much lower each begins than the one with the longest label, so that all values stand on one line."""
        high = [
            height_with_space(figure_paragraphs(one, SMALL, wide, face)[0], wide, SMALL, face)
            for one, wide in zip(self.figures, columns, strict=True)
        ]
        return [max(high) - one for one in high]

    def _each(self, width: float) -> float:
        """How wide each is where all are as wide."""
        return (width - GUTTER * (len(self.figures) - 1)) / max(1, len(self.figures))

    def height(self, width: float, face: float) -> float:
        """How high the highest of them is."""
        return self._height(self.columns(width, face), self.size(width, face), face)

    def _height(self, columns: Sequence[float], size: float, face: float) -> float:
        placed = zip(self.figures, columns, self.drops(columns, face), strict=True)
        return max((drop + _figure_height(one, size, wide, face) for one, wide, drop in placed), default=0.0)

    def _fits(self, size: float, width: float, face: float) -> bool:
        """Whether every value has room on one line in this size."""
        room = self._each(width)
        return all(width_of(_value(one), size, bold=True, face=face) <= room for one in self.figures)

    def on_one_line(self, width: float, face: float) -> bool:
        """Whether there is a size in which every value has room on one line."""
        return self._fits(VALUES[-1], width, face)

    def size(self, width: float, face: float) -> float:
        """The largest size in which every value has room on one line."""
        return next((size for size in VALUES if self._fits(size, width, face)), VALUES[-1])


def _value(figure: KeyFigure) -> str:
    return on_one_line(figure.value)


def _figure_height(figure: KeyFigure, size: float, room: float, face: float) -> float:
    """How high a key figure is in a column so wide."""
    return sum(height_with_space(one, room, SMALL, face) for one in figure_paragraphs(figure, size, room, face))


def figure_paragraphs(figure: KeyFigure, size: float, room: float, face: float) -> tuple[Paragraph, ...]:
    """A key figure line by line: what it is, how much, and what is said of it; its unit beside it where it has room."""
    label = Paragraph((Run(on_one_line(figure.label), SMALL, ink="quiet"),), after=0)
    value = Paragraph((Run(_value(figure), size, bold=True, ink="accent"),), after=0)
    unit = Run(on_one_line(figure.unit), SMALL)
    beside = replace(value, runs=(*value.runs, replace(unit, text=f" {unit.text}")))
    fits = bool(unit.text) and _width(beside, size, face) <= room
    below = [(replace(unit, bold=False),)] if unit.text and not fits else []
    said = [(figure.verdict, True), *((one, False) for one in (*figure.changes, figure.note))]
    below += [(Run(on_one_line(one), SMALL, bold=bold),) for one, bold in said if one]
    return (label, beside if fits else value, *(Paragraph(runs, after=1) for runs in below))


Piece = Text | Figures


def paged(pieces: Sequence[Piece], width: float, height: float, face: float) -> Iterator[tuple[Piece, ...]]:
    """The pieces slide by slide, none higher than a slide: what can be divided is, what cannot begins a new one."""
    page: list[Piece] = []
    free, waiting = height, list(pieces)
    while waiting:
        piece = waiting.pop(0)
        if piece.height(width, face) <= free + NEARLY:
            page.append(piece)
            free -= piece.height(width, face) + BETWEEN
            continue
        fits, rest = piece.divided(width, free, height, face)
        if fits is None and not page:  # higher than a whole slide, and not to be divided
            fits, rest = piece, None
        page += [fits] if fits else []
        waiting[0:0] = [rest] if rest else []
        yield tuple(page)
        page, free = [], height
    if page:
        yield tuple(page)


def figures_of(said: KeyFigures, most: int, width: float, face: float) -> list[Figures]:
    """The key figures in rows of at most so many, fewer where a value would not stay on its line."""
    for many in range(min(most, len(said.figures)), 0, -1):
        even = len(said.figures) > many
        rows = [Figures(said.figures[at : at + many], even) for at in range(0, len(said.figures), many)]
        if many == 1 or all(row.on_one_line(width, face) for row in rows):
            return rows
    return []
