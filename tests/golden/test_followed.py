"""Pages and command answer five organisations in the way they follow their goals (README.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metrics.__main__ import main
from tests.golden.campaigns import JAMTKRAFT, TULLVERKET, write_campaign_store
from tests.golden.followed import (
    GEAB,
    LANSFORSAKRINGAR,
    NORRKOPING,
    PROJECT,
    SORMLAND,
    VARBERG,
    write_followed_store,
)
from tests.golden.store import write_golden_store
from tests.pages.shown import Shown, open_page

NBSP = "\u00a0"
Show = Callable[..., Shown]
Ask = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = tmp_path_factory.mktemp("followed")
    write_golden_store(made / "golden")
    return {
        "followed": write_followed_store(made / "followed"),
        "campaigns": write_campaign_store(made / "campaigns"),
        "golden": made / "golden",
    }


@pytest.fixture
def show(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Show:
    """A page of an organisation's, in March 2026 unless told otherwise."""

    def shown(page: str, organisation: str, store: str = "followed", **address: str) -> Shown:
        monkeypatch.setenv("GENOMSLAG_STORE", str(folders[store]))
        return open_page(page, **({"org": organisation, "period": "2026-03", "lang": "sv"} | address))

    return shown


@pytest.fixture
def ask(folders: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> Ask:
    """What the command says of each goal of an organisation, by id."""

    def asked(organisation: str, period: str = "2026-03", store: str = "followed") -> dict[str, dict[str, Any]]:
        question = ["goals", "--store", str(folders[store]), "--organisation", organisation, "--period", period]
        assert main([*question, "--today", "2026-04-15", "--format", "json"]) == 0
        return {row["goal"]: row for row in json.loads(capsys.readouterr().out)}

    return asked


def read(table: dict[str, Any]) -> list[list[str]]:
    """The rows of a table as they are read."""
    rows = zip(table["rows"], table["shown"], strict=True)
    return [[cell if said is None else said for cell, said in zip(*both, strict=True)] for both in rows]


def plain(rows: list[list[str]]) -> list[list[str]]:
    return [[str(cell).replace(NBSP, " ") for cell in row] for row in rows]


def test_geabs_months_and_channels_are_one_table(show: Show, ask: Ask) -> None:
    """Did we reach the target, and are we heading right? Without colour, twelve months at a glance."""
    table = show("goals", GEAB).sent("goals-months")["table"]
    facebook = [at for at, name in enumerate(table["columns"]) if name.startswith("Facebook")]
    assert [table["columns"][at].replace(NBSP, " ") for at in facebook] == [
        "Facebook: följare, minst 5 200", "Facebook: interaktioner, minst 600", "Facebook: räckvidd, minst 9 000",
    ]  # fmt: skip
    assert [[row[0], *(row[at] for at in facebook)] for row in plain(read(table))] == [
        ["Nådd", "1 av 3 månader", "2 av 3 månader", "2 av 3 månader"],
        ["mars 2026", "✓ 5 260 ↑", "✓ 720 ↑", "✓ 10 400 ↑"],
        ["feb 2026", "✕ 5 180 ↑", "✕ 540 ↓", "✕ 8 700 ↓"],
        ["jan 2026", "✕ 5 100", "✓ 610", "✓ 9 200"],
    ]
    said = {one["metric"]: one["status"] for one in ask(GEAB).values() if one["account"] == "geab-instagram"}
    assert said == {"followers": "reached", "reach": "not_reached", "interactions": "reached"}


def test_lansforsakringars_posts_a_week_and_mix_of_content(show: Show, ask: Ask) -> None:
    page = show("goals", LANSFORSAKRINGAR)
    assert page.answer == "Mars 2026: 3 av 5 mål nåddes, 1 nåddes inte och 1 delvis."
    told = {row[1]: row[2:6] for row in plain(read(page.sent("goals-list")["table"]))}
    assert told["Film: andel av inläggen"] == ["✓ nådd", "35 %", "minst 30 %", "117 %"]
    assert told["Ämnet Skadeförebyggande: andel av inläggen"] == ["✓ nådd", "30–35 %", "25–40 %", "100 %"]
    assert told["Ämnet Erbjudande: andel av inläggen"][:3] == ["✕ ej nådd", "65–70 %", "högst 60 %"]
    assert told["Alla kanaler: inlägg"][0] == "nådd 3 av 4 gånger"
    rows = ask(LANSFORSAKRINGAR)
    film = rows["lansforsakringar-ostgota-film-share_of_posts"]
    assert (film["value"], film["format"], film["status"]) == (35, "film", "reached")
    band = rows["lansforsakringar-ostgota-Skadeförebyggande-share_of_posts"]
    assert (band["value"], band["low"], band["high"], band["topic"]) == (None, 30, 35, "Skadeförebyggande")


def test_norrkopings_project_in_words_with_paid_and_organic_apart(show: Show, ask: Ask) -> None:
    page = show("goals", NORRKOPING, campaign=PROJECT)
    assert page.answer == "Trygg i Norrköping: 2 av 3 mål nåddes, 1 nåddes inte"
    assert [page.sent(f"campaign-goal-{place}")["title"].replace(NBSP, " ") for place in range(3)] == [
        "Trygg i Norrköping: klick: 700, ej nådd",
        "Trygg i Norrköping: kostnad per klick: 6,00 kr, nådd",
        "Trygg i Norrköping: interaktioner: 420, nådd",
    ]
    money = {row[0]: row for row in plain(read(page.sent("campaign-money")["table"]))}
    assert (money["Betalda"][1], money["Betalda"][5]) == ("2", "600")
    assert (money["Organiska"][1], money["Organiska"][5]) == ("3", "100")
    rows = ask(NORRKOPING)
    assert (rows["norrkopings-kommun-cost_per_click"]["value"], rows["norrkopings-kommun-clicks"]["value"]) == (6, 700)
    assert rows["norrkopings-kommun-web_visits_social"]["status"] == "not_reached"
    waits = rows["norrkopings-kommun-hours_per_answer"]
    assert (waits["value"], waits["unit"], waits["status"], waits["attainment"]) == (3.8, "hours", "reached", 95)


def test_sormland_has_no_goal_on_followers_and_nothing_nags(show: Show, ask: Ask) -> None:
    page = show("goals", SORMLAND)
    assert page.answer == "Mars 2026: 1 av 1 mål nåddes."
    assert "följare" not in page.text.lower()
    assert "Det finns inga mål" not in page.text
    assert [row[1] for row in read(page.sent("goals-list")["table"])] == ["Alla kanaler: interaktioner"]
    overview = show("overview", SORMLAND)
    assert "Mål som kräver uppmärksamhet" not in overview.text
    assert overview.sent("overview-cards")["cards"][0]["label"] == "Interaktioner"
    assert list(ask(SORMLAND)) == ["region-sormland-interactions"]


def test_varberg_goes_down_into_a_unit_and_sees_its_objective(show: Show, ask: Ask) -> None:
    page = show("goals", VARBERG)
    assert page.answer == "Mars 2026: 3 av 4 mål nåddes, 1 nåddes inte."
    groups = page.sent("goals-list")["table"]["groups"]
    assert [(one["title"], one["rows"]) for one in groups] == [("Kultur för alla", 2), ("Välkomnande", 2)]
    assert read(page.sent("goals-units")["table"]) == [["Badet", "1 av 1 nådda"], ["Biblioteken", "1 av 2 nådda"]]
    libraries = show("goals", VARBERG, unit="Biblioteken")
    assert libraries.answer == "Biblioteken, mars 2026: 1 av 2 mål nåddes, 1 nåddes inte."
    goals = plain(read(libraries.sent("goals-list")["table"]))
    assert [row[1:5] for row in goals] == [
        ["Biblioteken: följare", "✕ ej nådd", "4 580", "minst 4 600"],
        ["Biblioteken: interaktioner", "✓ nådd", "570", "minst 500"],
    ]
    row = ask(VARBERG)["varbergs-kommun-Biblioteken-interactions"]
    assert (row["scope"], row["organisation_unit"], row["value"]) == ("unit", "Biblioteken", 570)


def test_jamtkrafts_three_goals_on_the_page_and_in_the_command(show: Show, ask: Ask) -> None:
    table = show("goals", JAMTKRAFT, "campaigns").sent("goals-campaigns")["table"]
    assert {row[2].split(",")[0]: row[5] for row in read(table)} == {
        "räckvidd": "nådd", "konverteringar": "ej nådd", "videovisningar": "nådd",
    }  # fmt: skip
    rows = ask(JAMTKRAFT, store="campaigns")
    attained = {one["metric"]: round(one["attainment"]) for one in rows.values()}
    assert attained == {"reach": 105, "conversions": 84, "video_views": 110}


def test_tullverkets_cost_per_contact_on_the_page_and_in_the_command(show: Show, ask: Ask) -> None:
    page = show("goals", TULLVERKET, "campaigns")
    (row,) = plain(read(page.sent("goals-list")["table"]))
    assert row[2:5] == ["✓ nådd", "0,18 kr", "högst 0,20 kr"]
    (told,) = ask(TULLVERKET, store="campaigns").values()
    assert (round(told["value"], 2), told["status"], round(told["attainment"])) == (0.18, "reached", 90)


def test_vasterviks_band_and_vasternorrlands_tenth_once_more_together(show: Show, ask: Ask) -> None:
    band = show("goals", "vasterviks-kommun", "golden", period="2020-10").sent("goals-posts")
    assert band["title"].replace(NBSP, " ") == "5 av 8 inlägg nådde målet 5–7 %"
    (row,) = ask("vasterviks-kommun", "2020-10", "golden").values()
    assert (row["posts"], row["posts_inside"]) == (8, 62.5)
    (row,) = ask("region-vasternorrland", "2020-12", "golden").values()
    assert round(row["attainment"]) == 496
    page = show("goals", "region-vasternorrland", "golden", period="2020-12")
    assert "496 %" in plain(read(page.sent("goals-list")["table"]))[0]
