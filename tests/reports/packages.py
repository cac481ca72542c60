"""Files of Office read by other programs than those that wrote them, and checked as Microsoft's own kit checks them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
Grid = list[list[Any]]
CELLS = re.compile(r"Data!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")
EPOCH = date(1899, 12, 30)


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator()


def faults(content: bytes, folder: Path, name: str) -> list[str]:
    """What Microsoft's Open XML SDK would object to, a line each."""
    path = folder / name
    path.write_bytes(content)
    return [f"{one.part_uri} {one.path}: {one.description}" for one in _validator().validate(path).errors]


def part_names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.namelist()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def xml_parts(content: bytes, under: str) -> dict[str, Any]:
    """The XML parts whose names begin so, parsed; not their relationships."""
    names = [one for one in part_names(content) if one.startswith(under) and one.endswith(".xml")]
    return {name: etree.fromstring(part(content, name)) for name in names}


def xpath(element: Any, path: str) -> list[Any]:
    return list(etree.ElementBase.xpath(element, path, namespaces=SPACES))  # python-pptx's own takes no namespaces


def sheets(content: bytes) -> dict[str, Grid]:
    """The sheets of a workbook as values, as a reader of another make sees them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def cells(grid: Grid, reference: str) -> list[list[Any]]:
    """The columns that a reference of a chart names, cell by cell; None where a cell is empty."""
    found = CELLS.fullmatch(reference)
    assert found, reference
    first, top, last, bottom = found[1], int(found[2]), found[3] or found[1], int(found[4] or found[2])
    return [
        [_cell(grid, row - 1, column) for row in range(top, bottom + 1)]
        for column in range(_column(first), _column(last) + 1)
    ]


def _cell(grid: Grid, row: int, column: int) -> Any:
    value = grid[row][column] if row < len(grid) and column < len(grid[row]) else ""
    if isinstance(value, date):
        return float((value.date() if isinstance(value, datetime) else value).toordinal() - EPOCH.toordinal())
    return None if value == "" else value


def caches(chart: Any) -> Iterator[tuple[str, list[list[Any]]]]:
    """Each reference of a chart with what the chart has kept of it, column by column."""
    for reference in xpath(chart, ".//c:numRef | .//c:strRef | .//c:multiLvlStrRef"):
        levels = xpath(reference, ".//c:lvl") or xpath(reference, "c:numCache | c:strCache")
        count = int(xpath(reference, ".//c:ptCount/@val")[0])
        columns = []
        for level in levels:
            points = {int(point.get("idx")): point.findtext("c:v", namespaces=SPACES) for point in xpath(level, "c:pt")}
            numbers = reference.tag.endswith("numRef")
            columns.append([_kept(points.get(place), numbers=numbers) for place in range(count)])
        yield xpath(reference, "c:f")[0].text, columns[::-1] if len(columns) > 1 else columns


def _kept(value: str | None, *, numbers: bool) -> Any:
    return float(value) if numbers and value is not None else value
