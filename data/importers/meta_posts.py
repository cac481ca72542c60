"""Meta Business Suite's content download: the posts of Facebook pages and Instagram accounts, with lifetime figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from data.importers.damage import check_dates, check_ids, check_numbers
from data.importers.gathering import (
    HEADER_WITHIN,
    Fault,
    Record,
    Rows,
    faults_kept,
    is_total,
    orders_of,
    refuse_without_rows,
    some,
    tables,
    totals_left_out,
)
from data.importers.meta_blocks import DAY_ZONE, PLATFORMS
from data.importers.meta_words import COLUMNS, FIGURES, FORMATS, NOT_YET_VIEWS, OLD_VIEWS, PERHAPS_VIEWS
from data.importers.reading import Cell, Columns, Sheet, csv_sheet, is_zip, plain, text_of
from data.importers.source import Answers, Channel, Choice, ImportRejected, Parsed, Question, Rejected, Remark, Source
from data.importers.values import clocks_changed, day, missing, moment
from data.known_breaks import KNOWN_BREAKS
from locales import N_

START = 16_384  # bytes by which a file is recognised
OWNERS = {"page_id", "page", "account_id", "handle", "account"}
OWN = {"id", "published_at", "url", "format", "lifetime"}  # no other tool has three of them
LINK = re.compile(r"https?://([a-z]+\.)*(?P<platform>facebook|instagram)\.com/", re.IGNORECASE)


class MetaPosts:
    """Posts with their figures so far, from “Content” in Meta Business Suite."""

    id = "meta_posts"
    label = N_("Posts from Meta Business Suite")

    def detect(self, source: Source) -> bool:
        """Whether the header has the columns that these files have, with commas between them."""
        if is_zip(source.content):
            return False
        return _header(csv_sheet(text_of(source.content[:START]), delimiter=",")) is not None

    def parse(self, source: Source, answers: Answers) -> list[Parsed]:
        """The posts in the file, each with the figures it had when the file was made."""
        sheet = csv_sheet(text_of(source.content), delimiter=",")
        top = _header(sheet) or 0
        header = Columns(sheet.rows[top])
        body = [*zip(sheet.rows, sheet.lines, strict=True)][top + 1 :]
        posts = _Posts(header, [Record(row, header.names, line) for row, line in body if not all(map(missing, row))])
        posts.check()
        platform, questions = posts.platform(source, answers)
        rejected: list[Rejected] = []
        rows = Rows("posts", rejected)
        for record in posts.records:
            with faults_kept(rejected, record.line):
                rows.add(posts.row(record, platform))
        refuse_without_rows(source.name, (rows,), rejected)
        return [
            Parsed(
                importer=self.id,
                tables=tables(rows),
                channels=tuple(posts.channels.values()),
                questions=questions,
                rejected=tuple(rejected),
                unknown=(*posts.unused(), *posts.odd),
                remarks=posts.remarks(platform),
                day_zone=DAY_ZONE,
            )
        ]


def _header(sheet: Sheet) -> int | None:
    """The place of the row that names the columns, None without one."""
    for place, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns = Columns(row)
        known = {name for name, words in COLUMNS.items() if columns.find(*words) is not None}
        many = len(OWN & known) >= 3 and len(known) >= 7
        few = {"id", "published_at"} <= known and known & {*FIGURES}
        if (many or few) and known & OWNERS:
            return place
    return None


class _Posts:
    """The rows of one file, read by its header."""

    def __init__(self, header: Columns, records: list[Record]) -> None:
        self.header = header
        identity, published = (header.need(*_named(header, needed)) for needed in ("id", "published_at"))
        self.totals = [record.line for record in records if _adds_up(record, identity, published)]
        self.records = [record for record in records if record.line not in {*self.totals}]
        self.places = {name: self._place(words) for name, words in COLUMNS.items()}
        self.days = self._without_days()
        self.orders = orders_of(record.cell(self.places["published_at"]) for record in records)
        self.channels: dict[tuple[str, str], Channel] = {}
        self.odd: dict[str, None] = {}  # kinds of post that have no place in the contract

    def check(self) -> None:
        """Raises ImportRejected where Excel has changed ids or figures, or the figures are of single days."""
        for name in ("id", "page_id", "account_id"):
            check_ids(self._name(name), self._column(name))
        for name in FIGURES:
            check_numbers(self._name(name), self._column(name))
        check_dates(self._name("published_at"), self._column("published_at"), slashed_as_made=True)

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

    def platform(self, source: Source, answers: Answers) -> tuple[str, tuple[Question, ...]]:
        """Facebook or Instagram: by the posts' addresses, by the columns, by what was answered, or as a question."""
        named = Counter(filter(None, map(_platform, self._column("url"))))
        if named:
            return named.most_common(1)[0][0], ()
        if self.places["page_id"] is not None or self.places["page"] is not None:
            return "facebook", ()
        if self.places["handle"] is not None or self.places["saves"] is not None:
            return "instagram", ()
        if answers.platform in PLATFORMS:
            return str(answers.platform), ()
        choices = tuple(Choice(platform, name) for platform, name in PLATFORMS.items())
        return "", (Question("platform", N_("Which platform is “{title}” from?"), choices, {"title": source.name}),)

    def row(self, record: Record, platform: str) -> dict[str, object]:
        """A post. Raises Fault."""
        width = len(self.header.names)
        if len(record.cells) < width or not all(map(missing, record.cells[width:])):
            raise Fault(
                N_("The line has {cells} cells and the header {columns}: a part of it is missing, or too much."),
                cells=len(record.cells),
                columns=width,
            )
        platform = _platform(record.cell(self.places["url"])) or platform
        post_id, published = _identity(self._text(record, "id")), self._published(record)
        if not post_id:
            raise Fault(N_("“{column}” is empty."), column=self._name("id"))
        post = {
            "post_id": f"{platform}-{post_id}",
            "account_id": "",
            "published_at": published,
            **dict(self._said(record)),
            **{name: record.count(self.places[name]) for name in FIGURES},
        }
        if (seconds := record.amount(self.places["seconds_viewed"])) is not None:
            post["minutes_viewed"] = seconds / 60
        return post | {"account_id": self._account(record, platform)}

    def _published(self, record: Record) -> datetime:
        place = self.places["published_at"]
        try:
            published = moment(record.cell(place), DAY_ZONE, self.orders)
        except ValueError:
            raise record.not_a_date(place) from None
        if published is None:
            raise Fault(N_("“{column}” is empty."), column=self._name("published_at"))
        return published

    def _said(self, record: Record) -> Iterator[tuple[str, object]]:
        """What the post is and says. A title that the description holds, or the other way round, is said once."""
        texts = {self._text(record, name) for name in ("title", "description")} - {""}
        whole = [text for text in texts if not any(text != other and text in other for other in texts)]
        yield "caption", "\n\n".join(sorted(whole, key=self._text(record, "title").__eq__, reverse=True)) or None
        yield "format", self._format(self._text(record, "format"))
        yield "url", self._text(record, "url") or None
        yield "topic", self._text(record, "labels") or None

    def _format(self, kind: str) -> str | None:
        found = next((known for words, known in FORMATS.items() if re.search(words, plain(kind))), None)
        if kind and found is None:
            self.odd[f"{self._name('format')}: {kind}"] = None
        return found

    def _account(self, record: Record, platform: str) -> str:
        """The place of the row's page or account among the file's channels."""
        external = _identity(self._text(record, "page_id") or self._text(record, "account_id"))
        name, handle = self._text(record, "page") or self._text(record, "account"), self._text(record, "handle")
        key = (platform, external or handle or name)
        self.channels.setdefault(key, Channel(platform, external, name, handle))
        return str([*self.channels].index(key))

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
        views = self._name("views")
        if plain(views) in OLD_VIEWS:
            yield Remark(NOT_YET_VIEWS, {"column": views})
        elif plain(views) == "visningar" and self._before_views(platform):
            yield Remark(PERHAPS_VIEWS, {"column": views})
        if self._name("reach") and (others := self._others("reach")):
            text = N_("“{column}” and “{others}” both count people. “{column}” is kept.")
            yield Remark(text, {"column": self._name("reach"), "others": ", ".join(others)})
        times = [cell for cell in self._column("published_at") if self._changing(cell)]
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
        days = [on for cell in self._column("published_at") if (on := _day(cell, self.orders))]
        return first is not None and bool(days) and max(days) < first

    def _changing(self, cell: Cell) -> bool:
        try:
            return clocks_changed(cell, DAY_ZONE, self.orders)
        except ValueError:
            return False

    def _name(self, name: str) -> str:
        place = self.places[name]
        return "" if place is None else self.header.names[place]

    def _column(self, name: str) -> list[Cell]:
        return [record.cell(self.places[name]) for record in self.records]

    def _text(self, record: Record, name: str) -> str:
        return record.text(self.places[name]) or ""


def _named(header: Columns, column: str) -> tuple[str, ...]:
    """The names of a column, that of the header's language first."""
    english, other, *others = COLUMNS[column]
    swedish = header.find(*(words[1] for words in COLUMNS.values())) is not None
    return (other, english, *others) if swedish else (english, other, *others)


def _platform(link: Cell) -> str:
    """The platform whose address it is, empty for any other."""
    found = LINK.match(str(link or "").strip())
    return found["platform"].casefold() if found else ""


def _identity(text: str) -> str:
    """An id without what spreadsheets put around a number to keep its digits, or behind it."""
    return re.sub(r"(?<=\d)[.,]0+$", "", re.sub(r'^="?|^\'|"$', "", text))


def _adds_up(record: Record, identity: int, published: int) -> bool:
    """Whether a row adds up the others: it says so, or has neither an id nor a time."""
    said = any(is_total(cell) for cell in record.cells[:3]) or is_total(record.cell(identity))
    return said and missing(record.cell(published))


def _day(cell: Cell, orders: Sequence[str] = ("ymd", "mdy", "month_name")) -> date | None:
    try:
        return day(cell, orders)
    except ValueError:
        return None
