"""One campaign: its days, what it gave and cost, its posts paid and organic, and the campaign like it before.

Figures are those of the catalogue by campaign (docs/decisions/0002): a column of the campaign's days where it has it on
any day, else its posts; people never added over channels or posts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from metrics.campaigns import AMOUNTS
from metrics.catalogue import CATALOGUE
from metrics.definition import RollUp
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in, figure_columns
from metrics.goals import Figure, GoalResult
from metrics.period import EVER, Period

MISSING = math.nan
YEAR = timedelta(days=366)
SHOWN = (
    *("reach", "views", "interactions", "clicks", "video_views", "conversions"),
    *("spend", "cost_per_contact", "cost_per_click", "cost_per_conversion"),
)
"""What is told of every campaign that has it, in the order in which it is read."""


@dataclass(frozen=True)
class Campaign:
    """A campaign as it was planned; budget in kronor, NaN where there is none."""

    id: str
    organisation: str
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    objective: str = ""
    budget: float = MISSING


@dataclass(frozen=True)
class CampaignResult:
    """What a campaign gave in its days so far, a figure a metric of SHOWN; no span where it has not begun.

    `accounts` are those with posts or daily results, `daily` the columns that it has day by day, `days_missing` the
    days between its first and last daily result that have none.
    """

    campaign: Campaign
    span: Period | None
    finished: bool
    figures: Mapping[str, Figure]
    accounts: tuple[str, ...] = ()
    daily: frozenset[str] = frozenset()
    days_missing: int = 0

    @property
    def spent(self) -> float:
        """Spend in per cent of the budget; NaN where either is missing."""
        spend = self.figures["spend"].value if self.figures else MISSING
        return 100 * spend / self.campaign.budget if self.campaign.budget > 0 else MISSING


def campaigns_of(facts: Facts, organisation: str) -> tuple[Campaign, ...]:
    """The organisation's campaigns, the newest first, those without a first day last."""
    return facts.kept(("campaigns of", organisation), lambda: _campaigns_of(facts, organisation))


def _campaigns_of(facts: Facts, organisation: str) -> tuple[Campaign, ...]:
    rows = facts.campaigns[facts.campaigns["org_id"] == organisation].to_dict("records")
    found = [
        Campaign(
            id=row["campaign_id"],
            organisation=organisation,
            name=_text(row["name"]) or row["campaign_id"],
            starts_on=_day(row["starts_on"]),
            ends_on=_day(row["ends_on"]),
            objective=_text(row["objective"]),
            budget=MISSING if pd.isna(row["budget"]) else float(row["budget"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.starts_on or date.min, one.id), reverse=True))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def known_until(facts: Facts, until: date | None = None) -> date:
    """The last day that is over, or the one asked for where it is earlier."""
    yesterday = facts.today - timedelta(days=1)
    return min(until, yesterday) if until else yesterday


def campaign_span(facts: Facts, campaign: Campaign, until: date | None = None) -> Period | None:
    """The campaign's days so far; None where it has not begun.

    Without a first day it begins with its first daily result or post; without a last one it is still under way.
    """
    last = known_until(facts, until)
    start = campaign.starts_on or _first_day(facts, campaign, last)
    end = min(campaign.ends_on or last, last)
    return Period(start, end) if start and start <= end else None


def _first_day(facts: Facts, campaign: Campaign, last: date) -> date | None:
    ever = Period(min(EVER.start, last), last)
    days = [day for day, _ in campaign_days(facts, campaign, ever)]
    days += [_day(one) or last for one in campaign_posts(facts, campaign, ever)["published_on"]]
    return min(days, default=None)


def campaign_posts(facts: Facts, campaign: Campaign, span: Period) -> pd.DataFrame:
    """The campaign's posts published in the span, one row a post (columns of `roll_up.post_rows`)."""
    accounts = accounts_in(facts, Scope(campaign.organisation))
    posts = facts.posts(list(accounts["account_id"]), span)
    return posts[posts["campaign_id"] == campaign.id]


def posts_outside(facts: Facts, campaign: Campaign, until: date | None = None) -> int:
    """How many of the campaign's posts were published outside its days, so that its figures do not hold them."""
    last, span = known_until(facts, until), campaign_span(facts, campaign, until)
    if span is None:
        return 0
    around = Period(span.start - YEAR, max(last, span.end))
    return len(campaign_posts(facts, campaign, around)) - len(campaign_posts(facts, campaign, span))


def campaign_days(
    facts: Facts, campaign: Campaign, span: Period, column: str | None = None
) -> tuple[tuple[date, float], ...]:
    """A daily result added over channels, of each day that any of them has it; of any result, NaN, with no column."""
    table, first, _ = _cells(facts, campaign, span)
    if column is None:
        held = np.flatnonzero(~np.isnan(table).all(axis=(0, 2)))
        return tuple((date.fromordinal(first + int(day)), MISSING) for day in held)
    values = table[AMOUNTS.index(column)]
    days = np.flatnonzero(~np.isnan(values).all(axis=1))
    return tuple((date.fromordinal(first + int(day)), _total(values[day])) for day in days)


def _cells(facts: Facts, campaign: Campaign, span: Period) -> tuple[Any, int, tuple[str, ...]]:
    """Daily results by amount, day and channel; the first of the days as an ordinal; and the channels."""
    results, accounts = facts.campaign_days, accounts_in(facts, Scope(campaign.organisation))["account_id"]
    mine = (results.keys["campaign_id"] == campaign.id) & results.keys["account_id"].isin(accounts)
    chosen, days = np.flatnonzero(mine), len(results.present)
    start = int(np.clip(span.start.toordinal() - results.first, 0, days))
    end = int(np.clip(span.end.toordinal() + 1 - results.first, 0, days))
    return results.flows[:, start:end, chosen], results.first + start, tuple(results.keys["account_id"].iloc[chosen])


def _total(values: Sequence[float]) -> float:
    """The known values added; NaN where none is known."""
    known = [float(value) for value in values if not math.isnan(value)]
    return sum(known) if known else MISSING


def campaign_result(
    facts: Facts, campaign: Campaign, until: date | None = None, days: int | None = None
) -> CampaignResult:
    """What the campaign gave to the end of a day, or in so many of its first days."""
    key = ("campaign result", campaign, until, days)
    return facts.kept(key, lambda: _campaign_result(facts, campaign, until, days))


def _campaign_result(facts: Facts, campaign: Campaign, until: date | None, days: int | None) -> CampaignResult:
    span = campaign_span(facts, campaign, until)
    if span is None:
        return CampaignResult(campaign, None, finished=False, figures={})
    finished = campaign.ends_on is not None and campaign.ends_on <= known_until(facts, until)
    if days is not None:
        span = Period(span.start, min(span.end, span.start + timedelta(days=days - 1)))
    table, _, channels = _cells(facts, campaign, span)
    posts = campaign_posts(facts, campaign, span)
    found = _figures(facts, campaign, span)
    with_rows = ~np.isnan(table).all(axis=0)
    held = np.flatnonzero(with_rows.any(axis=1))
    return CampaignResult(
        campaign,
        span,
        finished,
        {one: found.get(one, Figure()) for one in SHOWN},
        accounts=tuple(sorted({*posts["account_id"], *np.array(channels, dtype=object)[with_rows.any(axis=0)]})),
        daily=facts.campaign_days.columns.get(campaign.id, frozenset()),
        days_missing=int(held[-1] - held[0] + 1 - len(held)) if len(held) else 0,
    )


def _figures(facts: Facts, campaign: Campaign, span: Period) -> dict[str, Figure]:
    found = figure_columns(facts, SHOWN, Scope(campaign.organisation), span, "campaign")
    columns = (found[name] for name in ("metric", "by", "value", "low", "high", "unit", "notes"))
    return {
        metric: Figure(float(value), float(low), float(high), unit=str(unit), notes=tuple(notes))
        for metric, by, value, low, high, unit, notes in zip(*columns, strict=True)
        if by == campaign.id
    }


def expected_by_now(result: GoalResult) -> float:
    """What a flow should have come to by now to end on its floor, in the metric's unit; NaN of all else.

    Its course is the projection's: as great a share of the floor as the figure is of where it will probably end.
    """
    metric, ahead, floor = CATALOGUE.get(result.goal.metric), result.projection, result.goal.target.low
    if metric is None or ahead is None or metric.over_days is not RollUp.SUM or not ahead.value > 0:
        return MISSING
    return floor * min(1.0, result.figure.value / ahead.value)


def last_result_day(facts: Facts, result: CampaignResult) -> date | None:
    """The last day with daily results, else the last of its days; None where the campaign has not begun."""
    if result.span is None:
        return None
    days = campaign_days(facts, result.campaign, result.span)
    return days[-1][0] if days else result.span.end
