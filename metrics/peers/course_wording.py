"""The own course beside the group's in words."""

from __future__ import annotations

from collections.abc import Mapping

from locales import Language
from metrics.peers.course import Course
from metrics.peers.wording import NAMED_AT_MOST
from metrics.wording import listed


def course_finding(told: Course, name: str, language: Language) -> str:
    """In how many of the months the organisation lay above, in or below the group's middle half: the most of them."""
    sides = told.sides
    if not sides:
        return language.text("{name} has no months to put beside the group", name=name)
    count = {side: sides.count(side) for side in (1, 0, -1)}
    most = max(count, key=lambda side: count[side])
    said = {
        1: language.text("above the middle half of the group"),
        0: language.text("in the middle half of the group"),
        -1: language.text("below the middle half of the group"),
    }[most]
    if count[most] == len(sides):
        return language.plural(
            "{name} lay {where} in the only month", "{name} lay {where} in all {count} months", len(sides), name=name,
            where=said,
        )  # fmt: skip
    return language.text(
        "{name} lay {where} in {some} of {all} months",
        name=name,
        where=said,
        some=language.number(count[most]),
        all=language.number(len(sides)),
    )


def course_remarks(told: Course, names: Mapping[str, str], language: Language) -> list[str]:
    """Who the group is from month to month, and the months in which a single post decides."""
    said = []
    out = [names.get(one, one) for one in told.left_out]
    who = listed(out, language) if len(out) <= NAMED_AT_MOST else language.number(len(out))
    if out and told.constant:
        said.append(
            language.plural(
                "The same members throughout: {who}, which lacks some month, is left out.",
                "The same members throughout: {who}, which lack some month, are left out.",
                len(out),
                who=who,
            )
        )
    elif out:
        said.append(language.text("Not all members have every month: {who} came or went.", who=who))
    if told.turned:
        months = listed([language.month(month.start) for month in told.turned], language)
        said.append(
            language.text("Without the month's largest post it would be another side in {months}.", months=months)
        )
    return said
