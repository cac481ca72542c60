"""A section as it will be: the very blocks that the files are written from."""

from __future__ import annotations

from html import escape

import streamlit as st

from charts.card import Card, Change
from charts.chart import Chart
from locales import Language
from reports.plot.reading import plot_of
from reports.report import Block, Comment, KeyFigure, KeyFigures, Paragraph, Rows, Section
from ui.cards import show_cards
from ui.figure import show_chart
from ui.page import paragraphs
from ui.page import section as heading
from ui.table import show_table

USUAL, AROUND, ROW = 320, 96, 21
_TEXT = "margin:.1rem 0 .5rem;font-size:1.02rem;line-height:1.5;max-width:46rem"
_HEAD = "margin:.6rem 0 0;padding:0;font-size:1.06rem;font-weight:650"
_SAID = "margin:.6rem 0;padding:.4rem .9rem;border-left:4px solid currentColor;max-width:46rem;white-space:pre-wrap"


def show_section(found: Section, language: Language) -> None:
    """Show a section with its title, its blocks in order, and its source line."""
    heading(found.title)
    for place, block in enumerate(found.blocks):
        _show(block, f"board-{found.id}-{place}", language)
    st.html(f'<p style="{_TEXT};font-size:.88rem">{escape(found.source)}</p>')


def _show(block: Block, key: str, language: Language) -> None:
    match block:
        case Paragraph():
            _show_paragraph(block)
        case KeyFigures():
            show_cards([_card(one) for one in block.figures], key=key, language=language)
        case Rows():
            st.html(f'<h3 style="{_HEAD}">{escape(block.caption)}</h3>')
            show_table(block.table, caption=block.caption, key=key, language=language)
        case Comment():
            by = f"<br><span>– {escape(block.author)}</span>"
            st.html(f'<blockquote style="{_SAID}">{escape(block.text)}{by}</blockquote>')
        case _:
            show_chart(block, key=key, language=language, height=_height(block))


def _height(chart: Chart) -> int:
    """The picture's height in pixels: as much as its rows need, where they lie below each other."""
    plot = plot_of(chart)
    return max(USUAL, AROUND + ROW * len(plot.along.rows or plot.along.ticks)) if plot.lies else USUAL


def _show_paragraph(block: Paragraph) -> None:
    if block.heading:
        st.html(f'<h3 style="{_HEAD}">{escape(block.heading)}</h3>')
    texts = [str(one) for one in block.sentences]
    if block.listed:
        paragraphs(texts)
    else:
        st.html(f'<p style="{_TEXT}">{escape(" ".join(texts))}</p>')


def _card(figure: KeyFigure) -> Card:
    changes = tuple(Change("", one) for one in figure.changes)
    return Card(figure.label, figure.value, figure.unit, changes=changes, note=figure.note, verdict=figure.verdict)
