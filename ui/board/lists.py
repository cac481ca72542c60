"""The drafts and frozen reports that there are, each with what opens it."""

from __future__ import annotations

from datetime import datetime
from functools import partial as with_arguments

import streamlit as st

from data.register.report_rows import Draft, Frozen
from locales import Language
from metrics.period import Period
from metrics.view import View
from metrics.wording import period_name
from reports.contents import kind_name
from reports.report import Kind
from ui.board.desk import Desk
from ui.board.freezing import REPORT
from ui.board.work import DRAFT, address_of
from ui.importing.outcome import attempted
from ui.load import LOCAL_TIME
from ui.page import section, small
from ui.view import lead_to


def show_lists(desk: Desk, view: View, now_open: str = "") -> None:
    """Show the organisation's drafts and frozen reports, but for the one that is open."""
    language = view.language
    own = [one for one in desk.all() if one.organisation == view.organisation and one.id != now_open]
    frozen = [one for one in desk.frozen if one.organisation == view.organisation]
    if own:
        section(language.text("Drafts"))
    for draft in own:
        _draft(desk, draft, language)
    if frozen:
        section(language.text("Frozen reports"))
    gone = {one.supersedes for one in frozen}
    for report in (one for one in frozen if one.id != now_open):
        opener(report, language, superseded=report.id in gone)


def counted(desk: Desk, view: View, now_open: str = "") -> str:
    """How many other drafts and frozen reports there are, in a sentence; nothing where there are none."""
    language = view.language
    drafts = sum(one.organisation == view.organisation and one.id != now_open for one in desk.all())
    frozen = sum(one.organisation == view.organisation for one in desk.frozen)
    said = (
        (drafts, language.counted("One draft lies further down.", "{count} drafts lie further down.", drafts)),
        (frozen, language.counted("One report is frozen.", "{count} reports are frozen.", frozen)),
    )
    return " ".join(f"{text[:1].upper()}{text[1:]}" for count, text in said if count)


def opener(one: Frozen, language: Language, *, superseded: bool = False) -> None:
    """What opens a frozen report, with when it was frozen and by whom."""
    label = language.text("{report}, frozen {when}", report=name_of(one, language), when=_when(one.frozen_at, language))
    _button(label, one, REPORT)
    by = language.text("By {author}.", author=one.author)
    small(f"{by} {language.text('Superseded by a later one.')}" if superseded else by)


def _draft(desk: Desk, one: Draft, language: Language) -> None:
    label = language.text("{report}, saved {when}", report=name_of(one, language), when=_when(one.saved_at, language))
    _button(label, one, DRAFT)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"draft-{one.id}"):
        small(language.text("By {author}.", author=one.author) if one.author else language.text("By nobody named."))
        st.button(
            language.text("Throw the draft away"), key=f"draft-out-{one.id}", type="tertiary",
            on_click=with_arguments(_thrown_away, desk, one, language),
        )  # fmt: skip


def _thrown_away(desk: Desk, one: Draft, language: Language) -> None:
    def act() -> str:
        desk.throw_away(one.id)
        return language.text("The draft is thrown away: {report}.", report=name_of(one, language))

    attempted(act)


def name_of(one: Draft | Frozen, language: Language) -> str:
    """What a report is called: Månadsrapport, oktober 2026."""
    period = Period.parse(one.period)
    return f"{kind_name(Kind(one.kind), period, language)}, {period_name(period, language)}"


def _when(at: datetime | None, language: Language) -> str:
    local = at.astimezone(LOCAL_TIME) if at else None
    return f"{language.day(local.date())} {local:%H:%M}" if local else "–"


def _button(label: str, one: Draft | Frozen, parameter: str) -> None:
    """A button that opens a draft or a report. A link to the page that one is on would not change the address."""
    st.button(
        label, key=f"open-{parameter}-{one.id}", type="tertiary",
        on_click=with_arguments(lead_to, address_of(one, parameter)),
    )  # fmt: skip
