"""What the fictional region publishes: when, where, about what, and how well it catches on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from data.demo.campaigns import FACEBOOK, YOUTH, Campaign
from data.demo.captions import FORMULA, HOSTILE, TOPICS, VIRAL, caption
from data.demo.channels import STORM, VIRAL_DAY, Channel
from data.demo.season import LAST_DAY, Counts, Numbers, posting

QUALITY_BY_FORMAT = {"reel": 1.35, "video": 1.15, "album": 1.1, "photo": 1.0, "live": 0.9, "event": 0.7, "link": 0.65,
                     "text": 0.8, "story": 0.45}  # fmt: skip
QUALITY_BY_TOPIC = {"Kris & beredskap": 1.7, "Vård": 1.15, "Jobba hos oss": 0.9, "Politik & beslut": 0.6, "Kultur": 0.9}
LOVED = 0.28  # of the followers react to the viral post
REACTIONS_BY_TOPIC = {"Vård": 1.3, "Politik & beslut": 0.6, "Kollektivtrafik": 0.7, "Kultur": 1.15}


@dataclass
class Posts:
    """One entry a post in every array: `day` is a day number, `minute` local; rates are per person reached."""

    day: Counts
    minute: Counts
    format: npt.NDArray[np.str_]
    topic: list[str]
    campaign_id: list[str | None]
    variant: list[str | None]
    paid: npt.NDArray[np.bool_]
    spend: list[float | None]
    caption: list[str]
    quality: Numbers
    rates: dict[str, Numbers]
    liked_by: Numbers  # the share of the followers who react, where that is given, else missing
    minutes_a_view: Numbers

    def columns(self) -> dict[str, Any]:
        """The columns of `posts` that are known when a post is published."""
        names = ("format", "topic", "campaign_id", "variant", "paid", "spend", "caption")
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name in names}


def write_posts(
    random: np.random.Generator, channel: Channel, days: list[date], campaigns: tuple[Campaign, ...]
) -> Posts:
    """The posts of an account over the days, in no particular order."""
    wanted = random.poisson(channel.posts_a_week / 7 * posting(days))
    day = np.repeat(np.arange(len(days)), wanted)
    campaign: list[Campaign | None] = [None] * len(day)
    for each in campaigns:
        added = _campaign_post_days(random, each, days)
        day, campaign = np.append(day, added), campaign + [each] * len(added)
    special = _special(channel, days)
    day, campaign = np.append(day, np.array([n for n, _ in special], dtype=np.int64)), campaign + [None] * len(special)
    topic = _topics(random, channel, days, day, campaign)
    format_ = random.choice(list(channel.formats), len(day), p=list(channel.formats.values()))
    paid = random.random(len(day)) < np.where([c is not None for c in campaign], 0.6, 0.025)
    texts = [
        caption(subject, c.campaign_id if c else None, pick)
        for subject, c, pick in zip(topic, campaign, random.integers(0, 10_000, len(day)).tolist(), strict=True)
    ]
    quality = np.minimum(random.lognormal(-0.24, 0.7, len(day)), 5) * np.where(paid, 1.6, 1.0)
    quality *= [QUALITY_BY_FORMAT[f] * QUALITY_BY_TOPIC.get(t, 1.0) for f, t in zip(format_, topic, strict=True)]
    for place, (_, text) in enumerate(special, start=len(day) - len(special)):
        texts[place], paid[place] = text, False
        if text == VIRAL:
            topic[place], format_[place], quality[place] = "Kollektivtrafik", "reel", 26.0
        else:
            topic[place], format_[place] = "Kris & beredskap", "text"
    return Posts(
        day=day.astype(np.int64),
        minute=_minutes(random, len(day)),
        format=format_,
        topic=topic,
        campaign_id=[c.campaign_id if c else None for c in campaign],
        variant=_variants(campaign),
        paid=paid,
        spend=[round(float(s), 2) if p else None for p, s in zip(paid, random.uniform(300, 2500, len(day)), strict=True)],
        caption=texts,
        quality=quality,
        rates=_rates(random, channel, topic, format_, campaign),
        liked_by=_liked_by(random, channel, campaign, texts),
        minutes_a_view=np.where(format_ == "reel", 0.22, 0.5) * random.lognormal(0, 0.25, len(day))
        * (5.4 if channel.platform == "youtube" else 1.0),
    )  # fmt: skip


def _campaign_post_days(random: np.random.Generator, campaign: Campaign, days: list[date]) -> Counts:
    """Day numbers spread over the campaign, an even number of posts where two variants are tried."""
    start, end = days.index(campaign.starts_on), days.index(min(campaign.ends_on, LAST_DAY))
    posts = round((end - start) / 7 * campaign.posts_a_week)
    each = start + np.sort(random.integers(0, end - start - 1, posts))
    if campaign.variants:
        each = np.repeat(each[::2], 2)  # both variants on the same day
    return each.astype(np.int64)


def _special(channel: Channel, days: list[date]) -> list[tuple[int, str]]:
    if channel.account_id != FACEBOOK:
        return []
    wanted = [(VIRAL_DAY, VIRAL), (date(2025, 10, 7), HOSTILE), (date(2025, 10, 21), FORMULA)]
    return [(days.index(day), text) for day, text in wanted if day in days]


def _topics(
    random: np.random.Generator, channel: Channel, days: list[date], day: Counts, campaign: list[Campaign | None]
) -> list[str]:
    topics = channel.topics or TOPICS
    drawn = random.choice(list(topics), len(day), p=list(topics.values())).tolist()
    stormy = [STORM[0] <= days[n] <= STORM[1] + timedelta(days=1) for n in day]
    return [
        c.topic if c else "Kris & beredskap" if storm and channel.topics is None else topic
        for topic, c, storm in zip(drawn, campaign, stormy, strict=True)
    ]


def _minutes(random: np.random.Generator, posts: int) -> Counts:
    """Minutes after local midnight: office hours and early evening, now and then just before midnight."""
    minute = np.clip(random.normal(12.7 * 60, 190, posts), 6 * 60, 21 * 60).astype(np.int64)
    return np.where(random.random(posts) < 0.012, 23 * 60 + random.integers(20, 59, posts), minute)


def _variants(campaign: list[Campaign | None]) -> list[str | None]:
    found: list[str | None] = []
    for n, each in enumerate(campaign):
        found.append(("A", "B")[n % 2] if each and each.variants else None)
    return found


def _rates(
    random: np.random.Generator,
    channel: Channel,
    topic: list[str],
    format_: npt.NDArray[np.str_],
    campaign: list[Campaign | None],
) -> dict[str, Numbers]:
    posts = len(topic)
    liking = np.array([REACTIONS_BY_TOPIC.get(name, 1.0) for name in topic])
    liking = liking * [1.25 if v == "B" else 1.0 for v in _variants(campaign)] * np.where(format_ == "story", 0.3, 1.0)
    talk = np.where(np.isin(topic, ["Politik & beslut", "Kollektivtrafik", "Kris & beredskap"]), 2.0, 1.0)
    rates = {
        "reactions": channel.reactions * liking * random.lognormal(-0.1, 0.45, posts),
        "comments": channel.comments * talk * random.lognormal(-0.25, 0.7, posts),
    }
    for name, rate in (("shares", channel.shares), ("saves", channel.saves)):
        if rate is not None:
            rates[name] = rate * talk * random.lognormal(-0.25, 0.7, posts)
    rates["clicks"] = np.where(format_ == "link", 0.030, 0.006) * random.lognormal(-0.1, 0.5, posts)
    return rates


def _liked_by(
    random: np.random.Generator, channel: Channel, campaign: list[Campaign | None], texts: list[str]
) -> Numbers:
    """Around 6 % of the followers for the posts of the youth clinic's campaign, which has a band as its goal."""
    share = np.clip(random.normal(0.060, 0.008, len(campaign)), 0.03, 0.1)
    in_band = np.array([each is not None and channel.account_id == YOUTH for each in campaign], dtype=bool)
    return np.where(in_band, share, np.where([text == VIRAL for text in texts], LOVED, np.nan))
