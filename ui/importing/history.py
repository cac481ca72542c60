"""What has been imported, and taking one of it back."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from charts.import_tables import imports_table
from data.imports.undo import Undone, undo
from data.imports.wording import undone_lines
from locales import N_, Language
from metrics.facts import Facts
from ui.notices import notice
from ui.page import paragraphs, section
from ui.table import show_table
from ui.view import held

WIDE = 420  # pixels
WHAT_UNDOING_DOES = N_("What it changed goes back to what stood there before. What later imports said stays.")
FILE, IMPORTED, UNDONE, IMPORT = 0, 9, 11, 12


def imports_made(facts: Facts, folder: Path | None, language: Language) -> bool:
    """Draw the list of imports, and where there is a folder to write to, the way to undo one.

    Returns whether one has just been undone.
    """
    last = held("undone", list[Undone])
    table = imports_table(facts, language)
    if not table.rows:
        return False
    section(language.text("Imported files"))
    for undone in last:
        _told(undone, language)
    show_table(
        table, caption=language.text("Imported files"), key="data-imports", language=language, file_name="imports"
    )
    in_effect = {
        str(row[IMPORT]): f"{shown[FILE]} · {shown[IMPORTED]} · {shown[IMPORT]}"
        for row, shown in zip(table.rows, table.shown, strict=True)
        if row[UNDONE] is None
    }
    if folder is None or not in_effect:
        return False
    chosen = _choose(in_effect, language)
    if chosen is None:
        return False
    last[:] = [undo(folder, chosen)]
    return True


def _choose(imports: dict[str, str], language: Language) -> str | None:
    """The import to undo, once it has been chosen and said yes to."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            language.text("Undo an import"), list(imports), None, format_func=imports.__getitem__, key="undo-which",
            placeholder=language.text("Choose"), width=WIDE,
        )  # fmt: skip
        if chosen is None:
            return None
        with st.popover(language.text("Undo…"), key="undo-ask"):
            st.write(language.text(WHAT_UNDOING_DOES))
            yes = st.button(language.text("Undo the import"), key=f"undo-{chosen}", type="primary")
    return chosen if yes else None


def _told(undone: Undone, language: Language) -> None:
    lines = list(undone_lines(undone, language))
    notice(language.text("The import is undone."), "" if lines else language.text("It had changed nothing."))
    paragraphs(lines)
