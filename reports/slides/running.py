"""Sentences, key figures, comments and tables that follow each other, as slides with their titles and captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from charts.chart import Chart, Table
from reports.plot.reading import plot_of
from reports.printable import on_one_line
from reports.report import Block, Comment, KeyFigures, Paragraph, Report, Rows, Section
from reports.slides.boxes import Box
from reports.slides.flow import Low, Placed, shared_out
from reports.slides.page import Page, numbered
from reports.slides.pieces import Figures, Piece, Text, comment_of, figures_of, paged, text_of
from reports.slides.tables import Listed, parts_of

SIZES = (20.0, 18.0, 16.0, 15.0)
"""Points that texts are tried in."""
DIVIDED, NEXT_TO = 18.0, 16.0
"""The largest for texts that need several slides, and that of texts beside tables and charts."""
LOW = 2
"""A chart of so few rows shares its slide with others."""
FOUR, TWO = 4, 2
"""Key figures side by side: as many as can be read, on a wide slide and on a narrow one."""
WIDE = 700.0


def running(
    blocks: Sequence[Block], section: Section, report: Report, room: Box, face: float, *, first: bool
) -> list[Page]:
    """Texts and tables on as few slides as they need, in the largest size in which they need so few.

    The `first` of a section has the section's title, and so has every other that holds more than a single table.
    """
    others = any(isinstance(block, Rows | Chart) for block in blocks)
    tries: list[tuple[bool, float, list[tuple[Placed, ...]]]] = []
    for size in (NEXT_TO,) if others else SIZES:
        pieces = list(placed(blocks, size, report, room, face))
        tries.append((False, size, shared_out(pieces, room.width, room.height, face, named=first)))
        words = [one for one in pieces if isinstance(one, Text | Figures)]
        tries += [] if others else [(True, size, list(paged(words, room.width, room.height, face)))]
    best = min(tries, key=lambda tried: (len(tried[2]), tried[0], len(tried[2]) > 1 and tried[1] > DIVIDED))[2]
    return list(_titled(best, section, report, first=first))


def _titled(slides: Sequence[tuple[Placed, ...]], section: Section, report: Report, *, first: bool) -> Iterator[Page]:
    """The slides under their titles: a table alone under its caption, which other tables have above them.

    A table on several slides has its number in its captions.
    """
    tables = [{one.place: one.caption for one in slide if isinstance(one, Listed)} for slide in slides]
    stands = {place: [at for at, on in enumerate(tables) if place in on] for on in tables for place in on}
    for at, slide in enumerate(slides):
        captions = {
            place: numbered(caption, stands[place].index(at) + 1, len(stands[place]), report.language)
            for place, caption in tables[at].items()
        }
        alone = len(captions) == 1 and all(isinstance(one, Listed) for one in slide)
        if alone and not (first and at == 0 and section.title not in tables[at].values()):
            yield Page(next(iter(captions.values())), section, tuple(_under(slide, {})))
        else:
            yield Page(section.title, section, tuple(_under(slide, captions)))


def _under(slide: Sequence[Placed], captions: dict[int, str]) -> Iterator[Placed]:
    """What stands on a slide, each table under its caption, and what goes on of it below without one."""
    left = dict(captions)
    for one in slide:
        yield replace(one, caption=left.pop(one.place, "")) if isinstance(one, Listed) else one


def placed(blocks: Sequence[Block], size: float, report: Report, room: Box, face: float) -> Iterator[Placed]:
    """What blocks become on slides, the texts in this size."""
    tables = [block.table for block in blocks if isinstance(block, Rows)]
    for place, block in enumerate(blocks):
        if isinstance(block, Rows):
            alike = [one for one in tables if _is_alike(one, block.table)]
            for part in parts_of(block.table, room.width, face, alike):
                yield Listed(on_one_line(block.caption), part, place)
        elif isinstance(block, Chart):
            yield Low(block)
        else:
            yield from (one for one in _words(block, size, report, room, face) if one.height(room.width, face))


def is_low(chart: Chart) -> bool:
    """Whether a chart has so few rows that it shares its slide with others."""
    plot = plot_of(chart)
    return plot.lies and 0 < len(plot.along.rows) <= LOW


def _is_alike(one: Table, other: Table) -> bool:
    return bool(one.rows) and tuple(one.columns) == tuple(other.columns)


def _words(block: Block, size: float, report: Report, room: Box, face: float) -> list[Piece]:
    match block:
        case Paragraph():
            return [text_of(block, size)]
        case KeyFigures():
            return list(figures_of(block, FOUR if room.width >= WIDE else TWO, room.width, face))
        case Comment():
            return [comment_of(block, whose(block, report), size)]
    return []


def whose(comment: Comment, report: Report) -> str:
    """The words above a comment that say whose it is."""
    author = comment.author or report.author
    text = report.language.text
    return text("Comment by {author}", author=author) if author else text("Comment by the communicator")
