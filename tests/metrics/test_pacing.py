"""Where goals end: what a projection is made of, and what it must never do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import isnan
from pathlib import Path

import numpy as np
import pytest

from data.store import open_store
from metrics.attainment import Basis, Projection, Status, Target
from metrics.catalogue import CATALOGUE, metric
from metrics.course_days import FOLLOWERS, campaign_course, channel_days
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figure_columns
from metrics.goal_results import campaign_days, goal_results
from metrics.goals import Figure, Goal
from metrics.horizon import Horizon
from metrics.paced_goal import OF_STOCK
from metrics.pacing import pace
from metrics.period import Period
from metrics.usual_course import day_weights, ends_of, from_history, from_own_days, rests
from metrics.usual_growth import Course, from_courses, goes_alike

OWN, FACEBOOK = "region-alvmark", "alvmark-facebook"
OCTOBER = Period.parse("2026-10")
MIDDLE = date(2026, 10, 16)


@pytest.fixture(scope="module")
def facts(demo_store: Path) -> Facts:
    return build_facts(open_store(str(demo_store)), today=date(2026, 11, 1))


def figures(facts: Facts, scope: Scope, period: Period, campaign: str | None = None) -> dict[str, Figure]:
    found = figure_columns(facts, list(CATALOGUE), scope, period, "campaign" if campaign else None)
    rows = zip(*(found[one] for one in ("metric", "by", "value", "low", "high")), strict=True)
    return {
        name: Figure(float(value), float(low), float(high)) for name, by, value, low, high in rows if by == campaign
    }


def test_the_days_of_a_channel_add_up_to_its_figures(facts: Facts) -> None:
    accounts = facts.accounts.loc[facts.accounts["org_id"] == OWN, "account_id"]
    told = 0
    for account in accounts:
        values = figures(facts, Scope(OWN, (), (account,)), OCTOBER)
        for name, declared in CATALOGUE.items():
            if declared.denominator or declared.unique or declared.numerator in OF_STOCK or isnan(values[name].value):
                continue
            days = channel_days(facts, OWN, [account], declared)
            assert days is not None
            start = OCTOBER.start.toordinal() - days.first
            assert np.nansum(days.amounts[declared.numerator][start : start + 31]) == pytest.approx(values[name].value)
            told += 1
    assert told > 20
    followers = channel_days(facts, OWN, list(accounts), metric(FOLLOWERS))
    assert followers is not None
    assert followers.amounts[FOLLOWERS][-1] == figures(facts, Scope(OWN), OCTOBER)["followers"].value


def test_a_campaign_ends_at_its_figures(facts: Facts) -> None:
    accounts = list(facts.accounts.loc[facts.accounts["org_id"] == OWN, "account_id"])
    told = 0
    for campaign, (start, end) in campaign_days(facts.campaigns).items():
        assert start is not None
        assert end is not None
        span = Period(start, end)
        for name, figure in figures(facts, Scope(OWN), span, campaign).items():
            if metric(name).denominator or isnan(figure.low):
                continue
            days = campaign_course(facts, campaign, span, accounts, metric(name))
            if name == "reach":
                assert (days.amounts["reach_low"][-1], days.amounts["reach_high"][-1]) == (figure.low, figure.high)
            else:
                assert np.nansum(days.amounts[metric(name).numerator]) == pytest.approx(figure.value)
            told += 1
    assert told > 30


def paced(facts: Facts, goal: Goal, known_until: date = MIDDLE) -> tuple[Figure, Projection | None]:
    scope = Scope(goal.organisation, (), (goal.account,) if goal.account else ())
    figure = figures(facts, scope, Period(OCTOBER.start, known_until))[goal.metric]
    return figure, pace(facts, goal, OCTOBER, figure, known_until).projection


@pytest.mark.parametrize("name", ["interactions", "views", "posts", "reach", "followers", "answered_in_time"])
def test_a_month_ends_around_its_projection(facts: Facts, name: str) -> None:
    figure, ahead = paced(facts, Goal("g", OWN, name, "month", Target(), account=FACEBOOK))
    assert ahead is not None
    assert ahead.low <= ahead.high
    assert ahead.share == pytest.approx(16 / 31)
    assert ahead.basis is (Basis.PERIODS if name == "reach" else Basis.DAYS)
    if name in ("interactions", "views", "posts", "reach"):
        assert ahead.low >= figure.low


def test_what_comes_after_a_day_changes_nothing_that_was_said_on_it(facts: Facts, tmp_path: Path) -> None:
    """The same store, today a later day: the projection as known then stands."""
    later = build_facts(facts.store, today=date(2026, 10, 17))
    goal = Goal("g", OWN, "interactions", "month", Target(), account=FACEBOOK)
    assert paced(facts, goal) == paced(later, goal)


def test_nothing_is_projected_for_goals_on_every_post_or_unknown_metrics(facts: Facts) -> None:
    for goal in (
        Goal("g", OWN, "engagement_rate_followers", "post", Target(5, 7)),
        Goal("g", OWN, "smiles", "month", Target(1)),
    ):
        assert pace(facts, goal, OCTOBER, Figure(1, 1, 1), MIDDLE).projection is None


def test_the_running_campaign_of_the_demo(facts: Facts) -> None:
    results = {result.goal.id: result for result in goal_results(facts, OWN, OCTOBER)}
    conversions = results["screening-2026-conversions"]
    assert conversions.projection is not None
    assert conversions.projection.basis is Basis.CAMPAIGNS
    assert conversions.projection.low > conversions.figure.value
    assert conversions.status in (Status.LIKELY, Status.UNCERTAIN, Status.UNLIKELY)
    reach = results["screening-2026-reach"]
    assert reach.projection is not None
    assert reach.projection.low >= reach.figure.low
    assert isnan(reach.projection.value)


def test_a_goal_is_too_early_for_a_fifth_of_its_days_and_no_longer(facts: Facts) -> None:
    def status(day: date) -> Status:
        period = Period(OCTOBER.start, day)
        found = {result.goal.id: result for result in goal_results(facts, OWN, period, rhythms=("month",))}
        return found["alvmark-facebook-interactions-2026"].status

    assert status(date(2026, 10, 6)) is Status.TOO_EARLY
    assert status(date(2026, 10, 7)) is not Status.TOO_EARLY
    assert status(date(2026, 10, 30)) is Status.REACHED


def test_figures_that_stop_are_missing_and_not_early(facts: Facts) -> None:
    late = build_facts(facts.store, today=date(2026, 11, 22))
    found = goal_results(late, OWN, Period.parse("2026-11"), rhythms=("month",))
    assert found
    assert {result.status for result in found} == {Status.NO_DATA}


WEEK = (5.0, 5.0, 5.0, 5.0, 5.0, 1.0, 1.0)
MONDAY = date(2025, 1, 13)


def test_a_weekend_is_not_a_weekday() -> None:
    """Forty weeks that are all alike: what is left of the week is known, and is no straight line."""
    amounts = np.array(WEEK * 40)
    for seen, rest in ((1, 22.0), (5, 2.0)):
        known = 39 * 7 + seen
        horizon = Horizon(MONDAY.toordinal(), 0, known, 7 - seen)
        found = from_history(np.where(np.arange(280) < known, amounts, np.nan), horizon)
        assert found is not None
        assert found.expected == pytest.approx(rest, abs=1)
        # Earlier forecasts were made on that weekday, and their errors mend what its weights have wrong.
        assert ends_of(rests(found, horizon)).middle == pytest.approx(rest, rel=0.02)


def test_a_break_cuts_the_level_and_not_how_far_forecasts_err() -> None:
    """Three times as many were counted until forty days ago: the same interval as without that break."""
    random = np.random.default_rng(3)
    amounts = random.negative_binomial(20, 0.02, 600).astype(float)
    before = np.where(np.arange(600) < 560, 3 * amounts, amounts)
    ends = []
    for days, cuts in ((amounts, ()), (before, (560,))):
        horizon = Horizon(MONDAY.toordinal(), 0, 600, 20, cuts)
        found = from_history(np.concatenate([days, np.full(20, np.nan)]), horizon)
        assert found is not None
        ends.append(ends_of(rests(found._replace(errors=found.errors[~np.isnan(found.errors)]), horizon)))
    assert ends[1] == pytest.approx(ends[0], rel=0.05)


def test_what_comes_in_lumps_is_told_from_days_when_as_little_had_come() -> None:
    """Forty days in every hundred give fifty each: when nothing has come for a month, a new lump may."""
    amounts = np.where(np.arange(880) % 100 < 40, 50.0, 0.0)
    horizon = Horizon(MONDAY.toordinal(), 0, 875, 12)
    found = from_history(np.where(np.arange(880) < 875, amounts, np.nan), horizon)
    assert found is not None
    assert found.expected == 0
    ends = ends_of(rests(found._replace(errors=found.errors[~np.isnan(found.errors)]), horizon))
    assert ends.low == ends.middle == 0
    assert 300 < ends.high < 900


def test_too_little_history_gives_none_and_own_days_give_more_than_the_days_alone() -> None:
    amounts = np.array(WEEK * 4)
    horizon = Horizon(MONDAY.toordinal(), 0, 28, 7)
    assert from_history(amounts, horizon) is None
    assert (day_weights(amounts[:14], replace(horizon, known=14)) == 1).all()
    narrow, wide = (from_own_days(amounts, np.array(WEEK * 4), 27.0, 7, unknown) for unknown in (0.0, 0.5))
    assert narrow is not None
    assert wide is not None
    assert narrow.middle == wide.middle == pytest.approx(27)
    assert wide.low < narrow.low < 27 < narrow.high < wide.high


def courses(count: int) -> Iterator[tuple[float, float]]:
    for number in range(count):
        yield 100.0, 200.0 + 10 * number


@pytest.mark.parametrize("count", [0, 2])
def test_two_campaigns_are_no_course(count: int) -> None:
    assert from_courses([begun for begun, _ in courses(count)], [end for _, end in courses(count)]) is None


def test_more_campaigns_that_agree_narrow_the_interval() -> None:
    few, many = (from_courses([100.0] * count, [200.0, 220.0, 240.0] * (count // 3)) for count in (3, 12))
    assert few is not None
    assert many is not None
    assert few.reach > many.reach > 0
    assert few.of(50).middle == pytest.approx(50 * (2 * 2.2 * 2.4) ** (1 / 3))


def test_the_day_after_is_closer_than_the_day_before(facts: Facts) -> None:
    """Intervals narrow as days pass."""
    goal = Goal("g", OWN, "interactions", "month", Target(), account=FACEBOOK)
    widths = []
    for day in (8, 16, 24, 30):
        _, ahead = paced(facts, goal, OCTOBER.start + timedelta(days=day - 1))
        assert ahead is not None
        widths.append(ahead.high - ahead.low)
    assert widths == sorted(widths, reverse=True)


def course(*days: float) -> Course:
    return Course(*(np.cumsum(days) for _ in range(2)))


def test_a_campaign_that_does_not_go_as_the_earlier_ones_tells_nothing_of_its_end() -> None:
    earlier = [course(*(10.0 + number % 3 * day / 40 for day in range(40))) for number in range(6)]
    steady, fading = course(*[10.0] * 40), course(*(20.0 - day / 2 for day in range(40)))
    assert goes_alike(steady, earlier, 0.5)
    assert not goes_alike(fading, earlier, 0.5)
    assert goes_alike(steady, earlier, 0.25)
    assert not goes_alike(steady, earlier[:5], 0.25)
    assert goes_alike(steady, earlier[:5], 0.5)
    assert not goes_alike(course(*[0.0] * 20, *[10.0] * 20), earlier, 0.5)


def test_what_a_first_campaign_gives_is_not_expected_of_the_days_after_it(facts: Facts) -> None:
    """Conversions come from campaigns alone; the first ran from October to December 2024."""
    span, day = Period.parse("2024-12"), date(2024, 12, 10)
    goal = Goal("g", OWN, "conversions", "month", Target(), account=FACEBOOK)
    figure = figures(facts, Scope(OWN, (), (FACEBOOK,)), Period(span.start, day))["conversions"]
    assert figure.value > 0
    assert pace(facts, goal, span, figure, day).projection is None


def test_days_without_posts_or_campaigns_are_known_to_have_given_nothing(facts: Facts) -> None:
    days = channel_days(facts, OWN, [FACEBOOK], metric("spend"))
    assert days is not None
    spent = days.amounts["spend"]
    first = np.flatnonzero(~np.isnan(spent))[0]
    assert not np.isnan(spent[first : days.last - days.first + 1]).any()
    assert np.isnan(spent[:first]).all()
    assert (spent[first:] == 0).any()


def test_a_break_in_a_quarter_is_no_reason_to_trust_few_days(facts: Facts) -> None:
    """Facebook counts views anew from 15 November 2025: two weeks later the quarter is told from three years."""
    span, day = Period.parse("2025-Q4"), date(2025, 11, 30)
    goal = Goal("g", OWN, "views", "quarter", Target(), account=FACEBOOK)
    figure = figures(facts, Scope(OWN, (), (FACEBOOK,)), Period(span.start, day))["views"]
    ahead = pace(facts, goal, span, figure, day).projection
    assert ahead is not None
    assert ahead.basis is Basis.DAYS
    end = figures(facts, Scope(OWN, (), (FACEBOOK,)), span)["views"].value
    assert ahead.low <= end <= ahead.high
