"""Figures as sentences: what the pages open with. Rule-based; every number in them is a figure's own.

A row is what `metrics.change.compare` gives for one metric.
"""

from __future__ import annotations

from math import isnan
from typing import Any

import pandas as pd

from locales import N_, Language
from metrics.claims import claimed
from metrics.definition import Metric
from metrics.period import Kind, Period
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
