"""The fictional region's accounts as rows of the data contract, with the holes that platforms leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.demo.campaigns import Campaign
from data.demo.channels import ABSENT, STORM, WITHOUT_FIGURES, Channel
from data.demo.own import WARM_UP, Simulation, simulate_account
from data.demo.season import LAST_DAY, Counts, attention, stream
from data.demo.tables import contract, from_stockholm

FILMED = pl.col("format").is_in(["video", "reel", "live"])
TELLS_MINUTES = ("facebook", "youtube")


@dataclass(frozen=True)
class AccountTables:
    """What an account's own statistics say, and what they can't: `true_reach`, persons by first day of the month."""

    posts: pl.DataFrame
    account_days: pl.DataFrame
    account_reach: pl.DataFrame
    campaign_days: pl.DataFrame
    true_reach: dict[date, int]


def account_tables(seed: int, channel: Channel, first: date, campaigns: tuple[Campaign, ...]) -> AccountTables:
    """The tables of one account from its first day to the last of the demo."""
    simulated = simulate_account(seed, channel, first, campaigns)
    random = stream(seed, channel.account_id, "tables")
    waits = stream(seed, channel.account_id, "answers")
    return AccountTables(
        posts=_posts(simulated),
        account_days=_account_days(random, simulated).pipe(_with_waits, waits),
        account_reach=_account_reach(simulated),
        campaign_days=pl.concat(
            [contract("campaign_days", pl.DataFrame({"campaign_id": []}))]
            + [_campaign_days(random, simulated, campaign) for campaign in simulated.campaigns]
        ),
        true_reach={simulated.days[span[0]]: reach for span, reach in sorted(simulated.people.spans.items())},
    )


def _posts(simulated: Simulation) -> pl.DataFrame:
    posts, channel = simulated.posts, simulated.channel
    lifetime = {name: found.sum(axis=1) for name, found in simulated.gathered.items()}
    frame = pl.DataFrame(
        posts.columns()
        | lifetime
        | {
            "account_id": channel.account_id,
            "day": [simulated.days[day] for day in posts.day],
            "minute": posts.minute,
            "followers_at_post": simulated.followers[posts.day],
            "reach": simulated.post_reach,
            "minutes_viewed": np.round(lifetime["video_views"] * posts.minutes_a_view, 1),
        },
        strict=False,
    )
    frame = frame.filter(pl.col("day") >= simulated.days[WARM_UP]).sort("day", "minute", maintain_order=True)
    published = from_stockholm("day", "minute")
    observed = pl.lit(LAST_DAY).cast(pl.Datetime("us", "UTC")) + pl.duration(hours=28)
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5)
    return contract(
        "posts",
        frame.with_columns(
            pl.when(FILMED).then("video_views"),
            pl.when(FILMED & (channel.platform in TELLS_MINUTES)).then("minutes_viewed"),
            post_id=pl.lit(f"{channel.account_id}-") + number,
            published_at=published,
            observed_at=pl.min_horizontal(published + pl.duration(days=28), observed),
        ),
    )


def _account_days(random: np.random.Generator, simulated: Simulation) -> pl.DataFrame:
    channel, days = simulated.channel, simulated.days
    sums = {name: simulated.post_days.by_day(found) for name, found in simulated.gathered.items()}
    watched = simulated.views if channel.platform == "youtube" else sums["video_views"]
    minutes = np.round(watched * np.median(simulated.posts.minutes_a_view) * random.lognormal(0, 0.06, len(days)), 1)
    columns = sums | {
        "account_id": channel.account_id,
        "date": days,
        "followers": simulated.followers,
        "followers_gained": simulated.gained,
        "followers_lost": None if channel.platform == "linkedin" else simulated.lost,
        "views": simulated.views,
        "link_clicks": None if channel.platform == "youtube" else sums["clicks"],
        "profile_visits": random.poisson(simulated.people.windows[1] * 0.011),
        "video_views": watched,
        "minutes_viewed": minutes if channel.platform in TELLS_MINUTES else None,
        "posts_published": np.bincount(simulated.posts.day, minlength=len(days)),
    }
    frame = contract("account_days", pl.DataFrame(columns | _messages(random, channel, days), strict=False))
    return _as_delivered(channel, frame.filter(pl.col("date") >= days[WARM_UP]))


def _messages(random: np.random.Generator, channel: Channel, days: list[date]) -> dict[str, Counts]:
    if not channel.messages:
        return {}
    storm = np.array([2.5 if STORM[0] <= day <= STORM[1] else 1.0 for day in days])
    manned = np.array([0.49 if day.weekday() > 4 else 0.87 for day in days])
    learnt = np.linspace(0, 0.11, len(days))  # routines got better
    received = random.poisson(channel.messages * attention(days) * storm)
    answered = random.binomial(received, 0.96)
    in_time = random.binomial(answered, manned + learnt)
    return {"messages_received": received, "messages_answered": answered, "messages_answered_in_time": in_time}


def _with_waits(account_days: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """The days with the hours that those who were answered had waited: few in time, longer for the others."""
    in_time = account_days["messages_answered_in_time"].fill_null(0).to_numpy()
    late = account_days["messages_answered"].fill_null(0).to_numpy() - in_time
    hours = random.gamma(1.6 * in_time, 2.4) + random.gamma(4.0 * late, 8.5)
    return account_days.with_columns(
        pl.when(pl.col("messages_answered").is_not_null()).then(pl.Series(np.round(hours, 1))).alias("answer_hours")
    )


def _as_delivered(channel: Channel, account_days: pl.DataFrame) -> pl.DataFrame:
    """The days as the platform delivered them: some never came, some without their figures."""
    kept = account_days.filter(~pl.col("date").is_in(ABSENT.get(channel.account_id, [])))
    empty = pl.col("date").is_in(WITHOUT_FIGURES.get(channel.account_id, []))
    return kept.with_columns(pl.when(~empty).then(pl.exclude("account_id", "date", "posts_published")))


def _account_reach(simulated: Simulation) -> pl.DataFrame:
    """The windows that the platform delivers; YouTube tells only of 28 days."""
    channel = simulated.channel
    windows = [
        pl.DataFrame(
            {"account_id": channel.account_id, "window_end": simulated.days, "window_days": window, "reach": reach}
        )
        for window, reach in simulated.people.windows.items()
        if window == 28 or channel.platform != "youtube"
    ]
    lost = ABSENT.get(channel.account_id, []) + WITHOUT_FIGURES.get(channel.account_id, [])
    told = (pl.col("window_end") >= simulated.days[WARM_UP]) & ~pl.col("window_end").is_in(lost)
    return contract("account_reach", pl.concat(windows).filter(told).sort("window_end", "window_days"))


def _campaign_days(random: np.random.Generator, simulated: Simulation, campaign: Campaign) -> pl.DataFrame:
    channel = simulated.channel
    daily = simulated.people.daily[campaign.campaign_id]
    views = daily + np.floor(daily * (channel.frequency - 1) * 0.7).astype(np.int64)
    clicks = random.binomial(views, campaign.click_rate)
    budget = campaign.budget * campaign.shares[channel.account_id] / sum(campaign.shares.values())
    length = (campaign.ends_on - campaign.starts_on).days + 1
    start = simulated.days.index(campaign.starts_on)
    frame = pl.DataFrame(
        {
            "campaign_id": campaign.campaign_id,
            "account_id": channel.account_id,
            "date": simulated.days[start : start + len(views)],
            "views": views,
            "clicks": clicks,
            "conversions": random.binomial(clicks, campaign.conversion_rate),
            "video_views": random.binomial(views, campaign.video_rate),
            "spend": np.round(budget / length * random.uniform(0.8, 1.1, len(views)), 2),
            "reach_to_date": simulated.people.to_date[campaign.campaign_id],
        }
    )
    return contract("campaign_days", frame)
