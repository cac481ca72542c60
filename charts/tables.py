"""Lists that are read as tables: posts, and channels one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from charts.chart import Cell, Table
from locales import Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Metric
from metrics.wording import amount, channel_name, figure_text, format_name, shortened

INTERACTIONS, REACH, RATE = (CATALOGUE[one] for one in ("interactions", "reach", "engagement_rate_reach"))


def post_table(posts: pd.DataFrame, language: Language) -> Table:
    """Posts as rows (columns of metrics/top_posts.py): when, where, what it said and how it went."""
    columns = [*_post_columns(language), language.text("People reached"), language.text(RATE.label)]
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for post in list[Any](posts.itertuples(index=False)):
        row, words = _post(post, language)
        reach, rate = (None if pd.isna(one) else float(one) for one in (post.reach, post.rate))
        rows.append([*row, reach, rate])
        shown.append([*words, _figure(REACH, reach, language), _figure(RATE, rate, language)])
    return Table(columns, rows, shown)


def quiet_table(posts: pd.DataFrame, language: Language) -> Table:
    """Posts as rows (columns of `metrics.content.quiet_posts`), each beside what is usual in its channel."""
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for post in list[Any](posts.itertuples(index=False)):
        row, words = _post(post, language)
        rows.append([*row, float(post.usual)])
        shown.append([*words, amount(INTERACTIONS, post.usual, language)])
    return Table([*_post_columns(language), language.text("Usual in the channel")], rows, shown)


def _post_columns(language: Language) -> list[str]:
    text = language.text
    return [text("Published"), text("Channel"), text("Text"), text("Format"), text(INTERACTIONS.label)]


def _post(post: Any, language: Language) -> tuple[list[Cell], list[str]]:
    """A post's day, channel, words, format and interactions, raw and as they are read."""
    day = date(post.published_on.year, post.published_on.month, post.published_on.day)
    caption = "" if pd.isna(post.caption) else str(post.caption)
    channel = channel_name(post.platform, language)
    kind = "" if pd.isna(post.format) else format_name(post.format, language)
    words = [language.day(day), channel, shortened(caption), kind, amount(INTERACTIONS, post.interactions, language)]
    return [day.isoformat(), channel, caption, kind, int(post.interactions)], words


def _figure(metric: Metric, value: float | None, language: Language) -> str:
    return language.text("missing") if value is None else amount(metric, value, language)


def account_table(
    figures: pd.DataFrame, metrics: Sequence[Metric], names: Mapping[str, str], language: Language
) -> Table:
    """Channels as rows and metrics as columns, from figures by account; the largest first by the first metric."""
    cells = {(row.metric, row.by): row for row in list[Any](figures.itertuples(index=False))}
    first = figures[figures["metric"] == metrics[0].id].sort_values("value", ascending=False, na_position="last")
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for account in first["by"]:
        found = [cells[one.id, account] for one in metrics]
        rows.append([names[account], *(None if pd.isna(one.value) else float(one.value) for one in found)])
        texts = (
            figure_text(metric, one.value, one.low, one.high, language)
            for metric, one in zip(metrics, found, strict=True)
        )
        shown.append([names[account], *texts])
    return Table([language.text("Channel"), *(language.text(metric.label) for metric in metrics)], rows, shown)
