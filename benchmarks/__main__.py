"""Measure Genomslag beside a naive page and an empty one, in one run: `python -m benchmarks [--quick] [part …]`.

Ratios travel between machines, milliseconds do not. The summary is written to benchmarks/out/summary.md.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.bounds import intervals
from benchmarks.browser import change_period, cold_load, count_charts, fresh_page
from benchmarks.comparing import filters, rates
from benchmarks.judging import verdicts
from benchmarks.opening import opening
from benchmarks.readers import many_readers, one_reader
from benchmarks.result import OUT, Result, quantile, ratio, save, written
from data.demo.generator import write_demo
from locales import Language
from metrics.period import Period
from tests.browser.server import PROJECT, Server, start

DEMO = PROJECT / "data" / "demo" / "store"
APPS = Path(__file__).parent / "apps"
LAST = Period.parse("2026-10")
PARTS = ("opening", "bounds", "verdicts", "peers", "pages", "readers", "sector")
READERS, READER_SECONDS, READER_PAUSE = 40, 30.0, 4.0
SECTOR_ORGANISATIONS = 600


def months(count: int = 30) -> list[str]:
    """The latest months of the demo as a reader sees them, newest first."""
    periods = [LAST]
    while len(periods) < count:
        periods.append(periods[-1].previous())
    return [Language("sv").month(period.start) for period in periods]


@contextmanager
def app(script: str, store: Path = DEMO, charts: int = 0) -> Iterator[Server]:
    """A server, until the end of the block. Only ours runs with the settings of the project."""
    ours = script == "server.py"
    environment = {"BENCH_MONTHS": "|".join(months()), "BENCH_STORE": str(DEMO), "BENCH_CHARTS": str(charts)}
    with tempfile.TemporaryDirectory() as folder:
        home, path = (PROJECT, script) if ours else (Path(folder), str(APPS / script))
        server = start(Path(folder), path, store, watched=False, cwd=home, environment=environment)
        try:
            yield server
        finally:
            server.stop()


def pages(playwright: Playwright, cold_rounds: int, changes: int) -> list[Result]:
    """Cold paint and a change of period, ours beside a naive page and an empty one."""
    with ExitStack() as stack:
        ours = stack.enter_context(app("server.py"))
        first = cold_load(playwright, ours.url, 1)[0]
        charts = count_charts(playwright, ours.url)
        naive, empty = stack.enter_context(app("naive.py", charts=charts)), stack.enter_context(app("empty.py"))
        apps = {"ours": (ours, charts), "naive": (naive, charts), "empty": (empty, 0)}
        for server, count in (apps["naive"], apps["empty"]):
            cold_load(playwright, server.url, count)
        cold: dict[str, list[float]] = {name: [] for name in apps}
        size: dict[str, list[float]] = {name: [] for name in apps}
        for _ in range(cold_rounds):
            for name, (server, count) in apps.items():
                took, came = cold_load(playwright, server.url, count)
                cold[name].append(took)
                size[name].append(came)
        change: dict[str, list[float]] = {name: [] for name in apps}
        open_pages = {name: stack.enter_context(fresh_page(playwright)) for name in apps}
        for name, (server, count) in apps.items():
            open_pages[name].goto(server.url)
            open_pages[name].wait_for_selector(".st-key-period_one input")
            change_period(open_pages[name], months()[1], count)
        for number in range(changes):
            for name, (_, count) in apps.items():
                change[name].append(change_period(open_pages[name], months()[2 + number], count))
    return [
        Result("charts on the overview, and so on the naive page", charts, "charts"),
        Result("first page after the server's start", first, "ms"),
        Result("cold paint, ours", quantile(cold["ours"], 0.5), "ms", None, cold["ours"]),
        ratio("cold paint, against the naive page", cold["ours"], cold["naive"], 0.6),
        ratio("cold paint, against an empty page", cold["ours"], cold["empty"]),
        Result("first load, ours", quantile(size["ours"], 0.5), "kB", None, size["ours"]),
        ratio("first load in bytes, against the naive page", size["ours"], size["naive"]),
        Result("change of period to the last chart, ours", quantile(change["ours"], 0.5), "ms", None, change["ours"]),
        ratio("change of period to the last chart, against the naive page", change["ours"], change["naive"], 0.45),
        ratio("change of period to the last chart, against an empty page", change["ours"], change["empty"], 2.5),
    ]


def readers(store: Path, name: str, periods: int, *, crowd: bool) -> list[Result]:
    """Processor time and bytes of a rerun, and the wait of forty readers."""
    with app("server.py", store) as server:
        new, seen = asyncio.run(one_reader(server, periods))
        waits = asyncio.run(many_readers(server, READERS, READER_SECONDS, READER_PAUSE)) if crowd else []
    results = [
        Result(f"{name}: server processor time of a rerun, to a period not asked for before", new.processor, "ms", 40),
        Result(f"{name}: server processor time of a rerun, to a period seen before", seen.processor, "ms", 40),
        Result(f"{name}: wait for a rerun, one reader, new period", new.wait, "ms"),
        Result(f"{name}: wait for a rerun, one reader, seen period", seen.wait, "ms"),
        Result(f"{name}: largest rerun over the websocket", new.sent, "kB", 60),
    ]
    if waits:
        what = f"{name}: {READERS} readers, a change each {READER_PAUSE:g} s, 95 of 100 wait at most"
        results.append(Result(what, 1000 * quantile(waits, 0.95), "ms", 200, waits))
    return results


def plain_readers(periods: int, charts: int = 4) -> list[Result]:
    """Processor time and bytes of a rerun of the naive page and the empty one."""
    found = []
    for script in ("naive.py", "empty.py"):
        with app(script, charts=charts) as server:
            new, _ = asyncio.run(one_reader(server, periods))
        found.append(Result(f"{script}: server processor time of a rerun", new.processor, "ms"))
        found.append(Result(f"{script}: largest rerun over the websocket", new.sent, "kB"))
    return found


def sector_store() -> Path:
    """A generated store of the size of the Swedish public sector, made once."""
    folder = OUT / f"store_{SECTOR_ORGANISATIONS}"
    if not folder.exists():
        print(f"Making a store of {SECTOR_ORGANISATIONS} organisations …", flush=True)
        write_demo(folder, organisations=SECTOR_ORGANISATIONS, years=3)
    return folder


def main() -> None:
    """Measure the parts that are asked for, and print and save what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all unless named")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    asked = parser.parse_args()
    parts, rounds = asked.parts or PARTS, 3 if asked.quick else 9
    results: list[Result] = []
    if "opening" in parts:
        results += opening(DEMO, "demo", rounds)
    if "bounds" in parts:
        results += intervals(rounds)
    if "verdicts" in parts:
        results += verdicts(DEMO, rounds)
    if "peers" in parts:
        results += filters(sector_store(), rounds) + rates(10 if asked.quick else 1)
    if "pages" in parts:
        with sync_playwright() as playwright:
            results += pages(playwright, cold_rounds=rounds // 2 + 1, changes=2 * rounds)
    if "readers" in parts:
        results += readers(DEMO, "demo", 3 * rounds, crowd=True) + plain_readers(3 * rounds)
    if "sector" in parts:
        store = sector_store()
        results += opening(store, f"{SECTOR_ORGANISATIONS} organisations", 3)
        results += readers(store, f"{SECTOR_ORGANISATIONS} organisations", 3 * rounds, crowd=False)
    save(results)
    print(written(results))


if __name__ == "__main__":
    main()
