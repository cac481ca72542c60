"""What the best of the group post: the posts that gave most, and what the best, the own and the rest post."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.chart import Chart, Table
from charts.peers.best_posts import mix_height, share_chart, top_table, typical_chart
from metrics.facts import Facts
from metrics.peers.best_posts import best_posts
from metrics.peers.best_posts_wording import best_sentence, loaded_sentence, not_loaded, what_may_be_said
from metrics.peers.comparison import Comparison, comparison
from metrics.peers.groups import PeerGroup
from metrics.peers.measures import Per
from metrics.peers.wording import own_name
from metrics.view import View
from ui.figure import show_chart
from ui.load import kept
from ui.notices import notice
from ui.page import paragraphs, section
from ui.table import show_table


@dataclass(frozen=True)
class Posted:
    """Everything that is said of the group's posts. `mixes` are two charts a kind of kinds, with their height."""

    top: Table
    best: str
    mixes: tuple[tuple[Chart, Chart, int], ...]
    said: tuple[str, ...]


def posted(
    facts: Facts, view: View, metric: str, group: PeerGroup, per: Per, platforms: tuple[str, ...]
) -> Posted | None:
    """The part for one comparison; None where nobody's posts are known."""
    compared = comparison(facts, metric, view.organisation, group, view.period, per, platforms)
    found, language, name = best_posts(facts, compared), view.language, own_name(facts, view.organisation)
    if not found.loaded:
        return None
    kinds = [(one, rows) for one, rows in (("format", found.formats), ("topic", found.topics)) if rows]
    said = (loaded_sentence(found, language), *what_may_be_said(found, language))
    return Posted(
        top=top_table(found, language),
        best=best_sentence(found, compared, name, language),
        mixes=tuple(
            (share_chart(found, one, name, language), typical_chart(found, one, language), mix_height(rows))
            for one, rows in kinds
        ),
        said=tuple(filter(None, said)),
    )


def show_best_posts(view: View, found: Comparison) -> None:
    """Draw what the best of a comparison's group post."""
    language = view.language
    title = language.text("What the best post")
    shown = kept(posted, view, found.metric.id, found.group, found.per, found.platforms)
    if shown is None:
        section(title)
        notice(*not_loaded(language))
        return
    section(title, shown.best)
    for place, (shares, typical, height) in enumerate(shown.mixes):
        for name, column, chart in zip(("shares", "typical"), st.columns(2), (shares, typical), strict=True):
            with column:
                show_chart(chart, key=f"posts-{name}-{place}", language=language, height=height)
    if shown.top.rows:
        heading = language.text("The posts that gave most for every follower")
        section(heading, language.text("At most two of each organisation, measured by its own channel's followers."))
        file_name = f"top-posts-{view.period.id}"
        show_table(shown.top, caption=heading, key="posts-top", language=language, file_name=file_name)
    paragraphs(shown.said)
