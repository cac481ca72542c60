"""What a chart says of what was to be expected: the range, the verdict in words, and which months stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from charts.chart import Cell
from locales import N_, Language
from metrics.definition import Metric
from metrics.expected_range import expected_limits, expected_text
from metrics.judgement import Judgement
from metrics.narrative import capital
from metrics.period import Period
from metrics.verdict import Verdict
from metrics.wording import amount

Judgements = Mapping[str, Judgement]
"""Judgements by month: 2026-10."""
MARKED = (Verdict.CLEAR, Verdict.PROBABLY)
HEADINGS = (N_("expected lowest"), N_("expected highest"), N_("verdict"))
DASH = "–"  # nothing to say, which is not the same as a figure that is missing


def judgement_text(judged: Judgement | None, language: Language) -> str:
    """The verdict and what it rests on: clear change (expected 2 900–3 800); nothing where none was given."""
    if judged is None:
        return ""
    verdict, expected = language.text(judged.verdict.label), expected_text(judged, language)
    return language.text("{verdict} (expected {range})", verdict=verdict, range=expected) if expected else verdict


def judgement_reason(judged: Judgement | None, language: Language) -> str:
    """Why a value inside the range stands out all the same; nothing where the range itself says it."""
    inside = judged is not None and judged.verdict in MARKED and judged.low <= judged.value <= judged.high
    return judged.why(language) if judged is not None and inside else ""


def judged_meta(judgements: Judgements, months: Sequence[str], language: Language) -> dict[str, Any]:
    """The expected range and the months that stand out, as the browser draws them beside a trace of those months.

    A month that was not judged, as it is not over or lacks days, has no range: its figure is none to hold beside it.
    """
    given = [judgements.get(month) for month in months]
    judged = [None if one is None or isnan(one.value) or isnan(one.low) else one for one in given]
    meta: dict[str, Any] = {}
    if any(judged):
        low = [one and _short(one.low) for one in judged]
        high = [one and _short(one.high) for one in judged]
        meta["expected"] = {"label": language.text("normal variation"), "low": low, "high": high}
    signals = []
    for verdict in MARKED:
        at = [place for place, one in enumerate(given) if one is not None and one.verdict is verdict]
        signals += [{"kind": verdict.value, "label": language.text(verdict.label), "at": at}] if at else []
    return meta | ({"signals": signals} if signals else {})


def judgement_cells(
    metric: Metric, judged: Judgement | None, language: Language
) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """A month's expected lowest, expected highest and verdict: raw, and as they are read."""
    if judged is None:
        return (None, None, ""), (DASH, DASH, DASH)
    verdict = language.text(judged.verdict.label)
    if isnan(judged.low):
        return (None, None, verdict), (DASH, DASH, verdict)
    limits = expected_limits(judged)
    low, high = (amount(metric, limit, language) for limit in limits)
    return (*limits, verdict), (low, high, verdict)


def judgement_sentences(judgements: Judgements, language: Language) -> list[str]:
    """The latest verdict with its range, and every month with a clear change."""
    told = [judgements[month] for month in sorted(judgements) if not isnan(judgements[month].value)]
    if not told:
        return []
    last, text = told[-1], judgement_text(told[-1], language)
    sentences = [language.text("{month}: {verdict}.", month=capital(_month(last, language)), verdict=text)]
    sentences += [reason] if (reason := judgement_reason(last, language)) else []
    clear = [one for one in told if one.verdict is Verdict.CLEAR]
    for direction, higher in (
        (N_("Clear change upwards: {months}."), True),
        (N_("Clear change downwards: {months}."), False),
    ):
        if months := ", ".join(_month(one, language) for one in clear if one.higher is higher):
            sentences.append(language.text(direction, months=months))
    return sentences


def _month(judged: Judgement, language: Language) -> str:
    return language.month(Period.parse(judged.by).start)


def _short(value: float) -> float:
    """A limit as it is drawn: no picture shows more than three digits."""
    return float(f"{value:.3g}")
