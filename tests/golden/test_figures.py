"""The command gives the figures that organisations have told about themselves (README.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from metrics.__main__ import main
from tests.golden.store import write_golden_store

VASTERNORRLAND, SKANE, SORMLAND = "region-vasternorrland", "region-skane", "region-sormland"


@pytest.fixture(scope="module")
def golden_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    write_golden_store(folder)
    return folder


@pytest.fixture
def ask(golden_store: Path, capsys: pytest.CaptureFixture[str]):
    def asked(organisation: str, metric: str, period: str, *more: str) -> list[dict[str, Any]]:
        question = ["--organisation", organisation, "--metric", metric, "--period", period, *more]
        assert main(["--store", str(golden_store), "--format", "json", "--today", "2021-01-15", *question]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.mark.parametrize(
    ("organisation", "metric", "period", "told"),
    [
        (VASTERNORRLAND, "followers", "2020", 27_000),
        (VASTERNORRLAND, "net_followers", "2020", 22_500),
        (VASTERNORRLAND, "follower_growth", "2020", 500),
        (VASTERNORRLAND, "followers_per_1000_inhabitants", "2020", 110.2),
        (VASTERNORRLAND, "reach", "2020-12", 121_540),
        (VASTERNORRLAND, "reach_share_of_inhabitants", "2020-12", 49.6),
        (SKANE, "followers", "2020", 58_000),
        (SKANE, "follower_growth", "2020", 427.3),
        (SKANE, "followers_per_1000_inhabitants", "2020", 41.4),
        (SORMLAND, "followers", "2020", 19_000),
        (SORMLAND, "net_followers", "2020", 11_400),
        (SORMLAND, "follower_growth", "2020", 150),
        (SORMLAND, "followers_per_1000_inhabitants", "2020", 63.3),
        ("rymdstyrelsen", "followers", "2020", 5_600),
        ("rymdstyrelsen", "reach", "28d:2020-12-28", 8_500),
        ("rymdstyrelsen", "reach_rate", "2020-12", 151.8),
        ("region-vasterbotten", "video_views", "2015", 41_105),
        ("region-vasterbotten", "minutes_viewed", "2015", 182_094),
        ("region-vasterbotten", "minutes_per_view", "2015", 4.43),
    ],
)
def test_what_was_told(ask, organisation: str, metric: str, period: str, told: float) -> None:
    (row,) = ask(organisation, metric, period)
    decimals = len(str(told).partition(".")[2])
    assert round(row["value"], decimals) == told
    assert row["exact"]


def test_vasternorrland_reached_half_its_inhabitants_in_a_mean_month(ask) -> None:
    months = ask(VASTERNORRLAND, "reach", "2020", "--by", "month")
    shares = ask(VASTERNORRLAND, "reach_share_of_inhabitants", "2020", "--by", "month")
    assert sum(row["value"] for row in months) / len(months) == 121_540
    assert round(sum(row["value"] for row in shares) / len(shares), 1) == 49.6


def test_twelve_months_of_reach_are_not_a_year_of_reach(ask) -> None:
    """Nobody told how many were reached in the year, and their sum would be six times the inhabitants."""
    (row,) = ask(VASTERNORRLAND, "reach", "2020")
    assert row["value"] is None
    assert (row["low"], row["high"]) == (148_200, 12 * 121_540)


def test_skanes_top_post(ask) -> None:
    (interactions,) = ask(SKANE, "interactions", "2020", "--by", "post")
    (rate,) = ask(SKANE, "engagement_rate_reach", "2020", "--by", "post")
    assert interactions["value"] == 231_000
    assert round(rate["value"], 1) == 23.1


def test_rymdstyrelsens_post_reached_more_than_follow_it(ask) -> None:
    (rate,) = ask("rymdstyrelsen", "reach_rate", "2020-12", "--by", "post")
    assert round(rate["value"], 1) == 151.8


def test_vasterviks_rates_are_reactions_over_followers(ask) -> None:
    rows = ask("vasterviks-kommun", "engagement_rate_followers", "2020-10", "--by", "post")
    assert [row["value"] for row in rows] == pytest.approx([3, 4.99, 5, 5.8, 6.2, 6.4, 7, 8.2])


def test_the_order_of_the_three_regions_changes_with_the_measure(ask) -> None:
    def order(metric: str) -> list[str]:
        found = {region: ask(region, metric, "2020")[0]["value"] for region in (SORMLAND, VASTERNORRLAND, SKANE)}
        return sorted(found, key=lambda region: -found[region])

    assert order("followers") == [SKANE, VASTERNORRLAND, SORMLAND]
    assert order("followers_per_1000_inhabitants") == [VASTERNORRLAND, SORMLAND, SKANE]
    assert order("follower_growth") == [VASTERNORRLAND, SKANE, SORMLAND]
