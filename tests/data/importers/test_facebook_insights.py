"""Facebook Insights: days of a page and posts, from CSV files and workbooks."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from data.importers.facebook_insights import FacebookInsights
from data.importers.source import Answers, Channel, ImportRejected, Parsed, Source

PAGE = """Date,Lifetime Total Likes,Daily New Likes,Daily Unlikes,Daily Page Engaged Users,Daily Total Reach,\
Weekly Total Reach,28 Days Total Reach,Daily Total Impressions,Weekly Total Impressions,Daily Total Video Views,\
Daily Total Video Views,Daily Page Consumptions By Type - other clicks,Daily Page Consumptions By Type - link clicks,\
Lifetime Likes by City - Sundsvall,Lifetime Likes by City - Umeå
,Lifetime: The total number of people who have liked your Page. (Unique Users),Daily: New people (Unique Users),\
Daily: (Unique Users),Daily: (Unique Users),Daily: (Unique Users),Weekly: (Unique Users),28 Days: (Unique Users),\
Daily: (Total Count),Weekly: (Total Count),Daily: (Unique Users),Daily: (Total Count),Daily: (Total Count),,Lifetime,
2020-05-05,4711,12,3,90,800,2500,9000,1300,4000,50,60,7,8,400,10
2020-05-06,4720,,0,80,700,2600,,1200,4100,0,0,,,401,10
"""
FIGURES = {
    "account_id": "0", "date": date(2020, 5, 5), "followers": 4711, "followers_gained": 12, "followers_lost": 3,
    "views": 1300, "link_clicks": 8, "video_views": 60,
}  # fmt: skip
POSTS = """Post ID,Permalink,Post Message,Type,Countries,Posted,Lifetime Post Total Reach,Lifetime Post Paid Reach,\
Lifetime Post Total Impressions,Lifetime Organic Video Views,Lifetime Organic Video Views,Lifetime Paid Video Views,\
Lifetime Paid Video Views,Lifetime Talking About This (Post) by action type - like,\
Lifetime Post Stories by action type - like,Lifetime Post Stories by action type - share,\
Lifetime Matched Audience Targeting Consumptions on Post
,,,,,,Lifetime: (Unique Users),Lifetime: (Unique Users),Lifetime: (Total Count),Lifetime: (Unique Users),\
Lifetime: (Total Count),Lifetime: (Unique Users),Lifetime: (Total Count),Lifetime: unique people,Lifetime: stories,,\
Lifetime: (Total Count)
108155540900000_161573888800001,https://www.facebook.com/k/posts/161573888800001,"Hej
på er",SharedVideo,,07/15/2020 09:32:49 AM,142,20,155,3,5,1,2,9,11,,4
108155540900000_161573888800002,https://www.facebook.com/k/posts/161573888800002,,Photo,,12/31/2020 11:53:50 PM,\
124,0,147,0,0,0,0,3,4,2,
"""


def read(content: bytes, name: str = "page.csv") -> Parsed:
    source = Source(name, content)
    assert FacebookInsights().detect(source)
    (parsed,) = FacebookInsights().parse(source, Answers())
    return parsed


def test_a_page_has_days_and_reach_in_its_three_windows():
    parsed = read(PAGE.encode("utf-8-sig"))
    days = parsed.tables["account_days"].to_dicts()
    assert days[0] == FIGURES
    assert (days[1]["followers_gained"], days[1]["followers_lost"]) == (None, 0)
    assert sorted(parsed.tables["account_reach"].select("window_end", "window_days", "reach").rows()) == [
        (date(2020, 5, 5), 1, 800), (date(2020, 5, 5), 7, 2500), (date(2020, 5, 5), 28, 9000),
        (date(2020, 5, 6), 1, 700), (date(2020, 5, 6), 7, 2600),
    ]  # fmt: skip
    assert parsed.day_zone == "America/Los_Angeles"
    assert not parsed.rejected


def test_of_two_columns_with_one_name_the_one_that_counts_times_is_used_wherever_it_stands():
    times, people = "Daily: (Total Count)", "Daily: (Unique Users)"
    parsed = read(PAGE.replace(f"{people},{times},{times},,", f"{times},{people},{times},,").encode())
    assert parsed.tables["account_days"]["video_views"].to_list() == [50, 0]


def test_columns_of_a_split_metric_are_named_once():
    unknown = read(PAGE.encode()).unknown
    assert unknown.count("Daily Page Consumptions By Type") == 1
    assert not [name for name in unknown if "Umeå" in name]
    assert "Weekly Total Impressions" in unknown


def test_the_name_of_the_file_tells_the_page_and_the_day():
    parsed = read(PAGE.encode(), "Facebook Insights Data Export - Ånge - kommun - 2020-08-03.csv")
    assert parsed.channels == (Channel("facebook", name="Ånge - kommun"),)
    assert parsed.observed_at == datetime(2020, 8, 3, tzinfo=UTC)
    assert read(PAGE.encode()).channels == (Channel("facebook"),)


def test_posts_are_published_in_pacific_time():
    parsed = read(POSTS.encode("utf-8-sig"))
    first, second = parsed.tables["posts"].to_dicts()
    assert first == {
        "post_id": "facebook-161573888800001", "account_id": "0",
        "published_at": datetime(2020, 7, 15, 16, 32, 49, tzinfo=UTC), "format": "video", "paid": True,
        "caption": "Hej\npå er", "url": "https://www.facebook.com/k/posts/161573888800001", "reach": 142, "views": 155,
        "reactions": 11, "shares": None, "clicks": 4, "video_views": 7,
    }  # fmt: skip
    assert second["published_at"] == datetime(2021, 1, 1, 7, 53, 50, tzinfo=UTC)
    assert (second["paid"], second["shares"], second["clicks"], second["format"]) == (False, 2, None, "photo")
    assert parsed.channels[0].external_id == "108155540900000"


def test_rows_of_several_lines_keep_their_place_in_the_file():
    parsed = read(POSTS.replace("12/31/2020 11:53:50 PM", "soon").encode())
    assert [(row.row, row.fields["value"]) for row in parsed.rejected] == [(5, "soon")]


def test_the_explaining_row_may_be_gone():
    lines = PAGE.splitlines(keepends=True)
    days = read("".join([lines[0], *lines[2:]]).encode()).tables["account_days"]
    assert days["date"].to_list() == [date(2020, 5, 5), date(2020, 5, 6)]
    assert days["followers"].to_list() == [4711, 4720]
    assert "video_views" not in days.columns  # which of the two columns counts times can't be told any more


def test_a_workbook_has_a_sheet_for_each_metric_that_is_split():
    key, content = "108155540900000_161573888800001", io.BytesIO()
    sheets = {
        "Key Metrics": [
            ["Post ID", "Permalink", "Post Message", "Type", "Posted", "Lifetime Post Total Reach"],
            ["", "", "", "", "", "Lifetime: (Unique Users)"],
            [key, "https://www.facebook.com/1", "Hej", "Link", "07/15/2020 09:32:49 AM", 142],
        ],
        "Lifetime Post Stories by act...": [
            ["Post ID", "Permalink", "share", "like"],
            ["", "", "", ""],
            [key, "", 3, 5],
        ],
    }
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    (post,) = read(content.getvalue(), "posts.xls").tables["posts"].to_dicts()
    assert (post["reach"], post["reactions"], post["shares"]) == (142, 5, 3)


def test_sheets_that_count_people_are_left_out():
    explained = {"of people": "Daily: by type. (Unique Users)", "of times": "Daily: by type. (Total Count)"}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        main = book.add_worksheet("Key Metrics")
        main.write_row(0, 0, ["Date", "Lifetime Total Likes", "Daily New Likes"])
        main.write_row(1, 0, ["", "Lifetime: (Unique Users)", "Daily: (Unique Users)"])
        main.write_row(2, 0, ["2018-08-12", 4711, 3])
        for count, text in enumerate(explained.values(), 7):
            sheet = book.add_worksheet(f"Daily Positive Feedback From{'.' * (count - 6)}")
            sheet.write_row(0, 0, ["Date", "Description", "comment"])
            sheet.write_row(1, 0, ["2018-08-12", text, count])
    (day,) = read(content.getvalue()).tables["account_days"].to_dicts()
    assert (day["followers"], day["comments"]) == (4711, 8)


def test_a_file_without_rows_is_refused():
    with pytest.raises(ImportRejected, match="no figures below"):
        read(PAGE.splitlines()[0].encode())


@pytest.mark.parametrize("header", ["Post ID,Page ID,Publish time,Reach,Views", "Date,Primary", "Date,Daily views"])
def test_other_files_are_left_to_others(header: str):
    assert not FacebookInsights().detect(Source("Facebook Insights Data Export.csv", header.encode()))


LIKED = "Lifetime Likes by Gender and Age - "
AUDIENCE = f"""Date,Lifetime Total Likes,{LIKED}F.25-34,{LIKED}M.25-34,{LIKED}F.35-44,\
Lifetime Likes by Country - SE,"Lifetime Likes by City - Umeå, Sweden"
2020-05-05,1000,300,100,400,950,250
2020-05-06,,,,,900,
"""


def test_who_liked_the_page_becomes_shares_of_its_audience():
    parsed = read(AUDIENCE.encode())
    shares = parsed.tables["audience_shares"]
    assert dict(zip(shares.select("dimension", "segment").rows(), shares["share"], strict=True)) == {
        ("gender", "women"): 0.875, ("gender", "men"): 0.125, ("age", "25–34"): 0.5, ("age", "35–44"): 0.5,
        ("country", "SE"): 0.95, ("place", "Umeå, Sweden"): 0.25,
    }  # fmt: skip
    assert shares["date"].unique().to_list() == [date(2020, 5, 5)]  # without those who like it, there is no share
    assert parsed.unknown == ()


def test_a_country_that_is_counted_ahead_of_the_whole_is_all_of_it():
    shares = read(AUDIENCE.replace(",950,", ",1003,").encode()).tables["audience_shares"]
    assert shares.filter(segment="SE")["share"].to_list() == [1.0]


def test_likes_and_impressions_are_said_to_be_what_they_were():
    assert [remark.fields["column"] for remark in read(PAGE.encode()).remarks] == [
        "Lifetime Total Likes", "Daily Total Impressions",
    ]  # fmt: skip
    assert not read(PAGE.replace("Daily Total Impressions", "Daily Other").encode()).remarks[1:]


def test_a_missing_date_is_named():
    with pytest.raises(ImportRejected, match="“Date” is missing"):
        read(PAGE.replace("Date,", "Dag,", 1).encode())


def test_posts_without_their_times_are_refused_with_the_columns_name():
    with pytest.raises(ImportRejected, match="“Posted” is missing"):
        read(b"Post ID,Lifetime Post Total Reach\n,Lifetime: (Unique Users)\n1_2,5\n")
