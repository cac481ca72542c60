"""A list that is read as a table: plain HTML, reachable by keyboard and screen reader, with its files."""

from __future__ import annotations

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
_plain, _browsed = element("table", "table.js"), element("browse", "browse.js")


def show_table(
    table: Table,
    *,
    caption: str,
    key: str,
    language: Language,
    file_name: str = "",
    sortable: bool = False,
    searchable: bool = False,
    workbook: bool = False,
) -> None:
    """Shows the rows; `caption` says what they are to those who hear them; with a file name, as CSV too.

    A sortable one is put in order by its headings, a searchable one is searched in a field above it, both by the
    browser alone. With `workbook` it is an Excel file too, written when somebody asks for it. The files hold all rows,
    in the order of the table.
    """
    content = {
        "table": rows_and_readings(table),
        "caption": caption,
        "file": file_name.removesuffix(".csv"),
        **spoken(language),
    }
    if sortable or searchable or workbook:
        content |= {"sortable": sortable, "searchable": searchable, "words": content["words"] | _words(table, language)}
    mount = _browsed if sortable or searchable else _plain
    mount(key=key, data=packed(content), width="stretch", height="content")
    if workbook:
        st.download_button(
            language.text("Download all rows as an Excel file"),
            lambda: written(table, caption, language),
            file_name=f"{file_name.removesuffix('.csv') or key}.xlsx",
            mime=EXCEL,
            key=f"{key}-workbook",
            type="tertiary",
            on_click="ignore",
        )


def _words(table: Table, language: Language) -> dict[str, str]:
    """What is said of searching and sorting, and of how many rows there are."""
    rows = len(table.rows)
    return {
        **{name: language.text(word) for name, word in WORDS.items()},
        "all": language.plural("{count} row", "{count} rows", rows),
        "some": language.plural("{shown} of {count} row", "{shown} of {count} rows", rows, shown="{shown}"),
    }
