"""Meta Business Suite's “Results” and “Audience” downloads as blocks: a title, a header and rows, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.importers.gathering import is_total
from data.importers.reading import SEP_LINE, Cell, Columns, Sheet, csv_sheet, is_zip, plain, text_of
from data.importers.source import Answers, Choice, Question, Source
from data.importers.values import missing
from locales import N_

DAY_ZONE = "America/Los_Angeles"
PLATFORMS = {"facebook": "Facebook", "instagram": "Instagram"}
HEADER_WITHIN = 4  # lines: the title, and empty ones
START = 8192  # bytes by which a file is recognised
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
DAY = ("Date", "Datum", "Dato", "Fecha", "Data")
PRIMARY = {"primary", "primär", "primärt", "primära", "primario", "principal"}
AGES = re.compile(r"\d\d\s?[-–]\s?\d\d|\d\d\+")
AGE_ROW = re.compile(rf"^\"?({AGES.pattern})\"?,", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A part of the file: its title (which may be empty), and its rows with their lines; the first is the header."""

    title: str
    rows: list[list[Cell]]
    lines: list[int]

    @cached_property
    def header(self) -> list[str]:
        """The names of its columns."""
        return [str(cell or "").strip() for cell in self.rows[0]]

    @property
    def daily(self) -> bool:
        """Whether its rows are days (a header alone is, if it says so)."""
        first = [str(cell or "") for row in self.rows[1:3] for cell in row[:2]]
        return _names_primary(self.header) or any(map(ISO_DAY.match, first))

    @cached_property
    def places(self) -> tuple[int, int]:
        """Where its days and its figures stand. Raises ImportRejected where one of them is missing."""
        columns = Columns(self.header)
        first = [ISO_DAY.match(str(cell or "")) is not None for cell in self.rows[1]] if len(self.rows) > 1 else []
        figure = columns.find(*PRIMARY)
        day = columns.find(*DAY)
        if day is None:
            day = first.index(True) if True in first else 0
        if day == figure:
            columns.need("Date")
        if figure is None:
            figure = int(day == 0)
        if figure >= len(self.header):
            columns.need("Primary")
        return day, figure

    @property
    def by_age(self) -> bool:
        """Whether its rows are ages and its columns genders."""
        return len(self.rows) > 1 and all(AGES.fullmatch(str(row[0] or "").strip()) for row in self.rows[1:])

    @property
    def listed(self) -> bool:
        """Whether it is names with a share under each: places, countries or pages."""
        return len(self.rows) == 2 and len(self.rows[0]) == len(self.rows[1]) and not self.daily


def blocks(source: Source, most: int | None = None) -> list[Block]:
    """The file's blocks, none where it isn't made of them; of its first bytes alone where a number is given."""
    if is_zip(source.content[:4]):
        return []
    text = text_of(source.content[:most])
    if not SEP_LINE.match(text) and not _primary_near_the_start(text) and not AGE_ROW.search(text[:START]):
        return []
    return _blocks(csv_sheet(text, delimiter=None if SEP_LINE.match(text) else ","))


def _primary_near_the_start(text: str) -> bool:
    first = csv_sheet("\n".join(text[:START].splitlines()[:HEADER_WITHIN]), delimiter=",").rows
    return any(len(row) > 1 and _names_primary(row) for row in first)


def _names_primary(header: Sequence[Cell]) -> bool:
    return any(plain(cell) in PRIMARY for cell in header)


def _blocks(sheet: Sheet) -> list[Block]:
    found: list[Block] = []
    for title, places in _parts(sheet):
        rows, lines = [sheet.rows[place] for place in places], [sheet.lines[place] for place in places]
        if found and not title and (ISO_DAY.match(str(rows[0][0])) or is_total(rows[0][0])):
            found[-1] = Block(found[-1].title, found[-1].rows + rows, found[-1].lines + lines)
        else:
            found.append(Block(title, rows, lines))
    return found


def _parts(sheet: Sheet) -> Iterator[tuple[str, list[int]]]:
    """What stands between empty lines: its title, empty where it has none, and the places of its rows."""
    title, part, begins = "", list[int](), True
    for place, row in enumerate([*sheet.rows, []]):
        words = [str(cell).strip() for cell in row if not missing(cell)]
        if begins and len(words) == 1 and not missing(row[0]):
            title = words[0]
        elif words:
            part.append(place)
        elif part:
            yield title, part
            title, part = "", []
        begins = not words


def platform_of(title: str) -> str:
    """The platform that a title names, empty where it names none."""
    return next((platform for platform in PLATFORMS if platform in plain(title)), "")


def platform_told(title: str, name: str, answers: Answers) -> tuple[str, tuple[Question, ...]]:
    """The platform of a block, by its title, by what was answered, or else as a question with the likely one first."""
    if named := platform_of(title):
        return named, ()
    if answers.platform in PLATFORMS:
        return str(answers.platform), ()
    if answers.account and not answers.platform:
        return "", ()  # the account's own
    likely = sorted(PLATFORMS, key=lambda platform: platform != _hinted(name))
    choices = tuple(Choice(platform, PLATFORMS[platform]) for platform in likely)
    return "", (Question("platform", N_("Which platform is “{title}” from?"), choices, {"title": title or name}),)


def _hinted(name: str) -> str:
    words = re.findall(r"[a-z]+", name.casefold())
    return "instagram" if {"instagram", "ig", "insta"} & {*words} else "facebook"
