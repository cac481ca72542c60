"""Followers: how many, how fast they grow, and in which channels."""

from __future__ import annotations

from charts.breakdown import followers_by_channel
from charts.metric_cards import cards_of
from charts.months import trend_chart
from charts.tables import account_table
from metrics.catalogue import metric
from metrics.channel_names import account_names
from metrics.figures import figures
from metrics.judgement import judged
from metrics.metric_narrative import rate_sentence
from metrics.narrative import in_period, rows_of
from metrics.note_narrative import break_sentences
from metrics.number import of_row, owner
from metrics.verdict_narrative import section_verdicts
from reports.asked import Asked
from reports.draft import Draft
from reports.follower_words import followers_sentence, grown, lost
from reports.report import Section
from reports.source_line import source_line
from reports.trend_numbers import platform_numbers, trend_numbers

CARDS = ("followers", "net_followers", "follower_growth", "followers_per_1000_inhabitants")
COLUMNS = ("followers", "net_followers", "follower_growth")


def followers(asked: Asked) -> Section | None:
    """The followers of the channels in view; None where nobody knows how many there are."""
    facts, view, language = asked.facts, asked.view, asked.language
    title = followers_sentence(asked)
    if title is None:
        return None
    draft = Draft(asked.of, language)
    draft.show_cards(cards_of(facts, view, asked.rows, CARDS))
    found = {"followers": judged(facts, "followers", asked.scope, asked.period)}
    said = section_verdicts(found, in_period(asked.period, language), asked.of, language)
    per_inhabitant = rate_sentence(asked.rows["followers_per_1000_inhabitants"][0], asked.of, language)
    draft.say((*said, *grown(asked), *lost(asked), per_inhabitant))
    draft.draw(trend_chart(facts, view, "followers"), trend_numbers(asked, ("followers",)))
    draft.draw(followers_by_channel(facts, view), platform_numbers(asked, "followers"))
    new = trend_chart(facts, view, "net_followers", columns=True, with_notes=False)
    draft.draw(new, trend_numbers(asked, ("net_followers",)))
    _channel_by_channel(asked, draft)
    draft.say(break_sentences(facts, COLUMNS, asked.scope, asked.period, language))
    return draft.section("followers", language.text("Followers"), title, source_line(asked, "followers"))


def _channel_by_channel(asked: Asked, draft: Draft) -> None:
    language = asked.language
    found = figures(asked.facts, COLUMNS, asked.scope, asked.period, by="account")
    table = account_table(
        found,
        [metric(one) for one in COLUMNS],
        account_names(asked.facts, asked.view.organisation, language),
        language,
    )
    numbers = (of_row(row, owner(asked.scope, "account", row.by)) for row in rows_of(found))
    units = ("", *(metric(one).unit.value for one in COLUMNS))
    draft.list_rows(language.text("Followers by channel in the period"), table, numbers, units)
