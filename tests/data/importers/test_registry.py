"""Which importer reads a file."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from data.importers.registry import IMPORTERS, read, recognised, sources
from data.importers.source import Answers, ImportRejected, Source
from locales import Language

DAILY = 'sep=,\n"Facebook follows"\n"Date","Primary"\n"2025-10-31T00:00:00","4"\n'


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"folder/{name}.csv", text)
    return content.getvalue()


def test_importers_have_names_of_their_own_in_both_languages():
    assert len({importer.id for importer in IMPORTERS}) == len(IMPORTERS)
    assert all(Language("sv").text(importer.label) != importer.label for importer in IMPORTERS)


def test_every_file_in_a_zip_is_read_as_it_would_be_alone():
    seen = datetime(2026, 3, 5, tzinfo=UTC)
    source = Source("all.zip", zipped(a=DAILY, b=DAILY.replace("follows", "visits")), seen)
    assert [(one.name, one.observed_at) for one in sources(source)] == [("a.csv", seen), ("b.csv", seen)]
    gained, visits = read(source, Answers())
    assert gained.tables["account_days"]["followers_gained"].to_list() == [4]
    assert visits.tables["account_days"]["profile_visits"].to_list() == [4]


def test_a_file_that_is_no_zip_is_its_own_source():
    source = Source("a.csv", DAILY.encode())
    assert sources(source) == [source]


def test_a_file_larger_than_the_limit_is_not_looked_at(monkeypatch):
    monkeypatch.setenv("GENOMSLAG_IMPORT_MAX_BYTES", "20")
    with pytest.raises(ImportRejected, match=r"a\.csv is not opened"):
        read(Source("a.csv", DAILY.encode()), Answers())


@pytest.mark.parametrize("content", [b"", b"\0" * 50, b"\n\n\n", b"%PDF-1.7\n\x80\x81,\n", b"\xff\xfe"])
def test_no_importer_stumbles_over_what_is_no_export(content):
    source = Source("a.csv", content)
    assert recognised(source) == []
    with pytest.raises(ImportRejected):
        read(source, Answers())


def test_what_is_wrong_with_a_zip_is_said():
    with pytest.raises(ImportRejected, match="damaged or cut off"):
        read(Source("a.zip", b"PK\x03\x04"), Answers())


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Video views,Reached audience,Profile views,Likes\n1,1,1,1\n", "Date"),
        ("Followers,Difference in followers from previous day\n5,1\n", "Date"),
        ('"Date","Difference in followers from previous day"\n"August 31","5"\n', "Followers"),
        ("Video title,Post time,Total likes,Total comments,Total shares,Total views\nx,1 May,1,1,1,1\n", "Video link"),
        ("Video link,Total likes,Total comments,Total shares,Total views\nx,1,1,1,1\n", "Post time"),
        ("Impressions,Likes,New follows,Unfollows,Replies\n1,1,1,1,1\n", "Date"),
        ("Date,Likes,New follows,Unfollows,Replies\n2026-10-01,1,1,1,1\n", "Impressions"),
        ("Content,Video publish time,Views\nabcdefghijk,2026-10-01,1\n", "Video title"),
        ("Video title,Video publish time,Views\nSnö,2026-10-01,1\n", "Content"),
        ("Permalink,Posted,Lifetime Post Total Reach,Lifetime Post organic reach\nx,1,1,1\n", "Post ID"),
        ("Datum,Etikett,Händelser,Avvisningar\n2026-10-01,Facebook,1,1\n", "Visits"),
    ],
)
def test_a_file_that_lacks_one_column_is_known_by_the_others_and_the_column_is_named(text, missing):
    with pytest.raises(ImportRejected, match=f"“{missing}” is missing"):
        read(Source("a.csv", text.encode()), Answers(year=2025))
