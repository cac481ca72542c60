"""Which goals are a unit's own, and which units there are to go down into."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data.store import open_store
from metrics.campaign_costs import campaign_costs, campaigns_on
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.goal_results import goal_results
from metrics.goal_units import of_unit, units_of
from metrics.period import Period
from tests.stores import Rows, write_store

DAY, OCTOBER = date(2026, 10, 5), Period.parse("2026-10")
UNITS = {"main": "Kansliet", "library": "Biblioteken", "library-ig": "Biblioteken", "nobody": None}


def facts(folder: Path, units: dict[str, str | None], *goals: dict[str, Any]) -> Facts:
    accounts: Rows = [
        {"account_id": one, "org_id": "own", "name": one, "unit": unit}
        | {"platform": "instagram" if one.endswith("ig") else "facebook"}
        for one, unit in units.items()
    ]
    row = {
        "org_id": "own",
        "set_at": datetime(2026, 1, 1, tzinfo=UTC),
        "metric": "posts",
        "period": "month",
        "low": 1.0,
    }
    post = {"account_id": "library", "published_at": datetime(2026, 10, 5, 9, tzinfo=UTC), "campaign_id": "posts"}
    tables: dict[str, Rows] = {
        "organisations": [{"org_id": "own", "name": "Kommunen", "sector": "municipality", "own": True}],
        "accounts": accounts,
        "account_days": [{"account_id": "main", "date": DAY, "posts_published": 1}],
        "campaigns": [
            {"campaign_id": one, "org_id": "own", "name": one, "starts_on": DAY} for one in ("days", "posts", "planned")
        ],
        "campaign_days": [{"campaign_id": "days", "account_id": "main", "date": DAY, "spend": 100.0}],
        "posts": [post | {"post_id": "p"}],
        "goals": [row | {"goal_id": "-".join(map(str, goal.values()))} | goal for goal in goals],
    }
    return build_facts(open_store(str(write_store(folder, tables))), today=date(2026, 11, 10))


def test_units_are_offered_where_not_one_runs_everything(tmp_path: Path) -> None:
    assert units_of(facts(tmp_path / "a", UNITS), "own") == ("Biblioteken", "Kansliet")
    assert units_of(facts(tmp_path / "b", {"main": "Kansliet", "library": None}), "own") == ("Kansliet",)
    assert units_of(facts(tmp_path / "c", {"main": "Kansliet", "library": "Kansliet"}), "own") == ()
    assert units_of(facts(tmp_path / "d", {"main": None, "library": None}), "own") == ()


def test_a_units_goals_are_those_whose_channels_it_all_runs_and_of_campaigns_it_has_a_part_in(tmp_path: Path) -> None:
    goals: list[dict[str, Any]] = [
        {"unit": "Biblioteken"}, {"account_id": "library"}, {"platform": "instagram"}, {"platform": "facebook"},
        {"campaign_id": "posts"}, {"campaign_id": "days"}, {"account_id": "nobody"}, {"account_id": "main"},
    ]  # fmt: skip
    store = facts(tmp_path, UNITS, *goals)
    results = goal_results(store, "own", OCTOBER)
    assert len(results) == len(goals)
    own = {unit: {one.goal.id for one in of_unit(store, results, unit)} for unit in ("Biblioteken", "Kansliet")}
    assert own["Biblioteken"] == {"Biblioteken", "library", "instagram", "posts"}
    assert own["Kansliet"] == {"days", "main"}
    assert of_unit(store, results, "") == results


def test_campaigns_are_those_with_days_or_posts_on_the_channels_in_scope(tmp_path: Path) -> None:
    store = facts(tmp_path, UNITS)
    assert campaigns_on(store, Scope("own")) == {"days", "posts", "planned"}
    assert campaigns_on(store, Scope("own", unit="Kansliet")) == {"days"}
    assert campaigns_on(store, Scope("own", accounts=("library",))) == {"posts"}
    assert campaigns_on(store, Scope("own", unit="Badhuset")) == set()
    (cost,) = campaign_costs(store, Scope("own", unit="Kansliet"), OCTOBER)
    assert (cost.campaign, cost.spend) == ("days", 100)
