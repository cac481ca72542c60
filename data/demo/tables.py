"""Tables of the data contract as the makers of stores write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from data.schema import dtypes

ROWS_IN_GROUP = 65_536


def rows(table: str, found: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """The rows as a frame with the contract's columns and types; a column that a row lacks is null."""
    return contract(table, pl.DataFrame(list(found), schema=dtypes(table)))


def contract(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the contract's columns in its order and types; absent ones are null."""
    present = set(frame.columns)
    return frame.select(
        (pl.col(name) if name in present else pl.lit(None)).cast(kind).alias(name)
        for name, kind in dtypes(table).items()
    )


def from_stockholm(day: str, minute: str) -> pl.Expr:
    """The time in UTC of a minute of a day in Sweden. Minutes between 2 and 3 at night are not for use."""
    local = pl.col(day).cast(pl.Datetime("us")) + pl.duration(minutes=pl.col(minute))
    return local.dt.replace_time_zone("Europe/Stockholm").dt.convert_time_zone("UTC")


def write_parquet(folder: Path, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write each table as one Parquet file; the same rows give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, frame in tables.items():
        path = folder / f"{table}.parquet"
        frame.write_parquet(path, compression="zstd", compression_level=12, row_group_size=ROWS_IN_GROUP)
