"""The document: all that the report says, as text under headings, in one file that asks for nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.chart import Cell, Chart, Table
from locales import Language
from metrics.sentence import Sentence
from reports.document import document
from reports.document.style import quoted
from reports.document.tables import captioned
from reports.markup import Markup, element
from reports.report import Comment, KeyFigures, Paragraph, Report, Rows, Section
from tests.reports.fixture import AUTHOR, HOSTILE, SWEDISH
from tests.reports.page_reading import Node, read


@pytest.fixture(scope="module")
def markup(report: Report) -> str:
    return document(report)


@pytest.fixture(scope="module")
def page(markup: str) -> Node:
    return read(markup)


def blocks(report: Report, kind: type) -> list:
    return [block for part in report.sections for block in part.blocks if isinstance(block, kind)]


def cells(table: Node) -> list[list[str]]:
    (body,) = table.all("tbody")
    return [[cell.text for cell in row.all("th", "td")] for row in body.all("tr")]


def test_it_has_a_language_a_title_and_headings_that_skip_nothing(report: Report, page: Node) -> None:
    (html,) = page.all("html")
    assert html.attributes["lang"] == "sv"
    assert [one.text for one in page.all("title") if one.text.endswith("Älvmark")] == [
        f"{report.title} – Region Älvmark"
    ]
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_part_stands_under_its_finding_and_in_the_contents(report: Report, page: Node) -> None:
    findings = [part.title for part in report.sections]
    headings = [heading.text for heading in page.all("h2")]
    assert headings == ["Innehåll", *findings, "Siffrorna bakom diagrammen"]
    (nav,) = page.all("nav")
    assert [one.text for one in nav.all("span")] == findings
    assert {link.attributes["href"].removeprefix("#") for link in nav.all("a")} <= set(page.of("id"))


def test_every_name_is_one_elements_own_and_every_reference_finds_its_element(page: Node) -> None:
    names = page.of("id")
    assert len(names) == len(set(names))
    asked = [name for value in page.of("aria-labelledby") for name in value.split()]
    asked += [link.removeprefix("#") for link in page.of("href")]
    assert set(asked) <= set(names)


def test_it_asks_for_nothing_and_runs_nothing(markup: str, page: Node) -> None:
    assert not page.all("script", "link", "img", "iframe", "object", "base", "form")
    assert not page.of("style")
    assert not page.of("src")
    assert not [name for name in ("onload", "onerror", "onclick") if page.of(name)]
    assert all(link.startswith("#") for link in page.of("href"))
    (style,) = page.all("style")
    assert set(re.findall(r"url\(\"?(\w+):", style.text)) == {"data"}
    assert "@import" not in style.text
    allowed = page.of("content")[0]
    hashed = b64encode(sha256(style.text.encode()).digest()).decode()
    assert allowed.startswith(f"default-src 'none'; style-src 'sha256-{hashed}';")
    assert "unsafe" not in allowed
    assert len(markup) < 1_000_000


def test_every_sentence_key_figure_and_source_is_there(report: Report, page: Node) -> None:
    (main,) = page.all("main")
    for one in blocks(report, Paragraph):
        assert not one.heading or one.heading in [heading.text for heading in main.all("h3")]
        assert all(str(sentence) in main.text for sentence in one.sentences)
    for figure in (figure for one in blocks(report, KeyFigures) for figure in one.figures):
        for text in (figure.label, figure.value, figure.unit, figure.verdict, figure.note, *figure.changes):
            assert text in main.text
    assert [one.text for one in main.all("p", class_="source")] == [part.source for part in report.sections]
    for text in (report.filtered, report.fresh, report.limits, report.subtitle, AUTHOR, report.store_version):
        assert text in page.text


def test_every_chart_is_drawn_for_paper_and_for_phones_under_its_finding(report: Report, page: Node) -> None:
    charts = blocks(report, Chart)
    figures = page.all("div", class_="chart")
    assert [figure.all("h3")[0].text for figure in figures] == [chart.title for chart in charts]
    for chart, figure in zip(charts, figures, strict=True):
        assert chart.subtitle in figure.text
        assert [one.attributes.get("class") for one in figure.all("svg")] == [None, "on-phones"]
        notes = [mark["text"] for mark in chart.figure["layout"].get("meta", {}).get("marks", ())]
        assert [one.all("span")[1].text for one in figure.all("li")] == notes


def test_every_table_has_its_rows_heads_and_caption(report: Report, page: Node) -> None:
    tables = page.all("table")
    for rows in blocks(report, Rows):
        parts = [one for one in tables if any(caption.text.startswith(rows.caption) for caption in one.all("caption"))]
        heads = [[head.text for head in one.all("thead")[0].all("th")] for one in parts]
        assert [heads[0][0], *(name for part in heads for name in part[1:])] == list(rows.table.columns)
        for number, shown in enumerate(rows.table.shown):
            read_as = [cells(part)[number] for part in parts]
            together = [read_as[0][0], *(cell for part in read_as for cell in part[1:])]
            assert together == [cell or "saknas" for cell in shown]
    assert {head.attributes.get("scope") for head in page.all("th")} == {"col", "row"}


def test_the_rows_behind_every_chart_are_there_under_its_number(report: Report, page: Node) -> None:
    behind = page.all("section", class_="behind")
    charts = [chart for chart in blocks(report, Chart) if chart.table.rows]
    assert [one.all("h3")[0].text.split(". ", 1)[1] for one in behind] == [chart.title for chart in charts]
    for chart, one in zip(charts, behind, strict=True):
        tables = one.all("table")
        assert all(len(cells(table)) == len(chart.table.rows) for table in tables)
        shown = {cell for row in chart.table.shown for cell in row if cell}
        assert shown <= {cell for table in tables for row in cells(table) for cell in row}


def test_a_comment_is_marked_as_the_communicators_own_and_is_never_markup(report: Report, page: Node) -> None:
    comments = page.all("div", class_="comment")
    assert [one.all("p", class_="by")[0].text for one in comments] == [f"Kommentar av {AUTHOR}"] * 2
    quoted_text = [[part.text for part in one.all("p")[1:]] for one in comments]
    assert quoted_text[1] == ["Vi fick ett sent besked.Det märks.", HOSTILE]
    assert len(comments[1].all("br")) == 1
    nameless = replace(report, sections=(Section("a", "A", "A", (Comment("B", ""),)),))
    assert [one.text for one in read(document(nameless)).all("p", class_="by")] == ["Kommentar"]


def test_hostile_text_is_text_wherever_a_report_has_text(report: Report) -> None:
    part = Section(HOSTILE, HOSTILE, HOSTILE, (
        Paragraph((Sentence(HOSTILE),), heading=HOSTILE),
        Rows(HOSTILE, Table([HOSTILE, HOSTILE], [[HOSTILE, 1]], [[HOSTILE, HOSTILE]])),
    ), source=HOSTILE)  # fmt: skip
    hostile = replace(
        report, organisation_name=HOSTILE, title=HOSTILE, subtitle=HOSTILE, filtered=HOSTILE, fresh=HOSTILE,
        limits=HOSTILE, author=HOSTILE, store_version=HOSTILE, sections=(part,),
    )  # fmt: skip
    page = read(document(hostile))
    assert not page.all("script")
    (head,), (body,) = page.all("head"), page.all("body")
    assert body.text.count(HOSTILE) == 20
    assert "<script" not in head.all("style")[0].text
    assert HOSTILE in head.text


def test_a_report_in_english_has_no_swedish_of_ours(report: Report) -> None:
    english = replace(report, language=Language("en"), sections=(Section("a", "A", "B", (Comment("C", "D"),)),))
    text = read(document(english)).text
    assert "Contents" in text
    assert "Comment by D" in text
    assert "Made 28 November 2026 by" in text
    assert '"Page " counter(page) " of " counter(pages)' in text


def test_paper_is_a4_with_numbered_pages_that_say_whose_they_are(report: Report, markup: str) -> None:
    assert "@page{size:A4 portrait" in markup
    assert "@page{size:A4 landscape" in document(report, landscape=True)
    assert '"Sida " counter(page) " av " counter(pages)' in markup
    assert "Region Älvmark · oktober 2026" in markup.split("@bottom-left", 1)[1][:200]
    assert report.limits.split(":")[0] in markup.split("@top-right", 1)[1][:100]


# Tables and texts by themselves.


def test_a_table_that_is_too_wide_for_paper_stands_in_parts_that_name_their_rows() -> None:
    columns = ["Namn", *(f"Kolumn{number}" * 2 for number in range(20))]
    rows = [["Västervik", *range(20)]]
    parts = read(captioned(Table(columns, rows, [list(map(str, rows[0]))]), "Allt", "t", SWEDISH, landscape=False))
    captions = [one.text for one in parts.all("caption")]
    assert captions == [f"Allt ({number}/{len(captions)})" for number in range(1, len(captions) + 1)]
    assert len(captions) > 1
    assert [one.all("th")[0].text for one in parts.all("thead")] == ["Namn"] * len(captions)
    assert [one.all("th")[0].text for one in parts.all("tbody")] == ["Västervik"] * len(captions)
    wide = read(captioned(Table(columns, rows, [list(map(str, rows[0]))]), "Allt", "t", SWEDISH, landscape=True))
    assert len(wide.all("table")) < len(captions)


def test_numbers_stand_to_the_right_and_what_is_missing_says_so() -> None:
    rows: list[list[Cell]] = [["Skara", 1, "1–2 %"], ["Åmål", None, "3 %"]]
    table = Table(["Ort", "Antal", "Andel"], rows, [["Skara", "1", "1–2 %"], ["Åmål", "", "3 %"]])
    page = read(captioned(table, "Allt", "t", SWEDISH, landscape=False))
    assert [head.attributes.get("class") for head in page.all("thead")[0].all("th")] == ["short", "number", "short"]
    assert cells(page)[1] == ["Åmål", "saknas", "3 %"]
    assert [one.attributes["scope"] for one in page.all("tbody")[0].all("th")] == ["row", "row"]


def test_a_row_that_begins_with_a_number_has_no_name() -> None:
    page = read(captioned(Table(["Plats", "Namn"], [[1, "A"]], [["1", "A"]]), "Allt", "t", SWEDISH, landscape=False))
    assert not page.all("tbody")[0].all("th")


@given(st.text())
def test_no_text_ends_a_string_of_a_stylesheet(text: str) -> None:
    said = quoted(text)
    inside = said[1:-1]
    assert said[0] == said[-1] == '"'
    assert not set('"<\n') & set(inside)
    back = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), inside)
    assert back == text


@given(st.text())
def test_text_in_an_element_is_that_text(text: str) -> None:
    markup = element("p", text, title=text)
    assert not re.search(r"<(?!/?p\b)", markup)
    assert isinstance(markup, Markup)
    if "\r" not in text and "\0" not in text:
        (node,) = read(markup).all("p")
        assert (node.text, node.attributes["title"]) == (text, text)
