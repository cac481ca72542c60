"""The workbook: every figure as a number, no text that can become a formula, and a sheet a section that Excel takes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from charts.chart import Chart, Table
from locales import Language
from reports.report import Report, Rows, Section
from reports.workbook import write_workbook
from reports.workbook.grid import Look, table_grid, unlike
from reports.workbook.sheets import FORBIDDEN, LONGEST_NAME, Sheet, named
from tests.reports.made_charts import made_charts
from tests.reports.made_report import HOSTILE, made_report
from tests.reports.packages import faults, part, part_names, sheets, xml_parts, xpath

SV, EN = Language("sv"), Language("en")
HEAD = 4
"""Rows above the headings of each table."""


def book(report: Report) -> bytes:
    content = io.BytesIO()
    write_workbook(report, content)
    return content.getvalue()


@pytest.fixture(scope="module")
def report() -> Report:
    return made_report(made_charts(SV), SV)


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    return book(report)


def rows(content: bytes, sheet: str) -> list[list[Any]]:
    """The rows of a sheet's table, without what stands above it."""
    return sheets(content)[sheet][HEAD + 1 :]


def test_no_program_has_to_repair_it(content: bytes, tmp_path: Path) -> None:
    assert not faults(content, tmp_path, "report.xlsx")


def test_every_figure_stands_in_its_sections_sheet_to_the_digit(content: bytes, report: Report) -> None:
    held = sheets(content)
    checked = 0
    for section in report.sections:
        name = FORBIDDEN.sub(" ", section.name).strip()
        own = {(row[7], row[1], row[8]): row[3:6] for row in held[name][HEAD + 1 :]} if section.numbers else {}
        for number in section.numbers:
            kept = own[number.key]
            for value, end in zip(kept, (number.value, number.low, number.high), strict=True):
                assert value == "" if isnan(end) else value == end
                checked += 1
    assert checked > 90


def test_units_and_metrics_are_named(content: bytes) -> None:
    followers, reach = rows(content, "Sammanfattning")
    assert (followers[0], followers[2], followers[6]) == ("Följare", "oktober 2026", "följare")
    assert (reach[0], reach[3], reach[4], reach[6]) == ("Räckvidd", "", 91_298, "personer")
    definitions = {row[0]: row for row in rows(content, "Definitioner")}
    assert "aldrig" in definitions["Räckvidd"][4]
    assert {"Följare", "Räckvidd", "Interaktioner"} <= set(definitions)


def test_every_chart_and_table_has_its_rows(content: bytes, report: Report) -> None:
    titles = {grid[0][0]: grid for grid in sheets(content).values()}
    for section in report.sections:
        for block in section.blocks:
            if not isinstance(block, Chart | Rows):
                continue
            title = block.title if isinstance(block, Chart) else block.caption
            if title != "Finding":  # several charts are called so
                own = [row for row in titles[title][HEAD + 1 :] if any(cell != "" for cell in row)]
                assert len(own) == len(block.table.rows)


def test_texts_are_told_with_their_metrics_and_comments_with_their_author(content: bytes) -> None:
    texts = rows(content, "Texter")
    first = texts[0]
    assert first[:2] == ["Sammanfattning", "mening"]
    assert (first[2][:12], first[3]) == ("Vi når fler ", "Följare")
    assert [row[1] for row in texts if row[1] == "nyckeltal"] == ["nyckeltal"] * 4
    assert any(row[1] == "kommentar" and row[4] == "Åsa Öberg" for row in texts)
    assert any("Följare: 69 218. tydlig förändring. +1,9 % på en månad" in row[2] for row in texts)


def test_the_first_sheet_says_what_it_is_and_leads_to_the_others(content: bytes, report: Report) -> None:
    found = sheets(content)
    first, *others = found
    about = {row[0]: row[1] for row in found[first][HEAD + 1 :]}
    assert first == "Om rapporten"
    assert about["Organisation"] == "Region Älvmark"
    assert (about["Första dag"], about["Sista dag"]) == (date(2026, 10, 1), date(2026, 10, 31))
    assert about["Gjord"] == datetime(2026, 11, 28, 9, 30)  # noqa: DTZ001 -- a sheet has no zones
    assert about["Databasens version"] == report.store_version
    assert set(others) <= set(about)
    links = xpath(xml_parts(content, "xl/worksheets/sheet1")["xl/worksheets/sheet1.xml"], ".//s:hyperlink/@location")
    assert links == [f"'{name}'!A1" for name in others]
    assert all(grid[3][0] == "Demodata." for grid in found.values())


def test_no_text_is_a_formula_or_a_link(content: bytes) -> None:
    for name in part_names(content):
        if name.endswith((".xml", ".rels")):
            assert b"<f>" not in part(content, name), name
            assert b"Formula>" not in part(content, name), name
            assert b"External" not in part(content, name), name
    captions = [row[2] for row in rows(content, "Inlägg   topp 2")]
    for planted in HOSTILE[:5]:
        assert planted in captions
    strings = part(content, "xl/styles.xml")
    assert b'quotePrefix="1"' in strings


def test_sheets_are_named_as_excel_takes_it(content: bytes) -> None:
    names = list(sheets(content))
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= LONGEST_NAME and not FORBIDDEN.search(name) for name in names)
    assert not [name for name in names if name[0] == "'" or name[-1] == "'"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["Mål", "mål", "MÅL"], ["Mål", "mål 2", "MÅL 3"]),
        (["a/b?*[c]:\\d"], ["a b   c   d"]),
        (["", "'", "History"], ["–", "’", "History."]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 29 + " 2"]),
        (["\x00Rad\nett"], ["Rad ett"]),
    ],
)
def test_a_name_that_excel_refuses_is_made_one_it_takes(given: list[str], wanted: list[str]) -> None:
    grid = table_grid(Table(("A",), [], []))
    assert [sheet.name for sheet in named(Sheet(one, "", "", "", grid, "t") for one in given)] == wanted


def test_every_table_is_named_frozen_and_made_to_be_printed(content: bytes) -> None:
    tables = xml_parts(content, "xl/tables/")
    names = [root.get("name") for root in tables.values()]
    assert len(set(names)) == len(names) == len(sheets(content))
    assert all(re.fullmatch(r"table_[a-z0-9_]+", name) for name in names)
    for name, root in xml_parts(content, "xl/worksheets/").items():
        assert xpath(root, ".//s:pane[@state='frozen']/@ySplit") == [str(HEAD + 1)], name
        assert xpath(root, ".//s:pageSetup/@paperSize") == ["9"]
        assert xpath(root, ".//s:pageSetup/@orientation") == ["landscape"]
        assert xpath(root, ".//s:pageSetup/@fitToHeight") == ["0"]
        widths = [float(one) for one in xpath(root, ".//s:col/@width")]
        assert max(widths) < 70
    titles = xpath(xml_parts(content, "xl/workbook")["xl/workbook.xml"], ".//s:definedName[@name='_xlnm.Print_Titles']")
    assert len(titles) == len(names)


@pytest.mark.parametrize(
    ("column", "look"),
    [
        ([1, 2, None], Look.WHOLE),
        ([1.0, 2_000.0], Look.WHOLE),
        ([0.25, 4.5], Look.TWO),
        ([49.6, 7.0], Look.ONE),
        ([1_234.5], Look.WHOLE),
        (["2026-10-31", None], Look.DAY),
        (["2026-10", "2026-11"], Look.MONTH),
        (["2026-10", "text"], Look.TEXT),
        ([900, "500–900"], Look.WHOLE),
        ([None, None], Look.TEXT),
    ],
)
def test_a_column_is_shown_as_what_it_holds(column: list[Any], look: Look) -> None:
    grid = table_grid(Table(("A",), [[value] for value in column], [["x"] for _ in column]))
    assert grid.rows[0][0].look is look
    assert [row[0].value is None for row in grid.rows] == [value is None for value in column]


def test_a_day_that_no_calendar_has_stays_text() -> None:
    grid = table_grid(Table(("A",), [["2026-02-30"]], [["x"]]))
    assert grid.rows[0][0].value == "2026-02-30"


def test_headings_differ_and_say_their_unit() -> None:
    assert unlike(["Inlägg", "inlägg", "", ""]) == ("Inlägg", "inlägg 2", "–", "– 2")
    assert table_grid(Table(("Tid", "Andel"), [], []), ("", "procent")).headings == ("Tid", "Andel (procent)")


def test_a_report_without_figures_is_a_workbook(report: Report, tmp_path: Path) -> None:
    bare = replace(report, sections=(Section("a", "A", "Rubrik", ()),), language=EN, limits="", author="")
    content = book(bare)
    assert list(sheets(content)) == ["About the report"]
    assert not faults(content, tmp_path, "bare.xlsx")
