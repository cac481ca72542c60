"""A report as screens, one to be looked at a time: what a meeting sees, in the order of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from charts.chart import Chart, Table
from reports.report import Block, Comment, KeyFigures, Paragraph, Report, Rows, Section

LETTERS, OF_FIGURES, OF_HEADING = 850, 350, 60
"""Letters on a screen at most, and how many a row of key figures and a heading take the room of."""
ROWS, OF_CAPTION = 10, 2
"""Rows of a table on a screen at most, and those that its headings and caption take the room of beside another."""


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
    """Texts share screens and so do short tables; a chart has one, and a long table as many as it needs."""
    for kind, group in groupby(
        section.blocks, key=lambda block: type(block) if isinstance(block, Chart | Rows) else None
    ):
        blocks = list(group)
        if kind is Chart:
            yield from (
                Screen(one.title, section.name, (one,), section.source) for one in blocks if isinstance(one, Chart)
            )
        elif kind is Rows:
            for tables in _together(one for one in blocks if isinstance(one, Rows)):
                pages = [(one,) for one in _divided(tables[0])] if len(tables) == 1 else [tables]
                title = tables[0].caption if len(tables) == 1 else section.title
                yield from _numbered(title, section, pages)
        else:
            yield from _numbered(section.title, section, _filled(blocks))


def _together(tables: Iterable[Rows]) -> Iterator[tuple[Rows, ...]]:
    """Tables that stand on one screen: as many short ones as it holds, a long one alone."""
    page: list[Rows] = []
    for one in tables:
        if page and sum(len(each.table.rows) + OF_CAPTION for each in (*page, one)) > ROWS + OF_CAPTION:
            yield tuple(page)
            page = []
        page.append(one)
    if page:
        yield tuple(page)


def _numbered(title: str, section: Section, pages: Iterable[Sequence[Block]]) -> list[Screen]:
    every = list(pages)
    return [
        Screen(title, section.name, tuple(blocks), section.source, place, len(every))
        for place, blocks in enumerate(every, 1)
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
    pages = max(1, ceil(len(table.rows) / ROWS))
    most = ceil(len(table.rows) / pages)
    for first in range(0, pages * most, most):
        part = slice(first, first + most)
        yield replace(rows, table=Table(table.columns, table.rows[part], table.shown[part]))
