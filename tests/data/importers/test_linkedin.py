"""LinkedIn's sheets: by their words, by their shape, and what is never made of them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
import xlsxwriter
import xlwt  # type: ignore[import-untyped]  # it has no types

from data.importers import archive, reading, registry
from data.importers.linkedin import LinkedIn
from data.importers.source import Answers, ImportRejected, Source

Row = list[Any]
Sheets = Mapping[str, list[Row]]
PARTS = ("organic", "sponsored", "total")
METRICS: Row = [
    "Date",
    *(f"Impressions ({part})" for part in PARTS),
    "Unique impressions (organic)",
    *(f"{name} ({part})" for name in ("Clicks", "Reactions", "Comments", "Reposts") for part in PARTS),
    *(f"Engagement rate ({part})" for part in PARTS),
]
DAY_ONE: Row = ["10/01/2026", 90, 10, 100, 61, 7, 1, 8, 5, 0, 5, 1, 0, 1, 2, 0, 2, 0.15, 0.1, 0.16]
DAY_TWO: Row = ["10/13/2026", 50, 0, 50, 40, 2, 0, 2, 3, 0, 3, 0, 0, 0, 0, 0, 0, 0.1, 0, 0.1]
POSTS: Row = [
    "Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date", "Campaign start date",
    "Campaign end date", "Audience", "Impressions", "Views", "Offsite Views", "Clicks", "Click through rate (CTR)",
    "Likes", "Comments", "Reposts", "Follows", "Engagement rate", "Content Type",
]  # fmt: skip
LINK = "https://www.linkedin.com/feed/update/urn:li:activity:7250000000000000001"
POST: Row = [
    "Nytt badhus\ninvigs", LINK, "Organic", "", "Ada", "10/02/2026", "", "", "All followers",
    1000, 300, 20, 40, 0.04, 31, 4, 2, 1, 0.078, "Video",
]  # fmt: skip
FOLLOWERS: Row = ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"]


def xls(sheets: Sheets) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xlsx(sheets: Sheets) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return content.getvalue()


def read(content: bytes, name: str = "export.xls", **answers: Any):
    source = Source(name, content)
    assert LinkedIn().detect(source)
    (parsed,) = LinkedIn().parse(source, Answers(**answers))
    return parsed


def in_another_language(header: Row) -> Row:
    return [f"sloupec {place}" for place, _ in enumerate(header)]


@pytest.mark.parametrize("workbook", [xls, xlsx])
@pytest.mark.parametrize("described", [[["All figures of the period"]], []], ids=["described", "bare"])
def test_content_gives_days_reach_and_posts(workbook, described):
    sheets: Sheets = {"Metrics": [*described, METRICS, DAY_ONE, DAY_TWO], "All posts": [*described, POSTS, POST]}
    parsed = read(workbook(sheets))
    days = parsed.tables["account_days"]
    assert days.columns == ["account_id", "date", "views", "reactions", "comments", "shares", "link_clicks"]
    assert days.rows() == [("0", date(2026, 10, 1), 100, 5, 1, 2, 8), ("0", date(2026, 10, 13), 50, 3, 0, 0, 2)]
    assert parsed.tables["account_reach"].select("window_days", "reach").rows() == [(1, 61), (1, 40)]
    (post,) = parsed.tables["posts"].to_dicts()
    assert post == {
        "post_id": "linkedin-7250000000000000001",
        "account_id": "0",
        "published_at": datetime(2026, 10, 2, 12, tzinfo=UTC),
        "format": "video",
        "paid": False,
        "caption": "Nytt badhus\ninvigs",
        "url": LINK,
        "views": 1000,
        "reactions": 31,
        "comments": 4,
        "shares": 2,
        "clicks": 40,
        "video_views": 320,
    }
    assert parsed.channels[0].platform == "linkedin"
    assert not parsed.rejected
    assert "Follows" in parsed.unknown
    assert "Impressions (total)" not in parsed.unknown


def test_columns_may_stand_in_any_order_and_case_and_older_files_say_shares():
    header = [name.upper().replace("REPOSTS", "SHARES") for name in reversed(METRICS)]
    parsed = read(xls({"Metrics": [header, DAY_ONE[::-1]]}))
    (day,) = parsed.tables["account_days"].to_dicts()
    assert (day["views"], day["shares"], day["link_clicks"]) == (100, 2, 8)


def test_the_older_updates_are_read():
    header = [
        name.replace("Post ", "Update ").replace("Views", "Video views") for name in POSTS if "Offsite" not in name
    ]
    header = [name.replace("Reposts", "Shares") for name in header]
    parsed = read(xls({"Update engagement": [["About"], header, [*POST[:11], *POST[12:]]]}))
    (post,) = parsed.tables["posts"].to_dicts()
    assert (post["post_id"], post["shares"], post["video_views"]) == ("linkedin-7250000000000000001", 2, 300)


def test_new_followers_are_a_flow_and_never_a_stock():
    sheets: Sheets = {
        "New followers": [FOLLOWERS, ["10/01/2026", 1, 4, 2, 7]],
        "Location": [["Location", "Total followers"], ["Malmö", 900]],
    }
    parsed = read(xls(sheets))
    assert parsed.tables.keys() == {"account_days"}
    assert parsed.tables["account_days"].to_dicts() == [
        {"account_id": "0", "date": date(2026, 10, 1), "followers_gained": 7}
    ]
    assert "Location" in parsed.unknown


def test_followers_counted_by_background_are_a_stock_only_when_somebody_says_so():
    sheets: Sheets = {
        "Location": [["Location", "Total followers"], ["Malmö", 900], ["Lund", 50]],
        "Seniority": [["Seniority", "Total followers"], ["Senior", 700]],
    }
    name = "region-x_followers_1791000000000.xls"
    parsed = read(xls(sheets), name)
    assert [question.about for question in parsed.questions] == ["metric"]
    assert parsed.questions[0].fields["followers"] == 950
    assert not parsed.tables
    (day,) = read(xls(sheets), name, metric="followers").tables["account_days"].to_dicts()
    assert day == {"account_id": "0", "date": date(2026, 10, 3), "followers": 950}


def test_visitors_are_page_views_and_not_people():
    groups = [f"{page} {kind} ({device})" for page in ("Overview", "Life", "Jobs", "Total")
              for kind in ("page views", "unique visitors") for device in ("desktop", "mobile", "total")]  # fmt: skip
    row = ["10/01/2026", *range(1, 25)]
    (day,) = read(xls({"Visitor metrics": [["Date", *groups], row]})).tables["account_days"].to_dicts()
    assert day == {"account_id": "0", "date": date(2026, 10, 1), "profile_visits": 21}


def test_portuguese_words_are_known():
    header = ["Data", "Impressões (orgânicas)", "Impressões (total)", "Impressões únicas (orgânicas)",
              "Cliques (total)", "Reações (total)", "Comentários (total)", "Compartilhamentos (total)"]  # fmt: skip
    parsed = read(xls({"Métricas": [header, ["10/01/2026", 9, 11, 8, 4, 3, 2, 1]]}))
    (day,) = parsed.tables["account_days"].to_dicts()
    assert [day[name] for name in ("views", "link_clicks", "reactions", "comments", "shares")] == [11, 4, 3, 2, 1]


def test_a_language_nobody_knows_is_read_by_its_shape():
    visits = ["10/01/2026", 1, 2, 3, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 3, 4, 1, 2, 3]
    sheets: Sheets = {
        "A": [["popis"], in_another_language(METRICS), DAY_ONE, DAY_TWO],
        "B": [["popis"], in_another_language(POSTS), POST],
    }
    parsed = read(xls(sheets))
    known = read(xls({"Metrics": [METRICS, DAY_ONE, DAY_TWO], "All posts": [POSTS, POST]}))
    assert parsed.tables.keys() == known.tables.keys()
    assert all(
        parsed.tables[table].equals(known.tables[table].select(parsed.tables[table].columns)) for table in known.tables
    )
    followers = read(xls({"C": [in_another_language(FOLLOWERS), ["10/01/2026", 1, 4, 2, 7]], "E": [["mesto", "x"]]}))
    assert followers.tables["account_days"]["followers_gained"].to_list() == [7]
    visitors = read(xls({"D": [in_another_language(visits), visits]}))
    assert visitors.tables["account_days"]["profile_visits"].to_list() == [4]


def test_a_shape_is_not_believed_where_its_sums_do_not_hold():
    wrong = [*DAY_TWO[:3], 51, *DAY_TWO[4:]]
    source = Source("export.xls", xls({"A": [in_another_language(METRICS), DAY_ONE, wrong]}))
    assert not LinkedIn().detect(source)


def test_days_after_the_twelfth_tell_how_days_are_written():
    (parsed,) = LinkedIn().parse(
        Source("x.xls", xls({"Metrics": [METRICS, ["01/10/2026", *DAY_ONE[1:]], ["13/10/2026", *DAY_TWO[1:]]]})),
        Answers(),
    )
    assert parsed.tables["account_days"]["date"].to_list() == [date(2026, 10, 1), date(2026, 10, 13)]


def test_a_flow_below_zero_is_missing_and_said():
    taken_back = [*DAY_TWO[:14], -3, 0, -3, *DAY_TWO[17:]]
    parsed = read(xls({"Metrics": [METRICS, DAY_ONE, taken_back]}))
    assert parsed.tables["account_days"]["shares"].to_list() == [2, None]
    assert parsed.tables["account_days"]["views"].to_list() == [100, 50]
    assert {"column": "Reposts (total)", "on": "2026-10-13"} in [remark.fields for remark in parsed.remarks]
    assert not parsed.rejected


def test_missing_stays_missing_and_a_bad_row_is_named_by_its_line():
    sheet = [
        ["About"],
        METRICS,
        [*DAY_ONE[:10], "", *DAY_ONE[11:]],
        ["soon", *DAY_TWO[1:]],
        ["10/14/2026", 1, 0, "many"],
    ]
    parsed = read(xls({"Metrics": sheet}))
    assert parsed.tables["account_days"].height == 1
    assert "reactions" not in parsed.tables["account_days"].columns
    assert [(row.row, row.fields["value"]) for row in parsed.rejected] == [(4, "soon"), (5, "many")]


def test_one_day_twice_with_other_figures_is_rejected():
    parsed = read(xls({"Metrics": [METRICS, DAY_ONE, DAY_ONE, [DAY_ONE[0], *DAY_TWO[1:]]]}))
    assert parsed.tables["account_days"]["views"].to_list() == [100]
    assert [row.row for row in parsed.rejected] == [4]


def test_the_name_of_the_file_tells_page_and_download():
    parsed = read(xls({"Metrics": [METRICS, DAY_ONE]}), "region-x_content_1791000000000.xls")
    assert parsed.channels[0].handle == "region-x"
    assert parsed.observed_at == datetime.fromtimestamp(1_791_000_000, tz=UTC)
    assert read(xls({"Metrics": [METRICS, DAY_ONE]})).observed_at is None


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"New followers": [FOLLOWERS], "Location": [["Location", "Total followers"]]}, "no figures below them"),
        (
            {"COMPETITORS": [["Period"], ["Page", "Total Followers", "New Followers"], ["Region Y", 9, 1]]},
            "compares pages",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(sheets, said):
    source = Source("export.xlsx", xlsx(sheets))
    assert LinkedIn().detect(source)
    with pytest.raises(ImportRejected, match=said):
        LinkedIn().parse(source, Answers())


@pytest.mark.parametrize(
    "text",
    [
        "Date,Impressions,Likes,Engagements\n2026-10-01,1,2,3\n",
        "Datum,Visningar,Reaktioner\n2026-10-01,1,2\n",
        "a,b\n1,2\n",
    ],
)
def test_other_tools_files_are_left_alone(text):
    assert not LinkedIn().detect(Source("x.csv", text.encode()))


def test_a_shape_that_many_have_is_not_enough():
    rows: list[Row] = [["den", "a", "b", "c"], ["10/01/2026", 1, 4, 5]]
    assert not LinkedIn().detect(Source("x.xlsx", xlsx({"A": rows})))
    assert not LinkedIn().detect(Source("x.csv", b"den,a,b,c\n2026-10-01,1,4,5\n"))


def test_only_contract_types_come_out():
    assert read(xls({"Metrics": [METRICS, DAY_ONE]})).tables["account_days"].schema["date"] == pl.Date


def test_reach_without_advertisements_is_said():
    [remark] = read(xls({"Metrics": [METRICS, DAY_ONE]})).remarks
    assert remark.fields == {"column": "Unique impressions (organic)"}
    everybody = [name.replace("Unique impressions (organic)", "Unique impressions (total)") for name in METRICS]
    assert not read(xls({"Metrics": [everybody, DAY_ONE]})).remarks


def test_sheets_of_notes_before_and_rows_of_totals_are_no_figures():
    sheets: Sheets = {
        "Read me": [["About this file"], ["Downloaded", "10/14/2026"]],
        "Metrics": [["All figures"], [], METRICS, DAY_ONE, DAY_TWO, ["Total", *DAY_TWO[1:]], [], []],
        "All posts": [["Posts"], POSTS, POST, ["Total", *[""] * 8, *POST[9:]]],
    }
    for named in (sheets, {**sheets, "Metrics": [in_another_language(METRICS), *sheets["Metrics"][3:]]}):
        parsed = read(xls(named))
        assert (parsed.tables["account_days"].height, parsed.tables["posts"].height) == (2, 1)
        assert not parsed.rejected
        assert "Read me" in parsed.unknown
        assert any("lines" in remark.fields for remark in parsed.remarks)


VISITORS: Row = [
    "Date",
    *(
        f"{page} {kind} ({device})"
        for page in ("Overview", "Life", "Jobs", "Total")
        for kind in ("page views", "unique visitors")
        for device in ("desktop", "mobile", "total")
    ),
]


@pytest.mark.parametrize(
    ("header", "row", "missing"),
    [
        (METRICS, DAY_ONE, "Date"),
        (POSTS, POST, "Created date"),
        (POSTS, POST, "Post link"),
        (FOLLOWERS, ["10/01/2026", 1, 4, 2, 7], "Date"),
        (FOLLOWERS, ["10/01/2026", 1, 4, 2, 7], "Total followers"),
        (VISITORS, ["10/01/2026", *range(24)], "Total page views (total)"),
    ],
)
def test_a_column_that_is_needed_and_missing_is_named(header, row, missing):
    place = header.index(missing)
    without = [[*cells[:place], *cells[place + 1 :]] for cells in (header, row)]
    source = Source("x.xls", xls({"A": without}))
    assert LinkedIn().detect(source)
    with pytest.raises(ImportRejected, match=re.escape(f"“{missing}” is missing")):
        LinkedIn().parse(source, Answers())


def test_columns_that_are_not_needed_may_be_missing_and_new_ones_are_told():
    kept = [place for place, name in enumerate(METRICS) if name != "Impressions (total)"]
    header, row = (
        [*(cells[place] for place in kept), new] for cells, new in ((METRICS, "Saves (total)"), (DAY_ONE, 3))
    )
    parsed = read(xls({"Metrics": [header, row]}))
    assert parsed.tables["account_days"].to_dicts() == [
        {"account_id": "0", "date": date(2026, 10, 1), "reactions": 5, "comments": 1, "shares": 2, "link_clicks": 8}
    ]
    assert "Saves (total)" in parsed.unknown


def test_days_that_excel_has_written_anew_are_refused():
    rows = [[date(2026, 10, 1), *DAY_ONE[1:]], DAY_TWO]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Metrics")
        for place, cells in enumerate([METRICS, *rows]):
            sheet.write_row(place, 0, cells)
    with pytest.raises(ImportRejected, match="Excel has written dates in “Date” anew"):
        LinkedIn().parse(Source("x.xlsx", content.getvalue()), Answers())


def test_an_old_workbook_is_opened_once(monkeypatch):
    opened = []

    def counted(*given: Any) -> None:
        opened.append(given)
        archive.check_workbook(*given)

    monkeypatch.setattr(reading, "check_workbook", counted)
    content = xls({"Metrics": [METRICS, DAY_ONE, ["10/02/2026", *DAY_TWO[1:]]]})
    registry.read(Source("x.xls", content), Answers())
    assert len(opened) == 1
