"""The range that was to be expected of a figure, as it is read: its limits are estimates, and look like it."""

from __future__ import annotations

from math import ceil, floor, isnan

from locales import NBSP, Language
from metrics.catalogue import metric
from metrics.definition import Metric
from metrics.judgement import Judgement
from metrics.wording import amount, decimals_of


def expected_limits(one: Judgement) -> tuple[float, float]:
    """The lowest and highest that were to be expected, with the digits they carry; NaN where none is known."""
    if isnan(one.low) or isnan(one.high):
        return one.low, one.high
    declared = metric(one.metric)
    return _rounded(declared, one.low, one.value), _rounded(declared, one.high, one.value)


def expected_text(one: Judgement, language: Language) -> str:
    """The range that was to be expected: 2 900–3 800; empty where none can be told."""
    low, high = expected_limits(one)
    if isnan(low) or isnan(high):
        return ""
    declared = metric(one.metric)
    if low == high:
        return amount(declared, low, language)
    # Two minus signs beside a dash cannot be read.
    dash = f"{NBSP}– " if low < 0 else "–"
    return f"{amount(declared, low, language, bare=True)}{dash}{amount(declared, high, language)}"


def _rounded(declared: Metric, limit: float, value: float) -> float:
    """The limit with two digits; with more where the value would seem to lie on its other side."""
    told = round(value, decimals_of(declared, value))
    for digits in range(2, 9):
        rough = float(f"{limit:.{digits}g}")
        shown = round(rough, decimals_of(declared, rough)) or 0.0  # no minus before a zero
        if (shown < told) == (limit < value) and (shown > told) == (limit > value):
            return shown
    scale = 10.0 ** decimals_of(declared, limit)
    return (floor if limit < value else ceil)(limit * scale) / scale
