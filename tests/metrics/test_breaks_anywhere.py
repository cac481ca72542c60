"""A break put anywhere in any series: nothing is claimed whose span holds it, and nothing beside it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import isnan
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from locales import Language
from metrics.breaks import COUNTED_BOTH_WAYS
from metrics.catalogue import CATALOGUE
from metrics.change import BROKEN, Compared, compared
from metrics.figures import Scope
from metrics.monthly import breaks
from metrics.peers.comparison import COUNTED_APART, comparison
from metrics.peers.groups import groups
from metrics.peers.measures import DIVIDED_METRIC, Per, pers, public_metrics
from metrics.period import Kind, Period
from tests import plain_calendar
from tests.plain_change import COLUMNS, breaks_of, seen_days
from tests.plain_python import Question, followers_before
from tests.stores import COMPARED_STORES, Made, Rows, Tables, drawn, facts_of, periods

OWN = Scope("own")
DAY = timedelta(days=1)
OPENING_DAYS = 31
FROM_OPENING = ("net_followers", "follower_growth")
STOCKS = ("followers", "followers_per_1000_inhabitants", "interactions_per_1000_followers_and_post")
Spans = tuple[plain_calendar.Span, plain_calendar.Span]
WHOLE_MONTHS = (Kind.MONTH, Kind.QUARTER, Kind.TERTIAL, Kind.HALF_YEAR, Kind.YEAR)
NAMES = sorted({name for columns in COLUMNS.values() for name in columns})
DRAWN = drawn(5)


@st.composite
def broken(draw: st.DrawFn, store: Made, period: Period) -> Rows:
    """Rows of `series_breaks`: each column's of a platform or an account, on any day, often one where a period ends."""
    random = draw(st.randoms(use_true_random=False))
    spans = (period, period.previous(), period.year_before(), Period(store.first, store.last))
    ends = [day for span in spans for day in (span.start, span.start + DAY, span.end, span.end + DAY)]
    ends = [day for day in ends if store.first - DAY <= day <= store.last + DAY]
    anywhere = [store.first + DAY * number for number in range((store.last - store.first).days + 1)]
    rows = []
    for name in NAMES:
        account = random.choice(store.tables["accounts"])
        row = {"platform": account["platform"], "account_id": random.choice((None, account["account_id"]))}
        row |= {"metric": name, "date": random.choice(random.choice((ends, anywhere)))}
        rows.append(row | {"label_sv": "Ny räkning", "label_en": "A new count", "source": None})
    return [row for row in rows if random.random() < 0.5]


@DRAWN
@given(COMPARED_STORES, st.data())
def test_no_change_spans_a_break_and_none_beside_it_is_lost(store: Made, data: st.DataObject) -> None:
    period = data.draw(periods(store))
    rows = data.draw(broken(store, period))
    against = data.draw(st.sampled_from(("previous", "year")))
    tables, plain = (store.tables | {"series_breaks": these} for these in (rows, []))
    with facts_of(tables, store.today) as facts, facts_of(plain, store.today) as unbroken:
        for by in (None, "account", "platform", *(["month"] if period.kind in WHOLE_MONTHS else [])):
            asked = (list(CATALOGUE), OWN, period, against, by)
            for one, other in zip(compared(facts, *asked), compared(unbroken, *asked), strict=True):
                spans = spans_of(one, period, by, against, store.today)
                if spans is None:
                    continue
                group = (None, None) if by == "month" else (by, one.by)
                cut = [set(breaks_of(these, one.metric, *group)) for these in (tables, plain)]
                check_change(one, by, cut[0], spans)
                near = cut[0] ^ cut[1]
                start = spans[1].start - DAY * (OPENING_DAYS if one.metric in FROM_OPENING else 0)
                if not any(start < day <= max(spans[0].end, period.end) for day in near):
                    assert repr(one) == repr(other), (rows, spans)


def spans_of(one: Compared, period: Period, by: str | None, against: str, today: date) -> Spans | None:
    """The days that are compared, by the oracle; none of a month that has not begun."""
    named = plain_calendar.span_named(period.id)
    if by == "month":
        return plain_calendar.compared_months(named, against, today).get(str(one.by))
    return plain_calendar.compared(named, plain_calendar.earlier_span(period.id, against), today)


def check_change(one: Compared, by: str | None, cut: set[date], spans: Spans) -> None:
    """No change across a break, with the reason; that reason nowhere else; both ways only of a period that holds it."""
    said = [note.message for note in one.notes]
    ends = ((one.low, one.high), (one.earlier_low, one.earlier_high))
    known = [not (isnan(low) and isnan(high)) for low, high in ends]
    if any(spans[1].start < day <= spans[0].end for day in cut):
        assert isnan(one.change)
        assert isnan(one.change_percent)
        assert (BROKEN in said) is all(known), (one, cut, spans)
    else:
        assert BROKEN not in said, (one, cut, spans)
    inside = any(spans[0].start < day <= spans[0].end for day in cut)
    if COUNTED_BOTH_WAYS in said:
        assert inside, (one, cut, spans)
    if inside and known[0] and by == "account" and "followers" not in COLUMNS[one.metric]:
        assert COUNTED_BOTH_WAYS in said, (one, cut, spans)


@DRAWN
@given(COMPARED_STORES, st.data())
def test_no_place_is_given_across_a_break_and_none_beside_it_is_lost(store: Made, data: st.DataObject) -> None:
    period = data.draw(periods(store))
    rows = data.draw(broken(store, period))
    tables, plain = (store.tables | {"series_breaks": these} for these in (rows, []))
    with facts_of(tables, store.today) as facts, facts_of(plain, store.today) as unbroken:
        (everyone,) = (group for group in groups(facts, "own") if group.id == "all")
        for metric in public_metrics():
            per = data.draw(st.sampled_from(pers(metric)))
            asked = (metric.id, "own", everyone, period, per)
            found, before = (comparison(these, *asked).rows.set_index("organisation") for these in (facts, unbroken))
            size = {Per.FOLLOWERS: "followers", Per.POST: "posts"}.get(per)
            names = [one for one in (metric.id, DIVIDED_METRIC.get((metric.id, per)), size) if one]
            expected = {one for row in rows for one in apart(tables, row, names, period)}
            told = found["reason"] == COUNTED_APART
            assert set(found.index[told]) == expected, (rows, metric.id, per, period.id)
            assert found.loc[told, "rank"].isna().all()
            if not expected:
                assert found["rank"].to_dict().keys() == before["rank"].to_dict().keys()
                assert found["rank"].equals(before["rank"])


def apart(tables: Tables, row: dict[str, Any], names: Sequence[str], period: Period) -> set[str]:
    """The organisations whose figure is not counted as the others' are, by 0007-known-breaks."""
    day, found = row["date"], set()
    concerned = [
        account
        for account in tables["accounts"]
        if row["account_id"] in (None, account["account_id"]) and row["platform"] == account["platform"]
    ]
    span = plain_calendar.Span(period.start, period.end)
    for name in names:
        if row["metric"] not in COLUMNS[name] or row["metric"] == "saves":
            continue
        old, new = set(), set()
        for account in concerned:
            question = Question(tables, account["org_id"], [account], span, date.max)
            first, last = [period.start], [period.end]
            if row["metric"] == "followers" and name in (*STOCKS, *FROM_OPENING):
                last = sorted(question.observed(account, "followers"))
                opening = followers_before(question, account) if name in FROM_OPENING else None
                first = [opening[0]] if opening else last[-1:]
            else:
                seen = seen_days(tables, account["account_id"], row["metric"])
                first = first if seen and min(seen) < day <= max(seen) else []
            if first and last:
                old |= {account["org_id"]} if first[0] < day else set()
                new |= {account["org_id"]} if last[-1] >= day else set()
                if name in FROM_OPENING or row["metric"] != "followers":
                    found |= {account["org_id"]} if first[0] < day <= last[-1] else set()
        found |= old if new else set()
    return found


@DRAWN
@given(COMPARED_STORES, st.data())
def test_a_trend_is_marked_where_its_series_is_cut_and_nowhere_else(store: Made, data: st.DataObject) -> None:
    span = Period(store.first, store.last)
    tables = store.tables | {"series_breaks": data.draw(broken(store, span))}
    with facts_of(tables, store.today) as facts:
        for metric in CATALOGUE.values():
            marked = {one.day for one in breaks(facts, metric, OWN, span, Language("en"))}
            assert marked == {day for day in breaks_of(tables, metric.id) if store.first <= day <= store.last}
