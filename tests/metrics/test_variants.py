"""Versions: the interval holds the truth as often as it says, agrees with the oracle, and says when it cannot tell."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import Language
from metrics.campaign_wording import answer_text, interval_text, variant_notes, variant_sentence, variants_finding
from metrics.variants import Answer, Compared, compared_variants, student_t
from tests.plain_campaigns import quotient_of_versions, t_quantile
from tests.stores import drawn

EN, SV = Language("en"), Language("sv")
Post = tuple[str, str, int, int]
"""Version, channel, interactions, people reached."""

POSTS = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from(("fb", "ig")), st.integers(10, 400), st.integers(100, 9000)),
    min_size=3,
    max_size=14,
)


def frame(posts: list[Post], **columns: Any) -> pd.DataFrame:
    rows = [
        {"variant": version, "account_id": channel, "paid": None, "interactions": count, "reach": reach}
        | {"clicks": None, "views": None}
        | columns
        for version, channel, count, reach in posts
    ]
    return pd.DataFrame(rows)


def by_reach(posts: list[Post], **columns: Any) -> Compared | None:
    found = compared_variants(frame(posts, **columns))
    return next((one for one in found if one.rate.id == "interactions_per_reach"), None)


def in_logarithms(*quotients: float) -> tuple[float, ...]:
    """What differs by factors as what differs by steps, cut where a float no longer tells it from nothing."""
    return tuple(max(-12.0, min(12.0, math.log(max(one, 1e-9)))) for one in quotients)


def ends(one: Compared) -> tuple[float, ...]:
    return in_logarithms(*(1 + bound / 100 for bound in (one.difference, one.low, one.high)))


@drawn(60)
@given(POSTS)
def test_code_and_oracle_agree(posts: list[Post]) -> None:
    shared = [post for post in posts if {other[0] for other in posts if other[1] == post[1]} == {"A", "B"}]
    one = by_reach(posts)
    if len({version for version, *_ in posts}) < 2:
        assert one is None
    elif not shared:
        assert one is not None
        assert one.answer is Answer.NOT_COMPARABLE
    elif len(shared) > 2:
        assert one is not None
        assert one.posts == (sum(post[0] == "A" for post in shared), sum(post[0] == "B" for post in shared))
        told = quotient_of_versions([(version, channel, float(n), float(m)) for version, channel, n, m in shared])
        assert ends(one) == pytest.approx(in_logarithms(*told), rel=5e-3, abs=5e-3)


@drawn(60)
@given(POSTS, st.integers(2, 50))
def test_versions_are_told_alike_from_either_side_and_in_any_size(posts: list[Post], times: int) -> None:
    one = by_reach(posts)
    swapped = by_reach([("AB"[version == "A"], *rest) for version, *rest in posts])  # type: ignore[misc]  # four again
    larger = by_reach([(version, channel, count, reach * times) for version, channel, count, reach in posts])
    if one is None or math.isnan(one.low):
        assert swapped is None or math.isnan(swapped.low)
        return
    assert swapped is not None
    assert larger is not None
    assert one.low <= one.difference <= one.high
    ours, theirs = ends(one), ends(swapped)
    assert (-ours[0], -ours[2], -ours[1]) == pytest.approx(theirs, abs=1e-3)
    assert (larger.difference, larger.low, larger.high) == pytest.approx((one.difference, one.low, one.high), rel=1e-6)
    assert math.log(one.second_rate / one.first_rate) == pytest.approx(ours[0], abs=1e-6)
    opposite = {Answer.FIRST: Answer.SECOND, Answer.SECOND: Answer.FIRST}
    assert swapped.answer is opposite.get(one.answer, one.answer)


@pytest.mark.parametrize(
    ("first", "second", "channels", "spread", "truth"),
    [(3, 3, 1, 0.4, 1.2), (6, 4, 2, 0.6, 1.0), (12, 12, 3, 0.8, 1.5)],
)
def test_the_interval_holds_the_truth_in_95_cases_of_100(
    first: int, second: int, channels: int, spread: float, truth: float
) -> None:
    random = np.random.default_rng(20261101)
    runs, held = 250, 0
    for _ in range(runs):
        posts = []
        for version, count, factor in (("A", first, 1.0), ("B", second, truth)):
            for number in range(count):
                channel, reach = number % channels, int(random.lognormal(8, 0.7)) + 200
                rate = 0.04 * (1 + channel) * factor * math.exp(random.normal(0, spread))
                posts.append((version, f"c{channel}", int(random.poisson(rate * reach)), reach))
        one = by_reach(posts)
        assert one is not None
        held += one.low <= 100 * (truth - 1) <= one.high
    assert 0.92 <= held / runs <= 0.98


def test_two_posts_hold_the_truth_in_95_cases_of_100() -> None:
    random = np.random.default_rng(20261102)
    runs, held = 600, 0
    for _ in range(runs):
        posts = [("A", "fb", int(random.poisson(40)), 2000), ("B", "fb", int(random.poisson(52)), 2000)]
        one = by_reach(posts)
        assert one is not None
        held += one.single and one.low <= 30 <= one.high
    assert 0.935 <= held / runs <= 0.975


def test_two_posts_by_hand() -> None:
    """56 of 70 against 48 of 80 is Newcombe's own example, of shares; as counts the interval is wider and holds 0."""
    one = by_reach([("A", "fb", 48, 80), ("B", "fb", 56, 70)])
    assert one is not None
    assert one.single
    assert one.difference == pytest.approx(100 * (0.8 / 0.6 - 1))
    assert (one.low, one.high) == pytest.approx((-9.25, 95.76), abs=0.01)
    assert one.answer is Answer.CANNOT_TELL


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 25])
@pytest.mark.parametrize("share", [0.975, 0.99])
def test_students_t(freedom: int, share: float) -> None:
    assert student_t(share, freedom) == pytest.approx(t_quantile(share, freedom), rel=6e-3)


CLEAR: list[Post] = [("A", "fb", 100, 5000), ("A", "fb", 110, 5000), ("B", "fb", 200, 5000), ("B", "fb", 210, 5000)]


def test_a_clear_difference_is_told_and_from_the_other_side_too() -> None:
    one, other = by_reach(CLEAR), by_reach([("BA"[version == "B"], *rest) for version, *rest in CLEAR])  # type: ignore[misc]  # four again
    assert one is not None
    assert other is not None
    assert (one.answer, other.answer) == (Answer.SECOND, Answer.FIRST)
    assert answer_text(one, SV) == answer_text(other, SV).translate(str.maketrans("AB", "BA")) == "B gav mer än A"
    assert "0\u00a0%" not in interval_text(one, EN)
    assert interval_text(one, EN).endswith("more")
    assert interval_text(other, EN).endswith("fewer")
    assert variants_finding([one], EN) == "B gave more than A (interactions per 100 people reached)"


def test_people_reached_by_several_posts_are_never_added() -> None:
    """A post that reached ten times as many at the same rate changes nothing: each post has one vote."""
    one = by_reach(CLEAR)
    wide = by_reach([*CLEAR[:3], ("B", "fb", 2100, 50_000)])
    assert one is not None
    assert wide is not None
    assert wide.difference == pytest.approx(one.difference, rel=0.01)


def test_versions_in_different_channels_or_paid_and_not_are_not_compared() -> None:
    apart = by_reach([("A", "fb", 100, 900), ("B", "ig", 100, 900)])
    assert apart is not None
    assert apart.answer is Answer.NOT_COMPARABLE
    posts = frame([("A", "fb", 100, 900), ("B", "fb", 100, 900)]).assign(paid=[True, False])
    (found,) = compared_variants(posts)
    assert found.answer is Answer.NOT_COMPARABLE
    assert variant_sentence(found, SV) == (
        "Interaktioner per 100 nådda personer: aldrig visade i samma kanal, båda betalda eller båda organiska."
    )


def test_of_few_counts_nothing_is_said() -> None:
    one = by_reach([("A", "fb", 9, 900), ("B", "fb", 100, 900)])
    assert one is not None
    assert (one.answer, interval_text(one, SV)) == (Answer.TOO_FEW, "–")


def test_one_version_is_no_comparison_and_three_are_three_pairs_with_wider_intervals() -> None:
    assert compared_variants(frame([("A", "fb", 90, 900)])) == ()
    two, three = ([(version, "fb", 50, 900) for version in versions] for versions in ("AB", "ABC"))
    pairs = compared_variants(frame(three))
    assert [(one.first, one.second) for one in pairs] == [("A", "B"), ("A", "C"), ("B", "C")]
    alone = by_reach(two)
    assert alone is not None
    assert pairs[0].low < alone.low < 0 < alone.high < pairs[0].high


def test_what_cannot_be_told_is_said_so() -> None:
    one = by_reach([("A", "fb", 50, 900), ("B", "fb", 55, 900)])
    assert one is not None
    assert variant_sentence(one, SV).startswith(
        "Interaktioner per 100 nådda personer: går inte att avgöra. B gav från 2"
    )
    assert variants_finding([one], SV) == "Det går inte att avgöra vilken variant som ger mer"
    assert ["de här två inläggen" in note for note in variant_notes([one], SV)] == [True]
    several = by_reach(CLEAR)
    assert several is not None
    assert ["95 fall av 100" in note for note in variant_notes([several], SV)] == [True]


@pytest.mark.parametrize(
    ("low", "high", "answer", "words"),
    [
        (0.4, 12.2, Answer.SECOND, "0.4–12.2\u00a0% more"),
        (-12.2, -0.04, Answer.FIRST, "0.04–12.20\u00a0% fewer"),
        (5.5, 40.1, Answer.SECOND, "5–41\u00a0% more"),
        (-40.1, -5.5, Answer.FIRST, "5–41\u00a0% fewer"),
        (-3.2, 8.9, Answer.CANNOT_TELL, "from 4\u00a0% fewer to 9\u00a0% more"),
    ],
)
def test_an_interval_is_rounded_outwards_and_never_to_nought(
    low: float, high: float, answer: Answer, words: str
) -> None:
    several = by_reach(CLEAR)
    assert several is not None
    assert interval_text(Compared(several.rate, "A", "B", answer, low=low, high=high), EN) == words
