"""Municipalities and regions are added by name, with what SCB and SKR say of them."""

from __future__ import annotations

import polars as pl
import pytest

from data.__main__ import main
from data.errors import GenomslagError
from data.reference.peers import add_peers, peer_rows, place, places
from data.write import write_table


def read(folder, table):
    return pl.read_delta(f"{folder}/{table}")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Umeå", "2480"), ("umeå  kommun", "2480"), ("2480", "2480"), ("Malung-Sälens kommun", "2023"),
        ("Region Skåne", "12"), ("Skåne", "12"), ("Skåne län", "12"), ("Västra Götaland", "14"), ("Jönköping", "0680"),
        ("Uppsala", "0380"), ("Region Uppsala", "03"), ("Region Jönköping", "06"), ("01", "01"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_the_names_people_use(asked, code):
    assert place(asked).code == code


def test_every_place_is_found_by_its_official_name_and_has_its_own_id():
    assert len(places()) == 290 + 21
    assert all(place(one.name) is one for one in places())
    assert len({one.org_id for one in places()}) == 290 + 21


def test_an_unknown_name_is_told_with_names_that_are_near():
    with pytest.raises(GenomslagError, match=r"no municipality or region called Umeo\. Did you mean Umeå"):
        place("Umeo")


def test_the_rows_are_those_of_scb_and_skr():
    rows = peer_rows("Umeå")
    assert rows["organisations"].to_dicts() == [
        {"org_id": "umea-kommun", "name": "Umeå kommun", "sector": "municipality", "own": False,
         "official_code": "2480", "county_code": "24"}
    ]  # fmt: skip
    assert rows["audience_bases"].filter(year=2024).rows() == [("umea-kommun", "inhabitants", 2024, 134_249)]
    groups = rows["peer_groups"].select("scheme", "year", "group_code", "group_name").rows()
    assert ("skr", 2023, "B3", "Större stad") in groups
    assert ("county", 2024, "24", "Kommuner i Västerbottens län") in groups
    assert peer_rows("Region Skåne")["peer_groups"].is_empty()


def test_peers_are_written_once_however_often_they_are_added(tmp_path, capsys):
    for _ in range(2):
        assert main(["peers", "--store", str(tmp_path), "Umeå", "Region Skåne", "umeå"]) == 0
    assert sorted(read(tmp_path, "organisations")["org_id"]) == ["region-skane", "umea-kommun"]
    assert read(tmp_path, "audience_bases").height == 2 * 31
    assert "Region Skåne: 1,428,626 inhabitants in 2024" in capsys.readouterr().out


def test_an_organisation_that_is_there_keeps_its_row(tmp_path):
    own = {"org_id": "vi", "name": "Umeå", "sector": "municipality", "own": True, "official_code": "2480"}
    write_table(tmp_path, "organisations", pl.DataFrame([own]))
    add_peers(str(tmp_path), ["Umeå"])
    assert read(tmp_path, "organisations").select(*own).to_dicts() == [own]
    assert read(tmp_path, "audience_bases")["org_id"].unique().to_list() == ["vi"]


def test_nothing_is_written_where_one_name_is_wrong(tmp_path, capsys):
    assert main(["peers", "--store", str(tmp_path), "Umeå", "Atlantis"]) == 1
    assert not list(tmp_path.iterdir())
    assert "Atlantis" in capsys.readouterr().err
