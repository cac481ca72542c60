"""The notes of a slide: what its figures mean, where they come from, and what they were read from."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml
from pptx.slide import Slide

from locales import NBSP
from metrics.catalogue import CATALOGUE
from reports.printable import printable
from reports.report import KeyFigures, Number, Report
from reports.report import Paragraph as Said
from reports.slides.charts import said_below
from reports.slides.charts.parts import Style
from reports.slides.markup import DECLARED, tag
from reports.slides.page import Page, charts_on
from reports.slides.pieces import Figures
from reports.slides.tables import Listed
from reports.slides.theme import found
from reports.slides.writing import Paragraph, Pen, Run


def write_notes(slide: Slide, page: Page | None, report: Report, style: Style, pen: Pen) -> None:
    """Writes the notes of a slide; the first one has no page."""
    frame: Any = slide.notes_slide.notes_placeholder or _missing(slide)
    lines = notes_of(page, report, style)
    pen.fill(frame, [Paragraph((Run(f"{head}:{NBSP}", bold=True), Run(text))) for head, text in lines])


def _missing(slide: Slide) -> Any:
    """A place for notes, where the template's master for notes has none."""
    shapes: Any = slide.notes_slide.shapes.element
    number = 1 + max(int(one) for one in found(shapes, ".//p:cNvPr/@id"))
    named = tag("p:cNvPr", id=number, name="Notes")
    properties = tag("p:nvSpPr", named, tag("p:cNvSpPr"), tag("p:nvPr", tag("p:ph", type="body", idx=1)))
    body = tag("p:txBody", tag("a:bodyPr"), tag("a:lstStyle"), tag("a:p"))
    markup = tag("p:sp", properties, tag("p:spPr"), body)
    shapes.append(parse_xml(markup.replace("<p:sp>", f"<p:sp {DECLARED}>", 1)))
    return slide.notes_slide.notes_placeholder


def notes_of(page: Page | None, report: Report, style: Style) -> list[tuple[str, str]]:
    """What the notes say, as what each line is and the line."""
    text = report.language.text
    lines: list[tuple[str, str]] = []
    if page is not None:
        charts = charts_on(page)
        lines.append((text("Finding"), page.title))
        lines += [(text("The picture"), one.alt) for one in charts]
        lines += [(text("In the picture"), line) for one in charts for line in said_below(one, style)]
        lines.append((text("Source"), page.section.source))
    lines += [(text("What is filtered"), report.filtered), (text("How fresh it is"), report.fresh)]
    lines += [(text("Definition"), one) for one in _definitions(page, report)] if page is not None else []
    lines += [(text("Mind that"), report.limits), (text("Version of the store"), report.store_version)]
    return [(head, printable(said)) for head, said in lines if said]


def _definitions(page: Page, report: Report) -> list[str]:
    """The metrics that the slide shows, in the order of the catalogue."""
    named = {metric for chart in charts_on(page) for metric in chart.metrics}
    if not named or _tables(page):
        named |= {number.metric for number in _numbers(page)}
        said = [block for block in page.section.blocks if isinstance(block, Said)]
        named |= {metric for block in said for sentence in block.sentences for metric in sentence.metrics}
    text = report.language.text
    return [
        f"{text(one.label)}. {text(one.explanation)} {text('How it is worked out')}: {text(one.formula)}."
        for id_, one in CATALOGUE.items()
        if id_ in named
    ]


def _numbers(page: Page) -> list[Number]:
    if _tables(page):
        return list(page.section.numbers)
    figures = [one for piece in page.pieces if isinstance(piece, Figures) for one in piece.figures]
    blocks = [block for block in page.section.blocks if isinstance(block, KeyFigures)]
    figures += [one for block in blocks for one in block.figures] if not figures else []
    return [number for figure in figures for number in figure.numbers]


def _tables(page: Page) -> bool:
    """Whether any table stands on the slide."""
    return any(isinstance(piece, Listed) for piece in (*page.pieces, *page.below))
