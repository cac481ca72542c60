"""Who follows: the shares of followers by gender, age and place, channel by channel, as the platforms give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import polars as pl

from data.template.words import SEGMENT_NAMES
from locales import N_, Language
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.period import Period

DIMENSIONS = {"gender": N_("Gender"), "age": N_("Age"), "place": N_("Place of residence"), "country": N_("Country")}
UNTOLD = ("unknown",)
"""Segments that are no answer to who follows."""

STALE = timedelta(days=365)
"""Shares that are older at the period's end are left out."""
YEAR, NEAR = timedelta(days=365), timedelta(days=31)
"""A year before, give or take a month, is what shares are compared with."""


@dataclass(frozen=True)
class Split:
    """The followers of one account by one dimension on a day: shares (0–1) by segment, in the store's order.

    `before` are those of about a year before, empty where there are none.
    """

    account: str
    dimension: str
    day: date
    shares: Mapping[str, float]
    before: Mapping[str, float]


def audience_splits(facts: Facts, scope: Scope, period: Period) -> tuple[Split, ...]:
    """The newest shares up to the period's end of each account and dimension in scope."""
    rows = facts.kept("audience shares", lambda: _shares(facts))
    found = []
    for account in accounts_in(facts, scope)["account_id"]:
        for dimension in DIMENSIONS:
            own = rows[(rows["account_id"] == account) & (rows["dimension"] == dimension)]
            days = sorted(day for day in own["day"].unique() if period.end - STALE < day <= period.end)
            if days:
                found.append(_split(own, account, dimension, days[-1]))
    return tuple(found)


def _split(rows: pd.DataFrame, account: str, dimension: str, day: date) -> Split:
    near = [one for one in rows["day"].unique() if abs(one - (day - YEAR)) <= NEAR]
    before = min(near, key=lambda one: abs(one - (day - YEAR)), default=None)
    return Split(account, dimension, day, _on(rows, day), _on(rows, before) if before else {})


def _on(rows: pd.DataFrame, day: date) -> dict[str, float]:
    of_day = rows[rows["day"] == day]
    return {str(name): float(share) for name, share in zip(of_day["segment"], of_day["share"], strict=True)}


def _shares(facts: Facts) -> pd.DataFrame:
    rows = facts.store.scan("audience_shares").select("account_id", "date", "dimension", "segment", "share")
    read = facts.store.collect(rows.filter(pl.col("share").is_not_null())).to_pandas()
    return read.assign(day=pd.to_datetime(read["date"]).dt.date)


def segment_name(segment: str, language: Language) -> str:
    """A segment as it is written; one that is no word of ours stands as it is."""
    return language.text(SEGMENT_NAMES[segment]) if segment in SEGMENT_NAMES else segment
