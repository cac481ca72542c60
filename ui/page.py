"""What every page begins with: its question, the answer in one sentence, what is filtered and how fresh it is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from metrics.facts import Facts
from metrics.view import View
from metrics.view_wording import about_store, filters_in_words, freshness
from ui.load import kept

_FADED = "color:color-mix(in srgb, currentColor 74%, transparent)"
_STYLES = {
    "question": f"margin:0;font-size:.95rem;{_FADED}",
    "answer": "margin:.1rem 0 .4rem;padding:0;font-size:clamp(1.35rem,3.2vw,2rem);line-height:1.25;font-weight:600;"
    "letter-spacing:-.01em;max-width:56rem;text-wrap:pretty",
    "more": "margin:0 0 .6rem;font-size:1.06rem;line-height:1.5;max-width:46rem",
    "small": f"margin:0;font-size:.88rem;line-height:1.5;{_FADED}",
    "link": "color:inherit;font-size:.95rem;text-underline-offset:3px",
    "section": "margin:1.2rem 0 0;padding:0;font-size:1.3rem;font-weight:600",
}


def page_head(view: View, question: str, answer: str, more: Sequence[str] = ()) -> None:
    """Show the head of a page: one element, all of it text. `more` are sentences that go on from the answer."""
    lines = [
        _line("p", "question", question),
        _line("h1", "answer", answer),
        *([_line("p", "more", " ".join(more))] if more else []),
        *(_line("p", "small", text) for text in kept(_small_print, view)),
    ]
    st.html("".join(lines))


def start_head(title: str, text: str = "") -> None:
    """Show the head of a page that has nothing to answer with yet: what is so, and what to do."""
    st.html(_line("h1", "answer", title) + (_line("p", "more", text) if text else ""))


def section(title: str, text: str = "") -> None:
    """Show a heading inside a page, and perhaps a sentence under it."""
    st.html(_line("h2", "section", title) + (_line("p", "more", text) if text else ""))


def paragraphs(texts: Sequence[str]) -> None:
    """Show sentences as a list: text, never markup."""
    items = "".join(f"<li style='margin:.2rem 0'>{escape(text)}</li>" for text in texts)
    st.html(f'<ul style="margin:0;padding-left:1.2rem;font-size:1.02rem;line-height:1.5;max-width:46rem">{items}</ul>')


def back_link(text: str, href: str) -> None:
    """Show a link to another view of the page, at an address within it: Streamlit's own leaves the address alone."""
    st.html(f'<a href="{escape(href)}" target="_self" style="{_STYLES["link"]}">{escape(text)}</a>')


def _line(tag: str, style: str, text: str) -> str:
    return f'<{tag} style="{_STYLES[style]}">{escape(text)}</{tag}>'


def _small_print(facts: Facts, view: View) -> list[str]:
    """What is filtered, how fresh it is, and what the store says about itself: a text a line."""
    return [filters_in_words(facts, view), freshness(facts, view), *about_store(facts, view.language)]
