"""Sentences say what the figures say, and no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import nan
from typing import Any

import pytest

from locales import Language
from metrics.catalogue import metric
from metrics.change import NOTHING_EARLIER, OVERLAP
from metrics.claims import change_text, claimed, remarks, why_no_change
from metrics.findings import growth_over, trend_finding
from metrics.judgement import Judgement
from metrics.monthly import Month
from metrics.narrative import followers_answer, reach_answer, ways_answer
from metrics.period import Period
from metrics.season import Season
from metrics.verdict import Verdict

SWEDISH, ENGLISH = Language("sv"), Language("en")
OCTOBER, SEPTEMBER = Period.parse("2026-10"), Period.parse("2026-09")


@dataclass
class Row:
    value: float = nan
    low: float = nan
    high: float = nan
    exact: bool = True
    change: float = nan
    change_percent: float = nan
    notes: tuple[Any, ...] = field(default=())


def exact(value: float, change: float = nan, percent: float = nan) -> Row:
    return Row(value, value, value, True, change, percent)


@pytest.mark.parametrize(
    ("row", "several", "sentence"),
    [
        (exact(5600, 40), False, "Vi har 5 600 följare, 40 fler än i september 2026."),
        (exact(5600, -40), True, "Vi har 5 600 följarrelationer, 40 färre än i september 2026."),
        (exact(5600, 0), False, "Vi har 5 600 följare, lika många som i september 2026."),
        (exact(5600), False, "Vi har 5 600 följare i oktober 2026."),
        (Row(), False, "Det finns inga uppgifter om följare i oktober 2026."),
    ],
)
def test_followers(row: Row, several: bool, sentence: str) -> None:
    assert followers_answer(row, OCTOBER, SEPTEMBER, several, SWEDISH).replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    ("people", "times", "sentence"),
    [
        (Row(low=41_234, high=45_678), exact(3210),
         "I oktober 2026 nådde vi mellan 41 200 och 45 700 personer och fick 3 210 interaktioner."),
        (Row(low=41_234), Row(), "I oktober 2026 nådde vi minst 41 200 personer."),
        (exact(41_234), Row(), "I oktober 2026 nådde vi 41 200 personer."),
        (Row(), exact(3210), "I oktober 2026 fick vi 3 210 interaktioner. Räckvidden är inte känd."),
        (Row(), Row(), "I oktober 2026 finns det inga uppgifter om räckvidd eller interaktioner."),
    ],
)  # fmt: skip
def test_reach(people: Row, times: Row, sentence: str) -> None:
    rows = {"reach": people, "interactions": times}
    assert reach_answer(metric("reach"), rows, OCTOBER, SWEDISH).replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({"followers": exact(1, 5, 5.0), "interactions": exact(1, -9, -9.0), "reach": exact(1, 3, 3.0)},
         "Större räckvidd och fler följare, men färre interaktioner jämfört med september 2026."),
        ({"followers": exact(1, 1, 0.1), "interactions": exact(1, 9, 9.0), "reach": Row(low=1, high=9)},
         "Fler interaktioner, men oförändrat antal följare jämfört med september 2026."),
        ({"followers": Row(), "interactions": Row(), "reach": Row()}, ""),
    ],
)  # fmt: skip
def test_which_way_things_went(rows: dict[str, Row], sentence: str) -> None:
    assert ways_answer(rows, "reach", SEPTEMBER, SWEDISH) == sentence


def test_bounds_are_rounded_outwards_so_that_the_claim_holds() -> None:
    row = Row(low=123_999, high=124_001)
    assert claimed(metric("reach"), row, ENGLISH) == "between 123,000 and 125,000"
    assert claimed(metric("reach"), row, ENGLISH, short=True) == "123,000–125,000"
    assert claimed(metric("reach"), Row(low=997, high=998), ENGLISH) == "between 997 and 998"
    share = metric("reach_share_of_inhabitants")
    assert claimed(share, Row(low=4.94, high=4.96), ENGLISH, short=True) == "4.9–5.0\u00a0%"


@pytest.mark.parametrize(
    ("metric_id", "row", "text"),
    [
        ("followers", exact(1, 5, 2.14), "+2,1 %"),
        ("followers", exact(1, -5, -42.4), "−42 %"),
        ("answered_in_time", exact(1, 0.44, 0.5), "+0,4 procentenheter"),
        ("reach", Row(low=10, high=12, exact=False, change=5000), "minst +5 000"),
        ("reach", Row(low=10, high=12, exact=False), "går inte att jämföra"),
    ],
)
def test_a_change(metric_id: str, row: Row, text: str) -> None:
    assert change_text(metric(metric_id), row, SWEDISH).replace("\u00a0", " ") == text


def test_why_there_is_no_change_is_said_where_the_change_would_be() -> None:
    row = Row(low=1, high=2, notes=(OVERLAP,))
    assert why_no_change(row, SWEDISH) == "intervallen överlappar varandra"
    assert remarks(row, SWEDISH, {}) == ()
    assert why_no_change(exact(1, 2, 3), SWEDISH) == ""
    assert why_no_change(Row(notes=(NOTHING_EARLIER,)), SWEDISH) == "det finns inget tidigare"


def year(last: float, **other: float) -> tuple[Month, ...]:
    months = {f"2025-{n:02d}": 100.0 for n in range(1, 13)} | {f"2026-{n:02d}": 120.0 for n in range(1, 10)}
    months |= {"2026-10": last} | {key.replace("m", "").replace("_", "-"): value for key, value in other.items()}
    return tuple(Month(by, value, value, value, 0, 31) for by, value in sorted(months.items()))


@pytest.mark.parametrize(
    ("months", "last_day", "breaks", "finding"),
    [
        (year(130), date(2026, 10, 31), [], "Följare: 130 i oktober 2026, +30 % på ett år"),
        (year(130), date(2026, 10, 30), [], "Följare: 120 i september 2026, +20 % på ett år"),
        (year(130), date(2026, 10, 31), [date(2026, 2, 1)], "Följare: 130 i oktober 2026"),
        (year(130), date(2026, 10, 31), [date(2025, 9, 30)], "Följare: 130 i oktober 2026, +30 % på ett år"),
        (year(130, m2025_10=nan), date(2026, 10, 31), [], "Följare: 130 i oktober 2026"),
        ((), date(2026, 10, 31), [], "Följare: inga uppgifter"),
    ],
)
def test_a_trend_claims_no_change_across_a_break_or_from_an_unfinished_month(
    months: tuple[Month, ...], last_day: date, breaks: list[date], finding: str
) -> None:
    assert trend_finding(metric("followers"), months, last_day, breaks, {}, SWEDISH).replace("\u00a0", " ") == finding


def test_a_trend_with_too_many_missing_days_claims_no_change() -> None:
    months = (*year(130)[:-1], Month("2026-10", 130, 130, 130, 4, 31))
    found = trend_finding(metric("views"), months, date(2026, 10, 31), [], {}, ENGLISH)
    assert found == "Views: 130 in October 2026"


def test_growth_runs_from_the_first_figure_to_the_last() -> None:
    grown = growth_over({"a": year(150), "b": year(nan)[-1:]})
    assert grown["a"] == pytest.approx(50)
    assert grown["b"] != grown["b"]


@pytest.mark.parametrize(
    ("verdict", "ending"),
    [
        (Verdict.CLEAR, ", tydlig förändring"),
        (Verdict.WITHIN, ", inom normal variation"),
        (Verdict.TOO_LITTLE, ", +100 % på ett år"),
    ],
)
def test_a_trend_tells_its_verdict_rather_than_a_change(verdict: Verdict, ending: str) -> None:
    months = (Month("2025-10", 1000, 1000, 1000, 0, 31), Month("2026-10", 2000, 2000, 2000, 0, 31))
    said = {"2026-10": Judgement("2026-10", "views", 2000, 900, 1000, 1100, verdict, Season.OWN, "x")}
    found = trend_finding(metric("views"), months, date(2026, 10, 31), [], said, SWEDISH).replace("\u00a0", " ")
    assert found == f"Visningar: 2 000 i oktober 2026{ending}"
