"""Pieces of DrawingML as text: python-pptx has no words for error bars, combined charts and alternative texts."""

from __future__ import annotations

from html import escape

from reports.printable import printable

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
EMU = 12_700
"""In a point."""


def tag(name: str, /, *inside: str, **attributes: object) -> str:
    """An element with what stands inside it, which is markup already; its attributes are made so here."""
    given = "".join(f' {key}="{written(str(value))}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def written(text: str) -> str:
    """Text as it may stand in XML."""
    return escape(printable(text))


def yes(said: bool) -> str:
    """A truth as XML has it."""
    return "1" if said else "0"
