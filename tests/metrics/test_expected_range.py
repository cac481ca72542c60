"""The range to be expected, as it is read: two digits, and never so that a value seems to lie on its other side."""

from __future__ import annotations

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import MINUS, NBSP, Language
from metrics.catalogue import metric
from metrics.expected_range import expected_limits, expected_text
from metrics.judgement import Judgement
from metrics.season import Season
from metrics.verdict import Verdict
from metrics.wording import decimals_of

SWEDISH, ENGLISH = Language("sv"), Language("en")


def expecting(low: float, high: float, value: float = 1.0, metric_id: str = "interactions") -> Judgement:
    return Judgement("2026-10", metric_id, value, low, (low + high) / 2, high, Verdict.WITHIN, Season.OWN, "")


@pytest.mark.parametrize(
    ("judgement", "read"),
    [
        (expecting(2913.4, 3787.9, 3300), f"2{NBSP}900–3{NBSP}800"),
        (expecting(2913.4, 3787.9, 3790), f"2{NBSP}900–3{NBSP}788"),  # 3 800 would take the value in
        (expecting(2913.4, 3787.9, 2890), f"2{NBSP}900–3{NBSP}800"),
        (expecting(0.4, 3.6, 4), "0–3"),
        (expecting(4.4, 9.0, 4), "5–9"),
        (expecting(3.2, 3.4, 3), "4"),
        (expecting(-120.4, 340.2, 20, "net_followers"), f"{MINUS}120{NBSP}– 340"),
        (expecting(-0.3, 12.0, 5, "net_followers"), "0–12"),
        (expecting(4.713, 6.241, 5.5, "engagement_rate_followers"), f"4,70–6,20{NBSP}%"),
        (expecting(nan, nan), ""),
    ],
)
def test_the_range_as_it_is_read(judgement: Judgement, read: str) -> None:
    assert expected_text(judgement, SWEDISH) == read


@given(st.floats(0, 1e7), st.floats(0, 1e7), st.integers(0, 10**7))
def test_rounding_never_takes_a_value_in_or_out(one: float, other: float, value: int) -> None:
    judgement = expecting(min(one, other), max(one, other), float(value))
    low, high = expected_limits(judgement)
    assert (value < low) == (value < judgement.low)
    assert (value > high) == (value > judgement.high)


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0.01, 100))
def test_neither_do_the_decimals_that_are_shown(one: float, other: float, value: float) -> None:
    judgement = expecting(min(one, other), max(one, other), value, "engagement_rate_followers")
    declared = metric("engagement_rate_followers")
    low, high, told = (round(x, decimals_of(declared, x)) for x in (*expected_limits(judgement), value))
    assert (told < low) == (value < judgement.low)
    assert (told > high) == (value > judgement.high)
