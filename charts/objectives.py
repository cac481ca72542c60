"""Objectives with the goals that serve them: how many were reached, and a table of the goals, a row each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.chart import Cell, Group, Table
from charts.goal_tables import mark_of
from charts.goals import WORST_FIRST
from locales import NBSP, Language
from metrics.attainment import NOT_JUDGED, PENDING, Status
from metrics.goal_sentences import OPEN_WORDS, status_of_spans
from metrics.goal_wording import (
    attainment_text,
    goal_name,
    outcome_text,
    projection_text,
    target_text,
)
from metrics.goals import GoalResult, by_goal, counted, once_each
from metrics.wording import listed, period_name

DASH = "–"


@dataclass(frozen=True)
class Objective:
    """What an organisation is after, its goals counted in a heading, and each of them in a row."""

    name: str
    counted: str
    goals: Table
    marks: tuple[str, ...]
    """Beside the status of each row, on a page; empty for a goal of several spans."""

    @property
    def title(self) -> str:
        """Its name and how its goals went."""
        return f"{self.name}: {self.counted}"


def objectives(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> tuple[Objective, ...]:
    """The goals by the objective that they name, in the order of the alphabet, those that name none last."""
    found = sorted({result.goal.objective for result in results}, key=lambda one: (not one, one.casefold()))
    alone = language.text("Other goals") if len(found) > 1 else language.text("Goals in the period")
    told = []
    for name in found:
        own = [result for result in results if result.goal.objective == name]
        goals = _worst_first(own)
        marks = tuple("" if len(several) > 1 else mark_of(several[0].status) for several in goals)
        told.append(Objective(name or alone, counted_words(own, language), _table(goals, names, language), marks))
    return tuple(told)


def objective_table(found: Sequence[Objective], language: Language) -> Table:
    """The goals of all objectives in one table, under headings; without headings where there is but one objective.

    In the file, each row tells its objective.
    """
    ends = max((one.goals.columns for one in found), key=len, default=[])
    columns = [language.text("Objective"), *ends]
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for one in found:
        more = [DASH] * (len(ends) - len(one.goals.columns))
        rows += [[one.name, *row, *more] for row in one.goals.rows]
        shown += [
            [one.name, goal, f"{mark}{NBSP}{status}" if mark else status, *row, *more]
            for mark, (goal, status, *row) in zip(one.marks, one.goals.shown, strict=True)
        ]
    groups = [Group(one.name, len(one.goals.rows), one.counted) for one in found] if len(found) > 1 else []
    return Table(columns, rows, shown, groups, only_in_file=(0,))


def unit_table(by_unit: Mapping[str, Sequence[GoalResult]], language: Language, hrefs: Mapping[str, str]) -> Table:
    """A row a unit, whose name leads to its goals: how many of those that are its own were reached, in words."""
    rows = [[unit, counted_words(results, language)] for unit, results in by_unit.items()]
    columns = [language.text("Unit"), language.text("Its goals")]
    return Table(columns, rows, rows, hrefs=[hrefs.get(unit, "") for unit in by_unit])


def counted_words(results: Sequence[GoalResult], language: Language) -> str:
    """How many goals were reached, and what is said of those under way: 2 av 3 nådda, 1 är osäkert."""
    goals = once_each(results)
    count = counted(goals)
    settled = len(goals) - sum(count[one] for one in (*PENDING, *NOT_JUDGED))
    reached = language.text(
        "{reached} of {all} reached", reached=language.number(count[Status.REACHED]), all=language.number(settled)
    )
    words = [OPEN_WORDS[one](count[one], language) for one in OPEN_WORDS if count[one]]
    lacking = count[Status.NO_DATA]
    words += [language.plural("{count} lacks figures", "{count} lack figures", lacking)] if lacking else []
    return listed([*([reached] if settled else []), *words], language)


def _worst_first(results: Sequence[GoalResult]) -> list[list[GoalResult]]:
    """The results of each goal together, what went worst first."""
    return sorted(by_goal(results), key=lambda several: WORST_FIRST.index(once_each(several)[0].status))


def _table(goals: Sequence[Sequence[GoalResult]], names: Mapping[str, str], language: Language) -> Table:
    """A row a goal, in its last span; where it will probably end has a column if that is told of any."""
    text = language.text
    projected = any(projection_text(several[-1], language) for several in goals)
    columns = [text("Goal"), text("Status"), text("Outcome"), text("Target"), text("Attainment")]
    rows: list[list[Cell]] = []
    shown = []
    for several in goals:
        last = several[-1]
        outcome, when = outcome_text(last, language), period_name(last.span, language)
        words = [
            goal_name(last.goal, names, language),
            status_of_spans(several, language),
            f"{outcome} ({when})" if len(several) > 1 else outcome,
            target_text(last.goal, language),
            attainment_text(last, language),
            *([projection_text(last, language) or DASH] if projected else []),
        ]
        shown.append(words)
        rows.append([*words[:4], words[4] if math.isnan(last.attainment) else last.attainment, *words[5:]])
    return Table([*columns, *([text("Will probably end at")] if projected else [])], rows, shown)
