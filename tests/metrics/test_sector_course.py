"""Sectors quarter by quarter: the same organisations throughout, and no line across a break."""

from __future__ import annotations

from datetime import date
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from metrics.peers.aspects import Aspect
from metrics.peers.course import FEWEST, panel
from metrics.peers.sector_course import SectorCourse, sector_course, whole_quarters
from metrics.period import Period
from tests import plain_peers_sectors as plain
from tests.metrics.sector_worlds import world
from tests.plain_calendar import span_named
from tests.stores import Tables, facts_of

FIRST, LAST, TODAY = date(2025, 12, 1), date(2026, 9, 30), date(2026, 10, 20)
KNOWN = arrays.arrays(bool, st.tuples(st.integers(1, 6), st.integers(1, 12)))


def course_of(tables: Tables, until: str = "2026-Q3", today: date = TODAY) -> SectorCourse:
    with facts_of(tables, today) as facts:
        return sector_course(facts, Period.parse(until))


def year(sizes: dict[str, int], seed: int = 1, **more) -> Tables:
    return world(sizes, seed, first=FIRST, last=LAST, followers_only=True, **more)


@given(KNOWN)
def test_a_panel_shows_nothing_that_is_not_known(known) -> None:
    shown, left = panel(known)
    assert not (shown & ~known).any()
    assert not (left & shown.all(axis=0)).any()


@given(KNOWN)
def test_a_panel_is_of_the_same_members_or_of_all_there_are(known) -> None:
    """Who is followed has every quarter that has anybody; where too few do, whoever there is."""
    shown, left = panel(known)
    ever = known.any(axis=0)
    always = known[known.any(axis=1)].all(axis=0) & ever
    enough = always.any() and np.count_nonzero(always) >= min(FEWEST, np.count_nonzero(ever) / 2)
    assert (shown == (known & always if enough else known)).all()
    assert (left == (ever & ~always)).all()


def test_each_quarter_is_the_median_of_its_organisations() -> None:
    tables = year({"region": 5, "agency": 3})
    told = course_of(tables)
    assert [quarter.id for quarter in told.quarters] == ["2026-Q1", "2026-Q2", "2026-Q3"]
    for sector, ids in plain.members(tables).items():
        for at, quarter in enumerate(told.quarters):
            values = [plain.value(plain.public(tables), "growth", one, span_named(quarter.id), TODAY) for one in ids]
            known = [one for one in values if one is not None]
            assert told.courses[sector][Aspect.GROWTH].middle[at] == pytest.approx(median(known))


def test_an_unfinished_quarter_is_not_among_them() -> None:
    tables = world({"region": 3}, first=FIRST, last=date(2026, 8, 20), followers_only=True)
    with facts_of(tables, date(2026, 8, 21)) as facts:
        assert [one.id for one in whole_quarters(facts, date(2026, 12, 31))] == ["2026-Q1", "2026-Q2"]
        assert [one.id for one in whole_quarters(facts, date(2026, 5, 31))] == ["2026-Q1"]
        assert whole_quarters(facts, date(2025, 12, 31)) == ()


def test_who_lacks_a_quarter_is_left_out_and_named() -> None:
    tables = year({"region": 7})
    late = ("region-2-", "region-5-")
    tables["account_days"] = [
        row for row in tables["account_days"] if not (row["account_id"].startswith(late) and row["date"].month < 4)
    ]
    followers = course_of(tables).courses["region"][Aspect.FOLLOWERS]
    assert followers.members == (5, 5, 5)
    assert followers.constant
    assert followers.left_out == ("region-2", "region-5")


def test_where_hardly_anybody_has_every_quarter_it_says_who_came_and_went() -> None:
    tables = year({"region": 8})
    kept = {quarter: tuple(f"region-{at}-" for at in range(8) if at % 3 == quarter or at == 0) for quarter in range(3)}
    tables["account_days"] = [
        row
        for row in tables["account_days"]
        if row["date"].year == 2025 or row["account_id"].startswith(kept[(row["date"].month - 1) // 3])
    ]
    followers = course_of(tables).courses["region"][Aspect.FOLLOWERS]
    assert not followers.constant
    assert set(followers.left_out) == {f"region-{at}" for at in range(1, 8)}


def of_break(day: date, **more) -> Tables:
    row = {"platform": "facebook", "account_id": None, "metric": "followers", "date": day, "source": None}
    return {"series_breaks": [row | {"label_sv": "Gilla blev följa", "label_en": "Likes became followers"} | more]}


def everybody_on_facebook(tables: Tables) -> Tables:
    for row in (*tables["accounts"], *tables["account_days"]):
        row["account_id"] = row["account_id"].removesuffix("-instagram").removesuffix("-facebook") + "-facebook"
        if "platform" in row:
            row["platform"] = "facebook"
    for table, key in (("accounts", ("account_id",)), ("account_days", ("account_id", "date"))):
        tables[table] = list({tuple(row[name] for name in key): row for row in tables[table]}.values())
    return tables


@pytest.mark.parametrize("day", [date(2026, 5, 10), date(2026, 4, 1)])
def test_a_break_of_all_is_the_sectors_and_a_quarter_that_holds_it_is_a_gap(day) -> None:
    tables = everybody_on_facebook(year({"region": 5})) | of_break(day)
    courses = course_of(tables).courses["region"]
    assert [one.day for one in courses[Aspect.GROWTH].breaks] == [day]
    assert list(np.isnan(courses[Aspect.GROWTH].middle)) == [False, True, False]
    assert courses[Aspect.GROWTH].members == (5, 0, 5)
    assert courses[Aspect.GROWTH].constant


def test_the_followers_of_a_quarter_stand_on_their_last_day() -> None:
    tables = everybody_on_facebook(year({"region": 5})) | of_break(date(2026, 5, 10))
    followers = course_of(tables).courses["region"][Aspect.FOLLOWERS]
    assert followers.known == 3
    assert len(followers.breaks) == 1


def test_who_alone_began_to_count_in_another_way_is_left_out() -> None:
    tables = everybody_on_facebook(year({"region": 6}))
    tables |= of_break(date(2026, 5, 10), account_id="region-3-facebook")
    followers = course_of(tables).courses["region"][Aspect.FOLLOWERS]
    assert followers.breaks == ()
    assert followers.left_out == ("region-3",)
    assert followers.members == (5, 5, 5)


def test_without_a_whole_quarter_there_is_no_course() -> None:
    told = course_of(world({"region": 3}, first=date(2026, 8, 1), last=date(2026, 9, 5)), today=date(2026, 9, 6))
    assert told.quarters == ()
    assert told.courses == {"region": {}}
