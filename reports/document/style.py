"""The stylesheet of a document: our own rules, its typeface, the colours of both looks, and what each page says."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from charts.palette import palette
from metrics.wording import period_name
from reports.report import Report

HERE = Path(__file__).parent
PLAIN = re.compile(r"[^\w .,:;·–%()/-]")
HIGHEST, HIGHEST_LYING = 205, 118
"""How high a picture may be on paper, in millimetres: a page less its margins, headings and notes."""


def stylesheet(report: Report, *, landscape: bool) -> str:
    """The whole stylesheet."""
    return "\n".join([_typeface(), *_colours(), _rules(), _page(report, landscape=landscape)])


@cache
def _rules() -> str:
    return (HERE / "document.css").read_text(encoding="utf-8")


@cache
def _typeface() -> str:
    """The typeface in its two weights, each a file of its own: PDF has no place for one that varies."""
    faces = []
    for weight, weights in ((400, "400"), (600, "600 700")):
        embedded = b64encode((HERE / f"genomslag-sans-{weight}.woff2").read_bytes()).decode("ascii")
        source = f'url("data:font/woff2;base64,{embedded}") format("woff2")'
        faces.append(f'@font-face{{font-family:"Genomslag Sans";src:{source};font-weight:{weights}}}')
    return "\n".join(faces)


@cache
def _colours() -> tuple[str, str]:
    """Names for the colours, and for a dark screen what the pictures' own are changed to."""
    light, dark = palette("light"), palette("dark")
    named = [f"--{name}:{colour}" for name, colour in light.items()]
    changed = [f"--{name}:{colour}" for name, colour in dark.items()]
    drawn = "".join(
        f".f-{name}{{fill:{colour}}}.s-{name}{{stroke:{colour}}}.c-{name}{{stop-color:{colour}}}"
        for name, colour in dark.items()
    )
    in_the_dark = f":root{{{';'.join(changed)};--line:{dark['grid']}}}{drawn}"
    return (
        f":root{{{';'.join(named)};--line:{light['grid']}}}",
        f"@media screen and (prefers-color-scheme:dark){{{in_the_dark}}}",
    )


def _page(report: Report, *, landscape: bool) -> str:
    """A4 with what stands on every page: whose figures, of when and from where, the page's number, and their limits."""
    text = report.language.text
    whose = quoted(f"{report.organisation_name} · {period_name(report.period, report.language)}\n{report.fresh}")
    first, between, last = text("Page {page} of {pages}", page="\0", pages="\0").split("\0")
    number = f"{quoted(first)} counter(page) {quoted(between)} counter(pages) {quoted(last)}"
    look = 'font:8pt/1.35 "Genomslag Sans",sans-serif;color:#4d5760;white-space:pre-line'
    return (
        f"@page{{size:A4 {'landscape' if landscape else 'portrait'};margin:18mm 18mm 20mm;"
        f"@top-right{{content:{quoted(report.limits)};{look};width:100%;text-align:right}}"
        f"@bottom-left{{content:{whose};{look};vertical-align:top;padding-top:4mm;width:80%}}"
        f"@bottom-right{{content:{number};{look};vertical-align:top;padding-top:4mm}}}}"
        f"@media print{{.chart svg{{max-height:{HIGHEST_LYING if landscape else HIGHEST}mm;max-width:178mm}}}}"
    )


def quoted(text: str) -> str:
    """The text as a string in a stylesheet that stands in HTML: what could end either is written by its number."""
    return '"' + PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'
