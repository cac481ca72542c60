"""Our own template is read as people fill it in: any language, order, file and way of writing."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from polars.testing import assert_frame_equal

from data.importers.source import Answers, ImportRejected, Parsed, Source
from data.importers.template import Template
from data.schema import dtypes, key_of
from data.template.headings import SHEETS, columns_of, heading
from locales import Language
from tests.data import small_store

SWEDISH = Language("sv")


def parse(text: str | bytes, name: str = "fil.csv") -> Parsed:
    source = Source(name, text.encode() if isinstance(text, str) else text)
    assert Template().detect(source)
    (parsed,) = Template().parse(source, Answers())
    return parsed


def reasons(parsed: Parsed) -> list[tuple[int, str]]:
    return [(one.row, Language("en").text(one.reason, **one.fields)) for one in parsed.rejected]


def book(**sheets: Any) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name.replace("_", " "))
            for number_of_row, row in enumerate(rows):
                sheet.write_row(number_of_row, 0, row)
    return content.getvalue()


@pytest.mark.parametrize("table", SHEETS)
@pytest.mark.parametrize("code", ["sv", "en", "contract"])
def test_a_row_of_every_table_is_read_under_the_headings_of_every_language(table, code):
    rows = small_store.table(table).select(pl.exclude("import_id"))
    rows = rows.select(name for name in rows.columns if rows[name].null_count() == 0 or name in key_of(table))
    names = rows.columns if code == "contract" else [heading(table, name, Language(code)) for name in rows.columns]
    # Turned round: columns may come in any order.
    turned = rows.rename(dict(zip(rows.columns, names, strict=True))).select(reversed(names))
    parsed = parse(turned.write_csv(separator=";", datetime_format="%Y-%m-%dT%H:%M:%SZ"))
    assert reasons(parsed) == []
    assert list(parsed.tables) == [table]
    assert_frame_equal(parsed.tables[table], rows, check_column_order=False)


def test_a_swedish_file_is_read_as_it_is_written():
    parsed = parse(
        "Inläggets id;KANALENS ID;Publicerat, svensk  tid;Betald;Format;Räckvidd;Visade minuter;Kostnad, kr\r\n"
        "p1;fb;2026-01-05 14:30;ja;Bild;1 234;12,5;1\u00a0200,50 kr\r\n"
        "p2;fb;5 jan. 2026 kl 08:00;Nej;VIDEO;-;1,234;\r\n"
        "p3;fb;2026-07-05;x;;0;;\r\n"
    )
    assert reasons(parsed) == [(3, ("Publicerat, svensk tid: “5 jan. 2026 kl 08:00” is not a day and time. "
                                   "Write it as 2026-03-05 14:30."))]  # fmt: skip
    assert parsed.tables["posts"].rows(named=True) == [
        {"post_id": "p1", "account_id": "fb", "published_at": datetime(2026, 1, 5, 13, 30, tzinfo=UTC), "paid": True,
         "format": "photo", "reach": 1234, "minutes_viewed": 12.5, "spend": 1200.5},
        {"post_id": "p3", "account_id": "fb", "published_at": datetime(2026, 7, 5, tzinfo=UTC), "paid": True,
         "format": None, "reach": 0, "minutes_viewed": None, "spend": None},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "header", "value"),
    [
        ("1,234", "minutes_viewed", 1234.0),  # English thousands
        ("1,234", "Visade minuter", 1.234),  # a Swedish decimal
        ("1,234.5", "minutes_viewed", 1234.5),
        ("1 234,5", "minutes_viewed", 1234.5),
        ("1234.5", "Visade minuter", 1234.5),
    ],
)
def test_decimals_are_those_of_the_language(text, header, value):
    parsed = parse(f'account_id\tdate\t{header}\nfb\t2026-01-01\t"{text}"\n')
    assert parsed.tables["account_days"]["minutes_viewed"].to_list() == [value]


@pytest.mark.parametrize("text", ["1,234", "1 234", "1234.0", "1\u202f234"])
def test_whole_numbers_are_read_with_and_without_thousands(text):
    parsed = parse(f"account_id\tdate\tfollowers\nfb\t2026-01-01\t{text}\n")
    assert parsed.tables["account_days"]["followers"].to_list() == [1234]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1.5", "followers: “1.5” is not a whole number."),
        ("-3", "followers: -3 is less than 0."),
        ("12 %", "followers: “12 %” is not a whole number."),
        ("många", "followers: “många” is not a whole number."),
        ("3-apr", ("followers: Excel has turned the value into “3-apr”. "
                  "Take it from where it came and paste it as text.")),
        ("2026-04-03", ("followers: Excel has turned the value into “2026-04-03”. "
                       "Take it from where it came and paste it as text.")),
        ("1e3", "followers: “1e3” is not a whole number."),
    ],
)  # fmt: skip
def test_what_is_no_count_is_rejected_with_its_row_and_the_rest_is_kept(cell, reason):
    parsed = parse(f"account_id,date,followers\nfb,2026-01-01,5\nfb,2026-01-02,{cell}\nfb,2026-01-03,0\n")
    assert reasons(parsed) == [(3, reason)]
    assert parsed.tables["account_days"]["followers"].to_list() == [5, 0]


@pytest.mark.parametrize("cell", ["", "-", "--", "–", "NaN", "nan", "N/A"])
def test_what_is_missing_stays_missing(cell):
    parsed = parse(f"account_id,date,followers,minutes_viewed\nfb,2026-01-01,{cell},{cell}\nfb,2026-01-02,0,0\n")
    assert reasons(parsed) == []
    assert parsed.tables["account_days"]["followers"].to_list() == [None, 0]
    assert parsed.tables["account_days"]["minutes_viewed"].to_list() == [None, 0.0]


def test_a_column_that_is_empty_throughout_says_nothing():
    parsed = parse("account_id,date,followers,views\nfb,2026-01-01,5,\nfb,2026-01-02,6,\n")
    assert parsed.tables["account_days"].columns == ["account_id", "date", "followers"]


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("2026/01/31", "20260201", [date(2026, 1, 31), date(2026, 2, 1)]),
        ("31/1/2026", "01/02/2026", [date(2026, 1, 31), date(2026, 2, 1)]),
        ("1/31/2026", "02/01/2026", [date(2026, 1, 31), date(2026, 2, 1)]),
        ("31.1.2026", "1 februari 2026", [date(2026, 1, 31), date(2026, 2, 1)]),
        ("Jan 31, 2026", "1 feb. 2026", [date(2026, 1, 31), date(2026, 2, 1)]),
    ],
)
def test_days_are_read_however_they_are_written(first, second, days):
    parsed = parse(f'account_id,date,followers\nfb,"{first}",5\nfb,"{second}",6\n')
    assert reasons(parsed) == []
    assert parsed.tables["account_days"]["date"].to_list() == days


def test_a_day_that_may_be_a_month_is_not_guessed():
    parsed = parse("account_id,date,followers\nfb,01/02/2026,5\nfb,2026-02-02,6\n")
    assert reasons(parsed) == [(2, "date: in “01/02/2026” day and month cannot be told apart. Write it as 2026-03-05.")]


def test_times_without_a_zone_are_swedish_under_our_heading_and_utc_under_the_contracts():
    ours = 'Post id,Channel id,"Published, Swedish time"\n'
    rows = "a,fb,2026-07-01 12:00\nb,fb,2026-03-29 02:30:00\nc,fb,2026-10-25T02:30:00\nd,fb,2026-07-01T12:00:00+00:00\n"
    parsed = parse(ours + rows)
    assert [f"{at:%d %H:%M}" for at in parsed.tables["posts"]["published_at"]] == [
        "01 10:00", "29 01:30", "25 00:30", "01 12:00",
    ]  # fmt: skip
    parsed = parse("post_id,account_id,published_at\n" + rows)
    assert [f"{at:%d %H:%M}" for at in parsed.tables["posts"]["published_at"]] == [
        "01 12:00", "29 02:30", "25 02:30", "01 12:00",
    ]  # fmt: skip


def test_shares_and_goals_tell_per_cent_from_fractions():
    head = "account_id;date;dimension;segment;share\n"
    parsed = parse(head + "fb;2026-01-01;Kön;kvinnor;56 %\nfb;2026-01-01;gender;män;0,44\nfb;2026-01-01;ålder;25;44\n")
    assert parsed.tables["audience_shares"]["share"].to_list() == [0.56, 0.44]
    assert reasons(parsed) == [(4, "share: 44.0 is more than the whole. Write per cent with its sign, 44.0 %.")]
    head = "goal_id;set_at;org_id;metric;period;low;high\n"
    parsed = parse(
        head + "a;2026-01-15;k;Engagemangsgrad räknad på följare;Månad;5 %;7\n"
        "b;2026-01-15;k;engagement_rate_followers;month;0,05;\nc;2026-01-15;k;reach;month;;\n"
        "d;2026-01-15;k;glädje;year;1;\n"
    )
    assert parsed.tables["goals"].select("metric", "period", "low", "high", "set_at").rows() == [
        ("engagement_rate_followers", "month", 5.0, 7.0, datetime(2026, 1, 15, tzinfo=UTC))
    ]
    assert [row for row, _ in reasons(parsed)] == [3, 4, 5]
    assert reasons(parsed)[0][1] == "low: 0.05 may be a fraction or per cent. Write it with its sign, as in 5 %."


def test_goals_on_a_mix_a_unit_and_how_long_people_wait():
    head = "goal_id;set_at;org_id;unit;topic;format;metric;period;low;high\n"
    parsed = parse(
        head + "a;2026-01-15;k;;;Film (video, reel, live);Andel av inläggen;Månad;30 %;\n"
        "b;2026-01-15;k;Biblioteken;Vård;;share_of_posts;month;;20 %\nc;2026-01-15;k;;;;Timmar till svar;month;;4\n"
        "d;2026-01-15;k;;;;share_of_posts;month;30 %;\ne;2026-01-15;k;;Vård;film;posts;month;3;\n"
        "f;2026-01-15;k;;;hologram;posts;month;3;\n"
    )
    told = parsed.tables["goals"].select("unit", "topic", "format", "metric", "low", "high").rows()
    assert told == [
        (None, None, "film", "share_of_posts", 30, None),
        ("Biblioteken", "Vård", None, "share_of_posts", None, 20),
        (None, None, None, "hours_per_answer", None, 4),
    ]
    said = dict(reasons(parsed))
    assert said[5] == "metric: a share of the posts needs a topic or a format."
    assert said[6] == "format: a goal is about one of a campaign, a topic and a format."
    assert said[7].startswith("format: “hologram” is not one of the choices: Film (video, reel, live)")
    parsed = parse("account_id;date;messages_answered;Timmars väntan på svar\nfb;2026-01-05;3;9,5\n")
    assert parsed.tables["account_days"]["answer_hours"].to_list() == [9.5]


def test_a_row_keeps_its_line_where_texts_have_several():
    parsed = parse(
        'post_id,account_id,published_at,caption,views\na,fb,2026-01-01,"En\nrad\ntill",1\n\nb,fb,2026-01-01,"x\ny",fel\n'
        "c,fb,2026-01-01,z,fel\n"
    )
    assert [row for row, _ in reasons(parsed)] == [6, 8]
    assert parsed.tables["posts"]["caption"].to_list() == ["En\nrad\ntill"]


def test_a_row_with_too_many_cells_is_rejected_and_the_others_are_read():
    parsed = parse("account_id,date,followers\nfb,2026-01-01,5\nfb,2026-01-02,5,6\nfb,2026-01-03,7,\n")
    assert [row for row, _ in reasons(parsed)] == [3]
    assert parsed.tables["account_days"]["followers"].to_list() == [5, 7]


def test_rows_with_one_key_are_one_where_they_agree_and_nobodys_where_not():
    parsed = parse(
        "account_id,date,followers\nfb,2026-01-01,5\nfb,2026-01-01,5\nig,2026-01-01,6\nig,2026-01-01,7\nig,2026-01-02,7\n"
    )
    assert parsed.tables["account_days"].rows() == [("fb", date(2026, 1, 1), 5), ("ig", date(2026, 1, 2), 7)]
    assert reasons(parsed) == [
        (4, "account_id, date: the same as on line 5, but the rest of the row is another."),
        (5, "account_id, date: the same as on line 4, but the rest of the row is another."),
    ]


def test_what_is_needed_is_said_where_it_is_missing():
    parsed = parse("account_id,date,followers\n,2026-01-01,5\nfb,,5\nfb,2126-01-01,5\n")
    assert reasons(parsed) == [
        (2, "account_id is empty."),
        (3, "date is empty."),
        (4, "date: 2126-01-01 has not been yet."),
    ]


def test_rounded_ids_are_refused():
    parsed = parse("post_id,account_id,published_at\n1.23E+17,fb,2026-01-01\n123456789012345678,fb,2026-01-01\n")
    assert [row for row, _ in reasons(parsed)] == [2]
    assert parsed.tables["posts"]["post_id"].to_list() == ["123456789012345678"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_every_encoding_is_read(encoding):
    text = "Kanalens id;Datum;Följare\r\nvärmland;2026-01-01;5\r\n"
    assert parse(text.encode(encoding)).tables["account_days"]["account_id"].to_list() == ["värmland"]


def test_titles_before_the_header_the_contracts_names_after_it_and_examples_are_no_rows():
    parsed = parse(
        "sep=;\nMin mall;;\nKanalens id;Datum;Följare\naccount_id;date;followers\nExempel: fb;2026-03-31;5 600\n"
        "fb;2026-01-01;5\nexempelkommun;2026-01-01;7\n;;\n"
    )
    assert parsed.tables["account_days"]["account_id"].to_list() == ["fb", "exempelkommun"]
    assert reasons(parsed) == []


def test_a_new_column_is_told():
    parsed = parse("account_id,date,followers,Väder\nfb,2026-01-01,5,sol\n")
    assert parsed.unknown == ("Väder",)
    assert parsed.tables["account_days"].columns == ["account_id", "date", "followers"]


def test_choices_are_listed_in_the_language_of_the_headings():
    (rejected,) = reasons(parse("Kanalens id;Organisationens id;Plattform;Namn\na;k;Yutube;Film\n"))
    assert "Webbplats, Nyhetsrum, Nyhetsbrev" in rejected[1]
    (rejected,) = reasons(parse("account_id,org_id,platform,name\na,k,Yutube,Film\n"))
    assert "Website, Newsroom, Newsletter" in rejected[1]


def test_a_missing_column_is_named():
    with pytest.raises(ImportRejected, match=r"Datum / Date / date.*It has: Kanalens id, Följare, Visningar"):
        parse("Kanalens id;Följare;Visningar\nfb;5;6\n")


def test_the_name_of_the_file_tells_which_table_it_is():
    text = "org_id,name,campaign_id\nk,Sommar,s\n"
    assert list(parse(text, "Kampanjer.csv").tables) == ["campaigns"]
    with pytest.raises(ImportRejected, match="lacks columns that every row needs: Sektor / Sector / sector"):
        parse("org_id,name\nk,Kommunen\n", "organisations.csv")


def test_a_file_that_may_be_several_tables_is_asked_about():
    source = Source("fil.csv", b"org_id,year,size,group_code\nk,2025,5,a\n")
    assert Template().detect(source)
    ((question,),) = (one.questions for one in Template().parse(source, Answers()))
    assert question.about == "metric"
    assert [choice.value for choice in question.choices] == ["audience_bases", "peer_groups"]
    with pytest.raises(ImportRejected, match="scheme"):
        Template().parse(source, Answers(metric="peer_groups"))


def test_a_name_that_does_not_fit_the_headings_says_nothing():
    parsed = parse("Kanalens id;Datum;Följare\nfb;2026-03-01;5\n", name="kanaler.csv")
    assert parsed.tables["account_days"]["followers"].to_list() == [5]


def test_an_empty_file_says_that_nothing_is_filled_in():
    assert [remark.text for remark in parse("account_id,date,followers\n").remarks] == ["Nothing is filled in."]


def test_renamed_headings_of_our_own_sheets_are_told():
    sheets = {"Läs det här först": [["Så här gör du"]], "Kanaler per dag": [["Kanal", "Dag"], ["fb", date(2026, 3, 1)]]}
    with pytest.raises(ImportRejected, match=r"Kanaler per dag lacks .*Kanalens id"):
        Template().parse(Source("mall.xlsx", book(**sheets)), Answers())


def test_an_unfilled_sheet_may_lack_columns():
    sheets = {
        "Organisationer": [["Organisationens id", "Namn", "Vår egen"], ["Exempel: norrvik", "Norrvik", "Ja"]],
        "Kanaler per dag": [["Kanalens id", "Datum", "Följare"], ["fb", "2026-03-01", "5 700"]],
    }
    (parsed,) = Template().parse(Source("mall.xlsx", book(**sheets)), Answers())
    assert parsed.tables["account_days"]["followers"].to_list() == [5700]
    assert not parsed.rejected


def test_other_files_are_not_ours():
    for text in (
        "Date,Followers\n2026-01-01,5\n",
        "Post ID,Page ID,Page name,Title,Publish time,Reach,Views,Comments,Shares\n1,2,x,y,01/05/2026,1,1,1,1\n",
        "",
        "hej\n",
    ):
        assert not Template().detect(Source("fil.csv", text.encode()))


def test_a_workbook_is_read_sheet_by_sheet():
    content = book(
        Kanaler=[
            ["Kanalens id", "Organisationens id", "Plattform", "Namn", "Huvudkanal", "Öppnad"],
            ["account_id", "org_id", "platform", "name", "primary", "opened_on"],
            ["Exempel: a", "b", "Facebook", "c", "Ja", date(2020, 1, 1)],
            ["fb", "k", "Facebook", "Kommunen", True, date(2012, 3, 1)],
            ["nyheter", "k", "Nyhetsbrev", "Nytt", "Nej", None],
            ["yt", "k", "Yutube", "Film", None, None],
        ],
        Channels_by_day=[["Channel id", "Date", "Followers", "Weather"], ["fb", date(2026, 1, 1), 5600.0, "sun"]],
        Egna=[["något"], [1]],
    )
    parsed = parse(content, "mall.xlsx")
    assert parsed.tables["accounts"].rows() == [
        ("fb", "k", "facebook", "Kommunen", True, date(2012, 3, 1)),
        ("nyheter", "k", "newsletter", "Nytt", False, None),
    ]
    assert parsed.tables["account_days"].rows() == [("fb", date(2026, 1, 1), 5600)]
    assert parsed.unknown == ("Channels by day: Weather", "Egna")
    (rejected,) = reasons(parsed)
    assert rejected[0] == 6
    assert rejected[1].startswith("Kanaler: Plattform: “Yutube” is not one of the choices: Facebook, Instagram")


def test_an_id_that_excel_keeps_as_a_number_is_read_while_it_is_whole_and_refused_when_it_is_rounded():
    content = book(
        Posts=[
            ["post_id", "account_id", "published_at"],
            [123456, 7, date(2026, 1, 1)],
            [1.23456789e17, 7, "2026-01-01"],
        ]
    )
    parsed = parse(content, "x.xlsx")
    assert parsed.tables["posts"].rows() == [("123456", "7", datetime(2026, 1, 1, tzinfo=UTC))]
    assert [row for row, _ in reasons(parsed)] == [3]


def test_every_rule_of_a_row_has_a_reason():
    wrong: dict[str, dict[str, Any]] = {
        "accounts": {"opened_on": date(2026, 1, 2), "closed_on": date(2026, 1, 1)},
        "account_reach": {"window_days": 5},
        "campaigns": {"starts_on": date(2026, 1, 2), "ends_on": date(2026, 1, 1)},
        "goals": {"low": 2.0, "high": 1.0},
        "notes": {"from_date": date(2026, 1, 2), "to_date": date(2026, 1, 1)},
    }
    for table, change in wrong.items():
        rows = small_store.table(table, change)
        parsed = parse(rows.write_csv(datetime_format="%Y-%m-%dT%H:%M:%SZ"))
        assert [row for row, _ in reasons(parsed)] == [2], table


def test_types_are_the_contracts():
    for table in SHEETS:
        text = ",".join(columns_of(table)) + "\n"
        rows = parse(text).tables[table]
        assert {name: dtype for name, dtype in dtypes(table).items() if name in rows.columns} == dict(rows.schema)
