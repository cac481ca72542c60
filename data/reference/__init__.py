"""Official facts that figures are put in relation to: municipalities, regions, inhabitants, SKR's groups.

Sources and caveats stand in `README.md` beside the files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

FOLDER = Path(__file__).parent


@cache
def municipalities() -> pl.DataFrame:
    """Sweden's 290 municipalities: `code` (SCB, four digits), `name`, `official_name`, `county_code`."""
    return pl.read_parquet(FOLDER / "municipalities.parquet")


@cache
def regions() -> pl.DataFrame:
    """Sweden's 21 regions: `code` (the county's, two digits), `name`, `county`."""
    return pl.read_parquet(FOLDER / "regions.parquet")


@cache
def population() -> pl.DataFrame:
    """Inhabitants on 31 December: `code` (municipality or county), `year`, `inhabitants` (persons).

    1990–2019 and 2024, in the division of 2020. The years between are missing and are not to be guessed.
    """
    return pl.read_parquet(FOLDER / "population.parquet")


@cache
def skr_groups() -> pl.DataFrame:
    """SKR's groups of municipalities: `code` (municipality), `year`, `group_code`, `group_name`, `main_group`.

    A group always has its year (2017 or 2023): 33 municipalities changed group between them.
    """
    return pl.read_parquet(FOLDER / "skr_groups.parquet")
