"""Every number in every text of every report is a figure of it, to the digit; a sentence shows its own figures only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import LANGUAGES, Language
from metrics.catalogue import CATALOGUE
from metrics.change import beside
from metrics.figures import Scope, figures
from metrics.narrative import rows_of
from metrics.number_wording import number_name
from metrics.period import Kind as PeriodKind
from metrics.period import Period
from reports.contents import kind_for, report
from reports.report import Kind, Report
from tests.reports.reading import excused_in, names_in, sentences, strange, strange_in
from tests.reports.stores import DEMO, LEEDS, facts_of_store, made
from tests.stores import COMPARED_STORES, STORES, Made, drawn, facts_of, periods

REPORTS = [
    *(("demo", DEMO, period) for period in ("2026-10", "2026-03", "2026-07", "2024-02", "2026-Q3", "2025-Q4")),
    *(("demo", DEMO, period) for period in ("2026-T1", "2026-T2", "2025-H2", "2024", "2025", "2026", "2026-W43")),
    *(("demo", DEMO, period) for period in ("28d:2026-10-31", "2026-09-01..2026-10-15", "2026-11", "2023-11")),
    *(("leeds", LEEDS, period) for period in ("2023-08", "2023-Q2", "2022-T3", "2023", "2024")),
    *(("golden", one, "2020") for one in ("region-vasternorrland", "region-skane", "region-sormland", "rymdstyrelsen")),
    *(("golden", "region-vasternorrland", period) for period in ("2020-12", "2020-T3")),
    *(("golden", "vasterviks-kommun", "2020-10"), ("golden", "region-vasterbotten", "2015")),
    *((store, one, "2026-03") for store in ("campaigns", "campaigns under way") for one in ("jamtkraft", "tullverket")),
]


@pytest.mark.parametrize(
    ("store", "organisation", "period", "code"),
    [*((*one, "sv") for one in REPORTS), *((*one, "en") for one in REPORTS[::3])],
)
def test_every_number_is_a_figure_of_the_report(store: str, organisation: str, period: str, code: str) -> None:
    told = made(store, organisation, period, code)
    found = strange(told, names_in(facts_of_store(store)))
    assert not found, "\n".join(found)
    unnamed = {one.metric for one in told.numbers if number_name(one.metric, told.language) == one.metric}
    assert not unnamed


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_report_on_every_period_shows_its_figures_only(kind: Kind) -> None:
    for period in ("2026-10", "2026-Q2", "2025"):
        found = strange(made("demo", DEMO, period, "sv", kind), names_in(facts_of_store("demo")))
        assert not found, "\n".join(found)


@given(data=st.data())
@drawn(8)
def test_every_number_is_a_figure_whatever_the_store(data: st.DataObject) -> None:
    store: Made = data.draw(st.one_of(STORES, COMPARED_STORES))
    period = data.draw(periods(store))
    code, kind = data.draw(st.sampled_from(list(LANGUAGES))), data.draw(st.sampled_from(list(Kind)))
    with facts_of(store.tables, store.today) as facts:
        if facts.first_day is None:
            return
        found = strange(report(facts, Scope("own"), period, kind, Language(code)), names_in(facts))
        assert not found, "\n".join(found)


def a_sentence_with_figures() -> tuple[Report, list]:
    made_of = made("demo", DEMO, "2026-10")
    return made_of, [one for section in made_of.sections for one in sentences(section) if one.numbers]


def test_a_planted_number_in_a_sentence_is_found() -> None:
    made_of, found = a_sentence_with_figures()
    excused = excused_in(names_in(facts_of_store("demo")), made_of.language)
    missed = [
        one.text
        for one in found
        if any(digit in one.text for digit in "23456789")
        and not strange_in(replace(one, text=f"{one.text} 4 711"), excused, made_of.language)
    ]
    assert not missed
    assert all(not strange_in(one, excused, made_of.language) for one in found)


def test_another_figure_in_a_sentence_is_found() -> None:
    """Nearly every figure, when it is changed, is no longer that of the text beside it."""
    made_of, found = a_sentence_with_figures()
    excused = excused_in(names_in(facts_of_store("demo")), made_of.language)
    of_figures = [one for one in found if strange_in(replace(one, numbers=()), excused, made_of.language)]
    changed = [
        replace(one, numbers=tuple(replace(n, value=n.value * 1.7, low=n.low * 1.7, high=n.high * 1.7)
                                   for n in one.numbers))
        for one in of_figures
    ]  # fmt: skip
    assert len(changed) > 30
    assert sum(bool(strange_in(one, excused, made_of.language)) for one in changed) > 0.95 * len(changed)


def test_what_a_sentence_says_of_itself_is_what_it_was_made_from() -> None:
    _, found = a_sentence_with_figures()
    for one in found:
        assert set(one.values) == {value for number in one.numbers for value in number.values}
        assert one.metrics == tuple(dict.fromkeys(number.metric for number in one.numbers))


@pytest.mark.parametrize("period", ["2026-10", "2026-Q3", "2025"])
def test_the_figures_are_those_that_the_pages_ask_for(period: str) -> None:
    """Of the organisation, of each channel and of each platform, in the period and in every month."""
    facts, checked = facts_of_store("demo"), 0
    for number in made("demo", DEMO, period).numbers:
        if number.metric not in CATALOGUE or number.period.startswith("set:"):
            continue
        scope, _, part = number.of.partition("/")
        by, _, key = part.partition(":")
        if scope != DEMO or by not in ("", "account", "platform", "topic", "format"):
            continue
        rows = rows_of(figures(facts, (number.metric,), Scope(DEMO), Period.parse(number.period), by or None))
        (row,) = (row for row in rows if (row.by or "") == key)
        assert (number.low, number.high) == pytest.approx((row.low, row.high), nan_ok=True), number
        checked += 1
    assert checked > 200


def test_a_period_that_is_not_over_is_compared_over_the_days_that_are() -> None:
    facts, period = facts_of_store("demo"), Period.parse("2026-11")
    assert period.end >= facts.today
    over, _ = beside(period, "previous", facts.today)
    assert over.end == facts.today - timedelta(days=1)
    assert kind_for(Period.of(PeriodKind.MONTH, facts.today)) is Kind.MONTH
