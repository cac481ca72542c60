"""Days whose figures the platforms may still restate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from metrics.facts import READ_DAILY, Facts
from metrics.period import Period
from metrics.roll_up import LOCAL_TIME

RESTATED = timedelta(days=3)
"""How far back from the day on which they were read figures may change: 72 hours."""

TIMES = ("observed_at", "imported_at")
"""When an import's figures were read off the platform: as its file tells, else when it was imported."""

Spans = Mapping[str, tuple[date, date]]


def provisional_spans(facts: Facts) -> Spans:
    """The first and last provisional day of each account that has any, by account_id."""
    return facts.kept("provisional", lambda: _spans(facts))


def provisional_days(facts: Facts, account_id: str, period: Period) -> int:
    """How many days of the period have provisional figures of the account."""
    first, last = provisional_spans(facts).get(account_id, (date.max, date.min))
    return max(0, (min(last, period.end) - max(first, period.start)).days + 1)


def _spans(facts: Facts) -> Spans:
    last = {str(account): day for account, day in facts.last_days.items()}
    read = {account: day + timedelta(days=1) for account, day in last.items()} | _read_on(facts)
    return {
        account: (read[account] - RESTATED, day) for account, day in last.items() if read[account] - RESTATED <= day
    }


def _read_on(facts: Facts) -> dict[str, date]:
    """The local day on which each account's figures were last read, by account_id, where an import tells."""
    store = facts.store
    if not store.has("imports"):
        return {}
    named = [store.collect(store.scan(table).select("account_id", "import_id").unique()) for table in READ_DAILY]
    imports = store.collect(store.scan("imports").select("import_id", *TIMES, "undone_at")).to_pandas()
    observed, imported = (imports[name] for name in TIMES)
    imports["read_at"] = observed.fillna(imported)
    told = imports[imports["undone_at"].isna() & imports["read_at"].notna()]
    behind = pd.concat([rows.to_pandas() for rows in named]).merge(told, on="import_id")
    behind["day"] = behind["read_at"].dt.tz_convert(LOCAL_TIME).dt.date
    return {str(account): day for account, day in behind.groupby("account_id")["day"].max().items()}
