"""Meta Business Suite's content download: the posts of Facebook pages and Instagram accounts, with lifetime figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from data.importers.damage import check_ids, check_numbers
from data.importers.meta_blocks import DAY_ZONE, PLATFORMS
from data.importers.meta_words import COLUMNS, FIGURES, FORMATS, OLD_VIEWS
from data.importers.reading import Cell, Columns, csv_sheet, is_zip, plain, text_of
from data.importers.rows import Rows, Unusable, Value, told
from data.importers.source import Answers, Channel, Choice, ImportRejected, Parsed, Question, Source
from data.importers.values import day, missing, moment, number, whole
from locales import N_

START = 16_384  # bytes by which a file is recognised
NO_TIME = N_("“{value}” in the column “{column}” is not a time that can be read.")
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
        posts = _Posts(Columns(sheet.rows[0]))
        body = [(line, row) for line, row in zip(sheet.lines, sheet.rows, strict=True) if not all(map(missing, row))][
            1:
        ]
        posts.check([row for _, row in body])
        platform, questions = posts.platform([row for _, row in body], source, answers)
        rows = Rows("posts")
        for line, row in body:
            rows.add(line, partial(posts.row, row, platform))
        return [
            Parsed(
                importer=self.id,
                tables={rows.table: rows.frame()} if len(rows) else {},
                channels=tuple(posts.channels.values()) or (Channel(platform),),
                questions=questions,
                rejected=tuple(rows.rejected),
                unknown=(*posts.unused(), *posts.odd),
                day_zone=DAY_ZONE,
            )
        ]


class _Posts:
    """The rows of one file, read by its header."""

    def __init__(self, header: Columns) -> None:
        self.header = header
        for needed in ("id", "published_at"):
            header.need(*COLUMNS[needed])
        self.places = {name: header.find(*words) for name, words in COLUMNS.items()}
        self.channels: dict[tuple[str, str], Channel] = {}
        self.odd: dict[str, None] = {}  # kinds of post that have no place in the contract
        self.orders: tuple[str, ...] = ("ymd", "mdy", "month_name")

    def check(self, body: list[list[Cell]]) -> None:
        """Raises ImportRejected where ids were rounded or the figures are of days. Sees how its dates are written."""
        for name in ("id", "page_id", "account_id"):
            check_ids(self._name(name), (self._cell(row, name) for row in body))
        for name in FIGURES:
            check_numbers(self._name(name), (self._cell(row, name) for row in body))
        for row in body:
            if _is_day(self._cell(row, "lifetime")):
                raise ImportRejected(
                    N_("The file has the figures of each post day by day, as on {date}."),
                    todo=N_("Choose “Lifetime” instead of “Daily” when you download it."),
                    date=self._cell(row, "lifetime"),
                )
        times = [re.match(r"(\d\d?)[/-](\d\d?)[/-]\d{4}", str(self._cell(row, "published_at") or "")) for row in body]
        parts = [(int(time[1]), int(time[2])) for time in times if time]
        if any(first > 12 for first, _ in parts) and all(second <= 12 for _, second in parts):
            self.orders = ("ymd", "dmy", "month_name")

    def platform(self, body: list[list[Cell]], source: Source, answers: Answers) -> tuple[str, tuple[Question, ...]]:
        """Facebook or Instagram: by the posts' addresses, by the columns, by what was answered, or as a question."""
        links = [LINK.match(self._text(row, "url")) for row in body]
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

    def row(self, row: list[Cell], platform: str) -> dict[str, Value]:
        """A post. Raises Unusable."""
        width = len(self.header.names)
        if len(row) < width or not all(map(missing, row[width:])):
            raise Unusable(
                N_("The line has {cells} cells and the header {columns}: a part of it is missing, or too much."),
                cells=len(row),
                columns=width,
            )
        if not (number_of_post := self._text(row, "id")):
            raise Unusable(N_("“{column}” is empty."), column=self._name("id"))
        published = told(
            self._cell(row, "published_at"),
            self._name("published_at"),
            lambda cell: moment(cell, DAY_ZONE, self.orders),
            NO_TIME,
        )
        if published is None:
            raise Unusable(N_("“{column}” is empty."), column=self._name("published_at"))
        post: dict[str, Value] = {
            "post_id": f"{platform}-{number_of_post}",
            "account_id": "",
            "published_at": published,
            **dict(self._said(row)),
            **dict(self._figures(row)),
        }
        return post | {"account_id": self._account(row, platform)}

    def _said(self, row: list[Cell]) -> Iterator[tuple[str, Value]]:
        """What the post is and says."""
        if self.places["format"] is not None:
            yield "format", self._format(self._text(row, "format"))
        texts = [text for name in ("title", "description") if (text := self._text(row, name))]
        if {"title", "description"} & {name for name, place in self.places.items() if place is not None}:
            yield "caption", (texts[0] if texts[-1] in texts[0] else "\n\n".join(texts)) if texts else None
        if self.places["url"] is not None:
            yield "url", self._text(row, "url") or None
        if labels := self._text(row, "labels"):
            yield "topic", labels

    def _figures(self, row: list[Cell]) -> Iterator[tuple[str, Value]]:
        for name in FIGURES:
            if self.places[name] is not None:
                yield name, told(self._cell(row, name), self._name(name), whole)
        if self.places["seconds_viewed"] is not None:
            seconds = told(self._cell(row, "seconds_viewed"), self._name("seconds_viewed"), number)
            yield "minutes_viewed", None if seconds is None else seconds / 60

    def _format(self, kind: str) -> str | None:
        found = next((known for words, known in FORMATS.items() if re.search(words, plain(kind))), None)
        if kind and found is None:
            self.odd[f"{self._name('format')}: {kind}"] = None
        return found

    def _account(self, row: list[Cell], platform: str) -> str:
        """The place of the row's page or account among the file's channels."""
        external = self._text(row, "page_id") or self._text(row, "account_id")
        name, handle = self._text(row, "page") or self._text(row, "account"), self._text(row, "handle")
        known = list(self.channels)
        key = (platform, external or handle or name)
        self.channels.setdefault(key, Channel(platform, external, name, handle))
        return str(known.index(key) if key in known else len(known))

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

    def _cell(self, row: list[Cell], name: str) -> Cell:
        place = self.places[name]
        return row[place] if place is not None and place < len(row) else None

    def _text(self, row: list[Cell], name: str) -> str:
        cell = self._cell(row, name)
        return "" if missing(cell) else str(cell).strip()


def _is_day(cell: Cell) -> bool:
    try:
        return day(cell) is not None
    except ValueError:
        return False
