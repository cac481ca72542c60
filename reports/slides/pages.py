"""Which slides a report becomes: one a chart, texts and tables below each other over as few as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile
from math import ceil

from charts.chart import Chart
from reports.plot import Bars, Plot
from reports.plot.reading import plot_of
from reports.report import Block, Paragraph, Report, Rows, Section
from reports.slides.boxes import Box
from reports.slides.charts.scatter import names_of
from reports.slides.flow import Placed, close
from reports.slides.foot import foot_of
from reports.slides.page import Page, with_numbers
from reports.slides.pieces import BETWEEN
from reports.slides.running import NEXT_TO, is_low, placed, running

BESIDE, LEFT = 104.0, 230.0
"""Points that few words above or below a chart take at most, and that the chart has left at least."""
AROUND, HEADING, ROW = 84.0, 24.0, 14.0
"""Points of a chart that no row has, of the heading above it, and of each row."""


def pages_of(report: Report, region: Box, face: float) -> Iterator[Page]:
    """Every slide but the first."""
    for section in report.sections:
        room = foot_of(section, report, region.width, face).above(region)
        yield from with_numbers(_pages(section, report, room, face), report.language)


def _pages(section: Section, report: Report, room: Box, face: float) -> list[Page]:
    """The section's slides in the order of its blocks.

    A chart that follows few words stands under them and the section's own title, and one that begins it under that
    title; few words after a chart that nothing such follows stand below it.
    """
    pages: list[Page] = []
    words: tuple[Placed, ...] = ()
    parts = [(kind, list(group)) for kind, group in groupby(section.blocks, key=_kind)]
    for number, (kind, blocks) in enumerate(parts, 1):
        if kind == "running":
            after = parts[number][1][0] if number < len(parts) else None
            words, said = _few(blocks, after, report, room, face)
            below = _below(said, pages, report, room, face)
            if below:
                pages[-1] = replace(pages[-1], below=below)
            elif said:
                pages += running(said, section, report, room, face, first=not pages)
            continue
        drawn = _drawn([one for one in blocks if isinstance(one, Chart)], section, room)
        if words or not pages:
            before = "" if drawn[0].title == section.title else drawn[0].title
            drawn[0] = replace(drawn[0], title=section.title, pieces=words, before=before)
        pages, words = pages + drawn, ()
    return pages


def _kind(block: Block) -> str:
    return "chart" if isinstance(block, Chart) and not is_low(block) else "running"


def _few(
    blocks: Sequence[Block], after: Block | None, report: Report, room: Box, face: float
) -> tuple[tuple[Placed, ...], Sequence[Block]]:
    """The words at the end that fit above the chart after them, and the blocks before those."""
    last = list(takewhile(lambda block: not isinstance(block, Rows | Chart), reversed(blocks)))[::-1]
    words = _beside(last, report, room, face)
    if not words or not isinstance(after, Chart) or not _fits(after, words, room, face):
        return (), blocks
    return words, blocks[: len(blocks) - len(last)]


def _below(
    blocks: Sequence[Block], pages: Sequence[Page], report: Report, room: Box, face: float
) -> tuple[Placed, ...]:
    """The words and short tables that fit below the chart of the slide before them; none where they do not all."""
    words = _beside(blocks, report, room, face)
    chart = pages[-1].chart if pages else None
    if not words or chart is None:
        return ()
    return words if _fits(chart, (*pages[-1].pieces, *words), room, face, heading=bool(pages[-1].before)) else ()


def _beside(blocks: Sequence[Block], report: Report, room: Box, face: float) -> tuple[Placed, ...]:
    """The blocks as they stand above or below a chart; none where they are more than that has room for."""
    if not all(isinstance(one, Paragraph | Rows) for one in blocks):
        return ()
    words = tuple(close(one) for one in placed(blocks, NEXT_TO, report, room, face))
    return words if _height(words, room, face) <= BESIDE else ()


def _height(words: Sequence[Placed], room: Box, face: float) -> float:
    return sum(one.height(room.width, face) + BETWEEN for one in words)


def _fits(chart: Chart, words: Sequence[Placed], room: Box, face: float, *, heading: bool = True) -> bool:
    """Whether a chart has room enough beside the words, and beside its heading where that is not the slide's title."""
    plot = plot_of(chart)
    rows = len(names_of(plot)) if plot.lies else 0
    free = room.height - _height(words, room, face) - (HEADING if heading else 0.0)
    return free >= max(LEFT, AROUND + _row(plot) * rows)


def _drawn(charts: Sequence[Chart], section: Section, room: Box) -> list[Page]:
    """Each chart on its slide, or on as many as its rows need."""
    return [Page(one.title, section, chart=one, rows=rows) for one in charts for rows in _rows(one, room)]


def _rows(chart: Chart, room: Box) -> list[tuple[int, int] | None]:
    """The rows of a chart slide by slide, about as many on each; None where all of them have room on one."""
    plot = plot_of(chart)
    count = len(plot.along.rows)
    most = max(1, int((room.height - AROUND) / _row(plot)))
    if count <= most:
        return [None]
    slides = ceil(count / most)
    edges = [round(count * number / slides) for number in range(slides + 1)]
    return list(pairwise(edges))


def _row(plot: Plot) -> float:
    """How high each row must be."""
    return ROW * max(1, sum(isinstance(mark, Bars) for mark in plot.marks) if plot.grouped else 1)
