"""Rows of contract tables gathered from a sheet: cells read as what they should be, faults kept with their line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

import polars as pl

from data.importers.reading import Cell, Columns, Sheet, csv_sheet, is_workbook, is_zip, plain, text_of, workbook
from data.importers.source import ImportRejected, Rejected, Remark, Source
from data.importers.values import day, missing, number, spoiled_by_excel, whole
from data.schema import dtypes, key_of, marked
from data.store import today
from locales import N_

HEADER_WITHIN = 10  # rows: a description or a title may stand before the header
N = TypeVar("N", int, float)
DECIMAL_COMMA = re.compile(r"[+-]?(0,\d+|\d+,(\d{1,2}|\d{4,}))")
FEW = 5
LARGEST = 2**53  # no count is: what is above it was never one
HEAD = 200_000  # bytes by which a file is recognised
TOTALS = {
    "total", "totals", "totalt", "totala", "totais", "sum", "summa", "totalsumma", "grand total", "gesamt", "totaal",
    "yhteensä", "i alt",
}  # fmt: skip


class Fault(ValueError):
    """Why a row cannot be used: a message id with its fields."""

    def __init__(self, reason: str, **fields: object) -> None:
        self.reason, self.fields = reason, fields
        super().__init__(reason)


@dataclass(frozen=True)
class Record:
    """One row below a header: its cells, the header's names, and its line in the file."""

    cells: Sequence[Cell]
    names: Sequence[str]
    line: int

    def cell(self, place: int | None) -> Cell:
        """The cell of a column, None where there is no such column or the row is shorter."""
        return None if place is None or place >= len(self.cells) else self.cells[place]

    def text(self, place: int | None) -> str | None:
        """The text of a cell without spaces around it, None where it is missing."""
        cell = self.cell(place)
        return None if missing(cell) else str(cell).strip()

    def count(self, place: int | None, *, signed: bool = False) -> int | None:
        """The whole number in a cell, None where it is missing. Raises Fault."""
        return self._read(place, whole, signed=signed)

    def amount(self, place: int | None, decimal: str = "") -> float | None:
        """The number in a cell, None where it is missing. Raises Fault."""
        return self._read(place, lambda cell: number(cell, decimal))

    def _read(self, place: int | None, read: Callable[[Cell], N | None], *, signed: bool = False) -> N | None:
        cell = self.cell(place)
        try:
            value = read(cell)
        except ValueError:
            raise self.fault(place, spoiled_by_excel(cell)) from None
        if value is not None and abs(value) > LARGEST:
            raise self.fault(place)
        if value is not None and value < 0 and not signed:
            raise Fault(N_("{column} is {value}, and cannot be below 0."), column=self._name(place), value=value)
        return value

    def day(self, place: int | None, orders: Sequence[str]) -> date:
        """The day in a cell. Raises Fault, also where it is missing."""
        try:
            found = day(self.cell(place), orders)
        except ValueError:
            found = None
        if found is None:
            raise self.not_a_date(place)
        return found

    def not_a_date(self, place: int | None) -> Fault:
        """What is wrong with a cell that should hold a day."""
        reason = N_("{column} is “{value}”, where a date belongs.")
        return Fault(reason, column=self._name(place), value=self._shown(place))

    def fault(self, place: int | None, spoiled: bool = False) -> Fault:
        """What is wrong with a cell that should hold a number."""
        reason = N_("{column} is “{value}”, where a whole number belongs.")
        if spoiled:
            reason = N_("{column} is “{value}”: Excel has changed it. Choose the file as it was downloaded.")
        return Fault(reason, column=self._name(place), value=self._shown(place))

    def _name(self, place: int | None) -> str:
        return "" if place is None or place >= len(self.names) else self.names[place]

    def _shown(self, place: int | None) -> str:
        cell = self.cell(place)
        return "" if cell is None else str(cell)[:60]


@dataclass(frozen=True)
class Found:
    """A sheet whose header is known: what kind it is, its columns, and where the header stands."""

    kind: str
    sheet: Sheet
    columns: Columns
    header: int

    def orders(self, place: int) -> tuple[str, ...]:
        """In which order the days in a column are written."""
        return orders_of(record.cell(place) for record in self.records())

    def decimal(self, place: int | None) -> str:
        """The decimal sign of a column: a comma where one of its numbers cannot be read otherwise, else empty."""
        texts = (record.text(place) or "" for record in self.records())
        return "," if place is not None and any(map(DECIMAL_COMMA.fullmatch, texts)) else ""

    def records(self) -> Iterator[Record]:
        """The rows below the header that are not empty."""
        for place in range(self.header + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[place]
            if not all(cell is None or cell == "" for cell in cells):
                yield Record(cells, self.columns.names, self.sheet.lines[place])


def found_in(sheet: Sheet, kind_of: Callable[[Columns], str | None]) -> Found | None:
    """The sheet by the first of its rows that is a header of some kind, None where there is none."""
    for place, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns = Columns(row)
        if kind := kind_of(columns):
            return Found(kind, sheet, columns, place)
    return None


def sheets_of(source: Source) -> list[Sheet]:
    """Every sheet of an Excel file, the one of a CSV file, none of a zip. Raises ImportRejected."""
    if is_workbook(source.content):
        return workbook(source.content, name=source.name)
    return [] if is_zip(source.content) else [csv_sheet(text_of(source.content))]


def start_of(source: Source) -> list[Sheet]:
    """As `sheets_of`, but of a CSV file its first rows alone: enough to recognise it by. Raises ImportRejected."""
    if len(source.content) > HEAD and not is_workbook(source.content):
        head = source.content[:HEAD]
        source = Source(source.name, head[: head.rfind(b"\n") + 1] or head)
    return sheets_of(source)


def orders_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """In which order a column writes its days: the first of the orders that fits every one of them.

    One day alone may not tell 3 April from 4 March; a column does as soon as one of its days is after the twelfth.
    """
    told = [cell for cell in cells if not missing(cell) and not is_total(cell)]
    for order in ("mdy", "dmy"):
        orders = ("ymd", "month_name", order)
        if all(_fits(cell, orders) for cell in told):
            return orders
    return ("ymd", "month_name", "mdy")


def _fits(cell: Cell, orders: Sequence[str]) -> bool:
    try:
        day(cell, orders)
    except ValueError:
        return False
    return True


def refuse_to_come(on: object) -> None:
    """Raises Fault for a day or time that has not been anywhere: often one that is read in the wrong order."""
    if isinstance(on, date) and (on.date() if isinstance(on, datetime) else on) > today() + timedelta(days=1):
        raise Fault(N_("The row is of {day}, which has not been yet."), day=on)


@dataclass
class Rows:
    """The rows of one contract table that a file gives, by their key; what cannot be used goes to `rejected`."""

    table: str
    rejected: list[Rejected]
    by_key: dict[tuple[object, ...], dict[str, object]] = field(default_factory=dict)

    def add(self, row: Mapping[str, object]) -> None:
        """Adds a row. Raises Fault for a day to come, and where there is one with its key and other values."""
        for name in marked(self.table, "past"):
            refuse_to_come(row.get(name))
        kept = self.by_key.setdefault(tuple(row[name] for name in key_of(self.table)), dict(row))
        if kept != row:
            raise Fault(
                N_("There already is a row for {key}, with other figures."),
                key=", ".join(str(row[name]) for name in key_of(self.table) if name != "account_id"),
            )

    @property
    def frame(self) -> pl.DataFrame:
        """The rows, with the contract's names and types, and only the columns that some row has a value in."""
        given = {name for row in self.by_key.values() for name, value in row.items() if value is not None}
        schema = {name: dtype for name, dtype in dtypes(self.table).items() if name in given}
        return pl.DataFrame({name: [row.get(name) for row in self.by_key.values()] for name in schema}, schema=schema)


@dataclass
class Corrections:
    """Flows below zero, which platforms give on days when more was taken back than given, by column.

    A store counts what was given, so such a figure is missing in it, and `remarks` say so.
    """

    below_zero: dict[str, list[str]] = field(default_factory=dict)

    def counts(self, record: Record, at: Mapping[str, int], on: object) -> dict[str, object]:
        """A row's whole numbers by the contract's column, None where one is missing or below zero. Raises Fault."""
        row: dict[str, object] = {}
        for name, place in at.items():
            value = record.count(place, signed=True)
            if value is not None and value < 0:
                self.below_zero.setdefault(record.names[place], []).append(str(on))
                value = None
            row[name] = value
        return row

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """For each column, the days or rows on which it was below zero."""
        text = N_("“{column}” is below zero ({on}): more was taken back than given. It is kept as missing.")
        return tuple(Remark(text, {"column": name, "on": some(on)}) for name, on in self.below_zero.items())


@contextmanager
def faults_kept(rejected: list[Rejected], line: int) -> Iterator[None]:
    """Keeps a fault in a row with its line, so that the rows after it are read too."""
    try:
        yield
    except Fault as fault:
        rejected.append(Rejected(line, fault.reason, fault.fields))


def is_total(cell: Cell) -> bool:
    """Whether a row that begins so adds up the others."""
    return isinstance(cell, str) and plain(cell).rstrip(":") in TOTALS


def totals_left_out(lines: Sequence[int]) -> tuple[Remark, ...]:
    """What is said of rows that add up the others."""
    return (Remark(N_("Lines that add up the others are left out: {lines}."), {"lines": some(lines)}),) if lines else ()


def some(things: Sequence[object]) -> str:
    """The first few of many things, parted by commas."""
    return ", ".join(map(str, things[:FEW])) + (" …" if len(things) > FEW else "")


def tables(*gathered: Rows) -> dict[str, pl.DataFrame]:
    """The tables that have rows, by name."""
    return {rows.table: rows.frame for rows in gathered if rows.by_key}


def places(columns: Columns, words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each of the contract's columns stands in the file, of those that are there."""
    return {name: place for name, alike in words.items() if (place := columns.find(*alike)) is not None}


def noon(on: date) -> datetime:
    """The time given to a post of which only the day is told: on that day in Sweden and on the American west coast."""
    return datetime.combine(on, time(12), tzinfo=UTC)


def net_followers(net: int | None) -> dict[str, int | None]:
    """Followers gained and lost where only the difference is told, by its sign: the difference is kept exactly."""
    if net is None:
        return {"followers_gained": None, "followers_lost": None}
    return {"followers_gained": max(net, 0), "followers_lost": max(-net, 0)}


def refuse_without_rows(name: str, rows: Iterable[Rows], rejected: Sequence[Rejected]) -> None:
    """Raises ImportRejected where a file has the right columns and no rows below them."""
    if not rejected and not any(gathered.by_key for gathered in rows):
        raise ImportRejected(
            N_("{name} has the names of its columns but no figures below them."),
            todo=N_("Choose a period with figures and download it again."),
            name=name,
        )
