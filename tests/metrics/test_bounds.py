"""On simulated people, of whom we know who was reached when, the interval always holds the truth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.bounds import intervals, reach_interval
from metrics.period import Kind, Period

DAY = timedelta(days=1)
SPAN = Period(date(2024, 1, 20), date(2024, 4, 12))  # holds a leap day and two whole months
DAYS = [SPAN.start + DAY * number for number in range(SPAN.days)]

Window = tuple[date, int, int]
Seen = dict[date, set[int]]

QUICK = settings(max_examples=50, derandomize=True, deadline=None)


def audience(seed: int) -> Seen:
    """Who is reached on each day: a few see nearly everything, most see little, and one day goes viral."""
    random = Random(seed)
    keen = [random.paretovariate(1.2) / 20 for _ in range(random.choice((5, 60)))]
    viral = {day: random.choice((1, 1, 1, 1, 1, 12)) * random.choice((0, 1, 1, 1)) for day in DAYS}
    return {day: {who for who, much in enumerate(keen) if random.random() < much * viral[day]} for day in DAYS}


def reached(seen: Seen, period: Period) -> int:
    return len(set().union(*(seen.get(period.start + DAY * number, set()) for number in range(period.days))))


def windows_of(seen: Seen) -> list[Window]:
    """Everything that a platform could give: 1, 7 and 28 days up to each day, and whole months."""
    rolling = [(end, length) for end in DAYS for length in (1, 7, 28) if end - DAY * (length - 1) >= SPAN.start]
    months = [(month.end, month.days) for month in SPAN.months() if month.kind is Kind.MONTH]
    every = dict.fromkeys(rolling + months)
    return [(end, length, reached(seen, Period(end - DAY * (length - 1), end))) for end, length in every]


SEEDS = st.integers(0, 2**32)


@st.composite
def spans(draw: st.DrawFn) -> Period:
    start = draw(st.sampled_from(DAYS[:-1]))
    kind = draw(st.sampled_from((Kind.MONTH, Kind.ROLLING, Kind.CUSTOM)))
    if kind is Kind.CUSTOM:
        return Period(start, start + DAY * draw(st.integers(0, 45)))
    return Period.of(kind, start)


def some_of(windows: list[Window], seed: int, share: float) -> list[Window]:
    random = Random(seed)
    kept = [window for window in windows if random.random() < share]
    random.shuffle(kept)
    return kept


SHARES = st.sampled_from((1.0, 0.9, 0.5, 0.1, 0.02))


@QUICK
@given(SEEDS, SHARES, spans())
def test_the_truth_lies_inside(seed: int, share: float, period: Period) -> None:
    seen = audience(seed)
    low, high = reach_interval(some_of(windows_of(seen), seed, share), period)
    truth = reached(seen, period)
    assert low is None or low <= truth
    # Beyond the simulated days nobody is reached, but no window says so: no upper bound may be claimed there.
    assert high is None or truth <= high


@QUICK
@given(SEEDS, SHARES, spans())
def test_one_more_window_never_widens(seed: int, share: float, period: Period) -> None:
    every = windows_of(audience(seed))
    fewer = some_of(every, seed, share)
    added = Random(seed + 1).choice(every)
    low, high = reach_interval(fewer, period)
    low_now, high_now = reach_interval([*fewer, added] if added not in fewer else fewer, period)
    assert (-math.inf if low is None else low) <= (-math.inf if low_now is None else low_now)
    assert (math.inf if high_now is None else high_now) <= (math.inf if high is None else high)


@QUICK
@given(SEEDS, st.sampled_from(DAYS[27:]), st.sampled_from((1, 7, 28)))
def test_the_platforms_own_window_is_exact(seed: int, end: date, length: int) -> None:
    seen = audience(seed)
    period = Period(end - DAY * (length - 1), end)
    truth = float(reached(seen, period))
    assert reach_interval(windows_of(seen), period) == (truth, truth)
    assert reach_interval([(end, length, int(truth))], period) == (truth, truth)


@QUICK
@given(SEEDS, spans())
def test_high_is_the_cheapest_set_of_windows_that_covers_the_period(seed: int, period: Period) -> None:
    """Against every possible set of a few windows."""
    random = Random(seed)
    windows = random.sample(windows_of(audience(seed)), 9)
    wanted = {period.start + DAY * number for number in range(period.days)}
    costs = [
        sum(reach for _, _, reach in chosen)
        for size in range(1, len(windows) + 1)
        for chosen in combinations(windows, size)
        if wanted <= {end - DAY * back for end, length, _ in chosen for back in range(length)}
    ]
    _, high = reach_interval(windows, period)
    assert high == (min(costs) if costs else None)


@QUICK
@given(SEEDS, SHARES, spans())
def test_low_is_the_best_proof_that_one_window_gives(seed: int, share: float, period: Period) -> None:
    windows = some_of(windows_of(audience(seed)), seed, share)
    daily = {end: reach for end, length, reach in windows if length == 1}
    proofs = []
    for end, length, reach in windows:
        days = {end - DAY * back for back in range(length)}
        outside = {day for day in days if not period.start <= day <= period.end}
        if outside != days and outside <= daily.keys():
            proofs.append(max(0, reach - sum(daily[day] for day in outside)))
    low, _ = reach_interval(windows, period)
    assert low == (max(proofs) if proofs else None)


def test_a_month_of_31_days_from_28_and_three_single_days() -> None:
    october = Period.parse("2026-10")
    days = [(date(2026, 10, day), 1, reach) for day, reach in ((1, 300), (2, 200), (3, 100))]
    assert reach_interval([(date(2026, 10, 31), 28, 41_000), *days], october) == (41_000, 41_600)


def test_a_day_without_any_window_leaves_no_upper_bound() -> None:
    october = Period.parse("2026-10")
    days = [(date(2026, 10, day), 1, 100) for day in (1, 3)]
    assert reach_interval([(date(2026, 10, 31), 28, 41_000), *days], october) == (41_000, None)


def test_a_window_that_reaches_outside_proves_what_its_outside_days_leave() -> None:
    week = Period(date(2026, 10, 3), date(2026, 10, 8))
    windows = [(date(2026, 10, 8), 7, 1_000), (date(2026, 10, 2), 1, 150)]
    assert reach_interval(windows, week) == (850, 1_000)


def test_no_window_gives_no_bound() -> None:
    period = Period.parse("2026-10")
    assert reach_interval([], period) == (None, None)
    assert reach_interval([(date(2026, 10, 31), 31, None)], period) == (None, None)
    assert reach_interval([(date(2025, 10, 31), 28, 5_000)], period) == (None, None)


def test_sums_of_persons_are_not_cut_at_32_bits() -> None:
    days = [(date(2026, 10, day), 1, 2**31) for day in (1, 2)]
    assert reach_interval(days, Period(date(2026, 10, 1), date(2026, 10, 2))) == (2**31, 2**32)


Interval = tuple[float | None, float | None]


def together(parts: Sequence[Interval]) -> Interval:
    """The interval of one group that holds every part that has any bound."""
    low, high = (
        np.array([math.nan if bound is None else bound for bound in side]) for side in zip(*parts, strict=True)
    )
    counted = ~(np.isnan(low) & np.isnan(high))
    lows, highs = intervals(low, high, np.zeros(len(parts), dtype=np.intp), 1, counted)
    return tuple(None if math.isnan(bound) else bound for bound in (lows[0], highs[0]))  # type: ignore[return-value]


@QUICK
@given(SEEDS, SHARES, spans())
def test_several_accounts_that_share_people(seed: int, share: float, period: Period) -> None:
    accounts = [audience(seed + number) for number in range(3)]
    low, high = together([reach_interval(some_of(windows_of(seen), seed, share), period) for seen in accounts])
    # An account of which nothing is known is not part of what the interval speaks of.
    known = [
        seen for seen in accounts if reach_interval(some_of(windows_of(seen), seed, share), period) != (None, None)
    ]
    truth = reached({day: set().union(*(seen[day] for seen in known)) for day in DAYS}, period)
    assert low is None or low <= truth
    assert high is None or truth <= high


def test_accounts_are_bounded_by_the_largest_and_by_the_sum() -> None:
    assert together([(100, 100), (250, 300)]) == (250, 400)


def test_an_account_without_a_high_leaves_the_group_without_one() -> None:
    assert together([(100, 100), (250, None)]) == (250, None)


def test_an_account_with_only_a_high_adds_to_the_high() -> None:
    assert together([(100, 100), (None, 50)]) == (100, 150)


def test_nothing_known_of_any_account_is_nothing_known() -> None:
    assert together([(None, None), (None, None)]) == (None, None)


def test_groups_are_kept_apart_and_an_account_left_out_counts_nowhere() -> None:
    low, high = np.array([10.0, 20, 30]), np.array([10.0, 25, 35])
    lows, highs = intervals(low, high, np.array([0, 1, 1]), 3, np.array([True, True, False]))
    np.testing.assert_array_equal(lows, [10, 20, math.nan])
    np.testing.assert_array_equal(highs, [10, 25, math.nan])
