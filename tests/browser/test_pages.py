"""Overview, followers and reach as a reader uses them: by their filters, by links, by the back button."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.reading import settled, visit

ADDRESS = {"org": ["region-alvmark"], "period": ["2026-10"]}


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def test_a_choice_changes_the_page_and_its_address_and_back_undoes_it(app_url: str, page: Page) -> None:
    visit(page, app_url)
    assert address(page) == ADDRESS
    october = page.locator("h1").inner_text()
    choose(page, "Vilken period", "augusti 2026")
    assert address(page) == ADDRESS | {"period": ["2026-08"]}
    assert "augusti 2026" in page.locator("h1").inner_text()
    page.go_back()
    settled(page)
    assert page.locator("h1").inner_text() == october


def test_a_view_follows_to_another_page_and_a_reload(app_url: str, page: Page) -> None:
    visit(page, f"{app_url}/?period=2026-Q2&compare=year&channels=linkedin")
    page.get_by_role("link", name="Följare", exact=True).click()
    page.wait_for_url("**/followers**")
    settled(page)
    assert address(page) == ADDRESS | {"period": ["2026-Q2"], "compare": ["year"], "channels": ["linkedin"]}
    before = page.locator("h1").inner_text()
    assert "den 30 juni 2025" in before
    page.reload()
    assert settled(page).locator("h1").inner_text() == before


def test_another_language_leaves_everything_else_as_it_was(app_url: str, page: Page) -> None:
    visit(page, f"{app_url}/reach?period=2026-08")
    choose(page, "Språk", "English")
    assert page.locator("h1").inner_text().startswith("In August 2026 we reached between")
    assert address(page) == ADDRESS | {"period": ["2026-08"], "lang": ["en"]}


@pytest.mark.parametrize("name", ["", "followers", "reach"])
def test_nothing_is_wider_than_the_screen(name: str, app_url: str, page) -> None:
    visit(page, f"{app_url}/{name}")
    for width in (1440, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        outside = settled(page).evaluate(
            "w => [...document.querySelectorAll('h1, h2, h3, p, svg, [data-testid=stSelectbox]')]"
            ".filter(e => e.getBoundingClientRect().right > w + 1).map(e => e.outerHTML.slice(0, 80))",
            width,
        )
        assert outside == []


def test_filters_stand_two_and_two_on_a_phone(app_url: str, new_page) -> None:
    page = visit(new_page(viewport={"width": 390, "height": 844}), app_url)
    headline = page.locator("h1").bounding_box()
    assert headline is not None
    assert headline["y"] < 420
