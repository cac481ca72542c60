"""Goals as tables: month by month and channel by channel, campaign by campaign, and the changes of wording."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from charts.chart import Cell, Table
from locales import NBSP, Language
from metrics.attainment import Status
from metrics.catalogue import CATALOGUE
from metrics.goal_log import GoalLog, as_first_set
from metrics.goal_log_wording import change_texts, first_set_text
from metrics.goal_results import COSTS, CampaignCost
from metrics.goal_wording import attainment_text, goal_name, outcome_text, status_text, target_text
from metrics.goals import Goal, GoalResult
from metrics.period import Period
from metrics.wording import amount

DASH = "–"


def month_table(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> Table:
    """A row a channel and metric, a column a month, newest first: attainment and the answer in words."""
    months = sorted({result.span for result in results}, reverse=True)
    by_goal: dict[str, dict[Period, GoalResult]] = {}
    for result in results:
        by_goal.setdefault(goal_name(result.goal, names, language), {})[result.span] = result
    columns = [
        language.text("Goal"),
        language.text("Latest target"),
        *(language.short_month(month.start) for month in months),
    ]
    shown = []
    for name, found in sorted(by_goal.items()):
        latest = found[max(found)]
        cells = [_month_cell(found.get(month), language) for month in months]
        shown.append([name, target_text(latest.goal, language), *cells])
    return Table(columns, shown, shown)


def _month_cell(result: GoalResult | None, language: Language) -> str:
    if result is None:
        return DASH
    answer = status_text(result.status, language)
    if result.status in (Status.NO_DATA, Status.UNKNOWN_METRIC):
        return answer
    return f"{attainment_text(result, language)} {answer}"


def campaign_table(
    costs: Sequence[CampaignCost], results: Sequence[GoalResult], names: Mapping[str, str], language: Language
) -> Table:
    """A row a campaign and goal, newest campaign first: what was asked, how it went, what it cost."""
    text = language.text
    columns = [
        text("Campaign"), text("Days"), text("Goal"), text("Outcome"), text("Attainment"), text("Status"),
        *(text(CATALOGUE[one].label) for one in COSTS), text("Objective"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown = []
    for campaign in costs:
        costs_of = (campaign.spend, campaign.cost_per_contact)
        read = [
            DASH if math.isnan(value) else amount(CATALOGUE[one], value, language)
            for one, value in zip(COSTS, costs_of, strict=True)
        ]
        goals: list[GoalResult | None] = [one for one in results if one.goal.campaign == campaign.campaign]
        for result in goals or [None]:
            begun = [names.get(campaign.campaign, campaign.campaign), _days(campaign, language)]
            goal = _goal_cells(result, language) if result is not None else [text("No goal"), DASH, DASH, DASH]
            objective = (result.goal.objective if result is not None else "") or DASH
            shown.append([*begun, *goal, *read, objective])
            numbers = [None if math.isnan(value) else value for value in costs_of]
            rows.append([*begun, *goal, *numbers, objective])
    return Table(columns, rows, shown)


def _goal_cells(result: GoalResult, language: Language) -> list[str]:
    return [
        f"{goal_name_alone(result.goal, language)}, {target_text(result.goal, language)}",
        outcome_text(result, language),
        attainment_text(result, language),
        status_text(result.status, language),
    ]


def goal_name_alone(goal: Goal, language: Language) -> str:
    """What the goal measures, without its campaign: Facebook: räckvidd, or Räckvidd."""
    name = goal_name(goal, {goal.campaign: ""}, language)
    return name.split(": ", 1)[-1] if goal.scope == "campaign" and not (goal.account or goal.platform) else name


def _days(campaign: CampaignCost, language: Language) -> str:
    ends = [language.day(day) if day else "" for day in (campaign.starts_on, campaign.ends_on)]
    return f"{ends[0]}{NBSP}– {ends[1]}"


def changes_of(
    log: Mapping[str, GoalLog], results: Sequence[GoalResult], names: Mapping[str, str], language: Language
) -> list[str]:
    """A text a goal that has been changed: what, when and by whom, and what is attained of it as first set."""
    latest = {result.goal.id: result for result in results}
    told = []
    for one in log.values():
        if not one.changes:
            continue
        result = latest.get(one.id)
        first = as_first_set(one, result) if result else None
        said = change_texts(one, names, language)
        said += [first_set_text(result, first, language)] if result and first else []
        told.append(f"{goal_name(one.newest.goal, names, language)}. {' '.join(said)}")
    return told
