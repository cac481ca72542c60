"""Sectors side by side: their medians and places as a slow oracle has them, and what may not be said."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import open_store
from metrics.facts import Facts, build_facts
from metrics.peers.aspects import Aspect
from metrics.peers.sectors import Sector, Sectors, sector_members, sector_of, sectors
from metrics.period import Period
from tests import plain_peers_sectors as plain
from tests.metrics.sector_worlds import TODAY, world
from tests.plain_calendar import span_named
from tests.stores import Tables, drawn, facts_of

JULY, JUNE = Period.parse("2026-07"), Period.parse("2026-06")
SIZES = {"region": 5, "municipality": 7, "agency": 3, "bank": 2}


def close(code: float, oracle: float | None) -> bool:
    return math.isnan(code) if oracle is None else math.isclose(code, oracle, rel_tol=1e-9, abs_tol=1e-9)


@drawn(4)
@given(st.data())
def test_code_and_oracle_agree(data: st.DataObject) -> None:
    tables = world(
        SIZES,
        data.draw(st.integers(0, 2**32)),
        holes=data.draw(st.sampled_from((0.0, 0.04, 0.2))),
        with_posts=data.draw(st.sampled_from((1.0, 0.5, 0.0))),
    )
    platforms = data.draw(st.sampled_from(((), ("facebook",))))
    with facts_of(tables, TODAY) as facts:
        differences = differences_of(tables, sectors(facts, JULY, "previous", platforms), platforms)
    assert not differences, "\n".join(differences)


def differences_of(tables: Tables, found: Sectors, platforms: tuple[str, ...]) -> list[str]:
    """What code and oracle say differently, a line each."""
    seen = plain.public(tables)
    members = plain.members(tables)
    said = [] if [one.id for one in found.sectors] == sorted(members) else [f"sectors {found.sectors}"]
    for aspect in Aspect:
        medians: dict[str, float] = {}
        for sector in found.sectors:
            ids, usual = members[sector.id], sector.usual[aspect]
            now, before = (
                [plain.value(seen, aspect, one, span_named(name), TODAY, platforms) for one in ids]
                for name in ("2026-07", "2026-06")
            )
            changes = [plain.change(aspect, *pair) for pair in zip(now, before, strict=True)]
            middle, moved = plain.usual(now), plain.usual(changes)
            if not close(usual.median.value, middle):
                said.append(f"{aspect} {sector.id}: oracle {middle}, code {usual.median.value}")
            if not close(usual.change.value, moved):
                said.append(f"change of {aspect} {sector.id}: oracle {moved}, code {usual.change.value}")
            known = len([one for one in now if one is not None])
            if middle is not None and usual.median.count != known:
                said.append(f"{aspect} {sector.id}: oracle {known} organisations, code {usual.median.count}")
            if middle is not None and known >= plain.FEWEST_SURE:
                medians[sector.id] = middle
        said += place_differences(found, aspect, medians)
    return said


def place_differences(found: Sectors, aspect: Aspect, medians: dict[str, float]) -> list[str]:
    places = {one.id: one.usual[aspect].standing.place for one in found.sectors}
    expected = {sector: plain.place(list(medians.values()), one) for sector, one in medians.items()}
    if len(medians) < 2:
        expected = {}
    return [
        f"place of {sector} in {aspect}: oracle {expected.get(sector)}, code {place}"
        for sector, place in places.items()
        if not close(place, expected.get(sector))
    ]


def usual_of(facts: Facts, sector: str, period: Period = JULY) -> Sector:
    return sectors(facts, period, "previous").of(sector)


def test_a_sector_of_two_is_none() -> None:
    with facts_of(world(SIZES), TODAY) as facts:
        assert list(sector_members(facts)) == ["agency", "municipality", "region"]
        assert sector_of(facts, "region-0") == "region"
        assert sector_of(facts, "bank-0") == "municipality"  # the largest there is


def test_a_sector_of_three_has_medians_but_no_place_and_no_change() -> None:
    with facts_of(world(SIZES), TODAY) as facts:
        agency = usual_of(facts, "agency")
    for usual in agency.usual.values():
        assert usual.median.count == 3
        assert math.isnan(usual.standing.place)
        assert usual.way is None


def test_a_single_sector_has_no_place() -> None:
    with facts_of(world({"region": 6}), TODAY) as facts:
        (region,) = sectors(facts, JULY, "previous").sectors
    assert all(math.isnan(usual.standing.place) for usual in region.usual.values())
    assert all(usual.median.sure for usual in region.usual.values())


def test_two_with_a_figure_are_not_a_sector() -> None:
    tables = world({"region": 4})
    kept = ("region-0", "region-1")
    tables["account_days"] = [row for row in tables["account_days"] if row["account_id"].startswith(kept)]
    tables["posts"] = []
    with facts_of(tables, TODAY) as facts:
        region = usual_of(facts, "region")
    assert math.isnan(region.usual[Aspect.FOLLOWERS].median.value)
    assert region.related == 2


def test_with_followers_alone_the_rest_is_not_known() -> None:
    with facts_of(world({"region": 5, "agency": 5}, followers_only=True), TODAY) as facts:
        region = usual_of(facts, "region")
    assert region.usual[Aspect.FOLLOWERS].median.count == 5
    assert region.usual[Aspect.GROWTH].median.count == 5
    assert region.usual[Aspect.INTERACTION].median.count == 0
    assert math.isnan(region.usual[Aspect.ACTIVITY].median.value)


def test_followers_together_are_relations_over_all_channels() -> None:
    tables = world({"region": 3})
    last = {row["account_id"]: row["followers"] for row in tables["account_days"]}
    with facts_of(tables, TODAY) as facts:
        region = usual_of(facts, "region")
    assert (region.relations, region.related) == (sum(last.values()), 3)


def test_days_that_nobody_has_told_of_do_not_make_posts_fewer() -> None:
    """Of a quarter that has one month left, the posts are told by month all the same."""
    tables = world({"region": 5}, last=date(2026, 8, 31))
    with facts_of(tables, date(2026, 9, 3)) as facts:
        found = sectors(facts, Period.parse("2026-Q3"), "previous")
        (region,) = found.sectors
        months = [sectors(facts, Period.parse(one), "previous").of("region") for one in ("2026-07", "2026-08")]
    assert (found.over.end, found.earlier.start) == (date(2026, 8, 31), date(2026, 4, 1))
    activity = [one.usual[Aspect.ACTIVITY].median.value for one in (region, *months)]
    assert min(activity[1:]) * 0.8 <= activity[0] <= max(activity[1:]) * 1.2


def test_who_counts_in_another_way_than_before_has_no_change() -> None:
    tables = world({"region": 6})
    tables["series_breaks"] = [
        {"platform": one, "account_id": None, "metric": "reactions", "date": date(2026, 7, 1), "label_sv": "x",
         "label_en": "x", "source": None}
        for one in ("facebook", "instagram")
    ]  # fmt: skip
    with facts_of(tables, TODAY) as facts:
        region = usual_of(facts, "region")
    assert region.usual[Aspect.INTERACTION].median.count == 6
    assert region.usual[Aspect.INTERACTION].change.count == 0
    assert region.usual[Aspect.INTERACTION].way is None
    assert region.usual[Aspect.ACTIVITY].change.count == 6


def test_what_has_surely_changed_and_what_has_not() -> None:
    tables = world({"region": 8})
    for row in tables["account_days"]:
        if row["date"] >= JULY.start:
            row |= {"reactions": 3 * row["reactions"] + 9, "posts_published": row["posts_published"]}
    with facts_of(tables, TODAY) as facts:
        region = usual_of(facts, "region")
    assert region.usual[Aspect.INTERACTION].way == 1
    assert region.usual[Aspect.INTERACTION].change.low > 0


def test_a_change_that_nobody_would_see_is_none() -> None:
    tables = world({"region": 6}, followers_only=True)
    for row in tables["account_days"]:
        row["followers"] = 100_000 + (row["date"] >= JULY.start)
    with facts_of(tables, TODAY) as facts:
        followers = usual_of(facts, "region").usual[Aspect.FOLLOWERS]
    assert followers.change.low > 0
    assert followers.way == 0


def test_everything_is_the_same_whatever_the_order_of_the_tables() -> None:
    tables = world({"region": 6, "municipality": 6})
    turned = {name: rows[::-1] for name, rows in tables.items()}
    with facts_of(tables, TODAY) as facts, facts_of(turned, TODAY) as others:
        one, other = (sectors(each, JULY, "previous") for each in (facts, others))
    for sector, same in zip(one.sectors, other.sectors, strict=True):
        for aspect in Aspect:
            ours, theirs = sector.usual[aspect], same.usual[aspect]
            assert (ours.median.low, ours.median.value, ours.median.high) == (
                theirs.median.low, theirs.median.value, theirs.median.high,
            )  # fmt: skip
            assert ours.standing == theirs.standing


def test_another_sector_does_not_change_ones_own_median() -> None:
    with facts_of(world({"region": 6}), TODAY) as alone, facts_of(world({"region": 6, "agency": 6}), TODAY) as beside:
        one, other = usual_of(alone, "region"), usual_of(beside, "region")
    for aspect in Aspect:
        ours, theirs = one.usual[aspect].median, other.usual[aspect].median
        assert (ours.low, ours.value, ours.high) == pytest.approx((theirs.low, theirs.value, theirs.high))


def test_the_demo_tells_a_true_story(demo_store) -> None:
    """Regions have more followers than municipalities, and these get more of theirs: both beyond doubt."""
    found = sectors(build_facts(open_store(str(demo_store)), date(2026, 11, 28)), Period.parse("2026-Q3"), "previous")
    region, municipality = found.of("region"), found.of("municipality")
    assert region.usual[Aspect.FOLLOWERS].standing.last == 1
    assert municipality.usual[Aspect.INTERACTION].standing.last == 1
    assert region.alike[Aspect.GROWTH] == ("municipality",)
    assert region.usual[Aspect.ACTIVITY].median.value == pytest.approx(74 / 3)
