"""The glossary: every metric, its formula, its example and the organisation's own value."""

from __future__ import annotations

from pathlib import Path

from metrics.catalogue import CATALOGUE
from tests.pages.shown import open_page


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
