"""Nothing that a goal has been is lost: every change is told with its day, who made it, and what was and became."""

import math
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from locales import NBSP, Language
from metrics.attainment import PostShares, Status, Target
from metrics.goal_log import GoalLog, as_first_set, goal_log_of
from metrics.goal_log_wording import change_texts, first_set_text, set_text
from metrics.goals import Figure, GoalResult
from metrics.period import Period
from tests.metrics.test_goals import COLUMNS, wording

SV, EN = Language("sv"), Language("en")
MARCH = Period.parse("2026-03")


def logged(*rows: dict[str, object], organisation: str = "r") -> dict[str, GoalLog]:
    return goal_log_of(pd.DataFrame(rows, columns=COLUMNS), organisation)


def at(month: int, day: int) -> dict[str, object]:
    return {"set_at": datetime(2026, month, day, 9, tzinfo=UTC)}


MOVED = (
    wording("a", 1, low=40_000.0, set_by="Anna"),
    wording("a", 1, low=30_000.0, set_by="Bo", **at(3, 12)),
)


def told(*rows: dict[str, object], language: Language = SV) -> list[str]:
    (log,) = logged(*rows).values()
    return [text.replace(NBSP, " ") for text in change_texts(log, {"vinter": "Vinterkampanjen"}, language)]


def result(log: GoalLog, **figure: Any) -> GoalResult:
    return GoalResult(log.newest.goal, MARCH, Figure(**figure), Status.REACHED, True, math.nan, math.nan, math.nan)


def test_a_moved_target_is_told_with_its_day_and_both_targets() -> None:
    assert told(*MOVED) == ["Målet ändrades den 12 mars 2026 från minst 40 000 till minst 30 000 (Bo)."]
    (log,) = logged(*MOVED).values()
    assert set_text(log, SV).replace(NBSP, " ") == "Målet sattes den 1 januari 2026: minst 40 000 (Anna)."
    assert (log.first.goal.target, log.newest.goal.target) == (Target(low=40_000), Target(low=30_000))


def test_the_rows_may_lie_in_any_order_and_others_goals_are_not_in_it() -> None:
    found = logged(*reversed(MOVED), wording("b", 1, org_id="x"), wording("aa", 2))
    assert list(found) == ["a", "aa"]
    assert [one.goal.target.low for one in found["a"].wordings] == [40_000, 30_000]
    assert logged() == {}


def test_a_withdrawn_goal_stays_in_the_log_and_may_be_taken_up_again() -> None:
    rows = (
        *MOVED,
        wording("a", 1, low=None, set_by=None, withdrawn=True, **at(4, 1)),
        wording("a", 1, low=30_000.0, set_by="Anna", **at(5, 1)),
    )
    assert told(*rows)[1:] == [
        "Målet drogs tillbaka den 1 april 2026 (namn saknas).",
        "Målet togs upp igen den 1 maj 2026 (Anna).",
    ]
    (log,) = logged(*rows[:3]).values()
    assert log.newest.withdrawn
    assert log.newest.goal.target == Target(low=30_000)


def test_the_same_again_is_no_change() -> None:
    assert told(wording("a", 1, set_by="Anna"), wording("a", 2, set_by="Bo")) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"high": 20.0}, {"high": 12.0}, "The goal was changed from 10–20 to 10–12."),
        ({"period": "month"}, {"period": "year"}, "How often was changed from every month to every year."),
        ({"metric": "views"}, {"metric": "posts"}, "What is measured was changed from Views to Posts."),
        ({}, {"campaign_id": "vinter"}, "What the goal is about was changed from All channels to Vinterkampanjen."),
        ({}, {"ends_on": date(2026, 6, 30)}, "The last day was changed from no set day to 30 June 2026."),
        ({"objective": "A"}, {}, "The objective was changed from A to none."),
    ],
)
def test_everything_that_a_goal_says_is_followed(before: dict, after: dict, said: str) -> None:
    rows = (wording("a", 1, **before), wording("a", 1, **after, set_by="Bo", **at(3, 12)))
    assert [text.replace(" on 12 March 2026", "").replace(" (Bo)", "") for text in told(*rows, language=EN)] == [said]


def test_a_day_is_that_of_the_country() -> None:
    late = wording("a", 1, set_at=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    assert logged(late)["a"].first.goal.set_on == date(2026, 7, 1)


def test_the_goal_as_it_was_first_set_is_attained_by_the_same_figure() -> None:
    log = logged(*MOVED)["a"]
    found = as_first_set(log, result(log, value=30_000, low=30_000, high=30_000))
    assert found is not None
    assert (found.target, found.attainment) == (Target(low=40_000), 75)
    text = first_set_text(result(log, value=30_000, low=30_000, high=30_000), found, SV).replace(NBSP, " ")
    assert text == "Målet som det först sattes (minst 40 000) är uppfyllt till 75 %."


def test_an_interval_has_an_interval_of_what_was_first_asked() -> None:
    log = logged(*MOVED)["a"]
    found = as_first_set(log, result(log, low=20_000, high=50_000))
    assert found is not None
    assert math.isnan(found.attainment)
    assert (found.attainment_low, found.attainment_high) == (50, 125)


def test_of_posts_it_is_the_share_inside_the_first_band() -> None:
    band = {"metric": "engagement_rate_followers", "period": "post", "high": 7.0}
    log = logged(wording("a", 1, low=5.0, **band), wording("a", 2, low=3.0, **band))["a"]
    posts = (3.0, 4.0, 6.0, 8.0)
    shares = PostShares.of(posts, Target(3, 7))
    shown = GoalResult(log.newest.goal, MARCH, Figure(posts=posts), Status.PARTLY, False, 75, 75, 75, shares)
    found = as_first_set(log, shown)
    assert found is not None
    assert found.attainment == 25


def test_what_was_another_goal_has_no_attainment_now() -> None:
    same = logged(MOVED[0], wording("a", 2, low=40_000.0))["a"]
    other = logged(wording("a", 1, low=5.0, period="year"), wording("a", 2, low=1.0))["a"]
    for log in (same, other):
        assert as_first_set(log, result(log, value=1, low=1, high=1)) is None
    assert as_first_set(logged(*MOVED)["a"], result(logged(*MOVED)["a"])) is None
