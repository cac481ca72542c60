"""`python -m data.reference FOLDER` makes the Parquet files here from the four CSV files that README.md describes."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from data.reference import FOLDER


def municipalities(source: Path) -> pl.DataFrame:
    """As `data.reference.municipalities`, from `kommuner.csv`."""
    return _csv(source, "kommuner").select(
        code="kommun_kod", name="kommun", official_name="kommun_officiellt_namn", county_code="lan_kod"
    )


def regions(source: Path) -> pl.DataFrame:
    """As `data.reference.regions`, from `regioner.csv`."""
    return _csv(source, "regioner").select(code="lan_kod", name="region_namn_skr", county="lan")


def population(source: Path) -> pl.DataFrame:
    """As `data.reference.population`: municipalities from SCB, and counties as their municipalities together."""
    rows = _csv(source, "folkmangd_kommun_long")
    inhabitants = pl.col("folkmangd").cast(pl.Int64).alias("inhabitants")
    year = pl.col("ar").cast(pl.Int64).alias("year")
    by_municipality = rows.select(pl.col("kommun_kod").alias("code"), year, inhabitants)
    by_county = rows.select(pl.col("lan_kod").alias("code"), year, inhabitants).group_by("code", "year").sum()
    return pl.concat([by_municipality, by_county])


def skr_groups(source: Path) -> pl.DataFrame:
    """As `data.reference.skr_groups`, from `kommuner.csv` and the groups' names in `skr_kommungrupper.csv`."""
    rows, groups = _csv(source, "kommuner"), _csv(source, "skr_kommungrupper")
    main = groups.select(group_code="kod", main_group="huvudgrupp")
    years = [
        rows.select(
            pl.col("kommun_kod").alias("code"),
            pl.lit(year, dtype=pl.Int64).alias("year"),
            pl.col(f"skr_{year}").alias("group_code"),
            pl.col(f"skr_{year}_namn").alias("group_name"),
        )
        for year in (2017, 2023)
    ]
    return pl.concat(years).join(main, on="group_code", how="left")


def _csv(source: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(source / f"{name}.csv", infer_schema=False)  # codes are text: 0114 is not 114


def make(source: Path, target: Path = FOLDER) -> None:
    """Writes the four Parquet files."""
    for table in (municipalities, regions, population, skr_groups):
        rows = table(source)
        key = [name for name in ("code", "year") if name in rows.columns]
        rows.sort(key).write_parquet(target / f"{table.__name__}.parquet", compression="zstd", compression_level=19)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
