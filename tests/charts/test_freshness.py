"""The freshness calendar: what its bars say, and the same in words, in the table and to those who cannot see it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from charts.chart import Chart
from charts.freshness import calendar_chart, calendar_height, freshness_calendar
from data.store import open_store
from locales import Language
from metrics.day_calendar import AccountDays, DayCalendar, DaySpan, DayState
from metrics.facts import build_facts
from metrics.figures import Scope

SV, EN = Language("sv"), Language("en")
FIRST, LAST = date(2025, 11, 1), date(2026, 11, 21)
FIGURES, MISSING, PARTLY = DayState.FIGURES, DayState.MISSING, DayState.PARTLY
PROVISIONAL, NOT_OPEN, POSTS = DayState.PROVISIONAL, DayState.NOT_OPEN, DayState.POSTS
DAY_MS = 86_400_000


def span(state: DayState, first: date, last: date, *lacking: str) -> DaySpan:
    return DaySpan(state, first, last, lacking)


def account(
    *spans: DaySpan, platform: str = "facebook", name: str = "Sidan", account_id: str = "a", posts: bool = False
) -> AccountDays:
    """An account whose figures go from its first to its last span with any, or back to before the calendar."""
    held = [one for one in spans if one.state in (FIGURES, PARTLY, PROVISIONAL)]
    first = None if not held else date(2024, 1, 1) if held[0].first == FIRST else held[0].first
    return AccountDays(account_id, platform, name, first, held[-1].last if held else None, posts, spans)


WHOLE = account(span(FIGURES, FIRST, LAST), platform="linkedin")
HOLED = account(
    span(FIGURES, FIRST, date(2026, 3, 2)),
    span(MISSING, date(2026, 3, 3), date(2026, 3, 5)),
    span(FIGURES, date(2026, 3, 6), date(2026, 3, 16)),
    span(MISSING, date(2026, 3, 17), date(2026, 3, 17)),
    span(FIGURES, date(2026, 3, 18), date(2026, 11, 17)),
    span(PROVISIONAL, date(2026, 11, 18), date(2026, 11, 20)),
    span(MISSING, LAST, LAST),
    platform="instagram",
)
STOPPED = account(span(FIGURES, FIRST, date(2026, 8, 14)), span(MISSING, date(2026, 8, 15), LAST), platform="tiktok")
LATE = account(span(MISSING, FIRST, date(2026, 5, 1)), span(FIGURES, date(2026, 5, 2), LAST), platform="x")
LACKING = account(
    span(FIGURES, FIRST, date(2026, 6, 30)),
    span(PARTLY, date(2026, 7, 1), date(2026, 7, 31), "interactions"),
    span(FIGURES, date(2026, 8, 1), LAST),
    platform="youtube",
)
CLOSED = account(span(FIGURES, FIRST, date(2026, 6, 30)), span(NOT_OPEN, date(2026, 7, 1), LAST), platform="threads")
ONLY_POSTS = account(span(POSTS, date(2026, 1, 9), date(2026, 1, 9)), platform="newsletter", posts=True)
NOTHING = account(platform="web")


def chart(*accounts: AccountDays, language: Language = SV) -> Chart:
    made = freshness_calendar(DayCalendar(FIRST, LAST, accounts), language)
    go.Figure(json.loads(re.sub(r'"token:[^"]+"', '"#000000"', json.dumps(made.figure))))
    return made


def drawn(made: Chart) -> list[tuple[str, str, int]]:
    """Every outlined box: the row, its first day and how many days it holds."""
    looks = [trace | trace.get("marker", {}) for trace in made.figure["data"]]
    boxes = [look for look in looks if look.get("color") == "token:background"]
    return [
        (row, base, ms // DAY_MS)
        for box in boxes
        for row, base, ms in zip(box["y"], box["base"], box["x"], strict=True)
    ]


@pytest.mark.parametrize(
    ("accounts", "sv", "en"),
    [
        ([WHOLE], "Ingen dag saknas till och med 21 november 2026", "No day is missing up to 21 November 2026"),
        ([WHOLE, CLOSED], "Ingen dag saknas till och med 21 november 2026", "No day is missing up to 21 November 2026"),
        (
            [LATE],
            "Ingen dag saknas från de första siffrorna till och med 21 november 2026",
            "No day is missing between the first figures and 21 November 2026",
        ),
        ([HOLED], "Instagram saknar dagar", "Instagram lacks days"),
        (
            [WHOLE, HOLED, HOLED],
            "2 kanaler saknar dagar och 2 kanaler ligger efter de andra",
            "2 channels lack days and 2 channels are behind the others",
        ),
        ([WHOLE, LACKING], "YouTube saknar en del av sina siffror", "YouTube lacks part of its figures"),
        (
            [WHOLE, STOPPED, NOTHING],
            "TikTok har inga siffror efter 14 augusti 2026 och Webbplats har inga siffror per dag",
            "TikTok has no figures after 14 August 2026 and Website has no figures by day",
        ),
        (
            [STOPPED, CLOSED],
            "Det finns inga siffror efter 14 augusti 2026",
            "There are no figures after 14 August 2026",
        ),
        (
            [ONLY_POSTS, NOTHING],
            "Det finns inga siffror per dag för de här kanalerna",
            "There are no figures by day for these channels",
        ),
        (
            [],
            "Det finns inga siffror per dag för de här kanalerna",
            "There are no figures by day for these channels",
        ),
    ],
)
def test_the_title_is_the_finding(accounts: list[AccountDays], sv: str, en: str) -> None:
    numbered = [
        AccountDays(f"{n}", one.platform, one.name, one.first_day, one.last_day, one.has_posts, one.spans)
        for n, one in enumerate(accounts)
    ]
    assert chart(*numbered).title == sv
    assert chart(*numbered, language=EN).title == en


def test_a_box_around_every_span_that_lacks_something_and_nothing_else() -> None:
    assert drawn(chart(WHOLE, HOLED, CLOSED)) == [
        ("Instagram", "2026-03-03", 3),
        ("Instagram", "2026-03-17", 1),
        ("Instagram", "2026-11-21", 1),
    ]
    assert drawn(chart(LACKING)) == [("YouTube", "2026-07-01", 31)]
    assert drawn(chart(WHOLE)) == []


def test_what_is_drawn_is_explained_by_its_form_and_nothing_else_is() -> None:
    said = chart(HOLED, LACKING, CLOSED, ONLY_POSTS, language=EN).subtitle
    for form in ("outlined: missing", "outlined with a core", "striped", "thin line", "dots"):
        assert form in said
    assert chart(WHOLE, language=EN).subtitle == "Days with figures, 1 November 2025\u00a0–\u00a021 November 2026"
    striped = [trace for trace in chart(HOLED).figure["data"] if trace.get("marker", {}).get("pattern")]
    assert [(trace["base"], trace["x"]) for trace in striped] == [(["2026-11-18"], [3 * DAY_MS])]


def test_the_table_has_every_missing_span_in_words_and_no_empty_column() -> None:
    table = chart(WHOLE, HOLED, LATE, STOPPED).table
    assert table.columns == ["Kanal", "Första dag", "Sista dag", "Dagar med siffror", "Dagar som saknas",
                             "Preliminärt från", "Saknas"]  # fmt: skip
    assert [row[-1] for row in table.shown] == [
        "–",
        "3–5 mars 2026, 17 mars 2026, efter 20 november 2026",
        "före 2 maj 2026",
        "efter 14 augusti 2026",
    ]
    assert [row[4] for row in table.rows] == [0, 5, 182, 99]
    assert table.rows[1][1:6] == ["2024-01-01", "2026-11-20", 381, 5, "2026-11-18"]
    partly = chart(LACKING, CLOSED, ONLY_POSTS, NOTHING, language=EN).table
    by_row = [dict(zip(partly.columns, row, strict=True)) for row in partly.shown]
    assert by_row[0]["Part of the figures"] == "without interactions: 1–31 July 2026"
    assert by_row[1]["Not open"] == "1 July\u00a0–\u00a021 November 2026"
    assert [row["Other"] for row in by_row] == ["–", "–", "posts, but no figures by day", "no figures by day"]
    assert [row["Days missing"] for row in by_row] == ["0", "0", "–", "–"]


def test_pointing_and_the_arrow_keys_meet_one_row_an_account() -> None:
    made = chart(WHOLE, HOLED, NOTHING)
    pointed = [trace for trace in made.figure["data"] if trace.get("hoverinfo") != "skip"]
    assert [trace["y"] for trace in pointed] == [["LinkedIn", "Instagram", "Webbplats"]]
    assert len(made.table.rows) == 3
    lines = [line for line in pointed[0]["customdata"][1] if line]
    assert lines == ["Instagram", "siffror t.o.m. 20 november 2026", "saknas: 3–5 mars 2026, 17 mars 2026",
                     "preliminär från 18 november 2026"]  # fmt: skip


def test_many_holes_are_shortened_in_words_but_not_in_the_table() -> None:
    gaps = [date(2026, 1, 1) + timedelta(days=10 * n) for n in range(9)]
    parts = [span(FIGURES, FIRST, date(2025, 12, 31))]
    for day in gaps:
        parts += [span(MISSING, day, day), span(FIGURES, day + timedelta(days=1), day + timedelta(days=9))]
    made = chart(account(*parts), language=EN)
    assert "missing: 1 January 2026, 11 January 2026 and 7 more" in made.alt
    assert made.table.shown[0][-1].count(",") == 8


def test_accounts_of_a_platform_are_told_apart_and_their_names_are_text() -> None:
    hostile = "<b>Fet</b> & %{x} {name}"
    made = chart(
        account(span(FIGURES, FIRST, LAST), name=hostile, account_id="1"),
        account(span(FIGURES, FIRST, LAST), name=hostile, account_id="2"),
        account(span(FIGURES, FIRST, LAST), name="Biblioteket", account_id="3"),
        WHOLE,
    )
    names = [row[0] for row in made.table.rows]
    assert names == [f"Facebook: {hostile}: 1", f"Facebook: {hostile}: 2", "Facebook: Biblioteket", "LinkedIn"]
    templates = json.dumps([trace.get("hovertemplate") for trace in made.figure["data"]])
    assert "Fet" not in templates


def test_sixty_accounts_are_named_in_the_picture_and_those_that_lack_days_first_in_words() -> None:
    many = [account(span(FIGURES, FIRST, LAST), account_id=str(n), name=f"Enhet {n}") for n in range(59)]
    made = chart(*many, HOLED, language=EN)
    assert len(made.table.rows) == 60
    assert calendar_height(made) > 60 * 26
    assert made.alt.index("Instagram") < made.alt.index("Facebook")
    assert made.alt.endswith("50 channels more.")
    assert calendar_height(chart(WHOLE)) == 140


def test_the_calendar_of_the_demo(demo_store: object) -> None:
    made = calendar_chart(build_facts(open_store(str(demo_store))), Scope("region-alvmark"), SV)
    assert made.title == "Facebook: Älvmarkstrafiken saknar dagar och YouTube saknar en del av sina siffror"
    assert made.file_name == "freshness-2025-10-01-2026-10-31"
