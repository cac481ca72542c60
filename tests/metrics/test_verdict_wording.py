"""Verdicts in words: what is beyond normal variation first, in which direction and months, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from locales import NBSP, Language
from metrics.expected_range import expected_text
from metrics.judgement import Judgement
from metrics.season import Season
from metrics.verdict import FEW, FEW_SINCE, REASONS, WILD, Verdict
from metrics.verdict_wording import verdict_reason, verdict_sentences, verdict_text

SWEDISH, ENGLISH = Language("sv"), Language("en")


def said(
    verdict: Verdict, *, higher: bool = True, by: str = "2026-10", metric: str = "interactions", account: str = ""
) -> Judgement:
    value = 5000.0 if higher else 1000.0
    return Judgement(by, metric, value, 2900, 3300, 3800, verdict, Season.OWN, "Higher than normal variation explains.",
                     account=account)  # fmt: skip


CLEAR_UP, CLEAR_DOWN = said(Verdict.CLEAR), said(Verdict.CLEAR, higher=False)
WITHIN, FEW_POINTS, SHIFT = said(Verdict.WITHIN), said(Verdict.TOO_LITTLE), said(Verdict.PROBABLY)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ((), ""),
        ((CLEAR_UP,), "Tydlig förändring, högre än väntat"),
        ((CLEAR_DOWN,), "Tydlig förändring, lägre än väntat"),
        ((SHIFT,), "Troligt skifte, högre än väntat"),
        ((WITHIN,), "Inom normal variation"),
        ((FEW_POINTS,), "För lite underlag"),
        ((WITHIN, WITHIN), "Varje månad inom normal variation"),
        ((WITHIN, said(Verdict.CLEAR, by="2026-08"), said(Verdict.CLEAR, by="2026-09")),
         "Tydlig förändring i augusti och september"),
        ((said(Verdict.CLEAR, by="2025-12"), said(Verdict.CLEAR, by="2026-01")),
         "Tydlig förändring i december 2025 och januari 2026"),
        (tuple(said(Verdict.CLEAR, by=f"2026-0{month}") for month in range(1, 6)), "Tydlig förändring i 5 månader"),
        ((FEW_POINTS, WITHIN), "Inom normal variation i oktober"),
    ],
)  # fmt: skip
def test_on_a_card(found: tuple[Judgement, ...], text: str) -> None:
    assert verdict_text(found, "interactions", {}, SWEDISH) == text


def test_what_was_judged_in_its_stead_is_named() -> None:
    one = said(Verdict.WITHIN, metric="net_followers")
    assert verdict_text((one,), "followers", {}, SWEDISH) == "Nya följare: inom normal variation"
    people = said(Verdict.CLEAR, metric="reach", account="fb")
    names = {"fb": "Facebook"}
    assert verdict_text((people,), "reach", names, SWEDISH) == "Facebook: tydlig förändring, högre än väntat"


@pytest.mark.parametrize(
    ("code", "fields", "text"),
    [
        (WILD, {}, "För lite underlag (de tidigare siffrorna varierar för mycket)"),
        (FEW, {"count": 4, "needed": 6}, "För lite underlag (tidigare siffror: 4)"),
        (FEW_SINCE, {"count": 2, "needed": 6, "changed": "2026-06-15"},
         "För lite underlag (siffror sedan räknesättet ändrades: 2)"),
    ],
)  # fmt: skip
def test_why_nothing_can_be_judged_stands_beside_it(code: int, fields: dict[str, object], text: str) -> None:
    one = replace(FEW_POINTS, reason=REASONS[code][1], fields=fields)
    assert verdict_text((one,), "interactions", {}, SWEDISH) == text
    assert verdict_reason((one,), "interactions", SWEDISH)


def test_the_reason_tells_the_range_and_the_season() -> None:
    assert verdict_reason((CLEAR_UP,), "interactions", ENGLISH) == (
        "Higher than normal variation explains. Expected: 2,900–3,800. "
        "The season is taken from the same time in earlier years."
    )
    assert "Expected (new followers): 2,900–3,800." in verdict_reason(
        (said(Verdict.CLEAR, metric="net_followers"),), "followers", ENGLISH
    )
    assert verdict_reason((), "views", ENGLISH) == ""


def test_a_range_below_zero_can_be_read() -> None:
    below = Judgement("2026-10", "net_followers", 5, -40, 2, 60, Verdict.WITHIN, Season.NONE, "x")
    assert expected_text(below, ENGLISH) == f"−40{NBSP}– 60"
    unknown = Judgement("2026-10", "net_followers", 5, nan, nan, nan, Verdict.TOO_LITTLE, Season.NONE, "x")
    assert expected_text(unknown, ENGLISH) == ""


@pytest.mark.parametrize(
    ("found", "sentences"),
    [
        ({"followers": (WITHIN,), "reach": (WITHIN,), "interactions": (WITHIN,)},
         ("Inget går utanför normal variation i oktober 2026.",
          "Inom normal variation: nya följare, räckvidd och interaktioner.")),
        ({"followers": (WITHIN,), "reach": (CLEAR_DOWN,), "interactions": (CLEAR_UP,)},
         ("Tydlig förändring i oktober 2026: mindre räckvidd än väntat och fler interaktioner än väntat.",
          "Inom normal variation: nya följare.")),
        ({"followers": (SHIFT,), "reach": (CLEAR_UP,), "interactions": (FEW_POINTS,)},
         ("Tydlig förändring i oktober 2026: större räckvidd än väntat.",
          "Troligt skifte i oktober 2026: fler nya följare än väntat.",
          "För lite underlag för att bedöma: interaktioner.")),
        ({"followers": (FEW_POINTS,), "reach": (FEW_POINTS,), "interactions": ()}, ()),
        ({"interactions": (WITHIN, said(Verdict.CLEAR, by="2026-08"))},
         ("Tydlig förändring i oktober 2026: fler interaktioner än väntat i augusti.",)),
    ],
)  # fmt: skip
def test_the_sentences_of_the_overview(found: dict[str, tuple[Judgement, ...]], sentences: tuple[str, ...]) -> None:
    assert verdict_sentences(found, "i oktober 2026", SWEDISH) == sentences
