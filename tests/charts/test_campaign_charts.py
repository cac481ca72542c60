"""A campaign as pictures and tables: bullets with targets, days with gaps, versions around nought."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.campaign import bullet_chart, daily_chart, drawable, variants_chart
from charts.campaign_tables import figures_table, matched_table, money_table, variants_table
from charts.chart import Chart, Table
from locales import Language
from metrics.attainment import Basis, Projection, Status, Target
from metrics.breaks import Break
from metrics.campaign_change import Against, Alike, Change
from metrics.campaign_posts import BOOSTED, Money, PaidAndOrganic, PostsTogether
from metrics.campaign_results import SHOWN, Campaign, CampaignResult, expected_by_now
from metrics.campaign_wording import (
    against_text,
    campaign_sentences,
    change_notes,
    change_text,
    days_text,
    outside_text,
)
from metrics.change import AT_LEAST_SO_MUCH, OVERLAP
from metrics.goal_wording import status_text
from metrics.goals import Figure, Goal, GoalResult, judged
from metrics.period import Period
from metrics.variants import RATES, Answer, Compared

SV, EN = Language("sv"), Language("en")
NAN = math.nan
SPAN = Period(date(2026, 5, 1), date(2026, 5, 4))
CAMPAIGN = Campaign("k", "own", "Kampanjen", SPAN.start, SPAN.end, budget=1000)
HOSTILE = "<script>alert(1)</script>"


def plain(chart: Chart) -> go.Figure:
    """The figure as Plotly checks it: colours by name stand for any colour."""
    return go.Figure(json.loads(re.sub(r'"token:[^"]+"', '"#000000"', json.dumps(chart.figure))))


def even(table: Table) -> bool:
    """Whether every row has a cell a column."""
    return {len(row) for row in (*table.rows, *table.shown)} <= {len(table.columns)}


def goal(figure: Figure, target: Target, *, metric: str = "reach", finished: bool = True) -> GoalResult:
    aim = Goal("g", "own", metric, "campaign", target, campaign="k")
    return judged(aim, SPAN, figure, finished=finished)


def test_a_bullet_has_a_bar_from_zero_a_target_and_what_is_to_come() -> None:
    result = goal(Figure(246, 246, 246), Target(low=400), metric="conversions", finished=False)
    outlook = Projection(410, 350, 460, 0.6, Basis.OWN_DAYS)
    chart = bullet_chart(replace(result, projection=outlook), {"k": "Kampanjen"}, SV)
    bar, pale, ahead, expected = plain(chart).data
    assert (list(bar.x), list(pale.x), list(ahead.x), list(expected.x)) == ([246], [0], [350, 460], [240])
    assert chart.figure["layout"]["meta"]["targets"] == [{"x": 400, "label": "Målnivå minst 400"}]
    assert chart.figure["layout"]["xaxis"]["range"] == [0, pytest.approx(460 * 1.08)]
    assert chart.title == f"Kampanjen: konverteringar: 246, {status_text(result.status, SV)}"
    assert chart.alt == (
        "Utfall: 246. Målnivå: minst 400. Måluppfyllelse: 62\u00a0%. Väntat hittills: 240. Slutar troligen på: 350–460."
    )
    assert chart.table.rows[0] == ["Utfall", 246]


def test_a_bullet_of_an_interval_goes_on_pale_and_a_band_is_a_field() -> None:
    chart = bullet_chart(goal(Figure(NAN, 900, 1400), Target(1000, 1200)), {}, SV)
    bar, pale = plain(chart).data
    assert (list(bar.x), list(pale.base), list(pale.x)) == ([900], [900], [500])
    assert chart.figure["layout"]["meta"]["bands"][0]["x1"] == 1200
    assert "går inte att avgöra" in chart.title


@pytest.mark.parametrize(("low", "high", "ends"), [(900, NAN, (900, 0)), (NAN, 900, (0, 900))])
def test_a_bullet_of_one_bound_alone_is_drawn_to_it(low: float, high: float, ends: tuple[float, float]) -> None:
    bar, pale = plain(bullet_chart(goal(Figure(NAN, low, high), Target(low=1000)), {}, SV)).data
    assert (bar.x[0], pale.x[0]) == ends


def test_what_is_expected_by_now_is_told_of_flows_with_a_floor_alone() -> None:
    ahead = Projection(500, 400, 600, 0.5, Basis.OWN_DAYS)
    flow = replace(goal(Figure(200, 200, 200), Target(low=400), metric="conversions"), projection=ahead)
    assert expected_by_now(flow) == 160
    assert math.isnan(expected_by_now(replace(flow, projection=None)))
    assert math.isnan(expected_by_now(replace(flow, projection=replace(ahead, value=NAN))))
    people = replace(goal(Figure(200, 200, 200), Target(low=400)), projection=ahead)
    ceiling = replace(goal(Figure(200, 200, 200), Target(high=400), metric="conversions"), projection=ahead)
    assert math.isnan(expected_by_now(people))
    assert math.isnan(expected_by_now(ceiling))


def test_an_end_that_nothing_bounds_is_told_and_not_drawn() -> None:
    ahead = Projection(NAN, 900, NAN, 0.5, Basis.OWN_DAYS)
    chart = bullet_chart(replace(goal(Figure(NAN, 700, 900), Target(low=1000)), projection=ahead), {}, SV)
    assert len(plain(chart).data) == 2
    assert "Slutar troligen på: minst 900" in chart.alt


def test_only_what_is_not_settled_is_hollow() -> None:
    settled = goal(Figure(1, 1, 1), Target(low=2))
    open_still = replace(settled, status=Status.UNDER_WAY)
    hollow = [bullet_chart(one, {}, SV).figure["data"][0]["meta"]["hollow"] for one in (settled, open_still)]
    assert hollow == [[], [0]]


def test_what_has_no_figure_or_metric_has_no_bullet() -> None:
    assert drawable(goal(Figure(1, 1, 1), Target(low=2)))
    assert not drawable(goal(Figure(), Target(low=2)))
    assert not drawable(goal(Figure(1, 1, 1), Target(low=2), metric="smiles"))


def result(**values: float) -> CampaignResult:
    figures = {one: Figure() for one in SHOWN} | {one: Figure(value, value, value) for one, value in values.items()}
    return CampaignResult(CAMPAIGN, SPAN, finished=True, figures=figures)


def test_a_day_without_a_result_is_a_gap_and_a_break_is_marked() -> None:
    change = Break("clicks", date(2026, 5, 3), "Ny räkning", "New count", frozenset({"fb"}), frozenset({"fb"}))
    early = replace(change, day=date(2026, 5, 1))
    days = ((date(2026, 5, 1), 3.0), (date(2026, 5, 4), 9.0))
    chart = daily_chart(result(), "clicks", days, (early, change), SV)
    (bars,) = plain(chart).data
    assert list(bars.y) == [3, None, None, 9]
    assert list(bars.x)[1] == "2026-05-02"
    assert chart.figure["layout"]["meta"]["breaks"] == [{"x": "2026-05-03", "label": "Ny räkning"}]
    assert chart.title == "Klick: som mest 9, den 4 maj 2026"
    assert chart.alt.endswith("För 2 dagar saknas uppgift.")
    assert chart.table.shown[1] == ["2 maj 2026", "saknas"]


def test_a_campaign_without_daily_results_says_so() -> None:
    assert daily_chart(result(), "spend", (), (), EN).title == "Spend: no daily results"


TOLD = Compared(RATES[0], "A", "B", Answer.SECOND, (3, 3), 2.0, 2.5, 25.0, 5.0, 48.0)
OPEN = Compared(RATES[1], "A", "B", Answer.CANNOT_TELL, (3, 3), 1.0, 1.1, 10.0, -30.0, 70.0)
FEW = Compared(RATES[2], "A", "B", Answer.TOO_FEW, (1, 1))


def test_versions_lie_around_nought_and_what_cannot_be_told_is_hollow() -> None:
    chart = variants_chart([TOLD, OPEN, FEW], CAMPAIGN, SV)
    told, open_still = plain(chart).data
    assert list(told.x) == [5, 25, 48]
    assert (told.marker.symbol[1], open_still.marker.symbol[1]) == ("circle", "circle-open")
    low, high = chart.figure["layout"]["xaxis"]["range"]
    assert low == -high < -70
    assert chart.title == "B gav mer än A (interaktioner per 100 nådda personer); övriga går inte att avgöra"
    assert "nådda personer: går inte att avgöra (från 30\u00a0% färre till 70\u00a0% fler)" in chart.alt
    assert chart.subtitle.startswith("B mot A: skillnad i procent")
    table = variants_table([TOLD, FEW], SV)
    assert even(table)
    assert list(table.shown[1][-3:]) == ["–", "–", "för få för att jämföra"]
    assert table.rows[1][3] is None


def test_paid_and_organic_with_people_as_an_interval_and_dashes_for_what_is_not_known() -> None:
    paid = PostsTogether(Money.PAID, 2, Figure(NAN, 500, 900), 2000, 40, NAN, NAN, 400, 0.2)
    table = money_table(PaidAndOrganic((paid,), (BOOSTED,)), SV)
    assert even(table)
    assert list(table.shown[0][:3]) == ["Betalda", "2", "500–900"]
    assert table.shown[0][5] == "–"
    assert table.rows[0][5] is None
    assert table.shown[0][-1] == "0,20\u00a0kr"


def against(days: int = 4, *changes: Change, finished: bool = True) -> Against:
    now = replace(result(), finished=finished)
    earlier = Campaign("j", "own", "Förra", date(2025, 5, 1), date(2025, 5, days))
    then = replace(result(), campaign=earlier, span=Period(date(2025, 5, 1), date(2025, 5, days)))
    return Against(now, then, Alike.NAME, changes)


def test_figures_beside_the_campaign_before() -> None:
    ours, theirs = Figure(60, 60, 60), Figure(40, 40, 40)
    found = against(4, Change("clicks", ours, theirs, 20, 50), Change("reach", Figure(5, 5, 5), Figure(), notes=()))
    whole = result(clicks=60, reach=5, views=7)
    table = figures_table(whole, found, SV)
    assert even(table)
    assert list(table.columns) == ["Mått", "Utfall", "Förra", "Förändring"]
    assert [list(row) for row in table.shown] == [
        ["Räckvidd", "5", "saknas", "–"],
        ["Visningar", "7", "saknas", "–"],
        ["Klick", "60", "40", "+50\u00a0%"],
    ]
    longer = replace(whole, span=Period(SPAN.start, date(2026, 5, 9)))
    apart = figures_table(longer, found, SV)
    assert even(apart)
    assert apart.columns[2] == "Varav i jämförelsen"
    assert even(figures_table(whole, None, SV))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("clicks", Figure(), Figure(), -20, -50), "−50\u00a0%"),
        (Change("conversions", Figure(), Figure(), 9), "+9"),
        (Change("reach", Figure(), Figure(), -100, notes=(AT_LEAST_SO_MUCH,)), "minst −100"),
        (Change("reach", Figure(), Figure(), notes=(OVERLAP,)), "–"),
    ],
)
def test_a_change_in_words(change: Change, words: str) -> None:
    assert change_text(change, SV) == words


def test_what_is_compared_is_said() -> None:
    whole, first = against(3), against(4, finished=False)
    assert against_text(whole, SV).endswith("liknande namn: 4 dagar mot 3.")
    assert against_text(first, SV).startswith("Jämfört med de första 4 dagarna av ”Förra”")
    assert "alla 3 dagar" in against_text(against(3, finished=False), SV)
    noted = against(4, *(Change(one, Figure(), Figure(), notes=(OVERLAP,)) for one in ("reach", "clicks")))
    (note,) = change_notes(noted, SV)
    assert note.startswith("Räckvidd och klick: Ingen förändring anges")


def test_a_campaign_in_words() -> None:
    said = campaign_sentences(result(conversions=1, spend=250), SV)
    assert said == ["Kampanjen gav 1 konvertering.", "Den kostade 250\u00a0kr, 25\u00a0% av budgeten."]
    assert campaign_sentences(result(), SV) == ["Kampanjen har inga siffror."]
    later = CampaignResult(CAMPAIGN, None, finished=False, figures={})
    assert campaign_sentences(later, EN) == ["The campaign begins on 1 May 2026."]
    assert campaign_sentences(replace(result(video_views=5), finished=False), EN) == [
        "So far the campaign has given 5 video views."
    ]
    assert days_text(replace(CAMPAIGN, ends_on=None), SV) == "från 1 maj 2026"
    assert outside_text(0, SV) == ""
    assert outside_text(2, SV).startswith("2 av inläggen")


def test_the_preview_of_a_rule_holds_captions_as_text() -> None:
    posts = pd.DataFrame(
        {
            "published_on": pd.to_datetime(["2026-05-02"]),
            "account_id": ["fb"],
            "caption": [HOSTILE],
            "campaign_id": [None],
            "because": ["hashtag"],
        }
    )
    table = matched_table(posts, {"fb": "Facebook"}, SV)
    assert list(table.shown[0]) == ["2 maj 2026", "Facebook", HOSTILE, "hashtagg", "–"]
    assert even(table)
