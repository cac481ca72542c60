"""Files and imports as tables: what files would do to a store, what of them cannot be used, and what was imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from charts.chart import Cell, Table
from data.errors import GenomslagError
from data.imports.plan import File
from data.imports.wording import importer_label, reason_text, status_text
from locales import N_, Language
from metrics.roll_up import LOCAL_TIME

DASH = "–"
LISTED = 200  # rejected rows and unknown columns; a file may have a million
COUNTS = (N_("Rows added"), N_("Rows changed"), N_("Rows the same"), N_("Rows rejected"))


def files_table(files: Sequence[File], names: Mapping[str, str], language: Language) -> Table:
    """A row a file that can be read: what happens to it, what it is, whose and of which days, and what it changes.

    `names` are what accounts are called, by id. What a file would change is not known before it can be imported.
    """
    text = language.text
    columns = [text("File"), text("What happens"), text("Channel"), text("Days"), *map(text, COUNTS), text("Kind")]
    rows: list[list[Cell]] = []
    shown = []
    for file in readable(files):
        kind = importer_label(file.importer, language) if file.importer else DASH
        accounts = ", ".join(names.get(account, account) for account in file.accounts) or DASH
        first, last = file.days or (None, None)
        said = [file.file, status_text(file, language), accounts]
        known = file.counts or file.rejected
        counts = [file.total.added, file.total.changed, file.total.same, len(file.rejected)]
        rows.append([*said, _span(first, last), *(counts if known else [None] * len(counts)), kind])
        read = [language.number(count) for count in counts] if known else [DASH] * len(counts)
        shown.append([*said, _days(first, last, language), *read, kind])
    return _telling(Table(columns, rows, shown))


def readable(files: Sequence[File]) -> list[File]:
    """The files that are known for what they are."""
    return [file for file in files if not file.error]


def refused_table(files: Sequence[File], language: Language) -> Table:
    """A row a file that cannot be imported: why, and what to do instead."""
    said = [(file.file, _why(file, file.error, language)) for file in files if file.error]
    return Table([language.text("File"), language.text("Why it cannot be imported")], said, [list(row) for row in said])


def _why(file: File, error: GenomslagError, language: Language) -> str:
    """What is wrong with a file that is named beside it."""
    fields = error.fields
    if fields.get("name") in (file.file, file.source):
        fields = {**fields, "name": language.text("the file")}
    said = (language.text(text, **fields) for text in (error.what, error.todo) if text)
    return " ".join(one[:1].upper() + one[1:] for one in said)


def _telling(table: Table) -> Table:
    """The table without the columns that say nothing of any row: no more than a dash, or 0."""
    kept = [place for place in range(len(table.columns)) if any(row[place] not in (DASH, "0") for row in table.shown)]
    return Table(
        [table.columns[place] for place in kept],
        [[row[place] for place in kept] for row in table.rows],
        [[row[place] for place in kept] for row in table.shown],
    )


def rejected_table(file: File, language: Language, most: int = LISTED) -> Table:
    """A row for each row of a file that cannot be used: its line where that is known, and why; `most` of them."""
    said = [(one.row or None, reason_text(one, language)) for one in file.rejected[:most]]
    shown = [[DASH if line is None else language.number(line), reason] for line, reason in said]
    return Table([language.text("Line"), language.text("Why it cannot be used")], said, shown)


def unknown_table(file: File, language: Language, most: int = LISTED) -> Table:
    """A row for each column of a file that is not used; `most` of them."""
    found = [(column,) for column in file.unknown[:most]]
    return Table([language.text("Not used")], found, [list(row) for row in found])


def imports_table(imports: Sequence[Mapping[str, Any]], language: Language) -> Table:
    """A row an import, from rows of the table imports: its days, when and by whom, what it did, if it is undone."""
    text = language.text
    columns = [text("File"), text("Imported"), text("By"), text("Undone"), text("Days"), *map(text, COUNTS)]
    columns += [text("Kind"), text("Downloaded")]
    rows: list[list[Cell]] = []
    shown = []
    for row in imports:
        file, by = row["file_name"] or DASH, row["imported_by"] or DASH
        kind = importer_label(row["importer"], language) if row["importer"] else DASH
        first, last = row["from_date"], row["to_date"]
        counts = [row[name] for name in ("rows_added", "rows_changed", "rows_same", "rows_rejected")]
        imported, downloaded, undone = (_on(row[name]) for name in ("imported_at", "observed_at", "undone_at"))
        if downloaded == imported:  # said already
            downloaded = None
        rows.append([file, _iso(imported), by, _iso(undone), _span(first, last), *counts, kind, _iso(downloaded)])
        read = [DASH if count is None else language.number(count) for count in counts]
        shown.append([file, _day(imported, language), by, _day(undone, language), _days(first, last, language)])
        shown[-1] += [*read, kind, _day(downloaded, language)]
    return _telling(Table(columns, rows, shown))


def import_name(row: Mapping[str, Any], language: Language) -> str:
    """What an import is called where one is chosen: the file, its days, and when it was imported."""
    at = _local(row["imported_at"])
    when = language.text("imported {day} {time}", day=language.day(at.date()), time=f"{at:%H:%M}") if at else DASH
    return " · ".join((row["file_name"] or DASH, _days(row["from_date"], row["to_date"], language), when))


def _span(first: date | None, last: date | None) -> str | None:
    """The days from the first to the last as ISO 8601 writes them."""
    return f"{first}/{last}" if first and last else None


def _days(first: date | None, last: date | None, language: Language) -> str:
    """The days from the first to the last, as they are read."""
    return language.days(first, last) if first and last else DASH


def _on(at: datetime | None) -> date | None:
    local = _local(at)
    return local.date() if local else None


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(ZoneInfo(LOCAL_TIME)) if at else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date | None, language: Language) -> str:
    return language.day(day) if day else DASH
