"""The glossary: every metric, its formula, its example and the organisation's own value."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales import Language
from metrics.catalogue import CATALOGUE
from metrics.definition import Metric
from metrics.definition_wording import definitions, matching
from metrics.figures import Scope
from metrics.methods import METHODS, NOTICED
from metrics.period import Period
from tests.pages.shown import open_page
from ui.load import store_facts

SCOPE = Scope("region-vasternorrland")


def test_every_metric_is_there_with_the_chosen_organisations_value(golden: Path) -> None:
    page = open_page("glossary", org="region-vasternorrland", period="2020-12", lang="sv")
    for metric_id in CATALOGUE:
        assert f'id="metric-{metric_id}"' in page.markup
    assert "121\u00a0540" in page.text
    assert "49,6\u00a0%" in page.text
    assert "27\u00a0000 följare / 245\u00a0000 invånare × 1\u00a0000" in page.text


def test_a_search_narrows_it_and_stands_in_the_address(golden: Path) -> None:
    page = open_page("glossary", org="region-vasternorrland", period="2020-12", search="cost contact", lang="en")
    assert 'id="metric-cost_per_contact"' in page.markup
    assert 'id="metric-followers"' not in page.markup
    assert page.run.query_params["search"] in ("cost contact", ["cost contact"])


def test_a_search_for_nothing_says_so_and_is_text(golden: Path) -> None:
    page = open_page("glossary", org="region-vasternorrland", period="2020-12", search="<b>zzz</b>", lang="en")
    assert "Nothing here says “<b>zzz</b>”." in page.text
    assert "<b>zzz</b>" not in page.markup


def test_it_tells_how_figures_are_judged_with_the_rates_as_a_table(golden: Path) -> None:
    page = open_page("glossary", org="region-vasternorrland", period="2020-12", lang="sv")
    for method in METHODS:
        assert f'id="method-{method.id}"' in page.markup
    assert page.markup.count("<table") == 1
    assert page.markup.count('<th scope="row"') == len(NOTICED.seen)
    assert page.markup.index('id="metric-conversions"') < page.markup.index('id="method-verdicts"')


@pytest.mark.parametrize("anchor", ["metric-reach", "method-verdicts"])
def test_a_link_shows_one_entry_alone(golden: Path, anchor: str) -> None:
    page = open_page("glossary", org="region-vasternorrland", period="2020-12", search=anchor, lang="sv")
    assert page.markup.count("<section") == 1
    assert f'<section id="{anchor}"' in page.markup


@pytest.mark.parametrize("declared", CATALOGUE.values(), ids=list(CATALOGUE))
def test_a_search_finds_why_the_platform_says_something_else(golden: Path, declared: Metric) -> None:
    found = matching(definitions(store_facts(), SCOPE, Period.parse("2020-12"), Language("en")), declared.differs)
    assert [one.id for one in found] == [declared.id]
