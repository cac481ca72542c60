"""What is known of each organisation before they are ranked: its value, what it was made of, and its spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np
import pandas as pd

from metrics.catalogue import metric as metric_of
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.figures import peer_figures
from metrics.peers.measures import DIVIDED_METRIC, OF_PEOPLE, TIMES, Per
from metrics.peers.spread import HALF, Spread, additive_spread, relative_spread, without_top
from metrics.peers.units import WEEK, Units, units
from metrics.period import Period
from metrics.places import Numbers, Places
from metrics.rows import Floats, Mask

UNITS_OF = {
    "interactions": "public_interactions",
    "rated_reactions": "reactions",
    **{name: name for name in ("reactions", "comments", "shares", "video_views")},
}
"""What a post has of each amount that is estimated on a logarithmic scale."""
CHANGES = ("net_followers", "stock_change")
"""Amounts that can be negative, and are estimated as they are."""
SIZES = {Per.FOLLOWERS: "followers", Per.POST: "posts"}
POSTS, EXPOSURE = "posts", "exposure"
ONE_POST = {"posts": POSTS, "exposure": EXPOSURE, "rated_followers": EXPOSURE}
"""Divisors that a post adds to: by one, or by the followers of its account."""


class Scale(Enum):
    """How a value is estimated; NONE where it was counted, and is what it is."""

    NONE = auto()
    LOG = auto()
    PLAIN = auto()


@dataclass(frozen=True)
class Seen:
    """Values as the league takes them (logarithms, for Scale.LOG), and their variances, by organisation."""

    level: Floats
    variance: Floats


@dataclass(frozen=True)
class Measured:
    """The organisations of a comparison, in one order throughout.

    `rows`: organisation, value (compared), figure (before division), denominator, denominator_year, posts (or weeks)
    that it rests on, days_missing, days_expected, apart (notes on breaks because of which it is not counted as the
    others are). `without` is everything without everybody's largest post; None where nobody's posts are known.
    """

    rows: pd.DataFrame
    scale: Scale
    seen: Seen
    without: Seen | None = None

    @property
    def of_posts(self) -> bool:
        """Whether posts (or weeks that stand in for them) decide the value."""
        return self.scale is Scale.LOG

    def times(self, factor: float) -> Measured:
        """The same in another unit: so many times as large."""

        def scaled(seen: Seen) -> Seen:
            if self.scale is Scale.LOG:
                return replace(seen, level=seen.level + np.log(factor))
            return Seen(seen.level * factor, seen.variance * factor**2)

        return replace(self, seen=scaled(self.seen), without=self.without and scaled(self.without))


@dataclass(frozen=True)
class _Accounts:
    """The accounts that are compared: their ids and platforms, and the place of each one's organisation."""

    ids: np.ndarray[tuple[int], np.dtype[np.object_]]
    platforms: Sequence[str]
    place: Numbers


def measured(
    facts: Facts, metric: Metric, organisations: Sequence[str], period: Period, per: Per, platforms: Sequence[str]
) -> Measured:
    """What is known of these organisations in the period, on these platforms (none: all)."""
    rows, each = _rows(facts, metric, organisations, period, per, platforms)
    accounts = facts.accounts[facts.accounts["org_id"].isin(list(organisations))]
    accounts = accounts[accounts["platform"].isin(list(platforms))] if platforms else accounts
    ids = np.asarray(accounts["account_id"], dtype=object)
    whose = _Accounts(ids, list(accounts["platform"]), Places(organisations).of(accounts["org_id"]))
    if metric.numerator in UNITS_OF:
        return _estimated(facts, metric, whose, rows, each, period)
    if metric.numerator in CHANGES:
        return _of_changes(facts, whose, rows, each, period)
    value, nothing = rows["value"].to_numpy(dtype=float), np.full(len(rows), np.nan)
    return Measured(rows.assign(units=nothing, of_weeks=False), Scale.NONE, Seen(value, nothing))


def _rows(
    facts: Facts, metric: Metric, organisations: Sequence[str], period: Period, per: Per, platforms: Sequence[str]
) -> tuple[pd.DataFrame, Floats]:
    """The rows of Measured, and how much one more of what is counted would add to each value."""
    ids, size = list(organisations), SIZES.get(per)
    ready = DIVIDED_METRIC.get((metric.id, per), metric.id)
    asked = list(dict.fromkeys(name for name in (metric.id, ready, size, "posts") if name))
    found = peer_figures(facts, asked, ids, period, platforms)
    figure = {name: found[found["metric"] == name].set_index("organisation").reindex(ids) for name in asked}
    own, compared = figure[metric.id], figure[ready]
    times, years = metric_of(ready).times, np.full(len(ids), np.nan)
    sizes = compared["denominator"].to_numpy(dtype=float)
    if per in OF_PEOPLE:
        times = TIMES[per]
        sizes, years = np.array([facts.audience(per.value, one, period.end.year) for one in ids], dtype=float).T
    elif size and ready == metric.id:
        times, sizes = TIMES[per], figure[size]["value"].to_numpy(dtype=float)
    divided = per in OF_PEOPLE or bool(size) or metric_of(ready).denominator is not None
    each = times / np.where(sizes > 0, sizes, np.nan) if divided else np.ones(len(ids))
    value = compared["value"] if ready != metric.id or not divided or metric.denominator else own["value"] * each
    divisor = metric_of(ready).denominator or size or ""
    apart = [tuple(dict.fromkeys(note for name in asked for note in figure[name]["notes"][one])) for one in ids]
    rows = own[["days_missing", "days_expected"]].assign(
        value=value, figure=own["value"], denominator=sizes, denominator_year=years, counted=compared["numerator"],
        apart=pd.Series(apart, index=ids, dtype=object), of_post=ONE_POST.get(divisor, ""),
    )  # fmt: skip
    return rows.rename_axis("organisation").reset_index(), each


def _estimated(
    facts: Facts, metric: Metric, whose: _Accounts, rows: pd.DataFrame, each: Floats, period: Period
) -> Measured:
    """What people do with posts: a logarithm, its spread from how the posts differ."""
    found = units(facts, UNITS_OF[metric.numerator], period, whose.ids)
    counted = rows["counted"].to_numpy(dtype=float)
    spread = relative_spread(found, whose.platforms, whose.place, counted)
    seen = _seen(rows["value"].to_numpy(dtype=float), counted, each, spread)
    rows = rows.assign(units=spread.count, of_weeks=_of_weeks(found, whose.place, len(rows)))
    if not found.of_posts.any():
        return Measured(rows, Scale.LOG, seen)
    kept = 1 - np.nan_to_num(spread.top_share)
    divided = _divided_by_less(facts, whose, rows, spread, period)
    left = relative_spread(without_top(found, spread), whose.platforms, whose.place, counted * kept)
    without = _seen(rows["value"].to_numpy(dtype=float) * kept * divided, counted * kept, each * divided, left)
    known = ~np.isnan(spread.top_share)
    return Measured(
        rows, Scale.LOG, seen, Seen(*(np.where(known, one, np.nan) for one in (without.level, without.variance)))
    )


def _divided_by_less(facts: Facts, whose: _Accounts, rows: pd.DataFrame, spread: Spread, period: Period) -> Floats:
    """How many times as large a value gets because its largest post is not divided by either."""
    sizes = rows["denominator"].to_numpy(dtype=float)
    if not rows["of_post"].any():
        return np.ones(len(rows))
    followers = facts.account_facts(period, list(whose.ids)).amounts(period, whose.ids)["followers"]
    of_one = np.where(rows["of_post"] == POSTS, 1.0, followers[spread.top_at])
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(sizes > of_one, sizes / (sizes - of_one), np.nan)


def _of_changes(facts: Facts, whose: _Accounts, rows: pd.DataFrame, each: Floats, period: Period) -> Measured:
    """Changes in followers: as they are, their spread from how the weeks differ."""
    found = units(facts, "net_followers", period, whose.ids)
    followers = facts.account_facts(period, list(whose.ids)).amounts(period, whose.ids)["followers"]
    variance, count = additive_spread(found, whose.place, len(rows), followers, period.days / WEEK)
    return Measured(
        rows.assign(units=count, of_weeks=True),
        Scale.PLAIN,
        Seen(rows["value"].to_numpy(dtype=float), variance * each**2),
    )


def _of_weeks(found: Units, place: Numbers, size: int) -> Mask:
    """Which organisations' units are weeks alone."""
    posts = np.bincount(place, weights=found.of_posts.astype(float), minlength=size)
    return posts == 0


def _seen(value: Floats, counted: Floats, each: Floats, spread: Spread) -> Seen:
    """The logarithm of each value, as it would be without the half that a logarithm of a mean is too low."""
    with np.errstate(invalid="ignore", divide="ignore"):
        halved = np.where(counted > 0, value * (counted + HALF) / counted, HALF * each)
        return Seen(np.log(halved) + np.nan_to_num(spread.variance) / 2, spread.variance)
