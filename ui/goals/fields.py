"""The fields that the forms of goals and campaigns share, and what is written in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import streamlit as st

from locales import Language
from ui.importing.outcome import Values, key

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
LONGEST = 200
WIDE, HALF = 520, 234  # pixels


def day_fields(
    form: str,
    language: Language,
    starts_on: date | None = None,
    ends_on: date | None = None,
    *,
    left_empty: str | None = None,
) -> None:
    """Draw the first and the last day, which may be left empty; `left_empty` says what is meant without a first."""
    labels = {
        "starts_on": (language.text("From (may be left empty)"), starts_on),
        "ends_on": (language.text("To (may be left empty)"), ends_on),
    }
    with st.container(horizontal=True):
        for name, (label, day) in labels.items():
            st.date_input(
                label,
                day,
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format="YYYY-MM-DD",
                key=key(form, name),
                width=HALF,
                help=left_empty if name == "starts_on" else None,
            )


def objective_field(form: str, known: Iterable[str], language: Language, objective: str = "") -> None:
    """Draw the choice of an objective: one that is there, so that goals are told together, or a new one."""
    options = sorted({*filter(None, known), *filter(None, [objective])})
    st.selectbox(
        language.text("The objective it serves (may be left empty)"), options,
        options.index(objective) if objective else None, key=key(form, "objective"), accept_new_options=True,
        placeholder=language.text("Choose one or write a new one"), width=WIDE,
    )  # fmt: skip


def who_field(form: str, language: Language) -> None:
    """Draw the field for whoever decides on a goal."""
    st.text_input(
        language.text("Who decides"), key=key(form, "by"), max_chars=LONGEST, width=WIDE,
        help=language.text("A name or a part of the organisation. It stands beside the goal, with the day."),
    )  # fmt: skip


def number(given: Values, name: str) -> float | None:
    """A number as it was written, None where the field is empty."""
    value = given[name]
    return None if value is None else float(value)


def written(given: Values, name: str) -> str:
    """A text as it was written, empty where nothing was."""
    return str(given[name] or "")
