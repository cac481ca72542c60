"""Expected errors and missing data in plain words, and unexpected ones without their traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from secrets import token_hex

import streamlit as st

from data.errors import GenomslagError
from locales import Language

_LOG = logging.getLogger("genomslag")
_BOX = (
    "border-left:4px solid {colour};padding:.6rem 1rem;margin:.25rem 0;max-width:46rem;"
    "background:color-mix(in srgb, {colour} 9%, transparent)"
)
_QUIET, _SERIOUS = "#5b7083", "#b3261e"


def notice(text: str, todo: str = "", *, serious: bool = False) -> None:
    """Show a text in a quiet box, and what to do about it; both are text, never markup."""
    style = _BOX.format(colour=_SERIOUS if serious else _QUIET)
    first = f"<strong>{escape(text)}</strong>" if serious else escape(text)
    rest = f"<br>{escape(todo)}" if todo else ""
    st.html(f'<div role="{"alert" if serious else "status"}" style="{style}">{first}{rest}</div>')


def error_notice(error: GenomslagError, language: Language) -> None:
    """Show an expected error in the reader's language."""
    notice(language.text(error.what, **error.fields), language.text(error.todo, **error.fields), serious=True)


@contextmanager
def guarded(language: Language) -> Iterator[None]:
    """Show what goes wrong inside, and go on after it. An unexpected error is logged under the id that is shown."""
    try:
        yield
    except GenomslagError as error:
        _LOG.warning("%s", error)
        error_notice(error, language)
    except Exception:  # noqa: BLE001 -- a bug must not take the page with it, and is logged
        number = token_hex(4)
        _LOG.exception("Error %s", number)
        notice(
            language.text("Something went wrong on this page."),
            language.text(
                "Reload the page. If it happens again, give this number to whoever runs Genomslag: {number}.",
                number=number,
            ),
            serious=True,
        )
