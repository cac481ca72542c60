"""The comparison in the browser: links that reopen the exact view, a group that is kept, and names that are markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import READ_SECONDS, settled, visit
from tests.browser.server import Server
from tests.towns import many, write_delta

HOSTILE = '<img src=x onerror="document.title=\'stulen\'"> =HYPERLINK("http://ond.example") **å** ](javascript:x)'
COUNT = 14
PEERS = "peers?org=region-alvmark&period=2026-10"


@pytest.fixture(scope="module")
def towns(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a store that it may write to: fourteen municipalities, two with names that are markup."""
    made = many(COUNT)
    for place in (0, 3):
        made["organisations"][place]["name"] = HOSTILE
    server = serve(store=write_delta(tmp_path_factory.mktemp("towns") / "store", made))
    yield server
    server.stop()


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def seen(page: Page) -> list[str]:
    """What the page says and draws, as far as a reader can tell two views apart."""
    settled(page)
    figures = page.get_by_role("figure")
    return [
        page.locator("h1").inner_text(),
        *[figures.nth(at).get_attribute("aria-label") or "" for at in range(figures.count())],
    ]


@pytest.mark.parametrize(("width", "lang"), [(390, "sv"), (1440, "en")])
def test_the_page_stands_in_both_languages_and_widths(
    width: int, lang: str, app_url: str, new_page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    page = visit(new_page(viewport={"width": width, "height": 1200}), f"{app_url}/{PEERS}&lang={lang}")
    assert page.locator("h1").inner_text().startswith("Region Älvmark")
    assert page.get_by_role("figure").count() >= 3
    outside = page.evaluate(
        "w => [...document.querySelectorAll('h1, h2, h3, p, svg, [data-testid=stSelectbox]')]"
        ".filter(e => e.getBoundingClientRect().right > w + 1).map(e => e.outerHTML.slice(0, 80))",
        width,
    )
    assert outside == []
    axe(page)


LINKS = {
    "a list, reactions per inhabitant, against posts": (
        "period=2026-10&group=region:2026:R&metric=reactions&per=inhabitants&against_metric=posts&against_per=raw"
    ),
    "most alike, with weights, as an index in a quarter": (
        "period=2026-Q3&group=alike&like=5&like_people=3&like_group=0&like_followers=2&metric=video_views&per=index"
    ),
    "picked by hand, as a funnel": (
        "period=2026-10&group=picked&with=region-norrvidden&with=region-asbygden&with=region-oarna&metric=interactions"
        "&per=post&show=funnel"
    ),
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_reopens_the_exact_view(link: str, app_url: str, new_page: Callable[..., Page]) -> None:
    """Also the address that the page then has itself, in another browser."""
    page = visit(new_page(), f"{app_url}/peers?org=region-alvmark&{link}")
    assert parse_qs(link).items() <= address(page).items()
    first = seen(page)
    assert len(first) > 3
    assert seen(visit(new_page(), page.url)) == first
    assert (page.get_by_text("efter precision").count() > 0) is ("show=funnel" in link)


def test_choices_are_in_the_address_and_back_undoes_them(app_url: str, page: Page) -> None:
    visit(page, f"{app_url}/{PEERS}")
    before, opened = seen(page), address(page)
    choose(page, "Mått", "Följare")
    assert address(page) | {"metric": ["followers"]} == address(page)
    after = seen(page)
    assert after[0] != before[0]
    page.go_back()
    settled(page)
    assert seen(page) == before
    assert address(page) == opened


def test_the_funnel_is_shown_when_it_is_asked_for_and_not_for_what_is_counted(
    app_url: str, page: Page, axe: Callable[..., None]
) -> None:
    visit(page, f"{app_url}/{PEERS}")
    choose(page, "Visa", "Tratt, för analytikern")
    assert address(page)["show"] == ["funnel"]
    axe(page)
    visit(page, f"{app_url}/{PEERS}&metric=followers&per=inhabitants&show=funnel")
    assert page.get_by_role("combobox", name="Visa", exact=True).count() == 0


def test_a_group_is_kept_under_a_name_and_can_be_chosen_after(towns: Server, new_page: Callable[..., Page]) -> None:
    link = "peers?org=t0&period=2026-10&group=picked&with=t1&with=t2&with=t5&metric=followers&per=raw"
    page = visit(new_page(), f"{towns.url}/{link}")
    named = f"Våra <b>grannar</b> {HOSTILE[:30]}"
    page.get_by_role("textbox", name="Spara gruppen under ett namn").fill(named)
    page.get_by_role("button", name="Spara gruppen").click()
    expect(page.get_by_text("Gruppen är sparad")).to_be_visible(timeout=READ_SECONDS * 1000)
    settled(page)
    other = visit(new_page(), f"{towns.url}/peers?org=t0&period=2026-10&metric=followers&per=raw")
    assert other.get_by_role("combobox", name="Jämförelsegrupp", exact=True).input_value().startswith(named)
    assert "av 4" in other.locator("h1").inner_text()
    assert address(other)["group"][0].startswith("own-")
    assert page.title() != "stulen"


def test_names_that_are_markup_stand_as_they_are(
    towns: Server, new_page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    page = visit(new_page(), f"{towns.url}/peers?org=t0&period=2026-10&group=all")
    assert page.locator("h1").inner_text().startswith(HOSTILE[:40])
    assert page.title() != "stulen"
    assert page.locator("img[src=x]").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    axe(page)


def test_the_overviews_sentence_leads_to_the_evidence(app_url: str, page: Page) -> None:
    visit(page, f"{app_url}/?org=region-alvmark&period=2026-09")
    said = page.get_by_test_id("stMain").inner_text()
    page.get_by_role("link", name="Vilka som jämförs, och hur säkert det är").click()
    page.wait_for_url("**/peers?**")
    settled(page)
    assert address(page)["period"] == ["2026-09"]
    assert page.locator("h1").inner_text() in said
