"""Everything that the comparison page says of one view, as texts; run by itself it prints them of a store.

python -m tests.ui.peers.told STORE ORGANISATION PERIOD GROUP METRIC PER
"""

from __future__ import annotations

import json
import sys
from datetime import date

from charts.chart import Chart, Table
from data.store import open_store
from locales import Language
from metrics.facts import Facts, build_facts
from metrics.peers.alike import group_of
from metrics.peers.measures import Per
from metrics.period import Period
from metrics.view import View
from ui.peers.choices import Asked
from ui.peers.evidence import Evidence, evidence_of


def evidence(facts: Facts, organisation: str, period: Period, group: str, asked: Asked, code: str = "sv") -> Evidence:
    """The part of a view, in Swedish unless told."""
    view = View(organisation, (), period, "previous", Language(code), "1")
    return evidence_of(facts, view, group_of(facts, organisation, group, period), asked)


def pictures(found: Evidence) -> list[Chart]:
    """What it draws."""
    return [found.places, *([found.funnel] if found.funnel else []), found.months, *found.channels]


def texts(found: Evidence) -> list[str]:
    """Everything that it says."""
    said = [found.answer, *found.more, found.how, *found.month_remarks, *(found.advice or ())]
    return said + [text for chart in pictures(found) for text in of_chart(chart)] + of_table(found.table)


def of_chart(chart: Chart) -> list[str]:
    return [chart.title, chart.subtitle, chart.alt, chart.file_name, *of_table(chart.table)]


def of_table(table: Table) -> list[str]:
    return [*table.columns, *(str(cell) for row in table.shown for cell in row)]


def main() -> None:
    """Print the texts of the view that the arguments name."""
    store, organisation, period, group, metric, per = sys.argv[1:]
    facts = build_facts(open_store(store), today=date(2026, 11, 3))
    found = evidence(facts, organisation, Period.parse(period), group, Asked(metric, Per(per)))
    print(json.dumps([texts(found), [chart.figure for chart in pictures(found)]]))  # noqa: T201 -- a command prints


if __name__ == "__main__":
    main()
