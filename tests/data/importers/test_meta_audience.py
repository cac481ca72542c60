"""Meta Business Suite's audience download: who the followers are."""

from datetime import UTC, date, datetime

import pytest

from data.importers.registry import recognised
from data.importers.source import Answers, ImportRejected, Source

AUDIENCE = """sep=,
"Age & gender"
"","Women","Men"
"18-24","10.5","6.5"
"65+","53","30"

"Top countries"
"Sweden","Norway"
"75.1","5.9"

"Top towns/cities"
"Lund, Sweden","Oslo, Norway"
"13.7","5.7"

"Top pages"
"Some page","Another"
"3.1","2"
"""


def audience(text=AUDIENCE, **answers):
    file = Source("Audience.csv", text.encode("utf-16"), datetime(2026, 3, 5, 23, tzinfo=UTC))
    [importer] = recognised(file)
    assert importer.id == "meta_audience"
    [parsed] = importer.parse(file, Answers(**answers))
    return parsed


def test_an_audience_is_shares_by_gender_age_place_and_country():
    parsed = audience(platform="facebook")
    shares = parsed.tables["audience_shares"]
    assert set(shares["date"]) == {date(2026, 3, 5)}
    assert {(dimension, segment): size for _, _, dimension, segment, size in shares.iter_rows()} == {
        ("gender", "women"): 0.635,
        ("gender", "men"): 0.365,
        ("age", "18–24"): 0.17,
        ("age", "65+"): 0.83,
        ("country", "Sweden"): pytest.approx(0.751),
        ("country", "Norway"): pytest.approx(0.059),
        ("place", "Lund, Sweden"): pytest.approx(0.137),
        ("place", "Oslo, Norway"): pytest.approx(0.057),
    }
    assert parsed.unknown == ("Top pages",)
    assert [question.about for question in audience().questions] == ["platform"]


def test_an_audience_in_fractions_and_swedish_is_the_same():
    swedish = (
        AUDIENCE.replace("Age & gender", "Ålder och kön")
        .replace("Women", "Kvinnor")
        .replace('"Men"', '"Män"')
        .replace("Top towns/cities", "Populäraste städer")
        .replace("Top countries", "Populäraste länder")
        .replace("Top pages", "Populäraste sidor")
        .replace(".", ",")
    )
    expected = audience(platform="facebook").tables["audience_shares"]
    assert audience(swedish, platform="facebook").tables["audience_shares"].equals(expected)
    fractions = 'sep=,\n"Age & gender"\n"","Women"\n"18-24","0.4"\n"25-34","0.6"\n'
    assert audience(fractions).tables["audience_shares"]["share"].to_list() == [1.0, 0.4, 0.6]


def test_shares_that_excel_made_dates_are_refused_and_others_told():
    with pytest.raises(ImportRejected, match="into dates, as in 3-apr"):
        audience(AUDIENCE.replace("10.5", "3-apr"))
    parsed = audience(AUDIENCE.replace("75.1", "most"))
    assert [(rejected.row, rejected.fields["value"]) for rejected in parsed.rejected] == [(9, "most")]
    assert "country" not in parsed.tables["audience_shares"]["dimension"].to_list()


def test_an_audience_of_pages_alone_has_nothing_to_keep():
    with pytest.raises(ImportRejected, match="no figures"):
        audience("sep=,\n" + AUDIENCE[AUDIENCE.index('"Top pages"') :])


def test_an_audience_without_its_first_line_is_the_same():
    expected = audience(platform="facebook").tables["audience_shares"]
    assert audience(AUDIENCE.removeprefix("sep=,\n"), platform="facebook").tables["audience_shares"].equals(expected)
