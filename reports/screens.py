"""A report as screens, one to be looked at a time: what a meeting sees, in the order of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from charts.chart import Chart, Table
from reports.report import Block, Comment, KeyFigures, Paragraph, Report, Rows, Section

LETTERS, OF_FIGURES, OF_HEADING = 620, 200, 60
"""Letters on a screen at most, and how many a row of key figures and a heading take the room of."""
ROWS = 10
"""Rows of a table on a screen at most."""


@dataclass(frozen=True)
class Screen:
    """One screen: its title, the part of the report that it belongs to, what stands on it, and its source.

    `place` and `of` number the screens that share a title; `blocks` are a chart, rows, or texts and key figures.
    """

    title: str
    name: str
    blocks: tuple[Block, ...]
    source: str
    place: int = 1
    of: int = 1


def screens(report: Report) -> tuple[Screen, ...]:
    """The opening screen, and those of every section."""
    return (_opening(report), *(screen for section in report.sections for screen in _of_section(section)))


def _opening(report: Report) -> Screen:
    source = " ".join(filter(None, (f"{report.filtered}. {report.fresh}.", report.limits)))
    name = " · ".join(filter(None, (report.organisation_name, report.subtitle, report.author)))
    return Screen(report.title, name, (), source)


def _of_section(section: Section) -> Iterator[Screen]:
    """Texts share screens, a chart has one, and a table as many as it needs."""
    texts: list[Block] = []
    found: list[Screen] = []

    def end_texts() -> None:
        found.extend(_numbered(section.title, section, _filled(texts)))
        texts.clear()

    for block in section.blocks:
        if isinstance(block, Chart):
            end_texts()
            found.append(Screen(block.title, section.name, (block,), section.source))
        elif isinstance(block, Rows):
            end_texts()
            found.extend(_numbered(block.caption, section, [(one,) for one in _divided(block)]))
        else:
            texts.append(block)
    end_texts()
    yield from found


def _numbered(title: str, section: Section, pages: Iterable[tuple[Block, ...]]) -> list[Screen]:
    every = list(pages)
    return [
        Screen(title, section.name, blocks, section.source, place, len(every)) for place, blocks in enumerate(every, 1)
    ]


def _filled(texts: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Screens of as much text as one holds; a paragraph is divided between sentences."""
    page: list[Block] = []
    room = LETTERS
    for block in (part for text in texts for part in _parts(text)):
        size = _size(block)
        if page and size > room:
            yield tuple(page)
            page, room = [], LETTERS
        page.append(block)
        room -= size
    if page:
        yield tuple(page)


def _parts(block: Block) -> Iterator[Block]:
    """The block in parts that each fit a screen."""
    if not isinstance(block, Paragraph) or _size(block) <= LETTERS:
        yield block
        return
    part, heading = list(block.sentences[:1]), block.heading
    for sentence in block.sentences[1:]:
        if sum(len(one.text) for one in (*part, sentence)) > LETTERS - OF_HEADING:
            yield replace(block, sentences=tuple(part), heading=heading)
            part, heading = [], ""
        part.append(sentence)
    yield replace(block, sentences=tuple(part), heading=heading)


def _size(block: Block) -> int:
    """How many letters a text takes the room of."""
    if isinstance(block, Paragraph):
        return sum(len(one.text) for one in block.sentences) + (OF_HEADING if block.heading else 0)
    if isinstance(block, KeyFigures):
        return OF_FIGURES
    return len(block.text) + OF_HEADING if isinstance(block, Comment) else 0


def _divided(rows: Rows) -> Iterator[Rows]:
    table = rows.table
    for first in range(0, len(table.rows), ROWS):
        part = slice(first, first + ROWS)
        yield replace(rows, table=Table(table.columns, table.rows[part], table.shown[part]))
