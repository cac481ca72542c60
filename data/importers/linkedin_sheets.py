"""LinkedIn's sheets: of which kind each is, where its columns stand, and which of its rows count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.importers.damage import check_dates
from data.importers.gathering import Found, Record, found_in, is_total
from data.importers.linkedin_shapes import shaped
from data.importers.linkedin_words import (
    AUDIENCE_COUNT,
    CONTENT,
    CONTENT_TYPE,
    CREATED,
    DATE,
    GAINED,
    GAINED_PARTS,
    IMPRESSIONS,
    LINK,
    PAGE,
    PART,
    PEOPLE,
    POST,
    POST_TYPE,
    TITLE,
    TOTALS,
    VISIT_PART,
    VISITS,
    totals,
)
from data.importers.reading import Columns, Sheet, plain
from data.importers.source import Remark
from locales import N_

MANY = 3  # columns of a kind that only LinkedIn names so
# What a sheet of each kind cannot be without.
NEEDED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "posts": {"link": LINK, "created": CREATED},
    "content": {"date": DATE},
    "followers": {"date": DATE, "followers_gained": GAINED},
    "visitors": {"date": DATE, "profile_visits": VISITS},
}


@dataclass(frozen=True)
class Layout:
    """Where in a sheet the contract's columns stand; `used` are the columns of the file that are read."""

    found: Found
    at: Mapping[str, int]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of the columns that are not read."""
        names = self.found.columns.names
        return self.found.columns.unknown(names[place] for place in self.at.values() if place < len(names))

    def check(self) -> None:
        """Raises ImportRejected where a needed column is missing, or Excel has written its days anew."""
        for name, words in NEEDED[self.found.kind].items():
            if name not in self.at:
                self.found.columns.need(*words)
        day = self.at["created" if self.found.kind == "posts" else "date"]
        cells = (record.cell(day) for record in self.found.records())
        check_dates(self.found.columns.names[day], cells, slashed_as_made=True)

    def rows(self, left_out: list[int]) -> Iterator[Record]:
        """Its rows without those that add up the others, whose lines are added to `left_out`."""
        first = [self.at[name] for name in ("date", "title", "link", "created") if name in self.at]
        for record in self.found.records():
            if any(is_total(record.cell(place)) for place in first):
                left_out.append(record.line)
            else:
                yield record

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """That people are counted without advertisements, where they are."""
        name = self.found.columns.names[self.at["reach"]] if "reach" in self.at else ""
        if not name or "(" not in name or any(f"({total})" in plain(name) for total in TOTALS):
            return ()
        text = N_("“{column}” counts people who saw posts without paid distribution. Nobody else is in the reach.")
        return (Remark(text, {"column": name}),)


def _kind(columns: Columns) -> str | None:
    def has(*names: str) -> bool:
        return columns.find(*names) is not None

    if [has(*LINK), has(*CREATED), has(*TITLE) and has(*POST_TYPE, *CONTENT_TYPE)].count(True) >= 2:
        return "posts"
    if has(*PAGE) and has(*GAINED) and not has(*DATE):
        return "competitors"
    if (has(*VISITS) and has(*DATE)) or _parts(columns, VISIT_PART) >= MANY:
        return "visitors"
    if has(*GAINED_PARTS):
        return "followers"
    # Of other tools' columns, none is called so.
    parted = has(*DATE) and has(*totals(IMPRESSIONS), *PEOPLE) and has(*CONTENT["reactions"], *CONTENT["link_clicks"])
    if parted or _parts(columns, PART) >= MANY:
        return "content"
    named = [name for name in columns.names if name]
    return "audience" if len(named) == 2 and plain(named[1]) in map(plain, AUDIENCE_COUNT) else None


def _parts(columns: Columns, pattern: re.Pattern[str]) -> int:
    return sum(bool(pattern.search(name)) for name in columns.names)


def layouts(sheets: Sequence[Sheet]) -> list[Layout]:
    """The sheets that are LinkedIn's, by the words of their header or else, in an Excel file, by their shape."""
    beside = len(sheets) > 1  # LinkedIn's own file of followers has sheets of who they are
    read = [_layout(sheet, shaped(sheet, followers=beside) if sheet.name else None) for sheet in sheets]
    return [layout for layout in read if layout]


def _layout(sheet: Sheet, shape: tuple[Found, dict[str, int]] | None) -> Layout | None:
    found = found_in(sheet, _kind)
    if found is None or found.kind in ("audience", "competitors"):
        return Layout(*shape) if shape else Layout(found, {}) if found else None
    kinds: dict[str, dict[str, Sequence[str]]] = {
        "posts": {**POST, "created": CREATED, "link": LINK, "title": TITLE, "type": POST_TYPE, "format": CONTENT_TYPE},
        "content": {**CONTENT, "reach": PEOPLE, "date": DATE},
        "followers": {"followers_gained": GAINED, "date": DATE},
        "visitors": {"profile_visits": VISITS, "date": DATE},
    }
    words = kinds[found.kind]
    at = {name: place for name, alike in words.items() if (place := found.columns.find(*alike)) is not None}
    return Layout(*shape) if shape and len(at) < len(words) and len(shape[1]) > len(at) else Layout(found, at)
