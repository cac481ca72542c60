"""What those who lead have to decide on, as questions that the figures raise and do not answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from metrics.attainment import Status
from metrics.campaign_narrative import campaign_numbers
from metrics.campaign_results import CampaignResult
from metrics.definition import Unit
from metrics.goal_answer import Goals
from metrics.goal_runs import Spans, settled, under_way
from metrics.goal_sentences import NAMED_AT_MOST
from metrics.goals import GoalResult
from metrics.sentence import Sentence
from metrics.wording import with_sign

LONG_MISSED, LONG_REACHED = 3, 6
"""After so many months in a row a goal that is missed, or reached, is brought up."""
OVERSPENT = 100.0
"""From so many per cent of its budget on, a campaign that goes on is brought up."""


def decisions(goals: Goals, history: Sequence[GoalResult], campaigns: Sequence[CampaignResult]) -> tuple[Sentence, ...]:
    """The questions, the most pressing first. `history` are the results of monthly goals over the last year."""
    return (*_in_doubt(goals), *_long_missed(goals, history), *_long_reached(goals, history), *_spent(goals, campaigns))


def _in_doubt(goals: Goals) -> list[Sentence]:
    """Goals that may still be reached, by the day on which their time is up."""
    by_end: dict[date, list[GoalResult]] = {}
    for one in under_way(goals.results):
        if one.status in (Status.UNLIKELY, Status.UNCERTAIN):
            by_end.setdefault(one.span.end, []).append(one)
    return [
        goals.told(
            goals.language.plural(
                "Is more needed to reach the goal for {goals} by {day}?",
                "Is more needed to reach the goals for {goals} by {day}?",
                len(found),
                goals=goals.about([one.goal for one in found]),
                day=goals.language.day(end),
            ),
            (),
        )
        for end, found in sorted(by_end.items())
        if len(found) <= NAMED_AT_MOST
    ]


def _long_missed(goals: Goals, history: Sequence[GoalResult]) -> list[Sentence]:
    language, runs = goals.language, _runs(history, Status.NOT_REACHED, LONG_MISSED)
    if len(runs) > NAMED_AT_MOST:
        text = language.text(
            "{goals} goals have been missed for at least {months} months in a row: should they stay as they are?",
            goals=language.spelled(len(runs)),
            months=language.spelled(LONG_MISSED),
        )
        return [_of_many(goals, text, "missed_long", len(runs), LONG_MISSED)]
    return [
        goals.told(
            language.text(
                "The goal for {goals} has been missed for {months} months in a row: should it stay as it is?",
                goals=goals.about([spans.goal]),
                months=language.spelled(run),
            ),
            (),
            goals.count(f"{spans.goal.id}.missed_in_a_row", run),
        )
        for spans, run in runs
    ]


def _long_reached(goals: Goals, history: Sequence[GoalResult]) -> list[Sentence]:
    language, runs = goals.language, _runs(history, Status.REACHED, LONG_REACHED)
    if len(runs) > NAMED_AT_MOST:
        text = language.text(
            "{goals} goals have been reached for at least {months} months in a row: could they ask for more?",
            goals=language.spelled(len(runs)),
            months=language.spelled(LONG_REACHED),
        )
        return [_of_many(goals, text, "reached_long", len(runs), LONG_REACHED)]
    return [
        goals.told(
            language.text(
                "The goal for {goals} has been reached for {months} months in a row: could it ask for more?",
                goals=goals.about([spans.goal]),
                months=language.spelled(run),
            ),
            (),
            goals.count(f"{spans.goal.id}.reached_in_a_row", run),
        )
        for spans, run in runs
    ]


def _runs(history: Sequence[GoalResult], status: Status, at_least: int) -> list[tuple[Spans, int]]:
    """The goals whose latest months all have the status, with how many they are, the longest run first."""
    found = [(spans, spans.in_a_row(status)) for spans in settled(history)]
    return sorted((one for one in found if one[1] >= at_least), key=lambda one: (-one[1], one[0].goal.id))


def _of_many(goals: Goals, text: str, name: str, count: int, months: int) -> Sentence:
    said = text[:1].upper() + text[1:]
    return goals.told(said, (), goals.count(name, count), goals.count(f"{name}.months", months))


def _spent(goals: Goals, campaigns: Sequence[CampaignResult]) -> list[Sentence]:
    """Campaigns that go on though their budget is spent."""
    return [
        goals.told(
            goals.language.text(
                "“{name}” has used {share} of its budget and goes on: should it have more?",
                name=one.campaign.name,
                share=with_sign(goals.language.number(round(one.spent)), Unit.PER_CENT, goals.language),
            ),
            (),
            *campaign_numbers(one, goals.scope),
        )
        for one in campaigns
        if not one.finished and one.spent >= OVERSPENT
    ]
