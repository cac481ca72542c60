"""Municipalities and regions are found by name, with what SCB and SKR say of them."""

from __future__ import annotations

import pytest

from data.errors import GenomslagError
from data.reference.peers import facts_of, latest, place, places


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


def test_of_a_name_that_both_have_the_one_of_the_sector_is_meant():
    assert [place("Gotland", sector).code for sector in ("", "municipality", "region")] == ["0980", "0980", "09"]
    assert place("Uppsala", "region").code == "03"


def test_every_place_is_found_by_its_official_name_and_has_its_own_id():
    assert len(places()) == 290 + 21
    assert all(place(one.name, one.sector) is one for one in places())
    assert len({one.org_id for one in places()}) == 290 + 21


def test_an_unknown_name_is_told_with_names_that_are_near():
    with pytest.raises(GenomslagError, match=r"no municipality or region called Umeo\. Did you mean Umeå"):
        place("Umeo")


def test_the_rows_are_those_of_scb_and_skr():
    facts = facts_of(place("Umeå"), "vi")
    assert {"org_id": "vi", "kind": "inhabitants", "year": 2024, "size": 134_249} in facts["audience_bases"]
    assert len(facts["audience_bases"]) == 31
    groups = [tuple(row.values()) for row in facts["peer_groups"]]
    assert ("vi", "skr", 2023, "B3", "Större stad") in groups
    assert ("vi", "county", 2024, "24", "Kommuner i Västerbottens län") in groups
    assert facts_of(place("Region Skåne"), "vi")["peer_groups"] == []
    assert latest("2480") == (134_249, 2024)
