"""Goals as tables: month by month and channel by channel, campaign by campaign, and the changes of wording."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from charts.chart import Cell, Group, Table
from locales import N_, NBSP, Language
from metrics.attainment import NOT_JUDGED, PENDING, Status
from metrics.campaign_costs import CampaignCost
from metrics.campaign_wording import days_text
from metrics.catalogue import CATALOGUE
from metrics.goal_log import GoalLog, as_first_set
from metrics.goal_log_wording import change_texts, first_set_text
from metrics.goal_results import COSTS
from metrics.goal_wording import attainment_text, goal_name, outcome_text, status_text, target_text
from metrics.goals import Goal, GoalResult
from metrics.period import Period
from metrics.wording import amount

DASH = "–"
CAMPAIGN_STATUSES = {"under_way": N_("under way"), "over": N_("over")}
UP, DOWN = "↑", "↓"
MARKS = {Status.REACHED: "✓", Status.NOT_REACHED: "✕", Status.CANNOT_TELL: "?", Status.UNDER_WAY: "…"}
"""Marks that differ in shape, beside the words or in their place; the last one is of all that is under way."""


def mark_of(status: Status) -> str:
    """The mark of a status; empty where it has none."""
    return MARKS[Status.UNDER_WAY] if status in PENDING else MARKS.get(status, "")


def month_table(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> Table:
    """A column a channel and metric with its latest target, a row a month, newest first: figure, verdict, direction.

    The verdict is a mark of its own shape on the page (`month_key`), and in words in the file. A month with another
    target than the latest says so; one in which the goal did not hold has a dash, and is not among those counted.
    """
    months = sorted({result.span for result in results}, reverse=True)
    by_goal: dict[str, dict[Period, GoalResult]] = {}
    for result in results:
        by_goal.setdefault(goal_name(result.goal, names, language), {})[result.span] = result
    goals = [found for _, found in sorted(by_goal.items())]
    targets = [target_text(found[max(found)].goal, language) for found in goals]
    columns = [
        f"{name}, {target}{_withdrawn(found[max(found)].goal, language)}"
        for name, target, found in zip(sorted(by_goal), targets, goals, strict=True)
    ]
    count = [language.text("Reached"), *(_months_reached(found.values(), language) for found in goals)]
    rows, shown = [count], [count]
    for month in months:
        cells = [_month_cell(found, month, target, language) for found, target in zip(goals, targets, strict=True)]
        name = language.short_month(month.start)
        rows.append([name, *(words for words, _ in cells)])
        shown.append([name, *(read for _, read in cells)])
    return Table([language.text("Month"), *columns], rows, shown) if goals else Table([], [], [])


def turned(table: Table, language: Language) -> Table:
    """The month table with a row a goal and a column a month: so many goals can be read below each other."""
    goals = range(1, len(table.columns))
    rows = [[table.columns[goal], *(row[goal] for row in table.rows)] for goal in goals]
    shown = [[table.columns[goal], *(row[goal] for row in table.shown)] for goal in goals]
    return Table([language.text("Goal"), *(row[0] for row in table.shown)], rows, shown)


def month_key(language: Language) -> str:
    """What the marks in the month table mean."""
    marks = [f"{mark}{NBSP}{status_text(status, language)}" for status, mark in MARKS.items()]
    return language.text(
        "{marks}. The arrow tells whether the figure is higher ({up}) or lower ({down}) than the month before. "
        "Another target than the latest stands in brackets. A dash: the goal did not apply that month, which is then "
        "not counted.",
        marks=", ".join(marks),
        up=UP,
        down=DOWN,
    )


def _withdrawn(goal: Goal, language: Language) -> str:
    if goal.until is None:
        return ""
    return f" ({language.text('withdrawn on {day}', day=language.day(goal.until))})"


def _months_reached(results: Collection[GoalResult], language: Language) -> str:
    settled = [result for result in results if result.status not in (*PENDING, *NOT_JUDGED)]
    if not settled:
        return DASH
    reached = language.number(sum(result.status is Status.REACHED for result in settled))
    return language.plural("{reached} of {count} month", "{reached} of {count} months", len(settled), reached=reached)


def _month_cell(found: Mapping[Period, GoalResult], month: Period, latest: str, language: Language) -> tuple[str, str]:
    """What a month says, in words and as it is read; with its target where that is not the latest one."""
    result = found.get(month)
    if result is None:
        return DASH, DASH
    answer = status_text(result.status, language)
    if result.status in (Status.NO_DATA, Status.UNKNOWN_METRIC):
        return answer, answer
    outcome, asked = outcome_text(result, language), target_text(result.goal, language)
    target = "" if asked == latest else f" ({asked})"
    mark = mark_of(result.status) or answer
    way = _direction(result, found.get(month.previous()))
    return f"{outcome}{target}, {answer}", f"{mark}{NBSP}{outcome}{way}{target}"


def _direction(result: GoalResult, earlier: GoalResult | None) -> str:
    """Whether the figure is above or below the month before; nothing where it is neither, or cannot be told."""
    if earlier is None or result.status in PENDING:
        return ""
    if result.figure.low > earlier.figure.high:
        return f"{NBSP}{UP}"
    return f"{NBSP}{DOWN}" if result.figure.high < earlier.figure.low else ""


def campaign_table(
    costs: Sequence[CampaignCost],
    results: Sequence[GoalResult],
    names: Mapping[str, str],
    language: Language,
    hrefs: Mapping[str, str] | None = None,
) -> Table:
    """A row a campaign and goal, newest campaign first: what was asked, how it went, what it cost.

    On the page the goals stand under their campaign, whose heading tells its days and cost, and leads to it.
    """
    text = language.text
    columns = [
        text("Campaign"), text("Days"), text("Goal"), text("Outcome"), text("Attainment"), text("Status"),
        *(text(CATALOGUE[one].label) for one in COSTS), text("Objective"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown = []
    groups = []
    for campaign in costs:
        costs_of = (campaign.spend, campaign.cost_per_contact)
        read = [
            DASH if math.isnan(value) else amount(CATALOGUE[one], value, language)
            for one, value in zip(COSTS, costs_of, strict=True)
        ]
        begun = [names.get(campaign.campaign, campaign.campaign), days_text(campaign, language)]
        goals: list[GoalResult | None] = [one for one in results if one.goal.campaign == campaign.campaign]
        aims = list(dict.fromkeys(one.goal.objective for one in goals if one and one.goal.objective))
        note = " · ".join([begun[1], *_cost_words(read[0], read[1], language), *aims])
        groups.append(Group(begun[0], max(1, len(goals)), note, (hrefs or {}).get(campaign.campaign, "")))
        for result in goals or [None]:
            goal = _goal_cells(result, language) if result is not None else [text("No goal"), DASH, DASH, DASH]
            objective = (result.goal.objective if result is not None else "") or DASH
            shown.append([*begun, *goal, *read, objective])
            numbers = [None if math.isnan(value) else value for value in costs_of]
            rows.append([*begun, *goal, *numbers, objective])
    return Table(columns, rows, shown, groups, only_in_file=(0, 1, 6, 7, 8))


def _cost_words(spend: str, contact: str, language: Language) -> list[str]:
    """What a campaign cost, and each contact, as far as it is known."""
    return [
        *([language.text("cost {amount}", amount=spend)] if spend != DASH else []),
        *([language.text("{amount} a contact", amount=contact)] if contact != DASH else []),
    ]


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


def campaigns_that(status: str, costs: Sequence[CampaignCost], known_until: date) -> tuple[CampaignCost, ...]:
    """The campaigns that were under way, or over, at the end of that day; all of them for any other status."""
    if status not in CAMPAIGN_STATUSES:
        return tuple(costs)
    over = [one.ends_on is not None and one.ends_on <= known_until for one in costs]
    return tuple(one for one, ended in zip(costs, over, strict=True) if ended == (status == "over"))


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
