"""A frozen report on the page: as it was, whether its figures still come out the same, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial as with_arguments

import streamlit as st

from charts.chart import Table
from data.register.report_rows import Draft
from data.register.reports import frozen_report
from locales import Language
from metrics.facts import Facts, build_facts
from metrics.view import View
from reports.freezing import Opened, opened
from reports.report import Report
from reports.restated import changes_since
from reports.restated_words import outcome_sentences, since_sentence, since_table
from ui import view as address
from ui.board.desk import Desk
from ui.board.files import take_along
from ui.board.freezing import REPORT, SUPERSEDES
from ui.board.lists import name_of, opener
from ui.board.preview import show_section
from ui.board.showing import present_button, presented
from ui.board.work import address_of
from ui.importing.outcome import attempted
from ui.load import LOCAL_TIME, kept_for
from ui.page import section, small, start_head
from ui.table import show_table

SHOWN = "section"


def open_report(desk: Desk, view: View) -> str:
    """The id of the frozen report that the address names, where it is of what the filters show; else nothing."""
    wanted = address.remembered(REPORT)
    found = next((one for one in desk.frozen if one.id == wanted), None)
    if wanted and found is None:
        address.refuse(REPORT, wanted)
    if found and (found.organisation, found.period) != (view.organisation, view.period.id):
        if address.opened():
            address.lead_to(address_of(found, REPORT))
            st.rerun()
        found = None
    address.remember(REPORT, *((found.id,) if found else ()))
    return found.id if found else ""


def show_frozen(desk: Desk, view: View, report_id: str) -> None:
    """Show a frozen report with all that can be done with it."""
    language = view.language
    with st.spinner(language.text("The report is being opened: every figure is computed once more.")):
        found: Opened = kept_for(_opened, view.store_version, report_id)
    if presented(found.report):
        return
    _head(desk, found, language)
    with st.container(horizontal=True, gap="small", key="frozen-do"):
        present_button(language)
        st.button(
            language.text("Write a new one in its place"), key="supersede",
            on_click=with_arguments(_superseded, desk, report_id),
        )  # fmt: skip
        st.button(language.text("Close the report"), key="close-report", on_click=_closed)
    take_along(found.report, report_id, language)
    _changed(found, view)
    _sections(found.report, language)


def _opened(facts: Facts, report_id: str) -> Opened:
    return opened(facts.store.location, report_id)


def _head(desk: Desk, found: Opened, language: Language) -> None:
    """What was frozen, when and by whom, and what came of computing it anew."""
    frozen, at = found.frozen, found.frozen.frozen_at
    day = language.day(at.astimezone(LOCAL_TIME).date()) if at else "–"
    title = language.text(
        "{report}, frozen {day} by {author}", report=name_of(frozen, language), day=day, author=frozen.author
    )
    start_head(title, " ".join(outcome_sentences(found, language)))
    for text in (found.report.filtered, found.report.fresh, found.report.limits):
        if text:
            small(text)
    for one in desk.frozen:
        if one.supersedes == frozen.id:
            small(language.text("A later report has taken its place:"))
            opener(one, language)
        if one.id == frozen.supersedes:
            small(language.text("It takes the place of an earlier report:"))
            opener(one, language, superseded=True)


@dataclass(frozen=True)
class Told:
    """What has changed since a report was frozen, as it is shown."""

    sentence: str
    table: Table


def _changed(found: Opened, view: View) -> None:
    """Say what has changed since, and list it."""
    language = view.language
    with st.spinner(language.text("The figures are compared with those of today.")):
        told: Told = kept_for(_told, view.store_version, found.frozen.id, language)
    section(language.text("What has changed since then?"), told.sentence)
    if told.table.rows:
        title = language.text("Figures that have changed")
        name = f"changed-{found.frozen.id}"
        show_table(told.table, caption=title, key="frozen-changed", language=language, file_name=name)


def _told(facts: Facts, report_id: str, language: Language) -> Told:
    found: Opened = kept_for(_opened, f"{facts.store.location}@{facts.store.version}@{facts.today}", report_id)
    on_the_day = (
        facts if facts.today == found.frozen.reckoned_on else build_facts(facts.store, found.frozen.reckoned_on)
    )
    since = changes_since(found, on_the_day)
    return Told(since_sentence(since, found, facts, language), since_table(since, found.frozen, facts, language))


def _sections(report: Report, language: Language) -> None:
    """The report itself, a section at a time."""
    there = [one.id for one in report.sections]
    names = {one.id: f"{place}. {one.name}" for place, one in enumerate(report.sections, 1)}
    shown = address.chosen_one(SHOWN, there, there[0])
    address.remember(SHOWN, *(() if shown == there[0] else (shown,)))
    beside, page = st.columns([1, 3], gap="large")
    with beside:
        st.radio(language.text("Sections"), there, format_func=names.__getitem__, key=SHOWN)
    with page:
        show_section(next(one for one in report.sections if one.id == shown), language)


def _superseded(desk: Desk, report_id: str) -> None:
    """Begin a draft with the choices of the frozen report, which is to take its place."""

    def act() -> None:
        old = frozen_report(desk.location, report_id)
        choices = {**old.choices, SUPERSEDES: report_id}
        draft = Draft(old.organisation, old.kind, old.period, old.language, choices)
        address.lead_to(address_of(desk.find(desk.start(draft)) or draft))

    attempted(act)


def _closed() -> None:
    address.remember(REPORT)
