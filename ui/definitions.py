"""The glossary's entries: plain HTML in one element a part, every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from locales import Language
from metrics.definition_wording import Definition, Explanation

_FADED = "color:color-mix(in srgb, currentColor 74%, transparent)"
_LINE = "1px solid color-mix(in srgb, currentColor 18%, transparent)"
_ENTRY = f"border-top:{_LINE};padding:.9rem 0 .7rem;scroll-margin-top:5rem"
_COLUMNS = "display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));gap:.2rem 3rem"
_TERM = "margin:0;padding:0;font-size:1.1rem;font-weight:600"
_VALUE = "margin:.1rem 0 .3rem;font-size:1rem;font-variant-numeric:tabular-nums"
_TEXT = "margin:.25rem 0;max-width:42rem;line-height:1.5"
_SMALL = f"margin:.25rem 0;max-width:42rem;line-height:1.5;font-size:.9rem;{_FADED}"
_TABLE = "border-collapse:collapse;margin:.5rem 0 .3rem;font-size:.9rem;font-variant-numeric:tabular-nums"
_CELL = "padding:.25rem .4rem;text-align:right;font-weight:400;white-space:nowrap"
_LEFT = "text-align:left;padding-left:0"


def show_definitions(found: Sequence[Definition], owner: str, language: Language) -> None:
    """Show the metrics below each other; `owner` says whose values they carry, and when."""
    st.html("".join(_definition(one, owner, language) for one in found))


def show_explanations(found: Sequence[Explanation], language: Language) -> None:
    """Show the methods below each other."""
    st.html("".join(_explanation(one, language) for one in found))


def _definition(one: Definition, owner: str, language: Language) -> str:
    text = language.text
    value = f'<strong>{escape(one.value)}</strong> <span style="{_FADED}">{escape(owner)}</span>'
    what = [
        f'<p style="{_VALUE}">{value}</p>',
        _paragraph(one.explanation),
        _paragraph(one.formula, text("Formula")),
        _paragraph(one.example, text("Example")),
    ]
    besides = [
        _paragraph(one.differs, text("Beside the platform's own figure")),
        _small(" ".join(one.remarks)),
        _source(one.source, language),
    ]
    return _entry(one.anchor, one.label, what, besides)


def _explanation(one: Explanation, language: Language) -> str:
    first, more = ([_paragraph(said.text, said.term, bold=True) for said in part] for part in (one.first, one.more))
    besides = [*more, _table(one) if one.rows else "", _source(one.source, language)]
    return _entry(one.anchor, one.label, first, besides)


def _entry(anchor: str, label: str, *columns: Sequence[str]) -> str:
    term = f'<h3 style="{_TERM}">{escape(label)}</h3>'
    parts = "".join(f"<div>{''.join(lines)}</div>" for lines in columns)
    return f'<section id="{escape(anchor)}" style="{_ENTRY}">{term}<div style="{_COLUMNS}">{parts}</div></section>'


def _paragraph(text: str, label: str = "", *, bold: bool = False) -> str:
    look = "font-weight:600" if bold else _FADED
    before = f'<span style="{look}">{escape(label)}{"." if bold else ":"}</span> ' if label else ""
    return f'<p style="{_TEXT}">{before}{escape(text)}</p>'


def _small(text: str) -> str:
    return f'<p style="{_SMALL}">{escape(text)}</p>'


def _source(text: str, language: Language) -> str:
    return _small(f"{language.text('Source')}: {text}") if text else ""


def _table(one: Explanation) -> str:
    corner, *columns = one.rows[0]
    head = _cell("th", corner, f"{_CELL};{_LEFT}", "col") + "".join(_cell("th", each, _CELL, "col") for each in columns)
    rows = (
        _cell("th", name, f"{_CELL};{_LEFT}", "row") + "".join(_cell("td", each, _CELL) for each in cells)
        for name, *cells in one.rows[1:]
    )
    body = "".join(f'<tr style="border-top:{_LINE}">{row}</tr>' for row in rows)
    caption = f'<caption style="text-align:left;{_SMALL}">{escape(one.caption)}</caption>'
    return f'<table style="{_TABLE}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(tag: str, text: str, style: str, scope: str = "") -> str:
    of = f' scope="{scope}"' if scope else ""
    return f'<{tag}{of} style="{style}">{escape(text)}</{tag}>'
