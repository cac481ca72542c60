"""What the store holds: the part of the data page for whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass

from charts.chart import Table
from charts.store_tables import absent, soundness, source_lines, summary_table
from data.check import Check, check_store
from metrics.facts import Facts
from metrics.view import View
from ui.load import kept, kept_for
from ui.page import paragraphs, section
from ui.table import show_table


@dataclass(frozen=True)
class Holding:
    """What the store holds, and whether it is sound."""

    sound: tuple[str, ...]
    tables: Table
    absent: tuple[str, ...]
    limits: tuple[str, ...]
    source: tuple[str, ...]


def checked(facts: Facts) -> Check:
    """Every row of the store, read once for each version."""
    return check_store(facts.store.location, facts.today)


def holding(facts: Facts, view: View) -> Holding:
    """The store, read from end to end."""
    language, store, check = view.language, facts.store, kept_for(checked, view.store_version)
    return Holding(
        sound=tuple(soundness(check, language)),
        tables=summary_table(check.tables, language),
        absent=tuple(absent(store.tables, language)),
        limits=store.about.limits(language) if store.about else (),
        source=tuple(source_lines(store, language)),
    )


def show_holding(view: View) -> None:
    """The store's tables and whether they are sound, what it lacks and whose it is."""
    language, held = view.language, kept(holding, view)
    if held.limits:
        section(language.text("What this data cannot answer"))
        paragraphs(held.limits)
    section(language.text("Is the store sound?"))
    paragraphs(held.sound)
    show_table(held.tables, caption=language.text("The tables of the store"), key="data-tables", language=language)
    if held.absent:
        section(language.text("What is not there"), language.text("Each of these tables would give more."))
        paragraphs(held.absent)
    section(language.text("Source"))
    paragraphs(held.source)
