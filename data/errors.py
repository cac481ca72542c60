"""Errors that a reader can act on: what is wrong, where, and what to do.

The texts are message ids in English; the interface translates them with the same parameters, so
that one error reads well on a page, in a terminal and in a log.
"""

from __future__ import annotations


class GenomslagError(Exception):
    """An expected error, shown to people without a traceback.

    `what` and `todo` are message ids with `{name}` fields, filled from `fields`.
    """

    def __init__(self, what: str, *, todo: str = "", **fields: object) -> None:
        self.what, self.todo, self.fields = what, todo, fields
        super().__init__(" ".join(text.format(**fields) for text in (what, todo) if text))


class StoreError(GenomslagError):
    """The store cannot be opened or read: it is absent, unreadable or damaged."""


class NotComparable(GenomslagError):
    """Two figures may not be compared, and the message says why."""


class NotAdditive(GenomslagError):
    """Somebody tried to add what counts distinct people."""
