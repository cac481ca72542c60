"""Amounts by group, lying down: by channel, topic or format."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import pandas as pd

from charts.axis import value_axis
from charts.chart import Chart, Table
from charts.theme import ACCENT
from charts.trend import Words
from locales import Language
from metrics.definition import Metric
from metrics.wording import figure_text


def group_bars(
    figures: pd.DataFrame,
    metric: Metric,
    words: Words,
    language: Language,
    *,
    names: Mapping[str, str],
    heading: str,
    colours: Mapping[str, str] | None = None,
) -> Chart:
    """A bar a group, the longest on top, with its figure at its end; a group without a figure is named, barless.

    `figures` has a row a group: by (key), value, low, high. `names` are the groups as they are read.
    """
    order = figures.assign(size=figures["value"].fillna(figures["high"]).fillna(-1)).sort_values(["size", "by"])
    rows: list[Any] = list(order[["by", "value", "low", "high"]].itertuples(index=False))
    shown = [figure_text(metric, row.value, row.low, row.high, language) for row in rows]
    labels = [names.get(row.by, row.by) for row in rows]
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": [None if isnan(row.value) else float(f"{row.value:.8g}") for row in rows],
        "text": shown,
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "marker": {"color": [(colours or {}).get(row.by, ACCENT) for row in rows]},
    }
    table_rows = list(zip(labels, rows, shown, strict=True))[::-1]
    return Chart(
        title=words.title,
        subtitle=words.subtitle,
        figure={"data": [trace], "layout": {"xaxis": value_axis(metric, language), "yaxis": {"type": "category"}}},
        alt=f"{words.subtitle}. " + ", ".join(f"{label}: {text}" for label, _, text in table_rows) + ".",
        table=Table(
            [heading, language.text(metric.label)],
            [[label, None if isnan(row.value) else row.value] for label, row, _ in table_rows],
            [[label, text] for label, _, text in table_rows],
        ),
        file_name=words.file_name,
        metrics=(metric.id,),
    )
