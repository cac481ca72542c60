"""Tables on slides: as many columns as fit in 14 points beside the first, which names the rows; the others below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from charts.chart import Table
from reports.printable import on_one_line
from reports.slides.boxes import Box
from reports.slides.markup import DECLARED, tag
from reports.slides.measure import LINE, height_of, lines_of, shortened, width_of
from reports.slides.theme import found
from reports.slides.writing import Paragraph, Pen, Run, describe, lengths

SIZE = 14.0
SIDE = 6.0
"""Points beside the text of a cell."""
PADDINGS = (4.0, 3.0, 2.0)
"""Points above and below it: the first as far as it saves no slide to have less."""
CAPTION, AFTER_CAPTION, NUMBER = 16.0, 4.0, 90.0
"""Points of the words above a table, under them, and beside them for a number."""
MOST_LINES = 4
"""Of a cell: the whole text is in the workbook."""
NARROW, NARROWER = 125.0, 80.0
"""Points that a column of long texts has at least: those that a date needs, or fewer where all columns then fit."""
LONG = 1.3
"""A column of numbers that is so much wider holds words in their place, which may be broken."""
SHARES = (1.0, 0.9, 0.75, 0.5, 0.25)
"""Of a column's texts: so many are tried to have one line each where not all columns are as wide as they would like."""
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without colours and lines."""


@dataclass(frozen=True)
class Part:
    """What of a table stands together: cells as they are read, headings first, and how large they are in points.

    `texts` is how high the texts of each row are, `padding` what is free above and below them.
    """

    cells: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    texts: tuple[float, ...]
    numbers: tuple[bool, ...]
    """Of each column, whether it holds numbers, which stand to the right."""
    marked: frozenset[int] = frozenset()
    """The cells' rows that stand out."""
    padding: float = PADDINGS[0]

    @property
    def heights(self) -> tuple[float, ...]:
        """How high each row is."""
        return tuple(text + 2 * self.padding for text in self.texts)

    def rows(self, begin: int, end: int, padding: float) -> Part:
        """Its rows from `begin` to before `end`, counted without the headings, under the headings."""
        begin, end = begin + 1, end + 1
        return replace(
            self,
            cells=(self.cells[0], *self.cells[begin:end]),
            texts=(self.texts[0], *self.texts[begin:end]),
            marked=frozenset(place - begin + 1 for place in self.marked if begin <= place < end),
            padding=padding,
        )


@dataclass(frozen=True)
class Listed:
    """Part of a table under its caption, or without one; `place` says which of the section's tables it is."""

    caption: str
    part: Part
    place: int = 0

    def height(self, width: float, face: float) -> float:
        """How high it is in a box so wide, in points."""
        return self.caption_height(width, face) + sum(self.part.heights)

    def caption_height(self, width: float, face: float) -> float:
        """How high the caption is with what is free under it."""
        if not self.caption:
            return 0.0
        return height_of(self.caption, CAPTION, width - NUMBER, bold=True, face=face) + AFTER_CAPTION


def parts_of(table: Table, width: float, face: float, alike: Sequence[Table] = ()) -> Iterator[Part]:
    """The table as one part, or as several that stand below each other where not all columns have room.

    Its columns are as wide as those of the tables that are `alike`, of which it is one.
    """
    if not table.rows:
        return
    rows = [row for one in alike or (table,) for row in one.rows]
    numbers = tuple(_is_numbers([row[place] for row in rows]) for place in range(len(table.columns)))
    every = _on_one_line([table.columns, *(row for one in alike or (table,) for row in one.shown)])
    texts = _on_one_line([table.columns, *table.shown])
    narrow = NARROW if sum(_least(every, numbers, NARROW, face)) <= width else NARROWER
    strong = {0, *(place + 1 for place in table.marked)}
    for columns in _columns(_least(every, numbers, narrow, face), width):
        of_all, own = ([[row[place] for place in columns] for row in each] for each in (every, texts))
        widths = _widths(of_all, _least(of_all, [numbers[place] for place in columns], narrow, face), width, face)
        fitted = [_fitted(row, widths, face, bold=at in strong) for at, row in enumerate(own)]
        yield Part(
            tuple(map(tuple, fitted)),
            tuple(widths),
            tuple(_height(row, widths, face, bold=at in strong) for at, row in enumerate(fitted)),
            tuple(numbers[place] for place in columns),
            frozenset(strong - {0}),
        )


def _on_one_line(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[on_one_line(cell) for cell in row] for row in rows]


def _is_numbers(column: Sequence[object]) -> bool:
    given = [value for value in column if value is not None]
    return bool(given) and all(isinstance(value, int | float) for value in given)


def _natural(texts: Sequence[Sequence[str]], face: float, share: float = 1.0) -> list[float]:
    """How wide each column would like to be for such a share of its texts, whichever of its rows stand out."""
    place = ceil(share * len(texts)) - 1
    columns = (
        sorted(width_of(text, SIZE, bold=True, face=face) for text in column) for column in zip(*texts, strict=True)
    )
    return [column[place] + 2 * SIDE + 1 for column in columns]


def _least(texts: Sequence[Sequence[str]], numbers: Sequence[bool], narrow: float, face: float) -> list[float]:
    """How wide each column must be: numbers stay on one line, and words whole as far as they are not very long."""
    natural = _natural(texts[1:], face) if len(texts) > 1 else _natural(texts, face)
    words = [
        max(width_of(word, SIZE, bold=True, face=face) for text in column for word in text.split(" ")) + 2 * SIDE + 1
        for column in zip(*texts, strict=True)
    ]
    return [
        max(whole if number and whole <= LONG * narrow else min(whole, narrow), min(word, 1.5 * narrow))
        for whole, word, number in zip(natural, words, numbers, strict=True)
    ]


def _columns(least: Sequence[float], width: float) -> list[list[int]]:
    """Which columns stand together, about as many on each slide; the first, which names the rows, stands on all."""
    groups = _grouped(least, width)
    tried = [_grouped(least, width * share / 20) for share in range(10, 20)]
    return next((found for found in tried if len(found) == len(groups)), groups)


def _grouped(least: Sequence[float], width: float) -> list[list[int]]:
    """The columns in groups of as many as fit."""
    groups, used = [[0]], least[0]
    for place in range(1, len(least)):
        if used + least[place] > width and len(groups[-1]) > 1:
            groups.append([0])
            used = least[0]
        groups[-1].append(place)
        used += least[place]
    return groups


def _widths(texts: Sequence[Sequence[str]], least: Sequence[float], width: float, face: float) -> list[float]:
    """The natural widths, made wider to fill most of the slide, or narrower where texts are long.

    Then as wide as some of each column's texts need: as many as make the table lowest.
    """
    natural = _natural(texts, face)
    if sum(natural) <= width:
        stretch = min(width / sum(natural), 1.5)
        return [one * stretch for one in natural]
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    tried = [_shared(_natural(texts, face, share), least, width) for share in SHARES]
    return min(tried, key=lambda widths: sum(_height(row, widths, face, bold=False) for row in texts))


def _shared(natural: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """The least widths, and of what is left to each column as it wishes more."""
    wishes = [max(0.1, whole - one) for whole, one in zip(natural, least, strict=True)]
    spare = (width - sum(least)) / sum(wishes)
    return [one + spare * wish for one, wish in zip(least, wishes, strict=True)]


def _fitted(row: Sequence[str], widths: Sequence[float], face: float, *, bold: bool) -> list[str]:
    return [
        shortened(text, SIZE, room - 2 * SIDE, MOST_LINES, bold=bold, face=face)
        for text, room in zip(row, widths, strict=True)
    ]


def _height(row: Sequence[str], widths: Sequence[float], face: float, *, bold: bool) -> float:
    lines = (
        len(lines_of(text, SIZE, room - 2 * SIDE, bold=bold, face=face)) for text, room in zip(row, widths, strict=True)
    )
    return max(lines) * SIZE * LINE


def draw_table(slide: Slide, part: Part, box: Box, pen: Pen, name: str, alt: str) -> None:
    """A native table with its first row marked as headings, thin lines between rows and none between columns."""
    own = Box(box.left, box.top, sum(part.widths), sum(part.heights))
    shape: Any = slide.shapes.add_table(len(part.cells), len(part.widths), *lengths(own))
    describe(shape, name, alt)
    table = shape.table
    for place, width in enumerate(part.widths):
        table.columns[place].width = Pt(width)
    for place, height in enumerate(part.heights):
        table.rows[place].height = Pt(height)
    look = found(shape.element, ".//a:tblPr")[0]
    look.set("bandRow", "0")
    found(look, "a:tableStyleId")[0].text = PLAIN
    cells = iter(found(shape.element, ".//a:tc"))
    for number, row in enumerate(part.cells):
        for place, text in enumerate(row):
            bold = number in part.marked
            cell = next(cells)
            _write(cell, text, pen, right=part.numbers[place], bold=bold or not number)
            _line(cell, pen, part.padding, heading=not number)


def _write(cell: Any, text: str, pen: Pen, *, right: bool, bold: bool) -> None:
    run = Run(text, SIZE, bold=bold, ink="text")
    paragraph = pen.paragraph(Paragraph((run,), after=0, align="r" if right else "l"))
    body = cell.find(qn("a:txBody"))
    for old in body.findall(qn("a:p")):
        body.remove(old)
    body.append(parse_xml(paragraph.replace("<a:p>", f"<a:p {DECLARED}>", 1)))


def _line(cell: Any, pen: Pen, padding: float, *, heading: bool) -> None:
    """The line under a cell, and what is free around its text."""
    for old in cell.findall(qn("a:tcPr")):
        cell.remove(old)
    none = tag("a:noFill")
    sides = [tag(f"a:ln{side}", none, w=0) for side in "LRT"]
    line = tag("a:solidFill", pen.colours.colour("axis" if heading else "grid"))
    sides.append(tag("a:lnB", line, w=12_700 if heading else 9_525))
    margins = {"marL": SIDE, "marR": SIDE, "marT": padding, "marB": padding}
    edges = {name: round(size * 12_700) for name, size in margins.items()}
    look = tag("a:tcPr", *sides, none, **edges, anchor="b" if heading else "t")
    cell.append(parse_xml(look.replace("<a:tcPr ", f"<a:tcPr {DECLARED} ", 1)))
