"""Which campaigns ran on which channels, and what they have cost so far."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.goal_results import COSTS, Question, answer, campaign_days
from metrics.goals import Figure
from metrics.notes import Note
from metrics.period import EVER, Period


@dataclass(frozen=True)
class CampaignCost:
    """What a campaign has cost so far (SEK), each contact too (NaN where it is not known), and notes on the latter."""

    campaign: str
    starts_on: date | None
    ends_on: date | None
    spend: float
    cost_per_contact: float
    notes: tuple[Note, ...] = ()


def campaign_costs(facts: Facts, scope: Scope, period: Period) -> tuple[CampaignCost, ...]:
    """The campaigns on the channels in scope that the period touches, newest first, with their cost to its end."""
    own = facts.campaigns[facts.campaigns["campaign_id"].isin(campaigns_on(facts, scope))]
    touched = {
        campaign: (start, end)
        for campaign, (start, end) in campaign_days(own).items()
        if (start or date.min) <= period.end and (end or date.max) >= period.start
    }
    known_until = min(period.end, facts.today - timedelta(days=1))
    newest = sorted(touched.items(), key=lambda campaign: campaign[1][0] or date.min, reverse=True)
    return tuple(_cost(facts, scope, campaign, days, known_until) for campaign, days in newest)


def _cost(
    facts: Facts, scope: Scope, campaign: str, days: tuple[date | None, date | None], known_until: date
) -> CampaignCost:
    start, end = days[0] or known_until, min(days[1] or known_until, known_until)
    if start > end:
        return CampaignCost(campaign, *days, math.nan, math.nan)
    found = answer(facts, Question(scope, Period(start, end), "campaign"), COSTS)
    spend, contact = (found[name].get(campaign, Figure()) for name in COSTS)
    return CampaignCost(campaign, *days, spend.value, contact.value, contact.notes)


def campaigns_on(facts: Facts, scope: Scope) -> frozenset[str]:
    """The organisation's campaigns that have posts or daily results on any channel in scope.

    Of all channels, those that have none yet are campaigns too.
    """
    own = frozenset(facts.campaigns_of(scope.organisation))
    if scope == Scope(scope.organisation):
        return own
    return own & facts.kept(("campaigns on", scope), lambda: _campaigns_on(facts, scope))


def _campaigns_on(facts: Facts, scope: Scope) -> frozenset[str]:
    accounts = list(accounts_in(facts, scope)["account_id"])
    results = facts.campaign_days.keys
    by_day = results.loc[results["account_id"].isin(accounts), "campaign_id"]
    return frozenset((*by_day, *facts.posts(accounts, EVER)["campaign_id"].dropna()))
