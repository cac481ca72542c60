"""TikTok's files: days with and without a year, viewers, followers and videos."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from data.importers.source import Answers, Channel, ImportRejected, Parsed, Source
from data.importers.tiktok import TikTok

READ_ON = datetime(2026, 1, 5, 8, tzinfo=UTC)
OVERVIEW = """\ufeffDate,Video views,Reached audience,Profile views,Likes,Shares,Comments,Phone number clicks ,\
Net growth,New followers,Lost followers
2025/12/30,700,NAN,25,26,4,7,0,-2,1,3
2025/12/31,--,640,12,0,0,1,0,5,5,0
"""
STUDIO = """"Date","Video Views","Profile Views","Likes","Comments","Shares"
"December 31","10","1","2","3","4"
"January 1","20","5","6","7","8"
"""
HISTORY = """"Date","Followers","Difference in followers from previous day"
"December 31","500","3"
"January 2","498","undefined"
"""
UPLOADED = datetime(2025, 9, 5, 11, 20, tzinfo=UTC)
VIDEO = int(UPLOADED.timestamp()) << 32
LINK = f"https://www.tiktok.com/@kommunen/video/{VIDEO}"


def read(text: str, year: int | None = None) -> Parsed:
    source = Source("Overview.csv", text.encode(), READ_ON)
    assert TikTok().detect(source)
    (parsed,) = TikTok().parse(source, Answers(year=year))
    return parsed


def test_an_overview_gives_days_and_reach():
    parsed = read(OVERVIEW)
    days = parsed.tables["account_days"].to_dicts()
    assert days[0] == {
        "account_id": "0", "date": date(2025, 12, 30), "followers_gained": 1, "followers_lost": 3, "views": 700,
        "reactions": 26, "comments": 7, "shares": 4, "profile_visits": 25, "video_views": 700,
    }  # fmt: skip
    assert (days[1]["views"], days[1]["reactions"]) == (None, 0)  # missing is missing, 0 is 0
    assert parsed.tables["account_reach"].rows() == [("0", date(2025, 12, 31), 1, 640)]
    assert parsed.unknown == ("Phone number clicks", "Net growth")
    assert not parsed.questions


def test_swedish_words_in_any_order():
    text = """Nya följare,Målgrupp som nåtts,Datum,Videovisningar,Profilvisningar,Gilla-markeringar,Tappade följare
3,90,2026/01/02,100,7,9,1
"""
    parsed = read(text)
    (day,) = parsed.tables["account_days"].to_dicts()
    assert day["date"] == date(2026, 1, 2)
    assert [day[name] for name in ("views", "reactions", "followers_gained", "followers_lost")] == [100, 9, 3, 1]
    assert parsed.tables["account_reach"]["reach"].to_list() == [90]


def test_new_followers_are_a_flow_and_the_total_a_stock():
    header = "Date,New followers,Total followers,Reached audience,Engaged audience\n"
    without = read(f"{header}2025/10/31,10,--,NAN,NAN\n")
    assert without.tables.keys() == {"account_days"}
    assert without.tables["account_days"].columns == ["account_id", "date", "followers_gained"]
    (day,) = read(f"{header}2025/10/31,10,910,80,5\n").tables["account_days"].to_dicts()
    assert (day["followers"], day["followers_gained"]) == (910, 10)


def test_a_net_growth_alone_is_kept_by_its_sign():
    parsed = read("Date,Video views,Net growth\n2025/10/31,1,-4\n2025/11/01,1,6\n")
    assert parsed.tables["account_days"].select("followers_gained", "followers_lost").rows() == [(0, 4), (6, 0)]


def test_days_without_a_year_are_asked_for_with_the_likely_one_first():
    (question,) = read(STUDIO).questions
    assert question.about == "year"
    assert [choice.value for choice in question.choices][:2] == ["2026", "2025"]
    assert question.fields["day"] == "1/1"
    assert not read(STUDIO).tables


def test_the_year_told_is_that_of_the_last_day_and_new_year_lies_between():
    days = read(STUDIO, 2026).tables["account_days"]
    assert days["date"].to_list() == [date(2025, 12, 31), date(2026, 1, 1)]
    assert days["views"].to_list() == [10, 20]


def test_newest_first_is_told_from_oldest_first():
    lines = STUDIO.splitlines()
    text = "\n".join([lines[0], '"January 2","1","1","1","1","1"', lines[2], lines[1]])
    assert read(text, 2026).tables["account_days"]["date"].to_list() == [
        date(2026, 1, 2), date(2026, 1, 1), date(2025, 12, 31),
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["31 augusti", "31 aug.", "31 de agosto", "8月31日", "Aug 31"])
def test_months_are_read_in_several_languages(written):
    text = STUDIO.splitlines()[0] + f'\n"{written}","10","1","2","3","4"\n'
    assert read(text, 2025).tables["account_days"]["date"].to_list() == [date(2025, 8, 31)]


def test_a_day_that_is_none_is_rejected_with_its_line():
    text = STUDIO + '"2月30日","1","1","1","1","1"\n'
    parsed = read(text, 2026)
    assert parsed.tables["account_days"].height == 2
    assert [(row.row, row.fields["value"]) for row in parsed.rejected] == [(4, "2月30日")]


def test_a_year_that_cannot_be_is_refused():
    with pytest.raises(ImportRejected, match="1/1 of 2099"):
        read(STUDIO, 2099)
    with pytest.raises(ImportRejected, match="1/1 of 1999"):
        read(STUDIO, 1999)
    leap = STUDIO.replace("January 1", "February 29")
    with pytest.raises(ImportRejected, match="29/2 of 2025"):
        read(leap, 2025)
    assert [choice.value for choice in read(leap).questions[0].choices] == ["2024", "2020", "2016"]


def test_follower_history_is_the_stock():
    parsed = read(HISTORY, 2026)
    assert parsed.tables["account_days"].to_dicts() == [
        {"account_id": "0", "date": date(2025, 12, 31), "followers": 500},
        {"account_id": "0", "date": date(2026, 1, 2), "followers": 498},
    ]
    assert parsed.unknown == ("Difference in followers from previous day",)


def test_viewers_are_people_of_a_day():
    parsed = read("Date,Total Viewers,New Viewers,Returning Viewers\nJanuary 2,31,20,11\n", 2026)
    assert parsed.tables.keys() == {"account_reach"}
    assert parsed.tables["account_reach"].rows() == [("0", date(2026, 1, 2), 1, 31)]


def test_a_video_without_a_year_is_of_the_year_of_its_upload():
    header = (
        '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"\n'
    )
    parsed = read(f'{header}"January 4","Nytt, badhus","{LINK}","September 6","5,431","24","461","289568"\n')
    (post,) = parsed.tables["posts"].to_dicts()
    assert post == {
        "post_id": f"tiktok-{VIDEO}",
        "account_id": "0",
        "published_at": datetime(2025, 9, 6, 12, tzinfo=UTC),
        "format": "video",
        "caption": "Nytt, badhus",
        "url": LINK,
        "views": 289568,
        "reactions": 5431,
        "comments": 24,
        "shares": 461,
        "video_views": 289568,
    }
    assert parsed.channels[0].handle == "kommunen"
    assert not parsed.questions


def test_studios_videos_are_known_by_their_shape_in_any_language():
    header = "čas,název,odkaz,zveřejněno,a,b,c,d\n"
    (post,) = read(f"{header}4 januari,A,{LINK},6 september,10,2,3,400\n").tables["posts"].to_dicts()
    assert [post[name] for name in ("reactions", "comments", "shares", "views")] == [10, 2, 3, 400]
    assert post["published_at"].date() == date(2025, 9, 6)
    for other in (f"4 januari,A,{LINK},6 september,10,2,3,9\n", "4 januari,A,B,6 september,10,2,3,400\n"):
        assert not TikTok().detect(Source("x.csv", (header + other).encode()))


def test_a_video_published_after_new_year_is_of_the_next_year():
    header = "Video title,Video link,Post time,Total views\n"
    link = LINK.replace(str(VIDEO), str(int(datetime(2025, 12, 31, 22, tzinfo=UTC).timestamp()) << 32))
    (post,) = read(f"{header}A,{link},January 1,3\n").tables["posts"].to_dicts()
    assert post["published_at"].date() == date(2026, 1, 1)


def test_times_are_in_utc_and_favourites_are_saves():
    header = "Video title,Video link,Post time,Video views,Likes,Comments,Shares,Add to Favorites\n"
    photo = LINK.replace("/video/", "/photo/").replace("@kommunen", "@annat").replace(str(VIDEO), str(VIDEO + 1))
    parsed = read(
        f"{header}A,{LINK},2025-10-03 17:57:47,9,8,7,6,5\nB,{photo},2025/10/04,4,3,2,1,0\nC,,2025/10/04,1,1,1,1,1\n"
    )
    posts = parsed.tables["posts"].to_dicts()
    assert posts[0]["published_at"] == datetime(2025, 10, 3, 17, 57, 47, tzinfo=UTC)
    assert posts[0]["saves"] == 5
    assert (posts[1]["format"], posts[1]["video_views"], posts[1]["views"]) == ("album", None, 4)
    assert [channel.handle for channel in parsed.channels] == ["kommunen", "annat"]
    assert [post["account_id"] for post in posts] == ["0", "1"]
    assert [row.row for row in parsed.rejected] == [4]


def test_what_excel_made_of_a_number_is_rejected_and_named():
    parsed = read("Date,Video views,Profile views\n2025/10/31,3-apr,1\n2025/11/01,12 345,1\n")
    assert parsed.tables["account_days"]["views"].to_list() == [12345]
    (row,) = parsed.rejected
    assert (row.row, row.fields["value"]) == (2, "3-apr")
    assert "Excel" in row.reason


def test_a_number_that_no_count_reaches_is_rejected():
    parsed = read("Date,Video views,Profile views\n2025/10/31,99999999999999999999,1\n")
    assert [row.row for row in parsed.rejected] == [2]


def test_a_header_alone_is_refused():
    with pytest.raises(ImportRejected, match="no figures below them"):
        read(OVERVIEW.splitlines()[0])


@pytest.mark.parametrize(
    "header", ["Date,Primary", "Date,Views", "Date,Impressions,Likes,Profile visits", "Datum,Visningar"]
)
def test_other_tools_files_are_left_alone(header):
    assert not TikTok().detect(Source("x.csv", f"{header}\n2026-01-01,1,1,1\n".encode()))


ACTIVITY = '"Date","Hour","Active followers"\n"March 1","0","4"\n'
GENDER = '"Gender","Distribution"\n"Male","37.5%"\n"Female","61%"\n"Other","1.5%"\n'
TERRITORIES = '"Top territories","Distribution"\n"SE","0.925"\n"NO","0.031"\n"Others","0.044"\n'


def zip_of(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return content.getvalue()


def test_gender_and_countries_become_shares_on_the_day_of_the_download():
    (women,) = read(GENDER).tables["audience_shares"].filter(segment="women").to_dicts()
    assert women == {
        "account_id": "0", "date": READ_ON.date(), "dimension": "gender", "segment": "women", "share": 0.61,
    }  # fmt: skip
    countries = read(TERRITORIES).tables["audience_shares"]
    assert countries.select("dimension", "segment", "share").rows() == [
        ("country", "SE", 0.925),
        ("country", "NO", 0.031),
    ]


def test_a_share_that_cannot_be_is_rejected():
    parsed = read(GENDER.replace("61%", "61"))
    assert [rejected.row for rejected in parsed.rejected] == [3]


def test_a_zip_of_studios_is_one_account_and_its_empty_files_are_left_out():
    content = zip_of(
        FollowerHistory=HISTORY,
        FollowerActivity=ACTIVITY.split("\n", maxsplit=1)[0],
        FollowerGender=GENDER,
        FollowerTopTerritories=TERRITORIES.split("\n", maxsplit=1)[0],
    )
    source = Source("Followers_bro_kommun (1).zip", content, READ_ON)
    assert TikTok().detect(source)
    history, gender = TikTok().parse(source, Answers(year=2026))
    assert history.tables["account_days"]["followers"].to_list() == [500, 498]
    assert set(gender.tables) == {"audience_shares"}
    assert {parsed.channels for parsed in (history, gender)} == {(Channel("tiktok", handle="bro_kommun"),)}


def test_a_zip_of_several_accounts_is_taken_apart_elsewhere():
    assert not TikTok().detect(Source("x.zip", zip_of(**{"a/Overview": STUDIO, "b/Overview": STUDIO})))


def test_active_hours_are_refused_with_the_reason():
    with pytest.raises(ImportRejected, match="in which hours"):
        read(ACTIVITY)


def test_a_leap_day_leaves_only_the_years_in_which_it_was():
    text = HISTORY.split("\n", maxsplit=1)[0] + '\n"February 28","1","0"\n"February 29","2","1"\n"March 1","3","1"\n'
    (question,) = read(text).questions
    assert [choice.value for choice in question.choices] == ["2024", "2020", "2016"]
    assert read(text, 2024).tables["account_days"]["date"].to_list()[1] == date(2024, 2, 29)


def test_a_line_that_adds_up_the_others_is_left_out_and_told():
    parsed = read(OVERVIEW + "Total,700,,37,26,5,7,0,3,6,3\n\n\n")
    assert not parsed.rejected
    assert parsed.tables["account_days"].height == 2
    assert parsed.remarks[0].fields["lines"] == "4"


def test_an_overview_with_few_columns_is_known():
    (day,) = read("Date,Video views,Likes\n2026/01/02,9,3\n").tables["account_days"].to_dicts()
    assert (day["views"], day["reactions"]) == (9, 3)


def test_videos_without_links_are_refused_with_the_columns_name():
    with pytest.raises(ImportRejected, match="Video link"):
        read("Video title,Post time,Add to Favorites\nBadhus,2025-09-05 11:20:00,3\n")


def test_figures_below_zero_are_missing_and_told():
    parsed = read(OVERVIEW.replace("700,NAN,25,26,4,7", "700,NAN,25,26,4,-1"))
    assert parsed.tables["account_days"]["comments"].to_list() == [None, 1]
    assert parsed.remarks[0].fields == {"column": "Comments", "on": "2025-12-30"}
