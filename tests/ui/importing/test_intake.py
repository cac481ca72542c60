"""The files that a reader is about to import, kept while the uploader forgets them."""

from __future__ import annotations

from tests.exports import meta_series
from ui.importing.intake import Intake

FILE = ("1", "a.csv", lambda: meta_series("Views", [1, 2]))
OTHER = ("2", "b.csv", lambda: meta_series("Follows", [3]))


def drawn(intake: Intake, *uploaded: tuple) -> list[str]:
    intake.hold(uploaded)
    intake.take()
    return [source.name for source in intake.sources]


def chosen(intake: Intake, *uploaded: tuple) -> list[str]:
    intake.touch()
    return drawn(intake, *uploaded)


def test_an_uploader_that_is_drawn_anew_without_its_files_loses_none() -> None:
    intake = Intake()
    assert chosen(intake, FILE) == ["a.csv"]
    assert drawn(intake, FILE) == ["a.csv"]
    assert drawn(intake) == ["a.csv"]
    assert drawn(intake) == ["a.csv"]
    assert chosen(intake, OTHER) == ["a.csv", "b.csv"]
    intake.drop()
    assert drawn(intake, OTHER) == ["b.csv"]


def test_a_file_that_the_reader_takes_away_is_gone() -> None:
    intake = Intake()
    assert chosen(intake, FILE, OTHER) == ["a.csv", "b.csv"]
    assert chosen(intake, OTHER) == ["b.csv"]
    assert chosen(intake) == []
    assert drawn(intake) == []
