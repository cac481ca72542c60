"""The figures of a comparison, as a report is held to account for them.

A compared figure is called after its metric and what it is divided by (`interactions.followers_post`), as a catalogue's
metric may count more than anyone can see. What is told of the group as a whole is the group's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metrics.figures import Scope
from metrics.narrative import rows_of
from metrics.number import Number, exact, owner
from metrics.peers.comparison import Comparison
from metrics.peers.course import Course
from metrics.peers.measures import Per

OF_ORGANISATIONS: Mapping[str, str] = {
    "": "value",
    "estimate": "shrunk",
    "lowest": "low",
    "highest": "high",
    "place": "rank",
    "best_place": "rank_low",
    "worst_place": "rank_high",
    "best_place_without": "without_low",
    "worst_place_without": "without_high",
    "divided_by": "denominator",
    "rests_on": "units",
    "days_missing": "days_missing",
}
"""What is told of each organisation, and the column that it stands in."""


def measure_id(found: Comparison, what: str = "") -> str:
    """What a figure of the comparison is called."""
    return ".".join(filter(None, (found.metric.id, found.per, what)))


def comparison_numbers(found: Comparison) -> list[Number]:
    """Every figure of every organisation, and what is told of the group."""
    numbers = [number for row in rows_of(found.rows) for number in _of_row(found, row)]
    return [number for number in (*numbers, *group_numbers(found)) if number.known]


def own_numbers(found: Comparison) -> list[Number]:
    """The own organisation's figures; none where it is not compared."""
    return [number for row in rows_of(found.rows) if row.own for number in _of_row(found, row)]


def _of_row(found: Comparison, row: Any) -> list[Number]:
    of, period = owner(Scope(str(row.organisation), found.platforms)), found.period.id
    numbers = [
        exact(measure_id(found, what), of, period, getattr(row, column)) for what, column in OF_ORGANISATIONS.items()
    ]
    undivided = exact(f"{found.metric.id}.{Per.RAW}", of, period, row.figure)
    return [*numbers, *([] if found.per is Per.RAW else [undivided])]


def group_numbers(found: Comparison) -> list[Number]:
    """The group's quartiles, how many it has, and how many of them have a place, or none and why."""
    of, period = owner(Scope(found.group.id, found.platforms)), found.period.id
    without = found.rows["reason"][found.rows["reason"] != ""].value_counts()
    told = {
        "median": found.median,
        "lower_quartile": found.lower_quartile,
        "upper_quartile": found.upper_quartile,
        "members": len(found.group.organisations),
        "compared": len(found.rows),
        "ranked": found.ranked,
        "unranked": len(found.rows) - found.ranked,
    }
    numbers = [exact(measure_id(found, what), of, period, value) for what, value in told.items()]
    unranked = measure_id(found, "unranked")
    return numbers + [exact(unranked, f"{of}/reason:{why}", period, count) for why, count in without.items()]


def course_numbers(found: Comparison, told: Course) -> list[Number]:
    """Every month of the organisation and its group, and in how many the organisation lay on each side."""
    own, group = (owner(Scope(one, found.platforms)) for one in (str(found.own["organisation"]), found.group.id))
    columns = (
        (own, "by_month", told.own),
        (own, "by_month_without", told.without),
        (group, "by_month_lower_quartile", told.low),
        (group, "by_month_median", told.middle),
        (group, "by_month_upper_quartile", told.high),
        (group, "by_month_members", told.members),
    )
    numbers = [
        exact(measure_id(found, what), of, month.id, value)
        for of, what, values in columns
        for month, value in zip(told.months, values, strict=True)
    ]
    return [number for number in (*numbers, *_sides(found, told, own, group)) if number.known]


def _sides(found: Comparison, told: Course, own: str, group: str) -> list[Number]:
    span = f"{told.months[0].id}..{told.months[-1].id}"
    counts = {"months": len(told.sides), "months_above": told.sides.count(1), "months_in": told.sides.count(0)}
    counts["months_below"] = told.sides.count(-1)
    numbers = [exact(measure_id(found, what), own, span, count) for what, count in counts.items()]
    return [*numbers, exact(measure_id(found, "left_out"), group, span, len(told.left_out))]
