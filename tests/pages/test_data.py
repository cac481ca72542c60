"""The data page: how fresh, how sound, what is missing; files in and out, and who may bring them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.shown import open_page


def test_every_channel_with_its_last_day(demo: Path) -> None:
    page = open_page("data", org="region-alvmark", period="2026-10", lang="sv")
    assert page.answer.startswith("Siffrorna går till och med 31 oktober 2026")
    table = page.sent("data-channels")["table"]
    assert len(table["rows"]) == 6
    last, provisional = (table["columns"].index(name) for name in ("Sista dag", "Preliminärt från"))
    assert {row[last] for row in table["rows"]} == {"2026-10-31"}
    assert {row[provisional] for row in table["rows"]} == {"2026-10-29"}
    assert "de sista 3 dagarna är preliminära" in page.text


def test_the_rows_of_every_table_are_counted_and_the_missing_table_named(demo: Path) -> None:
    page = open_page("data", org="region-alvmark", period="2026-10", lang="sv", part="store")
    counted = {row[0]: row[2] for row in page.sent("data-tables")["table"]["rows"]}
    assert counted["organisations"] == 61
    assert "rader följer datakontraktet" in page.text
    assert "imports: Filerna som siffrorna kommer från." in page.text


def test_what_leeds_cannot_answer_and_whose_data_it_is(leeds: Path) -> None:
    page = open_page("data", lang="en", part="store")
    assert "What this data cannot answer" in page.text
    assert "Licence: CC BY 4.0" in page.text
    assert "goals: The goals and every change of them." in page.text


def test_days_that_are_missing_are_counted_on_the_page(golden: Path) -> None:
    page = open_page("data", org="region-skane", period="2020-12", lang="en")
    assert page.answer == "The figures go to 31 December 2020. 1 channel lacks days in December 2020."
    table = page.sent("data-channels")["table"]
    (row,) = (dict(zip(table["columns"], cells, strict=True)) for cells in table["rows"])
    assert (row["Provisional from"], row["Days missing"]) == ("2020-12-29", 30)


def test_what_is_odd_is_asked_and_not_corrected(leeds: Path) -> None:
    page = open_page("data", lang="sv")
    assert "18 frågor om siffrorna." in page.text
    asked = [row[1] for row in page.sent("questions")["table"]["rows"]]
    assert all(sentence.endswith(("?", ".")) for sentence in asked)
    assert any("543" in sentence for sentence in asked)


def test_a_part_that_is_not_there_is_said(demo: Path) -> None:
    page = open_page("data", lang="sv", part="hemligheter")
    assert "Länken frågar efter" in page.text or "hemligheter" in page.text
    assert page.has("calendar")


def test_nothing_is_imported_into_the_demo(demo: Path) -> None:
    page = open_page("data", lang="sv", part="files")
    assert "Det här är demon, och inga filer läses in i den." in page.text
    assert not page.run.file_uploader


def test_a_dashboard_may_be_set_to_be_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENOMSLAG_STORE", str(tmp_path))
    monkeypatch.setenv("GENOMSLAG_READ_ONLY", "1")
    page = open_page("data", lang="sv")
    assert "inställd på att bara läsas" in page.text
    assert not page.run.file_uploader
    assert not page.run.text_input
