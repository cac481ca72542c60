"""Numbers that somebody has written which are none of the report's figures, to be pointed out and not forbidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import isnan

from locales import NBSP, Language
from locales.typesetting import NUMBERED
from metrics.catalogue import CATALOGUE
from metrics.definition import Unit
from metrics.number import Number

SMALL = 10
"""Whole numbers below this count things at hand (three meetings, two posts) and are looked up only as shares."""
LARGER = {"tusen": 1e3, "miljon": 1e6, "miljoner": 1e6, "thousand": 1e3, "million": 1e6}
DIGITS = 2
"""Noughts at the end of a whole number are taken for rounding, but of its first digits so many are not."""
NOISE = 1e-9
SHARES = re.compile("percent|share|attainment")
"""What is in per cent of figures that are worked out from a metric, as they are called after its name."""
_SEPARATORS = {"sv": (rf"[ {NBSP}\u202f.]", ","), "en": (rf"[,{NBSP}\u202f]", r"\.")}
_SHARE = {"sv": r"%|procent", "en": "%|per cent|percent"}


@dataclass(frozen=True)
class _Written:
    """A number as it was written: what stands there, its value, and how far from it a figure may be."""

    text: str
    value: float
    within: float
    share: bool


def unknown_numbers(text: str, numbers: Iterable[Number], language: Language) -> tuple[str, ...]:
    """The numbers in a text that are no figure of these, however rounded, as they are written and each once."""
    every = tuple(numbers)
    known = {share: _values([one for one in every if not share or _is_share(one)]) for share in (False, True)}
    strange = (one for one in _written(text, language) if not _is_any(one, *known[one.share]))
    return tuple(dict.fromkeys(one.text for one in strange if one.share or one.value >= SMALL or one.value % 1))


def _values(numbers: Iterable[Number]) -> tuple[set[float], set[float]]:
    """The values of figures, and those of them that are bounds of intervals."""
    found = [(abs(value), isnan(one.value)) for one in numbers for value in one.values]
    return {value for value, _ in found}, {value for value, bound in found if bound}


def _is_share(number: Number) -> bool:
    """Whether a figure is told in per cent."""
    base, _, more = number.metric.partition(".")
    declared = CATALOGUE.get(base)
    in_per_cent = declared is not None and declared.unit is Unit.PER_CENT
    return in_per_cent or base == "audience" or bool(SHARES.search(more))


def _is_any(one: _Written, values: Iterable[float], bounds: Iterable[float]) -> bool:
    """Whether a figure is what was written, rounded; the bounds of an interval are rounded outwards."""
    near = any(abs(one.value - value) <= one.within * (1 + NOISE) for value in values)
    return near or any(abs(one.value - value) < 2 * one.within for value in bounds)


def _written(text: str, language: Language) -> Iterator[_Written]:
    for pattern in _no_figures(language):
        text = pattern.sub("·", text)
    for found in _number(language).finditer(text):
        grouping, decimal = _SEPARATORS[language.code]
        whole, _, decimals = re.sub(decimal, "|", re.sub(grouping, "", found["number"]), count=1).partition("|")
        times = LARGER.get((found["larger"] or "").casefold(), 1.0)
        noughts = 0 if decimals else max(0, min(len(whole) - DIGITS, len(whole) - len(whole.rstrip("0"))))
        within = times * 10.0 ** (noughts - len(decimals)) / 2
        sign = found["share"] or found["larger"] or ""
        said = f"{found['number']}{NBSP if sign else ''}{sign}"
        yield _Written(said, times * float(f"{whole}.{decimals or 0}"), within, bool(found["share"]))


@cache
def _number(language: Language) -> re.Pattern[str]:
    grouping, decimal = _SEPARATORS[language.code]
    return re.compile(
        rf"(?<![\w·])(?P<number>\d{{1,3}}(?:{grouping}\d{{3}})+(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?)(?![\w])"
        rf"(?:[ {NBSP}]?(?P<share>{_SHARE[language.code]})|[ {NBSP}](?P<larger>{'|'.join(LARGER)})\b)?",
        re.IGNORECASE,
    )


@cache
def _no_figures(language: Language) -> tuple[re.Pattern[str], ...]:
    """Days, spans of days, years, numbered periods and clock times."""
    space, dash = rf"[ {NBSP}]", rf"[ {NBSP}]?[–-][ {NBSP}]?"
    months = "|".join(language.month_names())
    day = rf"\d{{1,2}}{space}(?:{months})(?:{space}\d{{4}})?"
    return tuple(
        re.compile(one, re.IGNORECASE)
        for one in (
            r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b",
            rf"\b(?:{day}|\d{{1,2}}){dash}{day}\b|\b{day}\b|\b(?:{months}){space}\d{{4}}\b",
            rf"\b(?:{'|'.join(NUMBERED[language.code])}){space}\d{{1,2}}\b",
            rf"\b\d{{1,2}}[.:]\d\d(?!\d)(?!{space}?%)" if language.code == "sv" else r"\b\d{1,2}:\d\d\b",
            rf"\b(?:19|20)\d\d(?:{dash}(?:19|20)?\d\d)?\b",
        )
    )
