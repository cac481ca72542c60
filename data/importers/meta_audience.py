"""Meta Business Suite's audience download: blocks of shares by age and gender, town and country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime

from data.importers.damage import check_numbers
from data.importers.gathering import Fault, Rows, faults_kept, refuse_without_rows, tables
from data.importers.meta_blocks import DAY_ZONE, START, Block, blocks, platform_told
from data.importers.reading import Cell, plain
from data.importers.source import Answers, Channel, Parsed, Rejected, Source
from data.importers.values import share
from locales import N_

GENDERS = {
    "women": "women", "kvinnor": "women", "female": "women", "mujeres": "women", "frauen": "women",
    "men": "men", "män": "men", "male": "men", "hombres": "men", "männer": "men",
}  # fmt: skip
PLACES = re.compile(r"cit|town|stad|städ|\bort|ciud|städt")
COUNTRIES = re.compile(r"countr|land|länd|país|pays")
PAGES = re.compile(r"\bpages?\b|sidor|páginas|seiten")
Segments = dict[tuple[str, str], float]  # share by dimension and segment


class MetaAudience:
    """Who the followers are, from “Audience” in Meta Business Suite."""

    id = "meta_audience"
    label = N_("Audience from Meta Business Suite")

    def detect(self, source: Source) -> bool:
        """Whether the file has a block by age, or lists of names with shares."""
        found = blocks(source, START)
        told = any(block.by_age or (block.listed and block.title and _shares(block)) for block in found)
        return told and not found[0].daily

    def parse(self, source: Source, answers: Answers) -> list[Parsed]:
        """Shares on the day that the file was downloaded, which is today where nothing tells: it doesn't say itself."""
        found = blocks(source)
        platform, questions = platform_told(found[0].title, source.name, answers)
        on = (source.observed_at or datetime.now(UTC)).date()
        rejected, unknown = list[Rejected](), list[str]()
        rows = Rows("audience_shares", rejected)
        read = _reader(found)
        for block in found:
            with faults_kept(rejected, block.lines[-1]):
                segments = _segments(block, read)
                if not segments:
                    unknown.append(block.title)
                for (dimension, segment), size in segments.items():
                    row = {"account_id": "0", "date": on, "dimension": dimension, "segment": segment, "share": size}
                    rows.add(row)
        refuse_without_rows(source.name, (rows,), rejected)
        return [
            Parsed(
                importer=self.id,
                tables=tables(rows),
                channels=(Channel(platform),),
                questions=questions,
                rejected=tuple(rejected),
                unknown=tuple(unknown),
                day_zone=DAY_ZONE,
            )
        ]


def _reader(found: list[Block]) -> Callable[[Cell], float | None]:
    """How a share is read: the file's numbers are per cent, unless none of them is above 1."""
    cells = [cell for block in found for row in block.rows[1:] for cell in row[block.by_age :]]
    check_numbers(found[0].title, cells)
    fractions = all(_at_most_one(cell) for cell in cells)

    def read(cell: Cell) -> float | None:
        try:
            size = share(cell)
        except ValueError as error:
            raise Fault(N_("“{value}” is not a share that can be read."), value=str(error)) from error
        percent = not fractions and not (isinstance(cell, str) and "%" in cell)
        return size / 100 if size is not None and percent else size

    return read


def _shares(block: Block) -> bool:
    """Whether nothing but numbers stands under the names."""
    try:
        shares = [share(cell) for cell in block.rows[1]]
    except ValueError:
        return False
    return any(size is not None for size in shares)


def _at_most_one(cell: Cell) -> bool:
    try:
        return (share(cell) or 0) <= 1
    except ValueError:
        return True


def _segments(block: Block, read: Callable[[Cell], float | None]) -> Segments:
    """The shares in a block; none where it isn't about the followers."""
    if block.by_age:
        return _by_age(block, read)
    if not block.listed or PAGES.search(plain(block.title)):
        return {}
    dimension = _dimension(block)
    shares = {name: read(cell) for name, cell in zip(block.header, block.rows[1], strict=True)}
    return {(dimension, name): size for name, size in shares.items() if name and size is not None}


def _dimension(block: Block) -> str:
    title = plain(block.title)
    if PLACES.search(title) or COUNTRIES.search(title):
        return "place" if PLACES.search(title) else "country"
    return "place" if any("," in name for name in block.header) else "country"


def _by_age(block: Block, read: Callable[[Cell], float | None]) -> Segments:
    """Shares by age and by gender, from a table of both: rows of ages, columns of genders."""
    sizes: defaultdict[tuple[str, str], float] = defaultdict(float)
    for age, *cells in block.rows[1:]:
        for name, cell in zip(block.header[1:], cells, strict=False):
            size = read(cell) or 0.0
            sizes["gender", GENDERS.get(plain(name), plain(name))] += size
            sizes["age", re.sub(r"\s?-\s?", "–", str(age).strip())] += size
    return {segment: round(size, 6) for segment, size in sizes.items() if segment[1]}
