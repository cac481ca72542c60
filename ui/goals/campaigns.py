"""The campaigns of the last twelve months with their goals and costs, those of one status where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import streamlit as st

from charts.chart import Table
from charts.goal_tables import CAMPAIGN_STATUSES, campaign_table, campaigns_that
from locales import N_
from metrics.campaign_costs import campaign_costs
from metrics.campaign_results import campaigns_of
from metrics.facts import Facts
from metrics.goal_results import goal_results, months_until, scope_names
from metrics.goal_units import of_unit
from metrics.view import View
from ui.filters import choice, tell_refusals
from ui.goals.campaign import choose_campaign
from ui.load import kept
from ui.page import section
from ui.table import show_table
from ui.view import href_of

NAMES = {"all": N_("All"), **CAMPAIGN_STATUSES}


@dataclass(frozen=True)
class Campaigns:
    """A table of the campaigns of each status that any has, and whether there are campaigns of other years too."""

    tables: dict[str, Table]
    any: bool


def campaigns(view: View, unit: str) -> None:
    """Draw the campaigns, with a choice of status (`?status=`) where they have more than one."""
    language, found = view.language, kept(campaign_tables, view, unit)
    if not found.any:
        return
    title = language.text("Campaigns of the last twelve months")
    section(title)
    tables = found.tables or {"all": Table([], [], [])}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="campaign-filters"):
        status = choice(
            language.text("Status"), tuple(tables), lambda one: language.text(NAMES[one]), key="status", always=False
        )
        choose_campaign(view, language.text("Look closely at one"), language.text("Choose a campaign"))
    tell_refusals(language, "status", "campaign")
    if not found.tables:
        st.caption(language.text("No campaign went on in these months."))
        return
    name = f"campaigns-{view.period.id}"
    show_table(tables[status], caption=title, key="goals-campaigns", language=language, file_name=name)


def campaign_tables(facts: Facts, view: View, unit: str) -> Campaigns:
    """A table of the campaigns of each status that any has at the end of the period; none without campaigns."""
    year, names = months_until(view.period), scope_names(facts)
    costs = campaign_costs(facts, replace(view.scope, unit=unit), year)
    results = goal_results(facts, view.organisation, year, view.platforms, view.accounts, rhythms=("campaign", "post"))
    until = min(view.period.end, facts.today - timedelta(days=1))
    found = {status: campaigns_that(status, costs, until) for status in NAMES}
    own, hrefs = of_unit(facts, results, unit), {one.campaign: href_of(view, campaign=one.campaign) for one in costs}
    tables = {one: campaign_table(some, own, names, view.language, hrefs) for one, some in found.items() if some}
    return Campaigns(tables, bool(campaigns_of(facts, view.organisation)))
