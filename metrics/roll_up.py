"""Rows reduced to facts: the only code that adds up days, posts or accounts (with `bounds.py` for people).

Written in Narwhals, so that the same expressions run on any engine it knows. A fact's grain is a key
(account, campaign …) and a `bucket`: the first day of a calendar month, or of any other span that the
caller has given its rows. For every amount `x` there is `x_rows`, the number of rows that had it:
missing is never zero, and an amount no row had is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

import narwhals as nw

from data.columns import FORMAT_KINDS
from data.errors import NotAdditive
from metrics.period import Period

Lazy: TypeAlias = "nw.LazyFrame[Any]"
PUBLIC_PARTS = ("reactions", "comments", "shares")
PARTS = (*PUBLIC_PARTS, "saves")
DAY_FLOWS = (
    "followers_gained",
    "followers_lost",
    "views",
    *PARTS,
    "video_views",
    "minutes_viewed",
    "posts_published",
    "messages_received",
    "messages_answered_in_time",
)
TIMED = {"answer_hours": ("answer_hours", "messages_answered"), "timed_answers": ("messages_answered", "answer_hours")}
"""Amounts of days that tell how long those waited who were answered: amount → (its column, what must stand beside)."""
OF_DAYS = (*DAY_FLOWS, "clicks", "interactions", "public_interactions", "net_flow", *TIMED)
"""Every flow that days give, those made of several columns too."""
POST_FLOWS = (*PARTS, "interactions", "views", "clicks", "video_views", "minutes_viewed", "spend")
CAMPAIGN_FLOWS = ("views", "clicks", "conversions", "video_views", "spend")
BOUGHT = {
    "contact_spend": ("spend", "views"),
    "contacts": ("views", "spend"),
    "click_spend": ("spend", "clicks"),
    "paid_clicks": ("clicks", "spend"),
    "conversion_spend": ("spend", "conversions"),
    "paid_conversions": ("conversions", "spend"),
}
"""Amounts of rows that have both spend and what it gave: amount → (its column, what must stand beside it)."""
BOUGHT_WITH_POSTS = {name: pair for name, pair in BOUGHT.items() if "conversions" not in pair}
PEOPLE = frozenset({"reach", "reach_low", "reach_high", "reach_to_date"})
"""Columns and amounts that count distinct people, which only `bounds.py` combines."""
LOCAL_TIME = "Europe/Stockholm"
MINUTES_OF_A_DAY = 24 * 60


def by_month(column: str) -> nw.Expr:
    """The bucket of a calendar month: its first day."""
    return nw.col(column).dt.truncate("1mo").cast(nw.Date).alias("bucket")


def by_day(column: str) -> nw.Expr:
    """The bucket of a single day."""
    return nw.col(column).cast(nw.Date).alias("bucket")


def into_one(period: Period) -> Callable[[str], nw.Expr]:
    """One bucket for the period, and an earlier one for the days before it."""

    def bucket(column: str) -> nw.Expr:
        before = nw.lit(period.start - timedelta(days=1))
        return nw.when(nw.col(column) < period.start).then(before).otherwise(nw.lit(period.start)).alias("bucket")

    return bucket


def account_facts(account_days: Lazy, accounts: Lazy, bucket: nw.Expr, today: date) -> Lazy:
    """Flows summed and the stock's first and last observation, by account and bucket.

    Columns: account_id, bucket, every flow with its `_rows`, `followers` (last observed) with
    `followers_on`, `first_followers` with `first_followers_on`; and for flows and followers `_days`, the
    number of expected days that have a value (the account is open, the day is over).
    """
    open_days = accounts.select("account_id", "opened_on", "closed_on")
    rows = account_days.join(open_days, on="account_id", how="left").with_columns(
        bucket,
        interactions(PARTS, fallback=nw.col("interactions")),
        interactions(PUBLIC_PARTS, fallback=nw.col("interactions")).alias("public_interactions"),
        nw.col("link_clicks").alias("clicks"),
        *_pairs(TIMED),
        net_flow=nw.col("followers_gained") - nw.col("followers_lost"),
        followers_on=nw.when(~nw.col("followers").is_null()).then(nw.col("date")),
        expected=_expected(today),
    )
    counted = [nw.when("expected").then(nw.col(name)).alias(f"{name}_expected") for name in (*OF_DAYS, "followers")]
    facts = (
        rows.with_columns(*counted)
        .group_by("account_id", "bucket")
        .agg(
            *_sums(OF_DAYS),
            *[nw.col(f"{name}_expected").count().alias(f"{name}_days") for name in (*OF_DAYS, "followers")],
            nw.col("followers_on").max().alias("last_on"),
            nw.col("followers_on").min().alias("first_followers_on"),
        )
    )
    stock = account_days.select("account_id", "date", "followers")
    last = stock.rename({"date": "followers_on"})
    first = stock.rename({"date": "first_followers_on", "followers": "first_followers"})
    facts = facts.rename({"last_on": "followers_on"})
    facts = facts.join(last, on=["account_id", "followers_on"], how="left")
    return _missing_where_no_row(facts.join(first, on=["account_id", "first_followers_on"], how="left"), OF_DAYS)


def days_seen(rows: Lazy, columns: Sequence[str], day: str) -> Lazy:
    """The first and the last local day on which any of the columns has a value, by account."""
    known = nw.any_horizontal(*[~nw.col(column).is_null() for column in columns], ignore_nulls=True)
    at = _local_day() if day == "published_at" else nw.col(day)
    seen = rows.filter(known).with_columns(at.alias("day")).group_by("account_id")
    return seen.agg(nw.col("day").min().alias("first"), nw.col("day").max().alias("last"))


def counted_days(account_days: Lazy) -> Lazy:
    """Days with their `interactions` as figures count them."""
    return account_days.with_columns(interactions(PARTS, fallback=nw.col("interactions")))


def views_in_windows(account_days: Lazy, account_reach: Lazy) -> Lazy:
    """The windows of reach of which every day has views: their first day (`window_start`) and their `views`."""
    known = account_days.filter(~nw.col("views").is_null()).select("account_id", "date", "views")
    known = known.with_columns(
        nw.col("views").cum_sum().over("account_id", order_by="date").alias("so_far"),
        nw.col("views").cum_count().over("account_id", order_by="date").cast(nw.Int64).alias("place"),
    )
    last = known.select("account_id", "place", window_end="date", to_end="so_far")
    first = known.select("account_id", "place", window_start="date", before=nw.col("so_far") - nw.col("views"))
    windows = account_reach.join(last, on=["account_id", "window_end"])
    windows = windows.with_columns(place=nw.col("place") - nw.col("window_days") + 1)
    windows = windows.join(first, on=["account_id", "place"])
    length = (nw.col("window_end") - nw.col("window_start")).dt.total_minutes()
    windows = windows.filter(length == (nw.col("window_days") - 1) * MINUTES_OF_A_DAY)
    return windows.with_columns(views=nw.col("to_end") - nw.col("before"))


def _expected(today: date) -> nw.Expr:
    """Whether a day is one on which the account should have figures."""
    opened = nw.col("opened_on").is_null() | (nw.col("date") >= nw.col("opened_on"))
    closed = ~nw.col("closed_on").is_null() & (nw.col("date") > nw.col("closed_on"))
    return opened & ~closed & (nw.col("date") < today)


def public_posts(posts: Lazy) -> Lazy:
    """Posts with `published_on` (the local day) and `public_interactions`."""
    return posts.with_columns(interactions(PUBLIC_PARTS).alias("public_interactions"), published_on=_local_day())


def _local_day() -> nw.Expr:
    return nw.col("published_at").dt.convert_time_zone(LOCAL_TIME).dt.date()


def post_rows(posts: Lazy, account_days: Lazy) -> Lazy:
    """Posts with the amounts that metrics use, one row a post.

    Adds `published_on` (the local day), `kind` (of FORMAT_KINDS), `interactions`, `followers_at_post` (as delivered,
    else the account's followers on that day), and pairs that are only counted together: `rated_reactions` with
    `rated_followers`, `reached_interactions` with `reach`, and those of BOUGHT_WITH_POSTS.
    """
    that_day = account_days.select("account_id", published_on="date", followers_that_day="followers")
    kind = nw.when(nw.col("format").is_in(list(FORMAT_KINDS["film"]))).then(nw.lit("film"))
    pictures = nw.when(nw.col("format").is_in(list(FORMAT_KINDS["pictures"]))).then(nw.lit("pictures"))
    rows = public_posts(posts).with_columns(interactions(PARTS))
    rows = rows.join(that_day, on=["account_id", "published_on"], how="left").with_columns(
        followers_at_post=nw.coalesce("followers_at_post", "followers_that_day"), kind=kind.otherwise(pictures)
    )
    return rows.with_columns(
        *_pairs(BOUGHT_WITH_POSTS),
        rated_reactions=_where("reactions", "followers_at_post"),
        rated_followers=_where("followers_at_post", "reactions"),
        exposure=_where("followers_at_post", "interactions"),
        reached_interactions=_where("interactions", "reach"),
    )


POST_AMOUNTS = (*POST_FLOWS, "public_interactions", "rated_reactions", "rated_followers", *BOUGHT_WITH_POSTS)
OF_A_POST = (*POST_AMOUNTS, "exposure", "reach", "followers_at_post")


def post_facts(posts: Lazy, bucket: nw.Expr) -> Lazy:
    """Posts (from `post_rows`) counted and their amounts summed, by account, campaign and bucket."""
    rows = posts.with_columns(bucket)
    facts = rows.group_by("account_id", "campaign_id", "bucket").agg(
        nw.col("post_id").count().alias("posts"), *_sums(POST_AMOUNTS)
    )
    return _missing_where_no_row(facts, POST_AMOUNTS)


def campaign_facts(campaign_days: Lazy, bucket: nw.Expr) -> Lazy:
    """A campaign's daily results summed, with people reached so far, by campaign, account and bucket.

    `reach_to_date` is the last delivered count of distinct people since the campaign's start.
    """
    amounts = (*CAMPAIGN_FLOWS, *BOUGHT)
    rows = campaign_days.with_columns(
        bucket,
        *_pairs(BOUGHT),
        reach_on=nw.when(~nw.col("reach_to_date").is_null()).then(nw.col("date")),
    )
    key = ["campaign_id", "account_id"]
    facts = rows.group_by(*key, "bucket").agg(*_sums(amounts), nw.col("reach_on").max())
    delivered = campaign_days.select(*key, "reach_to_date", reach_on="date")
    return _missing_where_no_row(facts.join(delivered, on=[*key, "reach_on"], how="left"), amounts)


def web_facts(web_days: Lazy, bucket: nw.Expr, parts: Sequence[str], whole: str) -> Lazy:
    """Visits summed by organisation, source and bucket: of each of `parts`, and the rest of `whole`.

    `whole` counts all of them once more: of each day, only what is left of it beside the parts is a visit more.
    """
    known = web_days.filter(~nw.col("visits").is_null()).select("org_id", "source", "date", "visits")
    told = known.filter(nw.col("source").is_in(list(parts)))
    of_day = told.group_by("org_id", "date").agg(nw.col("visits").sum().alias("told"))
    rest = known.filter(nw.col("source") == whole).group_by("org_id", "source", "date").agg(nw.col("visits").sum())
    rest = rest.join(of_day, on=["org_id", "date"], how="left")
    beside = nw.col("visits") - nw.coalesce("told", nw.lit(0))
    rest = rest.with_columns(visits=nw.when(beside > 0).then(beside).otherwise(nw.lit(0)))
    rows = nw.concat([told, rest.select("org_id", "source", "date", "visits")])
    return rows.with_columns(bucket).group_by("org_id", "source", "bucket").agg(*_sums(("visits",)))


def visits_once(web_days: Lazy, whole: str) -> Lazy:
    """The rows that `web_facts` counts all in all: of a day, those of `whole` or the others, whichever are more."""
    of_whole = nw.col("source") == whole
    rows = web_days.with_columns(
        together=nw.when(of_whole).then(nw.col("visits")), single=nw.when(~of_whole).then(nw.col("visits"))
    )
    of_day = rows.group_by("org_id", "date").agg(
        nw.col("together").sum(), nw.col("single").sum(), nw.col("single").count().alias("told")
    )
    larger = (nw.col("together") > nw.col("single")) | (nw.col("told") == 0)
    of_day = of_day.select("org_id", "date", larger=larger)
    rows = web_days.join(of_day, on=["org_id", "date"], how="left")
    return rows.filter(of_whole == nw.col("larger")).drop("larger")


def additive(names: Iterable[str]) -> tuple[str, ...]:
    """The names of amounts that are to be added. Raises NotAdditive where one counts distinct people."""
    asked = tuple(names)
    if people := PEOPLE.intersection(asked):
        raise NotAdditive(sorted(people))
    return asked


def _sums(columns: Iterable[str]) -> list[nw.Expr]:
    """Sums, with the number of rows that had a value. Counts are 64-bit: 32-bit sums wrap."""
    found: list[nw.Expr] = []
    for column in additive(columns):
        found += [nw.col(column).sum(), nw.col(column).count().alias(f"{column}_rows")]
    return found


def _missing_where_no_row(facts: Lazy, columns: Iterable[str]) -> Lazy:
    """Engines give 0 as the sum of nothing; here it is missing."""
    return facts.with_columns(
        *[nw.when(nw.col(f"{column}_rows") > 0).then(nw.col(column)).alias(column) for column in columns]
    )


def _pairs(amounts: Mapping[str, tuple[str, str]]) -> list[nw.Expr]:
    """Amounts that only count beside another column, by their own names."""
    return [_where(*pair).alias(name) for name, pair in amounts.items()]


def _where(column: str, other: str) -> nw.Expr:
    """The column on rows that also have the other."""
    return nw.when(~nw.col(other).is_null()).then(nw.col(column))


def interactions(parts: Sequence[str], fallback: nw.Expr | None = None) -> nw.Expr:
    """Reactions, comments, shares and saves together: the parts that are known, else the platform's own total."""
    known = nw.any_horizontal(*[~nw.col(part).is_null() for part in parts], ignore_nulls=True)
    total = nw.when(known).then(nw.sum_horizontal(*parts))
    return (total if fallback is None else total.otherwise(fallback)).alias("interactions")
