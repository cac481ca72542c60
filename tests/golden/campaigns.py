"""Two campaigns as two organisations have told that they follow theirs: by three goals, and by the cost per contact.

Jämtkraft sets goals for each campaign on people reached, conversions and video views, and tries versions against each
other; Tullverket watches the cost per contact. Neither has told any figures: all of them are made up here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.stores import Rows, write_store

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 29)
DAYS = (LAST - FIRST).days + 1
JAMTKRAFT, TULLVERKET = "jamtkraft", "tullverket"
REACHED, CONVERSIONS, VIDEO_VIEWS = 42_000, 420, 30_800  # of Jämtkraft's campaign, on its one channel
SPEND, CONTACTS = 48_600.0, 270_000  # of Tullverket's: 0.18 kronor a contact


def write_campaign_store(folder: Path) -> Path:
    """The folder, holding the two organisations and their campaigns."""
    return write_store(
        folder,
        {
            "organisations": [
                {"org_id": JAMTKRAFT, "name": "Jämtkraft", "sector": "utility", "own": True},
                {"org_id": TULLVERKET, "name": "Tullverket", "sector": "agency", "own": True},
            ],
            "accounts": [
                {"account_id": f"{one}-facebook", "org_id": one, "platform": "facebook", "name": one}
                for one in (JAMTKRAFT, TULLVERKET)
            ],
            "campaigns": [
                _campaign("elavtal-2026", JAMTKRAFT, "Byt elavtal 2026", "Fler kunder"),
                _campaign("resa-2026", TULLVERKET, "Res rätt", "Rätt från början"),
            ],
            "campaign_days": [*_jamtkraft(), *_tullverket()],
            "posts": _posts(),
            "goals": [
                _goal("elavtal-reach", JAMTKRAFT, "elavtal-2026", "reach", low=40_000.0),
                _goal("elavtal-conversions", JAMTKRAFT, "elavtal-2026", "conversions", low=500.0),
                _goal("elavtal-video", JAMTKRAFT, "elavtal-2026", "video_views", low=28_000.0),
                _goal("resa-cost", TULLVERKET, "resa-2026", "cost_per_contact", high=0.20),
            ],
        },
    )


def _campaign(campaign: str, organisation: str, name: str, objective: str) -> dict[str, Any]:
    row = {"campaign_id": campaign, "org_id": organisation, "name": name, "objective": objective}
    return row | {"starts_on": FIRST, "ends_on": LAST, "budget": 60_000.0}


def _goal(goal_id: str, organisation: str, campaign: str, metric: str, **sides: float) -> dict[str, Any]:
    row = {"goal_id": goal_id, "org_id": organisation, "campaign_id": campaign, "metric": metric, "period": "campaign"}
    set_at = datetime(2026, 2, 20, 9, tzinfo=UTC)
    return row | {"set_at": set_at, "withdrawn": False, "low": None, "high": None} | sides


def _jamtkraft() -> Rows:
    return [
        {"campaign_id": "elavtal-2026", "account_id": "jamtkraft-facebook", "date": FIRST + timedelta(days=number)}
        | {"conversions": CONVERSIONS // DAYS, "video_views": VIDEO_VIEWS // DAYS, "views": 4_000, "clicks": 60}
        | {"spend": 1_500.0, "reach_to_date": REACHED * (number + 1) // DAYS}
        for number in range(DAYS)
    ]


def _tullverket() -> Rows:
    """Its first day has spend and no views, and so is no part of what a contact cost."""
    found: Rows = [
        {"campaign_id": "resa-2026", "account_id": "tullverket-facebook", "date": FIRST + timedelta(days=number)}
        | {"spend": SPEND / (DAYS - 1), "views": CONTACTS // (DAYS - 1)}
        for number in range(DAYS)
    ]
    return [found[0] | {"spend": 900.0, "views": None}, *found[1:]]


VERSIONS = {"A": ((120, 60), (160, 66), (140, 75)), "B": ((150, 118), (130, 140), (190, 152))}
"""Reactions and clicks of each version's posts."""


def _posts() -> Rows:
    return [
        {
            "post_id": f"elavtal-{version}-{number}",
            "account_id": "jamtkraft-facebook",
            "campaign_id": "elavtal-2026",
            "published_at": datetime(2026, 3, 3 + 5 * number, 10, tzinfo=UTC),
            "variant": version,
            "paid": True,
            "reach": 6_000 + 700 * number,
            "views": 9_000 + 900 * number,
            "reactions": reactions,
            "clicks": clicks,
        }
        for version, counts in VERSIONS.items()
        for number, (reactions, clicks) in enumerate(counts)
    ]
