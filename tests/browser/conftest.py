"""The browser test bed: the app on a free port, Chromium, and a page that lets nothing slip by.

    def test_a_page(app_url, page, axe):
        visit(page, f"{app_url}/followers?lang=sv")     # from tests.browser.reading import visit, settled
        axe(page)

`page` fails its test on a request to any other host, on an error in the console and on an uncaught
exception; a test that provokes one appends a part of its text to `expected_errors` first.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from reports.chromium import executable
from scripts.chromium import MISSING, QUIET
from tests.browser.server import Server, start

HARMLESS = (
    "Unrecognized feature:",  # Streamlit asks for permissions that Chromium no longer knows
    "Gather usage stats:",  # Streamlit says that it sends none
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Server]]:
    """Starts an app: `serve(store=folder)` or `serve("tests/browser/apps/x.py")`; ended with the tests."""
    servers: list[Server] = []

    def _serve(script: str = "server.py", store: Path | None = None, **environment: str) -> Server:
        servers.append(start(Path(tempfile.mkdtemp(prefix="genomslag-")), script, store, environment=environment))
        return servers[-1]

    yield _serve
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def app(serve: Callable[..., Server]) -> Server:
    """The app with the demo store."""
    return serve()


@pytest.fixture(scope="session")
def app_url(app: Server) -> str:
    """Where the app with the demo store answers."""
    return app.url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = executable()
    if not path:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def expected_errors() -> list[str]:
    """Texts of errors that the test provokes: add them here before they come."""
    return []


@pytest.fixture
def faults() -> list[str]:
    """What the pages of a test have done wrong: requests to other hosts, errors in the console, exceptions."""
    return []


@pytest.fixture
def new_page(chromium: Browser, faults: list[str], expected_errors: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a page: `new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")`."""
    contexts = []

    def _watch(page: Page) -> None:
        page.on("request", lambda request: _note_foreign(request.url, faults))
        page.on("pageerror", lambda error: faults.append(f"uncaught: {error}"))
        page.on("console", lambda message: _note_error(message, faults))

    def _open(**options: Any) -> Page:
        defaults: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "sv-SE"}
        contexts.append(chromium.new_context(**{**defaults, **options}))
        page: Page = contexts[-1].new_page()
        _watch(page)
        return page

    yield _open
    for context in contexts:
        context.close()
    unexpected = [fault for fault in faults if not any(text in fault for text in expected_errors)]
    assert not unexpected, "\n".join(unexpected)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of 1440 × 900 in Swedish."""
    return new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Fails where the page breaks a rule of WCAG 2.2 AA that a machine can check, and says where."""
    engine = Axe()

    def _check(page: Page, *, without: tuple[str, ...] = ()) -> None:
        rules = {rule: {"enabled": False} for rule in without}
        options = {"runOnly": {"type": "tag", "values": WCAG}, "rules": rules}
        found = engine.run(page, options=options).response["violations"]
        assert not found, "\n".join(_described(violation) for violation in found)

    return _check


def _described(violation: dict[str, Any]) -> str:
    places = [
        f"    {node['target']} {node['html'][:160]}\n      {node['failureSummary']}" for node in violation["nodes"]
    ]
    return "\n".join([f"{violation['id']}: {violation['help']}", *places[:5]])


def _note_foreign(url: str, faults: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
        faults.append(f"request to another host: {url}")


def _note_error(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type == "error" and not any(text in message.text for text in HARMLESS):
        faults.append(f"console: {message.text} {message.location.get('url', '')}")
