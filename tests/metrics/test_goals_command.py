"""The command gives every goal with its figure and changes, now and as it was known on a day."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.importers.source import Parsed, Source
from data.imports.apply import apply
from data.imports.plan import plan
from data.register.accounts import Account, add_account
from data.register.campaigns import Campaign, add_campaign
from data.register.goals import GoalWording, set_goal, withdraw_goal
from data.register.organisations import add_organisation
from data.schema import dtypes
from metrics.__main__ import main
from metrics.goals_command import FIELDS
from tests.golden.store import write_golden_store

ORG, FB = "umea-kommun", "facebook-umea"
SEPTEMBER = [date(2026, 9, 1) + timedelta(days=number) for number in range(30)]
OCTOBER = [date(2026, 10, 1) + timedelta(days=number) for number in range(31)]


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Umeå, whose 100 interactions a day in September and October were told on the days after each month."""
    folder = tmp_path / "store"
    add_organisation(folder, "Umeå")
    add_account(folder, ORG, "facebook", Account(handle="umea"))
    for days, observed, count in ((SEPTEMBER, at(10, 2), 100), (OCTOBER, at(11, 2), 100)):
        imported(folder, observed, days, count)
    return folder


def imported(folder: Path, observed: datetime, days: list[date], count: int) -> None:
    rows = [{"account_id": FB, "date": day, "reactions": count} for day in days]
    said = pl.DataFrame(rows, schema={name: dtypes("account_days")[name] for name in rows[0]})
    source = Source("days.csv", str(observed).encode(), observed)
    (done,) = apply(plan(folder, [source], read=lambda *_: [Parsed("test", {"account_days": said})]))
    assert done.status == "imported", done


@pytest.fixture
def ask(store: Path, capsys: pytest.CaptureFixture[str]):
    def asked(*more: str, organisation: str = ORG, folder: Path = store, form: str = "json") -> Any:
        question = ["goals", "--store", str(folder), "--organisation", organisation, "--format", form, *more]
        assert main(question) == 0
        said = capsys.readouterr().out
        return json.loads(said) if form == "json" else said

    return asked


MONTHLY = GoalWording("interactions", "month", low=4_000)


def test_a_goal_beside_its_figure(store: Path, ask) -> None:
    goal = set_goal(store, ORG, replace(MONTHLY, objective="Nära"), by="Anna", now=at(1, 10))
    (row,) = ask("--period", "2026-10", "--today", "2026-11-03")
    assert list(row) == list(FIELDS)
    expected = {
        "goal": goal, "scope": "organisation", "metric": "interactions", "rhythm": "month", "period": "2026-10",
        "value": 3_100, "low": 3_100, "high": 3_100, "unit": "count", "target_low": 4_000, "target_high": None,
        "attainment": 77.5, "status": "not_reached", "projection_low": None, "projection_high": None, "changes": [],
        "objective": "Nära", "set_by": "Anna", "set_at": "2026-01-10T09:00:00+00:00", "campaign": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_every_change_is_told_with_what_was_and_became(store: Path, ask) -> None:
    goal = set_goal(store, ORG, MONTHLY, by="Anna", now=at(1, 10))
    set_goal(store, ORG, replace(MONTHLY, low=3_000), by="Bo", goal_id=goal, now=at(3, 12))
    (row,) = ask("--period", "2026-10", "--today", "2026-11-03")
    assert (row["status"], row["attainment"], row["first_attainment"]) == (
        "reached",
        pytest.approx(103.33, abs=0.01),
        77.5,
    )
    assert row["changes"] == [
        {
            "set_at": "2026-03-12T09:00:00+00:00", "set_by": "Bo", "withdrawn": None,
            "from": {"low": 4_000, "high": None}, "to": {"low": 3_000, "high": None},
            "text": "The goal was changed on 12 March 2026 from at least 4,000 to at least 3,000 (Bo).",
        }
    ]  # fmt: skip


def test_as_of_a_day_the_goal_is_the_one_that_was_set_then(store: Path, ask) -> None:
    goal = set_goal(store, ORG, MONTHLY, by="Anna", now=at(1, 10))
    set_goal(store, ORG, replace(MONTHLY, low=3_000), by="Bo", goal_id=goal, now=at(11, 12))
    withdraw_goal(store, goal, by="Bo", now=at(11, 20))

    def told(day: str) -> list[tuple[float, str, int]]:
        return [
            (row["target_low"], row["status"], len(row["changes"]))
            for row in ask("--period", "2026-10", "--as-of", day)
        ]  # fmt: skip

    assert told("2026-01-09") == []
    assert told("2026-11-11") == [(4_000, "not_reached", 0)]
    assert told("2026-11-12") == [(3_000, "reached", 1)]
    assert told("2026-11-20") == []


def test_as_of_a_day_a_restated_figure_is_what_it_was(store: Path, ask) -> None:
    set_goal(store, ORG, MONTHLY, by="Anna", now=at(1, 10))
    imported(store, at(11, 10), OCTOBER[:10], 300)

    def told(day: str) -> tuple[float, str]:
        (row,) = ask("--period", "2026-10", "--as-of", day)
        return row["value"], row["status"]

    assert told("2026-11-01")[0] is None
    assert told("2026-11-09") == (3_100, "not_reached")
    assert told("2026-11-10") == (5_100, "reached")


def test_a_day_that_is_not_over_leaves_the_month_open(store: Path, ask) -> None:
    """The figures were told on 2 October, so September is open on its last day and settled on that day."""
    set_goal(store, ORG, replace(MONTHLY, low=2_500), by="Anna", now=at(1, 10))
    assert ask("--period", "2026-09", "--as-of", "2026-09-30")[0]["status"] not in ("reached", "not_reached")
    assert ask("--period", "2026-09", "--as-of", "2026-10-02")[0]["status"] == "reached"


def test_without_a_period_each_goal_stands_once_in_its_newest_span(store: Path, ask) -> None:
    campaign = add_campaign(store, ORG, Campaign("Höst", date(2026, 9, 7), date(2026, 9, 20)))
    january = replace(MONTHLY, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 31))
    for wording in (
        replace(MONTHLY, starts_on=date(2026, 2, 1)), january,
        replace(MONTHLY, period="week"), replace(MONTHLY, period="quarter"),
        GoalWording("posts", "campaign", low=1, campaign_id=campaign), GoalWording("reach", "standing", low=1),
        replace(MONTHLY, period="year", starts_on=date(2027, 1, 1)),
    ):  # fmt: skip
        set_goal(store, ORG, wording, by="Anna", now=at(1, 10))
    rows = ask("--today", "2026-11-22")
    found = {(row["rhythm"], row["scope"]): row["period"] for row in rows if not row["goal"].endswith("-2")}
    assert found == {
        ("month", "organisation"): "2026-10",
        ("week", "organisation"): "2026-W44",
        ("quarter", "organisation"): "2026-Q4",
        ("standing", "organisation"): "2026-10",
        ("campaign", "campaign"): "2026-09-07..2026-09-20",
    }
    assert [row["period"] for row in rows if row["goal"].endswith("month-2")] == ["2026-01"]


def test_the_mix_of_content_as_of_a_day_is_of_the_posts_that_were_published_by_then(store: Path, ask) -> None:
    formats = ("reel", "photo", "photo", "photo", "reel", "reel")
    posts = [
        {"post_id": f"p{number}", "account_id": FB, "published_at": at(10, 3 * number + 1), "format": one}
        for number, one in enumerate(formats)
    ]
    said = pl.DataFrame(posts, schema={name: dtypes("posts")[name] for name in posts[0]})
    source = Source("posts.csv", b"posts", at(10, 1))  # read off before them, so that each is known on its own day
    apply(plan(store, [source], read=lambda *_: [Parsed("test", {"posts": said})]))
    film = GoalWording("share_of_posts", "month", low=50, format="film")
    set_goal(store, ORG, film, by="Anna", now=at(9, 1))

    def told(day: str) -> tuple[float, str, float | None]:
        (row,) = ask("--period", "2026-10", "--as-of", day)
        assert (row["format"], row["scope"], row["unit"]) == ("film", "organisation", "per cent")
        return row["value"], row["status"], row["projection_low"]

    assert told("2026-10-11") == (25, "under_way", None)
    assert told("2026-11-05") == (50, "reached", None)
    assert "Film: share of the posts, at least 50" in ask("--today", "2026-11-05", form="text")


def test_a_goal_set_in_october_is_none_of_september(store: Path, ask) -> None:
    set_goal(store, ORG, MONTHLY, by="Anna", now=at(10, 20))
    assert ask("--period", "2026-09", "--today", "2026-11-03") == []
    assert [row["period"] for row in ask("--period", "2026", "--today", "2026-11-03")] == ["2026-10", "2026-11"]


def test_csv_and_text_say_the_same(store: Path, ask) -> None:
    goal = set_goal(store, ORG, MONTHLY, by="Anna", now=at(1, 10))
    set_goal(store, ORG, replace(MONTHLY, low=3_000), by="Bo", goal_id=goal, now=at(3, 12))
    (row,) = csv.DictReader(io.StringIO(ask("--period", "2026-10", "--today", "2026-11-03", form="csv")))
    assert (row["goal"], row["value"], row["status"], row["low"]) == (goal, "3100", "reached", "3100")
    assert row["changes"].startswith("The goal was changed on 12 March 2026")
    said = ask("--period", "2026-10", "--today", "2026-11-03", "--language", "sv", form="text").replace("\u00a0", " ")
    assert said.splitlines() == [
        "Alla kanaler: interaktioner, minst 3 000",
        "  oktober 2026 (varje månad)",
        "  3 100 · 103 % · nådd",
        "  Målet som det först sattes (minst 4 000) är uppfyllt till 78 %.",
        "  Målet sattes den 10 januari 2026: minst 4 000 (Anna).",
        "  Målet ändrades den 12 mars 2026 från minst 4 000 till minst 3 000 (Bo).",
    ]


def test_no_goals_and_nobody(store: Path, ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask() == []
    assert "No goals are written down" in ask(form="text")
    assert main(["goals", "--store", str(store), "--organisation", "nobody"]) == 2
    assert "no organisation “nobody”" in capsys.readouterr().err


def test_what_organisations_have_told(tmp_path: Path, ask) -> None:
    write_golden_store(tmp_path / "golden")
    (row,) = ask("--today", "2021-01-15", folder=tmp_path / "golden", organisation="region-vasternorrland")
    assert (row["period"], round(row["attainment"]), row["status"]) == ("2020-12", 496, "reached")
    (row,) = ask(
        "--period", "2020-10", "--today", "2021-01-15", folder=tmp_path / "golden", organisation="vasterviks-kommun"
    )
    assert (row["posts"], row["posts_inside"], row["posts_above"], row["value"]) == (8, 62.5, 12.5, None)
    assert (row["target_low"], row["target_high"], round(row["post_median"], 1)) == (5, 7, 6)
