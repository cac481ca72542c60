"""Whose figures a file holds: met with what the store knows, asked for, or new; never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.importers.source import Answers
from data.imports.apply import apply
from data.imports.plan import plan
from data.store import open_store, write_table
from tests.data.imports.small_exports import NOW, export, imported, new_store, read, values
from tests.data.small_store import table

DAYS = {0: {"views": 10}}
PAGE = {"platform": "facebook", "external_id": "1000", "name": "Region Älvmark"}
UNNAMED = {"platform": "facebook"}


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def asked(store, source, answers=None):
    (file,) = plan(store, [source], answers, read=read, now=NOW).files
    return {question.about: [choice.value for choice in question.choices] for question in file.questions}


def accounts(store):
    return {row["account_id"]: row for row in open_store(str(store)).scan("accounts").collect().to_dicts()}


def test_a_file_goes_to_the_account_of_its_name_which_then_gets_the_platforms_id(store):
    (file,) = imported(store, export(DAYS, channel=PAGE))
    assert file.accounts == ("fb",)
    assert (accounts(store)["fb"]["external_id"], accounts(store)["fb"]["day_zone"]) == ("1000", "America/Los_Angeles")


def test_the_platforms_id_outlives_a_change_of_name(store):
    imported(store, export(DAYS, channel=PAGE))
    (file,) = imported(store, export({1: {"views": 1}}, channel=PAGE | {"name": "Älvmarks region"}))
    assert file.accounts == ("fb",)
    assert accounts(store)["fb"]["name"] == "Region Älvmark"


def test_another_page_of_the_same_name_is_asked_for(store):
    imported(store, export(DAYS, channel=PAGE))
    assert asked(store, export(DAYS, channel=PAGE | {"external_id": "2000"})) == {"account": ["fb", "new"]}


def test_a_file_that_names_nobody_is_asked_for_with_the_accounts_of_its_platform(store):
    write_table(store, "accounts", table("accounts", {"account_id": "ig", "platform": "instagram"}))
    assert asked(store, export(DAYS, channel=UNNAMED)) == {"account": ["fb", "new"]}


def test_the_likeliest_account_is_first(store):
    write_table(store, "accounts", table("accounts", {"account_id": "a", "name": "Folktandvården"}))
    assert asked(store, export(DAYS, channel=UNNAMED | {"name": "Region Alvmark"}))["account"][0] == "fb"


@pytest.mark.parametrize("answer", ["fb", "new", "mine"])
def test_the_answer_decides(store, answer):
    (file,) = imported(store, export(DAYS, channel=UNNAMED), answers=Answers(account=answer))
    assert file.accounts == ({"new": "facebook-region-alvmark"}.get(answer, answer),)
    assert set(values(store, "account_id").values()) == set(file.accounts)
    assert accounts(store)[file.accounts[0]]["name"] == "Region Älvmark"


@pytest.mark.parametrize("channel", [{"platform": "instagram"}, PAGE | {"external_id": "2000"}], ids=["platform", "id"])
def test_figures_of_one_channel_are_not_put_on_another(store, channel):
    imported(store, export(DAYS, channel=PAGE))
    (file,) = imported(store, export({1: {"views": 1}}, channel=channel), answers=Answers(account="fb"))
    assert file.status == "refused"
    assert "is another channel" in str(file.error)
    assert values(store) == {0: 10}


def test_an_empty_folder_becomes_a_store(tmp_path):
    store = tmp_path / "new"
    assert asked(store, export(DAYS, channel=PAGE)) == {"organisation": []}
    both = (export(DAYS, channel=PAGE, seen=3), export({1: {"views": 5}}, channel=PAGE, seen=4))
    files = imported(store, *both, answers=Answers(organisation="Region Skåne"))
    assert [file.accounts for file in files] == [("facebook-1000",)] * 2
    assert values(store) == {0: 10, 1: 5}
    (organisation,) = open_store(str(store)).scan("organisations").collect().to_dicts()
    assert organisation == {
        "org_id": "region-skane", "name": "Region Skåne", "sector": "region", "own": True, "official_code": "12",
        "county_code": "12", "lead_metric": None,
    }  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_the_second_file_brings_the_organisation_where_the_first_is_stopped(tmp_path):
    both = (export(DAYS, channel=PAGE, rejected=1), export({1: {"views": 5}}, channel=PAGE))
    files = imported(tmp_path / "new", *both, answers=Answers(organisation="Geab"))
    assert [file.status for file in files] == ["stopped", "imported"]
    assert values(tmp_path / "new") == {1: 5}


def test_a_misspelt_organisation_is_no_new_one(store):
    (file,) = imported(store, export(DAYS, channel=UNNAMED), answers=Answers(account="new", organisation="Regoin"))
    assert (file.status, "Region Älvmark" in str(file.error)) == ("refused", True)


def test_a_platform_that_nothing_tells_is_asked_for(store):
    choices = asked(store, export(DAYS, channel={}), Answers(account="new"))
    assert "facebook" in choices["platform"]


def test_every_question_is_put_at_once(store):
    assert set(asked(store, export(DAYS, channel=UNNAMED, asks="metric"))) == {"metric", "account"}


def test_rows_of_an_organisation_get_it(store):
    visits = [{"date": "2026-10-01", "source": "facebook", "visits": 3}]
    imported(store, export(web_days=visits))
    assert open_store(str(store)).scan("web_days").collect()["org_id"].to_list() == ["region"]


def test_organisations_come_before_their_accounts_whatever_the_order(tmp_path):
    account = {"account_id": "x1", "org_id": "peer", "platform": "x", "name": "Peer"}
    organisation = {"org_id": "peer", "name": "Peer", "sector": "region", "own": False}
    store = new_store(tmp_path / "store")
    files = imported(store, export(accounts=[account]), export(organisations=[organisation]))
    assert [file.status for file in files] == ["imported", "imported"]
    assert accounts(store)["x1"]["org_id"] == "peer"


@pytest.mark.parametrize(
    ("names", "sector", "ids"),
    [
        (("Håbo", "Habo"), "municipality", ["habo-kommun-0305", "habo-kommun-0643"]),
        (("Åre Vatten", "Are Vatten", "are-vatten"), "utility", ["are-vatten", "are-vatten-2", "are-vatten"]),
        (("Umeå", "umeå kommun", "2480"), "", ["umea-kommun"] * 3),
    ],
)
def test_organisations_of_much_the_same_name_are_told_apart(tmp_path, names, sector, ids):
    store = tmp_path / "new"
    sources = [export(DAYS, name=name, channel=PAGE | {"external_id": name}) for name in names]
    each = {name: Answers(organisation=name, account="new") for name in names}
    for _again in range(2):
        files = apply(plan(store, sources, each=each, sector=sector, read=read, now=NOW), now=NOW)
        assert {file.status for file in files} == {"imported"}
        found = accounts(store)
        assert [found[file.accounts[0]]["org_id"] for file in files] == ids
        assert open_store(str(store)).scan("organisations").collect().height == len({*ids})


def test_accounts_of_much_the_same_name_are_told_apart(store):
    for name, day in (("Håbo", 0), ("Habo", 1), ("Håbo", 2)):
        channel = {"platform": "linkedin", "name": name}
        imported(store, export({day: {"views": day}}, channel=channel), answers=Answers(account="new"))
    names = {account: row["name"] for account, row in accounts(store).items() if row["platform"] == "linkedin"}
    assert names == {"linkedin-habo": "Håbo", "linkedin-habo-2": "Habo"}
    assert values(store, "account_id") == {0: "linkedin-habo", 1: "linkedin-habo-2", 2: "linkedin-habo"}


def test_a_new_organisation_gets_what_scb_and_skr_say_of_it_also_after_being_cut_off(tmp_path, monkeypatch):
    store, answers = tmp_path / "new", Answers(organisation="Umeå")

    def cut_off(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("data.imports.apply.add_facts", cut_off)
        with pytest.raises(KeyboardInterrupt):
            imported(store, export(DAYS, channel=PAGE), answers=answers)
    assert accounts(store) == {}
    imported(store, export(DAYS, channel=PAGE), answers=answers)
    bases = open_store(str(store)).scan("audience_bases").collect()
    assert bases.filter(year=2024).rows() == [("umea-kommun", "inhabitants", 2024, 134_249)]
    assert accounts(store)["facebook-1000"]["org_id"] == "umea-kommun"


def test_a_folder_that_cannot_be_replaced_becomes_a_store(tmp_path, monkeypatch):
    folder, rename = tmp_path / "mounted", Path.rename
    folder.mkdir()

    def busy(self, target):
        if target == folder:
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", busy)
    imported(folder, export(DAYS, channel=PAGE), answers=Answers(organisation="Geab"))
    assert values(folder) == {0: 10}
    assert [path.name for path in tmp_path.iterdir()] == ["mounted"]


def test_two_at_once_make_one_store_of_an_empty_folder(tmp_path, monkeypatch):
    store, answers, rename = tmp_path / "new", Answers(organisation="Geab"), Path.rename
    meanwhile = [export({1: {"views": 5}}, channel=PAGE)]

    def later(self, target):
        if meanwhile:
            imported(store, meanwhile.pop(), answers=answers)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", later)
    imported(store, export(DAYS, channel=PAGE), answers=answers)
    assert values(store) == {0: 10, 1: 5}
    assert open_store(str(store)).scan("organisations").collect()["org_id"].to_list() == ["geab"]
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
