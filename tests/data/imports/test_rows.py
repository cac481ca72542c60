"""Rows that a store cannot hold: which they are, and where in the file they stand."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import polars as pl
import pytest

from data.importers.source import Answers, Source
from data.imports.plan import plan
from data.imports.rows import sound_rows
from tests.data.imports.small_exports import NOW, new_store

PARENTS = {"accounts": {"fb"}, "organisations": {"alvmark"}, "campaigns": set()}


def rows(*given: tuple[str, date | None, int | None]) -> pl.DataFrame:
    schema = {"account_id": pl.String(), "date": pl.Date(), "views": pl.Int64()}
    return pl.DataFrame(given, schema=schema, orient="row")


def a_hundred_on(places):
    return [place + 100 for place in places]


def sound(table: pl.DataFrame, lines=a_hundred_on):
    found, rejected = sound_rows("account_days", table, NOW, NOW, PARENTS, lines)
    return found, [(one.row, one.fields.get("rule") or one.reason) for one in rejected]


def test_each_kind_of_fault_says_its_line_and_the_others_are_kept_as_they_are():
    table = rows(
        ("fb", date(2026, 10, 1), 1),
        ("fb", date(2026, 10, 2), -1),
        ("nobody", date(2026, 10, 3), 3),
        ("fb", date(2026, 12, 24), 4),
        ("fb", date(2026, 10, 1), 5),
        ("fb", None, 6),
        ("fb", date(2026, 10, 7), 7),
        ("fb", date(2026, 10, 7), 7),
    )
    kept, rejected = sound(table)
    assert kept.rows() == [("fb", date(2026, 10, 1), 1), ("fb", date(2026, 10, 7), 7)]
    assert kept.columns == ["account_id", "date", "views"]
    assert [line for line, _ in rejected] == [101, 102, 103, 104, 105]
    assert rejected[0][1] == "min"
    assert rejected[4][1] == "nullability"


def test_rows_that_are_alike_in_their_fault_have_a_line_each():
    broken = ("fb", date(2026, 10, 2), -1)
    kept, rejected = sound(rows(broken, ("fb", date(2026, 10, 1), 1), broken))
    assert kept.height == 1
    assert [line for line, _ in rejected] == [100, 102]


def test_without_lines_a_row_has_none():
    _, rejected = sound(rows(("nobody", date(2026, 10, 3), 3)), lines=None)
    assert [line for line, _ in rejected] == [0]


CSV = """post_id,account_id,published_at,caption
a,fb,2026-10-01T12:00:00Z,"Två
rader"
b,nobody,2026-10-02T12:00:00Z,En

c,fb,2026-10-03T12:00:00Z,"Tre
hela
rader"
d,fb,2026-10-04T12:00:00Z,x
e,no one,2026-10-05T12:00:00Z,x
"""


@pytest.mark.parametrize("content", [CSV, CSV.replace("Tre", '""Tre""')])
def test_the_template_knows_the_line_however_many_lines_a_row_takes(tmp_path, content):
    source = Source("posts.csv", content.encode(), datetime(2026, 11, 1, tzinfo=UTC))
    (file,) = plan(new_store(tmp_path / "store"), [source], Answers(), now=NOW).files
    assert [(one.row, one.fields["value"]) for one in file.rejected] == [(4, "nobody"), (10, "no one")]
    assert file.total.added == 3


def test_a_file_in_a_zip_knows_what_was_handed_in(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("inner/posts.csv", CSV)
        archive.writestr("empty.csv", "")
    files = plan(new_store(tmp_path / "store"), [Source("outer.zip", content.getvalue())], Answers(), now=NOW).files
    assert {file.source for file in files} == {"outer.zip"}
    assert {file.file.startswith("outer.zip/") for file in files} == {True}
