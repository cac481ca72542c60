"""CrowdTangle's files: posts of others, several pages in one."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from data.importers.crowdtangle import CrowdTangle
from data.importers.source import Answers, Channel, ImportRejected, Parsed, Source

HEADER = "Page Name,User Name,Facebook Id,Page Category,Likes at Posting,Followers at Posting,Post Created,Type,\
Total Interactions,Likes,Comments,Shares,Love,Wow,Haha,Sad,Angry,Care,Post Views,Total Views,URL,Message,Sponsor Id"
FILE = f"""{HEADER}
Region Åmark,regionamark,100064,GOV,"4,000","4,711",2023-11-13 04:30:36 EST,Native Video,"1,065","1,000",10,5,\
40,3,2,1,4,,"12,000","15,000",https://www.facebook.com/100064/posts/7123456,"Hej
alla",
Bro kommun,brokommun,100065,GOV,900,,2023-07-01 12:00:00 EDT,Photo,3,1,2,0,0,0,0,0,0,0,0,0,\
https://www.facebook.com/brokommun/videos/9988776655/,,
Region Åmark,regionamark,100064,GOV,"4,001","4,712",2023-11-14 00:00:00 EST,Album,0,,,,,,,,,,,,\
https://www.facebook.com/permalink.php?story_fbid=555666777&id=100064,,
"""
INSTAGRAM = """Account,User Name,Followers at Posting,Post Created,Type,Total Interactions,Likes,Comments,Views,URL,\
Title,Description
Bro kommun,brokommun,300,2023-11-13 04:30:36 EST,IGTV,11,9,2,77,https://www.instagram.com/p/CzkAbc_-1/,,Snö
"""


def read(text: str) -> Parsed:
    source = Source("file.csv", text.encode("utf-8-sig"))
    assert CrowdTangle().detect(source)
    (parsed,) = CrowdTangle().parse(source, Answers())
    return parsed


def test_reactions_are_all_kinds_and_times_become_utc():
    parsed = read(FILE)
    first, second, third = parsed.tables["posts"].to_dicts()
    assert first == {
        "post_id": "facebook-7123456", "account_id": "0", "published_at": datetime(2023, 11, 13, 9, 30, 36, tzinfo=UTC),
        "format": "video", "caption": "Hej\nalla", "url": "https://www.facebook.com/100064/posts/7123456",
        "followers_at_post": 4711, "reactions": 1050, "comments": 10, "shares": 5, "video_views": 12000,
    }  # fmt: skip
    assert second["published_at"] == datetime(2023, 7, 1, 16, tzinfo=UTC)
    assert (second["reactions"], second["shares"], second["followers_at_post"]) == (1, 0, None)
    assert (third["reactions"], third["comments"], third["format"]) == (None, None, "album")
    assert [second["post_id"], third["post_id"]] == ["facebook-9988776655", "facebook-555666777"]


def test_each_page_is_a_channel():
    parsed = read(FILE)
    assert parsed.channels == (
        Channel("facebook", "100064", "Region Åmark", "regionamark"),
        Channel("facebook", "100065", "Bro kommun", "brokommun"),
    )
    assert parsed.tables["posts"]["account_id"].to_list() == ["0", "1", "0"]


def test_what_only_the_owner_sees_is_never_made_of_it():
    parsed = read(FILE)
    assert not {"views", "reach", "clicks", "paid"} & {*parsed.tables["posts"].columns}
    assert parsed.unknown == ("Page Category", "Total Views", "Sponsor Id")


def test_likes_of_the_page_stand_for_followers_where_there_are_no_others():
    old = FILE.replace("Followers at Posting", "Growth").replace("Post Created", "Created")
    assert read(old).tables["posts"]["followers_at_post"].to_list() == [4000, 900, 4001]


def test_instagram_has_its_own_header():
    parsed = read(INSTAGRAM)
    (post,) = parsed.tables["posts"].to_dicts()
    assert (post["post_id"], post["video_views"], post["reactions"]) == ("instagram-CzkAbc_-1", 77, 9)
    assert (post["caption"], post["format"]) == ("Snö", "video")
    assert parsed.channels == (Channel("instagram", "", "Bro kommun", "brokommun"),)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2023-07-01 12:00:00 EDT", "2023-07-01 12:00:00 NZST"),
        ("https://www.facebook.com/brokommun/videos/9988776655/", "https://www.facebook.com/brokommun"),
        (",3,1,2,0,", ",3,many,2,0,"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(right: str, wrong: str):
    parsed = read(FILE.replace(right, wrong))
    assert [row.row for row in parsed.rejected] == [4]
    assert parsed.tables["posts"].height == 2


def test_other_files_are_left_to_others():
    assert not CrowdTangle().detect(Source("file.csv", b"Page name,Post ID,Publish time,Likes,Reach\n"))


def without(*names: str) -> str:
    rows = list(csv.reader(io.StringIO(FILE)))
    kept = [place for place, name in enumerate(rows[0]) if name not in names]
    text = io.StringIO()
    csv.writer(text).writerows([row[place] for place in reversed(kept)] for row in rows)
    return text.getvalue()


def test_columns_that_are_not_needed_may_be_missing_and_stand_in_any_order():
    posts = read(without("Total Interactions", "Followers at Posting", "Likes at Posting", "User Name")).tables["posts"]
    assert posts["reactions"].to_list() == [1050, 1, None]
    assert "followers_at_post" not in posts.columns


@pytest.mark.parametrize("name", ["URL", "Post Created"])
def test_a_missing_column_is_named(name: str):
    with pytest.raises(ImportRejected, match=f"“{name}” is missing"):
        read(without(name))
