"""Every figure of a comparison as rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.chart import Cell, Table
from locales import N_, Language
from metrics.peers.certainty import Verdict
from metrics.peers.comparison import Comparison
from metrics.peers.measures import PER_WORDS, Per
from metrics.peers.wording import measure_name, value_text, verdict_text

DASH = "–"
BESIDE = {
    Verdict.ABOVE: N_("above"),
    Verdict.MIDDLE: N_("cannot be told apart"),
    Verdict.BELOW: N_("below"),
}


@dataclass(frozen=True)
class _Column:
    """A column: its heading, raw values, and how each is read."""

    heading: str
    raw: Sequence[Cell]
    read: Sequence[str]


def peers_table(found: Comparison, language: Language) -> Table:
    """Every organisation, ranked first: its places, value and interval, what they rest on, and why one has no place."""
    kept = [column for column in _columns(found, language) if any(cell != DASH for cell in column.read)]
    distinct = [column for place, column in enumerate(kept) if column.read not in [one.read for one in kept[:place]]]
    return Table(
        [column.heading for column in distinct],
        [list(row) for row in zip(*(column.raw for column in distinct), strict=True)],
        [list(row) for row in zip(*(column.read for column in distinct), strict=True)],
        marked=[place for place, own in enumerate(found.rows["own"]) if own],
        muted=[place for place, reason in enumerate(found.rows["reason"]) if reason],
    )


def _columns(found: Comparison, language: Language) -> list[_Column]:
    text, rows = language.text, found.rows
    measure = measure_name(found.metric, found.per, language)
    verdicts = [DASH if one is None else _beside(found, one, language) for one in rows["verdict"]]
    reasons = [text(one) if one else DASH for one in rows["reason"]]
    return [
        _number(text("Place"), rows["rank"], language),
        _Column(text("Organisation"), list(rows["name"]), [str(one) for one in rows["name"]]),
        _value(measure, found, "value", language),
        *(_estimated(found, language) if found.certainty.estimated else ()),
        _number(text(found.metric.label), rows["figure"], language, found.metric.decimals),
        _number(_divided_by(found, language), rows["denominator"], language),
        _Column(text("Year"), *_years(rows["denominator_year"])),
        _number(text("Days missing"), rows["days_missing"], language),
        _Column(text("Beside the middle"), verdicts, verdicts),
        _Column(text("Without everybody's largest post"), *_without(found, language)),
        _Column(text("Remark"), reasons, reasons),
    ]


def _beside(found: Comparison, verdict: Verdict, language: Language) -> str:
    """Where one stands, in few words; what is counted can always be told apart, and lies in or beside the middle."""
    return language.text(BESIDE[verdict]) if found.certainty.estimated else verdict_text(found, verdict, language)


def _estimated(found: Comparison, language: Language) -> list[_Column]:
    text, rows = language.text, found.rows
    return [
        _value(text("With chance taken into account"), found, "shrunk", language),
        _value(text("at least"), found, "low", language),
        _value(text("at most"), found, "high", language),
        _number(text("Place, at best"), rows["rank_low"], language),
        _number(text("Place, at worst"), rows["rank_high"], language),
        _number(text("Posts"), rows["units"].mask(rows["of_weeks"]), language),
    ]


def _number(heading: str, values: Any, language: Language, decimals: int = 0) -> _Column:
    raw = [None if math.isnan(value) else float(value) for value in values]
    return _Column(heading, raw, [DASH if value is None else language.number(value, decimals) for value in raw])


def _value(heading: str, found: Comparison, name: str, language: Language) -> _Column:
    values = found.rows[name]
    raw = [None if math.isnan(value) else float(value) for value in values]
    return _Column(heading, raw, [value_text(found, value, language) for value in values])


def _without(found: Comparison, language: Language) -> tuple[list[Cell], list[str]]:
    """The verdict without everybody's largest post, where it is another one."""
    pairs = zip(found.rows["flips"], found.rows["verdict_without"], strict=True)
    said = [language.text(BESIDE[verdict]) if turns is True else DASH for turns, verdict in pairs]
    return list(said), said


def _divided_by(found: Comparison, language: Language) -> str:
    if found.per in (Per.RAW, Per.INDEX):
        return language.text("Divided by")
    return language.text("Divided, {per}", per=language.text(PER_WORDS[found.per]))


def _years(years: Any) -> tuple[list[Cell], list[str]]:
    known = [None if math.isnan(year) else int(year) for year in years]
    return list(known), [DASH if year is None else str(year) for year in known]
