"""The real store: daily figures of LEEDS 2023, Leeds' year of culture, from what its statistics tool exported.

What the columns mean, and why some are left out:

- `audience` is followers. 0 means that it was not delivered; such followers are missing, never none. On Facebook a
  day with neither audience nor impressions lacks all its statistics (there are twelve, most of them 25 days apart).
- `audience_gained` and the net growth give followers gained and lost on LinkedIn. On Facebook they are only the
  difference between two days, holes included (−3 611 and +3 613 around a faulty day), and are left out.
- A negative count is a correction of earlier days by LinkedIn. No day can carry it, so that count is missing.
- Posts are those that the account itself published (`sent_posts_…`). LinkedIn's were not recorded before
  the first of them (December 2021) although earlier posts have reactions, so they are missing until then.
- Messages received are private ones. Which of them were answered can't be told, so answers are left out.
- Engagements, other clicks, comments to and from the public and posts on the wall have no place in the contract or are
  sums of what has.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from data.demo.tables import contract, rows, write_parquet

SOURCE = Path(__file__).parent / "leeds2023" / "source"
ORGANISATION = "leeds-2023"
ACCOUNTS = {"facebook": "leeds-2023-facebook", "linkedin": "leeds-2023-linkedin"}
DELIVERED = {
    "views": "impressions",
    "reactions": "reactions",
    "comments": "comments",
    "shares": "shares",
    "link_clicks": "post_link_clicks",
    "video_views": "video_views",
}


def write_leeds(folder: Path, source: Path = SOURCE) -> None:
    """Write the store of LEEDS 2023 to the folder."""
    write_parquet(folder, leeds_tables(source))


def leeds_tables(source: Path = SOURCE) -> dict[str, pl.DataFrame]:
    """Every table of the store of LEEDS 2023."""
    accounts = [
        {
            "account_id": account,
            "org_id": ORGANISATION,
            "platform": platform,
            "name": "LEEDS 2023",
            "primary": True,
            "day_zone": "Europe/London",
        }
        for platform, account in ACCOUNTS.items()
    ]
    organisation = {"org_id": ORGANISATION, "name": "LEEDS 2023", "sector": "culture", "own": True}
    return {
        "organisations": rows("organisations", [organisation]),
        "accounts": rows("accounts", accounts),
        "account_days": pl.concat([facebook_days(source), linkedin_days(source)]),
    }


def facebook_days(source: Path) -> pl.DataFrame:
    """Rows of `account_days` for Facebook."""
    exported = _exported(source, "facebook")
    present = (pl.col("audience") > 0) | (pl.col("impressions") > 0)
    days = exported.select(
        pl.lit(ACCOUNTS["facebook"]).alias("account_id"),
        "date",
        _followers(),
        *(pl.when(present).then(column).alias(name) for name, column in DELIVERED.items()),
        posts_published="sent_posts_facebook",
        messages_received="received_private_messages_facebook",
    )
    return contract("account_days", days)


def linkedin_days(source: Path) -> pl.DataFrame:
    """Rows of `account_days` for LinkedIn."""
    exported = _exported(source, "linkedin")
    posts = pl.col("sent_posts_linkedin")
    lost = pl.col("audience_gained") - pl.col("net_audience_growth")
    days = exported.select(
        pl.lit(ACCOUNTS["linkedin"]).alias("account_id"),
        "date",
        _followers(),
        *(pl.when(pl.col(column) >= 0).then(column).alias(name) for name, column in DELIVERED.items()),
        followers_gained="audience_gained",
        followers_lost=lost,
        posts_published=pl.when(posts.cum_sum() > 0).then(posts),
    )
    return contract("account_days", days)


def _followers() -> pl.Expr:
    return pl.when(pl.col("audience") > 0).then("audience").alias("followers")


def _exported(source: Path, platform: str) -> pl.DataFrame:
    """The file as it was exported, a row a day, in the order of days."""
    exported = pl.read_csv(source / f"{platform}.csv", schema_overrides={"date": pl.Date}).sort("date")
    first, last = date(2021, 1, 1), date(2024, 1, 21)
    if exported["date"].to_list() != pl.date_range(first, last, eager=True).to_list():
        raise ValueError(f"{platform}.csv does not hold every day from {first} to {last}")
    return exported
