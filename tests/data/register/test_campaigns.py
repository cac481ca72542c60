"""Campaigns are added and changed, and posts are said to belong to one for as long as somebody says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from data.errors import GenomslagError
from data.importers.source import Parsed, Source
from data.imports.apply import apply
from data.imports.plan import plan
from data.imports.undo import undo
from data.register.accounts import Account, add_account
from data.register.campaigns import BY_HAND, Campaign, add_campaign, change_campaign, tag_posts
from data.register.organisations import add_organisation
from data.schema import dtypes
from data.store import open_store

BEFORE, NOW, AFTER = (datetime(2026, 10, day, 8, 30, tzinfo=UTC) for day in (2, 10, 20))
WINTER = Campaign("Vinterkampanjen", date(2026, 10, 1), date(2026, 10, 31), "Jämlik hälsa", 50_000)


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    add_organisation(folder, "Umeå")
    add_account(folder, "umea-kommun", "facebook", Account(handle="umea"))
    return folder


@pytest.fixture
def winter(store):
    found = add_campaign(store, "umea-kommun", WINTER)
    imported(store, BEFORE, "first", p1={"views": 10}, p2={"views": 20}, p3={"views": 30})
    return found


def imported(store, observed_at, name="file", **posts):
    """An export of posts, read off the platform then."""
    said = [
        {"post_id": post, "account_id": "facebook-umea", "published_at": BEFORE} | one for post, one in posts.items()
    ]
    rows = pl.DataFrame(said, schema={column: dtypes("posts")[column] for column in said[0]})
    source = Source(f"{name}.csv", f"{name}{sorted(posts)}".encode(), observed_at)
    (done,) = apply(plan(store, [source], read=lambda *_: [Parsed("test", {"posts": rows})]))
    assert done.status == "imported", done
    return done.import_id


def table(store, name):
    return open_store(str(store)).scan(name).collect()


def campaigns_of(store):
    return dict(table(store, "posts").select("post_id", "campaign_id").sort("post_id").rows())


def test_a_campaign_is_added_and_changed(store):
    one = add_campaign(store, "umea-kommun", WINTER)
    assert one == "vinterkampanjen-2026"
    change_campaign(store, one, replace(WINTER, name=" Vinter ", ends_on=None, budget=None))
    assert table(store, "campaigns").to_dicts() == [
        {
            "campaign_id": one, "org_id": "umea-kommun", "name": "Vinter", "starts_on": date(2026, 10, 1),
            "ends_on": None, "objective": "Jämlik hälsa", "budget": None,
        }
    ]  # fmt: skip


def test_the_same_name_next_winter_is_another_campaign(store):
    add_campaign(store, "umea-kommun", WINTER)
    with pytest.raises(GenomslagError, match="called Vinterkampanjen on those days"):
        add_campaign(store, "umea-kommun", replace(WINTER, name="vinterkampanjen", ends_on=None))
    nextone = replace(WINTER, starts_on=date(2027, 10, 1), ends_on=None)
    assert add_campaign(store, "umea-kommun", nextone) == "vinterkampanjen-2027"
    assert add_campaign(store, "umea-kommun", Campaign("Jul 2026", date(2026, 12, 1))) == "jul-2026"
    with pytest.raises(GenomslagError, match="called Vinterkampanjen on those days"):
        change_campaign(store, "jul-2026", WINTER)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "no name"),
        ({"ends_on": date(2026, 9, 30)}, "end before it begins"),
        ({"budget": -1.0}, "no sum"),
        ({"budget": float("nan")}, "no sum"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused(store, wrong, told):
    with pytest.raises(GenomslagError, match=told):
        add_campaign(store, "umea-kommun", replace(WINTER, **wrong))
    with pytest.raises(GenomslagError, match="no organisation nobody"):
        add_campaign(store, "nobody", WINTER)
    with pytest.raises(GenomslagError, match="no campaign gone"):
        change_campaign(store, "gone", WINTER)


def test_posts_are_said_to_belong_to_a_campaign_in_one_go(store, winter):
    version = open_store(str(store)).version
    assert tag_posts(store, winter, ["p1", "p2", "p1"], by="Anna", now=NOW) == 2
    assert open_store(str(store)).version != version
    assert campaigns_of(store) == {"p1": winter, "p2": winter, "p3": None}
    (told,) = table(store, "imports").filter(pl.col("importer") == BY_HAND).to_dicts()
    assert (told["file_name"], told["rows_changed"], told["imported_by"]) == ("Vinterkampanjen", 2, "Anna")
    assert tag_posts(store, winter, ["p1", "p2"], by="Anna") == 0


def test_the_figures_of_a_marked_post_stay_those_of_its_file(store, winter):
    before = table(store, "posts").drop("campaign_id").sort("post_id")
    tag_posts(store, winter, ["p1"], now=NOW)
    assert table(store, "posts").drop("campaign_id").sort("post_id").equals(before)


def test_a_later_file_does_not_take_the_campaign_away(store, winter):
    tag_posts(store, winter, ["p1"], now=NOW)
    imported(store, AFTER, "second", p1={"views": 99}, p2={"views": 98})
    assert campaigns_of(store) == {"p1": winter, "p2": None, "p3": None}
    assert dict(table(store, "posts").select("post_id", "views").rows())["p1"] == 99


def test_a_file_that_was_read_before_does_not_change_the_campaign_and_a_later_one_does(store, winter):
    other = add_campaign(store, "umea-kommun", Campaign("Vår"))
    tag_posts(store, winter, ["p1"], now=NOW)
    imported(store, BEFORE, "old", p1={"campaign_id": other})
    assert campaigns_of(store)["p1"] == winter
    imported(store, AFTER, "new", p1={"campaign_id": other})
    assert campaigns_of(store)["p1"] == other


def test_marking_posts_can_be_undone(store, winter):
    other = add_campaign(store, "umea-kommun", Campaign("Vår"))
    tag_posts(store, other, ["p1"], now=BEFORE)
    tag_posts(store, winter, ["p1", "p2"], now=NOW)
    rows = table(store, "imports").filter(pl.col("file_name") == "Vinterkampanjen")
    undo(store, rows["import_id"].item())
    assert campaigns_of(store) == {"p1": other, "p2": None, "p3": None}


def test_a_post_can_belong_to_no_campaign_again(store, winter):
    tag_posts(store, winter, ["p1", "p2"], now=NOW)
    assert tag_posts(store, None, ["p1", "p3"]) == 1
    assert campaigns_of(store) == {"p1": None, "p2": winter, "p3": None}
    imported(store, AFTER, "second", p1={"views": 99})
    assert campaigns_of(store)["p1"] is None


def test_one_wrong_post_and_none_is_marked(store, winter):
    add_organisation(store, "Geab", "utility")
    theirs = add_campaign(store, "geab", Campaign("Spara el"))
    with pytest.raises(GenomslagError, match=r"1 of the posts .* such as p9"):
        tag_posts(store, winter, ["p1", "p9"])
    with pytest.raises(GenomslagError, match="2 of the posts"):
        tag_posts(store, theirs, ["p1", "p2"])
    with pytest.raises(GenomslagError, match="no campaign gone"):
        tag_posts(store, "gone", ["p1"])
    assert set(campaigns_of(store).values()) == {None}
    assert BY_HAND not in set(table(store, "imports")["importer"])
