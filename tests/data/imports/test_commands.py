"""`python -m data import`, `undo`, `imports`, `compact`, `vacuum`: what they print, and how they exit."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import UTC, date, datetime

import deltalake
import pytest

from data.__main__ import main
from data.store import open_store
from tests.data.imports.small_exports import new_store, values

DAY = date(2026, 10, 1)


def series(title: str, *counts: int) -> bytes:
    """A daily series as Meta Business Suite writes one, from 1 October."""
    rows = [f'"2026-10-{day:02}T00:00:00","{count}"' for day, count in enumerate(counts, 1)]
    return "\n".join(["sep=,", f'"{title}"', '"Date","Primary"', *rows, ""]).encode("utf-16")


@pytest.fixture
def store(tmp_path):
    return new_store(tmp_path / "store")


@pytest.fixture
def visits(tmp_path):
    path = tmp_path / "Visits.csv"
    path.write_bytes(series("Facebook visits", 5, 7))
    seen = datetime(2026, 11, 1, tzinfo=UTC).timestamp()
    os.utime(path, (seen, seen))
    return path


def run(capsys, *arguments: object) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr().out


def report(capsys, *arguments: object) -> tuple[int, dict]:
    code, printed = run(capsys, "import", "--json", *arguments)
    (file,) = json.loads(printed)["files"]
    return code, file


def test_a_report_says_what_became_of_a_file(capsys, store, visits):
    code, file = report(capsys, "--store", store, "--account", "fb", visits)
    assert code == 0
    wanted = {
        "file": "Visits.csv", "status": "imported", "importer": "meta_daily", "account": "fb",
        "from_date": "2026-10-01", "to_date": "2026-10-02", "rows_added": 2, "rows_changed": 0, "rows_same": 0,
        "rows_rejected": 0, "rejected": [], "questions": [],
    }  # fmt: skip
    assert {name: file[name] for name in wanted} == wanted
    assert values(store, "profile_visits") == {0: 5, 1: 7}
    (row,) = open_store(str(store)).scan("imports").collect().to_dicts()
    assert row["observed_at"] == datetime(2026, 11, 1, tzinfo=UTC)


def test_an_open_question_exits_2_and_writes_nothing(capsys, store, visits):
    code, file = report(capsys, "--store", store, visits)
    assert (code, file["status"], file["rows_added"]) == (2, "asks", 0)
    (question,) = file["questions"]
    assert question["about"] == "account"
    assert question["choices"][0] == {"value": "fb", "label": "Region Älvmark (Facebook)"}
    assert values(store) == {}


def test_a_dry_run_writes_nothing(capsys, store, visits):
    code, file = report(capsys, "--store", store, "--account", "fb", "--dry-run", visits)
    assert (code, file["rows_added"]) == (0, 2)
    assert not (store / "imports").exists()


@pytest.mark.parametrize(("partial", "added"), [((), 0), (("--partial",), 1)])
def test_a_rejected_row_exits_1_and_is_named(capsys, store, tmp_path, partial, added):
    bad = tmp_path / "Visits.csv"
    bad.write_bytes(series("Facebook visits", 5).replace("5".encode("utf-16-le"), "five".encode("utf-16-le"), 0))
    bad.write_bytes((series("Facebook visits", 5).decode("utf-16") + '"2026-10-02T00:00:00","five"\n').encode("utf-16"))
    code, file = report(capsys, "--store", store, "--account", "fb", *partial, bad)
    assert (code, file["rows_added"], file["rows_rejected"]) == (1, added, 1)
    assert file["rejected"][0]["row"] == 5
    assert values(store, "profile_visits") == ({0: 5} if added else {})


def test_a_known_export_without_figures_is_refused_by_its_name(capsys, store, tmp_path):
    path = tmp_path / "Visits.csv"
    path.write_bytes(series("Facebook visits"))
    code, file = report(capsys, "--store", store, "--account", "fb", path)
    assert (code, file["status"], file["importer"]) == (1, "refused", "meta_daily")
    assert "no figures" in file["rejected"][0]["reason"]


def test_what_nobody_knows_is_refused(capsys, store, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    code, file = report(capsys, "--store", store, tmp_path / "x.csv")
    assert (code, file["status"], len(file["rejected"])) == (1, "refused", 1)


def test_folders_and_zips_are_opened(capsys, store, tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "Visits.csv").write_bytes(series("Facebook visits", 5))
    (folder / ".hidden").write_bytes(b"x")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("Link clicks.csv", series("Facebook link clicks", 3))
    code, printed = run(capsys, "import", "--json", "--store", store, "--account", "fb", folder)
    assert code == 0
    assert [file["file"] for file in json.loads(printed)["files"]] == ["Visits.csv", "more.zip/Link clicks.csv"]
    assert (values(store, "profile_visits"), values(store, "link_clicks")) == ({0: 5}, {0: 3})


def test_two_files_of_one_name_are_two_files(capsys, store, tmp_path):
    for folder, counts in (("a", (5, 7)), ("b", (1, 2, 3))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.csv").write_bytes(
            series(f"Facebook {'visits' if folder == 'a' else 'follows'}", *counts)
        )
    paths = [tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv"]
    _, printed = run(capsys, "import", "--json", "--store", store, "--account", "fb", *paths)
    assert [file["rows_added"] + file["rows_changed"] for file in json.loads(printed)["files"]] == [2, 3]
    assert values(store, "profile_visits") == {0: 5, 1: 7, 2: None}
    assert values(store, "followers_gained") == {0: 1, 1: 2, 2: 3}


def test_an_empty_folder_becomes_a_store(capsys, tmp_path, visits):
    store = tmp_path / "new"
    code, printed = run(
        capsys, "import", "--store", store, "--organisation", "Geab", "--sector", "utility", "--account", "geab", visits
    )
    assert code == 0
    assert "Visits.csv: imported" in printed
    assert "geab 2026-10-01 – 2026-10-02: 2 rows added, 0 changed, 0 same, 0 rejected" in printed
    assert main(["check", "--store", str(store)]) == 0


def test_imports_are_listed_and_undone(capsys, store, visits):
    _, file = report(capsys, "--store", store, "--account", "fb", visits)
    _, printed = run(capsys, "imports", "--store", store, "--json")
    assert [row["import_id"] for row in json.loads(printed)["imports"]] == [file["import_id"]]
    code, printed = run(capsys, "undo", "--store", store, file["import_id"])
    assert (code, printed) == (0, "account_days: 2 rows taken away, 0 put back\n")
    _, printed = run(capsys, "imports", "--store", store)
    assert "undone" in printed
    assert main(["undo", "--store", str(store), "nobody"]) == 1


def test_compacting_keeps_versions_and_vacuum_takes_only_what_is_old(capsys, store, tmp_path, visits):
    for number in range(3):
        visits.write_bytes(series("Facebook visits", *([1] * (number + 1))))
        run(capsys, "import", "--store", store, "--account", "fb", visits)
    place = str(store / "account_days")
    before, version = values(store, "profile_visits"), deltalake.DeltaTable(place).version()
    assert run(capsys, "compact", "--store", store)[0] == 0
    assert len(deltalake.DeltaTable(place).file_uris()) == 1
    assert run(capsys, "vacuum", "--store", store, "--retention", "30")[1] == "0 files\n"
    assert deltalake.DeltaTable(place, version=version).to_pyarrow_table().num_rows == 3
    assert values(store, "profile_visits") == before


@pytest.mark.parametrize("arguments", [("--retention", "0"), ()])
def test_vacuum_is_told_how_much_to_keep(store, arguments):
    with pytest.raises(SystemExit) as caught:
        main(["vacuum", "--store", str(store), *arguments])
    assert caught.value.code == 2
