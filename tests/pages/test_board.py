"""The board page: a report is composed, worded, kept as a draft, frozen, and opened again by somebody else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.register.reports import drafts, frozen_reports
from tests.data.imports.small_exports import export, new_store
from tests.pages.shown import Shown, open_page
from tests.reports.kept_store import LATER, imports, restated, store_of_a_region

MONTH = {"org": "region", "period": "2026-10"}
TEXT = "text-{draft}-summary-Nådde vi målen?"
HOSTILE = '<script>alert(1)</script> =HYPERLINK("x") åäö **b**'


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    return store_of_a_region(tmp_path_factory.mktemp("board") / "store")


@pytest.fixture
def store(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(built, tmp_path / "store"))
    monkeypatch.setenv("GENOMSLAG_STORE", str(folder))
    return folder


def opened(**address: str) -> Shown:
    return open_page("board", **(MONTH | address))


def done(page: Shown) -> Shown:
    page.run.run()
    assert not page.run.exception, page.run.exception
    return page


def press(page: Shown, key: str) -> Shown:
    page.run.button(key=key).click()
    return done(page)


def write(page: Shown, text: str, draft: str = "new") -> Shown:
    page.run.text_area(key=TEXT.format(draft=draft)).set_value(text)
    return done(page)


def named(page: Shown, name: str = "Anna Öberg") -> Shown:
    page.run.text_input(key="board-name").set_value(name)
    return done(page)


def text_of(page: Shown, draft: str = "new") -> str:
    return str(page.run.text_area(key=TEXT.format(draft=draft)).value)


def sections(page: Shown) -> list[str]:
    return [one.split(" ", 1)[1] for one in page.run.radio(key="section").options]


def address(page: Shown, name: str) -> str:
    return "".join(page.run.query_params.get(name, []))


def test_it_opens_with_the_report_of_the_period_and_what_it_found(store):
    page = opened()
    assert page.answer == "Månadsrapport: Fler följare och fler interaktioner jämfört med september 2026."
    assert sections(page)[:2] == ["Sammanfattning", "Följare"]
    assert text_of(page).startswith("Inga mål gäller")
    assert page.has("board-summary-0")


def test_a_draft_survives_a_closed_browser_and_another_reader(store):
    page = write(named(opened()), f"Vi har 1 230 följare och 4 711 läsare.\n\n{HOSTILE}")
    [kept] = drafts(store)
    assert address(page, "draft") == kept.id
    assert "4 711 finns inte bland rapportens siffror." in page.text
    assert "Ändrad av Anna Öberg." in page.text
    again = opened(draft=kept.id)
    assert text_of(again, kept.id).endswith(HOSTILE)
    assert "<script>" not in again.markup
    assert HOSTILE in again.text
    assert sections(again)[0] == "Sammanfattning · ändrad"
    listed = opened()
    assert "Ett utkast finns längre ned." in listed.text
    press(listed, f"open-draft-{kept.id}")
    assert address(listed, "draft") == kept.id
    write(listed, "", kept.id)
    assert text_of(listed, kept.id).startswith("Inga mål gäller")
    assert drafts(store)[0].choices["texts"] == {}


def test_a_link_to_a_draft_leads_to_its_own_filters(store):
    page = opened(period="2026-09", lang="en")
    page.run.text_area(key="text-new-summary-Did we reach the goals?").set_value("No.")
    done(page)
    [kept] = drafts(store)
    again = open_page("board", draft=kept.id)
    assert (address(again, "period"), address(again, "lang"), address(again, "draft")) == ("2026-09", "en", kept.id)
    assert again.run.text_area(key=f"text-{kept.id}-summary-Did we reach the goals?").value == "No."
    lost = opened(draft="nobody")
    assert "”nobody”" in lost.text
    assert address(lost, "draft") == ""


def test_a_draft_of_another_period_is_left_where_it_is(store):
    page = write(opened(), "Nej.")
    page.run.query_params["period"] = "2026-09"
    page.run.selectbox(key="period_one").set_value("2026-09")
    del page.run.query_params["draft"]
    done(page)
    assert address(page, "draft") == ""
    assert drafts(store)[0].period == "2026-10"


def test_two_readers_do_not_write_over_each_other(store):
    page = write(named(opened()), "Nej.")
    [kept] = drafts(store)
    other = named(opened(draft=kept.id), "Bo")
    other.run.text_area(key="comment-summary-text").set_value(HOSTILE)
    press(other, "comment-summary-submit")
    write(page, "Nej, inte än.", kept.id)
    [kept] = drafts(store)
    assert kept.choices["comments"] == {"summary": [[HOSTILE, "Bo"]]}
    assert kept.choices["texts"]["summary"]["Nådde vi målen?"] == ["Nej, inte än.", "Anna Öberg"]
    assert HOSTILE in page.text
    assert "<script>" not in page.markup
    press(page, "comment-summary-0-out")
    assert drafts(store)[0].choices["comments"] == {}


def test_sections_are_moved_left_out_and_added_in_the_address(store):
    page = press(opened(), "section-down")
    assert sections(page)[:2] == ["Följare", "Sammanfattning"]
    assert "Sammanfattning är nu nummer 2." in page.text
    press(page, "section-out")
    assert "Sammanfattning" not in sections(page)
    assert "summary" not in address(page, "sections").split(",")
    again = opened(sections="reach,followers,weather", section="followers", kind="quarter")
    assert sections(again) == ["Räckvidd och interaktion", "Följare"]
    assert again.run.radio(key="section").value == "followers"
    assert "”weather”" in again.text
    assert again.answer.startswith("Rapport: ")
    again.run.selectbox(key="section-added").set_value("summary")
    done(again)
    assert sections(again) == ["Sammanfattning", "Räckvidd och interaktion", "Följare"]
    assert drafts(store) == []


def test_a_report_is_frozen_opened_and_superseded(store):
    page = write(named(opened()), "Nej.")
    [kept] = drafts(store)
    press(page, "freeze")
    [frozen] = frozen_reports(store)
    assert (address(page, "report"), drafts(store)) == (frozen.id, [])
    assert page.answer.startswith("Månadsrapport, oktober 2026, fryst")
    assert "Ingen siffra har ändrats" in page.text
    imports(
        store, export({3: {"views": 900}}, name="rättelse.json", seen=21), at=LATER.replace(year=2026, month=11, day=28)
    )
    gone = opened(draft=kept.id)
    assert f"”{kept.id}”" in gone.text
    again = open_page("board", report=frozen.id)
    assert not again.run.text_area
    press(again, "supersede")
    [new] = drafts(store)
    assert new.choices["supersedes"] == frozen.id
    assert new.choices["texts"]["summary"]["Nådde vi målen?"][0] == "Nej."
    press(named(again, "Bo"), "freeze")
    assert {one.supersedes for one in frozen_reports(store)} == {"", frozen.id}
    old = open_page("board", report=frozen.id)
    assert "En senare rapport har ersatt den:" in old.text


def test_what_has_changed_since_is_listed(store, monkeypatch):
    from reports.freezing import freeze_report  # noqa: PLC0415 -- only this test freezes without the page
    from tests.reports.kept_store import FROZEN_AT, asked  # noqa: PLC0415 -- as above

    one = freeze_report(store, asked(), None, FROZEN_AT)
    restated(store)
    page = open_page("board", report=one)
    assert "Alla 29 siffror har räknats om" in page.text
    assert "siffror har ändrats sedan 20 november 2026" in page.text
    table = page.sent("frozen-changed")["table"]
    assert table["rows"][0][0] == "Interaktioner"
    assert table["rows"][0][3:] == [737.0, 1213.0, "rättelse.json"]


def test_in_the_demo_the_draft_is_the_sessions_own_and_says_so_once(demo, monkeypatch):
    before = sorted(path.name for path in demo.iterdir())
    page = open_page("board", org="region-alvmark", period="2026-10")
    assert page.text.count("Det här är demon") == 1
    write(page, "Nej.")
    draft = address(page, "draft")
    assert text_of(page, draft) == "Nej."
    assert "freeze" not in {button.key for button in page.run.button}
    assert text_of(open_page("board", org="region-alvmark", draft=draft)).startswith("Vi nådde")
    assert sorted(path.name for path in demo.iterdir()) == before


def test_in_a_store_that_is_only_read_nothing_is_written(store, monkeypatch):
    monkeypatch.setenv("GENOMSLAG_READ_ONLY", "1")
    page = write(named(opened()), "Nej.")
    assert "Det går inte att spara i det här datalagret" in page.text
    assert text_of(page, address(page, "draft")) == "Nej."
    assert drafts(store) == []


def test_a_text_of_ten_thousand_characters_is_kept(store):
    page = write(opened(), "å" * 10_000)
    assert len(drafts(store)[0].choices["texts"]["summary"]["Nådde vi målen?"][0]) == 10_000
    assert "å" * 10_000 in page.text


def test_the_whole_report_is_sent_to_be_presented(store):
    page = press(opened(), "present")
    sent = page.sent("board-presented")
    assert address(page, "show") == "present"
    assert sent["pages"][0]["title"] == "Sociala medier i oktober 2026"
    assert [block["is"] for one in sent["pages"] for block in one["blocks"]].count("chart") >= 2
    assert not page.has("board-summary-0")


def test_other_stores_open_too(tmp_path, monkeypatch, leeds_store):
    monkeypatch.setenv("GENOMSLAG_STORE", str(leeds_store))
    assert open_page("board", period="2023").answer.startswith("Årsrapport: ")
    monkeypatch.setenv("GENOMSLAG_STORE", str(store_of_a_region(tmp_path / "a", {0: {"followers": 5, "views": 1}})))
    assert opened().answer.startswith("Månadsrapport: ")
    monkeypatch.setenv("GENOMSLAG_STORE", str(new_store(tmp_path / "b")))
    assert "inga siffror" in open_page("board").text
