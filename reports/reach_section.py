"""Reach and interaction: how many saw something, how often it was seen, and whether they reacted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charts.breakdown import trailing_reach_chart
from charts.metric_cards import cards_of
from charts.months import trend_chart
from metrics.compared import known
from metrics.judgement import judged
from metrics.metric_narrative import level_sentence, rate_sentence
from metrics.narrative import in_period
from metrics.note_narrative import break_sentences
from metrics.sentence import Sentence
from metrics.verdict_narrative import section_verdicts
from reports.asked import Asked
from reports.draft import Draft
from reports.reach_words import counted_exactly, in_the_period, reach_card_numbers, reached
from reports.report import Section
from reports.source_line import source_line
from reports.trend_numbers import trailing_numbers, trend_numbers

TOLD = ("reach", "views", "interactions")
CARDS = (*TOLD, "engagement_rate_followers", "interactions_per_post", "answered_in_time")
COUNTED = ("interactions", "views", "video_views", "minutes_viewed")
RATES = ("engagement_rate_followers", "answered_in_time")
DRAWN = ("interactions", "views")
WIDE = 3.0
"""An interval whose upper bound is so many times its lower one says too little for a title."""


def reach(asked: Asked) -> Section | None:
    """Reach, views and interactions; None where none of them is known."""
    facts, view, language = asked.facts, asked.view, asked.language
    now = {name: pair[0] for name, pair in asked.rows.items()}
    if not any(known(now[one]) for one in (*TOLD, *COUNTED)):
        return None
    draft, said = Draft(asked.of, language), _said(asked, now)
    draft.show_cards(cards_of(facts, view, asked.rows | asked.trailing, CARDS))
    draft.count(reach_card_numbers(asked))
    found = {one: judged(facts, one, asked.scope, asked.period) for one in TOLD if known(now[one])}
    rates = (rate_sentence(now[one], asked.of, language) for one in RATES)
    draft.say((*said, *rates, *section_verdicts(found, in_period(asked.period, language), asked.of, language)))
    draft.draw(trailing_reach_chart(facts, view), trailing_numbers(asked))
    draft.draw(trend_chart(facts, view, "reach"), trend_numbers(asked, ("reach",)))
    for one in DRAWN:
        draft.draw(trend_chart(facts, view, one, columns=True, with_notes=False), trend_numbers(asked, (one,)))
    draft.say(break_sentences(facts, TOLD, asked.scope, asked.period, language))
    return draft.section("reach", language.text("Reach and interaction"), said[0], source_line(asked, "reach"))


def _said(asked: Asked, now: Mapping[str, Any]) -> list[Sentence]:
    """What was reached and how often it was seen and reacted to, what the title says first."""
    more = [one for one in (level_sentence(now[one], asked.of, asked.language) for one in COUNTED) if one]
    people = list(reached(asked))
    if not known(now["reach"]) or counted_exactly(asked):
        return [*people, *more]
    if now["reach"].high <= WIDE * now["reach"].low:
        return [in_the_period(asked, with_interactions=True), *people, *more]
    return [*people, in_the_period(asked), *more]
