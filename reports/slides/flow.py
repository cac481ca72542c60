"""Texts and tables below each other, over as few slides as they need, each about as full as the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from charts.chart import Chart
from reports.slides.pieces import BETWEEN, NEARLY, Figures, Text, height_with_space, is_heading, paged
from reports.slides.tables import PADDINGS, Listed
from reports.slides.writing import Paragraph

LOW = 150.0
"""Points that a chart of few rows needs."""


@dataclass(frozen=True)
class Low:
    """A chart of so few rows that it shares its slide with others, under its finding."""

    chart: Chart

    def height(self, _width: float, _face: float) -> float:
        """How high it is, in points."""
        return LOW


Placed: TypeAlias = Text | Figures | Listed | Low

SLIDE, TABLE, TEXT, LONELY = 1000.0, 600.0, 200.0, 500.0
"""What a slide costs, what it costs to divide a table or a text over two, and to leave one row or a heading alone.

So a table is divided where that saves a slide, and two are not to save one.
"""
TIGHTER, EMPTY, FIGURES = 30.0, 100.0, 2.0
"""What each point less around the texts of a table costs, and a slide that nothing stands on; one that begins with key
figures so many times as much, since what they mean is best read below them."""
WORDS = -1
"""Stands for what is no table among the numbers of tables."""


@dataclass(frozen=True)
class _Line:
    """What is never divided: a row of a table, a paragraph, key figures. `high` is without what is free around rows."""

    piece: int
    at: int
    high: float
    last: bool


@dataclass(frozen=True)
class _Slide:
    """Lines from `begin` to before `end` on one slide: what is free around texts of tables, and what it costs."""

    begin: int
    end: int
    padding: float
    cost: float


def shared_out(
    given: Sequence[Placed], width: float, height: float, face: float, *, named: bool
) -> list[tuple[Placed, ...]]:
    """The pieces slide by slide, none higher than a slide unless it is a single line that is.

    A table alone on a slide has its caption as the slide's title, but on the first where that is `named` otherwise.
    """
    pieces = tuple(part for piece in given for part in _divided(piece, width, height, face))
    lines = tuple(line for number, piece in enumerate(pieces) for line in _lines(number, piece, width, face))
    return _Flow(pieces, lines, width, height, face, named).pages()


def close(piece: Placed) -> Placed:
    """The piece as low as it can be: a table with as little around its texts as may be."""
    if not isinstance(piece, Listed):
        return piece
    return replace(piece, part=replace(piece.part, padding=PADDINGS[-1]))


def _divided(piece: Placed, width: float, height: float, face: float) -> Iterator[Placed]:
    """A text as several where one of its paragraphs, or a comment, is higher than a slide."""
    whole = isinstance(piece, Text) and piece.comment
    if isinstance(piece, Text) and (piece if whole else _highest(piece, width, face)).height(width, face) > height:
        yield from (one for page in paged([piece], width, height, face) for one in page)
    else:
        yield piece


def _highest(piece: Text, width: float, face: float) -> Text:
    """The highest paragraph of a text, under its heading."""
    one = max(piece.paragraphs, key=lambda said: height_with_space(said, width, piece.size, face))
    return replace(piece, paragraphs=(*_heading(piece), one))


def _lines(number: int, piece: Placed, width: float, face: float) -> Iterator[_Line]:
    if isinstance(piece, Listed):
        rows = piece.part.texts[1:]
        yield from (_Line(number, at, high, at == len(rows) - 1) for at, high in enumerate(rows))
    elif isinstance(piece, Text) and not piece.comment:
        for at, said in enumerate(piece.paragraphs):
            high = height_with_space(said, width, piece.size, face)
            yield _Line(number, at, high, at == len(piece.paragraphs) - 1)
    else:
        yield _Line(number, 0, piece.height(width, face), last=True)


@dataclass(frozen=True)
class _Flow:
    """Pieces and their lines, and the room that they have on each slide."""

    pieces: tuple[Placed, ...]
    lines: tuple[_Line, ...]
    width: float
    height: float
    face: float
    named: bool

    def pages(self) -> list[tuple[Placed, ...]]:
        """What stands on each slide, so that the slides cost least together."""
        count = len(self.lines)
        best: dict[int, tuple[float, _Slide | None]] = {count: (0.0, None)}
        for begin in reversed(range(count)):
            tried = [(slide.cost + best[slide.end][0], slide) for slide in self._slides(begin)]
            best[begin] = min(tried, key=lambda pair: pair[0])
        pages, at = [], 0
        while (slide := best[at][1]) is not None:
            pages.append(tuple(self._placed(slide)))
            at = slide.end
        return pages

    def _slides(self, begin: int) -> Iterator[_Slide]:
        """The slides that can begin with a line: those that have room for what stands on them, and the line alone."""
        used, captions, rows, tables = 0.0, 0.0, 0, set[int]()
        many = FIGURES if isinstance(self.pieces[self.lines[begin].piece], Figures) else 1.0
        for at in range(begin, len(self.lines)):
            line, piece = self.lines[at], self.pieces[self.lines[at].piece]
            table = isinstance(piece, Listed)
            if line.at == 0 or at == begin:
                used += BETWEEN if at > begin else 0.0
                used, captions = used + self._above(piece, line), captions + self._caption(piece, tables)
                rows += table
                tables.add(piece.place if isinstance(piece, Listed) else WORDS)
            used, rows = used + line.high, rows + table
            free = self.height - used - (0.0 if self._in_title(tables, begin) else captions)
            padding = next((one for one in PADDINGS if rows * 2 * one <= free + NEARLY), None)
            if padding is None and at > begin:
                return
            padding = padding or PADDINGS[-1]
            empty = max(0.0, free - rows * 2 * padding) / self.height
            cost = SLIDE + TIGHTER * (PADDINGS[0] - padding) + EMPTY * empty**2 * many
            yield _Slide(begin, at + 1, padding, cost + self._cut(begin, at))

    def _above(self, piece: Placed, line: _Line) -> float:
        """How high what stands above a line is where the piece begins, or goes on, with it."""
        if isinstance(piece, Listed):
            return piece.part.texts[0]
        if not isinstance(piece, Text) or line.at == 0:
            return 0.0
        return sum(height_with_space(one, self.width, piece.size, self.face) for one in _heading(piece))

    def _caption(self, piece: Placed, tables: set[int]) -> float:
        """How high a piece's caption is; one that goes on below on the same slide has none."""
        if not isinstance(piece, Listed) or piece.place in tables:
            return 0.0
        return piece.caption_height(self.width, self.face)

    def _in_title(self, tables: set[int], begin: int) -> bool:
        """Whether the caption of what stands on a slide is its title."""
        return len(tables) == 1 and WORDS not in tables and not (self.named and begin == 0)

    def _cut(self, begin: int, at: int) -> float:
        """What it costs to begin a new slide after a line."""
        line = self.lines[at]
        if line.last:
            return 0.0
        piece, first = self.pieces[line.piece], line.at == 0 or at == begin
        if isinstance(piece, Text):
            return TEXT + (SLIDE if line.at <= len(_heading(piece)) else 0.0)
        return TABLE + (LONELY if first or self.lines[at + 1].last else 0.0)

    def _placed(self, slide: _Slide) -> Iterator[Placed]:
        """What stands on a slide, of each piece as much as is there."""
        for number, group in groupby(self.lines[slide.begin : slide.end], key=lambda line: line.piece):
            places = [line.at for line in group]
            begin, end, piece = places[0], places[-1] + 1, self.pieces[number]
            if isinstance(piece, Listed):
                yield replace(piece, part=piece.part.rows(begin, end, slide.padding))
            elif isinstance(piece, Text) and not piece.comment:
                again = _heading(piece) if begin else ()
                yield replace(piece, paragraphs=(*again, *piece.paragraphs[begin:end]))
            else:
                yield piece


def _heading(piece: Text) -> tuple[Paragraph, ...]:
    """The heading of a text, which is said again where the text goes on; empty where it has none."""
    return piece.paragraphs[:1] if is_heading(piece.paragraphs[0]) else ()
