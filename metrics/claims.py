"""Figures and changes as they are claimed: rounded so that what is said still holds, and why none is said.

A row is what `metrics.change.compare` gives for one metric. People are rounded to three digits, bounds outwards.
"""

from __future__ import annotations

from math import ceil, floor, isnan, log10
from typing import Any

from locales import N_, NBSP, Language
from metrics.change import BROKEN, INCOMPLETE, NOTHING_EARLIER, NOTHING_NOW, OVERLAP
from metrics.definition import Metric, Unit
from metrics.notes import PROVISIONAL_DAY, PROVISIONAL_DAYS, Note
from metrics.wording import MISSING, amount, listed, outwards

DIGITS = 3
"""How many digits of a number of people a sentence or a card carries."""

_NO_CHANGE = {
    BROKEN: "",  # the break's own label
    OVERLAP.message: N_("the intervals overlap"),
    INCOMPLETE.message: N_("too many days are missing"),
    NOTHING_EARLIER.message: N_("there is nothing earlier"),
    NOTHING_NOW.message: N_("there is no figure"),
}
"""Why no change is claimed, in few words."""


def claimed(metric: Metric, row: Any, language: Language, *, short: bool = False) -> str:
    """A figure as a sentence claims it, people rounded and bounds outwards; `short` as it stands on a card."""
    if metric.unit is not Unit.PERSONS:
        low, high = outwards(metric, row.low, row.high)
        value = row.value
    else:
        low, high, value = _rounded(row.low, floor), _rounded(row.high, ceil), _rounded(row.value, round)
    if not isnan(value):
        return amount(metric, value, language)
    if isnan(low) and isnan(high):
        return language.text(MISSING)
    if isnan(high):
        return language.text("at least {amount}", amount=amount(metric, low, language))
    if isnan(low):
        return language.text("at most {amount}", amount=amount(metric, high, language))
    bounds = amount(metric, low, language, bare=True), amount(metric, high, language)
    return "–".join(bounds) if short else language.text("between {low} and {high}", low=bounds[0], high=bounds[1])


def _rounded(value: float, to_whole: Any) -> float:
    if isnan(value) or abs(value) < 10**DIGITS:
        return value
    step = 10.0 ** (floor(log10(abs(value))) + 1 - DIGITS)
    return float(to_whole(value / step)) * step


def change_text(metric: Metric, row: Any, language: Language) -> str:
    """How much a figure has changed: +2,1 %, −0,3 procentenheter, minst +5 000; or that it cannot be told."""
    if isnan(row.change):
        return language.text("unclear")
    if metric.unit is Unit.PER_CENT:
        points = language.signed(row.change, max(1, metric.decimals))
        return language.text("{points} percentage points", points=points)
    if not isnan(row.change_percent):
        return f"{language.signed(row.change_percent, 0 if abs(row.change_percent) >= 10 else 1)}{NBSP}%"
    certain = language.signed(row.change, metric.decimals)
    return certain if row.exact else language.text("at least {amount}", amount=certain)


def remark(note: Note, language: Language, names: dict[str, str] | None = None) -> str:
    """A note as it is read, with channels by name."""
    if "accounts" not in note.fields or not names:
        return note.text(language)
    named = [names.get(one, one) for one in str(note.fields["accounts"]).split(", ")]
    return Note(note.message, {**note.fields, "accounts": listed(named, language)}).text(language)


def remarks(row: Any, language: Language, names: dict[str, str]) -> tuple[str, ...]:
    """What must be known about the figure itself; why it is not compared is said where it would be.

    That its last days are provisional stands in the head of every page.
    """
    said_elsewhere = {*_NO_CHANGE, PROVISIONAL_DAY.message, PROVISIONAL_DAYS}
    return tuple(remark(note, language, names) for note in row.notes if note.message not in said_elsewhere)


def why_no_change(row: Any, language: Language) -> str:
    """The reason why no change is claimed, in few words; nothing where one is, or where there are no figures."""
    reasons = [note for note in row.notes if note.message in _NO_CHANGE]
    if not reasons or not isnan(row.change):
        return ""
    label = reasons[0].fields.get("label_sv" if language.code == "sv" else "label", "")
    return str(label) if reasons[0].message == BROKEN else language.text(_NO_CHANGE[reasons[0].message])
