"""What a report tells of notes, breaks, the audience and web visits, from the rows of small stores."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from math import nan
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import NBSP, Language
from metrics.audience_narrative import split_sentences
from metrics.audience_split import audience_splits
from metrics.figures import Scope
from metrics.note_narrative import break_sentences, note_sentences
from metrics.period import Period
from metrics.web_reading import reading
from tests.stores import Rows, Tables, drawn, facts_of

SV, OWN, MARCH, TODAY = Language("sv"), Scope("own"), Period.parse("2026-03"), date(2026, 5, 1)


def said(found: object) -> str:
    return str(found).replace(NBSP, " ")


def base(**more: Rows) -> Tables:
    days = [date(2026, 3, 1) + timedelta(days=number) for number in range(31)]
    tables: Tables = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "Region Ö"}],
        "account_days": [{"account_id": "fb", "date": day, "followers": 100, "views": 5} for day in days],
    }
    return tables | more


def note(name: str, first: date, last: date | None, text: str, author: str | None = "Åsa") -> dict[str, Any]:
    return {"note_id": name, "org_id": "own", "written_at": datetime(2026, 3, 9, tzinfo=UTC), "from_date": first,
            "to_date": last, "text": text, "author": author, "withdrawn": False}  # fmt: skip


def test_notes_are_quoted_with_their_days_and_their_author() -> None:
    notes = [
        note("a", date(2026, 3, 9), date(2026, 3, 9), "Vi bytte logotyp."),
        note("b", date(2026, 2, 20), date(2026, 3, 2), "Streik.\nHela veckan.", None),
        note("c", date(2026, 4, 1), None, "Efter."),
        note("d", date(2026, 3, 30), None, "ord " * 100),
    ]
    with facts_of(base(notes=notes), TODAY) as facts:
        found = [said(one) for one in note_sentences(facts, OWN, MARCH, SV)]
    assert found[:2] == [
        "Anteckning om dagarna 20 februari – 2 mars 2026: ”Streik. Hela veckan.”",
        "Åsa skrev om den 9 mars 2026: ”Vi bytte logotyp.”",
    ]
    assert found[2].endswith("ord…”")
    assert len(found) == 3


def test_breaks_since_a_year_before_are_told_with_their_days() -> None:
    labels = {"label_sv": "Exponeringar blev visningar", "label_en": "Impressions became views"}
    breaks = [{"platform": "facebook", "metric": "views", "date": date(2026, 3, 15), **labels}]
    with facts_of(base(series_breaks=breaks), TODAY) as facts:
        assert [said(one) for one in break_sentences(facts, ("views", "followers"), OWN, MARCH, SV)] == [
            "Exponeringar blev visningar den 15 mars 2026. Siffror från före och efter jämförs inte."
        ]
        assert break_sentences(facts, ("views",), OWN, Period.parse("2025-03"), SV) == ()


def shares(day: date, dimension: str, **parts: float) -> Rows:
    return [
        {"account_id": "fb", "date": day, "dimension": dimension, "segment": segment, "share": share}
        for segment, share in parts.items()
    ]


def test_the_audience_is_told_of_its_newest_day_and_beside_a_year_before() -> None:
    rows = [
        *shares(date(2025, 3, 20), "gender", women=0.70, men=0.29, unknown=0.01),
        *shares(date(2026, 3, 31), "gender", women=0.735, men=0.255, unknown=0.01),
        *shares(date(2026, 3, 31), "place", Umeå=0.61, Vännäs=0.39),
        *shares(date(2026, 4, 30), "gender", women=0.1, men=0.9),
    ]
    with facts_of(base(audience_shares=rows), TODAY) as facts:
        gender, place = audience_splits(facts, OWN, MARCH)
        assert (gender.day, gender.before["women"]) == (date(2026, 3, 31), 0.70)
        assert [said(one) for one in split_sentences(facts, gender, OWN, SV)] == [
            "På Facebook är 74 % av följarna kvinnor och 26 % män.",
            "Andelen kvinnor har ökat med 3,5 procentenheter på ett år.",
        ]
        assert [said(one) for one in split_sentences(facts, place, OWN, SV)] == [
            "Flest följare på Facebook bor i Umeå: 61 %."
        ]
        assert audience_splits(facts, OWN, Period.parse("2024-03")) == ()
        assert audience_splits(facts, OWN, Period.parse("2028-03")) == ()  # too old by then


@given(seed=st.integers(0, 10_000))
@drawn(10)
def test_visits_that_stayed_are_counted_once_over_the_rows_that_tell(seed: int) -> None:
    random = Random(seed)
    rows: Rows = []
    for day in (date(2026, 3, 1) + timedelta(days=number) for number in range(5)):
        for source in ("facebook", "instagram", "social", "google"):
            if random.random() < 0.6:
                visits = random.choice((None, 0, 10, 40))
                stayed = {"engaged_visits": random.choice((None, 0, 5)), "minutes": random.choice((None, 2.5, 8.0))}
                rows.append({"org_id": "own", "date": day, "source": source, "visits": visits} | stayed)
    expected = {column: by_hand(rows, column) for column in ("engaged_visits", "minutes")}
    with facts_of(base(web_days=rows), TODAY) as facts:
        found = reading(facts, OWN, MARCH)
    assert found.engaged_share == pytest.approx(100 * expected["engaged_visits"], nan_ok=True)
    assert found.minutes_per_visit == pytest.approx(expected["minutes"], nan_ok=True)


def by_hand(rows: Rows, column: str) -> float:
    """Of each day the rows of all social media together, or of its parts, whichever have more visits."""
    parts, given_visits = 0.0, 0.0
    days: dict[date, dict[bool, Rows]] = defaultdict(lambda: {True: [], False: []})
    for one in rows:
        if one["source"] != "google":
            days[one["date"]][one["source"] == "social"].append(one)
    for of_day in days.values():
        visits = {whole: sum(one["visits"] or 0 for one in found) for whole, found in of_day.items()}
        told_of = any(one["visits"] is not None for one in of_day[False])
        chosen = of_day[visits[True] > visits[False] or not told_of]
        for one in chosen:
            if one["visits"] is not None and one[column] is not None:
                parts, given_visits = parts + one[column], given_visits + one["visits"]
    return parts / given_visits if given_visits else nan
