"""On which earlier days a forecast is made again: the same weekday, counted alike, as far ahead as history allows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from metrics.horizon import LEAST_ERRORS, MOST_ERRORS, Horizon
from metrics.usual_growth import LEAST_COURSES

FIRST = 738_000


@st.composite
def horizons(draw: st.DrawFn) -> Horizon:
    """What is known begins, is broken at most three times, and ends a week or more after the last break."""
    begun = draw(st.integers(0, 60))
    known = draw(st.integers(begun + 7, 1_500))
    cuts = draw(st.sets(st.integers(begun + 1, known), max_size=3))
    return Horizon(
        FIRST, begun, known, draw(st.integers(0, 366)), tuple(sorted(cut for cut in cuts if cut <= known - 7))
    )


@given(horizons())
def test_earlier_forecasts_are_made_on_the_same_weekday_from_days_that_are_known(horizon: Horizon) -> None:
    assert len(horizon.earlier) <= MOST_ERRORS
    for place in horizon.earlier:
        assert (horizon.known - place) % 7 == 0
        assert horizon.begun <= place - horizon.level_days < place + horizon.tried <= horizon.known or not horizon.days
        assert not any(place - horizon.level_days < cut < place + horizon.tried for cut in horizon.cuts)


@given(horizons())
def test_shorter_forecasts_are_tried_only_where_three_of_as_many_days_do_not_fit(horizon: Horizon) -> None:
    assert min(horizon.days, 7) <= horizon.tried <= horizon.days
    assert horizon.stretch >= 1 or not horizon.days
    if horizon.tried < horizon.days:
        needed = horizon.level_days + min(horizon.days, horizon.tried + 7)
        edges = (horizon.begun, *horizon.cuts, horizon.known)
        assert sum((end - start) / needed for start, end in pairwise(edges) if end - start >= needed) < LEAST_COURSES
    if horizon.told:
        assert horizon.independent >= LEAST_COURSES
        assert len(horizon.earlier) >= LEAST_ERRORS


def test_the_level_is_that_of_the_days_after_the_latest_break() -> None:
    assert Horizon(FIRST, 0, 500, 60).level_days == 60
    assert Horizon(FIRST, 0, 500, 60, (100, 480)).level_days == 20
    assert Horizon(FIRST, 0, 500, 60, (100, 480)).told
