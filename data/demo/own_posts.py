"""What the fictional region publishes: when, where, about what, and how well it catches on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from data.demo.campaigns import FACEBOOK, YOUTH, Campaign
from data.demo.captions import FORMULA, HOSTILE, TOPICS, VIRAL, caption
from data.demo.channels import STORM, VIRAL_DAY, Channel
from data.demo.season import LAST_DAY, Counts, Numbers, posting

Texts = npt.NDArray[np.str_]

QUALITY_BY_FORMAT = {"reel": 1.35, "video": 1.15, "album": 1.1, "photo": 1.0, "live": 0.9, "event": 0.7, "link": 0.65,
                     "text": 0.8, "story": 0.45}  # fmt: skip
QUALITY_BY_TOPIC = {"Kris & beredskap": 1.3, "Vård": 1.15, "Jobba hos oss": 0.9, "Politik & beslut": 0.6, "Kultur": 0.9}
REACTIONS_BY_TOPIC = {"Vård": 1.3, "Politik & beslut": 0.6, "Kollektivtrafik": 0.7, "Kultur": 1.15}
TALKED_ABOUT = ("Politik & beslut", "Kollektivtrafik", "Kris & beredskap")
# Posts that are there on purpose: their day, topic and format.
SPECIAL = {
    VIRAL: (VIRAL_DAY, "Kollektivtrafik", "reel"),
    HOSTILE: (date(2025, 10, 7), "Kris & beredskap", "text"),
    FORMULA: (date(2025, 10, 21), "Kris & beredskap", "text"),
}
VIRAL_QUALITY, VIRAL_LIKED = 26.0, 0.28


class Slot(NamedTuple):
    """A post to be written: its day number, and the campaign or the special text that it carries."""

    day: int
    campaign: Campaign | None = None
    variant: str | None = None
    special: str | None = None


@dataclass
class Posts:
    """One entry a post in every array: `day` is a day number, `minute` local; rates are per person reached."""

    day: Counts
    minute: Counts
    format: Texts
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
        return {name: getattr(self, name) for name in names}


def write_posts(
    random: np.random.Generator, channel: Channel, days: list[date], campaigns: tuple[Campaign, ...]
) -> Posts:
    """The posts of an account over the days, in no particular order."""
    slots = _slots(random, channel, days, campaigns)
    number = len(slots)
    topic = _topics(random, channel, days, slots)
    drawn = random.choice(list(channel.formats), number, p=list(channel.formats.values()))
    format_ = np.array([SPECIAL[slot.special][2] if slot.special else f for slot, f in zip(slots, drawn, strict=True)])
    paid = random.random(number) < [0.6 if slot.campaign else 0.0 if slot.special else 0.025 for slot in slots]
    minutes = np.where(format_ == "reel", 0.22, 0.5) * (5.4 if channel.platform == "youtube" else 1.0)
    return Posts(
        day=np.array([slot.day for slot in slots], dtype=np.int64),
        minute=_minutes(random, number),
        format=format_,
        topic=topic,
        campaign_id=[slot.campaign.campaign_id if slot.campaign else None for slot in slots],
        variant=[slot.variant for slot in slots],
        paid=paid,
        spend=[round(random.uniform(300, 2500), 2) if each else None for each in paid],
        caption=_captions(random, topic, slots),
        quality=_quality(random, topic, format_, paid, slots),
        rates=_rates(random, channel, topic, format_, slots),
        liked_by=_liked_by(random, channel, slots),
        minutes_a_view=minutes * random.lognormal(0, 0.25, number),
    )


def _slots(
    random: np.random.Generator, channel: Channel, days: list[date], campaigns: tuple[Campaign, ...]
) -> list[Slot]:
    wanted = random.poisson(channel.posts_a_week / 7 * posting(days))
    slots = [Slot(day) for day in np.repeat(np.arange(len(days)), wanted).tolist()]
    for campaign in campaigns:
        start, end = days.index(campaign.starts_on), days.index(min(campaign.ends_on, LAST_DAY))
        posts = round((end - start) / 7 * campaign.posts_a_week)
        its_days = (start + np.sort(random.integers(0, end - start - 1, posts))).tolist()
        if campaign.variants:  # both are tried on the same day
            slots += [Slot(day, campaign, variant) for day in its_days[::2] for variant in ("A", "B")]
        else:
            slots += [Slot(day, campaign) for day in its_days]
    if channel.account_id == FACEBOOK:
        slots += [Slot(days.index(day), special=text) for text, (day, *_) in SPECIAL.items() if day in days]
    return slots


def _topics(random: np.random.Generator, channel: Channel, days: list[date], slots: list[Slot]) -> list[str]:
    topics = channel.topics or TOPICS
    drawn = random.choice(list(topics), len(slots), p=list(topics.values())).tolist()
    found = []
    for slot, topic in zip(slots, drawn, strict=True):
        storm = channel.topics is None and STORM[0] <= days[slot.day] <= STORM[1] + timedelta(days=1)
        ordinary = "Kris & beredskap" if storm else topic
        special = SPECIAL[slot.special][1] if slot.special else None
        found.append(slot.campaign.topic if slot.campaign else special or ordinary)
    return found


def _minutes(random: np.random.Generator, posts: int) -> Counts:
    """Minutes after local midnight: office hours and early evening, now and then just before midnight."""
    minute = np.clip(random.normal(12.7 * 60, 170, posts), 6 * 60, 21 * 60).astype(np.int64)
    late = 23 * 60 + random.integers(20, 59, posts)
    return np.where(random.random(posts) < 0.012, late, minute)


def _captions(random: np.random.Generator, topic: list[str], slots: list[Slot]) -> list[str]:
    picks = random.integers(0, 10_000, len(slots)).tolist()
    return [
        slot.special or caption(subject, slot.campaign.campaign_id if slot.campaign else None, pick)
        for slot, subject, pick in zip(slots, topic, picks, strict=True)
    ]


def _quality(
    random: np.random.Generator, topic: list[str], format_: Texts, paid: npt.NDArray[np.bool_], slots: list[Slot]
) -> Numbers:
    """How much attention each post gets, 1 for an ordinary one."""
    quality = np.minimum(random.lognormal(-0.15, 0.55, len(slots)), 4) * np.where(paid, 1.3, 1.0)
    quality *= [QUALITY_BY_FORMAT[name] for name in format_]
    quality *= [QUALITY_BY_TOPIC.get(name, 1.0) for name in topic]
    return np.where([slot.special == VIRAL for slot in slots], VIRAL_QUALITY, quality)


def _rates(
    random: np.random.Generator, channel: Channel, topic: list[str], format_: Texts, slots: list[Slot]
) -> dict[str, Numbers]:
    def varied(spread: float) -> Numbers:
        return random.lognormal(-(spread**2) / 2, spread, len(slots))

    liking = np.array([REACTIONS_BY_TOPIC.get(name, 1.0) for name in topic]) * np.where(format_ == "story", 0.3, 1.0)
    liking *= [1.25 if slot.variant == "B" else 1.0 for slot in slots]
    talk = np.where(np.isin(topic, TALKED_ABOUT), 2.0, 1.0)
    rates = {
        "reactions": channel.reactions * liking * varied(0.45),
        "comments": channel.comments * talk * varied(0.7),
    }
    for name, rate in (("shares", channel.shares), ("saves", channel.saves)):
        if rate is not None:
            rates[name] = rate * talk * varied(0.7)
    return rates | {"clicks": np.where(format_ == "link", 0.030, 0.006) * varied(0.5)}


def _liked_by(random: np.random.Generator, channel: Channel, slots: list[Slot]) -> Numbers:
    """Around 6 % of the followers for the campaign that has a band as its goal; many for the post that spread."""
    share = np.clip(random.normal(0.060, 0.008, len(slots)), 0.03, 0.1)
    in_band = [slot.campaign is not None and channel.account_id == YOUTH for slot in slots]
    viral = [slot.special == VIRAL for slot in slots]
    return np.where(in_band, share, np.where(viral, VIRAL_LIKED, np.nan))
