"""Which kind of report, which sections, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial as with_arguments

import streamlit as st

from data.register.report_rows import Draft
from locales import N_
from metrics.view import View
from reports.contents import NAMES, SECTIONS, SECTIONS_OF, kind_for
from reports.report import Kind
from ui import view as address
from ui.board.desk import Desk
from ui.board.work import NAME, Choices, Work
from ui.importing.outcome import attempted
from ui.page import small

FIELD = 260  # pixels
PARAMETER, SHOWN, ADDED = "sections", "section", "section-added"
LONGEST_NAME = 100


def choose_work(desk: Desk, view: View, draft: Draft | None) -> Work:
    """Draw the choice of kind and the field for her name; returns the report that is composed."""
    language = view.language
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="board-choices"):
        kind = _kind(desk, view, draft)
        name = st.text_input(
            language.text("Your name, as it is to stand in the report"), key=NAME, max_chars=LONGEST_NAME, width=FIELD
        )
    sections = _wanted(kind, draft)
    address.remember(PARAMETER, *(() if sections == SECTIONS_OF[kind] else (",".join(sections),)))
    return Work(desk, view, kind, sections, draft, " ".join((name or "").split()))


def _kind(desk: Desk, view: View, draft: Draft | None) -> Kind:
    """The kind: the draft's, else what the address says, else what the period is usually told in."""
    usual = kind_for(view.period)
    key = f"kind-{draft.id if draft else view.period.kind.value}"
    if draft:
        address.set_widget(key, draft.kind)
    elif not address.opened() and address.widget_value(key) is None:
        address.set_widget(key, usual.value)
    kinds = [one.value for one in Kind]
    chosen = address.chosen_one(key, kinds, usual.value, named="kind") if not draft else draft.kind
    address.remember("kind", *(() if chosen == usual.value else (chosen,)))
    st.selectbox(
        view.language.text("Kind of report"), kinds, format_func=lambda one: view.language.text(NAMES[Kind(one)]),
        key=key, width=FIELD, on_change=with_arguments(_kind_chosen, desk, draft, key),
    )  # fmt: skip
    return Kind(chosen)


def _kind_chosen(desk: Desk, draft: Draft | None, key: str) -> None:
    if draft is None:
        return

    def changed(one: Draft) -> Draft:
        return Draft(**{**vars(one), "kind": str(address.widget_value(key))})

    attempted(lambda: desk.change(draft.id, changed))


def _wanted(kind: Kind, draft: Draft | None) -> tuple[str, ...]:
    """The sections in their order: the draft's, else those of the address, else those of the kind."""
    if draft:
        asked = draft.choices.get("sections") or ()
    else:
        asked = [one for one in address.remembered(PARAMETER).split(",") if one]
    for one in asked:
        if one not in SECTIONS:
            address.refuse(PARAMETER, one)
    return tuple(dict.fromkeys(one for one in asked if one in SECTIONS)) or SECTIONS_OF[kind]


def choose_section(work: Work) -> str:
    """Draw the sections in their order, with what can be done to the one that is chosen; returns its id."""
    language, there = work.language, [one.id for one in work.proposed.sections]
    shown = address.chosen_one(SHOWN, there, there[0])
    address.remember(SHOWN, *(() if shown == there[0] else (shown,)))
    st.radio(
        language.text("Sections"), there, format_func=lambda one: _label(work, one, there.index(one) + 1), key=SHOWN,
    )  # fmt: skip
    place = there.index(shown)
    with st.container(horizontal=True, gap="small", key="board-order"):
        for name, label, to in (("up", N_("Move up"), place - 1), ("down", N_("Move down"), place + 1)):
            st.button(
                language.text(label), key=f"section-{name}", disabled=not 0 <= to < len(there),
                on_click=with_arguments(_move, work, shown, to),
            )  # fmt: skip
        st.button(
            language.text("Leave out"), key="section-out", disabled=len(there) == 1,
            on_click=with_arguments(_leave_out, work, shown),
        )  # fmt: skip
    _add(work, there)
    return shown


def _label(work: Work, section_id: str, place: int) -> str:
    """The section as it stands in the list, with what she has written in it."""
    language, choices = work.language, work.chosen
    told = [language.text(SECTIONS[section_id])]
    if any(text.text.strip() for text in choices.texts.get(section_id, {}).values()):
        told.append(language.text("edited"))
    if comments := len(choices.comments.get(section_id, ())):
        told.append(language.plural("{count} comment", "{count} comments", comments))
    return f"{place}. {' · '.join(told)}"


def _add(work: Work, there: Sequence[str]) -> None:
    """Draw the choice of sections that are left out, and say which have nothing to tell."""
    language, out = work.language, [one for one in SECTIONS if one not in work.sections]
    if out:
        st.selectbox(
            language.text("Add a section"), out, None, format_func=lambda one: language.text(SECTIONS[one]), key=ADDED,
            placeholder=language.text("Choose a section"), width=FIELD, on_change=with_arguments(_added, work),
        )  # fmt: skip
    empty = [language.text(SECTIONS[one]) for one in work.sections if one not in there]
    if empty:
        small(language.text("Nothing to tell of: {sections}.", sections=", ".join(empty)))


def _move(work: Work, section_id: str, to: int) -> None:
    """Put a section in another's place among those that are shown."""
    beside = work.proposed.sections[to].id
    order = [one for one in work.sections if one != section_id]
    after = work.sections.index(beside) > work.sections.index(section_id)
    order.insert(order.index(beside) + after, section_id)
    _order(
        work,
        order,
        work.language.text("{section} is now number {place}.", section=_name(work, section_id), place=to + 1),
    )


def _leave_out(work: Work, section_id: str) -> None:
    said = work.language.text("{section} is left out.", section=_name(work, section_id))
    _order(work, [one for one in work.sections if one != section_id], said)


def _added(work: Work) -> None:
    """Put a section where its kind of report usually has it."""
    section_id = str(address.widget_value(ADDED) or "")
    address.set_widget(ADDED, None)
    if section_id not in SECTIONS or section_id in work.sections:
        return
    usual = list(SECTIONS)
    before = [one for one in work.sections if usual.index(one) < usual.index(section_id)]
    order = list(work.sections)
    order.insert(work.sections.index(before[-1]) + 1 if before else 0, section_id)
    address.set_widget(SHOWN, section_id)
    _order(work, order, work.language.text("{section} is added.", section=_name(work, section_id)))


def _name(work: Work, section_id: str) -> str:
    return work.language.text(SECTIONS[section_id])


def _order(work: Work, order: Sequence[str], said: str) -> None:
    """Have the report hold these sections; only the address knows until something has been written."""

    def made(choices: Choices) -> None:
        choices["sections"] = list(order)

    def act() -> str:
        if work.draft:
            work.change(made)
        address.remember(PARAMETER, ",".join(order))
        return said

    attempted(act)
