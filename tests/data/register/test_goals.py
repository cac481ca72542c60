"""Goals are set, worded anew and withdrawn, and no wording of one is ever lost or edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest
from deltalake import DeltaTable, write_deltalake

from data.errors import GenomslagError
from data.register.accounts import Account, add_account
from data.register.campaigns import Campaign, add_campaign
from data.register.goals import GoalWording, set_goal, withdraw_goal
from data.register.organisations import add_organisation
from data.store import open_store

WHEN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
REACH = GoalWording("reach", "month", low=40_000)


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    add_organisation(folder, "Umeå")
    add_account(folder, "umea-kommun", "facebook", Account(handle="umea", unit="Kansliet"))
    return folder


def rows(folder):
    return open_store(str(folder)).scan("goals").collect().sort("goal_id", "set_at").to_dicts()


def test_a_goal_stands_as_it_was_set_and_by_whom(store):
    asked = GoalWording(
        "engagement_rate_followers", "post", 5, 7, account_id="facebook-umea", starts_on=date(2026, 1, 1),
        objective=" Nära  invånarna ",
    )  # fmt: skip
    goal = set_goal(store, "umea-kommun", asked, by=" Anna ", now=WHEN)
    assert goal == "facebook-umea-engagement-rate-followers-post"
    assert rows(store) == [
        {
            "goal_id": goal, "set_at": WHEN, "org_id": "umea-kommun", "campaign_id": None,
            "account_id": "facebook-umea", "platform": None, "unit": None, "topic": None, "format": None,
            "metric": "engagement_rate_followers", "period": "post", "low": 5.0, "high": 7.0,
            "starts_on": date(2026, 1, 1), "ends_on": None, "objective": "Nära invånarna", "set_by": "Anna",
            "withdrawn": False,
        }
    ]  # fmt: skip


def test_a_new_wording_is_a_row_of_its_own(store):
    goal = set_goal(store, "umea-kommun", REACH, by="Anna", now=WHEN)
    first = rows(store)
    assert set_goal(store, "umea-kommun", replace(REACH, low=30_000), by="Bo", goal_id=goal, now=LATER) == goal
    assert rows(store)[0] == first[0]
    assert rows(store)[1] == first[0] | {"low": 30_000, "set_at": LATER, "set_by": "Bo"}


def test_the_same_wording_again_writes_nothing(store):
    goal = set_goal(store, "umea-kommun", REACH, by="Anna", now=WHEN)
    before = open_store(str(store)).version
    set_goal(store, "umea-kommun", REACH, by="Bo", goal_id=goal, now=LATER)
    assert open_store(str(store)).version == before


def test_wordings_keep_the_order_they_were_written_in(store):
    """Whatever the clock says."""
    goal = set_goal(store, "umea-kommun", REACH, by="Anna", now=LATER)
    set_goal(store, "umea-kommun", replace(REACH, low=1), by="Anna", goal_id=goal, now=WHEN)
    withdraw_goal(store, goal, by="Anna", now=WHEN)
    assert [(row["low"], row["withdrawn"]) for row in rows(store)] == [(40_000, False), (1, False), (1, True)]


def test_a_withdrawn_goal_stays_on_record_and_may_hold_again(store):
    goal = set_goal(store, "umea-kommun", REACH, by="Anna", now=WHEN)
    withdraw_goal(store, goal, by="Bo", now=LATER)
    withdraw_goal(store, goal, by="Bo")
    assert [row["withdrawn"] for row in rows(store)] == [False, True]
    assert set_goal(store, "umea-kommun", REACH, by="Anna") == f"{goal}-2"
    with pytest.raises(GenomslagError, match="for the same days already"):
        set_goal(store, "umea-kommun", REACH, by="Anna", goal_id=goal)
    withdraw_goal(store, f"{goal}-2", by="Anna")
    set_goal(store, "umea-kommun", REACH, by="Anna", goal_id=goal)
    assert [row["withdrawn"] for row in rows(store) if row["goal_id"] == goal] == [False, True, False]


def test_each_month_may_have_its_own_target_but_only_one(store):
    january = replace(REACH, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 31))
    february = replace(REACH, low=1, starts_on=date(2026, 2, 1), ends_on=date(2026, 2, 28))
    set_goal(store, "umea-kommun", january, by="Anna")
    set_goal(store, "umea-kommun", february, by="Anna")
    with pytest.raises(GenomslagError, match="for the same days already"):
        set_goal(store, "umea-kommun", replace(REACH, starts_on=date(2026, 2, 28)), by="Anna")
    set_goal(store, "umea-kommun", replace(REACH, platform="facebook"), by="Anna")
    assert len(rows(store)) == 3


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"metric": "likes"}, "no metric likes"),
        ({"period": "fortnight"}, "not set for fortnight"),
        ({"platform": "myspace"}, "myspace is no platform"),
        ({"account_id": "nobody"}, "no channel nobody"),
        ({"account_id": "facebook-umea", "platform": "x"}, "no channel of the organisation"),
        ({"unit": "Biblioteken"}, "Biblioteken runs no channel"),
        ({"format": "hologram"}, "hologram is no format"),
        ({"topic": "Vård", "format": "film"}, "not about two of them"),
        ({"topic": "Vård", "campaign_id": "sommar"}, "not about two of them"),
        ({"metric": "share_of_posts", "low": 30}, "of which posts it is the share"),
        ({"metric": "share_of_posts", "format": "film", "low": 130}, "More than 100 per cent"),
        ({"campaign_id": "none"}, "no campaign none"),
        ({"period": "campaign"}, "needs a campaign"),
        ({"low": None}, "does not say how much"),
        ({"low": float("nan")}, "does not say how much"),
        ({"high": float("inf")}, "does not say how much"),
        ({"high": 39_999}, "lowest value is above"),
        ({"low": -1}, "cannot fall below 0"),
        ({"low": 0}, "always reached"),
        ({"metric": "answered_in_time", "low": 101}, "More than 100 per cent"),
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, "end before it begins"),
    ],
)
def test_what_cannot_be_asked_is_refused(store, wrong, told):
    with pytest.raises(GenomslagError, match=told):
        set_goal(store, "umea-kommun", replace(REACH, **wrong), by="Anna")
    assert not open_store(str(store)).has("goals")


@pytest.mark.parametrize(
    "fine",
    [
        {"metric": "net_followers", "low": 0},
        {"metric": "follower_growth", "low": -2},
        {"metric": "reach_rate", "low": 150},
        {"metric": "spend", "low": None, "high": 0},
        {"metric": "answered_in_time", "low": 100},
        {"account_id": "facebook-umea", "platform": "facebook"},
        {"metric": "share_of_posts", "format": "film", "low": 30},
        {"metric": "share_of_posts", "topic": "Vård", "platform": "facebook", "low": None, "high": 20},
        {"metric": "hours_per_answer", "low": None, "high": 4},
        {"unit": "Kansliet"},
    ],
)
def test_what_can_be_asked_is_not(store, fine):
    set_goal(store, "umea-kommun", replace(REACH, **fine), by="Anna")
    assert len(rows(store)) == 1


def test_somebody_decides_on_every_wording(store):
    goal = set_goal(store, "umea-kommun", REACH, by="Anna")
    for act in (
        lambda: set_goal(store, "umea-kommun", REACH, by=" "),
        lambda: withdraw_goal(store, goal, by=""),
    ):
        with pytest.raises(GenomslagError, match="who decides"):
            act()


def test_a_goal_on_something_else_is_another_goal(store):
    goal = set_goal(store, "umea-kommun", REACH, by="Anna")
    for other in (
        replace(REACH, metric="views"), replace(REACH, platform="facebook"), replace(REACH, unit="Kansliet"),
        replace(REACH, format="film"),
    ):  # fmt: skip
        with pytest.raises(GenomslagError, match="is another goal"):
            set_goal(store, "umea-kommun", other, by="Anna", goal_id=goal)
    with pytest.raises(GenomslagError, match="no goal gone"):
        withdraw_goal(store, "gone", by="Anna")
    assert len(rows(store)) == 1


def test_a_campaign_of_another_organisation_is_not_ones_own(store):
    add_organisation(store, "Geab", "utility")
    theirs = add_campaign(store, "geab", Campaign("Spara el"))
    asked = GoalWording("conversions", "campaign", low=100, campaign_id=theirs)
    with pytest.raises(GenomslagError, match="no campaign spara-el"):
        set_goal(store, "umea-kommun", asked, by="Anna")
    goal = set_goal(store, "geab", asked, by="Anna")
    assert goal == "spara-el-conversions-campaign"


def test_a_table_of_goals_from_before_units_and_formats_gets_one_on_film(store):
    """Its Delta table lacks the columns, which it gets with the first row that needs them."""
    goal = set_goal(store, "umea-kommun", REACH, by="Anna", now=WHEN)
    table = DeltaTable(str(store / "goals"))
    earlier = pl.DataFrame(table.to_pyarrow_table()).drop("unit", "topic", "format")
    write_deltalake(table, earlier.to_arrow(), mode="overwrite", schema_mode="overwrite")
    assert [row["unit"] for row in rows(store)] == [None]
    film = GoalWording("share_of_posts", "quarter", low=30, unit="Kansliet", format="film")
    made = set_goal(store, "umea-kommun", film, by="Anna", now=WHEN)
    assert made == "kansliet-film-share-of-posts-quarter"
    told = {row["goal_id"]: (row["unit"], row["topic"], row["format"], row["low"]) for row in rows(store)}
    assert told == {goal: (None, None, None, 40_000), made: ("Kansliet", None, "film", 30)}


def test_a_store_with_goals_of_before_gets_more(store):
    """Rows that a template brought are neither read nor written over."""
    goal = set_goal(store, "umea-kommun", REACH, by="Anna", now=WHEN)
    set_goal(store, "umea-kommun", replace(REACH, period="year"), by="Anna", now=WHEN)
    assert open_store(str(store)).scan("goals").filter(pl.col("goal_id") == goal).collect().height == 1
