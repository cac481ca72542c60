"""Figures as sentences: what the pages open with. Rule-based; every number in them is a figure's own.

A row is what `metrics.change.compare` gives for one metric.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import isnan, nan
from typing import Any

import pandas as pd

from locales import N_, NBSP, Language
from metrics.change import MOST_MISSING
from metrics.claims import claimed
from metrics.definition import Metric
from metrics.judgement import Judgement
from metrics.monthly import Month, Months
from metrics.period import Kind, Period
from metrics.verdict import Verdict
from metrics.wording import listed, period_name

FLAT = 0.5
"""A change of less than this, in per cent, is called unchanged in a headline."""

_IN_PERIOD = {
    Kind.WEEK: N_("in {week}"),
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


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame, each with its columns as attributes."""
    return list(frame.itertuples(index=False))


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
            "{when} we reached {people} people and had {times} interactions.",
            when=when,
            people=claimed(reach, people, language),
            times=language.number(interactions.value),
        )
    if reached:
        return language.text("{when} we reached {people} people.", when=when, people=claimed(reach, people, language))
    if not isnan(interactions.value):
        times = language.number(interactions.value)
        return language.text("{when} we had {times} interactions; reach is not known.", when=when, times=times)
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


def trend_finding(
    metric: Metric,
    months: Months,
    last_day: date,
    breaks: Sequence[date],
    judgements: Mapping[str, Judgement],
    language: Language,
) -> str:
    """A trend in one line: its last whole month with the verdict on it, else the change in a year.

    No change is told where it is broken or lacks days.
    """
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
    if last.by in judgements and judgements[last.by].verdict is not Verdict.TOO_LITTLE:
        verdict = language.text(judgements[last.by].verdict.label)
        return language.text("{told}, {verdict}", told=told, verdict=verdict)
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
