"""A report as a row of the store: drafts, frozen ones, their contents packed and their figures summed up in a hash."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from math import isnan
from typing import Any

from data.errors import Violation
from data.register.tables import Row, tidy
from locales import N_

Figures = Iterable[Sequence[Any]]
LARGE, PACKED = 4_000, "zlib:"
"""Contents of more characters than this are kept compressed, after a mark that says so."""
DIGITS = 12
"""So many digits of a figure are its own; what is beyond them depends on the order of additions."""


@dataclass(frozen=True)
class Draft:
    """A report that is being written: whose, of when, in which language, and what has been chosen (plain JSON)."""

    organisation: str
    kind: str
    period: str
    language: str
    choices: Mapping[str, Any] = field(default_factory=dict)
    author: str = ""
    id: str = ""
    started_at: datetime | None = None
    saved_at: datetime | None = None


@dataclass(frozen=True)
class Frozen:
    """A report as it was frozen. `contents` are plain JSON: `figures` (see `figures_sha256`), and what it said.

    `versions` are those of the tables it was made from, as things stood on the day `reckoned_on`.
    """

    organisation: str
    kind: str
    period: str
    language: str
    choices: Mapping[str, Any]
    versions: Mapping[str, int]
    reckoned_on: date
    contents: Mapping[str, Any]
    author: str
    draft: str = ""
    supersedes: str = ""
    id: str = ""
    frozen_at: datetime | None = None
    sha256: str = ""


def figures_sha256(figures: Figures) -> str:
    """The sha256 of a report's figures, whatever their order: metric, of, period, value, low and high of each."""
    lines = ("\t".join((*map(str, one[:3]), *map(_digits, one[3:]))) for one in figures)
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _digits(value: float | None) -> str:
    return "" if value is None or isnan(value) else f"{value:.{DIGITS}g}"


def packed(contents: Mapping[str, Any]) -> str:
    """The contents as one text, compressed where they are large."""
    text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text if len(text) <= LARGE else PACKED + b64encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(text: str) -> dict[str, Any]:
    """The contents that `packed` made. Raises ValueError for anything else."""
    plain = text
    if text.startswith(PACKED):
        try:
            plain = zlib.decompress(b64decode(text.removeprefix(PACKED), validate=True)).decode()
        except zlib.error as error:
            raise ValueError(str(error)) from error
    found = json.loads(plain)
    if not isinstance(found, dict):
        raise TypeError(type(found).__name__)
    return found


def draft_of(row: Row) -> Draft:
    """The draft that a row holds."""
    return Draft(
        row["org_id"], row["kind"], row["period"], row["language"], json.loads(row["choices"]), row["author"] or "",
        row["draft_id"], row["started_at"], row["saved_at"],
    )  # fmt: skip


def _shared(one: Draft | Frozen) -> Row:
    choices = json.dumps(one.choices, ensure_ascii=False, sort_keys=True)
    return {"org_id": one.organisation, "kind": one.kind, "period": one.period, "language": one.language} | {
        "choices": choices
    }


def draft_row(one: Draft) -> Row:
    """The row that holds a draft."""
    own = {"draft_id": one.id, "author": tidy(one.author), "started_at": one.started_at, "saved_at": one.saved_at}
    return _shared(one) | own


def frozen_row(one: Frozen) -> Row:
    """The row that holds a frozen report."""
    return _shared(one) | {
        "report_id": one.id,
        "table_versions": json.dumps(one.versions, sort_keys=True),
        "reckoned_on": one.reckoned_on,
        "contents": packed(one.contents),
        "figures_sha256": one.sha256,
        "author": one.author,
        "frozen_at": one.frozen_at,
        "draft_id": one.draft or None,
        "supersedes": one.supersedes or None,
    }


def frozen_of(row: Row) -> Frozen:
    """The report that a row holds, as far as it was read. Raises TypeError or ValueError where it is damaged."""
    return Frozen(
        row["org_id"], row["kind"], row["period"], row["language"], json.loads(row.get("choices", "{}")),
        json.loads(row.get("table_versions", "{}")), row.get("reckoned_on") or date.min,
        unpacked(row.get("contents", "{}")), row["author"], row["draft_id"] or "", row["supersedes"] or "",
        row["report_id"], row["frozen_at"], row.get("figures_sha256", ""),
    )  # fmt: skip


def damaged(rows: Iterable[Row]) -> Iterator[Violation]:
    """The frozen reports whose contents cannot be read, or hold other figures than when they were frozen."""
    for row in rows:
        key = f"report_id={row['report_id']}"
        try:
            found = figures_sha256(frozen_of(row).contents["figures"])
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            yield Violation("reports", N_("what a frozen report said, as JSON"), "contents", key, str(error)[:80])
            continue
        if found != row["figures_sha256"]:
            yield Violation(
                "reports", N_("the sha256 of the figures in it"), "figures_sha256", key, row["figures_sha256"]
            )
