"""What a goal's scope gave day by day: the amounts behind its metric, of channels or of a campaign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.bounds import intervals
from metrics.campaigns import AMOUNTS, COLUMN_OF
from metrics.combine import STAND_INS, ordinals
from metrics.definition import INHABITANTS, REACH, Metric
from metrics.facts import Facts
from metrics.period import Period
from metrics.roll_up import OF_A_POST, OF_DAYS
from metrics.rows import WEB_VISITS

Floats = npt.NDArray[np.float64]
FOLLOWERS = "followers"


@dataclass(frozen=True)
class CourseDays:
    """Amounts by day from the ordinal `first`, NaN where missing, with figures up to the ordinal `last`."""

    first: int
    last: int
    amounts: Mapping[str, Floats]


def channel_days(
    facts: Facts, organisation: str, accounts: Sequence[str], metric: Metric, platform: str = ""
) -> CourseDays | None:
    """The amounts of a metric on these accounts by day, added over the accounts that have them all; None without.

    Web visits are of the platform, where one is named.
    """
    if not facts.days.periods or not accounts:
        return None
    first, count = facts.days.periods[0].start.toordinal(), len(facts.days.periods)
    if metric.numerator == WEB_VISITS:
        visits = _visits(facts, organisation, platform, first, count)
        return CourseDays(first, _last(first, visits), {WEB_VISITS: visits})
    by_account = {name: _amount(facts, name, accounts) for name in metric.amounts if name != INHABITANTS}
    has = np.logical_and.reduce([~np.isnan(days).all(axis=0) for days in by_account.values()])
    if not has.any():
        return None
    last = max((_last(first, days[:, has]) for days in by_account.values()), default=first - 1)
    return CourseDays(first, last, {name: _together(name, days[:, has]) for name, days in by_account.items()})


def _last(first: int, amounts: Floats) -> int:
    """The ordinal of the last day on which anything is known; before `first` where nothing is."""
    known = np.flatnonzero(~np.isnan(amounts.reshape(len(amounts), -1)).any(axis=1))
    return first + (int(known[-1]) if len(known) else -1)


def _together(name: str, amounts: Floats) -> Floats:
    """An amount over accounts. A stock grows by what each account's did, and ends where they all do together."""
    if name != FOLLOWERS:
        return _added(amounts)
    levels = filled(amounts)
    total = np.cumsum(np.nan_to_num(np.diff(levels, axis=0, prepend=np.nan)).sum(axis=1))
    return np.asarray(total - total[-1] + np.nansum(levels[-1]))


def _amount(facts: Facts, name: str, accounts: Sequence[str]) -> Floats:
    """An amount by day and account, as `AccountFacts.amounts` has it by period (docs/decisions/0002)."""
    days = facts.days
    places = days.places.of(accounts)
    first = days.periods[0].start
    last = np.array([(facts.last_days.get(one, date.min) - first).days for one in accounts])

    def flow(source: str) -> Floats:
        at = days.names.index(source)
        return np.where(days.rows[at][:, places] > 0, days.flows[at][:, places], np.nan)

    if name == FOLLOWERS:
        return np.asarray(days.stock.last[:, places])
    if name == "exposure":
        return _amount(facts, "posts", accounts) * filled(days.stock.last[:, places])
    if name == "posts":
        published, posts = flow("day.posts_published"), flow("post.posts")
        begun = np.arange(len(posts))[:, None] + days.periods[0].start.toordinal() >= days.first_post[places]
        return np.where(_never(published), np.where(begun, np.nan_to_num(posts), np.nan), published)
    if name in OF_DAYS:
        daily = flow(f"day.{name}")
        return np.where(_never(daily), _in_lumps(flow(f"post.{name}"), last), daily) if name in STAND_INS else daily
    of_campaigns = (
        flow(f"campaign.{name}") if f"campaign.{name}" in days.names else np.full((len(days.periods), 1), np.nan)
    )
    of_posts = flow(f"post.{name}") if f"post.{name}" in days.names else np.nan
    return _in_lumps(np.where(np.isnan(of_campaigns), of_posts, of_campaigns + np.nan_to_num(of_posts)), last)


def _in_lumps(amounts: Floats, last: npt.NDArray[np.intp]) -> Floats:
    """Amounts that posts or campaigns give: a day without any adds nothing to a figure, from the first to the last."""
    known = ~np.isnan(amounts)
    between = np.logical_or.accumulate(known, axis=0) & (np.arange(len(amounts))[:, None] <= last)
    return np.where(between & ~known, 0.0, amounts)


def _never(amounts: Floats) -> npt.NDArray[np.bool_]:
    return np.asarray(np.isnan(amounts).all(axis=0))


def _added(amounts: Floats) -> Floats:
    """Over accounts, missing where all are."""
    return np.where(np.isnan(amounts).all(axis=1), np.nan, np.nansum(amounts, axis=1))


def filled(levels: Floats) -> Floats:
    """Each day's last known value, by account; NaN before the first."""
    known = ~np.isnan(levels)
    at = np.maximum.accumulate(np.where(known, np.arange(len(levels))[:, None], 0), axis=0)
    return np.take_along_axis(levels, at, axis=0)


def _visits(facts: Facts, organisation: str, platform: str, first: int, count: int) -> Floats:
    last = date.fromordinal(first + count - 1)
    rows = facts.web_visits(organisation, Period(date.fromordinal(first), last))
    rows = rows[rows["source"] == platform] if platform else rows
    found = rows.groupby(pd.to_datetime(rows["bucket"]).map(pd.Timestamp.toordinal))["visits"].sum(min_count=1)
    return np.asarray(found.reindex(range(first, first + count)).to_numpy(dtype=float, na_value=np.nan))


def campaign_course(facts: Facts, campaign: str, span: Period, accounts: Sequence[str], metric: Metric) -> CourseDays:
    """The amounts of a metric that a campaign gave, by day of the span; people as counted since its start.

    What it has by day its posts do not give again. `reach_low` and `reach_high` bound the people reached so far.
    """
    days = facts.campaign_days
    mine = (days.keys["campaign_id"] == campaign) & days.keys["account_id"].isin(list(accounts))
    keys = np.flatnonzero(mine.to_numpy())
    given = days.columns.get(campaign, frozenset())
    places = span.start.toordinal() - days.first + np.arange(span.days)
    inside = (places >= 0) & (places < len(days.present))
    rows = np.where(inside, places, 0)
    found: dict[str, Floats] = {}
    for name in metric.amounts:
        if name == REACH:
            people = filled(np.where(inside[:, None], days.reach[rows][:, keys], np.nan))
            found["reach_low"], found["reach_high"] = _bounds(people)
        elif COLUMN_OF.get(name) in given:
            table = days.flows[AMOUNTS.index(name)][rows][:, keys]
            found[name] = _added(np.where(inside[:, None], table, np.nan))
        elif name != INHABITANTS:
            found[name] = _of_posts(facts, campaign, span, accounts, name)
    seen = np.flatnonzero(inside & days.present[rows][:, keys].any(axis=1))
    first = span.start.toordinal()
    return CourseDays(first, first + (int(seen[-1]) if len(seen) else -1), found)


def _bounds(people: Floats) -> tuple[Floats, Floats]:
    """Bounds of the people reached on all accounts together, by day, over the accounts that have begun."""
    day = np.repeat(np.arange(len(people)), people.shape[1])
    counted = ~np.isnan(people).ravel()
    return intervals(people.ravel(), people.ravel(), day, len(people), counted)


def _of_posts(facts: Facts, campaign: str, span: Period, accounts: Sequence[str], name: str) -> Floats:
    posts = facts.posts(list(accounts), span)
    posts = posts[posts["campaign_id"] == campaign]
    at = (ordinals(posts["published_on"]) - span.start.toordinal()).astype(np.intp)
    if name == "posts":
        value = np.ones(len(posts))
    elif name in OF_A_POST:
        value = posts[name].to_numpy(dtype=float, na_value=np.nan)
    else:
        return np.full(span.days, np.nan)
    known = ~np.isnan(value)
    found = np.bincount(at[known], value[known], minlength=span.days)[: span.days].astype(float)
    return found if known.any() else np.full(span.days, np.nan)
