"""YouTube Studio's tables: videos, daily totals, their zip, and what is refused with a reason."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from data.importers.registry import sources
from data.importers.source import Answers, ImportRejected, Parsed, Source
from data.importers.youtube import YouTube

TABLE = """Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions,Likes
Total,,,,1500,12.5,-3,9000,40
abcdefghijk,"Badhus, del 1","Oct 2, 2025",29,900,7.5,4,6000,30
 -bcdefghij_,Vattenläcka,"Apr 26, 2024",43,600,5,-7,3000,10
"""
TABELL = """Innehåll,Videotitel,Publiceringstid för video,Längd,Visningar,Visningstid (timmar),Prenumeranter
Totalt,,,,900,"7,5",4
abcdefghijk,Badhus,2 okt. 2025,29,900,"7,5",4
"""
TOTALS = """Date,Views,Watch time (hours),Subscribers
2025-10-01,,,
2025-10-02,100,1.5,4
2025-10-03,0,0,-2
"""
CHART = "Date,Content,Video title,Views\n2025-10-02,abcdefghijk,Badhus,100\n"


def read(content: str | bytes, name: str = "Table data.csv") -> Parsed:
    source = Source(name, content.encode() if isinstance(content, str) else content)
    assert YouTube().detect(source)
    (parsed,) = YouTube().parse(source, Answers())
    return parsed


def zipped(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return content.getvalue()


def test_videos_become_posts_and_the_total_is_left_out():
    parsed = read(TABLE)
    posts = parsed.tables["posts"].to_dicts()
    assert posts[0] == {
        "post_id": "youtube-abcdefghijk",
        "account_id": "0",
        "published_at": datetime(2025, 10, 2, 12, tzinfo=UTC),
        "format": "video",
        "caption": "Badhus, del 1",
        "url": "https://www.youtube.com/watch?v=abcdefghijk",
        "views": 900,
        "reactions": 30,
        "video_views": 900,
        "minutes_viewed": 450.0,
    }
    assert posts[1]["post_id"] == "youtube--bcdefghij_"
    assert len(posts) == 2
    assert parsed.unknown == ("Duration", "Subscribers", "Impressions")


def test_swedish_words_dates_and_decimals():
    (post,) = read(TABELL, "Tabelldata.csv").tables["posts"].to_dicts()
    assert (post["published_at"].date(), post["views"], post["minutes_viewed"]) == (date(2025, 10, 2), 900, 450.0)


def test_one_decimal_comma_tells_how_the_whole_column_is_written():
    parsed = read(TABELL + 'abcdefghij2,Bad,3 okt. 2025,29,900,"1,234",4\n')
    assert parsed.tables["posts"]["minutes_viewed"].to_list() == [450.0, 74.04]
    english = read(TABLE.replace(",7.5,", ',"1,234",'))
    assert english.tables["posts"]["minutes_viewed"].to_list() == [74040.0, 300.0]


def test_a_total_in_any_language_and_a_removed_video_are_left_out():
    text = TABLE.replace("Total,", "Celkem,") + "zzzzzzzzzzz,,,,7,1,0,0,0\n"
    parsed = read(text)
    assert parsed.tables["posts"].height == 2
    assert not parsed.rejected
    assert {"videos": "zzzzzzzzzzz"} in [remark.fields for remark in parsed.remarks]


def test_daily_totals_are_flows_and_subscribers_never_a_stock():
    parsed = read(TOTALS, "Totals.csv")
    days = parsed.tables["account_days"]
    assert "followers" not in days.columns
    assert days.select(
        "date", "views", "video_views", "minutes_viewed", "followers_gained", "followers_lost"
    ).rows() == [
        (date(2025, 10, 2), 100, 100, 90.0, 4, 0),
        (date(2025, 10, 3), 0, 0, 0.0, 0, 2),
    ]
    assert parsed.day_zone == "America/Los_Angeles"


def test_gained_and_lost_are_kept_apart_where_the_file_has_them():
    text = "Date,Subscribers,Subscribers gained,Subscribers lost\n2025-10-02,4,10,6\n"
    parsed = read(text, "Totals.csv")
    assert parsed.tables["account_days"].select("followers_gained", "followers_lost").rows() == [(10, 6)]
    assert parsed.unknown == ("Subscribers",)


def test_unique_viewers_are_people_of_a_day():
    parsed = read("Datum,Visningar,Unika tittare\n2025-10-02,9,5\n", "Totalt.csv")
    assert parsed.tables["account_reach"].rows() == [("0", date(2025, 10, 2), 1, 5)]


def test_a_zip_gives_videos_and_days_together_and_tells_the_channel():
    name = "Content 2024-01-01_2025-12-31 Region X.zip"
    parsed = read(
        zipped(**{"Table data": TABLE, "Chart data": CHART, "Totals": TOTALS.replace("2025-10-01", "2024-01-01")}), name
    )
    assert parsed.tables.keys() == {"account_days", "posts"}
    assert parsed.tables["posts"].height == 2
    assert parsed.channels[0].name == "Region X"


def test_a_video_older_than_the_period_is_not_given_a_part_of_its_figures():
    parsed = read(zipped(**{"Table data": TABLE, "Totals": TOTALS}), "export.zip")
    assert parsed.tables["posts"]["post_id"].to_list() == ["youtube-abcdefghijk"]
    assert parsed.tables["account_days"].height == 2
    assert not parsed.rejected
    (remark,) = parsed.remarks
    assert remark.fields == {"first": date(2025, 10, 1), "videos": "-bcdefghij_"}


def test_a_file_of_nothing_but_older_videos_says_which_period_to_choose():
    with pytest.raises(ImportRejected, match=r"before 2026-01-01.*Lifetime"):
        read(zipped(**{"Table data": TABLE}), "Content 2026-01-01_2026-01-28 Region X.zip")


def test_a_zip_of_several_tools_is_taken_apart():
    mixed = Source(
        "all.zip", zipped(**{"Table data": TABLE, "Overview": "Date,Video views,Profile views\n2025/10/31,1,1\n"})
    )
    assert not YouTube().detect(mixed)
    assert [member.name for member in sources(mixed)] == ["Table data.csv", "Overview.csv"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CHART, "days of single videos"),
        ("Date,Average view duration\n2025-10-02,0:04:41\n", "keeps none: Average view duration"),
        ("Geography,Views,Watch time (hours)\nSE,1,1\n", "divided by “Geography”"),
        ("Date,Views\n2025-09-01,9\n2025-10-01,9\n2025-11-01,9\n", "more than a day"),
        ("Date,Geography,Watch time (hours)\n2025-10-01,SE,1\n2025-10-02,SE,1\n", "divided by “Geography”"),
        (TABELL.splitlines()[0], "no figures below them"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(text, said):
    source = Source("x.csv", text.encode())
    assert YouTube().detect(source)
    with pytest.raises(ImportRejected, match=said):
        YouTube().parse(source, Answers())


def test_an_id_that_excel_took_for_a_formula_is_rejected():
    parsed = read(TABLE.replace(" -bcdefghij_", "#NAMN?"))
    assert parsed.tables["posts"].height == 1
    assert [(row.row, row.fields["value"]) for row in parsed.rejected] == [(4, "#NAMN?")]


@pytest.mark.parametrize(
    "header",
    [
        "Date,Primary",
        "Date,Video views,Profile views",
        "Date,Impressions,Likes,Engagements,New follows",
        "Post ID,Views",
    ],
)
def test_other_tools_files_are_left_alone(header):
    assert not YouTube().detect(Source("x.csv", f"{header}\n2026-01-01,1,1,1,1\n".encode()))


def from_zip(name: str, **files: str) -> Parsed:
    return read(zipped(**{key.replace("_", " "): text for key, text in files.items()}), name)


def test_of_a_zip_divided_by_something_else_the_channels_days_are_kept():
    parsed = from_zip(
        "Trafikkälla 2025-10-01_2025-10-03 Norrvik.zip",
        Tabelldata="Trafikkälla,Visningar\nTotalt,14\nYouTube-sökning,14\n",
        Diagramdata="Datum,Trafikkälla,Visningstid (timmar)\n2025-10-01,YouTube-sökning,1\n",
        Totalt="Datum,Visningar\n2025-10-01,9\n2025-10-02,5\n",
    )
    assert parsed.tables["account_days"].select("date", "views").rows() == [
        (date(2025, 10, 1), 9),
        (date(2025, 10, 2), 5),
    ]
    assert set(parsed.tables) == {"account_days"}
    assert parsed.channels[0].name == "Norrvik"


def test_of_a_zip_by_day_the_table_with_most_columns_is_kept():
    parsed = from_zip(
        "Date 2025-10-01_2025-10-03 Norrvik.zip",
        Table_data="Date,Views,Watch time (hours),Subscribers\nTotal,14,2,1\n2025-10-01,9,1.5,2\n2025-10-02,5,0.5,-1\n",
        Chart_data="Date,Views\n2025-10-01,9\n2025-10-02,5\n",
        Totals="Date,Views\n2025-10-01,9\n2025-10-02,5\n",
    )
    days = parsed.tables["account_days"]
    assert days["minutes_viewed"].to_list() == [90.0, 30.0]
    assert days["followers_lost"].to_list() == [0, 1]


def test_a_zip_of_studios_without_days_or_videos_names_what_divides_it():
    with pytest.raises(ImportRejected, match="divided by “Tittarnas ålder”"):
        from_zip("Ålder.zip", Tabelldata="Tittarnas ålder,Visningar (%)\n18–24 år,14\n")


@pytest.mark.parametrize("month", ["2025-10", "2025"])
def test_months_without_a_day_are_refused(month: str):
    with pytest.raises(ImportRejected, match=f"more than a day: {month}"):
        read(f"Date,Views,Watch time (hours)\n{month},10,1\n")


def test_the_period_of_videos_is_remarked_on_where_no_name_tells_it():
    assert "Lifetime" in read(TABLE).remarks[0].text
    assert not read(zipped(**{"Table data": TABLE}), "Content 2005-01-01_2025-11-01 Norrvik.zip").remarks


def test_names_in_capitals_with_hard_spaces_and_in_another_order():
    rows = [line.split(",") for line in TOTALS.splitlines()]
    text = "\r\n".join(",".join(reversed(row)) for row in rows) + "\r\n\r\n"
    shuffled = text.replace("Watch time (hours)", "WATCH\u00a0TIME (HOURS)").replace("Views", "VIEWS")
    assert read(shuffled).tables["account_days"].equals(read(TOTALS).tables["account_days"])
