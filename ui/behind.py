"""The files behind a figure: the part of the data page that a chart's table leads to."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.chart import Table
from charts.source_tables import files_table, sources_remarks, sources_sentence, values_table
from locales import N_, Language
from metrics.catalogue import CATALOGUE
from metrics.channel_names import account_names
from metrics.facts import Facts
from metrics.sources import figure_sources
from metrics.view import View
from ui.filters import choice, tell_refusals
from ui.load import kept
from ui.page import section
from ui.table import show_table

CHOICE_WIDTH = 360
COUNTED = {"channels": N_("Channel by channel"), "posts": N_("Post by post")}


@dataclass(frozen=True)
class Behind:
    """What the part says of one metric."""

    answer: str
    more: str
    files: Table
    values: Table


def figure_files(view: View, language: Language) -> None:
    """Show which files the figures of a metric (`?metric=`, `?of=`) came from, in the scope and period of the view."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="behind-filters"):
        metric_id = choice(
            language.text("Metric"),
            tuple(CATALOGUE),
            lambda one: language.text(CATALOGUE[one].label),
            key="metric",
            width=CHOICE_WIDTH,
        )
        counted = choice(
            language.text("Counted"),
            tuple(COUNTED),
            lambda one: language.text(COUNTED[one]),
            key="of",
            always=False,
        )
    tell_refusals(language, "metric")
    found = kept(_behind, view, metric_id, counted == "posts")
    section(found.answer, found.more)
    if found.files.rows:
        name = f"{metric_id}-{view.period.id}"
        files, values = language.text("The files behind the figure"), language.text("The values behind the figure")
        show_table(found.files, caption=files, key="behind-files", language=language, file_name=f"files-{name}")
        section(values)
        show_table(found.values, caption=values, key="behind-values", language=language, file_name=f"values-{name}")


def _behind(facts: Facts, view: View, metric_id: str, of_posts: bool) -> Behind:
    language, metric = view.language, CATALOGUE[metric_id]
    found = figure_sources(facts, metric_id, view.scope, view.period, of_posts=of_posts)
    names = account_names(facts, view.organisation, language)
    return Behind(
        sources_sentence(found, metric, view.period, language),
        " ".join(sources_remarks(found, language)),
        files_table(found.files, names, language),
        values_table(found.values, names, language),
    )
