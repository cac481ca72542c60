"""The organisations, channels and groups of a store: who is there, and the forms that add to it and take away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts.chart import Cell, Table
from data.errors import GenomslagError
from data.register.listing import Register, read_register
from data.register.tables import Row, writable
from data.template.words import SECTOR_NAMES
from locales import Language
from metrics.facts import Facts
from metrics.wording import channel_name
from ui.filters import choice
from ui.importing.channel_forms import WIDE
from ui.importing.organisation_forms import TASKS, new_organisation, size_text, task_form
from ui.importing.outcome import tell_outcome
from ui.importing.place import folder_to_write
from ui.load import data_version, kept_for
from ui.notices import guarded, notice
from ui.page import paragraphs, section
from ui.table import browse_table, show_table

NONE = "–"


def organisations_and_accounts(folder: str, facts: Facts | None, language: Language) -> None:
    """Draw who the store's figures are of, and the forms for it; the first organisation where there is none."""
    tell_outcome(language)
    with guarded(language):
        register = kept_for(_register, data_version(facts), folder) if facts else read_register(folder)
        if register.organisations:
            _who_is_there(register, facts, language)
        if not _may_write(folder, facts, language):
            return
        if not register.organisations:
            organisation_form(folder, language)
            return
        section(language.text("Add and change"))
        tasks = [one for one in TASKS if one != "change" or register.accounts]
        task = choice(
            language.text("What do you want to do?"), tasks, lambda one: language.text(TASKS[one]),
            key="do", width=WIDE, always=False,
        )  # fmt: skip
        task_form(task, folder, register, language)


def organisation_form(folder: str, language: Language) -> None:
    """Draw the form for the first organisation of a store, and why it is asked for."""
    section(
        language.text("Begin with your organisation"),
        language.text(
            "Figures have to be somebody's. Say who you are, and the dashboard is yours: then files can be imported."
        ),
    )
    new_organisation(folder, language, own=True)


def _may_write(folder: str, facts: Facts | None, language: Language) -> bool:
    """Whether the store may be written to; else it is said why not."""
    try:
        folder_to_write(facts)
        writable(folder)
    except GenomslagError as error:
        notice(language.text(error.what, **error.fields), language.text(error.todo, **error.fields))
        return False
    return True


def _register(_facts: Facts, folder: str) -> Register:
    return read_register(folder)


def _who_is_there(register: Register, facts: Facts | None, language: Language) -> None:
    text = language.text
    section(text("Your organisations"))
    own = _organisations(register, list(register.own.values()), language)
    show_table(own, caption=text("Your organisations"), key="own-organisations", language=language)
    if register.accounts:
        section(text("Channels"))
        channels = _channels(register, facts, language)
        browse_table(channels, caption=text("Channels"), key="own-channels", language=language, file_name="channels")
    if register.peers:
        section(text("To compare with"))
        peers = _organisations(register, list(register.peers.values()), language)
        browse_table(
            peers, caption=text("To compare with"), key="known-peers", language=language, file_name="organisations"
        )
    if register.groups:
        section(text("Groups of your own"))
        names = {org_id: str(row["name"]) for org_id, row in register.organisations.items()}
        paragraphs(
            [f"{group.name}: {', '.join(names.get(one, one) for one in group.members)}" for group in register.groups]
        )


def _organisations(register: Register, rows: Sequence[Row], language: Language) -> Table:
    """A row an organisation: its sector, whom it is for, and its group."""
    text = language.text
    grouped = any(row["org_id"] in register.skr for row in rows)
    columns = [text("Organisation"), text("Sector"), text("Whom it is for"), *([text("SKR group")] if grouped else [])]
    cells: list[list[Cell]] = []
    for row in rows:
        size = register.sizes.get(row["org_id"])
        cells.append([row["name"], text(SECTOR_NAMES[row["sector"]]), size_text(size, language) if size else None])
        if grouped:
            cells[-1].append(register.skr.get(row["org_id"]))
    return Table(columns, cells, _shown(cells))


def _channels(register: Register, facts: Facts | None, language: Language) -> Table:
    """A row a channel: what it is called, who runs it, since when, and its last day with figures."""
    text, rows = language.text, list(register.accounts.values())
    headings = {
        "platform": text("Platform"),
        "name": text("Name"),
        "handle": text("Handle"),
        "unit": text("Unit"),
        "opened_on": text("Since"),
        "last": text("Last figures"),
        "closed_on": text("Closed"),
        "organisation": text("Organisation"),
    }
    last = {} if facts is None else facts.last_days.to_dict()
    names = {org_id: row["name"] for org_id, row in register.organisations.items()}
    told = [
        row
        | {
            "platform": channel_name(row["platform"], language),
            "last": last.get(row["account_id"]),
            "organisation": names.get(row["org_id"], row["org_id"]),
        }
        for row in rows
    ]
    # A column that would be empty is left out, and so is whose they are where they are all the same.
    given = [name for name in headings if any(row[name] for row in told)]
    if len({row["organisation"] for row in told}) == 1:
        given.remove("organisation")
    cells = [[_cell(row[name]) for name in given] for row in told]
    shown = [[_text(row[name], language) for name in given] for row in told]
    return Table([headings[name] for name in given], cells, shown)


def _cell(value: str | date | None) -> Cell:
    return value.isoformat() if isinstance(value, date) else value


def _text(value: str | date | None, language: Language) -> str:
    return language.day(value) if isinstance(value, date) else value or NONE


def _shown(cells: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[NONE if cell is None else str(cell) for cell in row] for row in cells]
