"""X's files: days and posts as they are delivered today and as Twitter Analytics delivered them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from data.importers.source import Answers, ImportRejected, Parsed, Source
from data.importers.x import XAnalytics

OVERVIEW = """Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,\
Create Post,Video views,Media views
"Wed, Jan 7, 2026","1,204",7,30,2,9,3,1,4,5,60,1,0,11
"Tue, Jan 6, 2026",80,-,0,0,0,0,0,0,0,2,0,0,0
"""
PUBLISHED = datetime(2026, 1, 6, 21, 15, 30, tzinfo=UTC)
EPOCH = 1288834974657
NUMBER = (int(PUBLISHED.timestamp() * 1000) - EPOCH << 22) + 4711
HEADER = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,\
Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
CONTENT = f"""{HEADER}
{NUMBER},"Tue, Jan 6, 2026","Hej, alla
här",https://x.com/Kommunen/status/{NUMBER},900,12,40,3,8,1,2,4,9,10,5,0,0
"""
TWEETS = """"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements","engagement rate","retweets",\
"replies","favorites","user profile clicks","url clicks","follows","media views","promoted impressions","promoted likes"
"1475867000000000123","https://twitter.com/kommunen/status/1475867000000000123","God jul","2021-12-28 16:45 +0000",\
"612.0","9.0","0.0147","3.0","1.0","5.0","0.0","2.0","1.0","0","-","-"
"1475000000000000456","https://twitter.com/kommunen/status/1475000000000000456","Is","2021-12-26 08:00 +0100",\
"50","0","0","0","0","0","0","0","0","0","4000","3"
"""


def read(text: str) -> Parsed:
    source = Source("file.csv", text.encode("utf-8-sig"))
    assert XAnalytics().detect(source)
    (parsed,) = XAnalytics().parse(source, Answers())
    return parsed


def test_the_overview_gives_days():
    parsed = read(OVERVIEW)
    days = {row["date"]: row for row in parsed.tables["account_days"].to_dicts()}
    assert days[date(2026, 1, 7)] == {
        "account_id": "0", "date": date(2026, 1, 7), "followers_gained": 3, "followers_lost": 1, "views": 1204,
        "reactions": 7, "comments": 4, "shares": 5, "saves": 2, "profile_visits": 60, "video_views": 0,
        "posts_published": 1,
    }  # fmt: skip
    assert (days[date(2026, 1, 6)]["reactions"], days[date(2026, 1, 6)]["comments"]) == (None, 0)
    assert parsed.unknown == ("Engagements", "Shares", "Media views")
    assert (parsed.channels[0].platform, parsed.day_zone) == ("x", "UTC")


def test_new_followers_are_never_the_stock_and_those_of_posts_alone_are_no_flow():
    assert "followers" not in read(OVERVIEW).tables["account_days"].columns
    legacy = read('"Date","Tweets published","impressions","retweets","follows"\n"2021-01-01","2","101","1","5"\n')
    assert legacy.tables["account_days"].to_dicts() == [
        {"account_id": "0", "date": date(2021, 1, 1), "views": 101, "shares": 1, "posts_published": 2}
    ]
    assert legacy.unknown == ("follows",)


def test_columns_are_found_by_name_in_any_order_and_case():
    parsed = read("NEW FOLLOWS,date,Something new,impressions\n4,2026-01-07,9,10\n")
    assert parsed.tables["account_days"].to_dicts() == [
        {"account_id": "0", "date": date(2026, 1, 7), "followers_gained": 4, "views": 10}
    ]
    assert parsed.unknown == ("Something new",)


def test_a_post_is_published_when_its_id_says():
    parsed = read(CONTENT)
    (post,) = parsed.tables["posts"].to_dicts()
    assert post == {
        "post_id": f"x-{NUMBER}", "account_id": "0", "published_at": PUBLISHED, "caption": "Hej, alla\nhär",
        "url": f"https://x.com/Kommunen/status/{NUMBER}", "views": 900, "reactions": 12, "comments": 2, "shares": 4,
        "saves": 3, "clicks": 5,
    }  # fmt: skip
    assert parsed.channels[0].handle == "kommunen"


def test_an_id_that_tells_of_another_day_leaves_the_day_of_the_file():
    parsed = read(CONTENT.replace(str(NUMBER), "1111"))
    assert parsed.tables["posts"]["published_at"].to_list() == [datetime(2026, 1, 6, 12, tzinfo=UTC)]


@pytest.mark.parametrize("number", [f"{NUMBER // 10000}0000", "2.0E+18", ""])
def test_an_id_that_excel_has_rounded_is_rejected_unless_the_link_has_it_whole(number: str):
    rounded = read(CONTENT.replace(f"\n{NUMBER},", f"\n{number},"))
    assert rounded.tables["posts"]["post_id"].to_list() == [f"x-{NUMBER}"]
    without_link = f'Post id,Date,Post text,Impressions\n{number},2026-01-06,a,1\n{NUMBER},2026-01-06,"b\nc",2\n'
    parsed = read(without_link)
    assert parsed.tables["posts"]["views"].to_list() == [2]
    assert [row.row for row in parsed.rejected] == [2]


def test_old_posts_have_times_and_say_whether_they_were_promoted():
    posts = read(TWEETS).tables["posts"]
    assert posts["published_at"].to_list() == [
        datetime(2021, 12, 28, 16, 45, tzinfo=UTC),
        datetime(2021, 12, 26, 7, tzinfo=UTC),
    ]
    assert posts["paid"].to_list() == [False, True]
    assert posts["views"].to_list() == [612, 50]
    assert posts["reactions"].to_list() == [5, 0]
    assert posts["post_id"][0] == "x-1475867000000000123"


def test_a_row_that_cannot_be_used_is_told_with_its_line():
    parsed = read(OVERVIEW + '"Mon, Jan 5, 2026",3.apr,0,0,0,0,0,0,0,0,0,0,0,0\nMånd,1,0,0,0,0,0,0,0,0,0,0,0,0\n')
    assert [row.row for row in parsed.rejected] == [4, 5]
    assert "Excel" in parsed.rejected[0].reason
    assert parsed.tables["account_days"].height == 2


def test_the_same_day_twice_is_one_and_with_other_figures_a_fault():
    row = OVERVIEW.splitlines()[1]
    assert read(OVERVIEW + row + "\n").rejected == ()
    assert [one.row for one in read(OVERVIEW + row.replace("1,204", "9") + "\n").rejected] == [4]


def test_a_file_without_rows_is_refused():
    with pytest.raises(ImportRejected, match="no figures below"):
        read(HEADER + "\n")


@pytest.mark.parametrize("header", ["Date,Impressions,Clicks", "Date,Video views,Likes,Shares", "a,b"])
def test_other_files_are_left_to_others(header: str):
    assert not XAnalytics().detect(Source("account_overview_analytics.csv", header.encode()))


@pytest.mark.parametrize("day", ["9999-12-31 23:59 -0800", "Jan 7, 99999999999999999999"])
def test_times_beyond_the_calendar_are_rejected(day: str):
    parsed = read(TWEETS.replace("2021-12-28 16:45 +0000", day))
    assert [row.row for row in parsed.rejected] == [2]


def test_an_overview_with_few_columns_in_another_order_is_known():
    text = "Unfollows,IMPRESSIONS,Likes,Engagements,Date\r\n1,44,4,9,2025-08-26\r\n\r\n"
    (day,) = read(text).tables["account_days"].to_dicts()
    assert (day["date"], day["views"], day["followers_lost"]) == (date(2025, 8, 26), 44, 1)


def test_a_line_that_adds_up_the_days_is_left_out_and_told():
    parsed = read("Date,Impressions,New follows,Unfollows\n2025-08-26,44,1,0\nTotal,44,1,0\n")
    assert not parsed.rejected
    assert parsed.remarks[0].fields["lines"] == "3"


def test_posts_are_known_by_link_and_text_alone():
    text = "Date,Post text,Post Link,Likes\n2025-08-26,Hej,https://x.com/bro/status/1960000000000000001,3\n"
    (post,) = read(text).tables["posts"].to_dicts()
    assert (post["post_id"], post["reactions"]) == ("x-1960000000000000001", 3)


def test_a_post_of_no_account_is_rejected_where_the_file_has_several():
    links = [
        f"https://x.com/{name}/status/196000000000000000{number}" for number, name in enumerate(("a", "b", "i/web"), 1)
    ]
    text = "Date,Post id,Post Link,Likes\n" + "".join(f"2025-08-26,{link[-19:]},{link},3\n" for link in links)
    parsed = read(text)
    assert [channel.handle for channel in parsed.channels] == ["a", "b"]
    assert [rejected.row for rejected in parsed.rejected] == [4]
