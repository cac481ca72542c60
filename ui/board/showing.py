"""Showing the report to a meeting: a button, and the whole window once it is pressed."""

from __future__ import annotations

import streamlit as st

from locales import Language
from reports.report import Report
from ui import view as address
from ui.present import present

PARAMETER, PRESENTED, BUTTON = "show", "present", "present"


def present_button(language: Language) -> None:
    """Draw the button that shows the report over the whole window."""
    st.button(language.text("Present"), key=BUTTON, on_click=_begin)


def presented(report: Report) -> bool:
    """Show the report over the whole window where that is asked for; returns whether it is."""
    if address.remembered(PARAMETER) != PRESENTED:
        return False
    address.remember(PARAMETER, PRESENTED)
    present(report, key="board-presented", leave=_end, back=BUTTON)
    return True


def _begin() -> None:
    address.remember(PARAMETER, PRESENTED)


def _end() -> None:
    address.remember(PARAMETER)
