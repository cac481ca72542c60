"""The reach page: how many, as bounds that hold, and whether they react."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.pages.shown import open_page


def test_vasternorrland_reached_121_540_people_in_december(golden: Path) -> None:
    page = open_page("reach", org="region-vasternorrland", period="2020-12", lang="sv")
    assert page.answer == "I december 2020 nådde vi 122\u00a0000 personer."
    assert page.sent("reach-people-0")["table"]["rows"][-1][1] == 121_540


def test_reach_over_channels_is_an_interval_and_never_a_sum(demo: Path) -> None:
    page = open_page("reach", period="2026-10", lang="sv")
    assert page.answer.startswith("I oktober 2026 nådde vi mellan ")
    assert "personer och fick" in page.answer
    card = page.sent("reach-cards")["cards"][0]
    assert card["label"] == "Räckvidd, 28 dagar"
    assert "Alla kanaler tillsammans: högst 202\u00a0000 personer." in card["note"]


def test_each_account_has_its_own_exact_28_days(demo: Path) -> None:
    chart = open_page("reach", period="2026-10", lang="sv").sent("reach-people-0")
    assert [len(trace["y"]) for trace in chart["figure"]["data"]] == [25] * 6
    assert "på 28 dagar" in chart["title"]
    assert chart["figure"]["layout"]["meta"]["breaks"]


def test_the_posts_with_most_interactions_come_first(demo: Path) -> None:
    rows = open_page("reach", period="2026-10", lang="sv").sent("reach-posts")["table"]["rows"]
    assert len(rows) == 10
    assert [row[4] for row in rows] == sorted((row[4] for row in rows), reverse=True)


def test_a_store_without_reach_says_what_it_knows(leeds: Path) -> None:
    page = open_page("reach", lang="sv")
    assert "interaktioner" in page.answer
    assert "LEEDS 2023" in page.text
    assert "CC BY 4.0" in page.text


HOSTILE = "<img src=x onerror=alert(1)> **bold** $x$ :smile: [a](javascript:alert(1))"


@pytest.fixture
def hostile(golden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The golden store, where captions and names try to be markup."""
    folder = tmp_path / "hostile"
    shutil.copytree(golden, folder)
    for table, column in (("posts", "caption"), ("organisations", "name"), ("accounts", "name")):
        path = folder / f"{table}.parquet"
        pl.read_parquet(path).with_columns(pl.lit(HOSTILE).alias(column)).write_parquet(path)
    monkeypatch.setenv("GENOMSLAG_STORE", str(folder))


@pytest.mark.usefixtures("hostile")
def test_captions_and_names_are_text() -> None:
    page = open_page("reach", org="vasterviks-kommun", period="2020-10", lang="sv")
    assert HOSTILE in page.text
    assert "<img" not in page.markup
    assert not page.run.markdown
    assert page.sent("reach-posts")["table"]["rows"][0][2] == HOSTILE


def test_no_posts_is_told_and_how_to_add_them(leeds: Path) -> None:
    page = open_page("reach", period="2023-12", lang="sv")
    assert not page.has("reach-posts")
    assert "Lägg till tabellen posts" in page.text
    assert not page.has("reach-people")
