"""What a report asks for: figures that nobody has yet are not taken for figures."""

from __future__ import annotations

from datetime import date

from locales import Language
from metrics.attainment import Status
from metrics.goal_results import goal_results
from metrics.period import Period
from metrics.view import View
from reports.asked import Asked
from reports.report import Kind
from tests.reports.stores import DEMO, facts_of_store


def asked(period: str) -> Asked:
    facts = facts_of_store("demo")
    view = View(DEMO, (), Period.parse(period), "previous", Language("sv"), facts.store.version)
    return Asked(facts, view, Kind.MONTH)


def test_a_goal_is_not_missed_on_days_that_nobody_has_figures_for() -> None:
    """The figures end on 31 October: three weeks of November are over, and nobody knows how many posts they had."""
    found = asked("2026-11")
    assert found.facts.last_day == date(2026, 10, 31)
    weeks = [one for one in found.goals.results if one.goal.rhythm == "week"]
    assert weeks
    assert {one.status for one in weeks} == {Status.NO_DATA}
    assert {one.status for one in found.goals_in(Period.parse("2026-11"), rhythms=("month",))} == {Status.NO_DATA}


def test_goals_are_as_on_the_pages_where_there_are_figures() -> None:
    found = asked("2026-10")
    assert found.goals.results == goal_results(found.facts, DEMO, Period.parse("2026-10"))
