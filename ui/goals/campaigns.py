"""The campaigns of the last twelve months with their goals and costs, those of one status where it is asked for."""

from __future__ import annotations

from datetime import timedelta

from charts.chart import Table
from charts.goal_tables import CAMPAIGN_STATUSES, campaign_table, campaigns_that
from locales import N_
from metrics.campaign_costs import campaign_costs
from metrics.facts import Facts
from metrics.goal_results import goal_results, months_until, scope_names
from ui.filters import choice, tell_refusals
from ui.load import kept
from ui.page import section
from ui.table import show_table
from ui.view import View

NAMES = {"all": N_("All"), **CAMPAIGN_STATUSES}


def campaigns(view: View) -> None:
    """Draw the campaigns, with a choice of status (`?status=`) where they have more than one."""
    language, tables = view.language, kept(campaign_tables, view)
    if not tables:
        return
    title = language.text("Campaigns of the last twelve months")
    section(title)
    status = choice(
        language.text("Status"), tuple(tables), lambda one: language.text(NAMES[one]), key="status", always=False
    )
    tell_refusals(language, "status")
    name = f"campaigns-{view.period.id}"
    show_table(tables[status], caption=title, key="goals-campaigns", language=language, file_name=name)


def campaign_tables(facts: Facts, view: View) -> dict[str, Table]:
    """A table of the campaigns of each status that any has at the end of the period; none without campaigns."""
    year, names = months_until(view.period), scope_names(facts)
    costs = campaign_costs(facts, view.scope, year)
    results = goal_results(facts, view.organisation, year, view.platforms, view.accounts, rhythms=("campaign", "post"))
    until = min(view.period.end, facts.today - timedelta(days=1))
    found = {status: campaigns_that(status, costs, until) for status in NAMES}
    return {status: campaign_table(own, results, names, view.language) for status, own in found.items() if own}
