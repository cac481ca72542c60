"""Doing what a plan says: the import's own row first, then each table in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial as with_arguments

import polars as pl

from data.errors import GenomslagError
from data.imports.accounts import Row
from data.imports.changes import Counts, changes, with_earlier
from data.imports.following import Followed
from data.imports.plan import File, Plan, Progress, changed, rank
from data.imports.table import attempted
from data.reference.peers import place as place_of
from data.register.organisations import add_facts
from data.register.tables import founded, is_store, written
from data.schema import TABLES, dtypes, key_of

SET_UP = ("organisations", "accounts")


def apply(
    plan: Plan,
    by: str = "",
    *,
    partial: bool = False,
    now: datetime | None = None,
    progress: Progress = lambda _done, _of, _name: None,
) -> tuple[File, ...]:
    """Imports the files that are ready; returns each with what it did, counted when it was done.

    A file with rejected rows is imported without them where `partial` is agreed to, else not at all. Made twice, or
    again after it was cut off, an import ends in the same state. Raises StoreError; files before are then imported.
    """
    at = now or datetime.now(UTC)
    done: dict[int, File] = {}
    store, ready = Followed(plan.folder), list[Row]()
    order = sorted(range(len(plan.files)), key=lambda place: rank(plan.files[place]))
    for number, place in enumerate(order):
        file = plan.files[place]
        progress(number, len(plan.files), file.file)
        if file.status != "ready":
            done[place] = file
        elif file.rejected and not partial:
            done[place] = replace(file, status="stopped", counts={})
        else:
            done[place] = _imported(store, file, by, at, ready)
    return tuple(done[place] for place in range(len(plan.files)))


def _imported(store: Followed, file: File, by: str, now: datetime, ready: list[Row]) -> File:
    _set_up(store, file.setup, ready)
    recorded = _record(store, file, by, now)
    counts = {
        table: attempted(f"{store.folder}/{table}", with_arguments(_written, store, table, file))
        for table in TABLES
        if table in file.tables
    }
    if recorded and counts != file.counts:  # somebody else wrote to the store after the plan was made
        _record(store, replace(file, counts=counts), by, now, again=True)
    return replace(file, status="imported", counts=counts)


def _set_up(store: Followed, setup: Mapping[str, Sequence[Row]], ready: list[Row]) -> None:
    """Adds the organisations and accounts that a file needs, but those that are ready. Raises StoreError."""
    organisations, accounts = ([row for row in setup.get(name, ()) if row not in ready] for name in SET_UP)
    if organisations:
        made = with_arguments(_lacking, organisations)
        if is_store(store.folder):
            written(store.folder, "organisations", made)
        else:
            founded(store.folder, made)
    if accounts:
        _add_facts(store, {row["org_id"] for row in accounts})
        attempted(f"{store.folder}/accounts", with_arguments(_add_accounts, store, accounts))
    ready += [*organisations, *accounts]


def _lacking(rows: Sequence[Row], there: Sequence[Row]) -> list[Row]:
    known = {row["org_id"] for row in there}
    return [row for row in rows if row["org_id"] not in known]


def _add_facts(store: Followed, organisations: set[str]) -> None:
    """Adds what SCB and SKR say of those that are about to get their first account, so that it is never half done."""
    owners = {*store.opened("accounts").rows().select("org_id").collect().to_series()}
    coded = store.opened("organisations").rows().drop_nulls("official_code").select("org_id", "official_code").collect()
    listed = {}
    for org_id, code in coded.iter_rows():
        if org_id in organisations - owners:
            with suppress(GenomslagError):  # somebody may have written another code
                listed[org_id] = place_of(code)
    if listed:
        add_facts(store.folder, listed)


def _add_accounts(store: Followed, rows: Sequence[Row]) -> None:
    """Adds accounts that are not there, and fills in what is not known of those that are. Raises Conflict."""
    kinds, (key,) = dtypes("accounts"), key_of("accounts")
    said = pl.DataFrame([{column: row.get(column) for column in kinds} for row in rows], schema=kinds)
    said = said.unique(key, maintain_order=True)
    columns = [column for column in kinds if column != key]
    table = store.begun("accounts")
    present = table.present(said, columns)
    told = present.select(key, pl.col(columns).is_not_null())
    found = changes("accounts", said, present, told, "", 0)
    if found.rows.height:
        table.commit(found.rows, "", only_new=found.only_new)


def _record(store: Followed, file: File, by: str, now: datetime, *, again: bool = False) -> bool:
    """Writes the import's row; returns whether it did: one that is there and in effect says what it did."""

    def attempt() -> bool:
        table = store.begun("imports")
        known = store.recorded(anew=False)
        if known.undone.get(file.import_id) is False and not again:
            return False
        table.commit(_import_row(file, by, now), file.import_id, only_new=file.import_id not in known.undone)
        known.follow(table.version, file.import_id, file.observed_at or now)
        return True

    return attempted(f"{store.folder}/imports", attempt)


def _import_row(file: File, by: str, now: datetime) -> pl.DataFrame:
    first, last = file.days or (None, None)
    row = {
        "import_id": file.import_id,
        "file_name": file.file,
        "sha256": file.sha256,
        "importer": file.importer,
        "rows_added": file.total.added,
        "rows_changed": file.total.changed,
        "rows_same": file.total.same,
        "rows_rejected": len(file.rejected),
        "from_date": first,
        "to_date": last,
        "observed_at": file.observed_at,
        "imported_at": now,
        "imported_by": by or None,
        "undone_at": None,
    }
    return pl.DataFrame([row], schema=dtypes("imports"))


def _written(store: Followed, name: str, file: File) -> Counts:
    """What became of one table: its image is kept before its rows are written. Raises Conflict."""
    table, import_id, rows = store.begun(name), file.import_id, file.tables[name]
    found = changed(table, rows, store.recorded().observed, file.observed_at or datetime.now(UTC), import_id)
    if table.in_effect(import_id) and found.rows.is_empty():
        return found.counts
    mark = table.next_mark(in_effect=True)
    table.keep(import_id, mark, with_earlier(name, found.image, table.image(import_id)))
    table.commit(found.rows, import_id, mark, only_new=found.only_new)
    table.forget(import_id)
    return found.counts
