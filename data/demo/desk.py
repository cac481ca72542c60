"""What the fictional region knows beside the platforms' figures: notes, breaks, who its followers are, its web."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import polars as pl

from data.demo.campaigns import FACEBOOK, INSTAGRAM, LINKEDIN, OWN, TRANSPORT
from data.demo.channels import REACH_BREAK, STORM, VIEWS_BREAK, VIRAL_DAY
from data.demo.season import LAST_DAY, attention, days_between, stream

# account, first day, last day, text
NOTES = (
    (None, date(2023, 11, 20), date(2023, 11, 20), "Ny grafisk profil i alla kanaler."),
    (INSTAGRAM, date(2024, 2, 1), date(2024, 2, 29), "Vi prövar reels tre gånger i veckan."),
    (None, date(2024, 7, 1), date(2024, 7, 28), "Sommarbemanning: ett inlägg om dagen i stället för två."),
    (FACEBOOK, *STORM, "Stormen Ylva. Krisorganisationen publicerade dygnet runt."),
    (FACEBOOK, date(2025, 2, 10), date(2025, 2, 12), "Facebook levererade ingen statistik de här dagarna."),
    (TRANSPORT, date(2025, 8, 18), date(2025, 8, 24), "Nya linjenätet startade. Många frågor i kommentarerna."),
    (FACEBOOK, VIEWS_BREAK, VIEWS_BREAK, "Facebook räknar visningar på ett nytt sätt från och med i dag."),
    (LINKEDIN, date(2026, 1, 12), date(2026, 1, 30), "Cheferna började dela våra jobbannonser."),
    (FACEBOOK, VIRAL_DAY, date(2026, 3, 15),
     "Filmen om busschauffören Maj-Britt spreds långt utanför länet. Räkna inte med samma siffror igen."),
    (FACEBOOK, REACH_BREAK, REACH_BREAK, "Räckvidd mäts på ett nytt sätt. Jämför inte med tiden före."),
    (None, date(2026, 9, 13), date(2026, 9, 13), "Valdag. Vi publicerade bara samhällsinformation."),
)  # fmt: skip
SOCIAL = {FACEBOOK: "facebook", TRANSPORT: "facebook", INSTAGRAM: "instagram", LINKEDIN: "linkedin"}
OTHER_SOURCES = {"search": 5200.0, "direct": 2100.0, "newsletter": 90.0}


def notes(first: date) -> list[dict[str, Any]]:
    """Rows of `notes`, written the day after."""
    return [
        {
            "note_id": f"alvmark-{number:02d}",
            "written_at": datetime(to.year, to.month, to.day, 13, 5, tzinfo=UTC),
            "org_id": OWN,
            "account_id": account,
            "from_date": start,
            "to_date": to,
            "text": text,
            "author": "Kommunikationsavdelningen",
            "withdrawn": False,
        }
        for number, (account, start, to, text) in enumerate(NOTES, start=1)
        if start >= first
    ]


def series_breaks() -> list[dict[str, Any]]:
    """Rows of `series_breaks`: two days on which Meta changed what it counts."""
    return [
        {
            "platform": "facebook",
            "account_id": None,
            "metric": "views",
            "date": VIEWS_BREAK,
            "label_sv": "Exponeringar blev visningar",
            "label_en": "Impressions became views",
            "source": "Meta, Graph API changelog: Page impressions replaced by views on 15 November 2025",
        },
        {
            "platform": "facebook",
            "account_id": None,
            "metric": "reach",
            "date": REACH_BREAK,
            "label_sv": "Räckvidd räknas på ett nytt sätt",
            "label_en": "Reach is counted in a new way",
            "source": "Meta, Graph API changelog: Page reach replaced by viewers on 15 June 2026",
        },
    ]


def audience_shares(seed: int, first: date) -> pl.DataFrame:
    """Rows of `audience_shares`: gender and age of followers on the last day of each month."""
    ages = {"18–24": 0.07, "25–34": 0.17, "35–44": 0.24, "45–54": 0.22, "55–64": 0.17, "65+": 0.13}
    younger = {"18–24": 0.13, "25–34": 0.28, "35–44": 0.27, "45–54": 0.18, "55–64": 0.09, "65+": 0.05}
    month_ends = [day for day in days_between(first, LAST_DAY) if _is_month_end(day)]
    found = []
    for account, women, by_age in ((FACEBOOK, 0.74, ages), (INSTAGRAM, 0.78, younger)):
        random = stream(seed, "audience", account)
        for n, day in enumerate(month_ends):
            her = women - 0.0012 * n + random.normal(0, 0.002)
            parts = np.array(list(by_age.values())) * random.uniform(0.98, 1.02, len(by_age))
            segments = {("gender", "women"): her, ("gender", "men"): 0.99 - her, ("gender", "unknown"): 0.01}
            segments |= {("age", age): part for age, part in zip(by_age, parts / parts.sum(), strict=True)}
            found += [
                {"account_id": account, "date": day, "dimension": kind, "segment": segment, "share": round(share, 4)}
                for (kind, segment), share in segments.items()
            ]
    return pl.DataFrame(found)


def _is_month_end(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).month != day.month


def web_days(seed: int, first: date, own_days: pl.DataFrame, campaign_days: pl.DataFrame) -> pl.DataFrame:
    """Rows of `web_days`: visits to the region's web from its social accounts, by campaign link, and from elsewhere."""
    random = stream(seed, "web")
    arrived = _clicks(own_days, campaign_days)
    visits = random.binomial(arrived["clicks"].to_numpy(), 0.72)
    found = [_visits(random, arrived.drop("clicks"), visits, engaged=0.44, pages=1.5)]
    days = days_between(first, LAST_DAY)
    for name, level in OTHER_SOURCES.items():
        every = pl.DataFrame({"date": days, "source": name, "utm_campaign": None}, schema=arrived.drop("clicks").schema)
        found.append(_visits(random, every, random.poisson(level * attention(days)), engaged=0.63, pages=2.6))
    return pl.concat(found).sort("date", "source", "utm_campaign")


def _clicks(own_days: pl.DataFrame, campaign_days: pl.DataFrame) -> pl.DataFrame:
    """Clicks on links each day by source and campaign, those outside campaigns without one."""
    campaigns = campaign_days.select("date", "account_id", "clicks", utm_campaign="campaign_id")
    ordinary = own_days.select("date", "account_id", clicks="link_clicks")
    return (
        pl.concat([campaigns, ordinary], how="diagonal")
        .with_columns(source=pl.col("account_id").replace_strict(SOCIAL, default=None))
        .filter(pl.col("source").is_not_null())
        .group_by("date", "source", "utm_campaign")
        .agg(pl.col("clicks").sum())
        .sort("date", "source", "utm_campaign")
    )


def _visits(
    random: np.random.Generator, visits_from: pl.DataFrame, visits: np.ndarray[Any, Any], engaged: float, pages: float
) -> pl.DataFrame:
    stayed = random.binomial(visits, engaged)
    return visits_from.with_columns(
        org_id=pl.lit(OWN),
        visits=pl.Series(visits),
        engaged_visits=pl.Series(stayed),
        page_views=pl.Series(visits + random.poisson(visits * (pages - 1))),
        minutes=pl.Series(np.round(stayed * random.uniform(1.6, 2.2, len(visits)), 1)),
    )
