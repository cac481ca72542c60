"""How many do we reach, and do they react?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.chart import Chart, Table
from charts.tables import post_table
from metrics.catalogue import metric
from metrics.claims import remarks
from metrics.facts import Facts
from metrics.narrative import reach_answer
from metrics.top_posts import top_posts
from ui.breakdown import interactions_by, trailing_reach_chart
from ui.cards import Card, show_cards
from ui.compared import Rows, compared_rows, last_28_days
from ui.figure import show_chart
from ui.filters import account_names
from ui.load import kept
from ui.metric_cards import metric_card
from ui.page import page_head, section
from ui.table import show_table
from ui.trends import months_of, trailing_of, trend_chart
from ui.view import View, current_view

REACH = metric("reach")
CARDS = ("views", "interactions", "interactions_per_post", "engagement_rate_followers")
EXTRA = ("engagement_rate_reach", "posts", "answered_in_time", "web_visits_social")


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


def reach(facts: Facts, view: View) -> Reach:
    """The page for one view."""
    language = view.language
    rows = compared_rows(facts, view, ("reach", *CARDS, *EXTRA))
    people = last_28_days(facts, view)["reach"]
    names = account_names(facts, view.organisation, language)
    now = {one: pair[0] for one, pair in rows.items()}
    month = metric_card(REACH, people, trailing_of(facts, view), language, label=language.text("Reach, 28 days"))
    return Reach(
        answer=reach_answer(REACH, now, view.period, language),
        more=remarks(now["reach"], language, names),
        cards=(month, *_cards(facts, view, rows, CARDS[:3])),
        extra=tuple(_cards(facts, view, rows, (CARDS[3], *EXTRA))),
        reach=tuple(chart for chart in (trailing_reach_chart(facts, view), trend_chart(facts, view, "reach")) if chart),
        reactions=tuple(
            trend_chart(facts, view, one, columns=True, with_notes=False) for one in ("views", "interactions")
        ),
        groups=tuple(chart for by in ("platform", "format", "topic") if (chart := interactions_by(facts, view, by))),
        posts=post_table(top_posts(facts, view.scope, view.period), language),
    )


def _cards(facts: Facts, view: View, rows: Rows, wanted: tuple[str, ...]) -> list[Card]:
    """Cards of the metrics that the store has figures for."""
    known = [one for one in wanted if rows[one][0].low >= 0 or rows[one][0].high >= 0]
    return [metric_card(metric(one), rows[one], months_of(facts, view, metric(one)), view.language) for one in known]


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
    for place, (column, chart) in enumerate(zip(st.columns(max(1, len(charts))), charts, strict=False)):
        with column:
            show_chart(chart, key=f"reach-{name}-{place}", language=language, height=280)
section(language.text("The posts that people reacted to the most"))
show_table(
    page.posts,
    caption=language.text("The posts with most interactions in the period"),
    key="reach-posts",
    language=language,
    file_name=f"posts-{view.period.id}",
)
