"""The top of every page: the filters, or the way to import files where there is nothing to show yet."""

from __future__ import annotations

import streamlit as st

from data.errors import NothingYet
from locales import Language
from ui.filters import filter_bar, language_choice
from ui.load import store_facts
from ui.page import start_head

DATA_PAGE = "pages/data.py"


def top_of_page(language: Language, *, data_page: bool) -> bool:
    """Draw it, and return whether the page can be run: only the data page can where there is nothing to show.

    Raises GenomslagError where the store cannot be read.
    """
    try:
        filter_bar(store_facts(), language)
    except NothingYet as error:
        _nothing_yet(error, language, data_page=data_page)
        return data_page
    return True


def _nothing_yet(error: NothingYet, language: Language, *, data_page: bool) -> None:
    with st.container(horizontal=True, horizontal_alignment="right"):
        language_choice(language)
    start_head(*(language.text(text, **error.fields) for text in (error.what, error.todo) if text))
    if not data_page and st.button(language.text("Import files"), key="to-data"):
        st.switch_page(DATA_PAGE)
