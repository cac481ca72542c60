"""Control limits by precision: what the additive random effects model of Spiegelhalter gives, by hand and simulated."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from metrics.peers.funnel import LEFT, LIMITS, WINSORISED, funnel
from metrics.rows import Floats


def simulated(count: int, between: float, seed: int) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    variances = np.exp(random.uniform(-6, -2, count))
    return random.normal(2, np.sqrt(between**2 + variances)), variances


def misfit(values: Floats, variances: Floats, between: float) -> float:
    """The winsorised distances from the weighted middle, squared, beside what unremarkable ones give; by hand."""
    weights = [1 / (one + between) for one in variances]
    middle = sum(w * one for w, one in zip(weights, values, strict=True)) / sum(weights)
    distances = sorted((one - middle) * sqrt(w) for w, one in zip(weights, values, strict=True))
    low = distances[0] + WINSORISED * 4 * (distances[1] - distances[0])
    high = distances[4] - WINSORISED * 4 * (distances[4] - distances[3])
    return sum(min(max(one, low), high) ** 2 for one in distances) / 0.679 / 4


def test_the_limits_are_those_by_hand() -> None:
    values, variances = np.array([1.0, 2.0, 4.0, 2.5, 1.5]), np.array([0.1, 0.2, 0.1, 0.4, 0.3])
    found = funnel(values, variances)
    assert misfit(values, variances, found.between**2) == pytest.approx(1)
    again = [1 / (one + found.between**2) for one in variances]
    assert found.middle == pytest.approx(sum(w * one for w, one in zip(again, values, strict=True)) / sum(again))
    edges = found.limits(np.sqrt(variances), 95.0)
    aside = [1.96 * sqrt(one + found.between**2) for one in variances]
    assert list(edges[1] - found.middle) == pytest.approx(aside)
    assert list(found.middle - edges[0]) == pytest.approx(aside)


@pytest.mark.parametrize("between", [0.0, 0.1, 0.4])
def test_95_of_100_unremarkable_ones_lie_within(between: float) -> None:
    inside: dict[float, list[bool]] = {share: [] for share in LIMITS}
    for seed in range(60):
        values, variances = simulated(60, between, seed)
        found = funnel(values, variances)
        for share in LIMITS:
            low, high = found.limits(np.sqrt(variances), share)
            inside[share] += list((low <= values) & (values <= high))
    assert 0.93 <= np.mean(inside[95.0]) <= 0.98
    assert np.mean(inside[99.9]) >= 0.995


def test_one_that_stands_out_does_not_widen_the_limits_that_it_stands_out_from() -> None:
    values, variances = simulated(40, 0.1, 1)
    values[0] = 9
    found = funnel(values, variances)
    low, high = found.limits(np.sqrt(variances), 99.9)
    assert values[0] > high[0]
    assert found.between < 0.5
    assert (low < high).all()


def test_what_winsorising_leaves_of_a_normal_variance() -> None:
    drawn = np.random.default_rng(2).standard_normal(400_000)
    low, high = np.quantile(drawn, (WINSORISED, 1 - WINSORISED))
    assert np.mean(np.clip(drawn, low, high) ** 2) == pytest.approx(LEFT, abs=0.005)


def test_where_chance_is_enough_nothing_is_added_between_organisations() -> None:
    assert funnel(np.array([1.0, 1.0, 1.01]), np.array([0.5, 0.5, 0.5])).between < 1e-5
    assert funnel(np.array([1.0, 1.0]), np.array([0.5, 0.5])).between == 0
