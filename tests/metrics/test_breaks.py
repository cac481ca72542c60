"""Where a way of counting changed: whose series it cuts, what is not claimed across it, and where that is said."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from charts.series import Marks, Series
from charts.trend import Words, month_columns
from data.known_breaks import KNOWN_BREAKS
from data.schema import PLATFORMS, dtypes
from data.store import open_store
from locales import Language
from metrics.__main__ import main
from metrics.breaks import COUNTED_BOTH_WAYS
from metrics.campaign_costs import campaign_costs
from metrics.catalogue import metric
from metrics.change import compared as compare_periods
from metrics.facts import Facts, build_facts
from metrics.figures import Scope, figures
from metrics.goal_results import goal_results
from metrics.goal_wording import broken_sentences
from metrics.monthly import breaks, monthly, since_break
from metrics.narrative import rows_of
from metrics.peers.comparison import COUNTED_APART, Comparison, comparison
from metrics.peers.groups import groups
from metrics.peers.measures import Per
from metrics.peers.wording import peers_sentence, remarks, unranked_text
from metrics.period import Period
from tests.pages.shown import open_page
from tests.stores import Rows, Tables, write_store

DAY = timedelta(days=1)
TODAY = date(2026, 3, 1)
VIEWS_DAY = date(2025, 11, 15)
AUTUMN = Period.parse("2025-Q4")
SWEDISH, ENGLISH = Language("sv"), Language("en")
OWN = Scope("own")
SAID = "Impressions became views on 15 November 2025: the figure holds both ways of counting."
ACCOUNTS = {"own": "own", "second": "own", "own-ig": "own", "b": "b", "c": "c"}
PLATFORM = {"own-ig": "instagram"}


def days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + DAY * number for number in range((end - start).days + 1)]


def daily(account: str, first: str = "2025-06-01", last: str = "2026-02-28", **columns: int) -> Rows:
    return [{"account_id": account, "date": day} | columns for day in days(first, last)]


def broken(day: date, name: str = "views", account: str | None = None, **more: Any) -> dict[str, Any]:
    row = {"platform": "facebook", "account_id": account, "metric": name, "date": day}
    return row | {"label_sv": "Ny räkning", "label_en": "A new count", "source": "the organisation"} | more


def tables(*rows: Rows, **others: Rows) -> Tables:
    return {
        "organisations": [
            {"org_id": one, "name": f"Region {one}", "sector": "region", "own": one == "own"}
            for one in ("own", "b", "c")
        ],
        "accounts": [
            {"account_id": one, "org_id": owner, "platform": PLATFORM.get(one, "facebook"), "name": one}
            for one, owner in ACCOUNTS.items()
        ],
        "account_days": [row for several in rows for row in several],
        **others,
    }


def post(number: int, day: str, **more: Any) -> dict[str, Any]:
    at = datetime.combine(date.fromisoformat(day), time(10), UTC)
    row = {"post_id": f"p{number}", "account_id": "own", "published_at": at, "views": 100, "reactions": 5}
    return row | {"topic": "Vård", "format": "photo", "followers_at_post": 1000} | more


Opened = Callable[..., Facts]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """The facts of a store of these rows."""

    def facts(*rows: Rows, **others: Rows) -> Facts:
        for table in tmp_path.glob("*.parquet"):
            table.unlink()
        return build_facts(open_store(str(write_store(tmp_path, tables(*rows, **others)))), today=TODAY)

    return facts


def said(facts: Facts, name: str, period: Period, by: str | None = None) -> dict[str | None, list[str]]:
    """What is said of breaks in each group's figure."""
    found = figures(facts, [name], OWN, period, by=by)
    return {
        row.by if by else None: [note.text(ENGLISH) for note in row.notes if note.message == COUNTED_BOTH_WAYS]
        for row in rows_of(found)
    }


# Which breaks there are


def test_a_known_break_is_a_row_of_the_contract_with_both_labels_and_its_source() -> None:
    for row in KNOWN_BREAKS:
        assert set(row) == set(dtypes("series_breaks"))
        assert row["platform"] in PLATFORMS
        assert all(row[name] for name in ("label_sv", "label_en", "source"))


def test_a_store_that_tells_of_none_has_the_known_ones(opened: Opened) -> None:
    facts = opened(daily("own", views=10), daily("own-ig", "2025-04-01", views=10), daily("b", followers=10))
    found = {(one.metric, one.day): one for one in facts.breaks}
    assert found["views", date(2025, 4, 21)].cut == {"own-ig"}
    assert found["views", VIEWS_DAY].accounts == {"own", "second", "b", "c"}
    assert found["views", VIEWS_DAY].cut == {"own"}  # b has no views
    assert found["reach", date(2026, 6, 15)].cut == set()


@pytest.mark.parametrize(
    ("first", "last", "cut"),
    [
        ("2025-11-14", "2025-11-15", True),
        ("2025-11-01", "2025-11-14", False),
        ("2025-11-15", "2025-12-01", False),
    ],
)
def test_a_series_is_cut_that_has_figures_before_the_day_and_from_it_on(
    opened: Opened, first: str, last: str, cut: bool
) -> None:
    facts = opened(daily("own", first, last, views=10))
    assert any("own" in one.cut for one in facts.breaks) is cut


def test_posts_and_windows_are_figures_too(opened: Opened) -> None:
    posts = [post(number, day) for number, day in enumerate(("2025-11-01", "2025-11-20"))]
    assert {one.metric for one in opened(posts=posts).breaks if "own" in one.cut} == {"views"}
    windows = [
        {"account_id": "own", "window_end": date(2026, month, 28), "window_days": 28, "reach": 9} for month in (5, 7)
    ]
    assert {one.metric for one in opened(account_reach=windows).breaks if "own" in one.cut} == {"reach"}


def test_a_store_without_figures_after_2024_is_not_cut(leeds_store: Path) -> None:
    assert not any(one.cut for one in build_facts(open_store(str(leeds_store)), today=TODAY).breaks)


def test_what_the_demo_tells_is_told_once(demo_store: Path) -> None:
    found = [
        (one.metric, one.day, one.label_en) for one in build_facts(open_store(str(demo_store)), today=TODAY).breaks
    ]
    assert len(set(found)) == len(found)
    assert ("views", VIEWS_DAY, "Impressions became views") in found


@pytest.mark.parametrize(("apart", "kept"), [(-45, False), (0, False), (45, False), (46, True)])
def test_the_stores_own_day_replaces_the_known_one(opened: Opened, apart: int, kept: bool) -> None:
    facts = opened(daily("own", views=10), series_breaks=[broken(VIEWS_DAY + DAY * apart)])
    assert [one.day for one in facts.breaks if one.metric == "views" and one.label_en == "A new count"] == [
        VIEWS_DAY + DAY * apart
    ]
    assert any(one.day == VIEWS_DAY and one.label_en != "A new count" for one in facts.breaks) is kept


def test_the_day_of_one_account_leaves_the_others_as_they_are(opened: Opened) -> None:
    own = broken(date(2025, 12, 1), account="own")
    facts = opened(daily("own", views=10), daily("b", views=10), series_breaks=[own])
    cut = [(one.day, set(one.cut), one.elsewhere) for one in facts.breaks if one.cut]
    assert cut == [(VIEWS_DAY, {"b"}, None), (date(2025, 12, 1), {"own"}, VIEWS_DAY)]


@pytest.mark.parametrize(
    ("labels", "sv", "en"),
    [
        ({}, "Ny räkning", "A new count"),
        ({"label_en": None}, "Ny räkning", "Ny räkning"),
        ({"label_sv": ""}, "A new count", "A new count"),
        ({"label_sv": None, "label_en": None}, "Nytt sätt att räkna", "A new way of counting"),
    ],
)
def test_a_break_without_a_label_has_one(opened: Opened, labels: dict[str, Any], sv: str, en: str) -> None:
    facts = opened(daily("own", views=10), series_breaks=[broken(VIEWS_DAY, **labels)])
    (one,) = (one for one in facts.breaks if one.cut)
    assert (one.label_sv, one.label_en) == (sv, en)


# One figure


def test_a_figure_that_holds_both_ways_of_counting_is_given_and_says_so(opened: Opened) -> None:
    facts = opened(daily("own", views=10), daily("own-ig", views=10))
    (row,) = rows_of(figures(facts, ["views"], OWN, AUTUMN))
    assert row.value == 10 * 2 * 92
    assert [note.text(SWEDISH) for note in row.notes] == [
        "Exponeringar blev visningar den 15 november 2025: siffran rymmer båda sätten att räkna."
    ]
    assert said(facts, "views", AUTUMN) == {None: [SAID]}
    assert said(facts, "views", AUTUMN, "account") == {"own": [SAID], "second": [], "own-ig": []}
    assert said(facts, "views", AUTUMN, "platform") == {"facebook": [SAID], "instagram": []}
    assert said(facts, "views", AUTUMN, "month") == {"2025-10": [], "2025-11": [SAID], "2025-12": []}
    assert said(facts, "followers", AUTUMN) == {None: []}


@pytest.mark.parametrize(
    ("period", "both"),
    [("2025-11-15..2025-12-31", False), ("2025-11-14..2025-11-15", True), ("2025-11-01..2025-11-14", False)],
)
def test_the_first_day_of_the_new_way_is_not_of_the_old(opened: Opened, period: str, both: bool) -> None:
    assert bool(said(opened(daily("own", views=10)), "views", Period.parse(period))[None]) is both


@pytest.mark.parametrize(("ends", "both"), [("2025-11-20", True), ("2025-11-28", False)])
def test_a_stock_holds_both_ways_only_where_accounts_were_last_seen_on_either_side(
    opened: Opened, ends: str, both: bool
) -> None:
    changed = broken(date(2025, 11, 25), "followers")
    facts = opened(daily("own", followers=10), daily("second", last=ends, followers=10), series_breaks=[changed])
    assert bool(said(facts, "followers", AUTUMN)[None]) is both


def test_posts_hold_both_ways_where_a_group_has_some_from_each_side(opened: Opened) -> None:
    topics = (
        (1, "2025-11-01", "Vård"),
        (2, "2025-11-20", "Vård"),
        (3, "2025-11-21", "Kultur"),
        (4, "2025-11-02", "Jobb"),
    )
    facts = opened(posts=[post(number, day, topic=topic) for number, day, topic in topics])
    assert said(facts, "views", AUTUMN, "topic") == {"Jobb": [], "Kultur": [], "Vård": [SAID]}
    assert said(facts, "views", AUTUMN, "post") == {f"p{number}": [] for number in (1, 2, 3, 4)}
    assert said(facts, "engagement_rate_followers", AUTUMN, "topic") == {"Jobb": [], "Kultur": [], "Vård": []}


def test_a_campaign_holds_both_ways_where_its_days_lie_on_either_side(opened: Opened) -> None:
    spans = {"across": ("2025-11-10", "2025-11-20"), "after": ("2025-11-15", "2025-11-20")}
    facts = opened(
        daily("own", views=10),
        campaigns=[
            {"campaign_id": one, "org_id": "own", "name": one}
            | {name: date.fromisoformat(day) for name, day in zip(("starts_on", "ends_on"), span, strict=True)}
            for one, span in spans.items()
        ],
        campaign_days=[
            {"campaign_id": one, "account_id": "own", "date": day, "views": 10, "spend": 5.0}
            for one, span in spans.items()
            for day in days(*span)
        ],
    )
    for name in ("views", "cost_per_contact"):
        assert said(facts, name, AUTUMN, "campaign") == {"across": [SAID], "after": []}
    assert said(facts, "spend", AUTUMN, "campaign") == {"across": [], "after": []}
    costs = campaign_costs(facts, OWN, AUTUMN)
    assert broken_sentences((), costs, {"across": "Höst"}, ENGLISH) == [f"Höst: cost per contact – {SAID}"]


def test_growth_leaves_out_who_began_to_count_anew_and_says_so_once(opened: Opened) -> None:
    changed = broken(VIEWS_DAY, "followers", "own")
    facts = opened(daily("own", followers=10), daily("second", followers=20), series_breaks=[changed])
    (row,) = rows_of(figures(facts, ["follower_growth"], OWN, AUTUMN))
    assert (row.value, [note.fields.get("accounts") for note in row.notes]) == (0, ["own"])


# Among others


def compared(facts: Facts, name: str, period: Period = AUTUMN, per: Per = Per.RAW) -> Comparison:
    (everyone,) = (group for group in groups(facts, "own") if group.id == "all")
    return comparison(facts, name, "own", everyone, period, per)


def unranked(found: Comparison) -> set[str]:
    """Who has no place because of a break."""
    apart = found.rows["reason"] == COUNTED_APART
    assert found.rows.loc[apart, "rank"].isna().all()
    return set(found.rows.loc[apart, "organisation"])


def test_nobody_has_a_place_where_everyones_figure_holds_both_ways_of_counting(opened: Opened) -> None:
    everyone = [daily(one, video_views=number) for number, one in enumerate(("own", "b", "c"), 1)]
    facts = opened(*everyone, series_breaks=[broken(VIEWS_DAY, "video_views")])
    found = compared(facts, "video_views")
    assert (unranked(found), found.ranked) == ({"own", "b", "c"}, 0)
    sentence = peers_sentence(found, "Region own", SWEDISH)
    assert sentence.startswith("Ingen kan placeras i videovisningar under perioden: Ny räkning den 15 november 2025.")
    assert unranked_text(found, ENGLISH).startswith("3 in the group have no place: counted in another way")
    for per in (Per.INHABITANTS, Per.FOLLOWERS, Per.POST, Per.INDEX):
        assert compared(facts, "video_views", per=per).ranked == 0
    assert compared(facts, "video_views", Period.parse("2025-10")).ranked == 3
    assert compared(facts, "video_views", Period.parse("2025-11-15..2025-12-31")).ranked == 3


def test_one_who_counts_anew_has_no_place_and_the_others_keep_theirs(opened: Opened) -> None:
    everyone = [daily(one, video_views=number) for number, one in enumerate(("own", "b", "c"), 1)]
    found = compared(opened(*everyone, series_breaks=[broken(VIEWS_DAY, "video_views", "b")]), "video_views")
    assert unranked(found) == {"b"}
    assert found.rows.set_index("organisation")["rank"].drop("b").to_dict() == {"c": 1, "own": 2}
    assert "A new count on 15 November 2025." in remarks(found, ENGLISH)
    assert found.median == (1 + 3) * 92 / 2


def test_a_size_that_is_counted_anew_takes_the_place_too(opened: Opened) -> None:
    everyone = [daily(one, video_views=5, posts_published=number) for number, one in enumerate(("own", "b", "c"), 1)]
    facts = opened(*everyone, series_breaks=[broken(VIEWS_DAY, "posts_published", "c")])
    assert unranked(compared(facts, "video_views")) == set()
    assert unranked(compared(facts, "video_views", per=Per.POST)) == {"c"}


@pytest.mark.parametrize(("ends", "apart"), [("2025-11-20", {"b"}), ("2025-12-20", set())])
def test_followers_last_seen_before_the_break_are_not_compared_with_those_after(
    opened: Opened, ends: str, apart: set[str]
) -> None:
    everyone = daily("own", followers=1), daily("b", last=ends, followers=2), daily("c", followers=3)
    facts = opened(*everyone, series_breaks=[broken(date(2025, 12, 1), "followers")])
    found = compared(facts, "followers")
    assert unranked(found) == apart
    assert found.ranked == 3 - len(apart)


def test_net_followers_across_a_break_have_the_reason(opened: Opened) -> None:
    everyone = [daily(one, followers=number) for number, one in enumerate(("own", "b", "c"), 1)]
    facts = opened(*everyone, series_breaks=[broken(VIEWS_DAY, "followers", "own")])
    for name in ("net_followers", "follower_growth"):
        found = compared(facts, name)
        assert unranked(found) == {"own"}
        assert "räknas på ett annat sätt under en del av perioden" in peers_sentence(found, "Region own", SWEDISH)
        # The followers before October are counted back to September.
        assert unranked(compared(facts, name, Period.parse("2025-11-15..2025-12-31"))) == {"own"}
        assert unranked(compared(facts, name, Period.parse("2025-12"))) == set()


@pytest.mark.parametrize(
    ("period", "apart"),
    [("2025-11-01..2025-11-14", set()), ("2025-11-20..2025-11-25", {"b"}), ("2025-12-01..2025-12-31", set())],
)
def test_who_changes_on_another_day_than_the_platform_is_apart_in_between(
    opened: Opened, period: str, apart: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = broken(VIEWS_DAY, "video_views", label_en="Known")
    monkeypatch.setattr("metrics.facts.KNOWN_BREAKS", (known,))
    everyone = [daily(one, video_views=number) for number, one in enumerate(("own", "b", "c"), 1)]
    facts = opened(*everyone, series_breaks=[broken(date(2025, 12, 1), "video_views", "b")])
    assert unranked(compared(facts, "video_views", Period.parse(period))) == apart


def test_saves_are_not_compared_and_their_break_takes_no_place(opened: Opened) -> None:
    everyone = [daily(one, reactions=5, saves=1) for one in ("own", "b", "c")]
    assert compared(opened(*everyone, series_breaks=[broken(VIEWS_DAY, "saves")]), "interactions").ranked == 3


# Over time, in goals and in what is printed


def test_a_trend_shows_the_break_of_its_channels_and_a_sparkline_begins_after_it(opened: Opened) -> None:
    facts = opened(daily("own", views=10), daily("own-ig", views=10))
    span = Period.parse("2025-06-01..2026-02-28")
    found = tuple(breaks(facts, metric("views"), OWN, span, SWEDISH))
    assert [(one.day, one.text) for one in found] == [(VIEWS_DAY, "Facebook: exponeringar blev visningar")]
    assert breaks(facts, metric("views"), Scope("own", ("instagram",)), span, SWEDISH) == []
    assert breaks(facts, metric("posts"), OWN, span, SWEDISH) == []
    months = monthly(facts, ["views"], OWN, span)["views"]
    series, words = Series("Visningar", months, breaks=found), Words("Visningar", "", "views")
    chart = month_columns(series, metric("views"), words, Marks(date(2026, 2, 28)), SWEDISH)
    (line,) = chart.figure["layout"]["meta"]["breaks"]
    assert line["label"] == "Facebook: exponeringar blev visningar"
    assert line["x"].startswith("2025-11")
    assert [month.by for month in since_break(months, found)] == ["2025-12", "2026-01", "2026-02"]
    assert since_break(months, ()) == months


def goal(number: int, **columns: Any) -> dict[str, Any]:
    set_at = datetime(2025, 1, 1, tzinfo=UTC)
    return {"goal_id": f"g{number}", "set_at": set_at, "org_id": "own", "metric": "views", "low": 100.0} | columns


def test_a_goal_over_a_break_says_so_and_one_beside_it_does_not(opened: Opened) -> None:
    goals = [goal(1, period="month"), goal(2, period="post", account_id="own"), goal(3, period="month", metric="posts")]
    facts = opened(
        daily("own", views=10, posts_published=1),
        posts=[post(1, "2025-11-01"), post(2, "2025-11-20")],
        goals=goals,
    )
    for period, told in (("2025-11", 2), ("2025-10", 0)):
        results = goal_results(facts, "own", Period.parse(period))
        assert len(results) == len(goals)
        found = broken_sentences(results, (), {}, SWEDISH)
        assert len(found) == told
        assert all("siffran rymmer båda sätten att räkna" in one for one in found)


@pytest.mark.parametrize(
    ("day", "given"), [("2025-11-01", True), ("2025-11-02", False), ("2025-12-31", False), ("2026-01-01", True)]
)
def test_a_change_is_given_where_both_periods_lie_on_one_side(opened: Opened, day: str, given: bool) -> None:
    facts = opened(daily("own", reactions=10), series_breaks=[broken(date.fromisoformat(day), "reactions")])
    (row,) = compare_periods(facts, ["interactions"], OWN, Period.parse("2025-12"))
    assert math.isnan(row.change) is not given


def test_the_command_says_it_in_the_note_and_gives_no_change(
    opened: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(daily("own", views=10))
    asked = ["--store", str(tmp_path), "--organisation", "own", "--metric", "views", "--by", "month"]
    asked += ["--period", "2025-10-01..2026-01-31", "--compare", "previous", "--format", "csv", "--today", str(TODAY)]
    assert main(asked) == 0
    rows = {row["by"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert {by: bool(row["change"]) for by, row in rows.items()} == {
        "2025-10": True,
        "2025-11": False,
        "2025-12": False,
        "2026-01": True,
    }
    assert SAID in rows["2025-11"]["note"]
    assert SAID not in rows["2025-12"]["note"]
    refusal = "No change is given: Impressions became views on 15 November 2025."
    assert [by for by, row in rows.items() if refusal in row["note"]] == ["2025-11", "2025-12"]


def test_pages_claim_nothing_across_a_break(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"views": 10, "reactions": 4, "posts_published": 1}
    growing = [
        {"account_id": one, "date": day, "followers": 100 * number + at} | rows
        for number, one in enumerate(("own", "own-ig"), 1)
        for at, day in enumerate(days("2025-06-01", "2026-02-28"))
    ]
    topics = [post(number, f"2025-11-{number:02}", topic=("Vård", "Kultur")[number % 2]) for number in range(1, 29)]
    monkeypatch.setenv("GENOMSLAG_STORE", str(tmp_path))
    claims = {}
    for name in ("none", "followers", "reactions"):
        opened(growing, posts=topics, series_breaks=[broken(VIEWS_DAY, name)])
        followers = open_page("followers", org="own", period="2025-11", lang="sv").sent("followers-channels")["title"]
        reach = open_page("reach", org="own", period="2025-11", lang="sv")
        claims[name] = (followers, reach.sent("reach-groups-0")["title"])
    assert "växer snabbast" in claims["none"][0]
    assert "växer snabbast" not in claims["followers"][0]
    assert "engagerar mest" in claims["none"][1]
    assert (
        claims["reactions"][1]
        == "Facebook: ny räkning den 15 november 2025: det som är från tiden före och efter kan inte rangordnas"
    )
