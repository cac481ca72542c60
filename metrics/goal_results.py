"""The goals of an organisation beside their figures, asked for in as few questions as their scopes allow."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from metrics.breaks import COUNTED_BOTH_WAYS, breaks_of
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in, figure_columns
from metrics.goal_rows import current_goals, withdrawn_goals
from metrics.goal_spans import spans
from metrics.goals import Figure, Goal, GoalResult, PostValue, in_channels, judged
from metrics.kinds import untold
from metrics.notes import Note
from metrics.pacing import pace
from metrics.period import Kind, Period
from metrics.wording import CHANNEL_NAMES

YEAR = 12
COSTS = ("spend", "cost_per_contact")

Figures = dict[str | None, Figure]
"""Figures of one metric by group; None is the whole scope."""


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
    accounts: Sequence[str] = (),
    *,
    rhythms: Collection[str] | None = None,
    withdrawn: bool = False,
) -> tuple[GoalResult, ...]:
    """Every goal of the organisation in each of its spans that the period touches, oldest span first.

    Platforms and accounts, where given, leave out the goals of other channels; a goal is always judged on
    its own scope. What is said is what was known at the end of the period: a span that goes on after it,
    or that is not over today, is projected (`metrics/pacing.py`). With `withdrawn` come the goals that are withdrawn,
    in the spans that were over by then.
    """
    gone = withdrawn_goals(facts.goals, organisation) if withdrawn else ()
    goals = in_channels((*goals_of(facts, organisation), *gone), platforms, accounts, facts.accounts)
    known_until = min(period.end, facts.today - timedelta(days=1))
    days = facts.kept("campaign days", lambda: campaign_days(facts.campaigns))
    wanted = [goal for goal in goals if rhythms is None or goal.rhythm in rhythms]
    asked = [
        _asked(goal, span, known_until)
        for goal in wanted
        for span in spans(goal, period, days.get(goal.campaign, (None, None)))
        if span.start <= known_until
    ]
    answers = _answers(facts, asked)
    return tuple(_judged(facts, one, _figure(facts, one, answers), known_until) for one in asked)


def _judged(facts: Facts, one: Asked, figure: Figure, known_until: date) -> GoalResult:
    ahead = None if one.finished else pace(facts, one.goal, one.span, figure, known_until)
    return judged(
        one.goal, one.span, figure, finished=one.finished, pace=ahead, known_metric=one.goal.metric in CATALOGUE
    )


def goals_of(facts: Facts, organisation: str) -> tuple[Goal, ...]:
    """The organisation's goals as last worded, worked out once."""
    return facts.kept(("goals", organisation), lambda: current_goals(facts.goals, organisation))


def months_until(period: Period, count: int = YEAR) -> Period:
    """So many months, the last of which holds the period's last day."""
    last = Period.of(Kind.MONTH, period.end)
    first = last
    for _ in range(count - 1):
        first = first.previous()
    return Period(first.start, last.end)


def campaign_days(campaigns: pd.DataFrame) -> dict[str, tuple[date | None, date | None]]:
    """First and last day of each campaign, by id."""
    columns = (campaigns[column] for column in ("campaign_id", "starts_on", "ends_on"))
    return {campaign: (_day(start), _day(end)) for campaign, start, end in zip(*columns, strict=True)}


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _asked(goal: Goal, span: Period, known_until: date) -> Asked:
    """Where the goal's figure is found.

    Goals on channels and accounts share one grouped question a span.
    """
    finished = span.end <= known_until
    seen = span if finished else Period(span.start, known_until)
    by, group = _group(goal)
    scope = Scope(goal.organisation) if by in ("account", "platform") else goal.channels
    return Asked(goal, span, finished, Question(scope, seen, by), group)


def _group(goal: Goal) -> tuple[str | None, str | None]:
    if goal.rhythm == "post":
        return "post", None
    if goal.campaign:
        return "campaign", goal.campaign
    if goal.posts_of:
        return goal.posts_of
    return (goal.scope, goal.account or goal.platform) if goal.scope in ("account", "platform") else (None, None)


def _answers(facts: Facts, asked: Sequence[Asked]) -> dict[tuple[Question, str], Figures]:
    """The figures behind each goal, by question and metric.

    They are kept with the facts: when the view moves by a month, the other months' answers are there.
    """
    metrics: dict[Question, list[str]] = {}
    for one in asked:
        if one.goal.metric in CATALOGUE:
            with_costs = [*COSTS] if one.question.by == "campaign" else []
            metrics.setdefault(one.question, with_costs).append(one.goal.metric)
    return {
        (question, metric): found
        for question, ids in metrics.items()
        for metric, found in answer(facts, question, list(dict.fromkeys(ids))).items()
    }


def answer(facts: Facts, question: Question, metric_ids: Sequence[str]) -> dict[str, Figures]:
    """The figures of each metric by group."""
    new = [one for one in metric_ids if (question, one) not in facts.answers]
    if new:
        found = figure_columns(facts, new, question.scope, question.period, question.by)
        facts.answers.update({(question, one): _figures(found, one) for one in new})
    return {one: facts.answers[question, one] for one in metric_ids}


def _figures(found: Mapping[str, Any], metric_id: str) -> Figures:
    columns = (found[name] for name in ("metric", "by", "value", "low", "high", "days_missing", "unit", "notes"))
    return {
        group if isinstance(group, str) else None: _figure_of(float(value), float(low), float(high), days, unit, notes)
        for metric, group, value, low, high, days, unit, notes in zip(*columns, strict=True)
        if metric == metric_id
    }


def _figure_of(value: float, low: float, high: float, days: float, unit: str, notes: tuple[Any, ...]) -> Figure:
    if not math.isnan(value):
        low = high = value
    return Figure(value, low, high, float(days), str(unit), tuple(notes))


def _figure(facts: Facts, one: Asked, answers: Mapping[tuple[Question, str], Figures]) -> Figure:
    found, goal = answers.get((one.question, one.goal.metric), {}), one.goal
    if goal.posts_of and goal.rhythm != "post" and goal.metric == "posts":
        return _count(facts, one)
    if goal.rhythm != "post":
        return found.get(one.group, Figure())
    posts = {post: figure for post, figure in found.items() if post}
    if narrowed := ("campaign_id", goal.campaign) if goal.campaign else goal.posts_of:
        published, (column, group) = _posts(facts, goal, one.question.period), narrowed
        own = set(published.loc[published[column] == group, "post_id"])
        posts = {post: figure for post, figure in posts.items() if post in own}
    values = tuple(figure.value for figure in posts.values())
    return Figure(posts=values, post_ids=tuple(posts), notes=_across(facts, one, list(posts)))


def _count(facts: Facts, one: Asked) -> Figure:
    """How many posts are of a kind: an interval where some may be of any, missing before the first that is known."""
    accounts = list(accounts_in(facts, one.question.scope)["account_id"])
    posts, by = facts.posts(accounts, one.question.period), str(one.question.by)
    if not any(facts.first_posts.get(account, date.max) <= one.question.period.end for account in accounts):
        return Figure()
    low = float(np.count_nonzero(posts[by] == one.group))
    high = low + np.count_nonzero(untold(posts, by))
    return Figure(low if low == high else math.nan, low, high)


def _across(facts: Facts, one: Asked, post_ids: list[str]) -> tuple[Note, ...]:
    """The breaks that the posts were published on either side of."""
    between = [found for found in facts.breaks if one.question.period.start < found.day <= one.question.period.end]
    if not between or not post_ids:
        return ()
    posts = _posts(facts, one.goal, one.question.period).set_index("post_id").loc[post_ids]
    days = pd.to_datetime(posts["published_on"]).dt.date
    told = []
    for found in breaks_of(between, CATALOGUE[one.goal.metric], list(posts["account_id"])):
        concerned = days[posts["account_id"].isin(found.cut)]
        if len(concerned) and concerned.min() < found.day <= concerned.max():
            told.append(Note(COUNTED_BOTH_WAYS, found.said))
    return tuple(told)


def _posts(facts: Facts, goal: Goal, period: Period) -> pd.DataFrame:
    accounts = facts.accounts.loc[facts.accounts["org_id"] == goal.organisation, "account_id"]
    return facts.posts(list(accounts), period)


def goal_posts(facts: Facts, result: GoalResult) -> tuple[PostValue, ...]:
    """Each post of a goal that every post has, with its value in the metric's unit, oldest first."""
    posts = _posts(facts, result.goal, result.span).set_index("post_id").loc[list(result.figure.post_ids)]
    found = [
        PostValue(_day(published_on) or result.span.start, caption if isinstance(caption, str) else "", value)
        for published_on, caption, value in zip(
            posts["published_on"], posts["caption"], result.figure.posts, strict=True
        )
    ]
    return tuple(sorted(found, key=lambda post: post.published_on))


def scope_names(facts: Facts) -> Mapping[str, str]:
    """Names of campaigns and accounts by id; an account named as its organisation goes by its platform."""
    return facts.kept("scope names", lambda: _scope_names(facts))


def _scope_names(facts: Facts) -> Mapping[str, str]:
    accounts, organisations = facts.accounts, facts.organisations.set_index("org_id")["name"]
    columns = (accounts[column] for column in ("account_id", "name", "platform", "org_id"))
    named = {
        account: CHANNEL_NAMES.get(platform, name) if name == organisations.get(owner) else name
        for account, name, platform, owner in zip(*columns, strict=True)
    }
    return named | dict(zip(facts.campaigns["campaign_id"], facts.campaigns["name"], strict=True))
