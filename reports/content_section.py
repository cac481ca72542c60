"""Content that worked and that did not: kinds beside each other, the best posts and the quietest."""

from __future__ import annotations

from typing import Any

from charts.breakdown import interactions_by
from charts.tables import post_table, quiet_table
from metrics.content import carried_by, groups_of, quiet_posts
from metrics.content_narrative import Posts, group_numbers
from metrics.metric_narrative import level_sentence
from metrics.narrative import rows_of
from metrics.number import Number
from metrics.top_posts import top_posts
from reports.asked import Asked
from reports.content_words import fell_behind, stood_out
from reports.draft import Draft
from reports.report import Kind, Section
from reports.source_line import source_line

GROUPED = ("topic", "format", "platform")
LISTED = {Kind.YEAR: 10}
LISTED_ELSE, QUIET = 5, 5


def content(asked: Asked) -> Section | None:
    """The posts of the period; None where none is known."""
    facts, view, language = asked.facts, asked.view, asked.language
    best = top_posts(facts, asked.scope, asked.period, LISTED.get(asked.kind, LISTED_ELSE))
    published = level_sentence(asked.rows["posts"][0], asked.of, language)
    if not len(best):
        return None
    posts, draft = Posts(facts, asked.scope, asked.period, language), Draft(asked.of, language)
    well, less_well = stood_out(asked), fell_behind(asked)
    draft.say((published, *well, *less_well))
    for by in GROUPED:
        numbers = [
            number
            for group in groups_of(facts, asked.scope, asked.period, by)
            for number in group_numbers(group, by, asked.period, asked.scope)
        ]
        draft.draw(interactions_by(facts, view, by), numbers)
    draft.list_rows(
        language.text("The posts with most interactions in the period"),
        post_table(best, language),
        (number for post in rows_of(best) for number in posts.numbers(post)),
    )
    quiet = quiet_posts(facts, asked.scope, asked.period, QUIET)
    draft.list_rows(
        language.text("The posts furthest below what is usual in their channel"),
        quiet_table(quiet, language),
        (number for post in rows_of(quiet) for number in _with_usual(posts, post)),
    )
    carried = carried_by(facts, asked.scope, asked.period)
    title = posts.share(carried) if carried else next(iter(well), published) or language.text("Content")
    return draft.section("content", language.text("Content"), title, source_line(asked, "content"))


def _with_usual(posts: Posts, post: Any) -> tuple[Number, ...]:
    return (*posts.numbers(post), posts.usual(post))
