"""The report that is being composed: what has been chosen, in the address or in a draft, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import streamlit as st

from data.register.report_rows import Draft, Frozen
from locales import Language
from metrics.channel_names import chosen_channels
from metrics.facts import Facts
from metrics.view import View
from reports.choices import as_json, chosen_in, scope_in
from reports.contents import SECTIONS, SECTIONS_OF, Chosen, report
from reports.edited import Words, worded
from reports.report import Kind, Report, Section
from ui import view as address
from ui.board.desk import Desk
from ui.load import kept, store_facts

NAME, DRAFT = "board-name", "draft"
Choices = dict[str, Any]


@dataclass(frozen=True)
class Work:
    """What is composed in this run. Without a `draft`, nothing has been written yet."""

    desk: Desk
    view: View
    kind: Kind
    sections: tuple[str, ...]
    draft: Draft | None
    author: str

    @property
    def language(self) -> Language:
        """What it is written in."""
        return self.view.language

    @property
    def choices(self) -> Choices:
        """What has been chosen, as drafts keep it."""
        if self.draft:
            return dict(self.draft.choices)
        usual = self.sections == SECTIONS_OF[self.kind]
        return as_json(Chosen(sections=None if usual else self.sections, compare=self.view.compare), self.view.scope)

    @property
    def chosen(self) -> Chosen:
        """What has been chosen, as reports take it."""
        return replace(chosen_in(self.choices, self.author), sections=self.sections)

    @cached_property
    def proposed(self) -> Report:
        """The report in the words that Genomslag proposes, its sections in the order that was chosen."""
        made = kept(proposed, self.view, self.kind, tuple(one for one in SECTIONS if one in self.sections))
        order = {one: place for place, one in enumerate(self.sections)}
        sections = tuple(sorted(made.sections, key=lambda one: order[one.id]))
        return replace(made, sections=sections, author=self.author)

    @cached_property
    def report(self) -> Report:
        """The report as it will be."""
        chosen = self.chosen
        return worded(self.proposed, Words(chosen.texts, chosen.comments))

    @property
    def mark(self) -> str:
        """A text that is another one when the report is."""
        return repr((self.view, self.kind, self.sections, self.choices, self.author))

    def section(self, section_id: str, *, proposed: bool = False) -> Section:
        """A section of it."""
        found = self.proposed if proposed else self.report
        return next(one for one in found.sections if one.id == section_id)

    def change(self, made: Callable[[Choices], None], kind: Kind | None = None) -> None:
        """Make a change to the choices, in the draft as it lies now, or in a new one."""
        name = self.author

        def changed(draft: Draft) -> Draft:
            choices = dict(draft.choices)
            made(choices)
            return replace(draft, choices=choices, author=name or draft.author, kind=(kind or Kind(draft.kind)).value)

        if self.draft:
            self.desk.change(self.draft.id, changed)
        else:
            blank = Draft(
                self.view.organisation, self.kind.value, self.view.period.id, self.language.code, self.choices, name
            )
            address.remember(DRAFT, self.desk.start(changed(blank)))


def proposed(facts: Facts, view: View, kind: Kind, sections: tuple[str, ...]) -> Report:
    """The report of a view, as Genomslag proposes it."""
    chosen = Chosen(sections=sections, compare=view.compare)
    return report(facts, view.scope, view.period, kind, view.language, chosen)


def open_draft(desk: Desk, view: View) -> Draft | None:
    """The draft that the address names, where it is of what the filters show; else none, and the address names none.

    A link that names a draft leads to its own filters. What it is compared with may be changed while it is open.
    """
    wanted = address.remembered(DRAFT)
    draft = desk.find(wanted) if wanted else None
    if draft is None:
        if wanted:
            address.refuse(DRAFT, wanted)
    elif _filters(draft) != _shown(view):
        if address.opened():
            address.lead_to(address_of(draft))
            st.rerun()
        draft = _compared(desk, draft, view) if _filters(draft)[:-1] == _shown(view)[:-1] else None
    address.remember(DRAFT, *((draft.id,) if draft else ()))
    return draft


def _filters(draft: Draft) -> tuple[object, ...]:
    scope, chosen = scope_in(draft.organisation, draft.choices), chosen_in(draft.choices)
    return scope, draft.period, draft.language, chosen.compare


def _shown(view: View) -> tuple[object, ...]:
    return view.scope, view.period.id, view.language.code, view.compare


def _compared(desk: Desk, draft: Draft, view: View) -> Draft | None:
    """The draft, compared with what the filters say."""
    desk.change(draft.id, lambda one: replace(one, choices={**one.choices, "compare": view.compare}))
    return desk.find(draft.id)


def address_of(one: Draft | Frozen, parameter: str = DRAFT) -> dict[str, str | list[str]]:
    """The address that opens a draft or a frozen report, with the filters that it is of."""
    language, scope = Language(one.language), scope_in(one.organisation, one.choices)
    channels = chosen_channels(store_facts(), scope.organisation, scope.platforms, scope.accounts, language)
    compare = chosen_in(one.choices).compare
    return {
        "org": one.organisation,
        "channels": list(channels),
        "period": one.period,
        "compare": "" if compare == "previous" else compare,
        "lang": "" if one.language == address.DEFAULT_LANGUAGE else one.language,
        parameter: one.id,
    }
