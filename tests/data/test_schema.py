"""The schemas say what the data contract says, and every rule of theirs is broken once here."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.check import check_store
from data.errors import SchemaError
from data.integrity import _rule
from data.schema import PLATFORMS, SCHEMAS, SECTORS, TABLES, dtypes, key_of
from data.store import open_store
from locales import Language
from tests.data.small_store import DAY, TIME, table, write

CONTRACT = (Path(__file__).parents[2] / "docs" / "data-contract.md").read_text(encoding="utf-8")
TABLE_LINE = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAME = re.compile(r"`([a-z_0-9, ]+)`")
OWN_LINE = {name: (key, columns) for name, _, key, columns in TABLE_LINE.findall(CONTRACT)}
TODAY = date(2026, 11, 22)
TRACED = ("account_days", "account_reach", "posts", "campaign_days", "web_days")
TOMORROW_NEXT = date.today() + timedelta(days=2)  # noqa: DTZ011 -- any zone's day is near enough

BROKEN_ROWS = [
    # table, the wrong row, column at fault, value shown, what is expected
    ("organisations", {"sector": "church"}, "sector", "church", f"one of {', '.join(SECTORS)}"),
    ("organisations", {"name": None}, "name", "missing", "a value"),
    ("organisations", {"own": None}, "own", "missing", "a value"),
    ("accounts", {"platform": "myspace"}, "platform", "myspace", f"one of {', '.join(PLATFORMS)}"),
    ("accounts", {"opened_on": DAY, "closed_on": date(2020, 1, 1)}, "closed_on", "2020-01-01", "on or after opened_on"),
    ("audience_bases", {"size": -1}, "size", "-1", "at least 0"),
    ("audience_bases", {"year": 20}, "year", "20", "a number from 1800 to 2200"),
    ("peer_groups", {"group_code": ""}, "group_code", "", "text that is not empty"),
    ("campaigns", {"ends_on": date(2026, 9, 1)}, "ends_on", "2026-09-01", "on or after starts_on"),
    ("campaigns", {"budget": float("inf")}, "budget", "inf", "not infinite"),
    ("goals", {"low": None}, "low", "missing", "a number in low or high"),
    ("goals", {"low": 7.0, "high": 5.0}, "low", "7.0", "not above high"),
    ("goals", {"period": "fortnight"}, "period", "fortnight", "one of post, week, month"),
    ("goals", {"starts_on": DAY, "ends_on": date(2026, 9, 1)}, "ends_on", "2026-09-01", "on or after starts_on"),
    ("notes", {"to_date": date(2026, 9, 1)}, "to_date", "2026-09-01", "on or after from_date"),
    ("notes", {"written_at": TIME.replace(year=2150)}, "written_at", "2150-10-01", "a day that has been"),
    ("series_breaks", {"platform": "myspace"}, "platform", "myspace", "one of facebook"),
    ("audience_shares", {"share": 1.2}, "share", "1.2", "a number from 0 to 1"),
    ("audience_shares", {"date": TOMORROW_NEXT}, "date", str(TOMORROW_NEXT), "a day that has been"),
    ("imports", {"rows_added": -3}, "rows_added", "-3", "at least 0"),
    ("report_drafts", {"kind": "week"}, "kind", "week", "one of month, quarter, interim, year"),
    ("report_drafts", {"saved_at": TIME.replace(year=2150)}, "saved_at", "2150-10-01", "a day that has been"),
]


def found_in(folder: Path) -> SchemaError:
    with pytest.raises(SchemaError) as caught:
        open_store(str(folder))
    return caught.value


def test_every_table_of_the_contract_has_a_schema():
    assert set(TABLES) == set(OWN_LINE)
    assert len(TABLES) == 17


@pytest.mark.parametrize("name", TABLES)
def test_a_schema_has_the_columns_and_the_key_of_the_contract(name):
    key, columns = OWN_LINE[name]
    named = {column for group in NAME.findall(f"{key} {columns}") for column in group.split(", ")}
    traced = {"import_id"} if name in TRACED else set()
    assert set(dtypes(name)) == named | traced
    assert set(key_of(name)) == {column for group in NAME.findall(key) for column in group.split(", ")}


@pytest.mark.parametrize("name", TABLES)
def test_every_number_but_a_goal_has_its_unit(name):
    numbers = {column: known for column, known in SCHEMAS[name].columns().items() if known.dtype.is_numeric()}
    without = {column for column, known in numbers.items() if not (known.metadata or {}).get("unit")}
    assert without == ({"low", "high"} if name == "goals" else set())


def test_one_right_row_in_every_table_opens(tmp_path):
    assert open_store(str(write(tmp_path))).tables == TABLES


@pytest.mark.parametrize(("name", "wrong", "column", "value", "expected"), BROKEN_ROWS)
def test_a_wrong_row_is_named(tmp_path, name, wrong, column, value, expected):
    key = key_of(name)[0]
    violations = found_in(write(tmp_path, **{name: table(name, wrong)})).violations
    [violation] = [found for found in violations if found.column == column]
    line = violation.text()
    assert violation.table == name
    assert f"{key}=" in violation.key
    assert line.startswith(f"{name}.{column} ({violation.key}): {value}")
    assert expected in line


@pytest.mark.parametrize("name", TABLES)
def test_every_rule_of_a_schema_has_words(name):
    _, nothing_wrong = SCHEMAS[name].filter(pl.DataFrame(schema=dtypes(name)))
    rules = set(nothing_wrong.details().columns) - set(dtypes(name))
    spoken = {rule: _rule(name, rule)[1] for rule in rules}
    assert spoken
    assert all(spoken.values())


def test_rows_that_share_a_key_are_named_with_their_number(tmp_path):
    rows = table("account_days", {"followers": 1}, {"followers": 2}, {"date": date(2026, 10, 2)})
    [violation] = found_in(write(tmp_path, account_days=rows)).violations
    assert violation.key == "account_id=fb, date=2026-10-01"
    assert violation.text().endswith("Expected: one row with this key, not 2.")


def test_a_missing_part_of_a_key_is_a_value_like_others(tmp_path):
    once = table("web_days", {}, {"utm_campaign": "höst"})
    assert open_store(str(write(tmp_path / "once", web_days=once))).has("web_days")
    twice = table("web_days", {}, {})
    [violation] = found_in(write(tmp_path / "twice", web_days=twice)).violations
    assert violation.table == "web_days"


@pytest.mark.parametrize(
    ("name", "wrong", "reference"),
    [
        ("accounts", {"org_id": "nobody"}, "organisations"),
        ("posts", {"account_id": "nobody"}, "accounts"),
        ("posts", {"campaign_id": "nobody"}, "campaigns"),
        ("account_days", {"import_id": "nobody"}, "imports"),
        ("goals", {"org_id": "nobody"}, "organisations"),
    ],
)
def test_a_row_that_names_something_unknown_is_named(tmp_path, name, wrong, reference):
    violations = found_in(write(tmp_path, **{name: table(name, wrong)})).violations
    [violation] = [found for found in violations if found.table == name]
    assert (violation.column, violation.value) == (next(iter(wrong)), "nobody")
    assert f"a row in {reference}" in violation.text()


def test_a_reference_to_a_table_that_is_absent_is_no_violation(tmp_path):
    posts = table("posts", {"campaign_id": "c9"})
    assert open_store(str(write(tmp_path, "organisations", "accounts", posts=posts))).tables[-1] == "posts"


def test_only_some_rows_are_listed_and_the_rest_counted(tmp_path):
    wrong = [{"org_id": f"o{number:02}", "sector": "church"} for number in range(12)]
    organisations = table("organisations", {}, *wrong)
    violations = found_in(write(tmp_path, organisations=organisations)).violations
    assert len(violations) == 5
    assert [found.more for found in violations] == [0, 0, 0, 0, 7]
    assert violations[-1].text().endswith("7 more rows like it.")


def test_violations_speak_swedish(tmp_path):
    [violation] = found_in(write(tmp_path, audience_bases=table("audience_bases", {"size": -1}))).violations
    assert violation.text(Language("sv")) == (
        "audience_bases.size (org_id=region, kind=inhabitants, year=2025): -1. Förväntat: minst 0."
    )


def test_a_required_table_or_column_that_is_absent_is_named(tmp_path):
    [violation] = found_in(write(tmp_path / "table", "organisations")).violations
    assert (violation.table, violation.expected) == ("accounts", "this table, which every store needs")
    folder = write(tmp_path / "column", accounts=table("accounts").drop("platform"))
    [violation] = found_in(folder).violations
    assert (violation.table, violation.column) == ("accounts", "platform")


def test_a_store_without_organisations_is_refused(tmp_path):
    folder = write(tmp_path, "organisations", organisations=table("organisations").clear())
    table("accounts").clear().write_parquet(folder / "accounts.parquet")
    [violation] = found_in(folder).violations
    assert violation.text() == "organisations. Expected: at least one organisation."


@pytest.mark.parametrize(("days", "end", "right"), [
    (1, DAY, True), (7, DAY, True), (28, DAY, True), (31, date(2026, 10, 31), True), (28, date(2026, 2, 28), True),
    (29, date(2024, 2, 29), True), (30, date(2026, 10, 31), False), (31, DAY, False), (14, DAY, False), (0, DAY, False),
])  # fmt: skip
def test_windows_are_those_that_platforms_count(tmp_path, days, end, right):
    rows = table("account_reach", {"window_days": days, "window_end": end})
    check = check_store(str(write(tmp_path, account_reach=rows)), TODAY)
    assert bool(check.violations) is not right
