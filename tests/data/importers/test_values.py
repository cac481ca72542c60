"""What stands in a cell."""

import math
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from data.importers.values import (
    clocks_changed,
    day,
    duration,
    missing,
    moment,
    month_names,
    number,
    share,
    spoiled_by_excel,
    whole,
)  # fmt: skip
from locales import Language

PACIFIC = "America/Los_Angeles"
FIRST, LAST = datetime.fromisoformat("2015-01-01"), datetime.fromisoformat("2030-01-01")


@pytest.mark.parametrize("cell", [None, "", " ", "-", "--", "–", "NAN", "nan", math.nan, "undefined", "N/A", "\u00a0"])
def test_missing_is_missing_and_never_0(cell):
    assert missing(cell)
    assert [read(cell) for read in (number, whole, share, day, moment, duration)] == [None] * 6


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (0, 0), ("0", 0), (3.5, 3.5), ("12", 12), ("1234", 1234), ("1 234,5", 1234.5), ("1\u00a0234", 1234),
        ("1\u202f234,5", 1234.5), ("1,234", 1234), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1,234,567", 1234567),
        ("1.234.567", 1234567), ("1.234", 1.234), ("0,123", 0.123), ("12,5", 12.5), ("-5", -5), ("−5", -5),
        ("+3", 3), ("72.0", 72), (".5", 0.5), ("1e-05", 0.00001),
    ],
)  # fmt: skip
def test_numbers(cell, value):
    assert number(cell) == value


def test_the_decimal_sign_may_be_told():
    assert number("1,234", decimal=",") == 1.234
    assert number("1.234", decimal=",") == 1234
    assert number("1.234,5", decimal=",") == number("1,234.5", decimal=",") == 1234.5


def test_a_sign_that_can_part_no_thousands_stands_before_decimals():
    assert number("30.25", decimal=",") == 30.25
    assert number("30,25", decimal=".") == 30.25
    with pytest.raises(ValueError, match=r"1\.2\.3"):
        number("1.2.3", decimal=",")


@pytest.mark.parametrize("cell", ["12 %", "abc", "1.23E+17", "3-apr", "1,2,3", "12 34 ab", True, date(2026, 1, 1)])
def test_what_is_no_number_is_not_guessed(cell):
    with pytest.raises(ValueError, match=str(cell)[:4]):
        number(cell)


@given(st.floats(-1e12, 1e12), st.integers(0, 3))
def test_a_number_is_read_as_sweden_writes_it(value, decimals):
    written = Language("sv").number(round(value, decimals), decimals)
    assert number(written, decimal=",") == pytest.approx(round(value, decimals), abs=10**-decimals)


@given(st.integers(0, 10**15))
def test_a_whole_number_is_read_as_either_language_writes_it(value):
    assert whole(Language("sv").number(value)) == whole(Language("en").number(value)) == whole(str(value)) == value


def test_a_whole_number_has_no_decimals():
    assert whole("72.0") == 72
    assert whole(939005954986064) == 939005954986064
    with pytest.raises(ValueError, match="7,5"):
        whole("7,5")


def test_a_share_tells_per_cent_from_fractions():
    assert share("12 %") == pytest.approx(0.12)
    assert share("12,5\u00a0%") == pytest.approx(0.125)
    assert share("0.12") == 0.12
    assert share("12") == 12


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("0:04:41", 281), ("4:41", 281), ("43", 43), (43, 43), (time(0, 4, 41), 281), (timedelta(minutes=2), 120)],
)
def test_durations_are_seconds(cell, seconds):
    assert duration(cell) == seconds


@pytest.mark.parametrize(
    "cell",
    [
        "2025-08-26", "2025-08-26T01:00:00", "2025-08-26 10:00:00", "2025/08/26", "20250826", 20250826, 20250826.0,
        "08/26/2025", "08/26/2025 23:15", "8/26/25", "26.08.2025", "26.8.2025 14:00", "Aug 26, 2025",
        "Tue, Aug 26, 2025", "August 26, 2025", "26 aug. 2025", "26 augusti 2025", "tis 26 aug. 2025",
        "26 de ago. de 2025", "26. Aug. 2025", date(2025, 8, 26), datetime(2025, 8, 26, 23, tzinfo=UTC),
    ],
)  # fmt: skip
def test_days(cell):
    assert day(cell) == date(2025, 8, 26)


def test_days_before_months_only_where_that_is_told_or_written_with_points():
    assert day("03/04/2025") == date(2025, 3, 4)
    assert day("03/04/2025", ("dmy",)) == day("03.04.2025") == date(2025, 4, 3)
    with pytest.raises(ValueError, match="26/08/2025"):
        day("26/08/2025")


def test_a_year_that_is_not_written_is_not_guessed():
    assert day("August 31", year=2025) == day("31 augusti", year=2025) == date(2025, 8, 31)
    with pytest.raises(ValueError, match="August 31"):
        day("August 31")


@pytest.mark.parametrize("cell", ["2025-02-30", "tomorrow", "Total", "13/13/2025", "Lifetime"])
def test_what_is_no_day_is_said(cell):
    with pytest.raises(ValueError, match=cell):
        day(cell)


def test_every_month_is_known_in_both_languages():
    for month in range(1, 13):
        for language in ("sv", "en"):
            for pattern in ("MMM", "MMMM"):
                name = format_date(date(2026, month, 1), pattern, locale=language).rstrip(".").casefold()
                assert month_names()[name] == month


@pytest.mark.parametrize(
    ("cell", "utc"),
    [
        ("01/15/2025 05:14", "2025-01-15T13:14"),
        ("07/15/2020 09:32:49 AM", "2020-07-15T16:32:49"),
        ("07/15/2020 12:05:00 AM", "2020-07-15T07:05"),
        ("07/15/2020 12:05:00 PM", "2020-07-15T19:05"),
        ("2021-12-28 16:45 +0000", "2021-12-28T16:45"),
        ("2023-11-13 04:30:36 EST", "2023-11-13T09:30:36"),
        ("2023-07-13 04:30:36 EDT", "2023-07-13T08:30:36"),
        ("2025-01-01T00:00:00+0100", "2024-12-31T23:00"),
        ("2025-01-01", "2025-01-01T08:00"),
        ("2025-01-01T00:00:00Z", "2025-01-01T00:00"),
        # Both changes of the clocks on the American west coast.
        ("03/09/2025 01:59", "2025-03-09T09:59"),
        ("03/09/2025 02:30", "2025-03-09T10:30"),
        ("03/09/2025 03:00", "2025-03-09T10:00"),
        ("11/02/2025 00:59", "2025-11-02T07:59"),
        ("11/02/2025 01:30", "2025-11-02T08:30"),
        ("11/02/2025 02:00", "2025-11-02T10:00"),
    ],
)
def test_moments_are_utc(cell, utc):
    assert moment(cell, PACIFIC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_hours_that_clocks_skip_or_repeat_are_told():
    doubtful = [hour for hour in range(24) if clocks_changed(f"11/02/2025 {hour:02}:30", PACIFIC)]
    skipped = [hour for hour in range(24) if clocks_changed(f"03/09/2025 {hour:02}:30", PACIFIC)]
    assert doubtful == [1]
    assert skipped == [2]
    assert not clocks_changed("2025-11-02 01:30 -0800", PACIFIC)


@given(st.datetimes(FIRST, LAST, timezones=st.just(UTC)))
def test_a_moment_comes_back_but_for_the_hour_that_is_repeated(utc):
    utc = utc.replace(second=0, microsecond=0)
    written = utc.astimezone(ZoneInfo(PACIFIC)).strftime("%m/%d/%Y %H:%M")
    back = moment(written, PACIFIC)
    assert back == utc or (clocks_changed(written, PACIFIC) and utc - back == timedelta(hours=1))


@pytest.mark.parametrize("cell", ["2025-01-01 25:00", "2025-01-01 10:00 XYZ"])
def test_what_is_no_moment_is_said(cell):
    with pytest.raises(ValueError, match="2025"):
        moment(cell)


@pytest.mark.parametrize("cell", ["3-apr", "3.апр", "03-Apr", "apr-24", "1.23E+17", "1,23E+17", date(2026, 4, 3)])
def test_what_excel_spoils_is_seen(cell):
    assert spoiled_by_excel(cell)


@pytest.mark.parametrize("cell", ["3.4", "10 min", "4-star", "939005954986064", "", None, 3.4, "2025-01-01"])
def test_what_excel_left_is_let_through(cell):
    assert not spoiled_by_excel(cell)
