"""Where do the numbers come from?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from charts.chart import Table
from charts.freshness import freshness_table
from charts.store_tables import answer_text
from data.errors import StoreError
from locales import N_
from metrics.facts import Facts
from metrics.freshness import channel_freshness
from ui.behind import figure_files
from ui.holding import show_holding
from ui.importing.files import import_files
from ui.importing.history import imports_made
from ui.importing.place import folder_to_write
from ui.load import facts_if_any, kept
from ui.notices import error_notice
from ui.page import page_head, section
from ui.table import show_table
from ui.view import View, chosen_one, current_language, remember, view_if_any

PARTS = {
    "fresh": N_("How fresh"),
    "files": N_("Import files"),
    "behind": N_("Behind a figure"),
    "accounts": N_("Organisations and channels"),
    "store": N_("What the store holds"),
}
WITHOUT_FIGURES = ("files", "accounts")


@dataclass(frozen=True)
class Fresh:
    """How far the figures go."""

    answer: str
    channels: Table


def fresh(facts: Facts, view: View) -> Fresh:
    """How far the figures of one view go."""
    channels = channel_freshness(facts, view.scope, view.period)
    return Fresh(answer_text(channels, view.language), freshness_table(channels, view.language))


def show_fresh(view: View) -> None:
    """How far the figures of each channel go, and what one may ask about them."""
    language = view.language
    section(language.text("How fresh each channel is"))
    table = kept(fresh, view).channels
    show_table(table, caption=language.text("Freshness of each channel"), key="data-channels", language=language)


def folder_or_notice(facts: Facts | None) -> Path | None:
    """The folder to write to; None where nothing may be written, and the page says why."""
    try:
        return folder_to_write(facts)
    except StoreError as error:
        error_notice(error, language)
        return None


view, language, facts = view_if_any(), current_language(), facts_if_any()
if view:
    page_head(view, language.text("Where do the numbers come from?"), kept(fresh, view).answer)
parts = tuple(PARTS) if view else WITHOUT_FIGURES
part = chosen_one("part", parts, parts[0])
st.segmented_control(
    language.text("Show"), parts, format_func=lambda one: language.text(PARTS[one]), key="part", required=True,
    label_visibility="collapsed",
)  # fmt: skip
remember("part", *(() if part == parts[0] else (part,)))
changed = False
if part == "fresh" and view:
    show_fresh(view)
elif part == "behind" and view:
    figure_files(view, language)
elif part == "store" and view:
    show_holding(view)
elif part == "files":
    folder = folder_or_notice(facts)
    changed = folder is not None and import_files(folder, facts.store.version if facts else "", language)
    changed = (facts is not None and imports_made(facts, folder, language)) or changed
elif part == "accounts" and (folder := folder_or_notice(facts)):
    pass
if changed:
    st.rerun()
