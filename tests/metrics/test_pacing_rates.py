"""Projections hold four times out of five: on simulated campaigns, whose end we know, and on the demo's history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from benchmarks.pacing import Held, campaign_replays, demo_replays, held
from benchmarks.pacing_worlds import MIXED, SHAPES, Outcome, World
from data.store import open_store
from metrics.facts import Facts, build_facts
from metrics.period import Kind

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
    for found in together(one for world in worlds for one in world.outcomes(40)):
        assert LEAST <= found.held <= MOST
        assert found.likely_right >= RIGHT
        assert found.unlikely_right >= RIGHT


def test_a_first_campaign_holds_where_nobody_knows_its_course() -> None:
    """Over campaigns of every shape: each shape by itself would need to be known."""
    for found in together(one for spread in (1, 3, 6) for one in World(MIXED, spread, 0).outcomes(250)):
        assert LEAST - CHANCE <= found.held <= MOST + CHANCE
        assert found.likely == 0 or found.likely_right >= RIGHT


def test_people_reached_by_a_first_campaign_hold() -> None:
    people = [one for shape in (*SHAPES, MIXED) for one in World(shape, 1, 0).people(80)]
    for found in together(people):
        assert LEAST - CHANCE <= found.held <= MOST + CHANCE


def test_months_of_the_demo_hold(facts: Facts) -> None:
    replays = list(demo_replays(facts, Kind.MONTH, date(2026, 2, 1)))
    found = held(replays)
    assert {group for group, _ in found} == {"month: sums", "month: quotients", "month: people", "month: followers"}
    for one in found.values():
        assert LEAST - CHANCE <= one.held <= MOST + CHANCE
    for one in together(replays):
        assert LEAST <= one.held <= MOST
        assert one.likely_right >= RIGHT


def test_campaigns_of_the_demo_hold(facts: Facts) -> None:
    """Five campaigns, whose metrics go together: too few for a rate, enough to see one that is far off."""
    for one in together(campaign_replays(facts)):
        assert 70 <= one.held <= 95
