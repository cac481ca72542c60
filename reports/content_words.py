"""What a report says of content: which kinds and posts stood out, and which fell behind."""

from __future__ import annotations

from typing import Any

from metrics.content import Carried, carried_by, groups_of, quiet_posts, without
from metrics.content_narrative import Posts, least_engaging, most_engaging, ranked
from metrics.sentence import Sentence, together
from metrics.top_posts import top_posts
from reports.asked import Asked

RANKED = ("topic", "format")


def stood_out(asked: Asked) -> tuple[Sentence, ...]:
    """The most engaging kinds of content and the best post; what one post carried is told with it and without it."""
    posts = Posts(asked.facts, asked.scope, asked.period, asked.language)
    carried = carried_by(asked.facts, asked.scope, asked.period)
    kinds = [sentence for by in RANKED for sentence in _kind(asked, by, posts, carried)]
    return (posts.carried(carried), *kinds) if carried else (*kinds, *(posts.best(one) for one in _best(asked)))


def _kind(asked: Asked, by: str, posts: Posts, carried: Carried | None) -> list[Sentence]:
    """The most engaging kind, and what it would have had without the post that carries the period."""
    groups = groups_of(asked.facts, asked.scope, asked.period, by)
    first = most_engaging(groups, by, asked.period, asked.scope, asked.language)
    if first is None or carried is None:
        return [first] if first else []
    best = ranked(groups)[0]
    left = without(asked.facts, asked.scope, asked.period, by, best.key, carried.post.post_id)
    more = posts.without(by, best, left)
    return [together(first, more) if more else first]


def fell_behind(asked: Asked) -> tuple[Sentence, ...]:
    """The least engaging kinds of content, and the post furthest below what is usual in its channel."""
    facts, scope, period = asked.facts, asked.scope, asked.period
    kinds = (least_engaging(groups_of(facts, scope, period, by), by, period, scope, asked.language) for by in RANKED)
    posts = Posts(facts, scope, period, asked.language)
    quietest: list[Any] = list(quiet_posts(facts, scope, period, 1).itertuples(index=False))
    return (*(one for one in kinds if one), *(posts.quietest(one) for one in quietest))


def _best(asked: Asked) -> list[Any]:
    """The post with most interactions, where there are others beside it."""
    found = list(top_posts(asked.facts, asked.scope, asked.period, 2).itertuples(index=False))
    return found[:1] if len(found) > 1 else []
