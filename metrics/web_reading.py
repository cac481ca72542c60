"""Whether those who come to the web from social media stay and read."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

import narwhals as nw
import pandas as pd

from metrics import roll_up
from metrics.facts import Facts
from metrics.figures import Scope
from metrics.period import Period
from metrics.web import ALL_SOCIAL, SOCIAL_PARTS


@dataclass(frozen=True)
class Reading:
    """Visits from social media in a period: those that stayed in per cent, and minutes a visit; NaN where not known.

    Each is over the rows that have both of its parts.
    """

    engaged_share: float
    minutes_per_visit: float


def reading(facts: Facts, scope: Scope, period: Period) -> Reading:
    """How the visits from the platforms in scope went. A visit that the store counts twice is counted once."""
    rows = facts.kept(("web reading", scope), lambda: _rows(facts, scope))
    inside = rows[(rows["date"] >= pd.Timestamp(period.start)) & (rows["date"] <= pd.Timestamp(period.end))]
    return Reading(100 * _quotient(inside, "engaged_visits"), _quotient(inside, "minutes"))


def _rows(facts: Facts, scope: Scope) -> pd.DataFrame:
    sources = list(scope.platforms) or [*SOCIAL_PARTS, ALL_SOCIAL]
    social = (nw.col("org_id") == scope.organisation) & nw.col("source").is_in(sources)
    rows: Any = nw.from_native(facts.store.scan("web_days"))
    found = facts.store.collect(nw.to_native(roll_up.visits_once(rows.filter(social), ALL_SOCIAL))).to_pandas()
    return found.assign(date=pd.to_datetime(found["date"]))


def _quotient(rows: pd.DataFrame, column: str) -> float:
    """What a visit had of the column on average, over the rows that have both."""
    both = rows[rows[column].notna() & rows["visits"].notna()]
    visits = sum(both["visits"].astype(float).tolist())
    return sum(both[column].astype(float).tolist()) / visits if visits > 0 else nan
