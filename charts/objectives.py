"""Objectives with the goals that serve them: how many were reached, and a table of the goals, a row each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.chart import Cell, Table
from locales import Language
from metrics.attainment import PENDING, Status
from metrics.goal_sentences import OPEN_WORDS, status_of_spans
from metrics.goal_wording import (
    attainment_text,
    goal_name,
    outcome_text,
    projection_text,
    target_text,
)
from metrics.goals import GoalResult, counted
from metrics.wording import listed, period_name

DASH = "–"


@dataclass(frozen=True)
class Objective:
    """What an organisation is after, its goals counted in a heading, and each of them in a row."""

    title: str
    goals: Table


def objectives(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> tuple[Objective, ...]:
    """The goals by the objective that they name, in the order of the alphabet, those that name none last."""
    found = sorted({result.goal.objective for result in results}, key=lambda one: (not one, one.casefold()))
    alone = language.text("Other goals") if len(found) > 1 else language.text("Goals in the period")
    told = []
    for name in found:
        own = [result for result in results if result.goal.objective == name]
        told.append(Objective(f"{name or alone}: {_counted(own, language)}", _table(own, names, language)))
    return tuple(told)


def _counted(results: Sequence[GoalResult], language: Language) -> str:
    """How many were reached, and what is said of those under way: 2 av 3 nådda, 1 är osäkert."""
    count = counted(results)
    settled = len(results) - sum(count[one] for one in PENDING)
    reached = language.text(
        "{reached} of {all} reached", reached=language.number(count[Status.REACHED]), all=language.number(settled)
    )
    open_ones = [words(count[one], language) for one, words in OPEN_WORDS.items() if count[one]]
    return listed([*([reached] if settled else []), *open_ones], language)


def _table(results: Sequence[GoalResult], names: Mapping[str, str], language: Language) -> Table:
    """A row a goal, in its last span; where it will probably end has a column if that is told of any."""
    text = language.text
    by_goal: dict[str, list[GoalResult]] = {}
    for result in results:
        by_goal.setdefault(result.goal.id, []).append(result)
    projected = any(projection_text(several[-1], language) for several in by_goal.values())
    columns = [text("Goal"), text("Status"), text("Outcome"), text("Target"), text("Attainment")]
    rows: list[list[Cell]] = []
    shown = []
    for several in by_goal.values():
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
