"""The template says what every column is, in both languages, and is read back as empty."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, date, datetime, time

import pytest

from data.__main__ import main
from data.importers.reading import workbook
from data.importers.source import Answers, Source
from data.importers.template import Template
from data.schema import APART, SCHEMAS, TABLES
from data.template.csv_files import write_csv
from data.template.examples import EXAMPLES
from data.template.headings import SHEETS, columns_of, heading, wording
from data.template.layout import choice_names, example
from data.template.words import IN_PER_CENT, METRIC_NAMES, NAMES, SEGMENT_NAMES, choices, spelt
from data.template.workbook import write_workbook
from locales import LANGUAGES, Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Unit

BOTH = [Language(code) for code in LANGUAGES]


@pytest.fixture(params=BOTH, ids=lambda language: language.code)
def language(request):
    return request.param


def test_every_table_but_imports_and_reports_is_a_sheet():
    assert {*SHEETS} == {*TABLES} - {"imports", *APART} == {*EXAMPLES}


def test_every_heading_of_a_sheet_is_its_own_and_every_column_is_explained(language):
    for table in SHEETS:
        names = [heading(table, column, language).casefold() for column in columns_of(table)]
        assert len({*names}) == len(names), table
        assert all(wording(table, column).explanation for column in columns_of(table))
    titles = [language.text(words.heading) for words in SHEETS.values()]
    assert len({*titles}) == len(titles)
    assert all(len(title) <= 31 and not re.search(r"[\[\]:*?/\\']", title) for title in titles)  # what Excel allows


def test_every_choice_of_the_contract_has_a_word_and_every_word_is_one_choice():
    for allowed, names in NAMES.items():
        assert tuple(names) == allowed
    for table in SHEETS:
        for column in columns_of(table):
            for language in BOTH:
                words = [name.casefold() for name in choice_names(table, column, language)]
                assert len({*words}) == len(words)
            known = SEGMENT_NAMES if column == "segment" else choices(table, column)
            assert {*spelt(table, column).values()} == {*known}


def test_the_measures_to_choose_from_are_the_catalogues():
    labels = {metric.id: metric.label for metric in CATALOGUE.values()}
    assert {name: labels[name] for name in METRIC_NAMES} == METRIC_NAMES
    per_cent = {metric.id for metric in CATALOGUE.values() if metric.unit is Unit.PER_CENT}
    assert {*IN_PER_CENT} == per_cent & {*METRIC_NAMES}


def test_a_new_template_holds_headings_names_and_an_example_and_gives_no_rows(tmp_path, language):
    write_workbook(tmp_path / "mall.xlsx", language)
    content = (tmp_path / "mall.xlsx").read_bytes()
    sheets = {sheet.name: sheet.rows for sheet in workbook(content)}
    for table in SHEETS:
        rows = sheets[language.text(SHEETS[table].heading)]
        assert rows[0] == [heading(table, column, language) for column in columns_of(table)]
        assert rows[1] == list(columns_of(table))
        assert str(rows[2][0]).startswith(language.text("Example: {value}", value=""))
        assert len(rows) == 3
    source = Source("mall.xlsx", content)
    assert Template().detect(source)
    (parsed,) = Template().parse(source, Answers())
    assert (parsed.tables, parsed.rejected, parsed.unknown) == ({}, (), ())


@pytest.mark.parametrize("table", SHEETS)
def test_the_example_would_be_a_right_row_were_it_not_marked(tmp_path, language, table):
    write_csv(tmp_path, language, [table])
    text = (tmp_path / f"{table}.csv").read_text(encoding="utf-8-sig")
    mark = language.text("Example: {value}", value="")
    assert text.count(mark) == 1
    name = f"{table}.csv"
    (marked,) = Template().parse(Source(name, text.encode()), Answers())
    assert not marked.tables[table].height
    assert not marked.rejected
    (parsed,) = Template().parse(Source(name, text.replace(mark, "").encode()), Answers())
    assert not parsed.rejected
    (row,) = parsed.tables[table].to_dicts()
    for column, value in EXAMPLES[table].items():
        wanted: object = language.text(str(value)) if column in ("text", "objective") else value
        if column in ("set_at", "written_at"):
            wanted = datetime.combine(date.fromisoformat(str(value)), time(), tzinfo=UTC)
        if column == "published_at":
            wanted = datetime(2026, 3, 5, 13, 30, tzinfo=UTC)  # half past two in Sweden
        assert row[column] == wanted, column


def test_lists_and_explanations_stand_in_the_workbook(tmp_path, language):
    write_workbook(tmp_path / "mall.xlsx", language, ["accounts", "organisations"])
    with zipfile.ZipFile(tmp_path / "mall.xlsx") as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    lists = "\n".join(parts.values())
    assert lists.count("<dataValidation ") == sum(
        bool(choices(table, column)) or (table, column) == ("accounts", "org_id") or column in ("own", "primary")
        for table in ("accounts", "organisations")
        for column in columns_of(table)
    )
    title = language.text(SHEETS["organisations"].heading)
    assert f"<formula1>'{title}'!$A$4:$A$5000</formula1>" in lists
    assert language.text(wording("accounts", "handle").explanation) in lists
    assert "<f>" not in lists


def test_only_what_every_row_needs_is_bold_and_said_so(tmp_path, language):
    write_workbook(tmp_path / "mall.xlsx", language, ["accounts"])
    guide = workbook((tmp_path / "mall.xlsx").read_bytes())[0].rows
    must = language.text("Must be filled in")
    said = {row[1]: row[2] for row in guide if row[1] and row[0] is None}
    for column in columns_of("accounts"):
        needed = not SCHEMAS["accounts"].columns()[column].nullable
        assert (said[heading("accounts", column, language)] == must) is needed


def test_the_command_makes_a_workbook_or_files(tmp_path, capsys):
    assert main(["template", "--language", "en", "--tables", "goals", "notes", "--", str(tmp_path / "mall")]) == 0
    assert [sheet.name for sheet in workbook((tmp_path / "mall.xlsx").read_bytes())][1:3] == ["Goals", "Notes"]
    assert main(["template", "--csv", str(tmp_path / "filer")]) == 0
    assert {path.stem for path in (tmp_path / "filer").iterdir()} == {*SHEETS}
    assert str(tmp_path / "mall.xlsx") in capsys.readouterr().out


def test_a_place_that_cannot_be_written_to_is_said(tmp_path, capsys):
    (tmp_path / "fil").write_text("x")
    assert main(["template", "--language", "en", str(tmp_path / "fil" / "mall.xlsx")]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_examples_are_written_in_the_language():
    assert example("accounts", Language("en"))[2] == "Facebook"
    assert example("organisations", Language("sv"))[2:4] == ["Kommun", "Ja"]
