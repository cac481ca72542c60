"""What an import would change, drawn: the finding, two lines, and the same in a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from plotly import graph_objects

from charts.before_after import before_after_chart, finding, measure
from data.imports.preview import BeforeAfter, Point
from locales import Language

SV, EN = Language("sv"), Language("en")
FIRST = date(2026, 10, 30)


def series(*points: tuple[float | None, float | None], **given: Any) -> BeforeAfter:
    found = tuple(Point(FIRST + timedelta(number), *point) for number, point in enumerate(points))
    base = BeforeAfter("f.csv", "account_days", "views", "<b>Älvmark</b>", "facebook", "day", found, 1, 1, 1)
    return replace(base, **given)


CHANGED = series((5, 5), (None, None), (1234, 1500), (None, 9))


@pytest.mark.parametrize(
    ("table", "new", "changed", "same", "wanted"),
    [
        ("account_days", 31, 2, 0, "31 nya dagar, 2 dagar ändras"),
        ("account_days", 1, 0, 9, "1 ny dag"),
        ("account_days", 0, 1, 9, "1 dag ändras"),
        ("account_days", 0, 0, 31, "Inget ändras: 31 dagar finns redan"),
        ("posts", 24, 3, 0, "24 nya inlägg, 3 inlägg ändras"),
        ("posts", 0, 0, 1, "Inget ändras: 1 inlägg finns redan"),
    ],
)
def test_the_title_is_the_finding(table, new, changed, same, wanted):
    assert finding(series((1, 2), table=table, new=new, changed=changed, same=same), SV) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, "Visningar, <b>Älvmark</b> (Facebook), dag för dag"),
        ({"table": "posts", "column": "", "step": "week"}, "Antal inlägg, <b>Älvmark</b> (Facebook), vecka för vecka"),
        (
            {"table": "account_reach", "column": "reach", "window_days": 28},
            "Räckvidd på 28 dagar, <b>Älvmark</b> (Facebook), dag för dag",
        ),
        (
            {"table": "web_days", "column": "visits", "name": "google.com", "platform": "", "step": "month"},
            "Besök, google.com, månad för månad",
        ),
    ],
)
def test_the_measure_says_what_and_whose(given, wanted):
    assert measure(series((1, 2), **given), SV) == wanted


def test_what_is_there_is_dashed_and_a_missing_value_is_a_gap():
    after, before = before_after_chart(CHANGED, SV).figure["data"]
    assert after["y"] == [5, None, 1500, 9]
    assert before["y"] == [5, None, 1234, None]
    assert (before["line"]["dash"], before["line"]["color"]) == ("dash", "token:muted")
    assert (after["line"].get("dash"), after["line"]["color"]) == (None, "token:accent")
    assert [line["meta"]["label"] for line in (after, before)] == ["efter inläsningen", "nu"]
    assert not after["connectgaps"]
    # What has no neighbour is marked, or nobody would see it.
    assert [size > 0 for size in after["marker"]["size"]] == [True, False, False, False]
    assert [size > 0 for size in before["marker"]["size"]][2]


def test_a_new_series_is_one_line():
    (line,) = before_after_chart(series((None, 1), (None, 2)), SV).figure["data"]
    assert line["y"] == [1, 2]


def test_the_table_has_every_day_and_what_happens_to_it():
    table = before_after_chart(CHANGED, EN).table
    assert table.rows == [
        ["2026-10-30", 5, 5, ""],
        ["2026-10-31", None, None, ""],
        ["2026-11-01", 1234, 1500, "changes"],
        ["2026-11-02", None, 9, "new"],
    ]
    assert table.shown[2] == ["1 November 2026", "1,234", "1,500", "changes"]
    assert table.shown[1] == ["31 October 2026", "–", "–", "–"]


def test_the_alternative_text_says_the_measure_the_finding_and_the_ends():
    assert before_after_chart(CHANGED, EN).alt == (
        "Views, <b>Älvmark</b> (Facebook), by day. 1 new day, 1 day changes. "
        "After the import the lowest is 5 (30 October 2026) and the highest 1,500 (1 November 2026)."
    )


def test_names_are_in_no_template():
    data = before_after_chart(CHANGED, SV).figure["data"]
    assert not any("<b>" in line["hovertemplate"] for line in data)


def test_the_figure_is_one_that_plotly_knows():
    figure = before_after_chart(CHANGED, SV).figure
    for line in figure["data"]:
        line.pop("meta")
        line["line"].pop("color")  # the browser gives colours
    assert len(graph_objects.Figure(figure).data) == 2
