"""Writing to a store: one table, one transaction, nothing that breaks the data contract."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import deltalake
import polars as pl

from data import integrity
from data.errors import SchemaError, StoreError
from data.files import Part
from data.schema import SCHEMAS, dtypes, key_of
from locales import N_

# Versions are kept until `python -m data vacuum` is asked to take them away: a report opens on those it was made from.
KEPT = {"delta.logRetentionDuration": "interval 36500 days", "delta.enableExpiredLogCleanup": "false"}
KEEP_LOG = deltalake.PostCommitHookProperties(cleanup_expired_logs=False)


def store_folder(store: str | Path) -> Path:
    """The folder of a store that is written to. Raises StoreError for an object store or plain Parquet."""
    if "://" in str(store):
        raise StoreError(
            N_("Files are imported into a store in a folder, and {store} is none."),
            todo=N_("Import into a folder, and copy it there."),
            store=store,
        )
    return Path(store).expanduser().absolute()


def write_table(
    folder: str | Path, table: str, rows: pl.DataFrame, mode: Literal["merge", "replace"] = "merge"
) -> None:
    """Writes rows to a Delta table of the store, all of them or none; makes the table where there is none.

    `merge` adds rows and, where the key is there already, replaces the columns that `rows` has;
    `replace` leaves the table with these rows alone. Readers see it as it was or as it became.
    Raises SchemaError, and then nothing is written, or StoreError.
    """
    target = f"{folder}/{table}"
    checked = _checked(table, rows)
    refuse_plain_parquet(folder, table)
    begin_table(folder, table)
    with writing(target):
        if mode == "replace":
            deltalake.write_deltalake(
                target, checked.sort(key_of(table)), mode="overwrite", post_commithook_properties=KEEP_LOG
            )
        else:
            _merge(target, table, checked, given=[name for name in rows.columns if name in dtypes(table)])


def begin_table(folder: str | Path, table: str) -> None:
    """Makes an empty Delta table where there is none.

    Its log is there before any file with rows: those of a process that was cut off would else be read as plain Parquet.
    """
    target = f"{folder}/{table}"
    if deltalake.DeltaTable.is_deltatable(target):
        return
    columns = pl.DataFrame(schema=dtypes(table)).to_arrow().schema
    with writing(target):
        try:
            deltalake.DeltaTable.create(target, columns, configuration=KEPT)
        except deltalake.exceptions.DeltaError:
            if not deltalake.DeltaTable.is_deltatable(target):  # else somebody else was quicker
                raise


@contextmanager
def writing(place: str) -> Iterator[None]:
    """Turns what storage raises on writing into a StoreError that names the place."""
    try:
        yield
    except (OSError, deltalake.exceptions.DeltaError) as error:
        raise StoreError(
            N_("{place} could not be written to. It is as it was before."),
            todo=N_("See that there is room on the disk and that nobody else is writing, and try again."),
            place=place,
        ) from error


def _checked(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    part = Part(table, rows.lazy(), rows.schema)
    if broken := integrity.schema_violations(table, [part]):
        raise SchemaError(broken)
    frame = part.read(table).select(*dtypes(table)).collect()
    if broken := integrity.row_violations(table, frame) + integrity.key_violations(table, frame.lazy()):
        raise SchemaError(broken)
    return frame


def refuse_plain_parquet(folder: str | Path, table: str) -> None:
    """A folder of plain Parquet is somebody else's export: it is opened, never written to."""
    inside = Path(folder) / table
    unlogged = inside.exists() and not (inside / "_delta_log").exists()
    if Path(f"{inside}.parquet").exists() or (unlogged and any(inside.rglob("*.parquet"))):
        raise StoreError(
            N_("{folder} holds plain Parquet files and is only read."),
            todo=N_("Choose an empty folder for the store that the app writes to."),
            folder=folder,
        )


def _merge(target: str, table: str, rows: pl.DataFrame, given: list[str]) -> None:
    key = key_of(table)
    changed = {name: f"new.{name}" for name in given if name not in key}
    merge = deltalake.DeltaTable(target).merge(
        rows,
        same_key(table),
        source_alias="new",
        target_alias="old",
        merge_schema=True,  # a store from before a column was added gets it
        post_commithook_properties=KEEP_LOG,
    )
    if changed:
        merge = merge.when_matched_update(changed)
    merge.when_not_matched_insert_all().execute()


def same_key(table: str) -> str:
    """The condition in SQL that a row `old` and a row `new` have the same key, missing parts of it too.

    Only the parts that may be missing are asked for that: such a condition cannot be looked up, each pair is compared.
    """
    columns = SCHEMAS[table].columns()
    return " AND ".join(
        f"(old.{name} = new.{name} OR (old.{name} IS NULL AND new.{name} IS NULL))"
        if columns[name].nullable
        else f"old.{name} = new.{name}"
        for name in key_of(table)
    )
