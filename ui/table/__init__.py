"""A list that is read as a table: plain HTML, reachable by keyboard and screen reader, with its CSV."""

from __future__ import annotations

from charts.chart import Table
from locales import Language
from ui.element import element, packed
from ui.figure import rows_and_readings, spoken

_mount = element("table", "table.js")


def show_table(table: Table, *, caption: str, key: str, language: Language, file_name: str = "") -> None:
    """Shows the rows; `caption` says what they are to those who hear them; with a file name, as CSV too."""
    content = {
        "table": rows_and_readings(table),
        "caption": caption,
        "file": file_name.removesuffix(".csv"),
        **spoken(language),
    }
    _mount(key=key, data=packed(content), width="stretch", height="content")
