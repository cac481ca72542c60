"""Goals: were they reached, where are they heading, each with its target, and month by month."""

from __future__ import annotations

from datetime import date

from charts.chart import Table
from charts.goal_tables import changes_of, month_key, month_table
from charts.goals import attainment_chart, single_spans
from charts.objectives import objectives
from locales import Language
from metrics.decisions import decisions
from metrics.goal_answer import met
from metrics.goal_log import goal_log
from metrics.goal_numbers import all_goal_numbers, changed_numbers
from metrics.goal_outcomes import ahead, missed
from metrics.sentence import Sentence, told
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Kind, Section
from reports.source_line import source_line
from reports.summary_section import DECIDE

MONTHS_SHOWN = 6
"""So many months of each goal stand beside each other: more do not fit a page."""


def goals(asked: Asked) -> Section | None:
    """The goals that hold in the period; None where there are none."""
    goals, language, names = asked.goals, asked.language, asked.goals.names
    answers = (*met(goals, naming=False), *ahead(goals))
    if not goals.results:
        return None
    draft = Draft(asked.of, language)
    draft.say(answers)
    draft.say(missed(goals), listed=True)
    numbers = all_goal_numbers(goals.results, asked.scope)
    if single_spans(goals.results):
        draft.draw(attainment_chart(goals.results, names, asked.period, language), numbers)
    for one in objectives(goals.results, names, language):
        draft.list_rows(one.title, one.goals, numbers)
    if asked.kind in (Kind.MONTH, Kind.QUARTER):
        _months(asked, draft)
    draft.say(_changes(asked), language.text("Goals that were changed"), listed=True)
    if asked.kind is Kind.MONTH:
        draft.say(decisions(goals, asked.monthly_goals, asked.campaigns), language.text(DECIDE), listed=True)
    title = answers[0] if answers else language.text("Goals")
    return draft.section("goals", language.text("Goals"), title, source_line(asked, "goals"))


def _months(asked: Asked, draft: Draft) -> None:
    """Each goal in each of the latest months: its target, and whether it was reached."""
    spans = sorted({result.span for result in asked.monthly_goals}, reverse=True)[:MONTHS_SHOWN]
    latest = [result for result in asked.monthly_goals if result.span in spans]
    table = month_table(latest, asked.goals.names, asked.language)
    if len(spans) < 2 or not table.rows:
        return
    caption = asked.language.text("Goals month by month, channel by channel")
    draft.list_rows(caption, turned(table, asked.language), all_goal_numbers(latest, asked.scope))
    draft.say([told(month_key(asked.language), asked.language)])


def turned(table: Table, language: Language) -> Table:
    """A table of months with a row a goal and a column a month, so that many goals fit a page."""
    columns = [language.text("Goal"), *(str(row[0]) for row in table.shown)]
    goals = range(1, len(table.columns))
    rows = [[table.columns[goal], *(row[goal] for row in table.rows)] for goal in goals]
    return Table(columns, rows, [[table.columns[goal], *(row[goal] for row in table.shown)] for goal in goals])


def _changes(asked: Asked) -> list[Sentence]:
    """What has been changed of the goals that hold, or was changed in the period: what, when and by whom."""
    results, period = asked.goals.results, asked.period
    held = {result.goal.id for result in results}
    log = {
        one.id: one
        for one in goal_log(asked.facts, asked.view.organisation).values()
        if one.id in held or any(period.start <= (change.later.day or date.min) <= period.end for change in one.changes)
    }
    numbers = changed_numbers(log, results, asked.scope)
    return [
        told(text, asked.language, *numbers) for text in changes_of(log, results, asked.goals.names, asked.language)
    ]
