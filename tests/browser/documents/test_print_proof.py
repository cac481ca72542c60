"""Print proof: printed from a window of any width, on paper that stands or lies, nothing is lost and nothing cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from reports.report import KeyFigures, Paragraph, Report
from tests.browser.documents.printed import Printed, printed, squeezed
from tests.reports.page_reading import Node, read

WIDTHS = (1440, 820, 390)
LONG = "En rubrik som har två rader: 7 169 besök på webbplatsen i oktober 2026, 104 % fler än i september samma år"
MARGIN = 17.5
"""Of paper, left and right, in millimetres: a little less than what the stylesheet says, for the ink of letters."""


@pytest.fixture(scope="module", params=["upright", "lying"])
def page_and_prints(request: pytest.FixtureRequest, chromium) -> tuple[Node, list[Printed]]:
    """The page, and what was printed of it from each window; the first print has tags."""
    path: Path = request.getfixturevalue(request.param)
    page = chromium.new_context(locale="sv-SE").new_page()
    page.goto(path.as_uri())
    prints = [_from_window(page, wide, with_tags=wide == WIDTHS[0]) for wide in WIDTHS]
    page.context.close()
    return read(path.read_text(encoding="utf-8")), prints


def _from_window(page: Page, wide: int, *, with_tags: bool) -> Printed:
    page.set_viewport_size({"width": wide, "height": 900})
    return printed(page.pdf(prefer_css_page_size=True, print_background=True, tagged=with_tags), with_tags=with_tags)


def test_every_chart_is_whole_on_one_page_with_every_tick(page_and_prints) -> None:
    page, prints = page_and_prints
    pictures = [one for one in page.all("svg") if "on-phones" not in one.attributes.get("class", "")]
    assert len(pictures) > 25
    for picture in pictures:
        texts = squeezed("".join(text.text for text in picture.all("text")))
        title = squeezed(picture.all("title")[0].text)
        for one in prints:
            on = [number for number, text in enumerate(one.pages) if title in text and texts in text]
            assert len(on) == 1, picture.all("title")[0].text


def test_every_row_of_every_table_is_whole_on_one_page_under_its_head(page_and_prints) -> None:
    page, prints = page_and_prints
    for table in page.all("table"):
        head = squeezed(table.all("thead")[0].text)
        for row in table.all("tbody")[0].all("tr"):
            for one in prints:
                assert any(head in text and squeezed(row.text) in text for text in one.pages), row.text


def test_no_row_is_counted_on_two_pages(page_and_prints) -> None:
    page, prints = page_and_prints
    rows = [row for body in page.all("tbody") for row in body.all("tr")]
    for one in prints[:1]:
        tagged = [row for tags in one.tags for row in tags.all("TR") if row.all("TD")]
        assert len(tagged) == len(rows)


def test_every_sentence_heading_and_note_is_there(report: Report, page_and_prints) -> None:
    page, prints = page_and_prints
    blocks = [block for part in report.sections for block in part.blocks]
    texts = [str(sentence) for block in blocks if isinstance(block, Paragraph) for sentence in block.sentences]
    figures = [figure for block in blocks if isinstance(block, KeyFigures) for figure in block.figures]
    texts += [text for one in figures for text in (one.label, one.value, one.verdict, one.note, *one.changes)]
    texts += [one.text for one in page.all("h1", "h2", "h3", "caption", "li", "p")]
    for one in prints:
        whole = "".join(map(_without_margins(report), one.pages))
        for text in texts:
            assert squeezed(text) in whole, text


def _without_margins(report: Report) -> Callable[[str], str]:
    """What takes away the lines above and below a page, which would stand inside a sentence that goes on."""
    whose = f"Region Älvmark · oktober 2026Sida1av1{report.fresh}"
    margins = re.escape(squeezed(report.limits + whose)).replace("Sida1av1", r"Sida\d+av\d+")
    return lambda text: re.sub(f"^{margins}", "", text)


def test_nothing_is_cut_off_at_the_edge(page_and_prints) -> None:
    for one in page_and_prints[1]:
        assert min(edge for edges in one.edges for edge in edges) > MARGIN


def test_paper_is_a4_and_every_page_says_its_number_and_that_it_is_a_demo(report: Report, page_and_prints) -> None:
    page, prints = page_and_prints
    size = (297, 210) if "size:A4 landscape" in page.all("style")[0].text else (210, 297)
    for one in prints:
        assert one.sizes == {size}
        for number, text in enumerate(one.pages, 1):
            assert f"Sida{number}av{len(one.pages)}" in text
            assert squeezed(report.limits) in text
            assert squeezed("Region Älvmark · oktober 2026") in text


def test_the_window_makes_no_difference(page_and_prints) -> None:
    first, *others = page_and_prints[1]
    assert all((other.pages, other.sizes) == (first.pages, first.sizes) for other in others)


def test_no_heading_stands_alone_at_the_foot_of_a_page(page_and_prints) -> None:
    page, prints = page_and_prints
    headings = {squeezed(one.text) for one in page.all("h2", "h3", "caption")}
    for one in prints:
        for text in one.pages[1:]:  # the cover ends with the last part's finding
            assert not any(text.endswith(heading) for heading in headings)


def test_every_heading_is_whole_on_one_page_under_its_name(page_and_prints) -> None:
    page, prints = page_and_prints
    headings = [squeezed(one.text) for one in page.all("h1", "h2", "h3", "caption")]
    parts = [part for part in page.all("section") if part.attributes.get("class") == "part"]
    headings += [squeezed(part.all("p")[0].text + part.all("h2")[0].text) for part in parts]
    for one in prints:
        for heading in headings:
            assert any(heading in text for text in one.pages), heading


def test_a_heading_is_not_divided_wherever_on_the_page_it_falls(new_page, short: Path) -> None:
    """Where its text and the chart after it have no room on the page, it goes with them to the next."""
    page: Page = new_page()
    page.goto(short.as_uri())
    page.evaluate(
        """() => {
          const parts = [...document.querySelectorAll('.cover, main > *')];
          parts.filter((part) => !part.querySelector('h2 + .text + .chart')).forEach((part) => part.remove());
          for (const heading of document.querySelectorAll('main h2')) heading.textContent = HEADING;
        }""".replace("HEADING", repr(LONG))
    )
    assert page.locator("main > .part").count()
    for high in range(170, 226, 11):
        page.evaluate("(high) => { document.querySelector('main').style.paddingTop = `${high}mm`; }", high)
        pages = _from_window(page, WIDTHS[0], with_tags=False).pages
        assert sum(text.count(squeezed(LONG)) for text in pages) == page.locator("main h2").count(), high
