"""What a report is asked to tell of: a view of the facts, for whom, and what the sections share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from locales import Language
from metrics.campaign_results import CampaignResult, campaign_result, campaigns_of
from metrics.compared import Rows, compared_rows, known, last_28_days
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.goal_results import goal_results, months_until, scope_names
from metrics.goals import Figure, GoalResult, judged
from metrics.number import owner
from metrics.overview import LEADS
from metrics.period import Period
from metrics.told_goals import Goals
from metrics.view import View
from reports.report import Kind

MORE = (
    *("net_followers", "follower_growth", "followers_per_1000_inhabitants", "video_views", "minutes_viewed"),
    *("engagement_rate_reach", "answered_in_time", "web_visits_social", "spend", "reach_share_of_inhabitants"),
)
ALL = (*LEADS, *MORE)
OF_THE_PERIOD = ("followers", "reach", "views", "interactions", "video_views")


@dataclass(frozen=True)
class Asked:
    """The facts, the view of them (whose, which channels, period, language) and the kind of report."""

    facts: Facts
    view: View
    kind: Kind

    @property
    def language(self) -> Language:
        """What it is written in."""
        return self.view.language

    @property
    def scope(self) -> Scope:
        """Whose figures, of which channels."""
        return self.view.scope

    @property
    def period(self) -> Period:
        """The period that is reported."""
        return self.view.period

    @property
    def of(self) -> str:
        """Whose the figures are, as `Number.of` says it."""
        return owner(self.scope)

    @cached_property
    def rows(self) -> Rows:
        """The figures of the period beside both earlier periods."""
        return compared_rows(self.facts, self.view, ALL)

    @cached_property
    def has_figures(self) -> bool:
        """Whether anything is known of the audience, or of what it saw and did, in the period itself."""
        return any(known(self.rows[one][0]) for one in OF_THE_PERIOD)

    @cached_property
    def trailing(self) -> Rows:
        """Reach and its share of the inhabitants in the 28 days that the period ends with."""
        return last_28_days(self.facts, self.view)

    @cached_property
    def goals(self) -> Goals:
        """The goals that hold in the period, and what is said of them."""
        return Goals(self.goals_in(self.period), self.period, self.scope, scope_names(self.facts), self.language)

    @cached_property
    def monthly_goals(self) -> tuple[GoalResult, ...]:
        """What is said of the goals that hold every month, over the twelve months to the period's end."""
        year = Period(months_until(self.period).start, self.period.end)
        return self.goals_in(year, rhythms=("month",))

    def goals_in(self, period: Period, rhythms: tuple[str, ...] | None = None) -> tuple[GoalResult, ...]:
        """What is said of the goals in a period: nothing where their time begins after the last day with figures.

        Days without rows have no posts, and a goal of posts would be missed on days that nobody knows of.
        """
        last = self.facts.last_day or date.max
        view = self.view
        found = goal_results(self.facts, view.organisation, period, view.platforms, view.accounts, rhythms=rhythms)
        return tuple(one if one.span.start <= last else _unknown(one) for one in found)

    @cached_property
    def campaigns(self) -> tuple[CampaignResult, ...]:
        """The campaigns that the period touches, as they stood at its end, the newest first."""
        found = (
            campaign_result(self.facts, one, self.period.end)
            for one in campaigns_of(self.facts, self.view.organisation)
            if (one.starts_on or date.min) <= self.period.end and (one.ends_on or date.max) >= self.period.start
        )
        return tuple(one for one in found if one.span is not None)


def _unknown(result: GoalResult) -> GoalResult:
    return judged(result.goal, result.span, Figure(), finished=True)
