"""What a reader is looking at: one frozen View, kept in the address and in the session.

The address holds ids (`?org=exempelby&period=2026-10`), never labels, so that a link means the same in both
languages and after a channel is renamed. Streamlit's own binding writes labels and leaves out defaults, which
would make a shared link change its meaning when the next month begins; hence this small register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from locales import LANGUAGES, Language
from metrics.view import AGAINST, View

DEFAULT_LANGUAGE = "sv"
_STATE = "reader"

Held = TypeVar("Held")


@dataclass
class Reader:
    """What one reader has chosen: ids by parameter, what the address last said, and what it said wrongly."""

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    opened: dict[str, tuple[str, ...]] | None = None
    address: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    language: str = ""
    relabelled: bool = False
    shown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    running: bool = False
    view: View | None = None


def begin() -> Language:
    """The reader's language, after the address has been read: once at the start of every run."""
    reader = _reader()
    address = {key: tuple(st.query_params.get_all(key)) for key in st.query_params}
    changed = address != reader.address and bool(address)
    reader.opened = address if changed else None
    reader.address, reader.refused, reader.shown, reader.running = address, [], {}, True
    code = chosen_one("lang", tuple(LANGUAGES), DEFAULT_LANGUAGE)
    reader.relabelled, reader.language = reader.language not in ("", code), code
    return Language(code)


def href_of(view: View, **more: str) -> str:
    """A link within a page that opens the view again, with more of the page's own: ?org=exempelby&campaign=sommar."""
    said = {"org": [view.organisation], "channels": list(view.channels), "period": [view.period.id]}
    said |= {"compare": [view.compare] if view.compare != AGAINST[0] else []}
    said |= {"lang": [view.language.code] if view.language.code != DEFAULT_LANGUAGE else []}
    return f"?{urlencode(said | more, doseq=True)}"


def finish() -> None:
    """Write what is shown to the address: once at the end of every run."""
    reader = _reader()
    reader.view, reader.running = None, False
    if reader.shown and reader.shown != reader.address:
        reader.address = dict(reader.shown)
        st.query_params.from_dict({key: list(values) for key, values in reader.shown.items()})


def current_language() -> Language:
    """The language of this run."""
    return Language(_reader().language or DEFAULT_LANGUAGE)


def set_view(view: View) -> None:
    """Make this the view of the rest of the run."""
    _reader().view = view


def current_view() -> View:
    """The view that the filters on top of the page describe."""
    view = view_if_any()
    if view is None:
        raise LookupError("Nothing is shown, so there is no view of it")
    return view


def view_if_any() -> View | None:
    """The view that the filters describe; None where the store has nothing to show yet."""
    reader = _reader()
    if not reader.running:
        # Until st.navigation has run once, Streamlit runs a file in pages/ by itself when its address is
        # the first that a fresh process is asked for. From now on it runs app.py.
        PagesManager.uses_pages_directory = False
        st.rerun()
    return reader.view


def chosen_one(key: str, options: Sequence[str], default: str, *, named: str | None = None) -> str:
    """The option that the widget `key` is to show: from an opened address, the widget, or the default.

    The widget is set to it, so call this just before the widget, with the same key. `named` is what the
    parameter is called in the address, if not `key`.
    """
    reader, name = _reader(), named or key
    value = _first(_asked(reader, key, name), default)
    if value not in options:
        if reader.opened is not None:
            refuse(name, value)
        value = default
    _set(key, value, reader.relabelled)
    reader.chosen[name] = (value,)
    return value


def chosen_many(key: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options that the widget `key` is to show; none is chosen unless the reader or the address does."""
    reader = _reader()
    asked = _asked(reader, key, key)
    known = tuple(value for value in asked if value in options)
    for value in asked if reader.opened is not None else ():
        if value not in options:
            refuse(key, value)
    _set(key, list(known), reader.relabelled)
    reader.chosen[key] = known
    return known


def remember(key: str, *values: str) -> None:
    """Have the address say this at the end of the run; no value leaves the parameter out."""
    reader = _reader()
    reader.chosen[key] = values
    if values:
        reader.shown[key] = values


def address_with(**more: str) -> dict[str, list[str]]:
    """The address as this run has it so far, with other or further parameters: for links to another page."""
    return {key: list(values) for key, values in _reader().shown.items()} | {key: [one] for key, one in more.items()}


def remembered(key: str) -> str:
    """What was chosen for a parameter in an opened address or before, or an empty text."""
    reader = _reader()
    source = reader.opened if reader.opened is not None else reader.chosen
    return _first(source.get(key, ()), "")


def opened() -> bool:
    """Whether this run shows an address that was just opened, or gone back to."""
    return _reader().opened is not None


def refuse(key: str, value: str) -> None:
    """Note that the address asked for something that does not exist."""
    reader = _reader()
    if (key, value) not in reader.refused:
        reader.refused.append((key, value))


def refused() -> tuple[tuple[str, str], ...]:
    """What the address asked for in vain: parameter and value."""
    return tuple(_reader().refused)


def widget_value(key: str) -> Any:
    """What a widget holds before it is drawn, or None."""
    return _session().get(key)


def set_widget(key: str, value: object) -> None:
    """Have a widget hold this when it is drawn."""
    _set(key, value, _reader().relabelled)


def held(key: str, make: Callable[[], Held]) -> Held:
    """What the reader's session holds under a key beside the widgets, made when it is first asked for."""
    session = _session()
    if key not in session:
        session[key] = make()
    return cast("Held", session[key])


def _session() -> MutableMapping[str, Any]:
    return cast("MutableMapping[str, Any]", st.session_state)


def _reader() -> Reader:
    session = _session()
    if _STATE not in session:
        session[_STATE] = Reader()
    return cast(Reader, session[_STATE])


def _asked(reader: Reader, key: str, name: str) -> tuple[str, ...]:
    if reader.opened is not None:
        return reader.opened.get(name, ())
    value = _session().get(key)
    if value is None:
        return reader.chosen.get(name, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _set(key: str, value: object, relabelled: bool) -> None:
    """A widget whose labels change language forgets its value unless it is set again."""
    session = _session()
    if relabelled or session.get(key) != value:
        session[key] = value


def _first(values: Iterable[str], default: str) -> str:
    return next(iter(values), default)
