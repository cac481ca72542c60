"""On simulated series, of which we know whether anything happened, the verdicts err as rarely as promised."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.signal import World, false_calls, seen_on_average
from metrics.signal import verdicts_of
from metrics.verdict import Verdict

CLEAR, PROBABLY, JULY = 1.0, 5.0, 4.0


@pytest.mark.parametrize("level", [10, 300, 100_000])
@pytest.mark.parametrize("variation", [0.0, 0.1, 0.3], ids=["poisson", "over-dispersed", "very over-dispersed"])
@pytest.mark.parametrize(("swing", "july"), [(0.06, 0.7), (0.2, 0.6)], ids=["mild season", "strong season"])
def test_stable_months_are_left_alone(level: float, variation: float, swing: float, july: float) -> None:
    clear, probably, holidays = false_calls(World(level, variation, swing, july), series=250)
    assert clear <= CLEAR * 1.2  # 250 series: the rate itself is uncertain by a tenth
    assert probably <= PROBABLY
    assert holidays <= JULY


@pytest.mark.parametrize("variation", [0.0, 0.2])
def test_stable_weeks_are_left_alone(variation: float) -> None:
    clear, probably, holidays = false_calls(World(300, variation, 0.2, 0.6, per_year=52), series=40, years=4)
    assert clear <= CLEAR
    assert probably <= PROBABLY
    assert holidays <= JULY


@pytest.mark.parametrize("swing", [0.06, 0.2])
def test_stable_months_beside_peers_are_left_alone(swing: float) -> None:
    clear, probably, holidays = false_calls(World(swing=swing), series=400, years=2, peers=True)
    assert clear <= CLEAR * 1.2
    assert probably <= PROBABLY
    assert holidays == 0


@pytest.mark.parametrize("known", [24, 36])
def test_a_lasting_step_of_a_third_is_called_within_three_months(known: int) -> None:
    up, down = (seen_on_average(World(), step, known, 480)[0] for step in (0.3, -0.3))
    assert down >= 90
    assert (up + down) / 2 >= 80
    assert up >= 77


def test_without_a_season_a_year_is_nearly_enough() -> None:
    called, _ = seen_on_average(World(swing=0, july=1), 0.3, 12, 480)
    assert called >= 60


def test_small_steps_in_noisy_series_are_mostly_not_seen() -> None:
    called, clear = seen_on_average(World(variation=0.5), 0.3, 24, 240)
    assert called < 30
    assert clear < 10


@pytest.mark.parametrize("kind", ["net changes", "shares", "with holes", "rare"])
def test_other_stable_series_are_left_alone(kind: str) -> None:
    random = np.random.default_rng(11)
    values = {
        "net changes": random.normal(40, 60, (72, 300)),
        "shares": random.beta(50, 950, (72, 300)) * 100,
        "with holes": np.where(random.random((72, 300)) < 0.2, np.nan, random.poisson(200, (72, 300))),
        "rare": random.poisson(0.7, (72, 300)).astype(float),
    }[kind]
    told = verdicts_of(pd.DataFrame(values, pd.date_range("2019-01-01", periods=72, freq="MS"))).verdict
    order = tuple(Verdict)
    judged = (told != order.index(Verdict.TOO_LITTLE)).sum()
    assert judged > told.size / 2
    assert 100 * (told == order.index(Verdict.CLEAR)).sum() / judged <= CLEAR * 1.2
    assert 100 * (told == order.index(Verdict.PROBABLY)).sum() / judged <= PROBABLY
