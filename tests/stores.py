"""Small stores as plain Python rows, made to be awkward, and how to write them as a folder of Parquet.

Hypothesis draws the shape (accounts, days, what is missing, which tables); the cells follow from a
drawn seed, so that an example is small enough to read and quick enough to draw often.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from data.store import open_store
from metrics.facts import Facts, build_facts
from metrics.period import Kind, Period
from tests.plain_calendar import Span
from tests.thorough import TIMES

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)
# Before a leap day, both changes of the clock, a new year, and a week 53.
FIRST_DAYS = (date(2024, 2, 12), date(2025, 3, 10), date(2025, 10, 12), date(2024, 12, 16), date(2020, 12, 14))
PLATFORMS = ("facebook", "instagram", "linkedin", "youtube", "newsletter")
TOPICS = ("Vård", "Kultur", "Jobba hos oss", None)
FORMATS = ("photo", "video", "reel", "story", None)
OPTIONAL = ("audience_bases", "account_days", "account_reach", "posts", "campaigns", "campaign_days", "web_days")
COUNTS = (
    *("followers_gained", "followers_lost", "views", "reactions", "comments", "shares", "saves", "video_views"),
    *("posts_published", "messages_received", "messages_answered", "messages_answered_in_time", "interactions"),
    "link_clicks",
)
PUBLIC = {"followers", "reactions", "comments", "shares", "video_views", "posts_published"}
BROKEN = ("followers", "views", "reach", "comments", "posts_published", "reach_rate")
"""What is now and then counted in another way: columns, and one metric that is no column."""
PEOPLE = 9

TEXT, WHOLE, REAL = pl.String(), pl.Int64(), pl.Float64()
TIME = pl.Datetime("us", "UTC")
TYPES: dict[str, pl.DataType] = {
    **dict.fromkeys(("date", "window_end", "opened_on", "closed_on", "starts_on", "ends_on"), pl.Date()),
    **dict.fromkeys(("from_date", "to_date"), pl.Date()),
    **dict.fromkeys(("published_at", "set_at", "written_at", "imported_at", "observed_at", "undone_at"), TIME),
    **dict.fromkeys(("own", "primary", "paid", "withdrawn"), pl.Boolean()),
    **dict.fromkeys((*COUNTS, "followers", "followers_at_post", "clicks", "conversions", "reach_to_date"), WHOLE),
    **dict.fromkeys(
        ("reach", "window_days", "year", "size", "visits", "link_clicks", "engaged_visits", "page_views"), WHOLE
    ),
    **dict.fromkeys(("spend", "minutes_viewed", "minutes", "answer_hours", "low", "high", "budget", "share"), REAL),
}


def write_store(folder: Path, tables: Tables) -> Path:
    """The folder, holding one Parquet file a table that has rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        if rows:
            columns = dict.fromkeys(column for row in rows for column in row)
            schema = {column: TYPES.get(column, TEXT) for column in columns}
            pl.DataFrame(rows, schema=schema, orient="row").write_parquet(folder / f"{name}.parquet")
    return folder


@contextmanager
def facts_of(tables: Tables, today: date) -> Iterator[Facts]:
    """The facts of a store with these tables, in a folder that is removed afterwards."""
    with TemporaryDirectory() as folder:
        yield build_facts(open_store(str(write_store(Path(folder), tables))), today=today)


def drawn(examples: int) -> settings:
    """How a test draws stores: the same ones every time, and none made smaller, which would take minutes."""
    return settings(
        max_examples=examples * TIMES,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@dataclass(frozen=True)
class Made:
    """A store and the day on which it is read."""

    tables: Tables
    first: date
    last: date
    today: date


@dataclass(frozen=True)
class Shape:
    """What hypothesis chose: the cells follow from it."""

    seed: int
    first: date
    days: int
    platforms: tuple[str, ...]
    scale: int
    null_share: float
    absent_share: float
    posts: int
    campaigns: int
    window_share: float
    without: frozenset[str]
    days_until_today: int
    days_back: tuple[int, ...] = ()
    """How long before the days the store has as many days more: what a period is compared with."""
    breaks: float = 0.3
    imports: bool = False


CHOICES: dict[str, st.SearchStrategy[Any]] = {
    "seed": st.integers(0, 2**32),
    "first": st.sampled_from(FIRST_DAYS),
    "days": st.integers(1, 60),
    "platforms": st.lists(st.sampled_from(PLATFORMS), min_size=1, max_size=3).map(tuple),
    "scale": st.sampled_from((1, 40, 40, 2**31)),
    "null_share": st.sampled_from((0.0, 0.1, 0.6)),
    "absent_share": st.sampled_from((0.0, 0.1, 0.5)),
    "posts": st.integers(0, 12),
    "campaigns": st.integers(0, 3),
    "window_share": st.sampled_from((1.0, 1.0, 0.9, 0.4)),
    "without": st.frozensets(st.sampled_from(OPTIONAL), max_size=2),
    "days_until_today": st.sampled_from((1, 1, 4, -10)),
}
TO_COMPARE: dict[str, st.SearchStrategy[Any]] = CHOICES | {
    "null_share": st.sampled_from((0.0, 0.0, 0.0, 0.05)),
    "absent_share": st.sampled_from((0.0, 0.0, 0.05)),
    "window_share": st.just(1.0),
    "days": st.integers(20, 45),
    "days_until_today": st.sampled_from((1, 1, 4, -1, -3, -9, -16)),
    "days_back": st.sampled_from(((364,), (364, 91), (92,), (366,))),
    "breaks": st.sampled_from((0.0, 0.0, 0.1)),
    "imports": st.booleans(),
}
"""Stores with few holes and days to compare with; today is often one of their days."""


def made(shape: Shape) -> Made:
    """The store of a shape."""
    last = shape.first + DAY * (shape.days - 1)
    maker = Maker(shape, Random(shape.seed))
    tables = {name: rows for name, rows in maker.tables().items() if name not in shape.without}
    return Made(tables, shape.first, last, last + DAY * shape.days_until_today)


SHAPES = st.builds(Shape, **CHOICES)
STORES: st.SearchStrategy[Made] = SHAPES.map(made)
COMPARED_STORES: st.SearchStrategy[Made] = st.builds(Shape, **TO_COMPARE).map(made)


@st.composite
def periods(draw: st.DrawFn, store: Made) -> Period:
    """A period of any kind that touches the store's days."""
    day = store.first + DAY * draw(st.integers(0, (store.last - store.first).days))
    if store.first < store.today <= store.last and draw(st.booleans()):
        day = store.today
    kind = draw(st.sampled_from(list(Kind)))
    if kind is Kind.CUSTOM:
        return Period(day, day + DAY * draw(st.integers(0, 40)))
    return Period.of(kind, day)


class Maker:
    """The rows of one store."""

    def __init__(self, shape: Shape, random: Random) -> None:
        self.shape, self.random = shape, random
        latest = [shape.first + DAY * number for number in range(shape.days)]
        self.days = sorted({day - DAY * back for back in (0, *shape.days_back) for day in latest})

    def breaks(self) -> Rows:
        """Now and then a day on which Facebook, or one account, began to count something anew."""
        made: Rows = []
        for account, metric in product((None, "own0"), BROKEN):
            if self.random.random() < self.shape.breaks:
                made.append({"platform": "facebook", "account_id": account, "metric": metric,
                             "date": self.random.choice(self.days), "label_sv": "Ny räkning", "label_en": "New count",
                             "source": None})  # fmt: skip
        return made

    def imports(self, rows: Rows) -> Rows:
        """The files behind the rows: of each account none, or two, read soon after its days or in the midst of them."""
        made: Rows = []
        if not self.shape.imports:
            return made
        for account_id in sorted({row["account_id"] for row in rows}):
            files = [f"{account_id} {number}" for number in (1, 2)] if self.random.random() < 0.7 else []
            for row in rows:
                if files and row["account_id"] == account_id:
                    row["import_id"] = self.random.choice(files)
            for file in files:
                day = self.random.choice((self.days[-1], self.days[-1], self.random.choice(self.days)))
                local = datetime.combine(day, time(23, 30), STOCKHOLM) + timedelta(hours=self.random.randint(0, 99))
                told, undone = self.random.random() < 0.5, self.random.random() < 0.2
                read = local - timedelta(hours=self.random.randint(0, 99))
                made.append({"import_id": file, "imported_at": local.astimezone(UTC),
                             "observed_at": read.astimezone(UTC) if told else None,
                             "undone_at": (local + DAY).astimezone(UTC) if undone else None})  # fmt: skip
        return made

    def tables(self) -> Tables:
        accounts = [self.account(f"own{place}", "own", name) for place, name in enumerate(self.shape.platforms)]
        peer = self.account("peer0", "peer", "facebook")
        posts = [self.post(number, accounts) for number in range(self.shape.posts)]
        public = [
            {
                name: value
                for name, value in self.post(99, [peer]).items()
                if name not in ("reach", "views", "clicks", "spend")
            }
        ]
        reach = [row for account in accounts for row in self.reach(account["account_id"])]
        account_days = [row for account in accounts for row in self.account_days(account["account_id"], set())]
        return {
            "imports": self.imports([*account_days, *reach]),
            "series_breaks": self.breaks(),
            "organisations": [
                {"org_id": "own", "name": "Region Ö", "sector": "region", "own": True},
                {"org_id": "peer", "name": "Region Å", "sector": "region", "own": False},
            ],
            "audience_bases": self.audience_bases(),
            "accounts": [*accounts, peer],
            "account_days": [*account_days, *self.account_days("peer0", {*COUNTS, "answer_hours"} - PUBLIC)],
            "account_reach": reach,
            "posts": posts + public,
            "campaigns": [
                {"campaign_id": f"c{number}", "org_id": "own", "name": f"Kampanj {number}"}
                for number in range(self.shape.campaigns)
            ],
            "campaign_days": [
                row for number in range(self.shape.campaigns) for row in self.campaign_days(number, accounts)
            ],
            "web_days": self.web_days(),
        }

    def maybe(self, value: Any, share: float | None = None) -> Any:
        return None if self.random.random() < (self.shape.null_share if share is None else share) else value

    def count(self, most: int) -> int:
        return self.random.randint(0, most) * self.shape.scale

    def account(self, account_id: str, org_id: str, platform: str) -> dict[str, Any]:
        late = self.random.random() < 0.2
        opened = self.random.choice(self.days) if late else None
        closed = max(self.random.choice(self.days), opened or date.min) if self.random.random() < 0.1 else None
        unit = "Kansliet" if account_id.endswith("0") else "Biblioteken"
        shared = {"account_id": account_id, "org_id": org_id, "platform": platform, "name": account_id, "unit": unit}
        return {**shared, "opened_on": opened, "closed_on": closed}

    def account_days(self, account_id: str, never: set[str]) -> Rows:
        """Days with a shuffled order, some absent; a few columns are never given by the account."""
        given = (*COUNTS, "followers", "minutes_viewed", "answer_hours")
        never = never | {name for name in given if self.random.random() < 0.15}
        if self.random.random() < 0.7:
            never.add("interactions")
        if self.random.random() < 0.1:
            never |= set(COUNTS) | {"minutes_viewed", "answer_hours"}
        if self.random.random() < 0.1:
            return []
        followers, rows = self.count(9), []
        for day in self.days:
            followers = max(0, followers + self.random.randint(-1, 2) * self.shape.scale)
            row = {name: self.maybe(self.count(5)) for name in COUNTS}
            row |= {"followers": self.maybe(followers), "minutes_viewed": self.maybe(self.count(5) / 4)}
            row |= {"answer_hours": self.maybe(self.count(9) / 4)}
            row |= {"posts_published": self.maybe(self.random.randint(0, 2))}
            row |= dict.fromkeys(never)
            if self.random.random() >= self.shape.absent_share:
                rows.append({"account_id": account_id, "date": day} | row)
        self.random.shuffle(rows)
        return rows

    def reach(self, account_id: str) -> Rows:
        """Windows that count simulated people; each window is kept or not."""
        if self.random.random() < 0.15:
            return []
        keen = [self.random.random() ** 2 for _ in range(PEOPLE)]
        seen = {day: {n for n in range(PEOPLE) if self.random.random() < keen[n]} for day in self.days}
        lengths = self.random.choice(((1, 7, 28), (1, 7, 28), (28,), (1,), (7, 28)))
        wanted = [(day, length) for day in self.days for length in lengths]
        months = Span(self.days[0], self.days[-1]).months()
        wanted += [(m.end, m.days) for m in months if m.start.day == 1 and (m.end + DAY).day == 1]
        rows = []
        for end, length in dict.fromkeys(wanted):
            people = {n for back in range(length) for n in seen.get(end - DAY * back, set())}
            if self.random.random() < self.shape.window_share:
                window = {"account_id": account_id, "window_end": end, "window_days": length}
                rows.append(window | {"reach": self.maybe(len(people) * self.shape.scale, 0.02)})
        return rows

    def post(self, number: int, accounts: Rows) -> dict[str, Any]:
        """A post, often near midnight in Stockholm, where the UTC day is another."""
        near = self.random.choice((time(23, 30), time(0, 15), time(0, 0), time(2, 30), time(12, 0)))
        local = datetime.combine(self.random.choice(self.days), near, STOCKHOLM)
        campaigns = [f"c{place}" for place in range(self.shape.campaigns)]
        parts = {
            name: self.maybe(self.count(5)) for name in ("reactions", "comments", "shares", "saves", "views", "clicks")
        }
        return {
            "post_id": f"p{number}",
            "account_id": self.random.choice(accounts)["account_id"],
            "published_at": local.astimezone(UTC),
            "format": self.random.choice(FORMATS),
            "topic": self.random.choice(TOPICS),
            "campaign_id": self.random.choice([*campaigns, None]),
            "followers_at_post": self.maybe(self.count(9), 0.4),
            "reach": self.maybe(self.count(5), 0.2),
            "video_views": self.maybe(self.count(5), 0.5),
            "minutes_viewed": self.maybe(self.count(5) / 4, 0.5),
            "spend": self.maybe(self.random.randint(0, 400) / 4, 0.7),
        } | parts

    def campaign_days(self, number: int, accounts: Rows) -> Rows:
        """Rows of some accounts, or none: then the campaign's posts are all there is."""
        rows: Rows = []
        without_spend = self.random.random() < 0.3
        for account in accounts:
            if self.random.random() < 0.4:
                continue
            start, reached = self.random.randrange(len(self.days)), 0
            for day in self.days[start : start + 12]:
                reached += self.count(3)
                row = {name: self.maybe(self.count(5)) for name in ("views", "clicks", "conversions", "video_views")}
                row |= {"spend": None if without_spend else self.maybe(self.random.randint(0, 900) / 4)}
                row |= {"reach_to_date": self.maybe(reached, 0.3)}
                rows.append({"campaign_id": f"c{number}", "account_id": account["account_id"], "date": day} | row)
        return rows

    def audience_bases(self) -> Rows:
        years = self.random.sample((2022, 2023, 2024, 2025, 2026), self.random.randint(0, 3))
        rows = [("own", "inhabitants", year, 1000 + year) for year in years] + [("own", "customers", 2024, 77)]
        return [dict(zip(("org_id", "kind", "year", "size"), row, strict=True)) for row in rows]

    def web_days(self) -> Rows:
        sources = ("facebook", "social", "google", "newsletter", "linkedin", "other_networks")
        asked = [(org, day, source) for org in ("own", "peer") for day in self.days for source in sources]
        kept = [
            dict(zip(("org_id", "date", "source"), key, strict=True)) for key in asked if self.random.random() < 0.3
        ]
        return [row | {"utm_campaign": "c0", "visits": self.maybe(self.count(4))} for row in kept]
