"""What a careful reader would ask about the own figures: found in the rows, never corrected.

Views below reach, followers that jump, a day far above the usual, figures that fall to nothing, and parts above their
whole. `question_wording.py` says it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

import narwhals as nw
import polars as pl

from metrics.breaks import Break
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.roll_up import PARTS, counted_days, post_rows, views_in_windows

FLOWS = ("views", "interactions", "video_views", "link_clicks", "minutes_viewed")
"""Columns of a day that have a usual level, the one that is named first first."""
PARTS_OF = (("interactions", "views"), ("messages_answered_in_time", "messages_answered"))
"""Columns of a day of which the first is never more than the second."""
LOOKED_BACK = timedelta(days=28)
FEWEST_DAYS = 14
"""How many of the days before must have a figure for there to be a usual one, which is their median."""
LEAST_USUAL = 10
TIMES_USUAL, TIMES_HIGHEST = 10, 3
"""How far above the usual, and above the highest of the days before, a day is that is asked about."""
SILENT_DAYS = 7
LEAST_JUMP, JUMP_SHARE = 50, 5
"""Followers jump by at least 50, and by a fifth of what they were."""
SLIP_DAYS = 28
"""How long a wrong number of followers may stand before the right one is back."""
LEAST_PART = 20
"""Fewer interactions than this may well come from people whose view was not counted."""


class Kind(StrEnum):
    """What is asked about."""

    PEAK = "far above the usual"
    SILENCE = "nothing where there always was something"
    JUMP = "followers jump"
    SLIP = "followers jump and jump back"
    BELOW_REACH = "views below reach"
    POST_BELOW_REACH = "views of a post below its reach"
    PART = "more of a part than of the whole"
    POST_PART = "more interactions with a post than views"


@dataclass(frozen=True)
class Oddity:
    """One question: `value` is odd beside `usual` (a median, the followers before, views beside reach, a whole).

    It is of the days from `first` to `last`; the value is of the day `on`, and came with `import_id` where that is
    known. `columns` are the figures that it is about, `count` how many days, windows or posts, `window` the days of a
    window of reach, `post_id` the post (the worst of several), `because` the break that explains it.
    """

    kind: Kind
    account_id: str
    first: date
    last: date
    on: date
    value: float
    usual: float
    columns: tuple[str, ...]
    count: int = 1
    window: int = 1
    post_id: str = ""
    import_id: str = ""
    because: Break | None = None


def questions(facts: Facts, scope: Scope) -> tuple[Oddity, ...]:
    """What there is to ask about the accounts in scope, the newest first. Nothing is asked about others' figures."""
    asked = facts.kept(("questions", scope.organisation), lambda: _asked(facts, scope.organisation))
    accounts = set(accounts_in(facts, scope)["account_id"])
    return tuple(one for one in asked if one.account_id in accounts)


def _asked(facts: Facts, organisation: str) -> tuple[Oddity, ...]:
    own = facts.organisations.loc[facts.organisations["own"].fillna(False).astype(bool), "org_id"]
    if organisation not in set(own):
        return ()
    accounts = list(accounts_in(facts, Scope(organisation))["account_id"])
    days = nw.from_native(_rows(facts, "account_days", accounts))
    counted = facts.store.collect(nw.to_native(counted_days(days))).sort("account_id", "date")
    windows = views_in_windows(days, nw.from_native(_rows(facts, "account_reach", accounts)))
    posts = post_rows(nw.from_native(_rows(facts, "posts", accounts)), days)
    posts = posts.select("account_id", "post_id", "published_on", "import_id", "views", "reach", "interactions")
    found = [
        *_flows(counted),
        *_followers(counted),
        *_parts(counted),
        *_below_reach(facts.store.collect(nw.to_native(windows))),
        *_posts(facts.store.collect(nw.to_native(posts))),
    ]
    found = [replace(one, because=_because(one, facts.breaks)) for one in found]
    return tuple(sorted(found, key=lambda one: (one.last, one.first, one.account_id, one.kind), reverse=True))


def _rows(facts: Facts, table: str, accounts: Sequence[str]) -> pl.LazyFrame:
    return facts.store.scan(table).filter(pl.col("account_id").is_in(list(accounts)))


def _flows(days: pl.DataFrame) -> Iterator[Oddity]:
    """Days far above the usual and runs of days with nothing; one question of the columns that say it together."""
    of_column = ["account_id", "column"]
    rows = days.select("account_id", "date", "import_id", pl.col(FLOWS).cast(pl.Float64)).unpivot(
        FLOWS, index=["account_id", "date", "import_id"], variable_name="column"
    )
    rows = rows.drop_nulls("value").sort(*of_column, "date")
    before = rows.rolling("date", period=LOOKED_BACK, closed="left", group_by=of_column)
    value = pl.col("value")
    before_that_day = before.agg(
        usual=value.median(), highest=value.max(), lowest=value.min(), known=value.count() >= FEWEST_DAYS
    )
    rows = rows.join(before_that_day, on=[*of_column, "date"])
    known = pl.col("known") & (pl.col("usual") >= LEAST_USUAL)
    tall = rows.filter(known & (value >= TIMES_USUAL * pl.col("usual")))
    above_all = value >= TIMES_HIGHEST * pl.col("highest")
    peaks = _runs(tall, of_column, "value", asked=above_all.any()).filter("asked")
    began = pl.col("known") & (pl.col("lowest") >= LEAST_USUAL)
    silent = _runs(rows.filter(value == 0), of_column, "value", asked=began.first())
    silent = silent.filter(pl.col("asked") & (pl.col("count") >= SILENT_DAYS))
    for kind, runs in ((Kind.PEAK, peaks), (Kind.SILENCE, silent)):
        yield from _together([_oddity(kind, row, (row["column"],)) for row in runs.iter_rows(named=True)])


def _together(found: Iterable[Oddity]) -> Iterator[Oddity]:
    """What columns of one account say of overlapping days as one question, in the words of the first column."""
    for _, of_account in groupby(
        sorted(found, key=lambda one: (one.account_id, one.first)), lambda one: one.account_id
    ):
        group: list[Oddity] = []
        for one in of_account:
            if group and one.first > max(other.last for other in group):
                yield _as_one(group)
                group = []
            group.append(one)
        yield _as_one(group)


def _as_one(group: Sequence[Oddity]) -> Oddity:
    ranked = sorted(group, key=lambda one: (FLOWS.index(one.columns[0]), one.first))
    first, last = min(one.first for one in group), max(one.last for one in group)
    columns = tuple(dict.fromkeys(one.columns[0] for one in ranked))
    return replace(ranked[0], first=first, last=last, columns=columns, count=(last - first).days + 1)


def _followers(days: pl.DataFrame) -> Iterator[Oddity]:
    """Jumps from one observed day to the next; not the first rise of a new account from nothing."""
    rows = days.drop_nulls("followers").select("account_id", "date", "import_id", "followers")
    rows = rows.with_columns(
        before=pl.col("followers").shift(1).over("account_id"),
        before_on=pl.col("date").shift(1).over("account_id"),
        highest=pl.col("followers").cum_max().shift(1).over("account_id"),
    )
    step = (pl.col("followers") - pl.col("before")).abs()
    jumps = rows.filter(pl.col("highest") > 0, step >= LEAST_JUMP, JUMP_SHARE * step >= pl.col("before"))
    yield from _jumps(jumps.iter_rows(named=True))


def _jumps(rows: Iterable[dict[str, Any]]) -> list[Oddity]:
    """One that is soon taken back is a slip, and those that follow each other the same way are one."""
    found: list[Oddity] = []
    for row in rows:
        span = {"first": row["before_on"], "last": row["date"], "on": row["date"], "count": 1}
        one = _oddity(Kind.JUMP, row | span | {"value": row["followers"], "usual": row["before"]}, ("followers",))
        earlier = found[-1] if found else one
        if earlier.kind is not Kind.JUMP or earlier.account_id != one.account_id:
            found.append(one)
        elif earlier.count == 1 and _takes_back(one, earlier):
            found[-1] = replace(earlier, kind=Kind.SLIP, first=earlier.on, last=one.first)
        elif earlier.last == one.first and _rises(earlier) == _rises(one):
            found[-1] = replace(one, first=earlier.first, usual=earlier.usual, count=earlier.count + 1)
        else:
            found.append(one)
    return found


def _rises(jump: Oddity) -> bool:
    return jump.value > jump.usual


def _takes_back(jump: Oddity, earlier: Oddity) -> bool:
    """Whether the followers are soon back where they were before the earlier jump."""
    off = abs(jump.value - earlier.usual)
    near = off < LEAST_JUMP or JUMP_SHARE * off < earlier.usual
    return near and _rises(jump) != _rises(earlier) and (jump.last - earlier.on).days <= SLIP_DAYS


def _parts(days: pl.DataFrame) -> Iterator[Oddity]:
    for part, whole in PARTS_OF:
        rows = days.filter(pl.col(part) > pl.col(whole), pl.col(part) >= (LEAST_PART if part == "interactions" else 1))
        rows = rows.with_columns(value=pl.col(part), usual=pl.col(whole))
        for row in _runs(rows, ["account_id"], pl.col("value") - pl.col("usual")).iter_rows(named=True):
            yield _oddity(Kind.PART, row, (part, whole))


def _below_reach(windows: pl.DataFrame) -> Iterator[Oddity]:
    """Windows with fewer views than people; not a longer one where a shorter one inside it says the same."""
    below = windows.filter(pl.col("views") < pl.col("reach")).with_columns(
        value=pl.col("views"), usual=pl.col("reach"), window=pl.col("window_days"), date=pl.col("window_end")
    )
    runs = _runs(below, ["account_id", "window"], pl.col("reach") - pl.col("views"))
    asked: list[Oddity] = []
    for row in runs.sort("window", maintain_order=True).iter_rows(named=True):
        began = row["first"] - timedelta(days=row["window"] - 1)
        one = _oddity(Kind.BELOW_REACH, row | {"first": began}, ("views", "reach"))
        if not any(_overlap(one, other) and other.window < one.window for other in asked):
            asked.append(one)
    yield from asked


def _overlap(one: Oddity, other: Oddity) -> bool:
    return one.account_id == other.account_id and one.first <= other.last and other.first <= one.last


def _posts(posts: pl.DataFrame) -> Iterator[Oddity]:
    """Posts with fewer views than people reached or interactions: one question of those that came with one import."""
    rows = posts.with_columns(date=pl.col("published_on"))
    below = rows.filter(pl.col("views") < pl.col("reach")).with_columns(value=pl.col("views"), usual=pl.col("reach"))
    above = rows.filter(pl.col("interactions") > pl.col("views"), pl.col("interactions") >= LEAST_PART)
    above = above.with_columns(value=pl.col("interactions"), usual=pl.col("views"))
    for kind, odd, columns in (
        (Kind.POST_BELOW_REACH, below, ("views", "reach")),
        (Kind.POST_PART, above, ("interactions", "views")),
    ):
        worst = (pl.col("value") - pl.col("usual")).abs()
        grouped = _grouped(odd.sort("date", "post_id"), ["account_id", "import_id"], worst)
        for row in grouped.iter_rows(named=True):
            yield _oddity(kind, row, columns)


def _runs(rows: pl.DataFrame, of: Sequence[str], worst: pl.Expr | str, **more: pl.Expr) -> pl.DataFrame:
    """Rows of days that follow each other as one, with what is said of the worst (see `_grouped`)."""
    number = pl.col("date").to_physical().cast(pl.Int64) - pl.int_range(pl.len()).over(of)
    return _grouped(rows.sort(*of, "date").with_columns(run=number), [*of, "run"], worst, **more)


def _grouped(rows: pl.DataFrame, by: Sequence[str], worst: pl.Expr | str, **more: pl.Expr) -> pl.DataFrame:
    """One row a group: its first and last day, how many rows, and what the worst of them says."""
    at = (pl.col(worst) if isinstance(worst, str) else worst).arg_max()
    said = [name for name in ("value", "usual", "import_id", "post_id") if name in rows.columns and name not in by]
    return rows.group_by(by, maintain_order=True).agg(
        pl.col("date").min().alias("first"),
        pl.col("date").max().alias("last"),
        pl.col("date").get(at).alias("on"),
        pl.len().alias("count"),
        *[pl.col(name).get(at) for name in said],
        **more,
    )


def _oddity(kind: Kind, row: dict[str, Any], columns: tuple[str, ...]) -> Oddity:
    return Oddity(
        kind,
        row["account_id"],
        row["first"],
        row["last"],
        row["on"],
        float(row["value"]),
        float(row["usual"]),
        columns,
        row["count"],
        row.get("window", 1),
        row.get("post_id") or "",
        row["import_id"] or "",
    )


def _because(one: Oddity, breaks: Sequence[Break]) -> Break | None:
    """The latest change of definition that explains it: the figures before and after were counted in two ways."""
    since = one.first - LOOKED_BACK if one.kind in (Kind.PEAK, Kind.SILENCE) else one.first
    columns = one.columns if one.kind is Kind.BELOW_REACH else one.columns[:1]
    names = {*columns, *(PARTS if "interactions" in columns else ())}
    known = [b for b in breaks if b.metric in names and one.account_id in b.accounts and since < b.day <= one.last]
    explains = one.kind in (Kind.PEAK, Kind.SILENCE, Kind.JUMP) or (one.kind is Kind.BELOW_REACH and one.window > 1)
    return known[-1] if known and explains else None
