"""Organisations side by side, size for size: where each one stands, and how certain that is.

Only figures that anyone can see on a page are compared, so that no organisation's private number meets another's public
one; private ones only among those that have shared theirs with the store.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from data.errors import NotComparable
from locales import N_
from metrics.catalogue import CATALOGUE
from metrics.catalogue import metric as metric_of
from metrics.definition import Metric, RollUp
from metrics.facts import Facts
from metrics.notes import Note
from metrics.peers.certainty import TEXTS, Certainty, certainty
from metrics.peers.groups import FEW, PeerGroup, first_group, groups
from metrics.peers.measured import Measured, measured
from metrics.peers.measures import PER_WORDS, Per, pers, public_metrics
from metrics.period import Period
from metrics.view import View

MOST_MISSING = 0.1  # of the expected days; above it a sum of days says nothing beside others
FEWEST_POSTS, FEWEST_WEEKS = 5, 3
"""With fewer posts in the period (weeks, where its posts are not known) an organisation has no place."""
COUNTED_APART = N_("counted in another way in a part of the period")
TOO_FEW = N_("too few posts")
"""Why one has no place though its figures are known: the board must not read it as bad."""


@dataclass(frozen=True)
class Choice:
    """A comparison to begin with: ids of a group, a metric and a division."""

    group: str
    metric: str
    per: Per


def first_choice(facts: Facts, organisation: str) -> Choice:
    """The organisation's newest group with others in it, and interactions per follower and post, where size cancels.

    Where nobody's posts are known, its followers, per inhabitant where these are.
    """
    return facts.kept(("peer choice", organisation), lambda: _first_choice(facts, organisation))


def _first_choice(facts: Facts, organisation: str) -> Choice:
    group = first_group(groups(facts, organisation))
    period = facts.months.periods[-1] if facts.months.periods else Period(facts.today, facts.today)
    sized = not math.isnan(facts.inhabitants(organisation, period.end.year)[0])
    leads = facts.organisations.set_index("org_id")["lead_metric"].to_dict()
    offered = [Choice(group.id, "interactions", Per.FOLLOWERS_POST)]
    if (lead := leads.get(organisation)) in [metric.id for metric in public_metrics()] and lead != "interactions":
        divided = pers(CATALOGUE[str(lead)])
        offered.insert(
            0, Choice(group.id, str(lead), Per.INHABITANTS if sized and Per.INHABITANTS in divided else Per.RAW)
        )
    for one in offered:
        if comparison(facts, one.metric, organisation, group, period, one.per).ranked > FEW:
            return one
    return Choice(group.id, "followers", Per.INHABITANTS if sized else Per.RAW)


def first_comparison(facts: Facts, view: View) -> Comparison:
    """The comparison to begin with, in the period and on the platforms in view."""
    first, organisation = first_choice(facts, view.organisation), view.organisation
    group = next(group for group in groups(facts, organisation) if group.id == first.group)
    platforms = compared_platforms(facts, view.platforms, view.accounts)
    return comparison(facts, first.metric, organisation, group, view.period, first.per, platforms)


def compared_platforms(facts: Facts, platforms: Sequence[str], accounts: Sequence[str]) -> tuple[str, ...]:
    """The platforms to compare on: those chosen, or those of the chosen accounts; none for all."""
    of_accounts = facts.accounts.loc[facts.accounts["account_id"].isin(list(accounts)), "platform"]
    return tuple(dict.fromkeys((*platforms, *of_accounts)))


@dataclass(frozen=True)
class Comparison:
    """A group compared on one measure, in the unit that `per` gives it.

    `rows` has one row an organisation, the ranked first, best first: organisation, name, own, value (compared),
    shrunk, low, high (the value when chance is taken into account, with the interval that holds it 95 times of 100),
    rank (by shrunk; ties share it; missing where unranked), rank_low, rank_high, verdict, flips (whether the verdict is
    another one without everybody's largest post; missing where that is not known), figure (before division),
    denominator, denominator_year, posts, variance (of the value's logarithm, or of the value), days_missing,
    days_expected, reason (message id, why unranked). Where nothing is estimated the value is known as it is, and its
    place is one. Quartiles and median are of the ranked values, the own organisation included. `breaks` are those
    because of which anyone is unranked.
    """

    metric: Metric
    per: Per
    period: Period
    group: PeerGroup
    rows: pd.DataFrame
    lower_quartile: float
    median: float
    upper_quartile: float
    certainty: Certainty
    platforms: tuple[str, ...] = ()
    breaks: tuple[Note, ...] = ()

    @cached_property
    def ranked(self) -> int:
        """How many organisations have a rank."""
        return int(self.rows["rank"].count())

    @property
    def decimals(self) -> int:
        """How many decimals the compared value is worth."""
        if self.per in (Per.RAW, Per.INDEX):
            return self.metric.decimals if self.per is Per.RAW else 0
        return 1 if self.median >= 1 or math.isnan(self.median) else 2

    @cached_property
    def own(self) -> pd.Series:
        """The own organisation's row."""
        return self.rows[self.rows["own"]].iloc[0]

    @property
    def own_value(self) -> float:
        """The compared value of the own organisation; NaN where it has none."""
        return float(self.own["value"])

    @property
    def own_rank(self) -> float:
        """The rank of the own organisation; NaN where it has none."""
        return float(self.own["rank"])


def comparison(
    facts: Facts,
    metric_id: str,
    organisation: str,
    group: PeerGroup,
    period: Period,
    per: Per = Per.RAW,
    platforms: Sequence[str] = (),
) -> Comparison:
    """The group and the organisation compared on a metric. Raises NotComparable."""
    key = ("comparison", metric_id, organisation, group, period, per, tuple(platforms))
    return facts.kept(key, lambda: _comparison(facts, metric_id, organisation, group, period, per, tuple(platforms)))


def _comparison(
    facts: Facts,
    metric_id: str,
    organisation: str,
    group: PeerGroup,
    period: Period,
    per: Per,
    platforms: tuple[str, ...],
) -> Comparison:
    metric = metric_of(metric_id)
    if per not in pers(metric):
        raise NotComparable(N_("“{metric}” cannot be compared {per}."), metric=metric.label, per=PER_WORDS[per])
    ids = tuple(dict.fromkeys((*group.organisations, organisation)))
    found = measured(facts, metric, ids, period, per, platforms)
    rows = with_reasons(found, metric)
    names = facts.organisations.set_index("org_id")["name"]
    rows["name"] = names.reindex(rows["organisation"]).to_numpy()
    rows["own"] = rows["organisation"] == organisation
    return replace(compared(rows, found, metric, group, period, per), platforms=platforms)


def with_reasons(found: Measured, metric: Metric) -> pd.DataFrame:
    """The measured rows with `reason`: why one cannot be ranked (message id), empty where it can.

    A sum of days is not compared where more than a tenth of its days are missing, nothing that rests on a handful of
    posts, and nothing that is not counted as the others are.
    """
    rows = found.rows
    reason = pd.Series("", index=rows.index, dtype=object)
    reason[rows["value"].isna()] = N_("the size to divide by is missing")
    reason[rows["figure"].isna()] = N_("no figures") if metric.public else N_("has not shared its figures")
    reason[rows["apart"].map(bool)] = COUNTED_APART
    if metric.over_days is RollUp.SUM or metric.denominator is not None:
        missing = rows["days_missing"] > MOST_MISSING * rows["days_expected"]
        reason[(reason == "") & missing] = N_("too many days missing")
    if found.of_posts:
        few = rows["units"] < np.where(rows["of_weeks"], FEWEST_WEEKS, FEWEST_POSTS)
        reason[(reason == "") & few] = TOO_FEW
    return rows.assign(reason=reason)


def compared(
    rows: pd.DataFrame, found: Measured, metric: Metric, group: PeerGroup, period: Period, per: Per
) -> Comparison:
    """The rows ranked, with the group's quartiles; `index` puts the group's median at 100."""
    ranked = rows["value"].where(rows["reason"] == "")
    if per is Per.INDEX:
        middle = ranked.median()
        known = middle > 0
        found = found.times(100 / middle) if known else found
        rows = rows.assign(value=found.rows["value"] if known else math.nan)
        if not known:
            unsaid = N_("the group's median is not above zero")
            rows = rows.assign(reason=rows["reason"].where(rows["reason"] != "", unsaid))
        ranked = rows["value"].where(rows["reason"] == "")
    told = certainty(found, (rows["reason"] == "").to_numpy(), lower_is_better=metric.direction == "lower")
    # Words are kept as they are: pandas would make text of them, and NaN of none.
    columns = {name: pd.Series(one, dtype=object) if name in TEXTS else one for name, one in told.columns.items()}
    rows = rows.assign(**columns)
    rows = rows.sort_values(["rank", "name"], na_position="last", kind="stable").reset_index(drop=True)
    low, middle, high = (float(ranked.quantile(part)) for part in (0.25, 0.5, 0.75))
    breaks = tuple(dict.fromkeys(note for notes in rows["apart"] for note in notes))
    return Comparison(metric, per, period, group, rows, low, middle, high, told, breaks=breaks)
