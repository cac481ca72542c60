"""The numbers, texts and definitions of a report as tables."""

from __future__ import annotations

from collections.abc import Iterable

from charts.chart import Chart
from locales import N_, Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Metric, Unit
from metrics.definition_wording import OVER_DAYS
from metrics.number_wording import number_name, number_unit
from metrics.period import Period, UnknownPeriod
from metrics.wording import decimals_of, period_name, unit_word
from reports.report import Block, Comment, KeyFigure, KeyFigures, Number, Paragraph, Report
from reports.workbook.grid import Cell, Grid, number_cell, text_cell

UNITS = {
    Unit.FOLLOWERS: N_("followers"),
    Unit.COUNT: N_("count"),
    Unit.PER_CENT: N_("per cent"),
    Unit.SEK: N_("SEK"),
    Unit.PER_THOUSAND: N_("per 1 000"),
    Unit.PER_POST: N_("per post"),
}
MOST_DECIMALS = 2


def unit_name(unit: Unit, language: Language) -> str:
    """A unit as a column names it: personer, procent, per inlägg."""
    return unit_word(unit, language) or language.text(UNITS[unit])


def numbers_grid(numbers: Iterable[Number], language: Language) -> Grid:
    """A row a figure: the metric, whose, when, its value with both bounds, and the unit that they are in."""
    text = language.text
    headings = (
        text("Metric"), text("Of"), text("Period"), text("Value"), text("lowest"), text("highest"), text("Unit"),
        text("Id of the metric"), text("Id of the period"),
    )  # fmt: skip
    return Grid(headings, tuple(_number_row(number, language) for number in numbers))


def _number_row(number: Number, language: Language) -> tuple[Cell, ...]:
    declared, unit = CATALOGUE.get(number.metric), number_unit(number.metric)
    return (
        text_cell(number_name(number.metric, language)),
        text_cell(number.of),
        text_cell(_when(number.period, language)),
        *(number_cell(one, _decimals(declared, one)) for one in (number.value, number.low, number.high)),
        text_cell(unit_name(unit, language) if unit else ""),
        text_cell(number.metric),
        text_cell(number.period),
    )


def _decimals(declared: Metric | None, value: float) -> int:
    if declared is not None:
        return decimals_of(declared, value)
    return 0 if float(value).is_integer() else MOST_DECIMALS


def _when(period: str, language: Language) -> str:
    """The period in words, where it is one, or one beside another."""
    now, beside, then = period.partition("/")
    if beside:
        return language.text("{period} beside {other}", period=_when(now, language), other=_when(then, language))
    try:
        return period_name(Period.parse(period), language)
    except UnknownPeriod:
        return period


def texts_grid(report: Report) -> Grid:
    """A row a sentence, key figure or comment, in the order in which they are read."""
    text = report.language.text
    headings = (text("Section"), text("Kind"), text("Text"), text("Metrics"), text("By"))
    rows = [
        (text_cell(section.name), *row)
        for section in report.sections
        for block in section.blocks
        for row in _said(block, report)
    ]
    return Grid(headings, tuple(rows))


def _said(block: Block, report: Report) -> list[tuple[Cell, ...]]:
    """What a block says, a row each: what kind of text it is, the text, its metrics, and who wrote it."""
    language = report.language
    if isinstance(block, Paragraph):
        kind = text_cell(language.text("sentence"))
        return [(kind, text_cell(str(one)), _labels(one.metrics, language), Cell(None)) for one in block.sentences]
    if isinstance(block, KeyFigures):
        kind = text_cell(language.text("key figure"))
        metrics = ([number.metric for number in one.numbers] for one in block.figures)
        named = zip(block.figures, metrics, strict=True)
        return [(kind, text_cell(figure_said(one)), _labels(ids, language), Cell(None)) for one, ids in named]
    if isinstance(block, Comment):
        return [(text_cell(language.text("comment")), text_cell(block.text), Cell(None), text_cell(block.author))]
    return []


def figure_said(figure: KeyFigure) -> str:
    """A key figure with all that is said of it, on one line."""
    value = f"{figure.label}: {figure.value} {figure.unit}".strip()
    return ". ".join(filter(None, (value, figure.verdict, *figure.changes, figure.note)))


def _labels(metrics: Iterable[str], language: Language) -> Cell:
    bases = dict.fromkeys(one.partition(".")[0] for one in metrics)
    known = [language.text(CATALOGUE[one].label) for one in bases if one in CATALOGUE]
    return text_cell(", ".join(known)) if known else Cell(None)


def metrics_of(report: Report) -> list[Metric]:
    """The metrics that the report shows or speaks of, in the order of the catalogue."""
    named = {number.metric for number in report.numbers}
    for block in (block for section in report.sections for block in section.blocks):
        if isinstance(block, Chart):
            named |= set(block.metrics)
        elif isinstance(block, Paragraph):
            named |= {metric for sentence in block.sentences for metric in sentence.metrics}
        elif isinstance(block, KeyFigures):
            named |= {number.metric for figure in block.figures for number in figure.numbers}
    return [declared for id_, declared in CATALOGUE.items() if id_ in named]


def definitions_grid(report: Report) -> Grid:
    """A row a metric of the report: what it means and how it is worked out."""
    language = report.language
    text = language.text
    headings = (
        text("Metric"), text("What it means"), text("How it is worked out"), text("Unit"), text("Over several days"),
        text("Why the platform’s own figure may differ"), text("Id of the metric"),
    )  # fmt: skip
    rows = [
        (
            text(one.label), text(one.explanation), text(one.formula), unit_name(one.unit, language),
            text(OVER_DAYS[one.over_days]), text(one.differs), one.id,
        )
        for one in metrics_of(report)
    ]  # fmt: skip
    return Grid(headings, tuple(tuple(map(text_cell, row)) for row in rows))
