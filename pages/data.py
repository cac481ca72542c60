"""Where do the numbers come from?"""

from __future__ import annotations

from dataclasses import dataclass

from charts.chart import Table
from charts.store_tables import (
    absent,
    answer_text,
    freshness_table,
    imports_table,
    soundness,
    source_lines,
    summary_table,
)
from data.check import Check, check_store
from metrics.facts import Facts
from metrics.freshness import channel_freshness
from ui.load import kept, kept_for
from ui.page import page_head, paragraphs, section
from ui.table import show_table
from ui.view import View, current_view


@dataclass(frozen=True)
class Data:
    """Everything that the page says."""

    answer: str
    channels: Table
    absent: tuple[str, ...]
    limits: tuple[str, ...]
    sound: tuple[str, ...]
    tables: Table
    imports: Table
    source: tuple[str, ...]


def checked(facts: Facts) -> Check:
    """Every row of the store, read once for each version."""
    return check_store(facts.store.location, facts.today)


def data(facts: Facts, view: View) -> Data:
    """The page for one view."""
    language, store = view.language, facts.store
    check = kept_for(checked, view.store_version)
    channels = channel_freshness(facts, view.scope, view.period)
    about = store.about
    return Data(
        answer=answer_text(channels, language),
        channels=freshness_table(channels, language),
        absent=tuple(absent(store.tables, language)),
        limits=about.limits(language) if about else (),
        sound=tuple(soundness(check, language)),
        tables=summary_table(check.tables, language),
        imports=imports_table(facts, language),
        source=tuple(source_lines(store, language)),
    )


view = current_view()
language = view.language
page = kept(data, view)
page_head(view, language.text("Where do the numbers come from?"), page.answer)
section(language.text("How fresh each channel is"))
show_table(page.channels, caption=language.text("Freshness of each channel"), key="data-channels", language=language)
if page.limits:
    section(language.text("What this data cannot answer"))
    paragraphs(page.limits)
section(language.text("Is the store sound?"))
paragraphs(page.sound)
show_table(page.tables, caption=language.text("The tables of the store"), key="data-tables", language=language)
if page.absent:
    section(
        language.text("What is not there"),
        language.text(
            "Each of these tables would give more. Add it to the store’s folder as docs/data-contract.md describes."
        ),
    )
    paragraphs(page.absent)
if page.imports.rows:
    section(language.text("Imported files"))
    show_table(page.imports, caption=language.text("Imported files"), key="data-imports", language=language)
section(language.text("Source"))
paragraphs(page.source)
