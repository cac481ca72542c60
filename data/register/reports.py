"""Reports in a store: drafts that everyone may go on with, and frozen ones that nobody changes.

A frozen report is one row, written once. It keeps what it said, the version of each table that it was made from, and a
sha256 of its figures, so that it can be opened, made again and checked for as long as the store lasts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

import polars as pl

from data.errors import GenomslagError
from data.files import reading, resolve
from data.register.organisations import organisation_in
from data.register.report_rows import Draft, Frozen, draft_of, draft_row, figures_sha256, frozen_of, frozen_row
from data.register.tables import Row, existing, free_id, named, rows_of, taken_away, written
from data.store import read_apart
from locales import N_

_ON_LIST = N_("Choose one of those that are listed.")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class FrozenAlready(GenomslagError):
    """What was about to be changed has been frozen, or superseded, by somebody."""


def drafts(location: str | Path) -> list[Draft]:
    """The drafts of a store, the last saved first, without those that have been frozen. Raises StoreError."""
    done = {row["draft_id"] for row in _rows(location, "reports", "draft_id")}
    found = [draft_of(row) for row in _rows(location, "report_drafts") if row["draft_id"] not in done]
    return sorted(found, key=lambda one: one.saved_at or _LONG_AGO, reverse=True)


def start_draft(store: str | Path, draft: Draft, now: datetime | None = None) -> str:
    """Keeps a new draft, and returns its id. Raises GenomslagError."""
    folder, at, ids = existing(store), now or datetime.now(UTC), list[str]()
    organisation_in(rows_of(folder, "organisations"), draft.organisation)

    def made(there: Sequence[Row]) -> Iterator[Row]:
        ids.append(free_id(f"{draft.period} {draft.kind} {token_hex(3)}", (row["draft_id"] for row in there)))
        yield draft_row(replace(draft, id=ids[-1], started_at=at, saved_at=at))

    written(folder, "report_drafts", made)
    return ids[-1]


def save_draft(
    store: str | Path, draft_id: str, change: Callable[[Draft], Draft], now: datetime | None = None
) -> Draft:
    """Makes a change to a draft as it lies now, so that what others wrote stays, and returns it as it became.

    Nothing is written where nothing changes. Raises GenomslagError where it is gone, and FrozenAlready.
    """
    folder, at, became = existing(store), now or datetime.now(UTC), list[Draft]()

    def made(there: Sequence[Row]) -> Iterator[Row]:
        before = draft_in(there, draft_id)
        _refuse_frozen(rows_of(folder, "reports"), draft_id)
        after = change(before)
        became.append(before)
        if after != before:
            became.append(replace(after, id=draft_id, started_at=before.started_at, saved_at=at))
            yield draft_row(became[-1])

    written(folder, "report_drafts", made)
    return became[-1]


def draft_in(rows: Sequence[Row], draft_id: str) -> Draft:
    """The draft with this id. Raises GenomslagError."""
    for row in rows:
        if row["draft_id"] == draft_id:
            return draft_of(row)
    raise GenomslagError(
        N_("There is no draft {draft_id} here any more."), todo=_ON_LIST,
        draft_id=draft_id,
    )  # fmt: skip


def throw_away_draft(store: str | Path, draft_id: str) -> None:
    """Takes a draft away; where it is gone already, nothing happens. Raises GenomslagError."""
    folder = existing(store)
    taken_away(
        folder, "report_drafts", [row for row in rows_of(folder, "report_drafts") if row["draft_id"] == draft_id]
    )


def freeze(store: str | Path, report: Frozen, now: datetime | None = None) -> str:
    """Keeps a report for ever, and returns its id: one transaction, all of it or nothing.

    Its draft is done with. Raises FrozenAlready where somebody has frozen the draft, or superseded the report that this
    one takes the place of, and GenomslagError where it says no name.
    """
    folder, at, ids = existing(store), now or datetime.now(UTC), list[str]()
    organisation_in(rows_of(folder, "organisations"), report.organisation)
    complete = replace(report, author=named(report.author), sha256=figures_sha256(report.contents["figures"]))

    def made(there: Sequence[Row]) -> Iterator[Row]:
        _refuse_frozen(there, report.draft)
        _refuse_superseded(there, report)
        wanted = f"{report.organisation} {report.period} {report.kind}"
        ids.append(free_id(wanted, (row["report_id"] for row in there)))
        yield frozen_row(replace(complete, id=ids[-1], frozen_at=at))

    written(folder, "reports", made)
    if report.draft:
        throw_away_draft(folder, report.draft)  # were it cut off here, the draft is listed no more all the same
    return ids[-1]


def _refuse_frozen(reports: Sequence[Row], draft_id: str) -> None:
    for row in reports:
        if draft_id and row["draft_id"] == draft_id:
            raise FrozenAlready(
                N_("{author} has frozen this draft, and a frozen report stays as it is."),
                todo=N_("Open it, and supersede it with a new one if something has to be said otherwise."),
                author=row["author"],
            )


def _refuse_superseded(there: Sequence[Row], report: Frozen) -> None:
    if not report.supersedes:
        return
    earlier = [row for row in there if row["report_id"] == report.supersedes]
    if not earlier or earlier[0]["org_id"] != report.organisation:
        raise no_report(report.supersedes)
    for row in there:
        if row["supersedes"] == report.supersedes:
            raise FrozenAlready(
                N_("{author} has superseded this report already."),
                todo=N_("Open the newest one, and supersede that."),
                author=row["author"],
            )


def no_report(report_id: str) -> GenomslagError:
    """That there is no such frozen report."""
    return GenomslagError(
        N_("There is no frozen report {report_id}."), todo=_ON_LIST,
        report_id=report_id,
    )  # fmt: skip


def frozen_reports(location: str | Path) -> list[Frozen]:
    """The frozen reports of a store without their contents, the last first. Raises StoreError."""
    columns = (
        *("report_id", "org_id", "kind", "period", "language", "choices", "author", "frozen_at"),
        *("draft_id", "supersedes"),
    )
    found = [frozen_of(row) for row in _rows(location, "reports", *columns)]
    return sorted(found, key=lambda one: one.frozen_at or _LONG_AGO, reverse=True)


def frozen_report(location: str | Path, report_id: str) -> Frozen:
    """A frozen report with all that was kept. Raises GenomslagError."""
    rows = read_apart(resolve(str(location)), "reports").filter(pl.col("report_id") == report_id)
    with reading(str(location)):
        found = rows.collect().to_dicts()
    if not found:
        raise no_report(report_id)
    try:
        return frozen_of(found[0])
    except (TypeError, ValueError) as error:
        raise GenomslagError(
            N_("The report {report_id} is damaged: what it said can no longer be read."),
            todo=N_("Take the store back from a copy of before."),
            report_id=report_id,
        ) from error


def kept_versions(location: str | Path) -> dict[str, set[int]]:
    """The versions of each table that frozen reports were made from, by table. Raises StoreError."""
    found: dict[str, set[int]] = {}
    for row in _rows(location, "reports", "table_versions"):
        for table, version in json.loads(row["table_versions"]).items():
            found.setdefault(table, set()).add(int(version))
    return found


def _rows(location: str | Path, table: str, *columns: str) -> list[Row]:
    with reading(str(location)):
        rows = read_apart(resolve(str(location)), table)
        return (rows.select(columns) if columns else rows).collect().to_dicts()
