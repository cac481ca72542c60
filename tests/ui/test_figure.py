"""What Python sends for a chart: all of it, compact, and nothing that the browser cannot read."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from charts.card import Card
from charts.chart import Chart, Table
from charts.theme import MUTED, PLATFORM_TOKENS, faded, platform_colour
from locales import Language
from ui.cards import show_cards
from ui.element import packed, unpacked
from ui.figure import content, rows_and_readings, show_chart
from ui.table import show_table

SVENSKA = Language("sv")
TABLE = Table(
    ["Månad", "Följare"], [["2026-09", 58200], ["2026-10", None]], [["september 2026", "58 200"], ["2026-10", ""]]
)
CHART = Chart("Fler följer oss", "Följare", {"data": [], "layout": {}}, "Följarna ökade.", TABLE, "foljare.csv")


def test_what_is_packed_is_unpacked_the_same():
    sent = {"text": "Örnsköldsvik <b>", "values": [1, 2.5, None], "nested": {"empty": []}}
    assert unpacked(packed(sent)) == sent


def test_missing_numbers_become_null_and_arrays_lists():
    sent = {"y": [1.0, math.nan, math.inf], "n": np.int64(3), "z": np.array([1.5, math.nan])}
    assert unpacked(packed(sent)) == {"y": [1.0, None, None], "n": 3, "z": [1.5, None]}


def test_what_json_does_not_know_is_refused_by_name():
    with pytest.raises(TypeError, match="object cannot be sent"):
        packed({"thing": object()})


def test_a_reading_equal_to_its_value_is_not_sent_twice():
    assert rows_and_readings(TABLE)["shown"] == [["september 2026", "58 200"], [None, ""]]


def test_where_cells_lead_is_sent_with_them_and_only_then():
    assert "links" not in rows_and_readings(TABLE)
    led = replace(TABLE, links={0: ["https://example.org/a", ""]})
    assert rows_and_readings(led)["links"] == {0: ["https://example.org/a", ""]}


def test_rows_and_readings_of_different_length_are_refused():
    with pytest.raises(ValueError, match="longer"):
        rows_and_readings(Table(["a"], [[1], [2]], [["1"]]))


def test_a_chart_is_sent_with_its_language():
    sent = content(CHART, SVENSKA, 280)
    assert (sent["title"], sent["alt"], sent["file"], sent["height"]) == (
        "Fler följer oss",
        "Följarna ökade.",
        "foljare",
        280,
    )
    assert sent["words"]["table"] == "Visa som tabell"
    assert (sent["months"][0], sent["days"][0], sent["days"][6]) == ("januari", "söndag", "lördag")
    assert content(CHART, Language("en"), 280)["words"]["table"] == "Show as table"


def test_the_way_to_the_files_is_sent_with_the_metrics_names():
    assert content(CHART, SVENSKA, 280)["metrics"] == []
    sent = content(replace(CHART, metrics=("views", "posts"), of_posts=True), SVENSKA, 280)
    assert (sent["metrics"], sent["of"]) == ([["views", "Visningar"], ["posts", "Inlägg"]], "posts")


def test_twelve_lines_over_three_years_are_small():
    months = [f"{2023 + month // 12}-{month % 12 + 1:02}" for month in range(36)]
    lines = [[round(1000 * (line + 1) * 1.017**month) for month in range(36)] for line in range(12)]
    data = [
        {"type": "scatter", "mode": "lines", "x": months, "y": line, "name": str(at)} for at, line in enumerate(lines)
    ]
    rows: list[list[str | float | int | None]] = [
        [month, *(line[at] for line in lines)] for at, month in enumerate(months)
    ]
    shown = [[str(cell) for cell in row] for row in rows]
    chart = Chart("t", "s", {"data": data, "layout": {}}, "a", Table(["m", *"abcdefghijkl"], rows, shown), "f")
    assert len(packed(content(chart, SVENSKA, 320))) < 6_000


def test_every_channel_has_its_colour_and_a_stranger_is_grey():
    assert platform_colour("facebook") == "token:facebook"
    assert platform_colour("myspace") == MUTED
    assert len({platform_colour(name) for name in PLATFORM_TOKENS}) == len(PLATFORM_TOKENS)
    assert faded("token:accent", 0.25) == "token:accent/0.25"


def three_elements() -> None:
    table = Table(["a"], [[1]], [["1"]])
    show_cards([Card("Räckvidd", "41 000", spark=(1.0, float("nan"), None))], key="cards", language=SVENSKA)
    show_chart(Chart("Titel", "", {"data": []}, "alt", table, "f"), key="chart", language=SVENSKA)
    show_table(table, caption="Rader", key="table", language=Language("en"))


def test_chart_cards_and_table_mount_in_a_script():
    run = AppTest.from_string("from tests.ui.test_figure import three_elements\nthree_elements()").run()
    assert not run.exception
    cards, chart, table = (unpacked(element.proto.bytes) for element in run.get("bidi_component"))
    assert cards["cards"][0]["spark"] == [1.0, None, None]
    assert cards["words"]["help"] == "Vad {label} betyder"
    assert chart["title"] == "Titel"
    assert (table["caption"], table["lang"], table["file"]) == ("Rader", "en", "")
    assert json.dumps(table["table"]) == '{"columns": ["a"], "rows": [[1]], "shown": [["1"]]}'
