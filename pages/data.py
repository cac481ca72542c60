"""Where do the numbers come from?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.chart import Chart, Table
from charts.freshness import calendar_chart, calendar_height, freshness_table
from charts.questions import questions_summary, questions_table
from charts.store_tables import answer_text
from data.errors import StoreError
from data.store import location_of
from locales import N_, Language
from metrics.facts import Facts
from metrics.freshness import channel_freshness
from metrics.view import View
from metrics.wording import period_name
from ui.behind import figure_files
from ui.figure import show_chart
from ui.filters import tell_refusals
from ui.holding import show_holding
from ui.importing.files import import_files
from ui.importing.history import imports_made
from ui.importing.organisations import organisation_form, organisations_and_accounts
from ui.importing.outcome import tell_outcome
from ui.importing.place import folder_to_write
from ui.load import facts_if_any, kept
from ui.notices import notice
from ui.page import page_head, section
from ui.table import show_table
from ui.view import chosen_one, current_language, remember, view_if_any

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
    """How far the figures go, and what a careful reader would ask about them."""

    calendar: Chart
    channels: Table
    asked: str
    questions: Table


def answer(facts: Facts, view: View) -> str:
    """The sentence that the page opens with."""
    return answer_text(channel_freshness(facts, view.scope, view.period), view.period, view.language)


def fresh(facts: Facts, view: View) -> Fresh:
    """The first part for one view."""
    scope, language = view.scope, view.language
    return Fresh(
        calendar=calendar_chart(facts, scope, language),
        channels=freshness_table(channel_freshness(facts, scope, view.period), language),
        asked=questions_summary(facts, scope, language),
        questions=questions_table(facts, scope, language),
    )


def show_fresh(view: View) -> None:
    """Show how far the figures of each channel go, and what one may ask about them."""
    language, shown = view.language, kept(fresh, view)
    show_chart(shown.calendar, key="calendar", language=language, height=calendar_height(shown.calendar))
    when = language.text("Missing days are those of {period}.", period=period_name(view.period, language))
    section(language.text("How fresh each channel is"), when)
    title = language.text("Freshness of each channel")
    show_table(shown.channels, caption=title, key="data-channels", language=language)
    title = language.text("Questions about the figures")
    section(title, shown.asked)
    if shown.questions.rows:
        show_table(shown.questions, caption=title, key="questions", language=language, file_name="questions")


def show_files(facts: Facts | None, language: Language) -> bool:
    """Show the way of files into the store and out again; returns whether the store has just been changed."""
    tell_outcome(language)
    folder = None
    try:
        folder = folder_to_write(facts)
    except StoreError as error:
        notice(*(language.text(text, **error.fields) for text in (error.what, error.todo)))
    if folder and (facts is None or facts.organisations.empty):
        organisation_form(str(folder), language)
        return False
    imported = folder is not None and import_files(folder, facts.store.version if facts else "", language)
    return (facts is not None and imports_made(facts, folder, language)) or imported


view, language, facts = view_if_any(), current_language(), facts_if_any()
if view:
    page_head(view, language.text("Where do the numbers come from?"), kept(answer, view))
parts = tuple(PARTS) if view else WITHOUT_FIGURES
part = chosen_one("part", parts, parts[0])
tell_refusals(language, "part")
st.segmented_control(
    language.text("Show"), parts, format_func=lambda one: language.text(PARTS[one]), key="part", required=True,
    label_visibility="collapsed",
)  # fmt: skip
remember("part", *(() if part == parts[0] else (part,)))
if part == "fresh" and view:
    show_fresh(view)
elif part == "behind" and view:
    figure_files(view, language)
elif part == "store" and view:
    show_holding(view)
elif part == "accounts":
    organisations_and_accounts(location_of(), facts, language)
elif show_files(facts, language):
    st.rerun()
