"""Rows for a terminal or another program: JSON, CSV, and columns of text."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence

import pandas as pd

from locales import Language


def plain(value: object) -> object:
    """A value as JSON knows it: missing as null, whole numbers without decimals."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return bool(value) if isinstance(value, bool) or type(value).__name__ == "bool_" else value


def json_text(rows: Sequence[Mapping[str, object]]) -> str:
    """The rows as a JSON list."""
    return json.dumps(rows, ensure_ascii=False, indent=1)


def csv_text(rows: Sequence[Mapping[str, object]], fields: Sequence[str]) -> str:
    """The rows as CSV, their fields as the first line."""
    written = io.StringIO()
    writer = csv.DictWriter(written, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().rstrip("\n")


def table_text(rows: Sequence[Mapping[str, object]], fields: Sequence[str], language: Language) -> str:
    """The rows in columns."""
    cells = [list(fields), *([_cell(row[field], language) for field in fields] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(fields))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)


def entries_text(rows: Sequence[Mapping[str, object]], language: Language) -> str:
    """Rows whose texts are too long for columns: a line a field, an empty line between entries."""
    entries = (
        "\n".join(f"{field:14}{_cell(value, language)}" for field, value in row.items() if value != "") for row in rows
    )
    return "\n\n".join(entries)


def _cell(value: object, language: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return language.number(value, 2)
    if isinstance(value, int) and not isinstance(value, bool):
        return language.number(value)
    return str(value)
