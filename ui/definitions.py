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
_TERM = "margin:0;padding:0;font-size:1.1rem;font-weight:600"
_VALUE = "margin:.1rem 0 .3rem;font-size:1rem;font-variant-numeric:tabular-nums"
_TEXT = "margin:.15rem 0;max-width:46rem;line-height:1.5"
_SMALL = f"margin:.15rem 0;max-width:46rem;line-height:1.5;font-size:.9rem;{_FADED}"
_TABLE = "border-collapse:collapse;margin:.5rem 0 .3rem;font-size:.9rem;font-variant-numeric:tabular-nums"
_CELL = f"padding:.25rem .45rem;text-align:right;border-top:{_LINE};font-weight:400;white-space:nowrap"
_CORNER = "padding:.25rem .45rem .25rem 0;text-align:left;font-weight:400;max-width:7rem"


def show_definitions(found: Sequence[Definition], owner: str, language: Language) -> None:
    """Show the metrics below each other; `owner` says whose values they carry, and when."""
    st.html("".join(_definition(one, owner, language) for one in found))


def show_explanations(found: Sequence[Explanation], language: Language) -> None:
    """Show the methods below each other."""
    st.html("".join(_explanation(one, language) for one in found))


def _definition(one: Definition, owner: str, language: Language) -> str:
    text = language.text
    value = f'<strong>{escape(one.value)}</strong> <span style="{_FADED}">{escape(owner)}</span>'
    lines = [
        f'<p style="{_VALUE}">{value}</p>',
        _paragraph(one.explanation),
        _paragraph(one.formula, text("Formula")),
        _paragraph(one.example, text("Example")),
        _paragraph(one.differs, text("Beside the platform's own figure")),
        _paragraph(" ".join(one.remarks), style=_SMALL),
        _source(one.source, language),
    ]
    return _entry(f"metric-{one.id}", one.label, lines)


def _explanation(one: Explanation, language: Language) -> str:
    lines = [*map(_paragraph, one.paragraphs), _table(one) if one.rows else "", _source(one.source, language)]
    return _entry(f"method-{one.id}", one.label, lines)


def _entry(anchor: str, label: str, lines: Sequence[str]) -> str:
    term = f'<h3 style="{_TERM}">{escape(label)}</h3>'
    return f'<section id="{escape(anchor)}" style="{_ENTRY}">{term}{"".join(lines)}</section>'


def _paragraph(text: str, label: str = "", *, style: str = _TEXT) -> str:
    return f'<p style="{style}">{escape(f"{label}: {text}" if label else text)}</p>'


def _source(text: str, language: Language) -> str:
    return _paragraph(text, language.text("Source"), style=_SMALL) if text else ""


def _table(one: Explanation) -> str:
    corner, *columns = one.rows[0]
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in columns)
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL};text-align:left;padding-left:0">{escape(name)}</th>'
        + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells)
        + "</tr>"
        for name, *cells in one.rows[1:]
    )
    caption = f'<caption style="text-align:left;{_SMALL}">{escape(one.caption)}</caption>'
    first = f'<th scope="col" style="{_CORNER}">{escape(corner)}</th>'
    scrolled = f'<table style="{_TABLE}">{caption}<thead><tr>{first}{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div style="overflow-x:auto">{scrolled}</div>'
