"""From a folder of Parquet to the facts that pages read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import polars as pl

from benchmarks.result import Result, ratio
from data.store import open_store
from metrics.facts import build_facts


def opening(store: Path, name: str, rounds: int) -> list[Result]:
    """Seconds to open the store and to build its facts, beside reading its Parquet files bare."""
    bare, opened, built = [], [], []
    for _ in range(rounds):
        bare.append(_seconds(lambda: [pl.read_parquet(path) for path in sorted(store.glob("*.parquet"))]))
        opened.append(_seconds(lambda: open_store(str(store))))
        built.append(_seconds(lambda: build_facts(open_store(str(store)))))
    return [
        Result(f"{name}: opening the store", 1000 * median(opened), "ms", None, opened),
        ratio(f"{name}: opening the store, against reading its Parquet bare", opened, bare),
        Result(f"{name}: opening and building the facts", 1000 * median(built), "ms", None, built),
        ratio(f"{name}: opening and building the facts, against reading its Parquet bare", built, bare),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
