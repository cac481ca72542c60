"""Verdicts as they are read: on a card, in a title, and as the sentence that the overview opens with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from locales import N_, Language
from metrics.catalogue import metric
from metrics.expected_range import expected_text
from metrics.judgement import Judgement, strongest
from metrics.period import Kind, Period
from metrics.season import Season
from metrics.verdict import FEW, FEW_SINCE, REASONS, WILD, Verdict
from metrics.wording import listed

Judged = tuple[Judgement, ...]
"""What is said of a figure: one judgement, or one a whole month of a longer period."""

MONTHS_NAMED = 3

HIGHER, LOWER = N_("higher than expected"), N_("lower than expected")


@dataclass(frozen=True)
class _Words:
    """A metric inside a sentence on what was expected: its name, above it and below it."""

    name: str
    more: str
    fewer: str


_NEW_FOLLOWERS = _Words(
    N_("new followers"), N_("more new followers than expected"), N_("fewer new followers than expected")
)
_WORDS = {
    "followers": _NEW_FOLLOWERS,
    "net_followers": _NEW_FOLLOWERS,
    "reach": _Words(N_("reach"), N_("wider reach than expected"), N_("narrower reach than expected")),
    "interactions": _Words(
        N_("interactions"), N_("more interactions than expected"), N_("fewer interactions than expected")
    ),
    "views": _Words(N_("views"), N_("more views than expected"), N_("fewer views than expected")),
    "posts": _Words(N_("posts"), N_("more posts than expected"), N_("fewer posts than expected")),
    "interactions_per_post": _Words(
        N_("interactions per post"),
        N_("more interactions per post than expected"),
        N_("fewer interactions per post than expected"),
    ),
    "engagement_rate_followers": _Words(
        N_("engagement rate"), N_("a higher engagement rate than expected"), N_("a lower engagement rate than expected")
    ),
}


_SHORTLY = {
    REASONS[WILD][1]: N_("the figures before vary too much"),
    REASONS[FEW][1]: N_("earlier figures: {count}"),
    REASONS[FEW_SINCE][1]: N_("figures since the way of counting changed: {count}"),
}
"""Why nothing could be judged, in few words, by the reason's message."""


def verdict_text(found: Judged, metric_id: str, names: Mapping[str, str], language: Language) -> str:
    """The verdict on a figure, as it stands on its card: Tydlig förändring, högre än väntat. Empty without any.

    `names` are the channels by account. What was judged in the metric's stead is named.
    """
    said = strongest(found)
    if said is None:
        return ""
    told = [one for one in found if one.verdict is said]
    label = language.text(said.label)
    if said in (Verdict.CLEAR, Verdict.PROBABLY):
        where = _months(told, language) if len(found) > 1 else language.text(HIGHER if told[-1].higher else LOWER)
        label = f"{label} {where}" if len(found) > 1 else f"{label}, {where}"
    elif said is Verdict.WITHIN and len(found) > 1:
        every = len(told) == len(found)
        label = language.text("every month within normal variation") if every else f"{label} {_months(told, language)}"
    one = found[-1]
    if said is Verdict.TOO_LITTLE and one.reason in _SHORTLY:
        label = f"{label} ({language.text(_SHORTLY[one.reason], count=one.fields.get('count', 0))})"
    whose = names.get(one.account, "") if one.account else ""
    if one.metric != metric_id:
        judged = _name(one.metric, language)
        whose = f"{whose}, {judged}" if whose else judged
    told_of = f"{whose}: {label}" if whose else label
    return told_of[:1].upper() + told_of[1:]


def verdict_reason(found: Judged, metric_id: str, language: Language) -> str:
    """Why the verdict is what it is, with the range that was to be expected and whose season it knows of."""
    if not found:
        return ""
    said = strongest(found)
    one = [judgement for judgement in found if judgement.verdict is said][-1]
    sentences = [one.why(language)]
    if not isnan(one.low):
        expected = expected_text(one, language)
        sentences.append(
            language.text("Expected: {range}.", range=expected)
            if one.metric == metric_id
            else language.text("Expected ({what}): {range}.", what=_name(one.metric, language), range=expected)
        )
        unknown = one.season is Season.NONE
        sentences.append(
            language.text("What the season does is not known yet.")
            if unknown
            else language.text("The season is taken from {season}.", season=language.text(one.season.label))
        )
    return " ".join(sentences)


def verdict_sentences(found: Mapping[str, Judged], when: str, language: Language) -> tuple[str, ...]:
    """What the verdicts on several metrics come to: first what matters most, then the rest.

    `when` is the period inside a sentence. Empty where nothing could be judged.
    """
    by_verdict: dict[Verdict, list[str]] = {one: [] for one in Verdict}
    for metric_id, judged in found.items():
        said = strongest(judged)
        if said is not None and metric_id in _WORDS:
            by_verdict[said].append(phrase(metric_id, judged, said, language, several=len(judged) > 1))
    sentences = []
    for said, opening in (
        (Verdict.CLEAR, N_("Clear change {when}: {what}.")),
        (Verdict.PROBABLY, N_("Probably a shift {when}: {what}.")),
    ):
        if by_verdict[said]:
            sentences.append(language.text(opening, when=when, what=listed(by_verdict[said], language)))
    within = by_verdict[Verdict.WITHIN]
    if within and not sentences:
        sentences.append(language.text("Nothing is beyond normal variation {when}.", when=when))
    if within:
        sentences.append(language.text("Within normal variation: {what}.", what=listed(within, language)))
    if sentences and by_verdict[Verdict.TOO_LITTLE]:
        few = listed(by_verdict[Verdict.TOO_LITTLE], language)
        sentences.append(language.text("Too little data to judge: {what}.", what=few))
    return tuple(sentences)


def _name(metric_id: str, language: Language) -> str:
    return language.text(_WORDS[metric_id].name if metric_id in _WORDS else metric(metric_id).label)


def phrase(metric_id: str, judged: Sequence[Judgement], said: Verdict, language: Language, *, several: bool) -> str:
    """A metric as a verdict speaks of it: fler nya följare än väntat, with the months where `several` were judged."""
    words = _WORDS[metric_id]
    if said not in (Verdict.CLEAR, Verdict.PROBABLY):
        return language.text(words.name)
    told = [one for one in judged if one.verdict is said]
    same_way = [one for one in told if one.higher is told[-1].higher]
    text = language.text(words.more if told[-1].higher else words.fewer)
    return f"{text} {_months(same_way, language)}" if several else text


def _months(told: Sequence[Judgement], language: Language) -> str:
    """In which months: i augusti och september; the latest where there are many."""
    if len(told) > MONTHS_NAMED:
        return language.plural("in {count} month", "in {count} months", len(told))
    names = language.month_names()
    months = [Period.parse(one.by) for one in told]
    several = len({month.start.year for month in months}) > 1
    listed_months = [
        language.month(month.start) if several or month.kind is not Kind.MONTH else names[month.start.month - 1]
        for month in months
    ]
    return language.text("in {month}", month=listed(listed_months, language))
