"""Trends: a gap stays a gap, no line crosses a break, an unfinished month is hollow, and every figure is Plotly's."""

from __future__ import annotations

from dataclasses import replace
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
from metrics.judgement import Judgement
from metrics.monthly import Happening, Month
from metrics.season import Season
from metrics.verdict import Verdict

SWEDISH = Language("sv")
FOLLOWERS, REACH, RATE = metric("followers"), metric("reach"), metric("engagement_rate_followers")
INTERACTIONS = metric("interactions")
REASON = "Eight in a row lie above the earlier level. A new level is counted from {since}."
WHY = SWEDISH.text(REASON, since="1 januari 2026")
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


def open_series() -> Series:
    """January at least, February at most, March exact."""
    return Series("Räckvidd", intervals((100, nan), (nan, 300), (200, 200)))


def judged(by: str, value: float, verdict: Verdict, low: float = 702, high: float = 1104) -> Judgement:
    return Judgement(by, "interactions", value, low, 900, high, verdict, Season.NONE, REASON, {"since": "2026-01-01"})


def judged_series() -> Series:
    """January is too early to judge, February normal, March clear, April probable inside the range, May not over."""
    judgements = {
        "2026-01": judged("2026-01", 900, Verdict.TOO_LITTLE, nan, nan),
        "2026-02": judged("2026-02", 950, Verdict.WITHIN),
        "2026-03": judged("2026-03", 1500, Verdict.CLEAR),
        "2026-04": judged("2026-04", 1100, Verdict.PROBABLY),
        "2026-05": judged("2026-05", nan, Verdict.TOO_LITTLE),
    }
    rows = [replace(row, days_missing=0.0, days_expected=31.0) for row in months(900, 950, 1500, 1100, 300)]
    rows[1] = replace(rows[1], days_missing=3, days_expected=28)
    rows[3] = replace(rows[3], days_missing=4, days_expected=60)
    return Series("Interaktioner", tuple(rows), breaks=(BREAK,), judgements=judgements)


def judged_chart(language: Language = SWEDISH) -> Chart:
    marks = replace(MARKS, last_day=date(2026, 5, 10), provisional_from=date(2026, 4, 30))
    return month_columns(judged_series(), INTERACTIONS, WORDS, marks, language)


def charts() -> list[Chart]:
    series = Series("Facebook", months(1000, 1100, nan, 1300), breaks=(BREAK,))
    reached = Series("Räckvidd", intervals((100, 100), (150, 300), (nan, nan), (50, 80)))
    table = pd.DataFrame({"by": ["a", "b"], "value": [2.0, nan], "low": [2.0, nan], "high": [2.0, nan]})
    return [
        month_lines([series, Series("X", months(1, 2, 3, 4))], FOLLOWERS, WORDS, MARKS, SWEDISH),
        month_columns(series, FOLLOWERS, WORDS, MARKS, SWEDISH),
        month_intervals(reached, REACH, WORDS, MARKS, SWEDISH),
        judged_chart(),
        month_lines([judged_series()], INTERACTIONS, WORDS, MARKS, SWEDISH),
        month_intervals(open_series(), REACH, WORDS, MARKS, SWEDISH),
        group_bars(table, RATE, WORDS, SWEDISH, names={"a": "Film", "b": "Bild"}, heading="Format"),
    ]


@pytest.mark.parametrize("chart", charts(), ids=("lines", "columns", "intervals", "judged", "line", "open", "bars"))
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


def test_the_expected_range_is_drawn_where_a_month_was_judged() -> None:
    meta = judged_chart().figure["data"][0]["meta"]
    assert meta["expected"] == {
        "label": "normal variation",
        "low": [None, 702, 702, 702, None],
        "high": [None, 1100, 1100, 1100, None],
    }
    assert meta["hollow"] == [4]


def test_months_that_stand_out_are_listed_by_kind() -> None:
    assert judged_chart().figure["data"][0]["meta"]["signals"] == [
        {"kind": "clear", "label": "tydlig förändring", "at": [2]},
        {"kind": "probably", "label": "troligt skifte", "at": [3]},
    ]
    assert "signals" not in charts()[1].figure["data"][0]["meta"]


def test_hover_tells_the_verdict_the_range_and_why_a_value_inside_it_stands_out() -> None:
    trace = judged_chart().figure["data"][0]
    assert trace["customdata"][0] == ["900", "för lite underlag"]
    assert trace["customdata"][2] == ["1\u00a0500", "tydlig förändring (väntat 700–1\u00a0100)"]
    why = trace["customdata"][3]
    assert " ".join(why[2:]) == WHY
    assert max(map(len, why)) <= 46
    lines = [template.count("%{customdata[") for template in trace["hovertemplate"]]
    assert lines == [len(told) for told in trace["customdata"]]


def test_the_table_has_range_verdict_and_remark() -> None:
    table = judged_chart().table
    assert table.columns == ["Månad", "Interaktioner", "väntat lägst", "väntat högst", "omdöme", "anmärkning"]
    assert table.rows[2] == ["2026-03", 1500, 700, 1100, "tydlig förändring", "1 mars 2026: <b>Storm</b>"]
    assert table.shown[0] == ["januari 2026", "900", "–", "–", "för lite underlag", "–"]
    assert table.shown[1][-1] == "15 februari 2026: Nytt sätt; 3 av 28 dagar saknas"
    assert table.shown[3][-1] == (
        f"{WHY.rstrip('.')}; 4 av 60 dagar saknas, räknat kanal för kanal; preliminär från 30 april 2026"
    )
    assert table.shown[4][-1] == "siffror t.o.m. 10 maj 2026"
    assert judged_chart(Language("en")).table.columns[2:] == [
        "expected lowest",
        "expected highest",
        "verdict",
        "remark",
    ]


def test_the_text_alternative_tells_the_latest_verdict_and_every_clear_change() -> None:
    alt = judged_chart().alt
    assert f"April 2026: troligt skifte (väntat 700–1\u00a0104). {WHY}" in alt
    assert "Tydlig förändring uppåt: mars 2026." in alt
    assert "nedåt" not in alt
    assert "15 februari 2026: Nytt sätt. 1 mars 2026: <b>Storm</b>." in alt


def test_without_judgements_nothing_is_said_of_them() -> None:
    plain = charts()[1]
    assert plain.table.columns == ["Månad", "Facebook", "anmärkning"]
    assert {"expected", "signals"}.isdisjoint(plain.figure["data"][0]["meta"])


def test_an_interval_may_be_open() -> None:
    chart = month_intervals(open_series(), REACH, WORDS, replace(MARKS, notes=()), SWEDISH)
    trace = chart.figure["data"][0]
    assert trace["base"] == [100, 0, 200]
    assert trace["y"][:2] == [36, 300]  # the first fades out
    assert trace["meta"]["open"] == {"label": "minst så många", "at": [0]}
    assert trace["customdata"] == [["minst 100"], ["högst 300"], ["200"]]
    assert chart.table.rows[:2] == [["2026-01", None, 100, None], ["2026-02", None, None, 300]]
    assert chart.table.shown[0] == ["januari 2026", "minst 100", "100", ""]


def test_notes_are_numbered_and_text() -> None:
    assert charts()[1].figure["layout"]["meta"]["marks"] == [{"x": "2026-03-01", "label": "1", "text": "<b>Storm</b>"}]


def test_a_group_without_a_figure_is_named_without_a_bar() -> None:
    trace = charts()[-1].figure["data"][0]
    assert (trace["y"], trace["x"]) == (["Bild", "Film"], [None, 2])
    assert trace["text"] == ["saknas", "2,00\u00a0%"]
