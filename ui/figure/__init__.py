"""The one way to show a chart: its finding, its picture, and the same facts as text, table and CSV."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

from babel.dates import get_day_names

from charts.chart import Chart, Table
from locales import N_, Language
from metrics.catalogue import CATALOGUE
from ui.element import element, packed

WORDS = {
    "table": N_("Show as table"),
    "csv": N_("Download CSV"),
    "missing": N_("missing"),
    "files": N_("Which files do the figures come from?"),
    "keys": N_("Chart. The arrow keys walk through its points."),
}
_mount = element("figure", "figure.js")


def show_chart(chart: Chart, *, key: str, language: Language, height: int = 320) -> None:
    """Shows the chart; `key` is its place on the page and `height` the picture's, in pixels."""
    _mount(key=key, data=packed(content(chart, language, height)), width="stretch", height="content")


def content(chart: Chart, language: Language, height: int) -> dict[str, Any]:
    """What the browser is sent: the chart, and the language's words, months and days."""
    return {
        "title": chart.title,
        "subtitle": chart.subtitle,
        "alt": chart.alt,
        "figure": chart.figure,
        "table": rows_and_readings(chart.table),
        "file": chart.file_name.removesuffix(".csv"),
        "height": height,
        "metrics": [[one, language.text(CATALOGUE[one].label)] for one in chart.metrics],
        "of": "posts" if chart.of_posts else "",
        **spoken(language),
    }


def rows_and_readings(table: Table) -> dict[str, Any]:
    """The table's columns, rows, readings (none where they equal the value), rows set apart, and where cells lead."""
    shown = [
        [None if cell == value else cell for cell, value in zip(read, row, strict=True)]
        for read, row in zip(table.shown, table.rows, strict=True)
    ]
    more = {
        "groups": [asdict(group) for group in table.groups],
        "hidden": list(table.only_in_file),
        "hrefs": list(table.hrefs),
        "marked": sorted(table.marked),
        "muted": sorted(table.muted),
        "links": dict(table.links),
    }
    told = {"columns": list(table.columns), "rows": [list(row) for row in table.rows], "shown": shown}
    return told | {name: value for name, value in more.items() if value}


@cache
def spoken(language: Language) -> dict[str, Any]:
    """The language's code, the words that every element has, and its months and days (Sunday first)."""
    days = get_day_names("wide", locale=language.locale)
    return {
        "lang": language.code,
        "words": {name: language.text(word) for name, word in WORDS.items()},
        "months": language.month_names(),
        "days": [days[day] for day in (6, 0, 1, 2, 3, 4, 5)],
    }
