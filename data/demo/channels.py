"""The fictional region and its accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.demo.campaigns import FACEBOOK, INSTAGRAM, LINKEDIN, OWN, TRANSPORT, YOUTH, YOUTUBE

NAME = "Region Älvmark"
INHABITANTS = {2023: 285_640, 2024: 286_210, 2025: 286_930, 2026: 287_410}
VIEWS_BREAK, REACH_BREAK = date(2025, 11, 15), date(2026, 6, 15)
VIRAL_DAY = date(2026, 3, 12)
STORM = (date(2025, 1, 13), date(2025, 1, 16))


@dataclass(frozen=True)
class Channel:
    """An account: its followers when the demo begins, its audience, and how that audience behaves.

    `persons` are all who may ever see it, `daily_share` of them do on an ordinary day, `frequency` times each.
    The rates are per person that a post reaches.
    """

    account_id: str
    platform: str
    name: str
    handle: str
    unit: str
    primary: bool
    followers: int
    growth: float  # a year
    posts_a_week: float
    persons: int
    daily_share: float
    frequency: float
    formats: dict[str, float]
    reactions: float
    comments: float
    shares: float | None
    saves: float | None
    messages: float = 0.0  # a day
    topics: dict[str, float] | None = None

    def row(self) -> dict[str, Any]:
        """Its row of `accounts`."""
        names = ("account_id", "platform", "name", "handle", "unit", "primary")
        zone = {"facebook": "America/Los_Angeles", "instagram": "America/Los_Angeles"}.get(self.platform)
        return {"org_id": OWN, "day_zone": zone} | {name: getattr(self, name) for name in names}


CENTRAL = "Kommunikationsavdelningen"
CHANNELS = (
    Channel(FACEBOOK, "facebook", NAME, "regionalvmark", CENTRAL, True, 17_400, 0.12, 4.3, 150_000, 0.046, 1.55,
            {"photo": 0.34, "album": 0.08, "video": 0.14, "reel": 0.12, "link": 0.22, "text": 0.04, "event": 0.05,
             "live": 0.01}, 0.026, 0.0042, 0.0040, None, 9.0),
    Channel(INSTAGRAM, "instagram", NAME, "regionalvmark", CENTRAL, True, 6_900, 0.21, 3.5, 90_000, 0.030, 1.65,
            {"photo": 0.28, "album": 0.16, "reel": 0.30, "story": 0.26}, 0.044, 0.0022, 0.0040, 0.0034),
    Channel(LINKEDIN, "linkedin", NAME, "region-alvmark", CENTRAL, True, 5_600, 0.22, 1.8, 40_000, 0.026, 1.40,
            {"photo": 0.40, "video": 0.15, "link": 0.30, "text": 0.15}, 0.038, 0.0030, 0.0030, None),
    Channel(YOUTUBE, "youtube", NAME, "@regionalvmark", CENTRAL, True, 1_450, 0.16, 0.6, 60_000, 0.0045, 1.30,
            {"video": 0.82, "live": 0.18}, 0.016, 0.0020, 0.0040, None),
    Channel(TRANSPORT, "facebook", "Älvmarkstrafiken", "alvmarkstrafiken", "Älvmarkstrafiken", False, 8_300, 0.07, 1.7,
            50_000, 0.034, 1.50, {"photo": 0.30, "link": 0.50, "text": 0.12, "video": 0.08}, 0.012, 0.0065, 0.0030,
            None, 6.0, {"Kollektivtrafik": 1.0}),
    Channel(YOUTH, "instagram", "Ungdomsmottagningen Älvmark", "umo_alvmark", "Ungdomsmottagningen", False, 2_600, 0.18,
            0.9, 25_000, 0.030, 1.60, {"photo": 0.35, "album": 0.20, "reel": 0.45}, 0.050, 0.0020, 0.0060, 0.0060,
            0.0, {"Folkhälsa": 0.8, "Vård": 0.2}),
)  # fmt: skip
# Days that the platforms never delivered: rows that are absent, and days without some figures.
ABSENT = {
    FACEBOOK: [date(2025, 2, 10), date(2025, 2, 11), date(2025, 2, 12)],
    LINKEDIN: [date(2024, 12, 24), date(2024, 12, 25)],
    TRANSPORT: [date(2026, 8, 3)],
}
WITHOUT_FIGURES = {
    INSTAGRAM: [date(2025, 6, 1), date(2025, 6, 2), date(2025, 6, 3)],
    YOUTUBE: [date(2026, 4, 30)],
}
