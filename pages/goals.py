"""Do our campaigns meet their goals?"""

from __future__ import annotations

from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.goal_tables import campaign_table, changes_of, month_table
from charts.goals import attainment_chart, band_chart, goals_table, single_spans
from metrics.facts import Facts
from metrics.goal_log import goal_log
from metrics.goal_results import campaign_costs, goal_posts, goal_results, months_until, scope_names
from metrics.goal_wording import broken_sentences, goals_sentence, missed_sentences
from metrics.goals import GoalResult
from ui.figure import show_chart
from ui.goals.campaign import campaign_closely
from ui.goals.forms import goal_forms
from ui.load import kept, store_facts
from ui.notices import notice
from ui.page import page_head, paragraphs, section
from ui.table import show_table
from ui.view import View, current_view

ROW_HEIGHT, PADDING = 46, 80


@dataclass(frozen=True)
class Goals:
    """Everything that the page says."""

    any: bool
    answer: str
    missed: tuple[str, ...]
    bars: Chart
    drawn: int
    rows: Table
    campaigns: Table
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
    monthly = goal_results(facts, *of_year, rhythms=("month",))
    of_campaigns = goal_results(facts, *of_year, rhythms=("campaign", "post"))
    costs = campaign_costs(facts, view.scope, year)
    broken = broken_sentences((*results, *of_campaigns), costs, names, language)
    return Goals(
        any=bool(log),
        answer=goals_sentence(results, view.period, language),
        missed=(*missed_sentences(results, names, language), *broken),
        bars=attainment_chart(results, names, view.period, language),
        drawn=len(single_spans(results)),
        rows=goals_table(results, names, language),
        campaigns=campaign_table(costs, of_campaigns, names, language),
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
page_head(view, language.text("Do our campaigns meet their goals?"), page.answer)
if not page.any:
    notice(
        language.text("No goals are written down for this organisation."),
        language.text("Set the first one further down the page, or import our template with goals in it."),
    )
if page.missed:
    paragraphs(page.missed)
if page.drawn:
    show_chart(page.bars, key="goals-bars", language=language, height=PADDING + ROW_HEIGHT * page.drawn)
tables = {
    "goals": (language.text("Goals in the period"), page.rows),
    "campaigns": (language.text("Campaigns of the last twelve months"), page.campaigns),
    "months": (language.text("Month by month"), page.months),
}
for key, (title, table) in tables.items():
    if table.rows and not (key == "goals" and page.drawn):
        section(title)
        show_table(table, caption=title, key=f"goals-{key}", language=language, file_name=f"{key}-{view.period.id}")
    if key == "campaigns":
        for place, chart in enumerate(page.posts):
            show_chart(chart, key=f"goals-posts-{place}", language=language)
if page.changes:
    section(language.text("Goals that were changed"))
    paragraphs(page.changes)
campaign_closely(store_facts(), view)
goal_forms(store_facts(), view.organisation, language)
