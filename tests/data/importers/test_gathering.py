"""Rows gathered from a sheet: a day to come is a fault of its line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from data.importers.gathering import Fault, Rows, faults_kept
from data.importers.source import Rejected

TODAY = datetime.now(UTC)


@pytest.mark.parametrize(
    ("table", "column", "on", "kept"),
    [
        ("account_days", "date", TODAY.date(), True),
        ("account_days", "date", TODAY.date() + timedelta(days=1), True),  # it may be tomorrow where it was counted
        ("account_days", "date", TODAY.date() + timedelta(days=3), False),
        ("account_days", "date", date(9999, 12, 31), False),
        ("account_reach", "window_end", TODAY.date() + timedelta(days=3), False),
        ("posts", "published_at", TODAY + timedelta(days=3), False),
        ("posts", "published_at", TODAY - timedelta(days=3), True),
    ],
)
def test_a_day_to_come_is_a_fault_of_its_line(table, column, on, kept):
    rejected: list[Rejected] = []
    rows = Rows(table, rejected)
    with faults_kept(rejected, 7):
        rows.add({"account_id": "0", "window_days": 1, "post_id": "a", column: on})
    assert len(rows.by_key) == int(kept)
    assert [one.row for one in rejected] == ([] if kept else [7])


def test_the_same_row_twice_is_one_and_another_with_its_key_a_fault():
    rows = Rows("account_days", [])
    row = {"account_id": "0", "date": date(2026, 1, 1), "views": 1}
    rows.add(row)
    rows.add(row)
    with pytest.raises(Fault):
        rows.add(row | {"views": 2})
    assert rows.frame.height == 1
