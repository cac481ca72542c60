"""What goes into an importer and what comes out: a file, what a person has said of it, and rows of contract tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

import polars as pl

from data.errors import GenomslagError

# The lines in a file where rows of a table begin, by their places in it: asked for the few that are rejected.
Lines = Callable[[Sequence[int]], Iterable[int]]


@dataclass(frozen=True)
class Source:
    """A file as it was downloaded: its name without folders, its bytes, and when it was read off the platform.

    `observed_at` is None where nothing tells; an importer that finds it in the file says so in `Parsed`.
    """

    name: str
    content: bytes
    observed_at: datetime | None = None


@dataclass(frozen=True)
class Answers:
    """What a person has said of a file; None where nothing was. `metric` is a column of the contract's table."""

    account: str | None = None
    organisation: str | None = None
    platform: str | None = None
    metric: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Choice:
    """One answer to choose: the value for `Answers`, and a message id (or a name) that says what it means."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """What a file cannot say. `about` is a field of `Answers`; the likely choice is first, none for a free answer."""

    about: str
    text: str
    choices: tuple[Choice, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Rejected:
    """A row that could not be used: its line in the file (the first is 1), and why (a message id with its fields)."""

    row: int
    reason: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Remark:
    """What one should know of how a file was read, where nothing is wrong with it: a message id with its fields."""

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Channel:
    """The channel that a file names: its platform, and the platform's own id, name and handle, empty where not told."""

    platform: str = ""
    external_id: str = ""
    name: str = ""
    handle: str = ""


@dataclass(frozen=True)
class Parsed:
    """What a file gives. Tables have the contract's column names and types, but only the columns that the file gives.

    Where rows belong to an account, `account_id` is the index of their channel in `channels` as text ("0", "1" …):
    whoever imports puts the account's id there. With open `questions` the tables may be empty. `unknown` are columns
    that were not used, `remarks` tell how others were. `day_zone` is the time zone of the file's days where that is
    not the organisation's. `lines` tell, by table, where in the file its rows stand, for those whose importer knows.
    """

    importer: str
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    channels: tuple[Channel, ...] = ()
    questions: tuple[Question, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unknown: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    day_zone: str = ""
    observed_at: datetime | None = None
    lines: Mapping[str, Lines] = field(default_factory=dict)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of its rows, None without any."""
        columns = {"date", "window_end", "published_at"}
        found = [
            day
            for rows in self.tables.values()
            for name in columns & set(rows.columns)
            for day in (rows[name].min(), rows[name].max())
        ]
        days = [day.date() if isinstance(day, datetime) else day for day in found if isinstance(day, date)]
        return (min(days), max(days)) if days else None


class ImportRejected(GenomslagError):
    """A file cannot be imported at all; the message says what it is, why, and what to download instead."""


class Importer(Protocol):
    """One source."""

    @property
    def id(self) -> str:
        """What it is called in the table imports."""
        ...

    @property
    def label(self) -> str:
        """What it reads (a message id)."""
        ...

    def detect(self, source: Source) -> bool:
        """Whether this is a file of the source, from its bytes: cheap, and never by its name alone."""
        ...

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:
        """What the file gives; several where it holds several things. Raises ImportRejected."""
        ...
