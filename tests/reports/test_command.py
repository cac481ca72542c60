"""`python -m reports`: the same files as the page's, frozen or not, with errors that a cron job can tell apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.register.reports import frozen_reports
from reports.__main__ import FAILED, NO_PDF, USAGE_ERROR, main
from reports.files import FORMATS, file_name, written
from reports.pdf import NoPdf
from tests.reports.kept_store import made, restated, store_of_a_region
from tests.reports.stores import DEMO, LEEDS
from tests.reports.stores import made as made_of

NAMES = [f"region-alvmark-2026-10-manadsrapport.{form}" for form in ("html", "pptx", "xlsx")]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    return store_of_a_region(tmp_path_factory.mktemp("command") / "store")


def run(store: Path, *more: str) -> int:
    return main(["--store", str(store), "--organisation", "region", "--period", "2026-10", *more])


def test_it_writes_the_files_and_says_where(store, tmp_path, capsys):
    assert run(store, "--out", str(tmp_path / "ut")) == 0
    found = sorted((tmp_path / "ut").iterdir())
    assert [one.name for one in found] == NAMES
    assert sorted(capsys.readouterr().out.split()) == [str(one) for one in found]
    assert [one.read_bytes()[:2] for one in found] == [b"<!", b"PK", b"PK"]


def test_without_chromium_everything_else_is_made(store, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GENOMSLAG_CHROMIUM", str(tmp_path / "nothing"))
    assert run(store, "--out", str(tmp_path), "--format", "pdf,html") == NO_PDF
    assert [one.name for one in tmp_path.iterdir()] == NAMES[:1]
    assert "Chromium" in capsys.readouterr().err
    with pytest.raises(NoPdf):
        written(made(store), "pdf")


def test_it_freezes_and_writes_what_was_frozen(tmp_path, capsys):
    store = store_of_a_region(tmp_path / "store")
    assert run(store, "--freeze", "--author", "Anna Öberg", "--sections", "reach,summary", "--today", "2026-11-28") == 0
    [frozen] = frozen_reports(store)
    assert frozen.id in capsys.readouterr().out
    assert (frozen.author, frozen.choices["sections"]) == ("Anna Öberg", ["reach", "summary"])
    restated(store)
    assert main(["--store", str(store), "--frozen", frozen.id, "--format", "html", "--out", str(tmp_path)]) == 0
    page = (tmp_path / NAMES[0]).read_text(encoding="utf-8")
    assert "13\u00a0795" in page
    assert "14\u00a0286" not in page
    assert "Anna Öberg" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--freeze"], "--author"),
        (["--format", "docx"], "docx"),
        (["--sections", "summary,weather"], "weather"),
        (["--period", "2026-T9"], "2026-T9"),
        (["--frozen", "x", "--freeze", "--author", "A"], "not frozen"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(store, wrong, said, capsys):
    with pytest.raises(SystemExit) as ended:
        run(store, *wrong)
    assert ended.value.code == USAGE_ERROR
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--organisation", "nobody"], "nobody"),
        (["--frozen", "nothing"], "nothing"),
        (["--template", "/nowhere/mall.pptx"], "mall.pptx"),
        (["--store", "/nowhere/store"], "/nowhere/store"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_one(store, wrong, said, capsys, tmp_path):
    assert run(store, *wrong, "--out", str(tmp_path)) == FAILED
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_template_that_is_none_is_refused(store, tmp_path, capsys):
    (tmp_path / "mall.pptx").write_bytes(b"no template at all")
    assert run(store, "--template", str(tmp_path / "mall.pptx"), "--format", "pptx", "--out", str(tmp_path)) == FAILED
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("store_name", "organisation", "period", "name"),
    [
        ("demo", DEMO, "2026-T2", "region-alvmark-2026-T2-delarsrapport"),
        ("demo", DEMO, "28d:2026-10-31", "region-alvmark-28d-2026-10-31-rapport"),
        ("leeds", LEEDS, "2023", "leeds-2023-2023-arsrapport"),
    ],
)
def test_the_name_of_a_file_is_safe(store_name, organisation, period, name):
    report = made_of(store_name, organisation, period)
    assert [file_name(report, form) for form in FORMATS] == [f"{name}.{form}" for form in FORMATS]
