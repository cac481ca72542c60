"""What a comparison rests on: everybody's places, the months, the channels, another measure, and every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from charts.chart import Chart, Table
from charts.peers.course import course_chart
from charts.peers.dots import chart_height, peer_chart
from charts.peers.funnel import funnel_chart
from charts.peers.platforms import STRIP_HEIGHT, strip_chart
from charts.peers.scatter import scatter_chart
from charts.peers.table import peers_table
from locales import N_, Language
from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.figures import Scope, accounts_in
from metrics.monthly import breaks, trend_span
from metrics.peers.comparison import Comparison, compared_platforms, comparison
from metrics.peers.course import course
from metrics.peers.course_wording import course_finding, course_remarks
from metrics.peers.groups import PeerGroup
from metrics.peers.measured import can_be_estimated
from metrics.peers.measures import Per
from metrics.peers.wording import advice, evidence, how_certain, own_name, peers_sentence, remarks
from metrics.view import View
from ui.figure import show_chart
from ui.filters import choice, tell_refusals
from ui.load import kept
from ui.notices import notice
from ui.page import section
from ui.peers.choices import Asked, Offer, chosen_measure
from ui.table import browse_table

FUNNEL = "funnel"
SHOWN = {"places": N_("Places"), FUNNEL: N_("Funnel, for the analyst")}
SCATTER_HEIGHT, FUNNEL_HEIGHT = 420, 420
FEWEST = 2
BESIDE = Asked("followers", Per.INHABITANTS)
"""What a measure is first put against."""


@dataclass(frozen=True)
class Evidence:
    """Everything that the part says of one comparison."""

    answer: str
    more: tuple[str, ...]
    advice: tuple[str, str] | None
    places: Chart
    height: int
    how: str
    funnel: Chart | None
    months: Chart
    month_remarks: tuple[str, ...]
    channels: tuple[Chart, ...]
    table: Table
    ranked: int


def comparison_of(facts: Facts, view: View, group: PeerGroup, asked: Asked) -> Comparison:
    """The comparison that is asked for, on the platforms in view."""
    platforms = compared_platforms(facts, view.platforms, view.accounts)
    return comparison(facts, asked.metric, view.organisation, group, view.period, asked.per, platforms)


def evidence_of(facts: Facts, view: View, group: PeerGroup, asked: Asked) -> Evidence:
    """The part for one view, group and measure."""
    language, name = view.language, own_name(facts, view.organisation)
    found = comparison_of(facts, view, group, asked)
    span = trend_span(facts, view.period)
    told = course(facts, found, span)
    names: Mapping[str, str] = dict(zip(facts.organisations["org_id"], facts.organisations["name"], strict=True))
    cut = breaks(facts, found.metric, Scope(view.organisation, found.platforms), span, language)
    return Evidence(
        answer=peers_sentence(found, name, language),
        more=(*evidence(found, language), *remarks(found, language, accounts_chosen=bool(view.accounts))),
        advice=advice(facts, found, language),
        places=peer_chart(found, name, language),
        height=chart_height(found),
        how=how_certain(found, language),
        funnel=funnel_chart(found, language),
        months=course_chart(found, told, course_finding(told, name, language), name, cut, language),
        month_remarks=tuple(course_remarks(told, names, language)),
        channels=_channels(facts, view, group, asked, name),
        table=peers_table(found, language),
        ranked=found.ranked,
    )


def _channels(facts: Facts, view: View, group: PeerGroup, asked: Asked, name: str) -> tuple[Chart, ...]:
    """A strip for each platform of the own organisation on which it can be compared; none where it has one."""
    platforms = sorted(set(accounts_in(facts, view.scope)["platform"]))
    strips = []
    for platform in platforms if len(platforms) > 1 else ():
        found = comparison(facts, asked.metric, view.organisation, group, view.period, asked.per, (platform,))
        if found.ranked >= FEWEST:
            strips.append(strip_chart(found, platform, name, view.language))
    return tuple(strips)


def chosen_picture(asked: Asked, language: Language) -> str:
    """One of SHOWN, which the reader chooses; a measure that is counted and not estimated has its places alone."""
    if not can_be_estimated(CATALOGUE[asked.metric]):
        return "places"
    return choice(language.text("Show"), tuple(SHOWN), lambda one: language.text(SHOWN[one]), key="show", always=False)


def show_evidence(view: View, found: Evidence, shown: str) -> None:
    """Draw what the sentence rests on, from places to the months and channels."""
    language = view.language
    if found.advice:
        notice(*found.advice)
    if found.ranked < FEWEST:
        return
    if shown == FUNNEL and found.funnel:
        show_chart(found.funnel, key="peers-funnel", language=language, height=FUNNEL_HEIGHT)
    else:
        show_chart(found.places, key="peers-chart", language=language, height=found.height)
        st.caption(found.how)
    section(language.text("Month by month"), " ".join(found.month_remarks))
    show_chart(found.months, key="peers-months", language=language)
    if found.channels:
        section(language.text("Channel by channel"))
        for place, (column, chart) in enumerate(zip(_columns(len(found.channels)), found.channels, strict=True)):
            with column:
                show_chart(chart, key=f"peers-channel-{place}", language=language, height=STRIP_HEIGHT)


def _columns(count: int) -> list[st.delta_generator.DeltaGenerator]:
    """Two columns a row, so that a strip can be read."""
    rows = [st.columns(2) for _ in range((count + 1) // 2)]
    return [column for row in rows for column in row][:count]


def show_two_measures(view: View, offered: Offer, group: PeerGroup, asked: Asked) -> None:
    """Draw the measure against another one, which the reader chooses."""
    language = view.language
    section(language.text("Two measures against each other"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="peer-against"):
        beside = chosen_measure(language, offered, first=BESIDE, prefix="against_", label=language.text("Against"))
    tell_refusals(language, "against_metric", "against_per")
    chart = kept(_scatter, view, group, asked, beside)
    if chart:
        show_chart(chart, key="peers-scatter", language=language, height=SCATTER_HEIGHT)
    else:
        notice(language.text("Too few in the group have both."))


def _scatter(facts: Facts, view: View, group: PeerGroup, asked: Asked, beside: Asked) -> Chart | None:
    across, up = (comparison_of(facts, view, group, one) for one in (beside, asked))
    return scatter_chart(across, up, view.language)


def show_figures(view: View, found: Evidence) -> None:
    """Draw every figure of the comparison as a table."""
    title = view.language.text("Every figure")
    section(title)
    browse_table(
        found.table, caption=title, key="peers-table", language=view.language, file_name=found.places.file_name,
        about=(found.places.subtitle, found.how, *found.more),
    )  # fmt: skip
