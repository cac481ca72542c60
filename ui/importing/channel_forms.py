"""The forms that add, change and close channels, and how a channel and an organisation are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial as with_arguments
from typing import Any

import streamlit as st

from data.columns import PLATFORMS
from data.errors import GenomslagError
from data.register.accounts import Account, add_account, change_account
from data.register.listing import Register, read_register
from data.register.tables import Row
from locales import N_, Language
from metrics.wording import channel_name
from ui.importing.outcome import STAYS, Values, key, submit
from ui.load import LOCAL_TIME

FIRST_DAY = date(2000, 1, 1)
LONGEST = 200
WIDE = 520
TEXTS = ("name", "handle", "unit", "external_id")


def new_channel(folder: str, register: Register, language: Language) -> None:
    """Draw the form for a new channel."""
    text, form = language.text, "new-channel"
    with st.form(form, width=WIDE):
        which_organisation(form, register, language)
        st.selectbox(
            text("Platform"), PLATFORMS, index=None, format_func=lambda one: channel_name(one, language),
            key=key(form, "platform"), placeholder=text("Choose a platform"),
        )  # fmt: skip
        _channel_fields(form, {}, language)
        fields = {"org": STAYS, "platform": None, **dict.fromkeys(TEXTS, ""), "opened_on": None}
        submit(form, text("Add the channel"), fields, with_arguments(_channel_added, folder, language))


def _channel_fields(form: str, row: Mapping[str, Any], language: Language) -> None:
    """What is said of a channel, new or not."""
    text = language.text
    labels = {
        "name": (text("Name"), text("As it is written on the pages. Left empty, the organisation's name.")),
        "handle": (text("Handle"), text("The name in the address. The whole address will do.")),
        "unit": (text("Unit"), text("The part of the organisation that runs the channel. May be left empty.")),
        "external_id": (
            text("The platform's id"),
            text("The platform's number for the channel, by which exports are matched. May be empty."),
        ),
    }
    for name, (label, explanation) in labels.items():
        st.text_input(label, row.get(name) or "", key=key(form, name), max_chars=LONGEST, help=explanation)
    _day_field(form, "opened_on", text("Opened (may be left empty)"), row)


def _day_field(form: str, name: str, label: str, row: Mapping[str, Any]) -> None:
    day: date | None = row.get(name)
    first, last = FIRST_DAY, date(datetime.now(LOCAL_TIME).year + 1, 12, 31)
    st.date_input(
        label, day, min_value=min(first, day or first), max_value=max(last, day or last), format="YYYY-MM-DD",
        key=key(form, name), width=220,
    )  # fmt: skip


def _channel_added(folder: str, language: Language, given: Values) -> str:
    if not given["platform"]:
        raise GenomslagError(N_("No platform is chosen."), todo=N_("Choose the platform that the channel is on."))
    account = _said(given)
    account_id = add_account(folder, given["org"], given["platform"], account)
    return language.text(
        "{channel} is added.", channel=channel_text(read_register(folder).accounts[account_id], language)
    )


def channel_text(row: Row, language: Language) -> str:
    """A channel as it is chosen: Facebook: Umeå kommun (umeakommun)."""
    name = f"{channel_name(row['platform'], language)}: {row['name']}"
    return f"{name} ({row['handle']})" if row["handle"] else name


def change_channel(folder: str, register: Register, language: Language) -> None:
    """Draw the form that changes or closes a channel."""
    text, accounts = language.text, register.accounts
    account_id = st.selectbox(
        text("Channel"), list(accounts), format_func=lambda one: channel_text(accounts[one], language),
        key="which-channel", width=WIDE,
    )  # fmt: skip
    row, form = accounts[account_id], f"change-{account_id}"
    with st.form(form, width=WIDE):
        _channel_fields(form, row, language)
        _day_field(form, "closed_on", text("Closed, the last day (empty for one that is in use)"), row)
        st.checkbox(text("Main channel"), bool(row["primary"]), key=key(form, "primary"))
        fields = dict.fromkeys((*TEXTS, "opened_on", "closed_on", "primary"), STAYS)
        submit(form, text("Save"), fields, with_arguments(_channel_changed, folder, row, language))


def _channel_changed(folder: str, row: Row, language: Language, given: Values) -> str:
    primary = given["primary"] if given["primary"] or row["primary"] is not None else None
    change_account(folder, row["account_id"], replace(_said(given), primary=primary, closed_on=given["closed_on"]))
    saved = read_register(folder).accounts[row["account_id"]]
    return language.text("{channel} is saved.", channel=channel_text(saved, language))


def _said(given: Values) -> Account:
    """What the fields of a form say of a channel."""
    name, handle, unit, external_id = (str(given[field] or "") for field in TEXTS)
    return Account(name, handle, unit, external_id, opened_on=given["opened_on"])


def which_organisation(form: str, register: Register, language: Language) -> None:
    """Draw the choice of an organisation, the own ones first."""
    names = {org_id: row["name"] for org_id, row in (register.own | register.peers).items()}
    st.selectbox(language.text("Organisation"), list(names), format_func=names.__getitem__, key=key(form, "org"))
