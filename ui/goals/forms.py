"""What can be done to goals and campaigns on the goals page, where the store may be written to."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.errors import GenomslagError
from data.register.tables import existing
from locales import N_, Language
from metrics.facts import Facts
from metrics.goal_results import goals_of
from ui.filters import choice
from ui.goals.campaign_forms import change, new_campaign
from ui.goals.fields import WIDE
from ui.goals.goal_forms import change_goal, new_goal, withdraw
from ui.goals.tagging import give_posts, take_posts
from ui.importing.outcome import tell_outcome
from ui.importing.place import folder_to_write
from ui.notices import guarded
from ui.page import section
from ui.view import remembered

TASK = "goal-do"
TASKS = {
    "goal": N_("Set a goal"),
    "change": N_("Change a goal"),
    "withdraw": N_("Withdraw a goal"),
    "campaign": N_("Add a campaign"),
    "dates": N_("Change a campaign"),
    "give": N_("Give posts to a campaign"),
    "take": N_("Take posts out of a campaign"),
}
_FORMS: dict[str, Callable[[str, Facts, str, Language], None]] = {
    "goal": new_goal,
    "change": change_goal,
    "withdraw": withdraw,
    "campaign": new_campaign,
    "dates": change,
    "give": give_posts,
    "take": take_posts,
}


def goal_forms(facts: Facts, organisation: str, language: Language) -> None:
    """Draw the forms for the organisation's goals and campaigns, or say in a line why there are none.

    They are folded away once there are goals, but for an address that asks for one of them (`?goal-do=`).
    """
    text, goals = language.text, goals_of(facts, organisation)
    with guarded(language):
        tell_outcome(language)
        if reason := _why_not(facts, language):
            section(text("Goals and campaigns: set and change"))
            st.caption(reason)
            return
        asked = not goals or bool(remembered(TASK))
        with st.expander(
            text("Goals and campaigns: set and change"), asked, key="goal-forms", on_change="rerun"
        ) as forms:
            if forms.open:
                _chosen(facts, organisation, language)


def _chosen(facts: Facts, organisation: str, language: Language) -> None:
    """Draw the choice of what to do, and its form."""
    text, folder = language.text, str(folder_to_write(facts))
    goals, campaigns = goals_of(facts, organisation), facts.campaigns_of(organisation)
    empty = {*(() if goals else ("change", "withdraw")), *(() if campaigns else ("dates", "give", "take"))}
    task = choice(
        text("What do you want to do?"), [one for one in TASKS if one not in empty], lambda one: text(TASKS[one]),
        key=TASK, width=WIDE, always=False,
    )  # fmt: skip
    _FORMS[task](folder, facts, organisation, language)


def _why_not(facts: Facts, language: Language) -> str:
    """Why nothing can be written to the store, in a line; empty where it can."""
    if facts.store.demo:
        return language.text("No goals can be set in the demo: its organisations and figures are invented.")
    try:
        existing(folder_to_write(facts))
    except GenomslagError as error:
        return language.text(error.what, **error.fields)
    return ""
