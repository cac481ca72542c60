"""Columns of text read as the contract's types, a whole column at a time: fast where cells are as machines write them.

What people write is read by `values`, once for every text that stands in the column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from data.importers import values
from data.template.words import FALSE_WORDS, TRUE_WORDS
from locales import N_

ZONE = "Europe/Stockholm"
ROUNDED = r"\d([.,]\d+)?[eE]\+\d+"  # what is left of a long id
SLASHED = re.compile(r"\s*(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d\d)\b")
MOMENTS = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M")
ONLY_A_DAY = re.compile(r"\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8})\s*")
A_DAY = re.compile(r"\d{4}-\d\d-\d\d\b")
# What is wrong with a cell of each type, where nothing more is known.
EXPECTED: Mapping[type[pl.DataType], str] = {
    pl.Int64: N_("{column}: “{value}” is not a whole number."),
    pl.Float64: N_("{column}: “{value}” is not a number."),
    pl.Date: N_("{column}: “{value}” is not a day. Write it as 2026-03-05."),
    pl.Datetime: N_("{column}: “{value}” is not a day and time. Write it as 2026-03-05 14:30."),
    pl.Boolean: N_("{column}: “{value}” is neither yes nor no."),
    pl.String: N_("{column}: “{value}” is not one of the choices: {choices}."),
}
SPOILED = N_("{column}: Excel has turned the value into “{value}”. Take it from where it came and paste it as text.")


class Unreadable(ValueError):
    """A cell of which more can be said than that it is of another type."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Reading:
    """How a column is read: its type, what it may hold, how decimals are written, and the zone of its times."""

    dtype: pl.DataType
    words: Mapping[str, str]
    strict: bool = False  # whether text may be nothing but the words
    decimal: str = ""
    zone: str = ZONE
    share: bool = False
    per_cent: bool = False
    identifier: bool = False


def filled(raw: pl.Expr) -> pl.Expr:
    """Whether anything but space stands in each cell."""
    return raw.str.contains(r"[^\s\x{feff}]").fill_null(value=False)


def fast(raw: pl.Expr, reading: Reading) -> pl.Expr:
    """The values of a column as machines write them; missing where a cell may have to be looked at by `careful`."""
    if isinstance(reading.dtype, pl.String):
        if reading.words:
            return raw.str.to_lowercase().replace_strict(reading.words, default=None, return_dtype=pl.String)
        return raw
    if isinstance(reading.dtype, pl.Datetime):
        return _moment(raw, reading.zone)
    if isinstance(reading.dtype, pl.Date):
        return raw.str.to_date("%Y-%m-%d", strict=False)
    if isinstance(reading.dtype, pl.Boolean):
        words = dict.fromkeys(TRUE_WORDS, True) | dict.fromkeys(FALSE_WORDS, False)
        return raw.str.to_lowercase().replace_strict(words, default=None, return_dtype=pl.Boolean)
    number = raw.cast(reading.dtype, strict=False)
    return pl.when(number.is_finite()).then(number) if reading.dtype.is_float() else number


def left_over(raw: pl.Expr, reading: Reading) -> pl.Expr:
    """Whether `careful` has to look at each cell."""
    if not isinstance(reading.dtype, pl.String) or reading.words:
        return filled(raw) & fast(raw, reading).is_null()
    untidy = rf"^\s|\s$|^$|^{ROUNDED}$" if reading.identifier else r"^\s|\s$|^$"
    return raw.str.contains(untidy).fill_null(value=False)


def _moment(raw: pl.Expr, zone: str) -> pl.Expr:
    """Times with an offset or a Z are told by it; those without are of the zone (see `values.moment` on clocks)."""
    spaced = raw.str.replace("T", " ", literal=True)
    local = pl.coalesce(spaced.str.to_datetime(form, time_unit="us", strict=False) for form in MOMENTS)
    known = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    moved = local.dt.offset_by("1h").dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    with_offset = spaced.str.replace(r"Z$", "+00:00").str.to_datetime(
        "%Y-%m-%d %H:%M:%S%.f%:z", time_unit="us", time_zone="UTC", strict=False
    )
    return pl.coalesce(known.dt.convert_time_zone("UTC"), moved.dt.convert_time_zone("UTC"), with_offset)


def careful(texts: list[str], reading: Reading) -> tuple[dict[str, object], dict[str, str]]:
    """The values of the texts that `fast` leaves, None where one says that there is none; and why others have none."""
    found: dict[str, object] = {}
    wrong: dict[str, str] = {}
    read = _reader(texts, reading)
    for one in texts:
        try:
            found[one] = read(one)
        except Unreadable as error:
            wrong[one] = error.reason
        except (ValueError, OverflowError):
            spoiled = values.spoiled_by_excel(one) or A_DAY.match(one)
            wrong[one] = SPOILED if spoiled and reading.dtype.is_numeric() else EXPECTED[reading.dtype.base_type()]
    return found, wrong


def _reader(texts: list[str], reading: Reading) -> Callable[[str], object]:
    orders = _orders(texts)
    readers: Mapping[type[pl.DataType], Callable[[str], object]] = {
        pl.Int64: _whole,
        pl.Float64: partial(values.share, decimal=reading.decimal)
        if reading.share
        else partial(_amount, reading=reading),
        pl.Date: partial(_day, orders=orders),
        pl.Datetime: partial(_point, reading=reading, orders=orders),
        pl.Boolean: _truth,
        pl.String: partial(_word, reading=reading),
    }
    return readers[reading.dtype.base_type()]


def _whole(cell: str) -> int | None:
    if re.search(r"[eE]", cell):
        raise ValueError(cell)
    return values.whole(cell)


def _amount(cell: str, reading: Reading) -> float | None:
    """An amount, also with kr behind it; where per cent is allowed, `5 %` is 5."""
    kept = re.sub(r"(?i)\s*(kr|sek|:-)\.?$", "", cell.strip())
    if reading.per_cent:
        kept = kept.removesuffix("%")
    return values.number(kept, reading.decimal)


def _orders(texts: list[str]) -> tuple[str, ...]:
    """In which order days are written where slashes part them: told by those whose day is past the twelfth."""
    parts = [(int(found[1]), int(found[2])) for one in texts if (found := SLASHED.match(one))]
    day_first, month_first = any(first > 12 for first, _ in parts), any(second > 12 for _, second in parts)
    if day_first == month_first:  # none tells, or they contradict each other
        return ("ymd", "month_name")
    return ("ymd", "dmy" if day_first else "mdy", "month_name")


UNCLEAR_DAY = N_("{column}: in “{value}” day and month cannot be told apart. Write it as 2026-03-05.")


def _day(cell: str, orders: tuple[str, ...]) -> object:
    if SLASHED.match(cell) and len(orders) == 2:
        raise Unreadable(UNCLEAR_DAY)
    return values.day(cell, orders)


def _point(cell: str, reading: Reading, orders: tuple[str, ...]) -> object:
    """A point in time; a day alone is its midnight in UTC, so that it stays that day."""
    _day(cell, orders)
    return values.moment(cell, "UTC" if ONLY_A_DAY.fullmatch(cell) else reading.zone, orders)


def _truth(cell: str) -> bool | None:
    word = cell.strip().casefold()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return word in TRUE_WORDS
    if values.missing(cell):
        return None
    raise ValueError(cell)


def _word(cell: str, reading: Reading) -> str | None:
    """A choice in any case, or text of one's own without space around it where that is allowed."""
    word = " ".join(cell.split())
    if reading.identifier and re.fullmatch(ROUNDED, word):
        raise Unreadable(SPOILED)
    if word.casefold() in reading.words:
        return reading.words[word.casefold()]
    if reading.strict and not values.missing(cell):
        raise ValueError(cell)
    return None if reading.strict else cell.strip() or None
