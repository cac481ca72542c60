"""Where a figure came from, in words and rows: text as it is, in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from charts.source_tables import files_table, sources_remarks, sources_sentence, values_table
from locales import Language
from metrics.catalogue import CATALOGUE
from metrics.period import Period
from metrics.sources import Column, FileBehind, Sources, ValueBehind

SWEDISH, ENGLISH = Language("sv"), Language("en")
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
NAMES = {"fb": "Facebook", "ig": "Instagram"}
MIDNIGHT = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
FILE = FileBehind(
    "i1", "<b>oktober</b>.csv", "meta_posts", ("fb", "ig"),
    (Column("account_days", "reactions"), Column("account_days", "comments"), Column("posts", "reactions")),
    1_240, date(2026, 10, 1), date(2026, 10, 31), MIDNIGHT, MIDNIGHT, "Eva",
)  # fmt: skip
HAND = FileBehind("", "", "", ("fb",), (Column("account_days", "views"),), 3, date(2026, 10, 2), date(2026, 10, 3))
VALUE = ValueBehind(date(2026, 10, 31), "fb", "", Column("account_days", "views"), 1_200, "i1", "oktober.csv")


def sources(*files: FileBehind, imported: bool = True, values: tuple[ValueBehind, ...] = ()) -> Sources:
    return Sources(files, values, sum(file.values for file in files), imported)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((FILE, HAND), "kommer ur 1 fil."),
        ((FILE, replace(FILE, import_id="i2")), "kommer ur 2 filer."),
        ((HAND,), "kommer inte ur någon inläst fil."),
        ((), "det finns inga siffror för de här kanalerna."),
    ],
)
def test_one_sentence_says_how_many_files(files, expected):
    said = sources_sentence(sources(*files), CATALOGUE["views"], OCTOBER, SWEDISH)
    assert said.startswith("Visningar, ")
    assert said.endswith(expected)


def test_what_came_from_no_file_and_what_is_not_listed_is_said():
    said = sources_remarks(sources(FILE, HAND, values=(VALUE,)), ENGLISH)
    assert said == [
        "3 values came from no file: somebody has entered or changed them by hand.",
        "Of the 1,243 values, the newest 1 are listed.",
    ]
    assert sources_remarks(sources(FILE, values=(VALUE,) * FILE.values), ENGLISH) == []


def test_a_store_without_imports_says_so_in_one_sentence():
    (said,) = sources_remarks(sources(HAND, imported=False), SWEDISH)
    assert said == "Inga filer har lästs in här, så det framgår inte varifrån raderna kommer."
    assert sources_remarks(sources(imported=False), SWEDISH) == []


def test_a_file_is_told_with_its_columns_days_and_who():
    table = files_table([FILE, HAND], NAMES, SWEDISH)
    row = dict(zip(table.columns, table.shown[0], strict=True))
    assert row["Fil"] == "<b>oktober</b>.csv"
    assert row["Kanal"] == "Facebook, Instagram"
    assert row["Vad den gav"] == "Kanaler per dag: Reaktioner, Kommentarer; Inlägg: Reaktioner"
    assert (row["Värden"], row["Sista dag"]) == ("1\u00a0240", "31 oktober 2026")
    assert row["Inläst"] == "3 november 2026"
    assert table.rows[0][table.columns.index("Inläst")] == "2026-11-03"
    assert table.shown[1][0] == "ingen fil"


def test_a_value_is_told_with_what_tells_its_row_apart():
    reach = ValueBehind(date(2026, 10, 31), "fb", "28", Column("account_reach", "reach"), 900, "i1", "reach.csv")
    web = ValueBehind(date(2026, 10, 30), "", "linkedin · kampanj", Column("web_days", "visits"), 4, "i1", "webb.csv")
    table = values_table([reach, web, replace(VALUE, value=2.5)], NAMES, SWEDISH)
    assert [row[:4] for row in table.shown] == [
        ["31 oktober 2026", "Facebook", "Kanalernas räckvidd: Räckvidd", "över 28 dagar"],
        ["30 oktober 2026", "–", "Webbesök per dag: Besök", "LinkedIn · kampanj"],
        ["31 oktober 2026", "Facebook", "Kanaler per dag: Visningar", "–"],
    ]
    assert [row[4] for row in table.shown] == ["900", "4", "2,50"]
    assert len(values_table([VALUE], NAMES, SWEDISH).columns) == 5
