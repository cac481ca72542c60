"""The oracle's changes: a figure beside an earlier one, and what a reader must be told of both.

Written from docs/decisions/0002-what-the-numbers-mean.md, beside `plain_python` and `plain_calendar`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.plain_calendar import Span, compared, compared_months, earlier_span, span_named
from tests.plain_python import PARTS, Row, Tables, figure, interactions_of, local_day

DAY = timedelta(days=1)
STOCKS = ("followers", "followers_per_1000_inhabitants")
INTERACTIONS = (*PARTS, "interactions")
COLUMNS: dict[str, tuple[str, ...]] = {
    "followers": ("followers",),
    "net_followers": ("followers", "followers_gained", "followers_lost"),
    "follower_growth": ("followers",),
    "followers_per_1000_inhabitants": ("followers",),
    "reach": ("reach",),
    "reach_share_of_inhabitants": ("reach",),
    "views": ("views",),
    "interactions": INTERACTIONS,
    "posts": ("posts_published",),
    "interactions_per_post": (*INTERACTIONS, "posts_published"),
    "engagement_rate_followers": ("reactions", "followers"),
    "engagement_rate_reach": (*INTERACTIONS, "reach"),
    "interactions_per_1000_followers_and_post": (*INTERACTIONS, "posts_published", "followers"),
    "video_views": ("video_views",),
    "minutes_viewed": ("minutes_viewed",),
    "minutes_per_view": ("minutes_viewed", "video_views"),
    "answered_in_time": ("messages_answered_in_time", "messages_received"),
    "web_visits_social": (),
    "spend": (),
    "cost_per_contact": ("views",),
    "reach_rate": ("reach", "followers"),
    "conversions": (),
    "clicks": ("link_clicks", "clicks"),
    "cost_per_click": ("clicks",),
    "cost_per_conversion": (),
    "hours_per_answer": ("answer_hours", "messages_answered"),
    "share_of_posts": (),
    "reactions": ("reactions",),
    "comments": ("comments",),
    "shares": ("shares",),
}
"""What of an account each metric is counted from; a break in one of these is a break in the metric."""


@dataclass(frozen=True)
class Change:
    """Two figures and the change between them; None where none may be claimed."""

    by: str | None
    now: Row
    earlier: Row
    spans: tuple[Span, Span]
    amount: float | None = None
    per_cent: float | None = None


def changes(
    tables: Tables, metric: str, name: str, against: str, today: date, by: str | None = None
) -> Iterator[Change]:
    """The change of each group from the period before (`previous`) or a year before (`year`)."""
    if by == "month":
        for key, spans in compared_months(span_named(name), against, today).items():
            yield replace(change(tables, metric, spans, today, None, None), by=key)
        return
    spans = compared(span_named(name), earlier_span(name, against), today)
    for row in figure(tables, metric, "own", spans[0], today, by):
        yield change(tables, metric, spans, today, by, row.by)


def change(
    tables: Tables, metric: str, spans: tuple[Span, Span], today: date, by: str | None, key: str | None
) -> Change:
    """The change of one group between two spans of days."""
    now, earlier = (row_of(figure(tables, metric, "own", span, today, by), key) for span in spans)
    found = Change(key, now, earlier, spans)
    lacking = metric not in STOCKS and (lacks_days(now) or lacks_days(earlier))
    if lacking or any(spans[1].start < day <= spans[0].end for day in breaks_of(tables, metric, by, key)):
        return found
    amount = certain_change(now, earlier)
    exact = now.value is not None and earlier.value is not None
    per_cent = None
    if amount is not None and exact and earlier.value is not None and earlier.value > 0:
        per_cent = amount / earlier.value * 100
    return replace(found, amount=amount, per_cent=per_cent)


def row_of(rows: list[Row], key: str | None) -> Row:
    of_group = [row for row in rows if row.by == key]
    return of_group[0] if of_group else Row(key, None, None, None, False, None)


def lacks_days(row: Row) -> bool:
    """More than a tenth of the expected days are missing."""
    return row.days_missing is not None and 10 * row.days_missing > (row.days_expected or 0)


def certain_change(now: Row, earlier: Row) -> float | None:
    """The smallest change that is certain: none where the two intervals overlap."""
    rise = None if now.low is None or earlier.high is None else now.low - earlier.high
    fall = None if now.high is None or earlier.low is None else now.high - earlier.low
    if rise is not None and rise > 0:
        return rise
    if fall is not None and fall < 0:
        return fall
    return 0 if rise == 0 and fall == 0 else None


def accounts_of(tables: Tables, by: str | None, key: str | None) -> list[dict[str, Any]]:
    """The own accounts of a group of accounts."""
    own = [account for account in tables["accounts"] if account["org_id"] == "own"]
    column = {"account": "account_id", "platform": "platform"}.get(by or "")
    return own if column is None else [account for account in own if account[column] == key]


KNOWN_BREAKS = (
    ("instagram", "views", date(2025, 4, 21)),
    ("facebook", "views", date(2025, 11, 15)),
    ("facebook", "reach", date(2026, 6, 15)),
)


def breaks_of(tables: Tables, metric: str, by: str | None = None, key: str | None = None) -> list[date]:
    """The days from which the metric is counted in another way on some account of the group (0007-known-breaks)."""
    found = []
    for account in accounts_of(tables, by, key):
        told = [
            (row["metric"], row["date"])
            for row in tables.get("series_breaks", [])
            if row["account_id"] == account["account_id"]
            or (not row["account_id"] and row["platform"] == account["platform"])
        ]
        known = [
            (column, day)
            for platform, column, day in KNOWN_BREAKS
            if platform == account["platform"]
            and not any(name == column and abs((own - day).days) <= 45 for name, own in told)
        ]
        for column, day in told + known:
            if column in (metric, *COLUMNS[metric]) and has_two_sides(tables, account["account_id"], column, day):
                found.append(day)
    return found


def has_two_sides(tables: Tables, account_id: str, column: str, day: date) -> bool:
    """Whether the account has figures before the day and from it on; taken for granted of what no table holds."""
    if column not in set().union(*COLUMNS.values()):
        return True
    seen = seen_days(tables, account_id, column)
    return bool(seen) and min(seen) < day <= max(seen)


def seen_days(tables: Tables, account_id: str, column: str) -> list[date]:
    """The days of which the account has the column, in whichever table."""
    found = []
    for table, when in (("account_days", "date"), ("account_reach", "window_end"), ("campaign_days", "date")):
        found += [(row, row[when]) for row in tables.get(table, [])]
    found += [(row, local_day(row["published_at"])) for row in tables.get("posts", [])]
    # What is also the name of a metric is the whole of it.
    columns = COLUMNS[column] if column in ("interactions", "clicks") else (column,)
    return [
        day
        for row, day in found
        if row["account_id"] == account_id and any(row.get(one) is not None for one in columns)
    ]


# Provisional days


def days_with_figures(tables: Tables, account_id: str) -> set[date]:
    """The days on which the account has any figure of days or of reach."""
    columns = set().union(*COLUMNS.values()) | {"profile_visits"}
    days = {
        row["date"]
        for row in tables.get("account_days", [])
        if row["account_id"] == account_id
        and (interactions_of(row) is not None or any(row.get(column) is not None for column in columns))
    }
    windows = [row for row in tables.get("account_reach", []) if row["account_id"] == account_id]
    return days | {row["window_end"] for row in windows if row["reach"] is not None}


def read_on(tables: Tables, account_id: str) -> date | None:
    """The day on which the account's figures were read."""
    behind = {
        row.get("import_id")
        for table in ("account_days", "account_reach")
        for row in tables.get(table, [])
        if row["account_id"] == account_id
    }
    in_effect = [row for row in tables.get("imports", []) if row.get("undone_at") is None]
    told = [row.get("observed_at") or row.get("imported_at") for row in in_effect if row["import_id"] in behind]
    if read := [local_day(at) for at in told if at is not None]:
        return max(read)
    days = days_with_figures(tables, account_id)
    return max(days) + DAY if days else None


def provisional_days(tables: Tables, account_id: str) -> list[date]:
    """The days with figures, and between them, that are later than four days before the figures were read."""
    read, days = read_on(tables, account_id), days_with_figures(tables, account_id)
    if read is None or not days or read - DAY * 3 > max(days):
        return []
    return list(Span(read - DAY * 3, max(days)))
