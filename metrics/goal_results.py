"""The goals of an organisation beside their figures, asked for in as few questions as their scopes allow."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.figures import Scope, figures
from metrics.goals import Figure, Goal, GoalResult, current_goals, in_platforms, judged, spans
from metrics.period import Kind, Period

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Question:
    """One call of `figures`: the same scope, days and grouping may answer for several goals."""

    scope: Scope
    period: Period
    by: str | None


@dataclass(frozen=True)
class Asked:
    """A goal in one of its spans, and where its figure is found: a question and a group in its answer."""

    goal: Goal
    span: Period
    finished: bool
    question: Question
    group: str | None


def goal_results(
    facts: Facts,
    organisation: str,
    period: Period,
    platforms: Sequence[str] = (),
    rhythms: Collection[str] | None = None,
) -> tuple[GoalResult, ...]:
    """Every goal of the organisation in each of its spans that the period touches, oldest span first.

    What is said is what was known at the end of the period: a span that goes on after it, or that is not
    over today, is under way.
    """
    goals = in_platforms(current_goals(facts.goals, organisation), platforms, facts.accounts)
    wanted = [goal for goal in goals if rhythms is None or goal.rhythm in rhythms]
    known_until = min(period.end, facts.today - timedelta(days=1))
    days = _campaign_days(facts.campaigns)
    asked = [
        _asked(goal, span, known_until)
        for goal in wanted
        for span in spans(goal, period, days.get(goal.campaign, (None, None)))
        if span.start <= known_until
    ]
    answers = _answers(facts, asked)
    return tuple(
        judged(
            one.goal, one.span, _figure(facts, one, answers), finished=one.finished,
            known_metric=one.goal.metric in CATALOGUE,
        )
        for one in asked
    )  # fmt: skip


def months_until(period: Period) -> Period:
    """The twelve months that end with the month of the period's last day."""
    last = Period.of(Kind.MONTH, period.end)
    first = last
    for _ in range(MONTHS_SHOWN - 1):
        first = first.previous()
    return Period(first.start, last.end)


def _campaign_days(campaigns: pd.DataFrame) -> dict[str, tuple[date | None, date | None]]:
    columns = (campaigns[column] for column in ("campaign_id", "starts_on", "ends_on"))
    return {campaign: (_day(start), _day(end)) for campaign, start, end in zip(*columns, strict=True)}


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _asked(goal: Goal, span: Period, known_until: date) -> Asked:
    finished = span.end <= known_until
    seen = span if finished else Period(span.start, known_until)
    scope = Scope(goal.organisation, (goal.platform,) if goal.platform else (), (goal.account,) if goal.account else ())
    if goal.rhythm == "post":
        return Asked(goal, span, finished, Question(scope, seen, "post"), None)
    if goal.campaign:
        return Asked(goal, span, finished, Question(scope, seen, "campaign"), goal.campaign)
    return Asked(goal, span, finished, Question(scope, seen, None), None)


def _answers(facts: Facts, asked: Sequence[Asked]) -> dict[Question, pd.DataFrame]:
    metrics: dict[Question, dict[str, None]] = {}
    for one in asked:
        if one.goal.metric in CATALOGUE:
            metrics.setdefault(one.question, {})[one.goal.metric] = None
    return {
        question: figures(facts, list(ids), question.scope, question.period, question.by)
        for question, ids in metrics.items()
    }


def _figure(facts: Facts, one: Asked, answers: dict[Question, pd.DataFrame]) -> Figure:
    if one.goal.metric not in CATALOGUE:
        return Figure()
    found = answers[one.question]
    found = found[found["metric"] == one.goal.metric]
    if one.goal.rhythm == "post":
        if one.goal.campaign:
            found = found[found["by"].isin(_campaign_posts(facts, one))]
        return Figure(unit=str(CATALOGUE[one.goal.metric].unit), posts=tuple(found["value"].astype(float)))
    if one.group is not None:
        found = found[found["by"] == one.group]
    return _first(found)


def _first(found: pd.DataFrame) -> Figure:
    if found.empty:
        return Figure()
    row = found.iloc[0]
    value, low, high, missing = (float(row[name]) for name in ("value", "low", "high", "days_missing"))
    if not math.isnan(value):
        low = high = value
    return Figure(value, low, high, missing, str(row["unit"]), tuple(row["notes"]))


def _campaign_posts(facts: Facts, one: Asked) -> set[str]:
    accounts = facts.accounts.loc[facts.accounts["org_id"] == one.goal.organisation, "account_id"]
    posts = facts.posts(list(accounts), one.question.period)
    return set(posts.loc[posts["campaign_id"] == one.goal.campaign, "post_id"])
