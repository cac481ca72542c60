"""A Delta table of a store as an import meets it: rows by key, images of imports, and one commit at the next version.

A commit either becomes the version after the one that was read, or nothing: where somebody else was quicker, the
attempt begins anew from what they wrote. That an import is in effect on a table stands in the table's own log, as the
version of an application transaction (`Table.mark`): odd where it is, even (or none) where it isn't or has been undone.
So no table can hold an import's rows and not know of it, wherever a process is cut off.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import deltalake
import polars as pl
import polars.exceptions as plx
from deltalake.exceptions import DeltaError

from data.errors import StoreError
from data.files import DeltaTable, Part
from data.imports.changes import SAID, TRACE, spoken_of
from data.schema import dtypes, key_of
from data.write import KEEP_LOG, begin_table, refuse_plain_parquet, same_key, writing
from locales import N_

IMAGES = "_imports"
ATTEMPTS = 20
Outcome = TypeVar("Outcome")


class Conflict(Exception):
    """Somebody else wrote to the table since it was read."""


@dataclass(frozen=True)
class Pending:
    """What an earlier file of the same plan would do: what it says, and the rows as they would be."""

    import_id: str
    observed_at: datetime
    image: pl.DataFrame
    rows: pl.DataFrame


@dataclass(frozen=True)
class Table:
    """One table of a store as it lies at one version; `delta` is None where the store lacks it."""

    folder: Path
    name: str
    delta: deltalake.DeltaTable | None
    pending: Sequence[Pending] = field(default=())

    @property
    def version(self) -> int:
        """The version that was read; −1 where there is none."""
        return -1 if self.delta is None else int(self.delta.version())

    def rows(self) -> pl.LazyFrame:
        """Every row, with the contract's columns."""
        if self.delta is None:
            return pl.LazyFrame(schema=dtypes(self.name))
        rows = pl.scan_delta(self.delta)
        return Part(self.name, rows, rows.collect_schema()).read(self.name).select(*dtypes(self.name))

    def present(self, keys: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
        """The rows that have one of the keys: the key and the columns."""
        key = list(key_of(self.name))
        keys = keys.select(key)
        rows = self._near(keys).select(*key, *columns).join(keys.lazy(), on=key, how="semi", nulls_equal=True).collect()
        for earlier in self.pending:
            found = earlier.rows.join(keys, on=key, how="semi", nulls_equal=True)
            rows = pl.concat([rows, found.select(*key, *(set(columns) & set(found.columns)))], how="diagonal")
            rows = rows.group_by(key, maintain_order=True).agg(pl.all().drop_nulls().last())
        return rows.select(*key, *columns)

    def _near(self, keys: pl.DataFrame) -> pl.LazyFrame:
        """The rows among which the keys are: files that lie outside their days need not be opened."""
        rows = self.rows()
        for name in key_of(self.name):
            if dtypes(self.name)[name] == pl.Date and keys.height:
                rows = rows.filter(pl.col(name).is_between(pl.lit(keys[name].min()), pl.lit(keys[name].max())))
        return rows

    def mark(self, import_id: str) -> int:
        """Where the import was last made or undone: twice the version, and one where it is in effect; 0 for never."""
        return 0 if self.delta is None else int(self.delta.transaction_version(import_id) or 0)

    def next_mark(self, *, in_effect: bool) -> int:
        """The mark of an import that the next version makes, or undoes."""
        return 2 * (self.version + 1) + int(in_effect)

    def in_effect(self, import_id: str) -> bool:
        """Whether the table holds what the import said."""
        return self.mark(import_id) % 2 == 1

    def images(self, among: Container[str] | None = None) -> dict[str, Path]:
        """The image of each import (among these) that is in effect, or was and others build on, by import_id."""
        folder = self.folder / IMAGES / self.name
        found = {}
        for path in sorted(folder.glob("*.parquet")) if folder.is_dir() else ():
            import_id, _, mark = path.stem.rpartition("-")
            if among is not None and import_id not in among:
                continue  # looking a mark up is what takes time
            if self.mark(import_id) == int(mark):  # else it is of an attempt that was never made, or of the past
                found[import_id] = path
        return found

    def image(self, import_id: str) -> pl.DataFrame | None:
        """The image of one import, None without."""
        path = self.images((import_id,)).get(import_id)
        return pl.read_parquet(path) if path else None

    def newer(
        self, keys: pl.DataFrame, observed: Mapping[str, datetime], observed_at: datetime, import_id: str
    ) -> pl.DataFrame:
        """What imports in effect that were observed later than this one speak of (see `changes.spoken_of`)."""
        key, mark = list(key_of(self.name)), (observed_at, import_id)
        said_later = {other for other, at in observed.items() if (at, other) > mark}
        later = [pl.scan_parquet(path) for other, path in self.images(said_later).items() if self.in_effect(other)]
        later += [other.image.lazy() for other in self.pending if (other.observed_at, other.import_id) > mark]
        wanted = keys.select(key).lazy()
        found = [image.join(wanted, on=key, how="semi", nulls_equal=True).collect() for image in later]
        return spoken_of(self.name, [image.select(*key, pl.col(f"^{SAID}.*$")) for image in found if image.height])

    def keep(self, import_id: str, mark: int, image: pl.DataFrame) -> None:
        """Writes an image: whole, or not at all."""
        folder = self.folder / IMAGES / self.name
        path = folder / f"{import_id}-{mark}.parquet"
        with writing(str(path)):
            folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            try:
                image.write_parquet(part)
            except plx.PolarsError as error:
                raise OSError(str(error)) from error
            part.replace(path)

    def forget(self, import_id: str) -> None:
        """Takes away the images that the one of the current mark replaces. Nothing depends on it."""
        mark = self.mark(import_id)
        for path in (self.folder / IMAGES / self.name).glob(f"{import_id}-*.parquet"):
            if int(path.stem.rpartition("-")[2]) < mark:
                path.unlink(missing_ok=True)

    def commit(self, rows: pl.DataFrame, import_id: str, mark: int = 0, *, only_new: bool) -> None:
        """Writes rows as the next version; where a key is there, the columns that they have. Raises Conflict.

        A column `row.gone` marks rows that are taken away. `mark` is 0 for rows that no import is undone by.
        """
        properties = deltalake.CommitProperties(
            custom_metadata={TRACE: import_id},
            max_commit_retries=0,
            app_transactions=[deltalake.Transaction(import_id, mark)] if mark else None,
        )
        if self.delta is None:
            raise Conflict  # it is begun before it is written to
        delta = self.delta
        with writing(f"{self.folder}/{self.name}"):
            try:
                if only_new:
                    deltalake.write_deltalake(
                        delta, _whole(self.name, rows).sort(key_of(self.name)), mode="append", schema_mode="merge",
                        commit_properties=properties, post_commithook_properties=KEEP_LOG,
                    )  # fmt: skip
                else:
                    self._merge(delta, rows, properties)
            except DeltaError as error:
                if opened(self.folder, self.name).version != self.version:
                    raise Conflict from error
                raise

    def _merge(self, delta: deltalake.DeltaTable, rows: pl.DataFrame, properties: deltalake.CommitProperties) -> None:
        given = [name for name in dtypes(self.name) if name in rows.columns and name not in key_of(self.name)]
        gone = "row.gone" in rows.columns
        source = _whole(self.name, rows)
        if gone:
            source = source.with_columns(gone=rows["row.gone"])
        merge = delta.merge(
            source, same_key(self.name), source_alias="new", target_alias="old", merge_schema=not gone,
            commit_properties=properties, post_commithook_properties=KEEP_LOG,
        )  # fmt: skip
        if gone:
            merge = merge.when_matched_delete("new.gone")
        merge = merge.when_matched_update({name: f"new.{name}" for name in given})
        if not gone:
            merge = merge.when_not_matched_insert({name: f"new.{name}" for name in dtypes(self.name)})
        merge.execute()


def _whole(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column of the contract, those that are not given null."""
    wanted = dtypes(table)
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in wanted.items()
    )


def opened(folder: Path, name: str, pending: Sequence[Pending] = ()) -> Table:
    """The table as it lies now. Raises StoreError where it is somebody else's plain Parquet, or damaged."""
    refuse_plain_parquet(folder, name)
    target = f"{folder}/{name}"
    try:
        there = DeltaTable.is_deltatable(target)
        return Table(folder, name, DeltaTable(target) if there else None, pending)
    except (OSError, DeltaError) as error:
        raise StoreError(
            N_("{place} cannot be read: it is damaged, cut off, or no longer there."),
            todo=N_("Copy it to the store again, or take it away, and reload."),
            place=target,
        ) from error


def begun(folder: Path, name: str) -> Table:
    """The table as it lies now, empty where there was none. Raises StoreError."""
    refuse_plain_parquet(folder, name)
    begin_table(folder, name)
    return opened(folder, name)


def attempted(place: str, attempt: Callable[[], Outcome]) -> Outcome:
    """What the attempt returns, made anew while others write to the table. Raises StoreError after many times."""
    for number in range(ATTEMPTS):
        try:
            return attempt()
        except Conflict:
            time.sleep(random.uniform(0, 0.05 * (number + 1)))  # noqa: S311 -- spreads attempts, hides nothing
    raise StoreError(
        N_("{place} is written to by somebody else all the time. Nothing of this was written to it."),
        todo=N_("Wait until the other import is done, and import again: what is there already changes nothing."),
        place=place,
    )
