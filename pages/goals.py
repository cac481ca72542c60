"""Do our campaigns meet their goals?"""

from __future__ import annotations

from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.goal_tables import changes_of, month_key, month_table
from charts.goals import attainment_chart, band_chart, single_spans
from charts.objectives import Objective, objectives
from metrics.campaign_costs import campaign_costs
from metrics.facts import Facts
from metrics.goal_log import goal_log
from metrics.goal_results import goal_posts, goal_results, months_until, scope_names
from metrics.goal_sentences import attention_sentences, goals_sentences
from metrics.goal_wording import broken_sentences
from metrics.goals import GoalResult
from ui.figure import show_chart
from ui.goals.campaign import campaign_closely
from ui.goals.campaigns import campaigns
from ui.goals.forms import goal_forms
from ui.load import kept, store_facts
from ui.notices import notice
from ui.page import page_head, paragraphs, section
from ui.table import show_table
from ui.view import View, current_view

ROW_HEIGHT, PADDING = 46, 80


@dataclass(frozen=True)
class Goals:
    """Everything that the page says, but for the campaigns."""

    any: bool
    answer: tuple[str, ...]
    attention: tuple[str, ...]
    objectives: tuple[Objective, ...]
    bars: Chart
    drawn: int
    posts: tuple[Chart, ...]
    months: Table
    changes: tuple[str, ...]


def goals(facts: Facts, view: View) -> Goals:
    """The page for one view."""
    language, names, year = view.language, scope_names(facts), months_until(view.period)
    scope = (view.organisation, view.period, view.platforms, view.accounts)
    results = goal_results(facts, *scope)
    log = goal_log(facts, view.organisation)
    of_year = (view.organisation, year, view.platforms, view.accounts)
    monthly = goal_results(facts, *of_year, rhythms=("month",), withdrawn=True)
    of_campaigns = goal_results(facts, *of_year, rhythms=("campaign", "post"))
    broken = broken_sentences((*results, *of_campaigns), campaign_costs(facts, view.scope, year), names, language)
    return Goals(
        any=bool(log),
        answer=goals_sentences(results, names, view.period, language),
        attention=(*attention_sentences(results, names, language), *broken),
        objectives=objectives(results, names, language),
        bars=attainment_chart(results, names, view.period, language),
        drawn=len(single_spans(results)),
        posts=tuple(_post_charts(facts, (*of_campaigns, *results), view)),
        months=month_table(monthly, names, language),
        changes=tuple(changes_of(log, (*results, *of_campaigns), names, language)),
    )


def _post_charts(facts: Facts, results: tuple[GoalResult, ...], view: View) -> list[Chart]:
    """A chart for each goal that every post has, over the period where it holds in it, else over the year."""
    found = {result.goal.id: result for result in results if result.posts and result.posts.posts}
    return [band_chart(result, goal_posts(facts, result), view.language) for result in found.values()]


view = current_view()
language = view.language
page = kept(goals, view)
page_head(view, language.text("Do our campaigns meet their goals?"), page.answer[0], page.answer[1:])
if not page.any:
    notice(
        language.text("No goals are written down for this organisation."),
        language.text("Set the first one further down the page, or import our template with goals in it."),
    )
if page.attention:
    paragraphs(page.attention)
for place, objective in enumerate(page.objectives):
    section(objective.title)
    show_table(objective.goals, caption=objective.title, key=f"goals-objective-{place}", language=language)
if page.drawn:
    show_chart(page.bars, key="goals-bars", language=language, height=PADDING + ROW_HEIGHT * page.drawn)
campaigns(view)
for place, chart in enumerate(page.posts):
    show_chart(chart, key=f"goals-posts-{place}", language=language)
if page.months.rows:
    title = language.text("Month by month")
    section(title, month_key(language))
    show_table(page.months, caption=title, key="goals-months", language=language, file_name=f"months-{view.period.id}")
if page.changes:
    section(language.text("Goals that were changed"))
    paragraphs(page.changes)
campaign_closely(store_facts(), view)
goal_forms(store_facts(), view.organisation, language)
