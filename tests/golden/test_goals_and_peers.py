"""Goals and comparisons on what organisations have told: 496 per cent, five of eight, and who comes first."""

from __future__ import annotations

from datetime import date

import pytest

from data.store import open_store
from metrics.attainment import Status
from metrics.facts import Facts, build_facts
from metrics.goal_results import goal_results
from metrics.peers.comparison import comparison
from metrics.peers.groups import groups
from metrics.peers.measures import Per
from metrics.period import Period
from tests.golden.store import write_golden_store


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("golden")
    write_golden_store(folder)
    return build_facts(open_store(str(folder)), today=date(2021, 1, 15))


def test_vasternorrland_attains_its_tenth_almost_five_times(facts: Facts) -> None:
    (result,) = goal_results(facts, "region-vasternorrland", Period.parse("2020-12"))
    assert round(result.attainment) == 496
    assert result.reached is True
    assert result.status is Status.REACHED


def test_vasternorrland_met_its_goal_every_month_of_the_year(facts: Facts) -> None:
    results = goal_results(facts, "region-vasternorrland", Period.parse("2020"))
    assert [result.span.id for result in results] == [f"2020-{month:02}" for month in range(1, 13)]
    assert all(result.reached for result in results)


def test_a_year_from_its_end_is_not_yet_a_goal_met(facts: Facts) -> None:
    """Asked in mid December the month is not over, and nobody may call it met."""
    early = build_facts(facts.store, today=date(2020, 12, 15))
    (result,) = goal_results(early, "region-vasternorrland", Period.parse("2020-12"))
    assert result.status is Status.CANNOT_TELL
    assert result.reached is None


def test_five_of_vasterviks_eight_posts_lie_between_5_and_7_per_cent(facts: Facts) -> None:
    (result,) = goal_results(facts, "vasterviks-kommun", Period.parse("2020-10"))
    assert result.posts is not None
    assert (result.posts.posts, result.posts.inside, result.posts.above, result.posts.below) == (8, 62.5, 12.5, 25)
    assert result.attainment == 62.5
    assert result.reached is False


@pytest.mark.parametrize(
    ("per", "order"),
    [
        (Per.RAW, ["Region Skåne", "Region Västernorrland", "Region Sörmland"]),
        (Per.INHABITANTS, ["Region Västernorrland", "Region Sörmland", "Region Skåne"]),
    ],
)
def test_most_followers_is_not_most_per_inhabitant(facts: Facts, per: Per, order: list[str]) -> None:
    regions = next(group for group in groups(facts, "region-skane") if group.scheme == "region")
    found = comparison(facts, "followers", "region-skane", regions, Period.parse("2020"), per)
    assert list(found.rows["name"]) == order
    assert list(found.rows["rank"]) == [1, 2, 3]


def test_the_values_per_1000_inhabitants_and_their_median(facts: Facts) -> None:
    regions = next(group for group in groups(facts, "region-skane") if group.scheme == "region")
    found = comparison(facts, "followers", "region-skane", regions, Period.parse("2020"), Per.INHABITANTS)
    assert [round(value, 1) for value in found.rows["value"]] == [110.2, 63.3, 41.4]
    assert round(found.median, 1) == 63.3
