"""What is known of each organisation before they are ranked: its value, what it was made of, and its spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

import numpy as np
import pandas as pd

from metrics.catalogue import metric as metric_of
from metrics.definition import Metric
from metrics.facts import Facts
from metrics.figures import peer_accounts, peer_columns
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


def can_be_estimated(metric: Metric) -> bool:
    """Whether chance plays a part in the metric; followers and posts are counted."""
    return metric.numerator in (*UNITS_OF, *CHANGES)


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

        rows = self.rows.assign(value=self.rows["value"] * factor)
        return Measured(rows, self.scale, scaled(self.seen), self.without and scaled(self.without))


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
    rows = pd.DataFrame(
        {"organisation": list(organisations), **values(facts, metric, organisations, period, per, platforms)}
    )
    whose = _accounts(facts, organisations, platforms)
    if metric.numerator in UNITS_OF:
        return _estimated(facts, metric, whose, rows, period)
    if metric.numerator in CHANGES:
        return _of_changes(facts, whose, rows, period)
    value, nothing = rows["value"].to_numpy(dtype=float), np.full(len(rows), np.nan)
    return Measured(rows.assign(units=nothing, of_weeks=False), Scale.NONE, Seen(value, nothing))


def _accounts(facts: Facts, organisations: Sequence[str], platforms: Sequence[str]) -> _Accounts:
    accounts = peer_accounts(facts, organisations, platforms)
    ids, whose = (np.asarray(accounts[name], dtype=object) for name in ("account_id", "org_id"))
    return _Accounts(ids, list(accounts["platform"]), Places(organisations).of(whose))


def values(
    facts: Facts, metric: Metric, organisations: Sequence[str], period: Period, per: Per, platforms: Sequence[str]
) -> dict[str, Any]:
    """What is compared, as columns by organisation, and how much one more of what is counted adds to it (`each`)."""
    ready, size = DIVIDED_METRIC.get((metric.id, per), metric.id), SIZES.get(per)
    asked = list(dict.fromkeys(name for name in (metric.id, ready, size) if name))
    found = peer_columns(facts, asked, organisations, period, platforms)
    own, compared, declared = found[metric.id], found[ready], metric_of(ready)
    value, sizes, times = compared["value"], compared["denominator"], declared.times
    years, each = np.full(len(value), np.nan), np.ones(len(value))
    if per in OF_PEOPLE:
        times = TIMES[per]
        people = [facts.audience(per.value, one, period.end.year) for one in organisations]
        sizes, years = np.array(people, dtype=float).reshape(len(people), 2).T
    elif size and ready == metric.id:
        times, sizes = TIMES[per], found[size]["value"]
    divides_again = ready == metric.id and (per in OF_PEOPLE or size is not None)
    if divides_again or declared.denominator is not None:
        each = times / np.where(sizes > 0, sizes, np.nan)
    noted = zip(*(found[name]["notes"] for name in asked), strict=True)
    return {
        "value": value * each if divides_again else value,
        "figure": own["value"],
        "denominator": sizes,
        "denominator_year": years,
        "days_missing": own["days_missing"],
        "days_expected": own["days_expected"],
        "counted": compared["numerator"],
        "each": each,
        "of_post": [ONE_POST.get(declared.denominator or size or "", "")] * len(value),
        "apart": [tuple(dict.fromkeys(note for notes in one for note in notes)) for one in noted],
    }


def _estimated(facts: Facts, metric: Metric, whose: _Accounts, rows: pd.DataFrame, period: Period) -> Measured:
    """What people do with posts: a logarithm, its spread from how the posts differ."""
    found = units(facts, UNITS_OF[metric.numerator], period, whose.ids)
    value, counted, each, sizes = (
        rows[name].to_numpy(dtype=float) for name in ("value", "counted", "each", "denominator")
    )
    lends = _alike(whose, rows)
    spread = relative_spread(found, whose.platforms, whose.place, counted, lends)
    seen = in_logarithms(value, counted, each, spread)
    rows = rows.assign(units=spread.count, of_weeks=_of_weeks(found, whose.place, len(rows)))
    if not found.of_posts.any():
        return Measured(rows, Scale.LOG, seen)
    kept = 1 - np.nan_to_num(spread.top_share)
    fewer = _divided_by_less(facts, whose, sizes, rows["of_post"].iloc[0], spread, period)
    left = relative_spread(without_top(found, spread), whose.platforms, whose.place, counted * kept, lends)
    without = in_logarithms(value * kept * fewer, counted * kept, each * fewer, left)
    known = ~np.isnan(spread.top_share)
    return Measured(
        rows, Scale.LOG, seen, Seen(*(np.where(known, one, np.nan) for one in (without.level, without.variance)))
    )


def largest_left_out(
    facts: Facts, metric: Metric, organisation: str, period: Period, per: Per, platforms: Sequence[str]
) -> float:
    """What an organisation's value is multiplied by when its largest post is left out; NaN where that is not known."""
    if metric.numerator not in UNITS_OF:
        return np.nan
    whose, found = (
        _accounts(facts, (organisation,), platforms),
        values(facts, metric, (organisation,), period, per, platforms),
    )
    of_units = units(facts, UNITS_OF[metric.numerator], period, whose.ids)
    spread = relative_spread(of_units, whose.platforms, whose.place, found["counted"])
    fewer = _divided_by_less(facts, whose, found["denominator"], found["of_post"][0], spread, period)
    return float(((1 - spread.top_share) * fewer)[0])


def _divided_by_less(
    facts: Facts, whose: _Accounts, sizes: Floats, of_post: str, spread: Spread, period: Period
) -> Floats:
    """How many times as large a value gets because its largest post is not divided by either."""
    if not of_post or not len(whose.ids):
        return np.ones(len(sizes))
    followers = facts.account_facts(period, list(whose.ids)).amounts(period, whose.ids)["followers"]
    of_one = np.where(of_post == POSTS, 1.0, followers[spread.top_at])
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(sizes > of_one, sizes / (sizes - of_one), np.nan)


def _of_changes(facts: Facts, whose: _Accounts, rows: pd.DataFrame, period: Period) -> Measured:
    """Changes in followers: as they are, their spread from how the weeks differ."""
    found = units(facts, "net_followers", period, whose.ids)
    followers = facts.account_facts(period, list(whose.ids)).amounts(period, whose.ids)["followers"]
    lends = _alike(whose, rows)
    variance, count = additive_spread(found, whose.place, len(rows), followers, period.days / WEEK, lends)
    return Measured(
        rows.assign(units=count, of_weeks=True),
        Scale.PLAIN,
        Seen(rows["value"].to_numpy(dtype=float), variance * rows["each"].to_numpy(dtype=float) ** 2),
    )


def _alike(whose: _Accounts, rows: pd.DataFrame) -> Mask:
    """Which accounts' organisations are counted as the others are."""
    return ~np.array([bool(notes) for notes in rows["apart"]], dtype=bool)[whose.place]


def _of_weeks(found: Units, place: Numbers, size: int) -> Mask:
    """Which organisations' units are weeks alone."""
    posts = np.bincount(place, weights=found.of_posts.astype(float), minlength=size)
    return np.asarray(posts == 0)


def in_logarithms(value: Floats, counted: Floats, each: Floats, spread: Spread) -> Seen:
    """The logarithm of each value, as it would be without the half that a logarithm of a mean is too low."""
    with np.errstate(invalid="ignore", divide="ignore"):
        halved = np.where(counted > 0, value * (counted + HALF) / counted, HALF * each)
        return Seen(np.log(halved) + np.nan_to_num(spread.variance) / 2, spread.variance)
