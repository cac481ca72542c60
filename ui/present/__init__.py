"""The report as a meeting sees it: a screen at a time over the whole window, walked through with the arrow keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from charts.chart import Chart
from locales import N_, Language
from reports.report import Block, Comment, KeyFigures, Paragraph, Report, Rows
from reports.screens import Screen, screens
from ui.element import element, packed
from ui.figure import content, rows_and_readings, spoken

WORDS = {
    "next": N_("Next"),
    "previous": N_("Previous"),
    "leave": N_("End the presentation"),
    "full": N_("Full screen"),
    "window": N_("Leave full screen"),
    "place": N_("{place} of {all}"),
    "presentation": N_("Presentation. The arrow keys turn the pages, Escape ends it."),
    "page": N_("Page {place} of {all}"),
}
HEIGHT = 420
"""Pixels of a chart, before it is made as large as the screen."""
_mount = element("present", "present.js")


def present(report: Report, *, key: str, leave: Callable[[], None], back: str) -> None:
    """Shows the report over the whole window; `leave` is called at its end, and `back` has the focus then."""
    language = report.language
    words = {name: language.text(word) for name, word in WORDS.items()}
    pages = [_page(screen, language) for screen in screens(report)]
    common = spoken(language)
    sent = {"pages": pages, "back": back, **common, "words": {**common["words"], **words}}
    _mount(key=key, data=packed(sent), on_left_change=leave)


def _page(screen: Screen, language: Language) -> dict[str, Any]:
    title = screen.title
    if screen.of > 1:
        title = language.text("{title} ({place} of {all})", title=title, place=screen.place, all=screen.of)
    several = len(screen.blocks) > 1
    blocks = [{**_block(one, language), "named": several} for one in screen.blocks]
    return {"title": title, "name": screen.name, "source": screen.source, "blocks": blocks}


def _block(block: Block, language: Language) -> dict[str, Any]:
    match block:
        case Paragraph():
            texts = [str(one) for one in block.sentences]
            return {"is": "text", "heading": block.heading, "listed": block.listed, "texts": texts}
        case KeyFigures():
            return {"is": "figures", "figures": [{**vars(one), "numbers": None} for one in block.figures]}
        case Rows():
            return {"is": "rows", "caption": block.caption, "table": rows_and_readings(block.table)}
        case Comment():
            return {"is": "comment", "text": block.text, "author": block.author}
        case Chart():
            return {"is": "chart", **content(block, language, HEIGHT)}
