"""How do we compare with organisations like ours, size for size?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.chart import Chart
from charts.peers.dots import chart_height, peer_chart
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.peers.comparison import Choice, compared_platforms, comparison, first_choice
from metrics.peers.group_wording import group_name
from metrics.peers.groups import groups
from metrics.peers.measures import Per, pers, public_metrics
from metrics.peers.wording import advice, own_name, peers_sentence, per_name, remarks
from metrics.view import View
from ui.figure import show_chart
from ui.filters import choice, tell_refusals
from ui.load import kept
from ui.notices import notice
from ui.page import page_head
from ui.view import current_view


@dataclass(frozen=True)
class Peers:
    """Everything that the page says."""

    answer: str
    more: tuple[str, ...]
    advice: tuple[str, str] | None
    chart: Chart
    ranked: int
    height: int


def peers(facts: Facts, view: View, group_id: str, metric_id: str, per: str) -> Peers:
    """The page for one view, group and measure."""
    language, name = view.language, own_name(facts, view.organisation)
    group = next(group for group in groups(facts, view.organisation) if group.id == group_id)
    platforms = compared_platforms(facts, view.platforms, view.accounts)
    found = comparison(facts, metric_id, view.organisation, group, view.period, Per(per), platforms)
    return Peers(
        answer=peers_sentence(found, name, language),
        more=tuple(remarks(found, language, accounts_chosen=bool(view.accounts))),
        advice=advice(facts, found, language),
        chart=peer_chart(found, name, language),
        ranked=found.ranked,
        height=chart_height(found),
    )


@dataclass(frozen=True)
class Offer:
    """What can be chosen, by id, and what is chosen first."""

    groups: dict[str, str]
    metrics: dict[str, str]
    first: Choice


def offer(facts: Facts, view: View) -> Offer:
    """What the organisation can be compared on and with."""
    language = view.language
    return Offer(
        groups={group.id: group_name(group, language) for group in groups(facts, view.organisation)},
        metrics={metric.id: language.text(metric.label) for metric in public_metrics()},
        first=first_choice(facts, view.organisation),
    )


def choices(view: View) -> tuple[str, str, str]:
    """The group, metric and division that the reader has chosen, beside each other."""
    language, offered = view.language, kept(offer, view)
    names, metrics, first = offered.groups, offered.metrics, offered.first
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="peer-filters"):
        group = choice(
            language.text("Group"), tuple(names), names.__getitem__, key="group", default=first.group, width=330
        )
        metric = choice(
            language.text("Metric"), tuple(metrics), metrics.__getitem__, key="metric", default=first.metric
        )
        divisions = pers(CATALOGUE[metric])
        per = choice(
            language.text("Size for size"),
            divisions,
            lambda one: per_name(one, language),
            key="per",
            default=first.per if first.per in divisions else Per.RAW,
            width=260,
        )
    return group, metric, per


view = current_view()
language = view.language
head = st.container()
group, metric, per = choices(view)
page = kept(peers, view, group, metric, per)
with head:
    page_head(view, language.text("How do we compare, size for size?"), page.answer, page.more)
tell_refusals(language, "group", "metric", "per")
if page.advice:
    notice(*page.advice)
if page.ranked > 1:
    show_chart(page.chart, key="peers-chart", language=language, height=page.height)
