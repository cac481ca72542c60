"""What files would do to a store, and doing it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from data.errors import GenomslagError
from data.importers import registry
from data.importers.source import Answers, ImportRejected, Lines, Parsed, Question, Rejected, Remark, Source
from data.imports.accounts import Directory, Row, Whose, whose
from data.imports.changes import Changes, Counts, changes, columns_given, traced
from data.imports.doubts import other_figures
from data.imports.following import recorded
from data.imports.rows import sound_rows
from data.imports.table import Pending, Table, opened
from data.schema import TABLES, dtypes, key_of
from data.write import refuse_plain_parquet, store_folder

Reader = Callable[[Source, Answers], Sequence[Parsed]]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class File:
    """What one file holds and does. `tables` are its rows as they go into the store; counts are of them.

    `status` is "asks" with open questions, "refused" where nothing can be read, "stopped" where rows were rejected
    and that isn't agreed to, "ready" before, and "imported" after.
    """

    file: str
    status: str
    source: str = ""  # the name of what was handed in: the file's own, or that of the zip that it was in
    importer: str = ""
    sha256: str = ""
    import_id: str = ""
    observed_at: datetime | None = None
    accounts: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    counts: Mapping[str, Counts] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    questions: tuple[Question, ...] = ()
    unknown: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    error: GenomslagError | None = None
    setup: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    @property
    def total(self) -> Counts:
        """Rows added, changed and same in all tables."""
        return sum(self.counts.values(), Counts())


@dataclass(frozen=True)
class Reading:
    """What one file gives, before it is met with the store."""

    file: File
    number: int
    parsed: Parsed
    observed_at: datetime | None
    answers: Answers


@dataclass(frozen=True)
class Plan:
    """What files would do to the store in a folder. Nothing has been written."""

    folder: Path
    files: tuple[File, ...]


def plan(
    store: str | Path,
    sources: Sequence[Source],
    answers: Answers | None = None,
    *,
    each: Mapping[str, Answers] | None = None,
    sector: str = "",
    read: Reader | None = None,
    now: datetime | None = None,
    progress: Progress = lambda _done, _of, _name: None,
) -> Plan:
    """What the files would do to the store, each after those before it. Nothing is written.

    `each` has what is told of single files, by name, beside what `answers` tells of all. `sector` is a new
    organisation's. Raises StoreError where the store cannot be written to at all.
    """
    planning = planning_for(store_folder(store), now or datetime.now(UTC), sector, read or registry.read)
    found: list[File | Reading] = []
    for number, source in enumerate(sources):
        progress(number, len(sources), source.name)
        found += planning.read_files(source, (each or {}).get(source.name) or answers or Answers())
    # Organisations before the accounts of theirs, and so on, whatever the files are called.
    order = sorted(range(len(found)), key=lambda place: rank(found[place]))
    files = {}
    for place in order:
        planning.last = place == order[-1]
        files[place] = planning.file(found[place])
    return Plan(planning.folder, tuple(files[place] for place in range(len(found))))


@dataclass
class Planning:
    """A plan in the making: the tables as they lie, and what the files before would do to them."""

    folder: Path
    now: datetime
    sector: str
    read: Reader
    directory: Directory
    observed: Mapping[str, datetime]
    tables: dict[str, Table]
    campaigns: set[str] = field(default_factory=set)
    pending: dict[str, list[Pending]] = field(default_factory=dict)
    last: bool = False  # whether no other file builds on what this one would do

    def table(self, name: str) -> Table:
        """A table with what the files before would do to it."""
        if name not in self.tables:
            self.tables[name] = opened(self.folder, name)
        return replace(self.tables[name], pending=self.pending.get(name, ()))

    def read_files(self, source: Source, answers: Answers) -> list[File | Reading]:
        """What a file, or each file in a zip, gives; a File where that is nothing."""
        told = self.directory.accounts.get(answers.account or "")
        if told and not answers.platform:
            answers = replace(answers, platform=told["platform"])
        try:
            inside = registry.sources(source)
        except GenomslagError as error:
            return [File(source.name, "refused", source.name, sha256=_sha256(source), error=error)]
        names = [one.name if one is source else f"{source.name}/{one.name}" for one in inside]
        bases = [File(name, "ready", source.name, sha256=_sha256(one)) for one, name in zip(inside, names, strict=True)]
        return [file for one, base in zip(inside, bases, strict=True) for file in self._read(one, base, answers)]

    def _read(self, source: Source, base: File, answers: Answers) -> Sequence[File | Reading]:
        try:
            found = self.read(source, answers)
        except GenomslagError as error:
            return [replace(base, status="refused", importer=_known_as(source), error=error)]
        return [Reading(base, number, one, source.observed_at, answers) for number, one in enumerate(found)]

    def file(self, reading: File | Reading) -> File:
        """What a file would do after those that were planned before it."""
        if isinstance(reading, File):
            return reading
        try:
            return self._file(reading.file, reading.number, reading.parsed, reading)
        except ImportRejected as error:
            return replace(reading.file, status="refused", importer=reading.parsed.importer, error=error)

    def _file(self, base: File, number: int, parsed: Parsed, reading: Reading) -> File:
        answers = reading.answers
        file = replace(
            base,
            importer=parsed.importer,
            days=parsed.days,
            rejected=parsed.rejected,
            unknown=parsed.unknown,
            remarks=parsed.remarks,
        )
        owner = whose(base.file, parsed, answers, self.directory, self.sector)
        asked = {question.about for question in parsed.questions}
        questions = (*parsed.questions, *(one for one in owner.questions if one.about not in asked))
        if questions:
            return replace(file, status="asks", questions=questions)
        said = {table: _owned(table, rows, owner) for table, rows in parsed.tables.items() if rows.height}
        import_id = _import_id(base.sha256, number, said)
        observed_at = parsed.observed_at or reading.observed_at or self.now
        file = replace(
            file,
            import_id=import_id,
            observed_at=self.observed.get(import_id) or min(observed_at, self.now),
            accounts=tuple(dict.fromkeys(owner.accounts)),
            setup={"organisations": owner.new_organisations, "accounts": owner.new_accounts},
        )
        return self._counted(file, said, parsed.lines)

    def _counted(self, file: File, said: Mapping[str, pl.DataFrame], lines: Mapping[str, Lines]) -> File:
        """The file with its sound rows, and how many they add, change and say again."""
        tables: dict[str, pl.DataFrame] = {}
        counts: dict[str, Counts] = {}
        rejected, remarks = list(file.rejected), list(file.remarks)
        observed_at = file.observed_at or self.now
        for name in (table for table in TABLES if table in said):
            table = self.table(name)
            rows, faulty = sound_rows(name, said[name], observed_at, self.now, self._parents(), lines.get(name))
            rejected += faulty
            found = changed(table, rows, self.observed, observed_at, file.import_id)
            tables[name], counts[name] = rows, found.counts
            remarks += other_figures(name, found.image, file.file)
            self._remember(name, rows)
            if not self.last:
                self.pending.setdefault(name, []).append(Pending(file.import_id, observed_at, found.image, found.rows))
        return replace(file, tables=tables, counts=counts, rejected=tuple(rejected), remarks=tuple(remarks))

    def _remember(self, table: str, rows: pl.DataFrame) -> None:
        """Tables and files after it may name the organisations, accounts and campaigns that a file brings."""
        if table == "campaigns":
            self.campaigns |= {*rows["campaign_id"]}
        if table in ("organisations", "accounts"):
            known: dict[str, Row] = getattr(self.directory, table)
            none: Row = dict.fromkeys(dtypes(table))
            for row in rows.iter_rows(named=True):
                known[row[key_of(table)[0]]] = none | known.get(row[key_of(table)[0]], {}) | row

    def _parents(self) -> dict[str, set[str]]:
        """The organisations, accounts and campaigns that rows may name: the store's, the plan's and the file's own."""
        return {
            "organisations": {*self.directory.organisations},
            "accounts": {*self.directory.accounts},
            "campaigns": self.campaigns,
        }


def rank(file: File | Reading) -> int:
    """When a file's turn comes: tables that other rows name come first."""
    tables = file.tables if isinstance(file, File) else file.parsed.tables
    return min((TABLES.index(name) for name in tables), default=len(TABLES))


def planning_for(folder: Path, now: datetime, sector: str, read: Reader) -> Planning:
    """A plan without files. Raises StoreError."""
    for name in TABLES:
        refuse_plain_parquet(folder, name)
    tables = {name: opened(folder, name) for name in ("organisations", "accounts", "campaigns", "imports")}
    rows = {name: table.rows().collect().to_dicts() for name, table in tables.items() if name != "imports"}
    organisations, accounts, campaigns = (
        {row[f"{one}_id"]: row for row in rows[name]}
        for name, one in (("organisations", "org"), ("accounts", "account"), ("campaigns", "campaign"))
    )
    directory = Directory(organisations, accounts)
    return Planning(folder, now, sector, read, directory, recorded(tables["imports"]).observed, tables, {*campaigns})


def changed(
    table: Table, rows: pl.DataFrame, observed: Mapping[str, datetime], observed_at: datetime, import_id: str
) -> Changes:
    """What the rows of an import change in a table as it lies."""
    columns = [*columns_given(table.name, rows), *traced(table.name)]
    newer = table.newer(rows, observed, observed_at, import_id)
    return changes(table.name, rows, table.present(rows, columns), newer, import_id, table.version + 1)


def _owned(table: str, rows: pl.DataFrame, owner: Whose) -> pl.DataFrame:
    """The rows with their account's id in place of its number, and their organisation's."""
    if owner.accounts and table != "accounts" and "account_id" in rows.columns:
        ids = {str(number): account for number, account in enumerate(owner.accounts)}
        rows = rows.with_columns(pl.col("account_id").cast(pl.String).replace(ids))
    if owner.organisation and "org_id" in dtypes(table) and "org_id" not in rows.columns:
        rows = rows.with_columns(org_id=pl.lit(owner.organisation))
    return rows


def _known_as(source: Source) -> str:
    """The importer that knows a file which it then could not read; empty where none does."""
    try:
        return next((importer.id for importer in registry.recognised(source)), "")
    except GenomslagError:  # it cannot even be looked into, which has been said
        return ""


def _sha256(source: Source) -> str:
    return hashlib.sha256(source.content).hexdigest()


def _import_id(sha256: str, number: int, said: Mapping[str, pl.DataFrame]) -> str:
    """The same for the same file taken in the same way: for the same accounts, columns and years."""
    way = [sha256, str(number)]
    for table, rows in sorted(said.items()):
        way += [table, *sorted(rows.columns)]
        for name in ("account_id", "org_id", "date", "window_end"):
            if name in rows.columns:
                way += sorted(
                    {str(value) for value in (rows[name].unique() if name[0] in "ao" else [rows[name].max()])}
                )
    return hashlib.sha256("\n".join(way).encode()).hexdigest()[:20]
