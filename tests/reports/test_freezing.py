"""A report is frozen, figures are restated, and it opens with the same numbers; what has changed since is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

import reports.freezing
from data.errors import GenomslagError, NothingYet, StoreError
from data.files import DeltaTable
from data.imports.undo import undo
from data.register.reports import frozen_report
from data.store import Store, open_store
from data.write import write_table
from locales import Language
from metrics.facts import build_facts
from reports.contents import Chosen
from reports.freezing import ChangedMeanwhile, Outcome, ToFreeze, freeze_report, opened
from reports.kept import contents_of, figures_in, report_in
from reports.report import Comment, Kind, Paragraph
from reports.restated import changes_since
from reports.restated_words import outcome_sentences, since_sentence, since_table
from tests.data.imports.small_exports import export, new_store
from tests.reports.kept_store import (
    FROZEN_AT,
    LATER,
    TODAY,
    asked,
    facts_of,
    imports,
    made,
    restated,
    store_of_a_region,
)
from tests.reports.stores import DEMO, LEEDS
from tests.reports.stores import made as made_of

SV = Language("sv")
HOSTILE = ("<script>alert(1)</script>", '=HYPERLINK("http://x","y")', "åäö ÅÄÖ é \u200b€", "lång " * 2_000)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    return store_of_a_region(tmp_path_factory.mktemp("kept") / "store")


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "store"))


@pytest.fixture(scope="module")
def frozen_once(built: Path, tmp_path_factory) -> tuple[Path, str]:
    """A store with the report of October frozen, and the report's id."""
    store = Path(shutil.copytree(built, tmp_path_factory.mktemp("frozen") / "store"))
    return store, freeze_report(store, asked(), made(store), FROZEN_AT)


@pytest.fixture
def frozen(store: Path, frozen_once: tuple[Path, str]) -> str:
    """The report of October, frozen in the store."""
    shutil.rmtree(store)
    shutil.copytree(frozen_once[0], store)
    return frozen_once[1]


def since(store: Path, report_id: str):
    found, now = opened(store, report_id), facts_of(store)
    told = changes_since(found, now)
    return found, told, since_sentence(told, found, now, SV), since_table(told, found.frozen, now, SV).shown


def test_a_frozen_report_opens_with_the_same_numbers_after_a_restating_import(store, frozen):
    before = opened(store, frozen)
    restated(store)
    after = opened(store, frozen)
    assert before.outcome is after.outcome is Outcome.SAME
    assert after.report == before.report
    assert after.figures == before.figures
    assert len(after.figures) > 20
    assert after.figures["views", "region", "2026-10"].value == sum(400 + 3 * day for day in range(31))
    assert outcome_sentences(after, SV)[0].startswith("Alla 29 siffror har räknats om")


def test_nothing_has_changed_where_nothing_was_restated(store, frozen):
    _, told, sentence, rows = since(store, frozen)
    assert (told.changed, rows) == ((), [])
    assert sentence == "Ingen siffra har ändrats sedan 20 november 2026."


def test_what_was_restated_is_named_with_old_new_and_the_file(store, frozen):
    restated(store)
    _, told, sentence, rows = since(store, frozen)
    assert sentence == "Sju av 29 siffror har ändrats sedan 20 november 2026."
    assert rows[0] == ["Interaktioner", "Region Älvmark", "oktober 2026", "737", "1\u00a0213", "rättelse.json"]
    assert ["Visningar", "Region Älvmark", "oktober 2026", "13\u00a0795", "14\u00a0286", "rättelse.json"] in rows
    assert {row[5] for row in rows} == {"rättelse.json"}
    assert told.traced
    assert {one.platforms for one in told.changed} == {frozenset({"facebook"})}


def test_what_was_undone_is_named_so(store):
    added = restated(store)
    one = freeze_report(store, asked(), made(store), LATER + timedelta(hours=1))
    undo(store, added, LATER + timedelta(days=1))
    _, _, _, rows = since(store, one)
    assert [
        "Visningar",
        "Region Älvmark",
        "oktober 2026",
        "14\u00a0286",
        "13\u00a0795",
        "rättelse.json, som har ångrats",
    ] in rows


def test_what_was_changed_by_hand_says_that_no_import_did(store, frozen):
    rows = open_store(str(store)).scan("account_days").filter(pl.col("views") == 400).collect()
    write_table(store, "account_days", rows.with_columns(views=pl.lit(500)))
    _, _, _, told = since(store, frozen)
    assert [
        "Visningar",
        "Region Älvmark",
        "oktober 2026",
        "13\u00a0795",
        "13\u00a0895",
        "ingen import: ändrad för hand",
    ] in told


def test_new_days_after_the_period_change_nothing(store, frozen):
    imports(store, export({40: {"views": 9_999, "followers": 9_999}}, name="november.json", seen=12), at=LATER)
    assert since(store, frozen)[1].changed == ()


def test_where_versions_are_gone_the_report_is_shown_as_it_was_kept(store, frozen):
    before, table = opened(store, frozen).report, str(store / "account_days")
    restated(store)
    then = DeltaTable(table, version=frozen_report(store, frozen).versions["account_days"]).file_uris()
    for path in {*then} - {*DeltaTable(table).file_uris()}:
        Path(path).unlink()
    found, told, sentence, rows = since(store, frozen)
    assert (found.outcome, found.report, found.again) == (Outcome.GONE, before, None)
    assert outcome_sentences(found, SV)[1].startswith("Siffrorna går inte att räkna om")
    assert sentence.startswith("Sju av 29 siffror")
    assert not told.traced
    assert {row[5] for row in rows} == {"går inte längre att säga"}


def test_a_report_whose_code_has_changed_says_so(store, frozen, monkeypatch):
    def otherwise(*given):
        found = made(store)
        sections = [
            replace(
                one, numbers=tuple(replace(n, value=n.value + 1) if n.metric == "views" else n for n in one.numbers)
            )
            for one in found.sections
        ]
        return replace(found, sections=tuple(sections))

    before = opened(store, frozen).report
    monkeypatch.setattr(reports.freezing, "report", otherwise)
    found = opened(store, frozen)
    assert (found.outcome, found.report) == (Outcome.OTHERWISE, before)
    assert 0 < found.differing < 5
    assert "siffror på ett annat sätt" in outcome_sentences(found, SV)[1]


def test_a_report_that_was_tampered_with_is_not_shown(store, frozen):
    rows = open_store(str(store)).scan("reports").collect()
    write_table(store, "reports", rows.with_columns(figures_sha256=pl.lit("0")))
    with pytest.raises(GenomslagError, match="does not hold the figures"):
        opened(store, frozen)


def test_nothing_is_frozen_that_nobody_has_read(store):
    seen = made(store)
    restated(store)
    with pytest.raises(ChangedMeanwhile):
        freeze_report(store, asked(), seen)
    assert freeze_report(store, asked(), made(store))


def test_texts_and_comments_come_back_to_the_letter(store):
    texts = {"summary": {f"text {n}": Comment(text, text) for n, text in enumerate(HOSTILE)}}
    chosen = Chosen(
        comments={"goals": [], "reach": [Comment(text, text) for text in HOSTILE]}, texts=texts, author="Bo"
    )
    one = freeze_report(store, asked(chosen), made(store, chosen))
    found = opened(store, one)
    [reach] = [section for section in found.report.sections if section.id == "reach"]
    assert [block.text for block in reach.blocks if isinstance(block, Comment)] == list(HOSTILE)
    [summary] = [section for section in found.report.sections if section.id == "summary"]
    written = [block for block in summary.blocks if isinstance(block, Paragraph) and block.edited_by]
    assert [block.edited_by for block in written] == list(HOSTILE)
    assert found.outcome is Outcome.SAME
    assert frozen_report(store, one).author == "Bo"


@pytest.mark.parametrize(
    ("store_name", "organisation", "period"), [("demo", DEMO, "2026-10"), ("leeds", LEEDS, "2023")]
)
def test_a_report_as_json_is_the_same_report(store_name, organisation, period):
    report = made_of(store_name, organisation, period)
    contents = contents_of(report)
    again = report_in(contents)
    assert contents_of(again) == contents
    assert [(one.title, len(one.blocks), type(one)) for one in again.sections] == [
        (one.title, len(one.blocks), type(one)) for one in report.sections
    ]
    assert repr(again.numbers) == repr(report.numbers)
    assert figures_in(contents).keys() == {number.key for number in report.numbers}
    with pytest.raises(ValueError, match="report"):
        report_in({"figures": []})


def test_a_month_alone_is_frozen_and_opened(tmp_path):
    store = store_of_a_region(tmp_path / "store", {0: {"followers": 5, "views": 1}})
    assert opened(store, freeze_report(store, asked())).outcome is Outcome.SAME


def test_of_a_store_without_figures_there_is_no_report(tmp_path):
    with pytest.raises(NothingYet):
        freeze_report(new_store(tmp_path / "store"), asked())


def test_nothing_is_frozen_in_the_demo(demo_store):
    with pytest.raises(StoreError):
        freeze_report(demo_store, asked())


def test_another_kind_on_the_same_period_is_another_report(store):
    first = freeze_report(store, asked())
    second = freeze_report(store, ToFreeze(**{**vars(asked()), "kind": Kind.QUARTER}))
    assert (first, second) == ("region-2026-10-month", "region-2026-10-quarter")
    assert build_facts(Store(str(store)), TODAY).store.scan("reports").collect().height == 2
