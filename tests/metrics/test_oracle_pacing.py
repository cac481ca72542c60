"""Projections agree with plain Python written from docs/decisions/0009."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from metrics.horizon import Horizon
from metrics.usual_course import day_kinds, ends_of, from_history, rests
from metrics.usual_growth import Course, from_courses, from_periods, goes_alike
from tests import plain_pacing

FIRST = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("known", "days", "cuts"),
    [
        (900, 8, ()),
        (900, 23, ()),
        (500, 45, ()),
        (260, 3, ()),
        (300, 69, ()),  # too short for three forecasts of 69 days
        (900, 274, ()),
        (900, 23, (850,)),
        (1000, 60, (200, 700)),
        (800, 5, (780,)),
    ],
)
def test_a_sum_ends_where_plain_python_says(known: int, days: int, cuts: tuple[int, ...]) -> None:
    random = np.random.default_rng(known + days)
    amounts = random.negative_binomial(3, 0.02, known).astype(float)
    found = from_history(
        np.concatenate([amounts, np.full(days, np.nan)]), horizon := Horizon(FIRST.toordinal(), 0, known, days, cuts)
    )
    assert found is not None
    ends = ends_of(1_000 + rests(found, horizon))
    assert (ends.low, ends.high) == pytest.approx(plain_pacing.sum_ends(FIRST, list(amounts), days, 1_000, cuts))


@pytest.mark.parametrize("known", [880, 935])
def test_lumps_end_where_plain_python_says(known: int) -> None:
    """Forty days of something in every hundred: known while it comes, and while nothing has come for a month."""
    random = np.random.default_rng(known)
    amounts = np.where(np.arange(known) % 100 < 40, random.poisson(50, known), 0).astype(float)
    horizon = Horizon(FIRST.toordinal(), 0, known, 12)
    found = from_history(np.concatenate([amounts, np.full(12, np.nan)]), horizon)
    assert found is not None
    ends = ends_of(rests(found._replace(errors=found.errors[~np.isnan(found.errors)]), horizon))
    assert (ends.low, ends.high) == pytest.approx(plain_pacing.sum_ends(FIRST, list(amounts), 12, 0))


def test_a_holiday_is_a_sunday() -> None:
    kinds = day_kinds(date(2026, 1, 1).toordinal(), 366)
    for day in (date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 6, 19), date(2026, 12, 25)):
        assert kinds[day.timetuple().tm_yday - 1] == 6
        assert plain_pacing.kind_of(day) == 6
    assert kinds[date(2026, 3, 2).timetuple().tm_yday - 1] == 0


@pytest.mark.parametrize("count", [3, 5, 12])
def test_campaigns_and_periods_end_where_plain_python_says(count: int) -> None:
    random = np.random.default_rng(count)
    ended = list(random.lognormal(8, 0.4, count))
    begun = [end * share for end, share in zip(ended, random.uniform(0.3, 0.6, count), strict=True)]
    campaigns = from_courses(begun, ended)
    assert campaigns is not None
    assert campaigns.of(900)[1:] == pytest.approx(plain_pacing.campaign_ends(begun, ended, 900))
    periods = from_periods(begun, ended, 900, 0.4)
    assert periods is not None
    assert periods.of(900)[1:] == pytest.approx(plain_pacing.period_ends(begun, ended, 900, 0.4))


def test_a_campaign_goes_as_the_earlier_ones_where_plain_python_says() -> None:
    random = np.random.default_rng(7)
    told = set()
    for _ in range(40):
        *earlier, own = (Course(sums, sums) for sums in np.cumsum(random.lognormal(3, 1, (8, 40)), axis=1))
        halves, begun = ([float(one.low[day]) for one in earlier] for day in (9, 19))
        expected = plain_pacing.goes_alike(halves, begun, float(own.low[9]), float(own.low[19]))
        assert goes_alike(own, earlier, 0.5) is expected
        told.add(expected)
    assert told == {True, False}
