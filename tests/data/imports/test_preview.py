"""A series before and after an import: what the preview draws is what the store then holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importers.source import Answers
from data.imports.apply import apply
from data.imports.plan import plan
from data.imports.preview import accounts_of, before_and_after
from tests.data.imports.small_exports import NOW, START, export, imported, new_store, read, values
from tests.thorough import TIMES

NEW = Answers(account="new", organisation="Region Älvmark", platform="facebook")


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def planned(store, *sources):
    return plan(store, sources, read=read, now=NOW)


def preview(store, *sources):
    """The preview of the last file."""
    found = planned(store, *sources)
    return before_and_after(found, found.files[-1])


def drawn(found):
    """Each point by its number of days after 1 October."""
    return {(point.day - START).days: (point.before, point.after) for point in found.points}


def test_new_changed_and_same_days_are_told_apart(store):
    imported(store, export({0: {"views": 5}, 1: {"views": 6}, 2: {"views": 7}}, seen=1))
    found = preview(store, export({1: {"views": 6}, 2: {"views": 70}, 4: {"views": 9}}, seen=2))
    assert (found.new, found.changed, found.same) == (1, 1, 1)
    assert drawn(found) == {0: (5, 5), 1: (6, 6), 2: (7, 70), 3: (None, None), 4: (None, 9)}
    assert (found.table, found.column, found.step) == ("account_days", "views", "day")
    assert (found.name, found.platform) == ("Region Älvmark", "facebook")


def test_an_older_file_leaves_what_was_read_off_later(store):
    imported(store, export({0: {"views": 5}}, seen=3))
    found = preview(store, export({0: {"views": 4}, 1: {"views": 8}}, seen=1))
    assert drawn(found) == {0: (5, 5), 1: (None, 8)}
    assert (found.new, found.changed, found.same) == (1, 0, 1)


def test_files_build_on_those_before_them(store):
    first = export({0: {"views": 5}, 1: {"views": 6}}, seen=1, name="a")
    found = preview(store, first, export({1: {"views": 60}, 2: {"views": 7}}, seen=2, name="b"))
    assert drawn(found) == {0: (5, 5), 1: (6, 60), 2: (None, 7)}
    assert (found.new, found.changed, found.same) == (1, 1, 0)


def test_a_column_that_changes_tells_more_than_one_that_does_not(store):
    imported(store, export({0: {"views": 5, "shares": 1}}, seen=1))
    assert preview(store, export({0: {"views": 5, "shares": 2}}, seen=2)).column == "shares"
    assert preview(store, export({0: {"views": 5, "shares": 1}}, seen=2)).column == "views"


def test_followers_have_the_last_of_a_month_and_views_its_sum(store):
    days = {number: {"followers": 300 + number} for number in range(0, -200, -1)}
    found = preview(store, export(days))
    assert found.step == "month"
    assert [(point.day, point.after) for point in found.points][-3:] == [
        (date(2026, 8, 1), 269), (date(2026, 9, 1), 299), (date(2026, 10, 1), 300)
    ]  # fmt: skip
    found = preview(store, export({number: {"views": 1} for number in range(0, -200, -1)}))
    assert [point.after for point in found.points][-3:] == [31, 30, 1]
    assert found.new == 200


def test_reach_is_drawn_as_it_is_however_many_days(store):
    windows = [
        {"account_id": "0", "window_end": str(START - timedelta(number)), "window_days": days, "reach": number}
        for number in range(400)
        for days in ((1, 28) if number < 300 else (1,))
    ]
    found = preview(store, export(account_reach=windows))
    assert (found.step, found.window_days, found.new) == ("day", 1, 400)
    assert found.points[-1].after == 0
    assert found.points[0].after == -(found.points[0].day - START).days < 200


def post(name, day, **figures):
    return {"post_id": name, "account_id": "0", "published_at": f"{START + timedelta(day)}T12:00:00", **figures}


def test_posts_are_counted_by_week(store):
    imported(store, export(posts=[post("a", 0, reactions=1), post("b", 1, reactions=1)], seen=1))
    found = preview(store, export(posts=[post("a", 0, reactions=2), post("c", 14, reactions=1)], seen=2))
    assert (found.column, found.step, found.new, found.changed, found.same) == ("", "week", 1, 1, 0)
    monday = date(2026, 9, 28)
    assert [(point.day, point.before, point.after) for point in found.points] == [
        (monday, 2, 2), (monday + timedelta(7), None, 0), (monday + timedelta(14), None, 1)
    ]  # fmt: skip


def test_posts_that_are_there_show_the_figure_that_changes(store):
    imported(store, export(posts=[post("a", 0, views=9, reactions=1, reach=5)], seen=1))
    found = preview(store, export(posts=[post("a", 0, views=9, reactions=3, reach=6)], seen=2))
    assert (found.column, found.changed) == ("reactions", 1)
    assert [(point.before, point.after) for point in found.points] == [(1, 3)]


def test_visits_from_one_source_are_added_up_over_links(store):
    rows = [
        {"org_id": "alv", "date": str(START), "source": source, "utm_campaign": link, "visits": visits}
        for source, link, visits in (("facebook", "a", 3), ("facebook", "b", 4), ("direct", None, 50))
    ]
    imported_org = next(iter(accounts_of(planned(store)).values()))["org_id"]
    found = preview(store, export(web_days=[{**row, "org_id": imported_org} for row in rows]))
    assert (found.column, found.name, found.new) == ("visits", "facebook", 1)
    assert [point.after for point in found.points] == [7]


def test_where_nothing_can_be_drawn_there_is_nothing(store):
    shares = [{"account_id": "0", "date": str(START), "dimension": "gender", "segment": "women", "share": 0.5}]
    assert preview(store, export(audience_shares=shares)) is None
    assert preview(store, export({0: {"views": 1}}, asks="year")) is None
    assert preview(store, export(account_days=[{"account_id": "0", "date": "0001-01-03", "views": 3}])) is None


def test_a_slip_of_centuries_does_not_hide_the_rest(store):
    days = [{"account_id": "0", "date": day, "views": 3} for day in ("0001-01-01", "2026-10-01", "2026-10-02")]
    found = preview(store, export(account_days=days))
    assert (found.step, len(found.points), found.new) == ("month", 1, 3)


def test_a_new_store_has_nothing_before(tmp_path):
    found = plan(tmp_path / "new", [export({0: {"views": 5}})], NEW, read=read, now=NOW)
    shown = before_and_after(found, found.files[0])
    assert drawn(shown) == {0: (None, 5)}
    assert shown
    assert shown.name == "Region Älvmark"


DAYS = st.dictionaries(st.integers(0, 6), st.one_of(st.none(), st.integers(0, 3)), max_size=5)


@settings(max_examples=10 * TIMES)
@given(st.lists(st.tuples(DAYS, st.integers(1, 4)), min_size=1, max_size=4))
def test_what_is_drawn_is_what_the_store_then_holds(tmp_path_factory, files):
    """In any order of observation: before each import, and after it."""
    store = new_store(tmp_path_factory.mktemp("previews") / "store")
    for number, (days, seen) in enumerate(files):
        figures = {day: {"views": views} for day, views in days.items() if views is not None}
        if not figures:
            continue
        found = planned(store, export(figures, seen=seen, name=f"{number}"))
        before, shown = values(store), before_and_after(found, found.files[0])
        apply(found, now=NOW)
        after = values(store)
        assert shown
        points = drawn(shown)
        assert {day: one[0] for day, one in points.items() if one[0] is not None} == before
        assert {day: one[1] for day, one in points.items() if one[1] is not None} == after
        assert shown.new == len(figures.keys() - before.keys())
        assert shown.changed == sum(before[day] != after[day] for day in figures.keys() & before.keys())
