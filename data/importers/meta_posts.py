"""Meta Business Suite's content download: the posts of Facebook pages and Instagram accounts, with lifetime figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from data.importers.gathering import Fault, Record, Rows, faults_kept, refuse_without_rows, tables
from data.importers.meta_blocks import DAY_ZONE, PLATFORMS
from data.importers.meta_post_columns import PostColumns, header_of
from data.importers.meta_words import FIGURES, FORMATS
from data.importers.reading import Cell, Columns, csv_sheet, is_zip, plain, text_of
from data.importers.source import Answers, Channel, Choice, Parsed, Question, Rejected, Source
from data.importers.values import missing, moment
from locales import N_

START = 16_384  # bytes by which a file is recognised
LINK = re.compile(r"https?://([a-z]+\.)*(?P<platform>facebook|instagram)\.com/", re.IGNORECASE)


class MetaPosts:
    """Posts with their figures so far, from “Content” in Meta Business Suite."""

    id = "meta_posts"
    label = N_("Posts from Meta Business Suite")

    def detect(self, source: Source) -> bool:
        """Whether the header has the columns that these files have, with commas between them."""
        if is_zip(source.content):
            return False
        return header_of(csv_sheet(text_of(source.content[:START]), delimiter=",")) is not None

    def parse(self, source: Source, answers: Answers) -> list[Parsed]:
        """The posts in the file, each with the figures it had when the file was made."""
        sheet = csv_sheet(text_of(source.content), delimiter=",")
        top = header_of(sheet) or 0
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


class _Posts(PostColumns):
    """The posts in them, and whose they are."""

    def __init__(self, header: Columns, records: list[Record]) -> None:
        super().__init__(header, records)
        self.channels: dict[tuple[str, str], Channel] = {}
        self.odd: dict[str, None] = {}  # kinds of post that have no place in the contract

    def platform(self, source: Source, answers: Answers) -> tuple[str, tuple[Question, ...]]:
        """Facebook or Instagram: by the posts' addresses, by the columns, by what was answered, or as a question."""
        named = Counter(filter(None, map(_platform, self.column("url"))))
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
        post_id, published = _identity(self.text(record, "id")), self._published(record)
        if not post_id:
            raise Fault(N_("“{column}” is empty."), column=self.name("id"))
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
            raise Fault(N_("“{column}” is empty."), column=self.name("published_at"))
        return published

    def _said(self, record: Record) -> Iterator[tuple[str, object]]:
        """What the post is and says. A title that the description holds, or the other way round, is said once."""
        texts = {self.text(record, name) for name in ("title", "description")} - {""}
        whole = [text for text in texts if not any(text != other and text in other for other in texts)]
        yield "caption", "\n\n".join(sorted(whole, key=self.text(record, "title").__eq__, reverse=True)) or None
        yield "format", self._format(self.text(record, "format"))
        yield "url", self.text(record, "url") or None
        yield "topic", self.text(record, "labels") or None

    def _format(self, kind: str) -> str | None:
        found = next((known for words, known in FORMATS.items() if re.search(words, plain(kind))), None)
        if kind and found is None:
            self.odd[f"{self.name('format')}: {kind}"] = None
        return found

    def _account(self, record: Record, platform: str) -> str:
        """The place of the row's page or account among the file's channels."""
        external = _identity(self.text(record, "page_id") or self.text(record, "account_id"))
        name, handle = self.text(record, "page") or self.text(record, "account"), self.text(record, "handle")
        key = (platform, external or handle or name)
        self.channels.setdefault(key, Channel(platform, external, name, handle))
        return str([*self.channels].index(key))


def _platform(link: Cell) -> str:
    """The platform whose address it is, empty for any other."""
    found = LINK.match(str(link or "").strip())
    return found["platform"].casefold() if found else ""


def _identity(text: str) -> str:
    """An id without what spreadsheets put around a number to keep its digits, or behind it."""
    return re.sub(r"(?<=\d)[.,]0+$", "", re.sub(r'^="?|^\'|"$', "", text))
