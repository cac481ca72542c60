"""The fictional region's accounts, simulated: people first, and everything that a platform counts follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from data.demo.campaigns import Campaign
from data.demo.channels import REACH_BREAK, STORM, VIEWS_BREAK, Channel
from data.demo.own_posts import Posts, write_posts
from data.demo.people import DistinctPeople, Slice, simulate
from data.demo.posts import PostDays, decay
from data.demo.season import LAST_DAY, Counts, Numbers, attention, days_between, stream

WARM_UP = 28  # days before the first, so that its 28-day window is full and older posts are still read
POSTS_SHARE = 0.8  # of an ordinary day's views; the rest go to the page itself and to older posts
LIFTED_BY_POSTS, HIGHEST_LIFT = 0.40, 4.5
LEAVING = 0.00010  # of the followers, a day


@dataclass(frozen=True)
class Simulation:
    """An account, by day number: day WARM_UP is the first that is told.

    `gathered` is what each post gathers, one row a post and one column a day of its life; `post_reach` its persons.
    """

    channel: Channel
    days: list[date]
    campaigns: tuple[Campaign, ...]
    people: DistinctPeople
    views: Counts
    followers: Counts
    gained: Counts
    lost: Counts
    posts: Posts
    post_days: PostDays
    post_reach: Counts
    gathered: dict[str, Counts]


def simulate_account(seed: int, channel: Channel, first: date, campaigns: tuple[Campaign, ...]) -> Simulation:
    """One account from some weeks before its first day to the last of the demo."""

    def random(about: str) -> np.random.Generator:
        return stream(seed, channel.account_id, about)

    days = days_between(first - timedelta(days=WARM_UP), LAST_DAY)
    campaigns = tuple(campaign for campaign in campaigns if channel.account_id in campaign.shares)
    posts = write_posts(random("posts"), channel, days, campaigns)
    post_days = PostDays.of(posts.day, len(days))
    wanted = posts.quality[:, None] * decay(channel.platform)
    content = post_days.by_day(wanted)
    people = _people(random("people"), channel, days, content, campaigns)
    views = _views(random("views"), channel, days, people.windows[1])
    gained, lost = _follower_flows(random("followers"), channel, days, people.windows[1])
    since_first = np.cumsum(gained - lost) - np.cumsum(gained - lost)[WARM_UP - 1]
    followers = channel.followers + since_first
    ordinary = channel.posts_a_week / 7 * (1 - POSTS_SHARE) / POSTS_SHARE
    post_views = post_days.dealt(views, wanted, content + ordinary)
    post_reach = _post_reach(random("post reach"), post_days, post_views, people)
    gathered = _gathered(random("gathered"), posts, post_days, post_views, post_reach, followers)
    filmed = random("films").uniform(0.30, 0.55, len(post_reach)) * np.isin(posts.format, ["video", "reel", "live"])
    gathered["video_views"] = (
        post_views if channel.platform == "youtube" else random("watched").binomial(post_views, filmed[:, None])
    )
    return Simulation(
        channel, days, campaigns, people, views, followers, gained, lost, posts, post_days, post_reach, gathered
    )


def _people(
    random: np.random.Generator, channel: Channel, days: list[date], content: Numbers, campaigns: tuple[Campaign, ...]
) -> DistinctPeople:
    number = {day: n for n, day in enumerate(days)}
    share = _daily_share(channel, days, content) * random.lognormal(0, 0.05, len(days))
    slices = []
    for campaign in campaigns:
        start, end = number[campaign.starts_on], number[min(campaign.ends_on, LAST_DAY)]
        share[start : end + 1] *= 1 + campaign.lift
        level = campaign.shares[channel.account_id] * random.lognormal(0, 0.1, end + 1 - start)
        slices.append(Slice(campaign.campaign_id, start, np.minimum(level, 0.95)))
    month_starts = [n for n, day in enumerate(days) if day.day == 1 and n >= WARM_UP] + [len(days)]
    months = frozenset((start, after - 1) for start, after in pairwise(month_starts))
    return simulate(random, channel.persons, share, spans=months, slices=tuple(slices))


def _daily_share(channel: Channel, days: list[date], content: Numbers) -> Numbers:
    """The share of its people that the account reaches each day on average, before chance and advertising."""
    lift = 1 - LIFTED_BY_POSTS + LIFTED_BY_POSTS * content / (channel.posts_a_week / 7)
    grown = (1 + channel.growth / 2) ** (np.arange(len(days)) / 365.25)
    share = channel.daily_share * grown * attention(days) * np.minimum(lift, HIGHEST_LIFT)
    if channel.platform == "facebook":
        share *= [0.88 if day >= REACH_BREAK else 1.0 for day in days]
    if channel.topics is None or "Kollektivtrafik" in channel.topics:
        share *= [1.7 if STORM[0] <= day <= STORM[1] else 1.0 for day in days]
    return share


def _views(random: np.random.Generator, channel: Channel, days: list[date], reach: Counts) -> Counts:
    """At least one a person, and more from the day when Facebook counts every showing."""
    more = [0.3 if channel.platform == "facebook" and day >= VIEWS_BREAK else 0.0 for day in days]
    again = reach * (channel.frequency - 1 + np.array(more)) * random.lognormal(0, 0.05, len(days))
    return reach + np.floor(again).astype(np.int64)


def _follower_flows(
    random: np.random.Generator, channel: Channel, days: list[date], reach: Counts
) -> tuple[Counts, Counts]:
    """Followers gained and lost each day: gained in step with attention, and when unusually many were reached."""
    expected = channel.followers * (1 + channel.growth) ** ((np.arange(len(days)) - WARM_UP) / 365.25)
    unusual = np.minimum(np.maximum(reach / np.median(reach) - 2.5, 0), 1)
    daily = np.log1p(channel.growth) / 365.25 + LEAVING
    gained = random.poisson(expected * (daily * attention(days) + 0.003 * unusual))
    return gained, random.poisson(expected * LEAVING)


def _post_reach(random: np.random.Generator, post_days: PostDays, views: Counts, people: DistinctPeople) -> Counts:
    """Persons that each post has reached: fewer than its views, and some of those that the account reached."""
    last = np.minimum(post_days.days[:, -1], post_days.days_in_all - 1)
    lifetime = views.sum(axis=1)
    reach = np.floor(lifetime / random.uniform(1.2, 1.6, len(lifetime))).astype(np.int64)
    return np.asarray(np.minimum(reach, people.windows[28][last]))


def _gathered(
    random: np.random.Generator, posts: Posts, post_days: PostDays, views: Counts, reach: Counts, followers: Counts
) -> dict[str, Counts]:
    """Views, reactions and clicks of each post and day: each of those reached may react once, and where they look."""
    shares = views / np.maximum(views.sum(axis=1), 1)[:, None]
    found = {"views": views}
    for name, rate in posts.rates.items():
        total = random.binomial(reach, np.minimum(rate, 0.6))
        if name == "reactions":
            liked = np.round(np.nan_to_num(posts.liked_by) * followers[posts.day]).astype(np.int64)
            total = np.where(liked > 0, np.minimum(liked, reach), total)
        found[name] = np.where(reach[:, None] > 0, post_days.spread(random, total, shares), 0)
    return found
