"""What a file changes in a table: pure functions from frames to frames.

The *image* of an import is what it said of a table and what stood there before any import spoke of it. Columns: the
table's key; `row.present`, whether the row was there; `row.since`, the version of the table at which the import first
reached it; and for each column that the file gives, `said.<column>` (null where the file says nothing) and
`before.<column>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from data.schema import dtypes, key_of

SAID, BEFORE = "said.", "before."
PRESENT, SINCE = "row.present", "row.since"
TRACE = "import_id"
# What changes although no figure does.
BOOKKEEPING = (TRACE, "observed_at")


@dataclass(frozen=True)
class Counts:
    """Rows of a table that a file adds, changes, or says again."""

    added: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.added + other.added, self.changed + other.changed, self.same + other.same)


@dataclass(frozen=True)
class Changes:
    """`rows` are to be written (the key, the columns given, `import_id`); `image` is to be kept for undoing it."""

    rows: pl.DataFrame
    image: pl.DataFrame
    counts: Counts

    @property
    def only_new(self) -> bool:
        """Whether no row that is there is written to."""
        return self.rows.height == self.counts.added


def columns_given(table: str, said: pl.DataFrame) -> list[str]:
    """The columns of the contract that a file gives, without the table's key."""
    apart = {*key_of(table), TRACE}
    return [name for name in dtypes(table) if name in said.columns and name not in apart]


def traced(table: str) -> list[str]:
    """`import_id` alone, or nothing for a table that doesn't have it."""
    return [TRACE] if TRACE in dtypes(table) else []


def changes(
    table: str, said: pl.DataFrame, present: pl.DataFrame, newer: pl.DataFrame, import_id: str, version: int
) -> Changes:
    """What a file changes.

    `present` are the table's rows with the file's keys; `newer` has for each key that a later observation speaks of,
    and each column, whether it does. A value that a later observation gave stays, and a missing one changes nothing.
    """
    key, given = list(key_of(table)), columns_given(table, said)
    found = present.select(*key, pl.all().exclude(key).name.prefix(BEFORE), pl.lit(value=True).alias(PRESENT))
    held = newer.select(*key, pl.all().exclude(key).name.prefix("held."), pl.lit(value=True).alias("row.newer"))
    rows = (
        said.select(*key, *given)
        .join(found, on=key, how="left", nulls_equal=True, maintain_order="left")
        .join(held, on=key, how="left", nulls_equal=True, maintain_order="left")
        .with_columns(pl.col(PRESENT, "row.newer").fill_null(value=False))
    )
    there = pl.col(PRESENT)
    taken = {name: _taken(name, rows) for name in given}
    differs = {name: taken[name] & pl.col(name).ne_missing(pl.col(BEFORE + name)) for name in given}
    rows = rows.with_columns(
        _any([differs[name] for name in given if name not in BOOKKEEPING]).alias("row.changed"),
        _any(differs.values()).alias("row.touched"),
    )
    counts = rows.select(
        added=(~there).sum(), changed=(there & pl.col("row.changed")).sum(), same=(there & ~pl.col("row.changed")).sum()
    ).row(0)
    values = [pl.when(taken[name]).then(pl.col(name)).otherwise(pl.col(BEFORE + name)).alias(name) for name in given]
    speaks = ~there | (pl.col("row.changed") & ~pl.col("row.newer"))
    trace = [
        pl.when(speaks).then(pl.lit(import_id)).otherwise(pl.col(BEFORE + name)).alias(name) for name in traced(table)
    ]
    written = rows.filter(~there | pl.col("row.touched")).select(*key, *values, *trace)
    image = rows.select(
        *key,
        PRESENT,
        pl.lit(version, dtype=pl.Int64).alias(SINCE),
        *(pl.col(name).alias(SAID + name) for name in given),
        *(BEFORE + name for name in (*given, *traced(table))),
    )
    return Changes(written, image, Counts(*counts))


def _taken(name: str, rows: pl.DataFrame) -> pl.Expr:
    """Whether the file's value stands: it has one, and no later observation of a row that is there has."""
    told = pl.col(name).is_not_null()
    held = "held." + name
    return told & ~(pl.col(PRESENT) & pl.col(held).fill_null(value=False)) if held in rows.columns else told


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    found = list(conditions)
    return pl.any_horizontal(found) if found else pl.lit(value=False)


def with_earlier(table: str, image: pl.DataFrame, earlier: pl.DataFrame | None) -> pl.DataFrame:
    """The image of an import that has been made before: what stood there before the first time is what counts."""
    if earlier is None:
        return image
    key = list(key_of(table))
    both = image.join(earlier, on=key, how="full", coalesce=True, nulls_equal=True, suffix="|earlier")
    columns = list(dict.fromkeys((*image.columns, *earlier.columns)))
    return both.select(*key, *(_carried(name, both.columns) for name in columns if name not in key))


def _carried(name: str, columns: Sequence[str]) -> pl.Expr:
    old = f"{name}|earlier"
    if old not in columns:
        return pl.col(name)
    if name.startswith(SAID):
        return pl.coalesce(name, old)
    if name in (SINCE, PRESENT, BEFORE + TRACE):
        reached = pl.col(f"{SINCE}|earlier").is_not_null()
    else:
        reached = pl.col(f"{SAID}{name.removeprefix(BEFORE)}|earlier").is_not_null()
    return pl.when(reached).then(pl.col(old)).otherwise(pl.col(name)).alias(name)


def spoken_of(table: str, images: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """For each key in any of the images, and each of their columns, whether one of them says a value."""
    key = list(key_of(table))
    told = [
        image.select(*key, pl.col(f"^{SAID}.*$").is_not_null().name.map(lambda name: name.removeprefix(SAID)))
        for image in images
    ]
    if not told:
        return pl.DataFrame(schema={name: dtypes(table)[name] for name in key})
    return pl.concat(told, how="diagonal").group_by(key).agg(pl.all().any())
