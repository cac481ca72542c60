"""The figures behind what is said of goals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import nan

from metrics.figures import Scope
from metrics.goal_log import GoalLog, as_first_set
from metrics.goals import GoalResult
from metrics.number import Number, exact, interval, owner


def goal_numbers(result: GoalResult, scope: Scope) -> tuple[Number, ...]:
    """A goal in one of its spans: the figure, the target, the attainment and where it will end, those that are known.

    Of a goal that every post has: how many posts there were, how many of them met it, and their median.
    """
    goal, figure, span = result.goal, result.figure, result.span.id
    of, named = owner(scope, "goal", goal.id), goal.metric
    found = [
        Number(named, of, span, figure.value, figure.low, figure.high),
        Number(f"{named}.target", of, span, nan, goal.target.low, goal.target.high),
        Number(f"{named}.attainment", of, span, result.attainment, result.attainment_low, result.attainment_high),
    ]
    if result.projection:
        found.append(interval(f"{named}.projected", of, span, result.projection.low, result.projection.high))
    if result.posts and result.posts.posts:
        inside = round(result.posts.inside * result.posts.posts / 100)
        found += [
            exact(f"{named}.median", of, span, result.posts.median),
            exact("posts.inside", of, span, inside),
            exact("posts", of, span, result.posts.posts),
        ]
    return tuple(number for number in found if number.known)


def goal_count(name: str, scope: Scope, span: str, count: int) -> Number:
    """How many goals there are of a sort."""
    return exact(f"goals.{name}", owner(scope), span, count)


def all_goal_numbers(results: Iterable[GoalResult], scope: Scope) -> tuple[Number, ...]:
    """Those of many results."""
    return tuple(number for result in results for number in goal_numbers(result, scope))


def changed_numbers(log: Mapping[str, GoalLog], results: Iterable[GoalResult], scope: Scope) -> tuple[Number, ...]:
    """What each goal has asked in each of its wordings, and what is attained of it as it was first set."""
    found = [
        Number(f"{one.goal.metric}.target", owner(scope, "goal", goal), f"set:{one.goal.set_at}", nan, low, high)
        for goal, wordings in log.items()
        for one in wordings.wordings
        for low, high in ((one.goal.target.low, one.goal.target.high),)
    ]
    for result in {result.goal.id: result for result in results}.values():
        if first := as_first_set(log[result.goal.id], result):
            sides = first.attainment, first.attainment_low, first.attainment_high
            named, of = f"{result.goal.metric}.attainment_as_first_set", owner(scope, "goal", result.goal.id)
            found.append(Number(named, of, result.span.id, *sides))
    return tuple(number for number in found if number.known)
