"""Wherever amounts are added by name, distinct people are refused, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.errors import NotAdditive
from data.schema import TABLES, dtypes
from data.store import Store, open_store
from locales import Language
from metrics import campaigns, combine, roll_up
from metrics.catalogue import CATALOGUE
from metrics.definition import RollUp
from metrics.facts import build_facts
from metrics.period import Period
from metrics.roll_up import PEOPLE, additive
from metrics.rows import Groups, Rows
from tests.data.small_store import table, write

OCTOBER, TODAY = Period.parse("2026-10"), date(2026, 11, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    folder = write(tmp_path, campaign_days=table("campaign_days", {"reach_to_date": 700, "views": 900}))
    return open_store(str(folder))


def rows() -> Rows:
    amounts = {name: np.array([100.0, 200]) for name in ("views", *PEOPLE)}
    nothing = np.full(1, np.nan)
    groups = Groups(["region"], [None], [2026], nothing, nothing, nothing, nothing, nothing)
    return Rows(np.array(["fb", "ig"], dtype=object), amounts, groups, np.zeros(2, dtype=np.intp), of_days=True)


def test_amounts_of_rows_are_added_but_people_are_not() -> None:
    everyone = np.ones(2, dtype=bool)
    assert rows().sums(["views"], everyone)["views"].tolist() == [300]
    for name in PEOPLE:
        with pytest.raises(NotAdditive):
            rows().sums(["views", name], everyone)


def test_days_of_a_campaign_are_added_but_people_are_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    days = build_facts(store, today=TODAY).campaign_days
    assert days.results(OCTOBER)["views"].tolist() == [900]
    monkeypatch.setattr(campaigns, "AMOUNTS", (*campaigns.AMOUNTS, "reach_to_date"))
    with pytest.raises(NotAdditive):
        days.results(OCTOBER)


def test_facts_of_accounts_are_added_but_people_are_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "post.posts" in build_facts(store, today=TODAY).months.names
    monkeypatch.setattr(combine, "FROM_POSTS", ("posts", "reach"))
    with pytest.raises(NotAdditive):
        build_facts(store, today=TODAY)


def test_posts_are_added_up_but_the_people_they_reached_are_not(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build_facts(store, today=TODAY).months.periods
    monkeypatch.setattr(roll_up, "POST_AMOUNTS", (*roll_up.POST_AMOUNTS, "reach"))
    with pytest.raises(NotAdditive):
        build_facts(store, today=TODAY)


def test_every_count_of_people_is_known_by_name() -> None:
    """Also the one that a new metric rests on, or that the contract brings in a new column."""
    unique = [one for one in CATALOGUE.values() if RollUp.UNIQUE in (one.over_days, one.over_accounts)]
    assert unique
    assert all(PEOPLE.intersection(one.amounts) for one in unique)
    people = {name for one in TABLES for name in dtypes(one) if name.split("_")[0] == "reach"}
    assert people == {"reach", "reach_to_date"}
    assert people <= PEOPLE


@pytest.mark.parametrize(
    ("code", "what", "todo"),
    [
        ("en", "Distinct people cannot be added up", "Ask for the interval"),
        ("sv", "Unika personer kan inte läggas ihop", "Fråga i stället efter intervallet"),
    ],
)
def test_the_refusal_says_what_and_what_to_do(code: str, what: str, todo: str) -> None:
    with pytest.raises(NotAdditive) as refused:
        additive(["views", "reach_high", "reach"])
    language, error = Language(code), refused.value
    said = language.text(error.what, **error.fields)
    assert what in said
    assert said.endswith(" reach, reach_high.")
    assert todo in language.text(error.todo)
