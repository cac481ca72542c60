"""What stands in a table without one of its imports: pure functions from frames to frames.

A value that imports speak of is what the newest observation among those in effect says. Where none is left, it is what
stood there before the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import polars as pl

from data.imports.changes import BEFORE, BOOKKEEPING, PRESENT, SAID, SINCE, TRACE
from data.schema import SCHEMAS, dtypes, key_of

LONG_AGO = datetime.min.replace(tzinfo=UTC)
GONE = "row.gone"
EVERY_ROW = pl.lit(value=True)


@dataclass(frozen=True)
class Kept:
    """Values of a column that stay as they are: `by` is the import that said them, empty where no import did."""

    table: str
    column: str
    by: str
    values: int
    example: str


@dataclass(frozen=True)
class Restored:
    """`rows` are to be written, those to be taken away marked in `row.gone`; `kept` is what could not be put back."""

    rows: pl.DataFrame
    removed: int
    restored: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class Claims:
    """The images of the imports that speak of some rows; `effective` are the ids of those in effect, newest last."""

    table: str
    images: Mapping[str, pl.DataFrame]
    effective: Sequence[str]
    key: list[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", list(key_of(self.table)))

    def newest(self, imports: Iterable[str], column: str, names: tuple[str, str]) -> pl.DataFrame:
        """By key: the value of the newest of the imports that say one, and its id; columns as named."""
        told = [
            self.images[one].select(*self.key, pl.col(SAID + column).alias(names[0]), pl.lit(one).alias(names[1]))
            for one in imports
            if SAID + column in self.images[one].columns
        ]
        return self._last([frame.filter(pl.col(names[0]).is_not_null()) for frame in told], column, names)

    def _last(self, told: list[pl.DataFrame], column: str, names: tuple[str, str]) -> pl.DataFrame:
        kinds = {name: dtypes(self.table)[name] for name in self.key}
        none = pl.DataFrame(schema=kinds | {names[0]: dtypes(self.table)[column], names[1]: pl.String()})
        return pl.concat([none, *told]).group_by(self.key, maintain_order=True).last()

    def before(self, column: str) -> pl.DataFrame:
        """By key: what stood in the column before the first import that spoke of it."""
        name = BEFORE + column
        told = [
            image.filter(EVERY_ROW if column == TRACE else pl.col(SAID + column).is_not_null()).select(
                *self.key, SINCE, name
            )
            for image in self.images.values()
            if name in image.columns
        ]
        return pl.concat(told).sort(SINCE).group_by(self.key, maintain_order=True).first().drop(SINCE)

    def there_before(self) -> pl.DataFrame:
        """By key: whether the row was there before the first import that spoke of it (`row.present`)."""
        told = [image.select(*self.key, SINCE, PRESENT) for image in self.images.values()]
        return pl.concat(told).sort(SINCE).group_by(self.key, maintain_order=True).first().drop(SINCE)

    def speaking(self, imports: Iterable[str]) -> pl.DataFrame:
        """By key: the newest of the imports that speak of the row (`row.by`)."""
        told = [self.images[one].select(*self.key, pl.lit(one).alias("row.by")) for one in imports]
        kinds = {name: dtypes(self.table)[name] for name in self.key}
        none = pl.DataFrame(schema=kinds | {"row.by": pl.String()})
        return pl.concat([none, *told]).group_by(self.key, maintain_order=True).last()


def restored(claims: Claims, present: pl.DataFrame, import_id: str) -> Restored:
    """What stands in the rows of an import without it. `present` are they, with all columns of the contract."""
    table, key = claims.table, claims.key
    others = [one for one in claims.effective if one != import_id]
    given = [name.removeprefix(SAID) for name in claims.images[import_id].columns if name.startswith(SAID)]
    rows, kept = present, []
    for column in given:
        rows = rows.pipe(_beside, claims.images[import_id].select(*key, SAID + column), key)
        rows = rows.pipe(_beside, claims.newest(claims.effective, column, ("top", "top.by")), key)
        rows = rows.pipe(_beside, claims.newest(others, column, ("rest", "rest.by")), key)
        rows = rows.pipe(_beside, claims.before(column), key)
        rows, stays = _column_restored(rows, table, column, import_id)
        kept += stays
    rows = rows.pipe(_beside, claims.there_before(), key).pipe(_beside, claims.speaking(others), key)
    untold = [pl.col(name).is_null() for name in dtypes(table) if name not in (*key, *given, TRACE)]
    by_hand = [pl.col(f"hand.{name}") for name in given if name not in BOOKKEEPING]
    gone = ~pl.col(PRESENT) & pl.col("row.by").is_null() & ~pl.any_horizontal(pl.lit(value=False), *by_hand)
    rows = rows.with_columns(pl.all_horizontal(gone, *untold).alias(GONE))
    values = [pl.col(f"new.{name}").alias(name) for name in given]
    if TRACE in dtypes(table):
        rows = rows.pipe(_beside, claims.before(TRACE), key)
        own = pl.col(TRACE) == import_id
        values.append(pl.when(own).then(pl.coalesce("row.by", BEFORE + TRACE)).otherwise(pl.col(TRACE)).alias(TRACE))
    different = pl.any_horizontal(GONE, *(value.ne_missing(pl.col(value.meta.output_name())) for value in values))
    written = rows.filter(different).select(*key, *values, GONE)
    removed = int(written[GONE].sum())
    return Restored(written, removed, written.height - removed, tuple(kept))


def _column_restored(rows: pl.DataFrame, table: str, column: str, import_id: str) -> tuple[pl.DataFrame, list[Kept]]:
    """The rows with `new.<column>` and `hand.<column>` (changed by nobody's import), and what stays as it is."""
    said, before = pl.col(SAID + column), pl.col(BEFORE + column)
    own = said.is_not_null() & (pl.col("top.by") == import_id)
    as_said = pl.col(column).eq_missing(pl.col("top"))
    value = pl.coalesce("rest", before)
    if not SCHEMAS[table].columns()[column].nullable:
        value = pl.coalesce(value, column)
    rows = rows.with_columns(
        pl.when(own & as_said).then(value).otherwise(pl.col(column)).alias(f"new.{column}"),
        (own & ~as_said).alias(f"hand.{column}"),
    )
    stays = rows.filter(said.is_not_null() & said.ne_missing(before) & ~(own & as_said)).with_columns(
        pl.when(pl.col(f"hand.{column}")).then(pl.lit("")).otherwise(pl.col("top.by")).alias("stays.by")
    )
    kept: list[Kept] = []
    if column not in BOOKKEEPING:
        for (by,), found in stays.group_by(["stays.by"], maintain_order=True):
            example = ", ".join(str(found[name][0]) for name in key_of(table))
            kept.append(Kept(table, column, str(by), found.height, example))
    return rows.drop(SAID + column, "top", "top.by", "rest", "rest.by", BEFORE + column), kept


def _beside(rows: pl.DataFrame, found: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    return rows.join(found, on=list(key), how="left", nulls_equal=True, maintain_order="left")
