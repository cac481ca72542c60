"""Native charts: what is drawn is in the chart's own workbook, and says what the page's picture says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from charts.chart import Chart
from charts.goals import attainment_chart
from charts.series import Series
from charts.trend import month_lines
from locales import Language
from reports.plot import Bars, Dots, Interval, Line, Plot, Rule, Stroke
from reports.plot.reading import plot_of
from reports.slides.charts import native_chart, said_below, said_beside
from reports.slides.charts.drawing import spread
from reports.slides.charts.parts import Style
from reports.slides.charts.scale import days_scaled, factors, scaled
from reports.slides.colours import Colours
from tests.charts import test_trend
from tests.charts.test_goals_chart import MET, MISSED, OCTOBER, RUNNING
from tests.charts.test_goals_chart import OPEN as OPEN_GOAL
from tests.reports.made_charts import (
    ESTIMATED,
    bullets,
    channels,
    days,
    made_charts,
    months_beside_a_group,
    parts_of_groups,
    peers,
    posts,
)
from tests.reports.packages import caches, cells, sheets, xpath

SV, EN = Language("sv"), Language("en")
WIDTH, HEIGHT = 864.0, 330.0
THEME = {"bg1": "#ffffff", "tx1": "#000000"} | {f"accent{number}": "#336699" for number in range(1, 7)}


def drawn(
    chart: Chart, language: Language = SV, *, theme: bool = False, width: float = WIDTH
) -> tuple[Any, dict[str, Any]]:
    """The chart's markup and its workbook."""
    native = native_chart(chart, width, HEIGHT, Style(Colours(THEME if theme else {}), language))
    return etree.fromstring(native.markup), sheets(native.xlsx_blob)


def series(chart: Any) -> dict[str, list[float | None]]:
    """The values of each series by its name."""
    found = {}
    for one in xpath(chart, ".//c:ser"):
        count = int(xpath(one, "(c:val|c:yVal)//c:ptCount/@val")[0])
        points = {int(point.get("idx")): float(point[0].text) for point in xpath(one, "(c:val|c:yVal)//c:pt")}
        found[xpath(one, "c:tx//c:v")[0].text] = [points.get(place) for place in range(count)]
    return found


def numbers(chart: Any) -> list[float]:
    """Every number that the chart draws."""
    return [float(one.text) for one in xpath(chart, ".//c:numCache/c:pt/c:v")]


def among(value: float, found: Sequence[float]) -> bool:
    return any(isclose(value, one, rel_tol=1e-9, abs_tol=1e-9) for one in found)


def plotted(plot: Plot) -> list[float]:
    """Every value that the page's picture has."""
    found: list[float] = [target.value for target in plot.targets] + [
        end for one in plot.bands for end in (one.low, one.high)
    ]
    for mark in plot.marks:
        match mark:
            case Interval():
                found += [mark.low, mark.high] + ([mark.value] if mark.value is not None else [])
            case Stroke() | Rule():
                found.append(mark.value)
            case Line() | Dots():
                found += [end for one in mark.points for end in (one.value, one.low, one.high) if end is not None]
            case Bars():
                found += [
                    one.value - one.start if one.start and not plot.lies else one.value
                    for one in mark.points
                    if one.value is not None
                ]
            case _:
                pass
    return found


CHARTS = [pytest.param(chart, id=f"{number}-{chart.file_name}") for number, chart in enumerate(made_charts(SV))]


@pytest.mark.parametrize("chart", CHARTS)
def test_what_the_chart_keeps_is_what_its_workbook_holds(chart: Chart) -> None:
    markup, book = drawn(chart)
    checked = 0
    for reference, kept in caches(markup):
        assert cells(book["Data"], reference) == kept, reference
        checked += len(kept)
    assert checked >= 3


@pytest.mark.parametrize("chart", CHARTS)
def test_every_value_of_the_picture_is_drawn(chart: Chart) -> None:
    found = numbers(drawn(chart)[0])
    plot = plot_of(chart)
    wanted = [] if plot.across.runs == "time" else plotted(plot)
    assert not [value for value in wanted if not among(value, found)]


@pytest.mark.parametrize("chart", CHARTS)
def test_the_table_of_the_chart_is_its_second_sheet(chart: Chart) -> None:
    table = drawn(chart)[1]["Tabell"]
    flat = [cell for row in table[1:] for cell in row]
    wanted = [cell for row in chart.table.rows for cell in row if isinstance(cell, int | float)]
    assert not [
        one for one in wanted if not among(float(one), [cell for cell in flat if isinstance(cell, int | float)])
    ]
    assert len(table) == len(chart.table.rows) + 1


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("width", [WIDTH, 560.0], ids=["wide", "narrow"])
def test_texts_can_be_read_and_have_their_language(chart: Chart, width: float) -> None:
    markup, _ = drawn(chart, width=width)
    sizes = [int(one) for one in xpath(markup, ".//@sz")]
    assert min(sizes) >= 1_200
    assert set(xpath(markup, ".//a:rPr/@lang | .//a:endParaRPr/@lang | .//c:lang/@val")) == {"sv-SE"}
    formats = set(xpath(markup, ".//c:numFmt/@formatCode")) - {"General"}
    assert all(one.startswith("[$-41D]") for one in formats)
    plot = [float(xpath(markup, f".//c:plotArea/c:layout//c:{side}/@val")[0]) for side in ("x", "y", "w", "h")]
    assert plot[0] + plot[2] <= 1.001
    assert plot[1] + plot[3] <= 1.001
    assert plot[2] > 0.3


@pytest.mark.parametrize("chart", CHARTS)
def test_in_a_template_every_colour_is_the_themes(chart: Chart) -> None:
    ours, theirs = drawn(chart)[0], drawn(chart, theme=True)[0]
    assert not xpath(theirs, ".//a:srgbClr")
    assert len(xpath(theirs, ".//a:schemeClr")) == len(xpath(ours, ".//a:srgbClr | .//a:schemeClr"))


def test_no_line_crosses_a_break_and_a_gap_is_a_gap() -> None:
    lines = series(drawn(test_trend.charts()[4])[0])
    assert lines["Interaktioner"] == [900, None, 950, 1500, 1100, 300]
    assert lines["nytt mätsätt"] == [None, 1500, None, None, None, None]  # as high as the axis
    markup, _ = drawn(test_trend.charts()[0])
    assert xpath(markup, ".//c:dispBlanksAs/@val") == ["gap"]


def test_a_break_of_one_line_alone_divides_it_and_is_marked_where_it_begins() -> None:
    chart = channels(SV)
    markup, _ = drawn(chart)
    lines = series(markup)
    before, after = lines["Facebook: ett ganska långt namn"], lines["Facebook: ett ganska långt namn (nytt mätsätt)"]
    assert [one is None for one in before] == [one is not None for one in after]
    assert None not in lines["Instagram: ett ganska långt namn"]
    (label,) = [one for one in xpath(markup, ".//c:dLbl//a:t") if one.text == "nytt mätsätt"]
    first = next(place for place, value in enumerate(after) if value is not None)
    assert xpath(label, "ancestor::c:dLbl/c:idx/@val") == [str(first)]
    assert said_below(chart, Style(Colours(), SV))[0] == "Nytt mätsätt, 1 februari 2026: Nytt sätt"


def test_names_stand_at_the_ends_of_lines_and_apart() -> None:
    markup, _ = drawn(channels(SV))
    moved = [float(one) for one in xpath(markup, ".//c:dLbl[c:layout]//c:y/@val")]
    assert len(set(moved)) > 3
    names = {"".join(xpath(label, ".//a:t/text()")).replace("\n", " ") for label in xpath(markup, ".//c:dLbl")}
    assert sum("ganskalångtnamn" in name.replace(" ", "") for name in names) == 8
    assert not xpath(markup, ".//c:legend")


def test_an_unfinished_month_is_hollow_and_a_month_that_stands_out_is_marked() -> None:
    markup, _ = drawn(test_trend.judged_chart())
    (hollow,) = xpath(markup, ".//c:dPt[c:spPr/a:solidFill/a:schemeClr/@val='bg1']")
    assert xpath(hollow, "c:idx/@val") == ["5"]
    found = series(markup)
    assert found["tydlig förändring"] == [None, None, None, 1500, None, None]
    assert found["troligt skifte"] == [None, None, None, None, 1100, None]
    assert found["normal variation, lägst"] == [None, None, 702, 702, 702, None]
    assert found["normal variation"] == [None, None, 398, 398, 398, None]
    assert said_beside(test_trend.judged_chart(), Style(Colours(), SV)) == "grått: normal variation"


def test_columns_over_a_field_share_one_scale_with_it() -> None:
    markup, _ = drawn(test_trend.judged_chart())
    assert len(xpath(markup, ".//c:valAx")) == 2
    assert len({(one.get("val")) for one in xpath(markup, ".//c:valAx//c:max")}) == 1
    assert len({(one.get("val")) for one in xpath(markup, ".//c:valAx//c:min")}) == 1


def test_an_interval_runs_from_its_lowest_and_an_open_one_fades() -> None:
    markup, book = drawn(test_trend.charts()[5])
    found = series(markup)
    assert found["Räckvidd, lägst"] == [100, 0, 200]
    assert found["Räckvidd, stapelns höjd"][:2] == [36, 300]
    assert len(xpath(markup, ".//c:dPt//a:gradFill")) == 1
    assert xpath(markup, ".//c:dLbl//a:t/text()") == ["minst så många", "1"]
    assert [row[1:4] for row in book["Tabell"][1:3]] == [["", 100.0, ""], ["", "", 300.0]]


def test_bars_that_lie_are_written_as_the_page_writes_them() -> None:
    markup, _ = drawn(test_trend.charts()[6])
    assert xpath(markup, ".//c:barDir/@val") == ["bar"]
    assert xpath(markup, ".//c:cat//c:v/text()") == ["Film", "Bild: saknas"]
    (look,) = xpath(markup, ".//c:dLbl/c:numFmt/@formatCode")
    assert look == '[$-41D]#,##0.00"\u00a0%";[$-41D]"\u2212"#,##0.00"\u00a0%"'


def test_a_goal_has_its_target_as_a_line_and_its_words_beside_it() -> None:
    markup, _ = drawn(attainment_chart([MET, RUNNING, OPEN_GOAL, MISSED], {}, OCTOBER, SV))
    (target,) = [one for one in xpath(markup, ".//c:ser") if xpath(one, "c:tx//c:v")[0].text == "Målnivå"]
    assert set(xpath(target, "c:xVal//c:v/text()")) == {"100"}
    said = {"".join(xpath(one, ".//a:t/text()")) for one in xpath(markup, ".//c:dLbl")}
    assert {"80\u00a0%ej nådd", "40\u00a0%pågår", "90–120\u00a0%går inte att avgöra"} <= said
    assert xpath(markup, ".//c:ser[contains(c:tx//c:v, 'ofylld')]")


def test_bands_targets_and_what_is_to_come_are_series() -> None:
    running, between = (drawn(one)[0] for one in bullets(SV))
    assert {"Målnivå minst 400", "Kampanjen: konverteringar, lägst och högst", "Väntat hittills"} <= set(
        series(running)
    )
    assert {"1000", "1200"} <= set(xpath(between, ".//c:xVal//c:v/text()"))
    dots, _ = drawn(posts(SV))
    assert [one for one in series(dots)["Målnivå 5–7\u00a0%"] if one is not None] == [5, 5, 7, 7]


def test_a_dot_has_its_interval_as_a_stroke_of_its_own_and_what_was_counted_as_a_ring() -> None:
    markup, book = drawn(peers(SV)[1])
    placed = ESTIMATED.rows[ESTIMATED.rows["rank"].notna()]
    (reach,) = [
        one for one in xpath(markup, ".//c:ser") if xpath(one, "c:tx//c:v")[0].text == "Ort o2, lägst och högst"
    ]
    own = placed[placed["own"]].iloc[0]
    ends = [float(one) for one in xpath(reach, "c:xVal//c:v/text()")]
    assert ends == pytest.approx([own["low"], own["high"]])
    assert len(set(xpath(reach, "c:yVal//c:v/text()"))) == 1
    (rings,) = [one for one in xpath(markup, ".//c:ser") if xpath(one, "c:tx//c:v")[0].text == "Så som det räknades"]
    assert xpath(rings, "c:marker//a:ln/a:solidFill")
    counted = [float(one) for one in xpath(rings, "c:xVal//c:v/text()")]
    assert counted == pytest.approx(list(placed["value"]))
    headings = {cell for cell in book["Data"][0] if cell}
    assert {"Utan plats", "Utan plats, mitt"} <= headings


def test_an_axis_that_goes_by_factors_goes_from_one_power_of_ten_to_another() -> None:
    scatter = drawn(parts_of_groups(SV)[2])[0]
    assert xpath(scatter, ".//c:valAx/c:scaling/c:logBase/@val") == ["10", "10"]
    ends = {*xpath(scatter, ".//c:valAx//c:min/@val"), *xpath(scatter, ".//c:valAx//c:max/@val")}
    assert ends <= {"1", "10", "100", "1000", "10000"}
    assert not xpath(drawn(parts_of_groups(SV)[1])[0], ".//c:logBase")


def test_bars_of_a_group_stand_beside_each_other_and_others_in_one_place() -> None:
    assert xpath(drawn(parts_of_groups(SV)[3])[0], ".//c:overlap/@val") == ["0"]
    assert xpath(drawn(test_trend.charts()[6])[0], ".//c:overlap/@val") == ["100"]


def test_dots_on_the_days_of_a_line_stand_in_its_chart() -> None:
    markup, _ = drawn(months_beside_a_group(SV))
    assert len(xpath(markup, ".//c:lineChart")) == 1
    assert not xpath(markup, ".//c:scatterChart")
    assert series(markup)["Utan det största inlägget"] == [None, None, None, 4, None, None]


def test_quarters_have_the_names_that_the_page_gives_them() -> None:
    (quarters,) = [chart for chart in made_charts(SV) if chart.file_name.startswith("sector-")]
    names = xpath(drawn(quarters)[0], ".//c:lineChart/c:ser[1]/c:cat//c:pt")
    assert [(one.get("idx"), one[0].text) for one in names] == [("0", "2025"), ("4", "2026")]


@given(st.lists(st.floats(1e-3, 1e9), max_size=20))
def test_a_scale_by_factors_holds_its_values_between_powers_of_ten(values: list[float]) -> None:
    scale = factors(values)
    nearly = 1 + 1e-12  # a logarithm is rounded
    assert all(scale.low / nearly <= one <= scale.high * nearly for one in values)
    assert len(scale.ticks()) >= 2
    assert scale.ticks() == pytest.approx([scale.low * 10**place for place in range(len(scale.ticks()))])


def test_days_stand_on_an_axis_of_dates() -> None:
    markup, book = drawn(days(SV))
    assert xpath(markup, ".//c:dateAx/c:baseTimeUnit/@val") == ["days"]
    assert xpath(markup, ".//c:dateAx/c:numFmt/@formatCode") == ["[$-41D]d mmm yyyy"]
    assert book["Data"][1][0].isoformat() == "2026-05-01"
    english = drawn(days(EN), EN)[0]
    assert xpath(english, ".//c:dateAx/c:numFmt/@formatCode") == ["[$-809]d mmm yyyy"]


def test_some_rows_of_a_chart_stand_on_the_axis_of_all() -> None:
    chart = next(one for one in made_charts(SV) if one.file_name == "many-goals")
    style = Style(Colours(), SV)
    whole = etree.fromstring(native_chart(chart, WIDTH, HEIGHT, style).markup)
    part = etree.fromstring(native_chart(chart, WIDTH, HEIGHT, style, (0, 20)).markup)
    assert xpath(whole, ".//c:valAx//c:max/@val")[0] == xpath(part, ".//c:valAx//c:max/@val")[0]
    named = [label for label in xpath(part, ".//c:ser[last()]//c:dLbl") if xpath(label, ".//a:t")]
    assert len(named) == 20


def test_text_in_data_is_text() -> None:
    hostile = '<c:v>"&\x00\ud800=1+1'
    line = Series(hostile, test_trend.months(1, 2, 3))
    chart = month_lines([line, line], test_trend.FOLLOWERS, test_trend.WORDS, test_trend.MARKS, SV)
    markup, book = drawn(chart)
    assert '<c:v>"&=1+1' in series(markup)
    assert '<c:v>"&=1+1' in book["Data"][0]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20), st.booleans())
def test_a_scale_holds_its_values_in_few_round_steps(values: list[float], from_zero: bool) -> None:
    scale = scaled(values, from_zero=from_zero)
    slack = abs(scale.step) * 1e-6
    assert scale.low - slack <= min(values)
    assert scale.high + slack >= max(values)
    assert not from_zero or scale.low - slack <= 0 <= scale.high + slack
    assert 2 <= len(scale.ticks()) <= 13


@given(st.floats(20_000, 60_000), st.floats(1, 5_000), st.integers(2, 12))
def test_days_are_written_no_closer_than_they_can_be_read(first: float, length: float, most: int) -> None:
    scale = days_scaled(first, first + length, most)
    assert length / scale.step <= most + 1e-6


@given(st.lists(st.tuples(st.floats(0, 300), st.sampled_from([17.0, 34.0])), max_size=8))
def test_labels_never_cover_each_other(wanted: list[tuple[float, float]]) -> None:
    places, heights = [one for one, _ in wanted], [high for _, high in wanted]
    found = sorted(zip(spread(places, heights, 0, 300), heights, strict=True))
    for (one, high), (other, next_high) in pairwise(found):
        assert other - one >= (high + next_high) / 2 - 1e-6
    if len(wanted) == 1 and 17 <= places[0] <= 283:
        assert found[0][0] == places[0]
