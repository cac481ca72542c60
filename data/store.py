"""The store: a folder, or an object-store prefix, of tables that follow the data contract."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock

import polars as pl

from data import integrity
from data.about import About, read_about
from data.errors import NothingYet, SchemaError, Violation
from data.files import Listing, Part, TableFiles, empty, list_store, parts_of, reading, resolve, together
from data.schema import APART, LARGE_TABLES, REQUIRED_TABLES, TABLES
from data.versions import refuse_gone
from data.write import write_table
from locales import N_

__all__ = ["DEMO", "SETTING", "TABLES", "Store", "open_store", "write_table"]

SETTING = "GENOMSLAG_STORE"
DEMO = Path(__file__).parent / "demo" / "store"
# Up to this many rows a large table's keys and references are checked at every opening: one wrong row
# doubles a number. Above it only `python -m data check` does.
CHECKED_ROWS = 1_000_000


class Snapshot:
    """A store as it lay at one version: how each table reads, and what breaks the contract."""

    def __init__(self, location: str, listing: Listing) -> None:
        self.location, self.listing = location, listing
        self.about = read_about(location)
        if not listing.tables:
            raise NothingYet(
                N_("There are no statistics in {location} yet."),
                todo=N_("Import files on the page Data, or put the tables there as Parquet files."),
                location=location,
            )
        self.parts: dict[str, list[Part]] = {name: parts_of(files) for name, files in listing.tables.items()}

    @cached_property
    def unreadable(self) -> dict[str, list[Violation]]:
        """What is wrong with each table's columns; rows are only read where there is nothing."""
        found = {}
        for table, parts in self.parts.items():
            with reading(self.listing.tables[table].location):
                found[table] = integrity.schema_violations(table, parts)
        for table in REQUIRED_TABLES:
            if table not in self.parts:
                found[table] = [Violation(table, N_("this table, which every store needs"))]
        return {table: violations for table, violations in found.items() if violations}

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table in the contract's types; none where the store lacks it."""
        return together(table, self.parts[table]) if table in self.parts else empty(table)

    def violations(self, *, thorough: bool, today: date) -> list[Violation]:
        """Everything that breaks the contract: `thorough` reads the large tables whole."""
        broken = [violation for violations in self.unreadable.values() for violation in violations]
        sound = {table: self.scan(table) for table in self.parts if table not in self.unreadable}
        latest = None if self.about and self.about.demo else today  # invented days follow no clock
        for table in sound:
            with reading(self.listing.tables[table].location):
                broken += self._table_violations(table, sound, latest, thorough)
        return broken

    def _table_violations(
        self, table: str, sound: Mapping[str, pl.LazyFrame], latest: date | None, thorough: bool
    ) -> list[Violation]:
        rows = sound[table]
        broken: list[Violation] = []
        whole = thorough or table not in LARGE_TABLES
        if whole:
            frame = rows.collect()
            rows = frame.lazy()
            broken += integrity.row_violations(table, frame)
            if table == "organisations" and frame.is_empty():
                broken.append(Violation(table, N_("at least one organisation")))
            if latest is not None:
                broken += integrity.future_violations(table, rows, latest)
        if whole or rows.select(pl.len()).collect().item() <= CHECKED_ROWS:
            broken += integrity.key_violations(table, rows)
            broken += integrity.reference_violations(table, rows, sound)
        return broken


class Store:
    """A store that follows its files: what it returns is checked again whenever they change."""

    def __init__(self, location: str) -> None:
        self.location = resolve(location)
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._violations: list[Violation] = []

    def __repr__(self) -> str:
        return f"Store({self.location!r})"

    @property
    def name(self) -> str:
        """The last part of its location."""
        return self.location.rsplit("/", 1)[-1]

    @property
    def version(self) -> str:
        """A text that changes whenever a table with figures does. Raises StoreError when the store is gone."""
        return list_store(self.location).version

    @property
    def about(self) -> About | None:
        """What the store says of itself, or None."""
        return self.snapshot().about

    @property
    def demo(self) -> bool:
        """Whether its figures are invented, and pages must say so."""
        return bool(self.about and self.about.demo)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it holds, in the contract's order."""
        return tuple(self.snapshot().listing.tables)

    def has(self, table: str) -> bool:
        """Whether it holds the table."""
        return table in self.tables

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table: the contract's columns in its types, then columns of the store's own.

        Optional columns that a file lacks are null; a table that the store lacks has no rows.
        Raises StoreError or SchemaError.
        """
        if table not in TABLES:
            raise KeyError(table)
        return read_apart(self.location, table) if table in APART else self.snapshot().scan(table)

    def collect(self, rows: pl.LazyFrame) -> pl.DataFrame:
        """The rows read. Raises StoreError where files vanish or turn out to be damaged meanwhile."""
        with reading(self.location):
            return rows.collect()

    def snapshot(self) -> Snapshot:
        """The store as it lies now, checked. Raises StoreError or SchemaError."""
        with self._lock:
            listing = list_store(self.location)
            if self._snapshot is None or self._snapshot.listing.version != listing.version:
                self._snapshot = None
                fresh = Snapshot(self.location, listing)
                self._violations = fresh.violations(thorough=False, today=today())
                self._snapshot = fresh
            if self._violations:
                raise SchemaError(self._violations)
            return self._snapshot


class StoreAt(Store):
    """A store as its tables were at given versions, those that it had then and no others.

    Raises VersionsGone, when it is opened, where files of a version have been taken away.
    """

    def __init__(self, location: str, versions: Mapping[str, int]) -> None:
        super().__init__(location)
        self.versions = dict(versions)
        self._kept = Snapshot(self.location, Listing(self._files(), self.version))

    @property
    def version(self) -> str:
        """The versions as one text."""
        return sha256(repr(sorted(self.versions.items())).encode()).hexdigest()[:16]

    def snapshot(self) -> Snapshot:
        """The store as it was; it was checked then."""
        return self._kept

    def _files(self) -> dict[str, TableFiles]:
        found = {name: f"{self.location}/{name}" for name in TABLES if name in self.versions}
        for name, place in found.items():
            refuse_gone(place, self.versions[name])
        return {name: TableFiles(name, place, (), "", self.versions[name]) for name, place in found.items()}


def read_apart(location: str, table: str) -> pl.LazyFrame:
    """The rows of a table without figures as it lies now, whatever is known of the others. Raises StoreError."""
    tables = list_store(location).tables
    return together(table, parts_of(tables[table])) if table in tables else empty(table)


def today() -> date:
    """The day it is in UTC."""
    return datetime.now(UTC).date()


def location_of(location: str | None = None) -> str:
    """Where the store is: as told, else where GENOMSLAG_STORE says, else the demo."""
    return resolve(location or os.environ.get(SETTING) or str(DEMO))


def open_store(location: str | None = None) -> Store:
    """The store at a location (see `location_of`), checked. Raises StoreError or SchemaError."""
    store = Store(location_of(location))
    store.snapshot()
    return store
