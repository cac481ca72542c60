"""Which wording of a goal counts, which spans it is judged over, and what is said of it."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from metrics.attainment import Basis, Projection, Status, Target
from metrics.goal_rows import current_goals, withdrawn_goals
from metrics.goal_spans import spans
from metrics.goals import Figure, Goal, Pace, counted, in_channels, judged, once_each
from metrics.period import Period

COLUMNS = [
    "goal_id", "set_at", "org_id", "campaign_id", "account_id", "platform", "unit", "topic", "format", "metric",
    "period", "low", "high", "starts_on", "ends_on", "objective", "set_by", "withdrawn",
]  # fmt: skip
OCTOBER = Period.parse("2026-10")
NAN = math.nan


def wording(goal_id: str, day: int, **given: object) -> dict[str, object]:
    row = dict.fromkeys(COLUMNS)
    row |= {"goal_id": goal_id, "org_id": "r", "metric": "reach", "period": "month", "low": 10.0, "withdrawn": False}
    return row | {"set_at": datetime(2026, 1, day, tzinfo=UTC)} | given


def goal(**given: object) -> Goal:
    given = {"id": "g", "organisation": "r", "metric": "reach", "rhythm": "month", "target": Target(low=10)} | given
    return Goal(**given)  # type: ignore[arg-type]  # the tests give fields by name


def test_the_newest_wording_counts_and_holds_since_the_first() -> None:
    rows = [wording("a", 9, low=20.0, set_by="Bo"), wording("a", 3, low=10.0, set_by="Anna"), wording("a", 5, low=15.0)]
    (found,) = current_goals(pd.DataFrame(rows, columns=COLUMNS), "r")
    assert found.target.low == 20
    assert found.set_by == "Bo"
    assert found.since == date(2026, 1, 3)


def test_withdrawn_goals_and_those_of_others_are_left_out_and_may_return() -> None:
    rows = [
        wording("a", 1),
        wording("a", 2, withdrawn=True),
        wording("b", 1, withdrawn=True),
        wording("b", 2, withdrawn=None),
        wording("c", 1, org_id="x"),
    ]
    assert [found.id for found in current_goals(pd.DataFrame(rows, columns=COLUMNS), "r")] == ["b"]


def held(*rows: dict[str, object]) -> tuple[date | None, date | None]:
    table = pd.DataFrame(rows, columns=COLUMNS)
    (found,) = (*current_goals(table, "r"), *withdrawn_goals(table, "r"))
    return found.since, found.until


def test_a_goal_holds_from_the_day_it_was_set_until_it_was_withdrawn() -> None:
    assert held(wording("a", 3)) == (date(2026, 1, 3), None)
    assert held(wording("a", 3), wording("a", 9, low=20.0)) == (date(2026, 1, 3), None)
    assert held(wording("a", 3), wording("a", 9, withdrawn=True)) == (date(2026, 1, 3), date(2026, 1, 9))
    assert held(wording("a", 3), wording("a", 9, withdrawn=True), wording("a", 20)) == (date(2026, 1, 20), None)


def test_a_first_day_of_its_own_goes_before_the_day_it_was_set_and_a_campaign_is_whole() -> None:
    start = date(2025, 7, 1)
    assert held(wording("a", 3, starts_on=start)) == (None, None)
    assert held(wording("a", 3, starts_on=start), wording("a", 9, withdrawn=True)) == (None, date(2026, 1, 9))
    again = (wording("a", 3, starts_on=start), wording("a", 9, withdrawn=True), wording("a", 20, starts_on=start))
    assert held(*again) == (date(2026, 1, 20), None)
    assert held(wording("a", 3, campaign_id="c")) == (None, None)


def test_a_withdrawal_says_nothing_but_that_it_is_one() -> None:
    gone = wording("a", 9, withdrawn=True, low=None, metric="views")
    (found,) = withdrawn_goals(pd.DataFrame([wording("a", 3), gone], columns=COLUMNS), "r")
    assert (found.metric, found.target.low) == ("reach", 10)
    assert withdrawn_goals(pd.DataFrame([gone], columns=COLUMNS), "r") == ()


@pytest.mark.parametrize(
    ("rhythm", "since", "until", "expected"),
    [
        ("month", date(2026, 2, 28), None, ["2026-02", "2026-03"]),
        ("month", date(2026, 3, 1), None, ["2026-03"]),
        ("month", None, date(2026, 3, 31), ["2026-01", "2026-02"]),
        ("month", None, date(2026, 2, 28), ["2026-01"]),
        ("month", None, date(2026, 4, 1), ["2026-01", "2026-02", "2026-03"]),
        ("quarter", date(2026, 3, 31), None, ["2026-Q1"]),
        ("quarter", date(2026, 4, 1), None, []),
        ("post", date(2026, 2, 10), None, ["2026-02-10..2026-03-31"]),
        ("standing", date(2026, 4, 1), None, []),
    ],
)
def test_a_span_is_judged_where_the_goal_held_at_its_end(
    rhythm: str, since: date | None, until: date | None, expected: list[str]
) -> None:
    found = spans(goal(rhythm=rhythm, since=since, until=until), Period.parse("2026-Q1"))
    assert [span.id for span in found] == expected


def test_no_goals_at_all() -> None:
    assert current_goals(pd.DataFrame(columns=COLUMNS), "r") == ()


@pytest.mark.parametrize(
    ("rhythm", "view", "expected"),
    [
        ("month", "2026-Q3", ["2026-07", "2026-08", "2026-09"]),
        ("quarter", "2026-10", ["2026-Q4"]),
        ("tertial", "2026-Q3", ["2026-T2", "2026-T3"]),
        ("half_year", "2026", ["2026-H1", "2026-H2"]),
        ("year", "2026-10", ["2026"]),
        ("week", "2026-W43", ["2026-W43"]),
        ("week", "2026-W53", ["2026-W53"]),
        ("week", "2026-10-22..2026-10-30", ["2026-W43", "2026-W44"]),
        ("month", "2026-W43", ["2026-10"]),
        ("month", "2026-W40", ["2026-09", "2026-10"]),
        ("year", "2026-W53", ["2026", "2027"]),
        ("standing", "2026-W43", ["2026-W43"]),
        ("post", "2026-10", ["2026-10"]),
        ("standing", "2026-Q3", ["2026-Q3"]),
    ],
)
def test_a_goal_is_judged_over_its_own_periods(rhythm: str, view: str, expected: list[str]) -> None:
    assert [span.id for span in spans(goal(rhythm=rhythm), Period.parse(view))] == expected


def test_a_week_belongs_to_the_month_of_its_thursday() -> None:
    weekly = goal(rhythm="week")
    found = spans(weekly, OCTOBER)
    assert [(span.start, span.end) for span in found][:1] == [(date(2026, 9, 28), date(2026, 10, 4))]
    assert len(found) == 5
    assert spans(weekly, Period.parse("2026-09"))[-1].end == date(2026, 9, 27)
    months = [Period.parse(f"2026-{month:02}") for month in range(1, 13)]
    assert len([span for month in months for span in spans(weekly, month)]) == 53  # 2026 has ISO week 53


def test_a_campaign_lasts_its_own_days_and_shows_only_where_the_view_meets_it() -> None:
    whole = goal(rhythm="campaign", campaign="c")
    days = (date(2026, 9, 14), date(2026, 10, 11))
    assert spans(whole, OCTOBER, days) == [Period(*days)]
    assert spans(whole, Period.parse("2026-12"), days) == []
    assert spans(whole, OCTOBER, (date(2026, 9, 14), None)) == [Period(date(2026, 9, 14), OCTOBER.end)]


def test_a_goal_of_every_post_is_judged_on_the_days_it_holds() -> None:
    each = goal(rhythm="post", campaign="c")
    days = (date(2026, 10, 20), date(2026, 11, 2))
    assert spans(each, OCTOBER, days) == [Period(date(2026, 10, 20), date(2026, 10, 31))]
    assert spans(each, Period.parse("2026-09"), days) == []
    assert spans(goal(rhythm="standing", ends_on=date(2026, 9, 30)), OCTOBER) == []


def test_a_goal_holds_between_its_own_days() -> None:
    assert spans(goal(starts_on=date(2026, 11, 1)), OCTOBER) == []
    assert spans(goal(ends_on=date(2026, 9, 30)), OCTOBER) == []
    assert spans(goal(starts_on=date(2026, 10, 15)), OCTOBER) == [OCTOBER]


def test_vasternorrland_attains_496_per_cent_of_its_ten_per_cent() -> None:
    share = 121_540 / 245_000 * 100
    result = judged(goal(metric="reach_share_of_inhabitants"), OCTOBER, Figure(share, share, share), finished=True)
    assert round(result.attainment) == 496
    assert result.status is Status.REACHED
    assert result.reached is True


def test_an_interval_around_the_target_cannot_be_told() -> None:
    result = judged(goal(target=Target(low=43_000)), OCTOBER, Figure(NAN, 41_000, 46_000), finished=True)
    assert result.status is Status.CANNOT_TELL
    assert result.reached is None
    assert math.isnan(result.attainment)
    assert (round(result.attainment_low), round(result.attainment_high)) == (95, 107)


def test_an_unfinished_period_is_under_way_even_where_its_figure_is_there() -> None:
    result = judged(goal(), OCTOBER, Figure(20, 20, 20), finished=False)
    assert result.status is Status.UNDER_WAY
    assert result.reached is None
    assert result.attainment == 200


def test_a_band_for_every_post() -> None:
    band = goal(metric="engagement_rate_followers", rhythm="post", target=Target(5, 7))
    result = judged(band, OCTOBER, Figure(posts=(4.0, 5.5, 6.5, 7.5)), finished=True)
    assert result.attainment == 50
    assert result.status is Status.PARTLY
    assert result.posts is not None
    assert result.posts.median == 6


def test_a_goal_whose_time_is_not_up_has_the_status_of_its_pace() -> None:
    ahead = Projection(30, 25, 35, 0.5, Basis.DAYS)
    pending = judged(goal(target=Target(low=22)), OCTOBER, Figure(20, 20, 20), finished=False, pace=Pace(0.5, ahead))
    assert (pending.status, pending.reached, pending.projection) == (Status.LIKELY, None, ahead)
    passed = judged(goal(), OCTOBER, Figure(20, 20, 20), finished=False, pace=Pace(0.5, ahead, grows=True))
    assert (passed.status, passed.reached, passed.projection) == (Status.REACHED, True, None)
    early = judged(goal(target=Target(low=22)), OCTOBER, Figure(20, 20, 20), finished=False, pace=Pace(0.1, ahead))
    assert (early.status, early.projection) == (Status.TOO_EARLY, None)
    over = judged(goal(), OCTOBER, Figure(20, 20, 20), finished=True, pace=Pace(0.5, ahead))
    assert (over.status, over.projection) == (Status.REACHED, None)


def test_an_unknown_metric_is_shown_as_such() -> None:
    result = judged(goal(metric="smiles"), OCTOBER, Figure(), finished=True, known_metric=False)
    assert result.status is Status.UNKNOWN_METRIC
    assert result.reached is None


def test_the_channels_in_view_keep_their_own_goals_and_the_common_ones() -> None:
    goals = [
        goal(id="all"),
        goal(id="fb", platform="facebook"),
        goal(id="ig", account="a2", platform="instagram"),
        goal(id="ig2", account="a3"),
        goal(id="camp", campaign="c"),
    ]
    accounts = pd.DataFrame({"account_id": ["a1", "a2", "a3"], "platform": ["facebook", "instagram", "instagram"]})

    def kept(platforms: tuple[str, ...], chosen: tuple[str, ...]) -> list[str]:
        return [found.id for found in in_channels(goals, platforms, chosen, accounts)]

    assert kept((), ()) == ["all", "fb", "ig", "ig2", "camp"]
    assert kept(("instagram",), ()) == ["all", "ig", "ig2", "camp"]
    assert kept((), ("a2",)) == ["all", "ig", "camp"]


def statuses(*said: Status) -> Status:
    results = [replace(judged(goal(), OCTOBER, Figure(), finished=True), status=one) for one in said]
    (found,) = once_each(results)
    assert found.span == results[-1].span
    return found.status


def test_a_goal_of_several_spans_counts_once() -> None:
    reached, missed, open_one = Status.REACHED, Status.NOT_REACHED, Status.UNLIKELY
    assert statuses(reached, reached) is reached
    assert statuses(reached, Status.NO_DATA) is reached
    assert statuses(reached, missed, reached) is Status.PARTLY
    assert statuses(Status.CANNOT_TELL, reached) is Status.PARTLY
    assert statuses(missed, Status.CANNOT_TELL) is missed
    assert statuses(reached, missed, open_one) is open_one
    assert statuses(Status.NO_DATA, Status.NO_DATA) is Status.NO_DATA


def test_counting_statuses() -> None:
    results = [judged(goal(), OCTOBER, Figure(low, low, low), finished=True) for low in (5.0, 12.0, 13.0)]
    assert counted(results)[Status.REACHED] == 2
    assert counted(results)[Status.NOT_REACHED] == 1
    assert counted([])[Status.REACHED] == 0
