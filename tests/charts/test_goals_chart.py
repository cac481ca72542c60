"""Goals as pictures: bars from zero, the target as a line, intervals with both ends, nothing said by colour alone."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import plotly.graph_objects as go
import pytest

from charts.chart import Chart
from charts.goal_tables import (
    CAMPAIGN_STATUSES,
    campaign_table,
    campaigns_that,
    changes_of,
    month_key,
    month_table,
    turned,
)
from charts.goals import attainment_chart, band_chart, single_spans
from locales import Language
from metrics.attainment import Target
from metrics.campaign_costs import CampaignCost
from metrics.goal_log import GoalLog, Worded
from metrics.goals import Figure, Goal, GoalResult, PostValue, judged
from metrics.period import Period

SV, EN = Language("sv"), Language("en")
OCTOBER = Period.parse("2026-10")
NAN = math.nan


def plain(chart: Chart) -> go.Figure:
    """The figure as Plotly checks it: colours by name stand for any colour."""
    return go.Figure(json.loads(re.sub(r'"token:[^"]+"', '"#000000"', json.dumps(chart.figure))))


def result(
    goal_id: str, value: float, *, low: float = NAN, high: float = NAN, finished: bool = True, **given: object
) -> GoalResult:
    fields = {"metric": "interactions", "rhythm": "month", "target": Target(low=100.0)} | given
    goal = Goal(goal_id, "r", **fields)  # type: ignore[arg-type]  # the tests give fields by name
    ends = (value, value) if math.isnan(low) and math.isnan(high) else (low, high)
    return judged(goal, OCTOBER, Figure(value, *ends), finished=finished)


MISSED = result("a", 80, platform="facebook")
MET = result("b", 150, platform="instagram")
OPEN = result("c", NAN, low=90, high=120, metric="reach", platform="linkedin")
RUNNING = result("d", 40, finished=False, platform="youtube")


def test_bars_start_at_zero_with_the_missed_on_top_and_the_target_at_100() -> None:
    chart = attainment_chart([MET, RUNNING, OPEN, MISSED], {}, OCTOBER, SV)
    bars = plain(chart).data[0]
    assert [label.split(":")[0] for label in bars.y] == ["Facebook", "LinkedIn", "YouTube", "Instagram"]
    assert list(bars.x) == [80, 90, 40, 150]
    assert chart.figure["layout"]["xaxis"]["range"][0] == 0
    assert chart.figure["layout"]["meta"]["targets"][0]["x"] == 100
    assert chart.title == "Ej nådda mål: Facebook: interaktioner"


def test_an_interval_goes_on_pale_to_its_upper_bound_and_only_the_unfinished_is_hollow() -> None:
    bars, rest, *_ = plain(attainment_chart([MET, RUNNING, OPEN, MISSED], {}, OCTOBER, SV)).data
    assert [start + width for start, width in zip(rest.base, rest.x, strict=True)] == [80, 120, 40, 150]
    assert bars.meta["hollow"] == [2]


def test_every_bar_says_its_answer_in_words() -> None:
    chart = attainment_chart([MET, RUNNING, OPEN, MISSED], {}, OCTOBER, SV)
    drawn = zip(*(texts["text"] for texts in chart.figure["data"][2:]), strict=True)
    beside = {" · ".join(map(str.strip, lines)) for lines in drawn}
    for words in (
        "80\u00a0% · ej nådd",
        "90–120\u00a0% · går inte att avgöra",
        "40\u00a0% · pågår",
        "150\u00a0% · nådd",
    ):
        assert words in chart.alt
        assert words in beside


@pytest.mark.parametrize(("value", "text"), [(99.6, "99.6\u00a0%"), (100, "100\u00a0%"), (99.97, "99.97\u00a0%")])
def test_a_goal_just_missed_is_never_written_as_100(value: float, text: str) -> None:
    assert f"{text} · " in attainment_chart([result("a", value)], {}, OCTOBER, EN).alt


def test_a_goal_with_several_spans_is_left_to_the_tables() -> None:
    assert single_spans([MET, MET, MISSED]) == (MISSED,)


def test_a_result_without_figures_is_in_the_table_and_not_among_the_bars() -> None:
    chart = attainment_chart([MISSED, result("e", NAN)], {}, OCTOBER, SV)
    assert len(chart.figure["data"][0]["x"]) == 1
    assert [row[5] for row in chart.table.shown] == ["ej nådd", "uppgift saknas"]


def test_posts_beside_their_band_with_captions_as_data_and_never_in_a_template() -> None:
    goal = Goal("v", "r", "engagement_rate_followers", "post", Target(5, 7))
    judged_goal = judged(goal, OCTOBER, Figure(posts=(4.0, 6.0, 7.5)), finished=True)
    hostile = "<script>alert(1)</script>"
    days = [date(2026, 10, day) for day in (1, 5, 9)]
    posts = [PostValue(day, hostile, value) for day, value in zip(days, (4.0, 6.0, 7.5), strict=True)]
    chart = band_chart(judged_goal, posts, EN)
    dots = plain(chart).data[0]
    assert list(dots.y) == [4, 6, 7.5]
    assert hostile not in dots.hovertemplate
    assert dots.customdata[0][0] == hostile
    assert chart.title == "1 of 3 posts met the target 5–7\u00a0%"
    assert chart.figure["layout"]["meta"]["bands"] == [{"y0": 5, "y1": 7, "label": "Target 5–7\u00a0%"}]


def test_the_month_table_has_figure_verdict_and_direction_and_a_dash_for_a_month_without_a_goal() -> None:
    september = judged(MET.goal, Period.parse("2026-09"), Figure(90, 90, 90), finished=True)
    table = month_table([september, MET, MISSED], {}, SV)
    assert list(table.columns) == [
        "Månad", "Facebook: interaktioner, minst 100", "Instagram: interaktioner, minst 100",
    ]  # fmt: skip
    assert [list(row) for row in table.shown] == [
        ["Nådd", "0 av 1 månad", "1 av 2 månader"],
        ["okt 2026", "✕\u00a080", "✓\u00a0150\u00a0↑"],
        ["sep 2026", "–", "✕\u00a090"],
    ]
    assert [list(row[1:]) for row in table.rows[1:]] == [["80, ej nådd", "150, nådd"], ["–", "90, ej nådd"]]


def test_a_month_has_no_direction_where_its_interval_meets_that_of_the_month_before() -> None:
    september, october = Period.parse("2026-09"), Period.parse("2026-10")
    for before, arrow in (((80, 95), ""), ((125, 130), "\u00a0↓"), ((70, 85), "\u00a0↑")):
        earlier = judged(OPEN.goal, september, Figure(NAN, *before), finished=True)
        later = judged(OPEN.goal, october, Figure(NAN, 90, 120), finished=True)
        assert month_table([earlier, later], {}, SV).shown[1][1] == f"?\u00a090–120{arrow}"


def test_a_month_with_another_target_than_the_latest_says_so() -> None:
    goal = replace(MET.goal, id="b-september", target=Target(low=80.0))
    september = judged(goal, Period.parse("2026-09"), Figure(90, 90, 90), finished=True)
    table = month_table([september, MET], {}, SV)
    assert table.columns[1] == "Instagram: interaktioner, minst 100"
    assert [row[1] for row in table.shown] == ["2 av 2 månader", "✓\u00a0150\u00a0↑", "✓\u00a090 (minst 80)"]


def test_months_in_which_a_goal_did_not_hold_or_lacks_figures_are_not_counted() -> None:
    september, august = Period.parse("2026-09"), Period.parse("2026-08")
    withdrawn = replace(MISSED.goal, until=date(2026, 10, 12))
    gone = [judged(withdrawn, one, Figure(150, 150, 150), finished=True) for one in (august, september)]
    lacking = judged(MET.goal, september, Figure(), finished=True)
    table = month_table([*gone, lacking, MET], {}, SV)
    assert list(table.columns[1:]) == [
        "Facebook: interaktioner, minst 100 (tillbakadraget den 12 oktober 2026)",
        "Instagram: interaktioner, minst 100",
    ]
    assert [list(row) for row in table.shown] == [
        ["Nådd", "2 av 2 månader", "1 av 1 månad"],
        ["okt 2026", "–", "✓\u00a0150"],
        ["sep 2026", "✓\u00a0150", "uppgift saknas"],
        ["aug 2026", "✓\u00a0150", "–"],
    ]
    assert month_table([lacking], {}, SV).shown[0] == ["Nådd", "–"]
    assert "Ett streck: målet gällde inte den månaden" in month_key(SV)


def test_a_month_table_is_turned_where_there_are_many_goals() -> None:
    september = judged(MET.goal, Period.parse("2026-09"), Figure(90, 90, 90), finished=True)
    table = turned(month_table([september, MET, MISSED], {}, SV), SV)
    assert list(table.columns) == ["Mål", "Nådd", "okt 2026", "sep 2026"]
    assert [list(row) for row in table.shown] == [
        ["Facebook: interaktioner, minst 100", "0 av 1 månad", "✕\u00a080", "–"],
        ["Instagram: interaktioner, minst 100", "1 av 2 månader", "✓\u00a0150\u00a0↑", "✕\u00a090"],
    ]
    assert table.rows[1][3] == "90, ej nådd"


def test_without_monthly_goals_there_is_no_month_table() -> None:
    assert not month_table([], {}, SV).rows


def test_every_mark_of_the_month_table_is_explained_in_words() -> None:
    key = month_key(SV).replace("\u00a0", " ")
    for words in ("✓ nådd", "✕ ej nådd", "? går inte att avgöra", "… pågår", "(↑)", "(↓)"):
        assert words in key


def test_a_bar_far_above_its_target_is_cut_off_and_its_figure_still_told() -> None:
    far = result("f", NAN, low=318, high=898, metric="reach", platform="facebook")
    chart = attainment_chart([far, MET], {}, OCTOBER, SV)
    bars, rest, texts, _ = chart.figure["data"]
    assert [start + width for start, width in zip(rest["base"], rest["x"], strict=True)] == [150, 200]
    assert max(bars["x"]) == max(texts["x"]) == 200
    assert chart.figure["layout"]["xaxis"]["range"][1] < 400
    assert "318–898\u00a0%" in texts["text"][1]
    assert chart.subtitle.endswith("Staplarna är avklippta vid 200\u00a0%.")
    assert "avklippta" not in attainment_chart([MET], {}, OCTOBER, SV).subtitle


def test_campaigns_are_chosen_by_whether_they_were_over_that_day() -> None:
    ends = {"before": date(2026, 9, 30), "that day": date(2026, 10, 31), "after": date(2026, 11, 1), "never": None}
    costs = [CampaignCost(name, date(2026, 9, 1), end, NAN, NAN) for name, end in ends.items()]
    chosen = {one: [cost.campaign for cost in campaigns_that(one, costs, OCTOBER.end)] for one in CAMPAIGN_STATUSES}
    assert chosen == {"under_way": ["after", "never"], "over": ["before", "that day"]}
    assert campaigns_that("all", costs, OCTOBER.end) == tuple(costs)


def test_a_campaign_without_a_goal_is_listed_with_what_it_cost() -> None:
    costs = [CampaignCost("k", date(2026, 9, 1), None, 1200.0, 0.255), CampaignCost("l", None, None, NAN, NAN)]
    table = campaign_table(costs, [], {"k": "Kampanjen"}, SV)
    assert list(table.shown[0]) == [
        "Kampanjen", "från 1 september 2026", "Inget mål", "–", "–", "–", "1\u00a0200\u00a0kr", "0,26\u00a0kr", "–",
    ]  # fmt: skip
    assert list(table.rows[1][6:8]) == [None, None]
    assert [(one.title, one.rows, one.note) for one in table.groups] == [
        ("Kampanjen", 1, "från 1 september 2026 · kostnad 1\u00a0200\u00a0kr · 0,26\u00a0kr per kontakt"),
        ("l", 1, "dagar saknas"),
    ]


def test_the_goals_of_a_campaign_stand_under_its_name_which_leads_to_it() -> None:
    goals = [result(one, 80, campaign="k", objective="Nära") for one in ("a", "b")]
    costs = [CampaignCost("k", date(2026, 9, 1), date(2026, 9, 30), NAN, NAN)]
    table = campaign_table(costs, goals, {"k": "Kampanjen"}, SV, {"k": "?campaign=k"})
    (group,) = table.groups
    assert (group.rows, group.href, group.note) == (2, "?campaign=k", "1–30 september 2026 · Nära")
    assert [table.columns[at] for at in table.only_in_file] == [
        "Kampanj", "Tid", "Annonskostnad", "Kontaktkostnad", "Övergripande mål",
    ]  # fmt: skip


def test_a_moved_goalpost_is_told_with_who_and_when_and_what_the_first_one_would_give() -> None:
    first = Goal(
        "a", "r", "interactions", "month", Target(low=120.0), platform="facebook",
        set_at=datetime(2026, 1, 1, tzinfo=UTC), set_by="Bo",
    )  # fmt: skip
    later = replace(first, target=Target(low=100.0), set_at=datetime(2026, 5, 25, tzinfo=UTC), set_by="Anna")
    log = {"a": GoalLog((Worded(first, withdrawn=False), Worded(later, withdrawn=False)))}
    ours = result("a", 90.0, platform="facebook")
    (said,) = changes_of(log, [ours], {}, EN)
    assert said.startswith("Facebook: interactions. The goal was changed on 25 May 2026 from at least 120 to at least")
    assert said.endswith("Of the goal as it was first set (at least 120), the attainment is 75\u00a0%.")
    assert changes_of({"a": GoalLog((Worded(first, withdrawn=False),))}, [ours], {}, EN) == []
