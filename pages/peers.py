"""How do we compare with organisations like ours, size for size?"""

from __future__ import annotations

import streamlit as st

from ui.filters import tell_refusals
from ui.load import kept
from ui.page import page_head
from ui.peers.choices import Asked, chosen_group, chosen_list, chosen_measure, offer
from ui.peers.evidence import chosen_picture, evidence_of, show_evidence, show_figures, show_two_measures
from ui.view import current_view

view = current_view()
language = view.language
offered = kept(offer, view)
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
    show_figures(view, found)
