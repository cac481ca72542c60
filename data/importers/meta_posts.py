"""Meta Business Suite's content download: the posts of Facebook pages and Instagram accounts, with lifetime figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from data.importers.damage import check_ids, check_numbers
from data.importers.gathering import Fault, Record, Rows, faults_kept, orders_of, refuse_without_rows, tables
from data.importers.meta_blocks import DAY_ZONE, PLATFORMS
from data.importers.meta_words import COLUMNS, FIGURES, FORMATS, OLD_VIEWS
from data.importers.reading import Cell, Columns, csv_sheet, is_zip, plain, text_of
from data.importers.source import Answers, Channel, Choice, ImportRejected, Parsed, Question, Rejected, Source
from data.importers.values import day, missing, moment
from locales import N_

START = 16_384  # bytes by which a file is recognised
OWNERS = ("page_id", "page", "account_id", "handle", "account")
LINK = re.compile(r"https?://([a-z]+\.)*(?P<platform>facebook|instagram)\.com/", re.IGNORECASE)


class MetaPosts:
    """Posts with their figures so far, from “Content” in Meta Business Suite."""

    id = "meta_posts"
    label = N_("Posts from Meta Business Suite")

    def detect(self, source: Source) -> bool:
        """Whether the header has the columns that these files have, with commas between them."""
        if is_zip(source.content):
            return False
        sheet = csv_sheet(text_of(source.content[:START]), delimiter=",")
        header = Columns(sheet.rows[0] if sheet.rows else ())
        known = {name for name, words in COLUMNS.items() if header.find(*words) is not None}
        own = {"id", "published_at", "url", "format", "lifetime"} & known
        return len(own) >= 3 and len(known) >= 7 and bool(known & {*OWNERS})

    def parse(self, source: Source, answers: Answers) -> list[Parsed]:
        """The posts in the file, each with the figures it had when the file was made."""
        sheet = csv_sheet(text_of(source.content), delimiter=",")
        header = Columns(sheet.rows[0])
        body = [pair for pair in zip(sheet.rows, sheet.lines, strict=True) if not all(map(missing, pair[0]))][1:]
        posts = _Posts(header, [Record(row, header.names, line) for row, line in body])
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
                day_zone=DAY_ZONE,
            )
        ]


class _Posts:
    """The rows of one file, read by its header."""

    def __init__(self, header: Columns, records: list[Record]) -> None:
        for needed in ("id", "published_at"):
            header.need(*COLUMNS[needed])
        self.header, self.records = header, records
        self.places = {name: header.find(*words) for name, words in COLUMNS.items()}
        self.orders = orders_of(record.cell(self.places["published_at"]) for record in records)
        self.channels: dict[tuple[str, str], Channel] = {}
        self.odd: dict[str, None] = {}  # kinds of post that have no place in the contract

    def check(self) -> None:
        """Raises ImportRejected where Excel has changed ids or figures, or the figures are of single days."""
        for name in ("id", "page_id", "account_id"):
            check_ids(self._name(name), self._column(name))
        for name in FIGURES:
            check_numbers(self._name(name), self._column(name))
        if on := next((cell for cell in self._column("lifetime") if _is_day(cell)), None):
            raise ImportRejected(
                N_("The file has the figures of each post day by day, as on {date}."),
                todo=N_("Choose “Lifetime” instead of “Daily” when you download it."),
                date=on,
            )

    def platform(self, source: Source, answers: Answers) -> tuple[str, tuple[Question, ...]]:
        """Facebook or Instagram: by the posts' addresses, by the columns, by what was answered, or as a question."""
        links = [LINK.match(str(cell or "").strip()) for cell in self._column("url")]
        named = Counter(link["platform"].casefold() for link in links if link)
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
        post_id, published = self._text(record, "id"), self._published(record)
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
        external = self._text(record, "page_id") or self._text(record, "account_id")
        name, handle = self._text(record, "page") or self._text(record, "account"), self._text(record, "handle")
        key = (platform, external or handle or name)
        self.channels.setdefault(key, Channel(platform, external, name, handle))
        return str([*self.channels].index(key))

    def unused(self) -> tuple[str, ...]:
        """The columns that gave nothing, once each; of two with one name, the second; and what was read as views."""
        used = [self.header.names[place] for place in self.places.values() if place is not None]
        twice = [name for name in used if len(self.header.all(name)) > 1]
        views = self._name("views")
        old = (f"{views} → views",) if plain(views) in OLD_VIEWS else ()
        return (*self.header.unknown(used), *(f"{name} (2)" for name in twice), *old)

    def _name(self, name: str) -> str:
        place = self.places[name]
        return "" if place is None else self.header.names[place]

    def _column(self, name: str) -> list[Cell]:
        return [record.cell(self.places[name]) for record in self.records]

    def _text(self, record: Record, name: str) -> str:
        return record.text(self.places[name]) or ""


def _is_day(cell: Cell) -> bool:
    try:
        return day(cell) is not None
    except ValueError:
        return False
