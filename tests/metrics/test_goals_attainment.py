"""One figure beside its target."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.attainment import (
    TOO_EARLY,
    Basis,
    PostShares,
    Projection,
    Span,
    Status,
    Target,
    attainment,
    pending_status,
    post_status,
    reached,
    status,
)

NAN = math.nan
numbers = st.floats(min_value=0, max_value=1e9)


def exact(value: float) -> Span:
    return Span(value, value)


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (49.6, Target(low=10), 496.0),
        (80, Target(low=100), 80.0),
        (80, Target(high=100), 80.0),
        (6, Target(5, 7), 100.0),
        (5, Target(5, 7), 100.0),
        (4, Target(5, 8), 80.0),
        (10, Target(5, 8), 125.0),
    ],
)
def test_attainment_is_per_cent_of_the_target(value: float, target: Target, expected: float) -> None:
    assert attainment(value, target) == pytest.approx(expected)


@pytest.mark.parametrize(("value", "target"), [(NAN, Target(low=10)), (5, Target(low=0)), (5, Target())])
def test_attainment_is_missing_rather_than_zero_or_infinite(value: float, target: Target) -> None:
    assert math.isnan(attainment(value, target))


@pytest.mark.parametrize(
    ("figure", "target", "expected"),
    [
        (exact(10), Target(low=10), True),
        (exact(9.9), Target(low=10), False),
        (exact(10), Target(high=10), True),
        (exact(10.1), Target(high=10), False),
        (Span(41, 46), Target(low=40), True),
        (Span(41, 46), Target(low=43), None),
        (Span(41, 46), Target(low=47), False),
        (Span(41, NAN), Target(low=40), True),
        (Span(41, NAN), Target(low=43), None),
        (Span(41, NAN), Target(high=40), False),
        (Span(41, NAN), Target(high=43), None),
        (Span(41, 46), Target(40, 47), True),
        (Span(41, 46), Target(40, 45), None),
        (Span(41, 46), Target(47, 50), False),
        (Span(NAN, NAN), Target(low=1), None),
        (exact(5), Target(), None),
    ],
)
def test_a_target_inside_the_interval_leaves_it_open(figure: Span, target: Target, expected: bool | None) -> None:
    assert reached(figure, target) is expected


@given(low=numbers, width=numbers, at=st.floats(0, 1), floor=numbers)
def test_no_answer_for_an_interval_is_wrong_for_any_value_inside_it(
    low: float, width: float, at: float, floor: float
) -> None:
    inside = min(low + width * at, low + width)
    answer = reached(Span(low, low + width), Target(low=floor))
    assert answer in (None, inside >= floor)


def test_posts_are_counted_inside_above_and_below_the_band() -> None:
    shares = PostShares.of([4.0, 5.0, 6.0, 7.0, 9.0, NAN], Target(5, 7))
    assert (shares.posts, shares.inside, shares.above, shares.below, shares.median) == (5, 60, 20, 20, 6)
    assert post_status(shares) is Status.PARTLY
    assert shares.reached is False


def test_every_post_inside_reaches_a_post_goal_and_no_post_says_nothing() -> None:
    assert post_status(PostShares.of([5.0, 6.0], Target(5, 7))) is Status.REACHED
    assert post_status(PostShares.of([1.0], Target(5, 7))) is Status.NOT_REACHED
    none = PostShares.of([NAN], Target(5, 7))
    assert post_status(none) is Status.NO_DATA
    assert none.reached is None
    assert math.isnan(none.median)


def test_status_words() -> None:
    target = Target(low=10)
    assert status(exact(12), target) is Status.REACHED
    assert status(exact(8), target) is Status.NOT_REACHED
    assert status(Span(8, 12), target) is Status.CANNOT_TELL
    assert status(Span(NAN, NAN), target) is Status.NO_DATA
    assert pending_status(exact(12), target, None, 0.5, grows=False) is Status.CANNOT_TELL


AT_LEAST, AT_MOST, BAND = Target(low=10), Target(high=10), Target(low=10, high=20)


@pytest.mark.parametrize(
    ("low", "high", "target", "said"),
    [
        (10, 15, AT_LEAST, Status.LIKELY),
        (8, 15, AT_LEAST, Status.UNCERTAIN),
        (5, 9, AT_LEAST, Status.UNLIKELY),
        (8, NAN, AT_LEAST, Status.UNCERTAIN),
        (10, NAN, AT_LEAST, Status.LIKELY),
        (8, 10, AT_MOST, Status.LIKELY),
        (8, 12, AT_MOST, Status.UNCERTAIN),
        (11, 12, AT_MOST, Status.UNLIKELY),
        (11, 19, BAND, Status.LIKELY),
        (9, 19, BAND, Status.UNCERTAIN),
        (11, 21, BAND, Status.UNCERTAIN),
        (21, 25, BAND, Status.UNLIKELY),
        (5, 9, BAND, Status.UNLIKELY),
    ],
)
def test_the_whole_interval_decides(low: float, high: float, target: Target, said: Status) -> None:
    ahead = Projection(NAN, low, high, 0.5, Basis.DAYS)
    assert pending_status(exact(3), target, ahead, 0.5, grows=True) is said
    assert pending_status(exact(3), target, ahead, TOO_EARLY - 0.01, grows=True) is Status.TOO_EARLY
    assert pending_status(exact(3), target, ahead, TOO_EARLY, grows=True) is said


def test_what_nothing_can_change_is_said_at_once() -> None:
    """A sum that has passed its floor is reached on the first day; past its ceiling, or a band's, it is not."""
    assert pending_status(exact(10), AT_LEAST, None, 0.01, grows=True) is Status.REACHED
    assert pending_status(Span(10, 14), AT_LEAST, None, 0.01, grows=True) is Status.REACHED
    assert pending_status(exact(11), AT_MOST, None, 0.01, grows=True) is Status.NOT_REACHED
    assert pending_status(exact(21), BAND, None, 0.01, grows=True) is Status.NOT_REACHED
    assert pending_status(exact(10), AT_MOST, None, 0.01, grows=True) is Status.TOO_EARLY
    assert pending_status(exact(12), BAND, None, 0.01, grows=True) is Status.TOO_EARLY
    assert pending_status(exact(12), AT_LEAST, None, 0.01, grows=False) is Status.TOO_EARLY


def test_days_without_figures_are_not_called_early() -> None:
    nothing = Span(NAN, NAN)
    assert pending_status(nothing, AT_LEAST, None, 0.5, grows=True) is Status.NO_DATA
    assert pending_status(nothing, AT_LEAST, None, 0.0, grows=True) is Status.TOO_EARLY


def test_binary_fractions_neither_miss_nor_break_a_target() -> None:
    seven = 700 / 10_000 * 100
    assert seven > 7
    assert reached(exact(seven), Target(5, 7)) is True
    assert PostShares.of([seven], Target(5, 7)).inside == 100
    assert attainment(seven, Target(5, 7)) == 100
    assert reached(exact(0.1 + 0.2 - 1e-17), Target(low=0.3)) is True
    assert reached(exact(7.001), Target(5, 7)) is False
