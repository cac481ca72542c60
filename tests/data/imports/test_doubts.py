"""When it is doubted that a file is from the channel it is put on."""

from __future__ import annotations

import pytest

from data.importers.source import Answers, Source
from data.imports.plan import plan
from tests.data.imports.small_exports import NOW, export, imported, new_store, read

THERE = {number: {"views": 100 + number} for number in range(10)}


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


def remarks(store, *sources, **how):
    return [[remark.fields for remark in file.remarks] for file in plan(store, sources, now=NOW, **how).files]


@pytest.mark.parametrize(
    ("days", "doubted"),
    [
        ({number: {"views": 10 + number} for number in range(10)}, (10, 10)),
        ({number: {"views": 10 if number < 6 else 100 + number} for number in range(10)}, (6, 10)),
        ({number: {"views": 10 if number < 5 else 100 + number} for number in range(10)}, ()),
        ({number: {"views": 105 + number} for number in range(10)}, ()),  # restated
        ({number: {"reactions": 5} for number in range(10)}, ()),  # something else
        ({number: {"views": 5} for number in range(20, 30)}, ()),  # other days
        ({number: {"views": 5} for number in range(4)}, ()),  # too few to tell
    ],
)
def test_quite_other_figures_for_most_days_are_doubted(store, days, doubted):
    imported(store, export(THERE, seen=1))
    found = remarks(store, export(days, name="b.json", seen=2), read=read)
    assert found == [[{"count": doubted[0], "days": doubted[1], "name": "b.json"}] if doubted else []]


def test_the_same_file_again_is_not_doubted(store):
    imported(store, export(THERE, seen=1))
    assert remarks(store, export(THERE, seen=1), read=read) == [[]]


def series(name, times):
    rows = "".join(f'"2026-10-{day:02}T00:00:00","{day * times}"\n' for day in range(1, 11))
    return Source(name, f'sep=,\n"Content interactions"\n"Date","Primary"\n{rows}'.encode("utf-16"))


def test_two_files_of_one_title_that_are_said_to_be_of_one_platform_are_doubted(store):
    both = (series("Interactions.csv", 1), series("Interactions (1).csv", 7))
    answers = Answers(account="fb", platform="facebook")
    assert [len(found) for found in remarks(store, *both, answers=answers)] == [0, 1]
