"""The days that platforms may still restate, by when an account's figures were read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.store import open_store
from locales import Language
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figures
from metrics.freshness import channel_freshness, most_provisional
from metrics.period import Period
from metrics.provisional import provisional_days, provisional_spans
from tests.stores import write_store

DAY = timedelta(days=1)
OWN = Scope("own")
OCTOBER = Period.parse("2026-10")
FIRST, LAST = date(2026, 9, 1), date(2026, 10, 31)
TODAY = date(2026, 11, 22)


def read(folder: Path, imports: dict[str, datetime] | None = None, **imported: str) -> Facts:
    """Two channels with figures to the end of October; `imported` says by which import each was read last."""
    days = [FIRST + DAY * number for number in range((LAST - FIRST).days + 1)]
    rows: list[dict[str, Any]] = [
        {"account_id": account, "date": day, "views": 100, "followers": 1000, "import_id": "old" if imported else None}
        for account in ("fb", "ig")
        for day in days
    ]
    for row in rows:
        if row["date"] == LAST:
            row["import_id"] = imported.get(row["account_id"], row["import_id"])
    tables: dict[str, list[dict[str, Any]]] = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [
            {"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "fb"},
            {"account_id": "ig", "org_id": "own", "platform": "instagram", "name": "ig"},
        ],
        "account_days": rows,
        "imports": [{"import_id": one, "file_name": one, "imported_at": at} for one, at in (imports or {}).items()],
    }
    return build_facts(open_store(str(write_store(folder, tables))), today=TODAY)


OLD = {"old": datetime(2026, 10, 1, 9, tzinfo=UTC)}


def test_where_no_import_is_named_the_last_three_days_with_figures(tmp_path: Path) -> None:
    facts = read(tmp_path)
    assert provisional_spans(facts) == dict.fromkeys(("fb", "ig"), (date(2026, 10, 29), LAST))
    assert provisional_days(facts, "fb", OCTOBER) == 3
    assert provisional_days(facts, "fb", Period.parse("2026-09-01..2026-10-29")) == 1
    assert provisional_days(facts, "fb", Period.parse("2026-09")) == 0
    assert provisional_days(facts, "fb", Period.parse("2026-11")) == 0
    assert provisional_days(facts, "nobody", OCTOBER) == 0


@pytest.mark.parametrize(
    ("imported_at", "first"),
    [
        (datetime(2026, 11, 1, 9, tzinfo=UTC), date(2026, 10, 29)),
        (datetime(2026, 11, 3, 9, tzinfo=UTC), date(2026, 10, 31)),
        (datetime(2026, 11, 4, 9, tzinfo=UTC), None),
        # Already the next day in Stockholm: in winter at 23, in summer time at 22.
        (datetime(2026, 11, 2, 23, 30, tzinfo=UTC), date(2026, 10, 31)),
        (datetime(2026, 11, 2, 22, 30, tzinfo=UTC), date(2026, 10, 30)),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 22)),
    ],
)
def test_three_days_before_the_newest_import(tmp_path: Path, imported_at: datetime, first: date | None) -> None:
    facts = read(tmp_path, OLD | {"new": imported_at}, fb="new", ig="new")
    assert provisional_spans(facts).get("fb", (None,))[0] == first


def test_each_channel_by_its_own_import(tmp_path: Path) -> None:
    imports = {"new": datetime(2026, 11, 1, 9, tzinfo=UTC), "later": datetime(2026, 11, 20, 9, tzinfo=UTC)}
    facts = read(tmp_path, OLD | imports, fb="new", ig="later")
    assert provisional_spans(facts) == {"fb": (date(2026, 10, 29), LAST)}
    assert [one.provisional_from for one in channel_freshness(facts, OWN, OCTOBER)] == [date(2026, 10, 29), None]
    assert most_provisional(facts, OWN, OCTOBER) == 3
    assert most_provisional(facts, Scope("own", ("instagram",)), OCTOBER) == 0


def said(facts: Facts, period: str, metric: str = "views", by: str | None = None) -> list[list[str]]:
    rows = figures(facts, [metric], OWN, Period.parse(period), by)
    return [[note.text(Language("en")) for note in notes] for notes in rows["notes"]]


def test_a_figure_that_rests_on_such_days_says_so_once(tmp_path: Path) -> None:
    facts = read(tmp_path)
    several = ["The last 3 days are provisional: the platforms may restate them."]
    assert said(facts, "2026-10") == [several]
    assert said(facts, "2026-10", "followers") == [several]
    assert said(facts, "2026", by="month") == [[], [], [], [], [], [], [], [], [], several, [], []]
    assert said(facts, "2026-09-01..2026-10-29") == [["The last day is provisional: the platforms may restate it."]]
    assert said(facts, "2026-09") == [[]]
    assert said(facts, "2026-10", "web_visits_social") == [[]]


def test_only_the_channels_in_the_figure_count(tmp_path: Path) -> None:
    imports = {"new": datetime(2026, 11, 1, 9, tzinfo=UTC), "later": datetime(2026, 11, 20, 9, tzinfo=UTC)}
    facts = read(tmp_path, OLD | imports, fb="new", ig="later")
    facebook, instagram = said(facts, "2026-10", by="account")
    assert "provisional" in facebook[0]
    assert instagram == []


def test_a_last_row_without_a_value_is_no_day_with_figures(tmp_path: Path) -> None:
    tables: dict[str, list[dict[str, Any]]] = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "fb"}],
        "account_days": [
            {"account_id": "fb", "date": day, "views": None if day > date(2026, 10, 20) else 5}
            for day in (FIRST + DAY * number for number in range((LAST - FIRST).days + 1))
        ],
    }
    facts = build_facts(open_store(str(write_store(tmp_path, tables))), today=TODAY)
    assert facts.last_days.to_dict() == {"fb": date(2026, 10, 20)}
    assert provisional_spans(facts) == {"fb": (date(2026, 10, 18), date(2026, 10, 20))}


def test_when_the_file_was_read_counts_before_when_it_was_imported_and_what_was_undone_does_not(tmp_path: Path) -> None:
    late = datetime(2026, 11, 20, 9, tzinfo=UTC)
    imports: list[dict[str, Any]] = [
        {"import_id": "read", "imported_at": late, "observed_at": datetime(2026, 11, 2, 9, tzinfo=UTC)},
        {"import_id": "undone", "imported_at": late, "observed_at": None, "undone_at": late},
    ]
    tables: dict[str, list[dict[str, Any]]] = {
        "organisations": [{"org_id": "own", "name": "Region Ö", "sector": "region", "own": True}],
        "accounts": [{"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "fb"}],
        "account_days": [
            {"account_id": "fb", "date": LAST - DAY, "views": 5, "import_id": "undone"},
            {"account_id": "fb", "date": LAST, "views": 5, "import_id": "read"},
        ],
        "imports": imports,
    }
    facts = build_facts(open_store(str(write_store(tmp_path / "both", tables))), today=TODAY)
    assert provisional_spans(facts) == {"fb": (date(2026, 10, 30), LAST)}
    tables["account_days"].pop()
    facts = build_facts(open_store(str(write_store(tmp_path / "undone", tables))), today=TODAY)
    assert provisional_spans(facts) == {"fb": (date(2026, 10, 28), date(2026, 10, 30))}
