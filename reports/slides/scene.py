"""What every slide has: its title first, the source at its foot, and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.slide import Slide, SlideLayout

from reports.printable import on_one_line
from reports.report import Report, Section
from reports.slides.boxes import Box
from reports.slides.charts.parts import Style
from reports.slides.foot import Foot, foot_of
from reports.slides.markup import DECLARED, tag
from reports.slides.measure import LINE, height_of, shortened
from reports.slides.pieces import SMALLEST
from reports.slides.template import TITLES, Stage, box_of, places_of
from reports.slides.theme import found
from reports.slides.writing import Paragraph, Pen, Run

TITLE_SIZES = (40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0)
SMALLEST_TITLE = TITLE_SIZES[-1]
MOST = 0.8
"""How many of a deck's titles have room in the size that all have; the others are made smaller by themselves."""
"""Points that a title is tried in where the template's own size is too large for it."""
INSET = 7.2
"""Points that a placeholder keeps free on each side."""
CAPITALS = 1.2
"""How much wider capitals are."""
NUMBER = Box(0.86, 0.93, 0.1, 0.04)
"""Where a slide's number stands when the template has no place for it, in shares of the slide."""
FIELD = "{5C1B0A64-2A55-4B5E-9C4E-6D2C6C1F9A01}"


def _sizes(own: float) -> tuple[float, ...]:
    """What a title is tried in: its own size, and smaller ones."""
    return (own, *(size for size in TITLE_SIZES if size < own))


@dataclass(frozen=True)
class Scene:
    """What every slide is drawn with."""

    stage: Stage
    report: Report
    pen: Pen
    style: Style
    title_size: float = TITLE_SIZES[0]

    def new(self, layout: SlideLayout, title: str, *, kept: tuple[PP_PLACEHOLDER, ...] = ()) -> Slide:
        """A slide with its title first, and of what else the layout asks for only the kinds that are kept."""
        slide: Slide = self.stage.deck.slides.add_slide(layout)
        heading: Any = slide.shapes.title
        for shape in list(slide.placeholders):
            if shape.placeholder_format.type not in (*TITLES, *kept):
                shape.element.getparent().remove(shape.element)
        found(heading.element.getparent(), "p:grpSpPr")[0].addnext(heading.element)
        self._write_title(heading, on_one_line(title))
        return slide

    def _write_title(self, heading: Any, title: str) -> None:
        """The title in the deck's size, or in the largest that it has room in; one that has none is cut."""
        opening = heading.placeholder_format.type != PP_PLACEHOLDER.TITLE
        own = TITLE_SIZES[0] if opening else self.title_size
        box = box_of(heading)
        size = next((one for one in _sizes(own) if self._fits(title, one, box)), SMALLEST_TITLE)
        lines = max(1, int(box.height / (size * LINE)))
        kept = shortened(title, size, box.width - 2 * INSET, lines, bold=True, face=self._face)
        given = opening or size != self.stage.title_size
        self.pen.fill(heading, [Paragraph((Run(kept, size if given else None),), after=0)])

    @property
    def _face(self) -> float:
        """How wide titles are beside Arial."""
        return self.stage.title_face * (CAPITALS if self.stage.capitals else 1)

    def _fits(self, title: str, size: float, box: Box) -> bool:
        return height_of(title, size, box.width - 2 * INSET, bold=True, face=self._face) <= box.height

    def with_titles(self, titles: Sequence[str]) -> Scene:
        """The scene with one size for its titles: the template's own, or the largest in which most have room."""
        stage = self.stage

        def most(size: float) -> bool:
            return sum(self._fits(on_one_line(one), size, stage.title) for one in titles) >= MOST * len(titles)

        size = next((one for one in _sizes(stage.title_size) if most(one)), SMALLEST_TITLE)
        return replace(self, title_size=size)

    def foot(self, section: Section) -> Foot:
        """What stands at the foot of a section's slides."""
        return foot_of(section, self.report, self.stage.region.width, self.stage.text_face)

    def finish(self, slide: Slide, section: Section) -> None:
        """Writes what stands at the foot of a slide, after everything else: its source and its number."""
        foot = self.foot(section)
        runs = [Run(foot.limits, SMALLEST, bold=True, ink="text")] if foot.limits else []
        runs += [Run(foot.source, SMALLEST, ink="quiet")] if foot.source else []
        if runs:
            lower = self.stage.region.lower(foot.height)
            self.pen.box(slide, lower, [Paragraph(tuple(runs), after=0)], self.report.language.text("Source"))
        self.number(slide)

    def number(self, slide: Slide) -> None:
        """The slide's number, in the template's place for it."""
        own = places_of(slide.slide_layout, (PP_PLACEHOLDER.SLIDE_NUMBER,))
        text = self.report.language.text("Slide number")
        if not own:
            whole = self.stage.slide
            box = Box(NUMBER.left * whole.width, NUMBER.top * whole.height, NUMBER.width * whole.width, 20)
            shape = self.pen.box(slide, box, [Paragraph((), after=0, align="r")], text)
        else:
            shape = self._placed(slide, own[0].placeholder_format.idx, text)
        look = tag("a:rPr", lang=self.pen.tongue, **({} if own else {"sz": round(SMALLEST * 100)}))
        field = tag("a:fld", look, tag("a:t", "‹#›"), id=FIELD, type="slidenum")
        paragraph = found(shape.element, "p:txBody/a:p")[0]
        end = found(paragraph, "a:endParaRPr")[0]
        end.addprevious(parse_xml(field.replace("<a:fld ", f"<a:fld {DECLARED} ", 1)))

    def _placed(self, slide: Slide, idx: int, name: str) -> Any:
        """A place for the number that takes its look from the layout's."""
        number = 1 + max(int(one) for one in found(slide.shapes.element, ".//p:cNvPr/@id"))
        properties = tag(
            "p:nvSpPr",
            tag("p:cNvPr", id=number, name=name),
            tag("p:cNvSpPr", tag("a:spLocks", noGrp="1")),
            tag("p:nvPr", tag("p:ph", type="sldNum", sz="quarter", idx=idx)),
        )
        end = tag("a:endParaRPr", lang=self.pen.tongue)
        body = tag("p:txBody", tag("a:bodyPr"), tag("a:lstStyle"), tag("a:p", end))
        markup = tag("p:sp", properties, tag("p:spPr"), body)
        slide.shapes.element.append(parse_xml(markup.replace("<p:sp>", f"<p:sp {DECLARED}>", 1)))
        return cast(Any, next(one for one in slide.placeholders if one.placeholder_format.idx == idx))
