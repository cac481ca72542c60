"""Goals: what was aimed at, over which span of days, and what the figures say of it.

A goal is worded in rows that are never edited: each change adds one, and the newest counts. It is
evaluated on its own scope (organisation, channel, account, campaign), whatever else is in view.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from locales import N_
from metrics.attainment import (
    MISSING,
    PostShares,
    Projection,
    Span,
    Status,
    Target,
    attainment,
    pending_status,
    post_status,
    reached,
    status,
)
from metrics.period import Kind, Period

CALENDAR = (Kind.MONTH, Kind.QUARTER, Kind.TERTIAL, Kind.HALF_YEAR, Kind.YEAR)
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


@dataclass(frozen=True)
class Wording:
    """An earlier wording of a goal."""

    set_at: datetime
    metric: str
    period: str
    target: Target
    set_by: str


@dataclass(frozen=True)
class Goal:
    """The wording of a goal that counts. Empty text where its scope is not narrowed."""

    id: str
    organisation: str
    metric: str
    rhythm: str
    target: Target
    campaign: str = ""
    account: str = ""
    platform: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    objective: str = ""
    set_at: datetime | None = None
    set_by: str = ""
    changes: tuple[Wording, ...] = ()

    @property
    def scope(self) -> str:
        """What narrows it most: campaign, account, platform, else organisation."""
        narrowed = {"campaign": self.campaign, "account": self.account, "platform": self.platform}
        return next((kind for kind, value in narrowed.items() if value), "organisation")


def current_goals(goals: pd.DataFrame, organisation: str) -> tuple[Goal, ...]:
    """The organisation's goals as last worded, the withdrawn left out, in the order of their ids."""
    own = goals[goals["org_id"] == organisation].sort_values(["goal_id", "set_at"], kind="stable")
    found = []
    for _, rows in groupby(own.to_dict("records"), key=itemgetter("goal_id")):
        *earlier, newest = rows
        if pd.isna(newest["withdrawn"]) or not newest["withdrawn"]:
            found.append(_goal(newest, earlier))
    return tuple(found)


def _goal(row: dict[Any, Any], earlier: Sequence[dict[Any, Any]]) -> Goal:
    return Goal(
        id=row["goal_id"],
        organisation=row["org_id"],
        metric=row["metric"],
        rhythm=row["period"],
        target=_target(row),
        campaign=_text(row["campaign_id"]),
        account=_text(row["account_id"]),
        platform=_text(row["platform"]),
        starts_on=_day(row["starts_on"]),
        ends_on=_day(row["ends_on"]),
        objective=_text(row["objective"]),
        set_at=row["set_at"],
        set_by=_text(row["set_by"]),
        changes=tuple(
            Wording(old["set_at"], old["metric"], old["period"], _target(old), _text(old["set_by"])) for old in earlier
        ),
    )


def _target(row: dict[Any, Any]) -> Target:
    low, high = (MISSING if pd.isna(row[side]) else float(row[side]) for side in ("low", "high"))
    return Target(low, high)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def spans(goal: Goal, view: Period, campaign: tuple[date | None, date | None] = (None, None)) -> list[Period]:
    """The periods of the goal that the view touches, oldest first; none where the goal does not hold then.

    A week belongs to the month of its Thursday, as ISO weeks belong to years. A campaign lasts from its
    first to its last day; one without an end lasts to the end of the view. A goal that every post has, or that
    holds at all times, is judged over the days of the view on which it holds.
    """
    if goal.rhythm == "campaign":
        start = goal.starts_on or campaign[0] or view.start
        found = [Period(start, max(start, goal.ends_on or campaign[1] or view.end))]
    elif goal.rhythm == "week":
        found = _weeks(view)
    elif goal.rhythm in CALENDAR:
        found = _calendar(Kind(goal.rhythm), view)
    else:
        found = [view]
    first, last = goal.starts_on or date.min, goal.ends_on or date.max
    if goal.rhythm in ("post", "standing"):
        first, last = max(first, campaign[0] or first), min(last, campaign[1] or last)
        found = [span if first <= span.start and span.end <= last else _cut(span, first, last) for span in found]
    return [span for span in found if _meet(span, view) and span.start <= last and span.end >= first]


def _cut(span: Period, first: date, last: date) -> Period:
    """The part of the span from the first to the last day; backwards where there is none."""
    return Period(max(span.start, first), min(span.end, last))


def _meet(one: Period, other: Period) -> bool:
    return one.start <= other.end and one.end >= other.start


def _calendar(kind: Kind, view: Period) -> list[Period]:
    found = [Period.of(kind, view.start)]
    while found[-1].end < view.end:
        found.append(Period.of(kind, found[-1].end + timedelta(days=1)))
    return found


def _weeks(view: Period) -> list[Period]:
    thursday = view.start + timedelta(days=(3 - view.start.weekday()) % 7)
    count = max(0, (view.end - thursday).days // 7 + 1)
    days = (thursday + timedelta(days=7 * week) for week in range(count))
    return [Period.of(Kind.WEEK, day) for day in days]


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

    The projection is None where it cannot be told.
    """

    share: float
    projection: Projection | None = None
    grows: bool = False


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
    if pace is None:
        return Status.UNDER_WAY
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
    inside = accounts[accounts["platform"].isin(list(platforms)) | accounts["account_id"].isin(list(chosen))]
    known_accounts, known_platforms = set(inside["account_id"]), set(inside["platform"])
    return tuple(
        goal
        for goal in goals
        if (goal.account in known_accounts if goal.account else not goal.platform or goal.platform in known_platforms)
    )


def counted(results: Sequence[GoalResult]) -> dict[Status, int]:
    """How many results have each status."""
    return {said: sum(result.status is said for result in results) for said in Status}
