"""HTML and SVG written from text: everything that is not markup already is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = {"meta", "br", "col"}


class Markup(str):
    """Text that is markup: only this module makes it of anything but other markup."""

    __slots__ = ()


def element(tag: str, *children: str | None, **attributes: str | float | None) -> Markup:
    """An element: texts among its children are escaped, None is left out.

    An attribute's name is written as Python allows it: `class_`, `stroke_width`. One that is None is left out.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{together(children)}</{tag}>")


def together(children: Iterable[str | None]) -> Markup:
    """The children one after another, texts escaped and None left out."""
    return Markup("".join(one if isinstance(one, Markup) else escape(one) for one in children if one is not None))


def _short(value: str | float) -> str:
    """An attribute as it is written: no picture needs more than two decimals."""
    return value if isinstance(value, str) else f"{round(value, 2):g}" if abs(value) < 1e6 else f"{value:.0f}"
