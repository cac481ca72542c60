"""What a reader must know about a figure, as messages that the interface translates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from locales import N_, Language
from metrics.definition import INHABITANTS, POSTS_OF_KIND, REACH, Metric
from metrics.rows import DAYS_BEHIND, OF_GROUP, PROVISIONAL, Rows
from metrics.wording import listed


@dataclass(frozen=True)
class Note:
    """One remark: a message id with its fields."""

    message: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        """By the message alone, as a mapping has no hash: so that equal notes can be told once."""
        return hash(self.message)

    def text(self, language: Language) -> str:
        """The remark as it is read: days in words, a label in the reader's language where both are given.

        A field that is a tuple holds message ids, which are enumerated.
        """
        fields = {name: _told(one, language) for name, one in self.fields.items()}
        if language.code == "sv" and "label_sv" in fields:
            fields["label"] = fields["label_sv"]
        return language.text(self.message, **fields)


def _told(one: object, language: Language) -> object:
    if isinstance(one, tuple):
        return listed([language.text(part) for part in one], language)
    return language.day(one) if isinstance(one, date) else one


NOT_BY_GROUP = Note(N_("Posts alone cannot give this figure."))
BY_KIND = Note(N_("This is told by topic and by format, and not of everything together."))
UNTOLD = N_("Of {posts} posts, {count} may be of any kind: nothing tells.")
NO_INHABITANTS = Note(N_("The number of inhabitants is not known."))
INHABITANTS_OF = N_("Inhabitants as of {year}.")
AT_LEAST = Note(N_("At least this: the platform's counts of distinct people do not cover every day."))
AT_MOST = Note(N_("At most this: the platform's counts of distinct people do not cover every day."))
STOOD_IN = N_("There are no daily figures for {accounts}; the posts published in the period stand in.")
LEFT_OUT = N_("There is no figure for {accounts}, which is left out.")
PROVISIONAL_DAY = Note(N_("The last day is provisional: the platforms may restate it."))
PROVISIONAL_DAYS = N_("The last {count} days are provisional: the platforms may restate them.")
COUNTED_ANEW = N_("{accounts} began to count followers in another way in the period, and is left out.")

NAMED = ("followers", REACH)
"""Amounts that every channel is expected to have, so that one without is named; others are passed over in silence."""


def notes_for(
    metric: Metric,
    rows: Rows,
    covered: npt.NDArray[np.bool_],
    *,
    low_known: npt.NDArray[np.bool_],
    high_known: npt.NDArray[np.bool_],
) -> list[tuple[Note, ...]]:
    """The remarks on each group's figure."""
    found: list[list[Note]] = [[] for _ in range(len(rows.groups))]
    _of_population(metric, rows, found)
    if POSTS_OF_KIND in metric.amounts:
        return _of_kinds(rows)
    if metric.unique:
        for remark, groups in ((AT_LEAST, low_known & ~high_known), (AT_MOST, high_known & ~low_known)):
            for group in np.flatnonzero(groups):
                found[group].append(remark)
    if rows.of_days:
        _of_accounts(metric, rows, covered, found)
        _of_latest_days(metric, rows, covered, found)
    elif any(amount not in rows.amounts for amount in metric.amounts if amount not in (REACH, *OF_GROUP)):
        for group in np.flatnonzero(~low_known & ~high_known):
            found[group].append(NOT_BY_GROUP)
    return [tuple(notes) for notes in found]


def _of_kinds(rows: Rows) -> list[tuple[Note, ...]]:
    """What is not told of the posts, or that a share is of a kind of posts."""
    told: list[tuple[Note, ...]] = []
    for posts, untold in zip(rows.groups.all_posts, rows.groups.untold, strict=True):
        if np.isnan(posts):
            told.append((BY_KIND,))
        else:
            told.append((Note(UNTOLD, {"posts": int(posts), "count": int(untold)}),) if untold else ())
    return told


def _of_population(metric: Metric, rows: Rows, found: list[list[Note]]) -> None:
    if INHABITANTS not in metric.amounts:
        return
    years = zip(rows.groups.years, rows.groups.inhabitants_years, strict=True)
    for group, (wanted, known) in enumerate(years):
        if np.isnan(known):
            found[group].append(NO_INHABITANTS)
        elif int(known) != wanted:
            found[group].append(Note(INHABITANTS_OF, {"year": int(known)}))


def _of_accounts(metric: Metric, rows: Rows, covered: npt.NDArray[np.bool_], found: list[list[Note]]) -> None:
    names = rows.ids
    stood_in = covered & rows.stood_in(metric)
    left_out = np.zeros(len(names), dtype=bool)
    if any(amount in NAMED for amount in metric.amounts):
        left_out = ~covered & (rows.amount("expected") > 0)
    anew = np.zeros(len(names), dtype=bool)
    if {"stock_change", "net_followers"} & set(metric.amounts):
        anew = rows.amount("counted_anew") > 0
    for message, flagged in ((STOOD_IN, stood_in), (LEFT_OUT, left_out), (COUNTED_ANEW, anew)):
        for group in np.unique(rows.position[flagged]) if flagged.any() else ():
            named = ", ".join(names[flagged & (rows.position == group)])
            found[group].append(Note(message, {"accounts": named}))


def _of_latest_days(metric: Metric, rows: Rows, covered: npt.NDArray[np.bool_], found: list[list[Note]]) -> None:
    """Says how many days are provisional: of the account that has most, as they are the same days."""
    if not any(amount == REACH or amount in DAYS_BEHIND for amount in metric.amounts):
        return
    days = np.where(covered & ~rows.stood_in(metric), rows.amount(PROVISIONAL), 0)
    provisional = days > 0
    for group in np.unique(rows.position[provisional]) if provisional.any() else ():
        count = int(days[rows.position == group].max())
        found[group].append(Note(PROVISIONAL_DAYS, {"count": count}) if count > 1 else PROVISIONAL_DAY)
