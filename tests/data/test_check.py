"""`python -m data check` and `demo`: what is printed and the exit codes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data.__main__ import main
from data.check import Freshness, TableSummary, check_store
from tests.data.small_store import table, write

TODAY = date(2026, 11, 22)
PROJECT = Path(__file__).parents[2]


def test_a_right_store_is_summarised(tmp_path):
    check = check_store(str(write(tmp_path)), TODAY)
    assert check.violations == ()
    assert len(check.tables) == 17
    assert TableSummary("account_days", 1, date(2026, 10, 1), date(2026, 10, 1)) in check.tables
    assert TableSummary("posts", 1, date(2026, 10, 1), date(2026, 10, 1)) in check.tables
    assert TableSummary("organisations", 1) in check.tables


def test_freshness_counts_open_days_without_a_row_stalest_first(tmp_path):
    accounts = table(
        "accounts",
        {"account_id": "full", "name": "A"},
        {"account_id": "late", "name": "B"},
        {"account_id": "new", "name": "C", "opened_on": date(2026, 10, 29)},
        {"account_id": "closed", "name": "D", "closed_on": date(2026, 10, 3)},
        {"account_id": "silent", "name": "E"},
    )
    present = {"full": range(1, 32), "late": range(1, 21), "new": range(29, 31), "closed": range(2, 4)}
    rows = table("account_days", *(
        {"account_id": account, "date": date(2026, 10, day)} for account, days in present.items() for day in days
    ))  # fmt: skip
    folder = write(tmp_path, "organisations", accounts=accounts, account_days=rows)
    freshness = check_store(str(folder), TODAY).freshness
    assert freshness == (
        Freshness("silent", "E", "facebook", None, 31),
        Freshness("closed", "D", "facebook", date(2026, 10, 3), 1),
        Freshness("late", "B", "facebook", date(2026, 10, 20), 11),
        Freshness("new", "C", "facebook", date(2026, 10, 30), 1),
        Freshness("full", "A", "facebook", date(2026, 10, 31), 0),
    )


def test_a_right_store_exits_0(tmp_path, capsys):
    assert main(["check", "--store", str(write(tmp_path))]) == 0
    printed = capsys.readouterr().out
    assert "account_days               1  2026-10-01  2026-10-01" in printed
    assert "0 violations" in printed


def test_a_violation_exits_1_and_is_printed_with_the_rest_of_the_store(tmp_path, capsys):
    days = table("account_days", {"views": -4}, {"views": 2}, {"date": date(2026, 10, 2), "views": -1})
    assert main(["check", "--store", str(write(tmp_path, account_days=days))]) == 1
    printed = capsys.readouterr().out
    assert "account_days.views (account_id=fb, date=2026-10-01): -4. Expected: at least 0." in printed
    assert "Expected: one row with this key, not 2." in printed
    assert "3 violations" in printed
    assert "organisations" in printed


def test_a_table_that_cannot_be_read_does_not_hide_the_others(tmp_path, capsys):
    days = table("account_days").drop("account_id")
    assert main(["check", "--store", str(write(tmp_path, account_days=days))]) == 1
    printed = capsys.readouterr().out
    assert "account_days.account_id" in printed
    assert "posts" in printed


def test_the_large_tables_are_read_whole(tmp_path):
    posts = table("posts", {"format": "hologram"})
    [violation] = check_store(str(write(tmp_path, posts=posts)), TODAY).violations
    assert violation.value == "hologram"
    late = table("account_days", {"date": date(2026, 11, 24)})
    folder = write(tmp_path, account_days=late, posts=table("posts"))
    [violation] = check_store(str(folder), TODAY).violations
    assert violation.text().endswith("Expected: a day that has been; today is 2026-11-22.")
    assert check_store(str(folder), date(2026, 11, 23)).violations == ()


def test_a_store_that_is_not_there_exits_1_in_the_reader_s_language(tmp_path, capsys):
    assert main(["check", "--store", str(tmp_path / "borta"), "--language", "sv"]) == 1
    assert capsys.readouterr().err.startswith("Det finns ingen mapp med statistik")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check", "--stor"],
        ["check", "--language", "da"],
        ["demo"],
        ["demo", "--store", "x", "--organisations", "0"],
        ["demo", "--store", "x", "--years", "nan"],
    ],
)
def test_a_wrong_command_exits_2(arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_a_demo_is_never_written_over_other_files(tmp_path, capsys):
    folder = write(tmp_path)
    before = sorted(folder.iterdir())
    assert main(["demo", "--store", str(folder), "--organisations", "2", "--years", "0.1"]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert sorted(folder.iterdir()) == before


def test_it_runs_as_a_command(tmp_path):
    command = [sys.executable, "-m", "data", "check", "--store", str(write(tmp_path))]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
