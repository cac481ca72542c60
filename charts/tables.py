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
from metrics.wording import amount, channel_name, figure_text, format_name

CAPTION_LENGTH = 110
INTERACTIONS, REACH, RATE = (CATALOGUE[one] for one in ("interactions", "reach", "engagement_rate_reach"))


def post_table(posts: pd.DataFrame, language: Language) -> Table:
    """Posts as rows (columns of metrics/top_posts.py): when, where, what it said and how it went."""
    columns = [
        language.text("Published"),
        language.text("Channel"),
        language.text("Text"),
        language.text("Format"),
        language.text(INTERACTIONS.label),
        language.text("People reached"),
        language.text(RATE.label),
    ]
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for post in list[Any](posts.itertuples(index=False)):
        day = date(post.published_on.year, post.published_on.month, post.published_on.day)
        caption = "" if pd.isna(post.caption) else str(post.caption)
        reach, rate = (None if pd.isna(one) else float(one) for one in (post.reach, post.rate))
        channel = channel_name(post.platform, language)
        kind = "" if pd.isna(post.format) else format_name(post.format, language)
        rows.append([day.isoformat(), channel, caption, kind, int(post.interactions), reach, rate])
        shown.append(
            [
                language.day(day),
                channel,
                shortened(caption),
                kind,
                amount(INTERACTIONS, post.interactions, language),
                language.text("missing") if reach is None else amount(REACH, reach, language),
                language.text("missing") if rate is None else amount(RATE, rate, language),
            ]
        )
    return Table(columns, rows, shown)


def shortened(text: str) -> str:
    """The text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= CAPTION_LENGTH else line[:CAPTION_LENGTH].rsplit(" ", 1)[0] + "…"


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
