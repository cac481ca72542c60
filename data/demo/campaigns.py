"""The region's campaigns and goals: what was wanted, said in rows of the data contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

_Row = dict[str, Any]

OWN = "region-alvmark"
FACEBOOK, INSTAGRAM, LINKEDIN, YOUTUBE = "alvmark-facebook", "alvmark-instagram", "alvmark-linkedin", "alvmark-youtube"
TRANSPORT, YOUTH = "alvmarkstrafiken-facebook", "ungdomsmottagningen-instagram"
TRUST, HEALTH = "Högt förtroende för vården", "Jämlik hälsa"
STAFF, TRAVEL, READY = "Rätt kompetens", "Fler reser kollektivt", "Stark beredskap"


@dataclass(frozen=True)
class Campaign:
    """A campaign: on each account, the share of the people reached that day who see it."""

    campaign_id: str
    name: str
    starts_on: date
    ends_on: date
    objective: str
    budget: float
    topic: str
    shares: dict[str, float]
    lift: float  # how much more the account is seen while money is spent
    click_rate: float
    conversion_rate: float
    video_rate: float
    posts_a_week: float = 1.5
    variants: bool = False


CAMPAIGNS = (
    Campaign("influensa-2024", "Vaccinera dig mot influensan 2024", date(2024, 10, 14), date(2024, 12, 15), HEALTH,
             60_000, "Folkhälsa", {FACEBOOK: 0.42, INSTAGRAM: 0.30}, 0.25, 0.012, 0.05, 0.10),
    Campaign("sommarjobb-2025", "Sommarjobba hos oss 2025", date(2025, 1, 20), date(2025, 3, 30), STAFF,
             85_000, "Jobba hos oss", {FACEBOOK: 0.22, INSTAGRAM: 0.34, LINKEDIN: 0.35}, 0.15, 0.016, 0.058, 0.12,
             2.0, True),
    Campaign("nya-linjenatet", "Nya linjenätet", date(2025, 8, 18), date(2025, 10, 5), TRAVEL,
             45_000, "Kollektivtrafik", {FACEBOOK: 0.30, TRANSPORT: 0.65, INSTAGRAM: 0.25}, 0.20, 0.010, 0.02, 0.42),
    Campaign("fraga-oss", "Fråga oss", date(2025, 11, 3), date(2026, 1, 25), HEALTH,
             15_000, "Folkhälsa", {YOUTH: 0.60}, 0.10, 0.006, 0.02, 0.30, 1.8),
    Campaign("en-vecka-utan-el", "En vecka utan el", date(2026, 2, 2), date(2026, 3, 29), READY,
             52_000, "Kris & beredskap", {FACEBOOK: 0.38, INSTAGRAM: 0.30, YOUTUBE: 0.25}, 0.25, 0.009, 0.03, 0.25),
    Campaign("screening-2026", "Fem minuter som kan rädda ditt liv", date(2026, 9, 14), date(2026, 11, 29), HEALTH,
             90_000, "Folkhälsa", {FACEBOOK: 0.36, INSTAGRAM: 0.32}, 0.15, 0.011, 0.055, 0.15),
)  # fmt: skip


def campaigns_since(first: date) -> tuple[Campaign, ...]:
    """The campaigns that began on or after a day."""
    return tuple(campaign for campaign in CAMPAIGNS if campaign.starts_on >= first)


def campaign_rows(campaigns: tuple[Campaign, ...]) -> list[_Row]:
    """Rows of `campaigns`."""
    columns = ("campaign_id", "name", "starts_on", "ends_on", "objective", "budget")
    return [{"org_id": OWN} | {name: getattr(campaign, name) for name in columns} for campaign in campaigns]


# campaign, metric, low, high, period
CAMPAIGN_GOALS = (
    ("influensa-2024", "reach", 75_000, None, "campaign"),
    ("sommarjobb-2025", "conversions", 550, None, "campaign"),
    ("nya-linjenatet", "video_views", 150_000, None, "campaign"),
    ("fraga-oss", "engagement_rate_followers", 5, 7, "post"),
    ("en-vecka-utan-el", "cost_per_contact", None, 0.10, "campaign"),
    ("screening-2026", "reach", 95_000, None, "campaign"),
    ("screening-2026", "conversions", 400, None, "campaign"),
)
# account, then the monthly floor of 2025 and of 2026 for each metric
CHANNEL_GOALS = (
    (FACEBOOK, {"followers": (22_000, 26_000), "reach": (75_000, 110_000), "interactions": (7_000, 8_000)}),
    (INSTAGRAM, {"followers": (10_000, 12_500), "reach": (40_000, 42_000), "interactions": (5_000, 5_500)}),
    (LINKEDIN, {"followers": (8_500, 10_500), "reach": (16_000, 17_000), "interactions": (1_500, 1_200)}),
)


def goal_rows(campaigns: tuple[Campaign, ...], first: date) -> list[_Row]:
    """Rows of `goals`, a row for each wording."""
    known = {campaign.campaign_id: campaign for campaign in campaigns}
    found = [_campaign_goal(known[goal[0]], *goal[1:]) for goal in CAMPAIGN_GOALS if goal[0] in known]
    found += list(_channel_goals(first))
    found += [
        _goal("alvmark-reach-share", date(2024, 12, 9), metric="reach_share_of_inhabitants", period="month", low=10,
              starts_on=date(2025, 1, 1), ends_on=date(2026, 12, 31), objective=TRUST),
        _goal("alvmark-answers", date(2025, 12, 10), account_id=FACEBOOK, platform="facebook", period="month", low=80,
              metric="answered_in_time", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), objective=TRUST),
        _goal("alvmark-trafiken-posts", date(2025, 12, 10), account_id=TRANSPORT, platform="facebook", period="week",
              metric="posts", low=2, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), objective=TRAVEL),
        _goal("alvmark-youtube-minutes-2026", date(2025, 12, 10), account_id=YOUTUBE, platform="youtube", low=60_000,
              metric="minutes_viewed", period="year", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)),
        _goal("alvmark-youtube-minutes-2026", date(2026, 2, 12), account_id=YOUTUBE, platform="youtube", low=60_000,
              metric="minutes_viewed", period="year", withdrawn=True),
    ]  # fmt: skip
    return found


def _channel_goals(first: date) -> Iterator[_Row]:
    for year in (2025, 2026):
        if date(year, 1, 1) < first:
            continue
        for account, floors in CHANNEL_GOALS:
            for metric, floor in floors.items():
                goal_id = f"{account}-{metric}-{year}"
                span = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31), "objective": TRUST}
                platform = account.removeprefix("alvmark-")
                scope = {"account_id": account, "platform": platform, "metric": metric, "period": "month"}
                yield _goal(goal_id, date(year - 1, 12, 10), low=floor[year - 2025], **scope, **span)
                if goal_id == f"{FACEBOOK}-reach-2026":
                    # Lowered when the platform's new way of counting was announced: a moved goalpost.
                    yield _goal(goal_id, date(2026, 5, 25), low=95_000, **scope, **span)


def _campaign_goal(campaign: Campaign, metric: str, low: float | None, high: float | None, period: str) -> _Row:
    return _goal(
        f"{campaign.campaign_id}-{metric}",
        campaign.starts_on.replace(day=1),
        campaign_id=campaign.campaign_id,
        metric=metric,
        period=period,
        low=low,
        high=high,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        objective=campaign.objective,
    )


def _goal(goal_id: str, set_on: date, **columns: Any) -> _Row:
    set_at = datetime(set_on.year, set_on.month, set_on.day, 8, 30, tzinfo=UTC)
    return {"goal_id": goal_id, "set_at": set_at, "org_id": OWN, "set_by": "Kommunikationsavdelningen"} | (
        {"withdrawn": False} | columns
    )
