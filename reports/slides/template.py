"""The presentation that a deck is written into: the organisation's own template, or ours.

Ours stands as the XML that it is in `own/`, so that it can be read and reviewed, and is packed when it is opened.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from data.errors import GenomslagError
from locales import LANGUAGES, N_, Language
from reports.slides.boxes import Box
from reports.slides.colours import Colours
from reports.slides.markup import EMU
from reports.slides.measure import face_width
from reports.slides.theme import found, in_capitals, text_size, theme_of

OWN = Path(__file__).parent / "own"
TITLE_SLIDE, TITLE_ONLY, CONTENT = N_("Title Slide"), N_("Title Only"), N_("Title and Content")
"""What PowerPoint calls its layouts; the translations are its own."""
WORDS = (TITLE_SLIDE, TITLE_ONLY, CONTENT, N_("Title"), N_("Subtitle"), N_("Text"), N_("Footer"), N_("Date"),
         N_("Slide number"), N_("Line"))  # fmt: skip
TEMPLATE, PRESENTATION, MACROS = (
    "presentationml.template.main+xml",
    "presentationml.presentation.main+xml",
    "macroEnabled",
)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
TEXTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
NEEDED = 0.35
"""How much of the slide's width and height a place for text must have, to be where everything is put."""
EDGE = 0.06
AIR = 8.0
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""PowerPoint's list of which slides belong to which section, which must not name slides that are gone."""


class TemplateError(GenomslagError):
    """A template that no deck can be written into, and what it lacks."""


@dataclass(frozen=True)
class Stage:
    """A presentation without slides, and what is put where on the next ones."""

    deck: Deck
    title_slide: SlideLayout
    text: SlideLayout
    alone: SlideLayout
    region: Box
    title: Box
    title_size: float
    title_face: float
    text_face: float
    capitals: bool
    colours: Colours

    @property
    def slide(self) -> Box:
        """The whole slide."""
        return Box(0, 0, (self.deck.slide_width or 0) / EMU, (self.deck.slide_height or 0) / EMU)


def open_template(template: Path | BinaryIO | None, language: Language) -> Stage:
    """The template without its own slides, or ours. Raises TemplateError."""
    deck = Presentation(io.BytesIO(_own(language))) if template is None else _theirs(template)
    _remove_slides(deck)
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    content = _layout(layouts, CONTENT, "obj", lambda layout: bool(_texts(layout)))
    alone = _layout(layouts, TITLE_ONLY, "titleOnly", lambda layout: not _others(layout)) or content
    if alone is None:
        raise TemplateError(
            N_("The template has no layout with a title to write slides into."),
            todo=N_("Add a layout called “{name}” in PowerPoint (View, Slide Master), with a title, and save it."),
            name=Language("sv").text(TITLE_ONLY),
        )
    opening = _layout(layouts, TITLE_SLIDE, "title", _opens) or alone
    return _stage(deck, opening, content or alone, alone, ours=template is None)


def _stage(deck: Deck, opening: SlideLayout, content: SlideLayout, alone: SlideLayout, *, ours: bool) -> Stage:
    master = alone.slide_master
    theme = theme_of(master)
    title = _title(alone)
    return Stage(
        deck=deck,
        title_slide=opening,
        text=content,
        alone=alone,
        region=_region(deck, content, alone),
        title=box_of(title),
        title_size=text_size(title, master, "title"),
        title_face=face_width(theme.title_face),
        text_face=face_width(theme.text_face),
        capitals=in_capitals(title, master),
        colours=Colours() if ours else Colours(theme.colours),
    )


def _own(language: Language) -> bytes:
    """Our template as a file's content, its layouts and prompts in the language."""
    content = io.BytesIO()
    named = {f"@@{word}@@": escape(language.text(word)) for word in WORDS}
    named["@@lang@@"] = language.locale.replace("_", "-")
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(one for one in OWN.rglob("*") if one.is_file()):
            text = path.read_text(encoding="utf-8")
            for mark, word in named.items():
                text = text.replace(mark, word)
            package.writestr(path.relative_to(OWN).as_posix(), text)
    return content.getvalue()


def _theirs(template: Path | BinaryIO) -> Deck:
    """The template as a presentation; a .potx is one under another name."""
    content = template.read_bytes() if isinstance(template, Path) else template.read()
    try:
        return Presentation(io.BytesIO(_as_presentation(content)))
    except (zipfile.BadZipFile, KeyError, ValueError, PythonPptxError, etree.XMLSyntaxError) as error:
        raise TemplateError(
            N_("The template cannot be read: it is no PowerPoint file, or it is damaged or protected by a password."),
            todo=N_("Open it in PowerPoint, save it as a .pptx without a password, and choose that file."),
        ) from error


def _as_presentation(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        types = given.read("[Content_Types].xml").decode("utf-8-sig")
        if MACROS in types:
            raise TemplateError(
                N_("The template holds macros, which a report must not bring with it."),
                todo=N_("Save it in PowerPoint as a .pptx or .potx, which have none, and choose that file."),
            )
        if TEMPLATE not in types:
            return content
        for name in given.namelist():
            own = types.replace(TEMPLATE, PRESENTATION).encode() if name == "[Content_Types].xml" else given.read(name)
            package.writestr(name, own)
    return made.getvalue()


def _remove_slides(deck: Deck) -> None:
    """Takes the template's own slides away, with every list that names them."""
    for slide in found(deck.element, "p:sldIdLst/p:sldId"):
        deck.part.drop_rel(slide.get(qn("r:id")))
        slide.getparent().remove(slide)
    for gone in found(deck.element, f"p:custShowLst | p:extLst/p:ext[@uri='{SECTIONS}']"):
        gone.getparent().remove(gone)


def _layout(
    layouts: list[SlideLayout], name: str, kind: str, fits: Callable[[SlideLayout], bool]
) -> SlideLayout | None:
    """The layout by its name in any language of ours, else by PowerPoint's own word for it, else by what it holds."""
    names = {Language(code).text(name).casefold() for code in LANGUAGES}
    titled = [layout for layout in layouts if _title(layout) is not None]
    tries: tuple[Iterator[SlideLayout], ...] = (
        (layout for layout in titled if layout.name.strip().casefold() in names and fits(layout)),
        (layout for layout in titled if layout.element.get("type") == kind and fits(layout)),
        (layout for layout in titled if fits(layout)),
    )
    return next((layout for each in tries for layout in each), None)


def places_of(layout: SlideLayout, kinds: tuple[PP_PLACEHOLDER, ...]) -> list[Any]:
    """The layout's places of these kinds."""
    every: Any = layout.placeholders
    return [one for one in every if one.placeholder_format.type in kinds]


def _title(layout: SlideLayout) -> Any:
    """The layout's title; None where it has none."""
    return next(iter(places_of(layout, TITLES)), None)


def _texts(layout: SlideLayout) -> list[Any]:
    """The layout's places for text, the largest first."""
    return sorted(places_of(layout, TEXTS), key=lambda one: -(one.width or 0) * (one.height or 0))


def _others(layout: SlideLayout) -> list[Any]:
    known = (*TITLES, *FURNITURE)
    every: Any = layout.placeholders
    return [one for one in every if one.placeholder_format.type not in known]


def _opens(layout: SlideLayout) -> bool:
    return bool(places_of(layout, (PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE)))


def box_of(shape: Any) -> Box:
    """Where a shape stands."""
    return Box(*((side or 0) / EMU for side in (shape.left, shape.top, shape.width, shape.height)))


def _region(deck: Deck, content: SlideLayout, alone: SlideLayout) -> Box:
    """Where everything but the title is put: the template's own place for text, or what is free below the title."""
    width, height = (deck.slide_width or 0) / EMU, (deck.slide_height or 0) / EMU
    title = box_of(_title(alone))
    for place in _texts(content):
        box = box_of(place)
        if box.width >= NEEDED * width and box.height >= NEEDED * height:
            return box
    furniture = [box_of(one).top for one in places_of(alone, FURNITURE) if (one.top or 0) / EMU > height / 2]
    bottom = min([*furniture, height * (1 - EDGE)])
    left = title.left if title.width >= NEEDED * width else width * EDGE
    above = title.bottom if title.bottom < height / 2 else height * EDGE * 2
    return Box(left, above + AIR, max(title.width, width * NEEDED), bottom - above - 2 * AIR)
