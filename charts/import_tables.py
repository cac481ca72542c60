"""Files and imports as tables: what files would do to a store, what of them cannot be used, and what was imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from charts.chart import Cell, Table
from data.imports.plan import File
from data.imports.wording import error_text, importer_label, reason_text, status_text
from locales import N_, Language
from metrics.facts import Facts
from metrics.roll_up import LOCAL_TIME

DASH = "–"
SHORT = 8  # letters of an import's id, enough to tell imports apart
LISTED = 200  # rejected rows and unknown columns; a file may have a million
COUNTS = (N_("Rows added"), N_("Rows changed"), N_("Rows the same"), N_("Rows rejected"))


def files_table(files: Sequence[File], names: Mapping[str, str], language: Language) -> Table:
    """A row a file: what it is, whose and of which days, how many rows it adds and changes, and what happens.

    `names` are what accounts are called, by id.
    """
    text = language.text
    columns = [text("File"), text("Kind"), text("Account"), text("First day"), text("Last day")]
    columns += [*(text(count) for count in COUNTS), text("What happens")]
    rows: list[list[Cell]] = []
    shown = []
    for file in files:
        kind = importer_label(file.importer, language) if file.importer else DASH
        accounts = ", ".join(names.get(account, account) for account in file.accounts) or DASH
        said = [file.file, kind, accounts]
        days = file.days or (None, None)
        counts = [file.total.added, file.total.changed, file.total.same, len(file.rejected)]
        happens = error_text(file.error, language) if file.error else status_text(file, language)
        rows.append([*said, *map(_iso, days), *counts, happens])
        shown.append([*said, *(_day(day, language) for day in days), *map(language.number, counts), happens])
    return Table(columns, rows, shown)


def rejected_table(files: Sequence[File], language: Language, most: int = LISTED) -> Table:
    """A row for each row that cannot be used: its file, its line there where that is known, and why; `most` of them."""
    found = [(file.file, one) for file in files for one in file.rejected][:most]
    said = [(file, one.row or None, reason_text(one, language)) for file, one in found]
    shown = [[file, DASH if line is None else language.number(line), reason] for file, line, reason in said]
    columns = [language.text("File"), language.text("Line"), language.text("Why it cannot be used")]
    return Table(columns, said, shown)


def unknown_table(files: Sequence[File], language: Language, most: int = LISTED) -> Table:
    """A row for each column of a file that is not used; `most` of them."""
    found = [(file.file, column) for file in files for column in file.unknown][:most]
    return Table([language.text("File"), language.text("Not used")], found, [list(row) for row in found])


def imports_table(facts: Facts, language: Language) -> Table:
    """A row an import, the newest first, also those that have been undone; no rows where nothing was imported."""
    text = language.text
    columns = [text("File"), text("Kind"), text("First day"), text("Last day"), *(text(count) for count in COUNTS)]
    columns += [text("Read off"), text("Imported"), text("Imported by"), text("Undone"), text("Import")]
    if not facts.store.has("imports"):
        return Table(columns, [], [])
    found = facts.store.collect(facts.store.scan("imports").sort("imported_at", "import_id", descending=True))
    rows: list[list[Cell]] = []
    shown = []
    for row in found.iter_rows(named=True):
        kind = importer_label(row["importer"], language) if row["importer"] else DASH
        said = [row["file_name"] or DASH, kind]
        days = [row["from_date"], row["to_date"]]
        counts = [row[name] for name in ("rows_added", "rows_changed", "rows_same", "rows_rejected")]
        times = [_on(row["observed_at"]), _on(row["imported_at"])]
        by, undone, short = row["imported_by"] or DASH, _on(row["undone_at"]), row["import_id"][:SHORT]
        rows.append([*said, *map(_iso, days), *counts, *map(_iso, times), by, _iso(undone), row["import_id"]])
        read = [DASH if count is None else language.number(count) for count in counts]
        shown.append([*said, *(_day(day, language) for day in days), *read])
        shown[-1] += [*(_day(day, language) for day in times), by, _day(undone, language), short]
    return Table(columns, rows, shown)


def _on(at: datetime | None) -> date | None:
    return at.astimezone(ZoneInfo(LOCAL_TIME)).date() if at else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date | None, language: Language) -> str:
    return language.day(day) if day else DASH
