"""The forms that add a campaign and change one."""

from __future__ import annotations

from functools import partial as with_arguments
from pathlib import Path

import streamlit as st

from data.register.campaigns import Campaign, add_campaign, change_campaign
from data.register.tables import Row, rows_of
from locales import Language
from metrics.facts import Facts
from ui.goals.fields import HALF, LONGEST, WIDE, day_fields, number, objective_field, written
from ui.importing.outcome import STAYS, Values, key, submit

EMPTIED = {"name": "", "starts_on": None, "ends_on": None, "objective": None, "budget": None}


def new_campaign(folder: str, facts: Facts, organisation: str, language: Language) -> None:
    """Draw the form for a new campaign."""
    form = "new-campaign"
    with st.form(form, width=WIDE):
        _fields(form, {}, facts, language)
        act = with_arguments(_added, folder, organisation, language)
        submit(form, language.text("Add the campaign"), EMPTIED, act)


def change(folder: str, facts: Facts, organisation: str, language: Language) -> None:
    """Draw the form that changes a campaign."""
    rows = {row["campaign_id"]: row for row in own_campaigns(folder, organisation)}
    chosen = st.selectbox(
        language.text("Campaign"), list(rows), format_func=lambda one: rows[one]["name"], key="which-campaign",
        width=WIDE,
    )  # fmt: skip
    form = f"change-campaign-{chosen}"
    with st.form(form, width=WIDE):
        _fields(form, rows[chosen], facts, language)
        act = with_arguments(_changed, folder, chosen, language)
        submit(form, language.text("Save"), dict.fromkeys(EMPTIED, STAYS), act)


def own_campaigns(folder: str, organisation: str) -> list[Row]:
    """The organisation's campaigns as they lie now, the newest first."""
    own = [row for row in rows_of(Path(folder), "campaigns") if row["org_id"] == organisation]
    return sorted(own, key=lambda row: (row["starts_on"] is not None, str(row["starts_on"]), row["name"]), reverse=True)


def _fields(form: str, row: Row, facts: Facts, language: Language) -> None:
    text = language.text
    st.text_input(text("Name"), row.get("name") or "", key=key(form, "name"), max_chars=LONGEST, width=WIDE)
    day_fields(form, language, row.get("starts_on"), row.get("ends_on"))
    objective_field(form, facts.campaigns["objective"].dropna(), language, row.get("objective") or "")
    st.number_input(
        text("Budget, kronor (may be left empty)"), min_value=0.0, value=row.get("budget"), step=1000.0, format="%g",
        key=key(form, "budget"), width=HALF,
    )  # fmt: skip


def _said(given: Values) -> Campaign:
    return Campaign(
        written(given, "name"), given["starts_on"], given["ends_on"], written(given, "objective"),
        number(given, "budget"),
    )  # fmt: skip


def _added(folder: str, organisation: str, language: Language, given: Values) -> str:
    add_campaign(folder, organisation, _said(given))
    return language.text("The campaign is added: {name}. Now goals can be set for it.", name=written(given, "name"))


def _changed(folder: str, campaign_id: str, language: Language, given: Values) -> str:
    change_campaign(folder, campaign_id, _said(given))
    return language.text("The campaign is saved: {name}.", name=written(given, "name"))
