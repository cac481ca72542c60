"""Pages drawn on their slides: texts, key figures, comments, charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any, cast

from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Pt

from charts.chart import Chart
from reports.printable import on_one_line
from reports.slides.boxes import Box
from reports.slides.charts import native_chart, said_below, said_beside
from reports.slides.flow import Low, Placed
from reports.slides.markup import DECLARED, tag
from reports.slides.measure import LINE, height_of, shortened
from reports.slides.page import Page
from reports.slides.pieces import BETWEEN, GUTTER, RULE, SMALL, SMALLEST, Figures, Text, figure_paragraphs
from reports.slides.scene import Scene
from reports.slides.tables import AFTER_CAPTION, CAPTION, Listed, draw_table
from reports.slides.template import TEXTS, box_of
from reports.slides.theme import found
from reports.slides.writing import Paragraph, Run, decorate, describe, lengths, place

MEASURE = 16.0
"""Points of what a chart measures."""
MOST_BELOW = 4
"""Lines below a chart in each of two columns; more are in the notes."""


def draw_page(scene: Scene, page: Page) -> Slide:
    """The page on a slide of its own."""
    said = (*page.pieces, *page.below)
    texts = any(isinstance(one, Text) and not one.comment for one in said)
    layout = scene.stage.text if texts else scene.stage.alone
    slide = scene.new(layout, page.title, kept=TEXTS if texts else ())
    bodies = _bodies(slide)
    region = scene.foot(page.section).above(scene.stage.region)
    below = region.lower(sum(one.height(region.width, scene.stage.text_face) for one in page.below))
    region = _draw_pieces(scene, slide, page.title, page.pieces, region, bodies)
    if page.below:
        region = region.without_bottom(below.height + BETWEEN)
    if page.chart is not None:
        _draw_chart(scene, slide, page.chart, region, heading=page.before, rows=page.rows)
    _draw_pieces(scene, slide, page.title, page.below, below, bodies)
    for left_over in bodies:
        left_over.element.getparent().remove(left_over.element)
    scene.finish(slide, page.section)
    return slide


def _bodies(slide: Slide) -> list[Any]:
    """The template's largest place for text on the slide; others are taken away."""
    places = sorted(
        (one for one in slide.placeholders if one.placeholder_format.type in TEXTS),
        key=lambda one: -(one.width or 0) * (one.height or 0),
    )
    for other in places[1:]:
        other.element.getparent().remove(other.element)
    return list(places[:1])


def _draw_chart(
    scene: Scene, slide: Slide, chart: Chart, region: Box, *, heading: str = "", rows: tuple[int, int] | None = None
) -> None:
    """What is measured, the chart, and below it what its marks stand for."""
    face, text = scene.stage.text_face, scene.report.language.text
    beside = said_beside(chart, scene.style)
    size = SMALL if heading else MEASURE
    measure = on_one_line(" · ".join(filter(None, (chart.subtitle, beside))))
    measure = shortened(measure, size, region.width, 2, face=face)
    lines = [Paragraph((Run(on_one_line(heading), MEASURE, bold=True),), after=0)] if heading else []
    lines.append(Paragraph((Run(measure, size, ink="quiet"),), after=0))
    high = height_of(measure, size, region.width, face=face) + 4
    if heading:
        high += height_of(heading, MEASURE, region.width, bold=True, face=face)
    scene.pen.box(slide, region.upper(high), lines, text("What is measured"))
    below = said_below(chart, scene.style)
    foot = _foot(len(below))
    box = region.without_top(high).without_bottom(foot)
    native = native_chart(chart, box.width, box.height, scene.style, rows)
    shape: Any = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *lengths(box), cast(ChartData, native))
    describe(shape, text("Chart"), on_one_line(chart.alt))
    _draw_below(scene, slide, below, region.lower(foot))


def _rows_below(lines: int) -> int:
    """How many rows the lines below a chart take, in one column or, where they are many, in two."""
    return lines if lines <= MOST_BELOW else min(MOST_BELOW, ceil(lines / 2))


def _foot(lines: int) -> float:
    """How high they are, in points."""
    return _rows_below(lines) * SMALLEST * LINE + 4 if lines else 0.0


def _draw_below(scene: Scene, slide: Slide, lines: Sequence[str], box: Box) -> None:
    """What the marks in a chart stand for, a line each; those without room are in the notes."""
    rows = _rows_below(len(lines))
    columns = [lines[at * rows : (at + 1) * rows] for at in range(1 if len(lines) <= rows else 2)] if lines else []
    width = (box.width - GUTTER * (len(columns) - 1)) / max(1, len(columns))
    for number, column in enumerate(columns):
        kept = [shortened(on_one_line(one), SMALLEST, width, 1, face=scene.stage.text_face) for one in column]
        said = [Paragraph((Run(one, SMALLEST, ink="quiet"),), after=0) for one in kept]
        own = Box(box.left + number * (width + GUTTER), box.top, width, box.height)
        scene.pen.box(slide, own, said, scene.report.language.text("Marks in the chart"))


def _draw_pieces(
    scene: Scene, slide: Slide, title: str, pieces: Sequence[Placed], region: Box, bodies: list[Any]
) -> Box:
    """Pieces below each other; the first text that is no comment stands in the template's own place for it.

    Returns what is left below them.
    """
    top = region.top
    for piece in pieces:
        box = Box(region.left, top, region.width, piece.height(region.width, scene.stage.text_face))
        if isinstance(piece, Figures):
            _draw_figures(scene, slide, piece, box)
        elif isinstance(piece, Low):
            _draw_chart(scene, slide, piece.chart, box, heading=on_one_line(piece.chart.title))
        elif isinstance(piece, Listed):
            _draw_listed(scene, slide, title, piece, box)
        elif piece.comment:
            _draw_comment(scene, slide, piece, box)
        elif bodies:
            _draw_text(scene, slide, piece, box, bodies.pop())
        else:
            scene.pen.box(slide, box, piece.paragraphs, scene.report.language.text("Text"))
        top = box.bottom + BETWEEN
    return region.without_top(top - region.top)


def _draw_listed(scene: Scene, slide: Slide, title: str, piece: Listed, box: Box) -> None:
    """A table under its caption, where it has one."""
    text, high = scene.report.language.text, piece.caption_height(box.width, scene.stage.text_face)
    if piece.caption:
        heading = Paragraph((Run(piece.caption, CAPTION, bold=True),), after=0)
        scene.pen.box(slide, box.upper(high - AFTER_CAPTION), [heading], text("Heading"))
    alt = f"{piece.caption or title}. {', '.join(piece.part.cells[0])}"
    draw_table(slide, piece.part, box.without_top(high), scene.pen, text("Table"), alt)


def _draw_text(scene: Scene, slide: Slide, piece: Text, box: Box, body: Any) -> None:
    """Text in the template's place for it, as large as it is and where it is read."""
    slide.shapes.element.append(body.element)
    place(body, box)
    frame = body.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.auto_size, frame.vertical_anchor = MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    scene.pen.fill(body, piece.paragraphs)


def _draw_figures(scene: Scene, slide: Slide, piece: Figures, box: Box) -> None:
    """Key figures side by side, their values on one line."""
    face, left = scene.stage.text_face, box.left
    size, columns = piece.size(box.width, face), piece.columns(box.width, face)
    for figure, width, drop in zip(piece.figures, columns, piece.drops(columns, face), strict=True):
        own = Box(left, box.top + drop, width, box.height - drop)
        scene.pen.box(slide, own, figure_paragraphs(figure, size, width, face), on_one_line(figure.label) or "–")
        left += width + GUTTER


def _draw_comment(scene: Scene, slide: Slide, piece: Text, box: Box) -> None:
    """The communicator's words, with a line beside them that marks them as hers."""
    text = scene.report.language.text
    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *lengths(Box(box.left, box.top, 3, box.height)))
    rule.name = text("Line")
    for old in found(rule.element, "p:style | p:txBody"):
        rule.element.remove(old)
    look = tag("a:solidFill", scene.pen.colours.colour("accent")) + tag("a:ln", tag("a:noFill"))
    for part in list(parse_xml(f"<p:spPr {DECLARED}>{look}</p:spPr>")):
        found(rule.element, "p:spPr")[0].append(part)
    decorate(rule)
    own = Box(box.left + RULE, box.top, box.width - RULE, box.height)
    scene.pen.box(slide, own, piece.paragraphs, text("Comment"))


def draw_opening(scene: Scene) -> Slide:
    """The first slide: the report's title, and below it of when it is, what must be minded and who made it."""
    report, stage = scene.report, scene.stage
    kept = (PP_PLACEHOLDER.SUBTITLE, *TEXTS)
    slide = scene.new(stage.title_slide, report.title, kept=kept)
    places = [one for one in slide.placeholders if one.placeholder_format.type in kept]
    for other in places[1:]:
        other.element.getparent().remove(other.element)
    made = report.language.day(report.made_at.date())
    lines = [
        Run(report.subtitle, 20.0), Run(report.fresh, SMALL), Run(report.limits, SMALL, bold=True),
        Run(", ".join(filter(None, (report.author, made))), SMALL),
    ]  # fmt: skip
    title = box_of(slide.shapes.title)
    box = box_of(places[0]) if places else Box(title.left, title.bottom + BETWEEN, title.width, 150)
    said: list[Paragraph] = []
    for run in lines:
        text = on_one_line(run.text)
        if text and box.width > 0:
            kept_text = shortened(text, run.size or SMALL, box.width - 2 * 7.2, 2, face=stage.text_face)
            said.append(Paragraph((replace(run, text=kept_text),)))
    if places:
        scene.pen.fill(places[0], said)
    else:
        scene.pen.box(slide, box, said, report.language.text("Subtitle"))
    scene.number(slide)
    return slide
