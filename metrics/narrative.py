"""Figures as sentences: what the pages open with. Rule-based; every number in them is a figure's own.

A row is what `metrics.change.compare` gives for one metric. People are rounded to three digits in a sentence,
and bounds outwards, so that what is claimed still holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor, isnan, log10, nan
from typing import Any

import pandas as pd

from locales import N_, NBSP, Language
from metrics.change import BROKEN, INCOMPLETE, MOST_MISSING, NOTHING_EARLIER, OVERLAP
from metrics.definition import Metric, Unit
from metrics.monthly import Month, Months
from metrics.notes import Note
from metrics.period import Kind, Period
from metrics.wording import MISSING, amount, listed, period_name

DIGITS = 3
"""How many digits of a number of people a sentence or a card carries."""

_NO_CHANGE = {
    BROKEN: "",  # the break's own label
    OVERLAP.message: N_("the intervals overlap"),
    INCOMPLETE.message: N_("too many days are missing"),
    NOTHING_EARLIER.message: N_("there is nothing earlier"),
}
"""Why no change is claimed, in few words."""

FLAT = 0.5
"""A change of less than this, in per cent, is called unchanged in a headline."""

_IN_PERIOD = {
    Kind.MONTH: N_("in {month}"),
    Kind.QUARTER: N_("in {quarter}"),
    Kind.TERTIAL: N_("in {tertial}"),
    Kind.HALF_YEAR: N_("in {half_year}"),
    Kind.YEAR: N_("in {year}"),
    Kind.ROLLING: N_("in the {rolling}"),
    Kind.CUSTOM: N_("in the days {custom}"),
}

# More, fewer, as many: for a headline that says which way things went.
_WAYS = {
    "followers": (N_("more followers"), N_("fewer followers"), N_("as many followers")),
    "reach": (N_("wider reach"), N_("narrower reach"), N_("unchanged reach")),
    "interactions": (N_("more interactions"), N_("fewer interactions"), N_("as many interactions")),
}


def in_period(period: Period, language: Language) -> str:
    """When, inside a sentence: i oktober 2026, under kvartal 3 2026, de 28 dagarna t.o.m. 31 oktober 2026."""
    name = period_name(period, language)
    field = {Kind.ROLLING: "rolling", Kind.CUSTOM: "custom"}.get(period.kind, period.kind.value)
    return language.text(_IN_PERIOD[period.kind], **{field: name})


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """The text with a small first letter, to stand inside a sentence."""
    return text[:1].lower() + text[1:]


def by_metric(compared: pd.DataFrame) -> dict[str, Any]:
    """The rows of a comparison without groups, by metric id."""
    return {row.metric: row for row in rows_of(compared)}


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame, each with its columns as attributes."""
    return list(frame.itertuples(index=False))


def claimed(metric: Metric, row: Any, language: Language, *, short: bool = False) -> str:
    """A figure as a sentence claims it, people rounded and bounds outwards; `short` as it stands on a card."""
    if metric.unit is not Unit.PERSONS:
        low, high, value = row.low, row.high, row.value
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
        return language.text("cannot be compared")
    if metric.unit is Unit.PER_CENT:
        points = language.signed(row.change, max(1, metric.decimals))
        return language.text("{points} percentage points", points=points)
    if not isnan(row.change_percent):
        return f"{language.signed(row.change_percent, 0 if abs(row.change_percent) >= 10 else 1)}{NBSP}%"
    certain = language.signed(row.change, metric.decimals)
    return certain if row.exact else language.text("at least {amount}", amount=certain)


def remark(note: Note, language: Language, names: dict[str, str] | None = None) -> str:
    """A note as it is read, with channels by name and breaks in the reader's language."""
    fields = dict(note.fields)
    if language.code == "sv" and fields.get("label_sv"):
        fields["label"] = fields["label_sv"]
    if "accounts" in fields and names:
        fields["accounts"] = ", ".join(names.get(one, one) for one in str(fields["accounts"]).split(", "))
    return language.text(note.message, **fields)


def remarks(row: Any, language: Language, names: dict[str, str]) -> tuple[str, ...]:
    """What must be known about the figure itself; why it is not compared is said where it would be."""
    return tuple(remark(note, language, names) for note in row.notes if note.message not in _NO_CHANGE)


def why_no_change(row: Any, language: Language) -> str:
    """The reason why no change is claimed, in few words; nothing where one is, or where there are no figures."""
    reasons = [note for note in row.notes if note.message in _NO_CHANGE]
    if not reasons or not isnan(row.change):
        return ""
    label = reasons[0].fields.get("label_sv" if language.code == "sv" else "label", "")
    return str(label) if reasons[0].message == BROKEN else language.text(_NO_CHANGE[reasons[0].message])


def followers_answer(row: Any, period: Period, earlier: Period, several: bool, language: Language) -> str:
    """Whether the audience grows, in one sentence. `several` channels have follower relations, not persons."""
    if isnan(row.value):
        return language.text("There are no figures on followers {when}.", when=in_period(period, language))
    count = language.number(row.value)
    have = (
        language.text("We have {count} follower relations", count=count)
        if several
        else language.text("We have {count} followers", count=count)
    )
    if isnan(row.change):
        return f"{have} {in_period(period, language)}."
    then = in_period(earlier, language)
    if row.change == 0:
        return language.text("{have}, as many as {then}.", have=have, then=then)
    many = language.number(abs(row.change))
    if row.change > 0:
        return language.text("{have}, {many} more than {then}.", have=have, many=many, then=then)
    return language.text("{have}, {many} fewer than {then}.", have=have, many=many, then=then)


def reach_answer(reach: Metric, rows: dict[str, Any], period: Period, language: Language) -> str:
    """How many were reached and how often they reacted, in one sentence."""
    when = capital(in_period(period, language))
    people, interactions = rows["reach"], rows["interactions"]
    reached = not (isnan(people.low) and isnan(people.high))
    if reached and not isnan(interactions.value):
        return language.text(
            "{when} we reached {people} people, who reacted {times} times.",
            when=when,
            people=claimed(reach, people, language),
            times=language.number(interactions.value),
        )
    if reached:
        return language.text("{when} we reached {people} people.", when=when, people=claimed(reach, people, language))
    if not isnan(interactions.value):
        times = language.number(interactions.value)
        return language.text("{when} people reacted {times} times; reach is not known.", when=when, times=times)
    return language.text("{when} there are no figures on reach or interactions.", when=when)


def ways_answer(rows: dict[str, Any], lead: str, earlier: Period, language: Language) -> str:
    """Which way the audience, reach and interactions went, in one sentence that begins with the lead metric."""
    order = sorted(_WAYS, key=lambda metric_id: metric_id != lead)
    ups: list[str] = []
    downs: list[str] = []
    flat: list[str] = []
    for metric_id in order:
        row = rows.get(metric_id)
        if row is None or isnan(row.change):
            continue
        share = row.change_percent
        more, fewer, same = _WAYS[metric_id]
        if row.change == 0 or (not isnan(share) and abs(share) < FLAT):
            flat.append(language.text(same))
        else:
            (ups if row.change > 0 else downs).append(language.text(more if row.change > 0 else fewer))
    groups = [group for group in (ups, downs, flat) if group]
    than = language.text("compared with {earlier}", earlier=period_name(earlier, language))
    if not groups:
        return ""
    words = [listed(group, language) for group in groups]
    told = (
        words[0]
        if len(words) == 1
        else language.text("{good}, but {bad}", good=words[0], bad=listed(words[1:], language))
    )
    return f"{capital(told)} {than}."


def largest(last: dict[str, float]) -> str:
    """The key of the largest value that is known, or an empty text."""
    known = {key: value for key, value in last.items() if not isnan(value)}
    return max(known, key=lambda key: known[key], default="")


def growth_over(series: dict[str, Months]) -> dict[str, float]:
    """Growth in per cent from the first to the last figure of each series; NaN where there are not two."""
    found = {}
    for key, months in series.items():
        known = [month.value for month in months if not isnan(month.value)]
        rose = len(known) > 1 and known[0] > 0
        found[key] = 100 * (known[-1] / known[0] - 1) if rose else nan
    return found


def last_value(months: Months) -> float:
    """The last figure of a series; an interval counts by its lower bound; NaN where there is none."""
    known = [month.low if isnan(month.value) else month.value for month in months if month.known]
    return known[-1] if known else nan


def trend_finding(metric: Metric, months: Months, last_day: date, breaks: Sequence[date], language: Language) -> str:
    """A trend in one line: its last whole month, and the change in a year where none of it is broken or missing."""
    by_month = {month.by: month for month in months}
    known = [month for month in months if month.known]
    whole = [row for row in known if Period.parse(row.by).end <= last_day] or known
    label = language.text(metric.label)
    if not whole:
        return language.text("{label}: no figures", label=label)
    last = whole[-1]
    month = Period.parse(last.by)
    told = language.text(
        "{label}: {value} {when}", label=label, value=claimed(metric, last, language), when=in_period(month, language)
    )
    before = by_month.get(month.year_before().id)
    broken = any(month.year_before().start < day <= month.end for day in breaks)
    if before is None or broken or not (_whole(before) and _whole(last)) or before.value == 0:
        return told
    percent = f"{language.signed(100 * (last.value / before.value - 1))}{NBSP}%"
    return language.text("{told}, {percent} in a year", told=told, percent=percent)


def _whole(row: Month) -> bool:
    """Whether a figure is one number that rests on enough of its days to be compared."""
    share = row.days_missing / row.days_expected if row.days_expected > 0 else 0.0
    return not isnan(row.value) and not share > MOST_MISSING
