"""Tables of the data contract as the makers of stores write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from data.schema import dtypes


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


def write_parquet(folder: Path, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write each table as one Parquet file; the same rows give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, frame in tables.items():
        frame.write_parquet(folder / f"{table}.parquet", compression="zstd", compression_level=12, row_group_size=65_536)
