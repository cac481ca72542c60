"""A store with one right row in every table, to be put wrong in one place at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from data.schema import dtypes

DAY, TIME = date(2026, 10, 1), datetime(2026, 10, 1, 8, 30, tzinfo=UTC)
NO_FIGURES = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # the sha256 of nothing
REPORT = {"org_id": "region", "kind": "month", "period": "2026-10", "language": "sv", "choices": "{}"}
ROWS: dict[str, dict[str, Any]] = {
    "organisations": {"org_id": "region", "name": "Region Älvmark", "sector": "region", "own": True},
    "audience_bases": {"org_id": "region", "kind": "inhabitants", "year": 2025, "size": 287_000},
    "peer_groups": {"org_id": "region", "scheme": "regions", "year": 2025, "group_code": "all"},
    "accounts": {"account_id": "fb", "org_id": "region", "platform": "facebook", "name": "Region Älvmark"},
    "account_days": {"account_id": "fb", "date": DAY, "followers": 1_200, "views": 40, "minutes_viewed": 1.5},
    "account_reach": {"account_id": "fb", "window_end": DAY, "window_days": 28, "reach": 9_000},
    "posts": {"post_id": "p1", "account_id": "fb", "published_at": TIME, "format": "photo", "spend": 120.0},
    "campaigns": {"campaign_id": "c1", "org_id": "region", "name": "Vaccinera dig", "starts_on": DAY},
    "campaign_days": {"campaign_id": "c1", "account_id": "fb", "date": DAY, "spend": 10.0},
    "goals": {"goal_id": "g1", "set_at": TIME, "org_id": "region", "metric": "reach", "period": "month", "low": 1.0},
    "notes": {"note_id": "n1", "written_at": TIME, "org_id": "region", "from_date": DAY, "text": "Snökaos"},
    "series_breaks": {"platform": "facebook", "account_id": None, "metric": "views", "date": DAY},
    "audience_shares": {"account_id": "fb", "date": DAY, "dimension": "gender", "segment": "women", "share": 0.6},
    "web_days": {"org_id": "region", "date": DAY, "source": "facebook", "utm_campaign": None, "visits": 12},
    "imports": {"import_id": "i1", "file_name": "oktober.csv", "imported_at": TIME},
    "report_drafts": REPORT | {"draft_id": "d1", "started_at": TIME, "saved_at": TIME},
    "reports": REPORT
    | {
        "report_id": "r1",
        "table_versions": "{}",
        "frozen_at": TIME,
        "reckoned_on": DAY,
        "author": "Anna",
        "contents": '{"figures":[],"report":{}}',
        "figures_sha256": NO_FIGURES,
    },
}


def table(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """The table's right row with each of the changes made to it, one row a change; without changes, that row."""
    made = [ROWS[name] | row for row in rows or ({},)]
    columns = dict.fromkeys(column for row in made for column in row)
    return pl.DataFrame(made, schema={column: dtypes(name).get(column) for column in columns}, orient="row")


def write(folder: Path, *tables: str, **changed: pl.DataFrame) -> Path:
    """The folder, holding the named tables (all of them where none is named) and those changed, as plain Parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in tables or ROWS:
        table(name).write_parquet(folder / f"{name}.parquet")
    for name, rows in changed.items():
        rows.write_parquet(folder / f"{name}.parquet")
    return folder
