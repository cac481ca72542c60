"""Freezing a report, and opening it again: as it was, with its figures computed anew from the tables as they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from data.errors import GenomslagError
from data.register.report_rows import Frozen, figures_sha256
from data.register.reports import freeze, frozen_report
from data.register.tables import existing
from data.store import StoreAt
from data.versions import VersionsGone, table_versions
from locales import N_, Language
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.number import Number
from metrics.period import Period
from reports.choices import as_json, chosen_in, scope_in
from reports.contents import Chosen, report
from reports.kept import contents_of, figures_in, report_in
from reports.report import Kind, Report


class Outcome(StrEnum):
    """What came of computing a frozen report's figures anew."""

    SAME = "same"
    OTHERWISE = "otherwise"
    GONE = "gone"


class ChangedMeanwhile(GenomslagError):
    """The figures are no longer those that were read before freezing."""


@dataclass(frozen=True)
class Opened:
    """A frozen report as it was kept, and what came of computing it anew.

    `again` are the facts of the tables as they were, `differing` how many figures are computed otherwise now.
    """

    frozen: Frozen
    report: Report
    figures: dict[tuple[str, str, str], Number]
    outcome: Outcome
    again: Facts | None = None
    differing: int = 0


@dataclass(frozen=True)
class ToFreeze:
    """A report that is about to be frozen, by whom, in the place of which draft and of which frozen report."""

    scope: Scope
    period: Period
    kind: Kind
    language: Language
    chosen: Chosen
    today: date
    draft: str = ""
    supersedes: str = ""


def freeze_report(store: str | Path, asked: ToFreeze, seen: Report | None = None, now: datetime | None = None) -> str:
    """Freezes the report, made from the tables as they are at this moment, and returns its id.

    Raises ChangedMeanwhile where its figures are not those of the report that was `seen`, and GenomslagError.
    """
    folder = existing(store)
    versions = table_versions(folder)
    facts = build_facts(StoreAt(str(folder), versions), asked.today)
    made = report(facts, asked.scope, asked.period, asked.kind, asked.language, asked.chosen, now)
    contents = contents_of(made)
    if seen is not None and figures_sha256(contents["figures"]) != figures_sha256(contents_of(seen)["figures"]):
        raise ChangedMeanwhile(
            N_("The figures have been changed since you read them, and nothing was frozen."),
            todo=N_("Read the report once more, and then freeze it."),
        )
    frozen = Frozen(
        organisation=asked.scope.organisation,
        kind=asked.kind.value,
        period=asked.period.id,
        language=asked.language.code,
        choices=as_json(asked.chosen, asked.scope),
        versions=versions,
        reckoned_on=asked.today,
        contents=contents,
        author=asked.chosen.author,
        draft=asked.draft,
        supersedes=asked.supersedes,
    )
    return freeze(folder, frozen, now)


def opened(store: str | Path, report_id: str) -> Opened:
    """A frozen report as it was, verified. Raises GenomslagError where there is none, or it cannot be read."""
    frozen = frozen_report(store, report_id)
    try:
        kept, figures = report_in(frozen.contents), figures_in(frozen.contents)
    except (KeyError, TypeError, ValueError) as error:
        raise GenomslagError(
            N_("What the report {report_id} said can no longer be read."),
            todo=N_("Open it with the version of Genomslag that froze it."),
            report_id=report_id,
        ) from error
    if figures_sha256(frozen.contents["figures"]) != frozen.sha256:
        raise GenomslagError(
            N_("The report {report_id} does not hold the figures that it was frozen with."),
            todo=N_("Somebody has changed the store’s files. Take it back from a copy of before."),
            report_id=report_id,
        )
    kept = replace(kept, author=frozen.author)
    try:
        facts = build_facts(StoreAt(str(store), frozen.versions), frozen.reckoned_on)
        again = figures_of(facts, frozen)
    except VersionsGone:
        return Opened(frozen, kept, figures, Outcome.GONE)
    except GenomslagError:  # what it was made of is no longer known, such as a section
        return Opened(frozen, kept, figures, Outcome.OTHERWISE, differing=len(figures))
    differing = sum(one not in again or differs(figures[one], again[one]) for one in figures)
    outcome = Outcome.OTHERWISE if differing else Outcome.SAME
    return Opened(frozen, kept, figures, outcome, facts, differing)


def figures_of(facts: Facts, frozen: Frozen) -> dict[tuple[str, str, str], Number]:
    """The figures of the same report made from these facts. Raises GenomslagError."""
    chosen, scope = chosen_in(frozen.choices, frozen.author), scope_in(frozen.organisation, frozen.choices)
    period, kind, language = Period.parse(frozen.period), Kind(frozen.kind), Language(frozen.language)
    return {one.key: one for one in report(facts, scope, period, kind, language, chosen).numbers}


def differs(one: Number, other: Number) -> bool:
    """Whether two figures are not the same, as they are held to account."""
    row, its = ((*number.key, number.value, number.low, number.high) for number in (one, other))
    return figures_sha256([row]) != figures_sha256([its])
