"""The posts of a group that people did most with, and what those do differently that come first in a comparison.

A post is measured by the followers of its own channel, so that a large channel does not fill the list. What is seen is
what goes together, and never why: those who come first may have other followers, other news and other luck.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, nan
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from metrics.facts import Facts
from metrics.figures import peer_accounts
from metrics.peers.comparison import Comparison
from metrics.peers.medians import Median, median_of
from metrics.period import Period
from metrics.rows import Floats

TOP, MOST_OF_ONE = 10, 2
"""So many posts are listed, and at most so many of one organisation."""
FEWEST_OF_A_KIND = 5
"""Posts; of fewer it is not said what is typical."""
FEWEST_TO_SHARE = 20
"""Posts; of fewer it is not said how they are shared out."""
DOMINATES = 0.5
"""An organisation with a larger part of the best's posts than this is named."""
LEAST_POINTS, STANDARD_ERRORS = 10, 2.58
"""So many percentage points, and standard errors (as several kinds are looked at), must two shares differ by."""
PER = 1_000
OF_THE_WEB = {"http", "https"}
NOTHING: Floats = np.empty(0)


class Part(StrEnum):
    """Whose posts: of the best quarter of the group, the organisation's own, of the rest."""

    BEST = "best"
    OWN = "own"
    REST = "rest"


@dataclass(frozen=True)
class Kind:
    """Posts of one format or topic, by part: how many, `of` how many, their share of these in per cent, and what a
    typical one gives. A share is missing where the part has too few posts, and what is typical where this kind has.
    """

    key: str
    posts: Mapping[Part, int]
    of: Mapping[Part, int]
    share: Mapping[Part, float]
    typical: Mapping[Part, Median]


@dataclass(frozen=True)
class BestPosts:
    """`top` has a row a post: post_id, organisation, name, own, platform, published_on, format, caption, link (empty
    where the post's address is no web address), paid, interactions, followers, rate (interactions per 1,000 followers).

    `best` are the names of the best quarter without the organisation, and `own_is_best` whether it is one of them.
    `loaded` organisations of `asked` have posts; `unrated` posts lack interactions or followers. `dominating` is the
    one that has more than half of the best's posts.
    """

    period: Period
    asked: int
    loaded: int
    top: pd.DataFrame
    unrated: int
    best: tuple[str, ...]
    own_is_best: bool
    dominating: str
    formats: tuple[Kind, ...]
    topics: tuple[Kind, ...]


def best_posts(facts: Facts, found: Comparison) -> BestPosts:
    """What the group of a comparison posted in its period, on its platforms."""
    own = str(found.own["organisation"])
    key = ("best posts", found.metric.id, found.per, found.group, found.period, found.platforms, own)
    return facts.kept(key, lambda: _best_posts(facts, found))


def _best_posts(facts: Facts, found: Comparison) -> BestPosts:
    posts = group_posts(facts, found)
    best, own_is_best = best_quarter(found)
    part = np.where(posts["own"], Part.OWN, np.where(posts["organisation"].isin(best), Part.BEST, Part.REST))
    posts = posts.assign(part=part)
    names = dict(zip(found.rows["organisation"], found.rows["name"], strict=True))
    of_best = posts.loc[posts["part"] == Part.BEST, "organisation"].value_counts(normalize=True)
    dominates = len(best) > 1 and len(of_best) and of_best.iloc[0] > DOMINATES
    return BestPosts(
        period=found.period,
        asked=len(found.rows),
        loaded=posts["organisation"].nunique(),
        top=top_of(posts),
        unrated=int(np.count_nonzero(posts["rate"].isna())),
        best=tuple(names[one] for one in best),
        own_is_best=own_is_best,
        dominating=names[of_best.index[0]] if dominates else "",
        formats=tuple(kinds(posts, "format")),
        topics=tuple(kinds(_of_several(posts, "topic"), "topic")),
    )


def group_posts(facts: Facts, found: Comparison) -> pd.DataFrame:
    """Every post of the comparison's organisations, with what anyone can see of it, per 1,000 followers (`rate`).

    Where the followers at the post are not known, those at the end of the period stand in.
    """
    accounts = peer_accounts(facts, tuple(found.rows["organisation"]), found.platforms).set_index("account_id")
    posts = facts.posts(list(accounts.index), found.period)
    ids = np.asarray(accounts.index, dtype=object)
    at_the_end = facts.account_facts(found.period, list(ids)).amounts(found.period, ids)["followers"]
    stand_in = posts["account_id"].map(dict(zip(ids, at_the_end, strict=True))).astype(float)
    followers = posts["followers_at_post"].astype(float).fillna(stand_in)
    interactions = posts["public_interactions"].astype(float)
    organisation = posts["account_id"].map(accounts["org_id"])
    of = found.rows.set_index("organisation")
    return posts.assign(
        organisation=organisation,
        name=organisation.map(of["name"]),
        own=organisation.map(of["own"]).astype(bool),
        platform=posts["account_id"].map(accounts["platform"]),
        interactions=interactions,
        followers=followers,
        rate=PER * interactions / followers.where(followers > 0),
        link=[web_address(url) for url in posts["url"]],
    )


def web_address(url: object) -> str:
    """The address where it is one of the web, else an empty text: what a store says of a post is not to be trusted."""
    if not isinstance(url, str) or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in OF_THE_WEB and parts.hostname else ""


def best_quarter(found: Comparison) -> tuple[tuple[str, ...], bool]:
    """The organisations of the first quarter in the comparison's order, without the own one, and whether it is there.

    None where nobody is ranked beside another.
    """
    ranked = found.rows[found.rows["rank"].notna()]
    if len(ranked) < 2:
        return (), False
    first = ranked.head(ceil(len(ranked) / 4))
    return tuple(first.loc[~first["own"], "organisation"]), bool(first["own"].any())


def top_of(posts: pd.DataFrame, count: int = TOP) -> pd.DataFrame:
    """The posts that gave most for their channel's followers, at most MOST_OF_ONE of each organisation."""
    known = posts[posts["rate"] > 0].sort_values(["rate", "post_id"], ascending=[False, True], kind="stable")
    return known[known.groupby("organisation").cumcount() < MOST_OF_ONE].head(count).reset_index(drop=True)


def _of_several(posts: pd.DataFrame, column: str) -> pd.DataFrame:
    """The posts whose word for something is not one organisation's alone."""
    users = posts.groupby(column)["organisation"].nunique()
    return posts[posts[column].isin(users.index[users > 1])]


def kinds(posts: pd.DataFrame, column: str) -> Iterator[Kind]:
    """The formats or topics of which others have enough posts, the most used by the best first.

    What others do not post says nothing beside them; and stories are seen by nobody afterwards.
    """
    rows = posts[posts[column].notna()]
    cells = {pair: cell.to_numpy(dtype=float) for pair, cell in rows.groupby([column, "part"])["rate"]}
    of = {part: int(np.count_nonzero(rows["part"] == part)) for part in Part}
    found = [_kind(str(key), {part: cells.get((key, part), NOTHING) for part in Part}, of) for key in set(rows[column])]
    enough = [kind for kind in found if kind.posts[Part.BEST] + kind.posts[Part.REST] >= FEWEST_OF_A_KIND]
    yield from sorted(enough, key=lambda kind: (-kind.posts[Part.BEST], -kind.posts[Part.REST], kind.key))


def _kind(key: str, rates: Mapping[Part, Floats], of: Mapping[Part, int]) -> Kind:
    posts = {part: len(found) for part, found in rates.items()}
    share = {part: 100 * posts[part] / of[part] if of[part] >= FEWEST_TO_SHARE else nan for part in Part}
    known = {part: found[~np.isnan(found)] for part, found in rates.items()}
    enough = {part: found if len(found) >= FEWEST_OF_A_KIND else NOTHING for part, found in known.items()}
    return Kind(key, posts, of, share, {part: median_of(found, f"{key} {part}") for part, found in enough.items()})


def apart(kind: Kind, one: Part, other: Part) -> float:
    """By how many percentage points one part's share is larger, where it is more than chance; NaN where it is not.

    Normal limits of the difference between two shares, and LEAST_POINTS: less is nothing to act on.
    """
    shares = [(kind.share[part] / 100, kind.of[part]) for part in (one, other)]
    error = sum(share * (1 - share) / of for share, of in shares if of) ** 0.5
    points = 100 * (shares[0][0] - shares[1][0])
    return points if abs(points) >= LEAST_POINTS and abs(points) > 100 * STANDARD_ERRORS * error else nan
