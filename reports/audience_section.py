"""Audience: who follows, channel by channel."""

from __future__ import annotations

from charts.audience import audience_table
from metrics.audience_narrative import share_number, split_sentences
from metrics.audience_split import DIMENSIONS, audience_splits
from metrics.sentence import Sentence
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Section
from reports.source_line import source_line


def audience(asked: Asked) -> Section | None:
    """Followers by gender, age and place; None where no platform tells."""
    facts, language, draft = asked.facts, asked.language, Draft(asked.of, asked.language)
    found = audience_splits(facts, asked.scope, asked.period)
    said: list[Sentence] = [
        sentence for split in found for sentence in split_sentences(facts, split, asked.scope, language)
    ]
    draft.say(said)
    for dimension, label in DIMENSIONS.items():
        splits = [split for split in found if split.dimension == dimension]
        numbers = (share_number(split, segment, asked.scope) for split in splits for segment in split.shares)
        draft.list_rows(
            language.text("Share of followers by {dimension}", dimension=language.text(label).lower()),
            audience_table(facts, splits, asked.view.organisation, language),
            numbers,
        )
    title = said[0] if said else language.text("Audience")
    return draft.section("audience", language.text("Audience"), title, source_line(asked, "audience"))
