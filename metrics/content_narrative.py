"""Content in sentences of a report: which kinds engaged the most and the least, and the posts that stand out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan
from typing import Any

import pandas as pd

from locales import N_, Language
from metrics.catalogue import metric
from metrics.channel_names import channel_in_text
from metrics.content import ENOUGH, PER_POST, Carried, Group, published_on
from metrics.definition import Unit
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.narrative import lower
from metrics.number import Number, exact, owner
from metrics.period import Period
from metrics.sentence import Sentence, together, told
from metrics.wording import amount, channel_name, format_name, shortened, with_sign

QUOTED = 60
"""So many letters of a post's own words stand in a sentence."""
APART = 1.2
"""The most engaging kind has at least so many times the mean of all posts before it is told as that."""

MOST = {
    "topic": N_("Among topics, {group} engaged the most: {value} interactions per post on average ({posts})."),
    "format": N_("Among formats, {group} engaged the most: {value} interactions per post on average ({posts})."),
}
LEAST = {
    "topic": N_("Among topics, {group} engaged the least: {value} interactions per post on average ({posts})."),
    "format": N_("Among formats, {group} engaged the least: {value} interactions per post on average ({posts})."),
}
_NAMES: dict[str, Callable[[str, Language], str]] = {
    "platform": channel_name,
    "format": lambda key, language: lower(format_name(key, language)),
}


def group_name(by: str, key: str, language: Language) -> str:
    """A kind of content inside a sentence."""
    return _NAMES[by](key, language) if by in _NAMES else key


def ranked(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The kinds of content with posts enough to be ranked in words; none where there is nothing to rank.

    Stories vanish in a day, and are not set beside what stays.
    """
    found = tuple(group for group in groups if group.posts >= ENOUGH and group.key != "story")
    return found if len(found) > 1 else ()


def most_engaging(
    groups: Sequence[Group], by: str, period: Period, scope: Scope, language: Language
) -> Sentence | None:
    """Which kind engaged the most, where it stands out from all posts together."""
    found = ranked(groups)
    if not found or found[0].per_post < APART * _mean(groups):
        return None
    return _group_sentence(MOST[by], found[0], by, period, scope, language)


def least_engaging(
    groups: Sequence[Group], by: str, period: Period, scope: Scope, language: Language
) -> Sentence | None:
    """Which kind engaged the least, where it stands out from all posts together."""
    found = ranked(groups)
    if not found or APART * found[-1].per_post > _mean(groups):
        return None
    return _group_sentence(LEAST[by], found[-1], by, period, scope, language)


def _mean(groups: Sequence[Group]) -> float:
    """Interactions per post of all kinds together."""
    return sum(one.per_post * one.posts for one in groups) / max(1, sum(one.posts for one in groups))


def group_numbers(group: Group, by: str, period: Period, scope: Scope) -> tuple[Number, ...]:
    """The figures of a kind of content."""
    of = owner(scope, by, group.key)
    return exact(PER_POST, of, period.id, group.per_post), exact("posts", of, period.id, group.posts)


def _group_sentence(message: str, group: Group, by: str, period: Period, scope: Scope, language: Language) -> Sentence:
    posts = language.counted("one post", "{count} posts", group.posts)
    text = language.text(
        message,
        group=group_name(by, group.key, language),
        value=amount(metric(PER_POST), group.per_post, language),
        posts=posts,
    )
    return told(text, language, *group_numbers(group, by, period, scope))


class Posts:
    """Says things of single posts of an organisation in a period."""

    def __init__(self, facts: Facts, scope: Scope, period: Period, language: Language) -> None:
        self.facts, self.scope, self.period, self.language = facts, scope, period, language

    def name(self, post: Any) -> str:
        """A post in a sentence: its own words, where and when it was published."""
        language = self.language
        caption = shortened(post.caption, QUOTED) if isinstance(post.caption, str) else ""
        fields = {
            "channel": channel_in_text(self.facts, self.scope.organisation, post.account_id, language),
            "day": language.day(published_on(post)),
        }
        if caption:
            return language.text("“{caption}” on {channel} on {day}", caption=caption, **fields)
        return language.text("a post on {channel} on {day}", **fields)

    def numbers(self, post: Any) -> tuple[Number, ...]:
        """The figures of a post that are known."""
        of = owner(self.scope, "post", post.post_id)
        given = {"interactions": post.interactions, "reach": post.reach, "engagement_rate_reach": post.rate}
        known = {name: float(value) for name, value in given.items() if not pd.isna(value)}
        return tuple(exact(name, of, self.period.id, value) for name, value in known.items())

    def best(self, post: Any) -> Sentence:
        """The post with most interactions."""
        text = self.language.text(
            "The most interactions went to {post}: {count}.",
            post=self.name(post),
            count=amount(metric("interactions"), post.interactions, self.language),
        )
        return told(text, self.language, *self.numbers(post))

    def carried(self, found: Carried) -> Sentence:
        """The post that carries the period, and what a post had on average with it and without it."""
        sides = (
            exact(f"{PER_POST}.of_posts", owner(self.scope), self.period.id, found.with_it),
            exact(f"{PER_POST}.without_one", owner(self.scope), self.period.id, found.without_it),
        )
        with_it, without_it = (amount(metric(PER_POST), one.value, self.language) for one in sides)
        text = self.language.text(
            "With it a post had {with_it} interactions on average, without it {without_it}.",
            with_it=with_it,
            without_it=without_it,
        )
        return together(self.share(found), told(text, self.language, *sides))

    def share(self, found: Carried) -> Sentence:
        """How much of all interactions the post that carries the period had."""
        language = self.language
        share = exact("interactions.share", owner(self.scope, "post", found.post.post_id), self.period.id, found.share)
        text = language.text(
            "Of all interactions on posts, {share} went to {post}: {count}.",
            post=self.name(found.post),
            count=amount(metric("interactions"), found.post.interactions, language),
            share=with_sign(language.number(round(found.share)), Unit.PER_CENT, language),
        )
        return told(text, language, *self.numbers(found.post), share)

    def without(self, by: str, group: Group, value: float) -> Sentence | None:
        """What a kind of content would have had without the post that carries the period; None if that is not of it."""
        if isnan(value):
            return None
        text = self.language.text(
            "Without that post, {group} would have had {value} per post.",
            group=group_name(by, group.key, self.language),
            value=amount(metric(PER_POST), value, self.language),
        )
        of = owner(self.scope, by, group.key)
        return told(text, self.language, exact(f"{PER_POST}.without_one", of, self.period.id, value))

    def quietest(self, post: Any) -> Sentence:
        """The post furthest below what is usual in its channel."""
        language, interactions = self.language, metric("interactions")
        text = language.text(
            "Furthest below what is usual in its channel was {post}: {count} interactions against {usual}.",
            post=self.name(post),
            count=amount(interactions, post.interactions, language),
            usual=amount(interactions, post.usual, language),
        )
        return told(text, language, *self.numbers(post), self.usual(post))

    def usual(self, post: Any) -> Number:
        """What is usual in a post's channel."""
        return exact("interactions.usual", owner(self.scope, "account", post.account_id), self.period.id, post.usual)
