"""Goals and campaigns are set and changed in the app, what was done is said, and so is why nothing can be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.register.accounts import Account, add_account
from data.register.campaigns import Campaign, add_campaign
from data.register.goals import GoalWording, set_goal
from data.register.organisations import add_organisation
from data.store import open_store
from tests.data.small_store import write
from tests.pages.shown import Shown

ORG = "umea-kommun"
NBSP = "\u00a0"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store that is open holds Umeå with a channel."""
    folder = tmp_path / "store"
    monkeypatch.setenv("GENOMSLAG_STORE", str(folder))
    add_organisation(folder, "Umeå")
    add_account(folder, ORG, "facebook", Account(handle="umea"))
    return folder


def part() -> None:
    """The part of the goals page, alone."""
    from ui import view  # noqa: PLC0415 -- it runs as a script of its own
    from ui.filters import own_organisations  # noqa: PLC0415
    from ui.goals.forms import goal_forms  # noqa: PLC0415
    from ui.load import store_facts  # noqa: PLC0415

    language = view.begin()
    facts = store_facts()
    goal_forms(facts, next(iter(own_organisations(facts))), language)
    view.finish()


def opened(task: str = "goal", lang: str = "en") -> AppTest:
    run = AppTest.from_function(part, default_timeout=60)
    run.query_params["lang"], run.query_params["goal-do"] = lang, task
    return done(run)


def done(run: AppTest) -> AppTest:
    run.run()
    assert not run.exception, run.exception
    return run


def sent(run: AppTest, form: str) -> AppTest:
    run.button(key=f"{form}-submit").click()
    return done(run)


def text(run: AppTest) -> str:
    return Shown(run).text.replace(NBSP, " ")


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    store = open_store(str(folder))
    return store.scan(table).collect().to_dicts() if store.has(table) else []


def goals(folder: Path) -> list[dict[str, Any]]:
    return sorted(rows(folder, "goals"), key=lambda row: row["set_at"])


def test_a_goal_is_set(store: Path) -> None:
    run = opened()
    run.selectbox(key="goal-scope").select("platform:facebook")
    done(run)
    run.selectbox(key="goal-metric-platform").select("reach_share_of_inhabitants")
    form = "new-goal-platform:facebook-reach_share_of_inhabitants"
    done(run)
    assert run.number_input(key=f"{form}-low").label == "At least, %"
    assert run.selectbox(key=f"{form}-rhythm").value == "month"
    run.number_input(key=f"{form}-low").set_value(10.0)
    run.date_input(key=f"{form}-starts_on").set_value(date(2026, 1, 1))
    run.text_input(key=f"{form}-by").input("Anna")
    sent(run, form)
    assert "The goal is set: Facebook: reach as a share of inhabitants, at least 10 %." in text(run)
    (row,) = goals(store)
    assert (row["platform"], row["metric"], row["period"], row["low"], row["high"], row["set_by"]) == (
        "facebook", "reach_share_of_inhabitants", "month", 10, None, "Anna",
    )  # fmt: skip
    assert (row["starts_on"], row["campaign_id"], row["account_id"]) == (date(2026, 1, 1), None, None)
    assert "The goal is set" not in text(done(run))


def test_what_is_wrong_is_said_and_what_was_written_stays(store: Path) -> None:
    run, form = opened(), "new-goal-organisation-reach"
    run.selectbox(key="goal-metric-organisation").select("reach")
    done(run)
    run.number_input(key=f"{form}-low").set_value(40_000.0)
    sent(run, form)
    assert "It is not said who decides on the goal." in text(run)
    assert run.number_input(key=f"{form}-low").value == 40_000
    run.text_input(key=f"{form}-by").input("Anna")
    run.number_input(key=f"{form}-high").set_value(1.0)
    sent(run, form)
    assert "The lowest value is above the highest." in text(run)
    assert goals(store) == []


def test_a_goal_is_worded_anew_and_then_withdrawn(store: Path) -> None:
    goal = set_goal(store, ORG, GoalWording("reach", "month", low=40_000, objective="Nära"), by="Anna")
    run = opened("change")
    stamp = f"{goals(store)[0]['set_at']:%Y%m%d%H%M%S%f}"
    form = f"change-{goal}-{stamp}"
    assert run.number_input(key=f"{form}-low").value == 40_000
    assert run.selectbox(key=f"{form}-objective").value == "Nära"
    run.number_input(key=f"{form}-low").set_value(30_000.0)
    run.text_input(key=f"{form}-by").input("Bo")
    sent(run, form)
    assert "at least 30,000" in text(run)
    assert [(row["low"], row["set_by"], row["objective"]) for row in goals(store)] == [
        (40_000, "Anna", "Nära"),
        (30_000, "Bo", "Nära"),
    ]

    run = opened("withdraw")
    run.text_input(key="withdraw-goal-by").input("Bo")
    sent(run, "withdraw-goal")
    assert "The goal is withdrawn: All channels: reach. What it was stays on record." in text(run)
    assert [bool(row["withdrawn"]) for row in goals(store)] == [False, False, True]
    assert run.selectbox(key="goal-do").options == ["Set a goal", "Add a campaign"]


def test_a_campaign_is_added_and_changed(store: Path) -> None:
    run = opened("campaign")
    run.text_input(key="new-campaign-name").input("Vinterkampanjen")
    run.date_input(key="new-campaign-starts_on").set_value(date(2026, 10, 1))
    run.date_input(key="new-campaign-ends_on").set_value(date(2026, 9, 1))
    sent(run, "new-campaign")
    assert "The campaign would end before it begins." in text(run)
    run.date_input(key="new-campaign-ends_on").set_value(date(2026, 10, 31))
    run.number_input(key="new-campaign-budget").set_value(50_000.0)
    sent(run, "new-campaign")
    assert "The campaign is added: Vinterkampanjen." in text(run)
    assert run.text_input(key="new-campaign-name").value == ""
    (campaign,) = rows(store, "campaigns")
    assert (campaign["campaign_id"], campaign["budget"]) == ("vinterkampanjen-2026", 50_000)

    run = opened("dates")
    run.date_input(key="change-campaign-vinterkampanjen-2026-ends_on").set_value(date(2026, 11, 8))
    sent(run, "change-campaign-vinterkampanjen-2026")
    assert "The campaign is saved: Vinterkampanjen." in text(run)
    assert rows(store, "campaigns") == [campaign | {"ends_on": date(2026, 11, 8)}]


def test_a_campaign_is_given_a_goal(store: Path) -> None:
    add_campaign(store, ORG, Campaign("Vinterkampanjen", date(2026, 10, 1)))
    run = opened()
    run.selectbox(key="goal-scope").select("campaign:vinterkampanjen-2026")
    done(run)
    assert "Followers" not in run.selectbox(key="goal-metric-campaign").options
    run.selectbox(key="goal-metric-campaign").select("cost_per_contact")
    done(run)
    form = "new-goal-campaign:vinterkampanjen-2026-cost_per_contact"
    assert run.selectbox(key=f"{form}-rhythm").value == "campaign"
    run.number_input(key=f"{form}-high").set_value(1.5)
    run.text_input(key=f"{form}-by").input("Anna")
    sent(run, form)
    (row,) = goals(store)
    assert (row["campaign_id"], row["period"], row["high"]) == ("vinterkampanjen-2026", "campaign", 1.5)


def test_a_goal_for_the_mix_of_content_is_set(store: Path) -> None:
    run = opened()
    run.selectbox(key="goal-scope").select("platform:facebook")
    run.selectbox(key="goal-posts").select("format:film")
    done(run)
    assert run.selectbox(key="goal-metric-platform-posts").value == "share_of_posts"
    form = "new-goal-platform:facebook-format:film-share_of_posts"
    assert "every post" not in run.selectbox(key=f"{form}-rhythm").options
    assert run.number_input(key=f"{form}-low").label == "At least, %"
    run.number_input(key=f"{form}-low").set_value(30.0)
    run.text_input(key=f"{form}-by").input("Anna")
    sent(run, form)
    assert "The goal is set: Facebook, film: share of the posts, at least 30 %." in text(run)
    (row,) = goals(store)
    assert (row["platform"], row["format"], row["topic"], row["metric"]) == ("facebook", "film", None, "share_of_posts")


def test_a_goal_for_a_unit_is_set(store: Path) -> None:
    for platform, unit in (("instagram", "Biblioteken"), ("linkedin", "HR")):
        add_account(store, ORG, platform, Account(handle=unit, unit=unit))
    run = opened()
    run.selectbox(key="goal-scope").select("unit:Biblioteken")
    done(run)
    assert "Web visits from social media" not in run.selectbox(key="goal-metric-unit").options
    form = "new-goal-unit:Biblioteken-followers"
    run.number_input(key=f"{form}-low").set_value(900.0)
    run.text_input(key=f"{form}-by").input("Anna")
    sent(run, form)
    assert "The goal is set: Biblioteken: followers, at least 900." in text(run)
    assert [(row["unit"], row["account_id"]) for row in goals(store)] == [("Biblioteken", None)]


def test_objectives_that_are_there_are_offered(store: Path) -> None:
    add_campaign(store, ORG, Campaign("Vinter", objective="Jämlik hälsa"))
    set_goal(store, ORG, GoalWording("reach", "month", low=1, objective="Nära"), by="Anna")
    run = opened()
    assert run.selectbox(key="new-goal-organisation-followers-objective").options == ["Jämlik hälsa", "Nära"]


def test_two_goals_that_differ_by_their_days_alone_are_told_apart(store: Path) -> None:
    for month, last in ((1, 31), (2, 28)):
        first, end = date(2026, month, 1), date(2026, month, last)
        set_goal(store, ORG, GoalWording("reach", "month", low=10, starts_on=first, ends_on=end), by="Anna")
    run = opened("change", "sv")
    assert run.selectbox(key="change-which-goal").options == [
        "Alla kanaler: räckvidd, minst 10 (1–31 januari 2026)",
        "Alla kanaler: räckvidd, minst 10 (1–28 februari 2026)",
    ]


def test_in_the_demo_it_is_said_why_nothing_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GENOMSLAG_STORE", raising=False)
    run = opened()
    assert [one.value for one in run.caption] == [
        "No goals can be set in the demo: its organisations and figures are invented."
    ]
    assert not run.selectbox


def test_plain_parquet_is_only_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENOMSLAG_STORE", str(write(tmp_path / "plain")))
    run = opened()
    assert "holds plain Parquet files and is only read" in run.caption[0].value
    assert not run.selectbox


def test_a_dashboard_that_is_read_only_says_so(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENOMSLAG_READ_ONLY", "1")
    assert opened().caption[0].value == "This dashboard is set to be read only."
