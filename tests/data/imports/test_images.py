"""Images: which keys they speak of, and that only those near a file's rows are looked at."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from data.imports.images import Images, apart, bounds_of
from data.imports.table import IMAGES, Table, opened
from tests.data.imports.small_exports import export, imported, new_store, values


def days(*numbers, account="fb"):
    return pl.DataFrame(
        {"account_id": [account] * len(numbers), "date": [date(2026, 10, number) for number in numbers]},
        schema={"account_id": pl.String, "date": pl.Date},
    )


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "a store")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (days(1, 9), days(9, 12), False),
        (days(1, 8), days(9, 12), True),
        (days(9, 12), days(1, 8), True),
        (days(1, 9), days(4, account="ig"), True),
        (days(1, 9), days(), False),
        (days(1), pl.DataFrame({"account_id": ["fb"], "date": [None]}, schema_overrides={"date": pl.Date}), False),
    ],
)
def test_keys_are_apart_where_one_of_their_columns_is(one, other, expected):
    assert apart(bounds_of(one), bounds_of(other)) is expected


def test_a_key_that_may_be_missing_is_near_every_other():
    known = pl.DataFrame({"account_id": ["a", "b"], "metric": ["views", "views"]})
    missing = known.with_columns(account_id=pl.lit(None, dtype=pl.String))
    assert not apart(bounds_of(known), bounds_of(missing))
    assert apart(bounds_of(known), bounds_of(missing.with_columns(metric=pl.lit("reach"))))


def test_images_of_other_days_and_accounts_are_left_out(tmp_path):
    images = Images(tmp_path / "images", "account_days")
    images.keep("early", 3, days(1, 2))
    images.keep("late", 5, days(20, 21))
    images.keep("other", 7, days(1, 2, account="ig"))
    images.keep("nothing", 9, days())
    for found in (images, Images(tmp_path / "images", "account_days")):  # as they were kept, and as they are read
        assert {*found.imports(near=days(2, 3))} == {"early", "nothing"}
        assert found.imports({"late"}, near=days(2, 3)) == []
        assert {*found.imports()} == {"early", "late", "other", "nothing"}


def test_of_many_imports_only_those_of_the_same_days_are_asked_for_their_mark(store, monkeypatch):
    for number in range(6):
        imported(store, export({5 * number + day: {"views": number} for day in range(5)}, seen=number + 3))
    asked = []
    looked_up = Table.mark

    def mark(table, import_id):
        asked.append(import_id)
        return looked_up(table, import_id)

    monkeypatch.setattr(Table, "mark", mark)
    (file,) = imported(store, export({6: {"views": 99, "saves": 4}}, seen=2))
    assert file.total.changed == 1
    assert (values(store)[6], values(store, "saves")[6]) == (1, 4)
    assert len({*asked} - {file.import_id}) == 1


def test_an_image_that_was_made_meanwhile_is_found(store):
    imported(store, export({0: {"views": 1}}, seen=3))
    table = opened(store, "account_days")
    assert len(table.images()) == 1
    imported(store, export({0: {"views": 2}}, seen=4))
    assert len(table.images()) == 1
    assert table.delta
    table.delta.update_incremental()
    assert len(table.images()) == 2
    assert len(list((store / IMAGES / "account_days").iterdir())) == 2
    assert values(store) == {0: 2}
