"""The most telling series of a file, as the store has it and as the import would leave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Any

import polars as pl

from data.imports.accounts import Row
from data.imports.changes import BOOKKEEPING, columns_given
from data.imports.following import observations
from data.imports.plan import File, Plan, changed, rank
from data.imports.table import Pending, Table, opened
from data.schema import dtypes, key_of

ZONE = "Europe/Stockholm"
EARLIEST = date(1990, 1, 1)  # no platform is older: a day before is a slip
DAYS_DRAWN = 120  # a file of more days is drawn by month; reach, which cannot be added, has its last days drawn
YEARS_DRAWN = 10
LONGEST = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=31)}
CONTEXT = timedelta(days=28)  # of what the store has around the file's days, so that a leap is seen as one
POSTS = ""  # in place of a column: how many posts there are
# The tables that hold series, the most telling first: when, and what tells one series from another.
SERIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "account_days": ("date", ("account_id",)),
    "posts": ("published_at", ("account_id",)),
    "account_reach": ("window_end", ("account_id", "window_days")),
    "campaign_days": ("date", ("campaign_id", "account_id")),
    "web_days": ("date", ("org_id", "source")),
}
TELLING = ("views", "interactions", "reactions", "followers", "reach", "video_views", "visits")
LAST = ("followers", "reach", "reach_to_date")  # a month has its last; people are never added
NOT_OF_SEVERAL_POSTS = ("reach", "followers_at_post")
WHEN, OURS, NOW, THEN = "row.when", "row.ours", "now.", "then."


@dataclass(frozen=True)
class Point:
    """The figure of a day, or of the week or month that begins on it, now and after the import; None where missing."""

    day: date
    before: float | None
    after: float | None


@dataclass(frozen=True)
class BeforeAfter:
    """A column of a table, or of posts their number (`column` is then empty), as it is and as it would be.

    `step` is "day", "week" or "month". `new`, `changed` and `same` count days of the file; of posts, posts. `name` is
    the account's, or that of the campaign or the source of visits; `window_days` is of reach.
    """

    file: str
    table: str
    column: str
    name: str
    platform: str
    step: str
    points: tuple[Point, ...]
    new: int
    changed: int
    same: int
    window_days: int | None = None


@dataclass(frozen=True)
class Series:
    """The rows of a table that are drawn together: those with these values in the columns that tell them apart."""

    table: str
    place: Mapping[str, Any]

    @property
    def holds(self) -> pl.Expr:
        """Whether a row belongs to it."""
        return pl.all_horizontal([pl.col(name) == value for name, value in self.place.items()])

    @property
    def when(self) -> pl.Expr:
        """The day of a row, as it is counted in Sweden."""
        time = pl.col(SERIES[self.table][0])
        return time.dt.convert_time_zone(ZONE).dt.date() if self.table == "posts" else time


@dataclass(frozen=True)
class Span:
    """The days, weeks or months that are drawn: where the first begins, and where the one after the last does."""

    step: str
    start: date
    end: date

    def begins(self) -> Iterator[date]:
        """The first day of each."""
        day = self.start
        while day < self.end:
            yield day
            day = begin_of(day + LONGEST[self.step], self.step)


def begin_of(day: date, step: str) -> date:
    """The first day of the day's month or week, or the day itself."""
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day


def before_and_after(plan: Plan, file: File) -> BeforeAfter | None:
    """The series of the file that tells most; None where nothing in it can be drawn.

    What is there before is the store, with those files of the plan that come before this one. Raises StoreError.
    """
    series = next(filter(None, (_largest(table, file) for table in SERIES)), None)
    if series is None:
        return None
    rows = file.tables[series.table].filter(series.holds)
    figures = _figures(series.table, rows)
    span = _span(rows.select(series.when.alias(WHEN))[WHEN], series.table)
    if not figures or span is None:
        return None
    posts = series.table == "posts"
    compared = [one for one in columns_given("posts", rows) if one not in BOOKKEEPING] if posts else figures
    met = _met(plan, file, series, span, compared)
    counts = {one: _counts(met, one, compared if one == POSTS else [one]) for one in figures}
    telling = (one for one in figures if any(counts[one][: 1 if one == POSTS else 2]))
    column = next(telling, figures[0])
    points = tuple(_points(met, span, column))
    account = accounts_of(plan).get(series.place.get("account_id", ""), {})
    place = series.place.get("source") or series.place.get("campaign_id") or account.get("name")
    return BeforeAfter(
        file.file, series.table, column, str(place or series.place["account_id"]), account.get("platform") or "",
        span.step, points, *counts[POSTS if posts else column], series.place.get("window_days"),
    )  # fmt: skip


def accounts_of(plan: Plan) -> dict[str, Row]:
    """The accounts of the store and those that the plan would add, by id."""
    rows = opened(plan.folder, "accounts").rows().collect().to_dicts()
    for file in plan.files:
        rows += file.setup.get("accounts", ())
        rows += file.tables["accounts"].to_dicts() if "accounts" in file.tables else []
    return reduce(lambda known, row: known | {row["account_id"]: known.get(row["account_id"], {}) | row}, rows, {})


def _largest(table: str, file: File) -> Series | None:
    """The series that the file has most rows of in a table."""
    rows, (_, apart) = file.tables.get(table), SERIES[table]
    if rows is None or rows.is_empty() or not {*apart} <= {*rows.columns}:
        return None
    sizes = rows.group_by(apart).len().sort("len", *apart, descending=[True, *(False for _ in apart)])
    return Series(table, sizes.select(apart).row(0, named=True))


def _figures(table: str, rows: pl.DataFrame) -> list[str]:
    """The columns in which the file has a figure, the most telling first; of posts before them their number."""
    given = [
        name
        for name, dtype in dtypes(table).items()
        if dtype.is_numeric() and name in rows.columns and name not in key_of(table) and rows[name].count()
    ]
    if table == "posts":
        given = [name for name in given if name not in NOT_OF_SEVERAL_POSTS]
    given = sorted(given, key=lambda name: TELLING.index(name) if name in TELLING else len(TELLING))
    return [POSTS, *given] if table == "posts" else given


def _span(days: pl.Series, table: str) -> Span | None:
    """What is drawn around the days of a file; None where they are no days that can be."""
    last = days.max()
    if not isinstance(last, date) or last < EARLIEST:
        return None
    first = max(day for day in (days.min(), EARLIEST) if isinstance(day, date))
    step = "week" if table == "posts" else "day"
    if (last - first).days >= DAYS_DRAWN and table != "account_reach":
        step = "month"
    drawn = timedelta(days=YEARS_DRAWN * 366 if step == "month" else DAYS_DRAWN)
    start = begin_of(max(first, last - drawn) - CONTEXT, step)
    return Span(step, start, begin_of(begin_of(last + CONTEXT, step) + LONGEST[step], step))


def _met(plan: Plan, file: File, series: Series, span: Span, columns: Sequence[str]) -> pl.DataFrame:
    """The rows that are drawn and those of the file: when, whether the file's, and each figure now and then."""
    table, key = opened(plan.folder, series.table), list(key_of(series.table))
    before = _pending(plan, file, series, table)
    after, own = tuple(before), before.pop()
    drawn = table.rows().filter(series.holds, series.when.is_between(span.start, span.end, closed="left"))
    keys = pl.concat([drawn.select(key).collect(), *(one.image.select(key) for one in after)])
    given = dict.fromkeys([*columns, *({SERIES[series.table][0]} - {*key})])
    now, then = (
        replace(table, pending=pending)
        .present(keys.unique(maintain_order=True), list(given))
        .with_columns(pl.lit(1, dtype=pl.Int64).alias(POSTS))
        for pending in (tuple(before), after)
    )
    columns = [POSTS, *columns]
    met = (
        then.select(*key, series.when.alias(WHEN), pl.col(columns).name.prefix(THEN))
        .join(now.select(*key, pl.col(columns).name.prefix(NOW)), on=key, how="left", nulls_equal=True)
        .join(own.image.select(*key, pl.lit(value=True).alias(OURS)), on=key, how="left", nulls_equal=True)
        .with_columns(pl.col(OURS).fill_null(value=False))
    )
    if series.table != "web_days":
        return met
    # Visits from one source by many links.
    figures = [_of_several(kind + name) for kind in (NOW, THEN) for name in columns]
    return met.group_by(WHEN).agg(pl.col(OURS).any(), *figures)


def _pending(plan: Plan, file: File, series: Series, table: Table) -> list[Pending]:
    """What the files of the plan do to the series, in their order, up to this one, which is the last."""
    observed, found = observations(plan.folder), list[Pending]()
    for one in sorted(plan.files, key=rank):
        if series.table in one.tables:
            rows = one.tables[series.table].filter(series.holds)
            at = one.observed_at or datetime.now(UTC)
            does = changed(replace(table, pending=tuple(found)), rows, observed, at, one.import_id)
            found.append(Pending(one.import_id, at, does.image, does.rows))
        if one is file:
            break
    return found


def _counts(met: pl.DataFrame, column: str, compared: Sequence[str]) -> tuple[int, int, int]:
    """Of the file's days (of posts, posts): how many are new, changed and the same."""
    now, then = pl.col(NOW + column), pl.col(THEN + column)
    differs = pl.any_horizontal(pl.col(NOW + one).ne_missing(pl.col(THEN + one)) for one in compared)
    told = met.filter(OURS, then.is_not_null())
    new, changes = told.filter(now.is_null()).height, told.filter(now.is_not_null(), differs).height
    return new, changes, told.height - new - changes


def _points(met: pl.DataFrame, span: Span, column: str) -> Iterator[Point]:
    """The figures of a column, step by step, from the first that is known to the last."""
    whens = pl.col(WHEN).dt.truncate({"day": "1d", "week": "1w", "month": "1mo"}[span.step])
    found = {
        kind: dict(met.sort(WHEN).group_by(whens).agg(_of_several(kind + column)).drop_nulls().iter_rows())
        for kind in (NOW, THEN)
    }
    if column == POSTS:  # a week without posts has none, where there are some before and after it
        for known in found.values():
            inside = [day for day in span.begins() if known and min(known) <= day <= max(known)]
            known |= {day: known.get(day, 0) for day in inside}
    drawn = [day for day in span.begins() if any(day in known for known in found.values())]
    for day in span.begins():
        if drawn and drawn[0] <= day <= drawn[-1]:
            yield Point(day, found[NOW].get(day), found[THEN].get(day))


def _of_several(name: str) -> pl.Expr:
    """A figure of several rows: of stocks the last, of flows the sum; missing where none is known."""
    figure = pl.col(name)
    if name.partition(".")[2] in LAST:
        return figure.drop_nulls().last()
    return pl.when(figure.count() > 0).then(figure.sum())
