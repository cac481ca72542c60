"""Two at once, a full disk, a folder that may not be written to: a clear error, and the store as it was."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread

import deltalake
import polars as pl
import pytest

from data.errors import StoreError
from data.imports import table as tables
from data.imports.changes import with_earlier
from data.store import open_store, write_table
from tests.data.imports.small_exports import export, imported, new_store, values
from tests.data.small_store import table

PROJECT = Path(__file__).parents[3]
OCTOBER = {0: {"views": 10}, 1: {"views": 20}}


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def test_two_at_once_both_succeed(store):
    exports = [
        export({day: {"views": seen * 100 + day} for day in range(seen, seen + 5)}, seen=seen) for seen in range(1, 7)
    ]
    failed = []

    def run(half: int) -> None:
        try:
            for one in exports[half::2]:
                imported(store, one)
        except StoreError as error:
            failed.append(error)

    threads = [Thread(target=run, args=(half,)) for half in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert values(store) == {day: min(6, day) * 100 + day for day in range(1, 11)}
    rows = open_store(str(store)).scan("account_days").collect()
    assert rows.height == 10
    assert open_store(str(store)).scan("imports").collect().height == 6


def test_the_later_of_two_begins_anew_from_what_the_first_wrote(store, monkeypatch):
    imported(store, export(OCTOBER, seen=3))
    meanwhile = [export({1: {"views": 77}, 2: {"views": 78}}, seen=9)]

    def interrupted(*arguments):
        if meanwhile:
            imported(store, meanwhile.pop())
        return with_earlier(*arguments)

    monkeypatch.setattr("data.imports.apply.with_earlier", interrupted)
    (file,) = imported(store, export({1: {"views": 25}, 3: {"views": 30}}, seen=5))
    assert (file.total.added, file.total.changed, file.total.same) == (1, 0, 1)
    assert values(store) == {0: 10, 1: 77, 2: 78, 3: 30}
    recorded = open_store(str(store)).scan("imports").filter(pl.col("import_id") == file.import_id).collect()
    assert recorded.select("rows_added", "rows_changed", "rows_same").row(0) == (1, 0, 1)


def test_one_that_never_gets_its_turn_says_so(store, monkeypatch):
    def overtaken(*_arguments, **_settings):
        raise tables.Conflict

    monkeypatch.setattr(tables, "ATTEMPTS", 2)
    monkeypatch.setattr(tables.Table, "commit", overtaken)
    with pytest.raises(StoreError, match="somebody else"):
        imported(store, export(OCTOBER))


@pytest.mark.parametrize("full", ["image", "table"])
def test_a_full_disk_leaves_the_store_as_it_was(store, monkeypatch, full):
    imported(store, export(OCTOBER, seen=3))
    before = values(store)

    def no_room(*_arguments, **_settings):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        if full == "image":
            patched.setattr(pl.DataFrame, "write_parquet", no_room)
        else:
            patched.setattr(deltalake.DeltaTable, "merge", no_room)
        with pytest.raises(StoreError, match="could not be written to"):
            imported(store, export({1: {"views": 25}, 2: {"views": 1}}, seen=4))
    assert values(store) == before
    open_store(str(store))
    imported(store, export({1: {"views": 25}, 2: {"views": 1}}, seen=4))
    assert values(store) == {0: 10, 1: 25, 2: 1}


# Who may do everything takes the part of somebody who may not, once all that is needed has been imported.
NOBODY = """
import os, sys
from pathlib import Path
from data.errors import StoreError
from tests.data.imports.small_exports import export, imported
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    imported(Path(sys.argv[1]), export({5: {"views": 1}}))
except StoreError as error:
    print(error)
"""


def test_a_folder_that_may_not_be_written_to():
    with tempfile.TemporaryDirectory() as place:
        store = new_store(Path(place) / "store")
        imported(store, export(OCTOBER))
        before = values(store)
        folders = [path for path in (Path(place), *Path(place).rglob("*")) if path.is_dir()]
        for path in folders:
            path.chmod(0o555)
        command = [sys.executable, "-c", NOBODY, str(store)]
        told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        for path in folders:
            path.chmod(0o755)
        assert "could not be written to" in told.stdout, told.stderr
        assert values(store) == before


def test_rows_of_a_table_that_was_never_begun_are_no_table(store, monkeypatch):
    """A process that is cut off while it writes the first rows of a table leaves files that no log names."""

    def cut_off(*_arguments, **_settings):
        table("account_days").write_parquet(store / "account_days" / "part-0.parquet")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(deltalake, "write_deltalake", cut_off)
        with pytest.raises(KeyboardInterrupt):
            write_table(store, "account_days", table("account_days"), mode="replace")
    assert open_store(str(store)).scan("account_days").collect().is_empty()
    imported(store, export(OCTOBER))
    assert values(store) == {0: 10, 1: 20}


def test_what_lies_beside_the_tables_is_no_table(store):
    imported(store, export(OCTOBER))
    assert (store / "_imports" / "account_days").is_dir()
    assert set(open_store(str(store)).tables) == {"organisations", "accounts", "account_days", "imports"}


def test_old_versions_can_be_read(store):
    imported(store, export(OCTOBER, seen=3))
    for seen in range(4, 19):  # past a checkpoint of the log
        imported(store, export({0: {"views": seen}}, seen=seen))
    first = pl.scan_delta(str(store / "account_days"), version=1).sort("date").collect()
    assert first["views"].to_list() == [10, 20]
    kept = deltalake.DeltaTable(str(store / "account_days")).metadata().configuration
    assert kept["delta.enableExpiredLogCleanup"] == "false"
    assert values(store) == {0: 18, 1: 20}
