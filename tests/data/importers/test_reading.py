"""Files as text, sheets and columns."""

import io
import zipfile

import pytest
import xlsxwriter

from data.importers.archive import Limits
from data.importers.reading import Columns, csv_sheet, is_workbook, is_zip, text_of, workbook
from data.importers.source import ImportRejected

SWEDISH = "Räckvidd,Följare\n“åäö”,1\n"


@pytest.mark.parametrize(
    "content",
    [
        SWEDISH.encode("utf-16"),
        "\ufeff".encode("utf-16-be") + SWEDISH.encode("utf-16-be"),
        SWEDISH.encode("utf-16-le"),
        SWEDISH.encode("utf-16-be"),
        SWEDISH.encode(),
        SWEDISH.encode("utf-8-sig"),
        SWEDISH.encode("cp1252"),
    ],
    ids=["utf-16", "be-mark", "le", "be", "utf-8", "utf-8-mark", "cp1252"],
)
def test_text_is_read_whatever_its_encoding(content):
    assert text_of(content) == SWEDISH


@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
def test_text_that_was_taken_for_another_code_page_is_what_it_was(page):
    garbled = SWEDISH.replace("“", "").replace("”", "").encode().decode(page)
    assert "Ã¤" in garbled
    for encoding in ("utf-8-sig", "utf-16"):
        assert text_of(garbled.encode(encoding)) == SWEDISH.replace("“", "").replace("”", "")
    both = garbled + SWEDISH
    assert text_of(both.encode()) == both  # some of it was right


def test_a_part_of_a_file_is_not_taken_for_another_encoding():
    cut = "Räckvidd å".encode()[:-1]
    assert text_of(cut).startswith("Räckvidd ")


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Date,Views\n2026-01-01,5\n", ["Date", "Views"]),
        ("Datum;Andel\n2026-01-01;12,5\n2026-01-02;13,5\n", ["Datum", "Andel"]),
        ("Datum;Visningar\n2026-01-01;1,234,567\n", ["Datum", "Visningar"]),
        ("Date\tViews\n2026-01-01\t1,5\n", ["Date", "Views"]),
        ('Id;Text;Tal\n1;"En, två, tre\nfyra, fem\nsex, sju";5\n', ["Id", "Text", "Tal"]),
        ('Id,"Reaktioner; kommentarer",Text\n1,2,"a;b;c;d"\n', ["Id", "Reaktioner; kommentarer", "Text"]),
        ("One\nTwo\n", ["One"]),
        ("sep=;\nA;B\n1;2\n", ["A", "B"]),
        ('\ufeff"sep=,"\r\nA,B\r\n', ["A", "B"]),
    ],
)
def test_the_delimiter_is_told_by_the_table(text, header):
    assert csv_sheet(text).rows[0] == header


def test_a_row_knows_its_line_where_cells_have_several():
    sheet = csv_sheet('sep=,\nId,Text\r\n1,"a\nb\nc"\r\n\r\n2,d\r\n')
    assert sheet.rows == [["Id", "Text"], ["1", "a\nb\nc"], [], ["2", "d"]]
    assert list(sheet.lines) == [2, 3, 6, 7]


def test_a_missing_quotation_mark_is_told_with_its_line():
    with pytest.raises(ImportRejected, match="line 3"):
        csv_sheet('Id,Text\n1,a\n2,"' + "x" * 200_000)


def test_rows_are_limited():
    few = Limits(max_rows=3)
    assert len(csv_sheet("A,B\n" + "1,2\n" * 3, limits=few).rows) == 4
    with pytest.raises(ImportRejected, match="more than 3 rows"):
        csv_sheet("A,B\n" + "1,2\n" * 4, limits=few)


def saved(*rows, sheet="First"):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet(sheet)
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
    return content.getvalue()


def test_a_workbook_is_known_by_its_bytes():
    content = saved(["Date", "Views"], ["2026-01-01", 5])
    assert is_workbook(content)
    assert is_zip(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Table data.csv", "A,B")
    assert is_zip(packed.getvalue())
    assert not is_workbook(packed.getvalue())
    assert not is_workbook(b"PK\x03\x04 cut off")


def test_a_workbooks_cells_are_what_they_are():
    [sheet] = workbook(saved(["Date", "Views", "Sum"], ["2026-01-01", 5, 0], ["", None, "x"]))
    assert sheet.name == "First"
    assert sheet.rows[:2] == [["Date", "Views", "Sum"], ["2026-01-01", 5.0, 0.0]]
    assert sheet.rows[2][:2] == [None, None]
    assert list(sheet.lines) == [1, 2, 3]


def test_a_workbook_with_a_formula_is_refused_with_its_cell():
    with pytest.raises(ImportRejected, match=r"book\.xlsx has a formula in cell C2.*as values"):
        workbook(saved(["Date", "Views", "Sum"], ["2026-01-01", 5, "=1+1"]), name="book.xlsx")


def test_a_cell_without_end_is_refused_as_such():
    with pytest.raises(ImportRejected, match="more than 131072 signs"):
        csv_sheet("A,B\n" + "x" * 200_000)


def test_a_damaged_workbook_is_refused():
    with pytest.raises(ImportRejected, match=r"book\.xlsx"):
        workbook(saved(["A"])[:400], name="book.xlsx")


def test_columns_are_found_in_any_order_case_and_spacing():
    columns = Columns(["\ufeffPost  ID", "VIEWS", "Räckvidd\u00a0", "Views", None])
    assert columns.find("views", "post id") == 1
    assert columns.find("missing", "post id") == 0
    assert columns.need("räckvidd") == 2
    assert columns.all("views") == [1, 3]
    assert columns.unknown(["Post ID", "views"]) == ("Räckvidd",)
    with pytest.raises(ImportRejected, match=r"“Reach” is missing.*Post ID, VIEWS, Räckvidd"):
        columns.need("Reach", "Alcance")
