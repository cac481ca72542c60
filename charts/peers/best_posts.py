"""What the best of a group post: the posts as rows, and formats or topics as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import isnan
from typing import Any

import pandas as pd

from charts.chart import Cell, Chart, Table
from charts.series import in_json
from charts.tables import shortened
from charts.theme import ACCENT, MEDIAN, PEER
from locales import Language
from metrics.peers.best_posts import BestPosts, Kind, Part
from metrics.peers.best_posts_wording import (
    PARTS,
    kind_name,
    rate_text,
    share_finding,
    share_text,
    typical_finding,
    typical_text,
)
from metrics.wording import channel_name, format_name

COLOURS = {Part.BEST: MEDIAN, Part.OWN: ACCENT, Part.REST: PEER}
BAR_HEIGHT, PADDING = 19, 70
MOST_KINDS = 8
ROOM = 1.45
"""How much longer the axis is than the longest bar, for its text."""
DASH = "–"
TEXT = 3
"""The column of the posts' words, which lead to the post."""


def top_table(found: BestPosts, language: Language) -> Table:
    """A post a row, the one that gave most for its followers first; its words lead to it."""
    text = language.text
    columns = [
        text("Published"), text("Organisation"), text("Channel"), text("Text"), text("Format"), text("Interactions"),
        text("Followers"), text("Interactions per 1,000 followers"), text("Remark"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    posts = list[Any](found.top.itertuples(index=False))
    for post in posts:
        day = date(post.published_on.year, post.published_on.month, post.published_on.day)
        caption = "" if pd.isna(post.caption) else str(post.caption)
        words = shortened(caption) or (text("Open the post") if post.link else DASH)
        where = [str(post.name), channel_name(post.platform, language)]
        kind = "" if pd.isna(post.format) else format_name(post.format, language)
        remark = _remark(post, language)
        numbers = [int(post.interactions), int(post.followers)]
        rows.append([day.isoformat(), *where, caption, kind, *numbers, in_json(post.rate), remark])
        read = [language.number(one) for one in numbers]
        shown.append(
            [language.day(day), *where, words, kind or DASH, *read, rate_text(post.rate, language), remark or DASH]
        )
    own = [place for place, post in enumerate(posts) if post.own]
    return Table(columns, rows, shown, marked=own, links={TEXT: [post.link for post in posts]})


def _remark(post: Any, language: Language) -> str:
    """That a post is the organisation's own, and advertised where that is known."""
    own = language.text("our own") if post.own else ""
    paid = language.text("advertised") if not pd.isna(post.paid) and post.paid else ""
    return ", ".join(filter(None, (own, paid)))


def mix_height(kinds: Sequence[Kind]) -> int:
    """The height of a chart of kinds in pixels."""
    return PADDING + BAR_HEIGHT * len(Part) * min(len(kinds), MOST_KINDS)


def share_chart(found: BestPosts, column: str, own: str, language: Language) -> Chart:
    """Which share of the posts each format or topic has: of the best, of the own organisation, of the rest."""
    kinds, text = _kinds(found, column), language.text
    subtitles = {
        "format": text("Share of the posts, by format · own: {name}", name=own),
        "topic": text("Share of the posts, by topic · own: {name}", name=own),
    }
    shares = {part: [kind.share[part] for kind in kinds] for part in Part}
    texts = {part: [share_text(one, language) for one in shares[part]] for part in Part}
    words = share_finding(kinds, column, own, language), subtitles[column], f"shares-by-{column}-{found.period.id}"
    return _chart(kinds, column, (shares, texts), words, language)


def typical_chart(found: BestPosts, column: str, language: Language) -> Chart:
    """What a typical post of each format or topic gives: of the best, of the own organisation, of the rest."""
    kinds, text = _kinds(found, column), language.text
    subtitles = {
        "format": text("Interactions per 1,000 followers of a typical post, by format"),
        "topic": text("Interactions per 1,000 followers of a typical post, by topic"),
    }
    typical = {part: [kind.typical[part].value for kind in kinds] for part in Part}
    texts = {part: [rate_text(one, language) for one in typical[part]] for part in Part}
    words = typical_finding(kinds, column, language), subtitles[column], f"typical-by-{column}-{found.period.id}"
    return _chart(kinds, column, (typical, texts), words, language)


def _kinds(found: BestPosts, column: str) -> tuple[Kind, ...]:
    return (found.formats if column == "format" else found.topics)[:MOST_KINDS]


def _chart(
    kinds: Sequence[Kind],
    column: str,
    told: tuple[Mapping[Part, Sequence[float]], Mapping[Part, Sequence[str]]],
    words: tuple[str, str, str],
    language: Language,
) -> Chart:
    """Bars lying down, one a part of each kind, with its part and figure at its end. `told` are values and texts."""
    (values, texts), (finding, subtitle, file_name) = told, words
    names = [kind_name(kind, column, language) for kind in kinds]
    parts = {part: language.text(PARTS[part]) for part in Part if any(kind.posts[part] for kind in kinds)}
    longest = max((value for part in parts for value in values[part] if not isnan(value)), default=1.0)
    said = [
        f"{name}: " + ", ".join(f"{parts[part]} {texts[part][at]}" for part in parts if not isnan(values[part][at]))
        for at, name in enumerate(names)
    ]
    layout = {
        "barmode": "group",
        "bargap": 0.25,
        "xaxis": {"showticklabels": False, "showgrid": False, "range": [0, ROOM * longest]},
        "yaxis": {"type": "category", "autorange": "reversed"},
    }
    bars = [_bars(name, COLOURS[part], names, values[part], texts[part]) for part, name in parts.items()]
    return Chart(
        title=finding,
        subtitle=subtitle,
        figure={"data": bars, "layout": layout},
        alt=f"{finding}. {subtitle}. {'; '.join(said)}.",
        table=mix_table(kinds, column, parts, language),
        file_name=file_name,
    )


def _bars(
    name: str, colour: str, kinds: Sequence[str], values: Sequence[float], texts: Sequence[str]
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": list(kinds),
        "x": [in_json(value) for value in values],
        "text": ["" if isnan(value) else f"{name} {text}" for value, text in zip(values, texts, strict=True)],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "marker": {"color": colour},
    }


def mix_table(kinds: Sequence[Kind], column: str, parts: Mapping[Part, str], language: Language) -> Table:
    """A format or topic a row: of each part the posts, their share and what a typical one gives, with its interval."""
    text = language.text
    columns = [text("Format") if column == "format" else text("Topic")]
    for name in parts.values():
        columns += [
            text("Posts, {whose}", whose=name), text("Share, {whose}", whose=name), text("Typical, {whose}", whose=name)
        ]  # fmt: skip
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for kind in kinds:
        raw: list[Cell] = [kind_name(kind, column, language)]
        read = [kind_name(kind, column, language)]
        for part in parts:
            share, typical = kind.share[part], kind.typical[part]
            raw += [kind.posts[part], in_json(share), in_json(typical.value)]
            read += [language.number(kind.posts[part]), share_text(share, language), typical_text(typical, language)]
        rows.append(raw)
        shown.append(read)
    return Table(columns, rows, shown)
