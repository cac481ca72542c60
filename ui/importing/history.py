"""What has been imported, and taking one of it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from charts.import_tables import import_name, imports_table
from data.imports.history import imports_of
from data.imports.undo import Undone, undo
from data.imports.wording import undone_lines
from locales import N_, Language
from metrics.facts import Facts
from ui.importing.intake import Intake
from ui.notices import notice
from ui.page import paragraphs, section
from ui.table import show_table
from ui.view import held

WIDE = 420  # pixels
WHAT_UNDOING_DOES = N_("What it changed goes back to what stood there before. What later imports said stays.")


def imports_made(facts: Facts, folder: Path | None, language: Language) -> bool:
    """Draw the list of imports, and where there is a folder to write to, the way to undo one.

    Returns whether one has just been undone.
    """
    imports, last = _newest_first(imports_of(facts.store)), held("undone", list[Undone])
    if not imports:
        return False
    title = language.text("Imported files")
    section(title)
    for undone in last:
        _told(undone, imports, language)
    table = imports_table(imports, language)
    show_table(table, caption=title, key="data-imports", language=language, file_name="imports")
    in_effect = {row["import_id"]: import_name(row, language) for row in imports if row["undone_at"] is None}
    chosen = _choose(in_effect, language) if folder and in_effect else None
    if folder is None or chosen is None:
        return False
    last[:] = [undo(folder, chosen)]
    held("intake", Intake).report = ()  # it is no longer so
    return True


def _newest_first(imports: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Imports by when they were made, those made together by the names of their files."""
    named = sorted(imports, key=lambda row: str(row["file_name"]).casefold())
    return sorted(named, key=lambda row: str(row["imported_at"]), reverse=True)


def _choose(imports: Mapping[str, str], language: Language) -> str | None:
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
            yes = st.button(language.text("Undo the import"), key=f"undo-{chosen}")
    return chosen if yes else None


def _told(undone: Undone, imports: Sequence[Mapping[str, Any]], language: Language) -> None:
    """What undoing one did."""
    files = {row["import_id"]: str(row["file_name"]) for row in imports}
    lines = list(undone_lines(undone, language, files))
    notice(language.text("The import is undone."), "" if lines else language.text("It had changed nothing."))
    paragraphs(lines)
