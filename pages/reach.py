"""How many do we reach, and do they react?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.breakdown import interactions_by, trailing_reach_chart
from charts.card import Card
from charts.chart import Chart, Table
from charts.metric_cards import cards_of
from charts.months import trend_chart, trend_charts
from charts.tables import post_table
from metrics.catalogue import metric
from metrics.channel_names import account_names
from metrics.claims import remarks
from metrics.compared import compared_rows, known, last_28_days
from metrics.facts import Facts
from metrics.judgement import judged
from metrics.narrative import in_period, reach_answer
from metrics.top_posts import top_posts
from metrics.verdict_wording import verdict_sentences
from metrics.view import View
from ui.cards import show_cards
from ui.figure import show_chart
from ui.load import kept
from ui.notices import notice
from ui.page import page_head, section
from ui.table import show_table
from ui.view import current_view

REACH = metric("reach")
CARDS = ("reach", "views", "interactions", "interactions_per_post")
EXTRA = ("engagement_rate_followers", "engagement_rate_reach", "posts", "answered_in_time", "web_visits_social")


@dataclass(frozen=True)
class Reach:
    """Everything that the page says."""

    answer: str
    more: tuple[str, ...]
    cards: tuple[Card, ...]
    extra: tuple[Card, ...]
    reach: tuple[Chart, ...]
    reactions: tuple[Chart, ...]
    groups: tuple[Chart, ...]
    posts: Table
    has_posts: bool


def reach(facts: Facts, view: View) -> Reach:
    """The page for one view."""
    language = view.language
    rows = compared_rows(facts, view, (*CARDS, *EXTRA))
    trailing = last_28_days(facts, view)
    names = account_names(facts, view.organisation, language)
    now = {one: pair[0] for one, pair in rows.items()}
    told = [one for one in ("reach", "views", "interactions") if known(now[one])]
    said = {one: judged(facts, one, view.scope, view.period) for one in told}
    return Reach(
        answer=reach_answer(REACH, now, view.period, language),
        more=(
            *verdict_sentences(said, in_period(view.period, language), language),
            *(remarks(now["reach"], language, names) if "reach" in told else ()),
        ),
        cards=tuple(cards_of(facts, view, rows | trailing, CARDS)),
        extra=tuple(cards_of(facts, view, rows, EXTRA)),
        reach=tuple(chart for chart in (trailing_reach_chart(facts, view), trend_chart(facts, view, "reach")) if chart),
        reactions=trend_charts(facts, view, ("views", "interactions"), columns=True, with_notes=False),
        groups=tuple(chart for by in ("platform", "format", "topic") if (chart := interactions_by(facts, view, by))),
        posts=post_table(top_posts(facts, view.scope, view.period), language),
        has_posts=facts.store.has("posts"),
    )


view = current_view()
language = view.language
page = kept(reach, view)
page_head(view, language.text("How many do we reach, and do they react?"), page.answer, page.more)
show_cards(page.cards, key="reach-cards", language=language)
for place, chart in enumerate(page.reach):
    show_chart(chart, key=f"reach-people-{place}", language=language)
section(language.text("Do they react?"))
show_cards(page.extra, key="reach-extra", language=language)
for name, charts in (("reactions", page.reactions), ("groups", page.groups)):
    for place, (column, chart) in enumerate(zip(st.columns(max(2, len(charts))), charts, strict=False)):
        with column:
            show_chart(chart, key=f"reach-{name}-{place}", language=language, height=280)
section(language.text("The posts that people reacted to the most"))
if page.posts.rows:
    show_table(
        page.posts,
        caption=language.text("The posts with most interactions in the period"),
        key="reach-posts",
        language=language,
        file_name=f"posts-{view.period.id}",
    )
elif page.has_posts:
    notice(language.text("No posts with interactions were published in the period."))
else:
    notice(
        language.text("The store holds no single posts."),
        language.text("Add the table posts to see which posts, formats and topics engage."),
    )
