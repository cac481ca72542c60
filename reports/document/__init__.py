"""A report as one HTML file that asks for nothing: to be read on a screen or a phone, printed, or made a PDF of.

docs/decisions/0013-document.md says why it is written like this.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from charts.chart import Chart
from locales import Language
from reports.document.blocks import chart_figure, chart_rows, comment, key_figures, paragraph, rows
from reports.document.style import stylesheet
from reports.markup import Markup, element
from reports.report import Block, Comment, KeyFigures, Paragraph, Report, Rows

POLICY = "default-src 'none'; style-src 'sha256-{hash}'; font-src data:; base-uri 'none'; form-action 'none'"
PART, APPENDIX = "part", "tables"


def document(report: Report, *, landscape: bool = False) -> str:
    """The report as HTML: everything in it is text of the report, and what it needs stands in the file.

    On paper it is A4, upright unless `landscape`.
    """
    style = stylesheet(report, landscape=landscape)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY.format(hash=_hash(style))),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{report.title} – {report.organisation_name}"),
        element("style", Markup(style)),
    )
    parts = element("main", *_parts(report, landscape=landscape))
    body = element("body", _cover(report), parts, _read(report))
    return f"<!doctype html>\n{element('html', head, body, lang=report.language.code)}\n"


def _hash(style: str) -> str:
    return b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")


def _cover(report: Report) -> Markup:
    """What the report is, and its parts with what each has found."""
    contents = [
        element("li", element("a", part.name, href=f"#{PART}-{part.id}"), element("span", part.title))
        for part in report.sections
    ]
    heading = element("h2", report.language.text("Contents"), id="contents")
    return element(
        "header",
        element("p", report.organisation_name, class_="organisation"),
        element("h1", report.title),
        element("p", report.subtitle, class_="subtitle") if report.subtitle else None,
        element("p", _made(report), class_="fine"),
        element("p", report.filtered, class_="fine"),
        element("p", report.fresh, class_="fine"),
        element("p", report.limits, class_="limits") if report.limits else None,
        element("nav", heading, element("ol", *contents, role="list"), class_="contents", aria_labelledby="contents"),
        class_="cover",
    )


def _parts(report: Report, *, landscape: bool) -> Iterator[Markup]:
    """Every section, and last the tables behind the charts."""
    language = report.language
    charts = [block for part in report.sections for block in part.blocks if isinstance(block, Chart)]
    numbers = {id(chart): number for number, chart in enumerate(charts, 1)}
    for part in report.sections:
        blocks = [
            _block(block, f"{PART}-{part.id}-{place}", numbers, language, landscape=landscape)
            for place, block in enumerate(part.blocks)
        ]
        name = element("p", part.name, class_="name")
        source = element("p", part.source, class_="source") if part.source else None
        yield _part(f"{PART}-{part.id}", part.title, [*blocks, source], name=name)
    tables = [chart_rows(one, numbers[id(one)], language, landscape=landscape) for one in charts if one.table.rows]
    if tables:
        yield _part(APPENDIX, language.text("The figures behind the charts"), tables, class_="part tables")


def _part(
    ident: str, title: str, inside: Sequence[Markup | None], *, name: Markup | None = None, class_: str = "part"
) -> Markup:
    """A part of the document under its heading."""
    heading = element("h2", title, id=f"{ident}-heading")
    return element("section", name, heading, *inside, id=ident, class_=class_, aria_labelledby=f"{ident}-heading")


def _block(block: Block, name: str, numbers: Mapping[int, int], language: Language, *, landscape: bool) -> Markup:
    """A block; `name` is its own in the document, `numbers` are those of the charts."""
    match block:
        case Paragraph():
            made = paragraph(block)
        case KeyFigures():
            made = key_figures(block)
        case Rows():
            made = rows(block, name, language, landscape=landscape)
        case Comment():
            made = comment(block, language)
        case _:
            made = chart_figure(block, numbers[id(block)], language)
    return made


def _made(report: Report) -> str:
    """When it was made and by whom."""
    text, day = report.language.text, report.language.day(report.made_at.date())
    return (
        text("Made {day} by {author}", day=day, author=report.author) if report.author else text("Made {day}", day=day)
    )


def _read(report: Report) -> Markup:
    """What it was read from."""
    said = report.language.text("The figures were read from {store}.", store=report.store_version)
    return element("footer", element("p", said, class_="fine"), class_="read")
