"""Month by month beside the group: the same members throughout, no month across a break, and what one post decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import Language
from metrics.facts import Facts
from metrics.peers.comparison import comparison
from metrics.peers.course import Course, course
from metrics.peers.course_wording import course_finding, course_remarks
from metrics.peers.groups import groups
from metrics.peers.measures import Per
from metrics.period import Period
from tests.peer_stores import PEER_STORES
from tests.plain_calendar import span_named
from tests.plain_peers import Asked, quantile, told
from tests.stores import Made, Tables, drawn, facts_of

EN, SV = Language("en"), Language("sv")
DAY = timedelta(days=1)
SPAN = Period.parse("2026-06-01..2026-10-31")
DAYS = [SPAN.start + DAY * number for number in range(SPAN.days)]
NAN = np.nan
Some = Sequence[dict[str, Any]]


def tables(*absent: tuple[str, str], posts: Some = (), breaks: Some = (), count: int = 7) -> Tables:
    """Organisations o0 … with reactions of ten times their number a day; `absent` are months of some without rows."""
    ids = [f"o{place}" for place in range(count)]
    return {
        "organisations": [{"org_id": one, "name": f"Ort {one}", "sector": "region", "own": one == "o0"} for one in ids],
        "accounts": [{"account_id": one, "org_id": one, "platform": "facebook", "name": one} for one in ids],
        "account_days": [
            {"account_id": one, "date": day, "reactions": 10 * (place + 1), "followers": 100 + place}
            for place, one in enumerate(ids)
            for day in DAYS
            if (one, f"{day:%Y-%m}") not in absent
        ],
        "posts": list(posts),
        "series_breaks": list(breaks),
    }


def course_of(made: Tables, metric: str = "reactions", per: Per = Per.RAW) -> Course:
    with facts_of(made, date(2026, 11, 3)) as facts:
        return course_in(facts, metric, per)


def course_in(facts: Facts, metric: str, per: Per, span: Period = SPAN, platforms: tuple[str, ...] = ()) -> Course:
    (everyone,) = (group for group in groups(facts, "o0") if group.id == "all")
    month = Period.parse(f"{span.end:%Y-%m}")
    return course(facts, comparison(facts, metric, "o0", everyone, month, per, platforms), span)


def test_the_middle_half_is_of_the_same_members_throughout() -> None:
    found = course_of(tables(("o6", "2026-07")))
    assert found.constant
    assert found.left_out == ("o6",)
    assert found.members == (6,) * 5
    june = [10 * (place + 1) * 30 for place in range(6)]
    assert (found.low[0], found.middle[0], found.high[0]) == tuple(quantile(june, part) for part in (0.25, 0.5, 0.75))
    assert list(found.own) == [300, 310, 310, 300, 310]


def test_where_too_few_have_every_month_it_says_who_came_or_went() -> None:
    found = course_of(tables(*[(f"o{place}", f"2026-{5 + place:02}") for place in range(1, 6)]))
    assert not found.constant
    assert found.left_out == ("o1", "o2", "o3", "o4", "o5")
    assert found.members == (6, 6, 6, 6, 6)
    assert "5 came or went" in course_remarks(found, {}, EN)[0]


def test_a_month_of_which_nothing_is_known_makes_nobody_come_and_go() -> None:
    found = course_of(tables(*[(f"o{place}", "2026-08") for place in range(7)]))
    assert found.members == (7, 7, 0, 7, 7)
    assert (found.constant, found.left_out) == (True, ())
    assert np.isnan([found.own[2], found.middle[2]]).all()
    assert len(found.sides) == 4


def test_a_month_that_a_break_cuts_has_no_figure_and_the_others_keep_theirs() -> None:
    broken = {"platform": "facebook", "account_id": None, "metric": "reactions", "date": date(2026, 8, 15),
              "label_sv": "Ny", "label_en": "New", "source": None}  # fmt: skip
    found = course_of(tables(breaks=[broken]))
    assert list(np.isnan(found.own)) == [False, False, True, False, False]
    assert found.members == (7, 7, 0, 7, 7)


def test_an_index_is_of_each_months_own_median() -> None:
    found = course_of(tables(), per=Per.INDEX)
    assert list(found.middle) == [100] * 5
    assert list(found.own) == [25] * 5


def post(number: int, amount: int, month: int = 8, account: str = "o0") -> dict[str, Any]:
    at = datetime(2026, month, 1 + number % 28, 12, tzinfo=UTC)
    return {"post_id": f"{account}{month}{number}", "account_id": account, "published_at": at, "reactions": amount}


def test_a_month_in_which_one_post_decides_is_named() -> None:
    """In August half of what the own organisation counted is one post's."""
    made = tables(posts=[post(number, 10) for number in range(10)] + [post(11, 100)])
    for row in made["account_days"]:
        if row["account_id"] == "o0" and row["date"].month == 8:
            row["reactions"] = 65
    found = course_of(made)
    assert found.own[2] == 65 * 31
    assert found.without[2] == pytest.approx(65 * 31 / 2)
    assert np.isnan(np.delete(found.without, 2)).all()
    assert [month.id for month in found.turned] == ["2026-08"]
    assert course_remarks(found, {}, SV)[-1] == (
        "Utan månadens största inlägg hade det blivit en annan sida av gruppens mitt i augusti 2026."
    )


@pytest.mark.parametrize(
    ("own", "finding"),
    [
        ([9, 9, 9], "X lay above the middle half of the group in all 3 months"),
        ([9, 5, 9], "X lay above the middle half of the group in 2 of 3 months"),
        ([1, NAN, 1], "X lay below the middle half of the group in all 2 months"),
        ([5, NAN, NAN], "X lay in the middle half of the group in the only month"),
        ([NAN, NAN, NAN], "X has no months to put beside the group"),
    ],
)
def test_the_finding_counts_months(own: list[float], finding: str) -> None:
    assert course_finding(drawn_course(own), "X", EN) == finding


def drawn_course(own: list[float], left_out: tuple[str, ...] = ()) -> Course:
    low, middle, high = (np.full(len(own), value, dtype=float) for value in (4, 5, 6))
    members, without = (7,) * len(own), np.full(len(own), NAN)
    months = tuple(SPAN.months())[: len(own)]
    return Course(months, np.array(own, dtype=float), without, low, middle, high, members, True, left_out)


def test_who_is_left_out_is_named_or_counted() -> None:
    names = {"a": "Älvmark", "b": "Åsby"}
    said = course_remarks(drawn_course([5], left_out=("a", "b")), names, EN)
    assert said == ["The same members throughout: Älvmark and Åsby, which lack some month, are left out."]
    assert "Älvmark, which lacks some" in course_remarks(drawn_course([5], left_out=("a",)), names, EN)[0]
    assert course_remarks(drawn_course([5]), names, EN) == []


@drawn(5)
@given(PEER_STORES, st.sampled_from([("interactions", Per.RAW), ("followers", Per.RAW), ("shares", Per.FOLLOWERS)]))
def test_every_month_is_the_comparison_of_that_month(store: Made, asked: tuple[str, Per]) -> None:
    """The oracle's values of each month, without those that lack too many days or some month."""
    last = (store.last.replace(day=1) + 31 * DAY).replace(day=1) - DAY
    span = Period(store.first.replace(day=1), last)
    with facts_of(store.tables, store.today) as facts:
        found = course_in(facts, *asked, span)
        ids = tuple(facts.organisations["org_id"])
    for place, month in enumerate(span.months()):
        theirs = told(store.tables, Asked(asked[0], asked[1].value, ids, span_named(month.id), store.today))
        known = {one.organisation: one.value for one in theirs if one.reason in ("", "too few posts")}
        own = known.pop("o0", None) if "o0" in found.left_out else known.get("o0")
        assert found.own[place] == pytest.approx(NAN if own is None else own, nan_ok=True)
        if found.constant:
            known = {one: value for one, value in known.items() if one not in found.left_out}
        assert found.members[place] == len(known)
        if known:
            quartiles = [quantile([float(one or 0) for one in known.values()], part) for part in (0.25, 0.5, 0.75)]
            assert [found.low[place], found.middle[place], found.high[place]] == pytest.approx(quartiles)
