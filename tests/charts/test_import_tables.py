"""Files and imports as tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from charts.import_tables import files_table, import_name, imports_table, refused_table, rejected_table, unknown_table
from data.errors import GenomslagError
from data.importers.source import Rejected
from data.imports.apply import apply
from data.imports.changes import Counts
from data.imports.history import imports_of
from data.imports.plan import File, plan
from data.imports.undo import undo
from data.store import open_store
from locales import Language
from tests.data.imports.small_exports import export, imported, new_store, read

SV = Language("sv")
DAYS = (date(2026, 10, 1), date(2026, 10, 31))
BAD = (Rejected(14, "{column} is empty.", {"column": "x"}), Rejected(0, "illegible"))
READY = File(
    "<i>a</i>.csv", "ready", "a.zip", "meta_daily", accounts=("fb", "okänt"), days=DAYS,
    counts={"account_days": Counts(1200, 2, 3)}, rejected=BAD, unknown=("Ny kolumn",),
)  # fmt: skip
REFUSED = File("b.csv", "refused", error=GenomslagError("{name} is empty.", todo="Choose another.", name="b.csv"))


def test_a_row_a_file():
    table = files_table([READY, REFUSED], {"fb": "Region Älvmark"}, SV)
    assert len(table.columns) == 9
    assert table.rows[0] == [
        "<i>a</i>.csv", "kan läsas in", "Region Älvmark, okänt", "2026-10-01/2026-10-31", 1200, 2, 3, 2,
        "Dagliga siffror från Meta Business Suite",
    ]  # fmt: skip
    assert table.shown[0][3:-1] == ["1–31 oktober 2026", "1\u00a0200", "2", "3", "2"]
    assert len(table.rows) == 1


def test_a_row_a_file_that_cannot_be_imported():
    assert refused_table([READY, REFUSED], SV).rows == [("b.csv", "Filen is empty. Choose another.")]


def test_what_a_file_would_change_is_missing_and_not_0_before_it_can_be_imported():
    table = files_table([READY, File("a.csv", "asks", importer="meta_daily", days=DAYS)], {}, SV)
    assert table.rows[1][4:-1] == [None] * 4


def test_a_column_that_says_nothing_of_any_file_is_left_out():
    table = files_table([File("a.csv", "asks", importer="meta_daily", days=DAYS)], {}, SV)
    assert list(table.columns) == ["Fil", "Vad som händer", "Tid", "Typ"]


def test_rejected_rows_say_their_line_where_it_is_known():
    table = rejected_table(READY, SV)
    assert table.rows == [(14, "x är tom."), (None, "illegible")]
    assert [row[0] for row in table.shown] == ["14", "–"]
    assert len(rejected_table(READY, SV, most=1).rows) == 1


def test_columns_that_are_not_used():
    assert unknown_table(READY, SV).rows == [("Ny kolumn",)]


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def test_imports_are_listed_the_newest_first_and_undone_ones_say_so(store):
    (first,) = imported(store, export({0: {"views": 5}}, seen=1, name="a.json"))
    imported(store, export({0: {"views": 6}, 1: {"views": 7}}, seen=2, name="b.json"))
    undo(store, first.import_id, now=datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    table = imports_table(imports_of(open_store(str(store))), SV)
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    assert rows["b.json"]["Nya rader"] == 1
    assert rows["b.json"]["Ändrade rader"] == 1
    assert rows["b.json"]["Ångrad"] is None
    assert rows["b.json"]["Nedladdad"] == "2026-11-02"
    assert rows["b.json"]["Av"] == "Eva"
    assert rows["a.json"]["Ångrad"] == "2026-11-22"  # in Sweden
    shown = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.shown}
    assert shown["a.json"]["Ångrad"] == "22 november 2026"
    assert "Avvisade rader" not in table.columns  # there are none


def test_an_import_is_chosen_by_its_file_its_days_and_when_it_was_made():
    made = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # in Sweden the day after
    row = {"file_name": "a.csv", "from_date": DAYS[0], "to_date": DAYS[1], "imported_at": made}
    assert import_name(row, SV) == "a.csv · 1–31 oktober 2026 · inläst 22 november 2026 kl. 00:30"


def test_the_newest_import_comes_first(store):
    imported(store, export({0: {"views": 5}}, seen=1, name="a.json"))
    later = datetime(2026, 11, 21, tzinfo=UTC)
    apply(plan(store, [export({1: {"views": 5}}, name="b.json")], read=read, now=later), now=later)
    assert [row[0] for row in imports_table(imports_of(open_store(str(store))), SV).rows] == ["b.json", "a.json"]


def test_a_store_without_imports_has_none_to_list(store):
    assert imports_of(open_store(str(store))) == []
    assert not imports_table([], SV).rows
