"""What Excel does to files."""

import io

import pytest
import xlsxwriter

from data.importers.damage import check, check_dates, check_ids, check_numbers
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


@pytest.mark.parametrize("rows", [DAILY, POSTS], ids=["daily", "posts"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "cp1252"])
def test_tabs_are_read_where_nothing_is_lost_and_said(rows, encoding):
    file = Source("a.txt", "\r\n".join("\t".join(row) for row in rows).encode(encoding))
    as_made = Source("a.csv", "\n".join(map(quoted, rows)).encode())
    [[parsed], [expected]] = [read(each, Answers()) for each in (file, as_made)]
    assert parsed.tables.keys() == expected.tables.keys() != set()
    assert all(parsed.tables[table].equals(rows) for table, rows in expected.tables.items())
    assert len(parsed.remarks) == len(expected.remarks) + 1
    assert "saved in Excel with tabs" in parsed.remarks[0].text


def test_tabs_are_refused_where_something_is_lost():
    rounded = [[cell.replace("9390", "9,39006E+14") for cell in row] for row in POSTS]
    assert "rounded the numbers in “Post ID”" in refused("\n".join("\t".join(row) for row in rounded), "utf-16")
    days = [*DAILY[:2], ["10/31/2025 0:00", "4"], ["2025-11-01 00:00", "2"]]
    assert "dates in “Date” anew" in refused("\n".join("\t".join(row) for row in days), "utf-16")


def test_the_lines_of_rows_in_a_file_with_tabs_are_its_own():
    rows = [*DAILY, ["soon", "5"]]
    [parsed] = read(Source("a.txt", "\r\n".join("\t".join(row) for row in rows).encode("utf-16")), Answers())
    assert [rejected.row for rejected in parsed.rejected] == [5]


@pytest.mark.parametrize(
    "dates",
    [
        ["2025-03-02", "03/16/2025"],
        ["2025-02-03 05:14", "3/16/2025 5:14"],
        ["2/3/2025", "2/4/2025"],
    ],
)
def test_dates_that_are_written_anew_are_seen(dates):
    with pytest.raises(ImportRejected, match="“Time” anew"):
        check_dates("Time", dates, slashed_as_made=True)


@pytest.mark.parametrize(
    "dates",
    [
        ["02/03/2025", "02/04/2025"],  # as Meta and LinkedIn write them
        ["2/3/2025", "2/13/2025"],
        ["2025-02-03", "2025-02-04", "", None],
        ["2/2/2025", "3/3/2025"],  # the same day either way
    ],
)
def test_dates_that_can_be_told_are_let_through(dates):
    check_dates("Time", dates, slashed_as_made=True)


def test_zeros_in_front_tell_nothing_of_a_tool_that_writes_other_dates():
    with pytest.raises(ImportRejected, match="“Date” anew"):
        check_dates("Date", ["02/03/2025", "02/04/2025"])


@pytest.mark.parametrize(
    "text",
    [
        'sep=,\n"Facebook follows"\n"Date","Primary"\n"2025-10-31T00:00:00","4"\n',
        '"Date","Followers","Difference in followers from previous day"\n"August 31","10405","35"\n',
    ],
)
def test_lines_that_became_cells_are_told_of_narrow_files_too(text):
    lines = "".join('"{}"\r\n'.format(line.replace('"', '""')) for line in text.splitlines())
    with pytest.raises(ImportRejected, match="each line has become one single cell"):
        read(Source("a.csv", lines.encode()), Answers())


def test_a_caption_with_line_breaks_does_not_hide_that_lines_became_cells():
    header = ",".join(POSTS[0])
    lines = f'"{header}"\n"{",".join(POSTS[1][:3])},""Hej,\nalla, ni\n'
    assert "each line has become one single cell" in refused(lines + 'där"",02/16/2025 05:14,x,Photos,,40,15"\n')
    assert "each line has become one single cell" in refused(f'"{header}"\nalla, ni, där, ute\n')
