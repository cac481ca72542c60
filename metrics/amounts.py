"""The rows that a figure is made of: accounts in a period, or posts, each with its amounts and its group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.combine import COUNTED
from metrics.definition import INHABITANTS, REACH, Metric
from metrics.facts import Facts
from metrics.period import Period
from metrics.roll_up import CAMPAIGN_FLOWS, PARTS

if TYPE_CHECKING:
    from metrics.figures import Scope

OF_GROUP = (INHABITANTS, "web_visits")
"""Amounts that belong to a group as a whole and not to its rows."""

GROUPS = ("account", "platform", "month", "campaign", "topic", "format", "post")

Floats = npt.NDArray[np.float64]

DAYS_BEHIND = {
    "followers": ("followers",),
    "reach_followers": ("followers",),
    "followers_before": ("followers",),
    "stock_change": ("followers",),
    "net_followers": ("followers",),
    "posts": ("posts_published",),
    "exposure": ("posts_published", "followers"),
    **{
        name: (name,)
        for name in (
            *PARTS,
            "views",
            "interactions",
            "video_views",
            "minutes_viewed",
            "messages_received",
            "messages_answered_in_time",
        )
    },
}
"""The daily columns behind each amount; an amount that is not here does not rest on days."""


@dataclass(frozen=True)
class Rows:
    """Rows with amounts, and the groups they belong to.

    `position[i]` is the place of row i's group in `groups`, which has columns organisation, period, by
    and amounts of the group itself. `superseded` says on which rows an amount is already given by others.
    """

    frame: pd.DataFrame
    groups: pd.DataFrame
    position: npt.NDArray[np.intp]
    of_days: bool
    superseded: Mapping[str, npt.NDArray[np.bool_]] = field(default_factory=dict)

    def column(self, amount: str) -> Floats:
        """An amount by row; all missing where rows of this kind cannot have it."""
        if amount not in self.frame:
            return np.full(len(self.frame), np.nan)
        return self.frame[amount].to_numpy(dtype=float, na_value=np.nan)

    def has(self, metric: Metric) -> npt.NDArray[np.bool_]:
        """Which rows have every amount of the metric that rows can have, and are not superseded in all of them.

        A row counts people as soon as it is one that people are counted of: where its own count is unknown,
        the group's is too.
        """
        of_rows = [amount for amount in metric.amounts if amount not in OF_GROUP]
        found = np.ones(len(self.frame), dtype=bool)
        for amount in of_rows:
            if amount != REACH:
                found &= ~np.isnan(self.column(amount))
            elif self.of_days or of_rows == [REACH]:
                found &= self.column("counts_people") > 0
            else:
                found &= ~np.isnan(self.column("reach_high"))
        if of_rows and all(amount in self.superseded for amount in of_rows):
            found &= ~np.logical_and.reduce([self.superseded[amount] for amount in of_rows])
        return found

    def stood_in(self, metric: Metric) -> npt.NDArray[np.bool_]:
        """On which rows posts stand in for daily figures of the metric."""
        found = np.zeros(len(self.frame), dtype=bool)
        for amount in metric.amounts:
            found |= self.column(f"{amount}_from_posts") > 0
        return found

    def sums(self, amounts: Sequence[str], covered: npt.NDArray[np.bool_]) -> dict[str, Floats]:
        """Amounts added over the covered rows of each group; missing where a group has none."""
        place = self.position[covered]
        counted = np.bincount(place, minlength=len(self.groups)) > 0
        return {
            amount: np.where(
                counted, np.bincount(place, weights=self.column(amount)[covered], minlength=len(self.groups)), np.nan
            )
            for amount in amounts
        }

    def days(self, metric: Metric, covered: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Days missing and days expected, by group; NaN where the figure does not rest on days.

        An account counts if it has the figure, or had it at any other time.
        """
        nothing = np.full(len(self.groups), np.nan)
        amounts = [amount for amount in metric.amounts if amount != INHABITANTS]
        if not self.of_days or not all(amount == REACH or amount in DAYS_BEHIND for amount in amounts):
            return nothing, nothing
        expected = self.column("expected")
        seen = np.full(len(self.frame), np.inf)
        gives = np.ones(len(self.frame), dtype=bool)
        for amount in amounts:
            if amount == REACH:
                seen = np.minimum(seen, expected - self.column("uncovered"))
                gives &= self.column("counts_people") > 0
                continue
            for name in DAYS_BEHIND[amount]:
                seen = np.minimum(seen, self.column(f"{name}_days"))
                gives &= self.column(f"gives_{name}") > 0
        counted = (covered | gives) & ~self.stood_in(metric)
        place, size = self.position[counted], len(self.groups)
        known = np.bincount(place, minlength=size) > 0
        missing = np.bincount(place, weights=(expected - seen)[counted], minlength=size)
        return (
            np.where(known, missing, np.nan),
            np.where(known, np.bincount(place, weights=expected[counted], minlength=size), np.nan),
        )

    def with_visits(self, facts: Facts, scope: Scope, period: Period, by: str | None) -> Rows:
        """The same rows, with visits from social media to the organisation's web as an amount of each group."""
        visits = facts.web_visits(scope.organisation, period)
        if scope.platforms:
            visits = visits[visits["source"].isin(list(scope.platforms))]
        if by is None and not scope.accounts:
            total = visits["visits"].sum(min_count=1)
            return replace(self, groups=self.groups.assign(web_visits=total))
        key = {
            "platform": visits["source"],
            "month": pd.to_datetime(visits["bucket"]).dt.strftime("%Y-%m"),
        }.get(by or "")
        if key is None or scope.accounts:
            return replace(self, groups=self.groups.assign(web_visits=np.nan))
        by_key = visits.groupby(key)["visits"].sum(min_count=1)
        return replace(self, groups=self.groups.assign(web_visits=self.groups["by"].map(by_key)))


def account_rows(
    facts: Facts, accounts: pd.DataFrame, period: Period, by: str | None, organisations: Sequence[str] | None = None
) -> Rows:
    """One row an account (and month), with everything that metrics of accounts are made of."""
    periods = period.months() if by == "month" else [period]
    whole = [facts.account_facts(part) for part in periods]
    ids = list(accounts["account_id"])
    if all(table is facts.months for table in whole):
        frame = facts.months.amounts(periods, ids, facts.today)
    else:
        parts = [table.amounts([part], ids, facts.today) for table, part in zip(whole, periods, strict=True)]
        frame = pd.concat([one.assign(period=i) for i, one in enumerate(parts)], ignore_index=True)
    frame = frame.assign(
        reach_followers=frame["followers"], **_reach(facts, frame, periods), **_ever_given(facts, frame["account_id"])
    )
    organisation = accounts.set_index("account_id")["org_id"].reindex(frame["account_id"]).to_numpy()
    groups = _account_groups(facts, accounts, organisations, period, periods, by)
    keys = {None: organisation, "account": frame["account_id"].to_numpy()}
    keys["platform"] = accounts.set_index("account_id")["platform"].reindex(frame["account_id"]).to_numpy()
    keys["month"] = np.array([f"{part.start:%Y-%m}" for part in periods], dtype=object)[frame["period"]]
    index = pd.Index(groups["organisation"] if by is None else groups["by"])
    return Rows(frame, groups, index.get_indexer(pd.Index(keys[by])), of_days=True)


def _account_groups(
    facts: Facts,
    accounts: pd.DataFrame,
    organisations: Sequence[str] | None,
    period: Period,
    periods: Sequence[Period],
    by: str | None,
) -> pd.DataFrame:
    members = list(organisations or dict.fromkeys(accounts["org_id"]))
    if by is None:
        groups = pd.DataFrame({"organisation": members, "by": None, "year": period.end.year})
    else:
        keys = {
            "account": list(accounts["account_id"]),
            "platform": list(dict.fromkeys(accounts["platform"])),
            "month": [f"{part.start:%Y-%m}" for part in periods],
        }[by]
        years = [part.end.year for part in periods] if by == "month" else period.end.year
        groups = pd.DataFrame({"organisation": members[0] if members else None, "by": keys, "year": years})
    return _with_inhabitants(facts, groups, period)


def _with_inhabitants(facts: Facts, groups: pd.DataFrame, period: Period) -> pd.DataFrame:
    found = [
        facts.inhabitants(list(part["organisation"].unique()), int(year))
        .reindex(part["organisation"])
        .set_index(part.index)
        for year, part in groups.groupby("year")
    ]
    sizes = pd.concat(found) if found else pd.DataFrame({"size": [], "year": []})
    return groups.assign(period=period.id, inhabitants=sizes["size"], inhabitants_year=sizes["year"])


def _reach(facts: Facts, frame: pd.DataFrame, periods: Sequence[Period]) -> dict[str, Floats]:
    """Bounds of the persons each row's account reached in the row's period, and the days no window covers."""
    size = len(frame)
    low, high, uncovered = np.full(size, np.nan), np.full(size, np.nan), np.full(size, np.nan)
    place = pd.Index(facts.windows.accounts).get_indexer(pd.Index(frame["account_id"]))
    for i, period in enumerate(periods):
        rows = (frame["period"].to_numpy() == i) & (place >= 0)
        if rows.any():
            found = facts.reach(period)
            low[rows], high[rows] = found.low[place[rows]], found.high[place[rows]]
            # Days that are not expected (the account is closed, the day is to come) are not missing.
            ahead = period.days - frame["expected"].to_numpy()[rows]
            uncovered[rows] = np.maximum(0, found.uncovered[place[rows]] - ahead)
    return {"reach_low": low, "reach_high": high, "uncovered": uncovered, "counts_people": (place >= 0).astype(float)}


def _ever_given(facts: Facts, account_ids: pd.Series) -> dict[str, Floats]:
    """For every daily column whether each row's account ever has it."""
    place = facts.months.account_ids.get_indexer(pd.Index(account_ids))
    return {f"gives_{name}": facts.months.gives(name)[place].astype(float) for name in COUNTED}


def post_rows(facts: Facts, accounts: pd.DataFrame, period: Period, by: str) -> Rows:
    """One row a post published in the period (and, by campaign, one a campaign and account with daily results)."""
    posts = facts.posts(list(accounts["account_id"]), period)
    rows = posts.assign(posts=1.0, counts_people=1.0, reach_low=posts["reach"], reach_high=posts["reach"])
    column = {"post": "post_id", "campaign": "campaign_id"}.get(by, by)
    keys = sorted(rows[column].dropna().unique())
    superseded: dict[str, npt.NDArray[np.bool_]] = {}
    if by == "post":
        rows["reach_followers"] = rows["followers_at_post"]
    elif by == "campaign":
        rows, superseded, keys = _with_campaign_results(facts, accounts, rows, period)
    organisation = accounts["org_id"].iloc[0] if len(accounts) else None
    groups = pd.DataFrame({"organisation": organisation, "by": pd.Series(keys, dtype=object), "year": period.end.year})
    groups = _with_inhabitants(facts, groups, period)
    position = pd.Index(keys, dtype=object).get_indexer(pd.Index(rows[column], dtype=object))
    kept = position >= 0
    superseded = {amount: mask[kept] for amount, mask in superseded.items()}
    return Rows(rows[kept].reset_index(drop=True), groups, position[kept], of_days=False, superseded=superseded)


def _with_campaign_results(
    facts: Facts, accounts: pd.DataFrame, posts: pd.DataFrame, period: Period
) -> tuple[pd.DataFrame, dict[str, npt.NDArray[np.bool_]], list[str]]:
    """Posts with their campaigns' daily results; what a campaign has by day, its posts do not give again."""
    campaigns = facts.campaigns.loc[facts.campaigns["org_id"].isin(accounts["org_id"]), "campaign_id"]
    results = facts.campaign_results(list(campaigns), period)
    results = results[results["account_id"].isin(accounts["account_id"])].assign(counts_people=1.0)
    given = facts.campaign_columns.reindex(posts["campaign_id"]).fillna(False).astype(bool)
    later = np.zeros(len(results), dtype=bool)
    superseded = {
        amount: np.concatenate([given[column].to_numpy(), later])
        for amount, column in (
            *((flow, flow) for flow in CAMPAIGN_FLOWS),
            ("contact_spend", "spend"),
            ("contacts", "spend"),
            (REACH, "reach_to_date"),
        )
    }
    present = set(results["campaign_id"]) | set(posts["campaign_id"].dropna())
    rows = pd.concat([posts, results.drop(columns="reach_to_date")], ignore_index=True)
    return rows, superseded, [campaign for campaign in campaigns if campaign in present]
