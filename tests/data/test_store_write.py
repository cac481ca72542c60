"""Writing: what goes in comes out, nothing wrong goes in, and readers see the old or the new."""

from __future__ import annotations

from datetime import date
from threading import Event, Thread

import deltalake
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SchemaError, StoreError
from data.schema import TABLES, dtypes
from data.store import Store, open_store, write_table
from tests.data.small_store import ROWS, table, write
from tests.stores import drawn

COUNTS = ("followers", "views", "reactions")


@pytest.fixture
def store(tmp_path):
    for name in ("organisations", "accounts", "account_days"):
        write_table(tmp_path, name, table(name))
    return open_store(str(tmp_path))


def days(*numbers: int, **columns: object) -> pl.DataFrame:
    changes = [{"date": date(2026, 10, number), **columns} for number in numbers]
    return table("account_days", *changes).select("account_id", "date", *columns)


def account_days(store: Store) -> pl.DataFrame:
    return store.scan("account_days").sort("date").collect()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_comes_out_as_it_went_in(tmp_path, name):
    for table_name in ROWS:
        write_table(tmp_path, table_name, table(table_name))
    read = open_store(str(tmp_path)).scan(name).collect()
    assert dict(read.schema) == dtypes(name)
    assert read.select(table(name).columns).rows() == table(name).rows()


def test_merging_adds_rows_and_replaces_the_columns_given(tmp_path, store):
    before = store.version
    write_table(tmp_path, "account_days", days(1, 2, followers=1_300))
    assert store.version != before
    read = account_days(store)
    assert read["followers"].to_list() == [1_300, 1_300]
    assert read["views"].to_list() == [40, None]


@pytest.mark.parametrize("folder", ["Mina dokument", "Region Skåne (2026)", "a+b&c=d"])
def test_any_name_of_a_folder_will_do(tmp_path, folder):
    for name in ("organisations", "accounts", "account_days", "account_days"):
        write_table(tmp_path / folder, name, table(name))
    assert account_days(open_store(str(tmp_path / folder)))["followers"].to_list() == [1_200]


def test_merging_adds_a_column_that_the_table_lacks(tmp_path):
    for name in ("organisations", "account_days"):
        write_table(tmp_path, name, table(name))
    old = table("accounts").select("account_id", "org_id", "platform", "name")
    deltalake.write_deltalake(tmp_path / "accounts", old)
    write_table(tmp_path, "accounts", table("accounts", {"external_id": "1000"}))
    assert open_store(str(tmp_path)).scan("accounts").collect()["external_id"].to_list() == ["1000"]


def test_merging_meets_a_missing_part_of_the_key(tmp_path, store):
    for visits in (12, 15):
        write_table(tmp_path, "web_days", table("web_days", {"visits": visits}))
    assert store.scan("web_days").collect()["visits"].to_list() == [15]


def test_replacing_leaves_the_new_rows_alone(tmp_path, store):
    write_table(tmp_path, "account_days", days(5, followers=7), mode="replace")
    assert account_days(store).select("date", "followers").rows() == [(date(2026, 10, 5), 7)]


def test_types_are_cast_where_nothing_is_lost(tmp_path, store):
    rows = days(3, followers=5).with_columns(pl.col("followers").cast(pl.Float32), pl.col("date").cast(pl.Datetime))
    write_table(tmp_path, "account_days", rows)
    assert account_days(store)["followers"].to_list() == [1_200, 5]


@pytest.mark.parametrize(
    "wrong",
    [
        days(4, followers=-1),
        days(4, 4, followers=1),
        days(4, followers=1).with_columns(pl.lit("många").alias("followers")),
        days(4, followers=1).drop("account_id"),
    ],
    ids=["negative", "twice", "text", "no key"],
)
@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_nothing_is_written_where_anything_is_wrong(tmp_path, store, wrong, mode):
    before = store.version
    with pytest.raises(SchemaError):
        write_table(tmp_path, "account_days", wrong, mode=mode)
    assert store.version == before
    assert account_days(store).height == 1


def test_a_plain_folder_is_never_written_to(tmp_path):
    folder = write(tmp_path / "one file")
    with pytest.raises(StoreError, match="only read"):
        write_table(folder, "account_days", days(2, followers=1))
    nested = tmp_path / "files" / "account_days"
    nested.mkdir(parents=True)
    table("account_days").write_parquet(nested / "0.parquet")
    with pytest.raises(StoreError, match="only read"):
        write_table(nested.parent, "account_days", days(2, followers=1))


def test_a_write_that_breaks_off_leaves_the_table_as_it_was(tmp_path, store, monkeypatch):
    before = account_days(store)

    def full(*_arguments: object, **_settings: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(deltalake.DeltaTable, "merge", full)
    with pytest.raises(StoreError) as caught:
        write_table(tmp_path, "account_days", days(2, followers=1))
    assert caught.value.what == "{place} could not be written to. It is as it was before."
    assert account_days(store).equals(before)


def test_a_reader_sees_the_old_rows_or_the_new_ones(tmp_path, store):
    done, seen = Event(), []

    def read() -> None:
        reader = open_store(str(tmp_path))
        while not done.is_set():
            seen.append(tuple(set(reader.collect(reader.scan("account_days"))["followers"])))

    thread = Thread(target=read)
    thread.start()
    everything = range(1, 32)
    for followers in range(1, 6):
        write_table(tmp_path, "account_days", days(*everything, followers=followers), mode="replace")
    done.set()
    thread.join()
    assert seen
    assert {len(values) for values in seen} == {1}


@drawn(10)
@given(
    st.lists(
        st.dictionaries(
            st.integers(1, 28), st.fixed_dictionaries({name: st.none() | st.integers(0, 2**40) for name in COUNTS})
        ),
        min_size=1,
        max_size=3,
    )
)
def test_merging_is_what_a_dictionary_does(tmp_path_factory, batches):
    folder = tmp_path_factory.mktemp("store")
    for name in ("organisations", "accounts", "account_days"):
        write_table(folder, name, table(name).clear() if name == "account_days" else table(name))
    expected: dict[int, dict[str, int | None]] = {}
    for batch in batches:
        expected |= batch
        rows = [{"date": date(2026, 10, day), **counts} for day, counts in batch.items()]
        columns = ["account_id", "date", *COUNTS]
        write_table(folder, "account_days", table("account_days", *rows).select(columns) if rows else days(1).clear())
    read = open_store(str(folder)).scan("account_days").collect()
    assert {row["date"].day: {name: row[name] for name in COUNTS} for row in read.to_dicts()} == expected
