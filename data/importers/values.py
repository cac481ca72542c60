"""What stands in a cell: numbers, shares, durations, days and times, as Swedish and English tools write them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from data.importers.reading import Cell

MISSING = {"", "-", "--", "–", "—", "nan", "n/a", "na", "undefined", "null", "none", "#n/a", "#saknas!"}
SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’\ufeff]")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e-\d+)?", re.IGNORECASE)
THOUSANDS = {mark: re.compile(rf"[+-]?[1-9]\d{{0,2}}(\{mark}\d{{3}})+") for mark in ",."}
# A number in which the sign stands before decimals, and the other one at most between thousands.
WITH_DECIMALS = {
    sign: re.compile(rf"[+-]?(\d+|[1-9]\d{{0,2}}(\{mark}\d{{3}})+)?(\{sign}\d*)?(e-\d+)?", re.IGNORECASE)
    for sign, mark in (",.", ".,")
}
# 3.4 that became 3 Apr, in any language; the figures of a long id that became 1.23E+17.
EXCEL_DATE = re.compile(r"\d{1,2}[-./ ]\s?[^\W\d_]{3,}\.?|[^\W\d_]{3,}\.?[-./ ]\s?\d{1,2}")
EXCEL_POWER = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
LANGUAGES = ("en", "sv", "da", "nb", "de", "nl", "fr", "es", "pt", "it")
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "pst": -8, "pdt": -7, "cet": 1, "cest": 2,
}  # fmt: skip
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)([:.](?P<second>\d\d)([.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>[+-]\d\d:?\d\d|[a-z]{1,4})?",
    re.IGNORECASE,
)


def missing(cell: Cell) -> bool:
    """Whether a cell says that there is no value: it is empty, or `-`, `--`, `NAN` and the like."""
    if isinstance(cell, float):
        return math.isnan(cell)
    return cell is None or (isinstance(cell, str) and cell.replace("\u00a0", " ").strip().casefold() in MISSING)


def number(cell: Cell, decimal: str = "") -> float | None:
    """The number in a cell, None where it is missing. `1,234` is thousands unless the decimal sign is a comma.

    Raises ValueError for anything else, also a percentage, which is `share`'s.
    """
    if missing(cell):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    text = _with_point(SPACES.sub("", str(cell)).replace("−", "-"), decimal)
    if not isinstance(cell, str) or not NUMBER.fullmatch(text):
        raise ValueError(_shown(cell))
    return float(text)


def _with_point(text: str, decimal: str) -> str:
    """A number with a point for its decimals and nothing between thousands.

    Where the decimal sign is told, the other one parts thousands only where it stands between them.
    """
    if decimal:
        signs = (decimal, "," if decimal == "." else ".")
        last = next((sign for sign in signs if WITH_DECIMALS[sign].fullmatch(text)), "")
        return re.sub(r"[.,]", lambda found: "." if found[0] == last else "", text) if last else text
    last = max(",.", key=text.rfind)
    other = "," if last == "." else "."
    if other in text:
        text = text.replace(other, "") if text.rfind(other) < text.rfind(last) else text
    elif (last == "," or text.count(last) > 1) and THOUSANDS[last].fullmatch(text):
        return text.replace(last, "")
    return text.replace(last, ".")


def whole(cell: Cell, decimal: str = "") -> int | None:
    """The whole number in a cell, None where it is missing. Raises ValueError, also for one with decimals."""
    value = number(cell, decimal)
    if value is None:
        return None
    if not value.is_integer():
        raise ValueError(_shown(cell))
    return int(cell) if isinstance(cell, int) else int(value)


def share(cell: Cell, decimal: str = "") -> float | None:
    """A percentage as a share (`12 %` is 0.12), a number without the sign as it stands, None where it is missing."""
    if isinstance(cell, str) and SPACES.sub("", cell).endswith("%"):
        value = number(SPACES.sub("", cell).removesuffix("%"), decimal)
        return None if value is None else value / 100
    return number(cell, decimal)


def duration(cell: Cell) -> float | None:
    """Seconds: of `0:04:41`, of `4:41`, of a number as it stands; None where it is missing. Raises ValueError."""
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, time):
        return float(cell.hour * 3600 + cell.minute * 60 + cell.second)
    if isinstance(cell, str) and ":" in cell:
        if not re.fullmatch(r"(\d+:)?\d{1,2}:\d\d(\.\d+)?", cell.strip()):
            raise ValueError(_shown(cell))
        seconds = 0.0
        for part in cell.strip().split(":"):
            seconds = seconds * 60 + float(part)
        return seconds
    return number(cell)


def day(cell: Cell, orders: Sequence[str] = ("ymd", "mdy", "month_name"), year: int | None = None) -> date | None:
    """The day in a cell, None where it is missing. `year` is of dates that don't say theirs.

    With points between, days come first (31.12.2025); otherwise `orders` says, and the first that fits is used.
    Raises ValueError.
    """
    if missing(cell):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _date_part(cell)
    for order in orders:
        if found := _in_order(text, order, year):
            return found
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", text) and (found := _in_order(text, "dmy", year)):
        return found
    raise ValueError(_shown(cell))


def _date_part(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell).replace("\ufeff", "").split())
    return re.sub(r"(?<=\d)(T|,? )\d{1,2}[:.]\d\d.*$", "", text)


NUMBERS = {
    "ymd": re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<y8>\d{4})(?P<m8>\d\d)(?P<d8>\d\d)"),
    "mdy": re.compile(r"(?P<m>\d{1,2})[-/](?P<d>\d{1,2})[-/](?P<y>\d{4}|\d\d)"),
    "dmy": re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4}|\d\d)"),
}


def _in_order(text: str, order: str, year: int | None) -> date | None:
    if order == "month_name":
        return _with_month_name(text, year)
    if not (found := NUMBERS[order].fullmatch(text)):
        return None
    parts = {name[0]: int(value) for name, value in found.groupdict().items() if value}
    return _date(parts["y"] + (2000 if parts["y"] < 100 else 0), parts["m"], parts["d"])


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except (ValueError, OverflowError):
        return None


def _with_month_name(text: str, year: int | None) -> date | None:
    words = re.findall(r"[^\W\d_]+|\d+", text.casefold())
    months = [month_names()[word] for word in words if word in month_names()]
    digits = [int(word) for word in words if word.isdigit()]
    years = [value for value in digits if value > 31] or ([year] if year else [])
    days = [value for value in digits if value <= 31]
    if len(set(months)) != 1 or len(days) != 1 or len(years) != 1:
        return None
    return _date(years[0], months[0], days[0])


@cache
def month_names() -> dict[str, int]:
    """Number by name of a month, whole and short, in the languages that exports come in."""
    numbers: dict[str, set[int]] = {"sept": {9}}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for month, name in get_month_names(width, locale=language).items():
                numbers.setdefault(name.casefold().rstrip("."), set()).add(month)
    return {name: months.pop() for name, months in numbers.items() if len(months) == 1}


def moment(cell: Cell, zone: str = "UTC", orders: Sequence[str] = ("ymd", "mdy", "month_name")) -> datetime | None:
    """The point in time in a cell, in UTC, None where it is missing. The zone is that of times that don't say theirs.

    When clocks change, an hour that doesn't exist moves on by one, and of one that comes twice the first is meant
    (`clocks_changed` tells). Raises ValueError.
    """
    local = _local(cell, orders)
    if local is None:
        return None
    try:
        return (local if local.tzinfo else local.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError:  # the last hours of the year 9999
        raise ValueError(_shown(cell)) from None


def clocks_changed(cell: Cell, zone: str, orders: Sequence[str] = ("ymd", "mdy", "month_name")) -> bool:
    """Whether a time lies in an hour that clocks skip or go through twice, so that it is an hour's guess."""
    local = _local(cell, orders)
    if local is None or local.tzinfo:
        return False
    first = local.replace(tzinfo=ZoneInfo(zone))
    return first.utcoffset() != first.replace(fold=1).utcoffset()


def _local(cell: Cell, orders: Sequence[str]) -> datetime | None:
    if missing(cell) or isinstance(cell, datetime):
        return cell if isinstance(cell, datetime) else None
    on = day(cell, orders)
    if on is None:
        return None
    text = " ".join(str(cell).split())
    clock = re.search(r"(?<=[\dT ])(\d{1,2}[:.]\d\d([:.]\d\d)?(?![.\d]).*|\d{1,2}:\d\d.*)$", text)
    if not clock:
        return datetime.combine(on, time())
    if not (found := CLOCK.fullmatch(clock[0].strip())):
        raise ValueError(_shown(cell))
    return datetime.combine(on, _time(found, cell), tzinfo=_offset(found["zone"], cell))


def _time(found: re.Match[str], cell: Cell) -> time:
    hour, half = int(found["hour"]), (found["half"] or "").casefold()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        raise ValueError(_shown(cell)) from None


def _offset(text: str | None, cell: Cell) -> timezone | None:
    if not text:
        return None
    if text[0] in "+-":
        minutes = int(text[1:3]) * 60 + int(text[-2:])
        return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
    if text.casefold() not in ZONES:
        raise ValueError(_shown(cell))
    return timezone(timedelta(hours=ZONES[text.casefold()]))


def spoiled_by_excel(cell: Cell) -> bool:
    """Whether a cell, where a number or an id belongs, is what Excel makes of one: a date, or a rounded power."""
    if isinstance(cell, date):
        return True
    text = cell.strip() if isinstance(cell, str) else ""
    return bool(EXCEL_POWER.fullmatch(text)) or _looks_like_a_date(text)


def _looks_like_a_date(text: str) -> bool:
    if not EXCEL_DATE.fullmatch(text):
        return False
    word = re.sub(r"[\W\d_]+", "", text).casefold()
    return word in month_names() or not word.isascii()


def _shown(cell: Cell) -> str:
    text = str(cell)
    return text if len(text) <= 60 else f"{text[:59]}…"
