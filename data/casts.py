"""Which differences of type lose nothing: a column as it lies in a file → as the contract has it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from locales import N_

SMALL_INTEGERS = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32)
TYPE_NAMES = {
    pl.Int64: N_("whole numbers (int64)"),
    pl.Float64: N_("numbers (float64)"),
    pl.String: N_("text (string)"),
    pl.Boolean: N_("true or false (boolean)"),
    pl.Date: N_("days (date)"),
    pl.Datetime: N_("points in time (timestamp, UTC)"),
}


@dataclass(frozen=True)
class Cast:
    """How to read a column: `value` is the expression; `lost` is true where it would change what a row says."""

    value: pl.Expr
    lost: pl.Expr | None = None


def lossless(name: str, have: pl.DataType, want: pl.DataType) -> Cast:
    """The cast of a column. Types that do not meet are read as missing, and lose every value that is there."""
    column = pl.col(name)
    if have.is_float():
        column = column.fill_nan(None)  # a missing number in pandas
    cast = Cast(pl.lit(None, dtype=want), column.is_not_null())
    match have, want:
        case _ if have in (want, pl.Null):
            cast = Cast(column.cast(want))
        case _, pl.Int64() | pl.Float64() if have.is_numeric():
            cast = _number(column, have, want)
        case pl.Categorical() | pl.Enum(), pl.String():
            cast = Cast(column.cast(want))
        case pl.Datetime(), pl.Date():
            local = column.dt.replace_time_zone(None)
            cast = Cast(local.dt.date(), local.dt.time() != pl.time(0))
        case pl.Date(), pl.Datetime():
            cast = Cast(column.cast(pl.Datetime("us")).dt.replace_time_zone("UTC"))
        case pl.Datetime(), pl.Datetime():
            cast = _instant(column, have)
    return cast


def _number(column: pl.Expr, have: pl.DataType, want: pl.DataType) -> Cast:
    value = column.cast(want, strict=False)
    if have in SMALL_INTEGERS or (have == pl.Float32 and want == pl.Float64):
        return Cast(value)
    back = value.cast(have, strict=False)
    return Cast(value, column.is_not_null() & ~back.eq_missing(column))


def _instant(column: pl.Expr, have: pl.Datetime) -> Cast:
    utc = column.dt.convert_time_zone("UTC") if have.time_zone else column.dt.replace_time_zone("UTC")
    lost = column.dt.nanosecond() % 1000 != 0 if have.time_unit == "ns" else None
    return Cast(utc.dt.cast_time_unit("us"), lost)
