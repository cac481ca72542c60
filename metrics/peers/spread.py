"""How far a compared value may be from what it would be without chance: the spread of each organisation's own posts.

A bootstrap draws as many of an account's posts again, over and over, and looks at how their total varies. Of a total
that is known without drawing: posts × their variance (the ideal bootstrap; B. Efron and R. Tibshirani, *An Introduction
to the Bootstrap* (1993), chapter 6). Accounts are drawn from one by one, and how many posts were published is taken as
it is. Where no posts are known weeks stand in for them; the change in followers has weeks only.

Few posts tell little of how much posts vary, and the rare one that spreads is mostly not among them. So an account's
own variance, relative to its mean post, is moved towards that of the group's accounts on the same platform, as much as
if it had PRIOR posts more that vary like theirs (G. Smyth, "Linear models and empirical Bayes methods", 2004, doi
10.2202/1544-6115.1027). Interactions vary far more than counts do by chance alone; counts are only the floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from metrics.peers.units import Units
from metrics.places import Numbers
from metrics.rows import Floats, Mask

PRIOR = 20
"""How many units the group's spread weighs beside an account's own."""
HALF = 0.5
"""Counts get a half more before a logarithm is taken, so that none is infinitely far away (Haldane; Anscombe)."""


@dataclass(frozen=True)
class Spread:
    """By organisation: the variance of the logarithm of its total (NaN where nothing tells of it), and how many units
    it rests on; of posts, also the share that the largest has of the total, and the account it stands on (−1: none).
    """

    variance: Floats
    count: Floats
    top_share: Floats
    top_at: Numbers


def relative_spread(
    found: Units, platforms: Sequence[str], place: Numbers, totals: Floats, lends: Mask | None = None
) -> Spread:
    """The spread of organisations' totals. `place` is each account's organisation, `totals` what each one counts.

    `lends` says towards which accounts others are moved (None: all): not one whose way of counting changed.
    """
    relative = _relative_variance(found, platforms, lends)
    size = len(totals)
    whole = _added(found.total, place, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        of_account = np.where(found.total > 0, found.total**2 * relative / found.count, 0)
    variance = _added(of_account, place, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        # An organisation with nothing in total has no more to go by than how many its posts are.
        of_whole = np.where(whole > 0, variance / whole**2, _added_mean(relative, found.count, place, size))
    count = _added(found.count, place, size)
    known = (count > 0) & ~np.isnan(of_whole)
    floor = 1 / (np.nan_to_num(totals) + HALF)
    top_share, top_at = _largest(found, place, whole)
    return Spread(np.where(known, np.log1p(np.maximum(of_whole, floor)), nan), count, top_share, top_at)


def without_top(found: Units, spread: Spread) -> Units:
    """The units without each organisation's largest post."""
    taken = np.zeros(len(found.count), dtype=bool)
    taken[spread.top_at[spread.top_at >= 0]] = True
    top = np.where(taken, found.top, 0)
    return Units(found.count - taken, found.total - top, found.squares - top**2, np.zeros_like(top), found.of_posts)


def additive_spread(
    found: Units, place: Numbers, size: int, sizes: Floats, share_of_weeks: float, lends: Mask | None = None
) -> tuple[Floats, Floats]:
    """The variance of organisations' changes in followers over a period, and how many weeks it rests on.

    `sizes` are each account's followers: accounts vary in proportion to these, so that is how they lend to each other,
    also to one that has no whole week; `lends` says which do (None: all).
    `share_of_weeks` is the period's length in weeks. Who comes and who goes are counts, which is the floor here too: no
    change is known to less than a half follower, however even the weeks.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled = Units(found.count, found.total / sizes, found.squares / sizes**2, found.top, found.of_posts)
    own = _variance(scaled)
    freedom = np.maximum(found.count - 1, 0)
    usable = (freedom > 0) & ~np.isnan(own) & (True if lends is None else lends)
    if not usable.any():
        return np.full(size, nan), _added(found.count, place, size)
    pooled = float(np.average(own[usable], weights=freedom[usable]))
    moved = (PRIOR * pooled + freedom * np.where(usable, own, pooled)) / (PRIOR + freedom)
    variance = _added(np.nan_to_num(moved * sizes**2 * share_of_weeks), place, size)
    floor = np.abs(_added(found.total, place, size)) + HALF
    count = _added(found.count, place, size)
    return np.where(count > 0, np.maximum(variance, floor), nan), count


def _relative_variance(found: Units, platforms: Sequence[str], lends: Mask | None) -> Floats:
    """Each account's variance of one unit, in shares of its mean squared, moved towards its platform's."""
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = found.total / found.count
        own = np.where(found.total > 0, _variance(found) / mean**2, nan)
    freedom = np.maximum(found.count - 1, 0)
    usable = (freedom > 0) & ~np.isnan(own) & (True if lends is None else lends)
    moved = np.full(len(own), nan)
    kinds = np.array([f"{platform} {of_posts}" for platform, of_posts in zip(platforms, found.of_posts, strict=True)])
    for kind in np.unique(kinds):
        here = kinds == kind
        known = here & usable
        if known.any():
            pooled = np.average(own[known], weights=freedom[known])
            ours = np.where(usable, own, pooled)
            moved = np.where(here, (PRIOR * pooled + freedom * ours) / (PRIOR + freedom), moved)
    return moved


def _variance(found: Units) -> Floats:
    """The variance of one unit, by account; NaN of a single one."""
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.maximum(found.squares - found.total**2 / found.count, 0) / (found.count - 1)
    return np.where(found.count > 1, spread, nan)


def _largest(found: Units, place: Numbers, whole: Floats) -> tuple[Floats, Numbers]:
    """The share of each organisation's largest post in its total, and the account that it stands on."""
    share, at = np.full(len(whole), nan), np.full(len(whole), -1)
    order = np.argsort(np.where(found.of_posts, found.top, -1), kind="stable")
    for account in order:
        if found.of_posts[account] and found.top[account] > 0:
            at[place[account]] = account
    has = at >= 0
    share[has] = found.top[at[has]] / whole[has]
    return share, at


def _added(amount: Floats, place: Numbers, size: int) -> Floats:
    return np.bincount(place, weights=amount, minlength=size).astype(float)


def _added_mean(relative: Floats, count: Floats, place: Numbers, size: int) -> Floats:
    """One unit's variance over the number of units, where nothing was added up."""
    known = ~np.isnan(relative)
    units = _added(count, place, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        return _added(np.where(known, relative, 0) * count, place, size) / units / units
