"""The front of the server: compressed files, the page's language, and what the browser may load."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import brotli
import pytest

from locales import LANGUAGES
from server import HERE, STREAMLIT, Front, Page

INDEX = (STREAMLIT / "index.html").read_bytes()


async def streamlit(scope: Any, receive: Any, send: Any) -> None:
    """Answers as Streamlit does: its page, in two pieces, or a number as JSON."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    kind = b"application/json" if scope["path"].startswith("/_stcore") else b"text/html; charset=utf-8"
    body = b"7" if kind == b"application/json" else INDEX
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), (b"etag", b"old")]
    headers += [(b"content-disposition", b"attachment")] if scope["path"].startswith("/media") else []
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body[:100], "more_body": True})
    await send({"type": "http.response.body", "body": body[100:]})


FRONT = Front(streamlit)


def run(answer: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread of its own: the browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, answer).result()


def ask(path: str, query: str = "", kind: str = "http", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer."""
    sent: list[dict[str, Any]] = []
    lines = {"host": "genomslag.example:8501", "accept_encoding": "gzip, br", **headers}
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in lines.items()]
    scope = {"type": kind, "method": "GET", "path": path, "query_string": query.encode(), "headers": raw}

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    run(FRONT(scope, receive, send))
    start = sent[0]
    found = {name.decode(): value.decode() for name, value in start.get("headers", [])}
    return start.get("status", 0), found, b"".join(message.get("body", b"") for message in sent[1:])


def test_a_report_that_is_downloaded_as_html_is_not_taken_for_the_page():
    _, headers, body = ask("/media/report.html")
    assert (headers["etag"], body) == ("old", INDEX)
    assert ask("/board")[2] != INDEX


def test_a_file_is_sent_compressed_and_whole():
    status, headers, body = ask("/app/static/plotly-basic.min.js", "v=4.1.1")
    content = (HERE / "static" / "plotly-basic.min.js").read_bytes()
    assert (status, headers["content-encoding"], headers["content-type"]) == (
        200,
        "br",
        "text/javascript; charset=utf-8",
    )
    assert brotli.decompress(body) == content
    assert len(body) < 0.35 * len(content)
    assert "immutable" in headers["cache-control"]


def test_a_file_without_a_version_is_asked_for_again_and_not_sent_again():
    _, first, _ = ask("/app/static/figure.js")
    assert first["cache-control"] == "no-cache"
    status, _, body = ask("/app/static/figure.js", if_none_match=first["etag"])
    assert (status, body) == (304, b"")


def test_streamlits_own_files_may_be_kept():
    path = next(iter((STREAMLIT / "static" / "js").glob("index.*.js")))
    _, headers, body = ask(f"/static/js/{path.name}")
    assert "immutable" in headers["cache-control"]
    assert brotli.decompress(body) == path.read_bytes()


@pytest.mark.parametrize(
    "path", ["/app/static/../server.py", "/app/static/%2e%2e/server.py", "/app/static/", "/static/js"]
)
def test_only_files_known_at_the_start_are_sent(path: str):
    _, headers, _ = ask(path)
    assert headers.get("content-encoding") != "br"


def test_a_browser_without_brotli_gets_streamlits_answer():
    _, headers, _ = ask("/app/static/figure.js", accept_encoding="gzip")
    assert "content-encoding" not in headers


@pytest.mark.parametrize(
    ("query", "language"), [("", "sv"), ("lang=en&org=a", "en"), ("lang=xx", "sv"), ("lang=%22%3E", "sv")]
)
def test_the_page_says_its_language_and_name(query: str, language: str):
    status, headers, body = ask("/reach", query)
    page = body.decode()
    assert status == 200
    assert page.startswith("<!DOCTYPE html>")
    assert f'<html lang="{language}">' in page
    assert "<title>Genomslag</title>" in page
    assert int(headers["content-length"]) == len(body)
    assert "etag" not in headers


def test_every_early_start_is_a_file_that_is_there():
    addresses = re.findall(r'<link[^>]*href="\./((?:app/)?static/[^"?]*)', FRONT.pages["sv"].html.decode())
    assert {"app/static/figure.js", "app/static/plotly-basic.min.js", "app/static/icon.png"} <= set(addresses)
    for address in addresses:
        folder = HERE if address.startswith("app/") else STREAMLIT
        assert (folder / address.removeprefix("app/")).is_file(), address


def test_only_what_comes_from_here_may_run():
    _, headers, body = ask("/")
    policy = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    scripts = re.findall(rb"<script>(.*?)</script>", body, re.DOTALL)
    assert scripts
    for script in scripts:
        assert b64encode(sha256(script).digest()).decode() in policy["script-src"]
    assert "unsafe" not in policy["script-src"]
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self' ws://genomslag.example:8501 wss://genomslag.example:8501"
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_host_that_is_no_host_does_not_reach_the_policy():
    _, headers, _ = ask("/", host="a.example; script-src *")
    assert "script-src *" not in headers["content-security-policy"]


def test_other_answers_pass_with_the_headers_alone():
    status, headers, body = ask("/_stcore/health")
    assert (status, body, headers["referrer-policy"]) == (200, b"7", "same-origin")


def test_a_websocket_passes_untouched():
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def nothing() -> Any:
        return {"type": "websocket.connect"}

    run(FRONT({"type": "websocket", "path": "/_stcore/stream", "headers": []}, nothing, send))
    assert sent == [{"type": "websocket.accept"}]


def test_there_is_a_page_for_every_language():
    assert {code for code in LANGUAGES if f'lang="{code}"'.encode() in Page.of(code).html} == set(LANGUAGES)
