"""Many values lead back to the import that each came from, as a single one does."""

from __future__ import annotations

import shutil

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.table import IMAGES
from data.imports.tracing import told_by
from data.imports.undo import trace, undo
from data.store import open_store, write_table
from tests.data.imports.small_exports import NOW, START, export, imported, new_store
from tests.data.small_store import table
from tests.stores import drawn

COLUMNS = ["views", "saves"]


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def told(store, name: str = "account_days", columns=COLUMNS) -> pl.DataFrame:
    opened = open_store(str(store))
    key = {"account_days": "date", "posts": "post_id", "audience_bases": "year"}[name]
    return told_by(opened.location, name, opened.scan(name).sort(key).collect(), columns)


def by(store, column: str = "views", name: str = "account_days") -> list[str]:
    return told(store, name, [column])[f"by.{column}"].to_list()


def import_id(store, *sources) -> str:
    return imported(store, *sources)[-1].import_id


def test_values_of_one_row_lead_to_the_file_of_each(store):
    views = import_id(store, export({0: {"views": 10}, 1: {"views": 20}}, seen=3))
    saves = import_id(store, export({0: {"saves": 1}}, seen=4))
    assert by(store, "views") == [views, views]
    assert by(store, "saves") == [saves, ""]


def test_what_was_said_again_came_from_the_newest_that_said_it(store):
    import_id(store, export({0: {"views": 10}}, seen=3))
    again = import_id(store, export({0: {"views": 10}, 1: {"views": 5}}, seen=5))
    imported(store, export({0: {"views": 9}}, seen=4))
    assert by(store) == [again, again]


def test_an_undone_import_gave_nothing(store):
    first = import_id(store, export({0: {"views": 10}}, seen=3))
    undo(store, import_id(store, export({0: {"views": 11}}, seen=4)), NOW)
    assert by(store) == [first]


def test_what_somebody_changed_or_wrote_came_from_no_file(store):
    made = import_id(store, export({0: {"views": 10, "saves": 3}}))
    write_table(store, "account_days", table("account_days", {"views": 7, "followers": None}))
    assert (by(store, "views"), by(store, "saves")) == ([""], [made])
    assert by(store, "followers") == [""]


def test_a_row_came_from_the_newest_file_that_names_it(store):
    post = {"post_id": "p1", "account_id": "0", "published_at": "2026-10-03T10:00:00"}
    imported(store, export(posts=[post | {"views": 10}], seen=3))
    later = import_id(store, export(posts=[post | {"views": 12, "shares": 1}], seen=4))
    write_table(store, "posts", table("posts", {"post_id": "p2"}))
    assert by(store, "post_id", "posts") == [later, ""]


def test_a_table_without_import_ids_leads_to_its_files_too(store):
    base = {"org_id": "region", "kind": "inhabitants", "year": 2026, "size": 1_400_000}
    made = import_id(store, export(audience_bases=[base]))
    assert by(store, "size", "audience_bases") == [made]


def test_without_images_the_row_says_which_import_changed_it_last(store):
    imported(store, export({0: {"views": 10}}, seen=3))
    last = import_id(store, export({0: {"saves": 1}}, seen=4))
    shutil.rmtree(store / IMAGES)
    assert by(store, "views") == [last]


def test_plain_parquet_leads_to_its_own_import_ids(tmp_path):
    plain = tmp_path / "plain"
    plain.mkdir()
    for name in ("organisations", "accounts"):
        table(name).write_parquet(plain / f"{name}.parquet")
    table("imports", {"import_id": "i1"}).write_parquet(plain / "imports.parquet")
    table("account_days", {"import_id": "i1"}).write_parquet(plain / "account_days.parquet")
    assert (by(plain), by(plain, "saves")) == (["i1"], [""])


@drawn(8)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 15),
            st.dictionaries(st.integers(0, 2), st.dictionaries(st.sampled_from(COLUMNS), st.integers(0, 3))),
        ),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_many_at_once_are_told_as_one_by_one(tmp_path_factory, exports, undone):
    store = new_store(tmp_path_factory.mktemp("store"))
    made = [import_id(store, export(days, seen=seen)) for seen, days in exports if any(days.values())]
    if not made:
        return
    if undone:
        undo(store, made[0], NOW)
    rows = told(store) if open_store(str(store)).has("account_days") else pl.DataFrame()
    for row in rows.iter_rows(named=True):
        for column in COLUMNS:
            said = trace(store, "account_days", {"account_id": row["account_id"], "date": row["date"]}, column)
            newest = said[0].import_id if said else ""
            assert row[f"by.{column}"] == newest, (row["date"] - START, column)
