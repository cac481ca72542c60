"""The stores that reports are made of in tests: the demo, LEEDS, and those of organisations that told their figures."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from data.store import open_store
from locales import Language
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.period import Period
from reports.contents import Chosen, kind_for, report
from reports.report import Kind, Report
from tests.golden.campaigns import write_campaign_store
from tests.golden.store import write_golden_store

PROJECT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 28)
DEMO, LEEDS = "region-alvmark", "leeds-2023"


def _written(write: Callable[[Path], object]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="genomslag-reports-"))
    write(folder)
    return folder


STORES: dict[str, tuple[Callable[[], Path], date]] = {
    "demo": (lambda: PROJECT / "data" / "demo" / "store", TODAY),
    "leeds": (lambda: PROJECT / "data" / "demo" / "leeds2023", TODAY),
    "golden": (lambda: _written(write_golden_store), TODAY),
    "campaigns": (lambda: _written(write_campaign_store), date(2026, 4, 20)),
    "campaigns under way": (lambda: _written(write_campaign_store), date(2026, 3, 20)),
}


@cache
def facts_of_store(store: str) -> Facts:
    """The facts of one of STORES, read on its day."""
    folder, today = STORES[store]
    return build_facts(open_store(str(folder())), today)


@cache
def made(store: str, organisation: str, period: str, code: str = "sv", kind: Kind | None = None) -> Report:
    """A report of one of STORES, of the kind that its period is usually told in."""
    span = Period.parse(period)
    chosen = Chosen(sections=None)
    return report(facts_of_store(store), Scope(organisation), span, kind or kind_for(span), Language(code), chosen)
