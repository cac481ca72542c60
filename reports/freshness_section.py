"""Data freshness: how far the figures go, what is missing, and which sections had nothing to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.freshness import freshness_table
from charts.store_tables import answer_text
from metrics.breaks import COUNTED_BOTH_WAYS
from metrics.catalogue import metric
from metrics.change import Compared
from metrics.channel_names import account_names
from metrics.claims import remarks
from metrics.compared import known
from metrics.freshness import ChannelFreshness, channel_freshness
from metrics.narrative import lower
from metrics.number import Number, exact
from metrics.sentence import told
from metrics.wording import listed
from reports.asked import Asked
from reports.draft import Draft
from reports.report import Section
from reports.source_line import source_line

REMARKED = ("followers", "reach", "interactions")


def freshness(asked: Asked, left_out: Sequence[str]) -> Section | None:
    """How fresh each channel is; `left_out` are the names of sections that had nothing to say."""
    facts, language, draft = asked.facts, asked.language, Draft(asked.of, asked.language)
    channels = channel_freshness(facts, asked.scope, asked.period)
    names = account_names(facts, asked.view.organisation, language)
    said = [
        f"{language.text(metric(one).label)} – {lower(text)}"
        for one in REMARKED
        if known(asked.rows[one][0])
        for text in remarks(_unbroken(asked.rows[one][0]), language, names)
    ]
    draft.say([told(text, language) for text in said])
    numbers = [_missing(asked, one) for one in channels]
    caption = language.text("Freshness of each channel")
    draft.list_rows(caption, freshness_table(channels, language), numbers)
    about = facts.store.about
    limits = about.limits(language) if about else ()
    draft.say([told(text, language) for text in limits], language.text("What this data cannot answer"), listed=True)
    if left_out:
        text = language.text(
            "Left out, as there is nothing to tell: {sections}.",
            sections=listed([lower(one) for one in left_out], language),
        )
        draft.say([told(text, language)])
    title = answer_text(channels, asked.period, language)
    return draft.section("freshness", language.text("Data freshness"), title, source_line(asked, "freshness"))


def _unbroken(row: Compared) -> Compared:
    """The row without what is said of breaks where its figures stand."""
    return replace(row, notes=tuple(note for note in row.notes if note.message != COUNTED_BOTH_WAYS))


def _missing(asked: Asked, channel: ChannelFreshness) -> Number:
    of = f"{asked.of}/channel:{channel.platform}:{channel.name}"
    return exact("days_missing", of, asked.period.id, channel.days_missing)
