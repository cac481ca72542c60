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
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import deltalake
import polars as pl
from deltalake.exceptions import DeltaError

from data.errors import StoreError
from data.files import DeltaTable, Part, reading
from data.imports.changes import SAID, TRACE, spoken_of
from data.imports.images import Bounds, Images, apart, bounds_of
from data.schema import NEVER_CHANGED, dtypes, key_of
from data.write import KEEP_LOG, begin_table, refuse_plain_parquet, same_key, writing
from locales import N_

IMAGES = "_imports"
ATTEMPTS = 20
FEW = 10_000  # rows: so many can be looked through for the files of a table that they may lie in
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

    @cached_property
    def bounds(self) -> Bounds:
        """Between which keys its rows lie."""
        return bounds_of(self.image.select(pl.exclude(r"^.*\..*$")))


@dataclass
class Known:
    """What has been looked up of a table at one version: its rows, its images, and the marks of imports."""

    images: Images
    version: int = -1
    marks: dict[str, int] = field(default_factory=dict)
    rows: pl.LazyFrame | None = None

    def at(self, version: int) -> Known:
        """What is known of that version: of another one than the last nothing but which keys images speak of."""
        if version != self.version:
            self.version, self.marks, self.rows = version, {}, None
            self.images.forget_listing()
        return self

    def follow(self, version: int, import_id: str, mark: int) -> None:
        """The next version has been written here: of the marks it changes at most one."""
        if version == self.version + 1:
            self.version, self.rows = version, None
            self.marks |= {import_id: mark} if mark else {}


@dataclass(frozen=True)
class Table:
    """One table of a store as it lies at one version; `delta` is None where the store lacks it."""

    folder: Path
    name: str
    delta: deltalake.DeltaTable | None
    known: Known
    pending: Sequence[Pending] = field(default=())

    @property
    def version(self) -> int:
        """The version that was read; −1 where there is none."""
        return -1 if self.delta is None else int(self.delta.version())

    def rows(self) -> pl.LazyFrame:
        """Every row, with the contract's columns."""
        if self.delta is None:
            return pl.LazyFrame(schema=dtypes(self.name))
        known = self.known.at(self.version)
        if known.rows is None:
            rows = pl.scan_delta(self.delta)
            known.rows = Part(self.name, rows, rows.collect_schema()).read(self.name).select(*dtypes(self.name))
        return known.rows

    def present(self, keys: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
        """The rows that have one of the keys: the key and the columns."""
        key = list(key_of(self.name))
        keys = keys.select(key)
        rows = self._near(keys).select(*key, *columns).join(keys.lazy(), on=key, how="semi", nulls_equal=True).collect()
        bounds = bounds_of(keys) if self.pending else {}
        later = [one.rows for one in self.pending if not apart(one.bounds, bounds)]
        found = [one.join(keys, on=key, how="semi", nulls_equal=True) for one in later]
        told = [one.select(*key, *(name for name in columns if name in one.columns)) for one in found if one.height]
        if told:
            rows = pl.concat([rows, *told], how="diagonal")
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
        if self.delta is None:
            return 0
        marks = self.known.at(self.version).marks
        if import_id not in marks:  # what takes time
            marks[import_id] = int(self.delta.transaction_version(import_id) or 0)
        return marks[import_id]

    def next_mark(self, *, in_effect: bool) -> int:
        """The mark of an import that the next version makes, or undoes."""
        return 2 * (self.version + 1) + int(in_effect)

    def in_effect(self, import_id: str) -> bool:
        """Whether the table holds what the import said."""
        return self.mark(import_id) % 2 == 1

    def images(self, among: Container[str] | None = None, near: pl.DataFrame | None = None) -> dict[str, Path]:
        """The image of each import (among these) that is in effect, or was and others build on, by import_id.

        Those that speak of no key that is `near` may be left out.
        """
        images = self.known.at(self.version).images
        made = {one: images.marked(one).get(self.mark(one)) for one in images.imports(among, near)}
        return {one: path for one, path in made.items() if path}  # others were never made, or are of the past

    def image(self, import_id: str) -> pl.DataFrame | None:
        """The image of one import, None without."""
        path = self.images((import_id,)).get(import_id)
        return pl.read_parquet(path, glob=False) if path else None

    def newer(
        self, keys: pl.DataFrame, observed: Mapping[str, datetime], observed_at: datetime, import_id: str
    ) -> pl.DataFrame:
        """What imports in effect that were observed later than this one speak of (see `changes.spoken_of`)."""
        key, mark = list(key_of(self.name)), (observed_at, import_id)
        keys = keys.select(key)
        said_later = {other for other, at in observed.items() if (at, other) > mark}
        later = [pl.scan_parquet(path, glob=False) for path in self._effective(said_later, keys)]
        bounds = bounds_of(keys) if self.pending else {}
        pending = (one for one in self.pending if (one.observed_at, one.import_id) > mark)
        later += [one.image.lazy() for one in pending if not apart(one.bounds, bounds)]
        found = [image.join(keys.lazy(), on=key, how="semi", nulls_equal=True).collect() for image in later]
        return spoken_of(self.name, [image.select(*key, pl.col(f"^{SAID}.*$")) for image in found if image.height])

    def _effective(self, among: Container[str], near: pl.DataFrame) -> list[Path]:
        return [path for other, path in self.images(among, near).items() if self.in_effect(other)]

    def keep(self, import_id: str, mark: int, image: pl.DataFrame) -> None:
        """Writes an image: whole, or not at all."""
        self.known.at(self.version).images.keep(import_id, mark, image)

    def forget(self, import_id: str) -> None:
        """Takes away the images that the one of the current mark replaces. Nothing depends on it."""
        self.known.at(self.version).images.drop_before(import_id, self.mark(import_id))

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
        if self.name in NEVER_CHANGED and not only_new:
            raise StoreError(
                N_("What is in {table} is never changed or taken away."),
                todo=N_("Supersede it with a new one, so that both stay on record."),
                table=self.name,
            )
        delta, known = self.delta, self.known.at(self.version)
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
        known.follow(self.version, import_id, mark)

    def _merge(self, delta: deltalake.DeltaTable, rows: pl.DataFrame, properties: deltalake.CommitProperties) -> None:
        given = [name for name in dtypes(self.name) if name in rows.columns and name not in key_of(self.name)]
        gone = "row.gone" in rows.columns
        source = _whole(self.name, rows)
        if gone:
            source = source.with_columns(gone=rows["row.gone"])
        merge = delta.merge(
            source, same_key(self.name), source_alias="new", target_alias="old", merge_schema=not gone,
            streamed_exec=rows.height > FEW,  # else its least and greatest keys tell which files to look in
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


def opened(folder: Path, name: str) -> Table:
    """The table as it lies now. Raises StoreError where it is somebody else's plain Parquet, or damaged."""
    refuse_plain_parquet(folder, name)
    target = f"{folder}/{name}"
    with reading(target):
        there = DeltaTable.is_deltatable(target)
        known = Known(Images(folder / IMAGES / name, name))
        return Table(folder, name, DeltaTable(target) if there else None, known)


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
