"""A PDF as readers and their programs meet it: the text of its pages, its tags, bookmarks, language and title."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

POINTS = 72 / 25.4
"""In a millimetre."""


@dataclass(frozen=True)
class Tag:
    """An element of a page's structure, with what it says to those who do not see it."""

    kind: str
    alt: str
    inside: tuple[Tag, ...]

    def all(self, kind: str) -> list[Tag]:
        """The elements in it of that kind."""
        return [found for one in self.inside for found in ([one] if one.kind == kind else []) + one.all(kind)]


@dataclass(frozen=True)
class Printed:
    """A PDF. Its texts are without white space, since where lines are broken is not what tests ask.

    `sizes` are those of its pages, and `edges` how far each page's text is from its left and its right edge, in
    millimetres. `outline` are its bookmarks with their levels, from 1. `tags` are the structure of each page: what has
    content on several pages stands in several.
    """

    pages: list[str]
    sizes: set[tuple[int, int]]
    edges: list[tuple[float, float]]
    outline: list[tuple[int, str]]
    title: str
    language: str
    tagged: bool
    tags: list[Tag]


def printed(made: bytes, *, with_tags: bool = False) -> Printed:
    """What a PDF holds; its tags take a while to read."""
    with pypdfium2.PdfDocument(made) as file:
        texts = [page.get_textpage() for page in file]
        sizes = [tuple(round(side / POINTS) for side in page.get_size()) for page in file]
        return Printed(
            pages=[squeezed(text.get_text_range()) for text in texts],
            sizes=set(sizes),
            edges=[_edges(text, page.get_size()[0]) for text, page in zip(texts, file, strict=True)],
            outline=[(one.level + 1, one.get_title()) for one in file.get_toc()],
            title=file.get_metadata_dict()["Title"],
            language=_text(raw.FPDFCatalog_GetLanguage, file),
            tagged=bool(raw.FPDFCatalog_IsTagged(file)),
            tags=[_structure(page) for page in file] if with_tags else [],
        )


def _edges(text: Any, wide: float) -> tuple[float, float]:
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    return min(box[0] for box in boxes) / POINTS, (wide - max(box[2] for box in boxes)) / POINTS


def squeezed(text: str) -> str:
    """The text without white space, and without the characters that say where a word was broken."""
    return re.sub(r"[\s\u00a0\ufffe\u200b]", "", text)


def _structure(page: Any) -> Tag:
    tree = raw.FPDF_StructTree_GetForPage(page)
    count = raw.FPDF_StructTree_CountChildren(tree)
    inside = tuple(_tag(raw.FPDF_StructTree_GetChildAtIndex(tree, number)) for number in range(count))
    raw.FPDF_StructTree_Close(tree)
    return Tag("page", "", inside)


def _tag(element: Any) -> Tag:
    count = raw.FPDF_StructElement_CountChildren(element)
    found = (raw.FPDF_StructElement_GetChildAtIndex(element, number) for number in range(count))
    inside = tuple(_tag(one) for one in found if one)
    return Tag(
        _text(raw.FPDF_StructElement_GetType, element), _text(raw.FPDF_StructElement_GetAltText, element), inside
    )


def _text(ask: Any, of: Any) -> str:
    """What a function of PDFium writes, which is asked first how long it is."""
    size = ask(of, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(of, ctypes.cast(buffer, ask.argtypes[1]), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
