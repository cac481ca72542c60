"""Which slides a report becomes: one a finding, texts and tables over as many as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import ceil
from typing import TypeAlias

from charts.chart import Chart
from reports.plot.reading import plot_of
from reports.report import Block, Comment, KeyFigures, Paragraph, Report, Rows, Section
from reports.slides.boxes import Box
from reports.slides.charts.scatter import rows_of as rows_in
from reports.slides.foot import foot_of
from reports.slides.pieces import BETWEEN, Piece, comment_of, figures_of, paged, text_of
from reports.slides.tables import Part, parts_of

SIZES = (20.0, 18.0, 16.0)
"""Points that texts are tried in; those that need several slides have the second."""
DIVIDED = 18.0
FOUR, TWO = 4, 2
"""Key figures side by side: as many as can be read, on a wide slide and on a narrow one."""
WIDE = 700.0
ABOVE, LEFT = 104.0, 230.0
"""Points that few words above a chart take at most, and that the chart has left at least."""
AROUND, HEADING, ROW = 84.0, 24.0, 14.0
"""Points of a chart that no row has, of the heading above it, and of each row."""
LOW = 2
"""A chart of so few rows shares its slide with others."""
TOGETHER, LOW_HEIGHT = 3, 120.0
"""Low charts on a slide at most, and the points that each needs."""


@dataclass(frozen=True)
class Page:
    """One slide: its title, what stands on it, and the section that it belongs to.

    It holds pieces of text, or charts (several that are low stand `together`), or part of a table. Of a chart of many
    rows it shows those from the first to before the last of `rows`. `before` stands before what a chart measures.
    """

    title: str
    section: Section
    pieces: tuple[Piece, ...] = ()
    charts: tuple[Chart, ...] = ()
    rows: tuple[int, int] | None = None
    part: Part | None = None
    together: bool = False
    before: str = ""


Run: TypeAlias = Paragraph | KeyFigures | Comment


def pages_of(report: Report, region: Box, face: float) -> Iterator[Page]:
    """Every slide but the first."""
    for section in report.sections:
        room = foot_of(section, report, region.width, face).above(region)
        yield from _pages(section, report, room, face)


def _pages(section: Section, report: Report, room: Box, face: float) -> Iterator[Page]:
    """The section's slides in the order of its blocks, those of one block numbered where they are several.

    A chart or table that follows few words stands under the section's own title, and so does a chart that begins it.
    """
    words: tuple[Piece, ...] | None = ()
    parts = [(kind, list(group)) for kind, group in groupby(section.blocks, key=_kind)]
    for number, (kind, blocks) in enumerate(parts, 1):
        after = parts[number][1][0] if number < len(parts) else None
        if kind == "text":
            said = [one for one in blocks if isinstance(one, Run)]
            words = _few(said, after, report, room, face)
            if words is None:
                yield from _texts(said, section, report, room, face)
            continue
        if kind == "low":
            charts = [one for one in blocks if isinstance(one, Chart)]
            most = max(1, min(TOGETHER, int(room.height / LOW_HEIGHT)))
            groups = [tuple(charts[at : at + most]) for at in range(0, len(charts), most)]
            pages = numbered([Page(section.title, section, charts=charts, together=True) for charts in groups], report)
        else:
            pages = [page for block in blocks for page in _shown(block, section, report, room, face)]
        if (words and pages) or (words is not None and pages and pages[0].charts):
            pages[0] = replace(pages[0], title=section.title, pieces=words, before=_before(pages[0], section))
        yield from pages
        words = None


def _before(page: Page, section: Section) -> str:
    """What a chart found, or what a table is of, where its slide has another title."""
    return page.title if not page.together and page.title != section.title else ""


def _few(
    blocks: Sequence[Run], after: Block | None, report: Report, room: Box, face: float
) -> tuple[Piece, ...] | None:
    """The words that fit above the chart or table after them; None where they do not, or nothing such follows."""
    if after is None or not all(isinstance(one, Paragraph) for one in blocks):
        return None
    pieces = tuple(_pieces(blocks, SIZES[-1], report, room, face))
    high = sum(one.height(room.width, face) + BETWEEN for one in pieces)
    return pieces if high <= ABOVE and _fits(after, room.without_top(high + HEADING), face) else None


def _fits(block: Block, room: Box, face: float) -> bool:
    """Whether a chart or a whole table fits into the room."""
    if isinstance(block, Chart):
        return room.height >= max(LEFT, AROUND + ROW * rows_in(plot_of(block)))
    return isinstance(block, Rows) and len(list(parts_of(block.table, room.width, room.height, face))) == 1


def _kind(block: Block) -> str:
    if isinstance(block, Chart):
        plot = plot_of(block)
        return "low" if plot.lies and 0 < len(plot.along.rows) <= LOW else "chart"
    return "table" if isinstance(block, Rows) else "text"


def _shown(block: Block, section: Section, report: Report, room: Box, face: float) -> Iterator[Page]:
    """A chart on its slide, or a table on as many as it needs."""
    if isinstance(block, Chart):
        yield from numbered(
            [Page(block.title, section, charts=(block,), rows=rows) for rows in _rows(block, room)], report
        )
    elif isinstance(block, Rows):
        parts = parts_of(block.table, room.width, room.height, face)
        yield from numbered([Page(block.caption, section, part=part) for part in parts], report)


def _rows(chart: Chart, room: Box) -> list[tuple[int, int] | None]:
    """The rows of a chart slide by slide, about as many on each; None where all of them have room on one."""
    count = rows_in(plot_of(chart)) if plot_of(chart).along.rows else 0
    most = max(1, int((room.height - AROUND) / ROW))
    if count <= most:
        return [None]
    slides = ceil(count / most)
    edges = [round(count * number / slides) for number in range(slides + 1)]
    return list(pairwise(edges))


def _texts(blocks: Sequence[Run], section: Section, report: Report, room: Box, face: float) -> Iterator[Page]:
    """Sentences, key figures and comments, in the largest size in which they have one slide, or else on several."""
    tries = [list(paged(_pieces(blocks, size, report, room, face), room.width, room.height, face)) for size in SIZES]
    fitting = next((pages for pages in tries if len(pages) == 1), tries[SIZES.index(DIVIDED)])
    yield from numbered([Page(section.title, section, pieces=page) for page in fitting], report)


def _pieces(blocks: Sequence[Run], size: float, report: Report, room: Box, face: float) -> list[Piece]:
    found: list[Piece] = []
    most = FOUR if room.width >= WIDE else TWO
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(text_of(block, size))
        elif isinstance(block, KeyFigures):
            found += figures_of(block, most, room.width, face)
        else:
            found.append(comment_of(block, whose(block, report), size))
    return [one for one in found if one.height(room.width, 1.0)]


def whose(comment: Comment, report: Report) -> str:
    """The words above a comment that say whose it is."""
    author = comment.author or report.author
    text = report.language.text
    return text("Comment by {author}", author=author) if author else text("Comment by the communicator")


def numbered(pages: list[Page], report: Report) -> list[Page]:
    """The pages with their number in the title where they are several."""
    if len(pages) < 2:
        return pages
    text, count = report.language.text, len(pages)
    return [
        replace(page, title=text("{title} ({number} of {count})", title=page.title, number=number, count=count))
        for number, page in enumerate(pages, 1)
    ]
