"""A report as files: which there are, what each is called, and its content."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from data.register.tables import slug
from locales import N_
from reports.document import document
from reports.pdf import pdf
from reports.report import Report
from reports.slides import write_slides
from reports.workbook import write_workbook

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """A kind of file: what it is called, its media type, and how a report is written as one (in a template)."""

    label: str
    media_type: str
    written: Callable[[Report, BinaryIO | None], bytes]


def _slides(report: Report, template: BinaryIO | None) -> bytes:
    content = BytesIO()
    write_slides(report, content, template)
    return content.getvalue()


def _workbook(report: Report, _template: BinaryIO | None) -> bytes:
    content = BytesIO()
    write_workbook(report, content)
    return content.getvalue()


def _page(report: Report, _template: BinaryIO | None) -> bytes:
    return document(report).encode()


def _paper(report: Report, _template: BinaryIO | None) -> bytes:
    return pdf(document(report))


FORMATS = {
    "pptx": Format(N_("PowerPoint"), f"{OFFICE}.presentationml.presentation", _slides),
    "xlsx": Format(N_("Excel"), f"{OFFICE}.spreadsheetml.sheet", _workbook),
    "html": Format(N_("Web page to print"), "text/html", _page),
    "pdf": Format(N_("PDF"), "application/pdf", _paper),
}


def file_name(report: Report, form: str) -> str:
    """What a file of the report is called, on every disk: region-alvmark-2026-T2-delarsrapport.pptx."""
    period = re.sub(r"[^0-9A-Za-z]+", "-", report.period.id).strip("-")
    return f"{slug(report.organisation_name) or 'report'}-{period}-{slug(report.subtitle)}.{form}"


def written(report: Report, form: str, template: BinaryIO | None = None) -> bytes:
    """The report as a file of one of FORMATS. Raises TemplateError of slides, and NoPdf of paper."""
    return FORMATS[form].written(report, template)
