"""Single figures, verdicts, notes, audience and web in sentences of a report."""

from __future__ import annotations

from datetime import date
from math import isnan, nan
from typing import Any

import pytest

from locales import NBSP, Language
from metrics.change import BROKEN, Compared
from metrics.figures import Scope
from metrics.judgement import Judgement
from metrics.metric_narrative import changes_sentence, in_earlier, level_sentence, rate_sentence
from metrics.monthly import Month
from metrics.narrative import in_period
from metrics.notes import Note
from metrics.number import Number, exact, interval, owner
from metrics.period import Period
from metrics.reach_narrative import monthly_sentence
from metrics.season import Season
from metrics.sentence import together, told
from metrics.verdict import Verdict
from metrics.verdict_narrative import beyond_expected, section_verdicts

SV, EN = Language("sv"), Language("en")
OWN, TODAY, MARCH = Scope("own"), date(2026, 5, 1), Period.parse("2026-03")


def row(metric: str, value: float, earlier: float = nan, *, period: str = "2026-10", before: str = "2026-09",
        broken: bool = False) -> Compared:  # fmt: skip
    change = nan if broken else value - earlier
    percent = 100 * change / earlier if earlier > 0 else nan
    notes = (Note(BROKEN, {}),) if broken else ()
    return Compared(metric, "own", period, None, value, value, value, not isnan(value), "", 0, 31, notes, before,
                    earlier, earlier, earlier, change, percent)  # fmt: skip


def said(found: object) -> str:
    return "" if found is None else str(found).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (row("interactions", 32_531, 19_801), "Vi fick 32 531 interaktioner i oktober 2026, 64 % fler än i september."),
        (row("interactions", 1010, 1000), "Vi fick 1 010 interaktioner i oktober 2026, 1,0 % fler än i september."),
        (row("views", 400, 800), "Vi fick 400 visningar i oktober 2026, 50 % färre än i september."),
        (row("views", 3000, 1000), "Vi fick 3 000 visningar i oktober 2026, 3,0 gånger så många som i september."),
        (row("views", 1000, 3000, broken=True), "Vi fick 1 000 visningar i oktober 2026."),
        (row("interactions", 12, 9), "Vi fick tolv interaktioner i oktober 2026, tre fler än i september."),
        (row("posts", 1, 2), "Vi publicerade ett inlägg i oktober 2026, ett färre än i september."),
        (row("posts", 152, 147), "Vi publicerade 152 inlägg i oktober 2026, fem fler än i september."),
        (row("posts", 0, 4), "Vi publicerade inga inlägg i oktober 2026, fyra färre än i september."),
        (row("posts", 5, 5), "Vi publicerade fem inlägg i oktober 2026, lika många som i september."),
        (row("web_visits_social", 7169, 7169, before="2025-10"),
         "Sociala medier gav webbplatsen 7 169 besök i oktober 2026, lika många som i oktober 2025."),
        (row("video_views", 41_105, period="2015", before="2014"), "Vi fick 41 105 videovisningar under 2015."),
        (row("minutes_viewed", 182_094.4, period="2015", before="2014"),
         "Våra filmer sågs i sammanlagt 182 094 minuter under 2015."),
        (row("interactions", nan), ""),
        (row("followers", 5), ""),
    ],
)  # fmt: skip
def test_how_much_there_was_and_how_much_more_than_before(one: Compared, sentence: str) -> None:
    assert said(level_sentence(one, "own", SV)) == sentence


def test_a_level_carries_what_stands_in_it() -> None:
    found = level_sentence(row("interactions", 32_531, 19_801), "own", SV)
    assert found is not None
    assert found.metrics == ("interactions", "interactions.change_percent")
    assert found.values == pytest.approx((32_531, 64.29), abs=0.01)
    assert [number.period for number in found.numbers] == ["2026-10", "2026-10/2026-09"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({"followers": (119, 100), "interactions": (1_460, 1_000)},
         "Jämfört med oktober 2025 har antalet följare ökat med 19 % och interaktionerna med 46 %."),
        ({"followers": (119, 100), "views": (500, 1_000), "web_visits_social": (900, 1_000)},
         ("Jämfört med oktober 2025 har antalet följare ökat med 19 %, medan visningarna minskat med 50 % "
          "och webbesöken med 10 %.")),
        ({"views": (500, 1_000)}, "Jämfört med oktober 2025 har visningarna minskat med 50 %."),
        ({"followers": (1_001, 1_000)}, ""),
        ({"followers": (5, nan)}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_what_has_changed_in_a_year(rows: dict[str, tuple[float, float]], sentence: str) -> None:
    given_rows = {name: row(name, *sides, before="2025-10") for name, sides in rows.items()}
    assert said(changes_sentence(given_rows, "own", SV)) == sentence


def test_only_rises_or_falls_of_a_size_are_told_where_that_is_asked() -> None:
    rows = {"followers": row("followers", 119, 100, before="2025-10"), "views": row("views", 50, 100, before="2025-10")}
    assert "visningarna" not in said(changes_sentence(rows, "own", SV, ways=(True,)))
    assert said(changes_sentence(rows, "own", SV, ways=(False,), at_least=60)) == ""


def test_when_it_was_before_is_told_without_the_year_that_has_been_said() -> None:
    october = Period.parse("2026-10")
    assert in_earlier(october, Period.parse("2026-09"), SV) == "i september"
    assert in_earlier(october, Period.parse("2025-10"), SV) == "i oktober 2025"
    assert in_earlier(Period.parse("2026-Q3"), Period.parse("2026-Q2"), SV) == "under kvartal 2 2026"


def test_a_rate_is_told_in_plain_words() -> None:
    assert said(rate_sentence(row("answered_in_time", 84.4), "own", SV)) == "84 % av meddelandena besvarades i tid."
    assert said(rate_sentence(row("engagement_rate_followers", 1.69), "own", SV)).endswith(
        "i snitt 1,69 % av följarna."
    )
    assert rate_sentence(row("interactions", 5), "own", SV) is None
    assert rate_sentence(row("answered_in_time", nan), "own", SV) is None


def judgement(verdict: Verdict, value: float, low: float = 100, high: float = 200, **more: Any) -> Judgement:
    fields: dict[str, Any] = {"by": "2026-10", "metric": "interactions", "reason": "x"} | more
    return Judgement(
        value=value, low=low, centre=(low + high) / 2, high=high, verdict=verdict, season=Season.OWN, **fields
    )


@pytest.mark.parametrize(
    ("found", "good", "sentence"),
    [
        ((judgement(Verdict.CLEAR, 900),), True,
         "Tydlig förändring: fler interaktioner än väntat, 900 mot väntade 100–200."),
        ((judgement(Verdict.CLEAR, 20),), False,
         "Tydlig förändring: färre interaktioner än väntat, 20 mot väntade 100–200."),
        ((judgement(Verdict.PROBABLY, 190),), True, "Troligt skifte: fler interaktioner än väntat, 190."),
        ((judgement(Verdict.CLEAR, 900),), False, ""),
        ((judgement(Verdict.WITHIN, 150),), True, ""),
        ((), True, ""),
        ((judgement(Verdict.CLEAR, 900, by="2026-08"), judgement(Verdict.CLEAR, 900, by="2026-09"),
          judgement(Verdict.WITHIN, 150)), True,
         "Tydlig förändring: fler interaktioner än väntat i augusti och september."),
        (tuple(judgement(Verdict.CLEAR, 900, by=f"2026-0{month}") for month in range(1, 6)), True,
         "Tydlig förändring: fler interaktioner än väntat i 5 månader."),
    ],
)  # fmt: skip
def test_what_is_beyond_the_expected(found: tuple[Judgement, ...], good: bool, sentence: str) -> None:
    told_of = beyond_expected({"interactions": found}, OWN, {}, SV, good=good)
    assert " ".join(map(said, told_of)) == sentence


def test_what_was_judged_of_one_channel_names_it_and_more_posts_are_neither_good_nor_bad() -> None:
    people = judgement(Verdict.CLEAR, 95_612, 20_000, 60_000, metric="reach", account="fb")
    (one,) = beyond_expected({"reach": (people,)}, OWN, {"fb": "Facebook"}, SV, good=True)
    assert said(one) == (
        "Tydlig förändring: större räckvidd än väntat, 95 600 personer på Facebook mot väntade 20 000–60 000."
    )
    assert [number.of for number in one.numbers] == ["own/account:fb"] * 2
    assert one.numbers[0].period == "28d:2026-10-31"
    posts = {"posts": (judgement(Verdict.CLEAR, 900, metric="posts"),)}
    assert not beyond_expected(posts, OWN, {}, SV, good=True)
    assert not beyond_expected(posts, OWN, {}, SV, good=False)


def test_both_ways_of_a_longer_period_are_told_each_in_its_place() -> None:
    both = {
        "interactions": (judgement(Verdict.CLEAR, 900, by="2026-08"), judgement(Verdict.PROBABLY, 90, by="2026-09"))
    }
    assert said(beyond_expected(both, OWN, {}, SV, good=True)[0]).endswith("fler interaktioner än väntat i augusti.")
    assert said(beyond_expected(both, OWN, {}, SV, good=False)[0]).endswith(
        "färre interaktioner än väntat i september."
    )


def test_in_a_section_the_normal_is_told_once() -> None:
    within = {"interactions": (judgement(Verdict.WITHIN, 150),)}
    assert [said(one) for one in section_verdicts(within, in_period(MARCH, SV), "own", SV)] == [
        "Inom normal variation: interaktioner."
    ]
    assert section_verdicts({}, in_period(MARCH, SV), "own", SV) == []


def test_a_month_on_average_is_told_where_every_month_is_counted_exactly() -> None:
    months = [
        Month(f"2020-{n:02}", value, value, value) for n, value in enumerate((100_000, 110_000, 150_500, 140_000), 9)
    ]
    tertial = Period.parse("2020-T3")
    found = monthly_sentence(months, tertial, 245_000, "own", SV)
    assert said(found) == "Under tertial 3 2020 nådde vi i snitt 125 000 personer i månaden (51,1 % av invånarna)."
    assert found is not None
    assert found.values[0] == 125_125
    assert "invånarna" not in said(monthly_sentence(months, tertial, nan, "own", SV))
    assert monthly_sentence(months[:3], tertial, nan, "own", SV) is None
    assert monthly_sentence([*months[:3], Month("2020-12", nan, 1, 2)], tertial, nan, "own", SV) is None
    assert monthly_sentence(months, Period.parse("2020-09"), nan, "own", SV) is None


def test_a_number_says_what_it_is_and_whose() -> None:
    assert owner(Scope("own")) == "own"
    assert owner(Scope("own", ("facebook",), ()), "goal", "g1") == "own[facebook]/goal:g1"
    assert exact("views", "own", "2026", 5).values == (5,)
    assert interval("reach", "own", "2026", 5, nan).values == (5,)
    assert interval("reach", "own", "2026", 5, 5).value == 5
    assert not Number("reach", "own", "2026", nan, nan, nan).known
    one, two = exact("views", "own", "2026", 5), exact("posts", "own", "2026", 2)
    both = together(told("Fem.", SV, one), told("Två.", SV, two))
    assert (both.text, both.values, both.metrics, both.numbers) == ("Fem. Två.", (5, 2), ("views", "posts"), (one, two))
