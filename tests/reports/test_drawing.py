"""Charts as pictures: nothing is cut off or covered, all texts are texts, and the signs are those of the app."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.chart import Chart
from charts.series import Marks, Series
from charts.trend import month_lines
from locales import NBSP, Language
from reports.drawing import picture
from reports.drawing.labels import in_row, spread
from reports.drawing.text import width, wrapped
from reports.drawing.ticks import number_ticks, time_ticks
from tests.charts.test_trend import BREAK, FOLLOWERS, WORDS, charts, months
from tests.reports.made_charts import ESTIMATED, made_charts, parts_of_groups, peers

SV, EN = Language("sv"), Language("en")
SVG = "{http://www.w3.org/2000/svg}"
PAPER, PHONE = 672.0, 350.0
RISES, FALLS = 9.5, 2.0
"""How far letters reach over and under the line that they stand on, in pixels."""


@dataclass(frozen=True)
class Drawn:
    """A picture, read as the XML that it is."""

    root: ET.Element

    def all(self, tag: str, class_: str = "") -> list[ET.Element]:
        return [one for one in self.root.iter(f"{SVG}{tag}") if class_ in one.get("class", "").split() or not class_]

    @property
    def texts(self) -> list[str]:
        return ["".join(one.itertext()) for one in self.all("text")]

    def edges(self, text: ET.Element) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a text."""
        said = "".join(text.itertext())
        wide = width(said, bold=text.get("font-weight") == "600", size=float(text.get("font-size", 13)))
        x, y = float(text.get("x", 0)), float(text.get("y", 0))
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        return left, y - RISES, left + wide, y + FALLS


def drawn(chart: Chart, wide: float = PAPER, language: Language = SV) -> Drawn:
    return Drawn(ET.fromstring(picture(chart, "c", language, wide)))


def path_points(path: ET.Element) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path.get("d", ""))]


@pytest.mark.parametrize("wide", [PAPER, PHONE])
def test_no_text_is_outside_the_picture_or_over_another(every_chart: list[Chart], wide: float) -> None:
    for chart in [*every_chart, *made_charts(SV)]:
        found = drawn(chart, wide)
        height = float(found.root.get("viewBox", "").split()[3])
        boxes = [(*found.edges(one), "".join(one.itertext())) for one in found.all("text")]
        for left, top, right, bottom, text in boxes:
            assert left > -0.5, (chart.file_name, text)
            assert right < wide + 0.5, (chart.file_name, text)
            assert top > -1, (chart.file_name, text)
            assert bottom < height, (chart.file_name, text)
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (chart.file_name, one[4], other[4])


def test_a_picture_is_an_image_with_its_finding_and_what_it_shows_in_words(every_chart: list[Chart]) -> None:
    for chart in every_chart:
        root = drawn(chart).root
        told = {one.get("id"): one.text for one in root if one.tag in (f"{SVG}title", f"{SVG}desc")}
        assert root.get("role") == "img"
        assert [told[ident] for ident in root.get("aria-labelledby", "").split()] == [chart.title, chart.alt]


def test_a_picture_asks_for_nothing_and_does_nothing(every_chart: list[Chart]) -> None:
    for chart in [*every_chart, *made_charts(SV)]:
        markup = picture(chart, "c", SV, PAPER).replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"<(script|image|use|foreignObject|style|a)\b|href|https?:| on\w+=| style=", markup)
        assert set(re.findall(r"url\(([^)]*)\)", markup)) <= {"#fades-c-accent"}


def test_what_a_chart_says_is_text_and_never_markup() -> None:
    hostile = '<img src=x onerror=alert(1)> & "'
    chart = charts()[0]
    data = [trace | {"name": hostile, "meta": {"label": hostile}} for trace in chart.figure["data"]]
    layout = {**chart.figure["layout"], "meta": {"breaks": [{"x": "2026-02-01", "label": hostile}]}}
    found = drawn(replace(chart, title=hostile, alt=hostile, figure={"data": data, "layout": layout}))
    assert found.root[0].text == hostile
    assert found.texts.count(hostile) == 3


def test_no_line_crosses_a_break_that_concerns_it() -> None:
    broken = Series("Facebook", months(10, 20, 30, 40, 50), breaks=(replace(BREAK, day=date(2026, 3, 1)),))
    found = drawn(month_lines([broken], FOLLOWERS, WORDS, Marks(date(2026, 5, 31)), SV))
    (at,) = (float(one.get("x1", 0)) for one in found.all("line") if one.get("stroke-dasharray") == "4 3")
    before, after = ([x for x, _ in path_points(one)] for one in found.all("path", "s-accent"))
    assert (len(before), len(after)) == (2, 3)
    assert max(before) < at < min(after)
    assert at - max(before) == pytest.approx(min(after) - at, abs=0.2)
    assert BREAK.text in found.texts


def test_every_tick_of_a_trend_is_swedish() -> None:
    texts = drawn(charts()[0]).texts
    assert {"jan", "feb", "mar", "apr", "2026", f"1{NBSP}000", "500", "0"} <= set(texts)
    assert "1,000" in drawn(charts()[0], language=EN).texts


def test_what_is_unfinished_is_hollow_and_what_is_alone_is_seen() -> None:
    lines = drawn(charts()[0])
    dots = [(one.get("r"), one.get("fill"), one.get("stroke")) for one in lines.all("circle")]
    assert dots.count(("4", "#ffffff", "#0b4f8a")) == 2  # April of both
    assert dots.count(("3", "#0b4f8a", None)) == 2  # January and February of Facebook, which nothing joins
    columns = drawn(charts()[1]).all("rect", "f-background")
    assert [one.get("stroke") for one in columns] == ["#0b4f8a"]


def test_points_that_stand_out_are_told_by_shape_and_named_once() -> None:
    found = drawn(charts()[3])
    diamonds = [one for one in found.all("path", "f-text") if len(path_points(one)) == 4]
    assert len(diamonds) == 1
    assert len(found.all("circle", "f-text")) == 1
    assert [found.texts.count(text) for text in ("tydlig förändring", "troligt skifte")] == [1, 1]
    assert [text for text in found.texts if text in ("normal", "variation")] == ["normal", "variation"]


def test_an_open_end_fades_and_is_said() -> None:
    found = drawn(charts()[5])
    assert [one.get("fill") for one in found.all("rect") if one.get("fill", "").startswith("url")] == [
        "url(#fades-c-accent)"
    ]
    assert "minst så många" in found.texts


def test_a_group_without_a_figure_says_so() -> None:
    assert {"Bild", "saknas"} <= set(drawn(charts()[6]).texts)


def test_a_dot_has_a_ring_where_it_was_counted_and_a_line_as_far_as_chance_reaches() -> None:
    found = drawn(peers(SV)[1])
    rings = [one for one in found.all("circle", "s-peer") if one.get("fill") == "none"]
    placed = ESTIMATED.rows["rank"].notna()
    assert len(rings) == len(ESTIMATED.rows)  # those that have a place, as they were counted; those without, hollow
    reaches = [one for one in found.all("line") if one.get("stroke-opacity") == "0.6"]
    assert len(reaches) == placed.sum()
    assert all(one.get("y1") == one.get("y2") for one in reaches)
    dots = sorted((float(one.get("cy", 0)), float(one.get("cx", 0))) for one in found.all("circle", "f-peer"))
    ends = sorted((float(one.get("y1", 0)), float(one.get("x1", 0)), float(one.get("x2", 0))) for one in reaches)
    own = next(one for one in found.all("circle", "f-accent"))
    dots = sorted([*dots[:-1], (float(own.get("cy", 0)), float(own.get("cx", 0)))])  # the last is in a ring
    assert [y for y, _ in dots] == [y for y, *_ in ends]
    assert all(left < x < right for (_, x), (_, left, right) in zip(dots, ends, strict=True))


def test_bars_of_a_group_stand_beside_each_other_in_their_order() -> None:
    found = drawn(parts_of_groups(SV)[3])
    tops = {
        token: [float(one.get("y", 0)) for one in found.all("rect", f"f-{token}")]
        for token in ("median", "accent", "peer")
    }
    assert [len(one) for one in tops.values()] == [2, 0, 2]
    heights = {one.get("height") for token in tops for one in found.all("rect", f"f-{token}")}
    height = float(heights.pop() or 0)
    assert not heights
    between = [rest - best for best, rest in zip(tops["median"], tops["peer"], strict=True)]
    assert between == [pytest.approx(2 * height, abs=0.1)] * 2  # the own ones would stand between
    assert not {"0", "20", "40"} & set(found.texts)


def test_an_axis_that_goes_by_factors_has_its_numbers_as_far_apart() -> None:
    found = drawn(parts_of_groups(SV)[2])
    places = {
        "".join(one.itertext()): float(one.get("x", 0))
        for one in found.all("text")
        if one.get("text-anchor") == "middle"
    }
    assert places["100"] - places["10"] == pytest.approx(places[f"1{NBSP}000"] - places["100"], abs=0.1)


def test_a_target_and_a_band_are_in_the_picture(every_chart: list[Chart]) -> None:
    growth = next(chart for chart in every_chart if chart.file_name.startswith("net_followers-"))
    goal = next(chart for chart in every_chart if chart.file_name.startswith("goal-"))
    values = growth.figure["data"][0]["y"]
    meta = {"targets": [{"y": at(values), "label": f"Mål 40{NBSP}%"} for at in (max, min)]}
    figure = {**growth.figure, "layout": {**growth.figure["layout"], "meta": meta}}
    found = drawn(replace(growth, figure=figure))
    above, below = (float(one.get("y1", "nan")) for one in found.all("line", "s-target"))
    assert 0 < above < below < float(found.root.get("viewBox", "").split()[3])
    assert f"Mål 40{NBSP}%" in found.texts
    assert any("Målnivå" in text for text in drawn(goal).texts)


def test_long_names_are_broken_and_none_is_shortened(every_chart: list[Chart]) -> None:
    for chart in every_chart:
        for wide in (PAPER, PHONE):
            texts = drawn(chart, wide).texts
            assert not any(text.endswith("…") for text in texts)
            together = "".join(texts).replace(" ", "")
            labels = chart.figure["layout"].get("meta", {})
            for one in (*labels.get("breaks", ()), *labels.get("targets", ()), *labels.get("bands", ())):
                assert one["label"].replace(" ", "") in together


COLUMNS = {"type": "bar", "marker": {"color": "token:accent"}}


@pytest.mark.parametrize(
    "data",
    [
        [],
        [COLUMNS | {"x": ["2026-01-01"], "y": [None]}],
        [COLUMNS | {"x": ["2026-01-01", "2026-02-01"], "y": [0, 0]}],
        [COLUMNS | {"x": ["2026-01-01", "2026-02-01"], "y": [-5, -1]}],
        [COLUMNS | {"orientation": "h", "y": ["En", "Två"], "x": [None, None], "text": ["saknas", "saknas"]}],
    ],
    ids=("nothing", "one that is missing", "noughts", "less than nought", "names alone"),
)
def test_a_chart_with_hardly_anything_to_show_is_drawn(data: list[dict[str, object]]) -> None:
    layout = {"xaxis": {"rangemode": "tozero"}, "yaxis": {"rangemode": "tozero"}}
    found = drawn(replace(charts()[1], figure={"data": data, "layout": layout}))
    assert "0" in {text.split(",")[0] for text in found.texts}
    numbers = [
        float(value)
        for tag in ("rect", "line")
        for one in found.all(tag)
        for value in one.attrib.values()
        if value.replace(".", "").isdigit()
    ]
    assert all(0 <= number <= PAPER for number in numbers)


# Where labels and ticks stand.

PLACES = st.lists(st.floats(0, 300), min_size=1, max_size=12)


@given(PLACES)
def test_labels_that_are_spread_keep_their_order_and_their_distance(places: list[float]) -> None:
    found = spread(places, 0, 400)
    order = sorted(range(len(places)), key=lambda at: places[at])
    assert all(found[after] - found[before] >= 17 - 1e-9 for before, after in pairwise(order))
    assert max(found) <= 400 + 1e-9
    if len(places) == 1:
        assert found == places


LABELS = st.lists(st.tuples(st.text("aåm i", min_size=1, max_size=60), st.floats(0, 600)), min_size=1, max_size=6)


@given(LABELS)
def test_labels_in_a_row_do_not_meet(labels: list[tuple[str, float]]) -> None:
    placed = in_row(sorted(labels, key=lambda one: one[1]), 600)
    ends = [(one.left, one.left + max(map(width, one.lines))) for one in placed]
    assert all(end <= start + 1e-6 for (_, end), (start, _) in pairwise(ends))
    assert max(end for _, end in ends) <= 600 + 1e-6


@given(st.text("aåm il", max_size=80), st.floats(20, 200))
def test_text_in_lines_loses_nothing_and_fits(text: str, room: float) -> None:
    lines = wrapped(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= room for line in lines)


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e7), st.sampled_from([4, 6]))
def test_ticks_are_round_and_as_many_as_fit(low: float, span: float, most: int) -> None:
    ticks = number_ticks(low, low + span, most, "", EN)
    assert len(ticks) <= most + 1
    steps = {round((after.at - before.at) / span, 6) for before, after in pairwise(ticks)}
    assert len(steps) <= 1
    assert all(low - span * 1e-6 <= tick.at <= low + span * (1 + 1e-6) for tick in ticks)
    assert len({tick.lines for tick in ticks}) == len(ticks)


def test_ticks_carry_their_unit_and_as_many_decimals_as_their_distance_needs() -> None:
    assert [tick.lines[0] for tick in number_ticks(0, 1, 6, f"{NBSP}%", SV)] == [
        f"{text}{NBSP}%" for text in ("0,0", "0,2", "0,4", "0,6", "0,8", "1,0")
    ]


def test_the_year_stands_where_it_begins() -> None:
    days = [date(2025, month, 1) for month in (10, 11, 12)] + [date(2026, 1, 1)]
    assert [tick.lines for tick in time_ticks(days, 400, SV, by_month=True)] == [
        ("okt", "2025"),
        ("nov",),
        ("dec",),
        ("jan", "2026"),
    ]


@given(st.integers(1, 4000), st.floats(200, 640))
def test_ticks_of_time_are_never_too_close(days: int, room: float) -> None:
    first = date(2024, 2, 27)
    ticks = time_ticks([first, first + timedelta(days=days)], room, SV, by_month=False)
    assert ticks
    assert len(ticks) <= max(3, room / 40)
