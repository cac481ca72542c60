"""The product and the oracle agree on every metric, by every group, in every kind of period."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import CATALOGUE
from metrics.facts import Facts
from metrics.figures import Scope, figures
from metrics.period import Period
from tests.plain_calendar import span_named
from tests.plain_python import OF_ACCOUNTS, figure
from tests.stores import STORES, Made, Tables, drawn, facts_of, periods

GROUPS = (None, "account", "platform", "month", "campaign", "topic", "format", "kind", "post")
METRICS = list(OF_ACCOUNTS)
CHANNELS = st.sampled_from(((), (), ("facebook",), ("linkedin", "youtube")))

Seen = tuple[float | None, float | None, float | None, bool, float | None, float | None]
NOTHING: Seen = (None, None, None, False, None, None)


def test_the_oracle_knows_every_metric() -> None:
    assert set(METRICS) == set(CATALOGUE)


@drawn(8)
@given(st.data())
def test_code_and_oracle_agree(data: st.DataObject) -> None:
    store = data.draw(STORES)
    with facts_of(store.tables, store.today) as facts:
        for _ in range(2):
            differences = differences_of(store, facts, data.draw(periods(store)), data.draw(CHANNELS))
            assert not differences, "\n".join(differences)


@pytest.mark.parametrize("whose", ["own", "peer"])
@pytest.mark.parametrize("name", ["2020-W53", "2024-02", "2024-02-29..2024-02-29", "2025"])
def test_a_store_without_rows_has_no_figures(whose: str, name: str) -> None:
    tables: Tables = {
        "organisations": [
            {"org_id": org_id, "name": org_id, "sector": "region", "own": org_id == "own"} for org_id in ("own", "peer")
        ],
        "accounts": [{"account_id": "x", "org_id": whose, "platform": "x", "name": "x"}],
    }
    store = Made(tables, date(2024, 1, 1), date(2024, 1, 1), date(2025, 2, 1))
    with facts_of(tables, store.today) as facts:
        assert not differences_of(store, facts, Period.parse(name), ())


def differences_of(store: Made, facts: Facts, period: Period, platforms: tuple[str, ...]) -> list[str]:
    """What code and oracle say differently of a period, a line each; a group without any figure need not be listed."""
    found = []
    for by in GROUPS:
        ours = {
            (row["metric"], key_of(row["by"])): seen(row)
            for row in figures(facts, METRICS, Scope("own", platforms), period, by).to_dict("records")
        }
        theirs = {
            (metric, row.by): (row.low, row.high, row.value, row.exact, row.days_missing, row.days_expected)
            for metric in METRICS
            for row in figure(store.tables, metric, "own", span_named(period.id), store.today, by, platforms)
        }
        for metric, key in dict.fromkeys([*ours, *theirs]):
            code, oracle = ours.get((metric, key), NOTHING), theirs.get((metric, key), NOTHING)
            if not same(code, oracle):
                found.append(f"{metric} {period.id} by {by} [{key}]: oracle {oracle}, code {code}")
    return found


def key_of(value: Any) -> str | None:
    return None if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124 -- NaN is not itself


def seen(row: dict[Any, Any]) -> Seen:
    low, high, value, missing, expected = (
        None if math.isnan(row[name]) else row[name]
        for name in ("low", "high", "value", "days_missing", "days_expected")
    )
    return low, high, value, bool(row["exact"]), missing, expected


def same(ours: Seen, theirs: Seen) -> bool:
    return all(
        one is other if one is None or other is None else math.isclose(one, other, rel_tol=1e-9)
        for one, other in zip(ours, theirs, strict=True)
    )
