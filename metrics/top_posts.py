"""The posts that people reacted to the most."""

from __future__ import annotations

import pandas as pd

from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.period import Period

TOP = 10
COLUMNS = [
    "post_id",
    "account_id",
    "platform",
    "published_on",
    "format",
    "caption",
    "url",
    "interactions",
    "reach",
    "rate",
]


def top_posts(
    facts: Facts, scope: Scope, period: Period, count: int = TOP, campaign: str | None = None
) -> pd.DataFrame:
    """The posts of the period (and campaign) with most interactions, most first: one row a post.

    Columns: post_id, account_id, platform, published_on, format, caption, url, interactions, reach (persons)
    and rate, interactions in per cent of reach. Posts without interactions are left out; missing is NaN.
    """
    accounts = accounts_in(facts, scope)
    posts = facts.posts(list(accounts["account_id"]), period)
    if campaign is not None:
        posts = posts[posts["campaign_id"] == campaign]
    posts = posts[posts["interactions"].notna()]
    posts = posts.sort_values(["interactions", "post_id"], ascending=[False, True]).head(count)
    platforms = accounts.set_index("account_id")["platform"]
    reach = posts["reach"].astype(float)
    return posts.assign(
        platform=posts["account_id"].map(platforms),
        rate=100 * posts["interactions"].astype(float) / reach.where(reach > 0),
    )[COLUMNS]
