"""The app: language, store, filters and navigation. `streamlit run app.py` works; server.py serves it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from locales import N_
from ui import view
from ui.notices import guarded
from ui.start import top_of_page

HERE = Path(__file__).parent
PAGES = {
    "overview": N_("Overview"),
    "followers": N_("Followers"),
    "reach": N_("Reach"),
    "goals": N_("Goals"),
    "peers": N_("Peers"),
    "board": N_("Board"),
    "data": N_("Data"),
    "glossary": N_("Glossary"),
}

st.set_page_config(page_title="Genomslag", page_icon=str(HERE / "static" / "icon.png"), layout="wide")
language = view.begin()
page = st.navigation(
    [
        st.Page(f"pages/{name}.py", title=language.text(title), default=name == "overview")
        for name, title in PAGES.items()
        if (HERE / "pages" / f"{name}.py").exists()
    ],
    position="top",
)
try:
    with guarded(language):
        if top_of_page(language, data_page=page.url_path == "data"):
            page.run()
finally:
    view.finish()
