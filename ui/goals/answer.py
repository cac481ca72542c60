"""What the goals page says, but for the campaigns: the answer, the goals, the units, the months, the changes."""

from __future__ import annotations

from dataclasses import dataclass

from charts.chart import Chart, Table
from charts.goal_tables import changes_of, month_table, turned
from charts.goals import attainment_chart, band_chart, single_spans
from charts.objectives import objective_table, objectives, unit_table
from metrics.campaign_costs import campaign_costs
from metrics.facts import Facts
from metrics.goal_log import goal_log
from metrics.goal_results import goal_posts, goal_results, months_until, scope_names
from metrics.goal_sentences import goals_sentences
from metrics.goal_units import concerns, of_unit, units_of
from metrics.goal_wording import broken_sentences
from metrics.goals import GoalResult
from metrics.view import View
from ui.view import href_of

MOST_BESIDE = 13
"""So many columns of a month table stand beside each other; of more goals each has a row, and each month a column."""


@dataclass(frozen=True)
class Goals:
    """Everything that is said; `drawn` is how many goals the bars show, `any` whether there ever was a goal."""

    any: bool
    answer: tuple[str, ...]
    title: str
    goals: Table
    broken: tuple[str, ...]
    bars: Chart
    drawn: int
    posts: tuple[Chart, ...]
    units: Table
    months: Table
    changes: tuple[str, ...]


def goals(facts: Facts, view: View, unit: str) -> Goals:
    """The page for one view, and for the goals of one unit where one is named."""
    language, names, year = view.language, scope_names(facts), months_until(view.period)
    everything = goal_results(facts, view.organisation, view.period, view.platforms, view.accounts)
    results = of_unit(facts, everything, unit)
    log = goal_log(facts, view.organisation)
    own_log = {one.id: one for one in log.values() if not unit or concerns(facts, one.newest.goal, unit)}
    of_year = (view.organisation, year, view.platforms, view.accounts)
    monthly = of_unit(facts, goal_results(facts, *of_year, rhythms=("month",), withdrawn=True), unit)
    of_campaigns = of_unit(facts, goal_results(facts, *of_year, rhythms=("campaign", "post")), unit)
    served, months = objectives(results, names, language), month_table(monthly, names, language)
    broken = broken_sentences((*results, *of_campaigns), campaign_costs(facts, view.scope, year), names, language)
    return Goals(
        any=bool(log),
        answer=goals_sentences(results, names, view.period, language, unit),
        title=language.text("The goals and what they serve")
        if len(served) > 1
        else "".join(one.title for one in served),
        goals=objective_table(served, language),
        broken=tuple(broken),
        bars=attainment_chart(results, names, view.period, language),
        drawn=len(single_spans(results)),
        posts=tuple(_post_charts(facts, results, view)),
        units=Table([], [], []) if unit else _units(facts, everything, view),
        months=turned(months, language) if len(months.columns) > MOST_BESIDE else months,
        changes=tuple(changes_of(own_log, (*results, *of_campaigns), names, language)),
    )


def _post_charts(facts: Facts, results: tuple[GoalResult, ...], view: View) -> list[Chart]:
    """A chart for each goal that every post has, but for campaigns: those have theirs."""
    found = [one for one in results if one.posts and one.posts.posts and not one.goal.campaign]
    return [band_chart(result, goal_posts(facts, result), view.language) for result in found]


def _units(facts: Facts, results: tuple[GoalResult, ...], view: View) -> Table:
    """The units that have goals of their own; nothing where fewer than two have."""
    by_unit = {unit: of_unit(facts, results, unit) for unit in units_of(facts, view.organisation)}
    found = {unit: own for unit, own in by_unit.items() if own}
    hrefs = {unit: href_of(view, unit=unit) for unit in found}
    return unit_table(found, view.language, hrefs) if len(found) > 1 else Table([], [], [])
