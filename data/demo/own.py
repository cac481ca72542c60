"""The fictional region's accounts, day by day: people are simulated, and everything else follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.demo.campaigns import Campaign
from data.demo.channels import ABSENT, REACH_BREAK, STORM, VIEWS_BREAK, WITHOUT_FIGURES, Channel
from data.demo.own_posts import Posts, write_posts
from data.demo.people import DistinctPeople, Slice, simulate
from data.demo.posts import PostDays, decay
from data.demo.season import LAST_DAY, Counts, Numbers, attention, days_between, stream
from data.demo.tables import contract

WARM_UP = 28  # days before the first, so that its 28-day window is full and older posts are still read
POSTS_SHARE = 0.8  # of an ordinary day's attention; the rest goes to the page itself and to older posts
LIFTED_BY_POSTS, HIGHEST_LIFT = 0.45, 4.5
LEAVING = 0.00010  # of the followers, a day


@dataclass
class ChannelRecord:
    """Everything an account's own statistics say, and (`true_reach`) what they cannot: people in each month."""

    posts: pl.DataFrame
    account_days: pl.DataFrame
    account_reach: pl.DataFrame
    campaign_days: pl.DataFrame
    true_reach: dict[date, int]


def record(seed: int, channel: Channel, first: date, campaigns: tuple[Campaign, ...]) -> ChannelRecord:
    """One account from its first day to the last of the demo."""
    days = days_between(first - timedelta(days=WARM_UP), LAST_DAY)
    campaigns = tuple(campaign for campaign in campaigns if channel.account_id in campaign.shares)
    random = stream(seed, channel.account_id)
    posts = write_posts(random, channel, days, campaigns)
    post_days = PostDays.of(posts.day, len(days))
    wanted = posts.quality[:, None] * decay(channel.platform)
    content = post_days.by_day(wanted)
    people = _people(random, channel, days, content, campaigns)
    views = _views(random, channel, days, people.windows[1])
    ordinary = channel.posts_a_week / 7 * (1 - POSTS_SHARE) / POSTS_SHARE
    part = np.where(post_days.past, wanted / (content + ordinary)[np.minimum(post_days.days, len(days) - 1)], 0)
    post_views = np.floor(part * views[np.minimum(post_days.days, len(days) - 1)]).astype(np.int64)
    gained, lost = _follower_flows(random, channel, days, people.windows[1])
    followers = channel.followers + np.cumsum(gained - lost) - np.cumsum(gained - lost)[WARM_UP - 1]
    gathered = _gathered(random, channel, posts, post_days, post_views, people, followers)
    account_days = _account_days(random, channel, days, posts, post_days, gathered, people, views, followers, gained, lost)
    return ChannelRecord(
        posts=_posts(channel, days, posts, gathered, account_days),
        account_days=_as_delivered(channel, account_days.filter(pl.col("date") >= first)),
        account_reach=_account_reach(channel, days, people).filter(pl.col("window_end") >= first),
        campaign_days=_campaign_days(random, channel, days, campaigns, people),
        true_reach={days[span[0]]: reach for span, reach in sorted(people.spans.items())},
    )


def _people(
    random: np.random.Generator, channel: Channel, days: list[date], content: Numbers, campaigns: tuple[Campaign, ...]
) -> DistinctPeople:
    lift = 1 - LIFTED_BY_POSTS + LIFTED_BY_POSTS * content / (channel.posts_a_week / 7)
    grown = (1 + channel.growth / 2) ** (np.arange(len(days)) / 365.25)
    share = channel.daily_share * grown * attention(days) * np.minimum(lift, HIGHEST_LIFT)
    share *= random.lognormal(0, 0.05, len(days))
    number = {day: n for n, day in enumerate(days)}
    slices = []
    for campaign in campaigns:
        start, end = number[campaign.starts_on], number[min(campaign.ends_on, LAST_DAY)]
        share[start : end + 1] *= 1 + campaign.lift
        level = campaign.shares[channel.account_id] * random.lognormal(0, 0.1, end + 1 - start)
        slices.append(Slice(campaign.campaign_id, start, np.minimum(level, 0.95)))
    if channel.platform == "facebook":
        share[[n for n, day in enumerate(days) if day >= REACH_BREAK]] *= 0.88
    if channel.topics is None or "Kollektivtrafik" in channel.topics:
        share[[n for n, day in enumerate(days) if STORM[0] <= day <= STORM[1]]] *= 1.7
    months = frozenset(
        (n, number[(day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)])
        for n, day in enumerate(days)
        if day.day == 1 and n >= WARM_UP
    )
    return simulate(random, channel.persons, share, spans=months, slices=tuple(slices))


def _views(random: np.random.Generator, channel: Channel, days: list[date], reach: Counts) -> Counts:
    """At least one a person, more since the platform counts every showing and not only the first."""
    frequency = np.array(
        [channel.frequency + 0.3 * (channel.platform == "facebook" and day >= VIEWS_BREAK) for day in days]
    )
    again = reach * (frequency - 1) * random.lognormal(0, 0.05, len(days))
    return reach + np.floor(again).astype(np.int64)


def _gathered(
    random: np.random.Generator,
    channel: Channel,
    posts: Posts,
    post_days: PostDays,
    views: Counts,
    people: DistinctPeople,
    followers: Counts,
) -> dict[str, Counts]:
    """What each post gathers each day: one row a post, one column a day; `reach` and `minutes` are lifetimes."""
    last = np.minimum(post_days.days[:, -1], post_days.days_in_all - 1)
    lifetime = views.sum(axis=1)
    reach = np.floor(lifetime / random.uniform(1.2, 1.6, len(lifetime))).astype(np.int64)
    reach = np.minimum(reach, people.windows[28][last])
    shares = views / np.maximum(lifetime, 1)[:, None]
    found = {"views": views, "reach": reach}
    for name, rate in posts.rates.items():
        total = random.binomial(reach, np.minimum(rate, 0.6))
        if name == "reactions":
            wanted = np.round(np.nan_to_num(posts.liked_by) * followers[posts.day]).astype(np.int64)
            total = np.where(wanted > 0, np.minimum(wanted, reach), total)
        found[name] = np.where(lifetime[:, None] > 0, post_days.spread(random, total, shares), 0)
    watched = np.where(np.isin(posts.format, ["video", "reel", "live"]), random.uniform(0.30, 0.55, len(reach)), 0)
    found["video_views"] = views if channel.platform == "youtube" else random.binomial(views, watched[:, None])
    return found


def _posts(
    channel: Channel, days: list[date], posts: Posts, gathered: dict[str, Counts], account_days: pl.DataFrame
) -> pl.DataFrame:
    followers = account_days["followers"].to_numpy()[posts.day]
    counts = {name: found if found.ndim == 1 else found.sum(axis=1) for name, found in gathered.items()}
    filmed = np.isin(posts.format, ["video", "reel", "live"])
    frame = pl.DataFrame(
        posts.columns()
        | counts
        | {
            "published_at": [days[day] for day in posts.day],
            "minute": posts.minute,
            "followers_at_post": followers,
            "minutes_viewed": np.round(counts["video_views"] * posts.minutes_a_view, 1),
            "account_id": channel.account_id,
            "filmed": filmed,
        },
        strict=False,
    ).sort("published_at", "minute", maintain_order=True)
    local = pl.col("published_at").cast(pl.Datetime("us")) + pl.duration(minutes=pl.col("minute"))
    utc = local.dt.replace_time_zone("Europe/Stockholm").dt.convert_time_zone("UTC")
    latest = pl.lit(LAST_DAY).cast(pl.Datetime("us", "UTC")) + pl.duration(hours=28)
    seen = pl.min_horizontal(utc + pl.duration(days=28), latest)
    frame = frame.with_columns(
        pl.when("filmed").then("video_views"),
        pl.when(pl.col("filmed") & (channel.platform in ("facebook", "youtube"))).then("minutes_viewed"),
        published_at=utc,
        observed_at=seen,
    )
    frame = frame.filter(pl.col("published_at").dt.convert_time_zone("Europe/Stockholm").dt.date() >= days[WARM_UP])
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5)
    return contract("posts", frame.with_columns(post_id=pl.lit(f"{channel.account_id}-") + number))


def _account_days(
    random: np.random.Generator,
    channel: Channel,
    days: list[date],
    posts: Posts,
    post_days: PostDays,
    gathered: dict[str, Counts],
    people: DistinctPeople,
    views: Counts,
    followers: Counts,
    gained: Counts,
    lost: Counts,
) -> pl.DataFrame:
    sums = {name: post_days.by_day(found) for name, found in gathered.items() if found.ndim == 2}
    video = views if channel.platform == "youtube" else sums["video_views"]
    minutes = np.round(video * np.median(posts.minutes_a_view) * random.lognormal(0, 0.06, len(days)), 1)
    columns = sums | {
        "account_id": channel.account_id,
        "date": days,
        "followers": followers,
        "followers_gained": gained,
        "followers_lost": None if channel.platform == "linkedin" else lost,
        "views": views,
        "link_clicks": None if channel.platform == "youtube" else sums["clicks"],
        "profile_visits": random.poisson(people.windows[1] * 0.011),
        "video_views": video,
        "minutes_viewed": minutes if channel.platform in ("facebook", "youtube") else None,
        "posts_published": np.bincount(posts.day, minlength=len(days)),
    }
    return contract("account_days", pl.DataFrame(columns | _messages(random, channel, days), strict=False))


def _follower_flows(
    random: np.random.Generator, channel: Channel, days: list[date], reach: Counts
) -> tuple[Counts, Counts]:
    """Followers gained and lost each day: gained in step with attention, and when unusually many were reached."""
    expected = channel.followers * (1 + channel.growth) ** ((np.arange(len(days)) - WARM_UP) / 365.25)
    unusual = np.minimum(np.maximum(reach / np.median(reach) - 2.5, 0), 1)
    daily = np.log1p(channel.growth) / 365.25 + LEAVING
    gained = random.poisson(expected * (daily * attention(days) + 0.003 * unusual))
    return gained, random.poisson(expected * LEAVING)


def _messages(random: np.random.Generator, channel: Channel, days: list[date]) -> dict[str, Counts]:
    if not channel.messages:
        return {}
    storm = np.array([2.5 if STORM[0] <= day <= STORM[1] else 1.0 for day in days])
    office = np.array([0.55 if day.weekday() > 4 else 0.93 for day in days])
    learnt = np.linspace(0, 0.11, len(days))  # routines got better
    received = random.poisson(channel.messages * attention(days) * storm)
    answered = random.binomial(received, 0.96)
    in_time = random.binomial(answered, np.minimum(office - 0.06 + learnt, 1.0))
    return {"messages_received": received, "messages_answered": answered, "messages_answered_in_time": in_time}


def _as_delivered(channel: Channel, account_days: pl.DataFrame) -> pl.DataFrame:
    """The days as the platform delivered them: some never came, some without their figures."""
    kept = account_days.filter(~pl.col("date").is_in(ABSENT.get(channel.account_id, [])))
    empty = pl.col("date").is_in(WITHOUT_FIGURES.get(channel.account_id, []))
    figures = pl.exclude("account_id", "date", "posts_published")
    return kept.with_columns(pl.when(~empty).then(figures))


def _account_reach(channel: Channel, days: list[date], people: DistinctPeople) -> pl.DataFrame:
    """The windows that the platform delivers; YouTube tells only of 28 days."""
    windows = [
        pl.DataFrame({"account_id": channel.account_id, "window_end": days, "window_days": window, "reach": reach})
        for window, reach in people.windows.items()
        if window == 28 or channel.platform != "youtube"
    ]
    lost = ABSENT.get(channel.account_id, []) + WITHOUT_FIGURES.get(channel.account_id, [])
    found = pl.concat(windows).filter(~pl.col("window_end").is_in(lost))
    return contract("account_reach", found.sort("window_end", "window_days"))


def _campaign_days(
    random: np.random.Generator,
    channel: Channel,
    days: list[date],
    campaigns: tuple[Campaign, ...],
    people: DistinctPeople,
) -> pl.DataFrame:
    frames = [contract("campaign_days", pl.DataFrame(schema={"campaign_id": pl.String}))]
    for campaign in campaigns:
        daily = people.daily[campaign.campaign_id]
        views = daily + np.floor(daily * (channel.frequency - 1) * 0.7).astype(np.int64)
        clicks = random.binomial(views, campaign.click_rate)
        length = (campaign.ends_on - campaign.starts_on).days + 1
        budget = campaign.budget * campaign.shares[channel.account_id] / sum(campaign.shares.values())
        spend = np.round(budget / length * random.uniform(0.8, 1.1, len(views)), 2)
        start = days.index(campaign.starts_on)
        frame = pl.DataFrame(
            {
                "campaign_id": campaign.campaign_id,
                "account_id": channel.account_id,
                "date": days[start : start + len(views)],
                "views": views,
                "clicks": clicks,
                "conversions": random.binomial(clicks, campaign.conversion_rate),
                "video_views": random.binomial(views, campaign.video_rate),
                "spend": spend,
                "reach_to_date": people.to_date[campaign.campaign_id],
            }
        )
        frames.append(contract("campaign_days", frame))
    return pl.concat(frames)
