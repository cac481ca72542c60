"""What a template says of colours, typefaces and sizes: its theme, and what its placeholders inherit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import SlideMaster

from reports.slides.markup import NAMESPACES

USED = ("bg1", "tx1", *(f"accent{number}" for number in range(1, 7)))
USUAL = {"title": 44.0, "body": 28.0}
STYLES = {"title": "titleStyle", "body": "bodyStyle"}


@dataclass(frozen=True)
class Theme:
    """The colours by what they are for (#rrggbb), and the typefaces of titles and of text."""

    colours: dict[str, str]
    title_face: str
    text_face: str


def theme_of(master: SlideMaster) -> Theme:
    """The theme of a master, its colours as the master maps them."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    mapped = found(master.element, "p:clrMap")[0].attrib
    colours = {name: _colour(root, str(mapped.get(name, name))) for name in USED}
    faces = [found(root, f".//a:{kind}Font/a:latin/@typeface") for kind in ("major", "minor")]
    title, text = (str(each[0]) if each else "" for each in faces)
    return Theme({name: colour for name, colour in colours.items() if colour}, title, text)


def _colour(root: Any, name: str) -> str:
    values = found(root, f".//a:clrScheme/a:{name}/a:srgbClr/@val") or found(
        root, f".//a:clrScheme/a:{name}/a:sysClr/@lastClr"
    )
    return f"#{values[0]}".lower() if values else ""


def found(element: Any, path: str) -> list[Any]:
    """What an XPath finds under an element, its prefixes those of `NAMESPACES`."""
    return list(etree.ElementBase.xpath(element, path, namespaces=NAMESPACES))


def text_size(placeholder: Any, master: SlideMaster, kind: str) -> float:
    """The size in points of the first level of a layout's placeholder, as it inherits it."""
    of_kind = f".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='{kind}']"
    level = "a:lvl1pPr/a:defRPr"
    tries = (
        found(placeholder.element, f"p:txBody/a:lstStyle/{level}/@sz"),
        found(master.element, f"{of_kind}/p:txBody/a:lstStyle/{level}/@sz"),
        found(master.element, f"p:txStyles/p:{STYLES[kind]}/{level}/@sz"),
    )
    return next((float(one[0]) / 100 for one in tries if one), USUAL[kind])


def in_capitals(placeholder: Any, master: SlideMaster) -> bool:
    """Whether the title is set in capitals."""
    level = "a:lvl1pPr/a:defRPr/@cap"
    own = found(placeholder.element, f"p:txBody/a:lstStyle/{level}")
    return "all" in (own or found(master.element, f"p:txStyles/p:titleStyle/{level}"))
