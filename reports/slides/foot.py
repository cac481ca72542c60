"""The foot of a slide: what must be said on each, and where its figures come from."""

from __future__ import annotations

from dataclasses import dataclass

from reports.printable import on_one_line
from reports.report import Report, Section
from reports.slides.boxes import Box
from reports.slides.measure import LINE, lines_of, shortened
from reports.slides.pieces import SMALLEST

MOST_LINES = 3
"""The whole source is in the notes."""
AIR = 8.0
"""Points between the foot and what stands above it."""


@dataclass(frozen=True)
class Foot:
    """What must be minded (demo data), the source, and how high they are together, in points."""

    limits: str
    source: str
    height: float

    def above(self, region: Box) -> Box:
        """What is left of the region above it."""
        return region.without_bottom(self.height + AIR)


def foot_of(section: Section, report: Report, width: float, face: float) -> Foot:
    """The foot of a section's slides; of a section without a source, how fresh the figures are."""
    limits, source = on_one_line(report.limits), on_one_line(section.source or report.fresh)
    whole = shortened(f"{limits} {source}".strip(), SMALLEST, width, MOST_LINES, face=face)
    lines = len(lines_of(whole, SMALLEST, width, face=face)) if whole else 0
    return Foot(limits, whole.removeprefix(limits), lines * SMALLEST * LINE)
