"""A small store made from figures that six public organisations have told about themselves (README.md names them).

Only what was told has a row: two follower counts a year apart, twelve months of reach, single posts. Where a total
had to be split over columns or posts, the split is made up and the total is not.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data.demo.tables import rows, write_parquet

Rows = list[dict[str, Any]]

# account id: organisation, its name, sector, platform
ACCOUNTS = {
    "vasternorrland-facebook": ("region-vasternorrland", "Region Västernorrland", "region", "facebook"),
    "skane-facebook": ("region-skane", "Region Skåne", "region", "facebook"),
    "sormland-facebook": ("region-sormland", "Region Sörmland", "region", "facebook"),
    "rymdstyrelsen-facebook": ("rymdstyrelsen", "Rymdstyrelsen", "agency", "facebook"),
    "vastervik-facebook": ("vasterviks-kommun", "Västerviks kommun", "municipality", "facebook"),
    "vasterbotten-youtube": ("region-vasterbotten", "Region Västerbotten", "region", "youtube"),
}
INHABITANTS = {"region-vasternorrland": 245_000, "region-skane": 1_400_000, "region-sormland": 300_000}
FOLLOWERS = {  # on 31 December 2019 and 2020
    "vasternorrland-facebook": (4_500, 27_000),
    "skane-facebook": (11_000, 58_000),
    "sormland-facebook": (7_600, 19_000),
    "rymdstyrelsen-facebook": (None, 5_600),
}
# Persons reached in each month of 2020: 121 540 on average, and in December.
REACH_OF_MONTHS = (
    98_300, 104_900, 131_700, 140_200, 133_400, 112_600, 96_840, 108_700, 123_900, 138_200, 148_200, 121_540,
)  # fmt: skip
SKANE_TOP_POST = {"reactions": 190_000, "comments": 11_000, "shares": 30_000}  # 231 000 interactions
VASTERVIK_FOLLOWERS = 10_000
VASTERVIK_REACTIONS = (300, 499, 500, 580, 620, 640, 700, 820)  # five of eight between 5 and 7 per cent
MONTH_ENDS = [date(2020, month, day) for month, day in enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1)]


def write_golden_store(folder: Path) -> None:
    """Write the store to the folder."""
    organisations = {org_id: (name, sector) for org_id, name, sector, _ in ACCOUNTS.values()}
    tables = {
        "organisations": [
            {"org_id": org_id, "name": name, "sector": sector, "own": True}
            for org_id, (name, sector) in organisations.items()
        ],
        "accounts": [
            {"account_id": account, "org_id": org_id, "platform": platform, "name": name, "primary": True}
            for account, (org_id, name, _, platform) in ACCOUNTS.items()
        ],
        "audience_bases": [
            {"org_id": org_id, "kind": "inhabitants", "year": 2020, "size": size}
            for org_id, size in INHABITANTS.items()
        ],
        "peer_groups": [
            {"org_id": org_id, "scheme": "region", "year": 2020, "group_code": "regions", "group_name": "Regioner"}
            for org_id in INHABITANTS
        ],
        "account_days": _account_days(),
        "account_reach": _account_reach(),
        "posts": _posts(),
        "goals": _goals(),
    }
    write_parquet(folder, {table: rows(table, found) for table, found in tables.items()})


def _account_days() -> Rows:
    found: Rows = [
        {"account_id": account, "date": date(year, 12, 31), "followers": followers}
        for account, counts in FOLLOWERS.items()
        for year, followers in zip((2019, 2020), counts, strict=True)
        if followers is not None
    ]
    found += [
        {"account_id": "vastervik-facebook", "date": date(2020, 10, day), "followers": VASTERVIK_FOLLOWERS}
        for day in range(1, 32)
    ]
    year = {"date": date(2015, 12, 31), "video_views": 41_105, "minutes_viewed": 182_094.0}
    return [*found, {"account_id": "vasterbotten-youtube"} | year]


def _account_reach() -> Rows:
    found: Rows = [
        {"account_id": "vasternorrland-facebook", "window_end": end, "window_days": end.day, "reach": reach}
        for end, reach in zip(MONTH_ENDS, REACH_OF_MONTHS, strict=True)
    ]
    return found + [
        {"account_id": "rymdstyrelsen-facebook", "window_end": end, "window_days": days, "reach": 8_500}
        for end, days in ((date(2020, 12, 28), 28), (date(2020, 12, 31), 31))
    ]


def _posts() -> Rows:
    found: Rows = [
        _post("skane-facebook", 1, date(2020, 4, 2), reach=1_000_000, **SKANE_TOP_POST),
        _post("rymdstyrelsen-facebook", 1, date(2020, 12, 14), reach=8_500, followers_at_post=5_600),
    ]
    for number, reactions in enumerate(VASTERVIK_REACTIONS, 1):
        # Every other post has no count of followers of its own: the account's on that day stands in.
        followers = VASTERVIK_FOLLOWERS if number % 2 else None
        day = date(2020, 10, 3 * number)
        found.append(_post("vastervik-facebook", number, day, reactions=reactions, followers_at_post=followers))
    return found


def _post(account: str, number: int, day: date, **columns: Any) -> dict[str, Any]:
    at = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)
    return {"post_id": f"{account}-{number}", "account_id": account, "published_at": at, "format": "photo"} | columns


def _goals() -> Rows:
    def goal(goal_id: str, org_id: str, **columns: Any) -> dict[str, Any]:
        set_at = datetime(2019, 12, 16, 9, 0, tzinfo=UTC)
        span = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31)}
        return {"goal_id": goal_id, "set_at": set_at, "org_id": org_id, "withdrawn": False} | span | columns

    tenth = {"metric": "reach_share_of_inhabitants", "period": "month", "low": 10}
    band = {"metric": "engagement_rate_followers", "period": "post", "low": 5, "high": 7}
    return [
        goal("vasternorrland-reach", "region-vasternorrland", **tenth),
        goal("vastervik-band", "vasterviks-kommun", **band),
    ]
