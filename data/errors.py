"""Errors that a reader can act on: what is wrong, where, and what to do.

The texts are message ids in English; the interface translates them with the same parameters, so
that one error reads well on a page, in a terminal and in a log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from locales import N_, Language

ENGLISH = Language("en")


class GenomslagError(Exception):
    """An expected error, shown to people without a traceback.

    `what` and `todo` are message ids with `{name}` fields, filled from `fields`.
    """

    def __init__(self, what: str, *, todo: str = "", **fields: object) -> None:
        self.what, self.todo, self.fields = what, todo, fields
        super().__init__(" ".join(text.format(**fields) for text in (what, todo) if text))


class StoreError(GenomslagError):
    """The store cannot be opened or read: it is absent, unreadable or damaged."""


class NothingYet(StoreError):
    """The store has nothing to show, and can be given it: no folder, no tables, no organisation or no figures."""


class NotComparable(GenomslagError):
    """Two figures may not be compared, and the message says why."""


class NotAdditive(GenomslagError):
    """Counts of distinct people were about to be added, so that one person would count several times."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            N_("Distinct people cannot be added up: somebody reached twice would count as two. Asked for: {names}."),
            todo=N_("Ask for the interval of the whole period instead. It is certain to hold the number of people."),
            names=", ".join(names),
        )


@dataclass(frozen=True)
class Violation:
    """One place where a store breaks the data contract.

    `column` is empty where the whole table is meant, `key` where it isn't one row. `expected` is a
    message id, filled from `fields`; `more` counts the rows that break the same rule but are not listed.
    """

    table: str
    expected: str
    column: str = ""
    key: str = ""
    value: str = ""
    more: int = 0
    fields: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language = ENGLISH) -> str:
        """What is wrong, in one line of plain words."""
        place = f"{self.table}.{self.column}" if self.column else self.table
        if self.key:
            place = f"{place} ({self.key})"
        expected = language.text(self.expected, **self.fields)
        if self.column:
            place = f"{place}: {self.value or language.text(N_('missing'))}"
        line = language.text(N_("{place}. Expected: {expected}."), place=place, expected=expected)
        if self.more:
            more = language.plural("{count} more row like it.", "{count} more rows like it.", self.more)
            line = f"{line} {more}"
        return line


class SchemaError(GenomslagError):
    """The store, or a frame on its way into it, breaks the data contract in the places that `violations` name."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__(
            N_("The statistics do not follow the data contract. Tables with faults: {tables}."),
            todo=N_("Correct what is listed, in the files or where they come from, and open the store again."),
            tables=", ".join(dict.fromkeys(violation.table for violation in self.violations)),
        )

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(violation.text() for violation in self.violations)])
