"""A list that is read as a table: plain HTML, reachable by keyboard and screen reader, with its files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from charts.chart import Table
from locales import N_, Language
from ui.element import element, packed
from ui.figure import rows_and_readings, spoken
from ui.table.workbook import EXCEL, written

WORDS = {
    "search": N_("Search the table"),
    "clear": N_("Clear"),
    "nothing": N_("No row holds “{text}”."),
    "sorts": N_("the column headings sort the rows"),
    "ascending": N_("The rows are sorted by {column}, ascending."),
    "descending": N_("The rows are sorted by {column}, descending."),
    "given": N_("The rows stand in their first order."),
    "csv": N_("Download all rows as CSV"),
}
FEW = 8  # rows; so many are read at a glance, and need no field to search them in
_mount, _mount_browsed = element("table", "table.js"), element("browse", "browse.js")


def show_table(table: Table, *, caption: str, key: str, language: Language, file_name: str = "") -> None:
    """Shows the rows; `caption` says what they are to those who hear them; with a file name, as CSV too."""
    _mount(key=key, data=packed(_content(table, caption, file_name, language)), width="stretch", height="content")


def browse_table(
    table: Table, *, caption: str, key: str, language: Language, file_name: str, about: Sequence[str] = ()
) -> None:
    """Shows rows to look around in: sorted by their headings, searched, and taken as CSV or an Excel file.

    Sorting and searching (more than a few rows) are the browser's own: the address knows nothing of them. Files hold
    all rows in the order of the table. The Excel file is written when it is asked for; `about` are sentences that
    belong to the rows wherever they go (what is filtered, what they do not say), on a sheet of its own.
    """
    content = _content(table, caption, file_name, language)
    content |= {"words": content["words"] | _words(table, language), "searchable": len(table.rows) > FEW}
    with st.container(gap=None):
        _mount_browsed(key=key, data=packed(content), width="stretch", height="content")
        st.download_button(
            language.text("Download all rows as an Excel file"),
            lambda: written(table, caption, language, about),
            file_name=f"{content['file']}.xlsx",
            mime=EXCEL,
            key=f"{key}-workbook",
            type="tertiary",
            on_click="ignore",
        )


def _content(table: Table, caption: str, file_name: str, language: Language) -> dict[str, Any]:
    """What the browser is sent of any table."""
    rows = rows_and_readings(table)
    return {"table": rows, "caption": caption, "file": file_name.removesuffix(".csv"), **spoken(language)}


def _words(table: Table, language: Language) -> dict[str, str]:
    """What is said of searching and sorting, and of how many rows there are."""
    rows = len(table.rows)
    return {
        **{name: language.text(word) for name, word in WORDS.items()},
        "all": language.plural("{count} row", "{count} rows", rows),
        "some": language.plural("{shown} of {count} row", "{shown} of {count} rows", rows, shown="{shown}"),
    }
