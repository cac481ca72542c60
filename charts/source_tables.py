"""Where a figure came from, as a sentence and two tables: its files, and its single values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from charts.chart import Cell, Table
from charts.store_tables import DASH
from data.columns import PLATFORMS
from data.importers.registry import IMPORTERS
from data.template.headings import COLUMNS, SHEETS
from locales import N_, Language
from metrics.definition import Metric
from metrics.period import Period
from metrics.roll_up import LOCAL_TIME
from metrics.sources import Column, FileBehind, Sources, ValueBehind
from metrics.wording import channel_name, period_name

KINDS = {importer.id: importer.label for importer in IMPORTERS}


def sources_sentence(found: Sources, metric: Metric, period: Period, language: Language) -> str:
    """How many files the figure came from: Visningar, oktober 2026: siffrorna kommer ur 3 filer."""
    named = {"metric": language.text(metric.label), "period": period_name(period, language)}
    files = sum(bool(file.import_id) for file in found.files)
    if not found.total:
        return language.text("{metric}, {period}: there are no figures for these channels.", **named)
    if not files:
        return language.text("{metric}, {period}: the figures came from no imported file.", **named)
    return language.plural(
        "{metric}, {period}: the figures come from {count} file.",
        "{metric}, {period}: the figures come from {count} files.",
        files,
        **named,
    )


def sources_remarks(found: Sources, language: Language) -> list[str]:
    """What else is to be known: values that came from no file, values that are not shown, a store without imports."""
    if found.total and not found.imported:
        return [language.text("Nothing has been imported into this store, so it does not say where its rows are from.")]
    said = []
    without = sum(file.values for file in found.files if not file.import_id)
    if without:
        said.append(
            language.plural(
                "{count} value came from no file: somebody has entered or changed it by hand.",
                "{count} values came from no file: somebody has entered or changed them by hand.",
                without,
            )
        )
    if found.total > len(found.values):
        shown = language.number(len(found.values))
        said.append(
            language.text(
                "Of the {total} values, the newest {shown} are listed.", total=language.number(found.total), shown=shown
            )
        )
    return said


def files_table(files: Sequence[FileBehind], names: Mapping[str, str], language: Language) -> Table:
    """A row an import: what it is, of which channels and days, how many values it gave, when and by whom."""
    text = language.text
    columns = [text("File"), text("Kind"), text("Channel"), text("What it gave"), text("Values"), text("First day")]
    columns += [text("Last day"), text("Read off"), text("Imported"), text("Imported by")]
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for file in files:
        days = file.first, file.last, _local(file.observed_at), _local(file.imported_at)
        name = file.file_name or (file.import_id or text("no file"))
        what = [
            name,
            text(KINDS[file.importer]) if file.importer in KINDS else file.importer or DASH,
            ", ".join(names.get(account, account) for account in file.accounts) or DASH,
            _columns(file.columns, language),
        ]
        iso = [day.isoformat() if day else None for day in days]
        read = [language.day(day) if day else DASH for day in days]
        rows.append([*what, file.values, *iso, file.imported_by or None])
        shown.append([*what, language.number(file.values), *read, file.imported_by or DASH])
    return Table(columns, rows, shown)


def values_table(values: Sequence[ValueBehind], names: Mapping[str, str], language: Language) -> Table:
    """A row a value, the newest first: its day, channel, what it counts, the value and its file."""
    text = language.text
    itemised = any(one.item for one in values)
    columns = [text("Day"), text("Channel"), text("What is counted")]
    columns += [*([text("Post, window or source")] if itemised else []), text("Value"), text("File")]
    rows: list[list[Cell]] = []
    shown: list[list[str]] = []
    for one in values:
        what = [names.get(one.account_id, one.account_id) or DASH, _columns([one.column], language)]
        what += [_which(one, language)] if itemised else []
        file = one.file_name or one.import_id or text("no file")
        rows.append([one.day.isoformat() if one.day else None, *what, one.value, file])
        day = language.day(one.day) if one.day else DASH
        shown.append([day, *what, language.number(one.value, 0 if one.value % 1 == 0 else 2), file])
    return Table(columns, rows, shown)


def _columns(columns: Sequence[Column], language: Language) -> str:
    """Kanaler per dag: Reaktioner, Kommentarer; Inlägg: Reaktioner."""
    names: dict[str, list[str]] = {}
    for column in columns:
        counted = N_("Number of posts") if column.name == "post_id" else COLUMNS[column.name].heading
        names.setdefault(column.table, []).append(language.text(counted))
    return "; ".join(f"{language.text(SHEETS[table].heading)}: {', '.join(each)}" for table, each in names.items())


def _which(one: ValueBehind, language: Language) -> str:
    """What tells the value's row from others of its channel and day: a post's id, a window's days, a source."""
    if one.column.table == "account_reach":
        return language.plural("over {count} day", "over {count} days", int(one.item))
    if one.column.table == "web_days" and one.item.split(" · ")[0] in PLATFORMS:
        source, *tag = one.item.split(" · ")
        return " · ".join((channel_name(source, language), *filter(None, tag)))
    return one.item or DASH


def _local(moment: datetime | None) -> date | None:
    """The Swedish day of a moment."""
    return moment.astimezone(ZoneInfo(LOCAL_TIME)).date() if moment else None
