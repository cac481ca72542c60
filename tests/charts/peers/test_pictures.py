"""The months, the funnel, two measures and a strip: what they draw, what they find, and how they say it."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from charts.peers.course import course_chart
from charts.peers.funnel import funnel_chart
from charts.peers.platforms import ROWS, strip_chart
from charts.peers.scatter import scatter_chart
from locales import Language
from metrics.monthly import Happening
from metrics.peers.comparison import Comparison
from metrics.peers.course import Course
from metrics.peers.funnel import funnel
from metrics.peers.measures import Per
from metrics.period import Period
from tests.charts.peers.drawn import figure
from tests.comparisons import NAN, comparison_of, measured_of

SV, EN = Language("sv"), Language("en")
MONTHS = tuple(Period.parse("2026-08-01..2026-10-31").months())


def estimated(values: list[float], variances: list[float] | None = None, own: int = 0, **columns: Any) -> Comparison:
    spread = variances or [0.01] * len(values)
    return comparison_of(measured_of(values, spread, **columns), "interactions", Per.POST, own)


def months(own: list[float], without: list[float]) -> Course:
    low, middle, high = (np.array([value] * 3, dtype=float) for value in (4, 5, 6))
    middle[1] = low[1] = high[1] = NAN
    return Course(MONTHS, np.array(own), np.array(without), low, middle, high, (7, 0, 7), True, ())


# Month by month


def test_the_own_months_lie_over_the_groups_middle_half_and_a_missing_month_is_a_gap() -> None:
    told = months([9.0, NAN, 5.0], [NAN, NAN, NAN])
    chart = course_chart(estimated([9.0, 5.0]), told, "Finding", "Ort", (), SV)
    own, group = figure(chart).data
    assert list(own.y) == [9, None, 5]
    assert list(group.y) == [5, None, 5]
    assert own.connectgaps is False
    assert own.meta["expected"] == {
        "label": "gruppens mittersta hälft",
        "low": [4, None, 4],
        "high": [6, None, 6],
    }
    assert chart.table.rows[1] == ["2026-09", None, None, None, None, None, 0]
    assert chart.table.shown[1] == ["september 2026", "–", "–", "–", "–", "–", "0"]
    assert chart.alt == "Finding."


def test_a_month_in_which_one_post_decides_has_a_hollow_dot_where_it_would_have_been() -> None:
    told = months([9.0, 5.0, 9.0], [5.0, NAN, 8.0])
    third = figure(course_chart(estimated([9.0, 5.0]), told, "Finding", "Ort", (), SV)).data[2]
    assert (list(third.x), list(third.y)) == (["2026-08-01"], [5])
    assert third.marker.symbol == "circle-open"


def test_a_break_is_marked_in_its_month() -> None:
    chart = course_chart(
        estimated([9.0, 5.0]), months([9.0, 5.0, 9.0], [NAN] * 3), "Finding", "Ort",
        [Happening(date(2026, 9, 17), "Ny räkning")], SV,
    )  # fmt: skip
    assert chart.figure["layout"]["meta"]["breaks"] == [{"x": "2026-09-01", "label": "Ny räkning"}]


# By precision


def test_a_funnel_has_limits_that_are_straight_as_logarithms_and_names_those_outside() -> None:
    values = [10.0, 11.0, 9.0, 10.5, 9.5, 10.2, 40.0]
    found = estimated(values, [0.01, 0.02, 0.04, 0.01, 0.02, 0.03, 0.01])
    chart = funnel_chart(found, EN)
    assert chart is not None
    assert chart.title == "Outside the limits of 95 per cent: Ort o6"
    drawn = figure(chart).data
    assert [trace.mode for trace in drawn] == ["lines"] * 5 + ["markers", "markers+text"]
    rows = found.rows
    limits = funnel(np.log(rows["value"].to_numpy(dtype=float)), rows["variance"].to_numpy(dtype=float))
    assert drawn[0].y[0] == pytest.approx(np.exp(limits.middle))
    points = zip([*drawn[-2].x, *drawn[-1].x], [*drawn[-2].y, *drawn[-1].y], strict=True)
    precisions = [one**-0.5 for one in (0.01, 0.02, 0.04, 0.01, 0.02, 0.03, 0.01)]
    assert sorted(points) == [pytest.approx(pair) for pair in sorted(zip(precisions, values, strict=True))]
    assert drawn[-1].x[0] == pytest.approx(1 / 0.1)  # the own organisation: a variance of 0.01
    low, high = limits.limits(np.array([0.1]), 95.0)
    row = next(row for row in chart.table.rows if row[0] == "Ort o0")
    assert row[3:5] == pytest.approx([np.exp(low[0]), np.exp(high[0])])


def test_a_funnel_that_holds_everybody_says_so_and_needs_three_estimated_ones() -> None:
    chart = funnel_chart(estimated([10.0, 10.1, 9.9]), EN)
    assert chart is not None
    assert chart.title == "Everybody lies within what chance and ordinary differences give"
    assert funnel_chart(estimated([10.0, 10.1]), EN) is None
    assert funnel_chart(comparison_of(measured_of([1.0, 2.0, 3.0])), EN) is None


def test_a_value_of_nothing_is_in_the_funnel_too() -> None:
    rows = estimated([10.0, 5.0, 8.0, 9.0])
    found = Comparison(**{**vars(rows), "rows": rows.rows.assign(value=[10.0, 9.0, 8.0, 0.0])})
    chart = funnel_chart(found, SV)
    assert chart is not None
    assert figure(chart)


# Two measures


def test_two_measures_meet_in_those_that_have_both() -> None:
    up = estimated([3.0, 2.0, 1.0, 4.0])
    across = comparison_of(measured_of([10.0, NAN, 30.0, 20.0]))
    chart = scatter_chart(across, up, EN)
    assert chart is not None
    others, own = figure(chart).data
    assert (list(own.x), list(own.y), list(own.text)) == ([10], [3], ["Ort o0"])
    assert sorted(zip(others.x, others.y, strict=True)) == [(20, 4), (30, 1)]
    assert chart.title == "First in followers is Ort o2, first in interactions per post Ort o3"
    assert len(chart.table.rows) == 3
    same = scatter_chart(comparison_of(measured_of([1.0, 2.0])), estimated([1.0, 2.0]), EN)
    assert same is not None
    assert same.title == "Ort o1 is first in both followers and interactions per post"
    assert scatter_chart(comparison_of(measured_of([1.0, NAN])), estimated([1.0, 2.0]), EN) is None


@pytest.mark.parametrize(("smallest", "kind"), [(1.0, "log"), (50.0, None), (0.0, None), (-3.0, None)])
def test_an_axis_goes_by_factors_where_values_do(smallest: float, kind: str | None) -> None:
    across = comparison_of(measured_of([smallest, 60.0, 90.0]))
    chart = scatter_chart(across, estimated([1.0, 2.0, 3.0]), SV)
    assert chart is not None
    assert chart.figure["layout"]["xaxis"].get("type") == kind
    assert chart.figure["layout"]["yaxis"].get("type") is None


# Channel by channel


def test_a_strip_keeps_dots_apart_and_marks_the_own() -> None:
    found = estimated([10.0, 10.01, 10.02, 10.03, 20.0, 30.0])
    chart = strip_chart(found, "facebook", "Ort o0", SV)
    median, others, own = figure(chart).data
    assert list(own.x) == [10]
    assert len(others.x) == 5
    near = [y for x, y in zip([*others.x, *own.x], [*others.y, *own.y], strict=True) if x < 11]
    assert len(set(near)) == len(near)
    assert all(0 <= y < ROWS for y in near)
    assert median.x[0] == found.median
    assert chart.title.startswith("Facebook: plats ")
    assert chart.figure["layout"]["meta"]["bands"] == []


def test_a_strip_of_a_channel_where_one_has_no_place_says_why() -> None:
    found = estimated([10.0, 9.0, 8.0], units=[2.0, 40.0, 40.0])
    chart = strip_chart(found, "instagram", "Ort o0", EN)
    assert (chart.title, chart.subtitle) == ("Instagram: no place", "too few posts")
    assert len(figure(chart).data[2].x) == 0
