"""The data page: how fresh, how sound, what is missing."""

from __future__ import annotations

from pathlib import Path

from tests.pages.shown import open_page


def test_every_channel_with_its_last_day(demo: Path) -> None:
    page = open_page("data", org="region-alvmark", period="2026-10", lang="sv")
    assert page.answer.startswith("Siffrorna går till och med 31 oktober 2026")
    rows = page.sent("data-channels")["table"]["rows"]
    assert len(rows) == 6
    assert {row[1] for row in rows} == {"2026-10-31"}
    assert {row[2] for row in rows} == {"2026-10-29"}
    assert "de sista 3 dagarna är preliminära" in page.text


def test_the_rows_of_every_table_are_counted_and_the_missing_table_named(demo: Path) -> None:
    page = open_page("data", org="region-alvmark", period="2026-10", lang="sv")
    counted = {row[0]: row[2] for row in page.sent("data-tables")["table"]["rows"]}
    assert counted["organisations"] == 61
    assert "rader följer datakontraktet" in page.text
    assert "imports: Filerna som siffrorna kommer från." in page.text


def test_what_leeds_cannot_answer_and_whose_data_it_is(leeds: Path) -> None:
    page = open_page("data", lang="en")
    assert "What this data cannot answer" in page.text
    assert "Licence: CC BY 4.0" in page.text
    assert "goals: The goals and every change of them." in page.text


def test_days_that_are_missing_are_counted_on_the_page(golden: Path) -> None:
    page = open_page("data", org="region-skane", period="2020-12", lang="en")
    assert page.answer == "The figures go to 31 December 2020, 1 channel lacks days in the period."
    (row,) = page.sent("data-channels")["table"]["rows"]
    assert row[2:4] == ["2020-12-29", 30]
