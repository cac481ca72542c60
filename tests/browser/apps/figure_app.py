"""Every kind of chart, the cards and the table, on invented figures: what the browser tests look at.

`?lang=en` changes the language and `?step=2` the figures, as a filter would.
"""

from __future__ import annotations

import math
from datetime import date
from itertools import count
from typing import Any

import streamlit as st

from charts.card import Card, Change
from charts.chart import Chart, Table
from charts.series import Marks, Series
from charts.theme import ACCENT, BAND, MEDIAN, PEER, faded, platform_colour
from charts.trend import Words, month_columns, month_intervals, month_lines
from locales import Language
from metrics.catalogue import metric
from metrics.judgement import Judgement
from metrics.monthly import Happening, Month
from metrics.season import Season
from metrics.verdict import Verdict
from ui.cards import show_cards
from ui.figure import show_chart
from ui.table import show_table

HOSTILE = '<img src=x onerror="window.hacked=1"><b>Fet</b> & "=1+1"'
MONTHS = [f"{2023 + month // 12}-{month % 12 + 1:02}" for month in range(36)]
PLATFORMS = {"facebook": "Facebook", "instagram": "Instagram", "linkedin": "LinkedIn", "youtube": "YouTube"}


def chart(title: str, figure: dict[str, Any], columns: list[str], rows: list[list[Any]], subtitle: str = "") -> Chart:
    reads = LANGUAGE.number
    shown = [[reads(cell) if isinstance(cell, float | int) else str(cell or "") for cell in row] for row in rows]
    table = Table(columns, rows, shown)
    return Chart(title, subtitle, figure, f"{title} Diagram med {len(rows)} punkter.", table, title[:20].lower())


def series(seed: int, size: float) -> list[float | None]:
    grown: list[float | None] = [
        round(size * (1 + 0.02 * month + 0.05 * math.sin(month * seed + STEP))) for month in range(36)
    ]
    if seed == 2:
        grown[14] = grown[15] = None
    return grown


def time_series() -> Chart:
    values = {name: series(seed, 3000.0 * seed if seed != 4 else 8900) for seed, name in zip(count(1), PLATFORMS)}
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": PLATFORMS[name],
            "x": MONTHS,
            "y": line,
            "line": {"color": platform_colour(name)},
            "meta": {"label": PLATFORMS[name], "hollow": [35]},
        }
        for name, line in values.items()
    ]
    meta = {
        "breaks": [{"x": "2024-11", "label": "Ny definition"}],
        "marks": [{"x": "2024-02", "label": "1", "text": "Stormen Ingunn"}],
    }
    rows = [[month, *(values[name][at] for name in PLATFORMS)] for at, month in enumerate(MONTHS)]
    layout = {"meta": meta, "yaxis": {"rangemode": "tozero"}}
    title = "Följarna ökade i alla kanaler utom LinkedIn, där de var lika många som i september"
    figure = {"data": data, "layout": layout}
    return chart(title, figure, ["Månad", *PLATFORMS.values()], rows, "Följare sista dagen i månaden")


def columns() -> Chart:
    values = [round(400 * math.sin(month / 3) + 200 + STEP) for month in range(13)]
    trace = {"type": "bar", "x": MONTHS[:13], "y": values, "marker": {"color": ACCENT}, "meta": {"hollow": [12]}}
    figure = {"data": [trace], "layout": {"meta": {"targets": [{"y": 300, "label": "Mål 300 nya följare"}]}}}
    rows = [list(row) for row in zip(MONTHS[:13], values, strict=True)]
    return chart("Nya följare är fler på hösten", figure, ["Månad", "Nya"], rows, "Nya följare netto per månad")


def bars() -> Chart:
    names = ["Kampanjen för fler blodgivare i hela regionen under hösten", "Vaccin", HOSTILE]
    values = [62.5, 118.0, 40.0]
    error = {"type": "data", "symmetric": False, "array": [12, 9, 0], "arrayminus": [12, 6, 0], "color": MEDIAN}
    trace = {"type": "bar", "orientation": "h", "y": names, "x": values, "error_x": error, "marker": {"color": ACCENT}}
    layout = {
        "meta": {"targets": [{"x": 100, "label": "Målet 100 %"}]},
        "yaxis": {"autorange": "reversed"},
        "xaxis": {"ticksuffix": " %"},
    }
    rows = [list(row) for row in zip(names, values, strict=True)]
    figure = {"data": [trace], "layout": layout}
    return chart("En av tre kampanjer nådde målet", figure, ["Kampanj", "Procent"], rows, "Måluppfyllelse i procent")


def band() -> Chart:
    high = [value and round(value * 1.2) for value in series(1, 40000.0)]
    low = [value and round(value * 0.9) for value in series(1, 40000.0)]
    flat = {"type": "scatter", "mode": "lines", "x": MONTHS, "line": {"width": 0}, "hoverinfo": "skip"}
    data = [
        {**flat, "y": low},
        {**flat, "y": high, "fill": "tonexty", "fillcolor": faded(ACCENT, 0.25)},
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "Räckvidd",
            "x": MONTHS[::3],
            "y": high[::3],
            "line": {"color": ACCENT},
        },
    ]
    rows = [list(row) for row in zip(MONTHS, low, high, strict=True)]
    layout = {"meta": {"bands": [{"y0": 50000, "y1": 60000, "label": "Mål 50 000–60 000"}]}}
    figure = {"data": data, "layout": layout}
    return chart("Mellan 41 000 och 46 000 personer", figure, ["Månad", "Minst", "Högst"], rows, "Räckvidd, personer")


def strip() -> Chart:
    names = [f"Region {letter}" for letter in "ABCDEFGHIJ"]
    values = [20.0 + 8 * at + STEP for at in range(10)]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "y": names,
        "x": values,
        "marker": {"color": [ACCENT if at == 6 else PEER for at in range(10)], "size": 11},
        "error_x": {"type": "data", "array": [6.0] * 10, "color": PEER, "thickness": 1.5, "width": 0},
    }
    meta = {"bands": [{"x0": 36, "x1": 78, "label": "Mellersta halvan"}], "targets": []}
    figure = {"data": [trace], "layout": {"meta": meta, "yaxis": {"autorange": "reversed"}}}
    rows = [list(row) for row in zip(names, values, strict=True)]
    return chart("Plats 4–6 av 10", figure, ["Region", "Per 1 000"], rows, "Följare per 1 000 invånare")


def scatter() -> Chart:
    x, y = [float(at * 900) for at in range(1, 20)], [round(9 - at * 0.3 + math.sin(at * 5), 1) for at in range(1, 20)]
    trace = {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": {"color": faded(ACCENT, 0.7), "size": 9}}
    figure = {"data": [trace], "layout": {"yaxis": {"ticksuffix": " %"}, "plot_bgcolor": faded(BAND, 0.1)}}
    rows = [list(row) for row in zip(x, y, strict=True)]
    return chart("Små konton engagerar mer", figure, ["Följare", "Engagemang"], rows, "Engagemangsgrad mot följare")


def judged() -> Series:
    """A year of interactions: May is clear, June probable, July may be anything, August is not told, December too."""
    values = [900.0, 950, 870, 920, 1500, 1150, 400, 900, 910, 940, 890, 300]
    said = {5: Verdict.CLEAR, 6: Verdict.PROBABLY, 8: Verdict.TOO_LITTLE}
    months, judgements = [], {}
    for number, value in enumerate(values, 1):
        by = f"2025-{number:02}"
        low, high = (math.nan, math.nan) if number == 8 else (200.0, 9000.0) if number == 7 else (702.0, 1104.0)
        verdict = said.get(number, Verdict.WITHIN)
        told = math.nan if number == 12 else value
        months.append(Month(by, value, value, value, 31 if number == 8 else 0, 365))
        judgements[by] = Judgement(by, "interactions", told, low, 900, high, verdict, Season.NONE, "")
    return Series("Interaktioner", tuple(months), breaks=(Happening(date(2025, 8, 15), "Ny definition"),),
                  judgements=judgements)  # fmt: skip


def judged_columns() -> Chart:
    words = Words("Interaktionerna ökade tydligt i maj", "Interaktioner per månad", "bedomda")
    return month_columns(judged(), metric("interactions"), words, Marks(date(2025, 12, 20)), LANGUAGE)


def judged_line() -> Chart:
    words = Words("Samma månader som en linje", "Interaktioner per månad", "linje")
    return month_lines([judged()], metric("interactions"), words, Marks(date(2025, 12, 20)), LANGUAGE)


def open_intervals() -> Chart:
    bounds = [(41000.0, 46000.0), (38000, math.nan), (math.nan, math.nan), (math.nan, 52000), (44000, 44000)]
    months = [Month(f"2025-{number:02}", low if low == high else math.nan, low, high)
              for number, (low, high) in enumerate(bounds, 1)]  # fmt: skip
    words = Words("Räckvidden var minst 38 000 i februari", "Räckvidd per månad", "intervall")
    return month_intervals(Series("Räckvidd", tuple(months)), metric("reach"), words, Marks(date(2025, 6, 1)), LANGUAGE)


LANGUAGE = Language(st.query_params.get("lang", "sv"))
STEP = int(st.query_params.get("step", "0"))
st.set_page_config(page_title="Figurer", layout="wide")
st.title("Figurer")
STEP += st.slider("Steg", 0, 9, key="steps")
line = (3.0, 4.0, 3.5, None, 5.0, 6.0, 5.5, 7.0)
changes = (
    Change("mot september", "+2,1 %", "inom normal variation"),
    Change("mot oktober 2025", "+18 %", "troligt skifte"),
)
cards = [
    Card(
        "Följarrelationer",
        LANGUAGE.number(58200 + STEP),
        "",
        "Så många som följer kanalerna.\nSumman av kanalernas följare.",
        changes,
        line,
        "Ökar.",
    ),
    Card(
        "Räckvidd 28 dagar",
        "41 000–46 000",
        "personer",
        "Olika personer.",
        changes[:1],
        line,
        "Ökar.",
        "21,3 % av invånarna",
    ),
    Card(
        "Interaktioner",
        "12 480",
        "",
        "Reaktioner, kommentarer, delningar och sparade.",
        changes,
        line[::-1],
        "Minskar.",
    ),
    Card(HOSTILE, "saknas", "", "", (), (), "", "Inga uppgifter för perioden"),
]
show_cards(cards, key="cards", language=LANGUAGE)
left, right = st.columns(2, gap="large")
for place, make in zip([left, right] * 3, [time_series, columns, bars, band, strip, scatter], strict=True):
    with place:
        show_chart(make(), key=make.__name__, language=LANGUAGE)
for place, make in zip(st.columns(3), (judged_columns, judged_line, open_intervals), strict=True):
    with place:
        show_chart(make(), key=make.__name__, language=LANGUAGE)
posts = Table(
    ["Inlägg", "Interaktioner"],
    [[HOSTILE, 231000], ["Öppet hus", None]],
    [[HOSTILE, "231 000"], ["Öppet hus", ""]],
    links={0: ["https://example.org/p/1", "javascript:window.hacked=1"]},
)
show_table(posts, caption="Inläggen med flest interaktioner", key="posts", language=LANGUAGE, file_name="inlagg.csv")
