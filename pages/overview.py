"""Are we on track this month?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.card import Card
from charts.chart import Chart
from charts.metric_cards import cards_of
from charts.months import trend_charts
from metrics.compared import compared_rows, last_28_days
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.goal_results import goal_results, scope_names
from metrics.goal_sentences import attention_sentences, goals_sentences
from metrics.goals import GoalResult
from metrics.overview import LEADS, lead_metric, overview_sentences
from metrics.peers.comparison import Choice, first_choice
from metrics.peers.wording import standing_sentence
from metrics.period import Period
from metrics.reach_narrative import reach_sentence
from metrics.view import View
from ui.cards import show_cards
from ui.figure import show_chart
from ui.load import kept, kept_for
from ui.page import page_head, paragraphs, section
from ui.view import address_with, current_view

TRENDS = ("followers", "reach", "interactions", "views", "posts")
CARDS_SHOWN, TRENDS_SHOWN, GOALS_SHOWN = 4, 3, 5


@dataclass(frozen=True)
class Overview:
    """Everything that the page says."""

    answer: str
    more: tuple[str, ...]
    cards: tuple[Card, ...]
    trends: tuple[Chart, ...]
    troubled: tuple[str, ...]
    standing: str
    first: Choice
    limits: tuple[str, ...]


def overview(facts: Facts, view: View) -> Overview:
    """The page for one view."""
    language = view.language
    rows = compared_rows(facts, view, LEADS) | last_28_days(facts, view)
    lead = lead_metric(facts, view.organisation)
    answer, *rest = overview_sentences(facts, view, rows)
    results = kept_for(_goals, view.store_version, view.scope, view.period)
    names = scope_names(facts)
    goals = goals_sentences(results, names, view.period, language)[:1] if results else ()
    return Overview(
        answer=answer,
        more=tuple(text for text in (*rest, reach_sentence(facts, view, rows), *goals) if text),
        cards=tuple(cards_of(facts, view, rows, sorted(LEADS, key=lambda one: one != lead), CARDS_SHOWN)),
        trends=trend_charts(facts, view, TRENDS, with_notes=False, most=TRENDS_SHOWN),
        troubled=tuple(attention_sentences(results, names, language)),
        standing=standing_sentence(facts, view),
        first=first_choice(facts, view.organisation),
        limits=facts.store.about.limits(language) if facts.store.about else (),
    )


def _goals(facts: Facts, scope: Scope, period: Period) -> tuple[GoalResult, ...]:
    return goal_results(facts, scope.organisation, period, scope.platforms, scope.accounts)


view = current_view()
language = view.language
page = kept(overview, view)
page_head(view, language.text("Are we on track?"), page.answer, page.more)
show_cards(page.cards, key="overview-cards", language=language)
for place, (column, chart) in enumerate(zip(st.columns(TRENDS_SHOWN), page.trends, strict=False)):
    with column:
        show_chart(chart, key=f"overview-trend-{place}", language=language, height=220)
if page.troubled:
    section(language.text("Goals that need attention"))
    paragraphs(page.troubled[:GOALS_SHOWN])
    st.page_link("pages/goals.py", label=language.text("All goals"))
if page.limits:
    section(language.text("What this data cannot answer"))
    paragraphs(page.limits)
if page.standing:
    section(language.text("Beside others"), page.standing)
    asked = {"group": page.first.group, "metric": page.first.metric, "per": page.first.per.value}
    evidence = language.text("Who is compared, and how certain it is")
    st.page_link("pages/peers.py", label=evidence, query_params=address_with(**asked))
