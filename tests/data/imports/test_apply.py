"""Importing: what is added, changed and said again; that the newest observation stands; that nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import StoreError
from data.imports.changes import Counts
from data.imports.plan import plan
from data.store import open_store, write_table
from tests.data.imports.small_exports import NOW, START, export, imported, new_store, read, values
from tests.data.small_store import table, write
from tests.stores import drawn

OCTOBER = {0: {"views": 10}, 1: {"views": 20}}


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def test_a_plan_writes_nothing(store):
    before = open_store(str(store)).version
    planned = plan(store, [export(OCTOBER)], read=read, now=NOW)
    assert planned.files[0].total == Counts(added=2)
    assert open_store(str(store)).version == before
    assert sorted(path.name for path in store.iterdir()) == ["accounts", "organisations"]


def test_rows_come_in_with_their_import(store):
    (file,) = imported(store, export(OCTOBER, seen=3))
    assert (file.status, file.total, file.accounts) == ("imported", Counts(added=2), ("fb",))
    assert values(store) == {0: 10, 1: 20}
    assert values(store, "import_id") == dict.fromkeys((0, 1), file.import_id)
    (row,) = open_store(str(store)).scan("imports").collect().to_dicts()
    assert row == {
        "import_id": file.import_id, "file_name": "export.json", "sha256": file.sha256, "importer": "small",
        "rows_added": 2, "rows_changed": 0, "rows_same": 0, "rows_rejected": 0,
        "from_date": START, "to_date": START + timedelta(1), "observed_at": datetime(2026, 11, 3, tzinfo=UTC),
        "imported_at": NOW, "imported_by": "Eva", "undone_at": None,
    }  # fmt: skip


def test_the_same_file_twice_changes_nothing(store):
    imported(store, export(OCTOBER))
    before = open_store(str(store)).version
    (file,) = imported(store, export(OCTOBER, name="a copy.json"))
    assert (file.status, file.total) == ("imported", Counts(same=2))
    assert open_store(str(store)).version == before


def test_a_later_export_restates(store):
    imported(store, export(OCTOBER, seen=3))
    (file,) = imported(store, export({1: {"views": 25}, 2: {"views": 30}}, seen=4))
    assert file.total == Counts(added=1, changed=1)
    assert values(store) == {0: 10, 1: 25, 2: 30}


def test_an_older_export_fills_in_and_overwrites_nothing(store):
    imported(store, export({1: {"views": 25}}, seen=4))
    (file,) = imported(store, export({0: {"views": 10}, 1: {"views": 20, "reactions": 2}}, seen=3))
    assert file.total == Counts(added=1, changed=1)
    assert values(store) == {0: 10, 1: 25}
    assert values(store, "reactions") == {0: None, 1: 2}


def test_a_file_that_says_the_same_later_holds_back_what_lies_between(store):
    for seen, views in ((3, 20), (9, 20), (6, 99)):
        imported(store, export({1: {"views": views}, seen: {"views": seen}}, seen=seen))
    assert values(store)[1] == 20


def test_the_same_bytes_are_one_observation_the_first(store):
    for seen, views in ((3, 20), (6, 99), (9, 20)):
        imported(store, export({1: {"views": views}}, seen=seen))
    assert values(store) == {1: 99}


def test_a_missing_value_takes_none_away_and_zero_is_a_value(store):
    imported(store, export({0: {"views": 10, "reactions": 1}}, seen=3))
    imported(store, export({0: {"views": None, "reactions": 0}}, seen=4))
    assert (values(store), values(store, "reactions")) == ({0: 10}, {0: 0})


def test_one_plan_sees_its_own_files(store):
    files = imported(store, export(OCTOBER, seen=3), export({1: {"views": 25}, 2: {"views": 1}}, seen=4))
    planned = plan(store, [export(OCTOBER, seen=3)], read=read, now=NOW)
    assert [file.total for file in files] == [Counts(added=2), Counts(added=1, changed=1)]
    assert planned.files[0].total == Counts(same=2)


def test_a_plan_counts_as_the_import_does(store):
    sources = [
        export(OCTOBER, seen=5),
        export({1: {"views": 25}, 2: {"views": 1}}, seen=4),
        export({2: {"views": 3}}, seen=6),
    ]
    planned = plan(store, sources, read=read, now=NOW)
    assert [file.total for file in planned.files] == [file.total for file in imported(store, *sources)]


@pytest.mark.parametrize(("partial", "status", "kept"), [(False, "stopped", {}), (True, "imported", {0: 10, 1: 20})])
def test_rejected_rows_stop_a_file_unless_partial_is_agreed_to(store, partial, status, kept):
    (file,) = imported(store, export(OCTOBER, rejected=1), partial=partial)
    assert (file.status, len(file.rejected)) == (status, 1)
    assert values(store) == kept
    assert (store / "imports").exists() == partial


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ({"views": -1}, "breaks the data contract"),
        ({"date": "2027-02-01"}, "has not been"),
    ],
)
def test_rows_that_the_store_cannot_hold_are_rejected(store, rows, reason):
    row = {"account_id": "0", "date": "2026-10-09", "views": 1} | rows
    (file,) = imported(store, export(OCTOBER, account_days=[row]), partial=True)
    (found,) = file.rejected
    assert reason in found.reason.format(**found.fields)
    assert values(store) == {}
    open_store(str(store))


def test_rows_that_name_what_is_not_there_are_rejected(store):
    post = {"post_id": "p", "account_id": "0", "published_at": "2026-10-01T10:00:00", "campaign_id": "nobody"}
    (file,) = imported(store, export(posts=[post, post | {"post_id": "q", "campaign_id": None}]), partial=True)
    assert [found.fields["value"] for found in file.rejected] == ["nobody"]
    assert list(values(store, "observed_at", "posts")) == ["q"]


def test_two_different_rows_of_one_key_are_not_guessed_between(store):
    rows = [{"account_id": "0", "date": "2026-10-01", "views": views} for views in (1, 1, 2)]
    (file,) = imported(store, export(account_days=rows))
    assert (file.status, len(file.rejected), values(store)) == ("stopped", 1, {})


def test_a_store_that_lacks_a_newer_column_is_imported_into(tmp_path):
    folder = tmp_path / "old"
    write_table(folder, "organisations", table("organisations"))
    table("accounts").write_delta(folder / "accounts")
    table("account_days").write_delta(folder / "account_days")
    (file,) = imported(folder, export({0: {"views": 41}, 1: {"saves": 2}}, seen=3))
    assert file.total == Counts(added=1, changed=1)
    assert values(folder, "saves") == {0: None, 1: 2}
    assert values(folder, "followers") == {0: 1_200, 1: None}
    assert values(folder, "day_zone", "accounts") == {"fb": "America/Los_Angeles"}


def test_plain_parquet_is_never_imported_into(tmp_path):
    with pytest.raises(StoreError, match="only read"):
        plan(write(tmp_path / "plain"), [export(OCTOBER)], read=read, now=NOW)


@drawn(5)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 9),
            st.dictionaries(
                st.integers(0, 4),
                st.fixed_dictionaries({name: st.none() | st.integers(0, 3) for name in ("views", "saves")}),
                min_size=1,
            ),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one[0],
    ),
    st.randoms(use_true_random=False),
)
def test_in_any_order_the_newest_stands(tmp_path_factory, exports, chance):
    store = new_store(tmp_path_factory.mktemp("store"))
    expected: dict[str, dict[int, int | None]] = {"views": {}, "saves": {}}
    for _seen, days in sorted(exports, key=lambda one: one[0]):
        for day, row in days.items():
            for column, value in row.items():
                said = expected[column]
                said[day] = said.get(day) if value is None else value
    shuffled = [*exports, *exports[:1]]
    chance.shuffle(shuffled)
    for seen, days in shuffled:
        imported(store, export(days, seen=seen))
    assert {column: values(store, column) for column in expected} == expected


def test_figures_without_a_time_are_observed_when_they_are_first_imported(store):
    first, later = export({0: {"views": 1}}), export({0: {"views": 2}}, seen=19)
    imported(store, first)
    imported(store, later)
    assert values(store) == {0: 1}
    assert open_store(str(store)).scan("imports").select(pl.col("observed_at").max()).collect().item() == NOW
