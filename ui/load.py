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

from data.store import Store, open_store
from metrics.facts import Facts, build_facts
from ui.view import View

Answer = TypeVar("Answer")
LOCAL_TIME = ZoneInfo("Europe/Stockholm")
ANSWERS_KEPT = 2_000

_building = Lock()
_answers: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()


def store_facts() -> Facts:
    """The facts of the store as it is now. Raises GenomslagError when it cannot be read."""
    location = os.environ.get("GENOMSLAG_STORE") or None
    version = _opened(location).version
    with _building:
        return _facts(location, version, datetime.now(LOCAL_TIME).date())


def data_version(facts: Facts) -> str:
    """A text that changes when a table does, and at midnight."""
    return f"{facts.store.version}@{facts.today}"


def kept(answer: Callable[..., Answer], view: View, *more: Hashable) -> Answer:
    """What `answer(facts, view, *more)` returns, computed once for each view and version of the store.

    It is shared by all readers, so nobody may change it.
    """
    return kept_for(answer, view.store_version, view, *more)


def kept_for(answer: Callable[..., Answer], version: str, *more: Hashable) -> Answer:
    """What `answer(facts, *more)` returns, computed once for each version of the store."""
    key = (answer.__code__.co_filename, answer.__qualname__, version, *more)
    if key not in _answers:
        _answers[key] = answer(store_facts(), *more)
        while len(_answers) > ANSWERS_KEPT:
            _answers.popitem(last=False)
    return cast(Answer, _answers[key])


@lru_cache(maxsize=2)
def _opened(location: str | None) -> Store:
    return open_store(location)


@lru_cache(maxsize=2)
def _facts(location: str | None, version: str, today: date) -> Facts:  # noqa: ARG001 -- a new version is read anew
    return build_facts(_opened(location), today)
