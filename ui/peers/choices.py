"""Whom to compare with, on what, and per what: the choices of the comparison page, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data.errors import GenomslagError
from data.register.peers import set_group
from locales import N_, Language
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.peers.alike import MOST_WEIGHT, Likeness, group_of
from metrics.peers.comparison import Choice, first_choice
from metrics.peers.group_wording import group_name
from metrics.peers.groups import FEW, PeerGroup, groups
from metrics.peers.measures import OF_PEOPLE, Per, pers, private_metrics, public_metrics
from metrics.peers.wording import per_name
from metrics.view import View
from ui import view as reader
from ui.filters import choice
from ui.importing.outcome import STAYS, Values, key, submit, tell_outcome
from ui.importing.place import folder_to_write
from ui.load import kept, store_facts

ALIKE, PICKED = "alike", "picked"
WEIGHTS = (N_("does not count"), N_("counts"), N_("counts double"), N_("counts three times"))
COUNTS = (5, 10, 20, 40)
GROUP_WIDTH, PER_WIDTH, WEIGHT_WIDTH, PICK_WIDTH = 330, 260, 200, 620
LONGEST = 80


@dataclass(frozen=True)
class Offer:
    """What can be chosen, by id, and what is chosen first."""

    groups: dict[str, str]
    metrics: dict[str, str]
    names: dict[str, str]
    sized: tuple[Per, ...]
    first: Choice


@dataclass(frozen=True)
class Asked:
    """A measure: a metric and what it is divided by."""

    metric: str
    per: Per


def offer(facts: Facts, view: View) -> Offer:
    """What the organisation can be compared on and with."""
    language, organisation = view.language, view.organisation
    offered = {group.id: group_name(group, language) for group in groups(facts, organisation)}
    names = dict(zip(facts.organisations["org_id"], facts.organisations["name"], strict=True))
    made = (
        {ALIKE: language.text("Those most like us"), PICKED: language.text("Pick by hand")} if len(names) > FEW else {}
    )
    kinds = set(facts.audience_bases.loc[facts.audience_bases["org_id"] == organisation, "kind"])
    shared = [one for one in private_metrics() if not one.unique and _shared(facts, one.inputs)]
    return Offer(
        groups=offered | made,
        metrics={one.id: language.text(one.label) for one in (*public_metrics(), *shared)},
        names=names,
        sized=tuple(per for per in OF_PEOPLE if per.value in kinds or per is Per.INHABITANTS),
        first=first_choice(facts, organisation),
    )


def _shared(facts: Facts, columns: Sequence[str]) -> bool:
    """Whether several organisations have given the store what only they themselves see."""
    giving = facts.figure_days(columns[0].split(".")[1])
    organisation_of = dict(zip(facts.accounts["account_id"], facts.accounts["org_id"], strict=True))
    return giving is not None and len({organisation_of[one] for one in giving if one in organisation_of}) > FEW


def chosen_list(view: View, offered: Offer) -> str:
    """The id of a group that the reader chooses, ALIKE or PICKED."""
    return choice(
        view.language.text("Group"), tuple(offered.groups), offered.groups.__getitem__, key="group",
        default=offered.first.group, width=GROUP_WIDTH,
    )  # fmt: skip


def chosen_group(view: View, offered: Offer, picked: str) -> PeerGroup:
    """The group of that id; by likeness or by hand, as the reader chooses further."""
    language = view.language
    if picked == ALIKE:
        picked = _likeness(language).id
    elif picked == PICKED:
        picked = f"picked:{','.join(_members(view, offered))}"
        if picked == "picked:":
            picked = offered.first.group
    return kept(_group, view, picked)


def _group(facts: Facts, view: View, group_id: str) -> PeerGroup:
    return group_of(facts, view.organisation, group_id, view.period)


def _likeness(language: Language) -> Likeness:
    """How many, and what likeness is."""
    text = language.text
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="peer-likeness"):
        count = choice(text("How many"), tuple(map(str, COUNTS)), str, key="like", default="10", width=WEIGHT_WIDTH)
        weights = [
            choice(name, tuple(map(str, range(MOST_WEIGHT + 1))), lambda one: text(WEIGHTS[int(one)]), key=parameter,
                   default="1", width=WEIGHT_WIDTH)
            for parameter, name in (("like_people", text("Inhabitants")), ("like_group", text("SKR group")),
                                    ("like_followers", text("Followers")))
        ]  # fmt: skip
    asked = Likeness(int(count), *map(int, weights))
    return asked if asked.people + asked.group + asked.followers else Likeness(int(count))


def _members(view: View, offered: Offer) -> tuple[str, ...]:
    """Those that the reader picks, and a form that keeps them as a group with a name where the store can."""
    text = view.language.text
    others = {one: name for one, name in offered.names.items() if one != view.organisation}
    chosen = reader.chosen_many("with", tuple(others))
    st.multiselect(
        text("Compare with these"), list(others), format_func=others.__getitem__, key="with", width=PICK_WIDTH,
        placeholder=text("Choose organisations"), filter_mode="contains", select_all=False,
    )  # fmt: skip
    reader.remember("with", *chosen)
    tell_outcome(view.language)
    if len(chosen) >= FEW:
        _keep_form(view, chosen)
    return chosen


def _keep_form(view: View, chosen: Sequence[str]) -> None:
    """Draw the form that keeps the group under a name; nothing where the store cannot be written to."""
    text, form = view.language.text, "keep-group"
    try:
        folder = folder_to_write(store_facts())
    except GenomslagError:
        return

    def act(given: Values) -> str:
        set_group(folder, str(given["name"] or ""), [view.organisation, *chosen])
        return text("The group is kept, and can be chosen by everybody.")

    with st.form(form, width=PICK_WIDTH, border=False):
        st.text_input(text("Keep the group under a name"), key=key(form, "name"), max_chars=LONGEST)
        submit(form, text("Keep the group"), {"name": STAYS}, act)


def chosen_measure(language: Language, offered: Offer, *, first: Asked, prefix: str = "", label: str = "") -> Asked:
    """The metric and division that the reader chooses; `prefix` tells several such choices apart in the address."""
    metrics = offered.metrics
    metric = choice(
        label or language.text("Metric"), tuple(metrics), metrics.__getitem__, key=f"{prefix}metric",
        default=first.metric if first.metric in metrics else None,
    )  # fmt: skip
    divisions = tuple(per for per in pers(CATALOGUE[metric]) if per not in OF_PEOPLE or per in offered.sized)
    per = choice(
        language.text("Size for size"), divisions, lambda one: per_name(one, language), key=f"{prefix}per",
        default=first.per if first.per in divisions else divisions[0], width=PER_WIDTH,
    )  # fmt: skip
    return Asked(metric, Per(per))
