"""How much the posts of an account differ from each other, or its weeks where no posts are known.

What a bootstrap needs of them are few sums: how many they are, their total and the total of their squares. Such sums
are added over months and accounts, so that a period is a slice, however many posts it has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import roll_up
from metrics.facts import Facts
from metrics.period import Period
from metrics.places import Places
from metrics.roll_up import PUBLIC_PARTS, Lazy, additive, by_month, into_one
from metrics.rows import Floats

OF_POSTS = ("public_interactions", "reactions", "comments", "shares", "video_views")
OF_WEEKS = (*OF_POSTS, "net_followers")
WEEK, FEWEST_DAYS = 7, 4
"""A week counts with so many days that have a figure; it is told as seven."""
A_MONDAY = date(1900, 1, 1)
STATISTICS = ("count", "total", "squares", "top")


@dataclass(frozen=True)
class Units:
    """The posts or weeks of accounts in a period, by account: how many, and of an amount of theirs the total, the total
    of its squares, and the largest. `of_posts` says which accounts' units are posts; others' are weeks.
    """

    count: Floats
    total: Floats
    squares: Floats
    top: Floats
    of_posts: npt.NDArray[np.bool_]


def units(facts: Facts, name: str, period: Period, account_ids: npt.NDArray[np.object_]) -> Units:
    """The units of accounts in the period, of one of OF_WEEKS; posts where an account has any in it, else weeks."""
    if name not in OF_POSTS:
        return _units(_weeks(facts, period).of(name, period, account_ids), np.zeros(len(account_ids), dtype=bool))
    posts = _posts(facts, period).of(name, period, account_ids)
    of_posts = posts[0] > 0
    if of_posts.all():
        return _units(posts, of_posts)
    return _units(np.where(of_posts, posts, _weeks(facts, period).of(name, period, account_ids)), of_posts)


def _units(statistics: Floats, of_posts: npt.NDArray[np.bool_]) -> Units:
    count, total, squares, top = statistics
    return Units(count, total, squares, top, of_posts)


def _key(period: Period) -> Period | None:
    """Periods of whole months are slices of the same cubes."""
    return None if period.whole_months else period


@dataclass(frozen=True)
class _Cube:
    """`values[name]`: statistic × bucket × account; `starts` are the buckets' first days."""

    starts: tuple[date, ...]
    places: Places
    values: dict[str, Floats]

    def of(self, name: str, period: Period, account_ids: npt.NDArray[np.object_]) -> Floats:
        """STATISTICS of the accounts in the period: totals, and the largest."""
        inside = [at for at, start in enumerate(self.starts) if period.start <= start <= period.end]
        place = self.places.of(account_ids)
        found = np.zeros((len(STATISTICS), len(account_ids)))
        if not inside or not (place >= 0).any():
            return found
        whole = self.values[name][:, inside[0] : inside[-1] + 1]
        known = place >= 0
        found[:3, known] = whole[:3].sum(axis=1)[:, place[known]]
        found[3, known] = whole[3].max(axis=0)[place[known]]
        return found


def _posts(facts: Facts, period: Period) -> _Cube:
    def cube() -> _Cube:
        posts = roll_up.public_posts(facts.rows_of("posts"))
        if not period.whole_months:
            posts = posts.filter(nw.col("published_on") >= period.start, nw.col("published_on") <= period.end)
        return _cube(facts.frame(post_units(posts, _bucket(period)("published_on"))), OF_POSTS)

    return facts.kept(("units of posts", _key(period)), cube)


def _weeks(facts: Facts, period: Period) -> _Cube:
    def cube() -> _Cube:
        days = facts.rows_of("account_days")
        if not period.whole_months:
            opening = period.start - timedelta(days=1)
            days = days.filter(nw.col("date") >= opening, nw.col("date") <= period.end)
        return _cube(facts.frame(week_units(days, _bucket(period)("date"))), OF_WEEKS)

    return facts.kept(("units of weeks", _key(period)), cube)


def _bucket(period: Period) -> Callable[[str], nw.Expr]:
    return by_month if period.whole_months else into_one(period)


def post_units(posts: Lazy, bucket: nw.Expr) -> Lazy:
    """Posts by account and bucket: of each of OF_POSTS `_count`, `_total`, `_squares` and `_top`."""
    amounts = [nw.col(name).cast(nw.Float64) for name in additive(OF_POSTS)]
    rows = posts.select("account_id", bucket, *amounts)
    return rows.group_by("account_id", "bucket").agg(*_statistics(OF_POSTS))


def week_units(account_days: Lazy, bucket: nw.Expr) -> Lazy:
    """Weeks by account and bucket, as `post_units`; a week's total is told as that of seven days.

    Net followers of a day are its followers less those of the day before, where both are known.
    """
    earlier = nw.col("followers").shift(1).over("account_id", order_by="date")
    day_before = nw.col("date").shift(1).over("account_id", order_by="date")
    next_to = (nw.col("date") - day_before).dt.total_minutes() == roll_up.MINUTES_OF_A_DAY
    days = account_days.with_columns(
        roll_up.interactions(PUBLIC_PARTS, fallback=nw.col("interactions")).alias("public_interactions"),
        net_followers=nw.when(next_to).then(nw.col("followers") - earlier),
    )
    since = (nw.col("date") - nw.lit(A_MONDAY)).dt.total_minutes()
    week = (since // (WEEK * roll_up.MINUTES_OF_A_DAY)).alias("week")
    amounts = [nw.col(name).cast(nw.Float64) for name in additive(OF_WEEKS)]
    sums = [nw.col(name).sum() for name in OF_WEEKS] + [nw.col(name).count().alias(f"{name}_days") for name in OF_WEEKS]
    weeks = days.select("account_id", bucket, week, *amounts).group_by("account_id", "bucket", "week").agg(*sums)
    told = [
        nw.when(nw.col(f"{name}_days") >= FEWEST_DAYS).then(WEEK * nw.col(name) / nw.col(f"{name}_days")).alias(name)
        for name in OF_WEEKS
    ]
    return weeks.with_columns(*told).group_by("account_id", "bucket").agg(*_statistics(OF_WEEKS))


def _statistics(names: Sequence[str]) -> list[nw.Expr]:
    found = []
    for name in names:
        one = nw.col(name)
        found += [one.count().alias(f"{name}_count"), one.sum().alias(f"{name}_total")]
        found += [(one * one).sum().alias(f"{name}_squares"), one.max().alias(f"{name}_top")]
    return found


def _cube(rows: pd.DataFrame, names: Sequence[str]) -> _Cube:
    buckets = pd.to_datetime(rows["bucket"]).dt.date
    starts = tuple(sorted(set(buckets)))
    accounts = sorted(set(rows["account_id"]))
    places = Places(accounts)
    at = (pd.Index(starts).get_indexer(pd.Index(buckets)), places.of(np.asarray(rows["account_id"], dtype=object)))
    values = {}
    for name in names:
        table = np.zeros((len(STATISTICS), len(starts), len(accounts)))
        for number, statistic in enumerate(STATISTICS):
            table[number][at] = rows[f"{name}_{statistic}"].fillna(0).to_numpy(dtype=float)
        values[name] = table
    return _Cube(starts, places, values)
