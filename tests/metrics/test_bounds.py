"""On simulated people, of whom we know who was reached when, the interval always holds the truth."""

from __future__ import annotations

import inspect
import math
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metrics.bounds
from data.store import open_store
from locales import Language
from metrics.bounds import Bounds, Windows, bounds, intervals, reach_interval
from metrics.catalogue import metric
from metrics.claims import claimed
from metrics.facts import build_facts
from metrics.figures import Scope, figures
from metrics.period import Kind, Period
from tests.data.small_store import table, write
from tests.metrics.worlds import ACCOUNTS, DAY, DAYS, SPAN, Bools, Counts, Worlds, spans

WORLDS, SPANS = 2_000, 24
CASES = 2_000
"""How many cases of every kind there must at least be."""


@pytest.fixture(scope="module")
def every() -> Worlds:
    return Worlds.simulated(WORLDS, seed=1)


@pytest.fixture(scope="module")
def some(every: Worlds) -> Worlds:
    return every.thinned(seed=2)


def known(windows: Windows) -> Bools:
    """Which accounts have any window at all: those a group's interval speaks of."""
    return np.asarray(np.logical_or.reduce([~np.isnan(people).all(axis=1) for people in windows.reach.values()]))


def together(found: Bounds, counted: Bools) -> tuple[Counts, Counts]:
    """The interval of each world."""
    world = np.arange(len(counted)) // ACCOUNTS
    return intervals(found.low, found.high, world.astype(np.intp), len(counted) // ACCOUNTS, counted)


def test_the_truth_lies_inside_for_accounts_and_for_groups_of_them(some: Worlds) -> None:
    counted = known(some.windows)
    assert counted.sum() < len(counted)
    open_above, wide, exact = np.zeros((3, 2), dtype=int)
    for period in spans(3 * SPANS, seed=3):
        found = bounds(some.windows, period)
        assert (found.covered.all(axis=1) == ~np.isnan(found.high)).all()
        alone = found.low, found.high, some.reached(period)
        group = *together(found, counted), some.reached_together(period, counted)
        for kind, (low, high, truth) in enumerate((alone, group)):
            assert not (low > truth).any()
            assert not (high < truth).any()
            open_above[kind] += (~np.isnan(low) & np.isnan(high)).sum()
            wide[kind] += (low < high).sum()
            exact[kind] += (low == high).sum()
    assert min(*open_above, *wide, *exact) >= CASES


def test_a_window_that_is_the_period_is_the_answer(some: Worlds) -> None:
    cases = 0
    for period in (Period(end - DAY * (n - 1), end) for n in (1, 7, 28) for end in DAYS[28::9]):
        counted = some.windows.ending(period.days, period.end, period.end)[:, 0]
        has = ~np.isnan(counted)
        found = bounds(some.windows, period)
        np.testing.assert_array_equal(found.low[has], counted[has])
        np.testing.assert_array_equal(found.high[has], counted[has])
        np.testing.assert_array_equal(counted[has], some.reached(period)[has])
        cases += has.sum()
    assert cases >= CASES


def with_one_more(fewer: Windows, all_of_them: Windows, seed: int) -> Windows:
    """The windows with one of those that each account had lost."""
    lost = np.hstack([np.isnan(fewer.reach[n]) & ~np.isnan(people) for n, people in all_of_them.reach.items()])
    drawn = np.argmax(np.random.default_rng(seed).random(lost.shape) * lost, axis=1)
    added = np.zeros_like(lost)
    added[np.arange(len(lost)), drawn] = True
    parts = np.hsplit(added & lost, len(fewer.reach))
    pairs = zip(all_of_them.reach.items(), parts, strict=True)
    return replace(fewer, reach={n: np.where(part, people, fewer.reach[n]) for (n, people), part in pairs})


def test_one_more_window_never_widens(every: Worlds, some: Worlds) -> None:
    counted, narrower = known(some.windows), 0
    for number, period in enumerate(spans(SPANS, seed=4)):
        before = bounds(some.windows, period)
        now = bounds(with_one_more(some.windows, every.windows, seed=number), period)
        assert not (before.covered & ~now.covered).any()
        pairs = ((before.low, before.high), (now.low, now.high)), (together(before, counted), together(now, counted))
        for (low, high), (low_now, high_now) in pairs:
            assert ((low_now >= low) | np.isnan(low)).all()
            assert ((high_now <= high) | np.isnan(high)).all()
            narrower += (np.nan_to_num(low_now, nan=-1) > np.nan_to_num(low, nan=-1)).sum()
            narrower += (np.nan_to_num(high_now, nan=1e9) < np.nan_to_num(high, nan=1e9)).sum()
    assert narrower >= CASES


def test_a_day_without_any_window_leaves_at_least(every: Worlds) -> None:
    random, at_least = np.random.default_rng(5), 0
    for period in spans(SPANS, seed=6):
        gap = random.integers(0, period.days)
        place = (period.start - SPAN.start).days + gap
        reach = {n: people.copy() for n, people in every.windows.reach.items()}
        for n, people in reach.items():
            people[:, max(0, place) : max(0, place + n)] = np.nan
        found = bounds(replace(every.windows, reach=reach), period)
        days = [period.start + DAY * number for number in range(period.days)]
        assert np.isnan(found.high).all()
        assert (found.covered == [day in DAYS and number != gap for number, day in enumerate(days)]).all()
        assert not (found.low > every.reached(period)).any()
        at_least += (~np.isnan(found.low)).sum()
    assert at_least >= CASES


def test_windows_that_contradict_each_other_give_an_interval_that_holds_what_each_says(every: Worlds) -> None:
    random, contradicted = np.random.default_rng(7), 0
    reach = {n: np.round(people * random.uniform(0.5, 1.5, people.shape)) for n, people in every.windows.reach.items()}
    restated = replace(every.windows, reach=reach)
    for period in (Period(end - DAY * (length - 1), end) for end in DAYS[40::20] for length in (3, 9, 30, 41)):
        found = bounds(restated, period)
        whole_weeks = restated.ending(7, period.start + DAY * 6, period.end) if period.days > 7 else np.empty((0, 0))
        most_inside = np.fmax.reduce(whole_weeks, axis=1) if whole_weeks.size else found.low
        all_days = restated.ending(1, period.start, period.end).sum(axis=1)
        assert (found.low <= found.high).all()
        assert (most_inside <= found.high).all()
        assert (found.low <= all_days).all()
        contradicted += (most_inside > all_days).sum()
    assert contradicted > 0


def test_what_is_public_gives_both_ends_and_never_a_number() -> None:
    """Whoever adds a function here must decide what it claims."""
    public = {name: one for name, one in inspect.getmembers(metrics.bounds, inspect.isfunction) if name[0] != "_"}
    given = {name: one.__annotations__["return"] for name, one in public.items() if one.__module__ == "metrics.bounds"}
    ends = "tuple[float | None, float | None]"
    assert given == {"bounds": "Bounds", "intervals": "tuple[Floats, Floats]", "reach_interval": ends}
    assert [one.name for one in fields(Bounds)] == ["low", "high", "covered"]
    two_days = [(date(2026, 10, 1), 1, 100), (date(2026, 10, 2), 1, 200)]
    assert reach_interval(two_days, Period(date(2026, 10, 1), date(2026, 10, 2))) == (200, 300)
    assert together_of([(100, 100), (200, 200)]) == (200, 300)


QUICK = settings(max_examples=60, derandomize=True, deadline=None)
SEEDS = st.integers(0, 2**32)
Window = tuple[date, int, int]


def told(seed: int) -> list[Window]:
    """The windows that one account still has, as rows."""
    windows = Worlds.simulated(1, seed).thinned(seed).windows
    rows = [(n, place, people[0, place]) for n, people in windows.reach.items() for place in range(windows.days)]
    return [(DAYS[place], n, int(reach)) for n, place, reach in rows if not math.isnan(reach)]


def days_of(end: date, length: int) -> set[date]:
    return {end - DAY * back for back in range(length)}


@QUICK
@given(SEEDS)
def test_high_is_the_cheapest_set_of_windows_that_covers_the_period(seed: int) -> None:
    """Against every possible set of a few windows: so nothing else caps it."""
    period = spans(6, seed)[-1]
    wanted = days_of(period.end, period.days)
    every = [window for window in told(seed) if days_of(window[0], window[1]) & wanted]
    windows = Random(seed).sample(every, min(9, len(every)))
    costs = [
        sum(reach for _, _, reach in chosen)
        for size in range(1, len(windows) + 1)
        for chosen in combinations(windows, size)
        if wanted <= {day for end, length, _ in chosen for day in days_of(end, length)}
    ]
    _, high = reach_interval(windows, period)
    assert high == (min(costs) if costs else None)


@QUICK
@given(SEEDS)
def test_low_is_the_best_proof_that_one_window_gives(seed: int) -> None:
    windows, period = told(seed), spans(6, seed)[-1]
    daily = {end: reach for end, length, reach in windows if length == 1}
    counted = [reach for end, length, reach in windows if (end, length) == (period.end, period.days)]
    proofs = []
    for end, length, reach in windows:
        days = days_of(end, length)
        outside = days - days_of(period.end, period.days)
        if outside != days and outside <= daily.keys():
            proofs.append(max(0, reach - sum(daily[day] for day in outside)))
    low, _ = reach_interval(windows, period)
    assert low == (counted[0] if counted else max(proofs) if proofs else None)


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
    assert reach_interval([(date(2026, 10, 8), 7, 100), (date(2026, 10, 2), 1, 150)], week) == (0, 100)


def test_a_window_that_reaches_outside_on_both_sides_proves_what_both_leave() -> None:
    days = Period(date(2026, 10, 3), date(2026, 10, 5))
    window = (date(2026, 10, 7), 7, 1_000)  # 1 to 7 October
    outside = [(date(2026, 10, day), 1, reach) for day, reach in ((1, 100), (2, 50), (6, 20), (7, 5))]
    assert reach_interval([window, *outside], days) == (825, 1_000)
    for missing in range(4):
        assert reach_interval([window, *outside[:missing], *outside[missing + 1 :]], days) == (None, 1_000)


def test_windows_of_which_one_says_more_than_the_others_together_hold_both() -> None:
    days = [(date(2026, 10, day), 1, 10) for day in range(1, 9)]
    period = Period(date(2026, 10, 1), date(2026, 10, 8))
    assert reach_interval([(date(2026, 10, 8), 7, 1_000), *days], period) == (80, 1_000)


def test_no_window_gives_no_bound() -> None:
    period = Period.parse("2026-10")
    assert reach_interval([], period) == (None, None)
    assert reach_interval([(date(2026, 10, 31), 31, None)], period) == (None, None)
    assert reach_interval([(date(2025, 10, 31), 28, 5_000)], period) == (None, None)


def test_sums_of_persons_are_not_cut_at_32_bits() -> None:
    days = [(date(2026, 10, day), 1, 2**31) for day in (1, 2)]
    assert reach_interval(days, Period(date(2026, 10, 1), date(2026, 10, 2))) == (2**31, 2**32)


Interval = tuple[float | None, float | None]


def together_of(parts: Sequence[Interval]) -> Interval:
    """The interval of one group that holds every part that has any bound."""
    low, high = (
        np.array([math.nan if bound is None else bound for bound in side]) for side in zip(*parts, strict=True)
    )
    counted = ~(np.isnan(low) & np.isnan(high))
    lows, highs = intervals(low, high, np.zeros(len(parts), dtype=np.intp), 1, counted)
    return tuple(None if math.isnan(bound) else bound for bound in (lows[0], highs[0]))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        pytest.param([(100, 100), (250, 300)], (250, 400), id="the largest and the sum"),
        pytest.param([(100, 100), (250, None)], (250, None), id="one without a high leaves none"),
        pytest.param([(100, 100), (None, 50)], (100, 150), id="one with only a high adds to it"),
        pytest.param([(None, None), (None, None)], (None, None), id="nothing known"),
        pytest.param([(0, 0), (250, 250)], (250, 250), id="one that reached nobody leaves the other exact"),
    ],
)
def test_accounts_are_bounded_by_the_largest_and_by_the_sum(parts: Sequence[Interval], whole: Interval) -> None:
    assert together_of(parts) == whole


def test_groups_are_kept_apart_and_an_account_left_out_counts_nowhere() -> None:
    low, high = np.array([10.0, 20, 30]), np.array([10.0, 25, 35])
    lows, highs = intervals(low, high, np.array([0, 1, 1]), 3, np.array([True, True, False]))
    np.testing.assert_array_equal(lows, [10, 20, math.nan])
    np.testing.assert_array_equal(highs, [10, 25, math.nan])


def test_an_interval_whose_ends_meet_is_told_as_exact_everywhere(tmp_path: Path) -> None:
    """28 days to the end of October, and three days before them on which nobody was reached."""
    last = date(2026, 10, 31)
    nobody = [{"window_end": date(2026, 10, day), "window_days": 1, "reach": 0} for day in (1, 2, 3)]
    reach = table("account_reach", {"window_end": last, "window_days": 28, "reach": 9_000}, *nobody)
    facts = build_facts(open_store(str(write(tmp_path, account_reach=reach))), today=date(2026, 11, 9))
    for by in (None, "account", "platform", "month"):
        figure = next(figures(facts, ["reach"], Scope("region"), Period.of(Kind.MONTH, last), by=by).itertuples())
        assert (figure.value, figure.low, figure.high, figure.exact) == (9_000, 9_000, 9_000, True)
        assert claimed(metric("reach"), figure, Language("en")) == "9,000"
