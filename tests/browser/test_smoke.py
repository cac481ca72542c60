"""Every page opens, in both themes and on a phone, keeps nobody out, and nothing leaves the house."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.browser.reading import settled, visit
from tests.browser.server import GUARD, PROJECT

PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*.py"))
PHONE = {"width": 390, "height": 844}


def address(app_url: str, page: str, query: str = "") -> str:
    return f"{app_url}/{'' if page == 'overview' else page}{query}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_keeps_nobody_out_and_fits_a_phone(name, app, page, axe):
    already_said = len(app.log)
    visit(page, address(app.url, name))
    assert page.locator("h1").first.inner_text().strip()
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert "Traceback" not in app.log[already_said:]
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(settled(page))
    page.set_viewport_size(PHONE)
    settled(page)
    widest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('h1, h2, h3, p, svg')].map(e => e.getBoundingClientRect().right))"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert widest <= PHONE["width"]


def test_a_page_speaks_english(app_url, page):
    swedish = visit(page, app_url).locator("h1").first.inner_text()
    english = visit(page, f"{app_url}/?lang=en").locator("h1").first.inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert english != swedish


def test_the_real_store_opens(serve, page, leeds_store):
    server = serve(store=leeds_store)
    visit(page, server.url)
    assert "LEEDS 2023" in page.locator("body").inner_text()
    assert "CC BY 4.0" in page.locator("body").inner_text()
    assert "Traceback" not in server.log


def test_the_server_calls_nobody(app, page):
    visit(page, app.url)
    assert app.outside_calls == []


def test_a_call_to_the_outside_is_noticed(tmp_path):
    call = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    noted = tmp_path / "outside"
    environment = {**os.environ, "PYTHONPATH": str(GUARD), "OUTSIDE_CALLS": str(noted)}
    subprocess.run([sys.executable, "-c", call], env=environment, check=False, capture_output=True)
    assert "192.0.2.1" in noted.read_text(encoding="utf-8")


BROKEN = """<html lang="sv"><title>x</title><img src="http://127.0.0.2:9/x.png">
<script>console.error("planted"); setTimeout(() => { throw new Error("thrown") })</script>"""


def test_what_a_page_does_wrong_is_noticed(page, faults, axe):
    page.set_content(BROKEN)
    page.wait_for_timeout(200)
    for text in ("another host: http://127.0.0.2:9/x.png", "console: planted", "uncaught: thrown"):
        assert any(text in fault for fault in faults)
    faults.clear()
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
