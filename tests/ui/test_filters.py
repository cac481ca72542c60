"""The filter bar and the address: a link reopens the exact view, and a bad link says so."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.importers.source import Source
from data.imports.apply import apply
from data.imports.plan import plan
from data.register.organisations import add_organisation
from metrics.period import Kind, Period
from tests.exports import meta_posts
from tests.golden.store import write_golden_store
from tests.pages.shown import APP, Shown
from ui.period_filter import Span


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The golden store is open, and a test may break it."""
    folder = tmp_path / "store"
    folder.mkdir()
    write_golden_store(folder)
    monkeypatch.setenv("GENOMSLAG_STORE", str(folder))
    return folder


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GENOMSLAG_STORE", raising=False)


def opened(**address: str | list[str]) -> AppTest:
    run = AppTest.from_file(APP, default_timeout=60)
    for name, value in address.items():
        run.query_params[name] = value
    run.run()
    assert not run.exception
    return run


def address(run: AppTest) -> dict[str, list[str]]:
    values = {name: run.query_params[name] for name in run.query_params}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in values.items()}


def test_the_address_names_organisation_and_month_though_nobody_chose_them(demo: None) -> None:
    assert address(opened()) == {"org": ["region-alvmark"], "period": ["2026-10"]}


def test_a_link_reopens_the_view(demo: None) -> None:
    link = {
        "org": ["region-alvmark"],
        "channels": ["linkedin", "alvmark-facebook"],
        "period": ["2026-Q3"],
        "compare": ["year"],
        "lang": ["en"],
    }
    run = opened(**link)
    assert address(run) == link
    assert run.selectbox(key="period_kind").value == "quarter"
    assert run.multiselect(key="channels").value == ["linkedin", "alvmark-facebook"]
    assert "quarter 3 2026, compared with quarter 3 2025" in Shown(run).text
    assert "LinkedIn, Facebook: Region Älvmark" in Shown(run).text


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("org", "nobody"),
        ("channels", "fax"),
        ("period", "2026-13"),
        ("period", "2031-01"),
        ("period", "<b>now</b>"),
        ("compare", "never"),
        ("lang", "tlh"),
    ],
)
def test_a_bad_link_falls_back_and_says_so(demo: None, parameter: str, value: str) -> None:
    run = opened(**{parameter: value})
    assert address(run) == {"org": ["region-alvmark"], "period": ["2026-10"]}
    assert Shown(run).text.count(f"”{value}”, som inte finns här.") == 1
    run.run()
    assert "som inte finns här" not in Shown(run).text


def test_choices_survive_a_change_of_language(demo: None) -> None:
    run = opened(period="2026-08", channels="facebook", compare="year")
    run.selectbox(key="lang").select("en").run()
    assert address(run) == {
        "org": ["region-alvmark"],
        "channels": ["facebook"],
        "period": ["2026-08"],
        "compare": ["year"],
        "lang": ["en"],
    }
    assert run.selectbox(key="period_one").value == "2026-08"


def test_another_kind_of_period_is_the_one_around_the_last(demo: None) -> None:
    run = opened(period="2026-08")
    for kind, period in {
        "week": "2026-W35",
        "tertial": "2026-T2",
        "year": "2026",
        "28d": "28d:2026-10-31",
        "custom": "2026-10-04..2026-10-31",
    }.items():
        run.selectbox(key="period_kind").select(kind).run()
        assert address(run)["period"] == [period]
    run.date_input(key="period_days").set_value((date(2026, 1, 15), date(2026, 3, 2))).run()
    assert address(run)["period"] == ["2026-01-15..2026-03-02"]
    run.date_input(key="period_days").set_value((date(2026, 2, 1),)).run()
    assert address(run)["period"] == ["2026-01-15..2026-03-02"]


def test_a_link_to_28_days_that_no_list_holds_is_kept(demo: None) -> None:
    run = opened(period="28d:2026-10-17")
    assert address(run)["period"] == ["28d:2026-10-17"]
    assert run.selectbox(key="period_one").value == "28d:2026-10-17"


def test_only_own_organisations_can_be_chosen(demo: None) -> None:
    assert opened().selectbox(key="org").options == ["Region Älvmark"]


def test_a_page_keeps_the_view_and_its_address(demo: None) -> None:
    run = opened(period="2026-08", lang="en")
    run.switch_page("pages/followers.py").run()
    assert address(run)["period"] == ["2026-08"]
    assert "than on 31 July 2026" in Shown(run).answer


def test_a_page_is_the_first_that_is_opened(demo: None) -> None:
    run = AppTest.from_file(APP, default_timeout=60)
    run.switch_page("pages/reach.py").run()
    assert not run.exception
    assert "Hur många når vi" in Shown(run).text


def test_a_store_that_vanishes_is_told_and_read_again_when_it_is_back(store: Path) -> None:
    run = opened()
    before = Shown(run).answer
    away = store.with_name("away")
    shutil.move(store, away)
    run.run()
    assert not run.exception
    assert str(store) in Shown(run).answer
    assert "Traceback" not in Shown(run).text
    shutil.move(away, store)
    run.run()
    assert Shown(run).answer == before


def test_a_store_with_posts_and_nothing_by_day_has_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENOMSLAG_STORE", str(tmp_path / "store"))
    add_organisation(tmp_path / "store", "Umeå kommun")
    (made,) = apply(plan(tmp_path / "store", [Source("Inlägg.csv", meta_posts({"Title": "Snöröjning"}))]))
    assert made.status == "imported"
    run = opened()
    assert "inga siffror i datalagret" not in Shown(run).text
    assert address(run)["org"] == ["umea-kommun"]


def test_a_damaged_table_is_told_and_read_again_when_it_is_mended(store: Path) -> None:
    table = store / "account_days.parquet"
    whole = table.read_bytes()
    table.write_bytes(whole[: len(whole) // 2])
    run = opened()
    assert Shown(run).answer == ""
    assert "account_days" in Shown(run).text
    table.write_bytes(whole)
    run.run()
    assert Shown(run).answer


def test_a_bug_is_logged_with_its_traceback_and_shown_as_a_number(
    demo: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    run = opened(period="2025-02")

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("ui.filters.figure_span", broken)
    run.run()
    record = [record for record in caplog.records if record.name == "genomslag"][-1]
    number = record.getMessage().removeprefix("Error ")
    assert record.exc_info is not None
    assert number in Shown(run).text
    assert "planted" not in Shown(run).text


@pytest.mark.parametrize(
    ("last", "period"),
    [(date(2026, 10, 31), "2026-10"), (date(2026, 10, 30), "2026-09"), (date(2026, 2, 3), "2026-02")],
)
def test_the_usual_period_is_the_last_whole_month(last: date, period: str) -> None:
    assert Span(date(2026, 2, 1), last).default().id == period


def test_periods_are_offered_newest_first_and_only_with_figures() -> None:
    span = Span(date(2025, 12, 10), date(2026, 2, 3))
    assert [period.id for period in span.periods(Kind.MONTH)] == ["2026-02", "2026-01", "2025-12"]
    assert [period.id for period in span.periods(Kind.YEAR)] == ["2026", "2025"]
    assert [period.end for period in span.periods(Kind.ROLLING)] == [
        date(2026, 2, 3),
        date(2026, 1, 31),
        date(2025, 12, 31),
    ]
    assert not span.holds(Period.parse("2025-11"))
    assert span.holds(Period.parse("2025-Q4"))


@pytest.mark.parametrize(
    ("last", "before", "kind", "period"),
    [
        (date(2026, 10, 31), "2026-10", Kind.WEEK, "2026-W43"),  # the week of the 31st is not whole
        (date(2026, 10, 25), "2026-10", Kind.WEEK, "2026-W43"),
        (date(2026, 10, 24), "2026-10", Kind.WEEK, "2026-W42"),
        (date(2026, 10, 31), "2026-05", Kind.WEEK, "2026-W22"),
        (date(2026, 10, 3), "2026-10", Kind.WEEK, "2026-W40"),  # no week of the month is whole
        (date(2026, 10, 31), "2026", Kind.WEEK, "2026-W43"),
        (date(2026, 10, 31), "2026-W40", Kind.MONTH, "2026-10"),  # the month of its Thursday
        (date(2026, 10, 31), "2026-W44", Kind.MONTH, "2026-10"),
        (date(2026, 10, 31), "2026-W01", Kind.YEAR, "2026"),
        (date(2026, 10, 31), "2026-W43", Kind.ROLLING, "28d:2026-10-25"),
        (date(2026, 10, 31), "2026-W43", Kind.CUSTOM, "2026-10-19..2026-10-25"),
    ],
)
def test_the_period_of_another_kind_is_the_one_most_likely_meant(
    last: date, before: str, kind: Kind, period: str
) -> None:
    assert Span(date(2024, 1, 10), last).of_kind(kind, Period.parse(before)).id == period


def test_weeks_are_offered_from_the_first_with_figures() -> None:
    weeks = Span(date(2025, 12, 31), date(2026, 1, 14)).periods(Kind.WEEK)
    assert [week.id for week in weeks] == ["2026-W03", "2026-W02", "2026-W01"]


def test_a_link_to_a_week_opens_every_page(demo: None) -> None:
    run = opened(period="2026-W43", lang="en")
    assert run.selectbox(key="period_kind").value == "week"
    assert "week 43, 2026, compared with week 42, 2026" in Shown(run).text
    for page in ("followers", "reach", "goals", "peers", "data", "glossary"):
        run.switch_page(f"pages/{page}.py").run()
        assert not run.exception
        assert address(run)["period"] == ["2026-W43"]
        assert Shown(run).answer
