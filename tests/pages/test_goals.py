"""The goals page: what was asked, how it went, in words."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.pages.shown import open_page


def test_vasternorrland_attains_496_per_cent(golden: Path) -> None:
    page = open_page("goals", org="region-vasternorrland", period="2020-12", lang="sv")
    assert page.answer == "December 2020: 1 av 1 mål nåddes."
    (row,) = page.sent("goals-list")["table"]["shown"]
    assert (row[2], row[5]) == ("✓\u00a0nådd", "496\u00a0%")
    assert not page.has("goals-bars")  # until it is opened
    assert len(page.sent("goals-months")["table"]["rows"]) == 1 + 12


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
    assert "3 mål pågår: målet för inlägg hos Älvmarkstrafiken nås troligen inte och målen för" in page.text
    goals = page.sent("goals-list")["table"]
    missed = next(row for row in goals["rows"] if row[2] == "ej nådd")
    assert missed[1:5] == ["Facebook: följare", "ej nådd", "25\u00a0373", "minst 26\u00a0000"]
    assert "Mål som har ändrats" in page.text
    campaigns = page.sent("goals-campaigns")["table"]
    assert "Kontaktkostnad" in campaigns["columns"]
    assert "Fråga oss" in [row[0] for row in campaigns["rows"]]
    months = page.sent("goals-months")["table"]
    words = {cell.split(", ")[-1] for row in months["rows"][1:] for cell in row[1:]}
    assert words == {"nådd", "ej nådd", "går inte att avgöra", "–"}
    marks = {cell[0] for row in months["shown"][1:] for cell in row[1:] if cell}
    assert marks == {"✓", "✕", "?"}


def test_goals_stand_under_the_objective_they_serve_with_where_they_will_end(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", lang="sv")
    table = page.sent("goals-list")["table"]
    assert [(group["title"], group["note"]) for group in table["groups"]] == [
        ("Fler reser kollektivt", "1 nås troligen inte"),
        ("Högt förtroende för vården", "9 av 11 nådda"),
        ("Jämlik hälsa", "2 är osäkra"),
    ]
    assert table["columns"][-1] == "Slutar troligen på"
    health = [row for row in table["rows"] if row[0] == "Jämlik hälsa"]
    assert {row[2] for row in health} == {"osäkert"}
    assert [row[-1].replace("\u00a0", " ") for row in health] == ["361–429", "84 733–151 459"]


def test_campaigns_of_one_status_by_a_link(demo: Path) -> None:
    listed = {}
    for status in ("all", "under_way", "over"):
        page = open_page("goals", org="region-alvmark", period="2026-10", status=status, lang="sv")
        listed[status] = {row[0] for row in page.sent("goals-campaigns")["table"]["rows"]}
    assert listed["under_way"] == {"Fem minuter som kan rädda ditt liv"}
    assert listed["over"] == {"En vecka utan el", "Fråga oss"}
    assert listed["all"] == listed["under_way"] | listed["over"]


def test_channels_in_view_leave_out_the_goals_of_others(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", channels="linkedin", lang="en")
    goals = page.sent("goals-months")["table"]["columns"][1:]
    assert any(goal.startswith("LinkedIn") for goal in goals)
    assert not any(goal.startswith(("Facebook", "Instagram")) for goal in goals)


def test_no_goals_is_told_once_and_how_to_add_them(leeds: Path) -> None:
    page = open_page("goals", lang="sv")
    assert "Det finns inga mål för organisationen." in page.text
    assert "Sätt det första längre ner på sidan" in page.text
    assert not page.has("goals-")


def test_one_campaign_closely_by_a_link_of_its_own(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", campaign="screening-2026", lang="sv")
    assert page.answer == "Fem minuter som kan rädda ditt liv: 2 mål pågår, 2 är osäkra"
    assert "Hittills har kampanjen nått" in page.text
    goals = [page.sent(f"campaign-goal-{place}")["title"] for place in range(2)]
    assert all(title.endswith("osäkert") for title in goals)
    gave = {row[0]: row[1] for row in page.sent("campaign-figures")["table"]["rows"]}
    assert gave["Annonskostnad"] == pytest.approx(54_071, abs=0.5)
    assert page.has("campaign-best")
    assert not page.has("goals-")  # it is a page of its own


def test_every_campaign_in_the_table_leads_to_its_own_view_of_the_same_period(demo: Path) -> None:
    asked = {"org": "region-alvmark", "period": "2026-10", "channels": "facebook", "lang": "en", "compare": "year"}
    table = open_page("goals", **asked).sent("goals-campaigns")["table"]
    address = parse_qs(table["groups"][0]["href"].removeprefix("?"))
    assert address == {name: [value] for name, value in (asked | {"campaign": "screening-2026"}).items()}
    page = open_page("goals", **{name: values[0] for name, values in address.items()})
    assert page.answer.startswith("Fem minuter som kan rädda ditt liv: 2 goals are under way")


def test_posts_beside_the_band_of_a_campaign_stand_with_the_campaign(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", campaign="fraga-oss", lang="sv")
    assert page.sent("campaign-posts-0")["title"] == "13 av 21 inlägg nådde målet 5–7\u00a0%"
    assert not open_page("goals", org="region-alvmark", period="2026-10").has("goals-posts")


def test_the_goals_and_campaigns_of_one_unit_by_a_link(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", unit="Älvmarkstrafiken", lang="sv")
    assert page.answer.startswith("Älvmarkstrafiken, oktober 2026: 1 mål pågår")
    assert [row[0] for row in page.sent("goals-list")["table"]["rows"]] == ["Fler reser kollektivt"]
    assert not page.has("goals-units")
    assert not page.has("goals-campaigns")
    earlier = open_page("goals", org="region-alvmark", period="2025-10", unit="Älvmarkstrafiken", lang="sv")
    assert {row[0] for row in earlier.sent("goals-campaigns")["table"]["rows"]} == {"Nya linjenätet"}
    young = open_page("goals", org="region-alvmark", period="2026-01", unit="Ungdomsmottagningen", lang="sv")
    assert {row[0] for row in young.sent("goals-campaigns")["table"]["rows"]} == {"Fråga oss"}


def test_units_with_goals_of_their_own_lead_to_them(demo: Path) -> None:
    table = open_page("goals", org="region-alvmark", period="2026-10", lang="sv").sent("goals-units")["table"]
    assert [row[0] for row in table["rows"]] == ["Kommunikationsavdelningen", "Älvmarkstrafiken"]
    assert parse_qs(table["hrefs"][1].removeprefix("?"))["unit"] == ["Älvmarkstrafiken"]


def test_a_unit_that_is_not_there_is_said(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", unit="Badhuset", lang="sv")
    assert "Länken frågar efter enheten ”Badhuset”" in page.text


def test_a_campaign_that_is_not_there_is_said(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", campaign="finns-inte", lang="sv")
    assert "finns-inte" in page.text
    assert not page.has("campaign-figures")


def test_nothing_is_set_in_the_demo_and_it_is_said(demo: Path) -> None:
    page = open_page("goals", org="region-alvmark", period="2026-10", lang="sv")
    assert "Det går inte att sätta mål i demon" in "\n".join(one.value for one in page.run.caption)
    assert not page.run.text_input
