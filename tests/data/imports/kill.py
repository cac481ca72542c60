"""`python -m tests.data.imports.kill 200`: imports that are killed at random moments, and what is left of them.

The child imports three exports that meet in every table, all at once; it is killed at a random moment of that. Then the
store must open, each table must hold what it held after some whole number of the imports, nothing twice, and the same
imports made again, one by one, must end as they would have without the kill.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from data.importers.source import Answers
from data.store import Store, open_store
from tests.data.imports.small_exports import export, imported, new_store

PROJECT = Path(__file__).parents[3]
TABLES = ("accounts", "audience_bases", "peer_groups", "account_days", "account_reach", "posts", "imports")
STARTED = "started"
ANSWERS = [Answers(organisation="Region Älvmark"), Answers(organisation="Umeå")]  # of a store that is there, and a new
# Of an import that is made again, these tell when.
CLOCKS = ("imported_at",)


def exports() -> list:
    """Three exports of the same days, each later than the one before."""
    made = []
    for seen in (3, 6, 9):
        days = {day: {"views": day + seen, "saves": seen} for day in range(seen, seen + 20)}
        reach = [
            {"account_id": "0", "window_end": f"2026-10-{day:02}", "window_days": 1, "reach": 100 * seen + day}
            for day in range(seen, seen + 9)
        ]
        posts = [
            {"post_id": f"p{number}", "account_id": "0", "published_at": "2026-10-02T10:00:00", "views": number * seen}
            for number in range(seen, seen + 50)
        ]
        made.append(export(days, name=f"{seen}.json", seen=seen, account_reach=reach, posts=posts))
    return made


def rows(store: Path, table: str) -> list:
    """The rows of a table in the order of all their columns, without what tells the time of the import."""
    opened = Store(str(store))
    if not store.exists() or not opened.has(table):
        return []
    return sorted(map(str, opened.scan(table).select(pl.exclude(CLOCKS)).collect().to_dicts()))


def killed(store: Path, after: float, *, new: bool) -> bool:
    """Whether the child was still at it when it was killed, so many seconds after it began to import."""
    command = [sys.executable, "-m", "tests.data.imports.kill", "new" if new else "child", str(store)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == STARTED
        time.sleep(after)
        child.kill()
        return child.wait() == -signal.SIGKILL


def trials(times: int, seed: int = 1) -> Iterator[tuple[float, bool, str]]:
    """For each kill: after how many seconds, whether it met the child at work, and what was wrong (empty: nothing).

    Every third child begins with a folder that isn't there.
    """
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        begins = [new_store(Path(folder) / "begin"), Path(folder) / "nothing"]
        whole = [
            _whole(begin, Path(folder) / f"whole {begin.name}", new=new)
            for begin, new in zip(begins, (False, True), strict=True)
        ]
        for number in range(times):
            new = number % 3 == 2
            states, length = whole[new]
            store = _copied(begins[new], Path(folder) / str(number))
            after = chance.uniform(0, length * 1.1)
            met = killed(store, after, new=new)
            yield after, met, _fault(store, states, new=new)
            shutil.rmtree(store)


def _copied(begin: Path, store: Path) -> Path:
    return Path(shutil.copytree(begin, store)) if begin.exists() else store


def _whole(begin: Path, store: Path, *, new: bool) -> tuple[list, float]:
    """What the tables hold before and after each import, and how many seconds all of them took."""
    states = [_state(_copied(begin, store))]
    began = time.perf_counter()
    for one in exports():
        imported(store, one, answers=ANSWERS[new])
        states.append(_state(store))
    return states, time.perf_counter() - began


def _state(store: Path) -> dict[str, list]:
    return {table: rows(store, table) for table in TABLES}


def _fault(store: Path, states: list, *, new: bool) -> str:
    if store.exists():
        open_store(str(store))  # raises where references or keys are broken
    found = _state(store)
    for table in TABLES:
        if not any(found[table] == state[table] for state in states):
            return f"{table} is neither before nor after an import"
    for one in exports():
        imported(store, one, answers=ANSWERS[new])
    again = _state(store)
    return ", ".join(f"{table} ends otherwise" for table in TABLES if again[table] != states[-1][table])


def child(store: str, *, new: bool) -> None:
    """Imports all exports into the store."""
    sys.stdout.write(f"{STARTED}\n")
    sys.stdout.flush()
    imported(Path(store), *exports(), answers=ANSWERS[new])
    time.sleep(60)


if __name__ == "__main__":
    if sys.argv[1] in ("child", "new"):
        child(sys.argv[2], new=sys.argv[1] == "new")
    else:
        faults = [(after, fault) for after, _, fault in trials(int(sys.argv[1])) if fault]
        for after, fault in faults:
            sys.stdout.write(f"{after:.3f} s: {fault}\n")
        sys.stdout.write(f"{sys.argv[1]} kills, {len(faults)} with faults\n")
        sys.exit(bool(faults))
