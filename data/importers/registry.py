"""Every importer, and a file read by the one that knows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.importers import damage
from data.importers.archive import check_size, is_workbook, is_zip, members
from data.importers.crowdtangle import CrowdTangle
from data.importers.facebook_insights import FacebookInsights
from data.importers.ga4 import GoogleAnalytics
from data.importers.linkedin import LinkedIn
from data.importers.matomo import Matomo
from data.importers.meta_audience import MetaAudience
from data.importers.meta_daily import MetaDaily
from data.importers.meta_posts import MetaPosts
from data.importers.reading import csv_sheet, text_of, workbook
from data.importers.source import Answers, Importer, ImportRejected, Parsed, Remark, Source
from data.importers.template import Template
from data.importers.tiktok import TikTok
from data.importers.x import XAnalytics
from data.importers.youtube import YouTube
from locales import N_

SHOWN_FROM, MOST_COLUMNS, MOST_LETTERS = 8192, 20, 400  # of an unknown file's header

MADE_BY_HAND = (Template.id,)  # ids in it are what somebody typed; what they mean is theirs to know

# In the order in which they are asked; a file that several know is the first one's.
IMPORTERS: tuple[Importer, ...] = (
    Template(),  # its ids are nobody else's headings; days and followers are, and others take them for theirs
    MetaDaily(),
    MetaAudience(),
    MetaPosts(),
    LinkedIn(),
    YouTube(),
    TikTok(),
    FacebookInsights(),
    XAnalytics(),
    CrowdTangle(),
    Matomo(),
    GoogleAnalytics(),
)


def recognised(source: Source) -> list[Importer]:
    """The importers that know the file, without those that a zip's files may have."""
    return list(_recognised(source))


def _recognised(source: Source) -> Iterator[Importer]:
    return (importer for importer in IMPORTERS if importer.detect(source))


def sources(source: Source) -> list[Source]:
    """The file itself, or the files of a zip that no importer knows as a whole. Raises ImportRejected."""
    check_size(source)
    if not is_zip(source.content) or is_workbook(source.content) or any(_recognised(source)):
        return [source]
    return [replace(member, observed_at=source.observed_at) for member in members(source.content, name=source.name)]


def read(source: Source, answers: Answers) -> list[Parsed]:
    """What a file, or every file in a zip, gives. Raises ImportRejected."""
    return [parsed for member in sources(source) for parsed in _read(member, answers)]


def _read(source: Source, answers: Answers) -> Sequence[Parsed]:
    known = next(_recognised(source), None)
    if known is None and (again := damage.with_commas(source)) and any(_recognised(again)):
        saved = Remark(N_("The file was saved in Excel with tabs between its cells. No sign that it changed more."))
        return [replace(parsed, remarks=(saved, *parsed.remarks)) for parsed in _read(again, answers)]
    if known is None:
        raise damage.explained(source, lambda other: any(_recognised(other))) or _unknown(source)
    if known.id not in MADE_BY_HAND and not is_workbook(source.content):
        damage.check(source)
    return known.parse(source, answers)


def _unknown(source: Source) -> ImportRejected:
    """The error of a file that no importer knows, with the columns by which somebody else may."""
    return ImportRejected(
        N_("{name} is no export that Genomslag knows. Its columns are: {columns}."),
        todo=N_("Choose a CSV or Excel file as the platform's own tool made it, or fill in the template."),
        name=source.name,
        columns=_columns(source) or "–",
    )


def _columns(source: Source) -> str:
    if is_workbook(source.content):
        rows = [row for sheet in workbook(source.content, name=source.name) for row in sheet.rows[:10]]
    elif b"\0" in source.content[:400] and not source.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""  # a picture, a PDF …
    else:
        rows = csv_sheet(text_of(source.content[:SHOWN_FROM])).rows[:10]
    widest = max(rows, key=len, default=[])
    return ", ".join(str(cell) for cell in widest[:MOST_COLUMNS] if cell)[:MOST_LETTERS]
