"""The blocks of a report as HTML."""

from __future__ import annotations

import re

from charts.chart import Chart
from locales import Language
from reports.document.tables import captioned, headed
from reports.drawing import picture
from reports.markup import Markup, element
from reports.plot.reading import plot_of
from reports.report import Comment, KeyFigure, KeyFigures, Paragraph, Rows

WIDE, ON_PHONES = 672.0, 350.0
"""How wide a chart is drawn for paper and screens, and for phones, in pixels."""
CHART, TABLE = "chart", "table"
"""How the names of charts and of their tables begin; their number follows."""


def paragraph(said: Paragraph) -> Markup:
    """Sentences in one paragraph, or a line each."""
    texts = [str(sentence) for sentence in said.sentences]
    body = element("ul", *(element("li", one) for one in texts)) if said.listed else element("p", " ".join(texts))
    return element("div", element("h3", said.heading) if said.heading else None, body, class_="text")


def key_figures(said: KeyFigures) -> Markup:
    """Key figures side by side."""
    return element("ul", *map(_key_figure, said.figures), class_="figures", role="list")


def _key_figure(one: KeyFigure) -> Markup:
    unit = Markup(f" {element('span', one.unit, class_='unit')}") if one.unit else None
    return element(
        "li",
        element("p", one.label, class_="label"),
        element("p", one.value, unit, class_="value"),
        element("p", one.verdict, class_="verdict") if one.verdict else None,
        *(element("p", change, class_="change") for change in one.changes),
        element("p", one.note, class_="note") if one.note else None,
    )


def chart_figure(chart: Chart, number: int, language: Language) -> Markup:
    """A chart under its finding, with its notes and the number of its table."""
    notes = [
        element("li", element("span", note.label, class_="mark"), element("span", note.text))
        for note in plot_of(chart).notes
        if note.text
    ]
    apart = " " if chart.subtitle.endswith(".") else " · "
    behind = Markup(apart + element("a", _table_number(number, language), href=f"#{TABLE}-{number}"))
    heading = f"{CHART}-{number}-heading"
    return element(
        "div",
        element("h3", chart.title, id=heading),
        element("p", chart.subtitle, behind if chart.table.rows else None, class_="subtitle"),
        picture(chart, f"{CHART}-{number}", language, WIDE),
        picture(chart, f"{CHART}-{number}-phone", language, ON_PHONES, class_="on-phones"),
        element("ol", *notes, class_="notes", role="list") if notes else None,
        class_="chart",
        role="group",  # a figure would be a picture in the PDF, and one without a text of its own
        aria_labelledby=heading,
    )


def rows(said: Rows, name: str, language: Language, *, landscape: bool) -> Markup:
    """A table under its caption."""
    return captioned(said.table, said.caption, name, language, landscape=landscape)


def chart_rows(chart: Chart, number: int, language: Language, *, landscape: bool) -> Markup:
    """The table behind a chart, under its number."""
    heading = f"{_table_number(number, language)}. {chart.title}"
    return headed(chart.table, heading, chart.subtitle, f"{TABLE}-{number}", language, landscape=landscape)


def _table_number(number: int, language: Language) -> str:
    return language.text("Table {number}", number=language.number(number))


def comment(said: Comment, language: Language) -> Markup:
    """What the communicator says in her own words, marked as hers."""
    by = language.text("Comment by {author}", author=said.author) if said.author else language.text("Comment")
    parts = [part.strip() for part in re.split(r"\n\s*\n", said.text) if part.strip()]
    return element(
        "div",
        element("p", by, class_="by"),
        element("blockquote", *(element("p", *_lines(part)) for part in parts)),
        class_="comment",
    )


def _lines(text: str) -> list[str]:
    """The text with its line breaks."""
    first, *rest = text.splitlines()
    return [first, *(part for line in rest for part in (element("br"), line))]
