"""What a reader is told of a figure, by the oracle: provisional days, and holidays that one of two periods holds."""

from __future__ import annotations

from datetime import date
from math import isnan
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import open_store
from metrics.change import compare
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figures
from metrics.notes import Note
from metrics.period import Kind, Period
from tests.plain_calendar import Span, compared, earlier_span, holidays_of_one, span_named
from tests.plain_change import COLUMNS, accounts_of, provisional_days
from tests.plain_python import Tables
from tests.stores import COMPARED_STORES, drawn, facts_of, periods, write_store

OWN = Scope("own")
OF_DAYS = ("views", "video_views", "minutes_viewed", "followers", "reach", "answered_in_time")
TODAY = date(2026, 11, 22)


@drawn(8)
@given(COMPARED_STORES, st.data())
def test_a_period_that_holds_provisional_days_says_so(store: Any, data: st.DataObject) -> None:
    tables: Tables = store.tables
    with facts_of(tables, store.today) as facts:
        for _ in range(3):
            span = span_named(data.draw(periods(store)).id)
            for by in (None, "account"):
                for row in figures(facts, list(OF_DAYS), OWN, Period(span.start, span.end), by).to_dict("records"):
                    key = row["by"] if by else None
                    said, most = days_said(row["notes"]), most_provisional_days(tables, span, by, key)
                    where = (row["metric"], span, key, said, most)
                    assert said <= most, where
                    known = not (isnan(row["low"]) and isnan(row["high"]))
                    if known and rests_on_provisional_days(tables, row["metric"], span, by, key):
                        assert said == most if by else said, where


def days_said(notes: tuple[Note, ...]) -> int:
    """How many days the notes call provisional."""
    said = [int(str(note.fields.get("count", 1))) for note in notes if "provisional" in note.message]
    assert len(said) <= 1
    return sum(said)


def most_provisional_days(tables: Tables, span: Span, by: str | None, key: str | None) -> int:
    """How many days of the span are provisional, of the account in the group that has most."""
    days = [provisional_days(tables, account["account_id"]) for account in accounts_of(tables, by, key)]
    return max((sum(span.start <= day <= span.end for day in of_account) for of_account in days), default=0)


def rests_on_provisional_days(tables: Tables, metric: str, span: Span, by: str | None, key: str | None) -> bool:
    """Whether an account of the group has all that the metric is counted from on a provisional day of the span."""
    for account in accounts_of(tables, by, key):
        days = [day for day in provisional_days(tables, account["account_id"]) if span.start <= day <= span.end]
        if any(all(has(tables, account["account_id"], name, day) for name in COLUMNS[metric]) for day in days):
            return True
    return False


def has(tables: Tables, account_id: str, name: str, day: date) -> bool:
    table, when = ("account_reach", "window_end") if name == "reach" else ("account_days", "date")
    rows = [row for row in tables.get(table, []) if row["account_id"] == account_id and row[when] == day]
    return any(row.get(name) is not None for row in rows)


# Holidays


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Thirteen years of a newsletter that is opened a hundred times a day."""
    tables: Tables = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": "n", "org_id": "own", "platform": "newsletter", "name": "n"}],
        "account_days": [
            {"account_id": "n", "date": day, "views": 100} for day in Span(date(2013, 12, 1), date(2026, 11, 21))
        ],
    }
    return build_facts(open_store(str(write_store(tmp_path_factory.mktemp("years"), tables))), today=TODAY)


def asked() -> list[tuple[str, str]]:
    """Every month of spring and autumn, and weeks by chance, each with what it is compared with."""
    random = Random(1)
    days = [day for day in Span(date(2015, 1, 1), date(2026, 11, 21)) if random.random() < 0.02]
    months = [f"{year}-{month:02}" for year in range(2015, 2027) for month in (3, 4, 5, 6, 10, 11)]
    weeks = [f"{year}-W{number:02}" for year, number, _ in (day.isocalendar() for day in days)]
    longer = [Period.of(kind, date(2026, 5, 1)).id for kind in (Kind.QUARTER, Kind.TERTIAL, Kind.YEAR)]
    return [(name, against) for name in [*months, *weeks, *longer] for against in ("previous", "year")]


def test_holidays_that_one_of_two_periods_holds_are_named(years: Facts) -> None:
    named = 0
    for name, against in asked():
        (row,) = compare(years, ["views"], OWN, Period.parse(name), against).to_dict("records")
        spans = compared(span_named(name), earlier_span(name, against), TODAY)
        expected = holidays_of_one(*spans, name, against)
        assert named_in(row["notes"]) == expected, (name, against, spans)
        assert row["change"] == row["value"] - row["earlier_value"]
        named += expected != (set(), set())
    assert named > 50


def named_in(notes: tuple[Note, ...]) -> tuple[set[str], set[str]]:
    """The holidays that the notes name: of the period alone, and of the earlier one alone."""
    here, earlier = (
        {str(name) for note in notes if f"in {whose} period only" in note.message for name in listed(note)}
        for whose in ("this", "the earlier")
    )
    return here, earlier


def listed(note: Note) -> tuple[object, ...]:
    names = note.fields["holidays"]
    assert isinstance(names, tuple)
    return names
