"""The goals page in the browser: a campaign's own address, the way back, a unit, what is folded away, hostile names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import settled, visit
from tests.browser.server import Server
from tests.stores import Rows, write_store

ADDRESS = {"org": ["region-alvmark"], "period": ["2026-10"]}
CAMPAIGN = "Fem minuter som kan rädda ditt liv"
HOSTILE = '<img src=x onerror="document.title=\'stulen\'"> =HYPERLINK("http://ond.example") &amp; **å** ](javascript:x)'


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_campaign_has_an_address_of_its_own_and_a_way_back(
    app_url: str, page: Page, axe: Callable[..., None]
) -> None:
    visit(page, f"{app_url}/goals?period=2026-10")
    link = page.get_by_role("link", name=CAMPAIGN)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**campaign=screening-2026**")
    settled(page)
    assert address(page) == ADDRESS | {"campaign": ["screening-2026"]}
    assert page.locator("h1").inner_text().startswith(CAMPAIGN)
    axe(page)
    page.reload()
    assert settled(page).locator("h1").inner_text().startswith(CAMPAIGN)
    page.get_by_role("link", name="Alla mål och kampanjer").click()
    expect(page.locator("h1")).to_contain_text("mål nåddes")
    settled(page)
    assert address(page) == ADDRESS


def test_another_campaign_is_chosen_there_and_back_undoes_it(app_url: str, page: Page) -> None:
    visit(page, f"{app_url}/goals?period=2026-10&campaign=screening-2026")
    page.get_by_role("combobox", name="Kampanj").click()
    page.get_by_role("option", name="En vecka utan el").click()
    settled(page)
    assert address(page) == ADDRESS | {"campaign": ["en-vecka-utan-el"]}
    page.go_back()
    assert settled(page).locator("h1").inner_text().startswith(CAMPAIGN)


def test_the_bars_are_drawn_when_they_are_asked_for(app_url: str, page: Page, axe: Callable[..., None]) -> None:
    visit(page, f"{app_url}/goals?period=2026-10")
    axe(page)
    assert page.get_by_role("figure").count() == 0
    page.get_by_text("Måluppfyllelsen som diagram").click()
    settled(page)
    expect(page.get_by_role("figure")).to_have_count(1)
    axe(page)


def test_headings_of_rows_are_headings_to_those_who_hear_them(app_url: str, page: Page) -> None:
    visit(page, f"{app_url}/goals?period=2026-10")
    groups = page.locator("th[scope=rowgroup]")
    assert groups.first.inner_text().startswith("Fler reser kollektivt")
    assert groups.first.locator("xpath=ancestor::tbody").count() == 1


@pytest.fixture
def crowded(serve: Callable[..., Server], tmp_path: Path) -> Iterator[Server]:
    """The app on a store with forty goals, and campaigns and objectives whose names are markup and formulas."""
    server = serve(store=write_store(tmp_path / "store", crowd()))
    yield server
    server.stop()


def crowd() -> dict[str, Rows]:
    days = [date(2026, 9, 1) + timedelta(days=number) for number in range(61)]
    units = [f"Enhet {number}" for number in range(8)]
    set_at = datetime(2026, 8, 1, tzinfo=UTC)
    goals: Rows = [
        {"goal_id": f"g{number}", "set_at": set_at, "org_id": "own", "account_id": f"a{number % 8}", "period": "month"}
        | {"metric": ("views", "reactions", "posts", "interactions", "comments")[number // 8], "low": 10.0 * number + 1}
        | {"objective": (HOSTILE, "Nära invånarna", None)[number % 3], "unit": None}
        for number in range(40)
    ]
    campaign: dict[str, Any] = {"campaign_id": "c & c=1#", "org_id": "own", "name": HOSTILE, "objective": HOSTILE}
    goals.append(
        goals[0] | {"goal_id": "campaign", "campaign_id": "c & c=1#", "account_id": None, "period": "campaign"}
    )
    return {
        "organisations": [{"org_id": "own", "name": "Stora staden", "sector": "municipality", "own": True}],
        "accounts": [
            {
                "account_id": f"a{number}",
                "org_id": "own",
                "platform": "facebook",
                "name": f"Sida {number}",
                "unit": unit,
            }
            for number, unit in enumerate(units)
        ],
        "account_days": [
            {
                "account_id": f"a{number}",
                "date": day,
                "views": 5 + number,
                "reactions": 3,
                "comments": 1,
                "posts_published": 1,
            }
            for number in range(8)
            for day in days
        ],
        "campaigns": [campaign | {"starts_on": days[0], "ends_on": days[-10]}],
        "campaign_days": [
            {"campaign_id": "c & c=1#", "account_id": "a0", "date": day, "views": 9, "spend": 2.0} for day in days[:50]
        ],
        "goals": goals,
    }


@pytest.mark.parametrize("width", [390, 1440])
def test_forty_goals_and_hostile_names_stand_as_they_are(width: int, crowded: Server, new_page) -> None:
    page = visit(new_page(viewport={"width": width, "height": 900}), f"{crowded.url}/goals?period=2026-10")
    assert page.title() != "stulen"
    for listed in ("Målen och vad de bidrar till", "Månad för månad"):  # of so many, the months stand beside each other
        assert page.get_by_role("region", name=listed).get_by_role("rowheader", name="Sida").count() == 40
    assert page.locator("th[scope=rowgroup]", has_text="onerror=").count() == 2  # an objective and a campaign
    outside = page.evaluate(
        "w => [...document.querySelectorAll('h1, h2, p, li, [data-testid=stSelectbox]')]"
        ".filter(e => e.getBoundingClientRect().right > w + 1).map(e => e.outerHTML.slice(0, 80))",
        width,
    )
    assert outside == []
    page.get_by_role("link", name="onerror").click()
    page.wait_for_url("**campaign=**")
    settled(page)
    assert address(page)["campaign"] == ["c & c=1#"]
    assert page.locator("h1").inner_text().startswith(HOSTILE[:30])
    assert page.title() != "stulen"
