"""Goals: what was aimed at, over which span of days, and what the figures say of it.

A goal is worded in rows that are never edited: each change adds one, and the newest counts. It is
evaluated on its own scope (organisation, channel, account, campaign), whatever else is in view.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from data.columns import FORMAT_KINDS
from locales import N_
from metrics.attainment import (
    MISSING,
    NOT_JUDGED,
    PENDING,
    PostShares,
    Projection,
    Span,
    Status,
    Target,
    attainment,
    pending_status,
    post_status,
    reached,
    settled,
    status,
)
from metrics.figures import Scope
from metrics.period import Period
from metrics.roll_up import LOCAL_TIME

RHYTHMS = {
    "post": N_("every post"),
    "week": N_("every week"),
    "month": N_("every month"),
    "quarter": N_("every quarter"),
    "tertial": N_("every tertial"),
    "half_year": N_("every half-year"),
    "year": N_("every year"),
    "campaign": N_("the whole campaign"),
    "standing": N_("at all times"),
}


NARROWED = ("campaign", "account", "platform", "unit", "topic", "format")
"""What may narrow what a goal is about, as its fields stand."""
SCOPES = ("campaign", "account", "unit", "platform")


@dataclass(frozen=True)
class Goal:
    """The wording of a goal that counts. Empty text where its scope is not narrowed.

    It holds from the day `since` and no more on the day `until`; None where only its own first and last day bound it.
    """

    id: str
    organisation: str
    metric: str
    rhythm: str
    target: Target
    campaign: str = ""
    account: str = ""
    platform: str = ""
    unit: str = ""
    topic: str = ""
    format: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    objective: str = ""
    set_at: datetime | None = None
    set_by: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def set_on(self) -> date | None:
        """The day it was worded so, where the organisations are."""
        return self.set_at.astimezone(ZoneInfo(LOCAL_TIME)).date() if self.set_at else None

    @property
    def scope(self) -> str:
        """What narrows its channels most: campaign, account, unit, platform, else organisation."""
        return next((kind for kind in SCOPES if getattr(self, kind)), "organisation")

    @property
    def channels(self) -> Scope:
        """The channels that it is about."""
        platforms, accounts = ((one,) if one else () for one in (self.platform, self.account))
        return Scope(self.organisation, platforms, accounts, self.unit)

    @property
    def posts_of(self) -> tuple[str, str] | None:
        """The grouping of posts (one of KINDS), and the group that it is about; None where it is about more."""
        if self.topic:
            return "topic", self.topic
        return ("kind" if self.format in FORMAT_KINDS else "format", self.format) if self.format else None


@dataclass(frozen=True)
class Figure:
    """What the figures say of a goal in a span: one value or interval, or the values of its posts."""

    value: float = MISSING
    low: float = MISSING
    high: float = MISSING
    days_missing: float = MISSING
    unit: str = ""
    notes: tuple[Any, ...] = ()
    posts: tuple[float, ...] = ()
    post_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class PostValue:
    """A post beside its goal: the day it was published, what it says, and its value in the metric's unit."""

    published_on: date
    caption: str
    value: float


@dataclass(frozen=True)
class Pace:
    """How much of a span's days is over (0–1), where its figure is heading, and whether it can only grow.

    The projection is None where it cannot be told. What is `planned` is not projected: what is published is decided
    by people, and no course of earlier days tells of it.
    """

    share: float
    projection: Projection | None = None
    grows: bool = False
    planned: bool = False


@dataclass(frozen=True)
class GoalResult:
    """A goal in one span: the figure, its attainment in per cent (bounds where it is an interval), its status.

    `reached` is None as long as it is open. `projection` says where a figure ends whose time is not up.
    """

    goal: Goal
    span: Period
    figure: Figure
    status: Status
    reached: bool | None
    attainment: float
    attainment_low: float
    attainment_high: float
    posts: PostShares | None = None
    projection: Projection | None = None


SETTLED = {Status.REACHED: True, Status.NOT_REACHED: False}


def judged(
    goal: Goal, span: Period, figure: Figure, *, finished: bool, pace: Pace | None = None, known_metric: bool = True
) -> GoalResult:
    """The goal beside its figure, and beside its pace where its time is not up.

    A goal that every post has is attained by the share of posts inside, and is not projected.
    """
    if goal.rhythm == "post":
        shares, said, answer, sides = _of_posts(goal, figure, finished=finished)
    else:
        shares, interval = None, Span(figure.low, figure.high)
        said = status(interval, goal.target) if finished else _pending(interval, goal.target, pace)
        answer = reached(interval, goal.target) if finished else SETTLED.get(said)
        sides = [attainment(side, goal.target) for side in (figure.value, figure.low, figure.high)]
    if not known_metric:
        said, answer = Status.UNKNOWN_METRIC, None
    told = said in (Status.LIKELY, Status.UNCERTAIN, Status.UNLIKELY)
    ahead = pace.projection if pace and told else None
    return GoalResult(goal, span, figure, said, answer, sides[0], sides[1], sides[2], shares, ahead)


def _pending(figure: Span, target: Target, pace: Pace | None) -> Status:
    if pace is None or pace.planned:
        outcome = settled(figure, target) if pace and pace.grows else None
        return outcome or Status.UNDER_WAY
    return pending_status(figure, target, pace.projection, pace.share, grows=pace.grows)


def _of_posts(goal: Goal, figure: Figure, *, finished: bool) -> tuple[PostShares, Status, bool | None, list[float]]:
    shares = PostShares.of(figure.posts, goal.target)
    sides = [shares.inside] * 3
    return shares, *((post_status(shares), shares.reached) if finished else (Status.UNDER_WAY, None)), sides


def in_channels(
    goals: Collection[Goal], platforms: Sequence[str], chosen: Sequence[str], accounts: pd.DataFrame
) -> tuple[Goal, ...]:
    """The goals that the chosen platforms and accounts concern: theirs, and those that no channel narrows."""
    if not platforms and not chosen:
        return tuple(goals)
    inside = accounts["platform"].isin(list(platforms)) | accounts["account_id"].isin(list(chosen))
    return tuple(goal for goal in goals if (inside & _about(goal, accounts)).any())


def _about(goal: Goal, accounts: pd.DataFrame) -> pd.Series:
    """Which of the accounts the goal is about."""
    about = pd.Series(data=True, index=accounts.index)
    narrowed = {"account_id": goal.account, "platform": goal.platform, "unit": goal.unit}
    for column, value in narrowed.items():
        about &= accounts[column].eq(value) if value else True
    return about


def by_goal(results: Sequence[GoalResult]) -> list[list[GoalResult]]:
    """The results of each goal together; spans without figures stand among them only where there are no others."""
    found: dict[str, list[GoalResult]] = {}
    for result in results:
        found.setdefault(result.goal.id, []).append(result)
    return [[one for one in several if one.status not in NOT_JUDGED] or several for several in found.values()]


def once_each(results: Sequence[GoalResult]) -> tuple[GoalResult, ...]:
    """Each goal once, in its last span: with that span's status while it is open, else with that of all spans together.

    Reached is what was reached every time that it could be judged, partly what was reached at times.
    """
    return tuple(
        replace(several[-1], status=_together([one.status for one in several])) for several in by_goal(results)
    )


def _together(statuses: Sequence[Status]) -> Status:
    """The status of a goal in several spans, the last one last."""
    said = set(statuses)
    if statuses[-1] in PENDING or len(said) == 1:
        return statuses[-1]
    if said & {Status.REACHED, Status.PARTLY}:
        return Status.PARTLY
    return Status.NOT_REACHED if Status.NOT_REACHED in said else Status.CANNOT_TELL


def counted(results: Sequence[GoalResult]) -> dict[Status, int]:
    """How many results have each status."""
    return {said: sum(result.status is said for result in results) for said in Status}
