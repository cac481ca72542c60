"""Who follows, as a table: a row a segment and a column a channel."""

from __future__ import annotations

from collections.abc import Sequence

from charts.chart import Cell, Table
from locales import Language
from metrics.audience_split import DIMENSIONS, Split, segment_name
from metrics.channel_names import account_names
from metrics.definition import Unit
from metrics.facts import Facts
from metrics.narrative import capital
from metrics.wording import with_sign

DASH = "–"


def audience_table(facts: Facts, splits: Sequence[Split], organisation: str, language: Language) -> Table:
    """The shares of followers, in per cent, of splits by one dimension; no rows without splits."""
    if not splits:
        return Table([], [], [])
    names = account_names(facts, organisation, language)
    heading = language.text(DIMENSIONS[splits[0].dimension])
    segments = list(dict.fromkeys(segment for split in splits for segment in split.shares))
    rows: list[list[Cell]] = []
    shown = []
    for segment in segments:
        shares = [100 * split.shares[segment] if segment in split.shares else None for split in splits]
        name = capital(segment_name(segment, language))
        rows.append([name, *shares])
        shown.append([name, *(DASH if one is None else _per_cent(one, language) for one in shares)])
    return Table([heading, *(names[split.account] for split in splits)], rows, shown)


def _per_cent(share: float, language: Language) -> str:
    return with_sign(language.number(share), Unit.PER_CENT, language)
