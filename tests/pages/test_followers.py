"""The followers page: does the audience grow, in all and by channel."""

from __future__ import annotations

from pathlib import Path

from tests.pages.shown import open_page


def test_skane_grew_by_427_per_cent_in_2020(golden: Path) -> None:
    page = open_page("followers", org="region-skane", period="2020", lang="sv")
    assert page.answer == "Vi hade 58\u00a0000 följare den 31 december 2020, 47\u00a0000 fler än den 31 december 2019."
    values = [card["value"] for card in page.sent("followers-cards")["cards"]]
    assert values == ["58\u00a0000", "47\u00a0000", "427\u00a0%", "41,4"]


def test_an_organisation_without_follower_figures_is_told_so(golden: Path) -> None:
    page = open_page("followers", org="region-vasterbotten", period="2015", lang="sv")
    assert page.answer == "Det finns inga uppgifter om följare under 2015."
    assert "Something" not in page.text


def test_the_demo_shows_every_account_and_platform(demo: Path) -> None:
    page = open_page("followers", period="2026-10", lang="sv")
    assert "följarrelationer" in page.answer
    assert "Demo: organisationerna och deras siffror är påhittade." in page.text
    names = [trace["name"] for trace in page.sent("followers-channels")["figure"]["data"]]
    assert names == ["Facebook", "Instagram", "LinkedIn", "YouTube"]
    accounts = page.sent("followers-accounts")["table"]
    assert len(accounts["rows"]) == 6
    total = page.sent("followers-total")["table"]["rows"][-1]
    assert total[:2] == ["2026-10", sum(row[1] for row in accounts["rows"])]


def test_one_channel_has_followers_and_no_chart_beside_others(demo: Path) -> None:
    page = open_page("followers", period="2026-10", channels="linkedin", lang="sv")
    assert "följare" in page.answer
    assert "följarrelationer" not in page.answer
    assert not page.has("followers-channels")


def test_a_page_is_small_to_send(demo: Path) -> None:
    page = open_page("followers", period="2026-10", lang="sv")
    sent = sum(len(element.proto.bytes) for element in page.run.get("bidi_component"))
    assert sent + len(page.markup.encode()) < 60_000
