"""Visits from social media: told by platform, and once more all together, they are counted once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.facts import Facts
from metrics.figures import Scope, figures
from metrics.period import Period
from metrics.sources import figure_sources
from tests.stores import Tables, drawn, facts_of

VISITS = "web_visits_social"
FIRST = date(2026, 9, 29)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(5))  # of two months
WHOLE = Period(DAYS[0], DAYS[-1])
OWN = Scope("own")
KEYS = st.tuples(
    st.sampled_from(DAYS),
    st.sampled_from(["facebook", "linkedin", "other_networks", "social", "search", "campaigns"]),
    st.sampled_from([None, "sommar"]),
)
COUNTS = st.dictionaries(KEYS, st.none() | st.integers(0, 9), max_size=30)
Counted = dict[tuple[date, str, str | None], int | None]


def tables(counted: Counted) -> Tables:
    rows = [
        {"org_id": "own", "date": on, "source": source, "utm_campaign": tag, "visits": visits}
        for (on, source, tag), visits in counted.items()
    ]
    return {
        "organisations": [{"org_id": "own", "name": "Own", "sector": "agency", "own": True}],
        "accounts": [{"account_id": "f", "org_id": "own", "platform": "facebook", "name": "F", "primary": True}],
        "account_days": [{"account_id": "f", "date": FIRST, "followers": 5}],
        "web_days": rows,
    }


def visits(facts: Facts, scope: Scope = OWN, by: str | None = None) -> dict[str | None, float | None]:
    found = figures(facts, [VISITS], scope, WHOLE, by)
    return {row["by"]: None if row["value"] != row["value"] else row["value"] for row in found.to_dict("records")}


def shown(counted: Counted, scope: Scope = OWN) -> float | None:
    with facts_of(tables(counted), date(2026, 11, 1)) as facts:
        return visits(facts, scope)[None]


@pytest.mark.parametrize(
    ("together", "facebook", "linkedin", "expected"),
    [(10, 6, 4, 10), (12, 6, 4, 12), (9, 6, 4, 10), (10, None, None, 10), (None, 6, 4, 10), (0, None, None, 0)],
)
def test_a_summary_and_a_report_by_platform_are_the_same_visits(together, facebook, linkedin, expected):
    day = DAYS[0]
    counted: Counted = {
        (day, "social", None): together,
        (day, "facebook", None): facebook,
        (day, "linkedin", "sommar"): linkedin,
    }
    assert shown(counted) == expected
    assert shown(counted, Scope("own", ("facebook",))) == facebook


def test_each_day_has_its_own_larger():
    counted: Counted = {
        (DAYS[0], "social", None): 10,
        (DAYS[0], "facebook", None): 4,
        (DAYS[1], "social", None): 3,
        (DAYS[1], "facebook", None): 5,
    }
    assert shown(counted) == 15


@drawn(6)
@given(COUNTS)
def test_visits_are_counted_once(counted):
    known = {
        key: count for key, count in counted.items() if count is not None and key[1] not in ("search", "campaigns")
    }
    together = [sum(n for (on, source, _), n in known.items() if (on, source) == (day, "social")) for day in DAYS]
    single = [sum(n for (on, source, _), n in known.items() if on == day and source != "social") for day in DAYS]
    with facts_of(tables(counted), date(2026, 11, 1)) as facts:
        whole = visits(facts)[None]
        months = visits(facts, by="month").values()
        values = figure_sources(facts, VISITS, OWN, WHOLE, shown=10**6).values
    if not known:
        assert whole is None
        return
    assert whole == sum(map(max, together, single))
    assert whole == sum(one for one in months if one is not None)
    assert whole == sum(one.value for one in values)


@drawn(4)
@given(COUNTS)
def test_a_summary_of_what_is_told_by_platform_changes_nothing(counted):
    told = {key: count for key, count in counted.items() if key[1] != "social"}
    summary = {
        (day, "social", None): sum(
            count or 0 for (on, source, _), count in told.items() if on == day and source not in ("search", "campaigns")
        )
        for day in {on for on, _, _ in told}
    }
    before = shown(told)
    assert (shown(told | summary) or 0) == (before or 0)
