"""Differences of type between a file and the contract: what loses nothing is read, what loses is named."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.casts import lossless
from data.errors import SchemaError
from data.store import open_store
from tests.data.small_store import DAY, TIME, table, write

INT64 = st.none() | st.integers(-(2**63), 2**63 - 1)
INSTANT = pl.Datetime("us", "UTC")
INTEGERS = {
    pl.Int8: 2**7, pl.Int16: 2**15, pl.Int32: 2**31, pl.Int64: 2**63,
    pl.UInt8: 2**8, pl.UInt16: 2**16, pl.UInt32: 2**32, pl.UInt64: 2**64, pl.Int128: 2**100,
}  # fmt: skip


def read(values: list[object], have: pl.DataType | type[pl.DataType], want: pl.DataType) -> tuple[list[object], int]:
    """The values as the contract's type, and how many of them were lost."""
    column = pl.Series("x", values, dtype=have, strict=False).to_frame()
    cast = lossless("x", column.schema["x"], want)
    lost = pl.lit(0) if cast.lost is None else cast.lost.sum()
    made = column.with_columns(value=cast.value, lost=lost)
    assert made.schema["value"] == want
    return made["value"].to_list(), made["lost"][0]


@pytest.mark.parametrize("have", INTEGERS)
@given(data=st.data())
def test_integers_of_any_width_are_the_same_whole_number_or_lost(have, data):
    limit = INTEGERS[have]
    low = 0 if have.is_unsigned_integer() else -limit
    values = data.draw(st.lists(st.none() | st.integers(low, limit - 1), min_size=1, max_size=8))
    made, lost = read(values, have, pl.Int64())
    fits = [value is None or -(2**63) <= value < 2**63 for value in values]
    assert lost == fits.count(False)
    assert [value for value, fit in zip(made, fits, strict=True) if fit] == [
        value for value, fit in zip(values, fits, strict=True) if fit
    ]


@given(st.lists(st.none() | st.floats(width=64), min_size=1, max_size=8))
def test_whole_floats_are_counts_and_fractions_are_lost(values):
    made, lost = read(values, pl.Float64, pl.Int64())
    there = [value for value in values if value is not None and not math.isnan(value)]
    counts = [int(value) for value in there if value.is_integer() and -(2.0**63) <= value < 2.0**63]
    assert lost == len(there) - len(counts)
    assert [count for count, value in zip(made, values, strict=True) if value in counts] == counts


@given(st.lists(INT64, min_size=1, max_size=8))
def test_whole_numbers_are_amounts_where_a_float_can_hold_them(values):
    made, lost = read(values, pl.Int64, pl.Float64())
    held = [value is None or int(float(value)) == value for value in values]
    assert lost == held.count(False)
    assert all(result == value for result, value, right in zip(made, values, held, strict=True) if right)


@given(st.lists(st.none() | st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=8))
def test_decimals_are_amounts_and_whole_ones_are_counts(values):
    have = pl.Decimal(14, 2)
    made, lost = read(values, have, pl.Float64())
    assert lost == 0
    assert made == [None if value is None else float(value) for value in values]
    assert read(values, have, pl.Int64())[1] == sum(value is not None and value != int(value) for value in values)


@given(st.lists(st.none() | st.text(max_size=6), min_size=1, max_size=8))
def test_dictionary_text_is_text(values):
    assert read(values, pl.Categorical, pl.String()) == (values, 0)


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Europe/Stockholm"])
@given(days=st.lists(st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)), min_size=1, max_size=8))
def test_midnight_is_a_day_and_any_other_time_is_lost(unit, zone, days):
    midnights = pl.Series("x", days, dtype=pl.Date).cast(pl.Datetime(unit)).dt.replace_time_zone(zone)
    assert read(midnights.to_list(), midnights.dtype, pl.Date()) == (days, 0)
    later = (midnights + timedelta(hours=7)).to_list()
    assert read(later, midnights.dtype, pl.Date())[1] == len(days) - days.count(None)


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
@pytest.mark.parametrize("zone", ["UTC", "Europe/Stockholm", "US/Pacific"])
@given(st.lists(st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), min_size=1, max_size=8))  # noqa: DTZ001 -- the zone comes after
def test_a_moment_is_the_same_moment_in_utc(unit, zone, moments):
    whole = [moment and moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC) for moment in moments]
    series = pl.Series("x", whole, dtype=INSTANT).cast(pl.Datetime(unit, "UTC")).dt.convert_time_zone(zone)
    assert read(series.to_list(), series.dtype, INSTANT) == (whole, 0)
    local = pl.Series("x", whole, dtype=INSTANT).dt.replace_time_zone(None).cast(pl.Datetime(unit))
    assert read(local.to_list(), local.dtype, INSTANT) == (whole, 0)


def test_a_day_is_a_moment_at_midnight_utc_and_parts_of_a_microsecond_are_lost():
    assert read([DAY, None], pl.Date, INSTANT) == ([datetime(2026, 10, 1, tzinfo=UTC), None], 0)
    odd = pl.Series("x", [1_000, 1_001, None], dtype=pl.Int64).cast(pl.Datetime("ns"))
    cast = lossless("x", odd.dtype, INSTANT)
    assert odd.to_frame().select(cast.lost)["x"].to_list() == [False, True, None]


EVERY_TYPE = [
    pl.Null(), pl.Boolean(), pl.Int32(), pl.Float64(), pl.String(), pl.Date(), pl.Datetime("ns"), pl.Binary(),
    pl.Duration("ms"), pl.Time(), pl.List(pl.Int8()), pl.Struct({"a": pl.Int8()}), pl.Categorical(),
]  # fmt: skip


@pytest.mark.parametrize("have", EVERY_TYPE, ids=str)
@pytest.mark.parametrize("want", [pl.Int64(), pl.Float64(), pl.String(), pl.Boolean(), pl.Date(), INSTANT], ids=str)
def test_a_column_without_values_may_be_of_any_type(have, want):
    assert read([None, None], have, want) == ([None, None], 0)


@pytest.mark.parametrize(
    ("have", "value", "want"),
    [
        (pl.String, "12", pl.Int64()),
        (pl.String, "2026-10-01", pl.Date()),
        (pl.String, "2026-10-01T08:00", INSTANT),
        (pl.Int64, 114, pl.String()),
        (pl.Int64, 1, pl.Boolean()),
        (pl.Boolean, True, pl.Int64()),
        (pl.Int32, 20_000, pl.Date()),
        (pl.Binary, b"fb", pl.String()),
        (pl.Time, datetime(2026, 1, 1).time(), INSTANT),  # noqa: DTZ001 -- a time of day has no zone
    ],
)
def test_types_that_do_not_meet_lose_every_value(have, value, want):
    assert read([value, None], have, want) == ([None, None], 1)


def test_a_store_written_by_pandas_opens(tmp_path):
    folder = write(tmp_path, "organisations", "accounts")
    rows = pd.DataFrame(
        {
            "account_id": pd.Categorical(["fb", "fb"]),
            "date": pd.to_datetime(["2026-10-01", "2026-10-02"]),
            "followers": [1200, None],
            "views": pd.array([40, None], dtype="Int32"),
            "shares": [None, None],
            "minutes_viewed": [3, 4],
        }
    )
    rows.to_parquet(folder / "account_days.parquet")
    read_back = open_store(str(folder)).scan("account_days").collect()
    assert read_back.select("date", "followers", "views", "shares", "minutes_viewed").rows() == [
        (date(2026, 10, 1), 1200, 40, None, 3.0),
        (date(2026, 10, 2), None, None, None, 4.0),
    ]


@pytest.mark.parametrize(
    ("name", "column", "values", "value", "expected"),
    [
        ("account_days", "followers", [12.5], "12.5 (Float64)", "whole numbers (int64)"),
        ("account_days", "date", [TIME], "2026-10-01 08:30:00+00:00 (Datetime", "days (date)"),
        ("posts", "published_at", ["i går"], "i går (String)", "points in time (timestamp, UTC)"),
        ("posts", "paid", ["ja"], "ja (String)", "true or false (boolean)"),
        ("campaigns", "budget", [b"1"], "(Binary)", "numbers (float64)"),
        ("organisations", "official_code", [114], "114 (Int64)", "text (string)"),
    ],
)
def test_a_lossy_difference_names_table_column_row_value_and_type(tmp_path, name, column, values, value, expected):
    wrong = table(name).with_columns(pl.Series(column, values))
    with pytest.raises(SchemaError) as caught:
        open_store(str(write(tmp_path, **{name: wrong})))
    [violation] = caught.value.violations
    assert (violation.table, violation.column) == (name, column)
    assert value in violation.text()
    assert "=" in violation.key
    assert violation.text().endswith(f"Expected: {expected}.")
