"""Trends: a gap stays a gap, no line crosses a break, an unfinished month is hollow, and every figure is Plotly's."""

from __future__ import annotations

from datetime import date
from math import nan

import pandas as pd
import pytest
from plotly import graph_objects

from charts.bars import group_bars
from charts.chart import Chart
from charts.series import Marks, Series
from charts.trend import Words, month_columns, month_intervals, month_lines
from locales import Language
from metrics.catalogue import metric
from metrics.monthly import Happening, Month

SWEDISH = Language("sv")
FOLLOWERS, REACH, RATE = metric("followers"), metric("reach"), metric("engagement_rate_followers")
WORDS = Words("Finding", "Measure", "file")
BREAK = Happening(date(2026, 2, 15), "Nytt sätt")
MARKS = Marks(last_day=date(2026, 4, 10), notes=(Happening(date(2026, 3, 1), "<b>Storm</b>"),))


def months(*values: float) -> tuple[Month, ...]:
    return tuple(Month(f"2026-{number:02d}", value, value, value) for number, value in enumerate(values, 1))


def intervals(*bounds: tuple[float, float]) -> tuple[Month, ...]:
    return tuple(
        Month(f"2026-{number:02d}", low if low == high else nan, low, high)
        for number, (low, high) in enumerate(bounds, 1)
    )


def charts() -> list[Chart]:
    series = Series("Facebook", months(1000, 1100, nan, 1300), breaks=(BREAK,))
    reached = Series("Räckvidd", intervals((100, 100), (150, 300), (nan, nan), (50, 80)))
    table = pd.DataFrame({"by": ["a", "b"], "value": [2.0, nan], "low": [2.0, nan], "high": [2.0, nan]})
    return [
        month_lines([series, Series("X", months(1, 2, 3, 4))], FOLLOWERS, WORDS, MARKS, SWEDISH),
        month_columns(series, FOLLOWERS, WORDS, MARKS, SWEDISH),
        month_intervals(reached, REACH, WORDS, MARKS, SWEDISH),
        group_bars(table, RATE, WORDS, SWEDISH, names={"a": "Film", "b": "Bild"}, heading="Format"),
    ]


@pytest.mark.parametrize("chart", charts(), ids=("lines", "columns", "intervals", "bars"))
def test_a_figure_is_one_that_plotly_knows(chart: Chart) -> None:
    bare = {"data": [dict(trace) for trace in chart.figure["data"]], "layout": dict(chart.figure["layout"])}
    for trace in bare["data"]:
        trace.pop("meta", None)
        for part in {"line", "marker"} & set(trace):  # the browser gives colours
            trace[part] = {key: value for key, value in trace[part].items() if key not in ("color", "line")}
    graph_objects.Figure(bare)
    assert chart.alt.startswith("Measure.")
    assert chart.table.rows


def test_a_gap_is_a_gap() -> None:
    trace = charts()[0].figure["data"][0]
    assert trace["y"] == [1000, 1100, None, 1300]
    assert trace["connectgaps"] is False
    assert trace["mode"] == "lines+markers"  # April has no neighbour, and would not be seen


def test_a_break_stands_before_its_month_and_cuts_the_lines_it_concerns() -> None:
    meta = charts()[0].figure["layout"]["meta"]
    assert meta["breaks"] == [{"x": "2026-02-01", "label": "Nytt sätt", "traces": ["Facebook"]}]
    assert "15 februari 2026: Nytt sätt." in charts()[0].alt


def test_an_unfinished_month_is_hollow() -> None:
    for chart in charts()[:3]:
        assert [trace["meta"]["hollow"] for trace in chart.figure["data"]] == [[3]] * len(chart.figure["data"])


def test_an_interval_runs_from_its_lowest_to_its_highest() -> None:
    trace = charts()[2].figure["data"][0]
    assert trace["base"] == [100, 150, None, 50]
    assert trace["y"][1:] == [150, None, 30]
    assert 0 < trace["y"][0] < 1
    assert trace["customdata"] == [["100"], ["150–300"], ["saknas"], ["50–80"]]


def test_the_table_says_what_is_missing_and_both_bounds() -> None:
    table = charts()[0].table
    assert table.columns == ["Månad", "Facebook", "X", "anmärkning"]
    assert table.shown[0] == ["januari 2026", "1\u00a0000", "1", "–"]
    assert table.rows[0] == ["2026-01", 1000, 1, ""]
    assert table.shown[2] == ["mars 2026", "saknas", "3", "1 mars 2026: <b>Storm</b>"]
    assert table.rows[2] == ["2026-03", None, 3, "1 mars 2026: <b>Storm</b>"]
    assert charts()[2].table.columns[:4] == ["Månad", "Räckvidd", "lägst", "högst"]
    assert charts()[2].table.rows[1][:4] == ["2026-02", None, 150, 300]


def test_notes_are_numbered_and_text() -> None:
    assert charts()[1].figure["layout"]["meta"]["marks"] == [{"x": "2026-03-01", "label": "1", "text": "<b>Storm</b>"}]


def test_a_group_without_a_figure_is_named_without_a_bar() -> None:
    trace = charts()[3].figure["data"][0]
    assert (trace["y"], trace["x"]) == (["Bild", "Film"], [None, 2])
    assert trace["text"] == ["saknas", "2,00\u00a0%"]
