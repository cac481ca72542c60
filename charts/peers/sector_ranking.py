"""The organisations of a sector in order: a table of every measure."""

from __future__ import annotations

from math import isnan

from charts.chart import Cell, Table
from charts.series import in_json
from locales import Language
from metrics.narrative import lower
from metrics.peers.aspects import Aspect
from metrics.peers.comparison import Comparison
from metrics.peers.sector_ranking import Ranking
from metrics.peers.wording import measure_name, places_text, value_text


def ranking_table(ranking: Ranking, first: Aspect, language: Language) -> Table:
    """An organisation a row, in the order of the first measure: of each measure the value and the places it may be."""
    shown = [aspect for aspect, found in ranking.items() if found.ranked]
    order = [first, *(aspect for aspect in shown if aspect is not first)]
    columns, cells = [language.text("Organisation")], []
    for aspect in order:
        found = ranking[aspect]
        measure = measure_name(found.metric, found.per, language)
        columns += [measure, language.text("Place in {measure}", measure=lower(measure))]
        cells.append(_cells(found, language))
    of_first = ranking[first].rows
    rows: list[list[Cell]] = []
    read: list[list[str]] = []
    for organisation, name in zip(of_first["organisation"], of_first["name"], strict=True):
        rows.append([str(name), *(cell for one in cells for cell in one[organisation][0])])
        read.append([str(name), *(cell for one in cells for cell in one[organisation][1])])
    marked = [place for place, own in enumerate(of_first["own"]) if own]
    muted = [place for place, reason in enumerate(of_first["reason"]) if reason]
    return Table(columns, rows, read, marked=marked, muted=muted)


def _cells(found: Comparison, language: Language) -> dict[str, tuple[list[Cell], list[str]]]:
    """By organisation: the value and the places, raw and as they are read; the reason where it has none."""
    names = ("organisation", "value", "rank_low", "rank_high", "reason")
    cells: dict[str, tuple[list[Cell], list[str]]] = {}
    for organisation, value, first, last, reason in zip(*(found.rows[name] for name in names), strict=True):
        placed = not isnan(first)
        place = places_text(first, last, found.ranked, language) if placed else language.text(reason)
        raw = None if isnan(value) else in_json(value)
        cells[organisation] = [raw, place], [value_text(found, value, language), place]
    return cells
