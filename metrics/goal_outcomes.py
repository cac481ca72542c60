"""Goals one by one in sentences of a report: missed and by how much, far past the target, and where they will end."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan

from locales import Language
from metrics.attainment import Status
from metrics.catalogue import CATALOGUE
from metrics.claims import claimed
from metrics.goal_checks import DURING, again_sentence
from metrics.goal_runs import Spans, once, repeated, under_way
from metrics.goal_sentences import NAMED_AT_MOST
from metrics.goal_wording import attainment_text, outcome_text, target_text
from metrics.goals import GoalResult
from metrics.monthly import Month
from metrics.narrative import capital
from metrics.sentence import Sentence
from metrics.told_goals import Goals

FAR_PAST = 120.0
"""From so many per cent of its floor on, a goal is told as far past it."""
TOLD_AT_MOST = 4


def missed(goals: Goals) -> tuple[Sentence, ...]:
    """The goals that were missed, with figure and target, the furthest from it first; of many, how many more."""
    found = [Spans(one.goal, (one,)) for one in once(goals.results) if one.status is Status.NOT_REACHED]
    found += [spans for spans in repeated(goals.results) if spans.missed == len(spans.results) and _told(spans)]
    found.sort(key=lambda spans: _off(spans.last), reverse=True)
    told_of = found if len(found) == TOLD_AT_MOST + 1 else found[:TOLD_AT_MOST]
    said = [_missed(goals, spans) for spans in told_of]
    if rest := len(found) - len(said):
        text = goals.language.text("Besides, {count} goals were missed.", count=goals.language.spelled(rest))
        said.append(goals.told(text, (), goals.count("more_missed", rest)))
    return tuple(said)


def _off(result: GoalResult) -> float:
    """How far the figure is from its target, in per cent of it."""
    sides = (result.attainment, result.attainment_high, result.attainment_low)
    return next((abs(100 - side) for side in sides if not isnan(side)), 0.0)


def _missed(goals: Goals, spans: Spans) -> Sentence:
    language, result = goals.language, spans.last
    fields = {
        "goals": goals.about([result.goal]),
        "outcome": outcome_text(result, language),
        "target": target_text(result.goal, language),
    }
    if len(spans.results) == 1:
        text = language.text(
            "The goal for {goals} was not reached: the outcome was {outcome} and the target {target}.", **fields
        )
        return goals.told(text, [result])
    during = language.text(DURING[result.goal.rhythm], count=language.spelled(len(spans.results)))
    text = language.text(
        "The goal for {goals} was not reached at all in {spans}: at last {outcome} against {target}.",
        spans=during,
        **fields,
    )
    return goals.told(text, [result], goals.count(f"{spans.goal.id}.judged", len(spans.results)))


def _told(spans: Spans) -> bool:
    """Whether there are words for the rhythm of a goal."""
    return spans.goal.rhythm in DURING


def surpassed(goals: Goals) -> tuple[Sentence, ...]:
    """The goal that went furthest past its floor, and those that were reached every time that they were judged."""
    language = goals.language
    past = [one for one in once(goals.results) if _far_past(one)]
    said = []
    if past:
        best = max(past, key=lambda one: one.attainment)
        text = language.text(
            "Furthest past its target was {goals}: {outcome} against {target} ({attainment}).",
            goals=goals.about([best.goal]),
            outcome=outcome_text(best, language),
            attainment=attainment_text(best, language),
            target=target_text(best.goal, language),
        )
        said.append(goals.told(text, [best]))
    always = [one for one in repeated(goals.results) if one.reached == len(one.results) and _told(one)]
    if 0 < len(always) <= NAMED_AT_MOST:
        said += [again_sentence(goals, spans) for spans in always]
    elif always:
        text = language.text("{count} goals were reached every time.", count=capital(language.spelled(len(always))))
        said.append(goals.told(text, (), goals.count("always", len(always))))
    return tuple(said)


def _far_past(result: GoalResult) -> bool:
    return (
        result.status is Status.REACHED
        and result.posts is None
        and isnan(result.goal.target.high)
        and result.attainment >= FAR_PAST
    )


def ahead(goals: Goals) -> tuple[Sentence, ...]:
    """How the goals that are under way will probably end: the likely counted, the doubtful named with their ends."""
    open_ones, language = under_way(goals.results), goals.language
    if not open_ones:
        return ()
    likely = [one for one in open_ones if one.status is Status.LIKELY]
    early = [one for one in open_ones if one.status is Status.TOO_EARLY]
    doubtful = [one for one in open_ones if one.status in (Status.UNLIKELY, Status.UNCERTAIN)]
    said = []
    if likely:
        said.append(_likely(goals, likely, len(open_ones)))
    said += [_doubtful(goals, one) for one in doubtful[:TOLD_AT_MOST]]
    if rest := doubtful[TOLD_AT_MOST:]:
        text = language.counted("One goal more is in doubt.", "Besides, {count} goals are in doubt.", len(rest))
        said.append(goals.told(text, (), goals.count("more_in_doubt", len(rest))))
    if early:
        text = language.plural(
            "For the goal for {goals} it is too early to tell.",
            "For the goals for {goals} it is too early to tell.",
            len(early),
            goals=goals.about([one.goal for one in early]),
        )
        if len(early) > NAMED_AT_MOST:
            text = language.text("For {count} goals it is too early to tell.", count=language.spelled(len(early)))
        said.append(goals.told(text, (), goals.count("too_early", len(early))))
    return tuple(said)


def _likely(goals: Goals, likely: Sequence[GoalResult], open_ones: int) -> Sentence:
    language = goals.language
    if open_ones == 1:
        text = language.text(
            "The goal for {goals} is likely to be reached.", goals=goals.about([one.goal for one in likely])
        )
        return goals.told(text, likely)
    numbers = goals.count("likely", len(likely)), goals.count("under_way", open_ones)
    if len(likely) == open_ones:
        text = language.text("Both goals that are under way are likely to be reached.")
        if open_ones > 2:
            text = language.text(
                "All {all} goals that are under way are likely to be reached.", all=language.spelled(open_ones)
            )
        return goals.told(text, (), *numbers)
    text = language.counted(
        "One of {all} goals that are under way is likely to be reached.",
        "{count} of {all} goals that are under way are likely to be reached.",
        len(likely),
        beside=open_ones,
        all=language.spelled(open_ones),
    )
    return goals.told(capital(text), (), *numbers)


def _doubtful(goals: Goals, result: GoalResult) -> Sentence:
    language = goals.language
    about = goals.about([result.goal])
    if result.status is Status.UNLIKELY:
        said = language.text("The goal for {goals} is unlikely to be reached", goals=about)
    else:
        said = language.text("It is uncertain whether the goal for {goals} is reached", goals=about)
    end, target = _end(result, language), target_text(result.goal, language)
    if not end:
        return goals.told(language.text("{said}: the target is {target}.", said=said, target=target), [result])
    text = language.text(
        "{said}: it will probably end at {end}, and the target is {target}.", said=said, end=end, target=target
    )
    return goals.told(text, [result])


def _end(result: GoalResult, language: Language) -> str:
    """Where the figure will probably end, with no more digits than a forecast carries; empty where that is not told."""
    declared, ahead = CATALOGUE.get(result.goal.metric), result.projection
    if declared is None or ahead is None or (isnan(ahead.low) and isnan(ahead.high)):
        return ""
    return claimed(declared, Month("", nan, ahead.low, ahead.high), language, short=True)
