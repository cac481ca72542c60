"""Opening a store: the shapes a folder may have, and what is said when it can't be read."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data import store as store_module
from data.check import check_store
from data.errors import GenomslagError, SchemaError, StoreError
from data.files import list_store, parts_of, resolve
from data.schema import TABLES, dtypes
from data.store import DEMO, Store, location_of, open_store
from locales import Language
from tests.data.small_store import table, write


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "store")


def days(first: int, count: int) -> pl.DataFrame:
    return table("account_days", *({"date": date(2026, 10, first + number)} for number in range(count)))


def dates(store: Store) -> list[int]:
    return store.scan("account_days").select("date").sort("date").collect()["date"].dt.day().to_list()


def test_columns_come_in_the_contract_s_order_and_types_with_extras_last(folder):
    table("accounts").select("name", "platform", pl.lit(3).alias("mood"), "org_id", "account_id").write_parquet(
        folder / "accounts.parquet"
    )
    accounts = open_store(str(folder)).scan("accounts").collect()
    assert dict(accounts.schema) == dtypes("accounts") | {"mood": pl.Int32()}
    assert accounts.columns[-1] == "mood"
    assert accounts["handle"].to_list() == [None]


def test_a_table_that_is_absent_has_no_rows_and_the_contract_s_columns(tmp_path):
    store = open_store(str(write(tmp_path, "organisations", "accounts")))
    assert store.tables == ("organisations", "accounts")
    assert not store.has("posts")
    assert dict(store.scan("posts").collect_schema()) == dtypes("posts")
    assert store.scan("posts").collect().is_empty()


def test_a_table_s_name_must_be_one_of_the_contract_s(folder):
    with pytest.raises(KeyError):
        open_store(str(folder)).scan("secrets")


@pytest.mark.parametrize("layout", ["account_days", "account_days.parquet", "account_days/nested/deep"])
def test_a_table_may_be_a_folder_of_files(folder, layout):
    (folder / "account_days.parquet").unlink()
    (folder / layout).mkdir(parents=True)
    days(1, 2).write_parquet(folder / layout / "part-0.parquet")
    days(3, 1).write_parquet(folder / layout / "part-1.parquet")
    (folder / layout / "_SUCCESS").touch()
    (folder / layout / ".part-2.parquet").write_bytes(b"half")
    assert dates(open_store(str(folder))) == [1, 2, 3]


def test_files_of_a_table_may_differ_in_columns_and_types(folder):
    (folder / "account_days.parquet").unlink()
    parts = folder / "account_days"
    parts.mkdir()
    days(1, 1).with_columns(pl.col("followers").cast(pl.Int32), mood=pl.lit("glad")).write_parquet(parts / "a.parquet")
    days(2, 1).drop("views").with_columns(pl.col("account_id").cast(pl.Categorical)).write_parquet(parts / "b.parquet")
    days(3, 1).with_columns(pl.col("date").cast(pl.Datetime("ms"))).write_parquet(parts / "c.parquet")
    store = open_store(str(folder))
    assert dates(store) == [1, 2, 3]
    read = store.scan("account_days").sort("date").collect()
    assert read["views"].to_list() == [40, None, 40]
    assert read["followers"].to_list() == [1200] * 3
    assert read.columns == list(dtypes("account_days"))


def test_folders_may_carry_a_column_in_their_names(folder):
    (folder / "account_days.parquet").unlink()
    for account in ("fb", "0114"):
        part = folder / "account_days" / "year=2026" / f"account_id={account}"
        part.mkdir(parents=True)
        days(1, 2).drop("account_id").write_parquet(part / "0.parquet")
    table("accounts", {}, {"account_id": "0114"}).write_parquet(folder / "accounts.parquet")
    read = open_store(str(folder)).scan("account_days").collect()
    assert set(read["account_id"]) == {"fb", "0114"}
    assert read["year"].to_list() == ["2026"] * 4


def test_other_files_and_folders_are_left_alone(folder):
    (folder / "posts_backup.parquet").write_bytes(b"no Parquet at all")
    (folder / "notes.xlsx").write_bytes(b"PK")
    (folder / "archive").mkdir()
    (folder / "Thumbs.db").touch()
    assert open_store(str(folder)).tables == TABLES


def test_a_table_that_lies_there_twice_is_refused(folder):
    (folder / "posts").mkdir()
    shutil.copy(folder / "posts.parquet", folder / "posts" / "posts.parquet")
    with pytest.raises(StoreError, match="twice"):
        open_store(str(folder))


def test_the_version_changes_with_any_table_and_only_then(folder):
    store = open_store(str(folder))
    before = store.version
    assert store.version == before
    (folder / "readme.txt").write_text("hej")
    assert store.version == before
    days(1, 3).write_parquet(folder / "account_days.parquet")
    after = store.version
    assert after != before
    (folder / "notes.parquet").unlink()
    assert store.version not in (before, after)


def test_an_open_store_follows_its_files(folder):
    store = open_store(str(folder))
    assert dates(store) == [1]
    days(1, 3).write_parquet(folder / "account_days.parquet")
    assert dates(store) == [1, 2, 3]


def test_an_open_store_refuses_what_has_gone_wrong_and_goes_on_when_it_is_mended(folder):
    store = open_store(str(folder))
    pl.concat([days(1, 2), days(1, 1)]).write_parquet(folder / "account_days.parquet")
    with pytest.raises(SchemaError):
        store.scan("accounts")
    days(1, 2).write_parquet(folder / "account_days.parquet")
    assert dates(store) == [1, 2]


def test_a_store_that_disappears_says_so_and_comes_back(folder):
    store = open_store(str(folder))
    reading = store.scan("account_days")
    folder.rename(folder.with_name("away"))
    for ask in (lambda: store.version, lambda: store.tables, lambda: store.scan("posts"), lambda: store.about):
        with pytest.raises(StoreError, match="There is no folder"):
            ask()
    with pytest.raises(StoreError, match="no longer there"):
        store.collect(reading)
    folder.with_name("away").rename(folder)
    assert store.collect(store.scan("account_days")).height == 1


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def text_file(path: Path) -> None:
    path.write_text("account_id;date\nfb;2026-10-01\n", encoding="utf-8")


@pytest.mark.parametrize("spoil", [cut_off, empty_file, text_file])
@pytest.mark.parametrize("name", ["organisations", "account_days"])
def test_a_damaged_file_is_named_with_what_to_do(folder, spoil, name):
    path = folder / f"{name}.parquet"
    spoil(path)
    with pytest.raises(StoreError) as caught:
        open_store(str(folder))
    assert caught.value.fields["place"] == str(path)
    assert "Copy it to the store again" in caught.value.todo


def test_damage_within_a_file_is_found_when_its_rows_are_read(tmp_path):
    folder = write(tmp_path, "organisations", "accounts")
    path = folder / "posts.parquet"
    table("posts").with_columns(caption=pl.lit("Snökaos i fjällen. " * 40)).write_parquet(path, compression="zstd")
    content = bytearray(path.read_bytes())
    content[4 : len(content) // 2] = bytes(len(content) // 2 - 4)
    path.write_bytes(bytes(content))
    with pytest.raises(StoreError) as caught:
        check_store(str(folder), date(2026, 11, 22))
    assert caught.value.fields["place"] == str(path)


def test_no_folder_an_empty_one_and_a_file_are_three_different_things(tmp_path):
    empty, file = tmp_path / "empty", tmp_path / "store.parquet"
    empty.mkdir()
    table("posts").write_parquet(file)
    messages = []
    for place in (tmp_path / "nowhere", empty, file):
        with pytest.raises(StoreError) as caught:
            open_store(str(place))
        assert str(place) in str(caught.value)
        assert caught.value.todo
        messages.append(caught.value.what)
    assert messages[0] == messages[2] != messages[1]


@pytest.mark.parametrize("hidden", ["get_file_info", "read_parquet_schema"])
def test_a_store_that_may_not_be_read_says_whom_to_ask(folder, monkeypatch, hidden):
    def refuse(*_arguments: object, **_settings: object) -> None:
        raise PermissionError(13, "Permission denied")

    if hidden == "get_file_info":
        monkeypatch.setattr("data.files.filesystem", refuse)
    else:
        monkeypatch.setattr(pl, hidden, refuse)
    with pytest.raises(StoreError, match="may not be read") as caught:
        open_store(str(folder))
    assert "right to read" in caught.value.todo


def test_the_messages_are_also_swedish(tmp_path):
    with pytest.raises(GenomslagError) as caught:
        open_store(str(tmp_path / "borta"))
    swedish = Language("sv").text(caught.value.what, **caught.value.fields)
    assert swedish == f"Det finns ingen mapp med statistik på {tmp_path / 'borta'}."


def test_above_a_number_of_rows_keys_are_left_to_the_check(folder, monkeypatch):
    monkeypatch.setattr(store_module, "CHECKED_ROWS", 1)
    pl.concat([days(1, 2), days(1, 1)]).write_parquet(folder / "account_days.parquet")
    assert open_store(str(folder)).scan("account_days").collect().height == 3


def test_where_the_store_is(tmp_path, monkeypatch):
    monkeypatch.delenv("GENOMSLAG_STORE", raising=False)
    assert location_of() == str(DEMO)
    monkeypatch.setenv("GENOMSLAG_STORE", str(tmp_path))
    assert location_of() == str(tmp_path)
    assert location_of("s3://bucket/statistik/") == "s3://bucket/statistik"
    monkeypatch.chdir(tmp_path)
    assert resolve("lager") == str(tmp_path / "lager")
    assert resolve(f"file://{tmp_path}/") == str(tmp_path)


def test_a_store_below_a_folder_that_looks_like_a_partition(tmp_path):
    folder = write(tmp_path / "year=2026" / "store", "organisations", "accounts")
    (folder / "account_days").mkdir()
    days(1, 2).write_parquet(folder / "account_days" / "0.parquet")
    read = open_store(str(folder)).scan("account_days").collect()
    assert read.columns == list(dtypes("account_days"))


def test_files_of_one_schema_are_read_together(folder):
    (folder / "account_days.parquet").unlink()
    parts = folder / "account_days"
    parts.mkdir()
    for first in range(1, 8):
        days(first, 1).write_parquet(parts / f"{first}.parquet")
    assert len(parts_of(list_store(str(folder)).tables["account_days"])) == 1


ABOUT = """
title_sv = "Demo: Region Älvmark"
title_en = "Demo"
demo = true
source = "Påhittade siffror"
limits_sv = ["Inga kampanjer"]
future_setting = 1
"""


def test_a_store_says_what_it_is(folder):
    assert open_store(str(folder)).about is None
    assert open_store(str(folder)).demo is False
    (folder / "about.toml").write_text(ABOUT, encoding="utf-8")
    store = open_store(str(folder))
    assert store.demo is True
    assert store.about is not None
    assert store.about.title(Language("sv")) == "Demo: Region Älvmark"
    assert store.about.limits(Language("en")) == ("Inga kampanjer",)


def test_the_days_of_invented_figures_follow_no_clock(folder):
    table("audience_shares", {"date": date(2190, 1, 1)}).write_parquet(folder / "audience_shares.parquet")
    with pytest.raises(SchemaError):
        open_store(str(folder))
    (folder / "about.toml").write_text("demo = true", encoding="utf-8")
    assert open_store(str(folder)).demo


@pytest.mark.parametrize("content", [b"title_sv = ", b"demo = 'yes'", b"limits_sv = [1]", b"title_sv = '\xff'"])
def test_a_damaged_about_file_is_named(folder, content):
    (folder / "about.toml").write_bytes(content)
    with pytest.raises(StoreError, match=r"about\.toml"):
        open_store(str(folder))
