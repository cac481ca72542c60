"""Which import each of many values came from; `undo.trace` tells all that was said of a single one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from data.files import reading
from data.imports.changes import SAID, TRACE
from data.imports.following import observations
from data.imports.table import IMAGES, opened
from data.schema import dtypes, key_of

BY = "by."
NO_FILE = ""
_PLACE, _ORDER = "image.place", "image.order"


def told_by(location: str, table: str, rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The rows with `by.<column>`: the id of the import that the value came from, empty where it came from no file.

    That is the newest observation among the imports in effect that say a value, where it is what stands in the row:
    else somebody has changed it by hand. Of a column of the key, it is the newest that names the row. In a store
    that keeps no images of imports (a copy of its tables, plain Parquet), the row's own `import_id` is all there is.
    """
    key = list(key_of(table))
    images = _images(location, table, rows) if rows.height else {}
    said = _said(images, table, rows, [column for column in columns if column not in key])
    told = said.select(*key, pl.lit(value=True).alias("said.row"), pl.col(_PLACE))
    row_import = pl.col(TRACE) if TRACE in rows.columns else pl.lit(None, dtype=pl.String)
    own = pl.when(~row_import.is_in(list(images.values()))).then(row_import)  # its image isn't there to tell more
    for column in columns:
        name = "said.row" if column in key else SAID + column
        values = (told if column in key else said).filter(pl.col(name).is_not_null())
        newest = values.group_by(key, maintain_order=True).last().select(*key, name, _PLACE)
        rows = rows.join(newest, on=key, how="left", nulls_equal=True, maintain_order="left")
        stands = pl.col(column).is_not_null() if column in key else pl.col(name) == pl.col(column)
        teller = pl.when(stands).then(pl.col(_PLACE).replace_strict(images, default=None, return_dtype=pl.String))
        untold = pl.when(pl.col(_PLACE).is_null() & pl.col(column).is_not_null()).then(own)
        rows = rows.with_columns(pl.coalesce(teller, untold, pl.lit(NO_FILE)).alias(BY + column)).drop(name, _PLACE)
    return rows


def _images(location: str, table: str, rows: pl.DataFrame) -> dict[str, str]:
    """The import of each image in effect that may speak of the rows, by the image's place, the newest last."""
    folder = Path(location)
    if "://" in location or not (folder / IMAGES / table).is_dir():
        return {}
    found, observed = opened(folder, table), observations(folder)
    images = found.images(observed.keys() - _elsewhere(folder, table, rows))
    made = [(observed[import_id], import_id, str(place)) for import_id, place in images.items()]
    return {place: import_id for _, import_id, place in sorted(made) if found.in_effect(import_id)}


def _elsewhere(folder: Path, table: str, rows: pl.DataFrame) -> set[str]:
    """The imports that say nothing of the rows' days."""
    day = next((name for name in key_of(table) if dtypes(table)[name] == pl.Date), None)
    if day is None:
        return set()
    first, last = rows[day].min(), rows[day].max()
    outside = (pl.col("from_date") > pl.lit(last)) | (pl.col("to_date") < pl.lit(first))
    return set(opened(folder, "imports").rows().filter(outside).select("import_id").collect().to_series())


def _said(images: dict[str, str], table: str, rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """What the images say of the rows: the key, `said.<column>` and the image's place, the newest observation last."""
    key, kinds = list(key_of(table)), dtypes(table)
    schema = {name: kinds[name] for name in key} | {SAID + column: kinds[column] for column in columns}
    if not images:
        return pl.DataFrame(schema=schema | {_PLACE: pl.String()})
    keys = rows.select(key)
    scan = pl.scan_parquet(
        list(images), schema=schema, missing_columns="insert", extra_columns="ignore", include_file_paths=_PLACE
    )
    for name in key:
        if kinds[name] == pl.Date:  # images of other days need not be read
            scan = scan.filter(pl.col(name).is_between(pl.lit(keys[name].min()), pl.lit(keys[name].max())))
    order = pl.DataFrame({_PLACE: list(images), _ORDER: range(len(images))})
    with reading(f"{IMAGES}/{table}"):
        found = scan.join(keys.lazy(), on=key, how="semi", nulls_equal=True).collect()
    return found.join(order, on=_PLACE).sort(_ORDER).drop(_ORDER)
