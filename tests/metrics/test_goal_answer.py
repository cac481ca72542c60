"""Goals in a report: counted, named and judged again and again; nothing is called missed that cannot be told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pytest

from locales import NBSP, Language
from metrics.attainment import Basis, Projection, Target
from metrics.decisions import decisions
from metrics.figures import Scope
from metrics.goal_answer import before_sentence, counted_sentence, met
from metrics.goal_outcomes import ahead, missed, surpassed
from metrics.goals import Figure, Goal, GoalResult, Pace, judged
from metrics.period import Kind, Period
from metrics.told_goals import Goals

SV, EN, NAN = Language("sv"), Language("en"), math.nan
OCTOBER, YEAR = Period.parse("2026-10"), Period.parse("2026")
NAMES = {"vinter": "Vinterkampanjen", "vår": "Vår"}


def goal(name: str, *, metric: str = "interactions", rhythm: str = "month", platform: str = "facebook",
         campaign: str = "", target: Target | None = None) -> Goal:  # fmt: skip
    return Goal(name, "r", metric, rhythm, target or Target(low=100.0), campaign, "", platform if not campaign else "")


def settled(one: Goal, low: float, high: float | None = None, span: Period = OCTOBER) -> GoalResult:
    high = low if high is None else high
    return judged(one, span, Figure(low if low == high else NAN, low, high), finished=True)


def under_way(one: Goal, low: float, high: float, share: float = 0.5) -> GoalResult:
    pace = Pace(share, Projection(NAN, low, high, share, Basis.DAYS))
    return judged(one, YEAR, Figure(50, 50, 50), finished=False, pace=pace)


def of_posts(one: Goal, *values: float) -> GoalResult:
    return judged(one, OCTOBER, Figure(posts=values), finished=True)


def goals(results: Sequence[GoalResult], period: Period = OCTOBER, language: Language = SV) -> Goals:
    return Goals(tuple(results), period, Scope("r"), NAMES, language)


def said(found: Sequence[object]) -> list[str]:
    return [str(one).replace(NBSP, " ") for one in found]


def months(*values: float, name: str = "m", **more: Any) -> list[GoalResult]:
    """A goal in as many months of 2026, the last one October; NaN is a month in which it cannot be told."""
    first = 10 - len(values) + 1
    one = goal(name, **more)
    return [
        settled(one, 90.0 if unsure else value, 110.0 if unsure else value, Period.parse(f"2026-{month:02}"))
        for month, value in enumerate(values, first)
        for unsure in (math.isnan(value),)
    ]


REACHED, MISSED = [settled(goal(f"r{n}"), 120) for n in range(20)], settled(goal("m"), 80)


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        (REACHED[:1], "Målet för interaktioner på Facebook nåddes i oktober 2026."),
        ([MISSED], "Målet för interaktioner på Facebook nåddes inte i oktober 2026."),
        (REACHED[:2], "Vi nådde båda målen i oktober 2026."),
        (REACHED[:3], "Vi nådde alla tre mål i oktober 2026."),
        ([*REACHED[:1], MISSED], "Vi nådde ett av två mål i oktober 2026."),
        ([*REACHED[:11], MISSED], "Vi nådde elva av tolv mål i oktober 2026."),
        ([*REACHED[:12], MISSED], "Vi nådde 12 av 13 mål i oktober 2026."),
        ([MISSED, settled(goal("n"), 70)], "Inget av två mål nåddes i oktober 2026."),
    ],
)
def test_goals_with_one_answer_are_counted_in_words_up_to_twelve(results: list[GoalResult], sentence: str) -> None:
    assert said(met(goals(results)))[0] == sentence


def test_the_few_that_were_missed_are_named_and_many_are_not() -> None:
    few = [*REACHED, MISSED, settled(goal("li", platform="linkedin"), 70)]
    assert said(met(goals(few)))[1] == "Målen för interaktioner på Facebook och LinkedIn nåddes inte."
    assert len(met(goals(few), naming=False)) == 1
    many = [*REACHED, *(settled(goal(f"m{n}"), 70) for n in range(4))]
    assert len(met(goals(many))) == 1


def test_what_cannot_be_told_is_neither_reached_nor_missed() -> None:
    answer = met(goals([*REACHED[:1], MISSED, settled(goal("o", metric="reach"), 90, 110)]))
    assert said(answer) == [
        "Vi nådde ett av tre mål i oktober 2026.",
        "Målet för interaktioner på Facebook nåddes inte.",
        "Det går inte att avgöra om målet för räckvidd på Facebook nåddes: utfallet är 90–110 och målet är minst 100.",
    ]
    alone = met(goals([settled(goal("o", metric="reach"), 90, 110)]))
    assert len(alone) == 1
    assert missed(goals([settled(goal("o", metric="reach"), 90, 110)])) == ()


def test_a_goal_of_every_post_tells_how_many_met_it() -> None:
    band = goal("p", metric="engagement_rate_followers", rhythm="post", target=Target(5, 7))
    (answer,) = said(met(goals([of_posts(band, 3.0, 6.0, 6.5, 9.0)])))
    assert answer == "Målet för engagemangsgrad räknad på följare på Facebook nåddes av två av fyra inlägg."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((120, 120), "Målet för interaktioner på Facebook nåddes båda månaderna."),
        ((120, 120, 120), "Målet för interaktioner på Facebook nåddes alla tre månaderna."),
        ((120, 80, 80), "Målet för interaktioner på Facebook nåddes en månad av tre."),
        ((120, NAN, 80),
         "Målet för interaktioner på Facebook nåddes en månad av tre, och en gång går det inte att avgöra."),
        ((80, 80), "Målet för interaktioner på Facebook nåddes inte alls under de två månaderna."),
        ((NAN, 80, NAN),
         "Målet för interaktioner på Facebook missades en månad av tre, och två gånger går det inte att avgöra."),
        ((NAN, NAN), "Det går inte att avgöra om målet för interaktioner på Facebook nåddes under de två månaderna."),
    ],
)  # fmt: skip
def test_a_goal_of_every_month_tells_how_often(values: tuple[float, ...], sentence: str) -> None:
    assert said(met(goals(months(*values), YEAR))) == [sentence]


def test_several_goals_of_every_month_are_counted_together() -> None:
    found = [*months(120, 80, NAN, name="a"), *months(120, 120, 120, name="b")]
    assert said(met(goals(found, YEAR))) == [
        "De två mål som stäms av varje månad nåddes fyra gånger av sex, och en gång går det inte att avgöra."
    ]
    none = [*months(80, 80, name="a"), *months(80, 80, name="b")]
    assert said(met(goals(none, YEAR, EN))) == [
        "The two goals that are checked every month were reached none of four times."
    ]


def test_only_what_was_missed_for_certain_every_time_is_told_as_missed() -> None:
    found = [*months(80, 70, name="a"), *months(NAN, 70, name="b", platform="linkedin")]
    assert said(missed(goals(found, YEAR))) == [
        "Målet för interaktioner på Facebook nåddes inte alls under de två månaderna: senast 70 mot minst 100."
    ]


def test_the_furthest_from_its_target_is_told_first_and_many_are_counted() -> None:
    names = ("views", "posts", "followers", "conversions", "video_views", "interactions")
    found = [settled(goal(f"m{n}", metric=name), 99 - 10 * n) for n, name in enumerate(names)]
    told = said(missed(goals(found)))
    assert told[0] == "Målet för interaktioner på Facebook nåddes inte: utfallet blev 49 och målet var minst 100."
    assert told[-1] == "Ytterligare två mål missades."
    assert len(told) == 5
    assert len(missed(goals(found[:5]))) == 5  # one more is told rather than counted


def test_a_ceiling_is_missed_from_above() -> None:
    dear = settled(goal("c", metric="cost_per_contact", target=Target(high=0.2)), 0.35)
    (told,) = said(missed(goals([dear])))
    assert told.endswith("nåddes inte: utfallet blev 0,35 kr och målet var högst 0,20 kr.")
    assert surpassed(goals([settled(goal("c", target=Target(high=100.0)), 20)])) == ()


def test_what_went_far_past_its_floor_is_told_once() -> None:
    found = [settled(goal("a"), 130), settled(goal("b", platform="linkedin"), 250), *months(120, 120, name="m")]
    assert said(surpassed(goals(found))) == [
        "Längst över sin målnivå kom interaktioner på LinkedIn: 250 mot minst 100 (250 %).",
        "Målet för interaktioner på Facebook nåddes båda månaderna.",
    ]
    assert surpassed(goals([settled(goal("a"), 119)])) == ()


def test_what_is_under_way_tells_where_it_will_end() -> None:
    likely = [under_way(goal(f"l{n}", rhythm="year"), 120, 130) for n in range(2)]
    doubt = under_way(goal("d", metric="conversions", campaign="vår", rhythm="campaign"), 90, 120)
    unlikely = under_way(goal("u", metric="posts", rhythm="year"), 60, 80)
    early = under_way(goal("e", metric="views", rhythm="year"), 60, 80, share=0.1)
    assert said(ahead(goals([*likely, doubt, unlikely, early], YEAR))) == [
        "Två av fem mål som pågår nås troligen.",
        "Det är osäkert om målet för konverteringar i ”Vår” nås: utfallet blir troligen 90–120 och målet är minst 100.",
        "Målet för inlägg på Facebook nås troligen inte: utfallet blir troligen 60–80 och målet är minst 100.",
        "Om målet för visningar på Facebook nås är det för tidigt att säga.",
    ]
    assert said(ahead(goals(likely, YEAR))) == ["Båda målen som pågår nås troligen."]
    assert ahead(goals([settled(goal("a"), 120)])) == ()


def test_a_forecast_of_people_carries_no_more_digits_than_it_knows() -> None:
    one = goal("d", metric="reach", campaign="vinter", rhythm="campaign", target=Target(low=95_000.0))
    (told,) = said(ahead(goals([under_way(one, 84_733, 151_459)], YEAR)))
    assert told == (
        "Det är osäkert om målet för räckvidd i ”Vinterkampanjen” nås: utfallet blir troligen 84 700–152 000 och "
        "målet är minst 95 000."
    )


def test_without_figures_a_goal_is_told_as_that_and_only_if_it_never_had_any() -> None:
    lacking = settled(goal("n", metric="views"), NAN)
    assert said(met(goals([lacking]))) == ["Målet för visningar på Facebook saknar siffror och bedöms inte."]
    later = [settled(goal("m"), 120, span=Period.parse("2026-09")), settled(goal("m"), NAN)]
    assert not [text for text in said(met(goals(later, YEAR))) if "saknar" in text]


def test_a_week_that_is_not_over_is_not_told_of_in_a_month() -> None:
    weekly = goal("w", rhythm="week")
    weeks = [settled(weekly, 120, span=Period.of(Kind.WEEK, day.start)) for day in (Period.parse("2026-W42"),)]
    pending = judged(weekly, Period.parse("2026-W44"), Figure(1, 1, 1), finished=False,
                     pace=Pace(0.5, Projection(NAN, 1, 2, 0.5, Basis.DAYS)))  # fmt: skip
    assert ahead(goals([*weeks, pending])) == ()
    assert ahead(goals([pending])) != ()


def test_what_there_is_to_decide() -> None:
    history = [*months(80, 80, 80, name="a"), *months(*[120.0] * 6, name="b", platform="linkedin"),
               *months(80, 80, name="c"), *months(120, NAN, 120, name="d")]  # fmt: skip
    doubt = under_way(goal("x", metric="reach", campaign="vinter", rhythm="campaign"), 90, 120)
    assert said(decisions(goals([doubt], YEAR), history, ())) == [
        "Behövs fler insatser för att målet för räckvidd i ”Vinterkampanjen” ska nås till den 31 december 2026?",
        "Målet för interaktioner på Facebook har missats tre månader i rad: ska det ligga kvar som det är?",
        "Målet för interaktioner på LinkedIn har nåtts sex månader i rad: kan det skärpas?",
    ]
    many = [one for n in range(4) for one in months(80, 80, 80, 80, name=f"a{n}")]
    assert said(decisions(goals([]), many, ())) == [
        "Fyra mål har missats minst tre månader i rad: ska de ligga kvar som de är?"
    ]
    assert decisions(goals(REACHED), [], ()) == ()


def test_the_month_before_is_told_beside() -> None:
    assert said([before_sentence(goals([*REACHED[:2], MISSED]), "i september")]) == [
        "I september nådde vi två av tre mål."
    ]
    assert before_sentence(goals(REACHED[:1]), "i september") is None
    assert counted_sentence(goals([])) is None


def test_every_count_in_a_sentence_is_among_its_figures() -> None:
    sentence = counted_sentence(goals([*REACHED[:12], MISSED]))
    assert sentence is not None
    assert list(sentence.values) == [12, 13]
    assert sentence.metrics == ("goals.reached", "goals.judged")
    assert {number.of for number in sentence.numbers} == {"r"}
