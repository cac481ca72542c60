"""From a chart on a page, through its table, to the file that its figures came from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from data.importers.source import Source
from data.imports.apply import apply
from data.imports.plan import plan
from tests.browser.reading import settled, visit
from tests.browser.server import Server
from tests.data.imports.small_exports import new_store

NOW = datetime(2026, 11, 3, 8, tzinfo=UTC)
QUESTION = "Vilka filer kommer siffrorna ur?"
HOSTILE = "oktober [länk](x) <b>&.csv"


def days_of(month: int, views: int) -> bytes:
    """Our own template as CSV: a month of days of the account on Facebook."""
    first = date(2026, month, 1)
    rows = [first + timedelta(day) for day in range(30)]
    lines = ["Kanalens id;Datum;Följare;Visningar", *(f"fb;{day};{1_000 + month};{views}" for day in rows)]
    return "\n".join(lines).encode("utf-8-sig")


@pytest.fixture(scope="module")
def imported_url(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the app with a store of two imported files answers."""
    store = new_store(tmp_path_factory.mktemp("behind") / "store")
    files = [Source("september.csv", days_of(9, 40), NOW), Source(HOSTILE, days_of(10, 50), NOW)]
    done = apply(plan(store, files, now=NOW), "Eva", now=NOW)
    assert [file.status for file in done] == ["imported", "imported"], done
    return serve(store=store).url


def table_of(page: Page, subtitle: str) -> Any:
    chart = page.locator(".gs-figure").filter(has=page.get_by_text(subtitle, exact=True))
    chart.get_by_text("Visa som tabell").press("Enter")
    return chart


def test_a_charts_table_leads_to_its_file(imported_url: str, page: Page, axe: Callable[[Page], None]):
    visit(page, f"{imported_url}/?period=2026-10")
    link = table_of(page, "Visningar per månad").get_by_role("link", name=QUESTION)
    axe(page)
    link.press("Enter")
    page.wait_for_url("**/data?**")
    settled(page)
    expected = {"part": ["behind"], "metric": ["views"], "org": ["region"], "period": ["2026-10"]}
    assert parse_qs(urlsplit(page.url).query) == expected
    expect(page.get_by_text("Visningar, oktober 2026: siffrorna kommer ur 1 fil.")).to_be_visible()
    files = page.locator(".gs-table").first.get_by_role("row")
    expect(files).to_have_count(2)
    expect(files.nth(1)).to_contain_text(HOSTILE)
    expect(files.nth(1)).to_contain_text("1 oktober 2026")
    axe(page)


def test_the_way_follows_the_view_that_the_page_has_come_to(imported_url: str, page: Page):
    visit(page, f"{imported_url}/?period=2026-10")
    link = table_of(page, "Visningar per månad").get_by_role("link", name=QUESTION)
    page.evaluate("history.replaceState(null, '', '/?org=region&period=2026-09&channels=facebook&x=1')")
    link.click()
    page.wait_for_url("**/data?**")
    settled(page)
    assert parse_qs(urlsplit(page.url).query)["channels"] == ["facebook"]
    expect(page.get_by_text("Visningar, september 2026: siffrorna kommer ur 1 fil.")).to_be_visible()
    expect(page.locator(".gs-table").first).to_contain_text("september.csv")


def test_another_metric_is_chosen_on_the_page(imported_url: str, page: Page):
    visit(page, f"{imported_url}/data?part=behind&metric=net_followers&period=2026-10")
    expect(page.get_by_text("siffrorna kommer ur 2 filer")).to_be_visible()
    expect(page.locator(".gs-table").nth(1).get_by_role("row")).to_have_count(3)
    visit(page, f"{imported_url}/data?part=behind&metric=spend&period=2026-10&lang=en")
    expect(page.get_by_text("there are no figures for these channels")).to_be_visible()


def test_a_figure_of_posts_leads_to_the_posts(app_url: str, page: Page):
    visit(page, f"{app_url}/reach?period=2026-10")
    chart = table_of(page, "Interaktioner per inlägg och format")
    chart.get_by_role("link", name=QUESTION).click()
    page.wait_for_url("**/data?**")
    settled(page)
    assert parse_qs(urlsplit(page.url).query)["of"] == ["posts"]
    expect(page.get_by_text("Inga filer har lästs in här")).to_be_visible()
    expect(page.locator(".gs-table").first).to_contain_text("Inlägg: Reaktioner")
