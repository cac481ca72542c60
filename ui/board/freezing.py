"""Freezing the report that is composed, from the page."""

from __future__ import annotations

from functools import partial as with_arguments

import streamlit as st

from data.errors import GenomslagError
from data.register.reports import frozen_report
from locales import Language
from reports.freezing import ToFreeze, freeze_report
from ui import view as address
from ui.board.work import Work, address_of
from ui.load import LOCAL_TIME, store_facts
from ui.notices import error_notice
from ui.page import section, small

REPORT = "report"
SUPERSEDES = "supersedes"
_ASKED = "freeze-asked"


def freeze_part(work: Work) -> None:
    """Draw what freezes the report; where nothing can be kept, nothing."""
    language = work.language
    if work.desk.folder is None:
        return
    section(
        language.text("Freeze the report"),
        language.text(
            "A frozen report stays as it is, with its figures, whatever is imported later. It cannot be edited, only "
            "superseded by a new one."
        ),
    )
    if supersedes := str(work.choices.get(SUPERSEDES, "")):
        small(language.text("It takes the place of {report}.", report=supersedes))
    if not work.author:
        small(language.text("Write your name at the top of the page first: it stands in the report."))
    st.button(
        language.text("Freeze"), key="freeze", disabled=not work.author,
        on_click=with_arguments(address.set_widget, _ASKED, value=True),
    )  # fmt: skip
    if address.widget_value(_ASKED):  # a press is kept when two runs follow on each other
        address.set_widget(_ASKED, None)
        _freeze(work, supersedes, language)


def _freeze(work: Work, supersedes: str, language: Language) -> None:
    view, folder = work.view, work.desk.folder
    if folder is None:
        return
    asked = ToFreeze(
        view.scope, view.period, work.kind, language, work.chosen, store_facts().today,
        draft=work.draft.id if work.draft else "", supersedes=supersedes,
    )  # fmt: skip
    try:
        with st.spinner(language.text("The report is being frozen: every figure is computed once more.")):
            report_id = freeze_report(folder, asked, work.report)
    except GenomslagError as error:
        error_notice(error, language)
        return
    address.lead_to(address_of(frozen_report(folder, report_id), REPORT))
    st.rerun()


def tell_desk(work: Work) -> None:
    """Say where what she writes is kept: once, and quietly."""
    language, draft = work.language, work.draft
    if work.desk.folder is None:
        small(work.desk.why)
    elif draft and draft.saved_at:
        at = draft.saved_at.astimezone(LOCAL_TIME)
        small(
            language.text(
                "The draft is saved. Last change {day} at {time}.", day=language.day(at.date()), time=f"{at:%H:%M}"
            )
        )
