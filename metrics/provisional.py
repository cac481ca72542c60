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
    read = {account: day + timedelta(days=1) for account, day in last.items()} | _imported_on(facts)
    return {
        account: (read[account] - RESTATED, day) for account, day in last.items() if read[account] - RESTATED <= day
    }


def _imported_on(facts: Facts) -> dict[str, date]:
    """The local day of the newest import behind each account's figures, by account_id, where one is named."""
    store = facts.store
    if not store.has("imports"):
        return {}
    named = [store.collect(store.scan(table).select("account_id", "import_id").unique()) for table in READ_DAILY]
    imports = store.collect(store.scan("imports").select("import_id", "imported_at").drop_nulls()).to_pandas()
    behind = pd.concat([rows.to_pandas() for rows in named]).merge(imports, on="import_id")
    behind["day"] = behind["imported_at"].dt.tz_convert(LOCAL_TIME).dt.date
    return {str(account): day for account, day in behind.groupby("account_id")["day"].max().items()}
