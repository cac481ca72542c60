"""A report from the page to the board: composed, worded, frozen, downloaded, opened again, shown to the meeting."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.register.reports import drafts, frozen_reports
from tests.browser.reading import settled, visit
from tests.browser.server import Server
from tests.reports.kept_store import store_of_a_region

HOSTILE = '<img src=x onerror="document.title=\'stulen\'"> =HYPERLINK("http://ond.example") **å**'
ADDRESS = "board?org=region&period=2026-10"


@pytest.fixture(scope="module")
def board(serve: Callable[..., Server], tmp_path_factory) -> tuple[str, Path]:
    """The app on a store that reports can be frozen in."""
    store = store_of_a_region(tmp_path_factory.mktemp("board") / "store")
    return serve(store=store).url, store


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def download(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        press(page, name)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def compose(page: Page) -> None:
    """The report, with her name, a text in her own words, a comment, and the second section first."""
    page.get_by_role("textbox", name=re.compile("Ditt namn")).fill("Anna Öberg")
    page.keyboard.press("Tab")
    settled(page)
    text = page.get_by_role("textbox", name="Nådde vi målen?")
    text.fill(f"Vi har 1 230 följare och 4 711 läsare. {HOSTILE}")
    text.blur()
    expect(page.get_by_text("4 711 finns inte bland rapportens siffror.")).to_be_visible()
    page.get_by_role("textbox", name="En egen kommentar").fill(HOSTILE)
    press(page, "Lägg till kommentaren")
    expect(page.get_by_text("Kommentaren är tillagd.")).to_be_visible()
    press(page, "Flytta ned")
    expect(page.get_by_text("Sammanfattning är nu nummer 2.")).to_be_visible()
    settled(page)


def read_downloads(page: Page) -> None:
    """The files are what they are called, and hold what she wrote as text."""
    name, slides = download(page, "PowerPoint")
    assert name == "region-alvmark-2026-10-manadsrapport.pptx"
    with zipfile.ZipFile(io.BytesIO(slides)) as package:
        said = "".join(package.read(one).decode() for one in package.namelist() if "/slides/slide" in one)
    assert "Anna Öberg" in said
    assert "4 711 läsare" in said
    name, workbook = download(page, "Excel")
    assert (name, workbook[:2]) == ("region-alvmark-2026-10-manadsrapport.xlsx", b"PK")
    name, content = download(page, "Webbsida att skriva ut")
    document = content.decode()
    assert name == "region-alvmark-2026-10-manadsrapport.html"
    assert "4 711 läsare" in document
    assert "<img src=x" not in document
    press(page, "Skapa en PDF")
    expect(page.get_by_role("button", name="Hämta PDF:en")).to_be_visible(timeout=60_000)
    assert download(page, "Hämta PDF:en")[1][:5] == b"%PDF-"


def test_from_the_page_to_the_board(board, new_page, axe):
    url, store = board
    page = visit(new_page(), f"{url}/{ADDRESS}")
    axe(page)
    compose(page)
    [draft] = drafts(store)
    expect(page).to_have_url(re.compile(f"draft={draft.id}"))
    press(page, "Frys")
    expect(page.get_by_text("Ingen siffra har ändrats")).to_be_visible(timeout=30_000)
    settled(page)
    [frozen] = frozen_reports(store)
    expect(page).to_have_url(re.compile(f"report={frozen.id}"))
    axe(page)
    read_downloads(page)
    other = visit(new_page(viewport={"width": 390, "height": 844}, color_scheme="dark"), f"{url}/{ADDRESS}")
    axe(other)
    other.get_by_role("button", name=re.compile("Månadsrapport, oktober 2026, fryst")).click()
    expect(other.get_by_text("Ingen siffra har ändrats")).to_be_visible(timeout=30_000)
    settled(other)
    axe(other)
    assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert other.title() != "stulen"


@pytest.mark.parametrize(("width", "theme"), [(1440, "dark"), (390, "light")])
def test_the_page_is_read_by_everybody(board, new_page, axe, width, theme):
    page = visit(new_page(viewport={"width": width, "height": 900}, color_scheme=theme), f"{board[0]}/{ADDRESS}")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "height", "theme"), [(1440, 900, "light"), (844, 390, "dark")])
def test_the_report_is_shown_to_the_meeting(board, new_page, axe, width, height, theme):
    url, _ = board
    page = visit(new_page(viewport={"width": width, "height": height}, color_scheme=theme), f"{url}/{ADDRESS}")
    press(page, "Visa på mötet")
    screen = page.get_by_role("dialog")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Sociala medier i oktober 2026")
    pages = int(screen.locator(".gs-place").inner_text().split(" av ")[1])
    assert pages > 5
    for key, place in (("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("ArrowLeft", 3), ("End", pages), ("Home", 1)):
        page.keyboard.press(key)
        expect(page.locator(f'.gs-present[data-shown="{place}"]')).to_be_visible()
        expect(screen.get_by_role("status")).to_contain_text(f"Sida {place} av {pages}")
    for place in range(2, pages + 1):
        page.keyboard.press("ArrowRight")
        expect(page.locator(f'.gs-present[data-shown="{place}"]')).to_be_visible()
        drawn = screen.locator("[role=figure]")
        if drawn.count():
            expect(drawn.locator("svg.main-svg").first).to_be_visible()
            assert drawn.get_attribute("aria-label")
        expect(screen.locator(".gs-source")).to_contain_text("Källa")
        assert page.evaluate(TYPE) >= 16
        outside = page.evaluate(OUTSIDE)
        assert not outside, outside
        if place == 2:
            axe(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.gs-present') !== null")
    page.keyboard.press("Escape")
    expect(screen).to_have_count(0)
    expect(page.get_by_role("button", name="Visa på mötet")).to_be_focused()
    settled(page)
    assert "show=" not in page.url


TYPE = "parseFloat(getComputedStyle(document.querySelector('.gs-present')).fontSize)"
OUTSIDE = """
() => [...document.querySelectorAll('.gs-present h1, .gs-bar button, .gs-page')]
  .map((one) => [one.className || one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1)
  .map(([name]) => name)
"""


def test_a_presentation_opens_by_its_address_in_full_screen(board, new_page):
    url, _ = board
    page = visit(new_page(), f"{url}/{ADDRESS}&show=present")
    expect(page.get_by_role("dialog")).to_be_visible()
    press(page, "Helskärm")
    expect(page.get_by_role("button", name="Lämna helskärm")).to_be_visible()
    press(page, "Lämna helskärm")
    press(page, "Nästa")
    expect(page.locator('.gs-present[data-shown="2"]')).to_be_visible()
    press(page, "Avsluta visningen")
    expect(page.get_by_role("dialog")).to_have_count(0)
