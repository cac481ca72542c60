"""A campaign as tables: its figures beside the one before, paid and organic, versions, posts that a rule matches."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from charts.chart import Cell, Table
from charts.tables import shortened
from locales import Language
from metrics.campaign_change import Against, Change
from metrics.campaign_posts import Because, PaidAndOrganic, PostsTogether
from metrics.campaign_results import CampaignResult
from metrics.campaign_wording import (
    BECAUSE_WORDS,
    DASH,
    MONEY_WORDS,
    answer_text,
    change_text,
    figure_words,
    interval_text,
)
from metrics.catalogue import CATALOGUE
from metrics.goals import Figure
from metrics.variants import Compared

OF_POSTS = ("views", "interactions", "clicks", "video_views", "spend", "cost_per_contact")


def _cell(value: float) -> float | None:
    return None if math.isnan(value) else value


def figures_table(result: CampaignResult, found: Against | None, language: Language) -> Table:
    """A row a figure that the campaign has; beside the earlier campaign over the compared days, where there is one."""
    text = language.text
    columns = [text("Figure"), text("Outcome") if result.finished else text("So far")]
    apart = found is not None and found.now.span != result.span
    if found:
        columns += [*([text("Of these compared")] if apart else []), found.then.campaign.name, text("Change")]
    changes = {one.metric: one for one in found.changes} if found else {}
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for metric_id, figure in result.figures.items():
        if math.isnan(figure.low) and math.isnan(figure.high):
            continue
        change = changes.get(metric_id) or Change(metric_id, figure, Figure())
        sides = [figure, *((change.now,) if apart else ()), change.then] if found else [figure]
        words = [figure_words(metric_id, side, language) for side in sides]
        label = text(CATALOGUE[metric_id].label)
        numbers = [_number_or_words(side, said) for side, said in zip(sides, words, strict=True)]
        rows.append([label, *numbers, *([_cell(change.change)] if found else [])])
        shown.append([label, *words, *([change_text(change, language)] if found else [])])
    return Table(columns, rows, shown)


def _number_or_words(figure: Figure, words: str) -> Cell:
    return words if math.isnan(figure.value) else figure.value


def money_table(found: PaidAndOrganic, language: Language) -> Table:
    """A row a kind of posts: paid, organic, not told; how many they are and what they gave together."""
    columns = [
        language.text("Posts"),
        language.text("Number"),
        language.text("People reached"),
        *(language.text(CATALOGUE[one].label) for one in OF_POSTS),
    ]
    rows = [_money_row(part, language) for part in found.parts]
    return Table(columns, [row for row, _ in rows], [shown for _, shown in rows])


def _money_row(part: PostsTogether, language: Language) -> tuple[list[Cell], list[str]]:
    name, people = language.text(MONEY_WORDS[part.money]), figure_words("reach", part.reach, language)
    values = [getattr(part, one) for one in OF_POSTS]
    words = [
        DASH if math.isnan(value) else figure_words(one, Figure(value, value, value), language)
        for one, value in zip(OF_POSTS, values, strict=True)
    ]
    row: list[Cell] = [name, part.posts, _number_or_words(part.reach, people), *map(_cell, values)]
    return row, [name, language.number(part.posts), people, *words]


def variants_table(found: Sequence[Compared], language: Language) -> Table:
    """A row a rate and pair of versions: each one's rate, how many posts, the difference, and the answer."""
    text = language.text
    columns = [
        text("Rate"), text("First version"), text("Posts"), text("Value"), text("Second version"), text("Posts"),
        text("Value"), text("Difference"), text("Answer"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for one in found:
        label, answer = text(one.rate.label), answer_text(one, language)
        (ours, theirs), rates = one.posts, (one.first_rate, one.second_rate)
        read = [DASH if math.isnan(rate) else language.number(rate, 0 if rate >= 100 else 1 if rate >= 10 else 2)
                for rate in rates]  # fmt: skip
        numbers = [_cell(rate) for rate in rates]
        rows.append([label, one.first, ours, numbers[0], one.second, theirs, numbers[1], _cell(one.difference), answer])
        counts = [language.number(count) for count in (ours, theirs)]
        interval = interval_text(one, language)
        shown.append([label, one.first, counts[0], read[0], one.second, counts[1], read[1], interval, answer])
    return Table(columns, rows, shown)


def matched_table(posts: pd.DataFrame, names: Mapping[str, str], language: Language) -> Table:
    """The posts that a rule matches (`metrics.campaign_posts.matched_posts`), by what, and what they belong to."""
    text = language.text
    columns = [text("Published"), text("Channel"), text("Text"), text("Matched by"), text("Belongs to already")]
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for post in list[Any](posts.itertuples(index=False)):
        day = date(post.published_on.year, post.published_on.month, post.published_on.day)
        caption = "" if pd.isna(post.caption) else str(post.caption)
        channel = names.get(post.account_id, post.account_id)
        belongs = DASH if pd.isna(post.campaign_id) else names.get(post.campaign_id, post.campaign_id)
        because = text(BECAUSE_WORDS[Because(post.because)])
        rows.append([day.isoformat(), channel, caption, because, belongs])
        shown.append([language.day(day), channel, shortened(caption), because, belongs])
    return Table(columns, rows, shown)
