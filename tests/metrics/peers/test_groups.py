"""Who is compared: the store's lists, sectors, counties, sizes, picks, those most alike; and what an id says again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import inf, isnan, log
from statistics import pstdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.columns import SECTORS as KNOWN_SECTORS
from locales import Language
from metrics.facts import Facts
from metrics.peers.alike import Likeness, alike, group_of, likeness_of
from metrics.peers.group_wording import SECTORS, group_name, sector_name
from metrics.peers.groups import SIZES, UnknownGroup, first_group, groups, newest_codes, picked, size_band
from metrics.period import Period
from tests.stores import Rows, Tables, drawn, facts_of

SV, EN = Language("sv"), Language("en")
OCTOBER = Period.parse("2026-10")
PEOPLE = {"a": 12_000, "b": 15_000, "c": 19_999, "d": 20_000, "e": 300_000, "f": 13_000}
FOLLOWERS = {"a": 1_000, "b": 1_100, "c": 9_000, "d": 1_000, "e": 1_050, "f": None, "g": 1_000}
SKR = {"a": "C7", "b": "A1", "c": "C7", "d": "C7", "e": "C7", "f": "C7", "g": "C7"}


def tables() -> Tables:
    sectors = {"r": "region", "s": "agency"}
    every = [*FOLLOWERS, "r", "s"]
    lists: Rows = [membership(one, "skr", 2023, code, f"Grupp {code}") for one, code in SKR.items()]
    lists += [membership(one, "skr", 2017, "K3", "Gamla") for one in ("a", "b")]
    lists += [membership(one, "own-grannar", 2026, "own-grannar", "Grannar") for one in ("a", "d", "r")]
    lists += [membership(one, "krets", 2020, "X", None) for one in ("r", "s")]
    return {
        "organisations": [
            {"org_id": one, "name": f"Ort {one.upper()}", "sector": sectors.get(one, "municipality"),
             "own": one == "a", "county_code": "12" if one in "abc" else "20"}
            for one in every
        ],
        "accounts": [{"account_id": one, "org_id": one, "platform": "facebook", "name": one} for one in every],
        "account_days": [
            {"account_id": one, "date": date(2026, 10, 31), "followers": many}
            for one, many in FOLLOWERS.items() if many
        ],
        "peer_groups": lists,
        "audience_bases": [{"org_id": one, "kind": "inhabitants", "year": 2025, "size": size}
                           for one, size in PEOPLE.items()],
    }  # fmt: skip


def membership(organisation: str, scheme: str, year: int, code: str, name: str | None) -> dict[str, Any]:
    return {"org_id": organisation, "scheme": scheme, "year": year, "group_code": code, "group_name": name}


@pytest.fixture(scope="module")
def facts() -> Iterator[Facts]:
    with facts_of(tables(), date(2026, 11, 3)) as found:
        yield found


def test_own_lists_come_first_the_newest_before_then_what_is_built_all_and_the_others(facts: Facts) -> None:
    found = groups(facts, "a")
    assert [group.id for group in found] == [
        *("own-grannar:2026:own-grannar", "skr:2023:C7", "skr:2017:K3"),
        *("sector:municipality", "band:municipality:10000", "in_county:municipality:12"),
        *("all", "skr:2023:A1", "krets:2020:X"),
    ]
    assert [group.member for group in found] == [True] * 7 + [False] * 2
    members = {group.id: group.organisations for group in found}
    assert members["band:municipality:10000"] == ("a", "b", "c", "f")
    assert members["in_county:municipality:12"] == ("a", "b", "c")
    assert members["sector:municipality"] == tuple("abcdefg")
    assert members["all"] == (*"abcdefg", "r", "s")
    assert first_group(found).id == "own-grannar:2026:own-grannar"


def test_a_group_that_a_list_already_holds_is_not_offered_twice() -> None:
    made = tables()
    made["peer_groups"] = [membership(one, "krets", 2020, "X", None) for one in "abcdefg"]
    with facts_of(made, date(2026, 11, 3)) as found:
        assert "sector:municipality" not in [group.id for group in groups(found, "a")]


def test_the_first_group_has_others_in_it(facts: Facts) -> None:
    lonely = tables() | {"peer_groups": [membership("a", "krets", 2026, "X", "Ensam")]}
    with facts_of(lonely, date(2026, 11, 3)) as found:
        assert first_group(groups(found, "a")).id == "sector:municipality"


@pytest.mark.parametrize(
    ("group", "swedish", "english"),
    [
        ("own-grannar:2026:own-grannar", "Grannar (3)", "Grannar (3)"),
        ("skr:2023:C7", "SKR 2023: Grupp C7 (6)", "SKR 2023: Grupp C7 (6)"),
        ("krets:2020:X", "X, 2020 (2)", "X, 2020 (2)"),
        ("sector:municipality", "Kommuner (7)", "Municipalities (7)"),
        ("band:municipality:10000", "Kommuner med 10\u00a0000 till 20\u00a0000 invånare (4)",
         "Municipalities with 10,000 to 20,000 inhabitants (4)"),
        ("in_county:municipality:12", "Kommuner i samma län (3)", "Municipalities in the same county (3)"),
        ("all", "Alla organisationer (9)", "All organisations (9)"),
        ("picked:b,c", "Eget urval (3)", "Picked by hand (3)"),
    ],
)  # fmt: skip
def test_a_group_is_named_with_its_year_and_size(facts: Facts, group: str, swedish: str, english: str) -> None:
    found = group_of(facts, "a", group, OCTOBER)
    assert (group_name(found, SV), group_name(found, EN)) == (swedish, english)


def test_every_id_says_the_same_group_again(facts: Facts) -> None:
    for group in (*groups(facts, "a"), picked(facts, "a", ["d", "b"]), alike(facts, "a", OCTOBER, Likeness(3))):
        assert group_of(facts, "a", group.id, OCTOBER) == group


UNKNOWN = (
    *("", "nobody", "skr:1999:Z", "sector:<b>"),
    *("picked:", "picked:nobody", "picked:a"),
    *("alike:0:1-1-1", "alike:10:0-0-0", "alike:10:9-1-1", "alike:1e9:1-1-1"),
)


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_an_id_of_no_group_is_refused_with_those_that_there_are(facts: Facts, unknown: str) -> None:
    with pytest.raises(UnknownGroup, match="skr:2023:C7"):
        group_of(facts, "a", unknown, OCTOBER)


def test_picks_are_known_ones_in_the_stores_order_and_hold_the_organisation_itself(facts: Facts) -> None:
    found = picked(facts, "c", ["e", "nobody", "a", "e"])
    assert (found.organisations, found.id, found.member) == (("a", "c", "e"), "picked:a,e", True)


def test_a_band_holds_its_size_and_bands_meet_without_a_gap() -> None:
    assert size_band(20_000) == (20_000, 50_000)
    assert size_band(19_999) == (10_000, 20_000)
    assert size_band(2_000_000) == (1_000_000, inf)
    assert [size_band(begins)[0] for begins in SIZES] == list(SIZES)


@given(st.floats(0, 2e7))
def test_every_size_is_in_one_band(people: float) -> None:
    low, high = size_band(people)
    assert low <= people < high


def test_an_endless_band_is_named_from_where_it_begins() -> None:
    made = tables()
    for row in made["audience_bases"]:
        row["size"] = 1_200_000
    with facts_of(made, date(2026, 11, 3)) as found:
        band = group_of(found, "a", "band:municipality:1000000", OCTOBER)
        assert group_name(band, SV) == "Kommuner med minst 1\u00a0000\u00a0000 invånare (6)"


def test_every_sector_of_the_contract_has_a_name() -> None:
    assert set(KNOWN_SECTORS) == set(SECTORS)
    assert sector_name("region", SV) == "Regioner"
    assert sector_name("strange", SV) == "strange"


# Most alike


def test_a_likeness_is_written_and_read() -> None:
    assert likeness_of("alike:10:1-1-1") == Likeness()
    assert Likeness(5, 3, 0, 2).id == "alike:5:3-0-2"
    assert likeness_of(Likeness(5, 3, 0, 2).id) == Likeness(5, 3, 0, 2)
    assert likeness_of("alike:10:0-0-0") is likeness_of("sector:region") is None


def distance(one: str, weights: tuple[int, int, int], own: str = "a") -> float:
    """By hand: squared differences in standard deviations of logarithms, and one for another group of SKR's."""
    found = 0.0
    for weight, sizes in ((weights[0], PEOPLE), (weights[2], FOLLOWERS)):
        known = {name: log(size) for name, size in sizes.items() if size}
        if weight:
            found += weight * ((known[one] - known[own]) / pstdev(known.values())) ** 2 if one in known else inf
    return found + weights[1] * (SKR[one] != SKR[own])


@drawn(30)
@given(st.integers(1, 8), st.tuples(*[st.integers(0, 3)] * 3).filter(any))
def test_the_nearest_are_those_by_hand(facts: Facts, count: int, weights: tuple[int, int, int]) -> None:
    found = alike(facts, "a", OCTOBER, Likeness(count, *weights))
    known = [one for one in "bcdefg" if distance(one, weights) < inf]
    nearest = sorted(known, key=lambda one: distance(one, weights))[:count]
    farthest = max((distance(one, weights) for one in nearest), default=0)
    assert found.organisations[0] == "a"
    assert len(found.organisations) == 1 + len(nearest)
    assert all(distance(one, weights) <= farthest + 1e-9 for one in found.organisations[1:])
    assert found.id == f"alike:{count}:{'-'.join(map(str, weights))}"


def test_one_of_which_nothing_that_counts_is_known_is_not_among_them(facts: Facts) -> None:
    assert "f" not in alike(facts, "a", OCTOBER, Likeness(9, 0, 0, 1)).organisations
    assert "g" not in alike(facts, "a", OCTOBER, Likeness(9, 1, 0, 0)).organisations
    assert set("fg") <= set(alike(facts, "a", OCTOBER, Likeness(9, 0, 1, 0)).organisations)


def test_what_is_not_known_of_the_organisation_itself_does_not_count(facts: Facts) -> None:
    """g has no inhabitants: its nearest are so in followers and group alone."""
    assert alike(facts, "g", OCTOBER, Likeness(2, 3, 1, 1)).organisations == ("a", "d", "g")


def test_an_agency_is_alike_none_but_agencies(facts: Facts) -> None:
    assert alike(facts, "s", OCTOBER, Likeness()).organisations == ("s",)


def test_the_newest_year_of_a_scheme_counts(facts: Facts) -> None:
    assert newest_codes(facts.peer_groups, "skr")["a"] == "C7"
    assert not isnan(PEOPLE["a"])
