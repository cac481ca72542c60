"""A chart as Plotly takes it, checked against Plotly's own schema."""

from __future__ import annotations

import json
import re

import plotly.graph_objects as go

from charts.chart import Chart


def figure(chart: Chart) -> go.Figure:
    """The figure, with a colour for each token. Raises where Plotly doesn't know something, or a number is none."""
    assert "NaN" not in json.dumps([chart.figure, list(chart.table.rows)])
    told = json.dumps([chart.title, chart.subtitle, chart.alt, *chart.table.columns, *chart.table.shown])
    assert not re.search(r"\bnan\b|\bNone\b|inf\b|\{\w*\}", told), told
    return go.Figure(json.loads(re.sub(r'"token:[^"]+"', '"#000000"', json.dumps(chart.figure))))
