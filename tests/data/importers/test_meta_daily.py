"""Meta Business Suite's daily series: one metric a file."""

from datetime import date

import pytest

from data.importers.meta_daily import COUNTS, MetaDaily
from data.importers.registry import recognised
from data.importers.source import Answers, Channel, ImportRejected, Source

SERIES = {"2025-03-08T01:00:00": "5", "2025-03-09T01:00:00": "0", "2025-03-10T00:00:00": "12"}
DAYS = [date(2025, 3, 8), date(2025, 3, 9), date(2025, 3, 10)]


def source(title="Facebook link clicks", rows=SERIES, header=("Date", "Primary"), name="Link clicks.csv", **others):
    lines = [header, *rows.items()] if isinstance(rows, dict) else [header, *rows]
    table = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    text = f'sep=,\n"{title}"\n{table}\n\n'
    return Source(name, text.encode("utf-16"), **others)


def parse(file, **answers):
    [parsed] = MetaDaily().parse(file, Answers(**answers))
    return parsed


def test_a_series_is_recognised_and_read():
    assert [importer.id for importer in recognised(source())] == ["meta_daily"]
    parsed = parse(source())
    assert parsed.tables["account_days"].to_dict(as_series=False) == {
        "account_id": ["0", "0", "0"],
        "date": DAYS,
        "link_clicks": [5, 0, 12],
    }
    assert parsed.channels == (Channel("facebook"),)
    assert parsed.day_zone == "America/Los_Angeles"
    assert parsed.days == (DAYS[0], DAYS[-1])
    assert (parsed.questions, parsed.rejected, parsed.unknown) == ((), (), ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig", "utf-16-le"])
def test_the_encoding_does_not_matter(encoding):
    text = source().content.decode("utf-16")
    file = Source("a.csv", text.encode(encoding))
    assert MetaDaily().detect(file)
    assert parse(file).tables["account_days"]["link_clicks"].to_list() == [5, 0, 12]


def test_a_file_without_its_first_line_is_recognised_by_its_header():
    text = source().content.decode("utf-16").removeprefix("sep=,\n")
    assert MetaDaily().detect(Source("a.csv", text.encode()))


@pytest.mark.parametrize(
    ("title", "platform", "column"),
    [
        ("Facebook follows", "facebook", "followers_gained"),
        ("Instagram follows", "instagram", "followers_gained"),
        ("Facebook visits", "facebook", "profile_visits"),
        ("Instagram profile visits", "instagram", "profile_visits"),
        ("Instagram link clicks", "instagram", "link_clicks"),
        ("INSTAGRAM  VIEWS", "instagram", "views"),
        ("Facebook content interactions", "facebook", "interactions"),
    ],
)
def test_a_title_says_platform_and_metric(title, platform, column):
    parsed = parse(source(title))
    assert parsed.channels[0].platform == platform
    assert parsed.tables["account_days"].columns == ["account_id", "date", column]
    assert not parsed.questions


@pytest.mark.parametrize(
    "title", ["Facebook reach", "Instagram reach", "Facebook viewers", "Räckvidd på Facebook", "Facebook-räckvidd"]
)
def test_people_of_a_day_are_reach_of_a_window_of_one_day(title):
    reach = parse(source(title)).tables["account_reach"]
    assert reach.to_dict(as_series=False) == {
        "account_id": ["0"] * 3,
        "window_end": DAYS,
        "window_days": [1, 1, 1],
        "reach": [5, 0, 12],
    }


@pytest.mark.parametrize("title", ["Views", "Reach", "Viewers", "Content interactions", "Follows"])
def test_a_title_without_its_platform_is_asked_about(title):
    [question] = parse(source(title)).questions
    assert question.about == "platform"
    assert [choice.value for choice in question.choices] == ["facebook", "instagram"]
    [question] = parse(source(title, name="IG_Views (1).csv")).questions
    assert [choice.value for choice in question.choices] == ["instagram", "facebook"]
    answered = parse(source(title), platform="instagram")
    assert not answered.questions
    assert answered.channels == (Channel("instagram"),)
    assert not parse(source(title), account="our-page").questions


def test_an_answer_does_not_overrule_the_title():
    parsed = parse(source("Facebook reach"), platform="instagram", metric="views")
    assert parsed.channels == (Channel("facebook"),)
    assert list(parsed.tables) == ["account_reach"]


@pytest.mark.parametrize(
    ("title", "likely"),
    [
        ("Instagram-följare", "followers_gained"),
        ("Interaktioner med innehåll på Facebook", "interactions"),
        ("Facebook-Besuche", "profile_visits"),
        ("Alcance de Facebook", "reach"),
        ("Facebook net follows", "followers_gained"),
        ("Facebook Something new", "followers_gained"),
    ],
)
def test_a_title_in_other_words_is_asked_about_with_the_likely_metric_first(title, likely):
    parsed = parse(source(title))
    assert not parsed.tables
    [question] = parsed.questions
    assert question.about == "metric"
    assert question.choices[0].value == likely
    assert {choice.value for choice in question.choices} == {*COUNTS}


def test_an_answer_tells_the_metric():
    assert parse(source("Följare Instagram"), metric="followers").tables["account_days"]["followers"].to_list() == [
        5,
        0,
        12,
    ]
    assert "account_reach" in parse(source("Okänt Instagram"), metric="reach").tables
    assert parse(source("Okänt Instagram"), metric="spend").questions


def test_headers_of_another_language_are_known_by_their_shape():
    file = source("Facebook-täckning", header=("Datum", "Primärt"))
    assert MetaDaily().detect(file)
    assert [question.about for question in parse(file).questions] == ["metric"]


def test_missing_days_stay_missing_and_0_is_0():
    rows = {"2025-03-08T01:00:00": "", "2025-03-09T01:00:00": "0", "2025-03-11T00:00:00": "--"}
    assert parse(source(rows=rows)).tables["account_days"].rows() == [("0", DAYS[1], 0)]


def test_rows_that_cannot_be_read_are_told_with_their_line():
    rows = [
        ("2025-03-08T01:00:00", "5"),
        ("2025-03-09T01:00:00", "many"),
        ("someday", "5"),
        ("2025-03-08T01:00:00", "6"),
        ("2025-03-10T01:00:00", "1,234"),
    ]
    parsed = parse(source(rows=rows))
    assert [rejected.row for rejected in parsed.rejected] == [5, 6, 7]
    assert [rejected.reason.format(**rejected.fields) for rejected in parsed.rejected] == [
        "Primary is “many”, where a whole number belongs.",
        "Date is “someday”, where a date belongs.",
        "There already is a row for 2025-03-08, with other figures.",
    ]
    assert parsed.tables["account_days"]["link_clicks"].to_list() == [5, 1234]


def test_more_taken_back_than_given_is_missing_and_told():
    parsed = parse(source("Facebook content interactions", rows={"2025-03-08T01:00:00": "-3"}))
    assert not parsed.tables
    [remark] = parsed.remarks
    assert remark.fields == {"column": "Primary", "on": "2025-03-08"}


def test_other_columns_are_told_and_earnings_refused():
    assert parse(source(header=("Date", "Primary", "stars"), rows=[("2025-03-08", "5", "1")])).unknown == ("stars",)
    with pytest.raises(ImportRejected, match="money"):
        parse(source("Content earnings"))


def test_a_file_without_figures_is_refused_and_says_what_is_missing():
    with pytest.raises(ImportRejected, match="“Primary” is missing"):
        parse(source(header=("Date",), rows=[("2025-03-08T01:00:00",)]))
    with pytest.raises(ImportRejected, match="no figures"):
        parse(source(rows={}))


def test_numbers_that_excel_made_dates_are_refused():
    with pytest.raises(ImportRejected, match=r"turned numbers in “Primary” into dates, as in 3-apr"):
        parse(source(rows={"2025-03-08T01:00:00": "5", "2025-03-09T01:00:00": "3-apr"}))


def test_several_series_in_one_file_are_read_each():
    stacked = source("Facebook visits").content.decode("utf-16") + source("Instagram reach").content.decode("utf-16")
    file = Source("all.csv", stacked.replace("sep=,\n", "").join(["sep=,\n", ""]).encode("utf-16"))
    visits, reach = MetaDaily().parse(file, Answers())
    assert visits.tables["account_days"]["profile_visits"].to_list() == [5, 0, 12]
    assert reach.channels == (Channel("instagram"),)
    assert reach.tables["account_reach"]["reach"].to_list() == [5, 0, 12]


def stacked(*files):
    tables = [file.content.decode("utf-16").removeprefix("sep=,\n") for file in files]
    return Source("all.csv", ("sep=,\n" + "".join(tables)).encode("utf-16"))


def test_of_viewers_and_reach_in_one_file_reach_is_kept_and_said():
    viewers = source("Facebook viewers", rows=SERIES | {"2025-03-11T00:00:00": "8"})
    for order in ((viewers, source("Facebook reach")), (source("Facebook reach"), viewers)):
        found = MetaDaily().parse(stacked(*order), Answers())
        rows = [row for parsed in found for row in parsed.tables["account_reach"].select("window_end", "reach").rows()]
        assert sorted(rows) == [*zip(DAYS, (5, 0, 12), strict=True), (date(2025, 3, 11), 8)]
        [remark] = [remark for parsed in found for remark in parsed.remarks]
        assert remark.fields == {"title": "Facebook reach"}
    apart = MetaDaily().parse(stacked(source("Instagram viewers"), source("Facebook reach")), Answers())
    assert [parsed.tables["account_reach"].height for parsed in apart] == [3, 3]
    same_days = MetaDaily().parse(stacked(source("Facebook reach"), source("Facebook viewers")), Answers())
    assert [dict(parsed.tables).keys() for parsed in same_days] == [{"account_reach"}, set()]


def test_impressions_are_kept_as_views_and_said():
    [remark] = parse(source("Facebook impressions")).remarks
    assert remark.fields == {"column": "Facebook impressions"}
    assert not parse(source("Facebook views")).remarks


def test_a_series_without_its_title_is_asked_about():
    text = 'sep=,\n"Date","Primary"\n"2025-03-08T01:00:00","5"\n'
    platform, metric = parse(Source("Facebook views.csv", text.encode("utf-16"))).questions
    assert (platform.about, platform.choices[0].value) == ("platform", "facebook")
    assert (metric.about, metric.choices[0].value) == ("metric", "views")
    answered = parse(Source("Views.csv", text.encode()), platform="facebook", metric="views")
    assert answered.tables["account_days"]["views"].to_list() == [5]


@pytest.mark.parametrize(("end", "said"), [("", []), ("Total,12\r\n", ["9"]), ("\r\nTotalt,12\r\n\r\n", ["10"])])
def test_empty_lines_and_totals_are_left_out_and_totals_said(end, said):
    lines = [
        "sep=,",
        "",
        "Facebook views",
        "",
        "Date,Primary",
        "2025-03-08T01:00:00,5",
        "",
        "2025-03-09T01:00:00,7",
        end,
    ]
    parsed = parse(Source("a.csv", "\r\n".join(lines).encode()))
    assert parsed.tables["account_days"]["views"].to_list() == [5, 7]
    assert not parsed.rejected
    assert [remark.fields["lines"] for remark in parsed.remarks] == said


def test_days_that_were_written_anew_are_read_where_they_are_certain_and_else_explained():
    known = parse(source(rows={"3/8/2025 1:00": "5", "3/13/2025 1:00": "7"}))
    assert known.tables["account_days"]["date"].to_list() == [date(2025, 3, 8), date(2025, 3, 13)]
    known = parse(source(rows={"08/03/2025": "5", "13/03/2025": "7"}))
    assert known.tables["account_days"]["date"].to_list() == [date(2025, 3, 8), date(2025, 3, 13)]
    for rows in ({"3/8/2025 1:00": "5", "3/9/2025 1:00": "7"}, {"2025-03-08": "5", "13/03/2025": "7"}):
        with pytest.raises(ImportRejected, match="Excel has written dates in “Date” anew"):
            parse(source(rows=rows))


def test_columns_may_stand_in_any_order_and_a_missing_one_is_named():
    swapped = source(header=("Extra", "PRIMARY", "Date"), rows=[("x", "5", "2025-03-08T01:00:00")])
    assert parse(swapped).tables["account_days"].rows() == [("0", DAYS[0], 5)]
    assert parse(swapped).unknown == ("Extra",)
    with pytest.raises(ImportRejected, match="“Date” is missing"):
        parse(source(header=("Primary",), rows=[("5",)]))
