"""A store as of a day holds what was known then: what came later, or was restated later, is as if it had not been."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import polars as pl
import pytest

from data.as_of import StoreAsOf
from data.importers.source import Parsed, Source
from data.imports.apply import apply
from data.imports.plan import plan
from data.imports.undo import undo
from data.register.accounts import Account, add_account
from data.register.campaigns import Campaign, add_campaign, tag_posts
from data.register.goals import GoalWording, set_goal, withdraw_goal
from data.register.organisations import add_organisation
from data.schema import dtypes
from data.store import open_store, write_table
from tests.data.small_store import table, write

FIRST = date(2026, 10, 1)
AT = datetime(2026, 10, 1, 12, tzinfo=UTC)


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def at(number: int) -> datetime:
    return AT + timedelta(days=number - 1)


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    add_organisation(folder, "Umeå")
    add_account(folder, "umea-kommun", "facebook", Account(handle="umea"))
    return folder


def imported(store, observed: int, name: str, rows: list[dict], tables: str = "account_days") -> str:
    said = pl.DataFrame(
        [{"account_id": "facebook-umea"} | row for row in rows],
        schema={"account_id": pl.String} | {column: dtypes(tables)[column] for column in rows[0]},
    )
    source = Source(f"{name}.csv", name.encode(), at(observed))
    (done,) = apply(plan(store, [source], read=lambda *_: [Parsed("test", {tables: said})]))
    assert done.status == "imported", done
    return done.import_id


def views(store, number: int) -> dict[int, int | None]:
    rows = StoreAsOf(str(store), day(number)).scan("account_days").select("date", "views").sort("date").collect()
    return {date.day: count for date, count in rows.rows()}


def test_what_was_read_off_the_platform_later_was_not_known(store):
    imported(store, 3, "a", [{"date": day(n), "views": n} for n in (1, 2)])
    imported(store, 6, "b", [{"date": day(n), "views": 10 * n} for n in (2, 3, 4)])
    assert views(store, 2) == {}
    assert views(store, 3) == {1: 1, 2: 2}
    assert views(store, 5) == {1: 1, 2: 2}
    assert views(store, 6) == {1: 1, 2: 20, 3: 30, 4: 40}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_it_does_not_matter_in_which_order_the_files_came(store, order):
    files = [
        (3, "a", [{"date": day(n), "views": n} for n in (1, 2)]),
        (6, "b", [{"date": day(n), "views": 10 * n} for n in (2, 3)]),
        (9, "c", [{"date": day(n), "views": 100 * n} for n in (1, 2, 3, 8)]),
    ]
    for place in order:
        imported(store, *files[place])
    assert views(store, 4) == {1: 1, 2: 2}
    assert views(store, 7) == {1: 1, 2: 20, 3: 30}
    assert views(store, 9) == {1: 100, 2: 200, 3: 300, 8: 800}


def test_a_column_that_came_later_is_missing_and_the_row_is_there(store):
    imported(store, 3, "a", [{"date": day(1), "views": 1}])
    imported(store, 6, "b", [{"date": day(1), "reactions": 7}])
    (row,) = StoreAsOf(str(store), day(4)).scan("account_days").collect().to_dicts()
    assert (row["views"], row["reactions"]) == (1, None)


def test_what_was_undone_since_is_not_known_on_any_day(store):
    imported(store, 3, "a", [{"date": day(1), "views": 1}])
    wrong = imported(store, 4, "b", [{"date": day(1), "views": 2}])
    undo(store, wrong)
    assert views(store, 5) == {1: 1}


def test_the_end_of_a_day_is_that_of_the_country(store):
    """22 UTC on 4 October is midnight in Stockholm."""
    for hour, name in ((21, "a"), (22, "b")):
        source = Source(name, name.encode(), datetime(2026, 10, 4, hour, 30, tzinfo=UTC))
        rows = pl.DataFrame({"account_id": ["facebook-umea"], "date": [day(1 + hour - 21)], "views": [hour]})
        apply(plan(store, [source], read=lambda *_, rows=rows: [Parsed("test", {"account_days": rows})]))
    assert views(store, 4) == {1: 21}
    assert views(store, 5) == {1: 21, 2: 22}


def test_figures_of_no_import_are_known_on_their_day(store):
    write_table(store, "account_days", table("account_days", {"account_id": "facebook-umea", "date": day(2)}))
    assert views(store, 1) == {}
    assert views(store, 2) == {2: 40}


def test_goals_are_worded_as_they_were(store):
    asked = GoalWording("reach", "month", low=40_000)
    goal = set_goal(store, "umea-kommun", asked, by="Anna", now=at(2))
    set_goal(store, "umea-kommun", GoalWording("reach", "month", low=30_000), by="Bo", goal_id=goal, now=at(4))
    withdraw_goal(store, goal, by="Bo", now=at(6))

    def wordings(number: int) -> list[float]:
        rows = StoreAsOf(str(store), day(number)).scan("goals").sort("set_at").collect()
        return [row["low"] if not row["withdrawn"] else 0 for row in rows.to_dicts()]

    assert [wordings(number) for number in (1, 2, 4, 6)] == [[], [40_000], [40_000, 30_000], [40_000, 30_000, 0]]


def test_a_post_that_was_given_to_a_campaign_later_had_none(store):
    imported(store, 2, "a", [{"post_id": "p1", "published_at": at(1), "views": 5}], "posts")
    campaign = add_campaign(store, "umea-kommun", Campaign("Vinter"))
    tag_posts(store, campaign, ["p1"], now=at(5))

    def campaigns(number: int) -> list[str | None]:
        return StoreAsOf(str(store), day(number)).scan("posts").collect()["campaign_id"].to_list()

    assert [campaigns(number) for number in (1, 4, 5)] == [[], [None], [campaign]]


def test_without_images_a_row_whose_import_is_later_is_left_out(tmp_path):
    """Nothing tells what stood there before. A row of no import, or of an undone one, is there."""
    told = table("imports", {"import_id": "a", "observed_at": at(3)}, {"import_id": "b", "observed_at": None})
    days = table(
        "account_days",
        {"date": day(1), "import_id": "a"}, {"date": day(2), "import_id": "b"}, {"date": day(3), "import_id": None},
    )  # fmt: skip
    folder = write(tmp_path, account_days=days, imports=told.with_columns(imported_at=pl.lit(at(5))))
    assert list(views(folder, 2)) == []
    assert list(views(folder, 4)) == [1, 3]
    assert list(views(folder, 5)) == [1, 2, 3]


def test_the_store_itself_is_what_it_was(store):
    imported(store, 3, "a", [{"date": day(1), "views": 1}])
    before = open_store(str(store)).version
    assert StoreAsOf(str(store), day(2)).version != before
    assert open_store(str(store)).version == before


@pytest.mark.parametrize("seed", range(2))
def test_it_is_the_store_that_the_files_known_then_would_have_made(tmp_path, seed):
    """The slow way: a store of its own, into which only the files read off the platform by the day are imported."""
    chance = Random(seed)
    columns = ("views", "reactions", "comments")
    files = []
    for number in range(6):
        given = chance.sample(columns, 2)
        days = chance.sample(range(1, 6), 3)
        rows = [{"date": day(one)} | {name: chance.choice((None, 0, 1, 2)) for name in given} for one in sorted(days)]
        files.append((chance.randrange(6, 12), f"file {number}", rows))

    def made(name: str, known: list) -> Path:
        folder = tmp_path / name
        add_organisation(folder, "Umeå")
        add_account(folder, "umea-kommun", "facebook", Account(handle="umea"))
        for file in known:
            imported(folder, *file)
        return folder

    whole = made("whole", files)
    for last in (5, 7, 9, 12):
        apart = made(f"until {last}", [file for file in files if file[0] <= last])
        found, expected = (
            store.scan("account_days").select("date", *columns).sort("date").collect()
            for store in (StoreAsOf(str(whole), day(last)), open_store(str(apart)))
        )
        assert found.equals(expected), (last, found, expected)
