"""What those who lead have to decide on, as questions that the figures raise and do not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from locales import N_
from metrics.attainment import Status
from metrics.campaign_narrative import campaign_numbers
from metrics.campaign_results import CampaignResult
from metrics.definition import Unit
from metrics.goal_runs import Spans, settled, under_way
from metrics.goal_sentences import NAMED_AT_MOST
from metrics.goals import GoalResult
from metrics.narrative import capital
from metrics.sentence import Sentence
from metrics.told_goals import Goals
from metrics.wording import with_sign

OVERSPENT = 100.0
"""From so many per cent of its budget on, a campaign that goes on is brought up."""


@dataclass(frozen=True)
class _Asked:
    """After how many months in a row of a status a goal is brought up, and what is asked of one, and of many."""

    status: Status
    months: int
    one: str
    many: str


MISSED = _Asked(
    Status.NOT_REACHED,
    3,
    N_("The goal for {goals} has been missed for {months} months in a row: should it stay as it is?"),
    N_("{goals} goals have been missed for at least {months} months in a row: should they stay as they are?"),
)
REACHED = _Asked(
    Status.REACHED,
    6,
    N_("The goal for {goals} has been reached for {months} months in a row: could it ask for more?"),
    N_("{goals} goals have been reached for at least {months} months in a row: could they ask for more?"),
)


def decisions(goals: Goals, history: Sequence[GoalResult], campaigns: Sequence[CampaignResult]) -> tuple[Sentence, ...]:
    """The questions, the most pressing first. `history` are the results of monthly goals over the last year."""
    rows = (said for asked in (MISSED, REACHED) for said in _in_a_row(goals, history, asked))
    return (*_in_doubt(goals), *rows, *_spent(goals, campaigns))


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


def _in_a_row(goals: Goals, history: Sequence[GoalResult], asked: _Asked) -> list[Sentence]:
    """Goals that have been missed, or reached, for many months: each by itself, or counted where they are many."""
    language, runs = goals.language, _runs(history, asked.status, asked.months)
    if len(runs) > NAMED_AT_MOST:
        count, months = language.spelled(len(runs)), language.spelled(asked.months)
        said = capital(language.text(asked.many, goals=count, months=months))
        numbers = goals.count(asked.status, len(runs)), goals.count(f"{asked.status}.months", asked.months)
        return [goals.told(said, (), *numbers)]
    return [
        goals.told(
            language.text(asked.one, goals=goals.about([spans.goal]), months=language.spelled(run)),
            (),
            goals.count(f"{spans.goal.id}.{asked.status}_in_a_row", run),
        )
        for spans, run in runs
    ]


def _runs(history: Sequence[GoalResult], status: Status, at_least: int) -> list[tuple[Spans, int]]:
    """The goals whose latest months all have the status, with how many they are, the longest run first."""
    found = [(spans, spans.in_a_row(status)) for spans in settled(history)]
    return sorted((one for one in found if one[1] >= at_least), key=lambda one: (-one[1], one[0].goal.id))


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
