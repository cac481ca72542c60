"""Every wording of every goal: what was changed, by whom and when, and what is said of a goal as it was first set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import isnan
from operator import itemgetter

import pandas as pd

from metrics.attainment import PostShares, Target, attainment
from metrics.facts import Facts
from metrics.goal_rows import current_goals
from metrics.goals import NARROWED, Goal, GoalResult

FIELDS = ("metric", *NARROWED, "target", "rhythm", "starts_on", "ends_on", "objective")
"""What a wording says, but for who set it and when."""


@dataclass(frozen=True)
class Worded:
    """A goal as it was worded at one time; withdrawn, it says nothing any more."""

    goal: Goal
    withdrawn: bool


@dataclass(frozen=True)
class Change:
    """From one wording to the next: the fields (of FIELDS) that are others, and whether it was withdrawn or not."""

    earlier: Worded
    later: Worded

    @property
    def fields(self) -> tuple[str, ...]:
        """What is worded in another way."""
        return tuple(name for name in FIELDS if getattr(self.earlier.goal, name) != getattr(self.later.goal, name))

    @property
    def withdrawn(self) -> bool | None:
        """True where the goal was withdrawn, False where it was taken up again, None where it is neither."""
        return None if self.earlier.withdrawn == self.later.withdrawn else self.later.withdrawn


@dataclass(frozen=True)
class GoalLog:
    """A goal and everything that it has been, the first wording first."""

    wordings: tuple[Worded, ...]

    @property
    def id(self) -> str:
        """The goal's id."""
        return self.newest.goal.id

    @property
    def first(self) -> Worded:
        """As it was first set."""
        return self.wordings[0]

    @property
    def newest(self) -> Worded:
        """As it is now."""
        return self.wordings[-1]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, the first one first; a wording that says the same again is none."""
        found = [Change(earlier, later) for earlier, later in pairwise(self.wordings)]
        return tuple(change for change in found if change.fields or change.withdrawn is not None)


def goal_log(facts: Facts, organisation: str) -> dict[str, GoalLog]:
    """Every goal that the organisation has ever set, the withdrawn ones too, by id; worked out once."""
    return facts.kept(("goal log", organisation), lambda: goal_log_of(facts.goals, organisation))


def goal_log_of(goals: pd.DataFrame, organisation: str) -> dict[str, GoalLog]:
    """Every goal of the organisation in a table of wordings, by id."""
    own = goals[goals["org_id"] == organisation].sort_values(["goal_id", "set_at"], kind="stable")
    apart = own.assign(goal_id=[f"{place:09}" for place in range(len(own))], withdrawn=False)
    withdrawn = own["withdrawn"].fillna(value=False).astype(bool)
    rows = zip(own["goal_id"], current_goals(apart, organisation), withdrawn, strict=True)
    return {
        str(goal_id): GoalLog(_wordings([(replace(goal, id=str(goal_id)), gone) for _, goal, gone in found]))
        for goal_id, found in groupby(rows, key=itemgetter(0))
    }


def _wordings(rows: Sequence[tuple[Goal, bool]]) -> tuple[Worded, ...]:
    """The wordings of one goal. A row that withdraws it may leave out what it asked: that is as it was."""
    found: list[Worded] = []
    for goal, withdrawn in rows:
        if withdrawn and found:
            goal = replace(found[-1].goal, set_at=goal.set_at, set_by=goal.set_by)  # noqa: PLW2901 -- the row, told whole
        found.append(Worded(goal, withdrawn))
    return tuple(found)


@dataclass(frozen=True)
class AsFirstSet:
    """What the same figure is of the target that was first set: attainment in per cent, bounds for an interval."""

    target: Target
    attainment: float
    attainment_low: float
    attainment_high: float


def as_first_set(log: GoalLog, result: GoalResult) -> AsFirstSet | None:
    """The attainment under the goal as it was first set.

    None where the target is the same, where nothing is known of the figure, and where the goal was about something
    else then (another metric, scope or rhythm): its figure was another one.
    """
    first, now = log.first.goal, result.goal
    alike = ("metric", *NARROWED, "rhythm")
    if first.target == now.target or any(getattr(first, name) != getattr(now, name) for name in alike):
        return None
    if result.posts is not None:
        inside = PostShares.of(result.figure.posts, first.target).inside
        return AsFirstSet(first.target, inside, inside, inside) if result.posts.posts else None
    figure = result.figure
    value, low, high = (attainment(side, first.target) for side in (figure.value, figure.low, figure.high))
    return None if isnan(low) and isnan(high) else AsFirstSet(first.target, value, low, high)
