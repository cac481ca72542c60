"""The forms that set a goal, word one anew and withdraw one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial as with_arguments
from math import isnan, nan

import streamlit as st

from data.columns import GOAL_FORMATS
from data.register.goals import GoalWording, set_goal, withdraw_goal
from locales import Language
from metrics.attainment import Target
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.goal_choices import metrics_for, rhythms_for
from metrics.goal_results import goals_of, scope_names
from metrics.goal_units import units_of
from metrics.goal_wording import goal_name, metric_name, target_text
from metrics.goals import NARROWED, RHYTHMS, Goal
from metrics.kinds import known_kinds
from metrics.wording import channel_name, format_name, unit_word, with_sign
from ui.goals.fields import HALF, WIDE, day_fields, number, objective_field, who_field, written
from ui.importing.outcome import STAYS, Values, key, submit

EVERYTHING = "organisation"
FIELDS = ("rhythm", "low", "high", "starts_on", "ends_on", "objective", "by")


def new_goal(folder: str, facts: Facts, organisation: str, language: Language) -> None:
    """Draw the form for a new goal: first what it is about and what is measured, then how much and when."""
    text, scopes = language.text, scope_choices(facts, organisation, language)
    chosen = st.selectbox(
        text("What the goal is about"), list(scopes), format_func=scopes.__getitem__, key="goal-scope", width=WIDE
    )
    scope, _, narrowed = chosen.partition(":")
    posts = _which_posts(scope, facts, organisation, language)
    about, _, kind = posts.partition(":")
    metric = st.selectbox(
        text("What is measured"), metrics_for(scope, of_kind=bool(kind)),
        format_func=lambda one: metric_name(one, language), key=f"goal-metric-{scope}{about and '-posts'}", width=WIDE,
    )  # fmt: skip
    form = "-".join(filter(None, ("new-goal", chosen, posts, metric)))
    narrowings = {scope: narrowed, about: kind}
    campaign, account, platform, unit, topic, post_format = (narrowings.get(one, "") for one in NARROWED)
    goal = Goal("", organisation, metric, "", Target(), campaign, account, platform, unit, topic, post_format)
    with st.form(form, width=WIDE, border=True):
        _wording_fields(form, goal, facts, language)
        fields = dict.fromkeys(FIELDS, STAYS) | {"low": None, "high": None}
        submit(form, text("Set the goal"), fields, with_arguments(_set, folder, goal, scope_names(facts), language))


def _which_posts(scope: str, facts: Facts, organisation: str, language: Language) -> str:
    """Draw which posts a goal is about, and return a topic or format by kind and name; empty for all of them."""
    if scope == "campaign":
        return ""
    kinds = {"": language.text("All posts")} | {f"format:{one}": format_name(one, language) for one in GOAL_FORMATS}
    topics = known_kinds(facts, organisation, "topic")
    kinds |= {f"topic:{one}": language.text("Topic: {topic}", topic=one) for one in topics}
    return st.selectbox(
        language.text("Which posts"), list(kinds), format_func=kinds.__getitem__, key="goal-posts", width=WIDE,
        help=language.text("Choose film, for instance, to set a goal for how large a part of the posts is film."),
    )  # fmt: skip


def scope_choices(facts: Facts, organisation: str, language: Language) -> dict[str, str]:
    """What a goal may be about, by kind and id: everything, a platform, unit, channel or campaign, the newest first."""
    text, names = language.text, scope_names(facts)
    accounts = accounts_in(facts, Scope(organisation))
    campaigns = facts.campaigns[facts.campaigns["org_id"] == organisation].sort_values(
        "starts_on", ascending=False, na_position="first", kind="stable"
    )
    platforms = accounts["platform"].drop_duplicates()
    found = {EVERYTHING: text("All channels")}
    found |= {f"platform:{one}": channel_name(one, language) for one in platforms}
    found |= {f"unit:{one}": text("Unit: {name}", name=one) for one in units_of(facts, organisation)}
    if len(accounts) > len(platforms):
        pairs = zip(accounts["account_id"], accounts["platform"], strict=True)
        found |= {f"account:{one}": f"{channel_name(where, language)}: {names[one]}" for one, where in pairs}
    campaign_ids = campaigns["campaign_id"]
    return found | {f"campaign:{one}": text("Campaign: {name}", name=names[one]) for one in campaign_ids}


def _wording_fields(form: str, goal: Goal, facts: Facts, language: Language) -> None:
    text = language.text
    rhythms = rhythms_for(goal.metric, goal.scope, of_kind=goal.posts_of is not None)
    rhythms = rhythms if goal.rhythm in ("", *rhythms) else (goal.rhythm, *rhythms)
    usual = goal.rhythm or next(one for one in ("campaign", "month", *rhythms) if one in rhythms)
    st.selectbox(
        text("How often it is to be met"), rhythms, rhythms.index(usual), format_func=lambda one: text(RHYTHMS[one]),
        key=key(form, "rhythm"), width=WIDE,
    )  # fmt: skip
    unit = unit_text(goal.metric, language)
    with st.container(horizontal=True):
        for name, label in (("low", text("At least")), ("high", text("At most"))):
            value: float = getattr(goal.target, name)
            st.number_input(
                f"{label}, {unit}" if unit else label, value=None if isnan(value) else value, step=1.0, format="%g",
                key=key(form, name), width=HALF,
                help=text("One of the two, or both for a figure that is to lie between them."),
            )  # fmt: skip
    held = text(
        "Without a first day, the goal holds from the day it was set. Earlier months are then not judged by it."
    )
    day_fields(form, language, goal.starts_on, goal.ends_on, left_empty=None if goal.campaign else held)
    objective_field(form, _objectives(facts, goal.organisation), language, goal.objective)
    who_field(form, language)


def unit_text(metric_id: str, language: Language) -> str:
    """What a target on the metric is counted in: %, SEK, people; empty for plain numbers."""
    metric = CATALOGUE.get(metric_id)
    return "" if metric is None else unit_word(metric.unit, language) or with_sign("", metric.unit, language).strip()


def _objectives(facts: Facts, organisation: str) -> list[str]:
    own = facts.campaigns[facts.campaigns["org_id"] == organisation]["objective"].dropna()
    return [*own, *(goal.objective for goal in goals_of(facts, organisation))]


def _set(folder: str, goal: Goal, names: Mapping[str, str], language: Language, given: Values) -> str:
    wording = GoalWording(
        goal.metric, given["rhythm"], number(given, "low"), number(given, "high"), goal.campaign, goal.account,
        goal.platform, goal.unit, goal.topic, goal.format, given["starts_on"], given["ends_on"],
        written(given, "objective"),
    )  # fmt: skip
    set_goal(folder, goal.organisation, wording, by=written(given, "by"), goal_id=goal.id)
    sides = (nan if side is None else side for side in (wording.low, wording.high))
    asked = Goal(goal.id, goal.organisation, goal.metric, wording.period, Target(*sides))
    return language.text(
        "The goal is set: {goal}, {target}.", goal=goal_name(goal, names, language), target=target_text(asked, language)
    )


def change_goal(folder: str, facts: Facts, organisation: str, language: Language) -> None:
    """Draw the form that words a goal anew."""
    goal, names = _which_goal("change", facts, organisation, language), scope_names(facts)
    form = f"change-{goal.id}-{goal.set_at:%Y%m%d%H%M%S%f}"  # another wording is another form
    with st.form(form, width=WIDE):
        _wording_fields(form, goal, facts, language)
        act = with_arguments(_set, folder, goal, names, language)
        submit(form, language.text("Save"), dict.fromkeys(FIELDS, STAYS), act)


def withdraw(folder: str, facts: Facts, organisation: str, language: Language) -> None:
    """Draw the form that withdraws a goal."""
    goal, form = _which_goal("withdraw", facts, organisation, language), "withdraw-goal"
    name = goal_name(goal, scope_names(facts), language)

    def act(given: Values) -> str:
        withdraw_goal(folder, goal.id, by=written(given, "by"))
        return language.text("The goal is withdrawn: {goal}. What it was stays on record.", goal=name)

    with st.form(form, width=WIDE):
        who_field(form, language)
        submit(form, language.text("Withdraw the goal"), {"by": STAYS}, act)


def _which_goal(doing: str, facts: Facts, organisation: str, language: Language) -> Goal:
    goals, names = {goal.id: goal for goal in goals_of(facts, organisation)}, scope_names(facts)
    told = {
        one: f"{goal_name(goal, names, language)}, {target_text(goal, language)}{_days(goal, language)}"
        for one, goal in goals.items()
    }
    chosen = st.selectbox(
        language.text("Goal"), list(told), format_func=told.__getitem__, key=f"{doing}-which-goal", width=WIDE
    )
    return goals[chosen]


def _days(goal: Goal, language: Language) -> str:
    """From when to when a goal holds, where that is said: two goals may differ by it alone."""
    if goal.starts_on and goal.ends_on:
        return f" ({language.days(goal.starts_on, goal.ends_on)})"
    if goal.starts_on:
        return f" ({language.text('from {day}', day=language.day(goal.starts_on))})"
    return f" ({language.text('until {day}', day=language.day(goal.ends_on))})" if goal.ends_on else ""
