"""Zips and workbooks that ask for more than they are given."""

import io
import struct
import zipfile

import pytest
import xlsxwriter

from data.importers.archive import Limits, check_size, members
from data.importers.reading import workbook
from data.importers.source import ImportRejected, Source
from tests.data.importers.biff import xls


def packed(files, compression=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return content.getvalue()


def test_the_files_of_a_zip_come_without_folders_and_without_litter():
    content = packed(
        {
            "export/Table data.csv": "A,B",
            "__MACOSX/export/._Table data.csv": "x",
            "export/.DS_Store": "x",
            "inner.zip": packed({"deep/Totals.csv": "C"}),
        }
    )
    assert [(member.name, member.content) for member in members(content)] == [
        ("Table data.csv", b"A,B"),
        ("Totals.csv", b"C"),
    ]


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a/../../b.csv", "..\\..\\b.csv", "C:\\b.csv"])
def test_a_zip_that_points_outside_itself_is_refused(path):
    with pytest.raises(ImportRejected, match="outside the zip"):
        members(packed({"a.csv": "A", path: "x"}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    content = packed({"a.csv": bytes(3_000_000)})
    assert len(content) < 10_000
    with pytest.raises(ImportRejected, match="3 MB in 1 files; at most 2 MB"):
        members(content, Limits(max_bytes=2_000_000))


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_says():
    content = packed({"a.csv": bytes(3_000_000)})
    lying = content.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 1_000))
    with pytest.raises(ImportRejected):
        members(lying, Limits(max_bytes=2_000_000))


def test_zips_in_zips_share_one_limit_and_end_somewhere():
    bomb = packed({f"{n}.csv": bytes(1_000_000) for n in range(3)})
    assert len(members(packed({"a.zip": bomb}), Limits(max_bytes=4_000_000))) == 3
    with pytest.raises(ImportRejected, match="at most 2 MB"):
        members(packed({"a.zip": bomb}), Limits(max_bytes=2_000_000))
    twice = packed({"a.zip": bomb, "b.zip": bomb})
    with pytest.raises(ImportRejected, match="at most"):
        members(twice, Limits(max_bytes=4_000_000))
    deep = packed({"a.zip": packed({"b.zip": packed({"c.csv": "x"})})})
    with pytest.raises(ImportRejected, match="zips inside zips"):
        members(deep)


def test_too_many_files_are_refused():
    with pytest.raises(ImportRejected, match=r"4 files; at most .* 3 are read"):
        members(packed({f"{n}.csv": "x" for n in range(4)}), Limits(max_files=3))


def test_a_damaged_zip_is_refused():
    with pytest.raises(ImportRejected, match="damaged"):
        members(packed({"a.csv": "x" * 1000})[:-30])
    spoiled = bytearray(packed({"a.csv": bytes(range(256)) * 40}))
    spoiled[60:200] = bytes(140)
    with pytest.raises(ImportRejected, match="damaged"):
        members(bytes(spoiled))


def test_limits_are_settings(monkeypatch):
    monkeypatch.setenv("GENOMSLAG_IMPORT_MAX_BYTES", "10")
    monkeypatch.setenv("GENOMSLAG_IMPORT_MAX_ROWS", "7")
    assert (Limits().max_bytes, Limits().max_rows) == (10, 7)
    check_size(Source("a.csv", b"0123456789"))
    with pytest.raises(ImportRejected, match="GENOMSLAG_IMPORT_MAX_BYTES"):
        check_size(Source("a.csv", b"0123456789a"))


def sheet_xml(content, old, new):
    """The same workbook with something else in its first sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    changed = files["xl/worksheets/sheet1.xml"].replace(old, new)
    assert changed != files["xl/worksheets/sheet1.xml"]
    return packed(files | {"xl/worksheets/sheet1.xml": changed})


def small_workbook():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write_row(0, 0, ["A", 2])
    return content.getvalue()


@pytest.mark.parametrize("corner", [b'r="XFD1048576"', b"r='XFD1048576'", b'r = "XFD1048576"'])
def test_a_workbook_with_a_cell_in_the_far_corner_is_refused(corner):
    assert workbook(small_workbook())[0].rows == [["A", 2.0]]
    with pytest.raises(ImportRejected, match="reaches over"):
        workbook(sheet_xml(small_workbook(), b'r="B1"', corner))


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    large = sheet_xml(small_workbook(), b"</worksheet>", b"<!--" + b" " * 3_000_000 + b"--></worksheet>")
    assert len(large) < 20_000
    with pytest.raises(ImportRejected, match="at most 2 MB"):
        workbook(large, limits=Limits(max_bytes=2_000_000))


def test_a_binary_workbook_is_refused():
    with pytest.raises(ImportRejected, match="xlsb"):
        workbook(packed({"xl/workbook.bin": "x", "xl/worksheets/sheet1.bin": "x"}))


def test_an_old_workbook_is_read_and_one_that_would_take_all_memory_is_refused():
    [sheet] = workbook(xls({(0, 0): "Datum", (0, 1): "Räckvidd", (1, 0): "01/02/2026", (1, 1): 5.0}, name="Metrics"))
    assert (sheet.name, sheet.rows) == ("Metrics", [["Datum", "Räckvidd"], ["01/02/2026", 5.0]])
    with pytest.raises(ImportRejected, match="reaches over"):
        workbook(xls({(0, 0): "Date", (65535, 65535): 1.0}))
