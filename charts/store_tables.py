"""What a store holds, as tables and sentences: channels, tables, what is missing, whether it is sound."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts.chart import Cell, Table
from data.check import Check, TableSummary
from data.schema import APART
from data.store import TABLES, Store
from locales import N_, Language
from metrics.freshness import ChannelFreshness
from metrics.narrative import in_period
from metrics.period import Period
from metrics.wording import listed

DASH = "–"
GIVES = {
    "organisations": N_("The organisations, own and others."),
    "audience_bases": N_("How many people each organisation is for, so that large and small can be compared."),
    "peer_groups": N_("Groups of organisations to compare with, such as SKR's."),
    "accounts": N_("The channels."),
    "account_days": N_("Followers, views, reactions and the rest, day by day and channel by channel."),
    "account_reach": N_("How many people each channel reached in a day, a week, 28 days or a month."),
    "posts": N_("Every post with its format, topic and results."),
    "campaigns": N_("The campaigns, their days and budgets."),
    "campaign_days": N_("What each campaign gave and cost, day by day."),
    "goals": N_("The goals and every change of them."),
    "notes": N_("Comments on days that need an explanation."),
    "series_breaks": N_("Days on which a platform changed what it counts."),
    "audience_shares": N_("Gender, age and place of the followers."),
    "web_days": N_("Visits to the website that social media gave."),
    "imports": N_("The files that the figures came from."),
    "report_drafts": N_("Reports that are being written."),
    "reports": N_("Reports that are frozen."),
}


def summary_table(tables: Sequence[TableSummary], language: Language) -> Table:
    """A row a table of the store: what it gives, its rows, its first and last day."""
    text = language.text
    columns = [text("Table"), text("What it gives"), text("Rows"), text("First day"), text("Last day")]
    rows: list[list[Cell]] = []
    shown = []
    for one in tables:
        gives = text(GIVES[one.table])
        rows.append([one.table, gives, one.rows, _iso(one.first), _iso(one.last)])
        days = [_day(day, language) for day in (one.first, one.last)]
        shown.append([one.table, gives, language.number(one.rows), *days])
    return Table(columns, rows, shown)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date | None, language: Language) -> str:
    return language.day(day) if day else DASH


def absent(tables: Sequence[str], language: Language) -> list[str]:
    """A sentence for each table of the contract that the store lacks: what it would give."""
    return [f"{table}: {language.text(GIVES[table])}" for table in TABLES if table not in (*tables, *APART)]


def soundness(check: Check, language: Language) -> list[str]:
    """Whether every row keeps the contract, and each violation in words."""
    if not check.violations:
        rows = language.number(sum(table.rows for table in check.tables))
        return [language.text("All {rows} rows keep the data contract: types, keys, ranges and references.", rows=rows)]
    return [violation.text(language) for violation in check.violations]


def answer_text(channels: Sequence[ChannelFreshness], period: Period, language: Language) -> str:
    """How far the figures go, how many channels are behind, and how many lack days of the period."""
    days = [channel.last_day for channel in channels if channel.last_day]
    if not days:
        return f"{language.text('There are no figures by day for these channels')}."
    behind, silent = sum(day != max(days) for day in days), len(channels) - len(days)
    holes = sum(channel.days_missing > 0 for channel in channels)
    when, said = in_period(period, language), list[str]()
    if behind:
        said.append(language.plural("{count} channel is behind", "{count} channels are behind", behind))
    if holes:
        said.append(
            language.plural("{count} channel lacks days {when}", "{count} channels lack days {when}", holes, when=when)
        )
    if silent:
        said.append(
            language.plural("{count} channel has no figures by day", "{count} channels have no figures by day", silent)
        )
    if not said:
        said.append(language.text("No day is missing {when}", when=when))
    to = language.text("The figures go to {day}", day=language.day(max(days)))
    return f"{to}. {listed(said, language)}."


def source_lines(store: Store, language: Language) -> list[str]:
    """What the store is called and what it says of its source."""
    lines = [language.text("Store: {name}", name=store.name)]
    about = store.about
    if about is None:
        return [*lines, language.text("The store says nothing about its source. It can, in a file called about.toml.")]
    said = {
        language.text("Title"): about.title(language),
        language.text("Source"): about.source_in(language),
        language.text("Licence"): about.licence,
        language.text("Address"): about.url,
    }
    return [*lines, *(f"{name}: {text}" for name, text in said.items() if text)]
