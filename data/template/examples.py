"""One row of each sheet filled in, to show how it is done. It is marked as an example and never imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from locales import N_

Value = str | int | float | bool | date | datetime

MARK = N_("Example: {value}")
ORGANISATION, CHANNEL, CAMPAIGN = "norrvik", "norrvik-facebook", "norrvik-sommar-2026"
_PUBLISHED = datetime(2026, 3, 5, 14, 30)  # noqa: DTZ001 -- as a sheet has it, with the zone in its heading
_TEXT = N_("The storm: many asked about power cuts.")
_AIM = N_("More people know where to turn")
_CHANGE = "Visningar räknas på ett nytt sätt.", "Views are counted in a new way."

EXAMPLES: dict[str, Mapping[str, Value]] = {
    "organisations": {
        "org_id": ORGANISATION, "name": "Norrviks kommun", "sector": "municipality", "own": True,
        "official_code": "0199", "county_code": "01", "lead_metric": "reach",
    },
    "audience_bases": {"org_id": ORGANISATION, "kind": "inhabitants", "year": 2025, "size": 34_500},
    "peer_groups": {
        "org_id": ORGANISATION, "scheme": "skr", "year": 2023, "group_code": "B4",
        "group_name": "Pendlingskommun nära större stad",
    },
    "accounts": {
        "account_id": CHANNEL, "org_id": ORGANISATION, "platform": "facebook", "name": "Norrviks kommun",
        "handle": "norrvikskommun", "external_id": "100064000000001", "primary": True, "opened_on": date(2012, 3, 1),
        "day_zone": "America/Los_Angeles",
    },
    "account_days": {"account_id": CHANNEL, "date": date(2026, 3, 31), "followers": 5_600},
    "account_reach": {"account_id": CHANNEL, "window_end": date(2026, 3, 31), "window_days": 28, "reach": 8_500},
    "posts": {
        "post_id": "norrvik-2026-03-05", "account_id": CHANNEL, "published_at": _PUBLISHED,
        "format": "photo", "topic": "Snöröjning", "paid": False, "reach": 2_150, "reactions": 140, "comments": 12,
        "shares": 9,
    },
    "campaigns": {
        "campaign_id": CAMPAIGN, "org_id": ORGANISATION, "name": "Sommarjobb 2026", "starts_on": date(2026, 1, 15),
        "ends_on": date(2026, 2, 28), "budget": 40_000,
    },
    "campaign_days": {
        "campaign_id": CAMPAIGN, "account_id": CHANNEL, "date": date(2026, 1, 15), "views": 1_900, "clicks": 85,
        "spend": 412.5,
    },
    "goals": {
        "goal_id": "norrvik-rackvidd-2026", "set_at": date(2026, 1, 15), "org_id": ORGANISATION,
        "metric": "engagement_rate_followers", "period": "month", "low": 5, "high": 7,
        "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "objective": _AIM,
    },
    "notes": {
        "note_id": "norrvik-storm", "written_at": date(2026, 3, 6), "org_id": ORGANISATION,
        "from_date": date(2026, 3, 4), "to_date": date(2026, 3, 5), "text": _TEXT,
    },
    "series_breaks": {
        "platform": "facebook", "metric": "views", "date": date(2025, 11, 15), "label_sv": _CHANGE[0],
        "label_en": _CHANGE[1],
    },
    "audience_shares": {
        "account_id": CHANNEL, "date": date(2026, 3, 31), "dimension": "gender", "segment": "women", "share": 0.56,
    },
    "web_days": {
        "org_id": ORGANISATION, "date": date(2026, 3, 31), "source": "facebook", "visits": 210, "page_views": 480,
    },
}  # fmt: skip
