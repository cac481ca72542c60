"""The template as CSV files, one a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from data.template.headings import SHEETS
from data.template.layout import example, header, written
from locales import Language


def write_csv(folder: Path, language: Language, tables: Iterable[str] = tuple(SHEETS)) -> list[Path]:
    """Writes a CSV file for each table, named for it, and returns them: headings and the example.

    Swedish ones have semicolons, as Excel wants them where decimals have commas.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for table in [table for table in SHEETS if table in set(tables)]:
        path = folder / f"{table}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";" if language.code == "sv" else ",")
            writer.writerow(header(table, language))
            writer.writerow(written(example(table, language), language))
        made.append(path)
    return made
