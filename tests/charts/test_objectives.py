"""Objectives with their goals: counted and never averaged, a row a goal, those without an objective last."""

from __future__ import annotations

import math
from dataclasses import replace

from charts.objectives import counted_words, objective_table, objectives, unit_table
from locales import Language
from metrics.attainment import Basis, Projection, Target
from metrics.goals import Figure, Goal, GoalResult, Pace, judged
from metrics.period import Period

SV = Language("sv")
WEEKS = [Period.parse(f"2026-W{week}") for week in (40, 41, 42)]
HEALTH = "Jämlik hälsa"


def result(goal_id: str, value: float, span: Period = WEEKS[0], objective: str = "") -> GoalResult:
    goal = Goal(goal_id, "r", "interactions", "week", Target(low=100.0), platform="facebook", objective=objective)
    return judged(goal, span, Figure(value, value, value), finished=True)


def under_way(goal_id: str, objective: str) -> GoalResult:
    goal = replace(result(goal_id, 0).goal, objective=objective)
    pace = Pace(0.5, Projection(math.nan, 90, 120, 0.5, Basis.DAYS))
    return judged(goal, WEEKS[2], Figure(50, 50, 50), finished=False, pace=pace)


def test_each_objective_counts_its_own_goals_and_those_without_one_come_last() -> None:
    found = objectives([result("c", 120), result("a", 120, objective=HEALTH), under_way("b", HEALTH)], {}, SV)
    assert [one.title for one in found] == [f"{HEALTH}: 1 av 1 nådda och 1 är osäkert", "Övriga mål: 1 av 1 nådda"]
    assert [len(one.goals.rows) for one in found] == [2, 1]
    table = objective_table(found, SV)
    assert [(one.title, one.rows, one.note) for one in table.groups] == [
        (HEALTH, 2, "1 av 1 nådda och 1 är osäkert"), ("Övriga mål", 1, "1 av 1 nådda"),
    ]  # fmt: skip
    assert [(row[0], row[2]) for row in table.rows] == [
        (HEALTH, "osäkert"), (HEALTH, "nådd"), ("Övriga mål", "nådd"),
    ]  # fmt: skip
    assert [row[2] for row in table.shown] == ["…\u00a0osäkert", "✓\u00a0nådd", "✓\u00a0nådd"]
    assert [row[-1] for row in table.shown] == ["90–120", "–", "–"]
    assert table.only_in_file == (0,)


def test_goals_are_counted_once_however_often_they_are_judged() -> None:
    weeks = [result("a", value, span) for value, span in zip((80, 120, 130), WEEKS, strict=True)]
    assert counted_words([*weeks, result("b", 120), result("c", math.nan)], SV) == "1 av 2 nådda och 1 saknar siffror"
    assert counted_words([*weeks, under_way("a", "")], SV) == "1 är osäkert"


def test_the_last_span_with_figures_is_told_and_only_those_are_counted() -> None:
    weeks = [result("a", value, span) for value, span in zip((120, 130, math.nan), WEEKS, strict=True)]
    (found,) = objectives(weeks, {}, SV)
    assert found.goals.shown[0][1:3] == ["nådd 2 av 2 gånger", "130 (vecka 41 2026)"]


def test_a_unit_leads_to_its_goals() -> None:
    table = unit_table({"Skolan": [result("a", 120), result("b", 80)]}, SV, {"Skolan": "?unit=Skolan"})
    assert (table.rows, table.hrefs) == ([["Skolan", "1 av 2 nådda"]], ["?unit=Skolan"])


def test_goals_that_name_no_objective_are_not_nagged_about() -> None:
    (only,) = objectives([result("a", 120), result("b", 80)], {}, SV)
    assert only.title == "Mål under perioden: 1 av 2 nådda"
    assert [row[1] for row in only.goals.rows] == ["ej nådd", "nådd"]
    assert objective_table([only], SV).groups == []


def test_a_row_has_outcome_target_attainment_status_and_the_end_where_any_has_one() -> None:
    (found,) = objectives([result("a", 80, objective=HEALTH), under_way("b", HEALTH)], {}, SV)
    assert list(found.goals.columns)[-1] == "Slutar troligen på"
    assert [list(row) for row in found.goals.shown] == [
        ["Facebook: interaktioner", "ej nådd", "80", "minst 100", "80\u00a0%", "–"],
        ["Facebook: interaktioner", "osäkert", "50", "minst 100", "50\u00a0%", "90–120"],
    ]
    (without,) = objectives([result("a", 80)], {}, SV)
    assert len(without.goals.columns) == 5
    assert without.goals.rows[0][4] == 80


def test_a_goal_of_several_spans_is_one_row_that_counts_them() -> None:
    weeks = [result("a", value, span) for value, span in zip((80, 120), WEEKS, strict=False)]
    (found,) = objectives(weeks, {}, SV)
    assert [row[1:3] for row in found.goals.shown] == [["nådd 1 av 2 gånger", "120 (vecka 41 2026)"]]
    (found,) = objectives([*weeks, under_way("a", "")], {}, SV)
    assert found.goals.shown[0][1] == "nådd 1 av 2 gånger, nu osäkert"
