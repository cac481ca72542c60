"""Organisations, their sizes and peers are added by people: once, with clear errors, and never half a store."""

from __future__ import annotations

from pathlib import Path

import deltalake
import polars as pl
import pytest

from data.__main__ import main
from data.errors import GenomslagError, StoreError
from data.imports.table import begun
from data.register import tables
from data.register.accounts import add_account
from data.register.organisations import (
    Size,
    add_organisation,
    rename_organisation,
    set_size,
    take_away_organisation,
)
from data.register.peers import add_peers, set_group, take_away_group
from data.store import DEMO, open_store, write_table
from tests.data.small_store import write


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    add_organisation(folder, "Umeå")
    return folder


def read(folder, table):
    return open_store(str(folder)).scan(table).collect()


def version(folder):
    return open_store(str(folder)).version


def test_an_empty_folder_becomes_a_store_with_what_scb_and_skr_say(store):
    assert read(store, "organisations").drop_nulls("org_id").to_dicts() == [
        {"org_id": "umea-kommun", "name": "Umeå", "sector": "municipality", "own": True,
         "official_code": "2480", "county_code": "24", "lead_metric": None}
    ]  # fmt: skip
    assert read(store, "accounts").is_empty()
    assert read(store, "audience_bases").filter(year=2024).rows() == [("umea-kommun", "inhabitants", 2024, 134_249)]
    assert ("skr", 2023, "B3") in read(store, "peer_groups").select("scheme", "year", "group_code").rows()
    assert [path.name for path in store.parent.iterdir()] == ["store"]


def test_the_same_twice_changes_nothing(store):
    add_peers(store, ["Region Skåne"])
    add_organisation(store, "Geab", "utility", size=Size("customers", 2025, 40_000))
    set_group(store, "Grannar", ["umea-kommun", "geab"])
    before = version(store)
    add_organisation(store, " umeå ")
    add_organisation(store, "Umeå kommun", "municipality")
    add_organisation(store, "GEAB", "utility", size=Size("customers", 2025, 40_000))
    add_peers(store, ["Region Skåne", "2480"])
    set_group(store, "Grannar", ["geab", "umea-kommun"])
    assert version(store) == before


@pytest.mark.parametrize("inside", ["notes.txt", ".hidden", "lost+found/x"])
def test_a_folder_with_something_else_in_it_becomes_a_store(tmp_path, inside):
    (tmp_path / inside).parent.mkdir(exist_ok=True)
    (tmp_path / inside).write_text("kept")
    add_organisation(tmp_path, "Region Skåne")
    assert read(tmp_path, "organisations")["org_id"].to_list() == ["region-skane"]
    assert (tmp_path / inside).read_text() == "kept"
    assert not list(tmp_path.glob(".new*"))


def test_a_folder_that_cannot_be_replaced_becomes_a_store(tmp_path, monkeypatch):
    folder, rename = tmp_path / "mounted", Path.rename
    folder.mkdir()

    def busy(self, target):
        if target == folder:
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", busy)
    add_organisation(folder, "Umeå")
    assert read(folder, "organisations").height == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mounted"]


def test_two_first_organisations_at_once_are_both_there(tmp_path, monkeypatch):
    folder, rename, meanwhile = tmp_path / "store", Path.rename, ["Luleå"]

    def later(self, target):
        if meanwhile:
            add_organisation(folder, meanwhile.pop())
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", later)
    add_organisation(folder, "Umeå")
    assert sorted(read(folder, "organisations")["name"]) == ["Luleå", "Umeå"]
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize("cut_at", ["begin_table", "written", "rename"])
def test_a_new_store_that_is_cut_off_is_none_and_can_be_made_again(tmp_path, monkeypatch, cut_at):
    folder = tmp_path / "store"

    def cut(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path if cut_at == "rename" else tables, cut_at, cut)
        with pytest.raises(KeyboardInterrupt):
            add_organisation(folder, "Umeå")
    assert not folder.exists()
    assert add_organisation(folder, "Umeå") == "umea-kommun"
    assert read(folder, "organisations").height == 1


def test_what_was_cut_off_after_the_organisation_is_filled_in_when_it_is_added_again(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("data.register.organisations.add_facts", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            add_organisation(tmp_path / "store", "Umeå")
    assert not open_store(str(tmp_path / "store")).has("audience_bases")
    add_organisation(tmp_path / "store", "Umeå")
    assert read(tmp_path / "store", "audience_bases").height == 31


def test_ids_never_clash(store):
    add_peers(store, ["Habo", "Håbo"])
    assert add_organisation(store, "Habo kommun!", "other") == "habo-kommun"
    assert add_organisation(store, "Habo, kommun", "other") == "habo-kommun-2"
    assert add_organisation(store, "日本", "other") == "own"
    assert read(store, "organisations").height == 6


def test_a_peer_becomes_an_own_organisation_and_never_the_other_way(store):
    add_peers(store, ["Region Skåne", "Umeå"])
    assert add_organisation(store, "Skåne") == "region-skane"
    assert read(store, "organisations").select("name", "own").sort("name").rows() == [
        ("Region Skåne", True),
        ("Umeå", True),
    ]


def test_an_organisation_that_is_there_keeps_its_row(tmp_path):
    own = {"org_id": "vi", "name": "Umeå", "sector": "municipality", "own": True, "official_code": "2480"}
    write_table(tmp_path, "organisations", pl.DataFrame([own]))
    size = {"org_id": "vi", "kind": "inhabitants", "year": 2024, "size": 7}
    write_table(tmp_path, "audience_bases", pl.DataFrame([size]))
    add_peers(str(tmp_path), ["Umeå"])
    assert pl.read_delta(f"{tmp_path}/organisations").select(*own).to_dicts() == [own]
    sizes = pl.read_delta(f"{tmp_path}/audience_bases")
    assert sizes["org_id"].unique().to_list() == ["vi"]
    assert sizes.height == 31
    assert sizes.filter(year=2024)["size"].to_list() == [7]


@pytest.mark.parametrize(
    ("name", "sector", "said"),
    [
        ("", "", "There is no name"),
        (" \n\t\x00", "other", "There is no name"),
        ("Geab", "", "its sector has to be told"),
        ("Geab", "elbolag", "elbolag is no sector"),
        ("Umeo", "municipality", "Did you mean Umeå"),
        ("Umeå", "utility", "called Umeå already"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_written(store, name, sector, said):
    before = version(store)
    with pytest.raises(GenomslagError, match=said):
        add_organisation(store, name, sector)
    assert version(store) == before


def test_a_municipality_outside_the_list_is_added_with_its_size(store):
    add_organisation(store, "Norrviks kommun", "municipality", own=False, size=Size("inhabitants", 2025, 9_000))
    assert ("norrviks-kommun", "inhabitants", 2025, 9_000) in read(store, "audience_bases").rows()


@pytest.mark.parametrize("size", [Size("inhabitants", 25, 9), Size("customers", 2025, 0), Size("fans", 2025, 9)])
def test_a_size_that_cannot_be_is_refused(store, size):
    with pytest.raises(GenomslagError):
        set_size(store, "umea-kommun", size)
    with pytest.raises(GenomslagError):
        add_organisation(store, "Geab", "utility", size=size)
    assert read(store, "organisations").height == 1


def test_a_size_takes_the_place_of_the_one_before(store):
    for people in (130_001, 130_002):
        set_size(store, "umea-kommun", Size("inhabitants", 2025, people))
    assert read(store, "audience_bases").filter(year=2025)["size"].to_list() == [130_002]
    with pytest.raises(GenomslagError, match="no organisation nobody"):
        set_size(store, "nobody", Size("inhabitants", 2025, 1))


def test_a_new_name_keeps_the_id_and_may_not_be_anothers(store):
    add_peers(store, ["Region Skåne"])
    rename_organisation(store, "umea-kommun", "Umeå kommun")
    assert read(store, "organisations").filter(org_id="umea-kommun")["name"].to_list() == ["Umeå kommun"]
    with pytest.raises(GenomslagError, match="region skåne already"):
        rename_organisation(store, "umea-kommun", "region skåne")


def test_a_group_has_the_members_it_was_last_given_and_an_organisation_may_be_in_several(store):
    add_peers(store, ["Region Skåne", "Luleå"])
    members = ["umea-kommun", "region-skane", "lulea-kommun"]
    one, other = set_group(store, "Grannar", members), set_group(store, "Norr", members)
    assert set_group(store, "grannar", members[:2]) == one
    rows = read(store, "peer_groups").filter(pl.col("scheme").str.starts_with("own-"))
    assert sorted(rows.filter(scheme=one)["org_id"]) == ["region-skane", "umea-kommun"]
    assert rows.filter(scheme=other).height == 3
    take_away_group(store, one)
    assert one not in read(store, "peer_groups")["scheme"].to_list()
    with pytest.raises(GenomslagError, match="no such group"):
        take_away_group(store, "skr")
    with pytest.raises(GenomslagError, match="at least two"):
        set_group(store, "Ensam", ["umea-kommun"])


def test_a_peer_goes_with_its_sizes_and_groups_and_another_stays(store):
    add_peers(store, ["Luleå"])
    take_away_organisation(store, "lulea-kommun")
    for table in ("organisations", "audience_bases", "peer_groups"):
        assert read(store, table)["org_id"].unique().to_list() == ["umea-kommun"]
    add_peers(store, ["Luleå"])
    assert read(store, "audience_bases").height == 62


def test_an_organisation_with_channels_and_the_only_own_one_stay(store):
    add_peers(store, ["Luleå"])
    add_account(store, "lulea-kommun", "facebook")
    with pytest.raises(GenomslagError, match="has channels"):
        take_away_organisation(store, "lulea-kommun")
    with pytest.raises(GenomslagError, match="only organisation"):
        take_away_organisation(store, "umea-kommun")
    assert read(store, "organisations").height == 2


def test_an_organisation_that_somebody_names_meanwhile_is_put_back(store, monkeypatch):
    add_peers(store, ["Luleå"])
    look = tables.naming

    def meanwhile(folder, *asked):
        found = look(folder, *asked)
        add_account(folder, "lulea-kommun", "x") if not found else None
        return found

    monkeypatch.setattr("data.register.organisations.naming", meanwhile)
    take_away_organisation(store, "lulea-kommun")
    assert read(store, "organisations").height == 2


def test_two_at_once_are_both_written(store, monkeypatch):
    meanwhile = ["Luleå"]

    def interrupted(folder, name):
        table = begun(folder, name)
        if name == "organisations" and meanwhile:
            add_peers(store, [meanwhile.pop()])
        return table

    monkeypatch.setattr(tables, "begun", interrupted)
    add_peers(store, ["Piteå"])
    assert sorted(read(store, "organisations")["org_id"]) == ["lulea-kommun", "pitea-kommun", "umea-kommun"]


def test_plain_parquet_object_stores_and_the_demo_are_refused(tmp_path):
    plain = write(tmp_path / "plain")
    for place, said in ((plain, "only read"), ("s3://bucket/store", "is none"), (DEMO, "only read")):
        with pytest.raises(StoreError, match=said):
            add_organisation(place, "Umeå")
    invented = tmp_path / "demo"
    invented.mkdir()
    (invented / "about.toml").write_text("demo = true")
    with pytest.raises(StoreError, match="invented"):
        add_peers(invented, ["Umeå"])
    assert [path.name for path in invented.iterdir()] == ["about.toml"]
    with pytest.raises(StoreError, match="no organisation in"):
        set_group(tmp_path / "nothing", "x", ["a", "b"])


def test_a_full_disk_leaves_the_store_as_it_was(store, monkeypatch):
    before = read(store, "organisations")

    def no_room(*_arguments, **_settings):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(deltalake, "write_deltalake", no_room)
    with pytest.raises(StoreError, match="could not be written to"):
        add_peers(store, ["Luleå"])
    assert read(store, "organisations").equals(before)


def test_the_command_adds_each_once(tmp_path, capsys):
    for _ in range(2):
        assert main(["peers", "--store", str(tmp_path), "Umeå", "Region Skåne", "umeå"]) == 0
    assert sorted(read(tmp_path, "organisations")["org_id"]) == ["region-skane", "umea-kommun"]
    assert read(tmp_path, "audience_bases").height == 2 * 31
    assert "Region Skåne: 1,428,626 inhabitants in 2024" in capsys.readouterr().out


def test_the_command_writes_nothing_where_one_name_is_wrong(tmp_path, capsys):
    assert main(["peers", "--store", str(tmp_path), "Umeå", "Atlantis"]) == 1
    assert not list(tmp_path.iterdir())
    assert "Atlantis" in capsys.readouterr().err
