"""Projections hold four times out of five: on simulated campaigns and channels, and on the demo's history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from benchmarks.pacing import Held, campaign_replays, held, period_replays
from benchmarks.pacing_worlds import MIXED, SHAPES, Outcome, World, channels
from data.store import open_store
from metrics.facts import Facts, build_facts
from metrics.period import Kind
from metrics.usual_growth import FEW_COURSES

LEAST, MOST, RIGHT = 75, 85, 85
CHANCE = 3
"""Per cent by which a rate from a few hundred replays may differ from the true one."""


@pytest.fixture(scope="module")
def facts(demo_store: Path) -> Facts:
    return build_facts(open_store(str(demo_store)), today=date(2026, 11, 1))


def together(outcomes: Iterable[Outcome]) -> list[Held]:
    """What held at a quarter, half and three quarters."""
    return list(held(outcomes, together="all").values())


@pytest.mark.parametrize("earlier", [3, 6])
def test_campaigns_with_earlier_ones_hold(earlier: int) -> None:
    worlds = [World(shape, spread, earlier) for shape in (*SHAPES, MIXED) for spread in (1, 3, 6)]
    quarter, *later = together(one for world in worlds for one in world.outcomes(40))
    assert (quarter.likely == 0) is (earlier < FEW_COURSES)
    for found in (quarter, *later):
        assert LEAST <= found.held <= MOST
    for found in later if earlier < FEW_COURSES else (quarter, *later):
        assert found.likely_right >= RIGHT
        assert found.unlikely_right >= RIGHT


def test_a_likely_is_right_where_campaigns_differ() -> None:
    """From half of a campaign on: before that, a campaign ahead of its time is often one that began with a bang."""
    worlds = [(World(MIXED, spread, 6), seed) for spread in (1, 3, 6) for seed in (1, 2)]
    for found in together(one for world, seed in worlds for one in world.outcomes(100, seed))[1:]:
        assert found.likely > 3
        assert found.likely_right >= RIGHT


@pytest.mark.parametrize("cut", [False, True])
def test_channels_hold(cut: bool) -> None:
    """Sums of days, also where the latest forty are counted in another way than those before."""
    found = [one for known in (1095, 400) for days in (3, 23) for one in channels(known, days, 100, cut=cut)]
    for one in together(found):
        assert len(found) == one.replays == 400
        assert LEAST <= one.held <= MOST + CHANCE
        assert one.likely_right >= RIGHT


def test_a_short_history_is_wide_rather_than_narrow() -> None:
    for one in together(one for days in (23, 69) for one in channels(250, days, 100)):
        assert one.held >= LEAST


def test_a_first_campaign_holds_where_nobody_knows_its_course() -> None:
    """Over campaigns of every shape: each shape by itself would need to be known."""
    for found in together(one for spread in (1, 3, 6) for one in World(MIXED, spread, 0).outcomes(250)):
        assert LEAST - CHANCE <= found.held <= MOST + CHANCE
        assert found.likely == 0 or found.likely_right >= RIGHT


def test_people_reached_by_a_first_campaign_hold() -> None:
    people = [one for shape in (*SHAPES, MIXED) for one in World(shape, 1, 0).people(80)]
    for found in together(people):
        assert LEAST - CHANCE <= found.held <= MOST + CHANCE


@pytest.mark.parametrize(
    ("kind", "first"),
    [(Kind.WEEK, date(2026, 8, 31)), (Kind.MONTH, date(2026, 5, 1)), (Kind.QUARTER, None)],
)
def test_periods_of_the_demo_hold(facts: Facts, kind: Kind, first: date | None) -> None:
    """Quarters all, months and weeks the latest: of each kind of figure few are independent, so that rates scatter."""
    replays = list(period_replays(facts, kind, first))
    found = held(replays)
    assert {group for group, _ in found} == {f"{kind}: {one}" for one in ("sums", "quotients", "people", "followers")}
    for one in found.values():
        assert LEAST - 2 * CHANCE <= one.held <= MOST + 2 * CHANCE
    for one in together(replays):
        assert LEAST <= one.held <= MOST + CHANCE
        assert one.likely_right >= RIGHT


def test_campaigns_of_the_demo_hold(facts: Facts) -> None:
    """Five campaigns, whose metrics go together: too few for a rate, enough to see one that is far off."""
    for one in together(campaign_replays(facts)):
        assert 70 <= one.held <= 95
