"""A table as an Excel file: the same rows, of the right kind, and nothing in it that runs."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from charts.chart import Cell, Table
from locales import Language
from ui.table.workbook import LONGEST, number_format, sheet_name, written

SWEDISH, ENGLISH = Language("sv"), Language("en")
MAIN = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HOSTILE = [
    "=1+1", "+46", "-a", "@SUM(A1)", "\t=1", "{=1}", "=HYPERLINK(\"http://ond.example\")", "http://ond.example",
    "internal:Sheet1!A1", "<r><t>markup</t></r>", "<r></r>", "<r><f>1</f></r>", "</si></sst>", "a\x00b\x0b", "_x0041_",
    "'quoted", " spaced ", "1234", "2026-10-31x", "å ä ö 😀",
]  # fmt: skip


def one_column(*cells: Cell) -> Table:
    return Table(["Rubrik"], [[cell] for cell in cells], [["" if cell is None else str(cell)] for cell in cells])


def part(content: bytes, name: str) -> ET.Element:
    """A part of the file, as XML: it does not parse if a text has come out as markup."""
    return ET.fromstring(zipfile.ZipFile(BytesIO(content)).read(name))


def cells(content: bytes, sheet: int = 1) -> list[ET.Element]:
    return part(content, f"xl/worksheets/sheet{sheet}.xml").findall(".//x:c", MAIN)


def read(content: bytes, sheet: int = 0) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()


def test_rows_come_back_with_their_kinds() -> None:
    table = Table(
        ["Ort", "Följare", "Andel", "Dag", "Månad"],
        [["Umeå", 58_200, 4.96, "2026-10-31", "2026-10"], ["Åre", None, math.nan, None, ""]],
        [["Umeå", "58\u00a0200", "5,0\u00a0%", "31 oktober 2026", "oktober 2026"], ["Åre", "–", "–", "–", "saknas"]],
    )
    content = written(table, "Orter", SWEDISH)
    assert read(content) == [
        table.columns,
        ["Umeå", 58_200, 4.96, date(2026, 10, 31), "2026-10"],
        ["Åre", "", "", "", ""],
    ]
    kinds = {cell.get("r"): cell.get("t") for cell in cells(content)}
    assert (kinds["A2"], kinds["B2"], kinds["C2"], kinds["D2"], kinds["E2"]) == ("s", None, None, None, "s")
    assert not {"B3", "C3", "D3", "E3"} & kinds.keys()  # missing is an empty cell, not a nought


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_a_text_is_a_text_whatever_stands_in_it(text: str) -> None:
    table = Table([text], [[text]], [[text]])
    content = written(table, text, SWEDISH, about=[text])
    for sheet, place in ((0, 0), (0, 1), (1, 1)):
        assert read(content, sheet)[place][0] == text
    assert [cell.get("t") for sheet in (1, 2) for cell in cells(content, sheet)] == ["s"] * 4
    names = zipfile.ZipFile(BytesIO(content)).namelist()
    for name in names:
        assert part(content, name) is not None
    assert not [name for name in names if "worksheets/_rels" in name or "external" in name]  # no link leads anywhere
    assert not part(content, "xl/worksheets/sheet1.xml").findall(".//x:f", MAIN)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\ufffe\uffff"), max_size=60)


@given(TEXTS, PRINTED.map("<r>{}</r>".format))
def test_every_text_comes_back_as_it_was(text: str, markup: str) -> None:
    content = written(one_column(text, markup), text, ENGLISH)
    assert part(content, "docProps/core.xml") is not None
    strings = ["".join(one.itertext()) for one in part(content, "xl/sharedStrings.xml").findall("x:si", MAIN)]
    assert {lines(text), lines(markup)} <= {lines(unescaped(one)) for one in strings}


def unescaped(text: str) -> str:
    """A text as Excel reads it: _x0007_ is a control character, _x005F_ a low line."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text)


def lines(text: str) -> str:
    """A text with the line breaks that every XML reader makes of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_text_too_long_for_a_cell_is_cut_where_one_sees_it() -> None:
    fits, long, rich = "å" * LONGEST, "å" * (LONGEST + 1), "<r>" + "😀" * LONGEST + "</r>"
    found = [str(row[0]) for row in read(written(one_column(fits, long, rich), "Text", SWEDISH))[1:]]
    assert found[0] == fits
    assert found[1] == "å" * (LONGEST - 1) + "…"
    assert found[2].startswith("<r>😀")
    assert found[2].endswith("😀…")


def test_a_column_of_days_is_days_only_if_all_of_it_is() -> None:
    assert read(written(one_column("2026-10-31", "2026-13-31"), "Dagar", SWEDISH))[1:] == [
        ["2026-10-31"],
        ["2026-13-31"],
    ]
    assert read(written(one_column("1862-01-01", "2026-10-31"), "Dagar", SWEDISH))[1][0] == "1862-01-01"  # before Excel
    assert read(written(one_column(None, "2026-10-31"), "Dagar", SWEDISH))[2][0] == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("readings", "language", "expected"),
    [
        (["58\u00a0200", "7", "saknas"], SWEDISH, "#,##0"),
        (["58,200"], ENGLISH, "#,##0"),
        (["2026", "2025"], SWEDISH, "0"),
        (["4,96", "12,5"], SWEDISH, "0.00"),
        (["1,234.5"], ENGLISH, "#,##0.0"),
        (["12,5\u00a0%", "–"], SWEDISH, '0.0"\u00a0%"'),
        ([], SWEDISH, "0"),
    ],
)
def test_numbers_look_in_excel_as_they_read(readings: list[str], language: Language, expected: str) -> None:
    assert number_format(readings, language) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Följare [alla]: a/b\\c?*", "Följare alla a b c"),
        ("'Citat'", "Citat"),
        ("x" * 40, "x" * 31),
        ("😀" * 40, "😀" * 15),
        ("History", ""),
        ("//\x00", ""),
    ],
)
def test_a_sheet_is_called_what_excel_allows(title: str, expected: str) -> None:
    assert sheet_name(title, {"history"}) == expected


@pytest.mark.parametrize(
    ("title", "expected"), [("", "Rader"), ("history", "Rader"), ("om tabellen", "Rader"), ("A", "A")]
)
def test_a_workbook_always_has_a_name_for_its_sheets(title: str, expected: str) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(written(one_column(1), title, SWEDISH, about=["Allt är med."])))
    assert book.sheet_names == [expected, "Om tabellen"]
    assert read(written(one_column(1), title, SWEDISH, about=["Allt är med."]), 1)[-1] == ["Allt är med."]


def test_headings_are_bold_stay_and_have_filters() -> None:
    table = Table(["Ort", "Följare"], [["Umeå", 1], ["Åre", 2]], [["Umeå", "1"], ["Åre", "2"]], marked=[1], muted=[0])
    content = written(table, "Orter", SWEDISH)
    sheet = part(content, "xl/worksheets/sheet1.xml")
    pane, selected = sheet.find(".//x:pane", MAIN), sheet.find("x:autoFilter", MAIN)
    assert pane is not None
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "B2")
    assert selected is not None
    assert selected.get("ref") == "A1:B3"
    styles = part(content, "xl/styles.xml")
    fonts, shapes = styles.findall("x:fonts/x:font", MAIN), styles.findall("x:cellXfs/x:xf", MAIN)
    bold = {
        cell.get("r"): fonts[int(shapes[int(cell.get("s", 0))].get("fontId", 0))].find("x:b", MAIN) is not None
        for cell in cells(content)
    }
    assert bold == {"A1": True, "B1": True, "A2": False, "B2": False, "A3": True, "B3": True}
    title = part(content, "docProps/core.xml").find("{http://purl.org/dc/elements/1.1/}title")
    assert title is not None
    assert title.text == "Orter"


def test_a_name_stays_in_sight_also_after_its_place() -> None:
    content = written(Table(["Plats", "Ort"], [[1, "Umeå"]], [["1", "Umeå"]]), "Orter", SWEDISH)
    pane = part(content, "xl/worksheets/sheet1.xml").find(".//x:pane", MAIN)
    assert pane is not None
    assert pane.get("topLeftCell") == "C2"


def test_a_table_without_rows_or_columns_is_a_workbook() -> None:
    assert read(written(Table(["Ort"], [], []), "Tom", SWEDISH)) == [["Ort"]]
    assert read(written(Table([], [], []), "Tom", SWEDISH)) == []
