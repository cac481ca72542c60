"""Five organisations as they have told that they follow their goals: by month and channel, by week, by mix, by unit.

Geab has a target a metric, month and channel; Länsförsäkringar Östgöta posts a week, a mix of content and a reach;
Norrköping goals in each project's plan, paid and organic apart, visits and how long people wait; Region Sörmland none
on followers, on purpose; Varberg many units beside the main page. None has told any figures: all are made up here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.stores import Rows, write_store

GEAB, LANSFORSAKRINGAR, NORRKOPING = "geab", "lansforsakringar-ostgota", "norrkopings-kommun"
SORMLAND, VARBERG = "region-sormland", "varbergs-kommun"
NAMES = {
    GEAB: ("Geab", "utility"),
    LANSFORSAKRINGAR: ("Länsförsäkringar Östgöta", "insurer"),
    NORRKOPING: ("Norrköpings kommun", "municipality"),
    SORMLAND: ("Region Sörmland", "region"),
    VARBERG: ("Varbergs kommun", "municipality"),
}
ACCOUNTS = {  # account id: organisation, platform, name, unit
    "geab-facebook": (GEAB, "facebook", "Geab", None),
    "geab-instagram": (GEAB, "instagram", "Geab", None),
    "lf-facebook": (LANSFORSAKRINGAR, "facebook", "Länsförsäkringar Östgöta", None),
    "norrkoping-facebook": (NORRKOPING, "facebook", "Norrköpings kommun", None),
    "sormland-facebook": (SORMLAND, "facebook", "Region Sörmland", None),
    "varberg-facebook": (VARBERG, "facebook", "Varbergs kommun", "Kommunledningen"),
    "biblioteken-facebook": (VARBERG, "facebook", "Biblioteken i Varberg", "Biblioteken"),
    "biblioteken-instagram": (VARBERG, "instagram", "Biblioteken i Varberg", "Biblioteken"),
    "badet-facebook": (VARBERG, "facebook", "Simhallen", "Badet"),
}
MONTHS = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
# Followers at the end of the month, people reached in it, interactions in it.
BY_MONTH = {
    "geab-facebook": ((5_100, 9_200, 610), (5_180, 8_700, 540), (5_260, 10_400, 720)),
    "geab-instagram": ((2_040, 4_100, 380), (2_060, 4_300, 410), (2_050, 3_900, 455)),
    "sormland-facebook": ((19_400, 30_000, 4_100), (19_350, 31_000, 4_300), (19_300, 29_000, 4_900)),
    "varberg-facebook": ((14_000, 21_000, 2_000), (14_050, 22_000, 2_100), (14_100, 24_000, 2_250)),
    "biblioteken-facebook": ((3_000, 4_000, 310), (3_010, 4_100, 290), (3_020, 4_200, 340)),
    "biblioteken-instagram": ((1_500, 2_500, 205), (1_530, 2_600, 190), (1_560, 2_700, 230)),
    "badet-facebook": ((900, 1_200, 60), (905, 1_250, 44), (911, 1_300, 52)),
    "lf-facebook": ((8_000, 16_000, 900), (8_020, 17_000, 950), (8_050, 18_500, 990)),
}
GEAB_TARGETS = {"followers": (5_200, 2_000), "reach": (9_000, 4_000), "interactions": (600, 400)}
PROJECT = "trygg-i-norrkoping"
FILM = ("reel", "video", "live")


def write_followed_store(folder: Path) -> Path:
    """The folder, holding the five organisations and what they follow in the first quarter of 2026."""
    return write_store(
        folder,
        {
            "organisations": [
                {"org_id": org_id, "name": name, "sector": sector, "own": True}
                | {"lead_metric": "interactions" if org_id == SORMLAND else None}
                for org_id, (name, sector) in NAMES.items()
            ],
            "accounts": [
                {"account_id": account, "org_id": org_id, "platform": platform, "name": name, "unit": unit}
                for account, (org_id, platform, name, unit) in ACCOUNTS.items()
            ],
            "audience_bases": [{"org_id": VARBERG, "kind": "inhabitants", "year": 2026, "size": 68_000}],
            "account_days": [*_account_days(), *_messages()],
            "account_reach": _account_reach(),
            "posts": [*_content(), *_project()],
            "campaigns": [
                {"campaign_id": PROJECT, "org_id": NORRKOPING, "name": "Trygg i Norrköping", "budget": 5_000.0}
                | {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 29), "objective": "En trygg stad"}
            ],
            "web_days": [
                {"org_id": NORRKOPING, "date": date(2026, 3, day), "source": "facebook", "utm_campaign": PROJECT}
                | {"visits": 28}
                for day in range(2, 30)
            ],
            "goals": _goals(),
        },
    )


def _account_days() -> Rows:
    return [
        {"account_id": account, "date": day, "followers": followers, "reactions": interactions}
        for account, months in BY_MONTH.items()
        for day, (followers, _, interactions) in zip(MONTHS, months, strict=True)
    ]


def _account_reach() -> Rows:
    return [
        {"account_id": account, "window_end": day, "window_days": day.day, "reach": reach}
        for account, months in BY_MONTH.items()
        for day, (_, reach, _) in zip(MONTHS, months, strict=True)
    ]


def _messages() -> Rows:
    """Norrköping's contact centre: 20 answers a weekday, after 76 hours of waiting all in all, in March."""
    days = [date(2026, 3, day) for day in range(1, 32) if date(2026, 3, day).weekday() < 5]
    row = {"account_id": "norrkoping-facebook", "messages_received": 20, "messages_answered": 20, "answer_hours": 76.0}
    return [row | {"date": day} for day in days]


def _post(account: str, number: int, day: date, **columns: Any) -> dict[str, Any]:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    return {"post_id": f"{account}-{number}", "account_id": account, "published_at": at} | columns


def _content() -> Rows:
    """Länsförsäkringar's March: 5, 2, 6 and 7 posts a week; 7 of 20 are film, 6 on prevention, one says nothing."""
    days = [
        date(2026, 3, 2) + timedelta(weeks=week, days=day)
        for week, count in enumerate((5, 2, 6, 7))
        for day in range(count)
    ]
    topics = ["Skadeförebyggande"] * 6 + ["Erbjudande"] * 13 + [None]
    return [
        _post("lf-facebook", number, day, format=FILM[number % 3] if number < 7 else "photo", topic=topics[number])
        for number, day in enumerate(days)
    ]


def _project() -> Rows:
    """Norrköping's project: two paid posts and three organic ones, a story among them without clicks."""
    told = (
        ("reel", True, 180, 420, 2_400.0), ("photo", True, 95, 180, 1_200.0), ("photo", False, 60, 25, None),
        ("link", False, 40, 75, None), ("story", False, 45, None, None),
    )  # fmt: skip
    return [
        _post(
            "norrkoping-facebook",
            number,
            date(2026, 3, 3 + 5 * number),
            format=post_format,
            paid=paid,
            campaign_id=PROJECT,
            reactions=reactions,
            clicks=clicks,
            spend=spend,
            views=9_000,
            reach=5_000,
        )
        for number, (post_format, paid, reactions, clicks, spend) in enumerate(told)
    ]


def _goals() -> Rows:
    geab = [
        _goal(GEAB, metric, account_id=account, low=float(target))
        for metric, targets in GEAB_TARGETS.items()
        for account, target in zip(("geab-facebook", "geab-instagram"), targets, strict=True)
    ]
    project = {"campaign_id": PROJECT, "period": "campaign", "objective": "En trygg stad"}
    culture = {"objective": "Kultur för alla", "unit": "Biblioteken"}
    return [
        *geab,
        _goal(LANSFORSAKRINGAR, "posts", period="week", low=3.0),
        _goal(LANSFORSAKRINGAR, "share_of_posts", format="film", low=30.0),
        _goal(LANSFORSAKRINGAR, "share_of_posts", topic="Skadeförebyggande", low=25.0, high=40.0),
        _goal(LANSFORSAKRINGAR, "share_of_posts", topic="Erbjudande", high=60.0),
        _goal(LANSFORSAKRINGAR, "reach", low=18_000.0),
        _goal(NORRKOPING, "interactions", low=400.0, **project),
        _goal(NORRKOPING, "cost_per_click", high=6.0, **project),
        _goal(NORRKOPING, "clicks", low=800.0, **project),
        _goal(NORRKOPING, "web_visits_social", low=800.0),
        _goal(NORRKOPING, "hours_per_answer", high=4.0),
        _goal(SORMLAND, "interactions", low=4_500.0, objective="Dialog med invånarna"),
        _goal(VARBERG, "reach_share_of_inhabitants", low=30.0, objective="Välkomnande"),
        _goal(VARBERG, "interactions", low=500.0, **culture),
        _goal(VARBERG, "followers", low=4_600.0, **culture),
        _goal(VARBERG, "interactions", low=50.0, unit="Badet", objective="Välkomnande"),
    ]


def _goal(org_id: str, metric: str, **given: Any) -> dict[str, Any]:
    """A goal for every month of 2026, unless it is told otherwise."""
    narrowed = [str(given[name]) for name in ("account_id", "unit", "topic", "format") if name in given]
    row: dict[str, Any] = {"goal_id": "-".join([org_id, *narrowed, metric]), "org_id": org_id, "metric": metric}
    row |= {"period": "month"}
    row |= {"set_at": datetime(2025, 12, 15, 9, tzinfo=UTC), "starts_on": date(2026, 1, 1), "withdrawn": False}
    return row | {"low": None, "high": None} | given
