"""What a reader waits for in Chromium: a page until it is painted, a new period until the last chart has changed.

Painted means: the script has ended, all charts are there, and nothing has changed for 0.3 s; the time is that of the
last change before the quiet, so the quiet is not in it. The apps take turns in every round, and ratios are taken
within a round, for a busy machine is busy for all of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from reports.chromium import executable
from scripts.chromium import MISSING, QUIET

PROBE = Path(__file__).parent / "probe.js"
QUIET_MS = 300
PATIENCE_SECONDS = 60
VIEW = {"width": 1440, "height": 2600}  # tall, so that nothing waits below the fold
FILTER = ".st-key-period_one input"


@contextmanager
def fresh_page(playwright: Playwright) -> Iterator[Page]:
    """A page in a new browser with an empty cache."""
    path = executable()
    if not path:
        raise SystemExit(MISSING)
    browser = playwright.chromium.launch(executable_path=path, args=QUIET)
    page = browser.new_context(viewport=VIEW, locale="sv-SE").new_page()  # type: ignore[arg-type]  # a literal of ints
    page.add_init_script(path=PROBE)
    try:
        yield page
    finally:
        browser.close()


def cold_load(playwright: Playwright, url: str, charts: int) -> tuple[float, float]:
    """Ms from the address to the painted page in a new browser, and the kB that came."""
    with fresh_page(playwright) as page:
        came = _count_bytes(page)
        page.goto(url, wait_until="commit")
        return _painted(page, charts)["painted"], sum(came) / 1000


def count_charts(playwright: Playwright, url: str) -> int:
    """How many charts the page draws."""
    with fresh_page(playwright) as page:
        page.goto(url, wait_until="commit")
        return int(_painted(page, 0)["charts"])


def change_period(page: Page, period: str, charts: int) -> float:
    """Ms from the key press that chooses the period until the last chart has changed."""
    before = page.evaluate("() => { __probe.start = 0; return __probe.charts() }")
    page.click(FILTER)
    page.fill(FILTER, period)
    page.wait_for_timeout(250)
    page.keyboard.press("Enter")
    status = _painted(page, charts, since_enter=True)
    after = page.evaluate("() => __probe.charts()")
    if charts and before == after:
        raise RuntimeError(f"{period} changed no chart on {page.url}")
    return float(status["painted"] - status["start"])


def _painted(page: Page, charts: int, *, since_enter: bool = False) -> dict[str, Any]:
    give_up = time.monotonic() + PATIENCE_SECONDS
    status: dict[str, Any] = {}
    while time.monotonic() < give_up:
        status = page.evaluate("() => window.__probe?.status()") or {"running": True}
        ended = not status["running"] and status["text"] and status["charts"] >= charts
        answered = not since_enter or status["painted"] > status["start"] > 0
        if ended and answered and status["still"] > QUIET_MS:
            return status
        time.sleep(0.03)
    raise RuntimeError(f"{page.url} did not come to rest: {status}")


def _count_bytes(page: Page) -> list[float]:
    came: list[float] = []
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    line.on("Network.webSocketFrameReceived", lambda event: came.append(_frame_size(event["response"])))
    return came


def _frame_size(frame: dict[str, Any]) -> float:
    return len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)  # binary frames come as base64
