"""The schemas of what an organisation plans: campaigns and goals."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from data import columns as c


class Campaigns(dy.Schema):
    """A campaign."""

    campaign_id = c.identifier(key=True)
    org_id = c.identifier()
    name = c.text(nullable=False)
    starts_on = c.day(nullable=True)
    ends_on = c.day(nullable=True)
    objective = c.text()
    budget = c.amount("SEK")
    ends_after_start = c.row_rule(pl.col("starts_on") <= pl.col("ends_on"))


class Goals(dy.Schema):
    """One wording of a goal, in the unit of its metric; an edit adds a row.

    `unit` narrows it to the accounts of a part of the organisation, `topic` or `format` to posts of a kind.
    """

    goal_id = c.identifier(key=True)
    set_at = c.time(key=True)
    org_id = c.identifier()
    campaign_id = c.identifier(nullable=True)
    account_id = c.identifier(nullable=True)
    platform = c.choice(c.PLATFORMS, nullable=True)
    unit = c.identifier(nullable=True)
    topic = c.identifier(nullable=True)
    format = c.choice(c.GOAL_FORMATS, nullable=True)
    metric = c.identifier()
    period = c.choice(c.GOAL_PERIODS)
    low = dy.Float64(nullable=True)
    high = dy.Float64(nullable=True)
    starts_on = c.day(nullable=True)
    ends_on = c.day(nullable=True)
    objective = c.text()
    set_by = c.text()
    withdrawn = dy.Bool(nullable=True)

    low_or_high = c.row_rule(
        pl.any_horizontal(
            pl.col("low").is_not_null(), pl.col("high").is_not_null(), pl.col("withdrawn").fill_null(False)
        )
    )
    low_at_most_high = c.row_rule(pl.col("low") <= pl.col("high"))
    posts_of_one_kind = c.row_rule(
        pl.sum_horizontal(pl.col(name).is_not_null() for name in ("campaign_id", "topic", "format")) <= 1
    )
    share_of_a_kind = c.row_rule(
        (pl.col("metric") != c.SHARE_OF_POSTS)
        | pl.any_horizontal(pl.col("topic", "format").is_not_null(), pl.col("withdrawn").fill_null(False))
    )
    ends_after_start = c.row_rule(pl.col("starts_on") <= pl.col("ends_on"))
