"""What a report says, whatever it is written as: sections of sentences, key figures, charts, tables and comments.

`reports/contents.py` makes one from facts; slides, workbook, document and the app's own pages are written from it and
from nothing else, so that they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from charts.chart import Chart, Table
from locales import Language
from metrics.number import Number
from metrics.period import Period
from metrics.sentence import Sentence

__all__ = ["Block", "Comment", "KeyFigure", "KeyFigures", "Kind", "Number", "Paragraph", "Report", "Rows", "Section"]


class Kind(StrEnum):
    """Whom a report is for, which decides its sections. The value stands in URLs, stores and commands."""

    MONTH = "month"
    QUARTER = "quarter"
    INTERIM = "interim"
    YEAR = "year"


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together; `listed` has each on a line of its own."""

    sentences: tuple[Sentence, ...]
    listed: bool = False
    heading: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """A large figure with what is said of it: as texts, since they stand on paper. `numbers` are behind it."""

    label: str
    value: str
    unit: str = ""
    verdict: str = ""
    changes: tuple[str, ...] = ()
    note: str = ""
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True)
class KeyFigures:
    """Key figures side by side, at most four."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Rows:
    """A table with its caption; `units` are by column (empty where a column has none), for the workbook."""

    caption: str
    table: Table
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comment:
    """What the communicator adds in her own words, marked as hers. Text, never markup."""

    text: str
    author: str


Block: TypeAlias = Paragraph | KeyFigures | Chart | Rows | Comment


@dataclass(frozen=True)
class Section:
    """A part of the report under one heading that states its finding.

    `id` is one of `reports.contents.SECTIONS`; `name` is what the part is called where it is chosen ("Goals");
    `source` is the line below: what is filtered, where the figures come from, what they mean.
    """

    id: str
    name: str
    title: str
    blocks: tuple[Block, ...]
    numbers: tuple[Number, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Report:
    """A whole report, read only. Texts are finished, in `language`.

    `filtered` and `fresh` are the two lines that stand under every page's title in the app; `limits` is what must be
    said on every page of it (demo data). `store_version` names what the figures were read from.
    """

    organisation: str
    organisation_name: str
    kind: Kind
    period: Period
    language: Language
    title: str
    subtitle: str
    filtered: str
    fresh: str
    sections: tuple[Section, ...]
    store_version: str
    made_at: datetime
    limits: str = ""
    author: str = ""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every figure in it, each once, in the order in which they are read."""
        found = {number.key: number for section in self.sections for number in section.numbers}
        return tuple(found.values())
