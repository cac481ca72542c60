"""Reach and interaction: how many saw something, how often it was seen, and whether they reacted."""

from __future__ import annotations

from typing import Any

from charts.breakdown import trailing_reach_chart
from charts.metric_cards import cards_of
from charts.months import trend_chart, trend_charts
from metrics.catalogue import metric
from metrics.compared import known
from metrics.judgement import judged
from metrics.metric_narrative import level_sentence, rate_sentence
from metrics.narrative import in_period, reach_answer
from metrics.note_narrative import break_sentences
from metrics.number import of_row
from metrics.reach_narrative import reach_sentences
from metrics.sentence import told
from metrics.verdict_narrative import section_verdicts
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Section
from reports.source_line import source_line
from reports.trend_numbers import trailing_numbers, trend_numbers

TOLD = ("reach", "views", "interactions")
CARDS = (*TOLD, "engagement_rate_followers", "interactions_per_post", "answered_in_time")
REACTIONS, RATES = ("interactions", "views"), ("engagement_rate_followers", "answered_in_time")
WIDE = 3.0


def reach(asked: Asked) -> Section | None:
    """Reach, views and interactions; None where none of them is known."""
    facts, view, language = asked.facts, asked.view, asked.language
    now = {name: pair[0] for name, pair in asked.rows.items()}
    told_of = [one for one in TOLD if known(now[one])]
    if not told_of:
        return None
    draft = Draft(asked.of, language)
    draft.show_cards(cards_of(facts, view, asked.rows | asked.trailing, CARDS))
    found = {one: judged(facts, one, asked.scope, asked.period) for one in told_of}
    answer = told(
        reach_answer(metric("reach"), now, asked.period, language),
        language,
        *(of_row(now[one], asked.of) for one in ("reach", "interactions")),
    )
    in_28_days = reach_sentences(facts, view, asked.trailing)
    draft.say(
        (
            *in_28_days,
            *([answer] if _wide(now["reach"]) and in_28_days else []),
            *(level_sentence(now[one], asked.of, language) for one in REACTIONS),
            *(rate_sentence(now[one], asked.of, language) for one in RATES),
            *section_verdicts(found, in_period(asked.period, language), asked.of, language),
        )
    )
    draft.draw(trailing_reach_chart(facts, view), trailing_numbers(asked))
    draft.draw(trend_chart(facts, view, "reach"), trend_numbers(asked, ("reach",)))
    for one in REACTIONS:
        for chart in trend_charts(facts, view, (one,), columns=True, with_notes=False):
            draft.draw(chart, trend_numbers(asked, (one,)))
    draft.say(break_sentences(facts, TOLD, asked.scope, asked.period, language))
    title = in_28_days[0] if _wide(now["reach"]) and in_28_days else answer
    return draft.section("reach", language.text("Reach and interaction"), title, source_line(asked, "reach"))


def _wide(row: Any) -> bool:
    """Whether an interval says too little for a title: its upper bound is far above its lower one, or unknown."""
    return not row.high <= WIDE * row.low
