"""The facts of one store version: what every figure is computed from, reduced once and kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import narwhals as nw
import pandas as pd

from data.known_breaks import KNOWN_BREAKS
from data.schema import dtypes
from data.store import Store
from metrics import campaigns, combine, roll_up
from metrics.bounds import Bounds, Windows, bounds
from metrics.breaks import Break, FigureDays, break_days, read_breaks
from metrics.campaigns import CampaignDays
from metrics.catalogue import CATALOGUE
from metrics.combine import AccountFacts
from metrics.period import Kind, Period
from metrics.roll_up import Lazy
from metrics.web import ALL_SOCIAL, SOCIAL_PARTS

SMALL_TABLES = (
    "organisations",
    "audience_bases",
    "peer_groups",
    "accounts",
    "campaigns",
    "goals",
    "notes",
    "series_breaks",
)
DAYS_OF = {"account_days": "date", "account_reach": "window_end", "posts": "published_at", "campaign_days": "date"}
"""The tables that hold figures of accounts, and the column that tells when."""
READ_DAILY = ("account_days", "account_reach")
NO_FIGURES = {"account_id", "date", "window_end", "window_days", "import_id"}

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Facts:
    """One store version, reduced. Small tables are pandas frames with the contract's columns.

    `today` decides which days are over. `answers` keeps what has been worked out from these facts.
    """

    store: Store
    today: date
    organisations: pd.DataFrame
    audience_bases: pd.DataFrame
    peer_groups: pd.DataFrame
    accounts: pd.DataFrame
    campaigns: pd.DataFrame
    goals: pd.DataFrame
    notes: pd.DataFrame
    series_breaks: pd.DataFrame
    answers: dict[Hashable, Any] = field(init=False, default_factory=dict, repr=False)

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` gives, made once."""
        if key not in self.answers:
            self.answers[key] = make()
        return cast("Kept", self.answers[key])

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """Every change of definition, the store's own and the known ones, the earliest first."""
        platforms = dict(zip(self.accounts["account_id"], self.accounts["platform"], strict=True))
        return read_breaks(self.series_breaks.to_dict("records"), KNOWN_BREAKS, platforms, self.figure_days)

    def figure_days(self, name: str) -> FigureDays | None:
        """The first and last day with figures of a metric or column, by account; None where no table holds it."""
        columns = {name} | ({one.split(".")[1] for one in CATALOGUE[name].inputs} if name in CATALOGUE else set())
        held = {table: sorted(columns.intersection(dtypes(table))) for table in DAYS_OF}
        held = {table: names for table, names in held.items() if names}
        return self._days_seen(held) if held else None

    def _days_seen(self, columns: Mapping[str, Sequence[str]]) -> FigureDays:
        """The first and last day on which any of these columns of tables has a value, by account."""
        rows = [roll_up.days_seen(self.rows_of(table), names, DAYS_OF[table]) for table, names in columns.items()]
        seen = pd.concat([self.frame(one) for one in rows])
        days = [pd.to_datetime(seen[one]).dt.date.groupby(seen["account_id"]) for one in ("first", "last")]
        first, last = days[0].min().to_dict(), days[1].max().to_dict()
        return {str(account): (first[account], last[account]) for account in first}

    @cached_property
    def last_days(self) -> pd.Series:
        """Each account's last day with figures, by account_id."""
        seen = self._days_seen({table: sorted(dtypes(table).keys() - NO_FIGURES) for table in READ_DAILY})
        return pd.Series({account: last for account, (_, last) in seen.items()}, dtype=object)

    @property
    def first_day(self) -> date | None:
        """The first day of the monthly facts."""
        return self.months.periods[0].start if self.months.periods else None

    @cached_property
    def last_day(self) -> date | None:
        """The last day on which any account has figures."""
        return None if self.last_days.empty else self.last_days.max()

    @cached_property
    def months(self) -> AccountFacts:
        """Every account's facts in every calendar month that the store has rows for."""
        return self._combined(roll_up.by_month, own=False)

    @cached_property
    def days(self) -> AccountFacts:
        """The own organisations' accounts day by day, for periods that are not made of months."""
        return self._combined(roll_up.by_day, own=True)

    def account_facts(self, period: Period, account_ids: Sequence[str]) -> AccountFacts:
        """Facts about these accounts (at least) in buckets that make up the period."""
        if period.whole_months:
            return self.months
        if self._own_accounts.issuperset(account_ids):
            return self.days
        return self.kept(
            ("account_facts", period), lambda: self._combined(roll_up.into_one(period), own=False, period=period)
        )

    @cached_property
    def windows(self) -> Windows:
        """Every reach window in the store."""
        rows = self.store.scan("account_reach").select("account_id", "window_end", "window_days", "reach")
        return Windows.of(self.store.collect(rows).iter_rows())

    def reach(self, period: Period) -> Bounds:
        """The interval of persons reached in the period, for every account of `windows`."""
        return self.kept(("reach", period), lambda: bounds(self.windows, period))

    def posts(self, account_ids: Sequence[str], period: Period) -> pd.DataFrame:
        """Posts of these accounts published in the period, one row a post (columns of `roll_up.post_rows`)."""
        own = self._own_accounts.issuperset(account_ids)
        rows = self._own_posts if own else self._posts(account_ids, period)
        return rows[_in_period(rows["published_on"], period) & rows["account_id"].isin(list(account_ids))]

    @cached_property
    def _own_posts(self) -> pd.DataFrame:
        return self.frame(roll_up.post_rows(self._rows("posts", own=True), self._rows("account_days", own=True)))

    def _posts(self, account_ids: Sequence[str], period: Period) -> pd.DataFrame:
        mine = nw.col("account_id").is_in(list(account_ids))
        # The bounds in time let the engine skip files; the local day decides.
        after, before = _instant(period.start), _instant(period.end + timedelta(days=1))
        posts = self.rows_of("posts").filter(mine, nw.col("published_at") >= after, nw.col("published_at") < before)
        days = self.rows_of("account_days").filter(mine, *_within("date", period))
        return self.frame(roll_up.post_rows(posts, days))

    @cached_property
    def campaign_days(self) -> CampaignDays:
        """What every campaign gave, day by day."""
        rows = roll_up.campaign_facts(self.rows_of("campaign_days"), roll_up.by_day("date"))
        return campaigns.campaign_days(self.frame(rows))

    def campaigns_of(self, organisation: str) -> list[str]:
        """The ids of the organisation's campaigns."""
        return self.campaigns.loc[self.campaigns["org_id"] == organisation, "campaign_id"].tolist()

    def web_visits(self, organisation: str, period: Period) -> pd.DataFrame:
        """Visits from social media in the period, as `roll_up.web_facts` has them, by day (`bucket`)."""
        rows = self.kept(("web_visits", organisation), lambda: self._web_visits(organisation))
        return rows[_in_period(rows["bucket"], period)]

    def _web_visits(self, organisation: str) -> pd.DataFrame:
        rows = self.rows_of("web_days").filter(nw.col("org_id") == organisation)
        return self.frame(roll_up.web_facts(rows, roll_up.by_day("date"), SOCIAL_PARTS, ALL_SOCIAL))

    def inhabitants(self, organisation: str, year: int) -> tuple[float, float]:
        """Inhabitants in the year, else in the nearest one (the earlier of two), and that year; NaN where unknown."""
        return self.audience("inhabitants", organisation, year)

    def audience(self, kind: str, organisation: str, year: int) -> tuple[float, float]:
        """How many of a kind (of `audience_bases`) the organisation is for, and of which year; as `inhabitants`."""
        of_year = self.kept(("audience", kind, year), lambda: self._audience_of(kind, year))
        return of_year.get(organisation, (float("nan"), float("nan")))

    def _audience_of(self, kind: str, year: int) -> dict[str, tuple[float, float]]:
        """Every organisation's size in the year nearest to this one, and that year."""
        found = {}
        for (of_kind, organisation), known in self._audiences.items():
            if of_kind == kind:
                nearest = min(known, key=lambda one: (abs(one - year), one))
                found[organisation] = known[nearest], float(nearest)
        return found

    @cached_property
    def _audiences(self) -> dict[tuple[str, str], dict[int, float]]:
        """Sizes by year of each kind and organisation."""
        columns = (self.audience_bases[name] for name in ("kind", "org_id", "year", "size"))
        found: dict[tuple[str, str], dict[int, float]] = {}
        for kind, organisation, year, size in zip(*columns, strict=True):
            if pd.notna(size):
                found.setdefault((kind, organisation), {})[int(year)] = float(size)
        return found

    @cached_property
    def first_posts(self) -> Mapping[str, date]:
        """The day of the first post that is known of each account that has any, by account_id."""
        return {account: first for account, (first, _) in self._days_seen({"posts": ["post_id"]}).items()}

    def rows_of(self, table: str) -> Lazy:
        """A table's rows, not yet read."""
        return nw.from_native(self.store.scan(table))

    def _rows(self, table: str, own: bool) -> Lazy:
        """A table's rows; those of the own organisations' accounts are read once and kept."""
        if not own:
            return self.rows_of(table)
        mine = nw.col("account_id").is_in(list(self._own_accounts))
        read = self.kept(("rows", table), lambda: self.store.collect(nw.to_native(self.rows_of(table).filter(mine))))
        rows: Lazy = nw.from_native(read.lazy())
        return rows

    @cached_property
    def _own_accounts(self) -> frozenset[str]:
        own = self.organisations.loc[self.organisations["own"].fillna(False).astype(bool), "org_id"]
        return frozenset(self.accounts.loc[self.accounts["org_id"].isin(own), "account_id"])

    def frame(self, rows: Lazy) -> pd.DataFrame:
        """The rows, collected by the store, which tells in plain words when they cannot be read."""
        return self.store.collect(nw.to_native(rows)).to_pandas()

    def _post_rows(self, *, own: bool = False) -> Lazy:
        """Posts as accounts count them: a campaign's spend is counted once, by day where it is known so."""
        rows = roll_up.post_rows(self._rows("posts", own), self._rows("account_days", own))
        by_day = [campaign for campaign, columns in self.campaign_days.columns.items() if "spend" in columns]
        counted = nw.col("campaign_id").is_null() | ~nw.col("campaign_id").is_in(by_day)
        spending = ("spend", *roll_up.BOUGHT_WITH_POSTS)
        return rows.with_columns(*[nw.when(counted).then(nw.col(name)).alias(name) for name in spending])

    def _combined(self, bucket: Callable[[str], nw.Expr], *, own: bool, period: Period | None = None) -> AccountFacts:
        """The cube of all accounts, or of the own ones: in every bucket that has rows, or in one for the period."""
        days, campaign_days = self._rows("account_days", own), self._rows("campaign_days", own)
        posts = self._post_rows(own=own)
        if period is not None:
            opening = nw.col("date") >= period.start - timedelta(days=combine.BASE_DAYS)
            days = days.filter(opening, nw.col("date") <= period.end)
            posts = posts.filter(*_within("published_on", period))
            campaign_days = campaign_days.filter(*_within("date", period))
        facts = (
            roll_up.account_facts(days, self.rows_of("accounts"), bucket("date"), self.today),
            roll_up.post_facts(posts, bucket("published_on")),
            roll_up.campaign_facts(campaign_days, bucket("date")),
        )
        frames = [self.frame(rows) for rows in facts]
        accounts = self.accounts[self.accounts["account_id"].isin(self._own_accounts)] if own else self.accounts
        buckets = [period] if period else _buckets(frames, Kind.CUSTOM if own else Kind.MONTH)
        return combine.account_facts(
            accounts,
            buckets,
            *frames,
            first_posts=self.first_posts,
            breaks=break_days(self.breaks, "followers", list(accounts["account_id"])),
        )


def build_facts(store: Store, today: date | None = None) -> Facts:
    """The store's facts, with the monthly ones made at once so that the first reader does not wait."""
    small = {table: store.collect(store.scan(table)).to_pandas() for table in SMALL_TABLES}
    facts = Facts(store, today or datetime.now(ZoneInfo(roll_up.LOCAL_TIME)).date(), **small)
    for month in facts.months.periods:
        facts.reach(month)
    if facts.months.periods:
        facts.account_facts(Period.of(Kind.ROLLING, facts.today), ())
    return facts


def _buckets(frames: Sequence[pd.DataFrame], kind: Kind) -> list[Period]:
    """Every calendar month (or, for Kind.CUSTOM, every day) from the first bucket to the last, without gaps."""
    starts = pd.to_datetime(pd.concat([frame["bucket"] for frame in frames]))
    if starts.empty:
        return []
    steps = pd.date_range(starts.min(), starts.max(), freq="MS" if kind is Kind.MONTH else "D")
    return [Period.of(kind, day.date()) for day in steps]


def _within(column: str, period: Period) -> tuple[nw.Expr, nw.Expr]:
    return nw.col(column) >= period.start, nw.col(column) <= period.end


def _in_period(days: pd.Series, period: Period) -> pd.Series:
    return days.between(pd.Timestamp(period.start), pd.Timestamp(period.end))


def _instant(day: date) -> datetime:
    """When a local day begins, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(roll_up.LOCAL_TIME)).astimezone(UTC)
