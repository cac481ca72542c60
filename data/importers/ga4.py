"""Google Analytics 4: visits by day and source. Lines with # before a table tell which days it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from data.importers.ga4_words import Roles, is_ga4, roles_of
from data.importers.gathering import Fault, Record, faults_kept, orders_of, sheets_of, start_of
from data.importers.reading import Cell, Columns, Sheet
from data.importers.source import Answers, ImportRejected, Parsed, Rejected, Remark, Source
from data.importers.values import day, duration, missing
from data.importers.web_visits import Visits, campaign_of, source_of, source_question, told_source
from locales import N_

SPAN = re.compile(r"(?<!\d)(20\d{6})(?!\d)")
MOST_DAYS = 10_000  # that a file counts from its first day
ADDED_UP = ("visits", "engaged_visits", "page_views")
CLOSE = 0.02  # of the total, which Google estimates
HOURS = re.compile(r"(20\d{6})\d\d(\d\d)?")
ADD = N_(
    "In Google Analytics, make an exploration (Explore, Free form) with the rows Date, Session source / medium and "
    "Session campaign and the values Sessions, Engaged sessions and Views, show all rows, and export it as CSV."
)


class GoogleAnalytics:
    """Visits by day, source and campaign."""

    id = "ga4"
    label = N_("Google Analytics 4: visits to the web")

    def detect(self, source: Source) -> bool:
        """Whether it begins as Google's files do, or a header has the names of Google's dimensions and figures."""
        return any(_is_googles(sheet) for sheet in start_of(source))

    def parse(self, source: Source, answers: Answers) -> Sequence[Parsed]:
        """The visits, or what has to be asked first. Raises ImportRejected."""
        tables = [table for sheet in sheets_of(source) for table in _tables(sheet)]
        dated = [table for table in tables if table.has_days and table.figures]
        if not dated:
            raise _refused(source, tables)
        chosen = next((table for table in dated if table.roles.tells_source), dated[0])
        alike = _of_other_days(chosen, dated)
        others = [name for table in tables if not any(table is one for one in alike) for name in table.columns.names]
        return [_parsed(source, alike, filter(None, others), answers)]


def _of_other_days(chosen: GoogleTable, tables: Iterable[GoogleTable]) -> list[GoogleTable]:
    """The table, and those with its columns for other days: of two periods that are compared, each has its own."""
    alike = [chosen]
    for table in tables:
        if table.columns.names == chosen.columns.names and all(table.is_apart_from(other) for other in alike):
            alike.append(table)
    return alike


def _is_googles(sheet: Sheet) -> bool:
    first = _shown(sheet.rows[0]) if sheet.rows else ""
    if first.startswith("#"):
        return any(SPAN.search(line) for line in _comments(sheet)) and not any(map(_is_a_line, sheet.rows))
    return any(is_ga4(Columns(row)) for row in sheet.rows[:10])


def _is_a_line(row: Sequence[Cell]) -> bool:
    """Whether a whole line of a table has become one cell."""
    return len(row) == 1 and "," in (text := str(row[0] or "")) and not text.startswith("#")


def _shown(row: Sequence[Cell]) -> str:
    return ",".join("" if cell is None else str(cell) for cell in row).strip(",").strip()


def _comments(sheet: Sheet) -> Iterator[str]:
    return (text for row in sheet.rows if (text := _shown(row)).startswith("#"))


@dataclass(frozen=True)
class GoogleTable:
    """One table of a file: its columns and what they are, its rows, its totals, and the days it is of."""

    columns: Columns
    roles: Roles
    records: Sequence[Record]
    totals: Sequence[Record]
    first: date | None
    last: date | None

    @property
    def has_days(self) -> bool:
        """Whether each of its rows is of one day: it has dates, or is of a single day as a whole."""
        by_number = self.roles.nth_day is not None and self.first is not None
        alone = not self.roles.longer and self.first is not None and self.first == self.last
        return self.roles.date is not None or by_number or alone

    @cached_property
    def orders(self) -> tuple[str, ...]:
        """In which order its dates are written; Google writes 20260131, a spreadsheet in between may not."""
        return orders_of(record.cell(self.roles.date) for record in self.records)

    def once(self) -> Iterator[Record]:
        """Its rows; of two periods that are compared and share days, a row of both is there once."""
        periods: dict[tuple[str | None, ...], str | None] = {}
        parted = [place for place in self.roles.dimensions if place != self.roles.date_range]
        for record in self.records:
            period = record.text(self.roles.date_range)
            if periods.setdefault(tuple(map(record.text, parted)), period) == period:
                yield record

    def is_apart_from(self, other: GoogleTable) -> bool:
        """Whether the days that the two are of have none in common."""
        if not (self.first and self.last and other.first and other.last):
            return False
        return self.last < other.first or other.last < self.first

    @property
    def figures(self) -> dict[str, int]:
        """The columns of figures that can be added up over its rows."""
        return self.roles.figures

    def day_of(self, record: Record) -> date:
        """The day of a row. Raises Fault."""
        if self.roles.date is not None:
            hour = HOURS.fullmatch(record.text(self.roles.date) or "")
            place = self.roles.date
            return replace(record, cells=[hour[1]]).day(0, ("ymd",)) if hour else record.day(place, self.orders)
        if self.first is not None and self.roles.nth_day is not None:
            after = record.count(self.roles.nth_day)
            if after is None or after > MOST_DAYS:
                raise record.not_a_date(self.roles.nth_day)
            return self.first + timedelta(days=after)
        if self.first is None:
            raise record.not_a_date(self.roles.date)
        return self.first


def _tables(sheet: Sheet) -> Iterator[GoogleTable]:
    """The tables of a file: a header and rows up to an empty line or one with #, and the days told above."""
    days: list[date] = []
    block: list[int] = []
    given = False  # whether the days have been given to a table: then the next ones with # are another's
    for place, row in enumerate([*sheet.rows, []]):
        text = _shown(row)
        if text and not text.startswith("#"):
            block.append(place)
            continue
        if len(block) > 1:
            yield _table(sheet, block, days)
            given = True
        block = []
        if told := _days_in(text) if text.startswith("#") else []:
            days, given = (told if given else [*days, *told]), False


def _days_in(text: str) -> list[date]:
    found = []
    for digits in SPAN.findall(text):
        try:
            told = day(digits, ("ymd",))
        except ValueError:
            continue
        if told:
            found.append(told)
    return found


def _table(sheet: Sheet, block: Sequence[int], days: Sequence[date]) -> GoogleTable:
    columns = Columns(sheet.rows[block[0]])
    rows = [Record(sheet.rows[place], columns.names, sheet.lines[place]) for place in block[1:]]
    width = max((place + 1 for place, name in enumerate(columns.names) if name), default=0)
    roles = roles_of(columns, [row.cells for row in rows])
    kept, totals = list[Record](), list[Record]()
    for row in rows:
        (totals if _is_total(row, width, roles.dimensions) else kept).append(row)
    return GoogleTable(columns, roles, kept, totals, min(days, default=None), max(days, default=None))


def _is_total(record: Record, width: int, dimensions: Sequence[int]) -> bool:
    """Whether a row is the total: nothing stands in its dimensions, or “Grand total” stands after its last column."""
    if dimensions and all(missing(record.cell(place)) for place in dimensions):
        return True
    return any(not missing(cell) for cell in record.cells[width:])


def _refused(source: Source, tables: Sequence[GoogleTable]) -> ImportRejected:
    if not tables:
        return _without_figures(source)
    dated = [table for table in tables if table.has_days]
    names = ", ".join(dict.fromkeys(name for table in tables for name in table.columns.names if name)) or "–"
    if dated:
        return ImportRejected(
            N_("{name} has neither sessions nor views that can be added up. It has: {columns}."),
            todo=ADD,
            name=source.name,
            columns=names,
        )
    spans = [table for table in tables if table.first and table.last]
    if not spans:
        return ImportRejected(
            N_("{name} does not say which days its figures are of. It has: {columns}."),
            todo=ADD,
            name=source.name,
            columns=names,
        )
    return ImportRejected(
        N_("{name} has figures of all days from {first} to {last} together, and cannot be split into days."),
        todo=ADD,
        name=source.name,
        first=spans[0].first,
        last=spans[0].last,
    )


def _without_figures(source: Source) -> ImportRejected:
    return ImportRejected(
        N_("{name} has the names of its columns but no figures below them."),
        todo=N_("Choose a period with figures and download it again."),
        name=source.name,
    )


def _parsed(source: Source, tables: Sequence[GoogleTable], others: Iterable[str], answers: Answers) -> Parsed:
    first = tables[0]
    asked = not first.roles.tells_source and not told_source(answers)
    rejected: list[Rejected] = []
    visits = Visits()
    for table in () if asked else tables:
        for record in table.once():
            with faults_kept(rejected, record.line):
                campaign = campaign_of(record.text(table.roles.campaign))
                visits.add(table.day_of(record), _source(table, record, answers), campaign, _figures(table, record))
    if not asked and not visits.tables and not rejected:
        raise _without_figures(source)
    used = {first.columns.names[place] for place in first.roles.used}
    return Parsed(
        GoogleAnalytics.id,
        visits.tables,
        questions=(source_question(),) if asked else (),
        rejected=tuple(rejected),
        unknown=tuple(dict.fromkeys((*first.columns.unknown(used), *others))),
        remarks=tuple(remark for table in tables for remark in _short_of_total(table)),
    )


def _short_of_total(table: GoogleTable) -> Iterator[Remark]:
    """What is said where the rows are not what the file's own total says: not all of them were shown, or kept."""
    for name in ADDED_UP:
        place = table.figures.get(name)
        if place is None or not table.totals:
            continue
        try:
            total = sum(record.count(place) or 0 for record in table.totals)
            found = sum(record.count(place) or 0 for record in table.records)
        except Fault:
            continue
        if abs(total - found) > total * CLOSE:
            yield Remark(
                N_(
                    "“{column}” is {found} in the rows together, but {total} in the file's own total. "
                    "Show all rows in Google Analytics, and export again."
                ),
                {"column": table.columns.names[place], "found": found, "total": total},
            )


def _source(table: GoogleTable, record: Record, answers: Answers) -> str:
    roles = table.roles
    if roles.source_medium is not None:
        source, _, medium = (record.text(roles.source_medium) or "").partition(" / ")
        return source_of(source, medium)
    if roles.source is not None:
        return source_of(record.text(roles.source) or "", record.text(roles.medium) or "")
    if roles.channel is not None:
        return source_of(record.text(roles.channel) or "")
    return told_source(answers) or ""


def _figures(table: GoogleTable, record: Record) -> dict[str, float | None]:
    """The figures of a row; its minutes are told in seconds, in all or on average for each visit. Raises Fault."""
    figures: dict[str, float | None] = {
        name: record.count(place) for name, place in table.figures.items() if name not in ("seconds", "mean_seconds")
    }
    place = table.figures.get("seconds", table.figures.get("mean_seconds"))
    if place is None:
        return figures
    try:
        seconds = duration(record.cell(place))
    except ValueError:
        raise record.fault(place) from None
    visits = 1 if "seconds" in table.figures else figures.get("visits")
    figures["minutes"] = None if seconds is None or visits is None else seconds * visits / 60
    return figures
