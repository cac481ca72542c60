"""Facts combined over days: what each account did in each period, as amounts that metrics divide.

The months of a store are a cube (amount × month × account), complete and in order, so that any period
of whole months is a slice. Other periods get a cube of one bucket.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.period import Period
from metrics.places import Numbers, Places
from metrics.roll_up import BOUGHT, BOUGHT_WITH_POSTS, OF_DAYS, PARTS, additive

Floats = npt.NDArray[np.float64]

BASE_DAYS = 31
"""How long before a period, in days, its opening number of followers may have been observed."""

STAND_INS = (*PARTS, "interactions", "public_interactions", "views", "video_views", "minutes_viewed")
"""Flows that the posts of a period give where an account has no daily figures."""

COUNTED = (*OF_DAYS, "followers")
FROM_POSTS = ("posts", *STAND_INS, "rated_reactions", "rated_followers", "spend", *BOUGHT_WITH_POSTS)
FROM_CAMPAIGNS = ("conversions", "spend", *BOUGHT)


@dataclass(frozen=True)
class Stock:
    """Followers by bucket and account: a value and the ordinal of the day it was observed, NaN where missing."""

    last: Floats
    last_on: Floats
    first: Floats
    first_on: Floats


@dataclass(frozen=True)
class AccountFacts:
    """Every account's facts in consecutive buckets.

    `places` tells where an account stands. `flows[k, b, a]` is the amount `names[k]` in bucket `b` of
    account `a`, and `rows` the number of rows behind it; `days[k, b, a]` is how many expected days have
    `COUNTED[k]`. `before` and `before_on` are each bucket's opening followers; `breaks[i, a]` is the ordinal
    of a day on which the counting of followers changed, NaN for accounts that did not change it then.
    `first_post` is the ordinal of the day of an account's first post: before it, none are known.
    """

    periods: tuple[Period, ...]
    places: Places
    opened: Floats
    closed: Floats
    first_post: Floats
    names: tuple[str, ...]
    flows: Floats
    rows: Floats
    days: Floats
    stock: Stock
    before: Floats
    before_on: Floats
    breaks: Floats

    def amounts(self, period: Period, account_ids: npt.NDArray[np.object_]) -> dict[str, Floats]:
        """What each account did in the period, NaN where missing; the period must be made of whole buckets.

        `<column>_days` is how many expected days have the column, and `<amount>_from_posts` is 1 where posts
        stand in for days. A period outside the buckets is all missing.
        """
        places = self.places.of(account_ids)
        buckets = self._buckets(period)
        rows = self.rows[:, buckets][:, :, places].sum(axis=1)
        sums = np.where(rows > 0, self.flows[:, buckets][:, :, places].sum(axis=1), np.nan)
        found = dict(zip(self.names, sums, strict=True))
        counts = dict(zip(self.names, rows, strict=True))
        amounts = _stand_in(found, counts, self.first_post[places] <= period.end.toordinal())
        days = self.days[:, buckets][:, :, places].sum(axis=1)
        amounts |= {f"{name}_days": count for name, count in zip(COUNTED, days, strict=True)}
        amounts |= self._followers(buckets, places)
        return amounts | _pairs(amounts)

    def _buckets(self, period: Period) -> slice:
        """The buckets that lie within the period."""
        first = bisect_left(self.periods, period.start, key=lambda bucket: bucket.start)
        last = bisect_right(self.periods, period.end, key=lambda bucket: bucket.end)
        return slice(first, last) if first < last else slice(0, 0)

    def _followers(self, buckets: slice, places: Numbers) -> dict[str, Floats]:
        stock = self.stock
        last, last_on = _latest(stock.last[buckets][:, places], stock.last_on[buckets][:, places])
        first, first_on = _latest(stock.first[buckets][::-1, places], stock.first_on[buckets][::-1, places])
        before, before_on = first, first_on
        if buckets.stop:
            opening, opening_on = self.before[buckets.start, places], self.before_on[buckets.start, places]
            before = np.where(np.isnan(opening), first, opening)
            before_on = np.where(np.isnan(opening), first_on, opening_on)
        breaks = self.breaks[:, places]
        across = ((before_on < breaks) & (breaks <= last_on)).any(axis=0)
        moved = (last_on > before_on) & ~across
        return {
            "followers": last,
            "followers_on": last_on,
            "followers_before_on": before_on,
            "counted_anew": across.astype(float),
            "followers_before": np.where(moved, before, np.nan),
            "stock_change": np.where(moved, last - before, np.nan),
        }

    @cached_property
    def gives(self) -> npt.NDArray[np.bool_]:
        """Which accounts ever have each of COUNTED, on expected days or others: columns × accounts."""
        from_days = [self.rows[self.names.index(f"day.{name}")].sum(axis=0) > 0 for name in OF_DAYS]
        return np.stack([*from_days, ~np.isnan(self.stock.last).all(axis=0)])

    def expected_days(self, period: Period, places: Numbers, today: date) -> tuple[Floats, Floats]:
        """The ordinals of the first and last day of the period on which accounts should have figures.

        The account is open and the day is over; the last is before the first where there is no such day.
        """
        over = min(period.end, today - timedelta(days=1)).toordinal()
        return np.maximum(period.start.toordinal(), self.opened[places]), np.minimum(over, self.closed[places])


def _latest(values: Floats, observed_on: Floats) -> tuple[Floats, Floats]:
    """The value of the last bucket that has one, with its day, by account."""
    if not len(values):
        return np.full(values.shape[1], np.nan), np.full(values.shape[1], np.nan)
    places = np.where(np.isnan(values), 0, np.arange(len(values))[:, None]).max(axis=0)
    accounts = np.arange(values.shape[1])
    return values[places, accounts], observed_on[places, accounts]


def _stand_in(
    found: dict[str, Floats], rows: dict[str, Floats], posts_known: npt.NDArray[np.bool_]
) -> dict[str, Floats]:
    """Daily amounts, the posts' own where an account has no daily ones, and what only posts or campaigns give."""
    amounts = {name: found[f"day.{name}"] for name in OF_DAYS}
    for name in STAND_INS:
        absent = rows[f"day.{name}"] == 0
        amounts[name] = np.where(absent, found[f"post.{name}"], amounts[name])
        amounts[f"{name}_from_posts"] = (absent & (rows[f"post.{name}"] > 0)).astype(float)
    counted = np.where(posts_known, np.nan_to_num(found["post.posts"]), np.nan)
    published = rows["day.posts_published"] > 0
    amounts["posts"] = np.where(published, found["day.posts_published"], counted)
    amounts["posts_from_posts"] = amounts["exposure_from_posts"] = (~published & posts_known).astype(float)
    for name in ("rated_reactions", "rated_followers"):
        amounts[name] = found[f"post.{name}"]
    for name in FROM_CAMPAIGNS:
        of_campaigns = found[f"campaign.{name}"]
        amounts[name] = _add(of_campaigns, found[f"post.{name}"]) if name in FROM_POSTS else of_campaigns
    return amounts


def _pairs(amounts: dict[str, Floats]) -> dict[str, Floats]:
    """Amounts made of two others."""
    no_stock = np.isnan(amounts["followers"])
    return {
        "net_followers": np.where(no_stock, amounts["net_flow"], amounts["stock_change"]),
        "net_followers_days": np.where(no_stock, amounts["net_flow_days"], amounts["followers_days"]),
        "exposure": np.where(amounts["posts"] > 0, amounts["posts"] * amounts["followers"], np.nan),
    }


def _add(left: Floats, right: Floats) -> Floats:
    """The sum of what is known of two amounts; missing where neither is."""
    both_missing = np.isnan(left) & np.isnan(right)
    return np.where(both_missing, np.nan, np.nan_to_num(left) + np.nan_to_num(right))


def account_facts(
    accounts: pd.DataFrame,
    buckets: Sequence[Period],
    days: pd.DataFrame,
    posts: pd.DataFrame,
    campaign_days: pd.DataFrame,
    *,
    first_posts: Mapping[str, date],
    breaks: Floats,
) -> AccountFacts:
    """The cube of every account, from the rolled-up frames of `metrics/roll_up.py`.

    `days` may hold buckets before the first of `buckets`: they only give the opening followers. `breaks` is
    as in AccountFacts.
    """
    earlier = pd.to_datetime(days["bucket"]).dt.date
    first = [Period(day, day) for day in sorted(set(earlier[earlier < buckets[0].start]))] if buckets else []
    layout = _Layout(pd.Index(accounts["account_id"]), [*first, *buckets])
    days, posts, campaign_days = (layout.located(frame) for frame in (days, posts, campaign_days))
    sources = {"day": (days, OF_DAYS), "post": (posts, FROM_POSTS), "campaign": (campaign_days, FROM_CAMPAIGNS)}
    names, flows, rows = [], [], []
    for source, (frame, columns) in sources.items():
        for column in columns:
            counted = "posts" if column == "posts" else f"{column}_rows"
            names.append(f"{source}.{column}")
            flows.append(layout.placed(frame, column, missing=0.0))
            rows.append(layout.placed(frame, counted, missing=0.0))
    stock = Stock(
        last=layout.placed(days, "followers"),
        last_on=layout.placed(_ordinal(days, "followers_on"), "followers_on"),
        first=layout.placed(days, "first_followers"),
        first_on=layout.placed(_ordinal(days, "first_followers_on"), "first_followers_on"),
    )
    before, before_on = _opening(stock, layout.periods)
    keep = slice(len(first), None)
    return AccountFacts(
        periods=tuple(buckets),
        places=Places(layout.account_ids),
        opened=ordinals(accounts["opened_on"], date.min),
        closed=ordinals(accounts["closed_on"], date.max),
        first_post=np.array([first_posts.get(one, date.max).toordinal() for one in layout.account_ids], dtype=float),
        names=tuple(names),
        flows=np.stack(flows)[:, keep],
        rows=np.stack(rows)[:, keep],
        days=np.stack([layout.placed(days, f"{name}_days", missing=0.0) for name in COUNTED])[:, keep],
        stock=Stock(*(getattr(stock, name)[keep] for name in Stock.__dataclass_fields__)),
        before=before[keep],
        before_on=before_on[keep],
        breaks=breaks,
    )


def visits_by(visits: pd.DataFrame, by: str | None, keys: Sequence[str | None]) -> Floats:
    """Web visits by group, from `roll_up.web_facts`; missing by groups that the web cannot tell apart."""
    if visits.empty or by not in (None, "platform"):
        return np.full(len(keys), np.nan)
    if by is None:
        return np.array([visits["visits"].sum(min_count=1)], dtype=float)
    of_platform = visits.groupby("source")["visits"].sum(min_count=1)
    return of_platform.reindex(list(keys)).to_numpy(dtype=float, na_value=np.nan)


def visits_in(visits: pd.DataFrame, periods: Sequence[Period]) -> Floats:
    """Web visits in each of the periods, which are in order and do not overlap; missing where there are none."""
    if visits.empty:
        return np.full(len(periods), np.nan)
    starts, ends = (pd.DatetimeIndex([getattr(one, side) for one in periods]) for side in ("start", "end"))
    days = pd.DatetimeIndex(visits["bucket"])
    place = starts.searchsorted(days, side="right") - 1
    inside = (place >= 0) & (days <= ends[place])
    found = visits["visits"][inside].groupby(place[inside]).sum(min_count=1)
    return found.reindex(range(len(periods))).to_numpy(dtype=float, na_value=np.nan)


@dataclass(frozen=True)
class _Layout:
    """Where each account and bucket stands in the cube."""

    account_ids: pd.Index
    periods: list[Period]

    def located(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with each row's place in the cube: bucket_at and account_at, −1 where it has none."""
        starts = pd.Index([period.start for period in self.periods])
        bucket = starts.get_indexer(pd.Index(pd.to_datetime(frame["bucket"]).dt.date))
        return frame.assign(bucket_at=bucket, account_at=self.account_ids.get_indexer(pd.Index(frame["account_id"])))

    def placed(self, frame: pd.DataFrame, column: str, missing: float = np.nan) -> Floats:
        """A column of a located frame as buckets × accounts; rows of one cell (an account's campaigns) are added."""
        table = np.full((len(self.periods), len(self.account_ids)), np.nan)
        bucket, account = frame["bucket_at"].to_numpy(), frame["account_at"].to_numpy()
        (column,) = additive([column])
        value = frame[column].to_numpy(dtype=float, na_value=np.nan)
        known = (bucket >= 0) & (account >= 0) & ~np.isnan(value)
        cell = (bucket[known], account[known])
        table[cell] = 0.0
        np.add.at(table, cell, value[known])
        return table if np.isnan(missing) else np.nan_to_num(table, nan=missing)


def _opening(stock: Stock, periods: Sequence[Period]) -> tuple[Floats, Floats]:
    """Each bucket's opening followers: the last observation before it, at most BASE_DAYS old."""
    value, on = np.full_like(stock.last, np.nan), np.full_like(stock.last, np.nan)
    latest, latest_on = np.full(value.shape[1], np.nan), np.full(value.shape[1], np.nan)
    for i, period in enumerate(periods):
        recent = latest_on >= period.start.toordinal() - BASE_DAYS
        value[i], on[i] = np.where(recent, latest, np.nan), np.where(recent, latest_on, np.nan)
        seen = ~np.isnan(stock.last[i])
        latest = np.where(seen, stock.last[i], latest)
        latest_on = np.where(seen, stock.last_on[i], latest_on)
    return value, on


def _ordinal(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    return frame.assign(**{column: ordinals(frame[column])})


def ordinals(column: pd.Series, missing: date | None = None) -> Floats:
    """Days as ordinals, which can be compared and subtracted as numbers."""
    epoch = date(1970, 1, 1).toordinal()
    days = pd.to_datetime(column).to_numpy(dtype="datetime64[D]")
    ordinals = days.astype(np.int64).astype(float) + epoch
    return np.where(np.isnat(days), np.nan if missing is None else missing.toordinal(), ordinals)
