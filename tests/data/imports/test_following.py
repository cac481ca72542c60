"""Many files in one import: each table is opened once, and what others write meanwhile is still seen."""

from __future__ import annotations

from datetime import UTC, datetime

import deltalake
import pytest

from data.imports.apply import apply
from data.imports.following import Followed
from data.imports.plan import plan
from data.imports.undo import undo
from data.store import open_store
from tests.data.imports.small_exports import NOW, export, imported, new_store, read, values


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def months(count):
    """Files of five days each, none of which has a day of another's."""
    return [
        export({5 * number + day: {"views": number} for day in range(5)}, name=f"{number}") for number in range(count)
    ]


def opens(monkeypatch, store, files):
    """How often a Delta table was opened to plan and import the files."""
    opened, seen = deltalake.DeltaTable.__init__, []

    def counted(table, *arguments, **settings):
        seen.append(arguments)
        opened(table, *arguments, **settings)

    with monkeypatch.context() as patched:
        patched.setattr(deltalake.DeltaTable, "__init__", counted)
        imported(store, *files)
    return len(seen)


def test_more_files_open_no_more_tables(tmp_path, monkeypatch):
    few, many = (opens(monkeypatch, new_store(tmp_path / str(count)), months(count)) for count in (2, 6))
    assert 0 < many == few


def test_what_another_imports_between_two_files_is_seen(store):
    imported(store, export({9: {"views": 1}}, seen=1))
    planned = plan(store, [export({0: {"views": 10}}, seen=3), export({1: {"views": 20}}, seen=4)], read=read, now=NOW)

    def meanwhile(done, _of, _name):
        if done == 1:
            imported(store, export({1: {"views": 99}, 2: {"views": 98}}, seen=9))

    files = apply(planned, now=NOW, progress=meanwhile)
    assert [(file.total.added, file.total.same) for file in files] == [(1, 0), (0, 1)]
    assert values(store) == {9: 1, 0: 10, 1: 99, 2: 98}
    recorded = open_store(str(store)).scan("imports").select("import_id", "rows_added", "rows_same").collect()
    assert recorded.height == 4
    assert (files[1].import_id, 0, 1) in recorded.rows()


def test_what_another_undoes_between_two_files_is_seen(store):
    (later,) = imported(store, export({1: {"views": 99}}, seen=9))
    planned = plan(store, [export({0: {"views": 10}}, seen=3), export({1: {"views": 20}}, seen=4)], read=read, now=NOW)

    def meanwhile(done, _of, _name):
        if done == 1:
            undo(store, later.import_id, NOW)

    apply(planned, now=NOW, progress=meanwhile)
    assert values(store) == {0: 10, 1: 20}


def test_imports_are_read_anew_only_when_somebody_wrote_them(store):
    (file,) = imported(store, export({0: {"views": 1}}, seen=3))
    followed = Followed(store)
    before = followed.recorded()
    assert before.observed == {file.import_id: datetime(2026, 11, 3, tzinfo=UTC)}
    assert followed.recorded() is before
    (other,) = imported(store, export({0: {"views": 2}}, seen=4))
    assert followed.recorded(anew=False) is before
    assert {*followed.recorded().observed} == {file.import_id, other.import_id}
    undo(store, file.import_id, NOW)
    assert followed.recorded().undone == {file.import_id: True, other.import_id: False}
