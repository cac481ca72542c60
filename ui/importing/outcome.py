"""What a form did, done before the page is drawn again and said when it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from locales import Language
from ui import view
from ui.notices import guarded, notice

Values = Mapping[str, Any]
Act = Callable[[Values], str]
STAYS = object()
_OUTCOME = "register-outcome"


def submit(form: str, label: str, fields: Mapping[str, object], act: Act) -> None:
    """Draw a form's button. `act` is given what its fields hold, does it, and says what it did.

    `fields` are what the fields are emptied to when it is done; STAYS leaves one as it is. The widget of a field is
    called by its form and name: `key(form, field)`.
    """
    st.form_submit_button(label, key=key(form, "submit"), on_click=_acted, args=(form, dict(fields), act))


def key(form: str, name: str) -> str:
    """What the widget of a field is called."""
    return f"{form}-{name}"


def _acted(form: str, fields: Mapping[str, object], act: Act) -> None:
    values = {name: view.widget_value(key(form, name)) for name in fields}
    if attempted(lambda: act(values)):
        for name, empty in fields.items():
            if empty is not STAYS:
                view.set_widget(key(form, name), empty)


def attempted(act: Callable[[], str | None]) -> bool:
    """Do what a widget is for, and have it said where the page is drawn; returns whether it was done."""
    try:
        said = act()
    except Exception as error:  # noqa: BLE001 -- it is said, and logged, where the page is drawn
        view.set_widget(_OUTCOME, error)
        return False
    view.set_widget(_OUTCOME, said)
    return True


def tell_outcome(language: Language) -> None:
    """Say what the form did that was sent just now, once."""
    said = view.widget_value(_OUTCOME)
    view.set_widget(_OUTCOME, None)
    with guarded(language):
        if isinstance(said, Exception):
            raise said
        if said:
            notice(said)
