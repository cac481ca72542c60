"""Meta Business Suite's “Results” and “Audience” downloads as blocks: a title, a header and rows, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from data.importers.reading import SEP_LINE, Cell, Sheet, csv_sheet, is_zip, plain, text_of
from data.importers.source import Answers, Choice, Question, Source
from data.importers.values import missing
from locales import N_

DAY_ZONE = "America/Los_Angeles"
PLATFORMS = {"facebook": "Facebook", "instagram": "Instagram"}
START = 8192  # bytes by which a file is recognised
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
PRIMARY = {"primary", "primär", "primärt", "primära", "primario", "principal"}
AGES = re.compile(r"\d\d\s?[-–]\s?\d\d|\d\d\+")


@dataclass(frozen=True)
class Block:
    """A part of the file: its title, and its rows with the lines they stand on; the first is the header."""

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
        first = [str(row[0] or "") for row in self.rows[1:3] if row]
        named = len(self.header) > 1 and plain(self.header[1]) in PRIMARY
        return named or any(map(ISO_DAY.match, first))

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
    if not SEP_LINE.match(text) and not _primary_near_the_start(text):
        return []
    return list(_blocks(csv_sheet(text)))


def _primary_near_the_start(text: str) -> bool:
    header = [plain(cell.strip('"')) for cell in text.lstrip("\ufeff").split("\n", 2)[1:2] for cell in cell.split(",")]
    return len(header) > 1 and header[1].strip('"') in PRIMARY


def _blocks(sheet: Sheet) -> Iterator[Block]:
    part: list[int] = []
    for place, row in enumerate([*sheet.rows, []]):
        if any(not missing(cell) for cell in row):
            part.append(place)
        elif part:
            yield from _block(sheet, part)
            part = []


def _block(sheet: Sheet, part: list[int]) -> Iterator[Block]:
    title, *rest = part
    words = [cell for cell in sheet.rows[title] if not missing(cell)]
    if len(words) == 1 and rest:
        yield Block(
            str(words[0]).strip(), [sheet.rows[place] for place in rest], [sheet.lines[place] for place in rest]
        )


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
    return "", (Question("platform", N_("Which platform is “{title}” from?"), choices, {"title": title}),)


def _hinted(name: str) -> str:
    words = re.findall(r"[a-z]+", name.casefold())
    return "instagram" if {"instagram", "ig", "insta"} & {*words} else "facebook"
