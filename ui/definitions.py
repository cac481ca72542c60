"""The glossary's entries: one element of plain HTML, every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from locales import Language
from metrics.definition_wording import Definition

_FADED = "color:color-mix(in srgb, currentColor 74%, transparent)"
_ENTRY = "border-top:1px solid color-mix(in srgb, currentColor 18%, transparent);padding:.9rem 0 .7rem"
_TERM = "margin:0;padding:0;font-size:1.1rem;font-weight:600"
_VALUE = "margin:.1rem 0 .3rem;font-size:1rem;font-variant-numeric:tabular-nums"
_TEXT = "margin:.15rem 0;max-width:46rem;line-height:1.5"
_SMALL = f"margin:.15rem 0;max-width:46rem;line-height:1.5;font-size:.9rem;{_FADED}"


def show_definitions(found: Sequence[Definition], owner: str, language: Language) -> None:
    """Show the definitions below each other; `owner` says whose values they carry, and when."""
    st.html("".join(_entry(one, owner, language) for one in found))


def _entry(one: Definition, owner: str, language: Language) -> str:
    text = language.text
    lines = [
        f'<h2 style="{_TERM}">{escape(one.label)}</h2>',
        f'<p style="{_VALUE}"><strong>{escape(one.value)}</strong> <span style="{_FADED}">{escape(owner)}</span></p>',
        f'<p style="{_TEXT}">{escape(one.explanation)}</p>',
        f'<p style="{_TEXT}">{escape(text("Formula"))}: {escape(one.formula)}</p>',
        f'<p style="{_TEXT}">{escape(text("Example"))}: {escape(one.example)}</p>',
        f'<p style="{_SMALL}">{escape(" ".join(one.remarks))}</p>',
    ]
    return f'<section id="metric-{escape(one.id)}" style="{_ENTRY}">{"".join(lines)}</section>'
