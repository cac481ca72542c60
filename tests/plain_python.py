"""The oracle: every figure once more, slowly, with loops over rows.

Written from docs/data-contract.md and docs/decisions/0002-what-the-numbers-mean.md alone. It shares
no code with `metrics/`, and is meant to be read beside those two pages: a figure that the product
computes otherwise is wrong in one of three places, and a person decides which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.plain_calendar import Span

DayRow = dict[str, Any]
Tables = dict[str, list[DayRow]]

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SOCIAL_SOURCES = (
    *("facebook", "instagram", "linkedin", "x", "youtube"),
    *("tiktok", "snapchat", "threads", "bluesky", "other_networks", "social"),
)
PARTS = ("reactions", "comments", "shares", "saves")
STOOD_IN = ("views", "interactions", "reactions", "comments", "shares", "video_views", "minutes_viewed")
"""What the posts of a period give of an account that has no daily figures of it."""
DAY = timedelta(days=1)
DAYS_BACK_FOR_FOLLOWERS_BEFORE = 31


@dataclass(frozen=True)
class Row:
    """One figure: `value` is None where only an interval is known, all three where nothing is."""

    by: str | None
    value: float | None
    low: float | None
    high: float | None
    exact: bool
    days_missing: int | None
    days_expected: int | None = None


@dataclass(frozen=True)
class Days:
    """Expected days that lack a value, and expected days."""

    missing: int
    expected: int

    def __radd__(self, other: Days | int) -> Days:
        if isinstance(other, int):
            return self
        return Days(self.missing + other.missing, self.expected + other.expected)

    __add__ = __radd__


@dataclass(frozen=True)
class Answer:
    """The bounds of a figure (equal where it is exact) and the days it rests on."""

    low: float | None = None
    high: float | None = None
    days: Days | None = None


NOTHING = Answer()


def certain(value: float | None) -> Answer:
    return Answer(value, value)


def divided(above: float | None, below: float | None, times: float = 1) -> float | None:
    return None if above is None or not below else above / below * times


def total(values: Iterable[Any]) -> Any:
    present = [value for value in values if value is not None]
    return sum(present) if present else None


def interactions_of(row: DayRow) -> int | None:
    parts = total(row.get(part) for part in PARTS)
    return row.get("interactions") if parts is None else parts


def local_day(moment: datetime) -> date:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(STOCKHOLM).date()


@dataclass(frozen=True)
class Question:
    """What is asked: these accounts in this period, and of their posts those in `posts`."""

    tables: Tables
    organisation: str
    accounts: list[DayRow]
    period: Span
    today: date
    posts: list[DayRow] = field(default_factory=list)
    campaign: str | None = None
    sources: tuple[str, ...] = ()

    def rows(self, table: str) -> list[DayRow]:
        return self.tables.get(table, [])

    def holds(self, day: date) -> bool:
        return self.period.start <= day <= self.period.end

    def observed(self, account: DayRow, name: str) -> dict[date, int]:
        """Days of the period on which the account has the value."""
        found = {}
        for row in self.rows("account_days"):
            if row["account_id"] == account["account_id"] and self.holds(row["date"]):
                value = interactions_of(row) if name == "interactions" else row.get(name)
                if value is not None:
                    found[row["date"]] = value
        return found

    def expected(self, account: DayRow) -> list[date]:
        opened, closed = account.get("opened_on") or date.min, account.get("closed_on") or date.max
        return [day for day in self.period if opened <= day <= closed and day < self.today]

    def days(self, account: DayRow, names: Iterable[str]) -> Days:
        """Expected days, and those less the ones with a value, by the column that has fewest."""
        lacking = []
        for name in names:
            have = self.reach_days(account) if name == "reach" else set(self.observed(account, name))
            lacking.append(len([day for day in self.expected(account) if day not in have]))
        return Days(max(lacking), len(self.expected(account)))

    def reach_days(self, account: DayRow) -> set[date]:
        """The days that some window of the account covers."""
        windows = [row for row in self.windows(account) if row["reach"] is not None]
        return {row["window_end"] - DAY * back for row in windows for back in range(row["window_days"])}

    def windows(self, account: DayRow) -> list[DayRow]:
        rows = self.rows("account_reach")
        return [row for row in rows if row["account_id"] == account["account_id"] and row["reach"] is not None]

    def posts_of(self, account: DayRow) -> list[DayRow]:
        """The account's posts published in the period."""
        rows = [row for row in self.rows("posts") if row["account_id"] == account["account_id"]]
        return [row for row in rows if self.holds(local_day(row["published_at"]))]

    def ever_observed(self, account: DayRow, name: str) -> bool:
        if name == "reach":
            return bool(self.windows(account))
        rows = [row for row in self.rows("account_days") if row["account_id"] == account["account_id"]]
        return any((interactions_of(row) if name == "interactions" else row.get(name)) is not None for row in rows)

    def ever_on_one_day(self, account: DayRow, names: tuple[str, str]) -> bool:
        """Whether there is a day that has both."""
        rows = [row for row in self.rows("account_days") if row["account_id"] == account["account_id"]]
        return any(all(row.get(name) is not None for name in names) for row in rows)

    def inhabitants(self) -> float | None:
        rows = [row for row in self.rows("audience_bases") if row["org_id"] == self.organisation]
        sizes = {row["year"]: row["size"] for row in rows if row["kind"] == "inhabitants"}
        year = self.period.end.year
        return sizes[min(sizes, key=lambda other: (abs(other - year), other))] if sizes else None

    def followers_at(self, post: DayRow) -> int | None:
        if post.get("followers_at_post") is not None:
            return int(post["followers_at_post"])
        day = local_day(post["published_at"])
        for row in self.rows("account_days"):
            if row["account_id"] == post["account_id"] and row["date"] == day:
                followers: int | None = row.get("followers")
                return followers
        return None


# Flows of one account: its value, and the columns of account_days that it rests on (none: posts).

Part = tuple[Any, tuple[str, ...]]


def flow_of(question: Question, account: DayRow, name: str) -> Part:
    days = question.observed(account, name)
    if days:
        return sum(days.values()), (name,)
    if name not in STOOD_IN:
        return None, ()
    posts = question.posts_of(account)
    return total(interactions_of(post) if name == "interactions" else post.get(name) for post in posts), ()


def posts_published_by(question: Question, account: DayRow) -> Part:
    days = question.observed(account, "posts_published")
    if days:
        return sum(days.values()), ("posts_published",)
    days_of_posts = [
        local_day(row["published_at"]) for row in question.rows("posts") if row["account_id"] == account["account_id"]
    ]
    known = any(day <= question.period.end for day in days_of_posts)
    return (len(question.posts_of(account)) if known else None), ()


def followers_of(question: Question, account: DayRow) -> Part:
    days = question.observed(account, "followers")
    return (days[max(days)], ("followers",)) if days else (None, ())


def part(question: Question, account: DayRow, name: str) -> Part:
    if name == "followers":
        return followers_of(question, account)
    if name == "posts_published":
        return posts_published_by(question, account)
    return flow_of(question, account, name)


def days_of(question: Question, names: tuple[str, ...]) -> Days | None:
    """Over the accounts that ever give all these columns, but not where posts stand in for one."""
    counted = []
    for account in question.accounts:
        parts = [part(question, account, name) for name in names if name != "reach"]
        stood_in = any(value is not None and not columns for value, columns in parts)
        if not stood_in and all(question.ever_observed(account, name) for name in names):
            counted.append(question.days(account, names))
    found: Days | None = total(counted)
    return found


def added(question: Question, name: str) -> Answer:
    """A flow or a stock over accounts."""
    value = total(part(question, account, name)[0] for account in question.accounts)
    return Answer(value, value, days_of(question, (name,)))


def parts_together(question: Question, names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The values of each account that has all of them."""
    values = [tuple(part(question, account, name)[0] for name in names) for account in question.accounts]
    return [found for found in values if None not in found]


def quotient(question: Question, names: tuple[str, str], times: float = 1) -> Answer:
    """One sum over another, over accounts that have both."""
    accounts = parts_together(question, names)
    value = divided(total(above for above, _ in accounts), total(below for _, below in accounts), times)
    return Answer(value, value, days_of(question, names))


def interactions_per_post(question: Question) -> Answer:
    return quotient(question, ("interactions", "posts_published"))


def interactions_per_1000_followers_and_post(question: Question) -> Answer:
    names = ("interactions", "posts_published", "followers")
    accounts = [found for found in parts_together(question, names) if found[1] >= 1]
    exposures = total(posts * followers for _, posts, followers in accounts)
    value = divided(total(interactions for interactions, _, _ in accounts), exposures, 1000)
    return Answer(value, value, days_of(question, names))


def minutes_per_view(question: Question) -> Answer:
    return quotient(question, ("minutes_viewed", "video_views"))


def answered_in_time(question: Question) -> Answer:
    return quotient(question, ("messages_answered_in_time", "messages_received"), 100)


def hours_per_answer(question: Question) -> Answer:
    """Over the days that have both hours and answers; a day that lacks one of them is missing."""
    names = ("answer_hours", "messages_answered")
    both, days = [], []
    for account in question.accounts:
        hours, answers = (question.observed(account, name) for name in names)
        timed = hours.keys() & answers.keys()
        both += [(hours[day], answers[day]) for day in timed]
        if question.ever_on_one_day(account, names):
            expected = question.expected(account)
            days.append(Days(len([day for day in expected if day not in timed]), len(expected)))
    value = divided(total(hours for hours, _ in both), total(answers for _, answers in both))
    return Answer(value, value, total(days))


# Followers


def followers_before(question: Question, account: DayRow) -> tuple[date, int] | None:
    earliest = question.period.start - DAY * DAYS_BACK_FOR_FOLLOWERS_BEFORE
    before = {}
    for row in question.rows("account_days"):
        in_time = earliest <= row["date"] < question.period.start
        if in_time and row["account_id"] == account["account_id"] and row.get("followers") is not None:
            before[row["date"]] = row["followers"]
    inside = question.observed(account, "followers")
    if before:
        return max(before), before[max(before)]
    return (min(inside), inside[min(inside)]) if inside else None


def stock_changes(question: Question) -> list[tuple[int, int]]:
    """Followers before and net of each account observed on two different days."""
    changes = []
    for account in question.accounts:
        inside, before = question.observed(account, "followers"), followers_before(question, account)
        if (
            inside
            and before
            and before[0] != max(inside)
            and not counted_anew(question, account, before[0], max(inside))
        ):
            changes.append((before[1], inside[max(inside)] - before[1]))
    return changes


def counted_anew(question: Question, account: DayRow, before: date, last: date) -> bool:
    """Whether the account began to count followers in another way after the first day and up to the last."""
    for row in question.rows("series_breaks"):
        of_account = row.get("account_id") in (None, "", account["account_id"])
        of_platform = row["platform"] == account["platform"] or row.get("account_id") == account["account_id"]
        if row["metric"] == "followers" and of_account and of_platform and before < row["date"] <= last:
            return True
    return False


def net_followers(question: Question) -> Answer:
    nets = [net for _, net in stock_changes(question)]
    days = []
    for account in question.accounts:
        gained, lost = (question.observed(account, f"followers_{way}") for way in ("gained", "lost"))
        both = set(gained) & set(lost)
        by_day = question.ever_on_one_day(account, ("followers_gained", "followers_lost"))
        if question.observed(account, "followers") or not by_day:
            if question.ever_observed(account, "followers"):
                days.append(question.days(account, ("followers",)))
            continue
        nets += [sum(gained[day] - lost[day] for day in both)] if both else []
        expected = question.expected(account)
        days.append(Days(len([day for day in expected if day not in both]), len(expected)))
    return Answer(total(nets), total(nets), total(days))


def follower_growth(question: Question) -> Answer:
    changes = stock_changes(question)
    growth = divided(total(net for _, net in changes), total(before for before, _ in changes), 100)
    return Answer(growth, growth, days_of(question, ("followers",)))


def followers_per_1000_inhabitants(question: Question) -> Answer:
    return scaled(added(question, "followers"), question.inhabitants(), 1000)


# Reach


def reach_of(question: Question, account: DayRow) -> tuple[float | None, float | None]:
    """The interval of the contract for one account."""
    windows = [(w["window_end"] - DAY * (w["window_days"] - 1), w["window_end"], w["reach"]) for w in
               question.windows(account)]  # fmt: skip
    daily = {first: reach for first, last, reach in windows if first == last}
    lows = []
    for first, last, reach in windows:
        days = [first + DAY * number for number in range((last - first).days + 1)]
        outside = [day for day in days if not question.holds(day)]
        if len(outside) < len(days) and all(day in daily for day in outside):
            lows.append(max(0, reach - sum(daily[day] for day in outside)))
    return (max(lows) if lows else None), cheapest_cover(windows, question.period)


def cheapest_cover(windows: list[tuple[date, date, int]], period: Span) -> float | None:
    cost: dict[date, float] = {period.start - DAY: 0}
    for day in period:
        ways = [cost[max(first - DAY, period.start - DAY)] + reach
                for first, last, reach in windows
                if first <= day <= last and max(first - DAY, period.start - DAY) in cost]  # fmt: skip
        if ways:
            cost[day] = min(ways)
    return cost.get(period.end)


def may_have_reached(question: Question, account: DayRow) -> bool:
    """Whether the account has windows, and is open on some expected day or has a bound all the same."""
    return bool(question.windows(account)) and (
        bool(question.expected(account)) or reach_of(question, account) != (None, None)
    )


def reach_over(question: Question, accounts: list[DayRow]) -> Answer:
    """Low is the largest low, high the sum of highs."""
    intervals = [reach_of(question, account) for account in accounts if may_have_reached(question, account)]
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    high = sum(highs) if highs and len(highs) == len(intervals) else None
    return Answer(max(lows, default=None), high, days_of(question, ("reach",)))


def reach(question: Question) -> Answer:
    return reach_over(question, question.accounts)


def scaled(answer: Answer, below: float | None, times: float) -> Answer:
    return Answer(divided(answer.low, below, times), divided(answer.high, below, times), answer.days)


def inverted(above: float | None, reached: Answer) -> Answer:
    """`above` per 100 of those reached: more people reached is a smaller share."""
    return Answer(divided(above, reached.high, 100), divided(above, reached.low, 100), reached.days)


def reach_share_of_inhabitants(question: Question) -> Answer:
    return scaled(reach(question), question.inhabitants(), 100)


def accounts_with_reach_and(question: Question, name: str) -> tuple[list[DayRow], Any]:
    """The accounts that have both, and the sum of the other value."""
    reached = [account for account in question.accounts if may_have_reached(question, account)]
    accounts = [account for account in reached if part(question, account, name)[0] is not None]
    return accounts, total(part(question, account, name)[0] for account in accounts)


def reach_rate(question: Question) -> Answer:
    accounts, followers = accounts_with_reach_and(question, "followers")
    rate = scaled(reach_over(question, accounts), followers, 100)
    return Answer(rate.low, rate.high, days_of(question, ("reach", "followers")))


def engagement_rate_reach(question: Question) -> Answer:
    accounts, interactions = accounts_with_reach_and(question, "interactions")
    rate = inverted(interactions, reach_over(question, accounts))
    return Answer(rate.low, rate.high, days_of(question, ("reach", "interactions")))


# Money, the web and campaigns


def engagement_rate_followers(question: Question) -> Answer:
    posts = [post for account in question.accounts for post in question.posts_of(account)]
    return rate_by_followers(question, posts)


def rate_by_followers(question: Question, posts: list[DayRow]) -> Answer:
    pairs = [(post.get("reactions"), question.followers_at(post)) for post in posts]
    both = [(above, below) for above, below in pairs if above is not None and below is not None]
    return certain(divided(total(above for above, _ in both), total(below for _, below in both), 100))


def campaign_rows(question: Question) -> list[DayRow]:
    """The rows of campaign_days in the period, of these accounts (and of the campaign asked for)."""
    accounts = {account["account_id"] for account in question.accounts}
    rows = [row for row in question.rows("campaign_days") if row["account_id"] in accounts]
    rows = [row for row in rows if question.campaign in (None, row["campaign_id"])]
    return [row for row in rows if question.holds(row["date"])]


def campaigns_with(question: Question, name: str) -> set[str]:
    return {row["campaign_id"] for row in question.rows("campaign_days") if row.get(name) is not None}


def rows_with_spend(question: Question) -> list[DayRow]:
    """Campaign days, and the posts whose spend they do not already hold."""
    known = campaigns_with(question, "spend")
    posts = [post for account in question.accounts for post in question.posts_of(account)]
    posts = [post for post in posts if question.campaign in (None, post.get("campaign_id"))]
    counted = [post for post in posts if post.get("campaign_id") not in known]
    return [row for row in campaign_rows(question) + counted if row.get("spend") is not None]


def spend(question: Question) -> Answer:
    return certain(total(row["spend"] for row in rows_with_spend(question)))


def cost_per(name: str) -> Callable[[Question], Answer]:
    return lambda question: cost_of(rows_with_spend(question), name)


def cost_of(rows: list[DayRow], name: str) -> Answer:
    both = [row for row in rows if row.get("spend") is not None and row.get(name) is not None]
    return certain(divided(total(row["spend"] for row in both), total(row[name] for row in both)))


def conversions(question: Question) -> Answer:
    return certain(total(row.get("conversions") for row in campaign_rows(question)))


def web_visits_social(question: Question) -> Answer:
    rows = [row for row in question.rows("web_days") if row["org_id"] == question.organisation]
    rows = [row for row in rows if question.holds(row["date"]) and row["source"] in question.sources]
    return certain(
        total(visits_of_a_day([row for row in rows if row["date"] == day]) for day in {row["date"] for row in rows})
    )


def visits_of_a_day(rows: list[DayRow]) -> int | None:
    """The larger of all social media together and the single ones added up: the same visits are in both."""
    together = total(row.get("visits") for row in rows if row["source"] == "social")
    single = total(row.get("visits") for row in rows if row["source"] != "social")
    return max((visits for visits in (together, single) if visits is not None), default=None)


# Figures of a set of posts, with their lifetime values


def post_total(name: str) -> Callable[[Question], Answer]:
    def figure_of_posts(question: Question) -> Answer:
        return certain(total(interactions_of(p) if name == "interactions" else p.get(name) for p in question.posts))

    return figure_of_posts


def post_count(question: Question) -> Answer:
    return certain(len(question.posts) or None)


FILM, PICTURES = ("video", "reel", "live"), ("photo", "album")
ALL_FORMATS = (*FILM, *PICTURES, "story", "link", "text", "event", "poll")


def kind_of(post: DayRow, by: str) -> str | None:
    """What a post is by topic, format or kind (film or pictures)."""
    if by != "kind":
        value: str | None = post.get(by)
        return value
    return "film" if post.get("format") in FILM else "pictures" if post.get("format") in PICTURES else None


def share_of_posts(question: Question, by: str, everything: list[DayRow]) -> Answer:
    """Posts of the kind in per cent of all; those of which nothing tells may be of it too."""
    own = len(question.posts)
    told = "topic" if by == "topic" else "format"
    either = [post for post in everything if post.get(told) is None or (by == "kind" and post[told] == "story")]
    return Answer(divided(own, len(everything), 100), divided(own + len(either), len(everything), 100))


def post_reach(question: Question) -> Answer:
    """At least the largest, at most the sum; no most where some post's reach is unknown."""
    known = [post["reach"] for post in question.posts if post.get("reach") is not None]
    if not known:
        return NOTHING
    return Answer(max(known), sum(known) if len(known) == len(question.posts) else None)


def post_reach_share(question: Question) -> Answer:
    return scaled(post_reach(question), question.inhabitants(), 100)


def post_engagement_by_reach(question: Question) -> Answer:
    both = [post for post in question.posts if post.get("reach") is not None and interactions_of(post) is not None]
    if not both:
        return NOTHING
    reaches = [post["reach"] for post in both]
    return inverted(total(interactions_of(post) for post in both), Answer(max(reaches), sum(reaches)))


def post_interactions_per_post(question: Question) -> Answer:
    values = [value for post in question.posts if (value := interactions_of(post)) is not None]
    return certain(divided(total(values), len(values)))


def post_interactions_per_follower(question: Question) -> Answer:
    pairs = [(interactions_of(post), question.followers_at(post)) for post in question.posts]
    both = [(above, below) for above, below in pairs if above is not None and below is not None]
    return certain(divided(total(above for above, _ in both), total(below for _, below in both), 1000))


def post_minutes_per_view(question: Question) -> Answer:
    pairs = [(post.get("minutes_viewed"), post.get("video_views")) for post in question.posts]
    both = [(above, below) for above, below in pairs if above is not None and below is not None]
    return certain(divided(total(above for above, _ in both), total(below for _, below in both)))


def post_reach_rate(question: Question) -> Answer:
    """Of one post: several posts have no one number of followers."""
    return scaled(post_reach(question), question.followers_at(question.posts[0]), 100)


# Figures of a campaign


def campaign_flow(name: str) -> Callable[[Question], Answer]:
    def figure_of_campaign(question: Question) -> Answer:
        if question.campaign in campaigns_with(question, name):
            return certain(total(row.get(name) for row in campaign_rows(question)))
        return post_total(name)(question)

    return figure_of_campaign


def campaign_reach(question: Question) -> Answer:
    if question.campaign not in campaigns_with(question, "reach_to_date"):
        of_posts = post_reach(question)
        return Answer(of_posts.low) if campaign_rows(question) else of_posts
    intervals = []
    for account in question.accounts:
        rows = [row for row in question.rows("campaign_days") if row["campaign_id"] == question.campaign]
        rows = sorted((row for row in rows if row["account_id"] == account["account_id"]), key=lambda row: row["date"])
        inside = [row for row in rows if question.holds(row["date"])]
        if inside:
            earlier = [row for row in rows if row["date"] < question.period.start]
            intervals.append(reached_meanwhile(earlier, inside))
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return Answer(max(lows, default=None), sum(highs) if highs and len(highs) == len(intervals) else None)


def reached_meanwhile(earlier: list[DayRow], inside: list[DayRow]) -> tuple[float | None, float | None]:
    """The people of a campaign on one account in a period: those so far, less those who may be from before it."""
    so_far = [row["reach_to_date"] for row in inside if row.get("reach_to_date") is not None]
    before = [row["reach_to_date"] for row in earlier if row.get("reach_to_date") is not None]
    if not so_far:
        return None, None
    if not earlier:
        return so_far[-1], so_far[-1]
    return (max(0, so_far[-1] - before[-1]) if before else None), so_far[-1]


def campaign_reach_share(question: Question) -> Answer:
    return scaled(campaign_reach(question), question.inhabitants(), 100)


Figure = Callable[[Question], Answer]


def nothing(_: Question) -> Answer:
    return NOTHING


def sum_of(name: str) -> Figure:
    return lambda question: added(question, name)


OF_ACCOUNTS: dict[str, Figure] = {
    "followers": sum_of("followers"),
    "net_followers": net_followers,
    "follower_growth": follower_growth,
    "followers_per_1000_inhabitants": followers_per_1000_inhabitants,
    "reach": reach,
    "reach_share_of_inhabitants": reach_share_of_inhabitants,
    "views": sum_of("views"),
    "interactions": sum_of("interactions"),
    "posts": sum_of("posts_published"),
    "interactions_per_post": interactions_per_post,
    "engagement_rate_followers": engagement_rate_followers,
    "engagement_rate_reach": engagement_rate_reach,
    "interactions_per_1000_followers_and_post": interactions_per_1000_followers_and_post,
    "video_views": sum_of("video_views"),
    "minutes_viewed": sum_of("minutes_viewed"),
    "minutes_per_view": minutes_per_view,
    "answered_in_time": answered_in_time,
    "web_visits_social": web_visits_social,
    "spend": spend,
    "cost_per_contact": cost_per("views"),
    "reach_rate": reach_rate,
    "conversions": conversions,
    "clicks": sum_of("link_clicks"),
    "cost_per_click": cost_per("clicks"),
    "cost_per_conversion": cost_per("conversions"),
    "hours_per_answer": hours_per_answer,
    "share_of_posts": nothing,
    "reactions": sum_of("reactions"),
    "comments": sum_of("comments"),
    "shares": sum_of("shares"),
}
OF_POSTS: dict[str, Figure] = {
    "reach": post_reach,
    "reach_share_of_inhabitants": post_reach_share,
    "views": post_total("views"),
    "interactions": post_total("interactions"),
    "posts": post_count,
    "interactions_per_post": post_interactions_per_post,
    "engagement_rate_followers": lambda question: rate_by_followers(question, question.posts),
    "engagement_rate_reach": post_engagement_by_reach,
    "interactions_per_1000_followers_and_post": post_interactions_per_follower,
    "video_views": post_total("video_views"),
    "minutes_viewed": post_total("minutes_viewed"),
    "minutes_per_view": post_minutes_per_view,
    "spend": post_total("spend"),
    "cost_per_contact": lambda question: cost_of(question.posts, "views"),
    "clicks": post_total("clicks"),
    "cost_per_click": lambda question: cost_of(question.posts, "clicks"),
    "reactions": post_total("reactions"),
    "comments": post_total("comments"),
    "shares": post_total("shares"),
}
OF_ONE_POST: dict[str, Figure] = OF_POSTS | {"reach_rate": post_reach_rate}
OF_CAMPAIGNS: dict[str, Figure] = OF_POSTS | {
    "reach": campaign_reach,
    "reach_share_of_inhabitants": campaign_reach_share,
    "views": campaign_flow("views"),
    "video_views": campaign_flow("video_views"),
    "spend": spend,
    "cost_per_contact": cost_per("views"),
    "conversions": conversions,
    "clicks": campaign_flow("clicks"),
    "cost_per_click": cost_per("clicks"),
    "cost_per_conversion": cost_per("conversions"),
}


def figure(
    tables: Tables,
    metric: str,
    organisation: str,
    period: Span,
    today: date,
    by: str | None = None,
    platforms: tuple[str, ...] = (),
) -> list[Row]:
    """The figures of a metric, one a group."""
    accounts = [row for row in tables.get("accounts", []) if row["org_id"] == organisation]
    accounts = [row for row in accounts if not platforms or row["platform"] in platforms]
    sources = tuple(source for source in SOCIAL_SOURCES if not platforms or source in platforms)
    whole = Question(tables, organisation, accounts, period, today, sources=sources)
    if metric == "share_of_posts" and by in ("topic", "format", "kind"):
        return shares(whole, by)
    of_posts = dict.fromkeys(("topic", "format", "kind"), OF_POSTS)
    figures = (of_posts | {"campaign": OF_CAMPAIGNS, "post": OF_ONE_POST}).get(by or "", OF_ACCOUNTS)
    compute = figures.get(metric, nothing)
    return [row_of(key, compute(question)) for key, question in groups(whole, by)]


def shares(whole: Question, by: str) -> list[Row]:
    """The share of every kind that the organisation knows: all formats, and all topics that it has ever used."""
    mine = {row["account_id"] for row in whole.rows("accounts") if row["org_id"] == whole.organisation}
    topics = {post.get("topic") for post in whole.rows("posts") if post["account_id"] in mine} - {None}
    keys = {"topic": topics, "format": ALL_FORMATS, "kind": ("film", "pictures")}[by]
    everything = [post for account in whole.accounts for post in whole.posts_of(account)]
    found = []
    for key in keys:
        own = replace(whole, posts=[post for post in everything if kind_of(post, by) == key])
        found.append(row_of(key, share_of_posts(own, by, everything)))
    return found


def row_of(key: str | None, answer: Answer) -> Row:
    exact = answer.low is not None and answer.low == answer.high
    value = answer.low if exact else None
    missing, expected = (answer.days.missing, answer.days.expected) if answer.days else (None, None)
    return Row(key, value, answer.low, answer.high, exact, missing, expected)


def groups(whole: Question, by: str | None) -> list[tuple[str | None, Question]]:
    """The question of each group and the group's key."""
    tables, organisation, today = whole.tables, whole.organisation, whole.today

    def asked(accounts: list[DayRow], period: Span, posts: list[DayRow], campaign: str | None = None) -> Question:
        return Question(tables, organisation, accounts, period, today, posts, campaign)

    accounts, period = whole.accounts, whole.period
    posts = [post for account in accounts for post in whole.posts_of(account)]
    if by is None:
        return [(None, whole)]
    if by == "account":
        return [(account["account_id"], asked([account], period, [])) for account in accounts]
    if by == "platform":
        names = sorted({account["platform"] for account in accounts})
        of = {name: asked([a for a in accounts if a["platform"] == name], period, []) for name in names}
        sources = {name: tuple({name} & set(whole.sources)) for name in names}
        return [(name, replace(of[name], sources=sources[name])) for name in names]
    if by == "month":
        return [(f"{month.start:%Y-%m}", replace(whole, period=month)) for month in period.months()]
    if by == "campaign":
        ids = [row["campaign_id"] for row in tables.get("campaigns", []) if row["org_id"] == organisation]
        return [(key, asked(accounts, period, [p for p in posts if p.get("campaign_id") == key], key)) for key in ids]
    column = "post_id" if by == "post" else by
    keys = [key for key in dict.fromkeys(kind_of(post, column) for post in posts) if key is not None]
    return [(key, asked(accounts, period, [p for p in posts if kind_of(p, column) == key])) for key in keys]
