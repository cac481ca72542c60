"""The overview: are we on track, beginning with what the organisation itself puts first."""

from __future__ import annotations

from pathlib import Path

from tests.pages.shown import open_page


def test_the_demo_answers_in_one_sentence(demo: Path) -> None:
    page = open_page("overview", period="2026-10", lang="sv")
    assert page.answer == "Tydlig förändring i oktober 2026: fler nya följare än väntat."
    assert "Inom normal variation: interaktioner." in page.text
    told = page.text.replace("\u00a0", " ")
    assert "nådde vår största kanal, Facebook, 91 000 personer (31,7 % av invånarna)." in told
    assert "Alla kanaler nådde tillsammans högst 202 000." in told
    assert "mål nåddes" in page.text
    assert "Region Älvmark · alla kanaler · oktober 2026, jämfört med september 2026" in told
    assert "Uppgifter t.o.m. 31 oktober 2026 · Facebook, Instagram, LinkedIn, YouTube" in told


def test_the_organisations_own_lead_metric_comes_first(demo: Path) -> None:
    cards = open_page("overview", period="2026-10", lang="en").sent("overview-cards")["cards"]
    assert [card["label"] for card in cards][:2] == ["Reach, 28 days", "Followers"]
    assert len(cards) == 4


def test_a_card_leads_with_the_exact_reach_of_the_widest_channel(demo: Path) -> None:
    reach = open_page("overview", period="2026-10", lang="sv").sent("overview-cards")["cards"][0]
    assert reach["value"].replace("\u00a0", " ") == "91 000"
    assert reach["note"].startswith("Facebook: Region Älvmark. ")
    assert "av invånarna. Alla kanaler tillsammans: " in reach["note"]


def test_a_card_says_why_a_change_is_not_given(demo: Path) -> None:
    reach = open_page("overview", period="2026-10", lang="sv").sent("overview-cards")["cards"][0]
    before, year = reach["changes"]
    assert (before["text"].replace("\u00a0", " "), before["reason"]) == ("+7,7 %", "")
    assert (year["text"], year["reason"]) == ("går inte att jämföra", "Räckvidd räknas på ett nytt sätt")


def test_every_card_says_whether_its_figure_is_more_than_normal_variation(demo: Path) -> None:
    cards = open_page("overview", period="2026-10", lang="sv").sent("overview-cards")["cards"]
    told = {card["label"]: (card["verdict"], card["weight"]) for card in cards}
    assert told["Följare"] == ("Nya följare: tydlig förändring, högre än väntat", "clear")
    assert told["Interaktioner"] == ("Inom normal variation", "within")
    assert told["Räckvidd, 28 dagar"] == (
        "För lite underlag (siffror sedan räknesättet ändrades: 3)",
        "too_little",
    )
    assert all("Väntat" in card["help"] for card in cards if card["weight"] in ("clear", "within"))


def test_little_data_tells_which_way_things_went_and_that_it_may_be_chance(demo: Path) -> None:
    page = open_page("overview", period="2023-12", lang="sv")
    assert "jämfört med november 2023" in page.answer
    assert "Om det är mer än normal variation går inte att säga än." in page.text


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
