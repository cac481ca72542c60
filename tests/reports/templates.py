"""Templates as organisations have them, made from others: another size, other names, colours, typefaces and faults."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from pptx import Presentation

from locales import Language
from reports.slides.template import open_template

Change = Callable[[str, str], str]
SECTIONS = (
    '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Exempel" '
    'id="{6F2E5DFA-8C0B-4C1B-9D5E-0C7B7E1A0001}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section>'
    "</p14:sectionLst></p:ext></p:extLst>"
)
ODD = {
    "accent1": "FFE45C", "accent2": "7A9A01", "accent3": "00B5AD", "accent4": "E8B4CB", "accent5": "5B2C83",
    "accent6": "B0B7BC", "dk1": "2B1B17", "lt1": "FFFDF5",
}  # fmt: skip
SWEDISH = {"Title Slide": "Rubrikbild", "Title and Content": "Rubrik och innehåll", "Title Only": "Endast rubrik"}


def repacked(content: bytes, change: Change) -> bytes:
    """The package with each of its XML parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as package:
        for name in given.namelist():
            part = given.read(name)
            if name.endswith((".xml", ".rels")):
                part = change(name, part.decode("utf-8")).encode()
            package.writestr(name, part)
    return made.getvalue()


def saved(deck: object) -> bytes:
    content = io.BytesIO()
    deck.save(content)  # type: ignore[attr-defined]  # python-pptx calls its factory and its class alike
    return content.getvalue()


def narrow_swedish() -> bytes:
    """4:3 with Swedish names, two typefaces, colours too pale to be read, and slides of its own in a section."""
    deck = Presentation()
    for number in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Exempelbild {number}"
        slide.notes_slide.notes_text_frame.text = "Ta bort mig"

    def change(name: str, text: str) -> str:
        if "theme/theme" in name:
            for colour, value in ODD.items():
                text = re.sub(
                    rf"<a:{colour}>.*?</a:{colour}>",
                    f'<a:{colour}><a:srgbClr val="{value}"/></a:{colour}>',
                    text,
                    flags=re.DOTALL,
                )
            text = re.sub(r'(<a:majorFont>\s*<a:latin typeface=")[^"]*', r"\1Georgia", text)
            return re.sub(r'(<a:minorFont>\s*<a:latin typeface=")[^"]*', r"\1Verdana", text)
        if "slideLayouts/slideLayout" in name:
            for english, swedish in SWEDISH.items():
                text = text.replace(f'name="{english}"', f'name="{swedish}"')
            return re.sub(r' type="(title|obj|titleOnly)"( preserve|>)', r"\2", text, count=1)
        if name == "ppt/presentation.xml":
            return re.sub(r"<p:extLst>.*</p:extLst>", "", text, flags=re.DOTALL).replace(
                "</p:presentation>", f"{SECTIONS}</p:presentation>"
            )
        return text

    return repacked(saved(deck), change)


def dark_unnamed() -> bytes:
    """A .potx: dark, in capitals, with layouts that only their placeholders tell apart, and no place for a number."""

    def change(name: str, text: str) -> str:
        if name == "[Content_Types].xml":
            return text.replace("presentationml.presentation.main", "presentationml.template.main")
        if "slideMaster1.xml" in name and "rels" not in name:
            text = text.replace('bg1="lt1" tx1="dk1"', 'bg1="dk1" tx1="lt1"').replace(
                'sz="2600" b="1"', 'sz="3200" b="0" cap="all"'
            )
        if "slideLayout" in name and "rels" not in name:
            text = re.sub(r'<p:sldLayout ([^>]*?) type="\w+"', r"<p:sldLayout \1", text)
            text = re.sub(r'<p:cSld name="([^"]*)">', lambda found: f'<p:cSld name="Layout {len(found[1])}">', text)
        if "slideLayout" in name or "slideMaster" in name:
            text = re.sub(r"<p:sp>(?:(?!</p:sp>).)*type=\"sldNum\"(?:(?!</p:sp>).)*</p:sp>", "", text, flags=re.DOTALL)
        return text.replace('typeface="Arial"', 'typeface="Century Gothic"')

    return repacked(saved(open_template(None, Language("en")).deck), change)


def without_notes() -> bytes:
    """A template whose master for notes has no place for them."""

    def change(name: str, text: str) -> str:
        if "notesMasters/notesMaster" in name and "rels" not in name:
            return re.sub(r"<p:sp>(?:(?!</p:sp>).)*type=\"body\"(?:(?!</p:sp>).)*</p:sp>", "", text, flags=re.DOTALL)
        return text

    return repacked(narrow_swedish(), change)


def without_titles() -> bytes:
    """A template whose layouts have no title at all."""

    def change(name: str, text: str) -> str:
        if "slideLayouts/slideLayout" in name and "rels" not in name:
            return re.sub(
                r'type="(ctrTitle|title)"( idx|/>)',
                r'type="pic" idx="77"/>',
                text,
            )
        return text

    return repacked(saved(open_template(None, Language("en")).deck), change)


def with_macros() -> bytes:
    """A presentation that says it holds macros."""

    def change(name: str, text: str) -> str:
        kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        return text.replace(kind, "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")

    return repacked(saved(Presentation()), change)


def damaged() -> bytes:
    """A template whose parts are cut off."""
    return repacked(saved(Presentation()), lambda name, text: text if "Content_Types" in name else text[:-9])
