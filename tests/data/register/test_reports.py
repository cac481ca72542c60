"""Drafts that several go on with, frozen reports that nobody changes, and the versions that they need."""

from __future__ import annotations

import subprocess
import sys
import time
from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from data.check import check_store
from data.errors import GenomslagError, StoreError
from data.imports import commands
from data.register.report_rows import LARGE, Draft, Frozen, figures_sha256, frozen_row, packed, unpacked
from data.register.reports import (
    FrozenAlready,
    draft_in,
    drafts,
    freeze,
    frozen_report,
    frozen_reports,
    kept_versions,
    save_draft,
    start_draft,
    throw_away_draft,
)
from data.register.tables import rows_of, written
from data.store import StoreAt, open_store
from data.versions import VersionsGone, table_versions
from data.write import write_table
from locales import Language
from tests.data.imports.small_exports import NOW, export, imported, new_store, values

PROJECT = Path(__file__).parents[3]
TODAY = date(2026, 11, 28)
FIGURES: list[list[Any]] = [
    ["views", "region", "2026-10", 30.0, 30.0, 30.0],
    ["reach", "region", "2026-10", None, 9.0, None],
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = new_store(tmp_path / "store")
    imported(folder, export({0: {"views": 10}, 1: {"views": 20}}, seen=2))
    return folder


def draft(**more) -> Draft:
    return Draft("region", "month", "2026-10", "sv", **more)


def report(store: Path, **more) -> Frozen:
    settings = {"contents": {"figures": FIGURES, "report": {}}, "author": "Anna Öberg", "choices": {}}
    return Frozen(
        "region", "month", "2026-10", "sv", versions=table_versions(store), reckoned_on=TODAY, **(settings | more)
    )


def noted(key: str, value: object):
    return lambda one: replace(one, choices={**one.choices, key: value})


def test_what_two_people_write_in_one_draft_stays(store):
    one = start_draft(store, draft(author="Anna Öberg"))
    save_draft(store, one, noted("texts", {"summary": {"text": ["Bra <b>", "Anna"]}}))
    save_draft(store, one, noted("comments", {"goals": [["=HYPERLINK(1)", "Bo"]]}))
    [found] = drafts(store)
    assert set(found.choices) == {"texts", "comments"}
    assert found.choices["comments"] == {"goals": [["=HYPERLINK(1)", "Bo"]]}
    assert (found.id, found.author, found.period) == (one, "Anna Öberg", "2026-10")
    assert found.started_at is not None
    assert found.saved_at is not None
    assert found.started_at < found.saved_at


def test_a_draft_that_is_saved_as_it_is_makes_no_version(store):
    one = start_draft(store, draft())
    before = len(list((store / "report_drafts" / "_delta_log").glob("*.json")))
    assert save_draft(store, one, lambda found: found).id == one
    assert len(list((store / "report_drafts" / "_delta_log").glob("*.json"))) == before


def test_a_draft_leaves_the_figures_that_were_read_as_they_are(store):
    opened = open_store(str(store))
    before = opened.version
    one = start_draft(store, draft())
    freeze(store, report(store, draft=one))
    assert opened.version == before
    assert opened.scan("reports").collect().height == 1


def test_a_draft_is_thrown_away_and_then_gone(store):
    one = start_draft(store, draft())
    throw_away_draft(store, one)
    throw_away_draft(store, one)
    assert drafts(store) == []
    with pytest.raises(GenomslagError, match="no draft"):
        save_draft(store, one, noted("x", 1))


def test_a_report_comes_back_as_it_was_frozen(store):
    contents = {"figures": FIGURES, "report": {"text": "Åäö " * LARGE}}
    one = freeze(store, report(store, contents=contents, choices={"sections": ["goals"]}), NOW)
    found = frozen_report(store, one)
    assert (found.contents, found.choices) == (contents, {"sections": ["goals"]})
    assert (found.author, found.frozen_at, found.reckoned_on) == ("Anna Öberg", NOW, TODAY)
    assert found.sha256 == figures_sha256(FIGURES)
    assert [listed.id for listed in frozen_reports(store)] == [one]
    with pytest.raises(GenomslagError, match="no frozen report"):
        frozen_report(store, "another")


@pytest.mark.parametrize("author", ["", "  \n"])
def test_nobody_freezes_without_a_name(store, author):
    with pytest.raises(GenomslagError, match="no name"):
        freeze(store, report(store, author=author))
    assert frozen_reports(store) == []


def test_a_frozen_draft_is_done_with(store):
    one = start_draft(store, draft())
    kept = rows_of(store, "report_drafts")
    freeze(store, report(store, draft=one))
    assert drafts(store) == []
    written(store, "report_drafts", lambda _there: kept)  # as when it was cut off between the two
    assert drafts(store) == []
    with pytest.raises(FrozenAlready, match="Anna Öberg has frozen"):
        save_draft(store, one, noted("x", 1))
    with pytest.raises(FrozenAlready, match="Anna Öberg has frozen"):
        freeze(store, report(store, draft=one, author="Bo"))


def test_a_report_is_superseded_once(store):
    first = freeze(store, report(store))
    second = freeze(store, report(store, supersedes=first))
    assert frozen_report(store, second).supersedes == first != second
    with pytest.raises(FrozenAlready, match="superseded this report already"):
        freeze(store, report(store, supersedes=first))
    with pytest.raises(GenomslagError, match="no frozen report"):
        freeze(store, report(store, supersedes="another"))
    assert len(frozen_reports(store)) == 2


def test_a_frozen_report_is_not_written_over(store):
    one = freeze(store, report(store))
    row = frozen_row(replace(frozen_report(store, one), author="Bo"))
    with pytest.raises(StoreError, match="never changed"):
        written(store, "reports", lambda _there: [row])
    assert frozen_report(store, one).author == "Anna Öberg"


def test_a_check_finds_figures_that_somebody_has_changed(store):
    one = freeze(store, report(store))
    assert not check_store(str(store), TODAY).violations
    other = packed({"figures": [[*FIGURES[0][:3], 31.0, 31.0, 31.0]], "report": {}})
    for contents, column in ((other, "figures_sha256"), ("zlib:!", "contents"), ("{}", "contents")):
        rows = open_store(str(store)).scan("reports").collect()
        write_table(store, "reports", rows.with_columns(contents=rows["contents"].replace_strict({}, default=contents)))
        [violation] = check_store(str(store), TODAY).violations
        assert (violation.table, violation.column, violation.key) == ("reports", column, f"report_id={one}")
        assert violation.text(Language("sv"))


def test_two_people_freeze_at_once(store):
    shared, outcomes, ready = start_draft(store, draft()), [], Barrier(4)

    def attempt(draft_id: str) -> None:
        ready.wait()
        try:
            outcomes.append(freeze(store, report(store, draft=draft_id)))
        except FrozenAlready:
            outcomes.append("")

    people = [Thread(target=attempt, args=(one,)) for one in (shared, shared, "", "")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert outcomes.count("") == 1
    assert len(set(outcomes)) == 4
    assert {one.id for one in frozen_reports(store)} == set(outcomes) - {""}


CHILD = """
import sys
from pathlib import Path
from data.register.reports import freeze
from tests.data.register.test_reports import report
store = Path(sys.argv[1])
print("started", flush=True)
while True:
    freeze(store, report(store, contents={"figures": [], "report": {"text": [str(n) for n in range(20_000)]}}))
"""


def test_nothing_half_written_is_left_when_it_is_killed(store):
    command = [sys.executable, "-c", CHILD, str(store)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "started"
        give_up = time.monotonic() + 30
        while not frozen_reports(store) and time.monotonic() < give_up:
            time.sleep(0.02)
        time.sleep(0.05)
        child.kill()
    assert not check_store(str(store), TODAY).violations
    found = frozen_reports(store)
    assert found
    assert all(len(frozen_report(store, one.id).contents["report"]["text"]) == 20_000 for one in found)
    assert freeze(store, report(store)) not in {one.id for one in found}


def test_versions_of_frozen_reports_outlive_a_vacuum(store):
    imported(store, export({0: {"views": 11}}, seen=3))
    freeze(store, report(store))
    named = table_versions(store)
    imported(store, export({0: {"views": 12}}, seen=4))
    between = table_versions(store)
    imported(store, export({0: {"views": 13}}, seen=5))
    assert kept_versions(store) == {table: {version} for table, version in named.items()}
    english = Language("en")
    assert commands._compact(Namespace(store=str(store)), english) == 0
    assert commands._vacuum(Namespace(store=str(store), retention=0), english) == 0
    then = StoreAt(str(store), named).scan("account_days").sort("date").collect()
    assert then["views"].to_list() == [11, 20]
    assert values(store) == {0: 13, 1: 20}
    with pytest.raises(VersionsGone, match="no longer be read"):
        StoreAt(str(store), between)


def test_a_table_that_came_later_was_empty_then(store):
    then = StoreAt(str(store), {"organisations": 1, "accounts": 1})
    assert then.scan("account_days").collect().is_empty()
    assert not then.has("account_days")
    with pytest.raises(VersionsGone):
        StoreAt(str(store), {"posts": 3})


@pytest.mark.parametrize("contents", [{"figures": []}, {"figures": [], "text": "<script>" * LARGE}])
def test_contents_are_packed_and_unpacked(contents):
    assert unpacked(packed(contents)) == contents


def test_the_sum_of_figures_knows_no_order_and_every_digit_that_counts():
    assert figures_sha256(FIGURES) == figures_sha256(FIGURES[::-1])
    assert figures_sha256(FIGURES) == figures_sha256([[*FIGURES[0][:3], 30.00000000000001, 30.0, 30.0], FIGURES[1]])
    assert figures_sha256(FIGURES) != figures_sha256([[*FIGURES[0][:3], 30.000001, 30.0, 30.0], FIGURES[1]])
    assert figures_sha256(FIGURES) != figures_sha256([FIGURES[0], [*FIGURES[1][:3], 9.0, 9.0, None]])


def test_a_draft_is_found_by_its_id(store):
    one = start_draft(store, draft(choices={"compare": "year"}))
    assert draft_in(rows_of(store, "report_drafts"), one).choices == {"compare": "year"}
