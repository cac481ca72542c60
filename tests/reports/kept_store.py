"""A small store that reports are frozen in: a channel of a region, two months of days, imports that restate them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from data.imports.apply import apply
from data.imports.plan import File, plan
from data.store import Store
from locales import Language
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.period import Period
from reports.contents import Chosen, report
from reports.freezing import ToFreeze
from reports.report import Kind, Report
from tests.data.imports.small_exports import NOW, export, new_store, read

TODAY = date(2026, 11, 28)
ORG, OCTOBER = "region", Period.parse("2026-10")
LATER = NOW + timedelta(days=1)
FROZEN_AT = NOW + timedelta(hours=1)


def figures_of_days(extra: int = 0) -> dict[int, dict[str, int]]:
    """September and October, by the days from the first of October."""
    return {
        day: {"followers": 1_200 + day, "views": 400 + 3 * day + extra, "reactions": 20 + day % 7, "comments": day % 3}
        for day in range(-30, 31)
    }


def store_of_a_region(folder: Path, days: dict[int, dict[str, int]] | None = None) -> Path:
    """The store, with one file imported."""
    store = new_store(folder)
    posts = [
        {"post_id": f"p{number}", "account_id": "0", "published_at": f"2026-10-{number + 3:02}T10:00:00",
         "caption": text, "reactions": 30 + number, "comments": number, "format": "photo"}
        for number, text in enumerate(("Vårdcentralen öppnar", "=HYPERLINK(\"x\")", "<script>alert(1)</script>"))
    ]  # fmt: skip
    imports(store, export(days or figures_of_days(), name="oktober.json", seen=2, posts=posts))
    return store


def restated(store: Path) -> str:
    """Two days of October are restated by a file of the next day; returns the id of the import."""
    days = {3: {"views": 900}, 4: {"reactions": 500}}
    return imports(store, export(days, name="rättelse.json", seen=10), at=LATER)[0].import_id


def imports(store: Path, source: Any, at: datetime = NOW) -> tuple[File, ...]:
    """The file, imported at a time."""
    return apply(plan(store, [source], read=read, now=at), "Eva", now=at)


def asked(chosen: Chosen | None = None, **more: Any) -> ToFreeze:
    """The monthly report of October, to be frozen by Anna."""
    chosen = chosen or Chosen(author="Anna Öberg")
    return ToFreeze(Scope(ORG), OCTOBER, Kind.MONTH, Language("sv"), chosen, TODAY, **more)


def facts_of(store: Path) -> Facts:
    """The facts of the store as it is now."""
    return build_facts(Store(str(store)), TODAY)


def made(store: Path, chosen: Chosen | None = None) -> Report:
    """The same report, not frozen."""
    return report(facts_of(store), Scope(ORG), OCTOBER, Kind.MONTH, Language("sv"), chosen)
