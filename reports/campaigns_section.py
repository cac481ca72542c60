"""Campaigns: what each gave, what it cost, and what each contact cost."""

from __future__ import annotations

from charts.goal_tables import campaign_table
from metrics.campaign_costs import campaign_costs
from metrics.campaign_narrative import campaign_numbers, campaign_story, campaigns_sentence
from metrics.campaign_wording import days_text
from metrics.goal_numbers import all_goal_numbers
from metrics.goals import GoalResult
from metrics.number import exact, owner
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Section
from reports.source_line import source_line


def campaigns(asked: Asked) -> Section | None:
    """The campaigns that the period touches; None where there are none."""
    language, names = asked.language, asked.goals.names
    title = campaigns_sentence(asked.campaigns, asked.period, asked.scope, language)
    if title is None:
        return None
    draft = Draft(asked.of, language)
    for one in asked.campaigns:
        heading = f"{one.campaign.name}, {days_text(one.campaign, language)}"
        draft.say(campaign_story(one, asked.scope, language), heading)
        draft.count(campaign_numbers(one, asked.scope))
    costs = campaign_costs(asked.facts, asked.scope, asked.period)
    results = _goals(asked)
    draft.list_rows(
        language.text("Campaigns with goals and costs"),
        campaign_table(costs, results, names, language),
        (
            *all_goal_numbers(results, asked.scope),
            *(
                exact(name, owner(asked.scope, "campaign", one.campaign), asked.period.id, value)
                for one in costs
                for name, value in (("spend", one.spend), ("cost_per_contact", one.cost_per_contact))
            ),
        ),
    )
    return draft.section("campaigns", language.text("Campaigns"), title, source_line(asked, "campaigns"))


def _goals(asked: Asked) -> tuple[GoalResult, ...]:
    """What is said of the goals of campaigns at the period's end, the last of each."""
    return tuple({one.goal.id: one for one in asked.goals.results if one.goal.campaign}.values())
