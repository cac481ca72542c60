"""The peers page: who comes first depends on what you divide by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.shown import Shown, open_page
from tests.stores import write_store
from tests.towns import many

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


def chosen(page: Shown, key: str) -> list[str]:
    """What stands in the select boxes of this key; none where there is no such box."""
    return [str(box.value) for box in page.run.selectbox if box.key == key]


@pytest.fixture
def towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of twelve municipalities is open: without posts table, with followers only, and without inhabitants."""
    made = many(12)
    for row in made["account_days"]:
        if row["account_id"] == "t11":
            row |= {"reactions": None, "posts_published": None}
    made["posts"] = [row for row in made["posts"] if row["account_id"] not in ("t10", "t11")]
    made["audience_bases"] = [row for row in made["audience_bases"] if row["org_id"] != "t9"]
    monkeypatch.setenv("GENOMSLAG_STORE", str(write_store(tmp_path / "store", made)))
    return tmp_path


OF_TOWNS = {"org": "t0", "period": "2026-10", "lang": "en", "group": "all"}


def test_organisations_of_which_less_is_known_are_listed_with_the_reason(towns: Path) -> None:
    page = open_page("peers", **OF_TOWNS, metric="interactions", per="followers_post")
    assert page.answer == (
        "Kommun t0 is in place 1 of 11 in interactions per 1,000 followers and post: above the middle of the group."
    )
    assert "1 in the group has no place: no figures (Kommun t11)." in page.text
    table = page.sent("peers-table")["table"]
    rows = {row[1]: dict(zip(table["columns"], row, strict=True)) for row in table["rows"]}
    assert rows["Kommun t11"]["Remark"] == "no figures"
    assert rows["Kommun t10"]["Posts"] is None  # weeks stand in
    assert rows["Kommun t9"]["Posts"] == 20
    sized = open_page("peers", **OF_TOWNS, metric="interactions", per="inhabitants")
    assert "the size to divide by is missing (Kommun t9)" in sized.text


def test_measures_open_by_link_also_those_of_which_nothing_is_known(towns: Path) -> None:
    page = open_page("peers", **OF_TOWNS)
    metrics = next(box for box in page.run.selectbox if box.key == "metric").options
    assert len(metrics) >= 9
    for metric, per in (("followers", "index"), ("net_followers", "inhabitants"), ("shares", "post"), ("posts", "raw")):
        opened = open_page("peers", **OF_TOWNS, metric=metric, per=per)
        assert chosen(opened, "metric") == [metric]
        assert chosen(opened, "per") == [per]
        assert opened.answer


def test_a_link_by_likeness_opens_with_its_weights(demo: Path) -> None:
    page = open_page(
        "peers", org="region-alvmark", period="2026-10", group="alike", like="5", like_people="3", like_group="0",
        like_followers="2", metric="followers", per="raw", lang="en",
    )  # fmt: skip
    assert [chosen(page, one) for one in ("like", "like_people", "like_group", "like_followers")] == [
        ["5"], ["3"], ["0"], ["2"],
    ]  # fmt: skip
    assert len(page.sent("peers-table")["table"]["rows"]) == 6
    assert "Most like us (6)" in page.sent("peers-chart")["subtitle"]


def test_members_picked_in_a_link_are_those_that_are_compared(demo: Path) -> None:
    picked = ["region-oarna", "region-asbygden", "ekarps-kommun"]
    page = open_page(
        "peers", org="region-alvmark", period="2026-10", group="picked", metric="followers", per="raw", lang="en",
        **{"with": picked},
    )  # fmt: skip
    names = {row[1] for row in page.sent("peers-table")["table"]["rows"]}
    assert names == {"Region Älvmark", "Region Öarna", "Region Åsbygden", "Ekarps kommun"}


def test_an_address_that_asks_for_the_impossible_says_so_and_shows_what_can_be(demo: Path) -> None:
    page = open_page(
        "peers", org="region-alvmark", period="2026-10", metric="reach", per="followers", show="pie", lang="en"
    )
    for refused in ("reach", "pie"):
        assert f"“{refused}”" in page.text
    assert page.has("peers-chart")


def test_the_funnel_takes_the_place_of_the_places(demo: Path) -> None:
    page = open_page("peers", org="region-alvmark", period="2026-10", show="funnel", lang="en")
    assert page.has("peers-funnel")
    assert not page.has("peers-chart")
    assert "by precision (1 / standard error)" in page.sent("peers-funnel")["subtitle"]
