"""What do we take to the board?"""

from __future__ import annotations

import streamlit as st

from locales import Language
from metrics.view import View
from ui.board.desk import Desk, desk
from ui.board.editor import edit_section
from ui.board.files import take_along
from ui.board.freezing import freeze_part, tell_desk
from ui.board.frozen import open_report, show_frozen
from ui.board.lists import counted, show_lists
from ui.board.preview import show_section
from ui.board.sections import choose_section, choose_work
from ui.board.showing import present_button, presented
from ui.board.work import Work, open_draft
from ui.filters import tell_refusals
from ui.importing.outcome import tell_outcome
from ui.load import store_facts
from ui.page import page_head, section
from ui.view import current_view

PARAMETERS = ("draft", "report", "kind", "sections", "section")


def compose(desk: Desk, view: View, language: Language) -> None:
    """The report while it is written: its sections, their texts, what it will look like, and its files."""
    head = st.container()
    draft = open_draft(desk, view)
    work, now_open = choose_work(desk, view, draft), draft.id if draft else ""
    if presented(work.report):
        return
    with head:
        page_head(view, language.text("What do we take to the board?"), answer(work), [counted(desk, view, now_open)])
        tell_refusals(language, *PARAMETERS)
        tell_outcome(language)
    tell_desk(work)
    beside, page = st.columns([1, 3], gap="large")
    with beside:
        shown = choose_section(work)
    with page:
        section(language.text("The text"))
        edit_section(work, shown)
        section(language.text("As it will be"))
        show_section(work.section(shown), language)
    present_button(language)
    take_along(work.report, work.mark, language)
    freeze_part(work)
    show_lists(desk, view, now_open)


def answer(work: Work) -> str:
    """The sentence that the page opens with: which report, and what its first section has found."""
    return f"{work.report.subtitle}: {work.report.sections[0].title}."


view = current_view()
language = view.language
own_desk = desk(store_facts(), language)
if report_id := open_report(own_desk, view):
    tell_outcome(language)
    show_frozen(own_desk, view, report_id)
else:
    compose(own_desk, view, language)
