"""The first table of the workbook: whose figures these are, when, what is left out, and what they were read from."""

from __future__ import annotations

from metrics.wording import period_name
from reports.report import Report
from reports.workbook.grid import Cell, Grid, Look, text_cell


def about_grid(report: Report) -> Grid:
    """A row a fact about the report; those that it has nothing to say of are left out."""
    text = report.language.text
    made = report.made_at.replace(microsecond=0, tzinfo=None)
    facts: list[tuple[str, Cell]] = [
        (text("Organisation"), text_cell(report.organisation_name)),
        (text("Period"), text_cell(period_name(report.period, report.language))),
        (text("First day"), Cell(report.period.start, Look.DAY)),
        (text("Last day"), Cell(report.period.end, Look.DAY)),
        (text("What is filtered"), text_cell(report.filtered)),
        (text("How fresh it is"), text_cell(report.fresh)),
        (text("Mind that"), text_cell(report.limits)),
        (text("Author"), text_cell(report.author)),
        (text("Made"), Cell(made, Look.TIME)),
        (text("Version of the store"), text_cell(report.store_version)),
    ]
    rows = tuple((text_cell(name), cell) for name, cell in facts if cell.value)
    return Grid((text("What"), text("Value")), rows)
