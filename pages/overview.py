"""Are we on track this month?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.chart import Chart
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.goal_results import goal_results, scope_names
from metrics.goal_sentences import attention_sentences, goals_sentences
from metrics.goals import GoalResult
from metrics.judgement import judged
from metrics.narrative import capital, in_period, ways_answer
from metrics.period import Period
from metrics.verdict_wording import verdict_sentences
from ui.cards import Card, show_cards
from ui.compared import Rows, compared_rows, earlier_period, last_28_days
from ui.figure import show_chart
from ui.load import kept, kept_for
from ui.metric_cards import cards_of, known, reach_sentence
from ui.page import page_head, paragraphs, section
from ui.trends import trend_charts
from ui.view import View, current_view

CARDS = ("followers", "reach", "interactions", "engagement_rate_followers", "views", "posts", "interactions_per_post")
TRENDS = ("followers", "reach", "interactions", "views", "posts")
JUDGED = ("followers", "reach", "interactions")
CARDS_SHOWN, TRENDS_SHOWN, GOALS_SHOWN = 4, 3, 5


@dataclass(frozen=True)
class Overview:
    """Everything that the page says."""

    answer: str
    more: tuple[str, ...]
    cards: tuple[Card, ...]
    trends: tuple[Chart, ...]
    troubled: tuple[str, ...]
    has_peers: bool
    limits: tuple[str, ...]


def overview(facts: Facts, view: View) -> Overview:
    """The page for one view."""
    language = view.language
    rows = compared_rows(view, CARDS)
    rows |= last_28_days(facts, view)
    lead = kept_for(lead_metric, view.store_version, view.organisation)
    when = in_period(view.period, language)
    told = [one for one in dict.fromkeys((lead, *JUDGED)) if known(rows[one][0])]
    said = {one: judged(facts, one, view.scope, view.period) for one in told}
    answer, *rest = verdict_sentences(said, when, language) or _ways(facts, rows, lead, view)
    results = kept_for(_goals, view.store_version, view.scope, view.period)
    names = scope_names(facts)
    goals = goals_sentences(results, names, view.period, language)[:1] if results else ()
    return Overview(
        answer=answer,
        more=tuple(text for text in (*rest, reach_sentence(facts, view, rows), *goals) if text),
        cards=tuple(cards_of(facts, view, rows, sorted(CARDS, key=lambda one: one != lead), CARDS_SHOWN)),
        trends=trend_charts(facts, view, TRENDS, with_notes=False, most=TRENDS_SHOWN),
        troubled=tuple(attention_sentences(results, names, language)),
        has_peers=len(facts.organisations) > 1,
        limits=facts.store.about.limits(language) if facts.store.about else (),
    )


def _ways(facts: Facts, rows: Rows, lead: str, view: View) -> tuple[str, ...]:
    """What is said where there is too little data for verdicts: which way things went, and that it may be chance."""
    language, when = view.language, in_period(view.period, view.language)
    told = ways_answer({key: pair[0] for key, pair in rows.items()}, lead, earlier_period(facts, view), language)
    if not told:
        return (language.text("{when} nothing can be compared.", when=capital(when)),)
    return told, language.text("Whether that is more than normal variation cannot be told yet.")


def _goals(facts: Facts, scope: Scope, period: Period) -> tuple[GoalResult, ...]:
    return goal_results(facts, scope.organisation, period, scope.platforms, scope.accounts)


def lead_metric(facts: Facts, organisation: str) -> str:
    """The metric that the organisation itself puts first, or followers."""
    chosen = facts.organisations.set_index("org_id")["lead_metric"].get(organisation)
    return chosen if chosen in CARDS else CARDS[0]


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
if page.has_peers:
    st.page_link("pages/peers.py", label=language.text("How we compare with others, size for size"))
