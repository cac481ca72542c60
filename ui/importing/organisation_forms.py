"""The forms that add, change and take away organisations, channels and groups to compare with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial as with_arguments

import streamlit as st

from data.columns import AUDIENCE_KINDS, SECTORS
from data.errors import GenomslagError
from data.reference.peers import latest, places
from data.register.accounts import take_away_account
from data.register.listing import Register, read_register
from data.register.organisations import (
    Size,
    add_organisation,
    rename_organisation,
    set_size,
    take_away_organisation,
)
from data.register.peers import add_peers, set_group, take_away_group
from data.register.tables import sorting
from data.template.words import AUDIENCE_NAMES, SECTOR_NAMES
from locales import N_, Language
from ui.importing.channel_forms import LONGEST, WIDE, change_channel, channel_text, new_channel, which_organisation
from ui.importing.outcome import STAYS, Values, key, submit
from ui.load import LOCAL_TIME

TASKS = {
    "channel": N_("Add a channel"),
    "change": N_("Change or close a channel"),
    "organisation": N_("Add an organisation of your own"),
    "rename": N_("Change the name of an organisation"),
    "size": N_("Tell how many people an organisation is for"),
    "peers": N_("Add municipalities and regions to compare with"),
    "peer": N_("Add another organisation to compare with"),
    "group": N_("Make a group to compare with"),
    "remove": N_("Take something away"),
}


def task_form(task: str, folder: str, register: Register, language: Language) -> None:
    """Draw the form of a task."""
    if task in ("organisation", "peer"):
        new_organisation(folder, language, own=task == "organisation")
    else:
        _FORMS[task](folder, register, language)


def new_organisation(folder: str, language: Language, *, own: bool) -> None:
    """Draw the form for a new organisation."""
    text, form = language.text, "new-organisation" if own else "new-peer"
    with st.form(form, width=WIDE):
        st.text_input(
            text("Name"),
            key=key(form, "name"),
            max_chars=LONGEST,
            help=text("A municipality or region is known by its name and gets its inhabitants from SCB."),
        )
        st.selectbox(
            text("Sector"), SECTORS, index=None, format_func=lambda one: text(SECTOR_NAMES[one]),
            key=key(form, "sector"), placeholder=text("Not needed for a municipality or region"),
        )  # fmt: skip
        _size_fields(form, language, text("People it is for (may be left empty)"))
        label = text("Add the organisation")
        act = with_arguments(_organisation_added, folder, language, own)
        submit(form, label, {"name": "", "sector": None, "kind": STAYS, "people": None, "year": STAYS}, act)


def _size_fields(form: str, language: Language, label: str) -> None:
    text = language.text
    with st.container(horizontal=True):
        st.number_input(
            label, min_value=1, max_value=1_000_000_000, value=None, step=1, key=key(form, "people"), width=210
        )
        st.selectbox(
            text("Who they are"), AUDIENCE_KINDS, format_func=lambda one: text(AUDIENCE_NAMES[one]),
            key=key(form, "kind"), width=130,
        )  # fmt: skip
        this_year = datetime.now(LOCAL_TIME).year
        st.number_input(
            text("Year"), min_value=1800, max_value=this_year + 1, value=this_year, step=1, format="%d",
            key=key(form, "year"), width=112,
        )  # fmt: skip


def _organisation_added(folder: str, language: Language, own: bool, given: Values) -> str:
    org_id = add_organisation(
        folder, given["name"] or "", given["sector"] or "", own=own, size=_size(given) if given["people"] else None
    )
    register = read_register(folder)
    name, size = register.organisations[org_id]["name"], register.sizes.get(org_id)
    if size is None:
        return language.text("{name} is added.", name=name)
    return language.text("{name} is added, with {size}.", name=name, size=size_text(size, language))


def _size(given: Values) -> Size:
    return Size(str(given["kind"]), int(given["year"] or 0), int(given["people"] or 0))


def size_text(size: Size, language: Language) -> str:
    """A size in words: 134 249 invånare (2024)."""
    texts = {
        "inhabitants": N_("{people} inhabitants ({year})"),
        "customers": N_("{people} customers ({year})"),
        "members": N_("{people} members ({year})"),
        "employees": N_("{people} employees ({year})"),
    }
    return language.text(texts[size.kind], people=language.number(size.people), year=size.year)


def _rename(folder: str, register: Register, language: Language) -> None:
    form = "rename"
    with st.form(form, width=WIDE):
        which_organisation(form, register, language)
        st.text_input(language.text("New name"), key=key(form, "name"), max_chars=LONGEST)

        def act(given: Values) -> str:
            rename_organisation(folder, given["org"], given["name"] or "")
            name = read_register(folder).organisations[given["org"]]["name"]
            return language.text("The organisation is called {name} now.", name=name)

        submit(form, language.text("Change the name"), {"org": STAYS, "name": ""}, act)


def _new_size(folder: str, register: Register, language: Language) -> None:
    form = "size"
    with st.form(form, width=WIDE):
        which_organisation(form, register, language)
        _size_fields(form, language, language.text("Number of people"))

        def act(given: Values) -> str:
            size = _size(given)
            set_size(folder, given["org"], size)
            name = register.organisations[given["org"]]["name"]
            return language.text("{name}: {size}.", name=name, size=size_text(size, language))

        submit(form, language.text("Save"), {"org": STAYS, "people": None, "kind": STAYS, "year": STAYS}, act)


def _peers(folder: str, register: Register, language: Language) -> None:
    text, form = language.text, "peers-by-name"
    known = {row["official_code"] for row in register.organisations.values()}
    offered = {
        one.code: text("{name}, {people} inhabitants", name=one.name, people=language.number(latest(one.code)[0]))
        for one in sorted(places(), key=lambda one: sorting(one.name))
        if one.code not in known
    }
    with st.form(form, width=WIDE):
        st.multiselect(
            text("Municipalities and regions"), list(offered), format_func=offered.__getitem__,
            key=key(form, "codes"), placeholder=text("Write a name to search"), filter_mode="contains",
            select_all=False, help=text("Inhabitants come from SCB, and groups of municipalities from SKR."),
        )  # fmt: skip

        def act(given: Values) -> str:
            if not given["codes"]:
                raise GenomslagError(N_("None is chosen."), todo=N_("Choose at least one municipality or region."))
            names = ", ".join(one.name for one in add_peers(folder, given["codes"]))
            return text("Added to compare with: {names}.", names=names)

        submit(form, text("Add them"), {"codes": []}, act)


def _new_group(folder: str, register: Register, language: Language) -> None:
    text, form = language.text, "group"
    names = {org_id: row["name"] for org_id, row in (register.own | register.peers).items()}
    with st.form(form, width=WIDE):
        st.text_input(
            text("Name of the group"), key=key(form, "name"), max_chars=LONGEST,
            help=text("A group that has the name already gets these members instead of its own."),
        )  # fmt: skip
        st.multiselect(
            text("Members"), list(names), list(register.own), format_func=names.__getitem__,
            key=key(form, "members"), placeholder=text("Choose organisations"), filter_mode="contains",
            select_all=False,
        )  # fmt: skip

        def act(given: Values) -> str:
            set_group(folder, given["name"] or "", given["members"] or [])
            many = len(given["members"])
            return language.plural("The group has {count} member.", "The group has {count} members.", many)

        submit(form, text("Save the group"), {"name": "", "members": list(register.own)}, act)


def _take_away(folder: str, register: Register, language: Language) -> None:
    text, form = language.text, "take-away"
    offered: dict[str, str] = {}
    doing: dict[str, Callable[[], None]] = {}
    for account_id, row in register.accounts.items():
        offered[f"channel {account_id}"] = channel_text(row, language)
        doing[f"channel {account_id}"] = with_arguments(take_away_account, folder, account_id)
    for group in register.groups:
        offered[f"group {group.scheme}"] = text("The group {name}", name=group.name)
        doing[f"group {group.scheme}"] = with_arguments(take_away_group, folder, group.scheme)
    for org_id, row in (register.peers | register.own).items():
        offered[f"organisation {org_id}"] = str(row["name"])
        doing[f"organisation {org_id}"] = with_arguments(take_away_organisation, folder, org_id)
    with st.form(form, width=WIDE):
        st.selectbox(
            text("What is to be taken away"), list(offered), index=None, format_func=offered.__getitem__,
            key=key(form, "what"), placeholder=text("Choose one"),
            help=text("Only what has no figures, goals or channels can be taken away."),
        )  # fmt: skip

        def act(given: Values) -> str:
            if given["what"] not in doing:
                raise GenomslagError(N_("Nothing is chosen."), todo=N_("Choose one of those that are listed."))
            doing[given["what"]]()
            return text("{name} is taken away.", name=offered[given["what"]])

        submit(form, text("Take away"), {"what": None}, act)


_FORMS: dict[str, Callable[[str, Register, Language], None]] = {
    "channel": new_channel,
    "change": change_channel,
    "rename": _rename,
    "size": _new_size,
    "peers": _peers,
    "group": _new_group,
    "remove": _take_away,
}
