"""The store and its facts, opened once for all readers, and what pages derive from them, kept per view.

Nothing here keeps a failure: a store that is mended is read again at the next run.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from data.errors import NothingYet
from data.store import Store, open_store
from metrics.facts import Facts, build_facts
from metrics.view import View

Answer = TypeVar("Answer")
LOCAL_TIME = ZoneInfo("Europe/Stockholm")
ANSWERS_KEPT = 2_000
VERSIONS_KEPT = 3

_building = Lock()
_read: OrderedDict[str, Facts] = OrderedDict()
_answers: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()


def store_facts() -> Facts:
    """The facts of the store as it is now. Raises GenomslagError when it cannot be read."""
    store = _opened(os.environ.get("GENOMSLAG_STORE") or None)
    version = f"{store.location}@{store.version}@{today()}"
    with _building:
        if version not in _read:
            _read[version] = build_facts(store, today())
            while len(_read) > VERSIONS_KEPT:
                _read.popitem(last=False)
        return _read[version]


def facts_if_any() -> Facts | None:
    """The facts of the store, or None where there is no store yet. Raises GenomslagError when it cannot be read."""
    try:
        return store_facts()
    except NothingYet:
        return None


def today() -> date:
    """The day it is where the organisations are."""
    return datetime.now(LOCAL_TIME).date()


def data_version(facts: Facts) -> str:
    """The name of what these facts were read from: it changes when a table does, and at midnight."""
    return next((version for version, read in _read.items() if read is facts), "")


def kept(answer: Callable[..., Answer], view: View, *more: Hashable) -> Answer:
    """What `answer(facts, view, *more)` returns, computed once for each view and version of the store.

    It is shared by all readers, so nobody may change it.
    """
    return kept_for(answer, view.store_version, view, *more)


def kept_for(answer: Callable[..., Answer], version: str, *more: Hashable) -> Answer:
    """What `answer(facts, *more)` returns, computed once for each version of the store."""
    key = (answer.__code__.co_filename, answer.__qualname__, version, *more)
    if key in _answers:
        return cast(Answer, _answers[key])
    found = answer(_read.get(version) or store_facts(), *more)
    _answers[key] = found
    while len(_answers) > ANSWERS_KEPT:
        _answers.popitem(last=False)
    return found


@lru_cache(maxsize=2)
def _opened(location: str | None) -> Store:
    return open_store(location)
