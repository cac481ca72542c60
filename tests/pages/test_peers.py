"""The peers page: who comes first depends on what you divide by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.shown import open_page

REGIONS = "region:2020:regions"


@pytest.mark.parametrize(
    ("per", "first", "answer", "evidence"),
    [
        (
            "raw",
            "Region Skåne",
            "Region Västernorrland ligger på plats 2 av 3 i följare: i den mittersta hälften av gruppen.",
            "Värdet är 27\u00a0000, och gruppens median 27\u00a0000. Visar storlek mer än skicklighet",
        ),
        (
            "inhabitants",
            "Region Västernorrland",
            (
                "Region Västernorrland ligger på plats 1 av 3 i följare per 1\u00a0000 invånare: "
                "över den mittersta hälften av gruppen."
            ),
            "Värdet är 110,2, och gruppens median 63,3. Visar hur långt ut bland invånarna det når.",
        ),
    ],
)
def test_the_order_changes_with_what_is_divided_by(
    golden: Path, per: str, first: str, answer: str, evidence: str
) -> None:
    address = {"org": "region-vasternorrland", "period": "2020", "group": REGIONS, "metric": "followers", "per": per}
    page = open_page("peers", lang="sv", **address)
    assert page.answer == answer
    assert evidence in page.text
    rows = page.sent("peers-chart")["table"]["rows"]
    assert [rows[0][0], rows[0][1]] == [1, first]
    assert len(rows) == 3


def test_an_organisation_without_inhabitants_has_no_place_and_is_still_listed(golden: Path) -> None:
    page = open_page(
        "peers", org="rymdstyrelsen", period="2020", group="all", metric="followers", per="inhabitants", lang="sv"
    )
    assert page.answer == "Rymdstyrelsen går inte att rangordna: uppgift om storlek saknas."
    names = [row[1] for row in page.sent("peers-chart")["table"]["rows"]]
    assert "Rymdstyrelsen" in names


def test_the_median_is_100_as_an_index(demo: Path) -> None:
    page = open_page("peers", org="region-alvmark", period="2026-10", metric="interactions", per="index", lang="en")
    assert "and the median of the group 100." in page.text


def test_a_chosen_account_compares_its_platform_and_says_so(demo: Path) -> None:
    address = {"org": "region-alvmark", "period": "2026-10", "metric": "followers", "per": "raw", "lang": "en"}
    account = open_page("peers", channels="alvmarkstrafiken-facebook", **address)
    platform = open_page("peers", channels="facebook", **address)
    assert account.answer == platform.answer
    assert "Whole platforms are compared, not single accounts." in account.text
    assert "Whole platforms" not in platform.text


def test_with_nobody_to_compare_with_the_page_says_what_to_add(leeds: Path) -> None:
    page = open_page("peers", lang="sv")
    assert "Det finns ingen att jämföra med" in page.text
    assert "Lägg till andra på sidan Underlag, under Organisationer och kanaler." in page.text
    assert not page.has("peers-chart")


def test_a_link_to_a_group_that_is_not_there_falls_back_and_says_so(golden: Path) -> None:
    page = open_page("peers", org="region-skane", period="2020", group="skr:1999:Z", lang="en")
    assert "skr:1999:Z" in page.text
    assert page.has("peers-chart")
