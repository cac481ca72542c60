"""The overview: are we on track, beginning with what the organisation itself puts first."""

from __future__ import annotations

from pathlib import Path

from tests.pages.shown import open_page


def test_the_demo_answers_in_one_sentence(demo: Path) -> None:
    page = open_page("overview", period="2026-10", lang="sv")
    assert page.answer == "Fler följare och fler interaktioner jämfört med september 2026."
    assert "mål nåddes" in page.text
    assert "Region Älvmark · alla kanaler · oktober 2026, jämfört med september 2026" in page.text
    assert "Uppgifter t.o.m. 31 oktober 2026 · Facebook, Instagram, LinkedIn, YouTube" in page.text


def test_the_organisations_own_lead_metric_comes_first(demo: Path) -> None:
    cards = open_page("overview", period="2026-10", lang="en").sent("overview-cards")["cards"]
    assert [card["label"] for card in cards][:2] == ["Reach, 28 days", "Followers"]
    assert len(cards) == 4


def test_a_card_says_why_a_change_is_not_given(demo: Path) -> None:
    reach = open_page("overview", period="2026-10", lang="sv").sent("overview-cards")["cards"][0]
    assert [change["text"] for change in reach["changes"]] == ["går inte att jämföra"] * 2
    assert reach["changes"][0]["verdict"] == "intervallen överlappar varandra"
    assert reach["note"].endswith("av invånarna")


def test_days_that_are_missing_are_counted(demo: Path) -> None:
    assert "dagar saknas" in open_page("overview", period="2025-02", lang="sv").text


def test_what_cannot_be_compared_is_told(golden: Path) -> None:
    page = open_page("overview", org="region-vasterbotten", period="2020-12", lang="sv")
    assert page.answer
    assert "Något gick fel" not in page.text


def test_the_real_store_shows_what_it_has_and_says_what_it_cannot_answer(leeds: Path) -> None:
    page = open_page("overview", period="2023-12", lang="sv")
    cards = page.sent("overview-cards")["cards"]
    assert len(cards) == 4
    assert all(card["value"] != "saknas" for card in cards)
    assert all(page.sent(f"overview-trend-{place}")["figure"]["data"] for place in range(3))
    assert "det finns visningar men ingen räckvidd" in page.text
    assert "Licens: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)." in page.text
