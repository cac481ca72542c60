"""Over which spans of days a goal is judged."""

from __future__ import annotations

from datetime import date, timedelta

from metrics.goals import Goal
from metrics.period import Kind, Period

CALENDAR = (Kind.MONTH, Kind.QUARTER, Kind.TERTIAL, Kind.HALF_YEAR, Kind.YEAR)


def spans(goal: Goal, view: Period, campaign: tuple[date | None, date | None] = (None, None)) -> list[Period]:
    """The periods of the goal that the view touches, oldest first; none where the goal does not hold then.

    A week belongs to the month of its Thursday, as ISO weeks belong to years. A campaign lasts from its
    first to its last day; one without an end lasts to the end of the view. A goal that every post has, or that
    holds at all times, is judged over the days of the view on which it holds. A span is judged where the goal was
    set by its last day, and was not withdrawn by then.
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
        first, last = max(first, campaign[0] or first, goal.since or first), min(last, campaign[1] or last)
        found = [span if first <= span.start and span.end <= last else _cut(span, first, last) for span in found]
    return [
        span for span in found if _meet(span, view) and span.start <= last and span.end >= first and _held(goal, span)
    ]


def _held(goal: Goal, span: Period) -> bool:
    """Whether the goal was set by the end of the span, and was not withdrawn then."""
    return (goal.since or date.min) <= span.end < (goal.until or date.max)


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
