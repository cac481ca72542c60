"""Undoing: exactly what an import changed goes back, and what others have said since stays."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import GenomslagError
from data.imports.undo import trace, undo
from data.store import open_store, write_table
from tests.data.imports.small_exports import NOW, START, export, imported, new_store, values
from tests.data.small_store import table
from tests.stores import drawn

OCTOBER = {0: {"views": 10}, 1: {"views": 20}}


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def import_id(store, *sources) -> str:
    return imported(store, *sources)[-1].import_id


def test_rows_that_an_import_added_go_away(store):
    done = undo(store, import_id(store, export(OCTOBER)), NOW)
    assert (done.removed, done.restored, done.kept) == ({"account_days": 2}, {"account_days": 0}, ())
    assert values(store) == {}
    assert open_store(str(store)).scan("imports").collect()["undone_at"].to_list() == [NOW]


def test_values_that_an_import_changed_go_back(store):
    write_table(store, "account_days", table("account_days"))
    done = undo(store, import_id(store, export({0: {"views": 99, "saves": 1}, 1: {"views": 1}})), NOW)
    assert (done.removed, done.restored) == ({"account_days": 1}, {"account_days": 1})
    assert values(store) == {0: 40}
    assert values(store, "saves") == {0: None}
    assert values(store, "followers") == {0: 1_200}
    assert values(store, "import_id") == {0: None}


def test_what_a_later_import_said_stays_and_is_told(store):
    first = import_id(store, export({0: {"views": 10, "saves": 1}, 1: {"views": 20}}, seen=3))
    later = import_id(store, export({0: {"views": 11}}, seen=4))
    done = undo(store, first, NOW)
    assert values(store) == {0: 11}
    assert values(store, "saves") == {0: None}
    assert [(kept.column, kept.by, kept.values) for kept in done.kept] == [("views", later, 1)]
    undo(store, later, NOW)
    assert values(store) == {}


def test_what_an_older_import_said_comes_back(store):
    older = import_id(store, export(OCTOBER, seen=3))
    undo(store, import_id(store, export({1: {"views": 25}}, seen=4)), NOW)
    assert values(store) == {0: 10, 1: 20}
    assert set(values(store, "import_id").values()) == {older}


def test_what_was_held_back_comes_forth(store):
    newer = import_id(store, export({0: {"views": 5}}, seen=9))
    imported(store, export({0: {"views": 4}}, seen=3))
    undo(store, newer, NOW)
    assert values(store) == {0: 4}


def test_what_somebody_changed_by_hand_stays_and_is_told(store):
    made = import_id(store, export(OCTOBER))
    write_table(store, "account_days", table("account_days", {"views": 7, "followers": None}))
    done = undo(store, made, NOW)
    assert values(store) == {0: 7}
    assert [(kept.column, kept.by, kept.example) for kept in done.kept] == [("views", "", f"fb, {START}")]


def test_undone_twice_nothing_more_happens(store):
    made = import_id(store, export(OCTOBER))
    undo(store, made, NOW)
    before = open_store(str(store)).version
    assert undo(store, made, NOW).removed == {}
    assert open_store(str(store)).version == before


def test_an_import_can_be_made_again_after_it_was_undone(store):
    made = import_id(store, export(OCTOBER))
    undo(store, made, NOW)
    assert import_id(store, export(OCTOBER)) == made
    assert values(store) == {0: 10, 1: 20}
    assert open_store(str(store)).scan("imports").collect()["undone_at"].to_list() == [None]
    undo(store, made, NOW)
    assert values(store) == {}


def test_accounts_that_others_name_stay(tmp_path):
    store = new_store(tmp_path / "store")
    account = {"account_id": "ig", "org_id": "region", "platform": "instagram", "name": "Region Älvmark"}
    made = import_id(store, export(accounts=[account]))
    write_table(store, "account_days", table("account_days", {"account_id": "ig"}))
    done = undo(store, made, NOW)
    assert set(values(store, "name", "accounts")) == {"fb", "ig"}
    assert [(kept.table, kept.example) for kept in done.kept] == [("accounts", "ig")]
    open_store(str(store))


def test_an_unknown_import_is_said_to_be_unknown(store):
    with pytest.raises(GenomslagError, match="no import nobody"):
        undo(store, "nobody")


def test_a_value_leads_back_to_its_files(store):
    imported(store, export({0: {"views": 10}}, seen=3, name="first.json"), export({1: {"views": 1}}, seen=5))
    later = import_id(store, export({0: {"views": 11}}, seen=4, name="later.json"))
    undo(store, later, NOW)
    found = trace(store, "account_days", {"account_id": "fb", "date": START}, "views")
    assert [(said.file_name, said.value) for said in found] == [("first.json", 10)]
    assert trace(store, "account_days", {"account_id": "fb", "date": START}, "saves") == []


EXPORTS = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.dictionaries(st.integers(0, 3), st.fixed_dictionaries({"views": st.integers(0, 3)}), min_size=1),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one[0],
)


@drawn(5)
@given(EXPORTS, st.data())
def test_undoing_is_never_having_imported(tmp_path_factory, exports, data):
    without = data.draw(st.sets(st.sampled_from(range(len(exports))), min_size=1))
    order = data.draw(st.permutations(sorted(without)))
    stores = [new_store(tmp_path_factory.mktemp("store")) for _ in range(2)]
    write_table(stores[0], "account_days", table("account_days", {"views": 2, "followers": None}))
    write_table(stores[1], "account_days", table("account_days", {"views": 2, "followers": None}))
    made = [import_id(stores[0], export(days, seen=seen)) for seen, days in exports]
    for number in order:
        undo(stores[0], made[number], NOW)
    for number, (seen, days) in enumerate(exports):
        if number not in without:
            imported(stores[1], export(days, seen=seen))
    assert values(stores[0]) == values(stores[1])
    left = open_store(str(stores[0])).scan("account_days").select(pl.col("import_id").drop_nulls()).collect()
    assert not {*left["import_id"]} & {made[number] for number in without}
