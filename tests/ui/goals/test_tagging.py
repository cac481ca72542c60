"""Posts are shown before they are given to a campaign, only those are given, and they can be taken out again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data.importers.source import Parsed, Source
from data.imports.apply import apply
from data.imports.plan import plan
from data.imports.undo import undo
from data.register.accounts import Account, add_account
from data.register.campaigns import BY_HAND, Campaign, add_campaign, tag_posts
from data.register.organisations import add_organisation
from data.schema import dtypes
from tests.pages.shown import Shown
from tests.ui.goals.test_forms import ORG, done, opened, rows, text

HOSTILE = "<img src=x onerror=alert(1)> **fet** [länk](javascript:alert(1)) :red[röd] #sommarjobb"
READ = datetime(2026, 10, 20, 8, 30, tzinfo=UTC)
SUMMER, OTHER = "sommar-2026", "host-2026"
POSTS: dict[str, dict[str, Any]] = {
    "p1": {"published_at": datetime(2026, 6, 1, 8, tzinfo=UTC), "caption": HOSTILE},
    "p2": {"published_at": datetime(2026, 6, 2, 8, tzinfo=UTC), "caption": "Sök senast i dag #Sommarjobb"},
    "p3": {"published_at": datetime(2026, 6, 3, 8, tzinfo=UTC), "caption": "Jobba hos oss: https://umea.se/jobb/sok"},
    "p4": {"published_at": datetime(2026, 6, 4, 8, tzinfo=UTC), "caption": "Simskola", "account_id": "instagram-umea"},
    "p5": {"published_at": datetime(2026, 6, 4, 9, tzinfo=UTC), "caption": "Simskola", "account_id": "instagram-umea"},
    "p6": {"published_at": datetime(2026, 8, 1, 8, tzinfo=UTC), "caption": "Tack! #sommarjobb"},
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store that is open holds Umeå with two campaigns and six posts on two channels."""
    folder = tmp_path / "store"
    monkeypatch.setenv("GENOMSLAG_STORE", str(folder))
    add_organisation(folder, "Umeå")
    add_account(folder, ORG, "facebook", Account(handle="umea"))
    add_account(folder, ORG, "instagram", Account(handle="umea"))
    assert add_campaign(folder, ORG, Campaign("Sommar", date(2026, 6, 1), date(2026, 6, 30))) == SUMMER
    assert add_campaign(folder, ORG, Campaign("Höst 2026")) == OTHER
    said = [{"post_id": post, "account_id": "facebook-umea"} | one for post, one in POSTS.items()]
    read = pl.DataFrame(said, schema={column: dtypes("posts")[column] for column in said[0]})
    source = Source("inlägg.csv", b"posts", READ)
    (file,) = apply(plan(folder, [source], read=lambda *_: [Parsed("test", {"posts": read})]))
    assert file.status == "imported", file
    return folder


def belong(folder: Path) -> dict[str, str]:
    """The campaign of each post that has one."""
    return {row["post_id"]: row["campaign_id"] for row in rows(folder, "posts") if row["campaign_id"]}


def giving(lang: str = "en") -> AppTest:
    run = opened("give", lang)
    run.selectbox(key="give-posts-campaign").select(SUMMER)
    return done(run)


def ruled(run: AppTest, **fields: str) -> AppTest:
    for name, said in fields.items():
        run.text_input(key=f"give-posts-{SUMMER}-{name}").input(said)
    return shown(run)


def shown(run: AppTest) -> AppTest:
    """The page once the rule is sent."""
    run.button(key=f"give-posts-{SUMMER}-show").click()
    return done(run)


def captions(run: AppTest) -> list[str]:
    return [one.value for one in run.caption]


def give_button(run: AppTest) -> Any:
    (found,) = give_buttons(run)
    return found


def give_buttons(run: AppTest) -> list[Any]:
    return [one for one in run.button if str(one.key).startswith("give-posts") and str(one.key).endswith("-submit")]


def given(run: AppTest, by: str) -> AppTest:
    """The page once somebody has given the posts to the campaign."""
    button = give_button(run)
    run.text_input(key=button.key.replace("-submit", "-by")).input(by)
    button.click()
    return done(run)


def shown_posts(run: AppTest) -> list[list[str]]:
    """The day, channel, text, reason and campaign of each post in the preview, as they are read."""
    content = Shown(run).sent("matched")["table"]
    pairs = zip(content["rows"], content["shown"], strict=True)
    return [[said or raw for raw, said in zip(*pair, strict=True)] for pair in pairs]


def test_posts_that_match_are_shown_and_then_given(store: Path) -> None:
    tag_posts(store, SUMMER, ["p2"], by="Anna")
    run = ruled(giving(), hashtags="#sommarjobb, #feriejobb", links="umea.se/jobb")
    assert captions(run) == ["3 posts match. 1 belongs to the campaign already."]
    assert [row[2:] for row in shown_posts(run)] == [
        [HOSTILE, "hashtag", "–"],
        ["Sök senast i dag #Sommarjobb", "hashtag", "Sommar"],
        ["Jobba hos oss: https://umea.se/jobb/sok", "link", "–"],
    ]
    assert give_button(run).label == "Give 2 posts to the campaign"
    said = "2 posts belong to Sommar now. It can be undone on the page Data, under Undo an import."
    assert said in text(given(run, "Bo"))
    assert belong(store) == dict.fromkeys(("p1", "p2", "p3"), SUMMER)
    told = [row for row in rows(store, "imports") if row["importer"] == BY_HAND]
    assert sorted((row["imported_by"], row["rows_changed"]) for row in told) == [("Anna", 1), ("Bo", 2)]
    assert captions(run) == [
        "3 posts match. 3 belong to the campaign already.",
        "There is nothing more to give to the campaign.",
    ]
    undo(store, next(row["import_id"] for row in told if row["imported_by"] == "Bo"))
    assert belong(store) == {"p2": SUMMER}


def test_a_caption_is_text_and_never_markup(store: Path) -> None:
    run = ruled(giving(), hashtags="sommarjobb")
    spoken = [
        *(one.value for one in run.markdown), *captions(run), Shown(run).markup, *(one.label for one in run.button)
    ]  # fmt: skip
    assert not [one for one in spoken if "onerror" in one or "javascript" in one]
    assert any(HOSTILE in option for option in run.multiselect(key=f"give-posts-{SUMMER}-but").options)


def test_nothing_is_given_before_it_is_said_who_does_it(store: Path) -> None:
    run = ruled(giving(), hashtags="sommarjobb")
    give_button(run).click()
    assert "It is not said who does it." in text(done(run))
    assert belong(store) == {}


def test_the_campaign_s_days_are_there_from_the_start_and_channels_narrow(store: Path) -> None:
    run = giving("sv")
    assert captions(run) == ["5 inlägg matchar."]
    run.multiselect(key=f"give-posts-{SUMMER}-channels").select("instagram-umea")
    assert [row[0:4] for row in shown_posts(shown(run))] == [["4 juni 2026", "Instagram", "Simskola", "dag"]] * 2
    run.date_input(key=f"give-posts-{SUMMER}-starts_on").set_value(date(2026, 6, 5))
    assert captions(shown(run)) == ["Inget inlägg matchar."]
    assert not give_buttons(run)


def test_a_rule_that_says_nothing_shows_no_posts(store: Path) -> None:
    run = opened("give")
    run.selectbox(key="give-posts-campaign").select(OTHER)
    assert captions(done(run)) == [
        "Write a hashtag or a link, or choose days. Then the posts that match are shown here."
    ]
    assert not Shown(run).has("matched")


def test_posts_of_another_campaign_stay_there_until_it_is_asked_for(store: Path) -> None:
    tag_posts(store, OTHER, ["p1"])
    run = ruled(giving(), hashtags="sommarjobb")
    assert captions(run) == ["2 posts match. 1 belongs to another campaign."]
    assert give_button(run).label == "Give 1 post to the campaign"
    run.toggle(key=f"give-posts-{SUMMER}-move").set_value(True)
    done(run)
    given(run, "Bo")
    assert belong(store) == dict.fromkeys(("p1", "p2"), SUMMER)


def test_two_posts_that_say_the_same_are_told_apart_and_can_be_left_out(store: Path) -> None:
    run = giving()
    run.multiselect(key=f"give-posts-{SUMMER}-channels").select("instagram-umea")
    shown(run)
    but = run.multiselect(key=f"give-posts-{SUMMER}-but")
    assert but.options == ["4 June 2026 · Instagram · Simskola · p4", "4 June 2026 · Instagram · Simskola · p5"]
    but.select("p5")
    done(run)
    given(run, "Bo")
    assert belong(store) == {"p4": SUMMER}
    but = run.multiselect(key=f"give-posts-{SUMMER}-but")
    assert (but.value, captions(run)[0]) == (["p5"], "2 posts match. 1 belongs to the campaign already.")
    but.unselect("p5")
    button = give_button(done(run))
    assert run.text_input(key=button.key.replace("-submit", "-by")).value == "Bo"


def test_chosen_posts_are_taken_out(store: Path) -> None:
    tag_posts(store, SUMMER, ["p1", "p2", "p4"])
    run = opened("take")
    run.selectbox(key="take-posts-campaign").select(SUMMER)
    form = f"take-posts-{SUMMER}"
    done(run).button(key=f"{form}-submit").click()
    assert "No post is chosen." in text(done(run))
    run.multiselect(key=f"{form}-posts").select("p1").select("p4")
    run.button(key=f"{form}-submit").click()
    assert "2 posts no longer belong to Sommar." in text(done(run))
    assert belong(store) == {"p2": SUMMER}
    assert run.multiselect(key=f"{form}-posts").value == []


def test_a_campaign_without_posts_has_none_to_take_out(store: Path) -> None:
    assert captions(opened("take", "sv")) == ["Inget inlägg hör till kampanjen."]
