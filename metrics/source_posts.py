"""The posts that a figure by topic or format, or of each post, rests on: see `source_rows.py` for channels' figures."""

from __future__ import annotations

import polars as pl

from metrics.definition import ALL_POSTS, INHABITANTS, POSTS_OF_KIND, Metric
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.period import Period
from metrics.roll_up import BOUGHT_WITH_POSTS, PARTS
from metrics.source_rows import AMOUNTS, FOLLOWERS, Piece, Pieces, Rows

COLUMNS = {
    "views": ("views",),
    "video_views": ("video_views",),
    "minutes_viewed": ("minutes_viewed",),
    "interactions": PARTS,
    **dict.fromkeys(("posts", POSTS_OF_KIND, ALL_POSTS), ("post_id",)),
    "reach": ("reach",),
    "clicks": ("clicks",),
    "spend": ("spend",),
    **{name: (column,) for name, (column, _) in BOUGHT_WITH_POSTS.items()},
    "rated_reactions": ("reactions",),
}
FOLLOWERS_AT_POST = ("rated_followers", "exposure", "reach_followers")


def post_pieces_behind(facts: Facts, metric: Metric, scope: Scope, period: Period) -> Pieces:
    """The rows of posts that have all that the metric is made of; none where posts cannot give it."""
    of_a_post = [name for name in metric.amounts if name != INHABITANTS]
    if not {*COLUMNS, *FOLLOWERS_AT_POST}.issuperset(of_a_post):
        return []
    rows = Rows(facts, scope, period)
    parts = [_followers(rows) if name in FOLLOWERS_AT_POST else [rows.posts(COLUMNS[name])] for name in of_a_post]
    having = [{post for piece in part for post in piece.rows.filter(piece.counting)["item"]} for part in parts]
    both = pl.col("item").is_in(list(set.intersection(*having)))
    people = AMOUNTS[INHABITANTS](rows) if INHABITANTS in metric.amounts else []
    return [*(piece.where(both) for part in parts for piece in part), *people]


def _followers(rows: Rows) -> Pieces:
    """The posts' followers, and those of the day where a post has none; `item` is the post of both."""
    posts = rows.posts(["followers_at_post"])
    days = rows.days(FOLLOWERS).with_both()
    needing = posts.rows.filter(~posts.counting).select("account_id", "day", "item")
    stand_ins = days.rows.drop("item").join(needing, on=["account_id", "day"])
    return [posts, Piece(days.table, stand_ins, days.columns)]
