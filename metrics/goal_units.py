"""The goals of each part of the organisation that runs channels."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.campaign_costs import campaigns_on
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.goals import Goal, GoalResult


def units_of(facts: Facts, organisation: str) -> tuple[str, ...]:
    """The units that run channels of the organisation's, in the order of the alphabet; none where one runs them all."""
    units = accounts_in(facts, Scope(organisation))["unit"].fillna("")
    return tuple(sorted(filter(None, set(units)), key=str.casefold)) if units.nunique() > 1 else ()


def of_unit(facts: Facts, results: Sequence[GoalResult], unit: str) -> tuple[GoalResult, ...]:
    """The results of the unit's own goals; all of them where no unit is named."""
    return tuple(one for one in results if not unit or concerns(facts, one.goal, unit))


def concerns(facts: Facts, goal: Goal, unit: str) -> bool:
    """Whether a goal is the unit's: it runs all the channels that the goal is about, or has a part in its campaign."""
    if goal.campaign and not (goal.account or goal.unit or goal.platform):
        return goal.campaign in campaigns_on(facts, Scope(goal.organisation, unit=unit))
    return set(accounts_in(facts, goal.channels)["unit"].fillna("")) == {unit}
