"""Files handed in: what is asked of them, what they would change, and the yes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from data.imports.history import imports_of
from data.register.organisations import add_organisation
from data.store import open_store
from tests.exports import meta_series
from tests.pages.shown import Shown


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with an organisation and nothing else is the one that is open."""
    monkeypatch.setenv("GENOMSLAG_STORE", str(tmp_path / "store"))
    add_organisation(tmp_path / "store", "Umeå kommun")
    return tmp_path / "store"


def part() -> None:
    """The part of the data page, alone."""
    import streamlit as st  # noqa: PLC0415 -- it runs as a script of its own

    from data.store import open_store  # noqa: PLC0415
    from ui import view  # noqa: PLC0415
    from ui.importing.files import import_files  # noqa: PLC0415
    from ui.importing.place import folder_to_write  # noqa: PLC0415

    language = view.begin()
    if import_files(folder_to_write(None), open_store().version, language):
        st.rerun()
    view.finish()


def handed_in(*files: tuple[str, bytes]) -> Shown:
    page = Shown(AppTest.from_function(part, default_timeout=60).run())
    return drawn(page, files)


def drawn(page: Shown, files: Sequence[tuple[str, bytes]] | None = None) -> Shown:
    if files:
        page.run.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    page.run.run()
    assert not page.run.exception, page.run.exception
    return page


def button(page: Shown, key: str) -> Button:
    (found,) = [one for one in page.run.button if one.key and one.key.startswith(key)]
    return found


def test_the_same_question_is_put_once_and_can_be_put_for_each_file(own: Path) -> None:
    page = handed_in(("a.csv", meta_series("Views", [1, 2])), ("b.csv", meta_series("Follows", [3, 4])))
    assert "Vilken plattform kommer 2 filer från?" in page.text
    (each,) = [one for one in page.run.button if one.label == "Svara för varje fil"]
    each.click()
    drawn(page)
    platforms = [one for one in page.run.selectbox if one.key and one.key.startswith("answer-platform")]
    assert len(platforms) == 2
    platforms[0].select("facebook")
    drawn(page)
    assert "1 av 2 filer kan läsas in." in page.text
    button(page, "import-").click()
    page = drawn(page)
    assert "1 fil är inläst" in page.text
    assert [row[0] for row in page.sent("plan")["table"]["rows"]] == ["b.csv"]  # it still waits for its answer
    (left,) = [one for one in page.run.selectbox if one.key and one.key.startswith("answer-platform")]
    left.select("facebook")
    button(drawn(page), "import-").click()
    assert "1 fil är inläst" in drawn(page).text
    assert {made["file_name"] for made in imports_of(open_store(str(own)))} == {"a.csv", "b.csv"}


def test_two_files_of_one_name_are_told_apart(own: Path) -> None:
    page = handed_in(("a.csv", meta_series("Facebook reach", [1])), ("a.csv", meta_series("Facebook visits", [2])))
    assert [row[0] for row in page.sent("plan")["table"]["rows"]] == ["a.csv (1)", "a.csv (2)"]


def test_rows_that_cannot_be_used_are_listed_and_the_others_wait_for_a_yes(own: Path) -> None:
    bad = meta_series("Facebook visits", [5, 6, 7]).decode("utf-16").replace('"6"', '"=HYPERLINK(1)"').encode("utf-16")
    page = handed_in(("a.csv", bad))
    assert page.sent("rejected")["table"]["rows"][0][0] == 5
    assert button(page, "import-").disabled
    page.run.checkbox[0].check()
    button(drawn(page), "import-").click()
    assert "1 fil är inläst: 2 nya rader, 0 ändrade." in drawn(page).text
    (made,) = imports_of(open_store(str(own)))
    assert (made["file_name"], made["rows_rejected"]) == ("a.csv", 1)


def test_a_file_that_is_no_export_says_so_and_changes_nothing(own: Path) -> None:
    page = handed_in(("bild.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))
    assert "Filen kan inte läsas in." in page.text
    assert [row[0] for row in page.sent("refused")["table"]["rows"]] == ["bild.csv"]
    assert not [one for one in page.run.button if one.key and one.key.startswith("import-")]
    assert imports_of(open_store(str(own))) == []


def test_the_same_file_again_says_what_is_known(own: Path) -> None:
    files = [("a.csv", meta_series("Facebook visits", [5, 6, 7]))]
    button(handed_in(*files), "import-").click().run()
    page = handed_in(*files)
    page.run.selectbox[0].select_index(0)
    assert "De säger det som datalagret redan vet." in drawn(page).text


def test_a_name_with_markup_is_text(own: Path) -> None:
    name = "<b>a</b> **b** ![x](http://x.example).csv"
    page = handed_in((name, meta_series("Views", [1])), ("b.csv", meta_series("Follows", [1])))
    assert page.sent("plan")["table"]["rows"][0][0] == name
    assert "<b>a</b>" not in page.markup
    for one in page.run.caption:
        assert "**b**" not in one.value
