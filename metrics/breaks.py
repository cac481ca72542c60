"""Breaks: days on which a platform began to count something in another way, and the figures that they cut."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.known_breaks import UNLABELLED
from locales import N_
from metrics.definition import Metric
from metrics.notes import Note
from metrics.rows import Floats, Mask, Rows

SAME = timedelta(days=45)
"""How near a known break one of the store's own is the same: an export may switch on another day than the platform."""
COUNTED_BOTH_WAYS = N_("{label} on {date}: the figure holds both ways of counting.")
UNSEEN = {"saves"}
"""Columns that only their owner sees, so that no comparison holds them."""
OPENING = frozenset({"net_followers", "stock_change", "followers_before"})
"""Amounts that reach back to the followers before the period."""

FigureDays = Mapping[str, tuple[date, date]]
"""The first and last day with figures, by account."""


@dataclass(frozen=True)
class Break:
    """A day from which a column, or a whole metric, is counted in another way.

    `accounts` are those that it concerns, `cut` those of them with figures from before and after. `elsewhere` is the
    day on which the rest of the platform changed, where the store tells of another day for some accounts.
    """

    metric: str
    day: date
    label_sv: str
    label_en: str
    accounts: frozenset[str]
    cut: frozenset[str]
    elsewhere: date | None = None

    @property
    def said(self) -> dict[str, object]:
        """What changed and when, as the fields of a note."""
        return {"label": self.label_en, "label_sv": self.label_sv, "date": self.day}

    @property
    def unsettled(self) -> tuple[date, date]:
        """The day on which the first accounts changed, and the one from which all count alike."""
        other = self.elsewhere or self.day
        return min(self.day, other), max(self.day, other)


def read_breaks(
    own: Iterable[Mapping[Any, Any]],
    known: Iterable[Mapping[Any, Any]],
    platforms: Mapping[str, str],
    figure_days: Callable[[str], FigureDays | None],
) -> tuple[Break, ...]:
    """The store's own rows of `series_breaks`, and known ones that it does not tell of itself; the earliest first.

    `platforms` are those of the accounts, by id; `figure_days` tells when each has figures of a metric or column, None
    where that is not known.
    """
    found = [_break(row, platforms, figure_days) for row in own]
    for row in known:
        one = _break(row, platforms, figure_days)
        same = [
            other
            for other in found
            if other.metric == one.metric and abs(other.day - one.day) <= SAME and other.accounts & one.accounts
        ]
        found = [
            replace(other, elsewhere=one.day) if other in same and other.accounts < one.accounts else other
            for other in found
        ]
        told = frozenset[str]().union(*(other.accounts for other in same))
        found.append(replace(one, accounts=one.accounts - told, cut=one.cut - told))
    return tuple(sorted((one for one in found if one.accounts), key=lambda one: one.day))


def _break(
    row: Mapping[Any, Any], platforms: Mapping[str, str], figure_days: Callable[[str], FigureDays | None]
) -> Break:
    account, day = row["account_id"], pd.Timestamp(row["date"]).date()
    if isinstance(account, str) and account:
        accounts = frozenset({account} & platforms.keys())
    else:
        accounts = frozenset(one for one, platform in platforms.items() if platform == row["platform"])
    days = figure_days(row["metric"]) if accounts else None
    cut = accounts if days is None else {one for one in accounts & days.keys() if days[one][0] < day <= days[one][1]}
    given = {name: row[name] for name in UNLABELLED if isinstance(row[name], str) and row[name]}
    labels = {name: given.get(name) or next(iter(given.values()), default) for name, default in UNLABELLED.items()}
    return Break(row["metric"], day, labels["label_sv"], labels["label_en"], accounts, frozenset(cut))


def series_of(metric: Metric) -> frozenset[str]:
    """The names by which a break may tell that it concerns the metric: its own, its amounts' and its columns'."""
    return frozenset({metric.id, *metric.amounts, *(column.split(".")[1] for column in metric.inputs)})


def breaks_of(breaks: Sequence[Break], metric: Metric, accounts: Collection[str]) -> tuple[Break, ...]:
    """The breaks that cut the metric's series on any of the accounts, the earliest first."""
    names = series_of(metric)
    return tuple(one for one in breaks if one.metric in names and not one.cut.isdisjoint(accounts))


def break_days(breaks: Sequence[Break], column: str, account_ids: Sequence[str]) -> Floats:
    """The ordinals of the days on which a column changed: breaks × accounts, NaN for accounts it does not concern."""
    of_column = [one for one in breaks if one.metric == column]
    days = [
        [one.day.toordinal() if account in one.accounts else np.nan for account in account_ids] for one in of_column
    ]
    return np.array(days, dtype=float).reshape(len(of_column), len(account_ids))


def mixed_notes(breaks: Sequence[Break], metric: Metric, rows: Rows, covered: Mask) -> dict[int, list[Note]]:
    """By group: a note for each break that the figure has amounts from both sides of."""
    found: dict[int, list[Note]] = {}
    for one, before, after in _sides(breaks, metric, series_of(metric), rows):
        groups = np.intersect1d(rows.position[before & covered], rows.position[after & covered])
        _add(Note(COUNTED_BOTH_WAYS, one.said), groups, found)
    return found


def apart_notes(breaks: Sequence[Break], metric: Metric, rows: Rows) -> dict[int, list[Note]]:
    """By group: a note for each break because of which the figure is not counted as other groups' are.

    It holds both ways of counting, or was counted in the old way when others count in the new.
    """
    found: dict[int, list[Note]] = {}
    names = series_of(metric) - UNSEEN
    for one, before, after in _sides(breaks, metric, names, rows):
        if after.any():
            _add(Note(COUNTED_BOTH_WAYS, one.said), np.unique(rows.position[before]), found)
    for one in breaks:
        if one.elsewhere and one.metric in names:
            first, last = (day.toordinal() for day in one.unsettled)
            between = (rows.amount("first_day") < last) & (rows.amount("last_day") >= first)
            alone = between & np.isin(rows.ids, list(one.cut))
            _add(Note(COUNTED_BOTH_WAYS, one.said), np.unique(rows.position[alone]), found)
    return found


def _sides(
    breaks: Sequence[Break], metric: Metric, names: Collection[str], rows: Rows
) -> Iterator[tuple[Break, Mask, Mask]]:
    """Each break that concerns the metric: the rows with amounts from before it, and those with amounts from after.

    A stock's amount is of the day on which it was last observed, and a change in it reaches back to the one before.
    """
    for one in breaks:
        if one.metric not in names:
            continue
        accounts, first, last = one.cut, rows.amount("first_day"), rows.amount("last_day")
        if one.metric == "followers" and rows.of_days and "rated_followers" not in metric.amounts:
            opens = not OPENING.isdisjoint(metric.amounts)
            accounts, last = one.accounts, rows.amount("followers_on")
            first = rows.amount("followers_before_on") if opens else last
        before, after = first < one.day.toordinal(), last >= one.day.toordinal()
        if before.any() and after.any():
            concerned = np.isin(rows.ids, list(accounts))
            yield one, before & concerned, after & concerned


def _add(note: Note, groups: npt.NDArray[Any], found: dict[int, list[Note]]) -> None:
    for group in groups:
        notes = found.setdefault(int(group), [])
        if note not in notes:
            notes.append(note)
