"""Jämtkraft's three goals of a campaign, with two versions; Tullverket's cost per contact."""

from __future__ import annotations

from datetime import date

import pytest

from charts.campaign import bullet_chart, variants_chart
from data.store import open_store
from locales import Language
from metrics.attainment import Status
from metrics.campaign_results import CampaignResult, campaign_posts, campaign_result, campaigns_of
from metrics.campaign_wording import campaign_sentences, variant_sentence
from metrics.facts import Facts, build_facts
from metrics.goal_results import goal_results, scope_names
from metrics.goals import GoalResult
from metrics.period import Period
from metrics.variants import Answer, compared_variants
from tests.golden.campaigns import CONVERSIONS, JAMTKRAFT, REACHED, TULLVERKET, VIDEO_VIEWS, write_campaign_store

SV = Language("sv")
MARCH = Period.parse("2026-03")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("campaigns")
    return build_facts(open_store(str(write_campaign_store(folder))), today=date(2026, 4, 15))


def goals_of(facts: Facts, organisation: str) -> dict[str, GoalResult]:
    return {one.goal.metric: one for one in goal_results(facts, organisation, MARCH)}


def result_of(facts: Facts, organisation: str) -> CampaignResult:
    return campaign_result(facts, campaigns_of(facts, organisation)[0])


def test_jamtkraft_has_three_goals_on_one_campaign(facts: Facts) -> None:
    found = goals_of(facts, JAMTKRAFT)
    assert {one: result.figure.value for one, result in found.items()} == {
        "reach": REACHED,
        "conversions": CONVERSIONS,
        "video_views": VIDEO_VIEWS,
    }
    assert {one: result.attainment for one, result in found.items()} == pytest.approx(
        {"reach": 105, "conversions": 84, "video_views": 110}
    )
    assert {one for one, result in found.items() if result.status is Status.REACHED} == {"reach", "video_views"}
    assert found["conversions"].status is Status.NOT_REACHED


def test_jamtkrafts_campaign_in_words_and_as_bullets(facts: Facts) -> None:
    gave, cost, contact = campaign_sentences(result_of(facts, JAMTKRAFT), SV)
    assert gave.startswith(
        "Kampanjen nådde 42\u00a0000 personer och gav 420 konverteringar, 30\u00a0800 videovisningar"
    )
    assert cost == "Den kostade 42\u00a0000\u00a0kr, 70\u00a0% av budgeten."
    assert contact == "Varje kontakt, det vill säga varje visning, kostade 0,38\u00a0kr."
    missed = goals_of(facts, JAMTKRAFT)["conversions"]
    chart = bullet_chart(missed, scope_names(facts), SV)
    assert chart.title == "Byt elavtal 2026: konverteringar: 420, ej nådd"
    assert chart.figure["layout"]["meta"]["targets"][0]["x"] == 500


def test_jamtkrafts_versions_differ_in_clicks_and_cannot_be_told_apart_in_interactions(facts: Facts) -> None:
    campaign = campaigns_of(facts, JAMTKRAFT)[0]
    found = compared_variants(campaign_posts(facts, campaign, MARCH))
    assert {one.rate.id: one.answer for one in found} == {
        "interactions_per_reach": Answer.CANNOT_TELL,
        "clicks_per_reach": Answer.SECOND,
        "interactions_per_views": Answer.CANNOT_TELL,
        "clicks_per_views": Answer.SECOND,
    }
    assert variant_sentence(found[0], SV).startswith("Interaktioner per 100 nådda personer: går inte att avgöra.")
    assert variant_sentence(found[1], SV).startswith("Klick per 100 nådda personer: B gav mer än A. B gav ")
    assert "går inte att avgöra" in variants_chart(found, campaign, SV).alt


def test_tullverket_pays_eighteen_ore_a_contact(facts: Facts) -> None:
    goal, result = goals_of(facts, TULLVERKET)["cost_per_contact"], result_of(facts, TULLVERKET)
    assert result.figures["cost_per_contact"].value == pytest.approx(0.18)
    assert goal.figure.value == pytest.approx(0.18)
    assert goal.attainment == pytest.approx(90)
    assert goal.status is Status.REACHED
    assert campaign_sentences(result, SV)[-1] == ("Varje kontakt, det vill säga varje visning, kostade 0,18\u00a0kr.")
