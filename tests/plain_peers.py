"""The oracle of the comparison with peers: figures, posts and weeks, their spread, the league and the words, in lists.

Written from docs/decisions/0011-peers.md; it shares no code with `metrics/`. What is drawn at random is drawn here with
another generator, so that only what may be told from draws is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, log, log1p, sqrt
from random import Random
from statistics import variance
from typing import Any

from tests.plain_calendar import Span
from tests.plain_python import (
    DayRow,
    Question,
    Tables,
    figure,
    part,
    parts_together,
    stock_changes,
    total,
)

DAY = timedelta(days=1)
PUBLIC_PARTS = ("reactions", "comments", "shares")
OF_POSTS = {
    "interactions": "interactions",
    "interactions_per_post": "interactions",
    "interactions_per_1000_followers_and_post": "interactions",
    "engagement_rate_followers": "reactions",
    "reactions": "reactions",
    "comments": "comments",
    "shares": "shares",
    "video_views": "video_views",
}
"""What of a post each metric is made of, where chance in single posts decides it."""
OF_FOLLOWERS = ("net_followers", "follower_growth")
OF_PEOPLE = ("inhabitants", "customers", "members")
READY = {
    ("followers", "inhabitants"): "followers_per_1000_inhabitants",
    ("interactions", "post"): "interactions_per_post",
    ("interactions", "followers_post"): "interactions_per_1000_followers_and_post",
}
"""Divisions that the catalogue has as metrics."""
TIMES = {"interactions_per_1000_followers_and_post": 1000, "engagement_rate_followers": 100, "follower_growth": 100}
DIVIDE_BY_POSTS = ("interactions_per_post",)
DIVIDE_BY_POSTS_AND_FOLLOWERS = ("interactions_per_1000_followers_and_post", "engagement_rate_followers")
PRIOR, HALF = 20, 0.5
FEWEST_DAYS_OF_A_WEEK, FEWEST_POSTS, FEWEST_WEEKS, MOST_MISSING = 4, 5, 3, 0.1


def without_saves(tables: Tables) -> Tables:
    """The tables as anybody sees them."""
    return {name: [{key: one for key, one in row.items() if key != "saves"} for row in rows]
            for name, rows in tables.items()}  # fmt: skip


# Posts and weeks


@dataclass(frozen=True)
class Listed:
    """An account's posts of a period by what they gave, or its weeks where no post is known."""

    organisation: str
    platform: str
    amounts: tuple[float, ...]
    of_posts: bool
    followers: float | None = None

    @property
    def kind(self) -> tuple[str, bool]:
        return self.platform, self.of_posts


def amount_of(row: DayRow, name: str) -> Any:
    if name != "interactions":
        return row.get(name)
    parts = total(row.get(one) for one in PUBLIC_PARTS)
    return row.get("interactions") if parts is None else parts


def listed(tables: Tables, account: DayRow, name: str, period: Span) -> Listed:
    """The account's posts of the period, or its weeks where it has none with the amount."""
    whose = account["account_id"]
    question = Question(tables, account["org_id"], [account], period, date.max)
    posts = [amount_of(post, name) for post in question.posts_of(account)] if name != "net_followers" else []
    amounts = tuple(float(one) for one in posts if one is not None)
    of_posts = bool(amounts)
    if not of_posts:
        days = {row["date"]: row for row in tables.get("account_days", []) if row["account_id"] == whose}
        amounts = tuple(weeks(days, name, period))
    followers = part(question, account, "followers")[0]
    return Listed(account["org_id"], account["platform"], amounts, of_posts, followers)


def weeks(days: dict[date, DayRow], name: str, period: Span) -> list[float]:
    """Weeks of at least four known days, as if of seven; a month's end cuts a week where the period is of months."""
    whole_months = period.start.day == 1 and (period.end + DAY).day == 1
    found: dict[Any, list[float]] = {}
    for day in period:
        if name == "net_followers":
            now, before = (days.get(one, {}).get("followers") for one in (day, day - DAY))
            value = None if now is None or before is None else now - before
        else:
            value = amount_of(days[day], name) if day in days else None
        if value is not None:
            month = (day.year, day.month) if whole_months else None
            found.setdefault((month, day.isocalendar()[:2]), []).append(float(value))
    return [7 * sum(one) / len(one) for one in found.values() if len(one) >= FEWEST_DAYS_OF_A_WEEK]


# Their spread


def relative_variances(accounts: Sequence[Listed]) -> list[float | None]:
    """Of each account, the variance of one unit in shares of its mean squared, moved towards those like it."""
    own = [
        variance(one.amounts) / mean(one.amounts) ** 2 if len(one.amounts) > 1 and sum(one.amounts) > 0 else None
        for one in accounts
    ]
    return [moved_of(account, own, accounts, place) for place, account in enumerate(accounts)]


def moved_of(account: Listed, own: Sequence[float | None], accounts: Sequence[Listed], place: int) -> float | None:
    alike = [(one, len(other.amounts) - 1) for one, other in zip(own, accounts, strict=True)
             if one is not None and other.kind == account.kind]  # fmt: skip
    if not alike:
        return None
    pooled = sum(one * freedom for one, freedom in alike) / sum(freedom for _, freedom in alike)
    freedom, ours = max(len(account.amounts) - 1, 0), own[place]
    return (PRIOR * pooled + freedom * (pooled if ours is None else ours)) / (PRIOR + freedom)


def mean(amounts: Sequence[float]) -> float:
    return sum(amounts) / len(amounts)


def spread(accounts: Sequence[Listed], organisation: str, counted: float | None) -> float | None:
    """The variance of the logarithm of the organisation's total; None where nothing tells of it."""
    pairs = [
        (one, relative)
        for one, relative in zip(accounts, relative_variances(accounts), strict=True)
        if one.organisation == organisation and one.amounts
    ]
    whole, number = sum(sum(one.amounts) for one, _ in pairs), sum(len(one.amounts) for one, _ in pairs)
    if not pairs:
        return None
    if whole > 0:
        if any(relative is None and sum(one.amounts) > 0 for one, relative in pairs):
            return None
        parts = [len(one.amounts) * relative * mean(one.amounts) ** 2
                 for one, relative in pairs if relative is not None]  # fmt: skip
        share = sum(parts) / whole**2
    else:
        share = sum(len(one.amounts) * (relative or 0) for one, relative in pairs) / number**2
    return log1p(max(share, 1 / ((counted or 0) + HALF)))


def spread_of_changes(accounts: Sequence[Listed], organisation: str, days: int) -> float | None:
    """The variance of the organisation's change in followers over so many days."""
    shares = [[one / account.followers for one in account.amounts] if account.followers else []
              for account in accounts]  # fmt: skip
    known = [(variance(one), len(one) - 1) for one in shares if len(one) > 1]
    freedom = sum(free for _, free in known)
    pooled = sum(one * free for one, free in known) / freedom if freedom else None
    ours = [(account, share) for account, share in zip(accounts, shares, strict=True)
            if account.organisation == organisation]  # fmt: skip
    if pooled is None or not any(account.amounts for account, _ in ours):
        return None
    found = 0.0
    for account, share in ours:  # one without a whole week varies as the others do
        free = max(len(account.amounts) - 1, 0)
        own = variance(share) if len(share) > 1 else pooled
        found += (PRIOR * pooled + free * own) / (PRIOR + free) * (account.followers or 0) ** 2 * days / 7
    return max(found, abs(sum(sum(account.amounts) for account, _ in ours)) + HALF)


# One organisation


@dataclass(frozen=True)
class Told:
    """What is known of an organisation before anyone is ranked; None where something is not."""

    organisation: str
    value: float | None
    figure: float | None
    size: float | None
    units: int
    of_weeks: bool
    reason: str
    level: float | None = None
    variance: float | None = None
    level_without: float | None = None
    variance_without: float | None = None


@dataclass(frozen=True)
class Asked:
    """A comparison: which metric, divided by what, of whom, when and on which platforms (none: all)."""

    metric: str
    per: str
    organisations: tuple[str, ...]
    period: Span
    today: date
    platforms: tuple[str, ...] = ()

    @property
    def compared(self) -> str:
        """The metric that gives the compared value, where the catalogue has one."""
        return READY.get((self.metric, self.per), self.metric)

    @property
    def by_posts(self) -> bool:
        return self.compared in DIVIDE_BY_POSTS or (self.per == "post" and self.compared == self.metric)


def told(tables: Tables, asked: Asked) -> list[Told]:
    """Every organisation of a comparison, in the order in which they are asked for."""
    tables = without_saves(tables)
    rows = [row for row in tables["accounts"] if row["org_id"] in asked.organisations]
    rows = [row for row in rows if not asked.platforms or row["platform"] in asked.platforms]
    name = OF_POSTS.get(asked.metric) or ("net_followers" if asked.metric in OF_FOLLOWERS else None)
    accounts = [listed(tables, row, name, asked.period) for row in rows] if name else []
    shorter, tops = without_largest(accounts) if asked.metric in OF_POSTS else ([], {})
    found = []
    for one in asked.organisations:
        ours = [account for account in accounts if account.organisation == one]
        units = sum(len(account.amounts) for account in ours)
        posts = any(account.of_posts for account in ours)
        question = Question(tables, one, [row for row in rows if row["org_id"] == one], asked.period, asked.today)
        value, size, shown = compared_value(tables, asked, question)
        base = Told(one, value, shown, size, units, not posts, reason(tables, asked, one, value, (units, posts)))
        if asked.metric in OF_POSTS:
            whole = sum(sum(account.amounts) for account in ours)
            base = estimated(asked, base, question, (accounts, shorter), (tops.get(one), whole))
        elif asked.metric in OF_FOLLOWERS:
            of_change = spread_of_changes(accounts, one, asked.period.days)
            each = each_of(asked, size)
            known = None if of_change is None or each is None else of_change * each**2
            base = replace(base, level=value, variance=known)
        found.append(base)
    return found


def without_largest(accounts: list[Listed]) -> tuple[list[Listed], dict[str, tuple[int, float]]]:
    """The accounts without each organisation's largest post, and where that stands (the last of equals)."""
    tops: dict[str, tuple[int, float]] = {}
    for place, one in enumerate(accounts):
        largest = max(one.amounts, default=0) if one.of_posts else 0
        if largest > 0 and largest >= tops.get(one.organisation, (0, 0))[1]:
            tops[one.organisation] = place, largest
    shorter = list(accounts)
    for place, largest in tops.values():
        amounts = sorted(accounts[place].amounts)
        amounts.remove(largest)
        shorter[place] = replace(accounts[place], amounts=tuple(amounts))
    return shorter, tops


def estimated(
    asked: Asked,
    base: Told,
    question: Question,
    lists: tuple[list[Listed], list[Listed]],
    largest: tuple[tuple[int, float] | None, float],
) -> Told:
    """With its level and variance, and those without everybody's largest post."""
    counted, each = counted_of(asked, question), each_of(asked, base.size)
    if base.value is None or each is None:
        return base
    of_all = spread(lists[0], base.organisation, counted)
    value = base.value
    base = replace(base, level=level(value, counted, each, of_all), variance=of_all)
    if largest[0] is None or counted is None:
        return base
    place, amount = largest[0]
    kept, fewer = 1 - amount / largest[1], 1.0
    taken = 1.0 if asked.by_posts else lists[0][place].followers if post_counts(asked) else 0.0
    if taken is None:
        return base
    if taken:
        if base.size is None or base.size <= taken:
            return base
        fewer = base.size / (base.size - taken)
    left = spread(lists[1], base.organisation, counted * kept)
    of_rest = level(value * kept * fewer, counted * kept, each * fewer, left)
    return replace(base, level_without=of_rest, variance_without=left)


def post_counts(asked: Asked) -> bool:
    """Whether a post adds its account's followers to what is divided by."""
    return asked.compared in DIVIDE_BY_POSTS_AND_FOLLOWERS


def level(value: float, counted: float | None, each: float, of_total: float | None) -> float:
    """The logarithm of the value, with a half more counted, and the half variance that a mean of logarithms lacks."""
    more = value * ((counted or 0) + HALF) / (counted or 1) if counted else HALF * each
    return log(more) + (of_total or 0) / 2


def counted_of(asked: Asked, question: Question) -> float | None:
    """What is divided, over the accounts that have everything that the value is made of."""
    metric = asked.compared
    if metric == "interactions_per_post":
        return total(found[0] for found in parts_together(question, ("interactions", "posts_published")))
    if metric == "interactions_per_1000_followers_and_post":
        names = ("interactions", "posts_published", "followers")
        return total(found[0] for found in parts_together(question, names) if found[1] >= 1)
    if metric == "engagement_rate_followers":
        posts = [post for account in question.accounts for post in question.posts_of(account)]
        known = [post for post in posts if question.followers_at(post) is not None]
        return total(post.get("reactions") for post in known)
    return total(part(question, account, metric)[0] for account in question.accounts)


def each_of(asked: Asked, size: float | None) -> float | None:
    """How much the value is for one of what is counted."""
    times: float = TIMES.get(asked.compared, 1)
    if asked.compared == asked.metric and asked.per in (*OF_PEOPLE, "followers"):
        times = 1000
    divides = asked.per not in ("raw", "index") or asked.compared in (*TIMES, *DIVIDE_BY_POSTS)
    return 1.0 if not divides else times / size if size else None


def compared_value(tables: Tables, asked: Asked, question: Question) -> tuple[float | None, float | None, float | None]:
    """The compared value, what it is divided by, and the figure before that."""
    whose = question.organisation

    def figure_of(metric: str) -> float | None:
        (row,) = figure(tables, metric, whose, asked.period, asked.today, platforms=asked.platforms)
        return row.value

    shown, value = figure_of(asked.metric), figure_of(asked.compared)
    size: float | None = None
    if asked.per in OF_PEOPLE:
        size = audience(tables, asked.per, whose, asked.period.end.year)
    elif asked.compared == asked.metric and asked.per in ("followers", "post"):
        size = figure_of("followers" if asked.per == "followers" else "posts")
    else:
        return value, divisor_of(asked.compared, question), shown
    if asked.compared == asked.metric:
        value = None if value is None or not size else value / size * (1 if asked.per == "post" else 1000)
    return value, size, shown


def divisor_of(metric: str, question: Question) -> float | None:
    """What the catalogue's own metric divides by."""
    if metric == "interactions_per_post":
        return total(found[1] for found in parts_together(question, ("interactions", "posts_published")))
    if metric == "interactions_per_1000_followers_and_post":
        names = ("interactions", "posts_published", "followers")
        return total(posts * many for _, posts, many in parts_together(question, names) if posts >= 1)
    if metric == "engagement_rate_followers":
        posts = [post for account in question.accounts for post in question.posts_of(account)]
        return total(question.followers_at(post) for post in posts if post.get("reactions") is not None)
    if metric == "follower_growth":
        return total(before for before, _ in stock_changes(question))
    return None


def audience(tables: Tables, kind: str, organisation: str, year: int) -> float | None:
    rows = [row for row in tables.get("audience_bases", []) if row["org_id"] == organisation and row["kind"] == kind]
    sizes = {row["year"]: row["size"] for row in rows if row["size"] is not None}
    return sizes[min(sizes, key=lambda other: (abs(other - year), other))] if sizes else None


def reason(tables: Tables, asked: Asked, organisation: str, value: float | None, rests_on: tuple[int, bool]) -> str:
    """Why the organisation has no place; empty where it has one. Of several reasons the first counts."""
    (row,) = figure(tables, asked.metric, organisation, asked.period, asked.today, platforms=asked.platforms)
    if row.value is None:
        return "no figures"
    if value is None:
        return "the size to divide by is missing"
    adds_days = asked.metric not in ("followers", "followers_per_1000_inhabitants")
    missing, expected = row.days_missing or 0, row.days_expected or 0
    if adds_days and missing > MOST_MISSING * expected:
        return "too many days missing"
    units, of_posts = rests_on
    if asked.metric in OF_POSTS and units < (FEWEST_POSTS if of_posts else FEWEST_WEEKS):
        return "too few posts"
    return ""


# The league


@dataclass(frozen=True)
class League:
    """Posterior means, and draws of everybody's true value (draw after draw)."""

    shrunk: list[float]
    draws: list[list[float]]

    def values(self, place: int) -> list[float]:
        return sorted(draw[place] for draw in self.draws)

    def places(self, place: int) -> list[int]:
        """The drawn places of one, 1 for the highest value."""
        return [1 + sum(other > draw[place] for other in draw) for draw in self.draws]


def league(values: Sequence[float], variances: Sequence[float], draws: int = 2000, steps: int = 1200) -> League:
    """True values that vary normally, by anything up to four times what the values do, all equally likely before."""
    widest = 4 * sqrt(variance(values))
    spreads = [widest * (step + 0.5) / steps for step in range(steps)]
    weighed = [(given(one, values, variances), one) for one in spreads]
    largest = max(likelihood for (likelihood, _, _), _ in weighed)
    weights = [exp(likelihood - largest) for (likelihood, _, _), _ in weighed]
    shrunk = [0.0] * len(values)
    for weight, ((_, middle, _), one) in zip(weights, weighed, strict=True):
        for place, (value, error) in enumerate(zip(values, variances, strict=True)):
            share = one**2 / (one**2 + error)
            shrunk[place] += weight / sum(weights) * (share * value + (1 - share) * middle)
    random = Random(4)
    drawn = []
    for (_, middle, uncertain), one in random.choices(weighed, weights, k=draws):
        truth = random.gauss(middle, sqrt(uncertain))
        drawn.append(
            [true_value(value, error, truth, one, random) for value, error in zip(values, variances, strict=True)]
        )
    return League(shrunk, drawn)


def given(between: float, values: Sequence[float], variances: Sequence[float]) -> tuple[float, float, float]:
    """How likely a spread between organisations is (a logarithm), and given it the middle and its variance."""
    precisions = [1 / (between**2 + error) for error in variances]
    whole = sum(precisions)
    middle = sum(one * value for one, value in zip(precisions, values, strict=True)) / whole
    misfit = sum(one * (value - middle) ** 2 for one, value in zip(precisions, values, strict=True))
    return (sum(log(one) for one in precisions) - log(whole) - misfit) / 2, middle, 1 / whole


def true_value(value: float, error: float, middle: float, between: float, random: Random) -> float:
    share = between**2 / (between**2 + error)
    return random.gauss(share * value + (1 - share) * middle, sqrt(share * error))


# The words


def verdict(first: float, last: float, count: int) -> str:
    """Beside the middle: nothing is told where the middle place is among its own, or more than half of all are."""
    if last - first + 1 > count / 2:
        return "middle"
    places = range(int(first), int(last) + 1)
    above = [place for place in places if place < (count + 1) / 2]
    below = [place for place in places if place > (count + 1) / 2]
    return "above" if len(above) == len(places) else "below" if len(below) == len(places) else "middle"


def counted_verdict(value: float, values: Sequence[float]) -> str:
    """Beside the middle half of the group, of what is counted."""
    low, high = (quantile(values, part) for part in (0.25, 0.75))
    return "above" if value > high else "below" if value < low else "middle"


def quantile(values: Sequence[float], part_of: float) -> float:
    """Between the two nearest, as far as the part lies between them."""
    ordered, at = sorted(values), part_of * (len(values) - 1)
    low = ordered[int(at)]
    return low + (ordered[min(int(at) + 1, len(ordered) - 1)] - low) * (at - int(at))
