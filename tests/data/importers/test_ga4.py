"""Google Analytics 4: visits by day and source, from reports and explorations, and what can't be split into days."""

from __future__ import annotations

from datetime import date

import pytest

from data.importers.ga4 import GoogleAnalytics
from data.importers.source import Answers, ImportRejected, Parsed, Source

RULE = "# ----------------------------------------\n"
EXPLORATION = f"""{RULE}# Bro kommun
# Free form 1
# 20260105-20260106
{RULE}
Date,Session source / medium,Session campaign,Sessions,Engaged sessions,Views,Average engagement time per session
,,,"1,236",620,2400,31.5,Grand total
20260105,facebook.com / referral,(not set),"1,200",600,2300,30
20260105,m.facebook.com / referral,(referral),10,5,20,60
20260105,facebook / paid,sommarjobb,20,10,70,60
20260106,google / organic,(organic),3,2,5,0
20260106,(direct) / (none),(direct),2,2,4,0
20260106,t.co / referral,(not set),1,1,1,0
"""
REPORT = """# Traffic acquisition: Session source / medium
# Account: Bro kommun
# All Users
# Start date: {first}
# End date: {last}
Session source / medium,Sessions,Engaged sessions,Total revenue
instagram / social,12,8,0
newsletter / email,3,1,0
"""
SWEDISH = """# Start date: 20260105
# End date: 20260106

Datum,Sessionskälla/-medium,Sessionskampanj,Sessioner,Engagerade sessioner,Visningar
20260105,linkedin / social,(inte angivet),7,4,9
"""
PAGES = """# 20260105-20260106

Date,Page path and screen class,Sessions,Views
20260105,/,10,20
20260105,/jobb,10,30
"""


def read(text: str, answers: Answers | None = None) -> Parsed:
    source = Source("data-export.csv", text.encode())
    assert GoogleAnalytics().detect(source)
    (parsed,) = GoogleAnalytics().parse(source, answers or Answers())
    return parsed


def test_an_exploration_gives_visits_by_day_source_and_campaign_without_the_total():
    rows = read(EXPLORATION).tables["web_days"]
    assert rows.filter(source="facebook").to_dicts() == [
        {
            "date": date(2026, 1, 5), "source": "facebook", "utm_campaign": None, "visits": 1210,
            "engaged_visits": 605, "page_views": 2320, "minutes": 610.0,
        },
        {
            "date": date(2026, 1, 5), "source": "facebook", "utm_campaign": "sommarjobb", "visits": 20,
            "engaged_visits": 10, "page_views": 70, "minutes": 20.0,
        },
    ]  # fmt: skip
    assert rows["visits"].sum() == 1236
    assert rows.filter(date=date(2026, 1, 6))["source"].to_list() == ["search", "direct", "x"]


def test_a_report_of_one_day_has_that_day():
    rows = read(REPORT.format(first="20260105", last="20260105")).tables["web_days"]
    assert rows.select("date", "source", "visits").rows() == [
        (date(2026, 1, 5), "instagram", 12),
        (date(2026, 1, 5), "newsletter", 3),
    ]


def test_a_report_of_several_days_is_refused_with_what_to_add():
    with pytest.raises(ImportRejected, match=r"2026-01-05 to 2026-01-31 together.*Date, Session source"):
        read(REPORT.format(first="20260105", last="20260131"))


def test_swedish_names_are_read():
    parsed = read(SWEDISH)
    assert parsed.tables["web_days"].to_dicts() == [
        {
            "date": date(2026, 1, 5), "source": "linkedin", "utm_campaign": None, "visits": 7, "engaged_visits": 4,
            "page_views": 9,
        }
    ]  # fmt: skip
    assert not parsed.unknown


def test_names_in_any_language_are_told_by_what_stands_in_the_columns():
    japanese = (
        "# 開始日: 20260105\n# 終了日: 20260106\n日付け,セッションの参照元,セッション\n20260105,bsky.app / referral,4\n"
    )
    (row,) = read(japanese).tables["web_days"].to_dicts()
    assert (row["date"], row["source"], row["visits"]) == (date(2026, 1, 5), "bluesky", 4)


def test_visits_are_not_added_up_over_pages_but_views_are():
    asked = read(PAGES)
    assert [question.about for question in asked.questions] == ["platform"]
    assert not asked.tables
    parsed = read(PAGES, Answers(platform="web"))
    assert parsed.tables["web_days"].to_dicts() == [
        {"date": date(2026, 1, 5), "source": "all", "utm_campaign": None, "page_views": 50}
    ]
    assert "Sessions" in parsed.unknown


def test_how_a_person_came_the_first_time_is_no_source_of_the_visit():
    text = "# 20260105-20260106\n\nDate,First user source / medium,Sessions\n20260105,facebook / social,4\n"
    assert [question.about for question in read(text).questions] == ["platform"]


def test_of_several_tables_the_one_with_days_and_sources_is_used():
    text = f"{REPORT.format(first='20260101', last='20260131')}\n# Start date: 20260105\n# End date: 20260131\n\
Nth day,Session source,Sessions\n0000,tiktok,5\n0002,tiktok,6\n"
    parsed = read(text)
    assert parsed.tables["web_days"].select("date", "source", "visits").rows() == [
        (date(2026, 1, 5), "tiktok", 5),
        (date(2026, 1, 7), "tiktok", 6),
    ]
    assert "Total revenue" in parsed.unknown


@pytest.mark.parametrize("name", ["Nth week", "Week", "Vecka", "Month"])
def test_weeks_and_months_are_refused(name: str):
    text = f"# 20260105-20260205\n\n{name},Session source / medium,Sessions\n0001,facebook / social,4\n"
    with pytest.raises(ImportRejected, match="cannot be split into days"):
        read(text)


def test_figures_that_are_kept_nowhere_are_refused_with_their_names():
    with pytest.raises(ImportRejected, match=r"neither sessions nor views.*Active users"):
        read("# 20260105-20260106\n\nDate,Active users\n20260105,5\n")


def test_a_row_that_cannot_be_used_is_told_with_its_line():
    parsed = read(EXPLORATION.replace("20260106,google / organic,(organic),3", "20260106,google / organic,(organic),x"))
    assert [row.row for row in parsed.rejected] == [12]


def test_a_file_without_googles_lines_is_known_by_its_columns():
    text = "Date,Session default channel group,Sessions\n20260105,Organic Social,4\n20260105,Direct,5\n"
    assert read(text).tables["web_days"].select("source", "visits").rows() == [("social", 4), ("direct", 5)]


@pytest.mark.parametrize("text", ["Date,Views\n20260105,4\n", "# notes\na,b\n1,2\n", "Datum,Visningar,Sessioner\n"])
def test_other_files_are_left_to_others(text: str):
    assert not GoogleAnalytics().detect(Source("ga4.csv", text.encode()))


@pytest.mark.parametrize("day", ["20269999", "2026999912", "9999999999999"])
def test_days_that_do_not_exist_are_rejected(day: str):
    parsed = read(EXPLORATION.replace("20260106,(direct)", f"{day},(direct)"))
    assert [row.row for row in parsed.rejected] == [13]


def test_a_total_that_says_more_than_the_rows_is_told():
    assert not read(EXPLORATION).remarks
    (remark,) = read(EXPLORATION.replace('"1,236",620', '"9,999",620')).remarks
    assert remark.fields == {"column": "Sessions", "found": 1236, "total": 9999}


def test_the_primary_channel_group_is_the_source_of_the_visit():
    text = REPORT.format(first=20260105, last=20260105)
    text = text.replace("Session source / medium,", "Session primary channel group (Default channel group),")
    text = text.replace("instagram / social", "Organic Social").replace("newsletter / email", "Email")
    rows = read(text).tables["web_days"]
    assert dict(rows.select("source", "visits").rows()) == {"social": 12, "newsletter": 3}


def test_a_medium_that_says_social_makes_an_unknown_source_another_network():
    text = EXPLORATION.replace("facebook / paid", "hootsuite / social").replace(
        "t.co / referral", "com.linkedin.android / referral"
    )
    rows = read(text).tables["web_days"]
    assert dict(rows.select("source", "visits").rows())["other_networks"] == 20
    assert dict(rows.select("source", "visits").rows())["linkedin"] == 1


COMPARED = """# 20260105-20260106
# 20260106-20260107

Date,Date range,Session source,Sessions
20260105,Custom,facebook,5
20260106,Custom,facebook,6
20260106,Previous,facebook,6
20260107,Previous,facebook,7
"""


def test_a_day_of_two_compared_periods_counts_once():
    assert read(COMPARED).tables["web_days"]["visits"].to_list() == [5, 6, 7]


def test_a_report_of_two_compared_periods_gives_both():
    block = "# Start date: {0}\n# End date: {1}\nNth day,Sessions\n0000,{2}\n0001,{3}\n\n"
    text = block.format(20260105, 20260106, 5, 6) + block.format(20251201, 20251202, 3, 4)
    rows = read(text, Answers(platform="web")).tables["web_days"].sort("date")
    assert rows.select("date", "visits").rows() == [
        (date(2025, 12, 1), 3), (date(2025, 12, 2), 4), (date(2026, 1, 5), 5), (date(2026, 1, 6), 6),
    ]  # fmt: skip


@pytest.mark.parametrize("below", ["", "No data available\n"])
def test_a_file_without_rows_says_so(below: str):
    text = EXPLORATION.split(",,,", maxsplit=1)[0] if not below else EXPLORATION.split("Date,", maxsplit=1)[0] + below
    with pytest.raises(ImportRejected, match="no figures below"):
        read(text)


def test_days_that_a_spreadsheet_wrote_anew():
    rows = read("# 20260101-20260131\n\nDate,Session source,Sessions\n1/13/2026,facebook,5\n1/2/2026,x,6\n").tables[
        "web_days"
    ]
    assert rows["date"].to_list() == [date(2026, 1, 13), date(2026, 1, 2)]


def test_swedish_columns_without_googles_lines():
    text = (
        "Datum,Källa för session,Medium för session,Sessioner\n20261001,m.facebook.com,referral,5\n20261001,ig,paid,3\n"
    )
    rows = read(text).tables["web_days"]
    assert dict(rows.select("source", "visits").rows()) == {"facebook": 5, "instagram": 3}


def test_a_file_whose_lines_became_cells_is_left_to_whoever_explains_it():
    lines = "".join('"{}"\n'.format(line.replace('"', '""')) for line in EXPLORATION.splitlines())
    assert not GoogleAnalytics().detect(Source("ga4.csv", lines.encode()))
