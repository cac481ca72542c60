"""Questions about the own figures, against the oracle's loops and by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import questions as charts
from charts.questions import questions_summary, questions_table
from data.store import open_store
from locales import Language
from metrics.facts import Facts, build_facts
from metrics.figures import Scope
from metrics.questions import Kind, Oddity, questions
from tests.plain_questions import questions as plain_questions
from tests.stores import Rows, Tables, drawn, write_store

DAY = timedelta(days=1)
FIRST = date(2026, 1, 5)
TODAY = date(2026, 11, 22)
OWN = Scope("own")
SWEDISH, ENGLISH = Language("sv"), Language("en")
FLOWS = ("views", "video_views", "link_clicks", "minutes_viewed", "reactions", "comments", "saves", "interactions")


def facts_of(folder: Path, tables: Tables) -> Facts:
    return build_facts(open_store(str(write_store(folder, tables))), today=TODAY)


def store(**tables: Rows) -> Tables:
    return {
        "organisations": [
            {"org_id": "own", "name": "Region Ö", "sector": "region", "own": True},
            {"org_id": "peer", "name": "Region Å", "sector": "region", "own": False},
        ],
        "accounts": [
            {"account_id": "fb", "org_id": "own", "platform": "facebook", "name": "Region Ö"},
            {"account_id": "ig", "org_id": "own", "platform": "instagram", "name": "Region Ö"},
            {"account_id": "other", "org_id": "peer", "platform": "facebook", "name": "Region Å"},
        ],
        **tables,
    }


def days(account: str = "fb", **columns: list[Any]) -> Rows:
    """Rows of days that follow each other, a column a list; None is missing."""
    length = max(len(values) for values in columns.values())
    return [
        {"account_id": account, "date": FIRST + DAY * number} | {name: one[number] for name, one in columns.items()}
        for number in range(length)
    ]


# Against the oracle.


class Odd:
    """Rows in which there is much to ask about."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.holes = self.random.choice((0, 0, 0.05, 0.4))
        self.days = [FIRST + DAY * number for number in range(self.random.choice((20, 45, 75)))]

    def maybe(self, value: Any) -> Any:
        return None if self.random.random() < self.holes else value

    def flow(self) -> list[int]:
        """A usual level, now and then a day or some days far above it, and spells of nothing."""
        level, values = self.random.choice((0, 3, 10, 12, 500)), list[int]()
        while len(values) < len(self.days):
            factor, length = self.random.choices(
                ((1, 6), (0.6, 3), (10, 1), (11, 3), (35, 2), (120, 1), (0, 1), (0, 7), (0, 9)),
                (30, 8, 1, 1, 1, 1, 1, 1, 1),
            )[0]
            values += [round(level * factor * self.random.choice((1, 1, 1.4))) for _ in range(length)]
        return values

    def followers(self) -> list[int]:
        number, values = self.random.choice((0, 60, 300, 5000)), list[int]()
        while len(values) < len(self.days):
            factor, length = self.random.choices(((1, 5), (1.2, 1), (2, 1), (0, 2), (0.1, 1)), (12, 1, 1, 1, 1))[0]
            wrong = self.random.random() < 0.6
            values += [round(number * factor) + self.random.choice((0, 1, 49)) for _ in range(length)]
            number = number if wrong else values[-1]
        return values

    def account_days(self, account: str) -> Rows:
        columns: dict[str, list[int]] = {name: self.flow() for name in FLOWS if self.random.random() < 0.6}
        columns |= {"followers": self.followers(), "messages_answered": self.flow()}
        columns |= {"messages_answered_in_time": [one + (self.random.random() < 0.1) for one in self.flow()]}
        rows = [
            {"account_id": account, "date": day} | {name: self.maybe(one[at]) for name, one in columns.items()}
            for at, day in enumerate(self.days)
            if self.random.random() >= self.holes / 4
        ]
        self.random.shuffle(rows)
        return rows

    def reach(self, account: str, rows: Rows) -> Rows:
        views = {row["date"]: row.get("views") or 0 for row in rows}
        wanted = [(day, length) for day in self.days for length in (1, 7, 28)]
        wanted += [(day, day.day) for day in self.days if (day + DAY).day == 1 and day.day != 28]
        share = self.random.choice((0.5, 0.9, 0.99))
        return [
            {"account_id": account, "window_end": end, "window_days": length, "reach": self.maybe(reach)}
            for end, length in wanted
            for seen in [sum(views.get(end - DAY * back, 0) for back in range(length))]
            for reach in [seen + 3 if self.random.random() > share else seen]
        ]

    def post(self, number: int) -> dict[str, Any]:
        at = datetime.combine(self.random.choice(self.days), time(self.random.choice((3, 23)), 30), UTC)
        counts = {name: self.maybe(self.random.randint(0, 60)) for name in ("views", "reach", "reactions", "shares")}
        named = {"post_id": f"p{number:02}", "account_id": self.random.choice(("fb", "ig")), "published_at": at}
        return named | counts | {"import_id": self.random.choice((None, "one", "two"))}

    def tables(self) -> Tables:
        rows = {account: self.account_days(account) for account in ("fb", "ig", "other")}
        breaks = [
            {"platform": "facebook", "account_id": account, "metric": metric, "date": self.random.choice(self.days),
             "label_sv": "Ny räkning", "label_en": "New count", "source": None}
            for account in (None, "ig")
            for metric in ("views", "reach", "followers", "comments")
            if self.random.random() < 0.3
        ]  # fmt: skip
        return store(
            account_days=[row for account in rows.values() for row in account],
            account_reach=[row for account in ("fb", "ig") for row in self.reach(account, rows[account])],
            posts=[self.post(number) for number in range(self.random.randint(0, 15))],
            imports=[{"import_id": one, "file_name": f"{one}.csv"} for one in ("one", "two")],
            series_breaks=breaks,
        )


def told(one: Oddity) -> tuple[Any, ...]:
    why = one.because.day if one.because else None
    about = (one.columns, one.count, one.window, one.post_id)
    return (one.kind.value, one.account_id, one.first, one.last, one.value, one.usual, *about, why)


@drawn(8)
@given(st.integers(0, 2**32))
def test_the_oracle_asks_the_same(seed: int) -> None:
    tables = Odd(seed).tables()
    with TemporaryDirectory() as folder:
        found = questions(facts_of(Path(folder), tables), OWN)
    assert sorted(map(told, found), key=str) == sorted(
        ((*one[:4], float(one[4]), float(one[5]), *one[6:]) for one in plain_questions(tables)), key=str
    )
    assert all(earlier.last >= later.last for earlier, later in pairwise(found))


def test_the_invented_rows_raise_questions_of_every_kind_and_explain_some() -> None:
    asked = [one for seed in range(60) for one in plain_questions(Odd(seed).tables())]
    for kind in Kind:
        assert sum(one[0] == kind.value for one in asked) > 5, kind
    for kind in (Kind.PEAK, Kind.SILENCE, Kind.JUMP, Kind.BELOW_REACH):
        assert any(one[0] == kind.value and one[-1] for one in asked), kind


# By hand.


def sentences(folder: Path, language: Language = SWEDISH, **tables: Rows) -> list[str]:
    table = questions_table(facts_of(folder, store(**tables)), OWN, language)
    return [str(row[1]) for row in table.shown]


STEADY = [100] * 20


def test_a_day_ten_times_the_usual_is_asked_about_and_one_of_nine_times_is_not(tmp_path: Path) -> None:
    (said,) = sentences(tmp_path / "ten", account_days=days(views=[*STEADY, 1000, 100]))
    assert said == (
        "Facebook hade 1\u00a0000 visningar den 25 januari 2026, 10 gånger så många som vanligt. "
        "Stämmer det, till exempel för att ett inlägg fick stor spridning eller annonserades?"
    )
    assert not sentences(tmp_path / "nine", account_days=days(views=[*STEADY, 999, 100]))
    assert not sentences(tmp_path / "few", account_days=days(views=[9] * 20 + [5000]))
    assert not sentences(tmp_path / "young", account_days=days(views=[100] * 13 + [5000]))
    assert sentences(tmp_path / "old enough", account_days=days(views=[100] * 14 + [5000]))


def test_days_in_a_row_and_several_columns_are_one_question(tmp_path: Path) -> None:
    rows = days(views=[*STEADY, 2000, 3000, 90], reactions=[*STEADY, 100, 1500, 90])
    (said,) = sentences(tmp_path, ENGLISH, account_days=rows)
    assert said.startswith(
        "Facebook had up to 3,000 views a day on 25–26 January 2026, 30 times as many as usual, and many interactions"
    )


def test_a_break_is_told_instead_of_a_question(tmp_path: Path) -> None:
    broken = [{"platform": "facebook", "account_id": None, "metric": "followers", "date": FIRST + DAY * 20,
               "label_sv": "Gilla blev följare", "label_en": "Likes became followers", "source": None}]  # fmt: skip
    rows = days(followers=[1000] * 20 + [1500] * 3)
    (said,) = sentences(tmp_path, account_days=rows, series_breaks=broken)
    assert said == (
        "Facebook hade 1\u00a0000 följare den 24 januari 2026 och 1\u00a0500 den 25 januari 2026, dagen därpå. "
        "Sättet att räkna ändrades den 25 januari 2026: Gilla blev följare."
    )


def test_of_several_breaks_the_latest_is_told(tmp_path: Path) -> None:
    broken = [{"platform": "facebook", "account_id": None, "metric": "views", "date": FIRST + DAY * day,
               "label_sv": f"Ny {day}", "label_en": f"New {day}", "source": None} for day in (2, 18, 21)]  # fmt: skip
    facts = facts_of(tmp_path, store(account_days=days(views=[*STEADY, 5000, 100]), series_breaks=broken))
    (one,) = questions(facts, OWN)
    assert one.because
    assert one.because.day == FIRST + DAY * 18


def test_the_file_is_that_of_the_day_that_stands_out_most(tmp_path: Path) -> None:
    rows = days(views=[*STEADY, 2000, 3000, 2000], import_id=["old"] * 20 + ["a", "b", "c"])
    files: Rows = [{"import_id": name, "file_name": f"{name}.csv"} for name in ("old", "a", "b", "c")]
    (one,) = questions(facts_of(tmp_path, store(account_days=rows, imports=files)), OWN)
    assert (one.import_id, one.on, one.value) == ("b", FIRST + DAY * 21, 3000)


@pytest.mark.parametrize(
    ("followers", "asked"),
    [
        ([1000, 1200], 1),
        ([1000, 1199], 0),
        ([1000, 800], 1),
        ([100, 149], 0),
        ([100, 150], 1),
        ([0, 0, 700, 720], 0),  # a new account
        ([1000, None, None, 1250], 1),
        ([1000, 1300, 1700, 2300], 1),  # three jumps that follow each other
        ([1000, 0, 0, 1010], 1),  # out and back
        ([1000, 5000, 1010, 6000], 2),
        ([1000, 1300, 1700, 1000], 2),  # grown in steps, and then back
    ],
)
def test_followers_that_jump(tmp_path: Path, followers: list[int | None], asked: int) -> None:
    assert len(sentences(tmp_path, account_days=days(followers=followers))) == asked


def test_a_jump_over_a_gap_says_how_long_and_a_slip_says_both_sides(tmp_path: Path) -> None:
    (gap,) = sentences(tmp_path / "gap", account_days=days(followers=[1000, None, None, 1250]))
    assert gap.startswith(
        "Facebook hade 1\u00a0000 följare den 5 januari 2026 och 1\u00a0250 den 8 januari 2026, 3 dagar"
    )
    (slip,) = sentences(tmp_path / "slip", account_days=days(followers=[1000, 0, 0, 1010]))
    assert slip.startswith(
        "Antalet följare på Facebook var 0 den 6–7 januari 2026, men omkring 1\u00a0000 före och efter."
    )


def window(end: int, length: int, reach: int) -> dict[str, Any]:
    return {"account_id": "fb", "window_end": FIRST + DAY * end, "window_days": length, "reach": reach}


def test_views_below_reach_are_asked_about_once_and_only_where_every_day_has_views(tmp_path: Path) -> None:
    rows = days(views=[10] * 7)
    both = [window(6, 1, 11), window(6, 7, 71)]
    (said,) = sentences(tmp_path / "day", account_days=rows, account_reach=both)
    assert said.startswith("Facebook nådde 11 personer den 11 januari 2026 men hade 10 visningar.")
    (said,) = sentences(tmp_path / "week", account_days=rows, account_reach=both[1:])
    assert said.startswith("Facebook nådde 71 personer under de 7 dagarna t.o.m. den 11 januari 2026 men hade 70")
    assert not sentences(tmp_path / "as many", account_days=rows, account_reach=[window(6, 7, 70)])
    holed = days(views=[10, 10, 10, None, 10, 10, 10, 10, 10])
    assert not sentences(tmp_path / "hole", account_days=holed, account_reach=[window(8, 7, 999)])


def test_a_silence_is_asked_about_after_a_week(tmp_path: Path) -> None:
    (said,) = sentences(tmp_path / "week", account_days=days(views=[*STEADY, *[0] * 7]))
    assert said == (
        "Facebook hade inga visningar den 25–31 januari 2026, 7 dagar i rad. Annars är det omkring 100 om dagen. "
        "Stämmer det, eller saknas uppgifterna?"
    )
    assert not sentences(tmp_path / "six", account_days=days(views=[*STEADY, *[0] * 6]))
    assert not sentences(tmp_path / "fades", account_days=days(views=[*STEADY, 9, *[0] * 9]))


def test_nothing_is_asked_about_others_or_channels_out_of_scope(tmp_path: Path) -> None:
    rows = [*days(views=[*STEADY, 5000]), *days("ig", views=[*STEADY, 5000]), *days("other", views=[*STEADY, 5000])]
    facts = facts_of(tmp_path, store(account_days=rows))
    assert {one.account_id for one in questions(facts, OWN)} == {"fb", "ig"}
    assert [one.account_id for one in questions(facts, Scope("own", ("instagram",)))] == ["ig"]
    assert questions(facts, Scope("peer")) == ()


def test_the_table_names_the_file_and_says_how_many_more_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "<b>Inlägg</b> {mars}.csv"
    posts = [
        {"post_id": f"p{number}", "account_id": "fb", "published_at": datetime(2026, 3, number, 12, tzinfo=UTC),
         "views": 10, "reach": 10 + number, "import_id": f"file {number}"}
        for number in (1, 2, 3)
    ]  # fmt: skip
    imports = [{"import_id": f"file {number}", "file_name": name} for number in (1, 2, 3)]
    facts = facts_of(tmp_path, store(posts=posts, imports=imports))
    table = questions_table(facts, OWN, SWEDISH)
    assert list(table.columns) == ["Tid", "Fråga", "Fil"]
    assert [row[0] for row in table.rows] == ["2026-03-03", "2026-03-02", "2026-03-01"]
    assert {row[2] for row in table.rows} == {name}
    assert questions_summary(facts, OWN, SWEDISH) == "3 frågor om siffrorna."
    monkeypatch.setattr(charts, "MOST_SHOWN", 2)
    assert len(questions_table(facts, OWN, SWEDISH).rows) == 2
    assert questions_summary(facts, OWN, SWEDISH) == "3 frågor om siffrorna. De 2 senaste visas."


def test_a_store_without_figures_raises_no_question(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, store())
    table = questions_table(facts, OWN, ENGLISH)
    assert (table.rows, questions_summary(facts, OWN, ENGLISH)) == ([], "Nothing in the figures raises a question.")


def test_the_demo_raises_few_questions_and_the_real_store_its_two_slips(demo_store: Path, leeds_store: Path) -> None:
    demo = questions(build_facts(open_store(str(demo_store))), Scope("region-alvmark"))
    assert 0 < len(demo) < 12
    facts = build_facts(open_store(str(leeds_store)))
    (organisation,) = facts.organisations["org_id"]
    slips = [one for one in questions(facts, Scope(organisation)) if one.kind is Kind.SLIP]
    assert [(one.first, one.value) for one in slips] == [(date(2022, 3, 21), 1), (date(2021, 7, 8), 543)]
