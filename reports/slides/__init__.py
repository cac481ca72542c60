"""A report as a presentation that can be edited: native charts and tables, in the organisation's own template."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from metrics.wording import period_name
from reports.printable import on_one_line
from reports.report import Report
from reports.slides.charts.parts import Style
from reports.slides.drawing import draw_opening, draw_page
from reports.slides.notes import write_notes
from reports.slides.pages import pages_of
from reports.slides.scene import Scene
from reports.slides.template import Stage, TemplateError, open_template
from reports.slides.writing import Pen

__all__ = ["TemplateError", "write_slides"]


def write_slides(report: Report, target: Path | BinaryIO, template: Path | BinaryIO | None = None) -> None:
    """Writes the report's slides, in the template or in ours. Raises TemplateError."""
    stage = open_template(template, report.language)
    style = Style(stage.colours, report.language, stage.text_face)
    scene = Scene(stage, report, Pen(stage.colours, report.language), style)
    pages = list(pages_of(report, stage.region, stage.text_face))
    scene = scene.with_titles([page.title for page in pages])
    write_notes(draw_opening(scene), None, report, style, scene.pen)
    for page in pages:
        write_notes(draw_page(scene, page), page, report, style, scene.pen)
    _describe(stage, report)
    stage.deck.save(str(target) if isinstance(target, Path) else target)


def _describe(stage: Stage, report: Report) -> None:
    """What the file says of itself."""
    properties = stage.deck.core_properties
    properties.title = on_one_line(report.title)[:255]
    properties.subject = on_one_line(f"{report.organisation_name}, {period_name(report.period, report.language)}")[:255]
    properties.author = on_one_line(report.author or report.organisation_name)[:255]
    properties.language = report.language.locale.replace("_", "-")
    properties.keywords = properties.comments = properties.category = ""
    properties.last_modified_by = properties.author
    properties.revision = 1
    made = report.made_at.replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = made
