"""Do our campaigns meet their goals?"""

from __future__ import annotations

import streamlit as st

from charts.goal_tables import month_key
from metrics.goal_units import units_of
from metrics.view import View
from ui.figure import show_chart
from ui.filters import choice, tell_refusals
from ui.goals.answer import Goals, goals
from ui.goals.campaign import campaign_closely, campaign_in_view
from ui.goals.campaigns import campaigns
from ui.goals.forms import goal_forms
from ui.load import kept, store_facts
from ui.notices import notice
from ui.page import page_head, paragraphs, section
from ui.table import show_table
from ui.view import current_view

ROW_HEIGHT, PADDING = 46, 80  # pixels


def show_goals(view: View) -> None:
    """Draw all goals, or those of one unit (`?unit=`)."""
    text, head, units = view.language.text, st.container(), units_of(store_facts(), view.organisation)
    unit = ""
    if units:
        unit = choice(text("Unit"), ("", *units), lambda one: one or text("All units"), key="unit", always=False)
    page = kept(goals, view, unit)
    with head:
        page_head(view, text("Do our campaigns meet their goals?"), page.answer[0], page.answer[1:])
    tell_refusals(view.language, "unit")
    if not page.any:
        notice(
            text("No goals are written down for this organisation."),
            text("Set the first one further down the page, or import our template with goals in it."),
        )
    show_list(page, view)
    campaigns(view, unit)
    show_months(page, view)
    if page.changes:
        section(text("Goals that were changed"))
        paragraphs(page.changes)
    goal_forms(store_facts(), view.organisation, view.language)


def show_list(page: Goals, view: View) -> None:
    """Draw the goals of the period under their objectives, what there is to see of them, and the units."""
    language, text = view.language, view.language.text
    if page.goals.rows:
        section(page.title)
        name = f"goals-{view.period.id}"
        show_table(page.goals, caption=page.title, key="goals-list", language=language, file_name=name)
    if page.broken:
        paragraphs(page.broken)
    for place, chart in enumerate(page.posts):
        show_chart(chart, key=f"goals-posts-{place}", language=language)
    if page.drawn:
        with st.expander(text("Attainment as a chart"), key="goals-drawn", on_change="rerun") as drawn:
            if drawn.open:
                height = PADDING + ROW_HEIGHT * page.drawn
                show_chart(page.bars, key="goals-bars", language=language, height=height)
    if page.units.rows:
        section(text("Unit by unit"))
        show_table(page.units, caption=text("Unit by unit"), key="goals-units", language=language)


def show_months(page: Goals, view: View) -> None:
    """Draw the goals of every month over twelve months."""
    if page.months.rows:
        title, name = view.language.text("Month by month"), f"months-{view.period.id}"
        section(title, month_key(view.language))
        show_table(page.months, caption=title, key="goals-months", language=view.language, file_name=name)


view = current_view()
if campaign := campaign_in_view(store_facts(), view):
    campaign_closely(view, campaign)
else:
    show_goals(view)
