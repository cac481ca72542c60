"""Matomo's files: visits by day, by source or in all, and what can't be split into days."""

from __future__ import annotations

from datetime import date

import pytest

from data.importers.matomo import Matomo
from data.importers.source import Answers, ImportRejected, Parsed, Source

SUMMARY = """date,nb_uniq_visitors,nb_visits,nb_actions,sum_visit_length,bounce_rate,nb_actions_per_visit,nb_pageviews
2026-01-05,80,100,300,12000,55%,3,250
2026-01-06,0,0,0,0,0%,0,0
"""
SWEDISH = "Datum,Unika besökare,Besök,Avvisningsfrekvens,Genomsnittlig tid på webbplatsen,Sidvisningar\n\
2026-01-05,80,1\u00a0200,55\u00a0%,00:02:00,2\u00a0500\n"
SOCIALS = """Date,Label,Visits,Actions,Bounces,Total time spent by visitors (in seconds),Metadata: url
2026-01-05,Facebook,40,90,10,2400,facebook.com
2026-01-05,m.facebook.com,2,4,1,60,
2026-01-05,X,5,6,2,30,
2026-01-06,LinkedIn,7,9,,,
2026-01-06,exempel.se,1,1,0,0,
"""
CAMPAIGNS = "date,label,nb_visits,nb_actions,metadata_segment\n\
2026-01-05,Sommarjobb,12,30,referrerName==Sommarjobb;referrerType==campaign\n"
KEYWORDS = "Date,Label,Visits,Actions\n2026-01-05,sommarjobb 2026,12,30\n2026-01-05,Facebook,1,1\n"


def source(text: str, name: str = "Export.csv") -> Source:
    return Source(name, text.encode("utf-16"))


def read(text: str, answers: Answers | None = None, name: str = "Export.csv") -> Parsed:
    assert Matomo().detect(source(text, name))
    (parsed,) = Matomo().parse(source(text, name), answers or Answers())
    return parsed


def test_a_report_of_sources_gives_visits_by_platform():
    parsed = read(SOCIALS)
    assert parsed.tables["web_days"].to_dicts() == [
        {"date": date(2026, 1, 5), "source": "facebook", "utm_campaign": None, "visits": 42, "minutes": 41.0},
        {"date": date(2026, 1, 5), "source": "x", "utm_campaign": None, "visits": 5, "minutes": 0.5},
        {"date": date(2026, 1, 6), "source": "linkedin", "utm_campaign": None, "visits": 7, "minutes": None},
        {"date": date(2026, 1, 6), "source": "exempel.se", "utm_campaign": None, "visits": 1, "minutes": 0.0},
    ]
    assert parsed.unknown == ("Actions", "Bounces", "Metadata: url")
    assert not parsed.questions


def test_visits_in_all_are_asked_about_and_then_kept_as_answered():
    asked = read(SUMMARY)
    assert [question.about for question in asked.questions] == ["platform"]
    assert asked.questions[0].choices[0].value == "web"
    assert not asked.tables
    rows = read(SUMMARY, Answers(platform="web")).tables["web_days"].to_dicts()
    assert rows[0] == {
        "date": date(2026, 1, 5), "source": "all", "utm_campaign": None, "visits": 100, "page_views": 250,
        "minutes": 200.0,
    }  # fmt: skip
    assert (rows[1]["visits"], rows[1]["minutes"]) == (0, 0)
    of_facebook = read(SUMMARY, Answers(platform="facebook")).tables["web_days"]
    assert of_facebook["source"].unique().to_list() == ["facebook"]


def test_swedish_columns_and_numbers_are_read():
    (row,) = read(SWEDISH, Answers(platform="web")).tables["web_days"].to_dicts()
    assert (row["visits"], row["page_views"], row["minutes"]) == (1200, 2500, 2400.0)


def test_visits_by_type_of_source_need_no_question_and_are_no_platform():
    parsed = read("Date,Visits,Bounces,Visitors from Social Networks,Visitors from Direct Entry\n2026-01-05,9,1,4,5\n")
    assert sorted(parsed.tables["web_days"].select("source", "visits").rows()) == [("direct", 5), ("social", 4)]
    assert not parsed.questions


def test_campaigns_are_told_by_their_segment():
    (row,) = read(CAMPAIGNS).tables["web_days"].to_dicts()
    assert (row["source"], row["utm_campaign"], row["visits"]) == ("campaigns", "Sommarjobb", 12)


def test_labels_that_could_be_anything_are_asked_about_with_the_likely_answer_first():
    assert [choice.value for choice in read(KEYWORDS).questions[0].choices] == ["source", "utm_campaign"]
    named = read(KEYWORDS, name="Export _ Kampanjer _ januari 2026.csv").questions[0]
    assert (named.about, [choice.value for choice in named.choices]) == ("metric", ["utm_campaign", "source"])
    answered = read(KEYWORDS, Answers(metric="utm_campaign"))
    assert answered.tables["web_days"]["utm_campaign"].to_list() == ["sommarjobb 2026", "Facebook"]


@pytest.mark.parametrize("period", ["2009-12-28,2010-01-03", "2010-03", "2010", "From 2026-01-05 to 2026-01-11"])
def test_longer_periods_than_days_are_refused_with_what_to_choose(period: str):
    text = SUMMARY.replace("2026-01-06", f'"{period}"')
    if period.startswith("From"):
        text = text.replace("From 2026", "2026")
    with pytest.raises(ImportRejected, match=r"longer periods than days.*Day"):
        read(text)


def test_a_file_without_days_is_refused_with_what_to_choose():
    with pytest.raises(ImportRejected, match=r"which day.*Day"):
        read("Eindeutige Besucher,Benutzer,Besuche,Aktionen,Absprungsrate\n2,0,2,2,100\u00a0%\n")


def test_a_report_of_pages_is_refused():
    with pytest.raises(ImportRejected, match="pages"):
        read("date,label,nb_visits,nb_hits,exit_rate\n2026-01-05,/start,4,9,10%\n")


def test_a_report_without_data_is_refused():
    with pytest.raises(ImportRejected, match="without any data"):
        read("No data available")


def test_a_row_that_cannot_be_used_is_told_with_its_line():
    parsed = read(SOCIALS.replace("LinkedIn,7", "LinkedIn,seven").replace("X,5,6,2,30", "X,5,6,2,long"))
    assert [row.row for row in parsed.rejected] == [4, 5]


@pytest.mark.parametrize("header", ["Date,Visits,Likes", "Date,Sessions,Bounce rate", "Datum,Besök på sidan"])
def test_other_files_are_left_to_others(header: str):
    assert not Matomo().detect(source(header + "\n2026-01-05,1,2\n"))


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Datum,Etikett,Användare,Besök,Händelser,Total tid spenderad av besökare (i sekunder)", "Sociala nätverk"),
        ("Dato,Type,Unike besøkere,Besøk,Handlinger,Total tid brukt av besøkere (i sekunder)", "Sosiale nettverk"),
        ("Päiväys,Etiketti,Yksilölliset kävijät,Käynnit,Toiminnot,Kaikkien kävijöiden aika yhteensä (sekunteja)",
         "Sosiaaliset verkostot"),
        ("DATE,LABEL,NB_UNIQ_VISITORS,NB_VISITS,NB_ACTIONS,SUM_VISIT_LENGTH", "Social Networks"),
    ],
)  # fmt: skip
def test_languages_and_cases(header: str, label: str):
    (row,) = read(f"{header}\n2026-01-05,{label},4,5,9,300\n").tables["web_days"].to_dicts()
    assert (row["source"], row["visits"], row["minutes"]) == ("social", 5, 5.0)


def test_networks_without_channels_here_are_kept_together_and_the_rest_is_other():
    text = "Date,Label,Visits,Actions\n2026-01-05,Facebook,5,9\n2026-01-05,Reddit,3,4\n2026-01-05,WhatsApp,2,4\n"
    rows = read(text + "2026-01-05,Others,1,1\n").tables["web_days"]
    assert dict(rows.select("source", "visits").rows()) == {"facebook": 5, "other_networks": 5, "other": 1}


def test_a_flat_report_of_all_sources_keeps_the_campaigns_names():
    text = (
        "Date,Label,Visits,Actions\n2026-01-05,Campaigns - sommar - mejl,5,9\n2026-01-05,Search Engines - Google,3,4\n"
    )
    rows = read(text).tables["web_days"].select("source", "utm_campaign", "visits").rows()
    assert rows == [("campaigns", "sommar - mejl", 5), ("search", None, 3)]


def test_a_campaign_called_facebook_is_asked_about_where_the_files_name_speaks_of_campaigns():
    text = "Date,Label,Visits,Actions\n2026-01-05,Facebook,5,9\n"
    (question,) = read(text, name="Kampanjer.csv").questions
    assert (question.about, question.choices[0].value) == ("metric", "utm_campaign")
    (row,) = read(text.replace("Label", "Kampanj")).tables["web_days"].to_dicts()
    assert (row["source"], row["utm_campaign"]) == ("campaigns", "Facebook")


def test_sources_side_by_side_in_a_swedish_summary():
    header = "Datum,Besök,Händelser,Besökare från sökmotorer,Besökare från sociala nätverk,Direkttrafik"
    rows = read(f"{header}\n2026-01-05,9,20,2,3,4\n").tables["web_days"]
    assert dict(rows.select("source", "visits").rows()) == {"direct": 4, "search": 2, "social": 3}


@pytest.mark.parametrize("period", ["Week December 29, 2025 – January 4, 2026", "vecka 1", "januari 2026", "2026-01"])
def test_longer_periods_in_words_are_refused_as_such(period: str):
    with pytest.raises(ImportRejected, match="longer periods than days"):
        read(f'Date,Visits,Actions\n"{period}",5,9\n', Answers(platform="web"))


@pytest.mark.parametrize(("written", "minutes"), [("4 min 30s", 9.0), ("1 hours 2 min", 124.0), ("00:01:00", 2.0)])
def test_time_in_words(written: str, minutes: float):
    (row,) = (
        read(f"Date,Label,Visits,Actions,Avg. Visit Duration\n2026-01-05,X,2,9,{written}\n")
        .tables["web_days"]
        .to_dicts()
    )
    assert row["minutes"] == minutes


def test_a_time_that_cannot_be_read_names_its_column():
    (rejected,) = read("Date,Label,Visits,Actions,Avg. Visit Duration\n2026-01-05,X,2,9,en stund\n").rejected
    assert (rejected.row, rejected.fields["column"]) == (2, "Avg. Visit Duration")


def test_money_is_no_label():
    text = "Datum,Besök,Händelser,Intäkter,Genomsnittlig tid på webbplatsen\n2026-01-05,5,9,1 200 kr,4 min 30s\n"
    (row,) = read(text, Answers(platform="web")).tables["web_days"].to_dicts()
    assert (row["source"], row["visits"], row["minutes"]) == ("all", 5, 22.5)
