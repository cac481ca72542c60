"""Numbers and dates as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from locales import MINUS, Language
from locales.typesetting import bound

SWEDISH, ENGLISH = Language("sv"), Language("en")


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (121_540, 0, "121\u00a0540", "121,540"),
        (-4.3, 1, f"{MINUS}4,3", f"{MINUS}4.3"),
        (-0.02, 1, "0,0", "0.0"),
        (-0.0, 2, "0,00", "0.00"),
        (0.0, 2, "0,00", "0.00"),
        (-0.06, 1, f"{MINUS}0,1", f"{MINUS}0.1"),
    ],
)
def test_a_number(value: float, decimals: int, swedish: str, english: str) -> None:
    assert (SWEDISH.number(value, decimals), ENGLISH.number(value, decimals)) == (swedish, english)


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "+12,0"), (-12.0, f"{MINUS}12,0"), (0.0, "0,0"), (0.04, "0,0"), (-0.04, "0,0")]
)
def test_a_sign_is_shown_where_there_is_something_to_sign(value: float, text: str) -> None:
    assert SWEDISH.signed(value, 1) == text


def test_a_day_and_a_month() -> None:
    day = date(2026, 3, 5)
    assert (SWEDISH.day(day), SWEDISH.month(day), SWEDISH.short_month(day)) == ("5 mars 2026", "mars 2026", "mars 2026")
    assert (ENGLISH.day(day), ENGLISH.month(day)) == ("5 March 2026", "March 2026")


@pytest.mark.parametrize(
    ("count", "beside", "swedish", "english"),
    [(2, 0, "två", "two"), (12, 12, "tolv", "twelve"), (13, 0, "13", "13"), (9, 14, "9", "9"), (0, 0, "0", "0")],
)
def test_a_count_in_running_text(count: int, beside: int, swedish: str, english: str) -> None:
    assert (SWEDISH.spelled(count, beside), ENGLISH.spelled(count, beside)) == (swedish, english)


@pytest.mark.parametrize(
    ("language", "loose", "kept"),
    [
        (SWEDISH, "den 5 mars 2026, under kvartal 3 2026", "den 5~mars 2026, under kvartal~3 2026"),
        (SWEDISH, "12 av 15 mål, 28 dagar, 3 blev 4", "12 av 15~mål, 28~dagar, 3 blev 4"),
        (SWEDISH, "Plats 3 av 21. Vecka 43 2026", "Plats~3 av 21. Vecka~43 2026"),
        (ENGLISH, "on 5 March 2026, quarter 3 2026, 4 goals", "on 5~March 2026, quarter~3 2026, 4~goals"),
    ],
)
def test_a_line_does_not_break_inside_a_date_or_after_a_number(language: Language, loose: str, kept: str) -> None:
    assert bound(loose, language) == kept.replace("~", "\u00a0")
