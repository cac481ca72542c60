"""What Excel does to files."""

import io

import pytest
import xlsxwriter

from data.importers.damage import check, check_ids, check_numbers
from data.importers.registry import read, recognised
from data.importers.source import Answers, ImportRejected, Source

DAILY = [["Facebook follows", ""], ["Date", "Primary"], ["2025-10-31T00:00:00", "4"], ["2025-11-01T00:00:00", "2"]]
POSTS = [
    ["Post ID", "Page ID", "Page name", "Title", "Publish time", "Permalink", "Post type", "Date", "Views", "Reach"],
    ["9390", "1000", "Exempelby", "Hej, alla", "02/16/2025 05:14", "https://facebook.com/1", "Photos", "", "40", "15"],
]


def quoted(row):
    return ",".join(f'"{cell}"' if "," in cell or " " in cell else cell for cell in row)


def refused(text, encoding="utf-8", name="a.csv"):
    with pytest.raises(ImportRejected) as error:
        read(Source(name, text.encode(encoding) if isinstance(text, str) else text), Answers())
    return str(error.value)


@pytest.mark.parametrize("rows", [DAILY, POSTS], ids=["daily", "posts"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_semicolons_are_explained(rows, encoding):
    text = "\r\n".join(";".join(row) for row in rows)
    reason = refused(text, encoding)
    assert "semicolons have taken the place of commas" in reason
    assert "without opening it in Excel" in reason


def test_lines_that_became_cells_are_explained():
    lines = [quoted(row).replace('"', '""') for row in POSTS]
    assert "one single cell" in refused("\n".join(f'"{line}"' for line in lines), "utf-8-sig")


@pytest.mark.parametrize("rows", [DAILY, POSTS], ids=["daily", "posts"])
def test_a_workbook_that_was_a_csv_is_explained(rows):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet()
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
    assert "saved as an Excel workbook" in refused(content.getvalue(), name="Posts.xlsx")


def test_the_same_file_as_it_was_made_is_known():
    daily = "sep=,\nFacebook follows\n" + "\n".join(map(quoted, DAILY[1:]))
    for text in (daily, "\n".join(map(quoted, POSTS))):
        assert recognised(Source("a.csv", text.encode()))


def test_what_nobody_knows_is_said_with_its_columns():
    reason = refused("Title line\nColour,Size,Weight\nred,1,2\n")
    assert "Its columns are: Colour, Size, Weight" in reason
    assert "Excel has" not in reason
    assert "columns are: –" in refused(b"\x89PNG\0\0\0\0" + bytes(300))
    assert "columns are: –" in refused("")


@pytest.mark.parametrize(
    "ids",
    [
        ["1.23E+17", "5"],
        ["1,23457E+17"],
        ["939005954986064000"],
        ["17912345678901200", "17912345678905600"],
        ["1234567890123450000", "", None],
    ],
)
def test_rounded_ids_are_seen(ids):
    with pytest.raises(ImportRejected, match="Post ID"):
        check_ids("Post ID", ids)


@pytest.mark.parametrize(
    "ids",
    [
        ["939005954986000"],  # 15 digits are exact
        ["17912345678901200"],  # one in a hundred ends so
        ["17841400000000000"] * 50,  # one account on every row
        ["17912345678901200", "17912345678901234"],
        ["urn:li:share:1000000000000000000", "abc", ""],
    ],
)
def test_whole_ids_are_let_through(ids):
    check_ids("Post ID", ids)


def test_numbers_among_which_are_dates_are_seen_and_dates_alone_are_dates():
    check_numbers("Share", ["3.4", "5", "", "-"])
    check_numbers("Date", ["Apr-24", "May-24"])
    check_numbers("Text", ["3-apr", "hello", "5"])
    with pytest.raises(ImportRejected, match=r"“Share” into dates, as in 3\.апр"):
        check_numbers("Share", ["3.4", "3.апр"])


def test_rounded_ids_are_seen_in_a_file_of_any_tool():
    check(Source("a.csv", b"Post ID,Text\n1234567890123456,1.23E+17\n"))
    with pytest.raises(ImportRejected, match="“Tweet id”"):
        check(Source("a.csv", b"A title\nTweet id,Text\n1.23E+17,hello\n"))
    posts = 'Post id,Date,Post text,Post Link,Impressions,Likes\n{},"Tue, Aug 26, 2025",Hej,https://x.com/1,5,1\n'
    with pytest.raises(ImportRejected, match="as in 1960000000000000000"):
        read(Source("x.csv", posts.format("1960000000000000000").encode()), Answers())
    assert read(Source("x.csv", posts.format("1960000000000000123").encode()), Answers())[0].importer == "x"
