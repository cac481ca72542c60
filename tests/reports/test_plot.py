"""A figure read back as a plot: nothing that the browser draws is lost, and nothing unknown is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from charts import theme
from charts.before_after import before_after_chart
from charts.chart import Chart
from charts.palette import palette
from charts.peers.sector_lines import sector_lines
from reports.plot import Bars, Colour, Dots, Expected, Interval, Line, Plot, Rule, Runs, Stroke, Words
from reports.plot.reading import plot_of
from reports.plot.vocabulary import UnknownVocabulary
from tests.charts.test_before_after import series
from tests.charts.test_sector_charts import told as sector_told
from tests.charts.test_trend import BREAK, SWEDISH, charts, judged_chart
from tests.reports.made_charts import ESTIMATED, QUARTERS_FOLLOWED, parts_of_groups, peers

DAY_MS = 86_400_000


def drawn(chart: Chart) -> list[dict[str, Any]]:
    """The traces that are seen."""
    return [one for one in chart.figure["data"] if one["x"] and one.get("marker", {}).get("opacity") != 0]


def lengths(mark: Any) -> list[float | None]:
    """What a mark says, as the figure says it: where its points are, or how long its bars are."""
    match mark:
        case Interval():
            return [one for one in (mark.low, mark.value, mark.high) if one is not None]
        case Stroke():
            return [mark.value]
        case Rule():
            return [mark.value, mark.value]
        case _:
            return [None if one.value is None else one.value - one.start for one in mark.points]


def said(trace: dict[str, Any], plot: Plot) -> list[float | None]:
    values = trace["x"] if plot.lies else trace["y"]
    if isinstance(trace.get("base", [0])[0], str):
        return [value / DAY_MS for value in values]
    return [float(date.fromisoformat(one[:10]).toordinal()) if isinstance(one, str) else one for one in values]


def reach(mark: Any) -> list[float]:
    """How far chance reaches from each point, to both sides."""
    points = mark.points if isinstance(mark, Dots) and mark.reach else ()
    told = [(one.low, one.value, one.high) for one in points]
    return [
        end
        for low, value, high in told
        if low is not None and value is not None and high is not None
        for end in (value - low, high - value)
    ]


def reach_said(trace: dict[str, Any]) -> list[float]:
    error = trace.get("error_x", {"arrayminus": (), "array": ()})
    return [end for pair in zip(error["arrayminus"], error["array"], strict=True) for end in pair]


def test_every_chart_of_the_app_is_read_whole(every_chart: list[Chart]) -> None:
    kinds = set()
    for chart in every_chart:
        plot = plot_of(chart)
        traces = drawn(chart)
        assert len(plot.marks) == len(traces), chart.file_name
        for mark, trace in zip(plot.marks, traces, strict=True):
            kinds.add(type(mark))
            assert lengths(mark) == pytest.approx(said(trace, plot), nan_ok=True), chart.file_name
            assert reach(mark) == pytest.approx(reach_said(trace)), chart.file_name
        meta = chart.figure["layout"].get("meta", {})
        beside = (plot.breaks, plot.targets, plot.bands, plot.notes)
        assert [len(one) for one in beside] == [len(meta.get(k, ())) for k in ("breaks", "targets", "bands", "marks")]
        assert set(colours(plot)) <= set(palette()), chart.file_name
    assert kinds == {Bars, Dots, Interval, Line, Rule, Stroke, Words}
    assert len(every_chart) > 45


def colours(plot: Plot) -> Iterator[str]:
    for mark in plot.marks:
        points = getattr(mark, "points", ())
        yield from (one.colour.token for one in points)
        yield from (one.token for one in (getattr(mark, "colour", None), getattr(mark, "outline", None)) if one)


def paths(value: Any, *so_far: Any) -> Iterator[tuple[Any, ...]]:
    """The way to every mapping in a figure whose fields are words of the vocabulary."""
    if isinstance(value, dict):
        yield so_far
        for name, part in value.items():
            yield from paths(part, *so_far, name)
    elif isinstance(value, list) and so_far[-1:] == ("data",):
        for place, part in enumerate(value):
            yield from paths(part, *so_far, place)


READ_AS_A_WHOLE = {"expected", "open", "pattern"}


@pytest.mark.parametrize("chart", [*charts(), *peers(SWEDISH)], ids=lambda chart: chart.figure["data"][0]["type"])
def test_what_is_not_known_is_refused_by_name(chart: Chart) -> None:
    refused = 0
    for path in paths(chart.figure):
        if READ_AS_A_WHOLE & {*path}:
            continue
        figure = deepcopy(chart.figure)
        part = figure
        for step in path:
            part = part[step]
        part["glitter"] = True
        with pytest.raises(UnknownVocabulary, match="glitter"):
            plot_of(replace(chart, figure=figure))
        refused += 1
    assert refused > 5


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "pie"),
        ("mode", "lines+glitter"),
        ("line", {"color": "#ff0000"}),
        ("line", {"color": theme.ACCENT, "dash": "longdash"}),
        ("marker", {"color": theme.ACCENT, "symbol": "star"}),
        ("textposition", "bottom left"),
        ("error_x", {"type": "data"}),
        ("meta", {"signals": [{"kind": "loud", "label": "", "at": [0]}]}),
    ],
)
def test_a_word_that_is_not_known_is_refused(field: str, value: Any) -> None:
    chart = charts()[0]
    trace = chart.figure["data"][0] | {field: value}
    with pytest.raises(UnknownVocabulary):
        plot_of(replace(chart, figure={**chart.figure, "data": [trace]}))


def test_a_line_is_cut_at_gaps_and_at_its_own_breaks_alone() -> None:
    plot = plot_of(charts()[0])
    facebook, other = (mark for mark in plot.marks if isinstance(mark, Line))
    assert [[point.value for point in piece] for piece in plot.pieces(facebook)] == [[1000], [1100], [1300]]
    assert [[point.value for point in piece] for piece in plot.pieces(other)] == [[1, 2, 3, 4]]
    assert facebook.label == "Facebook"
    assert [point.hollow for point in facebook.points] == [False, False, False, True]


def test_a_break_stands_half_way_between_two_points() -> None:
    (found,) = plot_of(charts()[0]).breaks
    days = date(2026, 1, 1).toordinal(), date(2026, 2, 1).toordinal()
    assert (found.at, found.day, found.label) == (sum(days) / 2, date(2026, 2, 1), BREAK.text)


def test_what_stands_beside_a_series_is_read() -> None:
    plot = plot_of(judged_chart())
    (bars,) = plot.marks
    assert isinstance(bars, Bars)
    expected = bars.expected
    assert expected == Expected("normal variation", (None, 702, 702, 702, None), (None, 1100, 1100, 1100, None))
    assert [(one.kind, one.at) for one in bars.signals] == [("clear", (2,)), ("probably", (3,))]
    assert [(one.day, one.label, one.text) for one in plot.notes] == [(date(2026, 3, 1), "1", "<b>Storm</b>")]
    assert plot.along.by_month
    assert plot.across.from_zero


def test_an_interval_has_both_ends_and_a_bar_without_a_highest_is_open() -> None:
    (bars,) = plot_of(charts()[5]).marks
    assert isinstance(bars, Bars)
    assert [point.start for point in bars.points] == [100, 0, 200]
    assert [point.open for point in bars.points] == [True, False, False]
    assert bars.open_label == "minst så många"
    assert bars.outline == Colour("accent")
    assert bars.points[0].colour == Colour("accent", 0.45)


def test_rows_are_read_from_the_top(every_chart: list[Chart]) -> None:
    plot = plot_of(charts()[6])
    assert (plot.lies, plot.along.runs, plot.along.rows) == (True, Runs.NAMES, ("Film", "Bild"))
    topics = next(chart for chart in every_chart if chart.file_name.startswith("interactions-topic-"))
    assert list(plot_of(topics).along.rows) == topics.figure["data"][0]["y"][::-1]
    peers = plot_of(next(chart for chart in every_chart if chart.file_name.startswith("peers-")))
    assert (peers.lies, peers.along.runs) == (True, Runs.NUMBERS)
    assert peers.along.ticks[0][0] == 1


def test_dots_have_their_form_and_how_far_chance_reaches() -> None:
    plot = plot_of(peers(SWEDISH)[1])
    rings, others, own, hollow = (mark for mark in plot.marks if isinstance(mark, Dots))
    assert [mark.form for mark in (rings, others, own, hollow)] == ["ring", "disc", "disc", "ring with a dot"]
    rows = ESTIMATED.rows[ESTIMATED.rows["own"]].iloc[0]
    (point,) = own.points
    assert (point.low, point.value, point.high) == pytest.approx((rows["low"], rows["shrunk"], rows["high"]))
    assert (own.reach, own.reach_width) == (Colour("accent", 0.6), 2)
    assert [point.low for point in (*rings.points, *hollow.points)] == [None] * 12
    (band,) = plot.bands
    assert band.low == pytest.approx(ESTIMATED.lower_quartile)


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "lines", "line": {"color": theme.ACCENT}},
        {"marker": {"color": theme.ACCENT, "size": 9, "symbol": ["circle", "circle-open"]}},
        {"error_x": {"type": "percent", "symmetric": True, "width": 0}},
    ],
    ids=("of a line", "two forms", "in per cent"),
)
def test_what_no_report_can_draw_of_an_interval_is_refused(change: dict[str, Any]) -> None:
    chart = peers(SWEDISH)[1]
    data = [trace | change if "error_x" in trace else trace for trace in chart.figure["data"]]
    with pytest.raises(UnknownVocabulary):
        plot_of(replace(chart, figure={**chart.figure, "data": data}))


def test_an_interval_to_both_sides_of_what_runs_upwards_is_refused() -> None:
    chart = peers(SWEDISH)[1]
    layout = {name: axis for name, axis in chart.figure["layout"].items() if name != "yaxis"}
    with pytest.raises(UnknownVocabulary):
        plot_of(replace(chart, figure={**chart.figure, "layout": layout}))


def test_two_measures_run_both_ways_and_rows_that_nobody_reads_lie() -> None:
    strip, funnel, scatter, shares, _ = map(plot_of, parts_of_groups(SWEDISH))
    assert (strip.lies, strip.along.written, strip.along.ends) == (True, False, (-1, 5))
    assert {line.dash for line in funnel.marks if isinstance(line, Line)} == {"solid", "dash"}
    for plot in (funnel, scatter):
        assert (plot.lies, plot.along.runs, plot.across.runs) == (False, Runs.NUMBERS, Runs.NUMBERS)
    assert (funnel.along.by_factors, funnel.along.from_zero) == (False, True)
    assert scatter.along.by_factors
    assert scatter.across.by_factors
    assert (shares.grouped, shares.lies, shares.across.written) == (True, True, False)


def test_quarters_are_named_where_their_years_begin() -> None:
    (chart,) = sector_lines(sector_told(QUARTERS_FOLLOWED), "region", SWEDISH)
    along = plot_of(chart).along
    assert along.ticks == tuple((date(year, 1, 1).toordinal(), str(year)) for year in (2025, 2026))


def test_a_name_that_looks_like_a_day_is_a_name() -> None:
    chart = charts()[6]
    (trace,) = chart.figure["data"]
    figure = {**chart.figure, "data": [trace | {"y": ["2026-10", "2026-10-01"]}]}
    plot = plot_of(replace(chart, figure=figure))
    (bars,) = plot.marks
    assert isinstance(bars, Bars)
    assert plot.along.rows == ("2026-10-01", "2026-10")
    assert [point.at for point in bars.points] == ["2026-10", "2026-10-01"]


def test_what_an_import_would_leave_is_two_lines() -> None:
    plot = plot_of(before_after_chart(series((10, 12), (None, 5), (None, None), (7, 7)), SWEDISH))
    after, before = (mark for mark in plot.marks if isinstance(mark, Line))
    assert (after.dash, before.dash) == ("solid", "dash")
    assert [point.value for point in after.points] == [12, 5, None, 7]
    assert [point.size for point in after.points] == [0, 0, 0, 6]
    assert not plot.along.by_month


def test_a_colour_is_the_browsers() -> None:
    assert Colour("accent", 0.2).hex == "#0b4f8a"
    assert {one.removeprefix("token:") for one in (theme.ACCENT, theme.TARGET, theme.BAND)} <= palette().keys()
    assert palette("light").keys() == palette("dark").keys()
