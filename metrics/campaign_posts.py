"""A campaign's posts: paid and organic apart, the best of them, and which posts a rule would make its own."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from locales import N_
from metrics.bounds import intervals
from metrics.campaign_results import Campaign, campaign_posts, campaign_result
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.goals import Figure
from metrics.notes import Note
from metrics.top_posts import COLUMNS, top_posts

MISSING = math.nan
BEST = 5

DAYS_TOGETHER = Note(
    N_("The campaign's daily results are not divided into paid and organic; only its posts can be told apart.")
)
BOOSTED = Note(
    N_(
        "A paid post's figures hold what it got unpaid too: the platforms give one figure for both, so what the money "
        "gave alone cannot be told."
    )
)
NOT_TOLD = N_("Posts of which it is not told whether they were paid for: {count} of {posts}.")
NO_SPEND = N_("Paid posts without spend, whose cost is therefore left out: {count} of {posts}.")
SPEND_UNPAID = N_("Posts that are marked as organic but have spend: {count}. They stand as they are marked.")


class Money(StrEnum):
    """Whether a post was paid for. The value stands in exported rows."""

    PAID = "paid"
    ORGANIC = "organic"
    NOT_TOLD = "not_told"


@dataclass(frozen=True)
class PostsTogether:
    """What the posts of one kind gave together; NaN where no post tells. People are bounded and never added.

    `cost_per_contact` is over the posts that have both spend and views.
    """

    money: Money
    posts: int
    reach: Figure
    views: float
    interactions: float
    clicks: float
    video_views: float
    spend: float
    cost_per_contact: float


@dataclass(frozen=True)
class PaidAndOrganic:
    """A campaign's posts by whether they were paid for, those kinds that it has, and what cannot be told apart."""

    parts: tuple[PostsTogether, ...]
    notes: tuple[Note, ...]


def paid_and_organic(facts: Facts, campaign: Campaign, until: date | None = None) -> PaidAndOrganic:
    """The campaign's posts paid and organic apart, published in its days so far."""
    result = campaign_result(facts, campaign, until)
    if result.span is None:
        return PaidAndOrganic((), ())
    posts = campaign_posts(facts, campaign, result.span)
    marked = posts["paid"].map({True: Money.PAID, False: Money.ORGANIC}).fillna(Money.NOT_TOLD)
    kinds = {money: posts[marked == money] for money in Money}
    parts = tuple(_together(money, some) for money, some in kinds.items() if len(some))
    return PaidAndOrganic(parts, _notes(kinds, daily=bool(result.daily)))


def _together(money: Money, posts: pd.DataFrame) -> PostsTogether:
    spend, contacts = _total(posts, "contact_spend"), _total(posts, "contacts")
    return PostsTogether(
        money=money,
        posts=len(posts),
        reach=_people(posts),
        views=_total(posts, "views"),
        interactions=_total(posts, "interactions"),
        clicks=_total(posts, "clicks"),
        video_views=_total(posts, "video_views"),
        spend=_total(posts, "spend"),
        cost_per_contact=spend / contacts if contacts > 0 else MISSING,
    )


def _total(posts: pd.DataFrame, column: str) -> float:
    known = posts[column].dropna().astype(float).tolist()
    return sum(known) if known else MISSING


def _people(posts: pd.DataFrame) -> Figure:
    """At least the post that reached the most; at most all of them, where every post's reach is known."""
    people = posts["reach"].to_numpy(dtype=float, na_value=np.nan)
    together, everyone = np.zeros(len(people), dtype=np.intp), np.ones(len(people), dtype=bool)
    low, high = (float(one[0]) for one in intervals(people, people, together, 1, everyone))
    return Figure(low if low == high else MISSING, low, high)


def _notes(kinds: dict[Money, pd.DataFrame], *, daily: bool) -> tuple[Note, ...]:
    paid, organic, untold = (kinds[money] for money in Money)
    told = [DAYS_TOGETHER] if daily else []
    told += [BOOSTED] if len(paid) else []
    if len(untold):
        told.append(Note(NOT_TOLD, {"count": len(untold), "posts": len(paid) + len(organic) + len(untold)}))
    if free := np.count_nonzero(paid["spend"].isna()):
        told.append(Note(NO_SPEND, {"count": free, "posts": len(paid)}))
    if bought := np.count_nonzero(organic["spend"].fillna(0) > 0):
        told.append(Note(SPEND_UNPAID, {"count": bought}))
    return tuple(told)


def best_posts(facts: Facts, campaign: Campaign, until: date | None = None, count: int = BEST) -> pd.DataFrame:
    """The campaign's posts with most interactions, most first: the columns of `top_posts`."""
    span = campaign_result(facts, campaign, until).span
    if span is None:
        return pd.DataFrame(columns=COLUMNS)
    return top_posts(facts, Scope(campaign.organisation), span, count, campaign.id)


@dataclass(frozen=True)
class PostRule:
    """Which posts belong: published from the first to the last day, with any of the hashtags or links.

    Hashtags are whole words, with or without their sign. A link is the beginning of an address without https:// or
    www, or a piece of one such as utm_campaign=sommarjobb; a shortened address does not tell where it leads. With
    neither hashtags nor links the days alone decide; a rule that says nothing matches nothing.
    """

    hashtags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    accounts: tuple[str, ...] = ()


class Because(StrEnum):
    """What in a post the rule found. The value stands in exported rows."""

    HASHTAG = "hashtag"
    LINK = "link"
    DAYS = "days"


def matched_posts(posts: pd.DataFrame, rule: PostRule) -> pd.DataFrame:
    """The posts that the rule would make the campaign's, oldest first, as they are, with `because` added.

    Posts need account_id, published_on, caption and url. Their `campaign_id` is left as it is, so that a preview can
    tell which belong to a campaign already.
    """
    hashtags = [tag for one in rule.hashtags if (tag := _plain(one).lstrip("#"))]
    links = [link for one in rule.links if (link := _address(one))]
    because: list[str | None] = []
    for caption, url in zip(posts["caption"], posts["url"], strict=True):
        text, address = (_plain(one) if isinstance(one, str) else "" for one in (caption, url))
        because.append(_because(text, address, hashtags, links))
    if not (hashtags or links or rule.first or rule.last):
        because = [None] * len(posts)
    found = posts.assign(because=pd.Series(because, index=posts.index, dtype=object))
    inside = found["because"].notna() & _within(posts, rule)
    return found[inside].sort_values(["published_on", "post_id"])


def _within(posts: pd.DataFrame, rule: PostRule) -> pd.Series:
    days = pd.to_datetime(posts["published_on"])
    inside = pd.Series(data=True, index=posts.index)
    if rule.first:
        inside &= days >= pd.Timestamp(rule.first)
    if rule.last:
        inside &= days <= pd.Timestamp(rule.last)
    return inside & posts["account_id"].isin(rule.accounts) if rule.accounts else inside


def _because(text: str, address: str, hashtags: Sequence[str], links: Sequence[str]) -> str | None:
    if any(re.search(rf"(?<![\w#&/])#{re.escape(tag)}(?!\w)", text) for tag in hashtags):
        return Because.HASHTAG.value
    if any(_leads(link, _address(text)) or _leads(link, _address(address)) for link in links):
        return Because.LINK.value
    return None if hashtags or links else Because.DAYS.value


def _leads(link: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w.@-]){re.escape(link)}(?![\w-]|\.\w)", text))


def _plain(text: str) -> str:
    """The text in small letters, its letters composed: an å may be written as an a and a ring."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _address(text: str) -> str:
    return re.sub(r"https?://(www\.)?|(?<![\w.])www\.", " ", _plain(text)).strip().rstrip("/")
