"""Goals by how often they are checked: those of one span, those of many, and those met or missed again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.attainment import NOT_JUDGED, PENDING, Status
from metrics.goals import Goal, GoalResult


@dataclass(frozen=True)
class Spans:
    """A goal with what was said of it in each span that is settled and can be judged, the oldest first."""

    goal: Goal
    results: tuple[GoalResult, ...]

    @property
    def reached(self) -> int:
        """In how many of them it was reached."""
        return sum(result.status is Status.REACHED for result in self.results)

    @property
    def missed(self) -> int:
        """In how many of them it was missed."""
        return sum(result.status is Status.NOT_REACHED for result in self.results)

    @property
    def open(self) -> int:
        """Of how many it cannot be told, or was met by some posts only."""
        return len(self.results) - self.reached - self.missed

    @property
    def last(self) -> GoalResult:
        """The latest of them."""
        return self.results[-1]

    def in_a_row(self, status: Status) -> int:
        """How many of the latest ones have this status, one after the other."""
        run = 0
        for result in reversed(self.results):
            if result.status is not status:
                break
            run += 1
        return run


def settled(results: Sequence[GoalResult]) -> tuple[Spans, ...]:
    """The goals that have settled spans which can be judged, in the order of the results."""
    found: dict[str, list[GoalResult]] = {}
    for result in results:
        if result.status not in (*PENDING, *NOT_JUDGED):
            found.setdefault(result.goal.id, []).append(result)
    return tuple(Spans(several[-1].goal, tuple(several)) for several in found.values())


def once(results: Sequence[GoalResult]) -> tuple[GoalResult, ...]:
    """The results of goals that have a single settled span."""
    return tuple(spans.last for spans in settled(results) if len(spans.results) == 1)


def repeated(results: Sequence[GoalResult]) -> tuple[Spans, ...]:
    """The goals that have been judged several times."""
    return tuple(spans for spans in settled(results) if len(spans.results) > 1)


def under_way(results: Sequence[GoalResult]) -> tuple[GoalResult, ...]:
    """The results whose outcome is open, the last of each goal; a week of a longer period is too short to tell of."""
    weekly = {spans.goal.id for spans in settled(results) if spans.goal.rhythm == "week"}
    found = {result.goal.id: result for result in results if result.status in PENDING}
    return tuple(result for name, result in found.items() if name not in weekly)


def unjudged(results: Sequence[GoalResult]) -> tuple[Goal, ...]:
    """The goals of which no span can be judged because figures are missing."""
    goals = {result.goal.id: result.goal for result in results}
    known = {result.goal.id for result in results if result.status not in NOT_JUDGED}
    return tuple(goal for name, goal in goals.items() if name not in known)
