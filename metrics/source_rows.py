"""The rows of the store that a figure rests on, picked as `combine.py` and docs/decisions/0002 count them.

A piece holds rows of one table: its key, `account_id`, `day`, `item` (what else tells rows apart), `import_id` and the
columns that count, null in rows where they don't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeAlias

import narwhals as nw
import polars as pl

from data.schema import dtypes, key_of
from metrics.combine import BASE_DAYS
from metrics.definition import ALL_POSTS, POSTS_OF_KIND, Metric
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.period import Period
from metrics.roll_up import BOUGHT, LOCAL_TIME, PARTS, PUBLIC_PARTS, TIMED, visits_once
from metrics.web import ALL_SOCIAL, SOCIAL_PARTS

IDENTITY = ("account_id", "day", "item")
TRACED = "import_id"
FOLLOWERS = ("followers",)


@dataclass(frozen=True)
class Piece:
    """Rows of one table and those of their columns that count."""

    table: str
    rows: pl.DataFrame
    columns: tuple[str, ...]

    @property
    def accounts(self) -> frozenset[str] | None:
        """The accounts that have any value; None where the rows are of no account."""
        if "account_id" not in dtypes(self.table):
            return None
        return frozenset(self.rows.filter(self.counting)["account_id"])

    @property
    def counting(self) -> pl.Expr:
        """Whether a row has any value that counts."""
        return pl.any_horizontal(pl.col(list(self.columns)).is_not_null())

    def where(self, condition: pl.Expr) -> Piece:
        """The piece with only these rows."""
        return replace(self, rows=self.rows.filter(condition))

    def of(self, accounts: Iterable[str]) -> Piece:
        """The piece with these accounts' rows."""
        return self.where(pl.col("account_id").is_in(list(accounts)))

    def with_both(self) -> Piece:
        """The piece with the rows that have all its columns."""
        return self.where(pl.all_horizontal(pl.col(list(self.columns)).is_not_null()))

    def only(self, *columns: str) -> Piece:
        """The piece with fewer columns that count."""
        return replace(self, columns=columns)


Pieces: TypeAlias = list[Piece]


@dataclass(frozen=True)
class Rows:
    """The store's rows of some channels in a period."""

    facts: Facts
    scope: Scope
    period: Period

    @property
    def accounts(self) -> list[str]:
        """The channels in scope."""
        return list(accounts_in(self.facts, self.scope)["account_id"])

    def piece(self, table: str, rows: pl.LazyFrame, columns: Sequence[str], day: pl.Expr, item: pl.Expr) -> Piece:
        """The rows read."""
        kept = [*key_of(table), *(name for name in ("account_id", TRACED) if name in dtypes(table)), *columns]
        told = rows.select(*dict.fromkeys(kept), day.alias("day"), item.cast(pl.String).alias("item"))
        if "account_id" not in dtypes(table):
            told = told.with_columns(account_id=pl.lit(None, dtype=pl.String))
        return Piece(table, self.facts.store.collect(told), tuple(columns))

    def mine(self, table: str) -> pl.LazyFrame:
        """The rows of the channels in scope."""
        return self.facts.store.scan(table).filter(pl.col("account_id").is_in(self.accounts))

    def days(self, columns: Sequence[str], before: int = 0) -> Piece:
        """Days of the period, and so many days before it."""
        first = self.period.start - timedelta(days=before)
        rows = self.mine("account_days").filter(pl.col("date").is_between(pl.lit(first), pl.lit(self.period.end)))
        return self.piece("account_days", rows, columns, pl.col("date"), pl.lit(""))

    def posts(self, columns: Sequence[str]) -> Piece:
        """Posts published in the period, by the local day."""
        day = pl.col("published_at").dt.convert_time_zone(LOCAL_TIME).dt.date()
        rows = self.mine("posts").filter(day.is_between(pl.lit(self.period.start), pl.lit(self.period.end)))
        return self.piece("posts", rows, columns, day, pl.col("post_id"))

    def paid_posts(self, columns: Sequence[str]) -> Piece:
        """Posts whose spend is counted: those of no campaign that tells its spend by day."""
        found = self.posts([*columns, "campaign_id"])
        by_day = [one for one, has in self.facts.campaign_days.columns.items() if "spend" in has]
        counted = pl.col("campaign_id").is_null() | ~pl.col("campaign_id").is_in(by_day)
        return found.where(counted).only(*columns)

    def campaign_days(self, columns: Sequence[str]) -> Piece:
        """Days of campaigns in the period."""
        within = pl.col("date").is_between(pl.lit(self.period.start), pl.lit(self.period.end))
        rows = self.mine("campaign_days").filter(within)
        return self.piece("campaign_days", rows, columns, pl.col("date"), pl.col("campaign_id"))


def pieces_behind(facts: Facts, metric: Metric, scope: Scope, period: Period) -> Pieces:
    """The rows behind a figure of the metric, of channels that have all that it is made of."""
    rows = Rows(facts, scope, period)
    parts = [AMOUNTS[name](rows) for name in metric.amounts]
    accounts = [_accounts(part) for part in parts]
    common = [one for one in accounts if one is not None]
    both = frozenset.intersection(*common) if common else frozenset[str]()
    return [
        piece if of_accounts is None else piece.of(both)
        for part, of_accounts in zip(parts, accounts, strict=True)
        for piece in part
    ]


def _accounts(pieces: Pieces) -> frozenset[str] | None:
    """The accounts that have any value in the pieces; None where these are of no account."""
    found = [piece.accounts for piece in pieces]
    return None if None in found else frozenset[str]().union(*(one or () for one in found))


def _days_or_posts(days: Piece, posts: Piece) -> Pieces:
    """The days, and the posts of channels that have no value by day in the period."""
    by_day = days.accounts or frozenset[str]()
    return [days, posts.where(~pl.col("account_id").is_in(list(by_day)))]


def _flow(column: str) -> Callable[[Rows], Pieces]:
    return lambda rows: _days_or_posts(rows.days([column]), rows.posts([column]))


def _by_day(column: str) -> Callable[[Rows], Pieces]:
    return lambda rows: [rows.days([column])]


def _interactions(rows: Rows) -> Pieces:
    """The parts; the platform's own total where a day has none of them."""
    days = rows.days([*PARTS, "interactions"])
    parts = pl.any_horizontal(pl.col(PARTS).is_not_null())
    total = pl.when(~parts).then(pl.col("interactions")).alias("interactions")
    return _days_or_posts(replace(days, rows=days.rows.with_columns(total)), rows.posts(PARTS))


def _posts(rows: Rows) -> Pieces:
    return _days_or_posts(rows.days(["posts_published"]), rows.posts(["post_id"]))


def _followers(rows: Rows) -> Pieces:
    """Each channel's last observation in the period."""
    days = rows.days(FOLLOWERS).with_both()
    return [days.where(pl.col("day") == pl.col("day").max().over("account_id"))]


def _stock_change(rows: Rows) -> Pieces:
    """The last observation in the period, and the last before it (else the first in it)."""
    days = rows.days(FOLLOWERS, before=BASE_DAYS).with_both()
    within = pl.col("day") >= rows.period.start
    inside = pl.col("day").filter(within)
    before = pl.col("day").filter(~within).max().over("account_id")
    ends = (inside.max().over("account_id"), pl.coalesce(before, inside.min().over("account_id")))
    observed = pl.col("account_id").is_in(list(days.where(within).accounts or ()))
    return [days.where(observed & pl.any_horizontal(*(pl.col("day") == end for end in ends)))]


def _net_followers(rows: Rows) -> Pieces:
    """The stock's change; of channels without a stock in the period, those gained and lost."""
    (stock,) = _stock_change(rows)
    flows = rows.days(["followers_gained", "followers_lost"]).with_both()
    return [stock, flows.where(~pl.col("account_id").is_in(list(stock.accounts or ())))]


def _exposure(rows: Rows) -> Pieces:
    """Posts and followers, of channels that have both."""
    posts, followers = _posts(rows), _followers(rows)
    both = (_accounts(posts) or frozenset()) & (_accounts(followers) or frozenset())
    return [piece.of(both) for piece in (*posts, *followers)]


def _rated(rows: Rows) -> tuple[Piece, Piece]:
    """Posts with reactions and followers, and the days whose followers stand in for a post's."""
    posts = rows.posts(["reactions", "followers_at_post"]).where(pl.col("reactions").is_not_null())
    days = rows.days(FOLLOWERS).with_both()
    needing = posts.rows.filter(pl.col("followers_at_post").is_null()).select("account_id", "day")
    days = replace(days, rows=days.rows.join(needing, on=["account_id", "day"], how="semi"))
    known = days.rows.select("account_id", "day", stands=pl.lit(value=True))
    rated = posts.rows.join(known, on=["account_id", "day"], how="left")
    rated = rated.filter(pl.col("followers_at_post").is_not_null() | pl.col("stands")).drop("stands")
    return replace(posts, rows=rated), days


def _rated_reactions(rows: Rows) -> Pieces:
    return [_rated(rows)[0].only("reactions")]


def _rated_followers(rows: Rows) -> Pieces:
    posts, days = _rated(rows)
    return [posts.only("followers_at_post"), days]


def _reach(rows: Rows) -> Pieces:
    """Every window that has a day of the period in it: each may bound the number of people."""
    end, length = pl.col("window_end"), pl.duration(days=pl.col("window_days") - 1)
    touches = (end >= rows.period.start) & (end - length <= rows.period.end)
    found = rows.mine("account_reach").filter(touches)
    return [rows.piece("account_reach", found, ["reach"], end, pl.col("window_days"))]


def _inhabitants(rows: Rows) -> Pieces:
    _, year = rows.facts.inhabitants(rows.scope.organisation, rows.period.end.year)
    found = rows.facts.store.scan("audience_bases").filter(
        pl.col("org_id") == rows.scope.organisation, pl.col("kind") == "inhabitants", pl.col("year") == year
    )
    return [rows.piece("audience_bases", found, ["size"], pl.lit(None, dtype=pl.Date), pl.col("year"))]


def _web_visits(rows: Rows) -> Pieces:
    """Visits from social media, or from the platforms in scope; none of single accounts.

    Where a day has both all social media together and single ones, the larger is the figure.
    """
    sources = () if rows.scope.accounts or rows.scope.unit else rows.scope.platforms or (*SOCIAL_PARTS, ALL_SOCIAL)
    found = rows.facts.store.scan("web_days").filter(
        pl.col("org_id") == rows.scope.organisation,
        pl.col("source").is_in(list(sources)),
        pl.col("date").is_between(pl.lit(rows.period.start), pl.lit(rows.period.end)),
    )
    found = nw.to_native(visits_once(nw.from_native(found), ALL_SOCIAL))
    item = pl.concat_str("source", "utm_campaign", separator=" · ", ignore_nulls=True)
    return [rows.piece("web_days", found, ["visits"], pl.col("date"), item)]


def _spend(rows: Rows) -> Pieces:
    return [rows.campaign_days(["spend"]), rows.paid_posts(["spend"])]


def _bought(column: str, beside: str) -> Callable[[Rows], Pieces]:
    """A column of campaigns' days and of posts, of the rows that have another one too."""

    def pieces(rows: Rows) -> Pieces:
        both = [column, beside]
        tables = (("campaign_days", rows.campaign_days), ("posts", rows.paid_posts))
        return [read(both).with_both().only(column) for table, read in tables if dtypes(table).keys() >= {*both}]

    return pieces


def _timed(column: str, beside: str) -> Callable[[Rows], Pieces]:
    """A column of days, of those that have another one too."""
    return lambda rows: [rows.days([column, beside]).with_both().only(column)]


AMOUNTS: dict[str, Callable[[Rows], Pieces]] = {
    "followers": _followers,
    "reach_followers": _followers,
    "followers_before": _stock_change,
    "stock_change": _stock_change,
    "net_followers": _net_followers,
    "inhabitants": _inhabitants,
    "reach": _reach,
    "views": _flow("views"),
    "video_views": _flow("video_views"),
    "minutes_viewed": _flow("minutes_viewed"),
    "interactions": _interactions,
    "posts": _posts,
    **dict.fromkeys((POSTS_OF_KIND, ALL_POSTS), lambda rows: [rows.posts(["post_id"])]),
    "exposure": _exposure,
    "rated_reactions": _rated_reactions,
    "rated_followers": _rated_followers,
    "messages_received": _by_day("messages_received"),
    "messages_answered_in_time": _by_day("messages_answered_in_time"),
    "web_visits": _web_visits,
    "spend": _spend,
    "clicks": _by_day("link_clicks"),
    **{name: _bought(*pair) for name, pair in BOUGHT.items()},
    **{name: _timed(*pair) for name, pair in TIMED.items()},
    "conversions": lambda rows: [rows.campaign_days(["conversions"])],
    **{part: _flow(part) for part in PUBLIC_PARTS},
}
