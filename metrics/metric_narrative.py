"""One figure in a sentence: how much there was of it, beside an earlier period, and how it has changed in a year.

A row is what `metrics.change.compare` gives for one metric; `of` says whose it is (`metrics.number.owner`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isnan
from typing import Any

from locales import N_, NBSP, Language
from metrics.catalogue import metric
from metrics.claims import claimed
from metrics.narrative import FLAT, capital, in_period
from metrics.number import change_of, exact, of_row, percent_of
from metrics.period import Kind, Period
from metrics.sentence import Sentence, told
from metrics.wording import listed, period_name

FEW = 100
"""Beside an earlier count under this, and of posts, the difference is told as a number and not in per cent."""

MANIFOLD = 200.0
"""A rise by so many per cent is told as how many times as many there were."""

NO_SUCH = N_("no")
"""How many there were where there was none."""

ONE_MORE, ONE_FEWER = N_(", one post more than {then}"), N_(", one post fewer than {then}")

_LEVELS: Mapping[str, Callable[[Language, int, str, str], str]] = {
    "interactions": lambda language, count, many, when: language.plural(
        "We had one interaction {when}", "We had {many} interactions {when}", count, many=many, when=when
    ),
    "views": lambda language, count, many, when: language.plural(
        "We had one view {when}", "We had {many} views {when}", count, many=many, when=when
    ),
    "posts": lambda language, count, many, when: language.plural(
        "We published one post {when}", "We published {many} posts {when}", count, many=many, when=when
    ),
    "video_views": lambda language, count, many, when: language.plural(
        "We had one video view {when}", "We had {many} video views {when}", count, many=many, when=when
    ),
    "minutes_viewed": lambda language, count, many, when: language.plural(
        "Our videos were watched for one minute {when}",
        "Our videos were watched for {many} minutes {when}",
        count,
        many=many,
        when=when,
    ),
    "web_visits_social": lambda language, count, many, when: language.plural(
        "Social media gave the web one visit {when}",
        "Social media gave the web {many} visits {when}",
        count,
        many=many,
        when=when,
    ),
}
"""The metrics that count something, with the sentence that tells how much of it there was."""

_RATES = {
    "followers_per_1000_inhabitants": N_("that is {value} followers per 1,000 inhabitants."),
    "interactions_per_post": N_("a post had {value} interactions on average."),
    "engagement_rate_followers": N_("the reactions to a post came to {value} of the followers on average."),
    "answered_in_time": N_("{value} of the messages were answered in time."),
}

_CHANGED = {
    "followers": N_("the number of followers"),
    "reach": N_("the reach"),
    "interactions": N_("the interactions"),
    "views": N_("the views"),
    "web_visits_social": N_("the visits to the web"),
}
"""What is told to have risen or fallen."""


def level_sentence(row: Any, of: str, language: Language) -> Sentence | None:
    """How many there were in the period, and how many more or fewer than before where that may be claimed.

    None where nothing is known, and for metrics that do not count anything.
    """
    if row.metric not in _LEVELS or isnan(row.value):
        return None
    period, earlier = Period.parse(row.period), Period.parse(row.earlier_period)
    count = round(row.value)
    many = language.text(NO_SUCH) if count == 0 else language.spelled(count)
    said = _LEVELS[row.metric](language, count, many, in_period(period, language))
    change, *numbers = _change(row, of, in_earlier(period, earlier, language), language)
    return told(f"{said}{change}.", language, of_row(row, of), *numbers)


def _change(row: Any, of: str, earlier: str, language: Language) -> tuple[Any, ...]:
    """What goes on after a count, and its figure: how many more than before, in per cent of many."""
    if isnan(row.change):
        return ("",)
    if row.change == 0:
        return (language.text(", as many as {then}", then=earlier),)
    if row.change_percent >= MANIFOLD:
        times = row.value / row.earlier_value
        said = language.text(
            ", {times} times as many as {then}", times=language.number(times, 0 if times >= 10 else 1), then=earlier
        )
        return said, exact(f"{row.metric}.times", of, f"{row.period}/{row.earlier_period}", times)
    by_itself = row.metric == "posts" or row.earlier_value < FEW
    count = round(abs(row.change))
    many = language.spelled(count) if by_itself else _percent(row.change_percent, language)
    if by_itself and row.metric == "posts" and count == 1:
        said = language.text(ONE_MORE if row.change > 0 else ONE_FEWER, then=earlier)
    elif row.change > 0:
        said = language.text(", {many} more than {then}", many=many, then=earlier)
    else:
        said = language.text(", {many} fewer than {then}", many=many, then=earlier)
    return said, change_of(row, of) if by_itself else percent_of(row, of)


def _percent(share: float, language: Language) -> str:
    """A change in per cent without its sign, with a decimal where it is small."""
    return f"{language.number(abs(share), 0 if abs(share) >= 10 else 1)}{NBSP}%"


def in_earlier(period: Period, earlier: Period, language: Language) -> str:
    """When it was before, inside a sentence: i september, where the year has just been said."""
    if period.kind is earlier.kind is Kind.MONTH and period.start.year == earlier.start.year:
        return language.text("in {month}", month=language.month_names()[earlier.start.month - 1])
    return in_period(earlier, language)


def changes_sentence(
    rows: Mapping[str, Any],
    of: str,
    language: Language,
    *,
    at_least: float = FLAT,
    ways: Sequence[bool] = (True, False),
) -> Sentence | None:
    """How several figures have changed since an earlier period, by so many per cent or more; only those that rose
    (True among the `ways`), or fell (False)."""
    moved = [
        row
        for row in (rows[one] for one in _CHANGED if one in rows)
        if abs(row.change_percent) >= at_least and (row.change > 0) in ways
    ]
    if not moved:
        return None
    earlier = period_name(Period.parse(moved[0].earlier_period), language)
    ups, downs = ([row for row in moved if (row.change > 0) is way] for way in (True, False))
    rose = language.text("{first} rose by {rest}", **_moves(ups, language)) if ups else ""
    fell = language.text("{first} fell by {rest}", **_moves(downs, language)) if downs else ""
    both = language.text("{rose}, while {fell}", rose=rose, fell=fell)
    changes = both if ups and downs else rose or fell
    said = language.text("Compared with {earlier}, {changes}.", earlier=earlier, changes=changes)
    return told(said, language, *(percent_of(row, of) for row in moved))


def _moves(rows: Sequence[Any], language: Language) -> dict[str, str]:
    """What has moved first, and by how much; then what else has, and by how much."""
    names = [language.text(_CHANGED[row.metric]) for row in rows]
    shares = [_percent(row.change_percent, language) for row in rows]
    more = [
        language.text("{what} by {percent}", what=name, percent=share)
        for name, share in zip(names[1:], shares[1:], strict=True)
    ]
    return {"first": names[0], "rest": listed([shares[0], *more], language)}


def rate_sentence(row: Any, of: str, language: Language) -> Sentence | None:
    """A quotient in plain words; None where it is not known, and for metrics that are no such quotient."""
    if row.metric not in _RATES or (isnan(row.low) and isnan(row.high)):
        return None
    said = language.text(_RATES[row.metric], value=claimed(metric(row.metric), row, language))
    return told(capital(said), language, of_row(row, of))
