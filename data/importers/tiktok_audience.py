"""Who the followers on TikTok are, as Studio tells it: shares by gender and by country, on the day of the download."""

from __future__ import annotations

from datetime import UTC, datetime

from data.importers.gathering import Fault, Found, Rows, faults_kept
from data.importers.reading import Columns, plain
from data.importers.source import Rejected, Source
from data.importers.values import share
from locales import N_

GENDER = ("Gender", "Kön")
TERRITORY = ("Top territories", "Territories", "Top locations", "Länder", "Toppregioner")
SHARE = ("Distribution", "Fördelning")
GENDERS = {
    "female": "women", "women": "women", "kvinna": "women", "kvinnor": "women",
    "male": "men", "men": "men", "man": "men", "män": "men",
    "other": "other", "others": "other", "annat": "other", "övriga": "other",
}  # fmt: skip
NO_COUNTRY = ("others", "other", "övriga", "andra")


def audience_kind(columns: Columns) -> str | None:
    """Whether a header is of shares by `gender` or by `country`."""
    if columns.find(*SHARE) is None or len([name for name in columns.names if name]) != len((GENDER, SHARE)):
        return None
    if columns.find(*GENDER) is not None:
        return "gender"
    return "country" if columns.find(*TERRITORY) is not None else None


def audience(source: Source, found: Found, rejected: list[Rejected]) -> Rows:
    """The rows of `audience_shares`; what is left over the countries that are named is of no country."""
    rows = Rows("audience_shares", rejected)
    on = (source.observed_at or datetime.now(UTC)).date()
    name, place = found.columns.need(*GENDER, *TERRITORY), found.columns.need(*SHARE)
    for record in found.records():
        with faults_kept(rejected, record.line):
            try:
                size = share(record.cell(place))
            except ValueError:
                size = -1.0
            if size is not None and not 0 <= size <= 1:
                raise Fault(N_("“{value}” is not a share that can be read."), value=str(record.cell(place)))
            segment = record.text(name)
            if segment is None or size is None or (found.kind == "country" and plain(segment) in NO_COUNTRY):
                continue
            segment = GENDERS.get(plain(segment), plain(segment)) if found.kind == "gender" else segment
            rows.add({"account_id": "0", "date": on, "dimension": found.kind, "segment": segment, "share": size})
    return rows
