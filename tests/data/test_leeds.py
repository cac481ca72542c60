"""The store of LEEDS 2023: the published figures, unchanged where they are figures and missing where they are not."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.demo.leeds import SOURCE, leeds_tables
from data.store import open_store

FACEBOOK, LINKEDIN = "leeds-2023-facebook", "leeds-2023-linkedin"


def source(platform: str) -> list[dict[str, str]]:
    with (SOURCE / f"{platform}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def account_days(leeds_store: Path) -> pl.DataFrame:
    return open_store(str(leeds_store)).scan("account_days").collect()


def days_of(account_days: pl.DataFrame, account: str) -> dict[date, dict[str, object]]:
    return {row["date"]: row for row in account_days.filter(pl.col("account_id") == account).iter_rows(named=True)}


@pytest.mark.parametrize(("platform", "account"), [("facebook", FACEBOOK), ("linkedin", LINKEDIN)])
def test_every_follower_count_is_the_published_one_and_0_is_missing(
    account_days: pl.DataFrame, platform: str, account: str
) -> None:
    told = days_of(account_days, account)
    published = {date.fromisoformat(row["date"]): int(row["audience"]) for row in source(platform)}
    assert told.keys() == published.keys()
    assert all(told[day]["followers"] == (count or None) for day, count in published.items())
    assert 0 in published.values()


@pytest.mark.parametrize(
    ("platform", "account", "column", "published"),
    [
        ("facebook", FACEBOOK, "views", "impressions"),
        ("facebook", FACEBOOK, "reactions", "reactions"),
        ("facebook", FACEBOOK, "link_clicks", "post_link_clicks"),
        ("facebook", FACEBOOK, "posts_published", "sent_posts_facebook"),
        ("linkedin", LINKEDIN, "views", "impressions"),
        ("linkedin", LINKEDIN, "video_views", "video_views"),
        ("linkedin", LINKEDIN, "followers_gained", "audience_gained"),
        ("linkedin", LINKEDIN, "posts_published", "sent_posts_linkedin"),
    ],
)
def test_nothing_is_lost_in_the_sum(
    account_days: pl.DataFrame, platform: str, account: str, column: str, published: str
) -> None:
    told = account_days.filter(pl.col("account_id") == account)[column].sum()
    assert told == sum(int(row[published]) for row in source(platform))


def test_a_day_without_statistics_on_facebook_has_none(account_days: pl.DataFrame) -> None:
    days = days_of(account_days, FACEBOOK)
    undelivered = [day for day, row in days.items() if row["views"] is None]
    assert len(undelivered) == 12
    assert undelivered[:3] == [date(2021, 1, 4), date(2021, 1, 29), date(2021, 2, 23)]
    assert days[date(2021, 1, 29)]["posts_published"] == 1
    assert days[date(2023, 7, 24)]["followers"] is None
    assert days[date(2023, 7, 24)]["views"] == 1084


def test_linkedins_corrections_are_missing_and_not_negative(account_days: pl.DataFrame) -> None:
    days = days_of(account_days, LINKEDIN)
    assert days[date(2022, 3, 18)]["shares"] is None
    assert days[date(2022, 3, 18)]["reactions"] == 1
    columns = ["reactions", "comments", "shares"]
    corrections = sum(int(row[column]) < 0 for row in source("linkedin") for column in columns)
    missing = account_days.filter(pl.col("account_id") == LINKEDIN).select(columns).null_count().sum_horizontal()[0]
    assert missing == corrections == 8


def test_posts_on_linkedin_are_unknown_until_the_first_that_was_recorded(account_days: pl.DataFrame) -> None:
    days = days_of(account_days, LINKEDIN)
    unknown = [day for day, row in days.items() if row["posts_published"] is None]
    assert (unknown[0], unknown[-1]) == (date(2021, 1, 1), date(2021, 12, 21))
    assert days[date(2021, 12, 22)]["posts_published"] == 1


def test_it_opens_as_real_and_names_its_source_and_limits(leeds_store: Path) -> None:
    store = open_store(str(leeds_store))
    assert not store.demo
    assert store.about is not None
    assert store.about.licence == "CC BY 4.0"
    assert len(store.about.limits_sv) == len(store.about.limits_en) == 6
    assert set(store.tables) == {"organisations", "accounts", "account_days"}
    about = tomllib.loads((leeds_store / "about.toml").read_text(encoding="utf-8"))
    assert about["url"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert "Changes made" in (leeds_store / "README.md").read_text(encoding="utf-8")


def test_a_file_with_a_hole_in_its_days_is_refused(tmp_path: Path) -> None:
    for platform in ("facebook", "linkedin"):
        lines = (SOURCE / f"{platform}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / f"{platform}.csv").write_text("".join(lines[:100] + lines[101:]), encoding="utf-8")
    with pytest.raises(ValueError, match="every day"):
        leeds_tables(tmp_path)
