"""Where figures came from: the values are those that the figure counts, and each leads to its file."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

import pytest

from data.imports.undo import undo
from data.store import open_store, write_table
from metrics.catalogue import CATALOGUE
from metrics.definition import UnknownMetric
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figures
from metrics.period import Period
from metrics.source_rows import AMOUNTS
from metrics.sources import Column, figure_sources
from tests.data.imports.small_exports import NOW, export, imported, new_store
from tests.data.small_store import table

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
REGION = Scope("region")
# An added figure is the sum of these of its columns.
ADDED = {
    "views": {"views"},
    "interactions": {"reactions", "comments", "shares", "saves", "interactions"},
    "posts": {"posts_published", "post_id"},
    "video_views": {"video_views"},
    "minutes_viewed": {"minutes_viewed"},
    "web_visits_social": {"visits"},
    "spend": {"spend"},
    "conversions": {"conversions"},
    "followers": {"followers"},
    "reactions": {"reactions"},
    "comments": {"comments"},
    "shares": {"shares"},
}
POST: dict[str, object] = {"post_id": "p1", "account_id": "0", "published_at": "2026-10-03T22:30:00"}


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def facts(store) -> Facts:
    return build_facts(open_store(str(store)), date(2026, 11, 3))


def behind(store, metric_id: str, period: Period = OCTOBER) -> dict[str, tuple[int, set[str]]]:
    """By file: how many values it gave, and of which columns."""
    found = figure_sources(facts(store), metric_id, REGION, period)
    return {file.file_name: (file.values, {f"{one.table}.{one.name}" for one in file.columns}) for file in found.files}


def test_every_metric_has_its_rows():
    assert {amount for metric in CATALOGUE.values() for amount in metric.amounts} <= AMOUNTS.keys()


@pytest.mark.parametrize(
    "scope",
    [Scope("region-alvmark"), Scope("region-alvmark", ("facebook", "linkedin")), Scope("region-alvmark", (), ("x",))],
)
@pytest.mark.parametrize("period", [OCTOBER, Period(date(2026, 2, 10), date(2026, 5, 3))])
def test_the_values_of_an_added_figure_add_up_to_it(demo_facts, scope, period):
    if scope.accounts:
        (first, *_) = demo_facts.accounts.loc[demo_facts.accounts["org_id"] == scope.organisation, "account_id"]
        scope = Scope(scope.organisation, (), (first,))
    shown = figures(demo_facts, list(ADDED), scope, period).set_index("metric")["value"]
    for metric_id, columns in ADDED.items():
        values = figure_sources(demo_facts, metric_id, scope, period, shown=10**6).values
        assert {one.column.name for one in values} <= columns
        added = sum(one.value for one in values)
        assert added == pytest.approx(0 if shown.isna()[metric_id] else shown[metric_id]), metric_id
        assert values or shown.isna()[metric_id]


@pytest.fixture(scope="module")
def demo_facts(demo_store) -> Facts:
    return build_facts(open_store(str(demo_store)), date(2026, 11, 3))


def test_quotients_divide_what_their_values_add_up_to(demo_facts):
    scope = Scope("region-alvmark")
    parts = {
        "minutes_per_view": ("minutes_viewed", "video_views", 1),
        "answered_in_time": ("messages_answered_in_time", "messages_received", 100),
        "cost_per_contact": ("spend", "views", 1),
        "engagement_rate_followers": ("reactions", "followers_at_post", 100),
    }
    shown = figures(demo_facts, list(parts), scope, OCTOBER).set_index("metric")["value"]
    for metric_id, (numerator, denominator, times) in parts.items():
        sums: dict[str, float] = defaultdict(float)
        for one in figure_sources(demo_facts, metric_id, scope, OCTOBER, shown=10**6).values:
            sums[one.column.name] += one.value
        assert sums.keys() == {numerator, denominator}
        assert times * sums[numerator] / sums[denominator] == pytest.approx(shown[metric_id]), metric_id


def test_one_row_of_several_files_leads_to_each_by_its_column(store):
    imported(store, export({0: {"views": 10, "reactions": 2}, 1: {"views": 20}}, seen=3, name="first.json"))
    imported(store, export({0: {"comments": 1, "views": 11}}, seen=4, name="later.json"))
    assert behind(store, "views") == {
        "later.json": (1, {"account_days.views"}),
        "first.json": (1, {"account_days.views"}),
    }
    assert behind(store, "interactions") == {
        "later.json": (1, {"account_days.comments"}),
        "first.json": (1, {"account_days.reactions"}),
    }


def test_a_file_tells_its_days_times_and_who(store):
    imported(store, export({0: {"views": 10}, 4: {"views": 20}}, seen=3, name="views.json"))
    (file,) = figure_sources(facts(store), "views", REGION, OCTOBER).files
    assert (file.importer, file.accounts, file.imported_by) == ("small", ("fb",), "Eva")
    assert (file.first, file.last) == (date(2026, 10, 1), date(2026, 10, 5))
    assert file.columns == (Column("account_days", "views"),)
    assert isinstance(file.observed_at, datetime)
    assert (file.observed_at.day, file.imported_at) == (3, NOW)


def test_an_undone_file_is_behind_nothing(store):
    first = imported(store, export({0: {"views": 10}}, seen=3, name="first.json"))
    undo(store, imported(store, export({0: {"views": 11}}, seen=4, name="later.json"))[0].import_id, NOW)
    assert behind(store, "views") == {"first.json": (1, {"account_days.views"})}
    undo(store, first[0].import_id, NOW)
    assert behind(store, "views") == {}


def test_what_somebody_wrote_came_from_no_file_and_stands_last(store):
    imported(store, export({1: {"views": 20}}, name="views.json"))
    write_table(store, "account_days", table("account_days", {"views": 7}))
    assert list(behind(store, "views").items()) == [
        ("views.json", (1, {"account_days.views"})),
        ("", (1, {"account_days.views"})),
    ]
    assert figure_sources(facts(store), "views", REGION, OCTOBER).imported


def test_followers_come_from_the_last_day_that_has_them(store):
    imported(store, export({0: {"followers": 10}, -3: {"followers": 8}}, seen=3, name="early.json"))
    imported(store, export({6: {"followers": 12}, 7: {"views": 1}}, seen=4, name="late.json"))
    assert behind(store, "followers") == {"late.json": (1, {"account_days.followers"})}
    found = figure_sources(facts(store), "follower_growth", REGION, OCTOBER)
    assert [(one.day, one.value, one.file_name) for one in found.values] == [
        (date(2026, 10, 7), 12, "late.json"),
        (date(2026, 9, 28), 8, "early.json"),
    ]


def test_posts_stand_behind_where_a_channel_has_no_days(store):
    imported(store, export(posts=[POST | {"views": 40, "reactions": 5}], name="posts.json"))
    assert behind(store, "posts") == {"posts.json": (1, {"posts.post_id"})}
    assert behind(store, "views") == {"posts.json": (1, {"posts.views"})}
    assert behind(store, "interactions_per_post") == {"posts.json": (2, {"posts.reactions", "posts.post_id"})}
    imported(store, export({9: {"views": 3}}, name="days.json"))
    assert behind(store, "views") == {"days.json": (1, {"account_days.views"})}
    assert behind(store, "interactions") == {"posts.json": (1, {"posts.reactions"})}


def test_a_post_belongs_to_its_local_day_and_to_the_followers_of_that_day(store):
    imported(store, export(posts=[POST | {"reactions": 5}], name="posts.json"))
    imported(store, export({3: {"followers": 50}, 2: {"followers": 40}}, name="days.json"))
    found = figure_sources(facts(store), "engagement_rate_followers", REGION, OCTOBER).values
    assert [(one.day, one.item, one.value, one.file_name) for one in found] == [
        (date(2026, 10, 4), "", 50, "days.json"),
        (date(2026, 10, 4), "p1", 5, "posts.json"),
    ]


def test_windows_that_reach_into_the_period_stand_behind_reach(store):
    windows = [
        {"account_id": "0", "window_end": "2026-10-31", "window_days": 28, "reach": 900},
        {"account_id": "0", "window_end": "2026-11-01", "window_days": 7, "reach": 300},
        {"account_id": "0", "window_end": "2026-11-01", "window_days": 1, "reach": 50},
        {"account_id": "0", "window_end": "2026-09-30", "window_days": 7, "reach": 310},
    ]
    imported(store, export(account_reach=windows, name="reach.json"))
    imported(store, export({0: {"views": 1}}))
    found = figure_sources(facts(store), "reach", REGION, OCTOBER)
    assert [(one.item, one.value) for one in found.values] == [("7", 300), ("28", 900)]


def test_only_channels_that_have_both_parts_count(store):
    account = {"account_id": "ig", "org_id": "region", "platform": "instagram", "name": "Region Älvmark"}
    write_table(store, "accounts", table("accounts", account))
    imported(store, export({0: {"video_views": 4, "minutes_viewed": 2.5}}, name="fb.json"))
    instagram = {"platform": "instagram", "name": "Region Älvmark"}
    imported(store, export({0: {"video_views": 9}}, channel=instagram, name="ig.json"))
    assert set(behind(store, "video_views")) == {"fb.json", "ig.json"}
    assert set(behind(store, "minutes_per_view")) == {"fb.json"}


def test_population_leads_to_its_file(store):
    base = {"org_id": "region", "kind": "inhabitants", "year": 2025, "size": 287_000}
    imported(store, export({0: {"followers": 10}}, name="days.json"))
    imported(store, export(audience_bases=[base], name="people.json"))
    assert behind(store, "followers_per_1000_inhabitants") == {
        "days.json": (1, {"account_days.followers"}),
        "people.json": (1, {"audience_bases.size"}),
    }


def test_the_newest_values_are_shown_and_all_are_counted(demo_facts):
    found = figure_sources(demo_facts, "views", Scope("region-alvmark"), OCTOBER, shown=10)
    assert (len(found.values), found.total, found.imported) == (10, 186, False)
    assert {one.day for one in found.values} == {date(2026, 10, 31), date(2026, 10, 30)}
    assert [(file.import_id, file.values) for file in found.files] == [("", 186)]


def test_an_unknown_metric_is_refused(demo_facts):
    with pytest.raises(UnknownMetric):
        figure_sources(demo_facts, "charm", Scope("region-alvmark"), OCTOBER)


@pytest.mark.parametrize("by", ["format", "topic"])
def test_the_posts_of_a_figure_by_group_add_up_to_its_groups(demo_facts, by):
    scope, added = Scope("region-alvmark"), ["views", "interactions", "posts", "video_views", "spend"]
    shown = figures(demo_facts, added, scope, OCTOBER, by).groupby("metric")["value"].sum()
    for metric_id in added:
        values = figure_sources(demo_facts, metric_id, scope, OCTOBER, of_posts=True, shown=10**6).values
        assert {one.column.table for one in values} == {"posts"}
        assert sum(one.value for one in values) == pytest.approx(shown[metric_id]), metric_id


def test_only_posts_that_have_both_parts_count(store):
    posts = [
        POST | {"reactions": 5, "reach": 100},
        POST | {"post_id": "p2", "reactions": 7},
        POST | {"post_id": "p3", "published_at": "2026-10-09T12:00:00", "reach": 40},
    ]
    imported(store, export(posts=posts, name="posts.json"))
    imported(store, export({8: {"followers": 50}}, name="days.json"))

    def counted(metric_id: str) -> set[tuple[str, str]]:
        found = figure_sources(facts(store), metric_id, REGION, OCTOBER, of_posts=True)
        return {(one.item, one.column.name) for one in found.values}

    assert counted("engagement_rate_reach") == {("p1", "reactions"), ("p1", "reach")}
    assert counted("reach_rate") == {("p3", "followers"), ("p3", "reach")}
    assert counted("followers") == set()
