"""Texts, frames and their alternative texts on a slide: every run with its language, every shape with a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from locales import Language
from reports.slides.boxes import Box
from reports.slides.colours import Colours
from reports.slides.markup import DECLARED, tag, written, yes
from reports.slides.theme import found

DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
BULLET = "•"
INDENT = 18 * 12_700
AFTER = 6.0
"""Points after a paragraph."""


@dataclass(frozen=True)
class Run:
    """A piece of text in one look; what is None is as the template has it."""

    text: str
    size: float | None = None
    bold: bool | None = None
    ink: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Runs on lines of their own; `listed` gives it a bullet."""

    runs: tuple[Run, ...]
    listed: bool = False
    after: float = AFTER
    align: str = ""


@dataclass(frozen=True)
class Pen:
    """How texts are written on the slides of one deck."""

    colours: Colours
    language: Language

    @property
    def tongue(self) -> str:
        """The language as documents name it: sv-SE."""
        return self.language.locale.replace("_", "-")

    def paragraph(self, said: Paragraph) -> str:
        """A paragraph as DrawingML."""
        bullet = tag("a:buChar", char=BULLET) if said.listed else tag("a:buNone")
        marks = {"marL": INDENT if said.listed else 0, "indent": -INDENT if said.listed else 0}
        spaces = tag("a:spcBef", tag("a:spcPts", val=0)) + tag("a:spcAft", tag("a:spcPts", val=round(said.after * 100)))
        look = tag("a:pPr", spaces, bullet, **marks, algn=said.align or None)
        return tag("a:p", look, *(self._run(run) for run in said.runs), tag("a:endParaRPr", lang=self.tongue))

    def _run(self, run: Run) -> str:
        ink = (tag("a:solidFill", self.colours.colour(run.ink)),) if run.ink else ()
        size = None if run.size is None else round(run.size * 100)
        bold = None if run.bold is None else yes(run.bold)
        lines = [
            tag("a:r", tag("a:rPr", *ink, lang=self.tongue, sz=size, b=bold), tag("a:t", written(line)))
            for line in run.text.split("\n")
        ]
        return tag("a:br").join(lines)

    def fill(self, shape: Any, paragraphs: Sequence[Paragraph]) -> None:
        """Writes the paragraphs into a shape, in the place of what it says."""
        body = shape.element.find(qn("p:txBody"))
        for old in body.findall(qn("a:p")):
            body.remove(old)
        for said in paragraphs or (Paragraph(()),):
            body.append(parse_xml(self.paragraph(said).replace("<a:p>", f"<a:p {DECLARED}>", 1)))

    def box(self, slide: Slide, box: Box, paragraphs: Sequence[Paragraph], name: str, *, inset: float = 0.0) -> Any:
        """A box of text that is as large as it is told, and never made smaller to fit."""
        shape = slide.shapes.add_textbox(*lengths(box))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = Pt(inset)
        frame.margin_top = frame.margin_bottom = Pt(0)
        shape.name = name
        self.fill(shape, paragraphs)
        return shape


def lengths(box: Box) -> tuple[Pt, Pt, Pt, Pt]:
    """The box as python-pptx takes it."""
    return Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)


def place(shape: Any, box: Box) -> None:
    """Moves a shape."""
    shape.left, shape.top, shape.width, shape.height = lengths(box)


def describe(shape: Any, name: str, text: str) -> None:
    """Gives a shape its name and the text for those who cannot see it."""
    properties = found(shape.element, ".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", text)


def decorate(shape: Any) -> None:
    """Marks a shape as one that says nothing."""
    mark = tag("adec:decorative", val="1")
    extension = tag("a:extLst", tag("a:ext", mark, uri=DECORATIVE))
    element = parse_xml(extension.replace("<a:extLst>", f"<a:extLst {DECLARED}>", 1))
    found(shape.element, ".//p:cNvPr")[0].append(element)
