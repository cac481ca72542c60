"""The sector view and what the best post, as a reader meets them: with many, few, one sector, no posts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.peers.aspects import Aspect
from tests.metrics.sector_worlds import world
from tests.pages.shown import Shown
from tests.stores import Tables, write_store

PARTS = str(Path(__file__).with_name("parts_app.py"))
HOSTILE = '<img src=x onerror="alert(1)"> ![x](http://evil.example/x) =1+1'


def opened(**address: str) -> Shown:
    run = AppTest.from_file(PARTS, default_timeout=60)
    for parameter, value in address.items():
        run.query_params[parameter] = value
    run.run()
    assert not run.exception, run.exception
    assert "Något gick fel" not in "".join(element.proto.body for element in run.get("html"))
    return Shown(run)


@pytest.fixture
def open_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Shown]:
    """The part, opened on a store of these tables."""

    def on(tables: Tables, **address: str) -> Shown:
        monkeypatch.setenv("GENOMSLAG_STORE", str(write_store(tmp_path / "store", tables)))
        return opened(org="region-0", period="2026-07", lang="sv", **address)

    return on


def chosen(page: Shown, key: str) -> str | None:
    values = [box.value for box in page.run.selectbox if box.key == key]
    return values[0] if values else None


def test_the_sector_answers_in_one_sentence_and_shows_what_carries_it(demo: Path) -> None:
    page = opened(period="2026-Q3", lang="sv")
    assert "Det går ungefär som förut för regionerna: ingen säker förändring sedan kvartal\u00a02 2026." in page.text
    assert "En typisk region under kvartal\u00a03 2026: 25\u00a0inlägg i månaden, 39\u00a0715 följare" in page.text
    assert "följarrelationer: den som följer två av dem räknas två gånger" in page.text
    cards = page.sent("sector-cards")["cards"]
    labels = [card["label"] for card in cards]
    assert labels[:3] == ["Inlägg per organisation och månad", "Följare", "Följartillväxt"]
    assert labels[3] == "Interaktioner per 1\u00a0000 följare och inlägg"
    assert cards[2]["verdict"] == "plats 1–2 av 2 bland sektorerna, går inte att skilja från kommunerna"
    assert cards[1]["note"].startswith("mellan ")
    assert cards[1]["note"].endswith("21 av 21 organisationer")


def test_another_sector_is_kept_in_the_address_and_marks_nobody(demo: Path) -> None:
    page = opened(period="2026-Q3", lang="sv", sector="municipality", rank="growth")
    assert chosen(page, "sector") == "municipality"
    assert page.run.query_params["sector"] == "municipality"
    assert page.run.query_params["rank"] == "growth"
    assert "Kommunerna" in page.text
    rows = page.sent("sector-table")["table"]["rows"]
    assert len(rows) == 40
    assert not any(row[0] == "Region Älvmark" for row in rows)
    assert "Region Älvmark" not in page.sent("sector-ranking")["title"]


def test_own_sector_comes_first_and_the_own_organisation_is_marked(demo: Path) -> None:
    page = opened(period="2026-Q3", lang="sv")
    assert chosen(page, "sector") == "region"
    assert page.sent("sector-ranking")["title"].startswith("Region Älvmark: plats")
    dots = [trace for trace in page.sent("sector-ranking")["figure"]["data"] if trace.get("customdata")]
    assert [row[0] for row in dots[1]["customdata"]] == ["Region Älvmark"]


def test_the_quarters_are_four_small_charts_and_say_who_is_left_out(demo: Path) -> None:
    page = opened(period="2026-10", lang="sv")
    charts = [page.sent(f"sector-lines-{place}") for place in range(4)]
    assert all(len(chart["table"]["rows"]) == 11 for chart in charts)
    assert charts[1]["title"] == "Följare: 39\u00a0715 under kvartal 3 2026, 35\u00a0578 ett år tidigare"
    assert "Region Västfjärden saknar något kvartal" in page.text


@pytest.mark.parametrize("rank", [one.value for one in Aspect])
def test_it_is_ranked_on_what_is_chosen(demo: Path, rank: str) -> None:
    page = opened(period="2026-Q3", lang="en", rank=rank)
    table = page.sent("sector-table")["table"]
    first = {"activity": "Posts", "followers": "Followers per 1,000 inhabitants", "growth": "Follower growth",
             "interaction": "Interactions per 1,000 followers and post"}  # fmt: skip
    assert table["columns"][1] == first[rank]
    assert len(table["columns"]) == 9


def test_with_a_single_sector_there_is_no_place_and_no_list_of_sectors(open_on) -> None:
    page = open_on(world({"region": 6}))
    assert not page.has("sectors-table")
    assert all(card["verdict"] == "" for card in page.sent("sector-cards")["cards"])
    assert "olika uppdrag" not in page.text


def test_with_three_organisations_nothing_is_said_of_change_or_place(open_on) -> None:
    page = open_on(world({"region": 3, "agency": 4}, 2))
    assert "En typisk region i juli 2026" in page.text
    for card in page.sent("sector-cards")["cards"]:
        assert card["verdict"] == ""
        assert card["changes"][0]["text"] == "förändringen går inte att bedöma"


def test_with_followers_alone_the_view_is_of_followers(open_on) -> None:
    page = open_on(world({"region": 6}, followers_only=True))
    labels = [card["label"] for card in page.sent("sector-cards")["cards"]]
    assert labels == ["Följare", "Följartillväxt"]
    assert chosen(page, "rank") == "followers"
    assert page.sent("sector-table")["table"]["columns"][1] == "Följare per 1\u00a0000 invånare"


def test_without_inhabitants_followers_are_ranked_as_they_are(open_on) -> None:
    tables = world({"region": 5}, followers_only=True)
    tables["audience_bases"] = []
    assert open_on(tables).sent("sector-table")["table"]["columns"][1] == "Följare"


def test_on_one_platform_only_those_that_are_there_count(open_on) -> None:
    page = open_on(world({"region": 9}, 4), channels="facebook")
    assert "av 9 organisationer" in page.sent("sector-cards")["cards"][1]["note"]
    assert not page.sent("sector-cards")["cards"][1]["note"].endswith("9 av 9 organisationer")


def test_290_organisations_fit_in_one_picture(open_on) -> None:
    page = open_on(
        world({"region": 1, "municipality": 290}, followers_only=True, first=date(2026, 7, 25)), rank="followers"
    )
    sent = page.sent("sector-ranking")
    assert sent["height"] == 560
    assert max(len(trace["x"]) for trace in sent["figure"]["data"]) == 290
    assert len(page.sent("sector-table")["table"]["rows"]) == 290


def test_a_sector_of_too_few_says_what_to_do(open_on) -> None:
    page = open_on(world({"region": 2}))
    assert "Ingen sektor har tre organisationer." in page.text
    assert not page.has("sector-cards")


def test_a_link_to_a_sector_that_is_not_there_falls_back_and_says_so(demo: Path) -> None:
    page = opened(period="2026-Q3", lang="sv", sector="bank", rank="luck")
    assert "Länken frågar efter sektorn ”bank”, som inte finns här." in page.text
    assert "”luck”" in page.text
    assert chosen(page, "sector") == "region"


def test_a_store_of_one_organisation_is_told_so(leeds: Path) -> None:
    page = opened(lang="sv")
    assert "Ingen sektor har tre organisationer." in page.text


def test_names_are_text_wherever_they_stand(open_on) -> None:
    tables = world({"region": 6}, followers_only=True)
    for row in tables["organisations"]:
        row["name"] = HOSTILE + row["org_id"]
    tables["account_days"] = [row for row in tables["account_days"] if not row["account_id"].startswith("region-4")]
    page = open_on(tables)
    assert "<img" not in page.markup
    assert HOSTILE in page.text  # one that has no place is named
    assert not any(HOSTILE in (one.proto.body or "") for one in page.run.get("markdown"))
    assert not any(HOSTILE in str(one.value) for one in page.run.caption)


def test_the_posts_that_gave_most_are_listed_with_the_own_marked(demo: Path) -> None:
    page = opened(show="posts", period="2026-10", lang="sv")
    assert (
        "Den bästa fjärdedelen i interaktioner per 1\u00a0000 följare och inlägg är Region Älvmark själv" in page.text
    )
    rows = page.sent("posts-top")["table"]["rows"]
    assert len(rows) == 10
    assert [row[7] for row in rows] == sorted((row[7] for row in rows), reverse=True)
    own = [row for row in rows if row[1] == "Region Älvmark"]
    assert {row[8] for row in own} == {"eget"}
    assert "inte varför" in page.text
    assert page.has("posts-shares-0")
    assert page.has("posts-typical-0")


def test_captions_are_text_and_lead_only_to_the_web(open_on) -> None:
    tables = world({"region": 5})
    for number, post in enumerate(tables["posts"]):
        safe = number % 2
        post |= {"caption": HOSTILE, "url": "https://example.org/p" if safe else "javascript:alert(1)"}
    page = open_on(tables, show="posts")
    table = page.sent("posts-top")["table"]
    assert set(table["links"]["3"]) <= {"https://example.org/p", ""}
    assert "https://example.org/p" in table["links"]["3"]
    assert {row[3] for row in table["rows"]} == {HOSTILE}
    assert "javascript" not in str(table)
    assert "<img" not in page.markup


def test_a_post_without_a_caption_can_still_be_opened(open_on) -> None:
    tables = world({"region": 5})
    for post in tables["posts"]:
        post["url"] = "https://example.org/p"
    assert {row[3] for row in open_on(tables, show="posts").sent("posts-top")["table"]["shown"]} == {"Öppna inlägget"}


def test_without_posts_it_says_so_plainly(open_on) -> None:
    page = open_on(world({"region": 5}, with_posts=0), show="posts")
    assert "Inga av gruppens inlägg är inlästa för perioden." in page.text
    assert "läs in dem på sidan Underlag" in page.text
    assert not page.has("posts-top")


def test_where_some_have_posts_it_says_how_many(open_on) -> None:
    tables = world({"region": 5})
    tables["posts"] = [post for post in tables["posts"] if post["account_id"].startswith(("region-0", "region-1"))]
    assert "Inlägg är inlästa för 2 av 5 i gruppen." in open_on(tables, show="posts").text


def test_an_advertised_post_of_ones_own_is_told_as_such(open_on) -> None:
    tables = world({"region": 4})
    account = next(row["account_id"] for row in tables["accounts"] if row["org_id"] == "region-0")
    post = {"post_id": "ad", "account_id": account, "published_at": datetime(2026, 7, 9, 9, tzinfo=UTC), "paid": True}
    tables["posts"].append(post | {"followers_at_post": 100, "reactions": 90_000, "format": "photo"})
    first = open_on(tables, show="posts").sent("posts-top")["table"]["rows"][0]
    assert (first[1], first[8]) == ("region 0", "eget, annonserat")


def test_both_parts_read_in_english(demo: Path) -> None:
    assert "It goes much as before for the regions" in opened(period="2026-Q3", lang="en").text
    assert "What the best post" in opened(show="posts", period="2026-Q3", lang="en").text
