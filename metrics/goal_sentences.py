"""Goals in sentences: how many were reached, how those under way will probably end, and which need attention."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from locales import Language
from metrics.attainment import NOT_JUDGED, PENDING, Status
from metrics.goal_wording import (
    goal_name,
    kind_name,
    metric_name,
    outcome_text,
    projection_text,
    scope_name,
    status_text,
    target_text,
)
from metrics.goals import NARROWED, Goal, GoalResult, by_goal, counted, once_each
from metrics.narrative import capital, lower
from metrics.period import Period
from metrics.wording import CHANNEL_NAMES, listed, period_name

NAMED_AT_MOST = 3
"""More goals than so many are counted in a sentence, not named."""

WORST_FIRST = (
    Status.NOT_REACHED,
    Status.UNLIKELY,
    Status.PARTLY,
    Status.CANNOT_TELL,
    Status.UNCERTAIN,
    Status.NO_DATA,
    Status.UNKNOWN_METRIC,
)
"""What needs attention."""

OPEN_WORDS: dict[Status, Callable[[int, Language], str]] = {
    Status.LIKELY: lambda n, language: language.plural(
        "{count} is likely to be reached", "{count} are likely to be reached", n
    ),
    Status.UNLIKELY: lambda n, language: language.plural(
        "{count} is unlikely to be reached", "{count} are unlikely to be reached", n
    ),
    Status.UNCERTAIN: lambda n, language: language.plural("{count} is uncertain", "{count} are uncertain", n),
    Status.TOO_EARLY: lambda n, language: language.plural(
        "for {count} it is too early to say", "for {count} it is too early to say", n
    ),
    Status.UNDER_WAY: lambda n, language: language.plural("{count} is under way", "{count} are under way", n),
}


def goals_sentences(
    results: Sequence[GoalResult], names: Mapping[str, str], period: Period, language: Language, unit: str = ""
) -> tuple[str, ...]:
    """Whether the goals of a period are met: a sentence on those that are settled, one on those under way.

    A goal of several spans counts once. Where the goals are those of a unit, it is named first.
    """
    results = once_each(results)
    when = period_name(period, language)
    when = f"{unit}, {when}" if unit else capital(when)
    if not results:
        return (language.text("{period}: no goals apply.", period=when),)
    under_way = [result for result in results if result.status in PENDING]
    settled = [result for result in results if result.status not in PENDING]
    ahead = (capital(_ahead(under_way, names, language)),) if under_way else ()
    if not settled:
        return (f"{when}: {_ahead(under_way, names, language)}",)
    count = counted(settled)
    rest, judged = _rest(count, language), len(settled) - sum(count[one] for one in NOT_JUDGED)
    said = language.text("{period}: no goal can be judged", period=when)
    if judged:
        said = language.text(
            "{period}: {reached} of {all} goals were reached",
            period=when,
            reached=language.number(count[Status.REACHED]),
            all=language.number(judged),
        )
    return f"{said}{', ' if rest else ''}{rest}.", *ahead


def campaign_answer(name: str, results: Sequence[GoalResult], language: Language) -> str:
    """Whether a campaign meets its goals: Vinterkampanjen: 1 av 2 mål nåddes, 1 är osäkert; its name without any."""
    results = once_each(results)
    count, settled = counted(results), [result for result in results if result.status not in PENDING]
    if not results:
        return name
    begun = language.plural("{count} goal is under way", "{count} goals are under way", len(results))
    if settled:
        begun = language.text(
            "{reached} of {all} goals were reached",
            reached=language.number(count[Status.REACHED]),
            all=language.number(len(settled)),
        )
    told = [one for one in OPEN_WORDS if count[one] and (settled or one is not Status.UNDER_WAY)]
    rest = [_rest(counted(settled), language), *(OPEN_WORDS[one](count[one], language) for one in told)]
    return f"{name}: {', '.join(filter(None, [begun, *rest]))}"


def _rest(count: Mapping[Status, int], language: Language) -> str:
    words = []
    if n := count[Status.NOT_REACHED]:
        words.append(language.plural("{count} was not", "{count} were not", n))
    if n := count[Status.PARTLY]:
        words.append(language.plural("{count} in part", "{count} in part", n))
    if n := count[Status.CANNOT_TELL]:
        words.append(language.plural("{count} cannot be told", "{count} cannot be told", n))
    if n := count[Status.NO_DATA]:
        words.append(language.plural("{count} lacks figures", "{count} lack figures", n))
    if n := count[Status.UNKNOWN_METRIC]:
        words.append(language.plural("{count} has an unknown metric", "{count} have unknown metrics", n))
    return listed(words, language)


def _ahead(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> str:
    """How goals under way will probably end: 4 av 6 mål nås troligen; målet för räckvidd i Vinterkampanjen är osäkert.

    The uncertain and the unlikely are named where they are few.
    """
    likely, pending = counted(results)[Status.LIKELY], len(results)
    rest = listed(_doubts(results, names, language), language)
    if likely:
        begun = language.text(
            "{likely} of {all} goals under way are likely to be reached",
            likely=language.number(likely),
            all=language.number(pending),
        )
        return f"{begun}; {rest}." if rest else f"{begun}."
    begun = language.plural("{count} goal is under way", "{count} goals are under way", pending)
    return f"{begun}: {rest}." if rest else f"{begun}."


def _doubts(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> list[str]:
    words = []
    for said in (Status.UNLIKELY, Status.UNCERTAIN):
        goals = list(dict.fromkeys(result.goal for result in results if result.status is said))
        if not goals:
            continue
        if len(goals) > NAMED_AT_MOST:
            words.append(OPEN_WORDS[said](len(goals), language))
            continue
        words.append(_named(said, len(goals), _about(goals, names, language), language))
    if n := counted(results)[Status.TOO_EARLY]:
        words.append(OPEN_WORDS[Status.TOO_EARLY](n, language))
    return words


def _named(said: Status, count: int, goals: str, language: Language) -> str:
    if said is Status.UNCERTAIN:
        return language.plural(
            "the goal for {goals} is uncertain", "the goals for {goals} are uncertain", count, goals=goals
        )
    return language.plural(
        "the goal for {goals} is unlikely to be reached",
        "the goals for {goals} are unlikely to be reached",
        count,
        goals=goals,
    )


def _about(goals: Sequence[Goal], names: Mapping[str, str], language: Language) -> str:
    """What goals are about, those of one scope together: konverteringar och räckvidd i Vinterkampanjen."""
    scopes: dict[tuple[str, ...], list[Goal]] = {}
    for goal in goals:
        scopes.setdefault(tuple(getattr(goal, name) for name in NARROWED), []).append(goal)
    return listed([_in_scope(several, names, language) for several in scopes.values()], language)


def _in_scope(goals: Sequence[Goal], names: Mapping[str, str], language: Language) -> str:
    metrics = listed([lower(metric_name(goal.metric, language)) for goal in goals], language)
    goal = goals[0]
    scope = scope_name(goal, names, language)
    if kind := kind_name(goal, language):
        metrics = f"{metrics} ({kind})"
    if goal.scope == "organisation":
        return metrics
    if goal.scope == "campaign":
        return language.text("{metrics} in “{campaign}”", metrics=metrics, campaign=scope)
    account = names.get(goal.account, goal.account) or goal.unit
    if goal.scope == "platform" or account in CHANNEL_NAMES.values():
        return language.text("{metrics} on {channel}", metrics=metrics, channel=account or scope)
    return language.text("{metrics} of {account}", metrics=metrics, account=account)


def attention_sentences(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> list[str]:
    """Each goal that was missed in any span, is in doubt or lacks figures, as a sentence, the worst first."""
    goals = by_goal(results)
    worst = [
        min((WORST_FIRST.index(one.status) for one in goal if one.status in WORST_FIRST), default=-1) for goal in goals
    ]
    troubled = sorted((rank, place) for place, rank in enumerate(worst) if rank >= 0)
    return [_attention(goals[place], names, language) for _, place in troubled]


def _attention(several: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> str:
    """What is said of a goal in its last span, and how often it was reached if there are more."""
    last, outcome = several[-1], outcome_text(several[-1], language)
    said = {
        "goal": goal_name(last.goal, names, language),
        "status": status_of_spans(several, language),
        "outcome": outcome if len(several) == 1 else f"{outcome} ({period_name(last.span, language)})",
        "target": target_text(last.goal, language),
    }
    if last.status not in PENDING:
        return language.text("{goal} – {status}: {outcome}, the target was {target}.", **said)
    told = language.text("{goal} – {status}: {outcome} so far, the target is {target}.", **said)
    ahead = ends_text(last, language)
    return f"{told} {ahead}." if ahead else told


def status_of_spans(several: Sequence[GoalResult], language: Language) -> str:
    """The status of a goal's one span; of several, how often it was reached, and the last where it is under way."""
    last = several[-1]
    if len(several) == 1:
        return status_text(last.status, language)
    settled = [result for result in several if result.status not in PENDING]
    reached = language.text(
        "reached {reached} of {all} times",
        reached=language.number(counted(settled)[Status.REACHED]),
        all=language.number(len(settled)),
    )
    if last.status not in PENDING:
        return reached
    return language.text("{reached}, now {status}", reached=reached, status=status_text(last.status, language))


def ends_text(result: GoalResult, language: Language) -> str:
    """Where the figure will probably end: slutar troligen på 84 733–151 459; empty where that is not told."""
    ahead = result.projection
    if ahead is None or (math.isnan(ahead.low) and math.isnan(ahead.high)):
        return ""
    return language.text("Will probably end at {interval}", interval=projection_text(result, language))
