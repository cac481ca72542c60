"""The goals page: what was asked, how it went, in words."""

from __future__ import annotations

from pathlib import Path

from tests.pages.shown import open_page


def test_vasternorrland_attains_496_per_cent(golden: Path) -> None:
    page = open_page("goals", org="region-vasternorrland", period="2020-12", lang="sv")
    assert page.answer == "December 2020: 1 av 1 mål nåddes."
    chart = page.sent("goals-bars")
    assert chart["title"] == "Alla mål nåddes"
    assert "496\u00a0% · nådd" in chart["alt"]
    assert len(page.sent("goals-months")["table"]["columns"]) == 8


def test_every_post_of_vasterviks_band_is_shown_beside_it(golden: Path) -> None:
    page = open_page("goals", org="vasterviks-kommun", period="2020-10", lang="sv")
    assert page.answer == "Oktober 2020: 0 av 1 mål nåddes, 1 delvis."
    chart = page.sent("goals-posts")
    assert chart["title"] == "5 av 8 inlägg nådde målet 5–7\u00a0%"
    assert chart["figure"]["layout"]["meta"]["bands"][0]["y1"] == 7
    assert len(chart["table"]["rows"]) == 8


def test_the_demo_tells_what_was_missed_and_what_was_changed(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", lang="sv")
    assert "mål nåddes" in page.answer
    assert "pågår" in page.answer
    assert "ej nådd" in page.text
    assert "Mål som har ändrats" in page.text
    campaigns = page.sent("goals-campaigns")["table"]
    assert "Kontaktkostnad" in campaigns["columns"]
    assert "Fråga oss" in [row[0] for row in campaigns["rows"]]
    words = {cell.split("% ")[-1] for row in page.sent("goals-months")["table"]["rows"] for cell in row[2:]}
    assert words <= {"nådd", "ej nådd", "går inte att avgöra", "–", "uppgift saknas"}
    assert {"nådd", "ej nådd", "går inte att avgöra"} <= words


def test_channels_in_view_leave_out_the_goals_of_others(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", channels="linkedin", lang="en")
    goals = [row[0] for row in page.sent("goals-months")["table"]["rows"]]
    assert any(goal.startswith("LinkedIn") for goal in goals)
    assert not any(goal.startswith(("Facebook", "Instagram")) for goal in goals)


def test_no_goals_is_told_once_and_how_to_add_them(leeds: Path) -> None:
    page = open_page("goals", lang="sv")
    assert "Det finns inga mål för organisationen." in page.text
    assert "tabellen goals" in page.text
    assert not page.has("goals-")
