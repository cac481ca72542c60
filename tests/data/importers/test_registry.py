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
