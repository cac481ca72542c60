"""`python -m benchmarks.importing [ROWS]`: how long a large template takes, how much memory, and a year of days.

Each measurement is a process of its own, so that the memory is that of one import.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from data.importers.source import Answers, Source
from data.imports.apply import apply
from data.imports.plan import plan
from data.schema import dtypes
from data.write import write_table

PROJECT = Path(__file__).parent.parent


def new_store(folder: Path) -> None:
    organisation = {"org_id": "region", "name": "Region", "sector": "region", "own": True}
    account = {"account_id": "fb", "org_id": "region", "platform": "facebook", "name": "Region"}
    for table, row in (("organisations", organisation), ("accounts", account)):
        write_table(folder, table, pl.DataFrame([row], schema={name: dtypes(table)[name] for name in row}))


def write_posts(path: Path, rows: int, more: int = 0) -> None:
    """A template with posts; `more` is added to every count."""
    number = pl.int_range(rows, eager=True)
    start = datetime(2016, 1, 1, tzinfo=UTC)
    pl.DataFrame(
        {
            "post_id": "facebook-" + (number + 900_000_000_000_000).cast(pl.String),
            "account_id": ["fb"] * rows,
            "published_at": (start + timedelta(minutes=1) * number).dt.to_string("%Y-%m-%dT%H:%M:%SZ"),
            "format": ["photo"] * rows,
            "caption": "En text om vaccin och tider, nummer " + number.cast(pl.String),
            "reach": number % 9_001 + more,
            "views": number % 20_011 + more,
            "reactions": number % 301,
            "comments": number % 31,
            "shares": number % 17,
        }
    ).write_csv(path)


def write_days(path: Path) -> None:
    """A template with a year of days."""
    days = pl.date_range(date(2025, 1, 1), date(2025, 12, 31), eager=True)
    counts = {name: pl.int_range(len(days), eager=True) for name in ("followers", "views", "reactions", "comments")}
    pl.DataFrame({"account_id": ["fb"] * len(days), "date": days, **counts}).write_csv(path)


def import_one(store: str, path: str) -> None:
    """Imports a file; prints its seconds, its rows and the most memory that the process had."""
    began = time.perf_counter()
    source = Source(Path(path).name, Path(path).read_bytes(), datetime.now(UTC))
    (file,) = apply(plan(store, [source], Answers()), "benchmark")
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    told = f"{seconds:6.2f} s  {peak:.2f} GB {file.error or ''}"
    print(f"{path.rsplit('/', 1)[-1]:<20}{file.status:<10}{file.total}  {told}")


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        new_store(store)
        write_days(Path(folder) / "days.csv")
        write_posts(Path(folder) / "posts.csv", rows)
        write_posts(Path(folder) / "posts restated.csv", rows, more=1)
        for name in ("days.csv", "posts.csv", "posts.csv", "posts restated.csv"):
            command = [sys.executable, "-m", "benchmarks.importing", str(store), f"{folder}/{name}"]
            subprocess.run(command, cwd=PROJECT, check=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        import_one(*sys.argv[1:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) == 2 else 1_000_000)
