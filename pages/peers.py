"""How do we compare with organisations like ours, size for size?"""

from __future__ import annotations

import streamlit as st

from locales import N_
from metrics.view import View
from ui.filters import tell_refusals
from ui.load import kept
from ui.page import page_head
from ui.peers.best_posts import show_best_posts
from ui.peers.choices import Asked, chosen_group, chosen_list, chosen_measure, offer
from ui.peers.evidence import (
    chosen_picture,
    comparison_of,
    evidence_of,
    show_evidence,
    show_figures,
    show_two_measures,
)
from ui.peers.sectors import show_sectors
from ui.view import chosen_one, current_view, remember

PARTS = {"group": N_("We and others"), "sector": N_("Sectors")}


def show_group(view: View) -> None:
    """Draw the comparison of one group: the sentence, the choices, and what the sentence rests on."""
    language, offered = view.language, kept(offer, view)
    head = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="peer-filters"):
        listed = chosen_list(view, offered)
        asked = chosen_measure(language, offered, first=Asked(offered.first.metric, offered.first.per))
        shown = chosen_picture(asked, language)
    group = chosen_group(view, offered, listed)
    found = kept(evidence_of, view, group, asked)
    with head:
        page_head(view, language.text("How do we compare, size for size?"), found.answer, found.more)
    tell_refusals(language, "group", "metric", "per", "with", "show")
    show_evidence(view, found, shown)
    if found.ranked > 1:
        show_two_measures(view, offered, group, asked)
        show_best_posts(view, kept(comparison_of, view, group, asked))
        show_figures(view, found)


view = current_view()
language = view.language
part = chosen_one("part", tuple(PARTS), "group")
tell_refusals(language, "part")
st.segmented_control(
    language.text("Show"), tuple(PARTS), format_func=lambda one: language.text(PARTS[one]), key="part", required=True,
    label_visibility="collapsed",
)  # fmt: skip
remember("part", *(() if part == "group" else (part,)))
if part == "sector":
    show_sectors(view)
else:
    show_group(view)
