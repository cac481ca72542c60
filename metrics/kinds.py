"""Posts by what they are: of a topic, of a format, film or pictures; and those of which nothing tells it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.columns import EITHER_KIND, FORMAT_KINDS, FORMATS
from metrics.facts import Facts
from metrics.period import EVER

KINDS = ("topic", "format", "kind")
"""Groupings of posts by what they are, as columns of `roll_up.post_rows`; `kind` is film or pictures."""


def untold(posts: pd.DataFrame, by: str) -> npt.NDArray[np.bool_]:
    """Which of the posts may be of any kind: those without a topic or format, and stories of film and pictures."""
    known = posts["format" if by == "kind" else by]
    return np.asarray(known.isna() | (known.isin(EITHER_KIND) & (by == "kind")))


def known_kinds(facts: Facts, organisation: str, by: str) -> tuple[str, ...]:
    """Every kind that the organisation's posts may be of: all formats, and the topics that it has ever used."""
    if by != "topic":
        return FORMATS if by == "format" else tuple(FORMAT_KINDS)
    return facts.kept(("topics", organisation), lambda: _topics(facts, organisation))


def _topics(facts: Facts, organisation: str) -> tuple[str, ...]:
    accounts = facts.accounts.loc[facts.accounts["org_id"] == organisation, "account_id"]
    posts = facts.posts(list(accounts), EVER)
    return tuple(sorted(posts["topic"].dropna().unique()))
