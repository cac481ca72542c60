"""Meta Business Suite's posts: Facebook and Instagram, English and Swedish, any columns in any order."""

import csv
import io
from datetime import UTC, datetime

import pytest

from data.importers.meta_posts import MetaPosts
from data.importers.registry import recognised
from data.importers.source import Answers, Channel, ImportRejected, Source

FACEBOOK = {
    "Post ID": "939005954986064",
    "Page ID": "100066300057039",
    "Page name": "Exempelby kommun",
    "Title": "Nu öppnar badet!\n\nVälkomna, alla",
    "Description": "",
    "Duration (sec)": "0",
    "Publish time": "02/16/2025 05:14",
    "Caption type": "N/A",
    "Permalink": "https://www.facebook.com/exempelby/posts/939005954986064",
    "Is crosspost": "0",
    "Is share": "0",
    "Post type": "Photos",
    "Languages": "",
    "Custom labels": "",
    "Funded content status": "",
    "Data comment": "",
    "Date": "Lifetime",
    "Views": "40",
    "Reach": "15",
    "Reactions, Comments and Shares": "3",
    "Reactions": "2",
    "Comments": "1",
    "Shares": "0",
    "Total clicks": "",
    "Link Clicks": "",
    "Other Clicks": "",
    "Seconds viewed": "90",
    "Average Seconds viewed": "2.5",
    "Estimated earnings (USD)": "",
    "Ad impressions": "",
}
INSTAGRAM = {
    "Post ID": "17912345678901234",
    "Account ID": "17841400000000001",
    "Account username": "exempelby",
    "Account name": "Exempelby kommun",
    "Description": "Sommar ☀",
    "Duration (sec)": "12",
    "Publish time": "07/01/2026 23:30",
    "Permalink": "https://www.instagram.com/reel/abc/",
    "Post type": "IG reel",
    "Data comment": "",
    "Date": "Lifetime",
    "Views": "1,234",
    "Reach": "900",
    "Likes": "50",
    "Shares": "4",
    "Follows": "2",
    "Comments": "0",
    "Saves": "7",
}
SWEDISH = {
    "Post ID": "Publicerings-id", "Page ID": "Sid-id", "Page name": "Sidnamn", "Title": "Titel",
    "Description": "Beskrivning", "Publish time": "Publiceringstid", "Permalink": "Permalänk",
    "Post type": "Inläggstyp",
    "Date": "Datum", "Views": "Visningar", "Reach": "Räckvidd", "Reactions": "Reaktioner", "Comments": "Kommentarer",
    "Shares": "Delningar", "Total clicks": "Totalt antal klick",
    "Likes": "Gilla-markeringar", "Saves": "Sparade objekt",
    "Follows": "Följer", "Account ID": "Konto-id", "Account username": "Kontots användarnamn",
    "Account name": "Kontonamn", "Duration (sec)": "Varaktighet (sek)",
    "Reactions, Comments and Shares": "Reaktioner, kommentarer och delningar",
}  # fmt: skip


def written(header, *rows, encoding="utf-8-sig", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return Source("Mar-18-2025_Apr-14-2025_1.csv", text.getvalue().encode(encoding))


def source(*posts, **how):
    return written(list(posts[0]), *(list(post.values()) for post in posts), **how)


def parse(file, **answers):
    [importer] = recognised(file)
    assert importer.id == "meta_posts"
    [parsed] = importer.parse(file, Answers(**answers))
    return parsed


def post(file):
    [row] = parse(file).tables["posts"].to_dicts()
    return row


def test_a_facebook_post():
    parsed = parse(source(FACEBOOK))
    assert parsed.tables["posts"].to_dicts() == [
        {
            "post_id": "facebook-939005954986064",
            "account_id": "0",
            "published_at": datetime(2025, 2, 16, 13, 14, tzinfo=UTC),
            "format": "photo",
            "caption": "Nu öppnar badet!\n\nVälkomna, alla",
            "url": "https://www.facebook.com/exempelby/posts/939005954986064",
            "reach": 15,
            "views": 40,
            "reactions": 2,
            "comments": 1,
            "shares": 0,
            "minutes_viewed": 1.5,
        }
    ]
    assert parsed.channels == (Channel("facebook", "100066300057039", "Exempelby kommun"),)
    assert parsed.day_zone == "America/Los_Angeles"
    assert not parsed.questions
    assert {"Reactions, Comments and Shares", "Ad impressions", "Link Clicks"} <= {*parsed.unknown}
    assert not {"Views", "Title", "Permalink", "Date"} & {*parsed.unknown}


def test_an_instagram_post():
    row = post(source(INSTAGRAM))
    assert row["post_id"] == "instagram-17912345678901234"
    assert row["published_at"] == datetime(2026, 7, 2, 6, 30, tzinfo=UTC)
    assert {name: row[name] for name in ("format", "caption", "views", "reach", "reactions", "shares", "saves")} == {
        "format": "reel", "caption": "Sommar ☀", "views": 1234, "reach": 900, "reactions": 50, "shares": 4, "saves": 7,
    }  # fmt: skip
    assert row["comments"] == 0
    parsed = parse(source(INSTAGRAM))
    assert parsed.channels == (Channel("instagram", "17841400000000001", "Exempelby kommun", "exempelby"),)
    assert "Follows" in parsed.unknown  # new followers of a post are no stock and have no column


@pytest.mark.parametrize("english", [FACEBOOK, INSTAGRAM], ids=["facebook", "instagram"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_swedish_headers_in_any_order_and_case_give_the_same_post(english, encoding):
    swedish = {SWEDISH.get(name, name).upper(): cell for name, cell in reversed(english.items())}
    swedish["DATUM"] = "Livstid"
    assert post(source(swedish, encoding=encoding)) == post(source(english))


def test_some_swedish_files_keep_english_names():
    mixed = {name if name.startswith("Account") else SWEDISH.get(name, name): cell for name, cell in INSTAGRAM.items()}
    assert post(source(mixed)) == post(source(INSTAGRAM))


def test_of_two_columns_of_one_name_the_first_is_read_and_the_second_told():
    parsed = parse(written([*FACEBOOK, "Views"], [*FACEBOOK.values(), "77"]))
    assert parsed.tables["posts"]["views"].to_list() == [40]
    assert "Views (2)" in parsed.unknown


def test_a_new_column_is_told_and_old_impressions_too():
    new = FACEBOOK | {"Something new": "5"}
    assert "Something new" in parse(source(new)).unknown
    old = {"Impressions" if name == "Views" else name: cell for name, cell in FACEBOOK.items()}
    parsed = parse(source(old))
    assert parsed.tables["posts"]["views"].to_list() == [40]
    assert [remark.fields for remark in parsed.remarks] == [{"column": "Impressions"}]


@pytest.mark.parametrize(("column", "name"), [("Post ID", "Post ID"), ("Publish time", "Publish time")])
def test_a_missing_column_is_named(column, name):
    file = source({name: cell for name, cell in FACEBOOK.items() if name != column})
    with pytest.raises(ImportRejected, match=f"“{name}” is missing"):
        parse(file)


def test_a_missing_column_is_named_in_the_files_language():
    swedish = {SWEDISH.get(name, name): cell for name, cell in FACEBOOK.items() if name != "Publish time"}
    with pytest.raises(ImportRejected, match="“Publiceringstid” is missing"):
        parse(source(swedish))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Photos", "photo"), ("Videos", "video"), ("Reels", "reel"), ("IG-rulle", "reel"), ("Links", "link"),
        ("Text", "text"),
        ("Live videos", "live"), ("Foton", "photo"), ("Länkar", "link"), ("IG image", "photo"),
        ("IG carousel", "album"),
        ("IG story", "story"), ("Instagram-händelse", "story"), ("Events", "event"), ("Polls", "poll"), ("", None),
    ],
)  # fmt: skip
def test_kinds_of_posts(kind, expected):
    rows = parse(source(FACEBOOK | {"Post type": kind})).tables["posts"].to_dicts()
    assert [row.get("format") for row in rows] == [expected]


def test_an_unknown_kind_is_told_and_not_guessed():
    parsed = parse(source(FACEBOOK | {"Post type": "Hologram"}))
    assert "format" not in parsed.tables["posts"].columns
    assert "Post type: Hologram" in parsed.unknown


def test_a_title_that_begins_the_description_is_said_once():
    assert post(source(FACEBOOK | {"Title": "Nu", "Description": "Nu öppnar"}))["caption"] == "Nu öppnar"
    assert post(source(FACEBOOK | {"Title": "Nu", "Description": "Nu"}))["caption"] == "Nu"
    assert post(source(FACEBOOK | {"Title": "Nu", "Description": "Badet"}))["caption"] == "Nu\n\nBadet"


def test_labels_are_the_organisations_own_topics():
    assert post(source(FACEBOOK | {"Custom labels": "Sommar"}))["topic"] == "Sommar"


def test_blank_is_missing_in_one_row_and_0_in_another_is_0():
    other = FACEBOOK | {"Post ID": "939005954986065", "Total clicks": "0", "Reach": ""}
    posts = parse(source(FACEBOOK, other)).tables["posts"]
    assert posts["clicks"].to_list() == [None, 0]
    assert posts["reach"].to_list() == [15, None]


def test_pages_in_one_file_are_channels_of_their_own():
    other = FACEBOOK | {"Post ID": "1", "Page ID": "2", "Page name": "Badet"}
    again = FACEBOOK | {"Post ID": "3"}
    parsed = parse(source(FACEBOOK, other, again))
    assert parsed.tables["posts"]["account_id"].to_list() == ["0", "1", "0"]
    assert [channel.external_id for channel in parsed.channels] == ["100066300057039", "2"]


def test_a_line_in_the_file_is_told_although_captions_have_several():
    bad = FACEBOOK | {"Post ID": "1", "Views": "many"}
    late = FACEBOOK | {"Post ID": "2", "Publish time": "yesterday"}
    other = FACEBOOK | {"Views": "41"}
    empty = FACEBOOK | {"Post ID": ""}
    parsed = parse(source(FACEBOOK, bad, late, other, empty, FACEBOOK))
    assert [rejected.row for rejected in parsed.rejected] == [5, 8, 11, 14]
    assert [rejected.reason.format(**rejected.fields) for rejected in parsed.rejected] == [
        "Views is “many”, where a whole number belongs.",
        "Publish time is “yesterday”, where a date belongs.",
        "There already is a row for facebook-939005954986064, with other figures.",
        "“Post ID” is empty.",
    ]
    assert parsed.tables["posts"].height == 1


def test_a_line_that_is_cut_off_is_not_read_as_missing_figures():
    whole = source(FACEBOOK, FACEBOOK | {"Post ID": "2"})
    cut = Source(whole.name, whole.content[:-20])
    parsed = parse(cut)
    assert parsed.tables["posts"].height == 1
    assert [rejected.row for rejected in parsed.rejected] == [5]


def test_days_before_months_where_no_other_order_fits_the_file():
    posts = [FACEBOOK | {"Post ID": str(n), "Publish time": f"{n}/02/2025 12:00"} for n in (3, 16)]
    assert [time.day for time in parse(source(*posts)).tables["posts"]["published_at"]] == [3, 16]


def test_figures_of_single_days_are_refused():
    with pytest.raises(ImportRejected, match="day by day"):
        parse(source(FACEBOOK | {"Date": "2025-02-16"}))


@pytest.mark.parametrize("identity", ["9.39006E+14", "9,39E+14", "939005954986064000"])
def test_ids_that_excel_rounded_are_refused(identity):
    with pytest.raises(ImportRejected, match="Excel has rounded the numbers in “Post ID”"):
        parse(source(FACEBOOK | {"Post ID": identity}))


def test_a_round_id_among_others_is_an_id():
    others = [INSTAGRAM | {"Post ID": identity} for identity in ("17912345678901200", "17912345678901234")]
    assert parse(source(*others)).tables["posts"].height == 2


def test_a_file_without_posts_is_refused():
    with pytest.raises(ImportRejected, match="no figures"):
        parse(written(list(FACEBOOK)))


def test_a_platform_that_nothing_tells_is_asked_about():
    columns = ("Post ID", "Account ID", "Publish time", "Post type", "Date", "Views", "Reach", "Comments", "Shares")
    file = source({name: INSTAGRAM[name] for name in columns})
    [question] = parse(file).questions
    assert question.about == "platform"
    assert parse(file, platform="facebook").tables["posts"]["post_id"].to_list() == ["facebook-17912345678901234"]


def test_semicolons_are_not_metas():
    assert not MetaPosts().detect(source(FACEBOOK, delimiter=";"))


def test_figures_of_single_days_beside_those_of_a_whole_life_are_left_out_and_said():
    daily = FACEBOOK | {"Date": "2025-02-17", "Views": "3"}
    parsed = parse(source(FACEBOOK, daily, FACEBOOK | {"Post ID": "2"}))
    assert parsed.tables["posts"]["views"].to_list() == [40, 40]
    assert [remark.fields for remark in parsed.remarks] == [{"lines": "5"}]
    assert not parsed.rejected


def test_a_row_that_adds_up_the_others_is_left_out_and_said():
    total = dict.fromkeys(FACEBOOK, "") | {"Post ID": "Totalt", "Views": "40"}
    parsed = parse(source(FACEBOOK, total))
    assert parsed.tables["posts"].height == 1
    assert [remark.fields for remark in parsed.remarks] == [{"lines": "5"}]
    assert not parsed.rejected


def test_the_header_may_stand_below_other_lines():
    file = source(FACEBOOK)
    notes = Source(file.name, "\ufeffExport\n\n".encode() + file.content.removeprefix(b"\xef\xbb\xbf"))
    assert post(notes) == post(file)
    marked = Source(file.name, b"sep=,\r\n" + file.content.removeprefix(b"\xef\xbb\xbf").replace(b"\n", b"\r\n"))
    assert post(marked)["views"] == 40


def test_posts_of_both_platforms_in_one_file_are_each_their_own():
    columns = dict.fromkeys((*FACEBOOK, *INSTAGRAM), "")
    parsed = parse(source(columns | FACEBOOK, columns | INSTAGRAM))
    assert parsed.tables["posts"]["post_id"].to_list() == ["facebook-939005954986064", "instagram-17912345678901234"]
    assert [(channel.platform, channel.name) for channel in parsed.channels] == [
        ("facebook", "Exempelby kommun"),
        ("instagram", "Exempelby kommun"),
    ]


def test_of_columns_that_mean_the_same_the_one_with_figures_is_read():
    retired = FACEBOOK | {"Reach": "", "Viewers": "17"}
    assert post(source(retired))["reach"] == 17
    parsed = parse(source(FACEBOOK | {"Viewers": "17"}))
    assert parsed.tables["posts"]["reach"].to_list() == [15]
    assert [remark.fields for remark in parsed.remarks] == [{"column": "Reach", "others": "Viewers"}]
    twice = written([*FACEBOOK, "Views"], [*(FACEBOOK | {"Views": ""}).values(), "77"])
    assert post(twice)["views"] == 77


@pytest.mark.parametrize(
    ("published", "said"), [("11/02/2025 01:30", 1), ("03/09/2025 02:30", 1), ("11/02/2025 03:30", 0)]
)
def test_an_hour_that_comes_twice_or_never_is_said(published, said):
    times = [remark.fields["times"] for remark in parse(source(FACEBOOK | {"Publish time": published})).remarks]
    assert times == [published] * said


def test_swedish_visningar_of_old_posts_may_be_impressions():
    swedish = {SWEDISH.get(name, name): cell for name, cell in FACEBOOK.items()}
    [remark] = parse(source(swedish)).remarks
    assert remark.fields == {"column": "Visningar"}
    assert not parse(source(swedish | {"Publiceringstid": "01/16/2026 05:14"})).remarks


@pytest.mark.parametrize(
    "times",
    [("2025-03-02 05:14", "03/16/2025 05:14"), ("2/3/2025 5:14", "2/4/2025 5:14")],
    ids=["some", "without-zeros"],
)
def test_times_that_excel_has_written_anew_are_refused(times):
    posts = [FACEBOOK | {"Post ID": str(number), "Publish time": time} for number, time in enumerate(times)]
    with pytest.raises(ImportRejected, match="Excel has written dates in “Publish time” anew"):
        parse(source(*posts))


@pytest.mark.parametrize("identity", ['="17912345678901234"', "'17912345678901234"])
def test_an_id_that_was_kept_whole_by_a_trick_is_that_id(identity):
    assert post(source(INSTAGRAM | {"Post ID": identity}))["post_id"] == "instagram-17912345678901234"


def test_an_id_that_was_a_number_is_whole_where_a_number_can_hold_it():
    assert post(source(FACEBOOK | {"Post ID": "939005954986064.0"}))["post_id"] == "facebook-939005954986064"
    with pytest.raises(ImportRejected, match="rounded"):
        parse(source(INSTAGRAM | {"Post ID": "17912345678901234.0"}))


@pytest.mark.parametrize("english", [FACEBOOK, INSTAGRAM], ids=["facebook", "instagram"])
@pytest.mark.parametrize("language", [{}, SWEDISH], ids=["english", "swedish"])
def test_a_few_columns_are_enough(english, language):
    kept = ("Post ID", "Page ID", "Account username", "Publish time", "Saves", "Reach")
    row = post(source({language.get(name, name): cell for name, cell in english.items() if name in kept}))
    assert row["reach"] == int(english["Reach"])
    assert row["post_id"].endswith(english["Post ID"])


def test_portuguese_is_read():
    portuguese = {
        "Identificação do post": "17912345678901234", "Identificação da conta": "17841400000000001",
        "Nome de usuário da conta": "exempelby", "Horário de publicação": "07/01/2026 23:30",
        "Link permanente": INSTAGRAM["Permalink"], "Tipo de post": "Carrossel do Instagram", "Data": "Total",
        "Visualizações": "1234", "Alcance": "900", "Curtidas": "50", "Comentários": "0", "Salvamentos": "7",
    }  # fmt: skip
    row = post(source(portuguese))
    assert (row["views"], row["reach"], row["reactions"], row["saves"], row["format"]) == (1234, 900, 50, 7, "album")
