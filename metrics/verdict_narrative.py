"""What is more than normal variation, as sentences: which way, how much, and beside what was to be expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

from locales import Language
from metrics.catalogue import metric
from metrics.claims import claimed
from metrics.definition import REACH, Direction
from metrics.expected_range import expected_text
from metrics.figures import Scope
from metrics.judgement import Judgement, strongest
from metrics.monthly import Month
from metrics.narrative import capital
from metrics.number import Number, exact, expected_of, owner
from metrics.period import Kind, Period
from metrics.sentence import Sentence, told
from metrics.verdict import Verdict
from metrics.verdict_wording import MONTHS_NAMED, Judged, phrase, verdict_sentences
from metrics.wording import unit_word

NEWS = (Verdict.CLEAR, Verdict.PROBABLY)
"""What is more than normal variation, the surest first."""


def verdicts_told(texts: Sequence[str], found: Mapping[str, Judged], of: str, language: Language) -> list[Sentence]:
    """Sentences on verdicts (`verdict_sentences`) with the figures in them: in how many months, where they are many."""
    counts = [
        exact(f"{metric_id}.months_beyond", f"{of}/{way}", judged[-1].by, len(months))
        for metric_id, judged in found.items()
        for way, higher in (("higher", True), ("lower", False))
        if len(months := [one for one in judged if one.verdict in NEWS and one.higher is higher]) > MONTHS_NAMED
    ]
    return [told(text, language, *counts) for text in texts]


def section_verdicts(found: Mapping[str, Judged], when: str, of: str, language: Language) -> list[Sentence]:
    """The verdicts of a section; that nothing is beyond normal variation goes without saying beside what is within."""
    texts = verdict_sentences(found, when, language)
    news = any(strongest(judged) in NEWS for judged in found.values())
    return verdicts_told(texts if news else texts[1:], found, of, language)


def beyond_expected(
    found: Mapping[str, Judged], scope: Scope, names: Mapping[str, str], language: Language, *, good: bool
) -> tuple[Sentence, ...]:
    """A sentence a metric that was better (or worse) than expected, the surest first.

    `names` are the channels by account, for what was judged of one of them. Metrics of which neither more nor less is
    better are left out.
    """
    said: list[tuple[int, Sentence]] = []
    for metric_id, judged in found.items():
        better = metric(metric_id).direction
        if better is Direction.NONE:
            continue
        higher = good is (better is Direction.HIGHER)
        for place, verdict in enumerate(NEWS):
            of_verdict = [one for one in judged if one.verdict is verdict and one.higher is higher]
            if of_verdict:
                several = len(judged) > 1
                said.append((place, _beyond(metric_id, of_verdict, scope, names, language, several=several)))
    return tuple(sentence for _, sentence in sorted(said, key=lambda one: one[0]))


def _beyond(
    metric_id: str,
    judged: Sequence[Judgement],
    scope: Scope,
    names: Mapping[str, str],
    language: Language,
    *,
    several: bool,
) -> Sentence:
    last = judged[-1]
    what = phrase(metric_id, judged, last.verdict, language, several=several)
    said = language.text("{verdict}: {what}", verdict=capital(language.text(last.verdict.label)), what=what)
    whose = owner(scope, "account", last.account) if last.account else owner(scope)
    if several:
        count = exact(f"{last.metric}.months_beyond", whose, last.by, len(judged))
        return told(f"{said}.", language, *([count] if len(judged) > MONTHS_NAMED else []))
    figure = judged_number(last, whose)
    value = claimed(metric(last.metric), Month(last.by, last.value, last.value, last.value), language)
    if unit := unit_word(metric(last.metric).unit, language):
        value = f"{value} {unit}"
    where = {"said": said, "channel": names.get(last.account, last.account), "value": value}
    if isnan(last.low) or last.low <= last.value <= last.high:
        text = language.text("{said}, {value} on {channel}.", **where) if last.account else f"{said}, {value}."
        return told(text, language, figure)
    where["range"] = expected_text(last, language)
    text = (
        language.text("{said}, {value} on {channel} against the expected {range}.", **where)
        if last.account
        else language.text(
            "{said}, {value} against the expected {range}.", said=said, value=value, range=where["range"]
        )
    )
    return told(text, language, figure, expected_of(last, whose))


def judged_number(one: Judgement, of: str) -> Number:
    """The figure that was judged. Of people in a month, those of the 28 days that it ends with."""
    period = Period.parse(one.by)
    if one.metric == REACH and period.kind is Kind.MONTH:
        period = Period.of(Kind.ROLLING, period.end)
    return exact(one.metric, of, period.id, one.value)
