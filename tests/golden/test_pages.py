"""The pages say the figures that organisations have told about themselves (README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.store import write_golden_store
from tests.pages.shown import Shown, open_page

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("golden")
    write_golden_store(made)
    return made


@pytest.fixture
def show(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Everything that stands on a page, in one text."""
    monkeypatch.setenv("GENOMSLAG_STORE", str(folder))

    def shown(page: str, organisation: str, period: str) -> Shown:
        return open_page(page, org=organisation, period=period, lang="sv")

    return shown


def cards(page: Shown, key: str) -> dict[str, str]:
    return {card["label"]: card["value"].replace(NBSP, " ") for card in page.sent(key)["cards"]}


@pytest.mark.parametrize(
    ("organisation", "followers", "net", "growth", "per_1000"),
    [
        ("region-vasternorrland", "27 000", "22 500", "500 %", "110"),
        ("region-skane", "58 000", "47 000", "427 %", "41,4"),
        ("region-sormland", "19 000", "11 400", "150 %", "63,3"),
    ],
)
def test_a_year_of_growth(show, organisation: str, followers: str, net: str, growth: str, per_1000: str) -> None:
    """A card rounds to three digits."""
    page = show("followers", organisation, "2020")
    assert page.answer.replace(NBSP, " ").startswith(f"Vi har {followers} följare, {net} fler")
    assert list(cards(page, "followers-cards").values()) == [followers, net, growth, per_1000]


def test_vasternorrlands_december_is_the_platforms_own_count(show) -> None:
    page = show("reach", "region-vasternorrland", "2020-12")
    months = page.sent("reach-people-0")["table"]["rows"]
    assert [row[1:4] for row in months if row[0] == "2020-12"] == [[121_540, 121_540, 121_540]]
    assert [row[1] for row in months if row[0] >= "2020-01" and row[1] is not None][-1] == 121_540


def test_vasternorrland_reaches_half_its_inhabitants(show) -> None:
    (reach,) = (c for c in show("overview", "region-vasternorrland", "2020-12").sent("overview-cards")["cards"]
                if c["label"].startswith("Räckvidd"))  # fmt: skip
    assert (reach["value"], reach["label"]) == (f"122{NBSP}000", "Räckvidd")
    assert reach["note"] == f"49,6{NBSP}% av invånarna."


def test_skanes_top_post_stands_first_with_its_rate(show) -> None:
    posts = show("reach", "region-skane", "2020-04").sent("reach-posts")["table"]
    top = dict(zip(posts["columns"], posts["rows"][0], strict=True))
    assert (top["Interaktioner"], top["Nådda personer"]) == (231_000, 1_000_000)
    assert round(top["Engagemangsgrad räknad på räckvidd"], 1) == 23.1


@pytest.mark.parametrize(
    ("organisation", "period", "label", "value"),
    [
        ("region-vasterbotten", "2015", "Minuter per videovisning", "4,43"),
        ("rymdstyrelsen", "2020-12", "Räckvidd i procent av följarna", "152 %"),
    ],
)
def test_the_glossary_shows_ones_own_figure(show, organisation: str, period: str, label: str, value: str) -> None:
    lines = [
        line for line in show("glossary", organisation, period).text.replace(NBSP, " ").split("\n") if line.strip()
    ]
    assert lines[lines.index(label) + 1] == value


@pytest.mark.parametrize(
    ("organisation", "place", "told"),
    [("region-vasternorrland", 1, "110,2"), ("region-sormland", 2, "63,3"), ("region-skane", 3, "41,4")],
)
def test_per_inhabitant_the_smallest_of_the_three_comes_first(show, organisation: str, place: int, told: str) -> None:
    page = show("peers", organisation, "2020")
    assert f"plats {place} av 3" in page.answer
    assert f"Värdet är {told}, och gruppens median 63,3." in page.text
    assert "Visar hur långt ut bland invånarna det når." in page.text


def test_as_they_are_skane_has_most_followers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENOMSLAG_STORE", str(folder))
    page = open_page("peers", org="region-skane", period="2020", per="raw", lang="sv")
    assert "plats 1 av 3" in page.answer
    assert "Visar storlek mer än skicklighet: den som är stor hamnar högt." in page.text
