"""Goals in sentences: what is settled, what is in doubt and named, and what needs attention first."""

from __future__ import annotations

import math
from dataclasses import replace

from locales import Language
from metrics.attainment import Basis, Projection, Status, Target
from metrics.goal_sentences import attention_sentences, campaign_answer, ends_text, goals_sentences
from metrics.goals import Figure, Goal, GoalResult, Pace, judged
from metrics.period import Period

SV, EN = Language("sv"), Language("en")
YEAR = Period.parse("2026")
NAMES = {"vinter": "Vinterkampanjen", "trafik": "Älvmarkstrafiken"}
NAN = math.nan


def under_way(
    goal_id: str,
    low: float,
    high: float,
    *,
    share: float = 0.5,
    metric: str = "reach",
    campaign: str = "",
    account: str = "",
    platform: str = "",
) -> GoalResult:
    """A goal of at least 100 that will end between low and high."""
    goal = Goal(goal_id, "r", metric, "year", Target(low=100.0), campaign, account, platform)
    pace = Pace(share, Projection(NAN, low, high, share, Basis.DAYS))
    return judged(goal, YEAR, Figure(50, 50, 50), finished=False, pace=pace)


def settled(goal_id: str, value: float) -> GoalResult:
    goal = Goal(goal_id, "r", "interactions", "year", Target(low=100.0), platform="facebook")
    return judged(goal, YEAR, Figure(value, value, value), finished=True)


LIKELY = [under_way(f"l{place}", 110, 130, platform="facebook") for place in range(4)]
UNCERTAIN = under_way("u", 90, 120, campaign="vinter")
UNLIKELY = under_way("n", 60, 80, metric="posts", account="trafik")


def test_goals_under_way_are_counted_and_the_doubtful_named() -> None:
    (said,) = goals_sentences([*LIKELY, UNCERTAIN, UNLIKELY], NAMES, YEAR, SV)
    likely, doubtful = said.split("; ")
    assert likely == "2026: 4 av 6 mål som pågår nås troligen"
    assert doubtful.startswith("målet för inlägg hos Älvmarkstrafiken nås troligen inte och ")
    assert doubtful.endswith("målet för räckvidd i ”Vinterkampanjen” är osäkert.")
    assert goals_sentences(LIKELY, NAMES, YEAR, EN) == ("2026: 4 of 4 goals under way are likely to be reached.",)


def test_several_metrics_of_one_campaign_are_named_with_it_once() -> None:
    more = under_way("c", 90, 120, metric="conversions", campaign="vinter")
    (said,) = goals_sentences([UNCERTAIN, more], NAMES, YEAR, EN)
    assert (
        said == "2026: 2 goals are under way: the goals for reach and conversions in “Vinterkampanjen” are uncertain."
    )


def test_many_doubtful_goals_are_counted_and_not_named() -> None:
    doubtful = [under_way(f"u{place}", 90, 120, campaign="vinter") for place in range(4)]
    assert goals_sentences(doubtful, NAMES, YEAR, SV) == ("2026: 4 mål pågår: 4 är osäkra.",)


def test_what_is_settled_comes_first_and_by_itself() -> None:
    first, ahead = goals_sentences([settled("a", 120), settled("b", 80), *LIKELY], NAMES, YEAR, SV)
    assert first == "2026: 1 av 2 mål nåddes, 1 nåddes inte."
    assert ahead == "4 av 4 mål som pågår nås troligen."


def test_too_early_is_said_and_nothing_is_foretold() -> None:
    early = under_way("e", 110, 130, share=0.1, platform="facebook")
    assert goals_sentences([early], NAMES, YEAR, SV) == ("2026: 1 mål pågår: för 1 är det för tidigt att säga.",)
    assert attention_sentences([early], NAMES, SV) == []


def test_a_goal_without_figures_is_not_among_those_that_could_be_reached() -> None:
    said = goals_sentences([settled("a", 120.0), settled("b", math.nan)], {}, YEAR, SV)
    assert said == ("2026: 1 av 1 mål nåddes, 1 saknar siffror.",)
    alone = goals_sentences([settled("b", math.nan)], {}, YEAR, SV)
    assert alone == ("2026: inget mål går att bedöma, 1 saknar siffror.",)


def test_no_goals_is_said() -> None:
    assert goals_sentences([], NAMES, YEAR, EN) == ("2026: no goals apply.",)


def test_the_worst_comes_first_with_where_it_will_end() -> None:
    said = attention_sentences([*LIKELY, UNCERTAIN, settled("a", 120), UNLIKELY, settled("b", 80)], NAMES, SV)
    assert said == [
        "Facebook: interaktioner, ej nådd: 80. Målet var minst 100.",
        "Älvmarkstrafiken: inlägg, nås troligen inte: 50 hittills. Målet är minst 100. Slutar troligen på 60–80.",
        "Vinterkampanjen: räckvidd, osäkert: 50 hittills. Målet är minst 100. Slutar troligen på 90–120.",
    ]


def test_a_goal_of_several_spans_is_told_once_with_how_often_it_was_reached() -> None:
    (said,) = attention_sentences([settled("b", 70), settled("b", 120)], NAMES, EN)
    assert said == "Facebook: interactions – reached 1 of 2 times: 120 (2026), the target was at least 100."
    (said,) = attention_sentences([settled("b", 120), replace(UNCERTAIN, goal=settled("b", 0).goal)], NAMES, SV)
    assert said.startswith("Facebook: interaktioner, nådd 1 av 1 gånger, nu osäkert: 50 (2026) hittills.")


def test_a_campaign_is_answered_by_its_goals() -> None:
    partly = replace(settled("p", 80), status=Status.PARTLY)
    assert campaign_answer("Höst", [settled("a", 120), settled("b", 80), UNCERTAIN], SV) == (
        "Höst: 1 av 2 mål nåddes, 1 nåddes inte, 1 är osäkert"
    )
    assert campaign_answer("Höst", [partly], SV) == "Höst: 0 av 1 mål nåddes, 1 delvis"
    assert campaign_answer("Höst", [UNCERTAIN, UNLIKELY], EN) == (
        "Höst: 2 goals are under way, 1 is unlikely to be reached, 1 is uncertain"
    )
    assert campaign_answer("Höst", [replace(UNCERTAIN, status=Status.UNDER_WAY)], EN) == "Höst: 1 goal is under way"
    assert campaign_answer("Höst", [], SV) == "Höst"


def test_a_goal_that_lacks_figures_of_its_last_span_alone_needs_no_attention() -> None:
    assert attention_sentences([settled("a", 120), settled("a", NAN)], NAMES, SV) == []
    (said,) = attention_sentences([settled("a", NAN)], NAMES, SV)
    assert "uppgift saknas" in said


def test_without_a_projection_no_end_is_told() -> None:
    assert ends_text(settled("a", 120), SV) == ""
    assert ends_text(under_way("o", NAN, NAN, platform="facebook"), SV) == ""
    assert ends_text(under_way("o", 90, NAN, platform="facebook"), SV) == "Slutar troligen på minst 90"
