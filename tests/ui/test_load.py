"""What pages derive is worked out once for a version of the store, and anew for the next."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from data.errors import GenomslagError
from metrics.facts import Facts
from tests.golden.store import write_golden_store
from ui import load


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_golden_store(tmp_path)
    monkeypatch.setenv("GENOMSLAG_STORE", str(tmp_path))
    return tmp_path


def rename(store: Path, name: str) -> None:
    path = store / "organisations.parquet"
    pl.read_parquet(path).with_columns(pl.lit(name).alias("name")).write_parquet(path)
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1_000_000))


def test_facts_are_read_once_for_a_version(store: Path) -> None:
    facts = load.store_facts()
    assert load.store_facts() is facts
    rename(store, "Nytt namn")
    newer = load.store_facts()
    assert newer is not facts
    assert set(newer.organisations["name"]) == {"Nytt namn"}
    assert load.data_version(newer) != load.data_version(facts)


def test_an_answer_is_worked_out_once_for_a_version_and_its_question(store: Path) -> None:
    asked: list[str] = []

    def answer(facts: Facts, question: str) -> int:
        asked.append(question)
        return len(facts.organisations)

    first = load.data_version(load.store_facts())
    assert [load.kept_for(answer, first, question) for question in "aab"] == [6, 6, 6]
    assert asked == ["a", "b"]
    rename(store, "Nytt namn")
    load.kept_for(answer, load.data_version(load.store_facts()), "a")
    assert asked == ["a", "b", "a"]


def test_a_failure_is_not_kept(store: Path) -> None:
    path = store / "accounts.parquet"
    whole = path.read_bytes()
    path.unlink()
    for _ in range(2):
        with pytest.raises(GenomslagError):
            load.store_facts()
    path.write_bytes(whole)
    assert len(load.store_facts().accounts) == 6
