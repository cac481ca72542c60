"""The columns and rows of Meta's content download: which are there, which count, and what is doubtful in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from data.importers.damage import check_dates, check_ids, check_numbers
from data.importers.gathering import HEADER_WITHIN, Record, is_total, orders_of, some, totals_left_out
from data.importers.meta_blocks import DAY_ZONE
from data.importers.meta_words import COLUMNS, FIGURES, NOT_YET_VIEWS, OLD_VIEWS, PERHAPS_VIEWS
from data.importers.reading import Cell, Columns, Sheet, plain
from data.importers.source import ImportRejected, Remark
from data.importers.values import clocks_changed, day, missing
from data.known_breaks import KNOWN_BREAKS
from locales import N_

OWNERS = {"page_id", "page", "account_id", "handle", "account"}
OWN = {"id", "published_at", "url", "format", "lifetime"}  # no other tool has three of them


def header_of(sheet: Sheet) -> int | None:
    """The place of the row that names the columns, None without one."""
    for place, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns = Columns(row)
        known = {name for name, words in COLUMNS.items() if columns.find(*words) is not None}
        many = len(OWN & known) >= 3 and len(known) >= 7
        few = {"id", "published_at"} <= known and known & {*FIGURES}
        if (many or few) and known & OWNERS:
            return place
    return None


class PostColumns:
    """A file's rows that count, and where its columns stand. Raises ImportRejected where a needed one is missing."""

    def __init__(self, header: Columns, records: list[Record]) -> None:
        self.header = header
        identity, published = (header.need(*_named(header, needed)) for needed in ("id", "published_at"))
        self.totals = [record.line for record in records if _adds_up(record, identity, published)]
        self.records = [record for record in records if record.line not in {*self.totals}]
        self.places = {name: self._place(words) for name, words in COLUMNS.items()}
        self.days = self._without_days()
        self.orders = orders_of(record.cell(self.places["published_at"]) for record in records)

    def check(self) -> None:
        """Raises ImportRejected where Excel has changed ids or figures, or the figures are of single days."""
        for name in ("id", "page_id", "account_id"):
            check_ids(self.name(name), self.column(name))
        for name in FIGURES:
            check_numbers(self.name(name), self.column(name))
        check_dates(self.name("published_at"), self.column("published_at"), slashed_as_made=True)

    def _place(self, words: Sequence[str]) -> int | None:
        """Where the first of the columns with one of the names is that has anything in it, else the first."""
        places = self.header.all(*words)
        filled = (place for place in places if any(not missing(record.cell(place)) for record in self.records))
        return next(filled, places[0] if places else None)

    def _without_days(self) -> list[int]:
        """Takes away rows with figures of single days, and gives their lines. Raises ImportRejected for no others."""
        place = self.places["lifetime"]
        days = [record for record in self.records if _day(record.cell(place))]
        if days and len(days) == len(self.records):
            raise ImportRejected(
                N_("The file has the figures of each post day by day, as on {date}."),
                todo=N_("Choose “Lifetime” instead of “Daily” when you download it."),
                date=days[0].cell(place),
            )
        lines = [record.line for record in days]
        self.records = [record for record in self.records if record.line not in lines]
        return lines

    def unused(self) -> tuple[str, ...]:
        """The columns that gave nothing, once each, and of two with one name, the other."""
        used = [self.header.names[place] for place in self.places.values() if place is not None]
        twice = [name for name in used if len(self.header.all(name)) > 1]
        return (*self.header.unknown(used), *(f"{name} (2)" for name in twice))

    def remarks(self, platform: str) -> tuple[Remark, ...]:
        """What one should know of how the file was read."""
        return (*totals_left_out(self.totals), *self._remarks(platform))

    def _remarks(self, platform: str) -> Iterator[Remark]:
        if self.days:
            text = N_(
                "Lines with the figures of single days are left out, those of posts' whole life are kept: {lines}."
            )
            yield Remark(text, {"lines": some(self.days)})
        views = self.name("views")
        if plain(views) in OLD_VIEWS:
            yield Remark(NOT_YET_VIEWS, {"column": views})
        elif plain(views) == "visningar" and self._before_views(platform):
            yield Remark(PERHAPS_VIEWS, {"column": views})
        if self.name("reach") and (others := self._others("reach")):
            text = N_("“{column}” and “{others}” both count people. “{column}” is kept.")
            yield Remark(text, {"column": self.name("reach"), "others": ", ".join(others)})
        times = [cell for cell in self.column("published_at") if self._changing(cell)]
        if times:
            text = N_("Times in the hour when clocks change may be an hour off: {times}.")
            yield Remark(text, {"times": some(times)})

    def _others(self, name: str) -> list[str]:
        """Other columns that mean the same and have figures."""
        places = [place for place in self.header.all(*COLUMNS[name]) if place != self.places[name]]
        return [
            self.header.names[place]
            for place in places
            if any(not missing(record.cell(place)) for record in self.records)
        ]

    def _before_views(self, platform: str) -> bool:
        """Whether every post is from before the day on which the platform began to count views."""
        breaks = (one["date"] for one in KNOWN_BREAKS if one["platform"] == platform and one["metric"] == "views")
        first = min(breaks, default=None)
        days = [on for cell in self.column("published_at") if (on := _day(cell, self.orders))]
        return first is not None and bool(days) and max(days) < first

    def _changing(self, cell: Cell) -> bool:
        try:
            return clocks_changed(cell, DAY_ZONE, self.orders)
        except ValueError:
            return False

    def name(self, name: str) -> str:
        """What the file calls a column, empty where it has none."""
        place = self.places[name]
        return "" if place is None else self.header.names[place]

    def column(self, name: str) -> list[Cell]:
        """The cells of a column, missing where there is none."""
        return [record.cell(self.places[name]) for record in self.records]

    def text(self, record: Record, name: str) -> str:
        """The text of a row's cell, empty where it is missing."""
        return record.text(self.places[name]) or ""


def _named(header: Columns, column: str) -> tuple[str, ...]:
    """The names of a column, that of the header's language first."""
    english, other, *others = COLUMNS[column]
    swedish = header.find(*(words[1] for words in COLUMNS.values())) is not None
    return (other, english, *others) if swedish else (english, other, *others)


def _adds_up(record: Record, identity: int, published: int) -> bool:
    """Whether a row adds up the others: it says so, or has neither an id nor a time."""
    said = any(is_total(cell) for cell in record.cells[:3]) or is_total(record.cell(identity))
    return said and missing(record.cell(published))


def _day(cell: Cell, orders: Sequence[str] = ("ymd", "mdy", "month_name")) -> date | None:
    try:
        return day(cell, orders)
    except ValueError:
        return None
