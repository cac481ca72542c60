"""Day by day, what there is of each account, also against a plain reading of the rows."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import open_store
from metrics.day_calendar import AccountDays, DayCalendar, DayState, day_calendar
from metrics.facts import build_facts
from metrics.figures import Scope
from tests.plain_change import days_with_figures, provisional_days
from tests.stores import STOCKHOLM, STORES, Made, Rows, Tables, drawn, write_store

DAY = timedelta(days=1)
LAST, TODAY = date(2026, 10, 31), date(2026, 11, 22)
OWN = Scope("own")
PARTS = ("reactions", "comments", "shares", "saves", "interactions")


def calendar(folder: Path, tables: Tables, today: date = TODAY, account: dict[str, Any] | None = None) -> DayCalendar:
    """The calendar of a store with these tables, and one account unless they hold others."""
    one = {"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "Sidan"} | (account or {})
    whole: Tables = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [one],
        **tables,
    }
    return day_calendar(build_facts(open_store(str(write_store(folder, whole))), today=today), OWN)


def daily(first: date, last: date, **values: object) -> Rows:
    given_ = values or {"followers": 10, "reactions": 1}
    return [{"account_id": "fb", "date": first + DAY * n} | given_ for n in range((last - first).days + 1)]


def spans(account: AccountDays) -> list[tuple[str, date, date]]:
    return [(span.state.value, span.first, span.last) for span in account.spans]


def test_figures_a_hole_provisional_days_and_silence_to_yesterday(tmp_path: Path) -> None:
    rows = [row for row in daily(date(2025, 6, 1), LAST) if row["date"] not in (date(2026, 3, 3), date(2026, 3, 4))]
    found = calendar(tmp_path, {"account_days": rows})
    assert (found.first, found.last) == (date(2025, 11, 1), date(2026, 11, 21))
    (account,) = found.accounts
    assert (account.first_day, account.last_day) == (date(2025, 6, 1), LAST)
    assert spans(account) == [
        ("figures", date(2025, 11, 1), date(2026, 3, 2)),
        ("missing", date(2026, 3, 3), date(2026, 3, 4)),
        ("figures", date(2026, 3, 5), date(2026, 10, 28)),
        ("provisional", date(2026, 10, 29), LAST),
        ("missing", date(2026, 11, 1), date(2026, 11, 21)),
    ]
    assert account.holed
    assert account.stopped
    assert not account.late
    assert account.days(DayState.MISSING) == 23


def test_it_ends_three_months_after_the_last_figures_of_a_store_that_nobody_fills(tmp_path: Path) -> None:
    found = calendar(tmp_path, {"account_days": daily(date(2020, 12, 1), date(2020, 12, 31))})
    assert (found.first, found.last) == (date(2020, 4, 1), date(2021, 4, 2))
    (account,) = found.accounts
    assert account.late
    assert account.stopped
    assert not account.holed


def test_invented_figures_follow_no_clock(demo_store: Path) -> None:
    found = day_calendar(build_facts(open_store(str(demo_store)), today=date(2030, 1, 1)), Scope("region-alvmark"))
    assert found.last == LAST
    assert not any(account.stopped for account in found.accounts)


def test_closed_days_are_not_missing_and_figures_on_them_count(tmp_path: Path) -> None:
    lifetime = {"opened_on": date(2026, 2, 1), "closed_on": date(2026, 6, 30)}
    rows = daily(date(2026, 2, 1), date(2026, 6, 28)) + daily(date(2026, 7, 2), date(2026, 7, 2))
    (account,) = calendar(tmp_path, {"account_days": rows}, account=lifetime, today=date(2026, 7, 6)).accounts
    assert spans(account) == [
        ("not_open", date(2025, 7, 1), date(2026, 1, 31)),
        ("figures", date(2026, 2, 1), date(2026, 6, 28)),
        ("missing", date(2026, 6, 29), date(2026, 6, 30)),
        ("not_open", date(2026, 7, 1), date(2026, 7, 1)),
        ("provisional", date(2026, 7, 2), date(2026, 7, 2)),
        ("not_open", date(2026, 7, 3), date(2026, 7, 5)),
    ]
    assert not account.stopped


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"followers": 5}, "figures"),
        ({"views": 5}, "figures"),
        ({"messages_received": 0}, "figures"),
        ({"interactions": 5}, "figures"),
        ({"followers": None, "views": None}, None),
    ],
)
def test_the_columns_that_an_account_gives_decide(tmp_path: Path, values: dict[str, object], state: str | None) -> None:
    rows = daily(date(2026, 1, 1), date(2026, 1, 31), **values)
    (account,) = calendar(tmp_path, {"account_days": rows}, today=date(2026, 2, 1)).accounts
    held = [span for span in account.spans if span.first <= date(2026, 1, 1) <= span.last]
    assert [span.state.value for span in held] == ([state] if state else [])


def test_a_day_that_lacks_followers_or_interactions_says_which(tmp_path: Path) -> None:
    rows = daily(date(2026, 1, 1), date(2026, 1, 31))
    rows[9] |= {"followers": None}
    rows[10] |= {"reactions": None}
    rows[11] |= {"reactions": None, "followers": None, "views": 4}
    (account,) = calendar(tmp_path, {"account_days": rows}, today=date(2026, 2, 1)).accounts
    partly = [(span.first.day, span.days, span.lacking) for span in account.of(DayState.PARTLY)]
    assert partly == [(10, 1, ("followers",)), (11, 1, ("interactions",)), (12, 1, ("followers", "interactions"))]


def test_of_an_account_with_reach_alone_a_window_covers_its_days(tmp_path: Path) -> None:
    windows = [{"account_id": "fb", "window_end": date(2026, 1, 28), "window_days": 28, "reach": 9},
               {"account_id": "fb", "window_end": date(2026, 1, 31), "window_days": 1, "reach": 3},
               {"account_id": "fb", "window_end": date(2026, 1, 30), "window_days": 7, "reach": None}]  # fmt: skip
    (account,) = calendar(tmp_path, {"account_reach": windows}, today=date(2026, 2, 1)).accounts
    assert spans(account)[1:] == [
        ("figures", date(2026, 1, 1), date(2026, 1, 28)),
        ("missing", date(2026, 1, 29), date(2026, 1, 30)),
        ("provisional", date(2026, 1, 31), date(2026, 1, 31)),
    ]


def test_an_account_with_posts_alone_shows_their_days_and_lacks_none(tmp_path: Path) -> None:
    # Half past eleven at night in London is the next day in Stockholm.
    times = (datetime(2026, 1, 9, 23, 30, tzinfo=UTC), datetime(2026, 1, 11, 9, tzinfo=UTC))
    posts = [{"post_id": f"p{n}", "account_id": "fb", "published_at": at} for n, at in enumerate(times)]
    (account,) = calendar(tmp_path, {"posts": posts}).accounts
    assert account.has_posts
    assert account.last_day is None
    assert spans(account) == [("posts", date(2026, 1, 10), date(2026, 1, 11))]


def test_an_account_without_anything_has_no_spans(tmp_path: Path) -> None:
    (account,) = calendar(tmp_path, {}).accounts
    assert account.spans == ()
    assert not account.has_posts


def test_only_the_accounts_in_scope(demo_store: Path) -> None:
    facts = build_facts(open_store(str(demo_store)))
    found = day_calendar(facts, Scope("region-alvmark", ("youtube",)))
    assert [account.platform for account in found.accounts] == ["youtube"]


def plain_state(tables: Tables, account: dict[str, Any], day: date, today: date) -> str | None:
    """The state of a day, read from the rows one by one."""
    one = account["account_id"]
    rows = [row for row in tables.get("account_days", []) if row["account_id"] == one]
    windows = [row for row in tables.get("account_reach", []) if row["account_id"] == one and row["reach"] is not None]
    known = days_with_figures(tables, one)
    if not {row["date"] for row in rows} & days_with_figures({"account_days": rows}, one):
        known = {row["window_end"] - DAY * back for row in windows for back in range(row["window_days"])}
    if day in known:
        for columns in (("followers",), PARTS):
            have = {row["date"] for row in rows if any(row.get(column) is not None for column in columns)}
            if have and day not in have:
                return "partly"
        return "provisional" if day in provisional_days(tables, one) else "figures"
    posted = {row["published_at"].astimezone(STOCKHOLM).date() for row in tables.get("posts", [])
              if row["account_id"] == one}  # fmt: skip
    if not known and day in posted:
        return "posts"
    if day < (account["opened_on"] or date.min) or day > (account["closed_on"] or date.max):
        return "not_open"
    return "missing" if known and day < today else None


@drawn(6)
@given(store=STORES, data=st.data())
def test_every_day_is_what_the_rows_say(store: Made, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        facts = build_facts(open_store(str(write_store(Path(folder), store.tables))), today=store.today)
        found = day_calendar(facts, OWN)
    accounts = [one for one in store.tables["accounts"] if one["org_id"] == "own"]
    assert [account.account_id for account in found.accounts] == [one["account_id"] for one in accounts]
    for account, row in zip(found.accounts, accounts, strict=True):
        states = {span.first + DAY * n: span.state.value for span in account.spans for n in range(span.days)}
        assert sum(span.days for span in account.spans) == len(states)
        edges = [day for span in account.spans for day in (span.first, span.last)]
        chosen = data.draw(st.lists(st.integers(0, (found.last - found.first).days), max_size=8))
        for day in {*edges, found.first, found.last, *(found.first + DAY * n for n in chosen)}:
            assert states.get(day) == plain_state(store.tables, row, day, store.today), (account.account_id, day)
