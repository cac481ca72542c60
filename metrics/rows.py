"""The rows that a figure is made of, and how their amounts combine over the rows of a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from metrics.definition import ALL_POSTS, INHABITANTS, REACH, Metric
from metrics.roll_up import PARTS, TIMED, additive

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

WEB_VISITS = "web_visits"
PROVISIONAL = "provisional"
OF_GROUP = (INHABITANTS, WEB_VISITS, ALL_POSTS)
"""Amounts that belong to a group as a whole and not to its rows."""

DAYS_BEHIND = {
    "followers": ("followers",),
    "reach_followers": ("followers",),
    "followers_before": ("followers",),
    "stock_change": ("followers",),
    "net_followers": ("net_followers",),
    "posts": ("posts_published",),
    "exposure": ("posts_published", "followers"),
    **{name: (name,) for name in (*PARTS, "views", "interactions", "clicks", "video_views", "minutes_viewed")},
    **{name: (name,) for name in ("messages_received", "messages_answered_in_time", *TIMED)},
}
"""The daily columns behind each amount; an amount that is not here does not rest on days."""


@dataclass(frozen=True)
class Groups:
    """The groups of a figure, in the order they are shown, with the amounts that belong to each as a whole.

    `years` are those whose population is wanted, `inhabitants_years` those it is known for (NaN: none). By kinds of
    posts, `all_posts` are those of any kind, `untold` those of which the kind is not told; else NaN.
    """

    organisations: Sequence[str]
    keys: Sequence[str | None]
    years: Sequence[int]
    inhabitants: Floats
    inhabitants_years: Floats
    web_visits: Floats
    all_posts: Floats
    untold: Floats

    def __len__(self) -> int:
        return len(self.keys)

    def amount(self, name: str) -> Floats:
        """One of OF_GROUP, by group."""
        found: Floats = getattr(self, name)
        return found


@dataclass(frozen=True)
class Rows:
    """Rows (accounts in a period, or posts) with amounts, and the place of each row's group among the groups.

    `superseded` says on which rows an amount is already given by other rows.
    """

    ids: npt.NDArray[np.object_]
    amounts: Mapping[str, Floats]
    groups: Groups
    position: npt.NDArray[np.intp]
    of_days: bool
    superseded: Mapping[str, Mask] = field(default_factory=dict)

    def amount(self, name: str) -> Floats:
        """An amount by row; all missing where rows of this kind cannot have it."""
        found = self.amounts.get(name)
        return np.full(len(self.position), np.nan) if found is None else found

    def has(self, metric: Metric) -> Mask:
        """Which rows have every amount of the metric that rows can have, and are not superseded in all of them.

        A row of which people are counted has reach even where the count is unknown: then its group's is too.
        """
        of_rows = [name for name in metric.amounts if name not in OF_GROUP]
        found = np.ones(len(self.position), dtype=bool)
        for name in of_rows:
            if name != REACH:
                found &= ~np.isnan(self.amount(name))
            elif self.of_days or of_rows == [REACH]:
                found &= self.amount("reaches") > 0
            else:
                found &= ~np.isnan(self.amount("reach_high"))
        if of_rows and all(name in self.superseded for name in of_rows):
            found &= ~np.logical_and.reduce([self.superseded[name] for name in of_rows])
        return found

    def stood_in(self, metric: Metric) -> Mask:
        """On which rows posts stand in for daily figures of the metric."""
        found = np.zeros(len(self.position), dtype=bool)
        for name in metric.amounts:
            if f"{name}_from_posts" in self.amounts:
                found |= self.amounts[f"{name}_from_posts"] > 0
        return found

    def sums(self, names: Sequence[str], covered: Mask) -> dict[str, Floats]:
        """Amounts added over the covered rows of each group; missing where a group has none. Raises NotAdditive."""
        return {name: self._added(self.amount(name), covered) for name in additive(names)}

    def days(self, metric: Metric, covered: Mask) -> tuple[Floats, Floats]:
        """Days missing and days expected, by group; NaN where the figure does not rest on days.

        An account counts if it has the figure, or had it at any other time.
        """
        names = [name for name in metric.amounts if name != INHABITANTS]
        if not self.of_days or not all(name == REACH or name in DAYS_BEHIND for name in names):
            nothing = np.full(len(self.groups), np.nan)
            return nothing, nothing
        expected = self.amount("expected")
        seen = np.full(len(self.position), np.inf)
        gives = np.ones(len(self.position), dtype=bool)
        for name in names:
            if name == REACH:
                seen = np.minimum(seen, expected - self.amount("uncovered"))
                gives &= self.amount("counts_people") > 0
            for column in DAYS_BEHIND.get(name, ()):
                seen = np.minimum(seen, self.amount(f"{column}_days"))
                gives &= self.amount(f"gives_{column}") > 0
        counted = (covered | gives) & ~self.stood_in(metric)
        return self._added(expected - seen, counted), self._added(expected, counted)

    def _added(self, amount: Floats, counted: Mask) -> Floats:
        place, size = self.position[counted], len(self.groups)
        total = np.bincount(place, weights=amount[counted], minlength=size)
        return np.where(np.bincount(place, minlength=size) > 0, total, np.nan)
