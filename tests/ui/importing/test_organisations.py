"""Organisations, channels and peers are added in the app, an empty folder becomes a store, and it is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.register.accounts import Account, add_account
from data.register.listing import Register, read_register
from data.register.organisations import add_organisation
from data.register.peers import add_peers
from data.store import write_table
from tests.data.small_store import table, write
from tests.pages.shown import Shown


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder is the store that is open."""
    monkeypatch.setenv("GENOMSLAG_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Path:
    """The folder holds Umeå with a channel, and Luleå to compare with."""
    add_organisation(folder, "Umeå")
    add_account(folder, "umea-kommun", "facebook", Account(handle="umea", opened_on=date(2015, 3, 1)))
    add_peers(folder, ["Luleå"])
    return folder


def part() -> None:
    """The part of the data page, alone."""
    from data.errors import NothingYet  # noqa: PLC0415 -- it runs as a script of its own
    from data.store import location_of  # noqa: PLC0415
    from ui import view  # noqa: PLC0415
    from ui.importing.organisations import organisations_and_accounts  # noqa: PLC0415
    from ui.load import store_facts  # noqa: PLC0415

    language = view.begin()
    try:
        facts = store_facts()
    except NothingYet:
        facts = None
    organisations_and_accounts(location_of(), facts, language)
    view.finish()


def opened(**address: str) -> AppTest:
    run = AppTest.from_function(part, default_timeout=60)
    for name, value in {"lang": "en", **address}.items():
        run.query_params[name] = value
    return done(run)


def done(run: AppTest) -> AppTest:
    run.run()
    assert not run.exception, run.exception
    return run


def text(run: AppTest) -> str:
    return Shown(run).text


def sent(run: AppTest, form: str) -> AppTest:
    run.button(key=f"{form}-submit").click()
    return done(run)


def register(folder: Path) -> Register:
    return read_register(folder)


def test_an_empty_folder_becomes_a_store_by_its_first_organisation(folder: Path) -> None:
    run = opened()
    assert "Begin with your organisation" in text(run)
    run.text_input(key="new-organisation-name").input("Umeå")
    sent(run, "new-organisation")
    assert "Umeå is added, with 134,249 inhabitants (2024)." in text(run)
    assert register(folder).own["umea-kommun"]["official_code"] == "2480"
    (row,) = Shown(run).sent("own-organisations")["table"]["rows"]
    assert row == ["Umeå", "Municipality", "134,249 inhabitants (2024)", "Större stad"]
    assert "is added" not in text(done(run))


def test_an_organisation_outside_the_list_is_added_with_its_customers(folder: Path) -> None:
    run = opened()
    run.text_input(key="new-organisation-name").input("Geab")
    sent(run, "new-organisation")
    assert "its sector has to be told" in text(run)
    assert not folder.exists()
    assert run.text_input(key="new-organisation-name").value == "Geab"
    run.selectbox(key="new-organisation-sector").select("utility")
    run.selectbox(key="new-organisation-kind").select("customers")
    run.number_input(key="new-organisation-people").set_value(40_000)
    run.number_input(key="new-organisation-year").set_value(2025)
    sent(run, "new-organisation")
    assert "Geab is added, with 40,000 customers (2025)." in text(run)
    assert register(folder).own["geab"]["sector"] == "utility"


def test_a_channel_is_added_and_shown(store: Path) -> None:
    run = opened(do="channel")
    sent(run, "new-channel")
    assert "No platform is chosen." in text(run)
    run.selectbox(key="new-channel-platform").select("instagram")
    run.text_input(key="new-channel-handle").input("https://www.instagram.com/umea/")
    run.text_input(key="new-channel-unit").input("Kultur")
    sent(run, "new-channel")
    assert "Instagram: Umeå (umea) is added." in text(run)
    rows = Shown(run).sent("own-channels")["table"]["rows"]
    assert rows == [["Facebook", "Umeå", "umea", None, "2015-03-01"], ["Instagram", "Umeå", "umea", "Kultur", None]]
    assert run.text_input(key="new-channel-unit").value == ""


def test_a_channel_is_closed_and_keeps_the_rest(store: Path) -> None:
    run = opened(do="change")
    run.date_input(key="change-facebook-umea-closed_on").set_value(date(2026, 1, 31))
    sent(run, "change-facebook-umea")
    assert "Facebook: Umeå (umea) is saved." in text(run)
    row = register(store).accounts["facebook-umea"]
    assert (row["opened_on"], row["closed_on"], row["handle"]) == (date(2015, 3, 1), date(2026, 1, 31), "umea")
    assert row["primary"] is None
    run.date_input(key="change-facebook-umea-closed_on").set_value(date(2014, 1, 1))
    sent(run, "change-facebook-umea")
    assert "closed before it was opened" in text(run)


def test_peers_are_chosen_by_name_with_their_inhabitants_and_not_twice(store: Path) -> None:
    run = opened(do="peers", lang="sv")
    offered = run.multiselect(key="peers-by-name-codes").options
    assert "Piteå kommun, 42\u00a0447 invånare" in offered
    assert len(offered) == 311 - 2
    run.multiselect(key="peers-by-name-codes").set_value(["2581", "12"])
    sent(run, "peers-by-name")
    assert "Nu går det att jämföra med Piteå kommun, Region Skåne." in text(run)
    assert len(run.multiselect(key="peers-by-name-codes").options) == 311 - 4
    assert set(register(store).peers) == {"lulea-kommun", "pitea-kommun", "region-skane"}
    sent(run, "peers-by-name")
    assert "Ingen är vald." in text(run)


def test_a_group_of_ones_own_has_oneself_in_it(store: Path) -> None:
    run = opened(do="group")
    run.text_input(key="group-name").input("Grannar")
    run.multiselect(key="group-members").select("lulea-kommun")
    sent(run, "group")
    assert "The group has 2 members." in text(run)
    assert "Grannar: Luleå kommun, Umeå" in text(run)


def test_a_size_and_a_new_name(store: Path) -> None:
    run = opened(do="size")
    run.selectbox(key="size-org").select("lulea-kommun")
    run.number_input(key="size-people").set_value(80_000)
    run.number_input(key="size-year").set_value(2026)
    sent(run, "size")
    assert "Luleå kommun: 80,000 inhabitants (2026)." in text(run)
    run = opened(do="rename")
    run.selectbox(key="rename-org").select("umea-kommun")
    run.text_input(key="rename-name").input("Luleå kommun")
    sent(run, "rename")
    assert "There is an organisation called Luleå kommun already." in text(run)
    run.text_input(key="rename-name").input("Umeå kommun")
    sent(run, "rename")
    assert "The organisation is called Umeå kommun now." in text(run)


def test_what_has_figures_stays_and_the_rest_can_be_taken_away(store: Path) -> None:
    write_table(store, "account_days", table("account_days", {"account_id": "facebook-umea", "import_id": None}))
    run = opened(do="remove")
    run.selectbox(key="take-away-what").select("channel facebook-umea")
    sent(run, "take-away")
    assert "Umeå has figures, and so it stays." in text(run)
    run.selectbox(key="take-away-what").select("organisation lulea-kommun")
    sent(run, "take-away")
    assert "Luleå kommun is taken away." in text(run)
    assert set(register(store).organisations) == {"umea-kommun"}
    assert Shown(run).sent("own-channels")["table"]["rows"][0][-1] == "2026-10-01"


def test_a_hostile_name_is_text(folder: Path) -> None:
    name = "<script>x</script> **b** {0} $a$ [l](u)"
    add_organisation(folder, name, "other")
    add_account(folder, "script-x-script-b-0-a-l-u", "x", Account(name=name, handle=name))
    for task in ("channel", "change", "rename", "group", "remove", "size"):
        run = opened(do=task)
        assert "<script" not in Shown(run).markup
        labels = [str(one.label) for one in (*run.text_input, *run.selectbox, *run.multiselect, *run.button)]
        assert not [label for label in labels if "script" in label]
    run = opened(do="rename")
    run.text_input(key="rename-name").input(f"{name}2")
    sent(run, "rename")
    assert f"The organisation is called {name}2 now." in text(run)


def test_a_store_that_is_only_read_shows_who_is_there_and_why_nothing_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GENOMSLAG_STORE", str(write(tmp_path / "plain")))
    run = opened()
    assert "holds plain Parquet files and is only read" in text(run)
    assert Shown(run).has("own-organisations")
    assert not run.button
    monkeypatch.delenv("GENOMSLAG_STORE")
    run = opened()
    assert "This is the demo" in text(run)
    assert not run.button


def test_a_mistake_in_the_program_is_said_without_its_words(
    store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def mistaken(*_given: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("ui.importing.organisation_forms.rename_organisation", mistaken)
    run = opened(do="rename")
    sent(run, "rename")
    assert "Something went wrong on this page." in text(run)
    assert "secret" not in text(run)
    assert "ZeroDivisionError" in caplog.text
