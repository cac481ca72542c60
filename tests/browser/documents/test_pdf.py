"""The PDF that the product makes: tagged, with bookmarks, without calling anyone or leaving anything behind."""

from __future__ import annotations

import json
import os
import stat
import tempfile
import time
from pathlib import Path

import pytest

from reports.chromium import executable
from reports.pdf import NoPdf, pdf
from reports.report import Report
from tests.browser.documents.printed import Printed, printed
from tests.reports.page_reading import read

SMALL = (
    '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Å</title></head><body><h1>Ö</h1></body></html>'
)
CALLS = '<img src="http://example.test/a.png"><link rel="stylesheet" href="https://127.0.0.1:1/b.css"></body>'


@pytest.fixture(scope="module")
def made(upright: Path) -> Printed:
    return printed(pdf(upright.read_text(encoding="utf-8")), with_tags=True)


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that takes the place of the machine's own for what is temporary."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def program(folder: Path, lines: str) -> str:
    """A program of ours that stands in for Chromium."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_it_is_tagged_and_says_its_language_and_title(report: Report, made: Printed) -> None:
    assert made.tagged
    assert made.language == "sv"
    assert made.title == f"{report.title} – Region Älvmark"
    assert made.sizes == {(210, 297)}


def test_its_bookmarks_are_the_headings(upright: Path, made: Printed) -> None:
    page = read(upright.read_text(encoding="utf-8"))
    headings = [(int(one.tag[1]), one.text) for one in page.all("h1", "h2", "h3")]
    assert [(level, " ".join(text.split())) for level, text in made.outline] == [
        (level, " ".join(text.split())) for level, text in headings
    ]


def test_every_picture_has_a_text_in_its_stead(upright: Path, made: Printed) -> None:
    page = read(upright.read_text(encoding="utf-8"))
    pictures = [one for one in page.all("svg") if "on-phones" not in one.attributes.get("class", "")]
    wanted = [f"{one.all('title')[0].text} {one.all('desc')[0].text}" for one in pictures]
    alts = [figure.alt for tags in made.tags for figure in tags.all("Figure")]
    assert [" ".join(alt.split()) for alt in alts] == [" ".join(alt.split()) for alt in wanted]


def test_its_structure_is_that_of_the_page(upright: Path, made: Printed) -> None:
    page = read(upright.read_text(encoding="utf-8"))
    rows = [row for body in page.all("tbody") for row in body.all("tr")]
    assert len([row for tags in made.tags for row in tags.all("TR") if row.all("TD")]) == len(rows)
    for kind, tag in (("H1", "h1"), ("H2", "h2"), ("H3", "h3"), ("Caption", "caption")):
        found = {kind: len([one for tags in made.tags for one in tags.all(kind)])}
        assert found[kind] >= len(page.all(tag)), kind
    assert {kind for kind in ("L", "LI", "BlockQuote", "Link") if any(tags.all(kind) for tags in made.tags)} == {
        *("L", "LI", "BlockQuote", "Link")
    }


def test_nobody_is_called_and_nothing_is_left_behind(tmp_path, own_temp: Path, monkeypatch) -> None:
    """Chromium asks for what the page and it itself want, and every request ends before it has left the machine."""
    log = tmp_path / "net.json"
    monkeypatch.setenv("GENOMSLAG_CHROMIUM", program(tmp_path, f'exec "{executable()}" --log-net-log={log} "$@"'))
    assert pdf(SMALL.replace("</body>", CALLS)).startswith(b"%PDF")
    seen = json.loads(log.read_text(encoding="utf-8"))
    names = {number: name for name, number in seen["constants"]["logEventTypes"].items()}
    events = [(names[event["type"]], event.get("params", {})) for event in seen["events"]]
    asked = {str(said["url"]) for _, said in events if "url" in said}
    assert any(url.startswith("http://example.test") for url in asked), "the log tells what is asked for"
    reached = {said["address"] for name, said in events if name == "TCP_CONNECT_ATTEMPT" and "address" in said}
    assert reached <= {"127.0.0.1:9"}
    assert not {name for name, _ in events} & {"UDP_BYTES_SENT", "DNS_TRANSACTION", "SOCKET_BYTES_SENT"}
    assert not list(own_temp.iterdir())


def test_without_chromium_it_says_how_to_print_instead(monkeypatch, own_temp: Path) -> None:
    monkeypatch.setenv("GENOMSLAG_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(NoPdf, match=r"No Chromium is installed here.*print it to PDF"):
        pdf(SMALL)
    assert not list(own_temp.iterdir())


def test_what_chromium_says_when_it_fails_is_passed_on(tmp_path, own_temp: Path, monkeypatch) -> None:
    monkeypatch.setenv("GENOMSLAG_CHROMIUM", program(tmp_path, "echo 'no usable sandbox' >&2; exit 1"))
    with pytest.raises(NoPdf, match=r"no usable sandbox.*print it to PDF"):
        pdf(SMALL)
    assert not list(own_temp.iterdir())


def test_a_program_that_cannot_be_started_is_said(tmp_path, monkeypatch) -> None:
    path = tmp_path / "browser"
    path.write_bytes(b"\x7fELF is not what this is")
    path.chmod(0o755)
    monkeypatch.setenv("GENOMSLAG_CHROMIUM", str(path))
    with pytest.raises(NoPdf, match="could not make the PDF"):
        pdf(SMALL)


def test_one_that_never_ends_is_ended_with_all_that_it_started(tmp_path, own_temp: Path, monkeypatch) -> None:
    child = tmp_path / "child"
    monkeypatch.setenv("GENOMSLAG_CHROMIUM", program(tmp_path, f"sleep 600 & echo $! > {child}; wait"))
    with pytest.raises(NoPdf, match=r"after 0\.5 seconds"):
        pdf(SMALL, seconds=0.5)
    assert not list(own_temp.iterdir())
    for _ in range(100):
        if not _runs(int(child.read_text(encoding="utf-8"))):
            return
        time.sleep(0.02)
    pytest.fail("what it started still runs")


def _runs(number: int) -> bool:
    """Whether a process of that number still does anything."""
    try:
        os.kill(number, 0)
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False
