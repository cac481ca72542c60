"""Goals as sentences of a report need them: their results, whose they are, and the names of what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locales import Language
from metrics.figures import Scope
from metrics.goal_numbers import all_goal_numbers, goal_count
from metrics.goal_sentences import goals_about
from metrics.goal_wording import metric_name
from metrics.goals import Goal, GoalResult
from metrics.narrative import lower
from metrics.number import Number
from metrics.period import Period
from metrics.sentence import Sentence, told
from metrics.wording import CHANNEL_NAMES, channel_name, listed


@dataclass(frozen=True)
class Goals:
    """The results of goals in a period, whose they are, and the names of campaigns and accounts by id."""

    results: tuple[GoalResult, ...]
    period: Period
    scope: Scope
    names: Mapping[str, str]
    language: Language

    def about(self, goals: Sequence[Goal]) -> str:
        """What the goals are about: räckvidd på Facebook; följare på Facebook och LinkedIn."""
        channels = [self.names.get(one.account, channel_name(one.platform, self.language)) for one in goals]
        of_channels = all(name in CHANNEL_NAMES.values() for name in channels) and not any(
            one.campaign for one in goals
        )
        if len({one.metric for one in goals}) > 1 or len(set(channels)) < len(goals) or not of_channels:
            return goals_about(goals, self.names, self.language)
        metrics = lower(metric_name(goals[0].metric, self.language))
        return self.language.text("{metrics} on {channel}", metrics=metrics, channel=listed(channels, self.language))

    def told(self, text: str, results: Sequence[GoalResult], *more: Number) -> Sentence:
        """A sentence on these results."""
        return told(text, self.language, *all_goal_numbers(results, self.scope), *more)

    def count(self, name: str, count: int) -> Number:
        """How many of the goals are of a sort."""
        return goal_count(name, self.scope, self.period.id, count)
