"""One campaign: its figures agree with the oracle, its days are right, and the one before is found and compared."""

from __future__ import annotations

import math
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.campaign_change import (
    COUNTED_APART,
    DAYS_LACKING,
    STILL_GROWING,
    Alike,
    Change,
    against_previous,
    previous_like,
    similar,
)
from metrics.campaign_posts import Money, best_posts, paid_and_organic
from metrics.campaign_results import (
    Campaign,
    campaign_days,
    campaign_result,
    campaign_span,
    campaigns_of,
    posts_outside,
)
from metrics.change import AT_LEAST_SO_MUCH, BROKEN, OVERLAP
from metrics.facts import Facts
from metrics.figures import Scope, figures
from metrics.period import Period
from tests import plain_campaigns as oracle
from tests.stores import STORES, Made, Tables, drawn, facts_of

Row = dict[str, Any]
NAN = math.nan
COSTS = {"cost_per_click": "clicks", "cost_per_conversion": "conversions"}


def same(ours: float, theirs: float | None) -> bool:
    return math.isnan(ours) if theirs is None else math.isclose(ours, theirs, rel_tol=1e-9)


def planned(store: Made, seed: int) -> Tables:
    """The store with days for its campaigns, and posts that are paid, organic or neither, with clicks."""
    random, tables = Random(seed), dict(store.tables)
    days = (store.last - store.first).days
    tables["campaigns"] = [
        row
        | {
            "starts_on": store.first + timedelta(days=random.randint(0, days)),
            "ends_on": random.choice((None, store.last)),
            "objective": None,
            "budget": None,
        }
        for row in tables.get("campaigns", [])
    ]
    tables["posts"] = [
        row | {"paid": random.choice((True, False, None)), "clicks": random.choice((None, 0, random.randint(1, 50)))}
        for row in tables.get("posts", [])
    ]
    return tables


@drawn(10)
@given(STORES, st.integers(0, 2**16))
def test_code_and_oracle_agree(store: Made, seed: int) -> None:
    tables = planned(store, seed)
    with facts_of(tables, store.today) as facts:
        for campaign in campaigns_of(facts, "own"):
            result = campaign_result(facts, campaign)
            if result.span is None:
                assert campaign.starts_on is not None
                assert campaign.starts_on >= store.today
                continue
            asked = (tables, "own", campaign.id, result.span.start, result.span.end)
            assert same(result.figures["clicks"].value, oracle.clicks(*asked))
            for cost, column in COSTS.items():
                assert same(result.figures[cost].value, oracle.cost_per(column, *asked)), cost
            parts = {part.money.value: part for part in paid_and_organic(facts, campaign).parts}
            expected = oracle.kinds(*asked)
            assert parts.keys() == expected.keys()
            for kind, told in expected.items():
                part = parts[kind]
                ours = {name: getattr(part, name) for name in told if name not in ("low", "high")}
                ours |= {"low": part.reach.low, "high": part.reach.high}
                assert all(same(ours[name], value) for name, value in told.items()), (kind, ours, told)


@drawn(4)
@given(STORES, st.integers(0, 2**16))
def test_what_the_catalogue_knows_is_as_the_catalogue_tells_it(store: Made, seed: int) -> None:
    with facts_of(planned(store, seed), store.today) as facts:
        for campaign in campaigns_of(facts, "own"):
            result = campaign_result(facts, campaign)
            if result.span is None:
                continue
            told = figures(facts, ["reach", "spend"], Scope("own"), result.span, "campaign")
            for row in told[told["by"] == campaign.id].to_dict("records"):
                figure = result.figures[row["metric"]]
                assert (str(figure.low), str(figure.high)) == (str(row["low"]), str(row["high"]))


TODAY = date(2026, 6, 1)
FIRST = date(2026, 5, 1)


def day_rows(campaign: str, first: date, count: int, account: str = "fb", **columns: Any) -> list[Row]:
    """So many days; a column may be a list, a value a day."""
    return [
        {"campaign_id": campaign, "account_id": account, "date": first + timedelta(days=number)}
        | {name: value[number] if isinstance(value, list) else value for name, value in columns.items()}
        for number in range(count)
    ]


def post(post_id: str, day: date, campaign: str = "now", **columns: Any) -> Row:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    return {"post_id": post_id, "account_id": "fb", "published_at": at, "campaign_id": campaign} | columns


def told(campaign_id: str, name: str, first: date | None, last: date | None, **columns: Any) -> Row:
    row = {"campaign_id": campaign_id, "org_id": "own", "name": name, "starts_on": first, "ends_on": last}
    return row | {"objective": None, "budget": None} | columns


NOW = told("now", "Sommarjobb 2026", FIRST, date(2026, 5, 31), budget=1000.0)
THEN = told("then", "Sommarjobb 2025", date(2025, 5, 1), date(2025, 5, 31))


def store(campaigns: list[Row], **tables: list[Row]) -> AbstractContextManager[Facts]:
    both: Tables = {
        "organisations": [{"org_id": "own", "name": "Bolaget", "sector": "utility", "own": True}],
        "accounts": [
            {"account_id": account, "org_id": "own", "platform": platform, "name": "Bolaget"}
            for account, platform in (("fb", "facebook"), ("ig", "instagram"))
        ],
        "campaigns": campaigns,
    }
    return facts_of(both | tables, TODAY)


def test_a_cost_rests_on_the_days_that_have_both() -> None:
    days = day_rows("now", FIRST, 3, spend=[10.0, 20.0, 30.0], clicks=[5, None, 10], conversions=[None, None, 1])
    with store([NOW], campaign_days=days) as facts:
        result = campaign_result(facts, campaigns_of(facts, "own")[0])
    assert result.figures["cost_per_click"].value == pytest.approx(40 / 15)
    assert result.figures["cost_per_conversion"].value == 30
    assert result.figures["spend"].value == 60
    assert result.spent == 6
    assert result.finished


def test_no_cost_is_told_of_nothing() -> None:
    with store([NOW], campaign_days=day_rows("now", FIRST, 2, spend=10.0, clicks=0)) as facts:
        result = campaign_result(facts, campaigns_of(facts, "own")[0])
    assert math.isnan(result.figures["cost_per_click"].value)
    assert math.isnan(result.figures["cost_per_conversion"].value)


def test_people_are_bounded_over_channels_and_never_added() -> None:
    days = day_rows("now", FIRST, 2, reach_to_date=[600, 800]) + day_rows(
        "now", FIRST, 2, account="ig", reach_to_date=[100, 300]
    )
    with store([NOW], campaign_days=days) as facts:
        reach = campaign_result(facts, campaigns_of(facts, "own")[0]).figures["reach"]
    assert (reach.low, reach.high) == (800, 1100)
    assert math.isnan(reach.value)


def test_days_are_added_over_channels_and_a_day_without_is_left_out() -> None:
    days = day_rows("now", FIRST, 3, clicks=[1, None, 3]) + day_rows("now", FIRST, 1, account="ig", clicks=[10])
    with store([NOW], campaign_days=days) as facts:
        campaign = campaigns_of(facts, "own")[0]
        found = campaign_days(facts, campaign, Period(FIRST, TODAY), "clicks")
    assert found == ((FIRST, 11), (FIRST + timedelta(days=2), 3))


def test_a_campaign_without_days_begins_with_its_first_result_and_goes_on() -> None:
    days = day_rows("now", FIRST, 2, clicks=4)
    with store([told("now", "Utan dagar", None, None)], campaign_days=days) as facts:
        campaign = campaigns_of(facts, "own")[0]
        assert campaign_span(facts, campaign) == Period(FIRST, TODAY - timedelta(days=1))
        assert not campaign_result(facts, campaign).finished


def test_a_campaign_that_has_not_begun_has_no_figures() -> None:
    with store([told("now", "Hösten", date(2026, 9, 1), None)]) as facts:
        campaign = campaigns_of(facts, "own")[0]
        result = campaign_result(facts, campaign)
        assert result.span is None
        assert not result.figures
        assert math.isnan(result.spent)
        assert not paid_and_organic(facts, campaign).parts
        assert best_posts(facts, campaign).empty
        assert against_previous(facts, campaign) is None


def test_posts_outside_the_days_are_told_and_not_counted() -> None:
    posts = [post("before", date(2026, 4, 20), clicks=7), post("in", date(2026, 5, 3), clicks=2, paid=True, views=10)]
    with store([NOW], posts=posts) as facts:
        campaign = campaigns_of(facts, "own")[0]
        assert posts_outside(facts, campaign) == 1
        assert campaign_result(facts, campaign).figures["clicks"].value == 2
        (part,) = paid_and_organic(facts, campaign).parts
    assert (part.money, part.posts) == (Money.PAID, 1)


def test_the_best_posts_are_the_campaigns_own() -> None:
    posts = [post("a", FIRST, reactions=5), post("b", FIRST, reactions=9), post("c", FIRST, "then", reactions=99)]
    with store([NOW, THEN], posts=posts) as facts:
        assert list(best_posts(facts, campaigns_of(facts, "own")[0])["post_id"]) == ["b", "a"]


def campaign(campaign_id: str, name: str, first: date, last: date, objective: str = "") -> Campaign:
    return Campaign(campaign_id, "own", name, first, last, objective)


def test_the_one_before_has_a_similar_name_or_else_the_same_objective() -> None:
    year = timedelta(days=365)
    now = campaign("now", "Sommarjobb 2026", FIRST, TODAY, "Bemanning")
    older = campaign("old", "Sommarjobb 2024", FIRST - 2 * year, TODAY - 2 * year)
    aimed = campaign("aim", "Bli barnmorska", FIRST - year, TODAY - year, " bemanning")
    running = campaign("run", "Sommarjobb 2025", FIRST - year, FIRST)
    assert previous_like([now, older, aimed, running], now) == (older, Alike.NAME)
    assert previous_like([now, aimed, running], now) == (aimed, Alike.OBJECTIVE)
    assert previous_like([now, running], now) is None


@pytest.mark.parametrize(
    ("name", "other", "answer"),
    [
        ("Sommarjobb 2026", "sommarjobb 2025", True),
        ("Vaccinera dig!", "Vaccinera dig mot influensan", False),
        ("2026", "2025", False),
        ("Elavtal", "Fjärrvärme", False),
    ],
)
def test_names_are_similar_but_for_years(name: str, other: str, answer: bool) -> None:
    assert similar(name, other) is answer
    assert similar(other, name) is answer


def changes(facts: Facts) -> dict[str, Change]:
    found = against_previous(facts, next(one for one in campaigns_of(facts, "own") if one.id == "now"))
    assert found is not None
    return {one.metric: one for one in found.changes}


def test_a_campaign_under_way_is_compared_over_the_days_that_have_results() -> None:
    under_way = NOW | {"ends_on": date(2026, 8, 31)}
    days = day_rows("now", FIRST, 10, clicks=6) + day_rows("then", date(2025, 5, 1), 31, clicks=[4] * 10 + [999] * 21)
    with store([under_way, THEN], campaign_days=days) as facts:
        found = against_previous(facts, campaigns_of(facts, "own")[0])
        assert found is not None
        assert found.same_days
        assert found.then.span == Period(date(2025, 5, 1), date(2025, 5, 10))
        change = changes(facts)["clicks"]
    assert (change.now.value, change.then.value, change.change, change.percent) == (60, 40, 20, 50)


def test_of_few_there_is_a_change_and_no_per_cent() -> None:
    days = day_rows("now", FIRST, 10, clicks=6, spend=10.0) + day_rows(
        "then", date(2025, 5, 1), 10, clicks=2, spend=10.0
    )
    with store([NOW, THEN], campaign_days=days) as facts:
        found = changes(facts)
    assert (found["clicks"].change, str(found["clicks"].percent)) == (40, "nan")
    assert (round(found["cost_per_click"].change, 2), str(found["cost_per_click"].percent)) == (-3.33, "nan")
    assert found["spend"].percent == 0


def test_no_change_is_told_across_a_break() -> None:
    days = day_rows("now", FIRST, 10, clicks=6, views=9) + day_rows("then", date(2025, 5, 1), 10, clicks=6, views=9)
    with store([NOW, THEN], campaign_days=days) as facts:
        found = changes(facts)
    assert found["clicks"].change == 0
    assert math.isnan(found["views"].change)
    assert [note.message for note in found["views"].notes] == [BROKEN]


def test_days_and_posts_are_not_compared() -> None:
    posts = [post("a", date(2025, 5, 2), "then", clicks=50)]
    with store([NOW, THEN], campaign_days=day_rows("now", FIRST, 10, clicks=6), posts=posts) as facts:
        change = changes(facts)["clicks"]
    assert change.notes == (COUNTED_APART,)
    assert math.isnan(change.change)


def test_a_campaign_with_holes_in_its_days_is_not_compared() -> None:
    days = day_rows("now", FIRST, 5, clicks=6) + day_rows("now", FIRST + timedelta(days=25), 5, clicks=6)
    with store([NOW, THEN], campaign_days=[*days, *day_rows("then", date(2025, 5, 1), 31, clicks=6)]) as facts:
        assert changes(facts)["clicks"].notes == (DAYS_LACKING,)


def test_growing_posts_are_told_of_only_while_the_campaign_goes_on() -> None:
    posts = [post("a", date(2025, 5, 2), "then", reactions=50), post("b", date(2026, 5, 2), reactions=40)]
    for last, notes in ((date(2026, 8, 1), (STILL_GROWING,)), (date(2026, 5, 31), ())):
        with store([NOW | {"ends_on": last}, THEN], posts=posts) as facts:
            change = changes(facts)["interactions"]
        assert change.notes == notes
        assert change.percent == -20


def two_channels(reach: int, other: int) -> list[Row]:
    return [
        *day_rows("then", date(2025, 5, 1), 2, reach_to_date=[1, reach]),
        *day_rows("then", date(2025, 5, 1), 2, account="ig", reach_to_date=[1, other]),
    ]


@pytest.mark.parametrize(("reach", "change", "note"), [(500, NAN, OVERLAP), (900, 100, AT_LEAST_SO_MUCH)])
def test_people_in_intervals_change_by_what_is_certain(reach: int, change: float, note: object) -> None:
    now = NOW | {"starts_on": date(2025, 9, 1), "ends_on": date(2025, 9, 30)}
    days = [*two_channels(500, 300), *day_rows("now", date(2025, 9, 1), 2, reach_to_date=[1, reach])]
    with store([now, THEN], campaign_days=days) as facts:
        found = changes(facts)["reach"]
    assert str(found.change) == str(float(change))
    assert found.notes == (note,)
