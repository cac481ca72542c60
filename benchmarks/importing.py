"""`python -m benchmarks.importing [ROWS]`: how long a large template takes, a year of days, and many small files.

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
from data.imports.changes import Counts
from data.imports.plan import plan
from data.schema import dtypes
from data.write import write_table
from tests.exports import meta_series

PROJECT = Path(__file__).parent.parent
ACCOUNTS = {"facebook": "fb", "instagram": "ig"}
SERIES = {
    "facebook": ["visits", "follows", "link clicks", "content interactions", "views", "reach"],
    "instagram": ["profile visits", "follows", "link clicks", "content interactions", "views", "reach"],
}


def new_store(folder: Path) -> None:
    organisation = {"org_id": "region", "name": "Region", "sector": "region", "own": True}
    accounts = [
        {"account_id": account_id, "org_id": "region", "platform": platform, "name": "Region"}
        for platform, account_id in ACCOUNTS.items()
    ]
    for table, rows in (("organisations", [organisation]), ("accounts", accounts)):
        write_table(folder, table, pl.DataFrame(rows, schema={name: dtypes(table)[name] for name in rows[0]}))


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


def small_files(months: int) -> tuple[list[Source], dict[str, Answers]]:
    """What two channels' owner downloads of these months: a daily series a metric and month, and whose each is."""
    sources, each = [], {}
    for month in range(months):
        first = date(2024 + month // 12, month % 12 + 1, 1)
        days = ((first + timedelta(days=31)).replace(day=1) - first).days
        for platform, titles in SERIES.items():
            for metric, title in enumerate(f"{platform.title()} {series}" for series in titles):
                name = f"{title} {first:%Y-%m}.csv"
                content = meta_series(title, [1_000 * metric + day for day in range(days)], first)
                sources.append(Source(name, content, datetime.now(UTC)))
                each[name] = Answers(account=ACCOUNTS[platform])
    return sources, each


def import_many(store: str, months: int) -> None:
    """Imports small files twice; prints how long each time took, on the clock and of a processor."""
    sources, each = small_files(months)
    for _time in range(2):
        began, busy = time.perf_counter(), time.process_time()
        planned = plan(store, sources, each=each)
        seen = time.perf_counter() - began
        files = apply(planned, "benchmark")
        seconds, busy = time.perf_counter() - began, time.process_time() - busy
        total = sum((file.total for file in files), Counts())
        name = f"{len(files)} small files"
        print(
            f"{name:<20}{files[0].status:<10}{total}  {seen:.2f} + {seconds - seen:.2f} s, {busy:.2f} s of a processor"
        )


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
        for months in (12, 24):
            new_store(Path(folder) / str(months))
            command = [sys.executable, "-m", "benchmarks.importing", f"{folder}/{months}", str(months)]
            subprocess.run(command, cwd=PROJECT, check=True)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[2].isdecimal():
        import_many(sys.argv[1], int(sys.argv[2]))
    elif len(sys.argv) == 3:
        import_one(*sys.argv[1:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) == 2 else 1_000_000)
