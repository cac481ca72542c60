"""Rows of a table as an importer gathers them: a row that cannot be used is told with its line, and never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import polars as pl

from data.importers.reading import Cell
from data.importers.source import Rejected
from data.schema import dtypes, key_of
from locales import N_

Value = str | int | float | bool | date | datetime | None
Told = TypeVar("Told")
NO_NUMBER = N_("“{value}” in the column “{column}” is not a number that can be read.")
NO_DAY = N_("“{value}” in the column “{column}” is not a day that can be read.")


class Unusable(ValueError):
    """A row cannot be used; the reason is a message id."""

    def __init__(self, reason: str, **fields: object) -> None:
        self.reason, self.fields = reason, fields
        super().__init__(reason.format(**fields))


def told(cell: Cell, column: str, read: Callable[[Cell], Told], reason: str = NO_NUMBER) -> Told:
    """What is in a cell, as one of the functions in `values` reads it. Raises Unusable."""
    try:
        return read(cell)
    except ValueError as error:
        raise Unusable(reason, value=error, column=column) from error


class Rows:
    """The rows of one table, by key, and what was rejected."""

    def __init__(self, table: str) -> None:
        self.table, self.rejected = table, list[Rejected]()
        self._key, self._types = key_of(table), dtypes(table)
        self._rows: dict[tuple[Value, ...], dict[str, Value]] = {}

    def add(self, line: int, make: Callable[[], dict[str, Value] | None]) -> None:
        """Keeps the row that is made; None, or a row there is already, adds nothing."""
        try:
            row = make()
            if row is not None:
                self._keep(row)
        except Unusable as error:
            self.rejected.append(Rejected(line, error.reason, error.fields))

    def _keep(self, row: dict[str, Value]) -> None:
        for column, value in row.items():
            if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
                raise Unusable(N_("{value} is less than 0, which {column} cannot be."), value=value, column=column)
        key = tuple(row[name] for name in self._key)
        known = self._rows.setdefault(key, row)
        if known != row:
            raise Unusable(
                N_("It stands twice in the file with different figures ({key}). The first is used."),
                key=", ".join(str(value) for name, value in zip(self._key, key, strict=True) if name != "account_id"),
            )

    def frame(self) -> pl.DataFrame:
        """The rows, with those of the contract's columns that any of them has, in its order and types."""
        rows = list(self._rows.values())
        given = {name for row in rows for name in row}
        return pl.DataFrame(rows, schema={name: dtype for name, dtype in self._types.items() if name in given})

    def __len__(self) -> int:
        return len(self._rows)
