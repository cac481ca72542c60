"""Where the rows of a figure come from: accounts in a period, or the posts published in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.campaigns import AMOUNTS, COLUMN_OF
from metrics.combine import COUNTED, ordinals, visits_by, visits_in
from metrics.definition import POSTS_OF_KIND, REACH
from metrics.facts import Facts
from metrics.kinds import KINDS, known_kinds, untold
from metrics.period import Period
from metrics.places import Places
from metrics.provisional import provisional_days
from metrics.roll_up import OF_A_POST
from metrics.rows import OF_GROUP, PROVISIONAL, Floats, Groups, Mask, Rows

DAYS = ("first_day", "last_day")
"""Between which days (ordinals) a row's amounts are from."""

GROUPS = ("account", "platform", "month", "campaign", *KINDS, "post")


def month_key(period: Period) -> str:
    """How the month of a period is named as a group: 2026-10."""
    return f"{period.start:%Y-%m}"


def account_rows(
    facts: Facts,
    organisation: str,
    accounts: pd.DataFrame,
    period: Period,
    by: str | None,
    visits: pd.DataFrame,
    asked: Collection[str],
) -> Rows:
    """One row an account, with the amounts asked for (and whatever comes with them); by account, platform or all."""
    ids = np.asarray(accounts["account_id"], dtype=object)
    of_row = np.asarray(accounts[{"account": "account_id", "platform": "platform"}[by]]) if by else None
    keys: list[str | None] = [None] if of_row is None else list(dict.fromkeys(of_row))
    places = np.zeros(len(ids), dtype=np.intp) if of_row is None else Places(keys).of(of_row)
    years = [period.end.year] * len(keys)
    groups = _groups(facts, [organisation] * len(keys), keys, years, visits_by(visits, by, keys))
    return Rows(ids, _amounts(facts, ids, [period], {*asked, PROVISIONAL}), groups, places, of_days=True)


def period_rows(
    facts: Facts,
    organisation: str,
    accounts: pd.DataFrame,
    parts: Mapping[str, Period],
    visits: pd.DataFrame,
    asked: Collection[str],
) -> Rows:
    """One row an account and period, grouped by period. The periods are in order and do not overlap."""
    ids = np.asarray(accounts["account_id"], dtype=object)
    periods, keys = list(parts.values()), list(parts)
    years = [part.end.year for part in periods]
    groups = _groups(facts, [organisation] * len(keys), keys, years, visits_in(visits, periods))
    amounts = _amounts(facts, ids, periods, {*asked, PROVISIONAL})
    places = np.repeat(np.arange(len(periods)), len(ids))
    return Rows(np.tile(ids, len(periods)), amounts, groups, places, of_days=True)


def organisation_rows(
    facts: Facts, organisations: Sequence[str], accounts: pd.DataFrame, period: Period, asked: Collection[str]
) -> Rows:
    """One row an account, grouped by organisation, with what is public of each.

    Saves are seen by the owner alone, so nobody's interactions hold them here.
    """
    ids = np.asarray(accounts["account_id"], dtype=object)
    members = list(organisations)
    no_visits = np.full(len(members), np.nan)
    groups = _groups(facts, members, [None] * len(members), [period.end.year] * len(members), no_visits)
    places = Places(members).of(np.asarray(accounts["org_id"], dtype=object))
    amounts = _amounts(facts, ids, [period], {*asked, "public_interactions"})
    for name in ("{}", "{}_days", "{}_from_posts", "gives_{}"):
        amounts[name.format("interactions")] = amounts[name.format("public_interactions")]
    return Rows(ids, amounts, groups, places, of_days=True)


def _groups(
    facts: Facts,
    organisations: Sequence[str],
    keys: Sequence[str | None],
    years: Sequence[int],
    web_visits: Floats,
    posts: tuple[int, int] | None = None,
) -> Groups:
    """The groups with what belongs to each as a whole; `posts` are how many there are, and how many of them untold."""
    all_posts, untold = (np.full(len(keys), np.nan if posts is None else count) for count in posts or (0, 0))
    known = [facts.inhabitants(name, year) for name, year in zip(organisations, years, strict=True)]
    sizes = np.array([size for size, _ in known], dtype=float)
    of_years = np.array([year for _, year in known], dtype=float)
    return Groups(organisations, keys, years, sizes, of_years, web_visits, all_posts, untold)


def _amounts(
    facts: Facts, account_ids: npt.NDArray[np.object_], periods: Sequence[Period], asked: Collection[str]
) -> dict[str, Floats]:
    """Every kind of amount that is asked for, period after period; each kind is made once a period."""
    kinds = [_expected]
    if PROVISIONAL in asked:
        kinds.append(_provisional)
    if REACH in asked:
        kinds.append(people)
    if set(asked) - {REACH, PROVISIONAL, *OF_GROUP}:
        kinds.append(_flows)
    ids = tuple(account_ids)
    parts = [
        {
            name: amount
            for kind in kinds
            for name, amount in facts.kept((kind, period, ids), partial(kind, facts, account_ids, period)).items()
        }
        for period in periods
    ]
    return parts[0] if len(parts) == 1 else {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _expected(facts: Facts, account_ids: npt.NDArray[np.object_], period: Period) -> dict[str, Floats]:
    """How many days of the period each account should have figures for, and the period's first and last day."""
    first, last = _expected_days(facts, account_ids, period)
    ends = [np.full(len(account_ids), float(day.toordinal())) for day in (period.start, period.end)]
    return {"expected": np.maximum(0, last - first + 1), **dict(zip(DAYS, ends, strict=True))}


def _provisional(facts: Facts, account_ids: npt.NDArray[np.object_], period: Period) -> dict[str, Floats]:
    """How many days of the period each account's platform may still restate."""
    return {PROVISIONAL: np.array([provisional_days(facts, one, period) for one in account_ids], dtype=float)}


def _expected_days(facts: Facts, account_ids: npt.NDArray[np.object_], period: Period) -> tuple[Floats, Floats]:
    return facts.months.expected_days(period, facts.months.places.of(account_ids), facts.today)


def _flows(facts: Facts, account_ids: npt.NDArray[np.object_], period: Period) -> dict[str, Floats]:
    """What these accounts did in the period, and which columns they ever have."""
    amounts = facts.account_facts(period, list(account_ids)).amounts(period, account_ids)
    everywhere = facts.months.places.of(account_ids)
    ever = {f"gives_{name}": gives[everywhere] for name, gives in zip(COUNTED, facts.months.gives, strict=True)}
    ever["gives_net_followers"] = ever["gives_followers"] | ever["gives_net_flow"]
    return {**amounts, "reach_followers": amounts["followers"], **ever}


def people(facts: Facts, account_ids: npt.NDArray[np.object_], period: Period) -> dict[str, Floats]:
    """Bounds of the persons these accounts reached in the period, and the expected days no window covers.

    `counts_people` says of which accounts the platform ever counts people, and `reaches` which of them can have
    reached any in the period: not one that was not yet opened, or closed.
    """
    place = facts.windows.places.of(account_ids)
    counted, reaches = place >= 0, np.zeros(len(place))
    low, high, uncovered = np.full((3, len(account_ids)), np.nan)
    if counted.any():
        found = facts.reach(period)
        low[counted], high[counted] = found.low[place[counted]], found.high[place[counted]]
        first, last = _expected_days(facts, account_ids[counted], period)
        day = period.start.toordinal() + np.arange(period.days)
        expected = (day >= first[:, None]) & (day <= last[:, None])
        uncovered[counted] = np.count_nonzero(expected & ~found.covered[place[counted]], axis=1)
        reaches[counted] = (first <= last) | ~np.isnan(low[counted]) | ~np.isnan(high[counted])
    bounds = {"reach_low": low, "reach_high": high, "uncovered": uncovered}
    return {**bounds, "counts_people": counted.astype(float), "reaches": reaches}


def post_rows(
    facts: Facts, organisation: str, accounts: pd.DataFrame, period: Period, by: str, asked: Collection[str] = ()
) -> Rows:
    """One row a post published in the period (and, by campaign, one a campaign and account with daily results).

    Where the share of a kind is asked for, every kind that the organisation knows is a group: of some it has none.
    """
    column = {"post": "post_id", "campaign": "campaign_id"}.get(by, by)
    posts = facts.posts(list(accounts["account_id"]), period)
    grouped = posts[column].isin(facts.campaigns_of(organisation)) if by == "campaign" else posts[column].notna()
    found = _posts(posts[grouped], column)
    superseded: dict[str, Mask] = {}
    if by == "post":
        found.amounts["reach_followers"] = found.amounts["followers_at_post"]
    elif by == "campaign":
        found, superseded = _with_campaign_results(facts, organisation, accounts, found, period)
    mixed = (len(posts), int(np.count_nonzero(untold(posts, by)))) if by in KINDS else None
    if mixed:
        found.amounts[POSTS_OF_KIND] = np.ones(len(found))
    keys = sorted({*found.groups, *(known_kinds(facts, organisation, by) if mixed and POSTS_OF_KIND in asked else ())})
    no_visits = np.full(len(keys), np.nan)
    groups = _groups(facts, [organisation] * len(keys), keys, [period.end.year] * len(keys), no_visits, mixed)
    place = {key: i for i, key in enumerate(keys)}
    position = np.array([place[key] for key in found.groups], dtype=np.intp)
    return Rows(found.accounts, found.amounts, groups, position, of_days=False, superseded=superseded)


@dataclass(frozen=True)
class _Found:
    """Rows of posts or campaigns: each one's account, group and amounts."""

    accounts: npt.NDArray[np.object_]
    groups: npt.NDArray[np.object_]
    amounts: dict[str, Floats]

    def __len__(self) -> int:
        return len(self.groups)

    def amount(self, name: str) -> Floats:
        return self.amounts.get(name, np.full(len(self), np.nan))


def _posts(posts: pd.DataFrame, column: str) -> _Found:
    amounts = {name: posts[name].to_numpy(dtype=float, na_value=np.nan) for name in OF_A_POST}
    ones = np.ones(len(posts))
    amounts |= {"posts": ones, "reaches": ones, "reach_low": amounts["reach"], "reach_high": amounts["reach"]}
    amounts |= dict.fromkeys(DAYS, ordinals(posts["published_on"]))
    return _Found(np.asarray(posts["account_id"], dtype=object), np.asarray(posts[column], dtype=object), amounts)


def _with_campaign_results(
    facts: Facts, organisation: str, accounts: pd.DataFrame, posts: _Found, period: Period
) -> tuple[_Found, dict[str, Mask]]:
    """Posts with their campaigns' daily results; what a campaign has by day, its posts do not give again."""
    rows = facts.campaign_days.results(period)
    ours = rows["campaign_id"].isin(facts.campaigns_of(organisation))
    rows = rows[ours & rows["account_id"].isin(accounts["account_id"])]
    results = _Found(
        np.asarray(rows["account_id"], dtype=object),
        np.asarray(rows["campaign_id"], dtype=object),
        {name: rows[name].to_numpy(dtype=float) for name in (*AMOUNTS, "reach_low", "reach_high", *DAYS)}
        | {"reaches": np.ones(len(rows))},
    )
    given = facts.campaign_days.columns
    later = np.zeros(len(results), dtype=bool)
    superseded = {
        name: np.concatenate([np.array([column in given.get(key, ()) for key in posts.groups], dtype=bool), later])
        for name, column in (COLUMN_OF | {REACH: "reach_to_date"}).items()
    }
    both = _Found(
        np.concatenate([posts.accounts, results.accounts]),
        np.concatenate([posts.groups, results.groups]),
        {
            name: np.concatenate([posts.amount(name), results.amount(name)])
            for name in {**posts.amounts, **results.amounts}
        },
    )
    return both, superseded
